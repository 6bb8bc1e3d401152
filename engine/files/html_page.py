"""The page: one HTML file that opens without a server and never asks the network for anything.

Style, script and content stand inside the file; its content security policy allows exactly
those two by their hashes and nothing else.
"""

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path

from engine.domain.problem import Point, Problem
from engine.domain.results import Plan
from engine.files.readable.page_content import page_content
from engine.files.whole.staging import write_whole
from engine.refusals import Lang

PAGE = files("engine.files") / "page"
SCRIPTS = (
    "words.js",
    "elements.js",
    "content.js",
    "figures.js",
    "shares.js",
    "map.js",
    "card.js",
    "grid.js",
    "choices.js",
    "unserved.js",
    "page.js",
)


def write_page(
    plan: Plan,
    problem: Problem,
    path: Path,
    *,
    outline: Sequence[Sequence[Point]] | None = None,
    lang: Lang = "zh",
) -> None:
    """Write a plan as one HTML page.

    `outline` is the district's border as rings of (lat, lon); without it the map shows the
    hull of its areas and venues. `lang` is the language the page opens in.
    """
    style = _part("page.css")
    script = "\n".join(_part(name) for name in SCRIPTS)
    slots = {
        "lang": "zh-CN" if lang == "zh" else "en",
        "title": escape(problem.title),
        "policy": f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
        "style": style,
        "script": script,
        "content": _inert(page_content(plan, problem, outline, lang)),
    }
    page = re.sub(r"\{\{(\w+)\}\}", lambda slot: slots[slot[1]], _part("template.html"))
    write_whole(path, page.encode())


def read_outline(path: Path) -> list[list[Point]]:
    """Read the rings of a GeoJSON border as (lat, lon), the form `write_page` asks for.

    Raises KeyError, TypeError, ValueError or RecursionError when the file is no such border.
    """
    found: list[list[Point]] = []
    for feature in json.loads(path.read_text(encoding="utf-8-sig"))["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        found += [[_point(*point) for point in ring] for rings in polygons for ring in rings]
    return found


def _point(lon: float, lat: float, *_height: float) -> Point:
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError(f"{lon}, {lat}")
    return float(lat), float(lon)


def _part(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _inert(content: object) -> str:
    """Write JSON that cannot end the element it stands in, whatever the names contain."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
