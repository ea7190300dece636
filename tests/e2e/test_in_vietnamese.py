"""A student's way through the site in Vietnamese: every word that a page says of its own is looked at as such."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import inhabited, parts
from tests.grader.checks.corpus import sample

LESSON = "/vi/lessons/forward-diffusion/"


@pytest.fixture
def page(visit, known) -> Page:
    """Signed in, in Vietnamese, as somebody who has not done anything yet."""
    page = visit(locale="vi-VN")
    page.goto("/vi/accounts/login/")
    form = page.get_by_role("main")
    form.get_by_label("Tên đăng nhập hoặc email").fill("beginner")
    form.get_by_label("Mật khẩu", exact=True).fill(inhabited.password("beginner"))
    form.get_by_role("button", name="Đăng nhập").click()
    expect(parts.heading(page)).to_have_text("Khóa học của bạn")
    return page


def test_a_lesson_is_read_and_marked(page):
    page.get_by_role("link", name="Đọc bài học").click()
    expect(parts.heading(page)).to_have_text("Vì sao lại là khuếch tán?")
    contents = page.get_by_role("navigation", name="Trên trang này")
    contents.get_by_role("link").nth(1).click()
    expect(contents.locator("[aria-current]")).to_have_count(1)
    expect(page.locator(".katex").first).to_be_visible()
    page.get_by_role("button", name="Đánh dấu đã đọc").click()
    expect(page.get_by_role("button", name="Đánh dấu chưa đọc")).to_be_visible()
    page.goto("/vi/")
    expect(page.locator(".overview__bars")).to_contain_text(re.compile(r"Bài học đã đọc\s+1 trên \d+"))
    page.goto("/vi/lessons/why-diffusion/")
    page.get_by_role("navigation", name="Bài học").get_by_role("link").last.click()
    expect(parts.heading(page)).to_have_text("Khuếch tán thuận")


def test_a_figure_is_moved(page):
    page.goto(LESSON)
    figure = page.locator('figure[data-figure="noising"]')
    figure.scroll_into_view_if_needed()
    step = figure.get_by_role("slider", name="Bước t")
    step.press("End")
    expect(step).to_have_attribute("aria-valuetext", "t = 999")
    expect(figure.locator(".readout")).to_contain_text("tín hiệu √ᾱ0.006")
    figure.get_by_role("radio", name="cosin").check()
    expect(figure.locator(".readout")).not_to_contain_text("tín hiệu √ᾱ0.006")


def test_a_question_in_the_text_is_answered(page):
    page.goto("/vi/lessons/reverse-diffusion/")
    box = page.locator('[data-self-check="single"]').first
    box.locator(".option:not([data-right]) button").first.click()
    expect(box.get_by_role("status")).to_have_text("Chưa đúng.")
    box.get_by_role("button", name="Thử lại").click()
    box.locator(".option[data-right] button").click()
    expect(box.get_by_role("status")).to_have_text("Đúng.")


def test_an_exam_is_taken(page):
    page.goto("/vi/quizzes/forward-diffusion/")
    page.get_by_role("button", name="Bắt đầu thi thử").click()
    expect(page.get_by_role("timer")).to_be_visible()
    page.locator("fieldset.question label.option").first.click()
    expect(page.locator("[data-autosave-state]")).to_contain_text("Đã lưu")
    page.get_by_role("button", name="Tổng quan và nộp bài").click()
    expect(parts.heading(page)).to_have_text("Nộp bài làm?")
    page.get_by_role("button", name="Nộp bài").click()
    expect(parts.score(page)).to_contain_text("Điểm đạt là")
    expect(page.get_by_role("heading", name="Theo lĩnh vực, yếu nhất trước")).to_be_visible()


def test_an_exercise_is_handed_in_until_it_is_right_and_the_results_say_so(page):
    page.goto("/vi/exercises/forward-diffusion/")
    for program, says in (("wrong-no-square-roots", "căn bậc hai"), ("right-textbook", "Đạt")):
        parts.write_code(page, sample("forward-diffusion", program).source)
        page.get_by_role("button", name="Nộp bài").click()
        expect(parts.verdict(page)).to_contain_text(says)
    page.goto("/vi/results/")
    expect(parts.heading(page)).to_have_text("Kết quả của bạn")
    expect(page.locator(".overview__bars")).to_contain_text(re.compile(r"Bài tập được chấp nhận\s+1 trên \d+"))
    page.get_by_role("region", name="Bài nộp").get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text("def forward_diffusion")
    page.goto("/vi/certificates/")
    expect(page.get_by_role("heading", name="Còn thiếu")).to_be_visible()
