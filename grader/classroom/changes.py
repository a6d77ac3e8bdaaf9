"""Whose marks went from what to what, as the course or the grader changed."""

from __future__ import annotations

from grader.classroom.gradebook import Gradebook
from grader.report.words import STATUS, points

QUERY = """
SELECT l.learner, s.assignment, new.exercise, old.score, new.score, old.status, new.status,
  (SELECT code FROM causes WHERE answer_id = new.answer_id ORDER BY number LIMIT 1),
  og.course_hash != ng.course_hash, og.engine != ng.engine
FROM marks new
JOIN marks old ON old.id = (SELECT max(id) FROM marks m WHERE m.submission_id = new.submission_id
  AND m.exercise = new.exercise AND m.id < new.id)
JOIN submissions s ON s.id = new.submission_id JOIN learners l ON l.id = s.learner_id
JOIN graders og ON og.id = old.grader_id JOIN graders ng ON ng.id = new.grader_id
WHERE new.current AND (old.score != new.score OR old.status != new.status)
ORDER BY l.learner, s.assignment, new.place
"""


def marks_that_changed(gradebook: Gradebook) -> list[list[object]]:
    """The last change of each mark that was given anew for a file that is the same."""
    found: list[list[object]] = []
    for (
        learner,
        assignment,
        exercise,
        before,
        after,
        was,
        is_,
        cause,
        course,
        engine,
    ) in gradebook.rows(QUERY):
        status = f"{STATUS[was]} → {STATUS[is_]}"
        why = [
            what for what, changed in (("the course", course), ("the grader", engine)) if changed
        ]
        reason = f"{' and '.join(why)} changed" if why else "what it calls is marked differently"
        row = [learner, assignment, exercise, points(before), points(after), status]
        found.append([*row, cause or "", reason])
    return found
