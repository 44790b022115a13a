"""A backup that only a passphrase opens, in the age format: the program `age -d` opens it too.

https://age-encryption.org/v1 - the key comes from the passphrase by scrypt. It is made and opened in memory.
"""

from __future__ import annotations

import time

from cmlguide.backups.refusals import BackupRefusedError

AGE = b"age-encryption.org/v1"
TOO_SLOW = "Excessive work"
"""What age says where the key would take this computer far longer than the one that made it."""
PAUSES = (0.1, 0.3, 0.6)
"""Seconds until age is asked again."""


def lock(content: bytes, passphrase: str) -> bytes:
    """The content, for whoever knows the passphrase."""
    from pyrage import passphrase as age  # here: a start of the site does without it

    if not passphrase:
        raise BackupRefusedError("no-passphrase")
    locked: bytes = age.encrypt(content, passphrase)
    return locked


def is_locked(beginning: bytes) -> bool:
    """Whether a file that begins so is locked."""
    return beginning.startswith(AGE)


def unlock(content: bytes, passphrase: str) -> bytes:
    """What was locked. Raises BackupRefusedError for another passphrase and for a file that was changed.

    age measures this computer each time, and one that is busy for a moment looks too slow: it is asked again.
    """
    if not passphrase:
        raise BackupRefusedError("locked")
    for pause in PAUSES:
        try:
            return _open(content, passphrase)
        except BackupRefusedError as fault:
            if fault.code != "too-slow":
                raise
        time.sleep(pause)
    return _open(content, passphrase)


def _open(content: bytes, passphrase: str) -> bytes:
    from pyrage import DecryptError
    from pyrage import passphrase as age

    try:
        opened: bytes = age.decrypt(content, passphrase)
    except DecryptError as fault:
        raise BackupRefusedError("too-slow" if TOO_SLOW in str(fault) else "wrong-passphrase") from fault
    return opened
