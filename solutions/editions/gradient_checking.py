"""Earlier years' notebooks of gradient checking."""

from ._years import newer, older

MODULES = ("gc_utils*", "testCases*")
CELLS = (
    "gradient_check_n_test_case",
    "forward_propagation",
    "backward_propagation",
    "gradient_check",
    "forward_propagation_n",
    "backward_propagation_n",
    "gradient_check_n",
)
LINES = {
    "gradient_check_n": (
        "_ parameters_values < dictionary_to_vector parameters",
        "num_parameters < parameters_values",
        "J_plus < num_parameters",
        "J_minus < num_parameters",
        "gradapprox < num_parameters",
        "expr < difference print str",
    ),
    "backward_propagation_n": ("dZ2 < A2 dA2", "dZ1 < A1 dA1"),
}

EDITIONS = (
    older(MODULES, lines={**LINES, "gradient_check": ("expr < print",)}, cells=CELLS),
    newer(
        MODULES, lines={**LINES, "gradient_check": ("expr < difference print str",)}, cells=CELLS
    ),
)
