"""A browser opens the page: nothing runs, nothing is asked for, nothing is complained about."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import NOTEBOOKS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")


@pytest.fixture(params=list(NOTEBOOKS))
def opened(request, graded, tmp_path):
    page = tmp_path / "report.html"
    page.write_text(graded(request.param).report(), encoding="utf-8")
    return _opened(page, tmp_path)


def _opened(page: Path, folder: Path) -> tuple[str, str, list[str]]:
    """The page's document after loading, what the browser said, and what it asked the net for."""
    assert CHROMIUM is not None
    log = folder / "net.json"
    done = subprocess.run(
        [
            *(CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            *(f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}"),
            *("--enable-logging=stderr", "--virtual-time-budget=3000", "--dump-dom"),
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout, done.stderr, _addresses(log.read_text(encoding="utf-8"))


def _addresses(log: str) -> list[str]:
    """The addresses in the browser's log of its network."""
    text = log.rstrip().rstrip(",")
    events = json.loads(text if text.endswith("}") and '"polledData"' in text else text + "]}")
    found = [e.get("params", {}).get("url", "") for e in events["events"]]
    found += [e.get("params", {}).get("host", "") for e in events["events"]]
    return [address for address in found if address]


def test_nothing_runs_and_nothing_leaves(opened):
    document, said, addresses = opened
    assert "<title>deep_nn_step_by_step: " in document
    assert "CONSOLE" not in said
    assert not [address for address in addresses if "evil.test" in address]


def test_the_check_sees_what_a_page_without_protection_asks_for(tmp_path):
    page = tmp_path / "bad.html"
    page.write_text("<script>console.log(1)</script><img src='http://evil.test/x'>")
    _, said, addresses = _opened(page, tmp_path)
    assert "CONSOLE" in said
    assert [address for address in addresses if "evil.test" in address]
