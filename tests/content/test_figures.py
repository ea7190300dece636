"""The figures' committed files are what the reference computes, and every figure has all of its parts."""

import gzip
import json
import re

import numpy as np
import pytest
import torch

from content.importing import LIBRARY
from ddpm_reference.digits import load_digits_model
from tools import make_figures
from tools.figures import guidance, reverse_film, training_curve
from tools.figures.pixels import LEVELS, grey, read_png
from tools.figures.sampling import CLASSES, sample_digits

FOLDER = make_figures.FOLDER
COMPONENTS = FOLDER.parent / "js" / "figures"
NAMES = sorted(path.stem for path in COMPONENTS.glob("*.js"))
SLOW = ("guidance", "reverse-film", "training-lesson", "whole-pipeline")  # the model at work: checked in parts
MAX_BYTES = 60_000
# Another machine adds up in another order, and a pixel may fall on the other side of a rounding.
ONE_LEVEL, MOST = round(255 / LEVELS) + 1, 0.98


@pytest.fixture(autouse=True)
def _one_thread():
    """For pictures this small, threads cost more than they bring."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def cells(name, rows, columns):
    """The picture file as (rows, columns, 8, 8)."""
    picture = read_png((FOLDER / name).read_bytes())
    return picture.reshape(rows, 8, columns, 8).transpose(0, 2, 1, 3)


def assert_same_pictures(one, other):
    difference = np.abs(one.astype(int) - other.astype(int))
    assert (difference <= ONE_LEVEL).mean() >= MOST, f"largest difference {difference.max()} of 255"


@pytest.mark.parametrize("figure", [name for name in make_figures.FIGURES if name not in SLOW])
def test_the_committed_files_are_the_computed_ones(figure):
    for name, content in make_figures.FIGURES[figure]().items():
        expected = content.encode() if isinstance(content, str) else content
        assert (FOLDER / name).read_bytes() == expected, f"run python -m tools.make_figures {figure} ({name})"


def test_guided_samples_can_be_drawn_again():
    sprite = cells("guidance.png", CLASSES, len(guidance.SCALES) * guidance.SHOWN)
    labels, number = guidance.labels(), guidance.MEASURED
    label, scale = 7, 3.0
    chosen = [label * number, label * number + 5]
    drawn = sample_digits(load_digits_model(), labels, scale, guidance.SEED, keep=chosen)
    first = guidance.SCALES.index(scale) * guidance.SHOWN
    assert_same_pictures(grey(drawn), sprite[label, [first, first + 5]])


def test_guidance_buys_agreement_with_diversity():
    """The trade that the figure shows, in the numbers that it shows."""
    data = json.loads((FOLDER / "guidance.json").read_text())
    assert tuple(data["scales"]) == guidance.SCALES
    agreement, diversity = (np.array(data[name]).mean(axis=1) for name in ("agreement", "diversity"))
    assert abs(agreement[0] - 1 / CLASSES) < 0.05  # without guidance the label is not even asked for
    assert (agreement[1:] > data["real_agreement"]).all()
    assert (np.diff(diversity) < 0).all()
    assert diversity[0] > 1 > diversity[1]  # all ten digits differ more than those of one kind


def test_the_film_can_be_shot_again():
    held, expected = reverse_film.film()
    assert_same_pictures(reverse_film.sprite(held, expected), read_png((FOLDER / "reverse-film.png").read_bytes()))


def test_the_film_ends_in_what_it_expects():
    recorded = cells("reverse-film.png", 2 * len(reverse_film.LABELS), reverse_film.STEPS + 1).astype(int)
    held, expected = recorded[::2], recorded[1::2]
    assert (held[:, -1] == expected[:, -1]).all()
    distance = np.abs(expected - held[:, -1:]).mean(axis=(2, 3))  # (films, T + 1)
    assert (distance[:, 10] > distance[:, 60]).all()
    assert (distance[:, 60] > distance[:, 95]).all()


def test_the_last_checkpoint_is_the_shipped_model():
    sheets = cells("training-curve.png", len(training_curve.CHECKPOINTS), CLASSES)
    assert_same_pictures(grey(training_curve.checkpoint(load_digits_model())), sheets[-1])


def test_the_recorded_loss_falls():
    data = json.loads((FOLDER / "training-curve.json").read_text())
    losses = np.array(data["losses"])
    assert tuple(data["checkpoints"]) == training_curve.CHECKPOINTS
    assert len(losses) == training_curve.CHECKPOINTS[-1]
    assert losses[0] > losses[10:30].mean() > losses[-30:].mean()
    assert (FOLDER / "training-curve.ink.svg").read_text() == training_curve.still(data["losses"])


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_has_a_script_a_still_picture_and_a_line_for_authors(name):
    stills = [path.name for path in FOLDER.glob(f"{name}.*svg")]
    assert len(stills) == 1
    readme = (LIBRARY.parent / "README.md").read_text()
    line = re.search(rf"^\| `{name}` \| `{re.escape(stills[0])}` \| (\d+) × (\d+) \|", readme, re.MULTILINE)
    assert line, f"{name} in content/README.md"
    width, height = line.groups()
    assert f'width="{width}" height="{height}"' in (FOLDER / stills[0]).read_text()[:200]


@pytest.mark.parametrize("name", [*NAMES, "../check"])
def test_a_script_speaks_both_languages(name):
    script = (COMPONENTS / f"{name}.js").read_text()
    block = re.search(r"words\(\{\n  en: \{(.*?)\n  \},\n  vi: \{(.*?)\n  \},\n\}\)", script, re.DOTALL)
    assert block, name
    english, vietnamese = (re.findall(r"^    (\w+):", words, re.MULTILINE) for words in block.groups())
    assert english == vietnamese


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_a_figure_s_file_is_small(path):
    assert len(gzip.compress(path.read_bytes())) < MAX_BYTES
