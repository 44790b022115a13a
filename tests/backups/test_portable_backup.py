"""A portable backup: everything in it, whole or not at all."""

import base64
import gzip
import io
import json
import os
import re
import stat
from pathlib import Path

import pyrage
import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections
from django.utils import timezone

from cmlguide.backups.locked import unlock
from cmlguide.backups.making import make_backup
from cmlguide.backups.portable_file import Sealing
from cmlguide.backups.refusals import BackupRefusedError
from cmlguide.backups.restoring import restore_backup
from cmlguide.backups.schema import LEFT_OUT
from cmlguide.records.actions.results import add_result
from cmlguide.records.models import AccountEvent, Letter, Medicine, Person, Result, User
from tests.backups.older_site import older_site
from tests.backups.whole_record import LETTER, all_rows, fill_site
from tests.factories import make_person, make_result, make_user

pytestmark = pytest.mark.django_db(transaction=True)
full = Path("/dev/full")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "site.cmlbackup"


def empty_the_site():
    call_command("flush", interactive=False, verbosity=0)


def refusal(call, *arguments, **more):
    with pytest.raises(BackupRefusedError) as refused:
        call(*arguments, **more)
    return refused.value.code


def lines_in(file):
    return gzip.decompress(file.read_bytes()).splitlines(keepends=True)


def write_lines(file, lines):
    """A file with its seal, so that what is refused is refused for its lines."""
    with file.open("wb") as output:
        sealing = Sealing(output)
        sealing.write(gzip.compress(b"".join(lines)))
        sealing.seal()


def test_restore_gives_back_every_row_of_every_table_and_goes_on_counting(file):
    person = fill_site()
    before, numbers = all_rows(), set(Result.objects.values_list("pk", flat=True))
    Session.objects.create(session_key="s" * 32, session_data="x", expire_date=timezone.now())
    made = make_backup(file)
    empty_the_site()
    make_person()

    restored = restore_backup(file, replace=True)

    assert all_rows() == before
    assert made.rows == restored.rows == {table: len(rows) for table, rows in before.items()}
    assert sorted(table for table, rows in before.items() if not rows) == [
        "account_emailconfirmation",
        "auth_group",
        "auth_group_permissions",
        "records_user_groups",
        "records_user_user_permissions",
    ]  # nothing else went untested
    assert bytes(Letter.objects.get().content) == LETTER
    assert str(Result.objects.deleted().get(lab="gone for now").value) == "0.0030"
    assert make_result(Person.objects.get(pk=person.pk), "0.5").pk > max(numbers)
    assert connection.introspection.table_names().count("cache") == 1
    assert {"sessions.Session", "usersessions.UserSession"} == LEFT_OUT  # nobody stays signed in through it
    assert (b"s" * 32 in b"".join(lines_in(file)), Session.objects.count()) == (False, 0)


def test_backup_is_its_owners_alone_and_leaves_no_half_file(file):
    make_backup(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_file_that_is_there_is_not_written_over(file):
    file.write_text("mine")

    assert refusal(make_backup, file) == "in-the-way"
    assert file.read_text() == "mine"


def test_folder_that_is_not_there_is_said(tmp_path):
    assert refusal(make_backup, tmp_path / "none" / "a.cmlbackup") == "cannot-write"


@pytest.mark.skipif(not full.exists(), reason="no disk that is always full here")
def test_full_disk_leaves_nothing_behind(file, monkeypatch):
    fill_site()
    monkeypatch.setattr("cmlguide.backups.making.open_private", lambda part: full.open("r+b"))

    assert refusal(make_backup, file) == "cannot-write"
    assert list(file.parent.iterdir()) == []


def test_backup_shows_one_moment_while_others_write(file, monkeypatch):
    """A result written after the backup began, in a table it has not come to yet, is not in it."""
    from cmlguide.backups import making

    person = fill_site()
    count, real = Result.objects.count(), making.models_at

    def write_meanwhile(*arguments):
        models = real(*arguments)
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM records_result")
            assert cursor.fetchone()[0] == count
        add_result(person=person, collected_on="2026-10-01", value="0.4", unit="percent_is")
        return models

    monkeypatch.setattr(making, "models_at", write_meanwhile)

    made = make_backup(file)

    assert Result.objects.count() == count + 1
    assert made.rows["records_result"] == count


def test_a_site_that_holds_somebody_is_left_alone_unless_told(file):
    make_backup(file)
    fill_site()
    before = all_rows()

    assert refusal(restore_backup, file) == "not-empty"
    assert all_rows() == before


def test_what_is_replaced_is_copied_first(file, tmp_path):
    """Whoever puts back the wrong file goes back to what was there."""
    copy = tmp_path / "before.cmlbackup"
    make_backup(file)
    make_result(make_person(), "0.0700")
    before = all_rows()

    replaced = restore_backup(file, replace=True, copy=copy)
    nobody = restore_backup(file, replace=True, copy=tmp_path / "of nobody.cmlbackup")
    gone = Person.objects.count()
    restore_backup(copy)

    assert (replaced.copy, nobody.copy, gone) == (copy, None, 0)
    assert all_rows() == before


def test_without_room_for_the_copy_nothing_is_replaced(file, tmp_path):
    make_backup(file)
    fill_site()
    before, taken = all_rows(), tmp_path / "taken"
    taken.write_text("mine")

    assert refusal(restore_backup, file, replace=True, copy=taken) == "no-copy"
    unlocked = {"replace": True, "copy": tmp_path / "copy", "passphrase": ""}
    assert refusal(restore_backup, file, **unlocked) == "no-passphrase"
    assert (all_rows(), taken.read_text()) == (before, "mine")


def test_copy_of_what_was_not_replaced_after_all_goes(file, tmp_path, monkeypatch):
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("cmlguide.backups.making.models_at", lambda connection, applied: [])
        make_backup(file)  # whole, with none of the tables
    make_person()

    assert refusal(restore_backup, file, replace=True, copy=tmp_path / "copy") == "not-whole"
    assert ([one.name for one in tmp_path.iterdir()], Person.objects.count()) == ([file.name], 1)


def test_file_cut_short_anywhere_is_refused_and_changes_nothing(file):
    fill_site()
    make_backup(file)
    whole, before = file.read_bytes(), all_rows()
    codes = set()

    for length in [2, 3, 18, 100, len(whole) // 2, len(whole) - 9, len(whole) - 1]:
        file.write_bytes(whole[:length])
        codes.add(refusal(restore_backup, file, replace=True))

    assert codes == {"not-whole"}
    assert all_rows() == before


@pytest.mark.parametrize("content", [b"", b"\0" * 4096, b"\x1f", b"%PDF-1.4", os.urandom(999)])
def test_another_file_is_no_backup(file, content):
    file.write_bytes(content)

    assert refusal(restore_backup, file, replace=True) in {"not-a-backup", "not-whole"}


def test_one_changed_byte_is_refused(file):
    fill_site()
    make_backup(file)
    whole, before, codes = file.read_bytes(), all_rows(), set()

    in_the_head, in_the_seal = [3, 4, 9], [-76, -72, -40, -12, -1]  # gzip itself looks at few of these
    for place in [*in_the_head, *range(10, len(whole), len(whole) // 25), *in_the_seal]:
        place %= len(whole)
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        codes.add(refusal(restore_backup, file, replace=True))

    assert codes == {"not-whole"}
    assert all_rows() == before


@pytest.mark.parametrize(
    "changed",
    [
        lambda whole: whole + b"\0",
        lambda whole: whole + whole,
        lambda whole: whole[: len(whole) // 2] + b"\0" + whole[len(whole) // 2 :],
        lambda whole: whole[:-76] + gzip.compress(b"", mtime=0) + whole[-76:],
    ],
    ids=["a byte after it", "twice", "a byte within it", "an empty part before the seal"],
)
def test_bytes_put_in_are_refused(file, changed):
    make_result(make_person(), "0.0700")
    make_backup(file)
    file.write_bytes(changed(file.read_bytes()))

    assert refusal(restore_backup, file, replace=True) == "not-whole"


def test_a_number_changed_by_hand_is_refused(file):
    make_result(make_person(), "0.0700")
    make_backup(file)
    lines = [line.replace(b'"0.0700"', b'"0.0007"') for line in lines_in(file)]
    write_lines(file, lines)

    assert refusal(restore_backup, file, replace=True) == "not-whole"
    assert str(Result.objects.get().value) == "0.0700"


def test_a_row_left_out_is_refused(file):
    make_result(make_person(), "0.0700")
    make_backup(file)
    lines = lines_in(file)
    at = next(place for place, line in enumerate(lines) if b'"records_result"' in line)
    write_lines(file, lines[: at + 1] + lines[at + 2 :])

    assert refusal(restore_backup, file, replace=True) == "not-whole"


def test_file_that_is_not_there_is_said(file):
    assert refusal(restore_backup, file) == "cannot-read"


@pytest.mark.parametrize("newer", [["records", "0999_of_tomorrow"], ["other_app", "0001_initial"]])
def test_backup_of_a_newer_version_is_refused(file, monkeypatch, newer):
    from cmlguide.backups import making

    real = making.applied_migrations
    monkeypatch.setattr(making, "models_at", lambda connection, applied: [])
    monkeypatch.setattr(making, "applied_migrations", lambda connection: [*real(connection), tuple(newer)])
    make_backup(file)
    person = fill_site()

    assert refusal(restore_backup, file, replace=True) == "newer"
    assert Person.objects.filter(pk=person.pk).exists()


def test_a_later_kind_of_file_is_refused(file):
    make_backup(file)
    first, *rest = lines_in(file)
    write_lines(file, [json.dumps({**json.loads(first), "cmlguide-backup": 2}).encode() + b"\n", *rest])

    assert refusal(restore_backup, file, replace=True) == "newer"


def test_backup_of_an_older_version_is_brought_up_to_date(file):
    """By the migrations of an older site: a row is changed by one, and tables that came later are there."""
    with older_site():
        make_backup(file)
    empty_the_site()

    restored = restore_backup(file)

    assert restored.rows["records_treatment"] == 1
    assert "records_accountevent" not in restored.rows
    tablet = Medicine.objects.get()
    assert (tablet.person.name, tablet.keep_clock) == ("Robin", None)
    AccountEvent.objects.create(user=User.objects.get(), code="sheet_made")


LOCKED = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBMR0c5VHFxTmVhdFJmaWtGTE1Fc253IDEwClNPR3RIMHhvd3p0R2tWZjdmVWN2"
    "ak1xYW5Dc01rUWhWejlEcW5mOFBOOEkKLS0tIGl1WmhhcUZWY0MzdXR0LzJaRXUrZUJicU5zcm9wRFZ1ZDU3S1k3OVVvcWsKtVjRz9YB"
    "B98yDn7h22NEhu/lbvosVrOtpbVYuix3c2Fstq9Ud7MjjRU="
)
"""`all of it` for "four small green words", written by hand after the format's description. It asks for
little work (2^10), where age itself chooses so much that each try takes a second or more."""


def test_locked_text_opens_with_its_passphrase_and_no_other():
    changed = LOCKED[:-1] + bytes([LOCKED[-1] ^ 1])

    assert unlock(LOCKED, "four small green words") == b"all of it"
    assert refusal(unlock, LOCKED, "four small red words") == "wrong-passphrase"
    assert refusal(unlock, changed, "four small green words") == "wrong-passphrase"
    assert refusal(unlock, LOCKED, "") == "locked"


def test_a_backup_too_dear_for_this_computer_is_not_called_a_wrong_passphrase():
    """age refuses to work many times longer than the computer that made the file did."""
    dear = re.sub(rb"(-> scrypt \S+ )\d+", rb"\g<1>40", LOCKED)

    assert refusal(unlock, dear, "four small green words") == "too-slow"


def test_a_computer_that_was_busy_for_a_moment_is_measured_again(monkeypatch):
    """age took the time of one small try for the computer's speed, and refused what opens a moment later."""
    tries, decrypt = [], pyrage.passphrase.decrypt

    def busy_at_first(content, passphrase):
        tries.append(passphrase)
        if len(tries) < 3:
            raise pyrage.DecryptError("Excessive work parameter for passphrase.")
        return decrypt(content, passphrase)

    monkeypatch.setattr(pyrage.passphrase, "decrypt", busy_at_first)

    assert unlock(LOCKED, "four small green words") == b"all of it"
    assert len(tries) == 3
    assert refusal(unlock, LOCKED, "four small red words") == "wrong-passphrase"
    assert len(tries) == 4


def test_empty_passphrase_locks_nothing(file):
    assert refusal(make_backup, file, passphrase="") == "no-passphrase"
    assert list(file.parent.iterdir()) == []


def said_by(command, *arguments, **options):
    output = io.StringIO()
    call_command(command, *arguments, stdout=output, **options)
    return output.getvalue()


def test_commands_say_what_they_did_and_take_a_passphrase(file, tmp_path, settings, monkeypatch):
    """From a file for the one and from the environment for the other; a new secret key is said too."""
    make_result(make_person(), "0.1")
    secret = tmp_path / "passphrase"
    secret.write_text("four small green words\nits second line\n")
    written = said_by("backup", file, passphrase_file=secret)
    begins = file.read_bytes()[:40]
    settings.SECRET_KEY = "another key of more than fifty signs, 0123456789, abcdefghij"
    monkeypatch.setenv("CMLGUIDE_BACKUP_PASSPHRASE", "four small green words")

    back = said_by("restore", file, replace=True)
    said_by("restore", file, replace=True, without_copy=True)

    rows = int(re.match(r"Backed up (\d+) rows of 1 records into ", written)[1])
    assert begins.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert written.endswith("bytes, locked with the passphrase). It was read again and is complete.\n")
    assert back.startswith(f"Put back {rows} rows of 1 records, as they were on ")
    (copy,) = tmp_path.glob("before-restore-*.cmlbackup")
    assert copy.read_bytes()[:40].startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert back.splitlines()[1] == f"What was there before is in {copy}."
    assert back.splitlines()[2].startswith("It was made with another secret key.")


def test_refusal_of_a_command_is_one_sentence(file):
    make_backup(file)
    make_user()

    with pytest.raises(CommandError, match=r"^There is a record here already\. It stays as it is\."):
        said_by("restore", file)


def test_passphrase_file_that_is_not_there_is_said(file, tmp_path):
    with pytest.raises(CommandError, match=r"^The passphrase could not be read from "):
        said_by("backup", file, passphrase_file=tmp_path / "none")
