"""Earlier years' notebooks of optimization methods."""

from ._years import newer, older

MODULES = ("opt_utils*", "testCases*", "testCase")
CELLS = (
    "update_parameters_with_gd_test_case",
    "initialize_velocity_test_case",
    "update_parameters_with_momentum_test_case",
    "initialize_adam_test_case",
    "update_parameters_with_adam_test_case",
    "load_dataset",
    "plot_decision_boundary",
)
BATCHES = (
    "permutation < list m",
    "shuffled_X < X permutation",
    "shuffled_Y < Y m permutation",
    "mini_batch < mini_batch_X mini_batch_Y",
    "expr < mini_batch mini_batches",
)

EDITIONS = (
    older(
        MODULES,
        lines={
            "random_mini_batches": (*BATCHES, "num_complete_minibatches < m mini_batch_size"),
            "update_parameters_with_adam": ("return < parameters s v",),
        },
        cells=CELLS,
    ),
    newer(
        MODULES,
        lines={"random_mini_batches": (*BATCHES, "inc < mini_batch_size")},
        cells=(*CELLS, "update_lr", "schedule_lr_decay"),
    ),
)
