"""The page as a file; `tests/e2e` opens it in a browser."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest

from engine.files.html_page import read_outline, write_page
from tests.files.plans import make_plan

CONTENT = re.compile(r'<script type="application/json" id="content">(.*?)</script>', re.DOTALL)
WICKED = "</script><b>&amp;<!-- \u2028{{script}}"


def written(folder, plan, problem, **options):
    """Write a page and read it as text."""
    path = folder / "page.html"
    write_page(plan, problem, path, **options)
    return path.read_text("utf-8")


def content(page):
    """Take out what the page shows."""
    return json.loads(CONTENT.search(page)[1])


def test_the_page_names_no_address(tmp_path):
    """Nothing on the page could be fetched: no address, no link, no image, no import."""
    page = written(tmp_path, *make_plan())

    assert re.findall(r"https?:|//\w+\.\w|\bsrc=|<link|<img|<iframe|@import|url\(", page) == []


def test_the_policy_allows_this_style_and_this_script_only(tmp_path):
    """The content security policy names the hashes of what stands in the file."""
    page = written(tmp_path, *make_plan())
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    parts = re.findall(r"<(style|script)>(.*?)</\1>", page, re.DOTALL)

    hashes = [f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for _, part in parts]

    assert policy == f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}"


def test_names_cannot_break_out(tmp_path):
    """A course called after a closing tag stays a name, and a slot's name in it stays text."""
    plan, problem = make_plan(course_names=(WICKED,))
    titled = problem.model_copy(update={"title": WICKED})

    page = written(tmp_path, plan, titled)

    assert page.count("</script>") == 2
    assert "<b>" not in page
    assert content(page)["courses"][0][0] == content(page)["title"] == WICKED
    assert unescape(re.search(r"<title>(.*?)</title>", page)[1]) == WICKED


def test_the_page_holds_every_meeting(tmp_path):
    """Each row of the timetable is on the page, its positions pointing at the right names."""
    plan, problem = make_plan(40)

    shown = content(written(tmp_path, plan, problem))

    told = sorted(
        (
            row[0],
            row[1],
            shown["teachers"][row[4]][0],
            shown["rooms"][row[5]][0] if row[5] >= 0 else None,
        )
        for row in shown["lessons"]
    )
    assert told == [(m.section, m.meeting, m.teacher, m.room) for m in plan.timetable.meetings]


def test_the_page_tells_streets_verdict_and_unserved(tmp_path):
    """Shares per street, the figures in two languages, and the reasons in words."""
    shown = content(written(tmp_path, *make_plan(40, streets=18)))

    assert len(shown["streets"]) == 18
    assert shown["figures"]["en"][0]["name"] == "served"
    assert shown["reasons"]["room_fits"][0] == "教室座位不够"
    assert shown["unserved"][0][0] == "R0005"
    assert shown["audit"]["short"][0][6] == 1


def test_the_border_is_drawn_from_geojson(tmp_path):
    """Rings of polygons and multipolygons are read as (lat, lon) and put on the page."""
    square = [[120.1, 30.2], [120.2, 30.2], [120.2, 30.3], [120.1, 30.2]]
    shapes = [
        {"type": "Polygon", "coordinates": [square]},
        {"type": "MultiPolygon", "coordinates": [[square]]},
    ]
    border = tmp_path / "outline.geojson"
    border.write_text(
        json.dumps({"type": "FeatureCollection", "features": [{"geometry": s} for s in shapes]})
    )

    outline = read_outline(border)

    assert outline == [[(lat, lon) for lon, lat in square]] * 2
    shown = content(written(tmp_path, *make_plan(), outline=outline))
    assert shown["outline"][0][1] == [30.2, 120.2]


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    """A page depends on the plan alone."""
    plan, problem = make_plan()

    assert written(tmp_path / "a", plan, problem) == written(tmp_path / "b", plan, problem)


@pytest.mark.parametrize(("lang", "mark"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_says_its_language(tmp_path, lang, mark):
    """The page opens in the language asked for."""
    page = written(tmp_path, *make_plan(), lang=lang)

    assert f'<html lang="{mark}">' in page
    assert content(page)["lang"] == lang
