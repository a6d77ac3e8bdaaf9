"""Where the grader spares nbformat's validation, that would have found nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.notebook.validity import nothing_odd

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.ipynb"))

scalars = st.none() | st.booleans() | st.integers(-2, 6) | st.text(max_size=3) | st.just([])
odd = scalars | st.lists(scalars, max_size=2) | st.dictionaries(st.text(max_size=3), scalars)
cell_metadata = st.dictionaries(
    st.sampled_from(
        ["collapsed", "deletable", "scrolled", "name", "tags", "jupyter", "execution", "grader"]
    ),
    odd,
    max_size=3,
)
code_cells = st.fixed_dictionaries(
    {
        "cell_type": st.just("code"),
        "metadata": cell_metadata,
        "outputs": st.just([]),
        "source": st.just("a = 1") | st.lists(st.just("a = 1"), max_size=2) | odd,
        "execution_count": st.none() | st.integers(0, 3) | odd,
    },
    optional={
        "id": st.sampled_from(["a", "b", "c-d_E", "", "a b", "x" * 65]) | odd,
        "other": odd,
    },
)
top_metadata = st.fixed_dictionaries(
    {},
    optional={
        "kernelspec": st.dictionaries(st.sampled_from(["name", "display_name"]), odd) | odd,
        "language_info": st.dictionaries(
            st.sampled_from(["name", "mimetype", "codemirror_mode", "version"]), odd
        )
        | odd,
        "orig_nbformat": odd,
        "title": odd,
        "authors": odd,
        "grader": odd,
    },
)
documents = st.fixed_dictionaries(
    {
        "nbformat": st.just(4) | odd,
        "nbformat_minor": st.integers(0, 6) | odd,
        "metadata": top_metadata | odd,
        "cells": st.lists(code_cells, max_size=2) | odd,
    },
    optional={"other": odd},
)


@given(documents)
def test_what_is_not_validated_is_valid(document: dict[str, Any]) -> None:
    if nothing_odd(document):
        nbformat.validate(json.loads(json.dumps(document)))


def right(minor: int) -> dict[str, Any]:
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1}
    ids = [{"id": name} if minor >= 5 else {} for name in "ab"]
    cells = [cell | {"source": "a = 1"} | one for one in ids]
    return {"nbformat": 4, "nbformat_minor": minor, "metadata": {}, "cells": cells}


@pytest.mark.parametrize("minor", range(6))
def test_what_jupyter_writes_is_not_validated(minor: int) -> None:
    document = right(minor)
    assert nothing_odd(document)
    nbformat.validate(document)


def test_two_cells_of_one_id_are() -> None:
    document = right(5)
    document["cells"][1]["id"] = "a"
    assert not nothing_odd(document)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_our_own_notebooks_are_not_validated(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    code = [cell | {"outputs": []} for cell in document["cells"] if cell["cell_type"] == "code"]
    assert nothing_odd(document | {"cells": code})
