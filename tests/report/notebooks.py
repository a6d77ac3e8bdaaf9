"""Notebooks to render: half wrong, and hostile in every way that was thought of."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[2] / "examples"
ESCAPES = "\x1b[31mred\x1b[0m \x1b]8;;https://evil.test/\x07link\x1b]8;;\x07"
BIDI = "\u202eevil\u202c \u2066x\u2069 \u200f"

HALF_WRONG = {
    "compute_cost": ("cost = -np.sum", "cost = -2 * np.sum"),
    "linear_forward": ("np.dot(W, A) + b", "np.dot(W, A) + b * (np.arange(len(b)) == 0)[:, None]"),
    "linear_backward": ("dW = np.dot(dZ, A_prev.T) / m", "dW = np.dot(dZ, A_prev.T)"),
    "L_model_backward": (
        'grads["dW" + str(l)] = dW',
        'grads["dW" + str(l)] = dW * (1 if l == 2 else -1)',
    ),
    "update_parameters": ('grads["dW" + str(l)]', 'grads["dW" + str(L)].sum()'),
}

# Each of these asks a browser to run, load, open or send something, or to look like the report.
HTML = [
    "<script>document.title = 'run'</script>",
    "<img src=x onerror=\"document.title = 'run'\">",
    "<svg onload=\"document.title='run'\"><script>document.title='run'</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x '
    "onerror=document.title='run'&gt;\">",
    "<noscript><p title=\"</noscript><img src=x onerror=document.title='run'>\"></noscript>",
    "<iframe src='https://evil.test/frame'></iframe><iframe srcdoc='<script>1'></iframe>",
    "<object data='https://evil.test/o'></object><embed src='https://evil.test/e'>",
    "<form action='https://evil.test/f'><input autofocus onfocus=x()><button>Go</button></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.test/m'><base href='https://evil.test/'>",
    "<link rel=stylesheet href='https://evil.test/l.css'><link rel=prefetch href='//evil.test/p'>",
    "<style>body { display: none; background: url(https://evil.test/s) }</style>",
    "<p style='position:fixed;inset:0;background:url(https://evil.test/i)' class='badge good' "
    "id='summary'>100 of 100</p>",
    "<a href='javascript:alert(1)'>a</a> <a href='data:text/html,<script>1</script>'>b</a> "
    "<a href='vbscript:x' ping='https://evil.test/ping'>c</a> <a name=summary>d</a>",
    "<video autoplay poster='https://evil.test/v'><source src='https://evil.test/v2'></video>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<template><script>1</script></template><portal src='https://evil.test/'></portal>",
    "<img srcset='//evil.test/1x 1x' src='//evil.test/img'><input type=image src=//evil.test>",
    "<table background='https://evil.test/t'><tr><td background=//evil.test>x</td></tr></table>",
    "</main></body></html><body onload=alert(1)>",
    "<!--><script>alert(1)</script-->",
    "<h1>Forged</h1><h6>Deep</h6>",
    "<x-y onclick=alert(1)>custom</x-y><marquee onstart=alert(1)>m</marquee>",
]
MARKDOWN = [
    "![remote](https://evil.test/remote.png) ![att](attachment:a.svg) ![d](data:image/svg+xml,x)",
    "[js](javascript:alert(1)) [data](data:text/html,x) <javascript:alert(1)> [r]: //evil.test 'x'",
    "[ok](https://evil.test/click 'onmouseover=alert(1)') https://evil.test/auto",
    r"$\href{javascript:alert(1)}{x}$ $\style{background:url(//evil.test)}{y}$ $\class{badge}{z}$",
    r"$\unicode{<script>} \text{<img src=x onerror=alert(1)>} \color{url(//evil.test)}{c}$",
    r"$\newcommand\a{xxxxxxxxxx}\newcommand\b{\a\a\a\a\a\a\a\a\a\a}\b\b\b$ $\hspace{9999em}$",
    r"$$" + "{" * 500 + "x" + "}" * 500 + "$$ $" + r"\frac" * 300 + "$",
    "> " * 300 + "deep",
    '```html\n<script>alert(1)</script>\n```\n\n```mermaid\ngraph TD; click A "//evil.test"\n```',
    "| <script>1</script> | `</code><script>1` |\n| --- | --- |\n| $<b>$ | \ue0000\ue001 |",
    BIDI + ESCAPES,
]


def png(width: int = 4, height: int = 4, extra: bytes = b"") -> bytes:
    """A small picture; ``extra`` is put before its end."""
    rows = zlib.compress(b"".join(b"\x00" + b"\x80\x20\x20" * width for _ in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + extra
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def example(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXAMPLES / f"{name}.ipynb").read_text(encoding="utf-8"))
    return found


def half_wrong() -> dict[str, Any]:
    notebook = example("solved")
    for cell in notebook["cells"]:
        old, new = HALF_WRONG.get(cell["metadata"].get("grader", {}).get("exercise"), ("", ""))
        source = "".join(cell["source"])
        assert old in source
        cell["source"] = source.replace(old, new) if old else source
    return notebook


def hostile() -> dict[str, Any]:
    """The half-wrong notebook with hostile content in every place that a file has."""
    notebook = half_wrong()
    every = "\n\n".join([*HTML, *MARKDOWN])
    code = next(c for c in notebook["cells"] if "compute_cost(AL" in "".join(c["source"]))
    code["source"] = code["source"].replace(
        "m = Y.shape[1]",
        f"m = Y.shape[1]\n    print({HTML[0] + ESCAPES + BIDI!r})  # {HTML[1]} {BIDI}\n"
        f"    raise ValueError({' '.join(HTML) + ESCAPES + BIDI!r})",
    )
    code["outputs"] = outputs()
    code["metadata"]["tags"] = [HTML[0]]
    notebook["cells"] += [
        _cell("markdown", text, attachments={"a.svg": {"image/svg+xml": HTML[2]}})
        for text in (*HTML, *MARKDOWN, every)
    ]
    notebook["cells"] += [
        _cell("raw", every, metadata={"raw_mimetype": "text/html"}),
        _cell("code", every, outputs=outputs(), execution_count=None),
        _cell("code", "x = '\u202e' # \u2066 trojan", outputs=[], execution_count=None),
    ]
    notebook["metadata"] |= {
        "title": HTML[0],
        "kernelspec": {"name": HTML[0], "display_name": HTML[1], "language": HTML[2]},
        "language_info": {"name": HTML[0], "pygments_lexer": "html"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"x": HTML[0]}}},
    }
    return notebook


def outputs() -> list[dict[str, Any]]:
    every = "".join(HTML)
    data = {
        "text/html": every,
        "image/svg+xml": HTML[2],
        "application/javascript": "document.title = 'run'",
        "text/markdown": every,
        "text/latex": MARKDOWN[3],
        "application/vnd.jupyter.widget-view+json": {"model_id": HTML[0]},
        HTML[0]: every,
    }
    one = [
        {"output_type": "display_data", "metadata": {"x": HTML[0]}, "data": {kind: value}}
        for kind, value in data.items()
    ]
    pictures = [base64_of(p) for p in (png(), HTML[2].encode(), b"GIF89a" + every.encode())]
    one += [
        {"output_type": "display_data", "metadata": {}, "data": {"image/png": p}}
        for p in (*pictures, '"><script>1</script>', every)
    ]
    return [
        *one,
        {"output_type": "stream", "name": HTML[0], "text": every + ESCAPES + BIDI},
        {"output_type": "execute_result", "metadata": {}, "data": {"text/plain": every},
         "execution_count": 1},
        {"output_type": "error", "ename": HTML[0], "evalue": HTML[1], "traceback": [every]},
    ]  # fmt: skip


def _cell(kind: str, source: str, metadata: Any = None, **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": metadata or {}, "source": source, **more}
