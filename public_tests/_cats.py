"""The pictures of cats and of others, for the notebooks that look for cats."""

import numpy as np

from ..datasets.cats import load_data
from ._pictures import pyplot

__all__ = ["load_data", "show_one_picture", "show_pictures", "show_wrong"]

COLUMNS = 8


def show_pictures(pictures, labels, classes, count=16):
    """Show the first pictures with their labels."""
    _show(pictures[:count], [classes[label].decode() for label in labels[0, :count]])


def show_wrong(predicted, Y, pictures, classes):
    """Show the pictures whose predicted label (1, m) is wrong, and what they are taken for."""
    predicted = np.asarray(predicted).astype(int)
    (wrong,) = np.nonzero(predicted[0] != Y[0])
    print(f"{len(wrong)} of {Y.size} are taken for something else")
    _show(pictures[wrong], [f"“{classes[predicted[0, i]].decode()}”" for i in wrong])


def show_one_picture(picture, title):
    """Show one array (64, 64, 3) of any numbers, the lowest darkest."""
    low, high = picture.min(), picture.max()
    _show([(picture - low) / (high - low or 1)], [title])


def _show(pictures, titles):
    plt = pyplot()
    if plt is None or not len(pictures):
        return
    rows = -(-len(pictures) // COLUMNS)
    figure, axes = plt.subplots(rows, COLUMNS, figsize=(COLUMNS * 1.4, rows * 1.6), squeeze=False)
    for axis in axes.flat:
        axis.axis("off")
    for axis, picture, title in zip(axes.flat, pictures, titles, strict=False):
        axis.imshow(picture)
        axis.set_title(title, fontsize=9)
    figure.tight_layout()
    plt.show()
