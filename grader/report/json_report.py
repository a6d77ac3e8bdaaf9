"""The JSON contract: ``schema.json`` beside this file describes it, and is kept stable."""

from __future__ import annotations

import json
from typing import Any

from grader.model import CaseGrade, Diagnosis, ExerciseGrade, Grade, Mismatch, Raised
from grader.version import VERSION

SCHEMA_VERSION = 2


def as_data(grade: Grade) -> dict[str, Any]:
    """The grade as plain JSON data."""
    return {
        "schema_version": SCHEMA_VERSION,
        "grader_version": VERSION,
        "course": {
            "name": grade.course,
            "version": grade.course_version,
            "hash": grade.course_hash,
        },
        "assignment": grade.assignment,
        "submission": {"path": grade.path, "sha256": grade.sha256},
        "seed": grade.seed,
        "protection": {
            "level": grade.protection.level,
            "missing": list(grade.protection.missing),
        },
        "score": grade.score,
        "max_score": grade.max_score,
        "notes": list(grade.notes),
        "exercises": [_exercise(exercise) for exercise in grade.exercises],
    }


def render(grade: Grade, **_options: Any) -> str:
    return json.dumps(as_data(grade), indent=2, ensure_ascii=False) + "\n"


def _exercise(exercise: ExerciseGrade) -> dict[str, Any]:
    return {
        "exercise": exercise.exercise,
        "status": exercise.status,
        "score": exercise.score,
        "max_score": exercise.max_score,
        "cell": exercise.cell,
        "line": exercise.line,
        "blamed_on": list(exercise.blamed_on),
        "notes": list(exercise.notes),
        "cases": [_case(case) for case in exercise.cases],
        "diagnoses": [_diagnosis(one) for one in exercise.diagnoses],
    }


def _case(case: CaseGrade) -> dict[str, Any]:
    return {
        "case": case.case,
        "seed": case.seed,
        "public": case.public,
        "counts": case.counts,
        "score": round(case.score, 6),
        "status": case.status,
        "note": case.note,
        "seconds": round(case.seconds, 6),
        "exception": None if case.raised is None else _exception(case.raised),
        "stdout": case.stdout,
        "mismatches": [_mismatch(one) for one in case.mismatches],
    }


def _exception(raised: Raised) -> dict[str, Any]:
    return {
        "type": raised.type,
        "message": raised.message,
        "traceback": [
            {"cell": frame.cell, "line": frame.line, "function": frame.function}
            for frame in raised.frames
            if frame.cell
        ],
    }


def _mismatch(one: Mismatch) -> dict[str, Any]:
    return {
        "path": one.path,
        "check": one.check,
        "message": one.message,
        "max_abs_error": _rounded(one.max_abs_error),
        "max_rel_error": _rounded(one.max_rel_error),
        "first_index": None if one.first_index is None else list(one.first_index),
    }


def _rounded(error: float | None) -> float | None:
    """Two digits tell how far off an answer is; all of them would tell the expected value."""
    return None if error is None else float(f"{error:.2g}")


def _diagnosis(one: Diagnosis) -> dict[str, Any]:
    return {
        "code": one.code,
        "message": one.message,
        "hint": one.hint,
        "cell": one.cell,
        "line": one.line,
    }
