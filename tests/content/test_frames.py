"""Frames in a text: of hosts that the settings name, as little powerful as a video needs."""

import pytest

from content.rendering import render_document, render_inline, render_markdown
from tests.content.test_hostile_text import acting
from tests.content.xss_vectors import VECTORS

HOST = "video.example.org"
FRAME = f'<iframe src="https://{HOST}/embed/1" title="A film"></iframe>'


@pytest.fixture(autouse=True)
def hosts(settings):
    """What was rendered under other settings is forgotten, before and after."""
    renderers = render_document, render_markdown, render_inline
    settings.CONTENT_FRAME_HOSTS = [HOST]
    for render in renderers:
        render.cache_clear()
    yield
    for render in renderers:
        render.cache_clear()


def test_a_frame_of_a_host_that_is_named_stays_in_a_sandbox():
    html = render_document(FRAME, is_html=True).html
    assert f'src="https://{HOST}/embed/1"' in html
    assert 'title="A film"' in html
    assert 'sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"' in html
    assert 'referrerpolicy="strict-origin"' in html


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.invalid/",
        f"http://{HOST}/embed/1",
        f"//{HOST}/embed/1",
        f"https://{HOST}.evil.invalid/",
        f"https://{HOST}@evil.invalid/",
        f"https://{HOST}:8443/",
        f"https://evil.invalid/https://{HOST}/",
        "javascript:alert(1)",
        "data:text/html,x",
        "/lessons/",
        "",
    ],
)
def test_a_frame_of_any_other_is_left_out_whole(address):
    assert "<iframe" not in render_document(f'<p>a</p><iframe src="{address}"></iframe><p>b</p>', is_html=True).html


def test_what_stands_within_a_frame_is_dropped_and_a_bracket_in_its_title_ends_nothing():
    html = render_document(f'<iframe src="https://{HOST}/1" title="a>b"><b>x</b></iframe><p>c</p>', is_html=True).html
    assert "<b>x</b>" not in html
    assert html.endswith("></iframe><p>c</p>")


def test_an_option_holds_no_frame():
    assert "<iframe" not in render_inline(FRAME)


def test_without_named_hosts_there_is_no_frame(settings):
    settings.CONTENT_FRAME_HOSTS = []
    assert "<iframe" not in render_markdown(FRAME)


@pytest.mark.parametrize("text", VECTORS)
def test_a_named_host_opens_the_door_to_nothing_else(text):
    for html in (render_document(text).html, render_document(text, is_html=True).html):
        assert acting(str(html)) == []
        assert "<iframe" not in html
