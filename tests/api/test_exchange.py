"""Whole scenarios in and out of the service."""

import io
import zipfile

import pytest

from api import exchange
from engine import verbs
from tests.api.world import World
from tests.house.tree import ROOT

OFFICE = "office", ""
MICRO = sorted(path for path in (ROOT / "scenarios" / "micro").iterdir() if path.is_dir())[0]


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """Lend a service without rows."""
    monkeypatch.setattr(World, "fill", lambda self: None)
    made = World(f"sqlite:///{tmp_path / 'paike.db'}")
    yield made
    made.engine.dispose()


@pytest.mark.parametrize("form", ["xlsx", "json", "zip"])
def test_what_went_in_comes_out(bare, tmp_path, form):
    """In every form: the scenario that comes out is the one that went in."""
    problem = verbs.read(MICRO)
    content = exchange.write(problem, form, tmp_path)
    taken = bare.ask("POST", f"/import?form={form}", OFFICE, content=content)
    assert taken.status_code == 201, taken.text
    assert taken.json()["rooms"]["added"] == len(problem.rooms) > 0

    given = bare.ask("GET", f"/export/{problem.name}?form={form}", OFFICE)
    assert given.status_code == 200, given.text
    back = exchange.rows_of(exchange.read(given.content, form, fresh(tmp_path)))
    went = exchange.rows_of(problem)
    assert {noun: by_name(rows) for noun, rows in back.items()} == {
        noun: by_name(rows) for noun, rows in went.items()
    }


def by_name(rows):
    """Put rows in the order of their names."""
    return sorted(rows, key=lambda row: row.get("id") or row.get("code") or row["name"])


def fresh(folder):
    """Make an empty folder."""
    made = folder / "back"
    made.mkdir()
    return made


def test_a_second_time_nothing_changes(bare, tmp_path):
    """The same file once more adds and changes nothing."""
    content = exchange.write(verbs.read(MICRO), "json", tmp_path)
    bare.ask("POST", "/import?form=json", OFFICE, content=content)
    again = bare.ask("POST", "/import?form=json", OFFICE, content=content).json()

    assert {noun: (n["added"], n["changed"]) for noun, n in again.items()} == dict.fromkeys(
        again, (0, 0)
    )


def test_a_refused_file_changes_nothing_and_every_fault_is_told(bare):
    """Bad content is refused as the command line refuses it."""
    answer = bare.ask("POST", "/import?form=xlsx", OFFICE, content=b"no workbook")

    assert answer.status_code == 422
    assert "upload.xlsx" in answer.json()["detail"]
    assert bare.ask("GET", "/areas", OFFICE).json()["items"] == []


def zipped(**files):
    """Make a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"no zip",
        zipped(**{"areas.exe": b"x"}),
        zipped(**{f"t{n}.csv": b"x" for n in range(101)}),
        zipped(**{"a/areas.csv": b"x", "b/areas.csv": b"x"}),
        zipped(**{"areas.csv": bytes(64_000_001)}),
    ],
    ids=["no zip", "no table", "too many", "twice", "too large"],
)
def test_a_zip_is_looked_at_before_it_is_unpacked(bare, content):
    """What is no zip of tables, or too large, is refused by its list of contents."""
    assert bare.ask("POST", "/import?form=zip", OFFICE, content=content).status_code == 422
