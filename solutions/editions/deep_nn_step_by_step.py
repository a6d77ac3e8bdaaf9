"""Earlier years' notebooks of the ten functions of a deep network."""

from grader.author import Edition

from ._years import newer, older

MODULES = ("testCases*", "dnn_utils*")
CELLS = (
    "linear_forward_test_case",
    "linear_activation_forward_test_case",
    "L_model_forward_test_case",
    "L_model_forward_test_case_2hidden",
    "compute_cost_test_case",
    "linear_backward_test_case",
    "linear_activation_backward_test_case",
    "L_model_backward_test_case",
    "update_parameters_test_case",
)
LINES = {
    "initialize_parameters": ("parameters < W1 W2 b1 b2",),
    "L_model_forward": ("A_prev < A",),
    "compute_cost": ("cost < cost",),
    "L_model_backward": ("m < AL",),
}
SHAPES = {
    "initialize_parameters": (
        "W1.shape == (n_h, n_x)",
        "b1.shape == (n_h, 1)",
        "W2.shape == (n_y, n_h)",
        "b2.shape == (n_y, 1)",
    ),
    "initialize_parameters_deep": (
        "parameters['W' + str(l)].shape == (layer_dims[l], layer_dims[l - 1])",
        "parameters['b' + str(l)].shape == (layer_dims[l], 1)",
    ),
    "linear_forward": ("Z.shape == (W.shape[0], A.shape[1])",),
    "linear_activation_forward": ("A.shape == (W.shape[0], A_prev.shape[1])",),
    "L_model_forward": ("AL.shape == (1, X.shape[1])",),
    "compute_cost": ("cost.shape == ()",),
    "linear_backward": (
        "dA_prev.shape == A_prev.shape",
        "dW.shape == W.shape",
        "db.shape == b.shape",
    ),
}

EDITIONS = (
    older(MODULES, asserts=SHAPES, lines=LINES, cells=(*CELLS, "print_grads")),
    newer(
        MODULES,
        asserts={k: SHAPES[k] for k in ("initialize_parameters_deep", "compute_cost")},
        lines={
            **LINES,
            "update_parameters": ("parameters < copy params", "parameters < params"),
        },
        cells=(*CELLS, "initialize_parameters_test_1", "initialize_parameters_deep_test_1"),
    ),
    # its cells show dA1 of a network of two layers, which is today's dA0
    Edition(
        "earliest",
        modules=("testCases_v2", "testCases_v3"),
        cells=("grads['dA1']",),
        part_of="older",
        unless=("grads['dA0']",),
    ),
)
