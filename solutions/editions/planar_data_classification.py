"""Earlier years' notebooks of one hidden layer."""

from ._years import newer, older

MODULES = ("planar_utils*", "testCases*")
CELLS = (
    "layer_sizes_test_case",
    "initialize_parameters_test_case",
    "forward_propagation_test_case",
    "compute_cost_test_case",
    "backward_propagation_test_case",
    "update_parameters_test_case",
    "nn_model_test_case",
    "predict_test_case",
    "plot_decision_boundary",
    "load_extra_datasets",
)
LINES = {
    "initialize_parameters": ("parameters < W1 W2 b1 b2",),
    "forward_propagation": ("cache < A1 A2 Z1 Z2",),
    "compute_cost": ("cost < cost", "cost < cost float"),
    "backward_propagation": ("grads < dW1 dW2 db1 db2",),
    "update_parameters": ("parameters < W1 W2 b1 b2",),
    "nn_model": ("n_x < X Y layer_sizes", "n_y < X Y layer_sizes"),
}
ONE_OUTPUT = {"forward_propagation": ("A2.shape == (1, X.shape[1])",)}
A_NUMBER = {"compute_cost": ("isinstance(cost, float)",)}

EDITIONS = (
    older(
        MODULES,
        asserts={
            "initialize_parameters": (
                "W1.shape == (n_h, n_x)",
                "b1.shape == (n_h, 1)",
                "W2.shape == (n_y, n_h)",
                "b2.shape == (n_y, 1)",
            ),
            **ONE_OUTPUT,
            **A_NUMBER,
        },
        lines=LINES,
        cells=CELLS,
    ),
    newer(MODULES, asserts={**ONE_OUTPUT, **A_NUMBER}, lines=LINES, cells=CELLS),
)
