import stat

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
