"""The one entry: a submission and a course in, a grade out."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.course.content import course_hash
from grader.course.load import Assignment, Course
from grader.grading.answers import Answer, Answers, answers
from grader.grading.mark import Mark, MarkedCase, mark, mark_case
from grader.grading.order import Marking, Marks
from grader.grading.sandbox import Sandbox
from grader.model import (
    Diagnosis,
    Exercise,
    ExerciseGrade,
    Grade,
    LearnerFunction,
    Limits,
    Observation,
    Raised,
    Status,
    Submission,
    SyntaxProblem,
)
from grader.run.executors import Executor

if TYPE_CHECKING:
    from grader.grading.memory import Memory
if TYPE_CHECKING:  # imported where something is wrong: a cause is sought then only
    from grader.diagnose.evidence import Evidence
    from grader.grading.probe import Asked


def grade(
    submission: Submission,
    course: Course,
    seed: int,
    executor: Executor,
    limits: Limits | None = None,
    only: Sequence[str] = (),
    memory: Memory | None = None,
) -> Grade:
    """Grade a submission on the cases of ``seed``; ``only`` names the exercises to look at, and
    answers that ``memory`` knows are not run again."""
    assignment = course.assignment(submission.assignment)
    asked = [assignment.exercise(name).name for name in only]
    names = asked or _asked_for(assignment, submission)
    limits = limits or Limits()
    sandbox = Sandbox(executor, limits)
    recall = None if memory is None else memory.recall(assignment, submission, seed, names)
    known = {} if recall is None else recall.known()
    looks: dict[str, set[str]] = {} if recall is None else recall.looks
    run = Run(assignment, submission, seed, executor, limits, sandbox, looks)
    with warnings.catch_warnings():
        for kind in (SyntaxWarning, DeprecationWarning):  # of a learner's text, read again
            warnings.simplefilter("ignore", kind)
        marks = run.marks([name for name in names if name not in known])
    given = {name for name, one in marks.items() if one.alone.given}
    if given.issuperset(names):
        given = set()
    told = [name for name in assignment.exercises if name in names and name not in given]
    try:
        grades = [
            known[name] if name in known else run.exercise_grade(name, marks) for name in told
        ]
    finally:
        sandbox.close()
    if recall is not None:
        recall.learn(grades)
    return Grade(
        course=course.name,
        course_version=course.version,
        assignment=assignment.name,
        path=submission.notebook.path,
        sha256=submission.notebook.sha256,
        seed=seed,
        protection=executor.protection,
        exercises=tuple(grades),
        notes=(
            *submission.notebook.notes,
            *submission.notes,
            *(f"`{n}`: {note}" for n in names if n in given for note in marks[n].alone.notes),
        ),
        course_hash=course_hash(course),
    )


def _asked_for(assignment: Assignment, submission: Submission) -> list[str]:
    """The exercises that count: a notebook of a year that does not have one is not asked for it."""
    shown = set(submission.editions)
    return [
        name
        for name, exercise in assignment.exercises.items()
        if name in submission.functions or not shown or not shown.issubset(exercise.absent_in)
    ]


@dataclass(frozen=True)
class Run:
    """One grading: what its steps share."""

    assignment: Assignment
    submission: Submission
    seed: int
    executor: Executor
    limits: Limits
    sandbox: Sandbox
    looks: dict[str, set[str]]

    def marks(self, names: Sequence[str]) -> dict[str, Marks]:
        """Mark the functions that can run. All that is done afterwards, seeking causes say, adds
        nothing to a mark."""
        marking = Marking(
            self.assignment, self.submission, self.seed, self.executor, self.limits, self.looks
        )
        return marking.marks(names)

    def _answers(self, name: str) -> Answers:
        return answers(self.assignment, self.seed)[name]

    def _mark(self, name: str, observations: Sequence[Observation]) -> Mark:
        return mark(
            self.assignment.exercise(name),
            self.submission.functions[name],
            self.assignment.conventions(name),
            self._answers(name).answers,
            observations,
        )

    def _mark_case(self, name: str, answer: Answer, seen: Observation) -> MarkedCase:
        exercise, function = self.assignment.exercise(name), self.submission.functions[name]
        return mark_case(exercise, function, self.assignment.conventions(name), answer, seen)

    def exercise_grade(self, name: str, marks: dict[str, Marks]) -> ExerciseGrade:
        exercise = self.assignment.exercise(name)
        function = self.submission.functions.get(name)
        if function is None:
            return ExerciseGrade(name, "missing", 0.0, exercise.points, notes=self._missing(name))
        if name not in marks:
            return _not_run(exercise, function)
        result = _exercise_grade(exercise, function, marks[name], marks)
        diagnoses = self._diagnoses(exercise, result.status, marks[name].alone)
        lines = (one.line for one in diagnoses if one.line is not None)
        return replace(result, diagnoses=diagnoses, line=next(lines, result.line))

    def _diagnoses(self, exercise: Exercise, status: Status, seen: Mark) -> tuple[Diagnosis, ...]:
        if status == "passed":
            return ()
        from grader.diagnose.rules import diagnose, diagnose_stopped

        if status not in ("partial", "failed", "error"):
            return diagnose_stopped(status)
        try:
            with warnings.catch_warnings():
                # of mistakes that are tried, and of a learner's "\\d": no concern of a terminal
                warnings.simplefilter("ignore")
                return diagnose(self._evidence(exercise, seen))
        except Exception as error:
            # No mark rests on a diagnosis, so none is lost where seeking one fails. That is a bug
            # of ours, made visible by the code, which no test lets pass.
            return (Diagnosis("grader_bug", f"No cause was found ({type(error).__name__})."),)

    def _evidence(self, exercise: Exercise, mark_: Mark) -> Evidence:
        from grader.diagnose.evidence import CaseEvidence, Evidence
        from grader.grading.prints import bare

        every = zip(
            self._answers(exercise.name).answers, mark_.cases, mark_.seen, mark_.raw, strict=True
        )
        cases = [
            CaseEvidence(
                answer.case,
                answer.expected,
                None if seen is None else seen.value,
                () if seen is None else seen.mutated,
                case.raised,
                case.mismatches,
                raw,
            )
            for answer, case, seen, raw in every
            if case.counts or not answer.case.counts  # else the notebook's own lines refuse it
        ]
        function = bare(self.submission.functions[exercise.name])
        probe = self._probe(exercise.name)
        return Evidence(
            self.assignment,
            exercise,
            function,
            self.seed,
            cases,
            absent=mark_.absent,
            probe=probe,
        )

    def _probe(self, name: str) -> Asked:
        """Asks the function more, now that its mark is final."""
        from grader.grading.plan import by_itself
        from grader.grading.probe import Asked

        return Asked(
            self.sandbox,
            by_itself(self.assignment, self.submission, name, self._answers(name)),
            self._answers(name),
            lambda observations: self._mark(name, observations),
            lambda answer, seen: self._mark_case(name, answer, seen).grade,
            bool(self.assignment.conventions(name)),
        )

    def _missing(self, name: str) -> tuple[str, ...]:
        near = self.submission.near.get(name)
        if not near:
            return (f"The notebook defines no function `{name}`.",)
        return (f"The notebook defines no function `{name}`; is `{near}` meant to be it?",)


def _unread(problem: SyntaxProblem, cell: int, unfinished: bool) -> str:
    if unfinished and problem.text.partition("#")[0].rstrip().endswith("="):
        return f"Line {problem.line} of cell {cell} ends at its equals sign: the value is missing."
    what = f"{problem.kind}: {problem.message}, in line {problem.line} of cell {cell}"
    return f"The function cannot be read ({what})."


def _not_run(exercise: Exercise, function: LearnerFunction) -> ExerciseGrade:
    """A function that does not parse, or that is the stub as handed out."""
    problem = function.syntax
    unfinished = function.untouched or function.unfilled
    notes = function.notes
    if problem is not None and not function.cut:
        notes = (_unread(problem, function.cell, unfinished), *notes)
    status: Status = "not_implemented" if unfinished else "error"
    line = problem.line if problem is not None else function.line
    diagnoses: tuple[Diagnosis, ...] = ()
    if function.cut:
        diagnoses = (Diagnosis("cut_off", function.cut),)
    elif not unfinished:
        from grader.diagnose.rules import diagnose_unreadable

        diagnoses = diagnose_unreadable(function, exercise.parameters)
    return ExerciseGrade(
        exercise.name,
        status,
        0.0,
        exercise.points,
        function.cell,
        line,
        notes=notes,
        diagnoses=diagnoses,
    )


def _exercise_grade(
    exercise: Exercise, function: LearnerFunction, marks: Marks, all_marks: dict[str, Marks]
) -> ExerciseGrade:
    best, notes = marks.alone, list(function.notes)
    blamed: tuple[str, ...] = ()
    own = marks.own
    if own is not None and own.passed and not best.passed and _all_passed(marks, all_marks):
        # e.g. an argument of their own between their own functions, all of them right
        best = own
        notes.append("Right together with your own earlier functions, which are right too.")
    if best.passed and own is not None and not own.passed:
        blamed = tuple(c for c in marks.callees if not _passed(c, all_marks))
        blamed = blamed or _named_in(own, marks.callees)
        names = " and ".join(f"`{name}`" for name in blamed)
        if blamed:
            notes.append(f"Right by itself; in your notebook it fails because of your {names}.")
    status, score = best.status, round(exercise.points * best.share, 2)
    if function.unfilled and status in ("failed", "error", "partial"):
        status, score = "not_implemented", 0.0
    return ExerciseGrade(
        exercise.name,
        status,
        exercise.points if best.passed else score,
        exercise.points,
        function.cell,
        _line(function, best),
        blamed,
        tuple(dict.fromkeys((*notes, *best.notes))),
        best.cases,
    )


def _named_in(own: Mark, callees: Sequence[str]) -> tuple[str, ...]:
    """Of functions that are right by themselves, those that an exception speaks of."""
    said = " ".join(case.raised.message for case in own.cases if case.raised is not None)
    return tuple(callee for callee in callees if f"{callee}(" in said)


def _all_passed(marks: Marks, all_marks: dict[str, Marks]) -> bool:
    return all(_passed(callee, all_marks) for callee in marks.callees)


def _passed(name: str, all_marks: dict[str, Marks]) -> bool:
    return name in all_marks and all_marks[name].alone.passed


def _line(function: LearnerFunction, best: Mark) -> int:
    """The learner's line that raised, or where the function starts."""
    raised: list[Raised] = [case.raised for case in best.cases if case.raised is not None]
    for one in raised:
        for frame in reversed(one.frames):
            if frame.cell == function.cell:
                return frame.line
    return function.line
