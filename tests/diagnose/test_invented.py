"""What the report says of the invented answers: the cause, what was observed, or nothing."""

from __future__ import annotations

import pytest

from .asking import graded
from .invented import INVENTED

# An empty row is an answer whose cause no rule can establish.
SAID: dict[str, tuple[str, ...]] = {
    "weights drawn transposed and turned round": (),
    "scaled by the square root of the inputs": (),
    "biases drawn and multiplied by nought": ("layers_only",),
    "bias of the layer before, and no factor": ("scale-forgotten", "b-of-the-layer-before"),
    "seeded again in each turn": ("seeded-in-the-loop",),
    "the first unit's bias for every unit": (),
    "bias added before the product": ("b-inside-the-product",),
    "W overwritten by the product": ("shape",),
    "a leaky relu": ("branch",),
    "relu spelt with a capital": ("misspelt-activation",),
    "activation applied to the pair": ("linear-forward-not-unpacked",),
    "every layer reads X": ("role",),
    "caches put in at the front": ("caches-backwards",),
    "no minus, and the logarithm to base 10": ("factor",),
    "bracket in the wrong place": (),
    "second dot without its transpose": ("labels-not-transposed",),
    "dZ averaged first": ("da-averaged",),
    "mean of everything, and m the number of features": (),
    "Z taken for its own sigmoid": ("sigmoid-slope-of-z",),
    "activation's slope left out for relu": ("relu-slope-1",),
    "every layer is handed dAL": ("dal-into-every-layer",),
    "upwards instead of downwards": ("key",),
    "the gradient's sign and the last layer's function": ("all-relu", "dal-sign"),
    "biases moved by the layer's dW": ("dw-in-b",),
}


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_answer_gets_its_cause_or_none(name, step_by_step, executor):
    exercise, source = INVENTED[name]
    result = graded(step_by_step, exercise, source.lstrip(), executor)
    assert result.status in ("failed", "partial", "error")
    said = tuple(diagnosis.code for diagnosis in result.diagnoses)
    assert said == SAID[name]
