import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.mark.parametrize("word", ["1", "true", "YES", " on "])
def test_these_words_mean_yes(monkeypatch, word):
    monkeypatch.setenv("A_SWITCH", word)
    assert env.boolean("A_SWITCH", False) is True


@pytest.mark.parametrize("word", ["0", "False", "no", "off"])
def test_these_words_mean_no(monkeypatch, word):
    monkeypatch.setenv("A_SWITCH", word)
    assert env.boolean("A_SWITCH", True) is False


@pytest.mark.parametrize("default", [True, False])
def test_an_empty_variable_is_the_default(monkeypatch, default):
    monkeypatch.setenv("A_SWITCH", "")
    assert env.boolean("A_SWITCH", default) is default


def test_a_mistyped_switch_stops_the_start(monkeypatch):
    monkeypatch.setenv("A_SWITCH", "ture")
    with pytest.raises(ImproperlyConfigured, match=r"A_SWITCH: expected one of .*; got 'ture'\. Correct or unset"):
        env.boolean("A_SWITCH", False)


@pytest.mark.parametrize("number", ["-1", "9", "1.0", "two", "²"])
def test_a_number_out_of_range_or_in_other_signs_stops_the_start(monkeypatch, number):
    monkeypatch.setenv("A_NUMBER", number)
    with pytest.raises(ImproperlyConfigured, match="A_NUMBER: expected a whole number from 0 to 8"):
        env.integer("A_NUMBER", 0, low=0, high=8)


@pytest.mark.parametrize("host", ["https://learn.example.org", "learn.example.org:8000", "learn.example.org/"])
def test_a_host_with_scheme_port_or_path_stops_the_start(monkeypatch, host):
    monkeypatch.setenv("SOME_HOSTS", f"localhost,{host}")
    with pytest.raises(ImproperlyConfigured, match="SOME_HOSTS: expected host names"):
        env.hosts("SOME_HOSTS", [])


def test_an_ipv6_host_is_a_host(monkeypatch):
    monkeypatch.setenv("SOME_HOSTS", "[::1], .example.org ,")
    assert env.hosts("SOME_HOSTS", []) == ["[::1]", ".example.org"]


@pytest.mark.parametrize("origin", ["learn.example.org", "https://learn.example.org/path", "ftp://learn.example.org"])
def test_an_origin_needs_a_scheme_and_no_path(monkeypatch, origin):
    monkeypatch.setenv("SOME_ORIGINS", origin)
    with pytest.raises(ImproperlyConfigured, match="SOME_ORIGINS: expected origins"):
        env.origins("SOME_ORIGINS")


def test_an_address_of_another_kind_is_refused_without_showing_its_password(monkeypatch):
    monkeypatch.setenv("AN_ADDRESS", "mysql://me:secret@db/denoise")
    with pytest.raises(ImproperlyConfigured, match="got 'mysql:…'") as caught:
        env.url("AN_ADDRESS", ["postgres"], "postgres://…")
    assert "secret" not in str(caught.value)


def test_a_variable_with_our_prefix_that_nothing_reads_is_refused(monkeypatch):
    monkeypatch.setenv("PREFIX_DATA_DIR", "/srv")
    monkeypatch.setenv("PREFIX_DATA_DRI", "/srv")
    env.text("PREFIX_DATA_DIR")
    with pytest.raises(ImproperlyConfigured, match="PREFIX_DATA_DRI: no such setting"):
        env.refuse_unknown("PREFIX_")
