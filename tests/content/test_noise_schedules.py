"""The lesson "Noise schedules" and its bank: the tables, the sizes it compares, the code to read."""

import math

import pytest
import torch

from ddpm_reference.schedules import (
    MAX_BETA,
    MIN_BETA,
    cosine_beta_schedule,
    linear_beta_schedule,
    precompute_schedule,
)
from tests.content.facts.noise_schedules import (
    CUT,
    DIGITS,
    GONE,
    LENGTHS,
    SCALED,
    TABLE_STEPS,
    first_cosine_beta,
)
from tests.content.numbers import COSINE, LANGUAGES, LINEAR, agrees, bank, body, first_below, rows
from tools.figures.schedules_lesson import three

SLUG = "noise-schedules"
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@in_each_language
def test_the_table_of_three_schedules_is_computed(language):
    table = rows(body(language, SLUG))[:5]
    assert [int(row[0]) for row in table] == list(TABLE_STEPS)
    for step, *cells in table:
        for cell, schedule in zip(cells, (LINEAR, COSINE, SCALED), strict=True):
            assert agrees(cell, schedule["alpha_bar"][int(step)])


@pytest.mark.parametrize(("language", "never"), [("en", "never"), ("vi", "không bao giờ")])
def test_the_table_of_lengths_is_computed(language, never):
    table = rows(body(language, SLUG))[5:]
    assert [int(row[0]) for row in table] == list(LENGTHS)
    for length, *cells in table:
        gone = GONE[int(length)]
        assert cells == [never if gone[name] is None else str(gone[name]) for name in ("linear", "cosine")]


def test_the_clamps_do_what_the_text_says():
    raw = torch.cos((torch.arange(1001, dtype=torch.float64) / 1000 + 0.008) / 1.008 * math.pi / 2) ** 2
    raw = 1 - raw[1:] / raw[:-1]
    assert (raw > MAX_BETA).nonzero().flatten().tolist() == [999]  # "only the last value is affected"
    assert raw[-1] == pytest.approx(1)
    assert raw.min() > MIN_BETA  # the lower clamp has nothing to do
    assert first_cosine_beta(0) < MIN_BETA  # and it has something to do without the offset
    assert cosine_beta_schedule(1000, s=0.0, dtype=torch.float64)[0] == MIN_BETA


def test_the_first_step_without_the_division_is_almost_five_times_too_large():
    assert 4.5 < first_cosine_beta(divided_by_f_0=False) / first_cosine_beta() < 5


def test_the_exponential_parts_from_the_product_at_the_end_of_the_cosine_schedule():
    assert math.exp(-COSINE["betas"].sum()) / COSINE["alpha_bar"][-1] > 1000
    assert math.exp(-LINEAR["betas"].sum()) / LINEAR["alpha_bar"][-1] < 1.1


def test_the_scaled_linear_schedule_leaves_ten_times_the_signal():
    assert SCALED["sqrt_alpha_bar"][-1] / LINEAR["sqrt_alpha_bar"][-1] == pytest.approx(10, rel=0.1)
    assert SCALED["betas"][500] < LINEAR["betas"][500]


def test_the_ends_for_the_digits_are_ten_times_the_usual_ones():
    assert DIGITS["betas"][[0, -1]].tolist() == pytest.approx([10 * 1e-4, 10 * 0.02])


def test_averaging_blocks_of_four_by_four_cuts_the_noise_to_a_quarter():
    torch.manual_seed(0)
    noise = torch.randn(1, 1, 1024, 1024, dtype=torch.float64)
    assert torch.nn.functional.avg_pool2d(noise, 4).std().item() == pytest.approx(1 / 4, rel=0.02)


def test_what_is_said_of_the_drawing_of_the_steps_can_be_read_off_it():
    ends = {
        name: [round(schedule["betas"][t].log10().item(), 1) for t in (0, -1)] for name, schedule in three().items()
    }
    assert ends == {"linear": [-4.0, -1.7], "cosine": [-4.4, 0.0], "scaled linear": [-3.1, -1.9]}


def test_the_log_ratio_is_as_the_drawing_is_described():
    def log_ratio(schedule, t):
        return (schedule["alpha_bar"][t] / (1 - schedule["alpha_bar"][t])).log().item()

    assert log_ratio(LINEAR, 50) == pytest.approx(3, abs=0.6)
    assert log_ratio(LINEAR, 999) == pytest.approx(-10, abs=0.2)
    assert log_ratio(COSINE, 900) == pytest.approx(-3.5, abs=0.8)


def question(id_):
    return bank("en", SLUG).by_id()[id_]


def test_the_keyed_line_is_the_linear_schedule():
    lists = [[float(number) for number in option.split(", ")] for option in question(1).options]
    right = linear_beta_schedule(5, 0.1, 0.5, dtype=torch.float64).tolist()
    assert [number for number, values in enumerate(lists) if values == pytest.approx(right)] == [question(1).correct]


def test_even_roots_give_less_noise_in_the_middle():
    by_root = torch.linspace(1e-4**0.5, 0.02**0.5, 1000, dtype=torch.float64) ** 2
    assert bool((by_root[1:-1] < LINEAR["betas"][1:-1]).all())


def test_the_running_sum_grows_to_what_the_question_says():
    names = {"torch": torch, "betas": LINEAR["betas"]}
    exec(question(7).code, names)
    assert round(names["alpha_bar"][-1].item()) == 990
    assert names["alpha_bar"][0] == LINEAR["alpha_bar"][0]


def test_a_larger_step_changes_what_the_question_says():
    betas = LINEAR["betas"].clone()
    betas[50] *= 2
    other = precompute_schedule(betas)
    assert (other["alphas"] != LINEAR["alphas"]).nonzero().flatten().tolist() == [50]
    assert (other["alpha_bar"] != LINEAR["alpha_bar"]).nonzero().flatten().tolist() == list(range(50, 1000))


def test_T_points_give_one_value_too_few():
    names = {"torch": torch, "T": 20, "s": 0.008}
    exec(question(13).code, names)
    assert len(names["betas"]) == 20 - 1


def test_the_index_that_wraps_gives_the_last_entry():
    names = {"alpha_bar": LINEAR["alpha_bar"], "t": 0}
    assert eval("alpha_bar[t - 1]", names) == LINEAR["alpha_bar"][-1]
    assert "alpha_bar[t - 1]" in question(15).code


def test_a_cut_schedule_never_gets_there():
    assert CUT["alpha_bar"].min() > 0.01
    assert f"step {round(673 * 0.3)}" in " ".join(question(17).options)


def test_argmax_takes_never_for_the_first_step():
    names = {"alpha_bar": CUT["alpha_bar"]}
    exec(question(19).code, names)
    assert names["t"] == 0


def test_the_root_falls_below_the_threshold_at_the_step_named():
    assert f"step {first_below(LINEAR['sqrt_alpha_bar'], 0.01)}" in question(20).explanation
