"""What earlier years' notebooks gave to their learners: facts to know such a notebook by."""
