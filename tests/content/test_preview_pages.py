"""Drafts looked at, published, scheduled and discarded on their pages."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from content import publishing
from content.exchange.publication import published
from content.importing import import_sources, upload_sources
from content.models import BankVersion, Lesson, LessonVersion, State
from content.problems import Problem
from content.sources import Source
from tests.content import factories
from tests.factories import make_content_admin, make_instructor, make_student

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    user = make_content_admin("lan")
    client.force_login(user)
    return user


def lesson(title="Forward", body="Text.", language="en", slug="forward"):
    text = f"---\ntitle: {title}\nslug: {slug}\n---\n\n{body}\n"
    return Source(f"{language}/{slug}.md", text.encode(), language)


def bank(language="en", **changes):
    return Source(f"{language}/basics.json", json.dumps(factories.bank_json(**changes)).encode(), language)


def uploaded(*sources, author=None, note="why"):
    result = upload_sources(sources, author=author, note=note)
    assert result.ok, result.problems
    return result.upload


def url(upload):
    return f"/admin/content/uploads/{upload.pk}/"


def version_url(version):
    return f"/admin/content/versions/{version._meta.get_field('item').related_model._meta.model_name}/{version.pk}/"


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def act(client, address, action, **data):
    return client.post(address, {"action": action, **data})


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_both_languages_stand_beside_each_other(client, author):
    page = html(
        client, url(uploaded(lesson(body="## One {#a}"), lesson(title="Chiều", body="## Một {#a}", language="vi")))
    )
    assert 'lang="en"' in page
    assert 'lang="vi"' in page
    assert "sides--two" in page
    assert 'id="en-a"' in page
    assert 'id="vi-a"' in page
    assert 'href="#vi-a"' in page


def test_no_id_stands_twice_in_a_page(client, author):
    body = "## One {#a}\n\nText[^1].\n\n!check basics/1\n\n[^1]: Note."
    upload = uploaded(lesson(body=body), lesson(body=body, language="vi"), bank(), bank("vi"))
    for version in LessonVersion.objects.filter(upload=upload):
        for address in (version_url(version), version_url(version) + "?show=changes"):
            ids = [part.split('"')[0] for part in html(client, address).split(' id="')[1:]]
            assert sorted(ids) == sorted(set(ids))


def test_a_lone_draft_stands_beside_what_is_published_in_the_other_language(client, author):
    factories.lesson(language="vi", title="Chiều thuận", body="Đã xuất bản.")
    assert "Đã xuất bản." in html(client, url(uploaded(lesson())))


def test_a_lesson_shows_questions_of_a_bank_that_comes_with_it(client, author):
    upload = uploaded(lesson(body="!check basics/1"), bank())
    assert "Question 1?" in html(client, version_url(LessonVersion.objects.get(upload=upload)))


def test_a_bank_is_shown_question_by_question_with_what_is_right(client, author):
    page = html(client, url(uploaded(bank())))
    assert page.count('data-self-check="single"') == 3
    assert page.count("data-right") == 3


def test_an_exercise_shows_task_starter_hints_and_solutions(client, author):
    solution = {"name": "1-reference", "title": "In one line", "text": "Because.", "code": "x = 7\n"}
    draft = factories.exercise_text(
        prompt="Write $x_0$.",
        hints=[{"title": "Shapes", "text": "Look at them."}],
        solutions=[solution],
        state=State.DRAFT,
        published_at=None,
    )
    page = html(client, version_url(draft))
    for text in (r"\(x_0\)", "forward_diffusion", "Shapes", "Look at them.", "In one line"):
        assert text in page


def test_what_changes_is_marked_in_both_languages(client, author):
    import_sources([lesson(body="Old words here."), lesson(title="Chiều", body="Chữ cũ đây.", language="vi")])
    upload = uploaded(lesson(body="New words here."), lesson(title="Chiều", body="Chữ mới đây.", language="vi"))
    page = html(client, url(upload) + "?show=changes")
    for old, new in (("Old", "New"), ("cũ", "mới")):
        assert f'<del class="redline__old">{old}</del><ins class="redline__new">{new}</ins>' in page


def test_a_bank_changes_question_by_question(client, author):
    import_sources([bank()])
    questions = [
        factories.question_json(1, correct=2),
        factories.question_json(2, options=["one", "two", "three", "FOUR"]),
        factories.question_json(4, domain="Reverse"),
    ]
    page = html(client, url(uploaded(bank(questions=questions, passing_score=80))) + "?show=changes")
    assert '<del class="redline__old">B</del> <ins class="redline__new">C</ins>' in page
    assert '<del class="redline__old">four</del><ins class="redline__new">FOUR</ins>' in page
    assert '<del class="redline__old">70</del> <ins class="redline__new">80</ins>' in page
    assert "Question 4" in page
    assert "Question 3" in page


def test_starter_code_changes_line_by_line(client, author):
    factories.exercise_text(starter="a = 1\nb = 2\n")
    draft = factories.exercise_text(starter="a = 1\nb = 3\n", state=State.DRAFT, published_at=None)
    page = html(client, version_url(draft) + "?show=changes")
    assert "<del>2</del>" in page
    assert "<ins>3</ins>" in page


def test_the_same_again_changes_nothing(client, author):
    first = factories.lesson()
    factories.lesson()
    assert "Nothing: both say the same." in html(client, version_url(first) + "?show=changes")


def test_publishing_an_upload_makes_all_of_it_visible(client, author):
    upload = uploaded(lesson(), lesson(slug="other"), author=author)
    response = act(client, url(upload), "publish")
    assert response.url == url(upload)
    assert {version.published_by for version in LessonVersion.objects.live()} == {author}
    assert Lesson.objects.published().count() == 2


def test_one_of_several_texts_may_be_published_alone(client, author):
    uploaded(lesson(), lesson(slug="other"))
    one = LessonVersion.objects.get(item__slug="other")
    page = html(client, version_url(one))
    assert "Publish them together" in page
    act(client, version_url(one), "publish")
    assert [lesson.slug for lesson in Lesson.objects.published()] == ["other"]


def test_a_time_to_come_is_kept_in_the_sites_time_zone(client, author, settings):
    settings.TIME_ZONE = "Asia/Ho_Chi_Minh"
    upload = uploaded(lesson())
    assert "Asia/Ho_Chi_Minh" in html(client, url(upload))
    response = act(client, url(upload), "schedule", at="2999-01-02T08:30")
    assert response.status_code == 302
    assert LessonVersion.objects.get().published_at.isoformat() == "2999-01-02T01:30:00+00:00"
    assert client.get("/lessons/forward/").status_code == 404
    assert "Take back" in html(client, url(upload))


@pytest.mark.parametrize("at", ["", "soon", "2001-01-01T00:00", "2026-13-40T99:99"])
def test_a_time_that_is_past_or_no_time_is_refused_with_the_reason(client, author, at):
    upload = uploaded(lesson())
    response = act(client, url(upload), "schedule", at=at)
    assert response.status_code == 422
    page = response.content.decode()
    assert "field__error" in page
    assert "Expected a" in page
    assert LessonVersion.objects.get().state == State.DRAFT


def test_what_is_scheduled_can_be_taken_back(client, author):
    upload = uploaded(lesson())
    act(client, url(upload), "schedule", at=local(timezone.now() + timedelta(days=1)))
    act(client, url(upload), "take_back")
    assert LessonVersion.objects.get().state == State.DRAFT
    assert "Publish now" in html(client, url(upload))


def test_publishing_beside_a_scheduled_version_says_what_will_follow(client, author):
    factories.lesson(title="Friday", published_at=timezone.now() + timedelta(days=1))
    assert "will take the place of this one then" in html(client, url(uploaded(lesson())))


def test_a_draft_of_a_retired_lesson_says_that_readers_will_not_see_it(client, author):
    factories.lesson(title="Old").item.retire()
    assert "is retired: readers will see it only once it is brought back" in html(client, url(uploaded(lesson())))


def test_an_upload_is_discarded_and_taken_up_again(client, author):
    upload = uploaded(lesson())
    act(client, url(upload), "discard")
    assert LessonVersion.objects.get().state == State.DISCARDED
    assert "Take up again" in html(client, url(upload))
    act(client, url(upload), "take_up")
    assert LessonVersion.objects.get().state == State.DRAFT


def test_a_hurdle_is_shown_and_keeps_the_button_shut(client, author, monkeypatch):
    monkeypatch.setattr(publishing, "HURDLES", [])
    publishing.register_hurdle(lambda version: [Problem("", "3 wrong solutions refused", "2 of 3", "Wait.")])
    upload = uploaded(lesson())
    page = html(client, url(upload))
    assert "2 of 3" in page
    assert "disabled" in page
    assert act(client, url(upload), "publish").status_code == 422
    assert not Lesson.objects.published().exists()


def test_warnings_of_an_upload_stay_with_it(client, author):
    odd = Source("a.md", b"---\ntitle: A\nslug: a\nmood: good\n---\n\nText.\n")
    page = html(client, url(uploaded(odd)))
    assert "What is ignored or left out" in page
    assert "mood" in page


def test_the_linter_speaks_of_banks_that_wait(client, author):
    upload = uploaded(bank())
    assert "gives away" in html(client, url(upload))
    act(client, url(upload), "publish")
    assert "gives away" not in html(client, url(upload))


@pytest.mark.parametrize("action", ["", "delete", "publish\x00"])
def test_an_unknown_action_changes_nothing(client, author, action):
    upload = uploaded(lesson())
    assert act(client, url(upload), action).status_code == 422
    assert LessonVersion.objects.get().state == State.DRAFT


def test_an_attempt_keeps_the_version_of_the_questions_it_was_given(client, author):
    from quizzes import attempts

    import_sources([bank()])
    given = BankVersion.objects.get()
    attempt = attempts.start(make_student(), given, "page", "exam")
    upload = uploaded(
        bank(
            questions=[factories.question_json(n, question="Quite another?") for n in (1, 2, 3)],
            domains=[{"name": "Forward", "weight": 100}],
        )
    )
    act(client, url(upload), "publish")
    attempt.refresh_from_db()
    assert attempt.bank_version == given
    assert [one.question for one in attempt.document().questions] == ["Question 1?", "Question 2?", "Question 3?"]


@pytest.mark.parametrize("place", ["/lessons/", "/lessons/forward/", "/quizzes/", "/", "/vi/lessons/forward/"])
def test_a_draft_is_on_no_page_of_readers(client, author, place):
    factories.lesson(title="Seen")
    uploaded(lesson("A secret draft", body="Hidden words."), bank(title="A secret bank"))
    response = client.get(place)
    assert response.status_code == 200
    assert b"secret" not in response.content
    assert b"Hidden words" not in response.content


def test_a_draft_is_in_no_export(author):
    factories.lesson(title="Seen")
    uploaded(lesson("A secret draft"), bank(title="A secret bank"))
    assert [version.title for version in published()] == ["Seen"]


def test_an_earlier_version_offers_to_be_published_again(client, author):
    first, second = factories.lesson(), factories.lesson(title="Second")
    assert 'value="again"' in html(client, version_url(first))
    assert 'value="again"' not in html(client, version_url(second))


def test_a_draft_bank_cannot_be_taken_or_corrected(client, author):
    upload = uploaded(bank())
    version = BankVersion.objects.get(upload=upload)
    assert client.get("/quizzes/basics/").status_code == 404
    assert client.get(f"/questions/{version.pk}/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/admin/content/versions/lesson/999/", "/admin/content/versions/user/1/", "/admin/content/uploads/999/"]
)
def test_what_is_not_there_is_not_found(client, author, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("make_user", [make_student, make_instructor])
@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_may_not_publish_sees_no_draft(client, make_user, method):
    upload = uploaded(lesson())
    client.force_login(make_user())
    for address in (url(upload), version_url(LessonVersion.objects.get())):
        assert getattr(client, method)(address, {"action": "publish"}).status_code == 404
    assert not Lesson.objects.published().exists()


def test_a_stranger_is_asked_to_sign_in(client):
    upload = uploaded(lesson())
    for address in (url(upload), version_url(LessonVersion.objects.get())):
        assert client.get(address).url.startswith("/accounts/login/")


@pytest.mark.parametrize("count", [2, 20])
def test_an_upload_asks_the_same_questions_however_many_lessons_it_holds(
    client, author, count, django_assert_num_queries
):
    upload = uploaded(*(lesson(slug=f"lesson-{number}") for number in range(count)))
    with django_assert_num_queries(10):
        client.get(url(upload))
