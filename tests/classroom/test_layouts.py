"""Whose a file is: the layouts of the systems that hand out submissions, told by names alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from grader.classroom.layouts import tell
from grader.classroom.sources import open_source
from grader.model import GraderError, UsageError

from .material import handed

OUT = Path("/nowhere")
METADATA = b"""---
submission_101:
  :submitters:
  - :name: Ada Lovelace
    :sid: 's1'
    :email: ada@example.org
  - :name: Emmy Noether
    :sid:
    :email: emmy@example.org
  :created_at: 2024-01-30 10:43:32.374890000 Z
submission_102:
  :submitters:
  - :name: Sofia
    :sid: s3
"""
LAYOUTS = {
    "nbgrader": (
        {
            "submitted/ada/ps1/hw.ipynb": b"",
            "submitted/ada/ps1/timestamp.txt": b"2015-02-02 15:58:23.948203 UTC",
            "submitted/emmy/ps1/hw.ipynb": b"",
        },
        {
            "submitted/ada/ps1/hw.ipynb": [("ada", "")],
            "submitted/emmy/ps1/hw.ipynb": [("emmy", "")],
        },
    ),
    "Canvas": (
        {
            "lovelaceada_12345_67890_hw.ipynb": b"",
            "noetheremmy_LATE_12346_67891_hw_1-2.ipynb": b"",
        },
        {
            "lovelaceada_12345_67890_hw.ipynb": [("12345", "lovelaceada")],
            "noetheremmy_LATE_12346_67891_hw_1-2.ipynb": [("12346", "noetheremmy")],
        },
    ),
    "Moodle": (
        {
            "Ada Lovelace_11_assignsubmission_file_/hw.ipynb": b"",
            "Emmy Noether_12_assignsubmission_file_/deeper/hw.ipynb": b"",
            "Sofia K_13_assignsubmission_file_hw.ipynb": b"",
        },
        {
            "Ada Lovelace_11_assignsubmission_file_/hw.ipynb": [("11", "Ada Lovelace")],
            "Emmy Noether_12_assignsubmission_file_/deeper/hw.ipynb": [("12", "Emmy Noether")],
            "Sofia K_13_assignsubmission_file_hw.ipynb": [("13", "Sofia K")],
        },
    ),
    "Gradescope export": (
        {
            "assignment_1_export/submission_metadata.yml": METADATA,
            "assignment_1_export/submission_101/hw.ipynb": b"",
            "assignment_1_export/submission_102/hw.ipynb": b"",
        },
        {
            "assignment_1_export/submission_101/hw.ipynb": [
                ("s1", "Ada Lovelace"),
                ("emmy@example.org", "Emmy Noether"),
            ],
            "assignment_1_export/submission_102/hw.ipynb": [("s3", "Sofia")],
        },
    ),
    "a folder a learner": (
        {"ada/hw.ipynb": b"", "emmy/week 1/hw.ipynb": b"", "sofia.ipynb": b""},
        {
            "ada/hw.ipynb": [("ada", "")],
            "emmy/week 1/hw.ipynb": [("emmy", "")],
            "sofia.ipynb": [("sofia", "")],
        },
    ),
    "a folder an assignment": (
        {"hw1/ada.ipynb": b"", "hw1/emmy/x.ipynb": b"", "hw2/ada.ipynb": b""},
        {
            "hw1/ada.ipynb": [("ada", "")],
            "hw1/emmy/x.ipynb": [("emmy", "")],
            "hw2/ada.ipynb": [("ada", "")],
        },
    ),
    "flat files": (
        {"ada.ipynb": b"", "emmy noether.ipynb": b""},
        {"ada.ipynb": [("ada", "")], "emmy noether.ipynb": [("emmy noether", "")]},
    ),
}


def told(path):
    source = open_source(path, OUT)
    layout = tell(source, ("hw1", "hw2"))
    found = {"/".join(f.parts): [(h.learner, h.name) for h in layout.read(f)] for f in source.files}
    source.close()
    return layout.name, found


def zipped(target, files):
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_told_from_a_folder_and_from_an_archive(name, tmp_path):
    files, expected = LAYOUTS[name]
    assert told(handed(tmp_path / "class", files)) == (name, expected)
    assert told(zipped(tmp_path / "class.zip", files)) == (name, expected)


def test_the_folder_that_an_archive_was_packed_from_is_nobody(tmp_path):
    files = {"class/ada/hw.ipynb": b"", "class/emmy/hw.ipynb": b""}
    _name, found = told(zipped(tmp_path / "class.zip", files))
    assert [who for one in found.values() for who, _ in one] == ["ada", "emmy"]


def handed_in(path):
    source = open_source(path, OUT)
    layout = tell(source)
    return {file.parts[-1]: layout.read(file)[0] for file in source.files}


def test_canvas_tells_late_files_and_counts_those_handed_in_again(tmp_path):
    names = ["a_1_2_hw.ipynb", "a_1_3_hw-1.ipynb", "b_LATE_4_5_hw-12.ipynb"]
    found = handed_in(handed(tmp_path / "c", dict.fromkeys(names, b"")))
    assert [found[name].number for name in names] == [0, 1, 12]
    assert [found[name].late for name in names] == [False, False, True]


def test_nbgrader_and_gradescope_tell_when_something_was_handed_in(tmp_path):
    one = handed_in(handed(tmp_path / "n", LAYOUTS["nbgrader"][0]))
    assert {found.time for found in one.values()} <= {1422892703.0, None}
    folder = handed(tmp_path / "g", LAYOUTS["Gradescope export"][0])
    source = open_source(folder, OUT)
    first, second = (tell(source).read(file)[0].time for file in source.files)
    assert first == pytest.approx(1706611412.37489)
    assert second is None


def test_a_stated_pattern_says_whose_a_file_is(tmp_path):
    folder = handed(tmp_path / "p", {"x/hw1-ada-final.ipynb": b"", "other.ipynb": b""})
    source = open_source(folder, OUT)
    for pattern in ("hw1-{learner}-final.ipynb", r"hw\d-(?P<learner>\w+)-.*"):
        layout = tell(source, (), pattern)
        found = {f.parts[-1]: [h.learner for h in layout.read(f)] for f in source.files}
        assert found == {"hw1-ada-final.ipynb": ["ada"], "other.ipynb": []}


@pytest.mark.parametrize("pattern", ["*.ipynb", "(?P<learner>["])
def test_a_pattern_without_a_learner_is_refused(pattern, tmp_path):
    with pytest.raises(UsageError):
        tell(open_source(handed(tmp_path / "p", {"a.ipynb": b""}), OUT), (), pattern)


@pytest.mark.parametrize("text", [b"a: [", b"a: &a [x]\nb: [*a, *a]\n", b"!!python/object:os.x {}"])
def test_metadata_that_is_made_to_harm_is_refused(text, tmp_path):
    files = {"submission_metadata.yml": text, "submission_1/hw.ipynb": b""}
    with pytest.raises(GraderError):
        tell(open_source(handed(tmp_path / "g", files), OUT))
