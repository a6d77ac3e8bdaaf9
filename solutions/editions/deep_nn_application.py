"""Earlier years' notebooks of the two whole models."""

from ._years import newer, older

MODULES = ("dnn_app_utils*",)
TAKEN_OUT = ("W1 < parameters", "b1 < parameters", "W2 < parameters", "b2 < parameters")
KEPT = ("grads[] < dW1", "grads[] < db1", "grads[] < dW2", "grads[] < db2")
DRAWN = ("expr < costs plt", "expr < plt", "expr < learning_rate plt str")
CELLS = ("two_layer_model", "L_layer_model", "predict", "print_mislabeled_images")

EDITIONS = (
    older(
        MODULES,
        lines={
            "two_layer_model": ("m < X", *TAKEN_OUT, *KEPT, *DRAWN, "return < parameters"),
            "L_layer_model": (*DRAWN, "return < parameters"),
        },
        cells=CELLS,
    ),
    newer(
        MODULES,
        lines={"two_layer_model": ("m < X", *TAKEN_OUT, *KEPT)},
        cells=(*CELLS, "plot_costs"),
    ),
)
