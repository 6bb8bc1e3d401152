"""The locks hold everything, exactly, and no host."""

import re

import pytest
from packaging.requirements import Requirement

from house.locks import DEV, ROOT, RUN, missing, packages, without_markers
from tests.house.tree import project

LOCKS = [RUN, DEV]


def blocks(lock):
    """Split a lock into its packages, each with its hashes."""
    text = (ROOT / lock).read_text("utf-8")
    return re.findall(r"^[\w.-]+==(?:.*\\\n)*.*$", text, flags=re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_hashes(lock):
    """Nothing is installed that was not locked."""
    assert len(blocks(lock)) == len(packages(lock)) > 30
    assert [block for block in blocks(lock) if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock):
    """Where packages come from is the machine's business."""
    text = (ROOT / lock).read_text("utf-8")

    assert "://" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_each_package_once(lock):
    """One version for every system and every Python, so that results can be compared."""
    names = [name for name, _ in packages(lock)]

    assert len(names) == len(set(names))


def test_the_developers_lock_holds_the_whole_of_the_other():
    """Tests run on exactly what users get."""
    assert set(packages(RUN)) < set(packages(DEV))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_fits_the_project_file(lock):
    """A dependency that was added or moved has been locked again."""
    wanted = [*project()["project"]["dependencies"]]
    if lock == DEV:
        wanted += project()["project"]["optional-dependencies"]["dev"]
    locked = {name.lower(): version for name, version in packages(lock)}

    unfit = [each for each in map(Requirement, wanted) if not fits(each, locked)]

    assert unfit == []


def fits(requirement, locked):
    """Say whether a locked version satisfies a requirement."""
    version = locked.get(requirement.name.lower())
    return version is not None and requirement.specifier.contains(version)


def test_a_folder_of_wheels_is_held_against_the_lock(tmp_path):
    """A wheelhouse that lacks one package, or has another version of it, is not whole."""
    for name, version in packages(RUN):
        (tmp_path / f"{name.replace('-', '_')}-{version}-py3-none-any.whl").touch()
    assert missing(RUN, tmp_path) == []

    [ortools] = tmp_path.glob("ortools-*")
    ortools.rename(tmp_path / "ortools-9.14-py3-none-any.whl")

    assert [name.partition("==")[0] for name in missing(RUN, tmp_path)] == ["ortools"]


def test_conditions_are_dropped_and_hashes_kept():
    """Wheels for another system are not chosen by the conditions of this one."""
    lock = "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:ab\nnumpy==2.4.6 \\\n"

    assert without_markers(lock) == "colorama==0.4.6 \\\n    --hash=sha256:ab\nnumpy==2.4.6 \\\n"
