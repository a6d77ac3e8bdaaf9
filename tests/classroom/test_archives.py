"""Archives that someone made to harm, or that broke on the way: rows with reasons, nothing else."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from grader.classroom.sources import open_source
from grader.model import NotGradable

from .material import answer

OUT = Path("/nowhere")


def archive(path, *entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries:
            made.writestr(name, data)
    return path


def refusals(path):
    source = open_source(path, OUT)
    found = {}
    for file in source.files:
        try:
            source.read(file)
        except NotGradable as error:
            found["/".join(file.parts)] = str(error)
    source.close()
    return found


def link(name):
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def test_a_good_file_beside_bad_ones_is_read(tmp_path):
    path = archive(
        tmp_path / "c.zip",
        ("good.ipynb", answer()),
        ("../out.ipynb", answer()),
        ("/etc/x.ipynb", answer()),
        ("C:/x.ipynb", answer()),
        (link("link.ipynb"), "/etc/passwd"),
        ("n" * 2000 + ".ipynb", answer()),
        ("bomb.ipynb", b" " * 50_000_000),
        ("inner.zip", b"PK"),
    )
    found = refusals(path)
    said = " ".join(found.values())
    assert "good.ipynb" not in found
    assert len(found) == 7
    assert said.count("leads out of the archive") == 3
    for reason in ("it is a link", "2006 characters", "grows too much", "within an archive"):
        assert reason in said


def test_a_bomb_is_refused_without_being_unpacked(tmp_path, monkeypatch):
    path = archive(tmp_path / "b.zip", ("bomb.ipynb", b"\0" * 30_000_000))
    monkeypatch.setattr(zipfile.ZipFile, "open", None)  # it would fail loudly
    assert "grows too much" in refusals(path)["bomb.ipynb"]


def test_a_length_that_is_a_lie_is_found(tmp_path):
    path = archive(tmp_path / "l.zip", ("lie.ipynb", b"x" * 5000))
    data = bytearray(path.read_bytes())
    size = (5000).to_bytes(4, "little")
    assert data.count(size) == 2
    path.write_bytes(bytes(data).replace(size, (10).to_bytes(4, "little")))
    assert refusals(path)


def test_files_that_lie_over_one_another_are_refused(tmp_path):
    """Two names of one compressed piece: the trick by which small archives hold petabytes."""
    path = archive(tmp_path / "o.zip", ("a.ipynb", b"x" * 1000), ("b.ipynb", b"x" * 1000))
    with zipfile.ZipFile(path) as read:
        offset = read.getinfo("b.ipynb").header_offset
    data = path.read_bytes()
    entry = data.rfind(b"PK\x01\x02")
    assert data[entry + 42 : entry + 46] == offset.to_bytes(4, "little")
    path.write_bytes(data[: entry + 42] + bytes(4) + data[entry + 46 :])
    (reason,) = refusals(path).values()
    assert "over one another" in reason


@pytest.mark.parametrize("data", [b"", b"PK", b"no archive", bytes(1000)])
def test_what_is_no_archive_is_a_row_with_its_reason(data, tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    assert "no archive" in refusals(path)["x.zip"]


def test_an_archive_that_was_cut_or_changed_never_raises_anything_else(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(3):
            made.writestr(f"{number}.ipynb", answer())
    whole = stream.getvalue()
    path = tmp_path / "x.zip"
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        refusals(path)
        path.write_bytes(whole[:place])
        refusals(path)


def test_links_in_a_folder_are_not_followed(tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/x.ipynb").write_bytes(answer())
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "ada.ipynb").symlink_to(tmp_path / "secret/x.ipynb")
    (folder / "emmy").symlink_to(tmp_path / "secret")
    source = open_source(folder, OUT)
    assert source.files == []
    assert source.ignored["link"] == 2


def test_what_is_no_submission_is_counted_by_its_kind(tmp_path):
    path = archive(
        tmp_path / "c.zip",
        ("ada.ipynb", answer()),
        ("__MACOSX/._ada.ipynb", b""),
        (".ipynb_checkpoints/ada-checkpoint.ipynb", answer()),
        ("notes.pdf", b""),
        ("README", b""),
    )
    source = open_source(path, OUT)
    assert [file.parts for file in source.files] == [("ada.ipynb",)]
    assert source.ignored == {"copy made by a program": 2, ".pdf": 1, "other": 1}
