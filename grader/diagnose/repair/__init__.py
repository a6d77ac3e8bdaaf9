"""The smallest change that makes a function right, sought among edits of the learner's own code."""
