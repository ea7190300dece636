"""Pictures: what is taken for one, what of its file is kept, who sees it."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageSequence

from content.importing import import_sources, upload_sources
from content.models import BankVersion, ExerciseText, Lesson, LessonVersion, Picture
from content.pictures import read_picture
from content.publishing import publish
from content.sources import Beside, Source, Unreadable
from tests.content import factories
from tests.content.images import SECRET, SUFFIXES, image, talkative
from tests.factories import make_content_admin, make_student

pytestmark = pytest.mark.django_db

HEADER = "---\ntitle: Noise\nslug: noise\n---\n\n"
SHOWN = "![A blue field](blue.png)\n"


def lesson(body=SHOWN, name="noise.md", **more):
    return Source(name, (HEADER + body).encode(), **more)


def address(picture=None):
    picture = picture or Picture.objects.get()
    return reverse("picture", args=[picture.hash, picture.format])


def pixels(data):
    with Image.open(BytesIO(data)) as picture:
        return [frame.convert("RGBA").tobytes() for frame in ImageSequence.Iterator(picture)]


# -- what is a picture


@pytest.mark.parametrize("kind", SUFFIXES)
def test_the_four_formats_are_taken_with_their_sizes(kind):
    read = read_picture(Source(f"a{SUFFIXES[kind]}", image(kind)))
    assert (read.width, read.height, f".{read.format}") == (8, 6, SUFFIXES[kind])


@pytest.mark.parametrize("kind", SUFFIXES)
def test_what_a_file_tells_besides_the_picture_is_taken_out_and_no_pixel_is_touched(kind):
    data = talkative(kind)
    kept = read_picture(Source(f"a{SUFFIXES[kind]}", data)).data
    assert SECRET not in kept
    assert pixels(kept) == pixels(data)
    assert read_picture(Source(f"a{SUFFIXES[kind]}", kept)).data == kept


def test_a_photograph_stays_the_right_way_up():
    kept = read_picture(Source("a.jpg", talkative("JPEG"))).data
    assert Image.open(BytesIO(kept)).getexif() == {0x0112: 6}


def test_a_progressive_photograph_keeps_every_scan():
    noise = Image.effect_noise((64, 48), 80).convert("RGB")
    stream = BytesIO()
    noise.save(stream, "JPEG", progressive=True, restart_marker_blocks=4, icc_profile=b"x" * 70_000)
    kept = read_picture(Source("a.jpg", stream.getvalue())).data
    assert pixels(kept) == pixels(stream.getvalue())
    assert Image.open(BytesIO(kept)).info["icc_profile"] == b"x" * 70_000


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_keeps_its_frames(kind):
    frames = [Image.new("RGB", (8, 6), colour) for colour in ("navy", "red", "green")]
    stream = BytesIO()
    frames[0].save(stream, kind, save_all=True, append_images=frames[1:], duration=50)
    kept = read_picture(Source(f"a{SUFFIXES[kind]}", stream.getvalue())).data
    assert len(pixels(kept)) == 3
    assert pixels(kept) == pixels(stream.getvalue())


def test_a_film_that_is_too_long_is_refused():
    frames = [Image.new("L", (2, 2), number % 256) for number in range(301)]
    stream = BytesIO()
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(Unreadable, match="300 frames"):
        read_picture(Source("a.gif", stream.getvalue()))


@pytest.mark.parametrize("cut", range(4, 400, 7))
@pytest.mark.parametrize("kind", SUFFIXES)
def test_half_a_file_never_crashes(kind, cut):
    data = talkative(kind).removesuffix(SECRET)
    with pytest.raises(Unreadable, match=r"whole picture|a PNG, JPEG, GIF or WebP picture"):
        read_picture(Source(f"a{SUFFIXES[kind]}", data[: min(cut, len(data) - 3)]))


# -- where it is found


def test_a_picture_beside_the_lesson_is_kept_and_shown_by_its_address():
    assert import_sources([lesson(), Source("blue.png", image())]).ok
    html = LessonVersion.objects.get().page().html
    assert address() in html
    assert "blue.png" not in html


@pytest.mark.parametrize(
    ("text", "body", "picture"),
    [
        ("en/lessons/noise.md", "![x](blue.png)", "en/lessons/blue.png"),
        ("en/lessons/noise.md", "![x](pictures/blue.png)", "en/lessons/pictures/blue.png"),
        ("en/lessons/noise.md", "![x](../../shared/blue.png)", "shared/blue.png"),
        ("noise.md", "![x](./blue.png?v=2)", "blue.png"),
        ("noise.md", "![x](Blue.PNG)", "blue.png"),
        ("noise.md", "![x](M%C3%A0u%20xanh.png)", "Màu xanh.png"),
        ("noise.md", "![x](Màu xanh (1).png)", "Ma\u0300u xanh (1).png"),
        ("noise.md", "![x](/storage/uploads/2026/blue.png)", "storage/uploads/2026/blue.png"),
        ("noise.md", "![x](/storage/uploads/2026/blue.png)", "blue.png"),
        ("noise.md", "![x][1]\n\n[1]: blue.png", "blue.png"),
        ("noise.md", '<figure><img alt="x > y" src="blue.png"></figure>', "blue.png"),
        ("noise.html", '<p><img src="images/blue.png" alt="x"></p>', "images/blue.png"),
    ],
)
def test_a_text_calls_a_picture_by_its_path(text, body, picture):
    result = import_sources([lesson(f"{body}\n", text), Source(picture, image())])
    assert [str(one) for one in [*result.problems, *result.warnings]] == []
    assert address() in LessonVersion.objects.get().page().html


@pytest.mark.parametrize("body", ["`![x](blue.png)`\n", "```\n![x](blue.png)\n```\n", "<!-- ![x](blue.png) -->\n"])
def test_what_only_looks_like_a_picture_is_none(body):
    assert import_sources([lesson(f"Text.\n\n{body}")]).ok


def test_a_picture_of_the_other_site_that_did_not_come_is_a_warning_alone():
    result = import_sources([lesson("![A curve](/storage/uploads/2026/04/curve.png)\n")])
    assert result.ok
    assert [str(warning) for warning in result.warnings] == [
        "noise.md line 6, column 12: expected a picture that is there, got '/storage/uploads/2026/04/curve.png'. "
        "It is imported without. Add the picture under this path, or under its bare name."
    ]


@pytest.mark.parametrize("link", ["https://example.org/a.png", "//example.org/a.png", "data:image/png;base64,AAAA"])
def test_a_picture_from_elsewhere_is_left_out_with_a_warning(link):
    result = import_sources([lesson(f"![x]({link})\n")])
    assert result.ok
    (warning,) = result.warnings
    assert (warning.where, warning.got) == ("line 6, column 6", repr(link))
    assert link not in LessonVersion.objects.get().page().html


@pytest.mark.parametrize("body", ["![](blue.png)\n", '<img src="blue.png">\n', '<img src="blue.png" alt=" ">\n'])
def test_a_picture_without_a_description_is_a_warning(body):
    result = import_sources([lesson(body), Source("blue.png", image())])
    assert result.ok
    assert [warning.expected for warning in result.warnings] == ["a description (alt) of the picture"]


def test_a_picture_that_no_text_shows_is_not_kept_and_said():
    result = import_sources([lesson(), Source("blue.png", image()), Source("red.png", image(colour="red"))])
    assert [(warning.file, warning.got) for warning in result.warnings] == [("red.png", "one that none shows")]
    assert Picture.objects.count() == 1


def test_a_slip_in_the_name_is_met_with_the_one_that_may_be_meant():
    (problem,) = import_sources([lesson("![x](blu.png)\n"), Source("blue.png", image())]).problems
    assert (problem.where, problem.remedy) == ("line 6, column 6", "Did you mean “blue.png”?")


def test_archives_do_not_see_into_each_other():
    sources = [lesson(archive="one.zip"), Source("blue.png", image(), archive="two.zip")]
    assert [problem.got for problem in import_sources(sources).problems] == ["no 'blue.png' there"]


# -- versions


def test_the_same_picture_is_kept_once_and_another_makes_a_new_version():
    sources = [lesson(), Source("blue.png", image())]
    import_sources(sources)
    assert import_sources(sources).unchanged == 1
    assert import_sources([lesson(), Source("blue.png", image(colour="red"))]).updated == 1
    old, new = LessonVersion.objects.order_by("number")
    assert old.pictures.get().picture != new.pictures.get().picture


def test_another_lesson_does_not_get_the_picture_by_calling_it_so_too():
    import_sources([lesson(), Source("blue.png", image())])
    other = Source("other.md", lesson().data.replace(b"slug: noise", b"slug: other"))
    assert not import_sources([other]).ok


def test_a_text_that_comes_back_alone_keeps_the_pictures_that_it_had():
    import_sources([lesson(), Source("blue.png", image())])
    assert import_sources([lesson(f"Better.\n\n{SHOWN}")]).updated == 1
    assert Picture.objects.count() == 1
    assert address() in Lesson.objects.get().version_for("en").page().html


def test_a_dry_run_keeps_no_picture():
    assert import_sources([lesson(), Source("blue.png", image())], dry_run=True).ok
    assert not Picture.objects.exists()


def test_questions_and_prompts_show_pictures_too():
    bank = factories.bank_json()
    bank["questions"][0] |= {"question": "What is this?\n\n![A field](blue.png)", "explanation": "As in `blue.png`."}
    prompt = Source(
        "exercises/a/prompt.md",
        f"---\ntitle: a\n---\n\n{SHOWN}".encode(),
        beside=Beside(Source("exercises/a/starter.py", b"x = 1\n")),
    )
    sources = [Source("b.json", json.dumps(bank).encode()), prompt]
    assert import_sources([*sources, Source("blue.png", image()), Source("exercises/a/blue.png", image())]).ok
    assert BankVersion.objects.get().content == bank
    question = BankVersion.objects.get().document().questions[0]
    assert question.question == f"What is this?\n\n![A field]({address()})"
    assert question.explanation == "As in `blue.png`."
    assert address() in ExerciseText.objects.get().version_for("en").prompt_html


def test_a_lesson_without_pictures_costs_no_query(django_assert_num_queries):
    version = factories.lesson(body="Text and ![x](/static/a.png).\n")
    with django_assert_num_queries(0):
        version.page()


# -- who sees it


def test_everybody_sees_a_picture_of_a_published_lesson(client):
    import_sources([lesson(), Source("blue.png", image())])
    response = client.get(address())
    assert response.status_code == 200
    assert response.content == image()
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in response
    assert "Cookie" not in response.get("Vary", "")


def test_a_picture_of_a_draft_is_seen_by_content_admins_alone(client):
    result = upload_sources([lesson(), Source("blue.png", image())], author=make_content_admin("lan"), note="")
    assert client.get(address()).status_code == 404
    client.force_login(make_student())
    assert client.get(address()).status_code == 404
    client.force_login(make_content_admin("minh"))
    response = client.get(address())
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("private")
    client.logout()
    assert publish(result.versions, by=None) == []
    assert client.get(address()).status_code == 200


def test_a_picture_that_stands_in_no_text_is_not_there(client):
    picture = Picture.objects.create(hash="0" * 64, format="png", width=1, height=1, data=b"x")
    assert client.get(address(picture)).status_code == 404


@pytest.mark.parametrize("wrong", ["x" * 64 + ".png", "0" * 64 + ".png", "0" * 64 + ".svg"])
def test_another_address_is_no_picture(client, wrong):
    assert client.get(f"/pictures/{wrong}").status_code == 404


def test_the_name_says_the_format_that_it_is(client):
    import_sources([lesson(), Source("blue.png", image())])
    assert client.get(address().replace(".png", ".gif")).status_code == 404


def test_pictures_are_not_compressed_again(client):
    import_sources([lesson(), Source("blue.png", image(size=(400, 300)))])
    assert "Content-Encoding" not in client.get(address(), headers={"Accept-Encoding": "gzip"})


def test_chosen_files_find_each_other_by_name_alone(client):
    client.force_login(make_content_admin("lan"))
    files = [
        SimpleUploadedFile("noise.md", (HEADER + "![A field](pictures/blue.png)\n").encode()),
        SimpleUploadedFile("blue.png", image()),
    ]
    response = client.post("/admin/content/upload/", {"files": files, "language": "en", "note": ""})
    assert response.status_code == 302
    assert Picture.objects.count() == 1
