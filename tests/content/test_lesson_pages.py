"""The lesson pages, in both languages, signed in and not."""

import pytest

from content.models import Course
from tests.content import factories
from tests.factories import make_student

pytestmark = pytest.mark.django_db

BODY = "## Markov chain\n\nText with $x_t$.\n\n### Inside\n\nMore.\n\n## Closed form\n\n```python\nx = 1\n```\n"


@pytest.fixture
def course():
    return Course.objects.create(slug="denoising", titles={"en": "Denoising", "vi": "Khử nhiễu"})


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_lesson_shows_its_contents_math_and_code(client):
    factories.lesson(slug="forward", body=BODY, goals=["Say what $T$ is"])
    html = page(client, "/lessons/forward/")
    assert '<h2 id="markov-chain">' in html
    assert '<a class="toc__link" href="#markov-chain">Markov chain</a>' in html
    assert '<a class="toc__link" href="#inside">Inside</a>' in html
    assert '<span class="arithmatex">\\(x_t\\)</span>' in html
    assert 'class="highlight"' in html
    assert "Say what" in html


def test_a_reader_of_vietnamese_gets_the_vietnamese_version(client):
    factories.lesson(slug="forward")
    factories.lesson(slug="forward", language="vi", title="Chiều thuận")
    assert "Chiều thuận" in page(client, "/vi/lessons/forward/")
    assert "Forward diffusion" in page(client, "/lessons/forward/")


def test_a_lesson_without_translation_is_marked_as_english(client):
    factories.lesson(slug="forward")
    assert '<div lang="en">' in page(client, "/vi/lessons/forward/")


@pytest.mark.parametrize("prefix", ["", "/vi"])
def test_a_lesson_links_to_what_can_be_practised_in_the_same_language(client, prefix):
    factories.lesson(slug="forward", quizzes=["basics", "missing"], exercises=["forward-diffusion"])
    factories.bank("basics")
    factories.exercise_text("forward-diffusion")
    html = page(client, f"{prefix}/lessons/forward/")
    assert f'href="{prefix}/quizzes/basics/"' in html
    assert f'href="{prefix}/exercises/forward-diffusion/"' in html
    assert "missing" not in html


def test_lessons_follow_each_other_in_the_authors_order(client, course):
    for order, slug in enumerate(["zero", "alpha", "middle"]):
        factories.lesson(slug=slug, title=slug.title(), sort_order=order, course=course)
    html = page(client, "/lessons/alpha/")
    assert html.index('href="/lessons/zero/"') < html.index('href="/lessons/middle/"')
    assert "Lesson 2 of 3" in html
    listing = page(client, "/lessons/")
    assert listing.index("Zero") < listing.index("Alpha") < listing.index("Middle")


def test_the_list_is_grouped_by_course_and_section(client, course):
    factories.lesson(slug="a", section_title="Basics", course=course)
    factories.lesson(slug="b", section_title="Sampling", sort_order=1, course=course)
    html = page(client, "/vi/lessons/")
    assert html.count("Khử nhiễu") == 1
    assert html.index("Basics") < html.index("Sampling")


def test_a_lesson_of_no_course_stands_behind_the_courses(client, course):
    factories.lesson(slug="alone", title="Alone")
    factories.lesson(slug="zero", title="Zero", sort_order=9, course=course)
    listing = page(client, "/lessons/")
    assert listing.index("Zero") < listing.index("Alone")
    assert "Lesson 2 of 2" in page(client, "/lessons/alone/")


def test_a_section_without_a_title_is_called_by_its_course(client, course):
    factories.lesson(slug="zero", course=course)
    factories.lesson(slug="alone")
    html = page(client, "/lessons/")
    assert html.count("Denoising") == 1
    assert '<h2 id="section-1">Denoising</h2>' in html
    assert '<h2 id="section-2">Lessons</h2>' in html


def test_without_lessons_the_list_says_so(client):
    assert "No lessons yet" in page(client, "/lessons/")


@pytest.mark.parametrize("slug", ["missing", "retired", "draft"])
def test_what_is_not_published_is_not_found(client, slug):
    factories.lesson(slug="retired").item.retire()
    factories.lesson(slug="draft", state="draft")
    assert client.get(f"/lessons/{slug}/").status_code == 404


def test_a_lesson_that_is_not_free_asks_a_stranger_to_sign_in(client):
    factories.lesson(slug="paid", is_free=False)
    response = client.get("/lessons/paid/")
    assert response.status_code == 302
    assert response.url.endswith("?next=/lessons/paid/")
    client.force_login(make_student())
    page(client, "/lessons/paid/")


def test_a_long_lesson_takes_longer_to_read(client):
    factories.lesson(slug="short", body="One two.\n")
    factories.lesson(slug="long", body="word " * 1500)
    factories.lesson(slug="told", body="One.\n", duration_minutes=25)
    assert "1 minute<" in page(client, "/lessons/short/")
    assert "10 minutes<" in page(client, "/lessons/long/")
    assert "25 minutes<" in page(client, "/lessons/told/")


def test_the_pages_ask_the_same_number_of_questions_however_many_lessons_there_are(
    client, course, django_assert_num_queries
):
    for number in range(8):
        factories.lesson(slug=f"lesson-{number}", course=course, quizzes=["basics"], exercises=["forward-diffusion"])
    factories.bank("basics")
    factories.exercise_text("forward-diffusion")
    with django_assert_num_queries(1):
        page(client, "/lessons/")
    with django_assert_num_queries(4):  # the outline, the body, the quizzes, the exercises
        page(client, "/lessons/lesson-3/")
