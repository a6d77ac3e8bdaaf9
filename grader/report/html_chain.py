"""A picture of the chain of layers, forwards and backwards, with what is off in it marked.

Which quantities a case asks for is read from the paths of its mismatches, by the names that the
mathematics gives them: ``dW2``, ``AL``, ``caches[0][1]`` (Z1) …
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from grader.model import CaseGrade

STEP, WIDTH, HEIGHT = 92, 68, 30  # from box to box, and of a box
ROWS = {"W": 10, "A": 64, "dA": 124, "dW": 178}  # where the rows of boxes begin
MOST = 8  # layers that fit into a picture
KEY = re.compile(r"(?:\[')?(d?[AWbZ])(\d{1,2})(?:'\])?")
CACHE = re.compile(r"(?:linear_|activation_)?(caches|cache)(?:\[(\d{1,2})\])?(\[.*\])")
ENTRIES = {"[0][0]": "A", "[0][1]": "W", "[0][2]": "b", "[1]": "Z"}
ONE_LAYER = re.compile(r"d?A_prev|d?[AWbZ]")
Node = tuple[str, int]  # ("dW", 2); in a picture of one layer 0 is A_prev and 1 the layer


@dataclass(frozen=True, slots=True)
class Chain:
    """What a case asks for: ``names`` is the text of each node."""

    layers: int
    one_layer: bool
    asked: frozenset[Node]
    off: frozenset[Node]

    def name(self, node: Node) -> str:
        kind, layer = node
        if self.one_layer:
            return f"{kind}_prev" if layer == 0 else kind
        if kind in ("A", "dA") and layer == self.layers:
            return f"{kind}L"
        return f"{kind}{layer}"


def chain(case: CaseGrade) -> Chain | None:
    """The chain that a case's wrong outputs belong to; None where they belong to none."""
    asked = [path for m in case.mismatches[:1] for path in m.beside]
    off = [m.path for m in case.mismatches]
    numbered = {path: node for path in (*asked, *off) if (node := _numbered(path)) is not None}
    one_layer = not numbered
    nodes = numbered or {p: n for p in (*asked, *off) if (n := _of_one_layer(p)) is not None}
    wrong = frozenset(nodes[path] for path in off if path in nodes)
    layers = 1 if one_layer else max((_layer(node) for node in nodes.values()), default=0)
    if "AL" in (*asked, *off) and not one_layer:
        nodes["AL"] = ("A", layers)
        wrong |= {("A", layers)} if "AL" in off else set()
    if not wrong or not 0 < layers <= MOST:
        return None
    return Chain(layers, one_layer, frozenset(nodes.values()), wrong)


def _numbered(path: str) -> Node | None:
    found = KEY.fullmatch(path)
    if found:
        return found[1], int(found[2])
    found = CACHE.fullmatch(path)
    if found and found[1] == "caches" and found[2] is not None and found[3] in ENTRIES:
        kind, index = ENTRIES[found[3]], int(found[2])
        return kind, index + (kind != "A")  # layer l's cache is caches[l - 1]; it holds A[l-1]
    return None


def _of_one_layer(path: str) -> Node | None:
    if ONE_LAYER.fullmatch(path):
        return path.removesuffix("_prev"), 0 if path.endswith("_prev") else 1
    if path.startswith("cache[") and path.removeprefix("cache") in ENTRIES:
        kind = ENTRIES[path.removeprefix("cache")]
        return kind, int(kind != "A")
    return None


def _layer(node: Node) -> int:
    """The layer that a node proves to exist: a gradient dA is of what a layer above it reads."""
    kind, number = node
    return number + (kind == "dA")


def drawing(chain: Chain, id_: str) -> Markup:
    """The picture, with its text for who does not see it."""
    off = ", ".join(sorted(map(chain.name, chain.off), key=_order))
    right = ", ".join(sorted(map(chain.name, chain.asked - chain.off), key=_order))
    width = STEP * 2 * chain.layers + WIDTH + 4
    said = f"Off: {off}." + (f" Right: {right}." if right else "")
    scrolls = Markup(' tabindex="0" role="group" aria-label="picture of the layers"')
    return Markup(
        '<figure class="chain"><div class="wide"{scrolls}>'
        '<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        'aria-labelledby="{id}-t"><title id="{id}-t">The chain of layers, forwards above and '
        "backwards below. {said}</title>{lines}{boxes}</svg></div>"
        "<figcaption>Forwards above, backwards below. {said}</figcaption></figure>"
    ).format(
        scrolls=scrolls if width > 330 else "",
        width=width,
        height=ROWS["dW"] + HEIGHT + 4,
        id=id_,
        said=said,
        lines=Markup("").join(_arrows(chain.layers)),
        boxes=Markup("").join(_box(chain, node) for node in _nodes(chain.layers)),
    )


def _order(name: str) -> tuple[str, str]:
    return name.lstrip("d").rstrip("0123456789L"), name


def _nodes(layers: int) -> Iterator[Node]:
    yield from (("A", 0), ("dA", 0))
    for layer in range(1, layers + 1):
        for kind in ("W", "b", "Z", "A", "dW", "db", "dZ", "dA"):
            yield kind, layer


def _place(node: Node) -> tuple[int, int, int]:
    """Where a node's box begins, and how wide it is."""
    kind, layer = node
    middle = 2 + STEP * (2 * layer if kind in ("A", "dA") else 2 * layer - 1)
    row = {"b": "W", "Z": "A", "dZ": "dA", "db": "dW"}.get(kind, kind)
    if row in ("W", "dW"):
        narrow = WIDTH - 16
        return (
            middle + (WIDTH // 2 + 2 if kind[-1] == "b" else WIDTH // 2 - narrow - 2),
            ROWS[row],
            narrow,
        )
    return middle, ROWS[row], WIDTH


def _box(chain: Chain, node: Node) -> Markup:
    x, y, width = _place(node)
    state, sign = ("off", "✗ ") if node in chain.off else ("plain", "")
    if state == "plain" and node in chain.asked:
        state, sign = "right", ""
    return Markup(
        '<rect class="{0}" x="{1}" y="{2}" width="{3}" height="{4}" rx="5"/>'
        '<text class="{0}" x="{5}" y="{6}">{7}{8}</text>'
    ).format(
        state, x, y, width, HEIGHT, x + width // 2, y + HEIGHT // 2 + 5, sign, chain.name(node)
    )


def _arrows(layers: int) -> Iterator[Markup]:
    for step in range(2 * layers):
        x = 2 + STEP * step + WIDTH
        far = x + STEP - WIDTH
        yield _arrow(x, ROWS["A"] + HEIGHT // 2, far, ROWS["A"] + HEIGHT // 2)
        yield _arrow(far, ROWS["dA"] + HEIGHT // 2, x, ROWS["dA"] + HEIGHT // 2)
    for layer in range(1, layers + 1):
        middle = 2 + STEP * (2 * layer - 1) + WIDTH // 2
        yield _arrow(middle, ROWS["W"] + HEIGHT, middle, ROWS["A"])
        yield _arrow(middle, ROWS["dA"] + HEIGHT, middle, ROWS["dW"])


def _arrow(x: int, y: int, far_x: int, far_y: int) -> Markup:
    """A line with a head of its own: a marker would need a reference by address."""
    along = (far_x > x) - (far_x < x)
    down = (far_y > y) - (far_y < y)
    back_x, back_y = far_x - 6 * along, far_y - 6 * down
    return Markup('<path d="M{} {}L{} {}M{} {}L{} {}L{} {}"/>').format(
        *(x, y, far_x, far_y),
        *(back_x - 4 * down, back_y - 4 * along, far_x, far_y),
        *(back_x + 4 * down, back_y + 4 * along),
    )
