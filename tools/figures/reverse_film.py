"""The reverse chain as a film: what the sampler holds at each step, and the picture that it expects at the end."""

import json

import torch
from torch import Tensor

from ddpm_reference.digits import STEPS, digits_schedule, load_digits_model
from ddpm_reference.guidance import guided
from ddpm_reference.posterior import predict_x_0
from ddpm_reference.sampling import NoiseModel
from tools.figures import paper
from tools.figures.pixels import Pictures, grey, png, tiled
from tools.figures.sampling import CLASSES, seeded_noise, walk

LABELS = (3, 8, 0)
SCALE = 2.0
SEED = 11
STILL_STEPS = (STEPS - 1, 60, 40, 25, 15, 8, 3)  # what an eye sees changing; the finished picture comes after them


def files() -> dict[str, str | bytes]:
    held, expected = film()
    return {
        "reverse-film.png": png(sprite(held, expected)),
        "reverse-film.json": json.dumps({"labels": LABELS, "steps": STEPS}, separators=(",", ":")) + "\n",
        "reverse-film.svg": still(held, expected),
    }


def film() -> tuple[Tensor, Tensor]:
    """Two (films, T + 1, 8, 8): x_t and the x_0 it points to, for t = T−1…0, and the finished picture in both."""
    held: list[Tensor] = []
    expected: list[Tensor] = []
    model = watched(guided(load_digits_model(), torch.tensor(LABELS), SCALE, CLASSES), held, expected)
    last = walk(model, len(LABELS), seeded_noise(SEED, len(LABELS), range(len(LABELS))))
    return torch.cat([*held, last], dim=1), torch.cat([*expected, last], dim=1)


def watched(model: NoiseModel, held: list[Tensor], expected: list[Tensor]) -> NoiseModel:
    schedule = digits_schedule()

    def noise(x: Tensor, t: Tensor) -> Tensor:
        answer = model(x, t)
        held.append(x)
        expected.append(predict_x_0(x, t, answer, schedule))
        return answer

    return noise


def sprite(held: Tensor, expected: Tensor) -> Pictures:
    """Two rows of cells for each film, what is held above what is expected; a column for each step walked."""
    rows = torch.stack([held, expected], dim=1).flatten(0, 1)  # (2·films, T + 1, 8, 8)
    return tiled(grey(rows))


def still(held: Tensor, expected: Tensor) -> str:
    places = [STEPS - 1 - t for t in STILL_STEPS] + [STEPS]
    rows = {"x_t": grey(held[0, places]), "x̂_0": grey(expected[0, places])}
    names = {"x_t": "xₜ", "x̂_0": "x̂₀"}
    columns = [f"{t}" for t in STILL_STEPS] + ["x₀"]
    return paper.sheet({names[key]: row for key, row in rows.items()}, columns, margin=44)
