"""Small changes to the example notebooks, as a learner makes them."""

from __future__ import annotations

import json
import os


def source_of(path, name):
    """The text of the cell that defines ``name``."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return next(text for text in texts if f"def {name}(" in text)


def changed(path, old, new):
    """The notebook's text with ``old`` replaced in its cells."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).replace(old, new)
    return json.dumps(notebook)


def save(path, text):
    """Save as Jupyter does: write another file, then rename it."""
    other = path.with_name(f".~{path.name}")
    other.write_text(text, encoding="utf-8")
    os.replace(other, path)
