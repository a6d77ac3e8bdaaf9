"""Pages are made in a process of their own; what it is ended over is shown as it was typed."""

from __future__ import annotations

import os
import signal

import pytest

from grader.model import GraderError
from grader.report import html, html_apart
from grader.report.html_png import Room
from grader.report.html_prose import MOST_OPEN, Outline, prose
from grader.report.html_time import bounded, piece


def test_the_page_is_the_one_that_is_made_here(graded):
    one = graded("typical")
    from grader.report.bounds import shown

    assert one.report() == html.page(shown(one.grade), notebook=one.data)


def test_one_process_makes_many_pages(graded):
    graded("typical").report()
    first = html_apart._painter()._process
    graded("solved").report()
    assert html_apart._painter()._process is first


def test_a_process_that_is_gone_is_replaced(graded):
    whole = graded("typical").report()
    html_apart._painter()._process.kill()
    html_apart._painter()._process.wait()
    assert graded("typical").report() == whole


def answers(monkeypatch, *made):
    """What the process makes of one request after the other; records these."""
    asked = []
    left = list(made)

    def page(_self, request, notebook):
        asked.append((request["painted"], bool(notebook)))
        return left.pop(0)

    monkeypatch.setattr(html_apart.Painter, "page", page)
    return asked


def test_what_it_is_ended_over_is_made_again_as_typed(graded, monkeypatch):
    one = graded("typical")
    asked = answers(monkeypatch, None, "page")
    assert one.report() == "page"
    assert asked == [(True, True), (False, True)]


def test_the_last_try_shows_the_marks_alone(graded, monkeypatch):
    one = graded("typical")
    asked = answers(monkeypatch, None, None, "page")
    assert one.report() == "page"
    assert asked[-1] == (False, False)
    answers(monkeypatch, None, None, None)
    with pytest.raises(GraderError, match="another format"):
        one.report()


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="no such limit here")
def test_a_limit_that_ends_the_process_is_no_error_of_ours(graded):
    graded("typical").report()
    os.kill(html_apart._painter()._process.pid, signal.SIGXCPU)
    assert "<h1" in graded("typical").report()


def test_a_piece_that_takes_too_long_is_shown_otherwise():
    def endless():
        while True:
            pass

    with bounded(0.05):
        assert piece(endless, lambda: "as typed") == "as typed"
        assert piece(lambda: pytest.fail("nothing is left for it"), lambda: "typed") == "typed"
    assert piece(lambda: "made", lambda: "typed") == "made"


def test_pieces_that_catch_everything_are_stopped_too():
    def endless():
        try:
            while True:
                pass
        except Exception:
            return "caught"

    with bounded(0.05):
        assert piece(endless, lambda: "as typed") == "as typed"


def test_tags_that_reopen_in_each_block_are_shown_as_typed():
    assert prose("<b><p>" * (MOST_OPEN + 1), Outline()).startswith("<pre>")
    assert prose("<b>a</b> " * 10, Outline()).startswith("<p>")


def test_pictures_are_counted_before_they_are_unpacked(monkeypatch):
    from grader.report import html_png

    from .test_html_parts import base64_of, png

    monkeypatch.setattr(html_png, "_unpacks", lambda *_: pytest.fail("unpacked"))
    assert html_png.picture(base64_of(png(4, 4)), Room(bytes=10)) is None
    monkeypatch.setattr(html_png.base64, "b64decode", lambda *_a, **_k: pytest.fail("decoded"))
    assert html_png.picture(base64_of(png(4, 4)), Room(characters=10)) is None


def test_what_one_picture_took_is_not_there_for_the_next():
    from grader.report.html_png import picture

    from .test_html_parts import base64_of, png

    room = Room(bytes=80)
    assert picture(base64_of(png(4, 4)), room) is not None
    assert picture(base64_of(png(4, 4)), room) is None
