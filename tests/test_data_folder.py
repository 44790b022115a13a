import stat

import pytest

from cmlguide import data_folder


def test_chosen_folder_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("CMLGUIDE_DATA", str(tmp_path / "mine"))

    assert data_folder.data_folder() == tmp_path / "mine"


def test_checkout_keeps_its_data_beside_manage_py(monkeypatch):
    monkeypatch.delenv("CMLGUIDE_DATA")

    assert data_folder.data_folder() == data_folder.CHECKOUT / "data"


def test_installed_copy_uses_the_folder_for_user_data(monkeypatch, tmp_path):
    monkeypatch.delenv("CMLGUIDE_DATA")
    monkeypatch.setattr(data_folder, "CHECKOUT", None)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert data_folder.data_folder() == tmp_path / "cmlguide"


def test_folder_for_user_data_on_other_systems(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))

    monkeypatch.setattr("sys.platform", "darwin")
    assert data_folder.user_data_folder() == tmp_path / "Library" / "Application Support" / "CML Guide"
    monkeypatch.setattr("sys.platform", "win32")
    assert data_folder.user_data_folder() == tmp_path / "Local" / "CML Guide"


def test_secret_key_is_made_once_for_its_owner_only(tmp_path):
    folder = tmp_path / "data"

    key = data_folder.read_secret_key(folder)

    assert len(key) > 50
    assert data_folder.read_secret_key(folder) == key
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", ["", "short", "é" * 60, "k" * 49])
def test_key_that_is_not_whole_comes_back_from_its_spare_copy(tmp_path, capsys, content):
    key = data_folder.read_secret_key(tmp_path)
    (tmp_path / "backups").mkdir()
    data_folder.keep_spare_key(tmp_path)
    (tmp_path / "secret-key").write_text(content, encoding="utf-8")

    assert data_folder.read_secret_key(tmp_path) == key
    assert (tmp_path / "secret-key").read_text() == key
    assert (tmp_path / "secret-key.damaged").read_text(encoding="utf-8") == content
    assert "was missing or damaged. It was put back from " in capsys.readouterr().err


def test_key_that_vanished_comes_back_too(tmp_path, capsys):
    key = data_folder.read_secret_key(tmp_path)
    (tmp_path / "backups").mkdir()
    data_folder.keep_spare_key(tmp_path)
    data_folder.say_what_folder_this_is(tmp_path)
    (tmp_path / "secret-key").unlink()

    assert data_folder.read_secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "backups" / "secret-key").stat().st_mode) == 0o600


def test_new_key_beside_an_old_record_is_said(tmp_path, capsys):
    data_folder.say_what_folder_this_is(tmp_path)

    key = data_folder.read_secret_key(tmp_path)

    assert len(key) > 50
    assert "A new one was made. Your record is as it was." in capsys.readouterr().err


def test_first_key_is_no_news(tmp_path, capsys):
    data_folder.read_secret_key(tmp_path / "data")

    assert capsys.readouterr().err == ""


def test_half_written_key_never_has_its_name(tmp_path, monkeypatch):
    """As when the disk fills up, or the power goes, while it is written."""

    def fail(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)

    with pytest.raises(OSError, match="No space left"):
        data_folder.read_secret_key(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_process_that_comes_second_takes_the_key_of_the_first(tmp_path, monkeypatch):
    real = data_folder.secrets.token_urlsafe

    def other_is_first(size):
        if not (tmp_path / "secret-key").exists():
            (tmp_path / "secret-key").write_text("k" * 60)
        return real(size)

    monkeypatch.setattr(data_folder.secrets, "token_urlsafe", other_is_first)

    assert data_folder.read_secret_key(tmp_path) == "k" * 60
    assert sorted(file.name for file in tmp_path.iterdir()) == ["secret-key"]


def test_folder_of_somebody_else_is_refused_and_nothing_in_it_touched(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "site.css").write_text("mine")
    (tmp_path / "letter.txt").write_text("mine")
    tmp_path.chmod(0o755)

    with pytest.raises(data_folder.NotOurFolderError, match=r"other files\. Nothing in it was touched\."):
        data_folder.check_is_ours(tmp_path)

    assert sorted(file.name for file in tmp_path.rglob("*")) == ["letter.txt", "site.css", "static"]
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")

    with pytest.raises(data_folder.NotOurFolderError, match="is a file, not a folder"):
        data_folder.check_is_ours(tmp_path / "file")


@pytest.mark.parametrize("known_by", ["secret-key", "cmlguide.sqlite3", "what-this-folder-is.txt"])
def test_our_own_folder_may_hold_other_files(tmp_path, known_by):
    (tmp_path / known_by).write_text("ours")
    (tmp_path / "notes.txt").write_text("mine")

    assert data_folder.check_is_ours(tmp_path) is None


def test_once_there_was_a_record_sqlite_makes_no_new_one(tmp_path):
    first = data_folder.database_address(tmp_path)
    data_folder.say_what_folder_this_is(tmp_path)

    later = data_folder.database_address(tmp_path)

    assert first == tmp_path / "cmlguide.sqlite3"
    assert later == f"{first.as_uri()}?mode=rw"
