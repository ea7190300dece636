"""Drafts become visible all together or not at all, at once or at a time, and what stands in the way is said."""

import json
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from content import publishing
from content.importing import import_sources, upload_sources
from content.models import BankVersion, Course, Lesson, LessonVersion, State
from content.problems import Problem
from content.sources import Source
from tests.content import factories
from tests.factories import make_content_admin

pytestmark = pytest.mark.django_db

SOON = timedelta(days=1)


def lesson(title="Forward", body="Text.", slug="forward", extra=""):
    return Source(f"{slug}.md", f"---\ntitle: {title}\nslug: {slug}\n{extra}---\n\n{body}\n".encode())


def json_of(bank):
    return json.dumps(bank).encode()


def uploaded(*sources, author=None, note="why"):
    result = upload_sources(sources, author=author, note=note)
    assert result.ok, result.problems
    return result.versions


def seen(slug="forward", language="en"):
    version = Lesson.objects.get(slug=slug).version_for(language)
    return version and version.title


def let_come(version):
    """As if the time had come, just now."""
    type(version).objects.live().update(published_at=F("published_at") - timedelta(hours=1))
    type(version).objects.filter(pk=version.pk).update(published_at=timezone.now())


@pytest.fixture
def hurdle(monkeypatch):
    """A hurdle that says of every version what the test has put into it."""
    said = []
    monkeypatch.setattr(publishing, "HURDLES", [])
    publishing.register_hurdle(lambda version: list(said))
    return said


def test_a_draft_is_seen_by_no_reader_until_it_is_published():
    (draft,) = uploaded(lesson())
    assert seen() is None
    assert not Lesson.objects.published().exists()
    assert not LessonVersion.objects.newest().exists()
    assert publishing.publish([draft], by=None) == []
    assert seen() == "Forward"


def test_a_published_version_says_who_wrote_it_who_published_it_when_and_why():
    an, binh = make_content_admin("an"), make_content_admin("binh")
    (draft,) = uploaded(lesson(), author=an, note="First edition")
    before = timezone.now()
    publishing.publish([draft], by=binh)
    version = LessonVersion.objects.get()
    assert (version.author, version.published_by, version.note) == (an, binh, "First edition")
    assert before <= version.published_at <= timezone.now()


def test_what_is_in_one_upload_may_need_each_other():
    drafts = uploaded(lesson(body="!check basics/1"), Source("basics.json", json_of(factories.bank_json())))
    assert publishing.publish(drafts, by=None) == []


def test_a_draft_whose_bank_was_retired_since_is_refused_with_the_reason_and_nothing_is_published():
    bank = factories.bank("basics")
    drafts = uploaded(lesson(body="!check basics/1"), lesson("Other", slug="other"))
    bank.item.retire()
    (problem,) = publishing.publish(drafts, by=None)
    assert problem.expected == "a published question bank"
    assert "forward" in problem.file
    assert not LessonVersion.objects.live().exists()


def test_a_translation_is_held_against_the_original_that_is_published_by_then():
    factories.bank("basics")
    translation = Source("basics.json", json_of(factories.bank_json()), "vi")
    (draft,) = uploaded(translation)
    other = factories.bank_json(questions=[factories.question_json(n + 5) for n in range(2)])
    factories.bank("basics", content=other | {"domains": [{"name": "Forward", "weight": 100}]})
    places = {problem.where for problem in publishing.publish([draft], by=None)}
    assert places == {"$.domains", "$.questions"}
    assert not BankVersion.objects.filter(language="vi").live().exists()


def test_a_hurdle_keeps_drafts_back_until_it_says_nothing(hurdle):
    (draft,) = uploaded(lesson())
    hurdle.append(Problem("", "3 of 3 wrong solutions refused", "2", "Wait a moment."))
    (problem,) = publishing.publish([draft], by=None)
    assert (problem.got, problem.file) == ("2", "forward · English 1")
    assert seen() is None
    hurdle.clear()
    assert publishing.publish([draft], by=None) == []


def test_an_import_that_publishes_at_once_asks_the_hurdles_too(hurdle):
    hurdle.append(Problem("", "a judged exercise", "none", "Upload it as a draft."))
    result = import_sources([lesson()])
    assert [problem.expected for problem in result.problems] == ["a judged exercise"]
    assert not Lesson.objects.exists()


def test_a_version_set_for_a_time_is_seen_from_then_on():
    import_sources([lesson("Old")])
    (draft,) = uploaded(lesson("New"))
    publishing.publish([draft], by=None, at=timezone.now() + SOON)
    assert seen() == "Old"
    let_come(draft)
    assert seen() == "New"


def test_what_is_scheduled_follows_what_was_published_in_between():
    import_sources([lesson("Old")])
    (friday,) = uploaded(lesson("Friday"))
    publishing.publish([friday], by=None, at=timezone.now() + SOON)
    import_sources([lesson("Wednesday")])
    assert seen() == "Wednesday"
    let_come(friday)
    assert seen() == "Friday"
    assert [version.number for version in LessonVersion.objects.order_by("number")] == [1, 2, 3]


def test_a_draft_uploaded_first_and_published_last_is_what_readers_see():
    early, late = (uploaded(lesson(title), author=make_content_admin(title))[0] for title in ("early", "late"))
    publishing.publish([late], by=None)
    publishing.publish([early], by=None)
    assert seen() == "early"


def test_a_lesson_may_be_scheduled_with_the_bank_that_is_there_by_then():
    bank = factories.bank("basics", published_at=timezone.now() + SOON)
    result = upload_sources([lesson(body="!check basics/1")], author=None, note="")
    assert not result.ok, "the bank is not there yet"
    bank.published_at = timezone.now()
    bank.save()
    (draft,) = uploaded(lesson(body="!check basics/1"))
    bank.published_at = timezone.now() + SOON
    bank.save()
    assert publishing.publish([draft], by=None)
    assert publishing.publish([draft], by=None, at=timezone.now() + 2 * SOON) == []


def test_what_is_scheduled_is_taken_back_until_its_time_has_come():
    (draft,) = uploaded(lesson())
    publishing.publish([draft], by=None, at=timezone.now() + SOON)
    assert publishing.take_back([draft]) == 1
    assert LessonVersion.objects.get().state == State.DRAFT
    publishing.publish([draft], by=None, at=timezone.now() + SOON)
    let_come(draft)
    assert publishing.take_back([draft]) == 0
    assert seen() == "Forward"


def test_publishing_twice_says_that_somebody_was_faster():
    (draft,) = uploaded(lesson())
    publishing.publish([draft], by=None)
    (problem,) = publishing.publish([draft], by=None)
    assert problem.got == "published"


def test_a_discarded_draft_stays_and_can_be_taken_up_again():
    (draft,) = uploaded(lesson())
    assert publishing.discard([draft]) == 1
    (problem,) = publishing.publish([draft], by=None)
    assert problem.got == "discarded"
    publishing.take_up([draft])
    assert publishing.publish([draft], by=None) == []


def test_what_is_published_cannot_be_discarded():
    (draft,) = uploaded(lesson())
    publishing.publish([draft], by=None)
    assert publishing.discard([draft]) == 0
    assert seen() == "Forward"


def test_going_back_makes_a_new_version_and_keeps_what_came_between():
    lan = make_content_admin("lan")
    for title in ("Good", "Bad"):
        import_sources([lesson(title)])
    good = LessonVersion.objects.get(title="Good")
    again, problems = publishing.publish_again(good, by=lan)
    assert problems == []
    assert (again.number, again.title, again.author, again.published_by) == (3, "Good", lan, lan)
    assert again.body == good.body
    assert again.content_hash == good.content_hash
    assert seen() == "Good"
    assert list(LessonVersion.objects.order_by("number").values_list("title", flat=True)) == ["Good", "Bad", "Good"]


def test_going_back_to_what_no_longer_fits_is_refused_and_leaves_no_version():
    bank = factories.bank("basics")
    import_sources([lesson("Old", body="!check basics/1")])
    import_sources([lesson("New")])
    bank.item.retire()
    again, problems = publishing.publish_again(LessonVersion.objects.get(title="Old"), by=None)
    assert again is None
    assert [problem.expected for problem in problems] == ["a published question bank"]
    assert LessonVersion.objects.count() == 2


def test_going_back_keeps_the_pictures(picture_of):
    import_sources([lesson("Old")])
    old = LessonVersion.objects.get()
    picture_of(old, "noise.png")
    import_sources([lesson("New")])
    again, _problems = publishing.publish_again(old, by=None)
    assert [use.name for use in again.pictures.all()] == ["noise.png"]


@pytest.fixture
def picture_of():
    def make(version, name):
        from content.models import Picture

        picture = Picture.objects.create(hash="0" * 64, format="png", width=1, height=1, data=b"")
        version.pictures.create(name=name, picture=picture)

    return make


def test_a_course_is_called_anew_only_once_the_lesson_is_published():
    course = "course: {{id: c1, title: {}, slug: c}}\n"
    import_sources([lesson(extra=course.format("Old"))])
    (draft,) = uploaded(lesson(extra=course.format("New")))
    assert Course.objects.get().titles == {"en": "Old"}
    publishing.publish([draft], by=None)
    assert Course.objects.get().titles == {"en": "New"}


def test_both_languages_of_an_upload_tell_the_course_their_title():
    extra = "course: {{id: c1, title: {}, slug: c}}\nlanguage: {}\n"
    drafts = uploaded(lesson(extra=extra.format("One", "en")), lesson(extra=extra.format("Một", "vi")))
    publishing.publish(drafts, by=None)
    assert Course.objects.get().titles == {"en": "One", "vi": "Một"}


def test_an_upload_with_an_error_stores_nothing():
    result = upload_sources([lesson(), Source("bad.md", b"no front matter")], author=None, note="")
    assert [problem.file for problem in result.problems] == ["bad.md"]
    assert result.upload is None
    assert not Lesson.objects.exists()


def test_an_upload_of_what_is_published_stores_nothing():
    import_sources([lesson()])
    result = upload_sources([lesson()], author=None, note="")
    assert (result.ok, result.upload, result.unchanged) == (True, None, 1)
    assert LessonVersion.objects.count() == 1


def test_an_authors_next_draft_takes_the_place_of_the_one_that_waits():
    lan, an = make_content_admin("lan"), make_content_admin("an")
    (first,), (other,) = uploaded(lesson("One"), author=lan), uploaded(lesson("Other"), author=an)
    (second,) = uploaded(lesson("Two"), author=lan)
    states = dict(LessonVersion.objects.values_list("pk", "state"))
    assert states == {first.pk: State.DISCARDED, other.pk: State.DRAFT, second.pk: State.DRAFT}


def test_an_import_publishes_what_waits_as_a_draft():
    uploaded(lesson())
    result = import_sources([lesson()])
    assert (result.created, seen()) == (1, "Forward")
