"""Stands in for the checks that learners call, where the grader has none yet."""

import importlib.util
import sys
from types import ModuleType

if importlib.util.find_spec("grader.checks") is None:
    stand_in = ModuleType("grader.checks")
    stand_in.check = lambda module_file, exercise: lambda target: None
    sys.modules["grader.checks"] = stand_in
