"""axe looks at the page in a browser, light and dark: no barrier for a keyboard or a reader."""

from __future__ import annotations

import json
import re
import subprocess
from importlib.resources import files
from urllib.parse import unquote

import pytest

from .test_browser import CHROMIUM

pytest.importorskip("axe_core_python", reason="axe is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
LIGHT, DARK = 1, 0
# The page is replaced by what axe found, which --dump-dom prints.
LOOK = """axe.run().then(found => {
  const said = found.violations.map(v => [v.id, v.nodes.map(n => n.html)]);
  const page = encodeURIComponent(JSON.stringify({said: said, passes: found.passes.length}));
  document.documentElement.innerHTML = "<pre id=axe>" + page + "</pre>";
})"""


def looked_at(markup: str, scheme: int, folder) -> dict:
    """What axe says of the page, whose policy would not let it run."""
    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    open_, dropped = re.subn('<meta http-equiv="Content-Security-Policy"[^>]*>', "", markup)
    assert dropped == 1
    script = f"<script>{axe}</script><script>{LOOK}</script></body>"
    page = folder / "page.html"
    page.write_text(open_.replace("</body>", script), encoding="utf-8")
    done = subprocess.run(
        [
            *(CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            *(f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=30000"),
            *(f"--blink-settings=preferredColorScheme={scheme}", "--dump-dom", page.as_uri()),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return json.loads(unquote(re.search('<pre id="axe">([^<]*)', done.stdout)[1]))


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["solved", "untouched", "half_wrong", "hostile"])
def test_axe_finds_nothing(graded, name, scheme, tmp_path):
    found = looked_at(graded(name).report(), scheme, tmp_path)
    said = {
        rule: [node for node in nodes if "<math" not in node]  # axe reads no MathML
        for rule, nodes in found["said"]
    }
    assert found["passes"] > 20
    assert {rule: nodes for rule, nodes in said.items() if nodes} == {}


def test_axe_sees_what_is_wrong_with_a_page(graded, tmp_path):
    markup = graded("solved").report().replace('<html lang="en">', "<html>")
    bad = markup.replace("--quiet: #4d5761", "--quiet: #d0d0d0").replace("<main ", "<div ")
    rules = {rule for rule, _ in looked_at(bad, LIGHT, tmp_path)["said"]}
    assert {"html-has-lang", "color-contrast"} <= rules
