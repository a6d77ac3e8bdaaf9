-- The gradebook. docs/gradebook.md describes every table; the version stands in meta.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- What graded: a row for each grader, course and environment that ever did.
CREATE TABLE graders (
  id INTEGER PRIMARY KEY,
  grader TEXT NOT NULL, engine TEXT NOT NULL,
  course TEXT NOT NULL, course_version TEXT NOT NULL, course_hash TEXT NOT NULL,
  numpy TEXT NOT NULL, python TEXT NOT NULL, protection TEXT NOT NULL,
  seed INTEGER NOT NULL,
  UNIQUE (grader, engine, course, course_version, course_hash, numpy, python, protection, seed)
);

CREATE TABLE learners (
  id INTEGER PRIMARY KEY,
  learner TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
  enrolled INTEGER -- 1 in the roster, 0 not in it, NULL where there is no roster
);

-- Every attempt: a file that was handed in, by one learner or by several who share it.
CREATE TABLE submissions (
  id INTEGER PRIMARY KEY,
  learner_id INTEGER NOT NULL REFERENCES learners (id),
  path TEXT NOT NULL, sha256 TEXT NOT NULL,
  size INTEGER NOT NULL, changed INTEGER NOT NULL,
  layout TEXT NOT NULL,
  number INTEGER NOT NULL, handed_in REAL NOT NULL, late INTEGER NOT NULL,
  assignment TEXT NOT NULL,
  status TEXT NOT NULL, -- graded, unreadable, no assignment, grader failed
  reason TEXT NOT NULL,
  notes TEXT NOT NULL,
  score REAL, max_score REAL,
  content TEXT NOT NULL, -- hash of all that its grade depends on beside the file
  grader_id INTEGER NOT NULL REFERENCES graders (id),
  graded_at REAL NOT NULL,
  counts INTEGER NOT NULL DEFAULT 0, -- the learner's last attempt at that assignment
  UNIQUE (path, learner_id, sha256)
);
CREATE INDEX submissions_by_learner ON submissions (learner_id, assignment);

-- What an answer came to; shared by all who gave the same one, where that is known.
CREATE TABLE answers (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE,
  assignment TEXT NOT NULL, exercise TEXT NOT NULL, exercise_hash TEXT NOT NULL,
  status TEXT NOT NULL,
  remembered INTEGER NOT NULL, -- met again, it is not run again
  record TEXT NOT NULL -- the whole grade of the exercise, as JSON; see docs/gradebook.md
);

CREATE TABLE cases (
  answer_id INTEGER NOT NULL REFERENCES answers (id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL, seed INTEGER NOT NULL, public INTEGER NOT NULL, counts INTEGER NOT NULL,
  status TEXT NOT NULL, score REAL NOT NULL,
  PRIMARY KEY (answer_id, number)
) WITHOUT ROWID;

CREATE TABLE causes (
  answer_id INTEGER NOT NULL REFERENCES answers (id),
  number INTEGER NOT NULL,
  code TEXT NOT NULL, message TEXT NOT NULL, hint TEXT NOT NULL,
  PRIMARY KEY (answer_id, number)
) WITHOUT ROWID;

-- A mark stays when it is given anew: the old row is then no longer current.
CREATE TABLE marks (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  exercise TEXT NOT NULL, place INTEGER NOT NULL, exercise_hash TEXT NOT NULL,
  status TEXT NOT NULL, score REAL NOT NULL, max_score REAL NOT NULL,
  cell INTEGER, line INTEGER,
  notes TEXT NOT NULL,
  answer_id INTEGER NOT NULL REFERENCES answers (id),
  places TEXT NOT NULL, -- where the lines of the answer stand in this notebook
  grader_id INTEGER NOT NULL REFERENCES graders (id),
  current INTEGER NOT NULL
);
CREATE INDEX marks_by_submission ON marks (submission_id, current);

-- Points and words by hand. An override counts in place of what was graded.
CREATE TABLE overrides (
  id INTEGER PRIMARY KEY,
  learner_id INTEGER NOT NULL REFERENCES learners (id),
  assignment TEXT NOT NULL, exercise TEXT NOT NULL,
  score REAL NOT NULL, reason TEXT NOT NULL, made_at REAL NOT NULL,
  UNIQUE (learner_id, assignment, exercise)
);
CREATE TABLE comments (
  id INTEGER PRIMARY KEY,
  learner_id INTEGER NOT NULL REFERENCES learners (id),
  assignment TEXT NOT NULL, exercise TEXT NOT NULL, -- '' for the whole assignment
  text TEXT NOT NULL, made_at REAL NOT NULL
);
