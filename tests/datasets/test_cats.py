"""The drawn pictures: their form, their content, and that shapes tell them apart, not colours."""

import h5py
import numpy as np
import pytest
from grader.content.datasets import DataError, _drawing, cats
from numpy.random import RandomState

from grader.content import datasets


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("data")
    assert cats.make(made) == [made / "cats_train.h5", made / "cats_test.h5"]
    return made


def photographs(folder, **changes):
    """Two files in the form of the course's own photographs, of noise."""
    rng, paths = RandomState(5), []
    for part, (count, ones, _) in cats.SETS.items():
        labels = (np.arange(count) < ones).astype(np.int64)
        arrays = {
            f"{part}_set_x": rng.randint(0, 256, (count, 64, 64, 3)).astype(np.uint8),
            f"{part}_set_y": labels,
            "list_classes": cats.CLASSES,
        } | {key: change for key, change in changes.items() if key.startswith(part)}
        paths.append(folder / f"{part}.h5")
        with h5py.File(paths[-1], "w") as file:
            for key, array in arrays.items():
                if array is not None:
                    file[key] = array
    return paths


def test_load_data_gives_pictures_labels_and_classes(folder):
    train_x, train_y, test_x, test_y, classes = cats.load_data(folder)
    assert (train_x.shape, train_x.dtype) == ((209, 64, 64, 3), np.uint8)
    assert (train_y.shape, train_y.dtype, train_y.sum()) == ((1, 209), np.int64, 72)
    assert (test_x.shape, test_x.dtype) == ((50, 64, 64, 3), np.uint8)
    assert (test_y.shape, test_y.dtype, test_y.sum()) == ((1, 50), np.int64, 33)
    assert classes.tolist() == [b"non-cat", b"cat"]
    assert classes.dtype == "S7"


def test_the_files_have_the_keys_and_dtypes_of_the_photographs(folder):
    for part, (count, ones, _) in cats.SETS.items():
        with h5py.File(folder / f"cats_{part}.h5") as file:
            assert sorted(file) == ["list_classes", f"{part}_set_x", f"{part}_set_y"]
            assert file[f"{part}_set_y"].shape == (count,)
            assert file[f"{part}_set_y"][()].sum() == ones
            assert file[f"{part}_set_x"].chunks is None  # contiguous


def test_what_is_drawn_is_drawn_on_first_use_only(tmp_path):
    cats.load_data(tmp_path)
    times = [path.stat().st_mtime_ns for path in sorted(tmp_path.iterdir())]
    cats.load_data(tmp_path)
    assert [path.stat().st_mtime_ns for path in sorted(tmp_path.iterdir())] == times
    assert len(times) == 2


def test_check_tells_a_changed_picture_and_load_data_draws_it_again(tmp_path):
    cats.make(tmp_path)
    with h5py.File(tmp_path / "cats_test.h5", "r+") as file:
        file["test_set_x"][7, 0, 0, 0] ^= 1
    with pytest.raises(DataError, match="grader datasets make"):
        cats.check(tmp_path)
    cats.load_data(tmp_path)
    cats.check(tmp_path)


def test_the_random_stream_and_the_drawing_leave_numpys_own_stream_alone():
    np.random.seed(0)
    cats.draw(2, 1, 9)
    assert np.random.rand() == RandomState(0).rand()


def test_the_photographs_take_the_place_of_the_drawings_until_these_are_made_again(tmp_path):
    train, test = photographs(tmp_path)
    data = tmp_path / "data"
    cats.use_files(test, train, folder=data)
    cats.check(data)
    with h5py.File(train) as file:
        assert np.array_equal(cats.load_data(data)[0], file["train_set_x"][()])
    cats.make(data)
    assert not np.array_equal(cats.load_data(data)[0], np.zeros(0))
    cats.check(data)
    assert sorted(path.name for path in data.iterdir()) == ["cats_test.h5", "cats_train.h5"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"train_set_y": None}, "has no 'train_set_y'"),
        ({"train_set_x": np.zeros((209, 32, 32, 3), np.uint8)}, r"\(209, 32, 32, 3\)"),
        ({"test_set_x": np.zeros((50, 64, 64, 3))}, "float64"),
        ({"test_set_y": np.zeros((1, 50), np.int64)}, r"\(50,\)"),
    ],
)
def test_files_of_another_form_are_refused_and_nothing_changes(tmp_path, changes, words):
    files = photographs(tmp_path, **changes)
    with pytest.raises(DataError, match=words):
        cats.use_files(*files, folder=tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_one_file_or_one_twice_or_none_at_all_is_refused(tmp_path):
    train, _ = photographs(tmp_path)
    for files in ([train], [train, train], []):
        with pytest.raises(DataError, match="two files"):
            cats.use_files(*files, folder=tmp_path / "data")
    (tmp_path / "text.h5").write_text("no HDF5")
    for name in ("text.h5", "missing.h5"):
        with pytest.raises(DataError, match="missing or no HDF5"):
            cats.use_files(tmp_path / name, train, folder=tmp_path / "data")


def test_the_cache_folder_is_outside_of_the_checkout_and_can_be_chosen(monkeypatch, root, tmp_path):
    monkeypatch.delenv("GRADER_DATA", raising=False)
    assert root not in datasets.cache_folder().parents
    monkeypatch.setenv("GRADER_DATA", str(tmp_path))
    assert datasets.cache_folder() == tmp_path
    assert "cats" in datasets.generators()


# --- honest to learn from ---------------------------------------------------------------------


def right(features, labels, new_features, new_labels):
    """The share of new pictures that a linear fit on a few features is right about."""

    def table(x):
        return np.hstack([x, x**2, np.ones((len(x), 1))])

    weights, *_ = np.linalg.lstsq(table(features), 2 * labels - 1, rcond=None)
    return np.mean((table(new_features) @ weights > 0) == new_labels)


def test_mean_colour_brightness_and_contrast_do_not_tell_a_cat():
    pictures, labels = cats.draw(400, 200, 11)
    new, new_labels = cats.draw(300, 150, 12)

    def colours(x):
        x = x.reshape(len(x), -1, 3) / 255
        return np.hstack([x.mean(axis=1), x.std(axis=1)])

    assert right(colours(pictures), labels, colours(new), new_labels) < 0.65


def test_pictures_differ_and_use_the_range_of_bytes():
    pictures, _ = cats.draw(60, 30, 13)
    flat = pictures.reshape(60, -1).astype(float)
    apart = [np.abs(flat[i] - flat[j]).mean() for i in range(60) for j in range(i)]
    assert min(apart) > 5
    assert pictures.min() < 15
    assert pictures.max() > 220
    assert 60 < pictures.mean() < 130


def test_drawing_uses_nothing_that_machines_round_in_their_own_ways():
    for name in ("_drawing.py", "_subjects.py"):
        source = (datasets.Path(datasets.__file__).parent / name).read_text(encoding="utf-8")
        for word in ("np.sin", "np.cos", "np.exp", "np.log", "np.dot", " @ ", "randn", "uniform("):
            assert word not in source.split('"""', 2)[2], word


def test_a_shape_is_covered_inside_and_not_outside_with_a_soft_edge():
    frame = _drawing.Frame(0.1, -0.2, 0.5, 0.2)
    for cover, area in [
        (frame.ellipse(0, 0, 1, 0.6), np.pi * 0.6),
        (frame.box(0, 0, 1, 0.6), 4 * 0.6),
        (frame.polygon((-1, 0), (1, 0), (0, 1)), 1.0),
        (frame.polygon((0, 1), (1, 0), (-1, 0)), 1.0),
        (frame.stroke(-0.5, 0, 0.5, 0, 0.4), 0.4 + np.pi * 0.04),
    ]:
        assert cover.min() == 0
        assert cover.max() == 1
        assert cover.sum() * _drawing.PIXEL**2 / 0.25 == pytest.approx(area, rel=0.03)
