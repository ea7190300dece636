"""The numbers of the lesson "Classifier-free guidance" and its bank."""

import json
from pathlib import Path

import torch

from ddpm_reference.guidance import mix
from tools.figures.guidance_lesson import DEVIATION, MEANS, predictor, samples

MEASURED = json.loads(
    (Path(__file__).resolve().parents[3] / "config" / "static" / "figures" / "guidance.json").read_text()
)
SCALES = MEASURED["scales"]
AGREEMENT, DIVERSITY = ([sum(row) / len(row) for row in MEASURED[name]] for name in ("agreement", "diversity"))


def answers(x, t):
    """The exact noise in x with the label of the right lump, and without a label."""
    point, step = torch.tensor([[x]], dtype=torch.float64), torch.tensor([t])
    return [predictor()(point, step, torch.tensor([label])).item() for label in (1, 2)]


CONDITIONAL, UNCONDITIONAL = answers(0.5, 50)


def guided(scale):
    return mix(torch.tensor(CONDITIONAL), torch.tensor(UNCONDITIONAL), scale).item()


def sharpened_mean(scale):
    """The mean of p(x)·p(right | x)^s, on a fine grid."""
    x = torch.linspace(-5, 7, 12001, dtype=torch.float64)
    left, right = ((-((x - mean) ** 2) / (2 * DEVIATION**2)).exp() for mean in MEANS)
    density = (left + right) * (right / (left + right)) ** scale
    return float((density * x).sum() / density.sum())


LESSON = [
    *(0.1, 0.2, 0.5, 0.9),  # the probabilities of hiding; the spread of a lump, where x_t lies
    100 * 0.9**50,
    *(CONDITIONAL, UNCONDITIONAL, *(abs(guided(scale)) for scale in (0, 1, 2, 5))),
    *(7.5, *AGREEMENT, *DIVERSITY, MEASURED["real_agreement"]),
    *(sharpened_mean(2), sharpened_mean(5), samples(2.0, 2000).mean(), samples(5.0, 2000).mean()),
]
MENTIONED = [MEASURED["measured"]]
BANK = [
    *(0.1, 0.9, 128 * 0.1, 128 * 0.9),
    *(0.2, 0.6, 0.6 + 3 * (0.6 - 0.2), 3 * 0.2, 4 * 0.2 - 3 * 0.6, 3 * (0.6 - 0.2), 0.6 + 3 * 0.2),
    *(1.0, 0.5, 1.5, 7.5),
    *(0.7, 5 * 0.7, 0.7 + 5 * 0.7),
    *(*AGREEMENT, *DIVERSITY),
    *(sharpened_mean(2), samples(2.0, 2000).mean()),
    100 * 0.9**50,
]
ANSWERS = {
    2: (128 * 0.1, (128 * 0.9, 1, 0.1)),
    7: (0.6 + 3 * (0.2 - 0.6), (0.6 + 3 * (0.6 - 0.2), 3 * 0.2, 4 * 0.2 - 3 * 0.6, 3 * (0.2 - 0.6), 0.6 + 3 * 0.2)),
    9: (1.5, (0.5, -0.5, 2)),
    18: (2 * 16 * 100, (16 * 100, 2 * 100, 2 * 16)),
}
