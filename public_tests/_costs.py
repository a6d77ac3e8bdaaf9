"""How a learner's function keeps its costs, read off its text."""

import ast
import textwrap


def costs_hang_on_print_cost(source):
    """Whether each line that keeps a cost stands below an ``if`` that asks for ``print_cost``.

    Templates of some years have it so, and their functions return no costs when they are silent.
    """
    try:
        tree = ast.parse(textwrap.dedent(source))
    except SyntaxError:
        return False
    kept = [node for node in ast.walk(tree) if _keeps(node)]
    tests = [node for node in ast.walk(tree) if isinstance(node, ast.If) and _asks(node.test)]
    below = {id(inner) for node in tests for body in node.body for inner in ast.walk(body)}
    return bool(kept) and all(id(node) in below for node in kept)


def _keeps(node):
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="costs"), attr="append")):
            return True
        case ast.AugAssign(target=ast.Name(id="costs")):
            return True
    return False


def _asks(test):
    return any(isinstance(n, ast.Name) and n.id == "print_cost" for n in ast.walk(test))
