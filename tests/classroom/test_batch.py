"""``grader batch`` as an instructor types it: marks, attempts, and going on after anything."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
import zipfile

import pytest

from .material import ASSIGNMENT, WRONG, answer, batch, grades, handed, notebook

ANN, BOB, CAM = (("ann", ASSIGNMENT), ("bob", ASSIGNMENT), ("cam", ASSIGNMENT))


@pytest.fixture
def folder(tmp_path):
    return handed(tmp_path / "class", {"ann/hw.ipynb": answer(), "bob/hw.ipynb": answer(WRONG)})


def rows(out, query):
    with sqlite3.connect(out / "gradebook.sqlite") as connection:
        return connection.execute(query).fetchall()


def test_a_class_is_graded_into_a_gradebook_and_a_table(folder, tmp_path):
    out = tmp_path / "out"
    done = batch("class", "-o", out.name, "--seed", 3, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "class: a folder a learner, 2 notebooks" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    found = grades(out)
    assert found[ANN]["linear_forward"] == "10"
    assert found[ANN]["status"] == "graded"
    assert found[BOB]["score"] == "5"
    assert list(found[BOB])[:5] == ["learner", "assignment", "score", "max_score", "status"]
    assert rows(out, "SELECT value FROM meta WHERE key = 'seed'") == [("3",)]
    assert {name.name for name in out.iterdir()} >= {"gradebook.sqlite", "grades.csv"}


def test_the_same_command_again_grades_nothing_twice(folder, tmp_path):
    out = tmp_path / "out"
    batch(folder, "-o", out)
    before = rows(out, "SELECT id, submission_id, score, current FROM marks")
    first = (out / "grades.csv").read_bytes()
    done = batch(folder, "-o", out)
    assert done.returncode == 0
    assert rows(out, "SELECT id, submission_id, score, current FROM marks") == before
    assert (out / "grades.csv").read_bytes() == first


def test_what_is_new_is_graded_and_what_was_handed_in_again_counts(folder, tmp_path):
    out = tmp_path / "out"
    batch(folder, "-o", out)
    handed(folder, {"cam/hw.ipynb": answer(), "bob/hw.ipynb": answer()})
    later = time.time() + 5
    os.utime(folder / "bob/hw.ipynb", (later, later))
    done = batch(folder, "-o", out)
    found = grades(out)
    assert found[BOB]["score"] == found[CAM]["score"] == "10"
    assert "1 handed in several times (2 files); the last counts: bob" in done.stdout
    query = "SELECT score, counts FROM submissions WHERE path LIKE '%bob%' ORDER BY id"
    assert rows(out, query) == [(5, 0), (10, 1)]


def test_the_number_of_the_layout_says_which_attempt_is_the_last(tmp_path):
    path = tmp_path / "canvas.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("doejane_11_101_hw-10.ipynb", answer())
        archive.writestr("doejane_11_102_hw-9.ipynb", answer(WRONG))
        archive.writestr("roejohn_LATE_12_103_hw.ipynb", answer())
    done = batch(path, "-o", tmp_path / "out")
    assert "Canvas, 3 notebooks" in done.stdout
    found = grades(tmp_path / "out")
    assert found["11", ASSIGNMENT]["score"] == "10"
    assert found["12", ASSIGNMENT]["score"] == "10"


def test_what_cannot_be_graded_is_a_row_with_its_reason_and_stops_nothing(folder, tmp_path):
    handed(
        folder,
        {
            "cam/hw.ipynb": b"",
            "dan/hw.ipynb": notebook("print(1)"),
            "eve/hw.ipynb": b"\xff\xfe{",
        },
    )
    done = batch(folder, "-o", tmp_path / "out")
    assert done.returncode == 1
    found = grades(tmp_path / "out")
    assert found[ANN]["score"] == "10"
    assert found[CAM]["status"].startswith("unreadable: the file is empty")
    assert found["dan", ""]["status"].startswith("no assignment: ")
    assert found["eve", ASSIGNMENT]["status"].startswith("unreadable: ")
    assert "A person should look at" in done.stdout


def test_a_roster_says_who_handed_in_nothing_and_who_is_not_in_it(folder, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("id;name;email\nann;Ann A;a@x.org\nzoe;Zoe Z;z@x.org\n", encoding="utf-8")
    done = batch(folder, "-o", tmp_path / "out", "--roster", roster)
    found = grades(tmp_path / "out")
    assert found["zoe", ASSIGNMENT]["status"] == "nothing handed in"
    assert found["zoe", ASSIGNMENT]["score"] == ""
    assert "1 of the roster: nothing handed in: zoe" in done.stdout
    assert "1 not in the roster: bob" in done.stdout


def test_a_roster_finds_by_name_whom_a_system_numbers(tmp_path):
    name = "Ada Lovelace_7_assignsubmission_file_/hw.ipynb"
    folder = handed(tmp_path / "class", {name: answer()})
    roster = tmp_path / "roster.csv"
    roster.write_text('id,name\nu1,"Lovelace, Ada"\n', encoding="utf-8")
    batch(folder, "-o", tmp_path / "out", "--roster", roster)
    assert set(grades(tmp_path / "out")) == {("u1", ASSIGNMENT)}


def test_no_name_becomes_a_formula(tmp_path):
    folder = handed(tmp_path / "class", {"=1+1.ipynb": answer(), "@SUM(A1).ipynb": answer()})
    batch(folder, "-o", tmp_path / "out")
    assert {learner for learner, _ in grades(tmp_path / "out")} == {"'=1+1", "'@SUM(A1)"}


def test_a_class_has_one_seed(folder, tmp_path):
    batch(folder, "-o", tmp_path / "out", "--seed", 3)
    done = batch(folder, "-o", tmp_path / "out", "--seed", 4)
    assert done.returncode == 2
    assert "seed 3" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere"],
        ["class", "--roster", "nowhere.csv"],
        ["class", "--learner-from", "x"],
        ["empty"],
    ],
)
def test_wrong_usage_exits_2_and_says_why(arguments, folder, tmp_path):
    (tmp_path / "empty").mkdir()
    done = batch(*arguments, "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("grader: ")
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_gradebook_is_left_alone(folder, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "gradebook.sqlite").write_bytes(b"something of somebody's, not a database at all")
    done = batch(folder, "-o", out)
    assert done.returncode == 4
    assert "no gradebook" in done.stderr
    assert (out / "gradebook.sqlite").read_bytes().startswith(b"something")


def test_only_one_writes_at_a_time(folder, tmp_path):
    import fcntl

    out = tmp_path / "out"
    out.mkdir()
    with open(out / ".gradebook.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = batch(folder, "-o", out)
    assert done.returncode == 4
    assert "Another grader batch" in done.stderr


def test_after_one_exercises_cases_are_mended_that_one_alone_is_marked_again(
    root, folder, tmp_path
):
    course = tmp_path / "course"
    for name in ("exercises", "solutions", "public_tests", "datasets"):
        shutil.copytree(root / name, course / name)
    out = tmp_path / "out"
    batch(folder, "-o", out, "--course", course)
    before = rows(out, "SELECT exercise, count(*) FROM marks GROUP BY 1")
    path = course / f"public_tests/{ASSIGNMENT}.py"
    text = path.read_text(encoding="utf-8")
    head = "def linear_forward_cases(seeds, ref):\n"
    assert text.count(head) == 1
    only = "    yield Case('by luck', (np.ones((2, 1)), np.ones((1, 2)), np.zeros((1, 1))), 1)\n"
    path.write_text(text.replace(head, f"{head}{only}    return\n"), encoding="utf-8")
    done = batch(folder, "-o", out, "--course", course)
    assert done.returncode == 0, done.stderr
    after = dict(rows(out, "SELECT exercise, count(*) FROM marks GROUP BY 1"))
    more = {name for name, count in before if after[name] != count}
    assert more == {"linear_forward"}
    assert grades(out)[BOB]["score"] == "10"
    changes = (out / "changes.csv").read_text(encoding="utf-8").splitlines()
    assert changes[1:] == [
        f"bob,{ASSIGNMENT},linear_forward,5,10,partly right → passed,,the course changed"
    ]


def test_the_same_answer_is_one_row_whoever_gives_it_and_in_whichever_run(folder, tmp_path):
    out = tmp_path / "out"
    batch(folder, "-o", out)
    again = "import numpy as np\n# mine\n\ndef linear_forward(A, W, b):\n    # think\n"
    again += f"    {WRONG}\n\n    return Z, (A, W, b)\n"
    handed(folder, {"cam/hw.ipynb": notebook("print('hello')", again)})
    done = batch(folder, "-o", out)
    assert done.returncode == 0
    query = (
        "SELECT l.learner, m.answer_id, m.cell FROM marks m JOIN submissions s ON s.id = "
        "m.submission_id JOIN learners l ON l.id = s.learner_id WHERE exercise = 'linear_forward'"
    )
    found = {learner: (number, cell) for learner, number, cell in rows(out, query)}
    assert found["bob"][0] == found["cam"][0] != found["ann"][0]
    assert (found["bob"][1], found["cam"][1]) == (1, 2)
    assert "2 of them different" in done.stdout


def fill(book):
    with book.transaction():
        for number in range(10_000):
            book.learner(f"learner {number}")


def test_a_full_disk_is_a_clear_error(tmp_path):
    from grader.classroom.gradebook import Gradebook
    from grader.model import GraderError

    out = tmp_path / "out"
    out.mkdir()
    with Gradebook(out) as book:
        pages = book.rows("PRAGMA page_count")[0][0]
        book.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(GraderError, match="Make room"):
            fill(book)
        book.rows(f"PRAGMA max_page_count = {pages + 1000}")
        assert book.rows("SELECT count(*) FROM learners") == [(0,)]


def test_a_process_that_dies_costs_nothing_and_one_file_that_kills_two_is_given_up(
    tmp_path, monkeypatch
):
    from grader.classroom import pool
    from grader.classroom.outcome import Item

    from . import dying

    monkeypatch.setattr(pool, "_serve", dying.serve)
    items = [Item(number, f"{number}", b"deadly" if number == 2 else b"") for number in range(6)]
    with pool.Pool(None, "", 2, 2) as running:
        done = sorted(one.number for some in running.outcomes(items) for one in some)
    assert done == [0, 1, 2, 3, 4, 5]
