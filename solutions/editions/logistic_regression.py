"""Earlier years' notebooks of logistic regression."""

from ._years import newer, older

MODULES = ("lr_utils",)
PREDICT = ("m < X", "Y_prediction < m", "w < X w")
CELLS = (
    "load_dataset",
    "sigmoid",
    "initialize_with_zeros",
    "propagate",
    "optimize",
    "predict",
    "model",
)
GRADIENTS = "grads < db dw"
OPTIMIZE = ("dw < grads", "db < grads", "params < b w", GRADIENTS)
ASSERTS = {
    "initialize_with_zeros": (
        "w.shape == (dim, 1)",
        "isinstance(b, float) or isinstance(b, int)",
    ),
    "propagate": ("dw.shape == w.shape", "db.dtype == float", "cost.shape == ()"),
    "predict": ("Y_prediction.shape == (1, m)",),
}

EDITIONS = (
    older(
        MODULES,
        asserts=ASSERTS,
        lines={"propagate": (GRADIENTS,), "optimize": OPTIMIZE, "predict": PREDICT},
        cells=CELLS,
    ),
    newer(
        MODULES,
        lines={
            "propagate": (GRADIENTS,),
            "optimize": ("w < copy w", "b < b copy", *OPTIMIZE),
            "predict": PREDICT,
        },
        cells=CELLS,
    ),
)
