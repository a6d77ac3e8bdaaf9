"""Whether anything was written into a stub yet, for the stubs of several years."""

import pytest
from learner_notebooks import LINEAR, LINEAR_STUB, found, linear

OLD = {
    "linear_forward": '''
        def linear_forward(A, W, b):
            """Z = W A + b."""
            ### START CODE HERE ### (≈ 1 line of code)
            Z = None
            ### END CODE HERE ###

            assert(Z.shape == (W.shape[0], A.shape[1]))
            cache = (A, W, b)

            return Z, cache
        ''',
    "initialize_parameters_deep": """
        def initialize_parameters_deep(layer_dims):
            np.random.seed(3)
            parameters = {}
            L = len(layer_dims)            # number of layers in the network
            for l in range(1, L):
                ### START CODE HERE ### (≈ 2 lines of code)
                parameters['W' + str(l)] = None
                parameters['b' + str(l)] = None
                ### END CODE HERE ###
                assert(parameters['b' + str(l)].shape == (layer_dims[l], 1))
            return parameters
        """,
    "linear_activation_forward": """
        def linear_activation_forward(A_prev, W, b, activation):
            if activation == "sigmoid":
                ### START CODE HERE ### (≈ 2 lines of code)
                Z, linear_cache = None
                A, activation_cache = None
                ### END CODE HERE ###
            elif activation == "relu":
                ### START CODE HERE ### (≈ 2 lines of code)
                Z, linear_cache = None, None
                A, activation_cache = (None, None)
                ### END CODE HERE ###
            assert (A.shape == (W.shape[0], A_prev.shape[1]))
            cache = (linear_cache, activation_cache)
            return A, cache
        """,
    "L_model_backward": """
        def L_model_backward(AL, Y, caches):
            grads = {}
            L = len(caches) # the number of layers
            m = AL.shape[1]
            Y = Y.reshape(AL.shape) # after this line, Y is the same shape as AL
            ### START CODE HERE ### (1 line of code)
            dAL = None # derivative of cost with respect to AL
            ### END CODE HERE ###
            ### START CODE HERE ### (approx. 2 lines)
            current_cache = None
            grads["dA" + str(L)], grads["dW" + str(L)], grads["db" + str(L)] = None
            ### END CODE HERE ###
            for l in reversed(range(L-1)):
                ### START CODE HERE ### (approx. 5 lines)
                dA_prev_temp, dW_temp, db_temp = None
                grads["dA" + str(l + 1)] = None
                ### END CODE HERE ###
            return grads
        """,
    "update_parameters": """
        def update_parameters(parameters, grads, learning_rate):
            L = len(parameters) // 2 # number of layers in the neural network
            ### START CODE HERE ### (≈ 3 lines of code)
            for l in range(L):
                parameters["W" + str(l+1)] = None
                parameters["b" + str(l+1)] = None
            ### END CODE HERE ###
            return parameters
        """,
    "compute_cost": """
        def compute_cost(AL, Y):
            m = Y.shape[1]
            ### START CODE HERE ### (≈ 1 lines of code)
            cost = None
            ### END CODE HERE ###
            cost = np.squeeze(cost)
            assert(cost.shape == ())
            return cost
        """,
}

NEW = {
    "linear_forward": """
        def linear_forward(A, W, b):
            #(≈ 1 line of code)
            # Z = ...
            # YOUR CODE STARTS HERE


            # YOUR CODE ENDS HERE
            cache = (A, W, b)

            return Z, cache
        """,
    "linear_activation_forward": """
        def linear_activation_forward(A_prev, W, b, activation):
            if activation == "sigmoid":
                #(≈ 2 lines of code)
                # Z, linear_cache = ...
                # YOUR CODE STARTS HERE

                # YOUR CODE ENDS HERE

            elif activation == "relu":
                # YOUR CODE STARTS HERE

                # YOUR CODE ENDS HERE
            cache = (linear_cache, activation_cache)

            return A, cache
        """,
    "update_parameters": """
        def update_parameters(params, grads, learning_rate):
            parameters = copy.deepcopy(params)
            L = len(parameters) // 2 # number of layers in the neural network
            #(≈ 2 lines of code)
            # YOUR CODE STARTS HERE


            # YOUR CODE ENDS HERE
            return parameters
        """,
    "linear_backward": """
        def linear_backward(dZ, cache):
            A_prev, W, b = cache
            m = A_prev.shape[1]
            ### START CODE HERE ### (≈ 3 lines of code)
            # YOUR CODE STARTS HERE

            # YOUR CODE ENDS HERE
            return dA_prev, dW, db
        """,
}


@pytest.mark.parametrize("exercise", OLD)
def test_older_stubs_that_assign_none_are_unfilled(exercise):
    function = found(exercise, OLD[exercise])
    assert function.unfilled
    assert function.syntax is None


@pytest.mark.parametrize("exercise", OLD)
def test_older_stubs_without_their_marks_are_unfilled(exercise):
    lines = OLD[exercise].split("\n")
    assert found(exercise, "\n".join(x for x in lines if "CODE HERE" not in x)).unfilled


@pytest.mark.parametrize("exercise", NEW)
def test_newer_stubs_that_are_empty_are_unfilled(exercise):
    function = found(exercise, NEW[exercise])
    assert function.unfilled
    assert bool(function.syntax) == (exercise == "linear_activation_forward")


@pytest.mark.parametrize("exercise", ["linear_forward", "update_parameters", "linear_backward"])
def test_a_newer_stub_with_an_answer_is_filled(exercise):
    marks = "# YOUR CODE STARTS HERE\n"
    assert not found(
        exercise, NEW[exercise].replace(marks, f"{marks}            Z = W @ A\n")
    ).unfilled


@pytest.mark.parametrize("answer", ["Z = np.dot(W, A) + b", "Z = W @ A + b", "Z = my_dot(W, A)"])
def test_an_answer_above_an_empty_region_is_filled(answer):
    assert not linear(NEW["linear_forward"].replace("# Z = ...", answer)).unfilled


def test_one_region_filled_of_two_is_filled():
    stub = OLD["linear_activation_forward"]
    half = stub.replace("A, activation_cache = None", "A, activation_cache = sigmoid(Z)")
    assert not found("linear_activation_forward", half).unfilled


def test_a_half_filled_newer_stub_that_does_not_parse_is_not_unfilled():
    stub = NEW["linear_activation_forward"]
    mark = "# YOUR CODE STARTS HERE\n"
    half = stub.replace(
        mark, f"{mark}                Z, linear_cache = linear_forward(A, W, b)\n", 1
    )
    function = found("linear_activation_forward", half)
    assert function.syntax.kind == "IndentationError"
    assert not function.unfilled


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("### START CODE HERE ### (≈ 1 line of code)", "### END CODE HERE ###"),
        ("# YOUR CODE STARTS HERE", "# YOUR CODE ENDS HERE"),
        ("### START CODE HERE ###", "# YOUR CODE ENDS HERE"),
        ("# YOUR CODE STARTS HERE", "### END CODE HERE ###"),
        ("### START CODE HERE ###", ""),
        ("# CODE_START", "# CODE_END"),
        ("#START YOUR CODE", "#END YOUR CODE"),
        ("", ""),
    ],
)
@pytest.mark.parametrize(
    ("content", "unfilled"),
    [
        ("Z = None", True),
        ("pass", True),
        ("...", True),
        ("raise NotImplementedError", True),
        ("raise NotImplementedError('your turn')", True),
        ("Z = None # the linear part", True),
        ("Z = np.dot(None, A) + None", True),
        ("# Z = W A + b", True),
        ("Z = np.dot(W, A) + b", False),
        ("raise ValueError", False),
        ("Z = W * A", False),
    ],
)
def test_marks_of_all_years_delimit_what_is_looked_at(start, end, content, unfilled):
    cell = (
        f"def linear_forward(A, W, b):\n    '''Z.'''\n    {start}\n    {content}\n    {end}\n"
        "    cache = (A, W, b)\n    return Z, cache"
    )
    assert linear(cell).unfilled == unfilled


def test_given_code_that_computes_around_an_empty_region_does_not_count_as_an_answer():
    function = found(
        "linear_backward",
        """
        def linear_backward(dZ, cache):
            A_prev, W, b = cache
            # dW = ...
            # YOUR CODE STARTS HERE

            # YOUR CODE ENDS HERE
            db = 1. / 7 * np.sum(dZ, axis=1, keepdims=True)
            return dW, db
        """,
    )
    assert function.unfilled


def test_what_is_left_open_but_computed_elsewhere_is_filled():
    cell = """
        def linear_forward(A, W, b):
            ### START CODE HERE ###
            Z = None
            ### END CODE HERE ###
            Z = np.dot(W, A) + b
            return Z, (A, W, b)
        """
    assert not linear(cell).unfilled


@pytest.mark.parametrize(
    "body", ["return np.dot(W, A) + b", "return A", "n = A.shape[0]\n    return n", "print(A)"]
)
def test_a_body_without_marks_and_placeholders_is_filled(body):
    assert not linear(f"def linear_forward(A, W, b):\n    {body}").unfilled


@pytest.mark.parametrize("body", ["'''Only words.'''", "pass", "return", "return None"])
def test_a_body_without_marks_that_does_nothing_is_unfilled(body):
    assert linear(f"def linear_forward(A, W, b):\n    {body}").unfilled


def test_an_empty_region_at_the_end_of_a_function_belongs_to_it():
    function = linear(
        "def linear_forward(A, W, b):\n    '''Z.'''\n    # YOUR CODE STARTS HERE\n\n"
        "    # YOUR CODE ENDS HERE\n\nx = 1"
    )
    assert function.unfilled
    assert function.source.endswith("ENDS HERE")


def test_our_own_stub_is_untouched_until_its_code_changes():
    assert linear(LINEAR_STUB).untouched
    assert linear(LINEAR_STUB.replace("The linear part", "# My notes")).untouched
    assert linear(LINEAR_STUB.replace("# YOUR CODE", "# my code\n    # YOUR CODE")).untouched
    assert not linear(LINEAR_STUB.replace("(1 line)\n", "\n    Z = A")).untouched
    assert not linear(LINEAR_STUB.replace("(A, W, b):", "(A, W, b, c):")).untouched
    assert not linear(LINEAR).untouched


def test_an_untouched_stub_is_unfilled_too():
    assert linear(LINEAR_STUB).unfilled


def test_long_lines_do_not_take_long():
    comment = "# " + "START " * 9_000
    assert linear(f"def linear_forward(A):\n    {comment}\n    pass").unfilled
