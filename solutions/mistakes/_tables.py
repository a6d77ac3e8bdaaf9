"""Known versions as tables: a row is read at a glance."""

from grader.author import Mistake, Variant


def mistakes_of(exercise: str, *rows: tuple[str, dict[str, str], str, str]) -> tuple[Mistake, ...]:
    """Rows of a code, the edits (text of the reference: what takes its place), the sentence for
    the learner, and the hint."""
    return tuple(
        Mistake(exercise, code, tuple(edits.items()), sentence, hint)
        for code, edits, sentence, hint in rows
    )


def variants_of(exercise: str, *rows: tuple[str, dict[str, str]]) -> tuple[Variant, ...]:
    """Rows of a code and the edits."""
    return tuple(Variant(exercise, code, tuple(edits.items())) for code, edits in rows)
