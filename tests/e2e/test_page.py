"""The page in a browser, opened from a folder as a clerk opens it."""

import pytest

from engine.files.html_page import write_page
from tests.files.plans import make_plan

pytestmark = [pytest.mark.e2e, pytest.mark.browser]
SECTIONS = 400


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A page of 400 sections in 18 streets, as an address of a file."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    write_page(*make_plan(SECTIONS, streets=18), path)
    return path.as_uri()


@pytest.fixture
def page(browser, address):
    """The opened page; at the end it must have complained of nothing and asked for nothing."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    complaints, requests = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    yield page
    page.close()
    assert complaints == []
    assert {url.partition("#")[0] for url in requests} == {address}


def lesson_texts(page):
    """Give the texts of all meetings in sight of the grid."""
    return page.locator("#grid .lesson").all_inner_texts()


def choose(page, view):
    """Look at the timetable by street, venue, teacher, or of the whole district."""
    page.locator(f"input[name=view][value={view}]").check()


def test_the_page_opens_with_verdict_streets_and_timetable(page):
    """Six figures, a bar a street with its numbers, and the first street's week."""
    assert page.locator("#figures .figure").count() == 6
    assert page.locator("#shares .bar").count() == 18
    assert page.locator("#shares .share").first.inner_text() == "50.0%"
    assert page.locator("#grid-title").inner_text() == "课表 · 第1街道"
    assert page.locator(".calendar h3").all_inner_texts() == [
        f"周{day}" for day in "一二三四五六日"
    ]
    assert len(lesson_texts(page)) == 23


def test_search_keeps_what_holds_every_word(page):
    """A teacher's id and a course leave that teacher's meetings of that course only."""
    choose(page, "all")

    page.locator("#find").fill("t0011 书法")

    found = lesson_texts(page)
    assert 0 < len(found) < 4
    assert all("书法基础" in text and "合成教师12" in text for text in found)


def test_search_in_a_street_points_to_the_district(page):
    """Words that are found elsewhere only say so, and one press shows them."""
    page.locator("#find").fill("B0001")
    assert lesson_texts(page) == []

    page.locator("#count button").click()

    assert len(lesson_texts(page)) == 1


def test_a_teacher_and_a_venue_have_their_week(page):
    """The grid follows the choice: all meetings of the one chosen, and no others."""
    plan, problem = make_plan(SECTIONS, streets=18)
    venue = {room.id: room.venue for room in problem.rooms}
    taught = [row for row in plan.timetable.meetings if row.teacher == "T0002"]
    housed = [row for row in plan.timetable.meetings if venue.get(row.room) == "V001"]

    choose(page, "teacher")
    page.locator("#who").select_option(label="合成教师3 T0002")
    assert len(lesson_texts(page)) == len(taught) > 1

    choose(page, "venue")
    page.locator("#who").select_option(label="合成文化站2")
    assert len(lesson_texts(page)) == len(housed) > 1


def test_a_week_shows_what_falls_out_and_what_moves(page):
    """In the week of National Day Thursday moves to 10 October and Friday falls out."""
    page.locator("#week").select_option("4")

    marks = page.locator("#grid .lesson.off em").all_inner_texts()

    assert set(marks) == {"补在 10-10", "停课 · 国庆节"}
    assert "10-01" in page.locator(".calendar h3").nth(3).inner_text()


def test_a_make_up_day_shows_what_it_makes_up(page):
    """On Saturday 10 October stand the classes of Thursday the 1st, and its own fall out."""
    page.locator("#week").select_option("5")

    saturday = page.locator(".calendar .day").nth(5).locator(".lesson em").all_inner_texts()

    assert set(saturday) == {"补 10-01 的课", "停课 · 国庆调休"}


def test_the_list_holds_the_same_meetings(page):
    """The list has one row a meeting of the grid."""
    shown = len(lesson_texts(page))

    page.locator("input[name=shape][value=list]").check()

    assert page.locator("#grid tbody tr").count() == shown


def test_the_list_of_a_week_strikes_out_what_falls_out(page):
    """In the week of National Day the list has dates, says what is lost, and counts what is held."""
    page.locator("#week").select_option("4")
    off = page.locator("#grid .lesson.off").count()
    held = page.locator("#grid .lesson:not(.off)").count()

    page.locator("input[name=shape][value=list]").check()

    marks = page.locator("#grid tbody em").all_inner_texts()
    assert {mark for mark in marks if mark} == {"补在 10-10", "停课 · 国庆节"}
    assert "周四 10-01" in page.locator("#grid tbody td:first-child").all_inner_texts()
    assert page.locator("#grid tbody .off").count() == off > 0
    counted = page.locator("#count").inner_text()
    assert counted.startswith(f"{held} 次课")
    assert counted.endswith(f"停课或调走 {off} 次")


def test_a_meeting_opens_its_card_by_keyboard(page):
    """Enter opens the card, its first button leads to the teacher, Escape closes it."""
    page.locator("#grid .lesson").first.focus()
    page.keyboard.press("Enter")
    assert "班号" in page.locator("#card").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#card").is_visible()

    page.keyboard.press("Enter")
    page.locator("#card button").first.click()

    assert page.locator("input[value=teacher]").is_checked()


def test_the_map_shows_every_venue_and_leads_to_it(page):
    """A dot a venue, a name a street; a dot leads to the venue's week."""
    dots = page.locator("#map .venue")
    assert dots.count() == SECTIONS // 8
    assert page.locator("#map text").count() == 18

    dots.first.dispatch_event("click")

    assert page.locator("input[value=venue]").is_checked()


@pytest.mark.parametrize(("degrees", "alone"), [(0.05, False), (5.0, True)])
def test_a_street_in_a_large_district_is_shown_alone(browser, tmp_path, degrees, alone):
    """Where the venues fill a small part of the border, the map shows that part."""
    plan, problem = make_plan(SECTIONS, streets=18)
    lats, lons = zip(*((venue.lat, venue.lon) for venue in problem.venues), strict=True)
    south, north = min(lats) - degrees, max(lats) + degrees
    west, east = min(lons) - degrees, max(lons) + degrees
    border = [[(south, west), (north, west), (north, east), (south, east)]]
    path = tmp_path / "page.html"
    write_page(plan, problem, path, outline=border)
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(path.as_uri())

    places = [float(dot.get_attribute("cx")) for dot in page.locator("#map .venue").all()]
    page.close()

    assert (max(places) - min(places) > 300) == alone


def test_unserved_requests_are_listed_with_their_reasons(page):
    """Each unserved request has its reason in words and says whether that is proved."""
    page.locator("#unserved-choices select").select_option(label="第6街道")
    row = page.locator("#unserved-rows tbody tr").first.inner_text()

    assert "教室座位不够" in row
    assert "未验证" in row


def test_paper_gets_every_row_and_no_controls(page):
    """Printing brings out all rows of the lists and hides what can only be pressed."""
    page.locator("input[name=view][value=all]").check()
    page.locator("input[name=shape][value=list]").check()
    assert page.locator("#grid tbody tr").count() == 100

    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    assert page.locator("#grid tbody tr").count() == len(make_plan(SECTIONS)[0].timetable.meetings)
    assert not page.locator("#choices").is_visible()


def test_the_page_speaks_english_and_stays_where_it_was(page):
    """The switch changes every label; a reload keeps language, view and search."""
    choose(page, "all")
    page.locator("#find").fill("B0001")
    page.locator("#lang").click()
    page.reload()

    assert page.locator("#grid-title").inner_text() == "Timetable · District"
    assert page.locator("#find").input_value() == "B0001"
    assert len(lesson_texts(page)) == 1
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ("周二晚间 40 座教室", "改为周四上午", "每万人不少于 0.5 名", "3 人")),
        ("en", ("a room of 40 seats on Tuesday evening", "Thursday morning instead",
                "0.5 for every 10,000", "3 people")),
    ],
)  # fmt: skip
def test_what_the_engine_says_is_shown_in_the_language_of_the_page(page, lang, said):
    """What is missing, the unlock and the policy's words follow the switch."""
    if lang == "en":
        page.locator("#lang").click()
    shown = page.locator("#unserved-rows").inner_text() + page.locator("#audit-rows").inner_text()

    assert [text for text in said if text not in shown] == []


def test_no_word_lacks_its_twin(page):
    """Every label stands in Chinese and in English, with the same gaps."""
    words = page.evaluate("WORDS")

    gaps = {name: [text.count("{") for text in pair] for name, pair in words.items()}
    assert [name for name, pair in words.items() if len(pair) != 2 or not all(pair)] == []
    assert [name for name, (zh, en) in gaps.items() if zh != en] == []


def test_nothing_reaches_beyond_a_phone(browser, address):
    """On a narrow screen the page scrolls downwards only, and the days stand below each other."""
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.goto(address)

    width = page.evaluate("document.documentElement.scrollWidth")
    boxes = [head.bounding_box() for head in page.locator(".day:not(.empty) h3").all()]
    page.close()

    assert width <= 420
    assert len({box["x"] for box in boxes}) == 1
    assert len({box["y"] for box in boxes}) == len(boxes) > 1


def test_a_wicked_name_runs_nothing(browser, tmp_path):
    """A course called after a closing tag is shown as it is written."""
    name = "</script><b onclick=x>粗体</b>"
    path = tmp_path / "page.html"
    write_page(*make_plan(2, course_names=(name,)), path)
    page = browser.new_page()
    page.goto(path.as_uri())

    shown = page.locator(".lesson b").first.inner_text()
    page.close()

    assert shown == name
