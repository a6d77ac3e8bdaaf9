"""The first value that is off: a learner's function beside the reference, line by line."""
