"""Reading the public facts of `scenarios/sources/gongshu`; nothing else reads those files."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent.parent / "sources" / "gongshu"
WORDS: Final = Path(__file__).parent / "course_words.csv"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one source table, e.g. `streets`."""
    return _rows(FOLDER / f"{name}.csv")


@cache
def course_words() -> tuple[dict[str, str], ...]:
    """Our own words on the courses: skill, level, facilities, run and popularity."""
    return _rows(WORDS)


@cache
def outline() -> tuple[tuple[float, float], ...]:
    """The district's outline as (lon, lat) corners, the first one repeated at the end."""
    read = json.loads(outline_file())
    ring = read["features"][0]["geometry"]["coordinates"][0][0]
    return tuple((float(lon), float(lat)) for lon, lat in ring)


def outline_file() -> bytes:
    """The district's outline as GeoJSON, source and coordinate system in its properties."""
    return (FOLDER / "gongshu_boundary.geojson").read_bytes()


def _rows(path: Path) -> tuple[dict[str, str], ...]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return tuple(csv.DictReader(lines))
