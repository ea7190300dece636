"""The lessons' figures, moved with the keyboard alone; without scripts and on paper the pictures stand still."""

import re

import pytest
import torch
from playwright.sync_api import Locator, Page, expect

from ddpm_reference.gaussian import mixture_predictor
from ddpm_reference.posterior import predict_x_0
from ddpm_reference.sampling import reverse_mean
from ddpm_reference.schedules import cosine_beta_schedule, linear_beta_schedule, precompute_schedule
from tests.e2e import kit
from tests.e2e.axe import violations
from tests.e2e.test_everyone_can_use_it import DESK, PHONE
from tools.figures import one_step

PARTS = "/static/js/figures/parts"
LINEAR, COSINE = (
    precompute_schedule(betas(1000, dtype=torch.float64)) for betas in (linear_beta_schedule, cosine_beta_schedule)
)


@pytest.fixture(scope="module", autouse=True)
def _kit(site, tmp_path_factory):
    kit.import_into(site, tmp_path_factory.mktemp("kit"))


@pytest.fixture
def figure(page):
    """figure("noising") is that figure, alive."""
    page.goto(kit.address())
    return lambda name: alive(page, name)


def alive(page: Page, name: str) -> Locator:
    found = page.locator(f'figure[data-figure="{name}"]')
    found.scroll_into_view_if_needed()
    expect(found).to_have_attribute("data-live", "true")
    return found


def slider(figure: Locator, label: str) -> Locator:
    return figure.get_by_role("slider", name=label)


def reads(figure: Locator, name: str) -> Locator:
    return figure.locator(".readout > div").filter(has=figure.page.get_by_text(name, exact=True)).locator("dd")


def pixels(figure: Locator, name: str | re.Pattern[str]) -> str:
    return figure.get_by_role("img", name=name).evaluate("canvas => canvas.toDataURL()")


def value(number: float, digits: int) -> str:
    return f"{float(number):.{digits}f}".replace("-", "−")


@pytest.mark.parametrize("name", kit.FIGURES)
def test_every_control_is_reached_by_the_tab_key_and_named(figure, name):
    found = figure(name)
    controls = found.locator("input, select, button")
    reached = set()
    controls.first.focus()
    for _ in range(controls.count() + 1):
        inside = found.evaluate("box => box.contains(document.activeElement)")
        if not inside:
            break
        reached.add(found.evaluate("() => document.activeElement.outerHTML"))
        found.page.keyboard.press("Tab")
    radios = found.get_by_role("radio").count()  # a group of them is one stop
    assert len(reached) == controls.count() - max(0, radios - 1)


def test_a_digit_is_noised_step_by_step(figure):
    noising = figure("noising")
    step = slider(noising, "Step t")
    step.press("End")
    expect(step).to_have_attribute("aria-valuetext", "t = 999")
    expect(reads(noising, "signal √ᾱ")).to_have_text(value(LINEAR["sqrt_alpha_bar"][999], 3))
    noisy = pixels(noising, "The noisy digit")
    assert noisy != pixels(noising, "The clean digit")
    step.press("Home")
    step.press("ArrowRight")
    expect(reads(noising, "ᾱ")).to_have_text(value(LINEAR["alpha_bar"][1], 4))
    assert pixels(noising, "The noisy digit") != noisy


def test_the_schedule_the_digit_and_the_noise_are_chosen(figure):
    noising = figure("noising")
    slider(noising, "Step t").press("End")
    noising.get_by_role("radio", name="linear").press("ArrowRight")
    expect(noising.get_by_role("radio", name="cosine")).to_be_checked()
    expect(reads(noising, "signal √ᾱ")).to_have_text(value(COSINE["sqrt_alpha_bar"][999], 3))
    clean, noise = pixels(noising, "The clean digit"), pixels(noising, "The noise")
    noising.get_by_role("combobox", name="Digit").press("8")
    noising.get_by_role("button", name="New noise").press("Enter")
    assert pixels(noising, "The clean digit") != clean
    assert pixels(noising, "The noise") != noise


def test_two_schedules_are_compared_at_one_step(figure):
    schedules = figure("schedules")
    step = slider(schedules, "Step t")
    step.press("Home")
    for _ in range(10):
        step.press("ArrowRight")
    for name, schedule in (("linear", LINEAR), ("cosine", COSINE)):
        share = schedule["alpha_bar"][10]
        expect(reads(schedules, f"ᾱ, {name}")).to_have_text(value(share, 4))
        expect(reads(schedules, f"log ratio, {name}")).to_have_text(value((share / (1 - share)).log(), 2))


def test_guidance_is_turned_up(figure):
    guidance = figure("guidance")
    scale = slider(guidance, "Guidance scale s")
    scale.press("Home")
    free = pixels(guidance, "16 samples of the digit 3 at the scale 0")
    scale.press("End")
    expect(scale).to_have_attribute("aria-valuetext", "s = 7.5")
    guided = pixels(guidance, "16 samples of the digit 3 at the scale 7.5")
    assert guided != free
    expect(reads(guidance, "read as that digit")).to_have_text("100 %")
    guidance.get_by_role("combobox", name="Digit asked for").press("4")
    assert pixels(guidance, "16 samples of the digit 4 at the scale 7.5") != guided


def test_the_film_is_played_stopped_and_stepped(figure):
    film = figure("reverse-film")
    place = slider(film, "Steps done")
    first = pixels(film, re.compile("held"))
    film.get_by_role("button", name="Play").press("Enter")
    expect(place).not_to_have_value("0")
    film.get_by_role("button", name="Pause").press("Enter")
    stopped = place.input_value()
    film.get_by_role("button", name="One step on").press("Enter")
    expect(place).to_have_value(str(int(stopped) + 1))
    film.get_by_role("button", name="One step back").press("Enter")
    expect(place).to_have_value(stopped)
    place.press("End")
    expect(reads(film, "step t")).to_have_text("done")
    assert pixels(film, re.compile("held")) != first
    assert pixels(film, re.compile("held")) == pixels(film, re.compile("expected"))


def test_who_wants_less_motion_sees_few_frames(visit):
    page = visit(reduced_motion="reduce")
    page.goto(kit.address())
    film = alive(page, "reverse-film")
    film.get_by_role("button", name="Play").press("Enter")
    expect(slider(film, "Steps done")).to_have_value("10", timeout=3000)


def test_one_reverse_step_is_the_closed_form(figure):
    step = figure("one-step")
    slider(step, "Step t").press("Home")
    for _ in range(12):
        slider(step, "Step t").press("ArrowRight")
    place = slider(step, "Where the sampler is")
    place.press("Home")
    for _ in range(40):
        place.press("ArrowRight")
    schedule = precompute_schedule(cosine_beta_schedule(50, dtype=torch.float64))
    x, t = torch.tensor([[-1.0]], dtype=torch.float64), torch.tensor([12])
    noise = mixture(schedule)(x, t)
    expect(reads(step, "expected x̂₀")).to_have_text(value(predict_x_0(x, t, noise, schedule), 2))
    expect(reads(step, "mean of the step μ")).to_have_text(value(reverse_mean(x, t, noise, schedule), 2))
    expect(reads(step, "its spread √β")).to_have_text(value(schedule["betas"][12].sqrt(), 2))


def mixture(schedule):
    weights, means, deviations = (
        torch.tensor(values, dtype=torch.float64) for values in (one_step.WEIGHTS, one_step.MEANS, one_step.DEVIATIONS)
    )
    return mixture_predictor(weights, means[:, None], deviations[:, None, None] ** 2, schedule)


def test_the_training_run_is_walked_through(figure):
    curve = figure("training-curve")
    epochs = slider(curve, "Epochs trained")
    trained = pixels(curve, "The digits 0 to 9, sampled after 175 epochs")
    epochs.press("Home")
    expect(reads(curve, "loss of the last epoch")).to_have_text("none yet")
    assert pixels(curve, "The digits 0 to 9, sampled after 0 epochs") != trained


def test_the_schedules_in_the_page_are_those_of_the_reference(page):
    page.goto(kit.address())
    asked = "async ([kind, ...sizes]) => (await import('PARTS/schedule.js'))[kind](...sizes).alphaBar"
    for arguments, betas in (
        (["linear", 1000], linear_beta_schedule(1000, dtype=torch.float64)),
        (["linear", 100, 1e-3, 0.2], linear_beta_schedule(100, 1e-3, 0.2, dtype=torch.float64)),
        (["cosine", 1000], cosine_beta_schedule(1000, dtype=torch.float64)),
        (["cosine", 10], cosine_beta_schedule(10, dtype=torch.float64)),
    ):
        found = torch.tensor(page.evaluate(asked.replace("PARTS", PARTS), arguments), dtype=torch.float64)
        torch.testing.assert_close(found, precompute_schedule(betas)["alpha_bar"], rtol=1e-9, atol=1e-15)


def test_changes_are_read_out_once_the_hand_rests(figure):
    noising = figure("noising")
    slider(noising, "Step t").press("Home")
    expect(noising.locator("output[aria-live=polite]")).to_contain_text("ᾱ: 0.9999")


def test_a_vietnamese_page_has_vietnamese_controls(page):
    page.goto(kit.address("vi"))
    noising = alive(page, "noising")
    slider(noising, "Bước t").press("End")
    expect(reads(noising, "tín hiệu √ᾱ")).to_have_text(value(LINEAR["sqrt_alpha_bar"][999], 3))
    expect(noising.get_by_role("button", name="Nhiễu mới")).to_be_visible()


def test_without_scripts_the_pictures_stand_still(visit):
    page = visit(java_script_enabled=False)
    page.goto(kit.address())
    for name in kit.FIGURES:
        expect(page.get_by_role("img", name=f"The still picture of {name}.")).to_be_visible()
    assert page.locator("article canvas, article input").count() == 0


def test_on_paper_the_pictures_stand_still_in_dark_ink(visit):
    page = visit(color_scheme="dark")
    page.goto(kit.address())
    schedules = alive(page, "schedules")
    still = schedules.get_by_alt_text("The still picture of schedules.")
    expect(still).to_be_hidden()
    page.emulate_media(media="print")
    expect(still).to_be_visible()
    expect(still).to_have_css("filter", "none")
    expect(schedules.locator(".live")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_live_figures_are_in_nobody_s_way(visit, viewport, theme):
    page = visit(bypass_csp=True, color_scheme=theme, viewport=viewport)
    page.goto(kit.address())
    for name in kit.FIGURES:
        alive(page, name)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
