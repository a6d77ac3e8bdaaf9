"""Earlier years' notebooks of regularization: all their given lines.

In these functions the given code computes a good deal; only with all of it known can be told
whether a learner has written anything.
"""

from ._years import newer, older

MODULES = ("reg_utils*", "testCases*")
COST = (
    "m < Y",
    "W1 < parameters",
    "W2 < parameters",
    "W3 < parameters",
    "cross_entropy_cost < A3 Y compute_cost",
    "cost < L2_regularization_cost cross_entropy_cost",
    "return < cost",
)
UNPACKED = "Z1 A1 W1 b1 Z2 A2 W2 b2 Z3 A3 W3 b3 < cache"
WITH_MASKS = "Z1 D1 A1 W1 b1 Z2 D2 A2 W2 b2 Z3 A3 W3 b3"
GRADIENTS = "gradients < dZ3 dW3 db3 dA2 dZ2 dW2 db2 dA1 dZ1 dW1 db1"
BACKWARD = (
    "m < X",
    "dZ3 < A3 Y",
    "db3 < dZ3 m",
    "dA2 < W3 dZ3",
    "dZ2 < A2 dA2",
    "db2 < dZ2 m",
    "dA1 < W2 dZ2",
    "dZ1 < A1 dA1",
    "db1 < dZ1 m",
    GRADIENTS,
    "return < gradients",
)
FORWARD = (
    "expr <",  # the seed
    "W1 < parameters",
    "b1 < parameters",
    "W2 < parameters",
    "b2 < parameters",
    "W3 < parameters",
    "b3 < parameters",
    "Z1 < W1 X b1",
    "A1 < Z1 relu",
    "Z2 < A1 W2 b2",
    "A2 < Z2 relu",
    "Z3 < A2 W3 b3",
    "A3 < Z3 sigmoid",
    f"cache < {WITH_MASKS}",
    "return < A3 cache",
)
LINES = {
    "compute_cost_with_regularization": COST,
    "backward_propagation_with_regularization": (UNPACKED, *BACKWARD),
    "forward_propagation_with_dropout": FORWARD,
    "backward_propagation_with_dropout": (
        f"{WITH_MASKS} < cache",
        "dW3 < A2 dZ3 m",
        "dW2 < A1 dZ2 m",
        "dW1 < X dZ1 m",
        *BACKWARD,
    ),
}
CELLS = (
    "compute_cost_with_regularization_test_case",
    "backward_propagation_with_regularization_test_case",
    "forward_propagation_with_dropout_test_case",
    "backward_propagation_with_dropout_test_case",
    "load_2D_dataset",
    "plot_decision_boundary",
)

EDITIONS = (
    older(MODULES, lines=LINES, cells=CELLS),
    newer(MODULES, lines=LINES, cells=CELLS),
)
