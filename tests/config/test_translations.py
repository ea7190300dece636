"""The Vietnamese catalogue: whole, current, compiled, and faithful to what is filled in."""

import re

import polib
import pytest

from tools import messages

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0-9]*[sdx]|</?\w+>")
CATALOGUE = messages.read_catalogue()


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def translation(entry: polib.POEntry) -> str:
    return entry.msgstr or entry.msgstr_plural.get(0, "")


def test_the_catalogue_has_the_messages_of_the_code_and_no_others():
    in_code = {key(entry) for entry in messages.messages()}
    assert {key(entry) for entry in CATALOGUE} == in_code, "run `python -m tools.messages`"


def test_every_message_is_translated():
    assert [entry.msgid for entry in messages.untranslated(CATALOGUE)] == []


def test_the_compiled_catalogue_is_that_of_the_text():
    compiled = polib.mofile(str(messages.CATALOGUE.with_suffix(".mo")))
    expected = {key(entry): translation(entry) for entry in CATALOGUE}
    assert {key(entry): translation(entry) for entry in compiled} == expected, "run `python -m tools.messages`"


def test_translations_fill_in_what_the_original_does():
    differing = [
        entry.msgid
        for entry in CATALOGUE
        if sorted(PLACEHOLDER.findall(entry.msgid)) != sorted(PLACEHOLDER.findall(translation(entry)))
    ]
    assert differing == []


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "words"), [("/accounts/login/", "Sign in"), ("/vi/accounts/login/", "Đăng nhập")])
def test_a_page_speaks_the_language_of_its_address(client, address, words):
    assert words in client.get(address).content.decode()


@pytest.mark.django_db
def test_the_language_switch_leads_to_the_same_page(client):
    assert 'href="/vi/accounts/login/?next=/results/"' in client.get("/accounts/login/?next=/results/").content.decode()
    assert 'href="/accounts/login/?next=/results/"' in client.get("/vi/accounts/login/?next=/results/").content.decode()
