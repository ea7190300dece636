"""What a reader of each language sees, over the life of an item's versions."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from content.models import BankVersion, Lesson, LessonVersion, State
from tests.content import factories

pytestmark = pytest.mark.django_db


def test_a_reader_gets_the_newest_version_in_their_language():
    factories.lesson(title="Old", language="vi")
    newest = factories.lesson(title="New", language="vi")
    factories.lesson(title="English", language="en")
    assert newest.item.version_for("vi") == newest


def test_a_reader_without_a_translation_gets_english():
    english = factories.lesson(language="en")
    assert english.item.version_for("vi") == english


def test_an_english_reader_still_gets_what_exists_only_in_vietnamese():
    vietnamese = factories.lesson(language="vi")
    assert vietnamese.item.version_for("en") == vietnamese


@pytest.mark.parametrize("state", [State.DRAFT, State.RETIRED])
def test_a_version_that_is_not_published_leaves_the_one_before_it_current(state):
    first = factories.lesson()
    factories.lesson(state=state)
    assert first.item.version_for("en") == first


def test_a_version_published_for_tomorrow_is_not_seen_today():
    first = factories.lesson()
    factories.lesson(published_at=timezone.now() + timedelta(days=1))
    assert first.item.version_for("en") == first


def test_an_item_with_only_a_draft_is_not_published():
    draft = factories.lesson(state=State.DRAFT)
    assert not Lesson.objects.published().exists()
    assert draft.item.version_for("en") is None


def test_a_retired_item_is_gone_until_it_is_brought_back():
    version = factories.lesson()
    version.item.retire()
    assert not Lesson.objects.published().exists()
    assert version.item.version_for("en") is None
    version.item.bring_back()
    assert list(Lesson.objects.published()) == [version.item]


def test_an_item_with_versions_cannot_be_deleted():
    version = factories.bank()
    with pytest.raises(ProtectedError):
        version.item.delete()


def test_a_version_outlives_its_author():
    author = get_user_model().objects.create_user("an")
    version = factories.lesson(author=author)
    author.delete()
    version.refresh_from_db()
    assert version.author is None


def test_two_versions_cannot_share_a_number():
    factories.lesson(number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.lesson(number=1)


def test_a_published_version_needs_a_time():
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.lesson(published_at=None)


def test_a_list_in_one_language_takes_one_query(django_assert_num_queries):
    for slug in ("a", "b", "c"):
        factories.lesson(slug=slug)
        factories.lesson(slug=slug, language="vi", title="Tiếng Việt")
    factories.lesson(slug="d")
    with django_assert_num_queries(1):
        versions = LessonVersion.objects.current("vi").by_slug()
    assert {slug: version.language for slug, version in versions.items()} == {
        "a": "vi",
        "b": "vi",
        "c": "vi",
        "d": "en",
    }


def test_a_bank_version_gives_its_questions_as_typed_models():
    version = factories.bank()
    assert isinstance(version, BankVersion)
    assert version.document().by_id()[3].domain == "Reverse"
