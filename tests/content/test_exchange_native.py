"""Everything back out as the files it came from: importing them makes the same again."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.documents import read
from content.exchange.front_matter import with_front_matter
from content.exchange.native import in_order
from content.exchange.publication import files, published, zipped
from content.gathering import LIBRARY, gather_zip
from content.importing import import_path, import_sources
from content.models import Bank, Course, ExerciseText, Lesson
from content.sources import UNSTORABLE, Source
from tests.content import factories
from tests.content.generated import SLUGS, TEXTS, banks

pytestmark = pytest.mark.django_db


def exported():
    return {file.path: file.text for file in files(published())}


def emptied():
    for item in (Lesson, Bank, ExerciseText):
        item._meta.get_field("versions").related_model.objects.all().delete()
        item.objects.all().delete()
    Course.objects.all().delete()


def imported(found):
    """Into an empty database."""
    emptied()
    sources, problems = gather_zip(zipped(found), "everything.zip")
    result = import_sources(sources)
    told = [warning for warning in result.warnings if "a published" not in warning.expected]
    assert [*problems, *result.problems, *told] == []
    return result


def told(path, text):
    """Letter by letter; of a solution's comment the words, since its lines may be broken anywhere."""
    return text.replace("\n#     ", " ") if "/solutions/" in path else text


def test_the_library_comes_out_as_the_files_it_came_from():
    import_path(LIBRARY)
    found = exported()
    assert [path for path, text in found.items() if told(path, (LIBRARY / path).read_text()) != told(path, text)] == []
    every = {str(path.relative_to(LIBRARY)) for path in LIBRARY.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert set(found) == every


def test_what_was_exported_makes_the_same_versions_in_an_empty_database():
    import_path(LIBRARY)
    before = exported()
    hashes = {(type(version), str(version.item), version.language): version.content_hash for version in published()}
    imported(files(published()))
    again = {(type(version), str(version.item), version.language): version.content_hash for version in published()}
    assert again == hashes
    assert exported() == before
    assert Course.objects.get().external_id == "denoise"


def test_importing_an_export_over_what_is_there_changes_nothing():
    import_path(LIBRARY)
    sources, _problems = gather_zip(zipped(files(published())), "everything.zip")
    result = import_sources(sources)
    assert (result.created, result.updated) == (0, 0)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=banks())
def test_a_bank_comes_out_as_it_was(content):
    text = json.dumps(in_order(content), ensure_ascii=False, indent=2)
    document, problems = read(Source("bank.json", text.encode()))
    assert problems == []
    assert document.fields["content"] == content
    assert json.dumps(in_order(document.fields["content"]), ensure_ascii=False, indent=2) == text


LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), min_size=1, max_size=30)
ONE_LINERS = st.one_of(TEXTS, LINES, st.sampled_from(["yes", "1e3", "null", "- x", "a: b", "#", "1:30", "2024-01-01"]))
LESSONS = st.fixed_dictionaries(
    {"title": ONE_LINERS.filter(str.strip), "slug": SLUGS},
    optional={
        "id": st.one_of(st.integers(0, 999), ONE_LINERS),
        "description": ONE_LINERS,
        "duration_minutes": st.integers(1, 6000),
        "is_free": st.booleans(),
        "sort_order": st.integers(0, 99),
        "section_title": ONE_LINERS,
        "course": st.fixed_dictionaries({"title": ONE_LINERS.filter(str.strip), "slug": SLUGS, "id": ONE_LINERS}),
        "goals": st.lists(ONE_LINERS, max_size=3),
        "quizzes": st.lists(SLUGS, max_size=2),
    },
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=LESSONS.filter(lambda fields: not UNSTORABLE.search(str(fields))),
    body=st.lists(st.one_of(TEXTS, st.sampled_from(["---", "## H", "    code", "$$x$$"])), min_size=1).map("\n\n".join),
)
def test_a_lesson_comes_out_as_it_was(fields, body):
    """Whatever its front matter says, and whatever looks like front matter in its text."""
    first, problems = read(Source("lesson.md", with_front_matter(fields, body).encode()))
    if problems:  # such as a picture of ours that is not there
        return
    assert import_sources([Source("en/lessons/lesson.md", with_front_matter(fields, body).encode())]).ok
    once = exported()
    imported(files(published()))
    assert exported() == once
    (version,) = published()
    assert version.content_hash == first.content_hash
    emptied()


def test_a_field_that_looks_like_something_else_in_yaml_stays_text():
    text = with_front_matter(
        {"title": "yes", "slug": "a", "description": "1: [x] # y", "goals": ["null", "~"]}, "Text.\n"
    )
    document, _problems = read(Source("a.md", text.encode()))
    assert document.fields["title"] == "yes"
    assert document.fields["description"] == "1: [x] # y"
    assert document.fields["goals"] == ["null", "~"]


def test_a_html_lesson_keeps_its_ending():
    factories.lesson("page", format="html", body="<p>Text.</p>\n")
    assert list(exported()) == ["en/lessons/page.html"]


def solution(name="1-reference", title="As in the paper", text="Why.", code="x = 1\n"):
    return {"name": name, "title": title, "text": text, "code": code}


def test_code_that_languages_share_is_written_once_with_the_words_of_each():
    factories.exercise_text("add", prompt="Write it.\n", solutions=[solution()])
    factories.exercise_text(
        "add", prompt="Write it.\n", language="vi", solutions=[solution(title="Như bài báo", text="Vì sao.")]
    )
    found = exported()
    assert found["en/exercises/add/solutions/1-reference.py"] == (
        "# en: As in the paper\n#     Why.\n# vi: Như bài báo\n#     Vì sao.\n\nx = 1\n"
    )
    assert not any(path.startswith("vi/exercises/add/solutions") for path in found)
    imported(files(published()))
    assert exported() == found


def test_code_of_a_language_of_its_own_stands_with_it():
    factories.exercise_text("add", prompt="Write it.\n", solutions=[solution()])
    factories.exercise_text("add", prompt="Write it.\n", language="vi", solutions=[solution(code="y = 2\n")])
    found = exported()
    assert found["vi/exercises/add/solutions/1-reference.py"].endswith("\n\ny = 2\n")
    assert "# vi" not in found["en/exercises/add/solutions/1-reference.py"]
    imported(files(published()))
    assert exported() == found


def test_hints_come_out_under_their_headings():
    hints = [{"title": "First", "text": "Look.\n\n```\n## no heading\n```"}, {"title": "Then", "text": "Add."}]
    factories.exercise_text("add", prompt="Write it.\n", hints=hints)
    found = exported()
    imported(files(published()))
    assert exported() == found
    assert ExerciseText.objects.get().version_for("en").hints == hints


def test_only_what_readers_see_is_exported():
    factories.lesson("old", title="First")
    factories.lesson("old", title="Second")
    factories.lesson("gone").item.retire()
    factories.lesson("draft", state="draft")
    assert list(exported()) == ["en/lessons/old.md"]
    assert "title: Second" in exported()["en/lessons/old.md"]


def test_an_export_of_chosen_slugs_holds_these_alone():
    factories.lesson("one")
    factories.lesson("two")
    factories.bank("one")
    assert [file.path for file in files(published(["one"]))] == ["en/lessons/one.md", "en/quizzes/one.json"]


def test_other_formats_hold_the_questions_alone():
    factories.lesson("one")
    factories.bank("one")
    assert [file.path for file in files(published(), "moodle")] == ["en/quizzes/one.xml"]
    assert [file.path for file in files(published(), "gift")] == ["en/quizzes/one.gift"]


def test_the_same_content_makes_the_same_archive():
    import_path(LIBRARY)
    assert zipped(files(published())) == zipped(files(published()))
    with ZipFile(BytesIO(zipped(files(published())))) as archive:
        assert archive.testzip() is None


def test_everything_is_read_in_six_queries(django_assert_num_queries):
    import_path(LIBRARY)
    with django_assert_num_queries(6):
        files(published())
