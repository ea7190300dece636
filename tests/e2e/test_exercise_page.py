"""Hints, a run, a submission, its history and what comes after full marks."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e import parts
from tests.e2e.axe import violations
from tests.e2e.test_everyone_can_use_it import DESK, PHONE
from tests.grader.checks.corpus import sample

BROKEN = "def linear_beta_schedule(T, beta_start, beta_end):\n    print('T is', T)\n    return beta_start / 0\n"


@dataclass(frozen=True)
class Words:
    """What the page says in one language, with an exercise that no other test has touched."""

    prefix: str
    exercise: str
    wrong: str
    right: str
    hint: str
    ran: str
    not_judged: str
    passed: str
    compare: str
    restore: str
    asks: str
    restored: str
    bring_back: str
    solutions: str
    reference: str


ENGLISH = Words(
    prefix="",
    exercise="linear-schedule",
    wrong="wrong-end-left-out",
    right="right-linspace",
    hint="Show hint",
    ran="What the example gave",
    not_judged="Not judged",
    passed="Passed",
    compare="Compare the chosen two",
    restore="Restore into the editor",
    asks="The editor holds another text",
    restored="is in the editor",
    bring_back="Bring back the text before",
    solutions="the reference solution and other styles",
    reference="The reference",
)
VIETNAMESE = Words(
    prefix="/vi",
    exercise="cosine-schedule",
    wrong="wrong-no-clamp",
    right="right-float64",
    hint="Xem gợi ý",
    ran="Kết quả của ví dụ",
    not_judged="Không chấm",
    passed="Đạt",
    compare="So sánh hai bài đã chọn",
    restore="Khôi phục vào khung soạn thảo",
    asks="Khung soạn thảo đang có một văn bản khác",
    restored="đã ở trong khung soạn thảo",
    bring_back="Lấy lại nội dung trước đó",
    solutions="lời giải mẫu và các cách viết khác",
    reference="Lời giải mẫu",
)


def hints(page: Page) -> Locator:
    return page.locator("#hints .hint")


def past(page: Page) -> Locator:
    return page.locator("#history .row")


def final(page: Page) -> Locator:
    return page.locator("section.verdict:not(.verdict--waiting)")


@pytest.mark.parametrize("words", [ENGLISH, VIETNAMESE], ids=["english", "vietnamese"])
def test_a_student_asks_tries_submits_compares_restores_and_reads_the_solutions(visit, problems, words):
    page = visit("student")
    address = f"{words.prefix}/exercises/{words.exercise}/"
    right, wrong = (sample(words.exercise, name).source for name in (words.right, words.wrong))
    page.goto(f"{address}solutions/")
    assert page.title().startswith("404") or "404" in page.content()
    problems.clear()  # Chromium notes the 404

    page.goto(address)
    for number in (1, 2):
        page.get_by_role("button", name=f"{words.hint} {number}").click()
        expect(hints(page)).to_have_count(number)
    expect(hints(page).last.get_by_role("heading")).to_be_focused()

    parts.write_code(page, wrong)
    page.keyboard.press("ControlOrMeta+Shift+Enter")
    expect(final(page)).to_contain_text(words.ran)
    expect(final(page)).to_contain_text(words.not_judged)
    expect(past(page)).to_have_count(0)

    page.keyboard.press("ControlOrMeta+Enter")
    expect(final(page).locator(".misconception")).to_be_visible()
    expect(past(page)).to_have_count(1)
    parts.write_code(page, right)
    page.keyboard.press("ControlOrMeta+Enter")
    expect(final(page)).to_contain_text(words.passed)
    expect(past(page)).to_have_count(2)

    page.get_by_role("button", name=words.compare).click()
    table = page.locator(".difference--wide")
    expect(table.locator("del, ins, .difference__line--old, .difference__line--new").first).to_be_visible()
    page.get_by_role("button", name=words.restore).first.click()
    expect(page.get_by_role("main")).to_contain_text(words.asks)
    page.get_by_role("button", name=words.restore).click()
    expect(page.get_by_role("status").filter(has_text=words.restored)).to_be_visible()
    expect(code(page)).to_have_value(wrong)
    page.get_by_role("button", name=words.bring_back).click()
    expect(code(page)).to_have_value(right)

    page.goto(f"{address}solutions/")
    expect(page.get_by_role("main")).to_contain_text(words.reference)
    expect(page.locator(".solution")).not_to_have_count(0)


def code(page: Page) -> Locator:
    """The editor's whole text, of which it draws only what is in view."""
    return page.locator("textarea[name=source]")


def test_a_run_shows_print_traceback_and_line_and_marks_it_in_the_gutter(visit):
    page = visit("student")
    page.goto("/exercises/linear-schedule/")
    parts.write_code(page, BROKEN)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(final(page)).to_contain_text("ZeroDivisionError")
    expect(final(page)).to_contain_text("T is 5")
    expect(final(page)).to_contain_text('File "submission.py", line 3')
    expect(page.locator(".cm-gutterElement.cm-errorNumber")).to_have_text("3")
    parts.editor(page).click()
    page.keyboard.press("End")
    page.keyboard.type("  # edited")
    expect(page.locator(".cm-errorNumber")).to_have_count(0)


def test_a_student_without_scripts_gets_hints_runs_and_solutions(visit):
    page = visit("student", java_script_enabled=False)
    page.goto("/exercises/precompute-schedule/")
    source = code(page)
    source.fill("# my own beginning\n")
    page.get_by_role("button", name="Show hint 1").click()
    expect(hints(page)).to_have_count(1)
    expect(source).to_have_value("# my own beginning\n")

    source.fill(sample("precompute-schedule", "right-plain").source)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(final(page)).to_contain_text("What the example gave")
    expect(final(page)).to_contain_text('schedule["alpha_bar"]')

    page.goto("/exercises/precompute-schedule/")
    page.get_by_role("button", name="Submit").click()
    expect(final(page)).to_contain_text("Passed")
    page.get_by_role("link", name="the reference solution and other styles").click()
    expect(page.locator(".solution")).not_to_have_count(0)


def test_an_autosave_that_comes_late_does_not_undo_starting_again(visit, problems):
    page = visit("student")
    page.goto("/exercises/compare-schedules/")
    held: list[Route] = []
    page.route("**/draft/", lambda route: held.append(route))
    parts.write_code(page, "# to be thrown away\n")
    page.wait_for_timeout(2_000)  # longer than an autosave waits
    assert held
    page.unroute("**/draft/")
    page.get_by_text("Start again…").click()
    page.get_by_role("button", name="Start again").click()
    page.wait_for_load_state()
    expect(parts.editor(page)).to_contain_text("Build both schedules")
    late = page.request.post(
        "/exercises/compare-schedules/draft/",
        form={"source": "# to be thrown away", "revision": "0"},
        headers={"X-Requested-With": "autosave", "X-CSRFToken": token(page), "Referer": page.url},
    )
    assert late.status == 409
    page.reload()
    expect(parts.editor(page)).to_contain_text("Build both schedules")
    problems.clear()  # the request that was held back


def token(page: Page) -> str:
    return page.locator("input[name=csrfmiddlewaretoken]").first.input_value()


def test_starting_again_right_after_typing_asks_nothing_and_loses_nothing(visit):
    page = visit("student")
    page.goto("/exercises/compare-schedules/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    parts.write_code(page, "# typed a moment ago\n")
    page.get_by_text("Start again…").click()
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_role("button", name="Bring back the text before")).to_be_visible()
    expect(parts.editor(page)).to_contain_text("Build both schedules")
    assert asked == []
    page.get_by_role("button", name="Bring back the text before").click()
    expect(parts.editor(page)).to_contain_text("# typed a moment ago")


def test_the_editor_searches_in_the_language_of_the_page(visit):
    for prefix, words in (("", "Find"), ("/vi", "Tìm")):
        page = visit("student")
        page.goto(f"{prefix}/exercises/compare-schedules/")
        parts.editor(page).click()
        page.keyboard.press("ControlOrMeta+F")
        expect(page.locator(".cm-search").get_by_role("textbox").first).to_have_attribute("placeholder", words)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_none_of_these_pages_is_in_a_readers_way(visit, viewport, theme):
    page = visit("student", bypass_csp=True, color_scheme=theme, viewport=DESK)
    page.goto("/exercises/train-ddpm/")
    for name in ("wrong-no-noise", "right-plain"):
        parts.write_code(page, sample("train-ddpm", name).source)
        page.get_by_role("button", name="Submit").click()
        expect(final(page)).to_contain_text(re.compile("Passed|Partly right|Not right yet"))
        page.reload()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(final(page)).to_contain_text("What the example gave")
    page.set_viewport_size(viewport)
    found = looked_over(page, viewport)
    with page.expect_navigation():
        page.get_by_role("button", name="Compare the chosen two").click()
    found += looked_over(page, viewport)
    page.get_by_role("button", name="Restore into the editor").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Restore submission")
    found += looked_over(page, viewport)
    page.goto("/exercises/train-ddpm/solutions/")
    found += looked_over(page, viewport)
    assert found == []


def looked_over(page: Page, viewport: dict[str, int]) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    return violations(page) + [f"{page.url} scrolls sideways: {width}"] * (width > viewport["width"])
