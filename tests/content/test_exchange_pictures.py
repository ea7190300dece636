"""Pictures go out with the texts that show them, and come in again as they were."""

import json
from urllib.parse import quote

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.exchange.publication import files, published, zipped
from content.gathering import gather, gather_zip
from content.importing import import_path, import_sources
from content.models import Bank, Course, ExerciseText, Lesson, Picture
from content.picture_names import own_place
from content.sources import Source
from tests.content import factories
from tests.content.images import image
from tests.factories import make_content_admin

pytestmark = pytest.mark.django_db

COLOURS = ("navy", "red", "green", "gold")


def lesson(slug, *names, language="en", ending="md"):
    shown = "\n\n".join(f'<p><img src="{quote(name, safe="/")}" alt="A field"></p>' for name in names)
    text = f"---\ntitle: {slug}\nslug: {slug}\n---\n\nText.\n\n{shown}\n"
    return Source(f"{language}/lessons/{slug}.{ending}", text.encode(), language)


def exported():
    return {file.path: file.data for file in files(published())}


def hashes():
    return {(type(version), str(version.item), version.language): version.content_hash for version in published()}


def emptied():
    for item in (Lesson, Bank, ExerciseText):
        item._meta.get_field("versions").related_model.objects.all().delete()
        item.objects.all().delete()
    Course.objects.all().delete()
    Picture.objects.all().delete()


def assert_comes_back():
    """Out, into an empty database and out again: the same versions, the same bytes."""
    before, versions = exported(), hashes()
    packed = zipped(files(published()))
    emptied()
    sources, problems = gather_zip(packed, "everything.zip")
    result = import_sources(sources)
    assert [str(one) for one in [*problems, *result.problems, *result.warnings]] == []
    assert hashes() == versions
    assert exported() == before
    assert import_sources(sources).unchanged == len(versions)


def test_a_picture_goes_out_where_the_text_looks_for_it():
    import_sources([lesson("noise", "pictures/blue.png"), Source("en/lessons/pictures/blue.png", image())])
    assert exported()["en/lessons/pictures/blue.png"] == image()
    assert_comes_back()


def test_two_texts_that_call_different_pictures_alike_keep_their_own():
    import_sources([lesson("one", "blue.png"), Source("en/lessons/blue.png", image(colour="navy"))])
    import_sources([lesson("two", "blue.png"), Source("en/lessons/blue.png", image(colour="red"))])
    assert sorted(path for path in exported() if path.endswith(".png")) == [
        "en/lessons/blue.png",
        "en/lessons/two.pictures/blue.png",
    ]
    assert_comes_back()


def test_a_picture_that_several_texts_share_goes_out_once():
    sources = [lesson("one", "blue.png"), lesson("two", "blue.png"), Source("en/lessons/blue.png", image())]
    import_sources(sources)
    assert [path for path in exported() if path.endswith(".png")] == ["en/lessons/blue.png"]
    assert_comes_back()


@pytest.mark.parametrize("name", ["../../../../etc/blue.png", "/../blue.png", "/storage/uploads/blue.png"])
def test_no_name_leads_out_of_the_folder(name, tmp_path):
    assert import_sources([lesson("noise", name), Source("blue.png", image())]).ok
    assert not [path for path in exported() if path.startswith(("/", ".."))]
    assert_comes_back()


def test_questions_and_prompts_take_their_pictures_along(tmp_path):
    bank = factories.bank_json()
    bank["questions"][0]["question"] = "What is this?\n\n![A field](blue.png)"
    for path, data in {
        "en/quizzes/basics.json": json.dumps(bank).encode(),
        "en/quizzes/blue.png": image(),
        "en/exercises/a/prompt.md": b"---\ntitle: a\n---\n\n![A field](blue.png)\n",
        "en/exercises/a/starter.py": b"x = 1\n",
        "en/exercises/a/blue.png": image(colour="red"),
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert import_path(tmp_path).ok
    assert Picture.objects.count() == 2
    assert_comes_back()


def test_a_folder_and_an_archive_give_the_same(tmp_path):
    import_sources([lesson("noise", "blue.png"), Source("en/lessons/blue.png", image())])
    for path, data in exported().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    sources, problems = gather(tmp_path)
    assert problems == []
    assert import_sources(sources).unchanged == 1


NAMES = st.lists(
    st.one_of(
        st.sampled_from(["a.png", "A.png", "b c (1).png", "Ảnh một.png", "/storage/a.png", "../a.png", "x/../a.png"]),
        st.from_regex(r"([a-z]{1,3}/){0,2}[a-z0-9_-]{1,6}\.png", fullmatch=True),
    ),
    min_size=1,
    max_size=4,
    unique=True,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.tuples(NAMES, st.sampled_from(["en", "vi"]), st.sampled_from(["md", "html"]), st.sampled_from(COLOURS)),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_texts_call_their_pictures_they_come_back(texts):
    """Each text comes with pictures of its own colour, so equal names mean different pictures."""
    for number, (names, language, ending, colour) in enumerate(texts):
        text = lesson(f"lesson-{number}", *names, language=language, ending=ending)
        came = {}
        for place, name in enumerate(names):
            data = image(size=(place + 1, 1), colour=colour)
            came.setdefault(own_place(text.name, name), data)
        assert import_sources([text, *(Source(path, data) for path, data in came.items())]).ok
    assert_comes_back()
    emptied()


def test_a_lesson_with_pictures_is_downloaded_as_an_archive(client):
    import_sources([lesson("noise", "blue.png"), Source("en/lessons/blue.png", image())])
    client.force_login(make_content_admin("lan"))
    response = client.get(reverse("content:export-one", args=["lesson", "noise", "en"]))
    assert response["Content-Type"] == "application/zip"
    sources, problems = gather_zip(response.content, "noise.zip")
    assert problems == []
    assert import_sources(sources).unchanged == 1
