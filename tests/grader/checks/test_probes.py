"""Probe models: their answers depend on all that they are shown, and they refuse what no model could take."""

import pytest
import torch

from ddpm_reference.sampling import sample
from ddpm_reference.schedules import linear_beta_schedule, precompute_schedule
from grader.checks import inputs
from grader.checks.pictures import patterns
from grader.checks.sampler_case import make_sampler_case
from grader.sandbox.probes import picture_answer, wave_answer
from grader.sandbox.recorder import Probe, ProbeRefused, Recorder

CASE = make_sampler_case(1, "cpu", exercise="sample-cfg", signature="cfg")
WEIGHTS, SHAPE = CASE.hidden.weights, CASE.hidden.shape


def probe(**changes) -> Probe:
    options = {"conditional": True, "recorder": Recorder(), "max_calls": 3, **changes}
    return Probe("wave", WEIGHTS, SHAPE[1:], **options)


def test_the_wave_answers_differently_for_every_t_and_label_those_out_of_range_too() -> None:
    x = torch.randn(SHAPE)
    answers = [wave_answer(WEIGHTS, x, torch.tensor([t]), torch.tensor([y])) for t in (-1, 0, 40) for y in (-1, 0, 9)]
    for index, first in enumerate(answers):
        assert all((first - other).abs().mean() > 0.1 for other in answers[index + 1 :])


def test_the_wave_is_not_proportional_to_x() -> None:
    x = torch.randn(64, *SHAPE[1:])
    answer = wave_answer(WEIGHTS, x, torch.arange(64), torch.tensor([2]))
    correlation = float((answer * x).mean() / (answer.pow(2).mean() * x.pow(2).mean()).sqrt())
    assert 0.2 < correlation < 0.8


def test_a_walk_with_the_wave_keeps_its_size() -> None:
    torch.manual_seed(0)
    labels = torch.tensor([2])
    walked = sample(lambda x, t: wave_answer(WEIGHTS, x, t, labels), SHAPE, CASE.hidden.schedule)
    assert 0.5 < float(walked.pow(2).mean().sqrt()) < 10


def test_a_right_sampler_walks_the_picture_probe_to_a_known_picture() -> None:
    schedule = precompute_schedule(linear_beta_schedule(60, 0.001, 0.2))
    weights = {"pictures": patterns(), "alpha_bar": schedule["alpha_bar"]}
    torch.manual_seed(0)
    result = sample(lambda x, t: picture_answer(weights, x, t, torch.tensor([1])), (5, 1, 16, 16), schedule)
    assert float((result - patterns()[1]).abs().max()) < 0.01
    free = sample(lambda x, t: picture_answer(weights, x, t, torch.tensor([99])), (5, 1, 16, 16), schedule)
    assert float((free[:, None] - patterns()[None]).abs().amax(dim=(2, 3, 4)).amin(dim=1).max()) < 0.01


@pytest.mark.parametrize(
    "arguments",
    [
        (None, torch.zeros(SHAPE[0])),
        (torch.zeros(SHAPE[0], 9, 9, 9), torch.zeros(SHAPE[0])),
        (torch.zeros(SHAPE), torch.zeros(2)),
        (torch.zeros(SHAPE).double(), torch.zeros(SHAPE[0])),
        (torch.zeros(SHAPE), torch.zeros(SHAPE[0]), torch.zeros(SHAPE[0], 5)),
        (torch.zeros(SHAPE),),
        (torch.zeros(SHAPE), 1, 2, 3),
    ],
)
def test_a_call_that_no_model_could_answer_is_recorded_and_refused(arguments: tuple) -> None:
    model = probe()
    with pytest.raises(ProbeRefused, match=r"expected|takes"):
        model(*arguments)
    assert len(model.calls) == 1


def test_a_model_that_is_called_for_ever_stops() -> None:
    model = probe()
    for _ in range(3):
        model(torch.zeros(SHAPE), 0, 0)
    with pytest.raises(ProbeRefused, match="more than 3 times"):
        model(torch.zeros(SHAPE), 0, 0)


def test_keyword_arguments_find_their_places() -> None:
    model = probe()
    named = model(labels=torch.tensor([3]), t=torch.tensor([2]), x=torch.ones(SHAPE))
    assert torch.equal(named, model(torch.ones(SHAPE), torch.tensor([2]), torch.tensor([3])))


def test_gradients_show_unless_they_are_off() -> None:
    model = probe()
    assert model(torch.zeros(SHAPE), 0, 0).requires_grad
    with torch.no_grad():
        assert not model(torch.zeros(SHAPE), 0, 0).requires_grad


def test_inputs_differ_by_seed_and_no_axis_can_be_mistaken_for_another() -> None:
    seen = set()
    for seed in range(30):
        rng = inputs.generator(seed, "shapes")
        n, channels, height, width = inputs.batch_shape(rng, square=seed % 2 == 0)
        assert len({n, channels, height}) == 3
        assert width not in (1, n, channels)
        seen.add((n, channels, height, width))
    assert len(seen) > 10


def test_a_drawn_schedule_is_a_schedule_whose_neighbours_differ() -> None:
    for seed in range(20):
        schedule = inputs.rough_schedule(inputs.generator(seed, "schedule"), 30)
        betas = schedule["betas"]
        assert bool((schedule["alpha_bar"].diff() < 0).all())
        assert float(betas.min()) >= inputs.SMALLEST_BETA * 0.999
        assert float((betas[1:] / betas[:-1]).log().abs().median()) > 0.05


def test_the_students_draws_and_the_inputs_have_seeds_of_their_own() -> None:
    assert (
        len({inputs.derived_seed(1, "draws"), inputs.derived_seed(1, "sample-ddpm"), inputs.derived_seed(2, "draws")})
        == 3
    )
