"""Each lock file lists everything its packages require, so `--no-deps` leaves nothing out.

Read from the metadata of the installed packages, for this interpreter and system, including markers and
extras; no network is needed.
"""

import re
import tomllib
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = {
    "requirements.lock": (),
    "requirements-hosting.lock": ("hosting",),
    "requirements-test.lock": ("hosting", "test"),
}
LOCKS = sorted(EXTRAS)


def text_of(lock):
    return (ROOT / lock).read_text(encoding="utf-8")


def pins_of(text):
    """The version that a lock file gives for each package this interpreter needs, by package name."""
    rows = [Requirement(line) for line in re.findall(r"^[a-z0-9][^\\\n]*", text, flags=re.MULTILINE)]
    here = [row for row in rows if row.marker is None or row.marker.evaluate()]
    return {canonicalize_name(row.name): next(iter(row.specifier)).version for row in here}


def asked_by_project(lock):
    """What pyproject.toml requires, each with who requires it."""
    extras = PROJECT["project"]["optional-dependencies"]
    lines = PROJECT["project"]["dependencies"] + [line for name in EXTRAS[lock] for line in extras[name]]
    return [("pyproject.toml", Requirement(line)) for line in lines]


def asked_by_package(name, extra):
    """What an installed package requires here, with one of its extras (or with none: "")."""
    rows = [Requirement(line) for line in requires(name) or []]
    return [(name, row) for row in rows if row.marker is None or row.marker.evaluate({"extra": extra})]


def walk(pins, asked):
    """Every package reached from `asked`, and a line for each that the lock lacks or has too old or too
    new."""
    reached, gaps, waiting = set(), set(), list(asked)
    while waiting:
        by, row = waiting.pop()
        name = canonicalize_name(row.name)
        if name not in pins:
            gaps.add(f"{by} asks for {name}")
        elif not row.specifier.contains(pins[name], prereleases=True):
            gaps.add(f"{by} asks for {name}{row.specifier}, locked is {pins[name]}")
        new = {(name, extra) for extra in ("", *row.extras)} - reached if name in pins else set()
        reached |= new
        waiting += [more for package, extra in sorted(new) for more in asked_by_package(package, extra)]
    return {name for name, _ in reached}, gaps


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_what_its_packages_ask_for_and_nothing_else(lock):
    pins = pins_of(text_of(lock))

    reached, gaps = walk(pins, asked_by_project(lock))

    assert gaps == set()
    assert set(pins) - reached == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_installed_is_what_is_locked(lock):
    """Else the walk above would have read the wishes of other versions."""
    pins = pins_of(text_of(lock))

    assert {name: version(name) for name in pins} == pins


def without(text, name):
    """A lock file's text without one package."""
    return re.sub(rf"^{name}==.*\n(?:    .*\n)+", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("lock", "name", "gap"),
    [
        ("requirements.lock", "pypdf", "pyproject.toml asks for pypdf"),
        ("requirements.lock", "asgiref", "django asks for asgiref"),
        ("requirements.lock", "brotli", "whitenoise asks for brotli"),  # whitenoise[brotli]
        ("requirements.lock", "qrcode", "django-allauth asks for qrcode"),  # django-allauth[mfa]
        ("requirements-hosting.lock", "psycopg-binary", "psycopg asks for psycopg-binary"),  # psycopg[binary]
        ("requirements-test.lock", "execnet", "pytest-xdist asks for execnet"),
        (
            "requirements-test.lock",
            "msgpack",
            "cachecontrol asks for msgpack",
        ),  # an extra asked for by a package
    ],
)
def test_package_missing_from_a_lock_is_found(lock, name, gap):
    _, gaps = walk(pins_of(without(text_of(lock), name)), asked_by_project(lock))

    assert gap in gaps


def test_package_locked_too_old_is_found():
    old = re.sub(r"^pypdf==[^ ]*", "pypdf==1.0", text_of("requirements.lock"), flags=re.MULTILINE)

    _, gaps = walk(pins_of(old), asked_by_project("requirements.lock"))

    assert gaps == {"pyproject.toml asks for pypdf>=5, locked is 1.0"}


def test_package_locked_for_another_interpreter_only_is_found():
    elsewhere = re.sub(
        r"^(pypdf==[^ ]*)", r"\1 ; python_version < '3'", text_of("requirements.lock"), flags=re.MULTILINE
    )

    _, gaps = walk(pins_of(elsewhere), asked_by_project("requirements.lock"))

    assert gaps == {"pyproject.toml asks for pypdf"}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_hashes(lock):
    packages = re.findall(r"^[a-z0-9]\S*==.*\n(?:    .*\n)+", text_of(lock), flags=re.MULTILINE)

    assert len(packages) == len(re.findall(r"^[^\s#]", text_of(lock), flags=re.MULTILINE))
    assert [package for package in packages if "    --hash=sha256:" not in package] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host(lock):
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", text_of(lock)) == []


@pytest.mark.parametrize(
    ("smaller", "larger"),
    [
        ("requirements.lock", "requirements-hosting.lock"),
        ("requirements-hosting.lock", "requirements-test.lock"),
    ],
)
def test_larger_lock_holds_the_smaller_one(smaller, larger):
    def pins(lock):
        return set(re.findall(r"^([a-z0-9][^\s=]*==\S+)", text_of(lock), flags=re.MULTILINE))

    assert len(pins(smaller)) > 20
    assert pins(smaller) - pins(larger) == set()


def test_what_builds_the_package_is_pinned_and_agrees_with_the_locks():
    rows = {row.name: row for row in map(Requirement, PROJECT["build-system"]["requires"])}
    pins = pins_of(text_of("requirements-test.lock"))

    assert [name for name, row in rows.items() if [part.operator for part in row.specifier] != ["=="]] == []
    assert {name: str(row.specifier) for name, row in rows.items() if name in pins} == {
        name: f"=={pins[name]}" for name in rows if name in pins
    }
    assert "hatchling" in rows
