"""A backup that only a passphrase opens, in the age format: the program `age -d` opens it too.

https://age-encryption.org/v1 - the key comes from the passphrase by scrypt. It is made and opened in memory.
"""

from __future__ import annotations

from cmlguide.backups.refusals import BackupRefusedError

AGE = b"age-encryption.org/v1"
TOO_SLOW = "Excessive work"
"""What age says where the key would take this computer far longer than the one that made it."""


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
    """What was locked. Raises BackupRefusedError for another passphrase and for a file that was changed."""
    from pyrage import DecryptError
    from pyrage import passphrase as age

    if not passphrase:
        raise BackupRefusedError("locked")
    try:
        opened: bytes = age.decrypt(content, passphrase)
    except DecryptError as fault:
        raise BackupRefusedError("too-slow" if TOO_SLOW in str(fault) else "wrong-passphrase") from fault
    return opened
