import base64
import io
import math

import pytest
from PIL import Image

from grader import figures

LABEL = {"key": "common.blocked", "params": {}}


def row(count=3, height=4, width=6):
    pixels = bytes(index % 256 for index in range(count * height * width))
    return {"label": LABEL, "shape": [count, height, width], "pixels": base64.b64encode(pixels).decode()}


def curves(*lines):
    return {
        "kind": "curves",
        "title": LABEL,
        "x": {"label": LABEL},
        "series": [{"label": LABEL, "x": x, "y": y} for x, y in lines],
    }


@pytest.mark.parametrize("shape", [(3, 4, 6), (1, 1, 1), (4, 16, 16), (2, 100, 50)])
def test_a_picture_keeps_every_pixel_as_a_square(shape):
    one = row(*shape)
    image = Image.open(io.BytesIO(figures.png(one)))
    assert image.size == figures.size(one)
    count, height, width = shape
    scale = image.height // height
    values = base64.b64decode(one["pixels"])
    for index in (0, count - 1):
        left = index * (width * scale + figures.GAP_PX)
        corner = values[(index + 1) * height * width - 1]
        assert image.getpixel((left + width * scale - 1, height * scale - 1)) == (corner, 255)


def test_between_two_pictures_the_paper_shows_through():
    image = Image.open(io.BytesIO(figures.png(row(2, 8, 8))))
    assert image.getpixel((image.width // 2, 3))[1] == 0


def points(plot):
    return [[tuple(map(float, pair.split(","))) for pair in line.points.split()] for line in plot.lines]


def test_a_curve_stays_within_the_axes_and_touches_them():
    plot = figures.plot(curves(([0, 1, 2], [5.0, -3.0, 4.0])))
    xs, ys = zip(*points(plot)[0], strict=True)
    assert (min(xs), max(xs)) == (plot.left, plot.right)
    assert (min(ys), max(ys)) == (plot.top, plot.bottom)


def test_a_greater_value_is_drawn_higher():
    low, high = points(figures.plot(curves(([0, 1], [1.0, 2.0]))))[0]
    assert high[1] < low[1]


@pytest.mark.parametrize(
    "line", [([], []), ([1], [1.0]), ([0, 1], [2.0, 2.0]), ([0, 1, 2], [1.0, "nan", "inf"]), ([0, 1], [1e-30, 1e30])]
)
def test_odd_curves_still_have_ticks_and_finite_points(line):
    plot = figures.plot(curves(line))
    assert plot.x_ticks
    assert plot.y_ticks
    assert all(math.isfinite(value) for pair in points(plot)[0] for value in pair)


def test_long_curves_are_thinned_and_keep_both_ends():
    plot = figures.plot(curves((list(range(5000)), [float(x) for x in range(5000)])))
    drawn = points(plot)[0]
    assert len(drawn) <= figures.MAX_POINTS
    assert (drawn[0][0], drawn[-1][0]) == (plot.left, plot.right)
    assert (plot.table[0][0], plot.table[-1][0]) == ("0", "4999")


def test_the_table_marks_where_a_curve_has_no_value():
    plot = figures.plot(curves(([0, 1], [1.0, 2.0]), ([1], [5.0])))
    assert plot.table == [["0", "1", "–"], ["1", "2", "5"]]


def test_ticks_are_round_numbers_within_the_data():
    plot = figures.plot(curves(([0, 1000], [0.0001, 0.02])))
    assert [tick.label for tick in plot.x_ticks] == ["0", "200", "400", "600", "800", "1000"]
    assert all(0.0001 <= float(tick.label) <= 0.02 for tick in plot.y_ticks)
