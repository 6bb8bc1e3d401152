"""Whatever is changed in a folder of results after it was published, `verify` catches."""

import csv
import hashlib
import io
import json
import shutil

import pytest

from engine.files.whole.sums import SUMS
from tests.commands.calling import paike


@pytest.fixture(name="copy")
def copy_to_tamper_with(results, tmp_path):
    """The published folder, to be changed."""
    return shutil.copytree(results, tmp_path / "copy")


def numbers(content, path=()):
    """Where every value of JSON stands, with the value."""
    pairs = content.items() if isinstance(content, dict) else enumerate(content)
    for step, value in pairs:
        if isinstance(value, dict | list):
            yield from numbers(value, (*path, step))
        else:
            yield (*path, step), value


def another(value):
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}x"
    return 1 if value is None else value + 1


def test_what_was_published_is_what_is_there(world, copy):
    """As it stands the folder passes, and the usual tool agrees with the list."""
    listed = [line.split("  ") for line in (copy / SUMS).read_text("utf-8").splitlines()]
    files = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}

    assert {name for _, name in listed} == files - {SUMS}
    for digest, name in listed:
        assert hashlib.sha256((copy / name).read_bytes()).hexdigest() == digest
    assert paike("verify", world, copy).code == 0


def test_every_file_is_missed_when_it_is_gone(world, copy):
    """Each by itself; without the tables that make a timetable there is nothing to verify."""
    for path in [each for each in copy.rglob("*") if each.is_file()]:
        content = path.read_bytes()
        path.unlink()

        answer = paike("verify", world, copy)

        assert answer.code in {1, 2}
        assert path.name in answer.out + answer.err
        path.write_bytes(content)


def test_every_cell_of_every_table_is_watched(world, copy):
    """One changed cell in the last row of a table, a row twice, a row less: code 1 or 2."""
    for path in sorted(copy.glob("*.csv")):
        content = path.read_bytes()
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        if len(rows) < 2:
            continue
        *above, last = rows
        changed = [
            [*above, [*last[:at], f"{last[at]}9", *last[at + 1 :]]] for at in range(len(last))
        ]
        for table in (*changed, [*rows, last], above):
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows(table)
            path.write_text(text.getvalue(), "utf-8-sig", newline="")
            assert paike("verify", world, copy).code in {1, 2}, (path.name, table[-1])
        path.write_bytes(content)


@pytest.mark.parametrize("file", ["verdict.json", "certificate.json"])
def test_every_value_of_the_proof_is_watched(world, copy, file):
    """Values, bounds, gap, seed, settings, every price: code 1 or 2."""
    content = json.loads((copy / file).read_text("utf-8"))
    for path, value in numbers(content):
        changed = json.loads(json.dumps(content))
        place = changed
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = another(value)
        (copy / file).write_text(json.dumps(changed), "utf-8")
        assert paike("verify", world, copy).code in {1, 2}, path


def test_a_list_that_names_what_is_outside_is_not_followed(world, copy):
    """A path that leads out of the folder is no file of the folder."""
    outside = copy.parent / "outside"
    outside.write_bytes(b"")
    line = f"{hashlib.sha256(b'').hexdigest()}  ../outside\n"
    (copy / SUMS).write_text((copy / SUMS).read_text("utf-8") + line, "utf-8")

    answer = paike("verify", world, copy)

    assert answer.code == 1
    assert "../outside" in answer.out


def test_what_a_command_writes_into_the_folder_is_published_anew(world, copy):
    """`explain` may write its tables back; the folder passes as before."""
    assert paike("explain", world, copy, "--deterministic").code == 0
    assert paike("audit", world, copy, "--reading", "rounding=nearest", "--out", copy).code == 0

    assert paike("verify", world, copy).code == 0


def test_every_step_of_a_repair_is_watched(world, results, tmp_path):
    """The operations, and the scenario that the repaired timetable obeys."""
    out = tmp_path / "repaired"
    assert paike("repair", world, results, "--cancel", "Q1", "--out", out).code == 0
    assert paike("verify", out / "scenario", out).code == 0

    for name in ("operations.csv", "scenario/teachers.csv"):
        content = (out / name).read_bytes()
        (out / name).write_bytes(content + b"\n")
        assert paike("verify", out / "scenario", out).code == 1
        (out / name).write_bytes(content)
