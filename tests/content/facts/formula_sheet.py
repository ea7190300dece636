"""The numbers of the lesson "Formula sheet": it has no bank."""

from ddpm_reference.schedules import MAX_BETA, MIN_BETA, compare_schedules
from tests.content.numbers import COSINE, LINEAR
from tools.figures.formula_sheet import posterior_weights

TABLE_STEPS = (0, 249, 499, 749, 999)
OF_PICTURE, OF_STATE = posterior_weights()
LESSON = [
    *(LINEAR["betas"][0], LINEAR["betas"][-1], 0.008, MAX_BETA, MIN_BETA),
    *(schedule["alpha_bar"][t] for schedule in (LINEAR, COSINE) for t in TABLE_STEPS),
    *(0.01, OF_PICTURE[10], OF_STATE[10]),
]
MENTIONED = list(compare_schedules(1000).values())
