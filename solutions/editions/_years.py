"""What the notebooks of one year have in common, whatever their assignment."""

from grader.author import Edition

# a line of its own, as those years wrote it: today's mark says how many lines are asked
_YOUR_CODE = r"(?m)^[ \t]*# *YOUR CODE STARTS HERE[ \t]*\r?$"


def older(modules, **facts):
    """The years whose regions are marked ``### START CODE HERE ###``."""
    marks = (r"# *START CODE HERE",)
    return Edition("older", modules, marks, metadata=("coursera",), **facts)


def newer(modules, **facts):
    """The years whose cells are numbered ``UNQ_C``, with tests in a module of their own."""
    marks = (r"(?m)^[ \t]*# *UNQ_C\d", _YOUR_CODE)
    metadata = ("coursera", "nbgrader")
    return Edition("newer", (*modules, "public_tests"), marks, metadata=metadata, **facts)
