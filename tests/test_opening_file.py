import stat

import pytest

from cmlguide.opening_file import remove_opening_file, write_opening_file
from cmlguide.serving import remove_later

LINK = "http://localhost:8000/open/abc/"


def test_file_leads_to_the_link_without_script_and_is_the_owners_alone(tmp_path):
    file = write_opening_file(tmp_path, LINK)

    text = file.read_text()
    assert f'http-equiv="refresh" content="0; url={LINK}"' in text
    assert f'<a href="{LINK}">' in text
    assert "<script" not in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_file_somebody_else_left_there_is_not_written_into(tmp_path):
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    (tmp_path / "open.html").symlink_to(victim)

    file = write_opening_file(tmp_path, LINK)

    assert victim.read_text() == "mine"
    assert not file.is_symlink()


@pytest.mark.parametrize("times", [1, 2])
def test_file_is_removed_and_need_not_be_there(tmp_path, times):
    file = write_opening_file(tmp_path, LINK)

    for _ in range(times):
        remove_opening_file(tmp_path)

    assert not file.exists()


def test_file_goes_when_the_link_ends(tmp_path):
    file = write_opening_file(tmp_path, LINK)

    ending = remove_later(tmp_path, 0)
    ending.join()

    assert not file.exists()
    assert ending.daemon is True
