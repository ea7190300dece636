"""What the supervisor says where it cannot start: one line, and a failing exit status."""

import pytest

from tests.site import RunningSite, free_port


def refusal(data_dir, **environment) -> str:
    site = RunningSite(data_dir, free_port(), **environment)
    assert site.wait() == 2
    assert len(site.lines) == 1, site.output
    return site.output


def test_a_data_directory_that_is_a_file(tmp_path):
    file = tmp_path / "data"
    file.touch()
    assert f"The data directory {file} cannot be written (File exists)" in refusal(file)


def test_a_data_directory_too_deep_for_a_socket(tmp_path):
    folder = tmp_path / ("deep" * 25)
    assert "and the system allows 107. Set DENOISE_DATA_DIR to a folder with a shorter path." in refusal(folder)


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none(tmp_path, port):
    assert f"PORT: expected a whole number from 1 to 65535; got '{port}'" in refusal(tmp_path, PORT=port)


def test_an_address_that_is_not_ours(tmp_path):
    assert "Cannot listen on 192.0.2.1 port" in refusal(tmp_path, HOST="192.0.2.1")


def test_a_redis_that_does_not_answer(tmp_path):
    said = refusal(tmp_path, REDIS_URL=f"redis://:secret@127.0.0.1:{free_port()}/0")
    assert "REDIS_URL: nothing answers at 127.0.0.1:" in said
    assert "unset REDIS_URL to use the embedded broker" in said
    assert "secret" not in said


def test_a_bad_setting(tmp_path):
    assert "DEBUG: expected one of 1, 0" in refusal(tmp_path, DEBUG="ture")


def test_a_database_that_does_not_answer(tmp_path):
    site = RunningSite(tmp_path, free_port(), DATABASE_URL=f"postgres://me:secret@127.0.0.1:{free_port()}/denoise")
    assert site.wait() == 2
    assert "The database at 127.0.0.1 does not answer" in site.output
    assert "Traceback" not in site.output
    assert "secret" not in site.output
