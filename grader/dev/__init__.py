"""For maintainers of a course: compile its notebooks and expected outputs, prove its tests."""
