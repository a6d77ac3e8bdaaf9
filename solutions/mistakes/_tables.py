"""Known versions as tables: a row is read at a glance."""

from grader.author import Mistake, Variant

Row = tuple[str, dict[str, str], str, str] | tuple[str, dict[str, str], str, str, str]


def mistakes_of(exercise: str, *rows: Row) -> tuple[Mistake, ...]:
    """Rows of a code, the edits (text of the reference: what takes its place), the sentence for
    the learner, the hint, and the function that the sentence says is missing, if it does."""
    return tuple(
        Mistake(exercise, code, tuple(edits.items()), *words) for code, edits, *words in rows
    )


def variants_of(exercise: str, *rows: tuple[str, dict[str, str]]) -> tuple[Variant, ...]:
    """Rows of a code and the edits."""
    return tuple(Variant(exercise, code, tuple(edits.items())) for code, edits in rows)
