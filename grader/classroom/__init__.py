"""A whole class: submissions found, graded in parallel, kept in a gradebook.

``sources`` and ``archives`` find files, ``layouts`` says whose they are, ``pool`` and ``work``
grade them, ``gradebook`` keeps what came out, ``tables`` writes it as CSV; ``batch`` is all of it.
"""
