"""Every planted error is refused with its file, sheet, row and column, in both languages."""

import openpyxl
import pytest

from engine.files.formats import read_scenario, read_scenario_with_remarks, write_scenario
from engine.files.tables import table
from engine.refusals import BadInput
from tests.files.small_scenario import Scenario

# table, row (the headings are row 1), column, what is planted, what the refusal must say in English
PLANTED = [
    ("areas", 2, "code", "", "id, not empty"),
    ("areas", 3, "code", "D1", "an id of its own"),
    ("areas", 3, "code", "3.30105E+11", "the whole id"),
    ("areas", 3, "name", "", "text, not empty"),
    ("areas", 3, "level", "镇", "one of district, street, community"),
    ("areas", 2, "parent", "D9", "a district has no parent"),
    ("areas", 5, "parent", "D1", "a parent of level street"),
    ("areas", 3, "parent", "", "a parent of level district"),
    ("areas", 3, "parent", "D9", "an id of the table areas"),
    ("areas", 3, "residents", "-1", "a whole number of at least 0"),
    ("areas", 3, "residents", "三万", "a whole number of at least 0"),
    ("areas", 3, "residents", "30000.5", "a whole number of at least 0"),
    ("areas", 3, "residents", "99999999999", "a whole number of at least 0"),
    ("areas", 3, "lat", "120.14", "a number from -90 to 90"),
    ("areas", 3, "lon", "181", "a number from -180 to 180"),
    ("areas", 3, "lat", "nan", "a number from -90 to 90"),
    ("areas", 3, "point_is_estimate", "也许", "yes or no"),
    ("populations", 2, "area", "S9", "an id of the table areas"),
    ("populations", 2, "figure", "户籍", "one of year_end, census, public_security"),
    ("populations", 2, "on", "去年底", "a real date"),
    ("populations", 2, "residents", "-1", "a whole number of at least 0"),
    ("schools", 2, "kind", "夜校", "one of district_college"),
    ("schools", 3, "area", "C1", "an area of level street"),
    ("schools", 3, "area", "S9", "an id of the table areas"),
    ("schools", 2, "floor_m2", "", "number, not empty"),
    ("schools", 2, "floor_m2", "-5", "a number of at least 0"),
    ("periods", 2, "weekday", "8", "a whole number from 1 to 7"),
    ("periods", 2, "start", "25:00", "a time from 00:00 to 24:00"),
    ("periods", 2, "end", "08:60", "a time from 00:00 to 24:00"),
    ("periods", 2, "end", "08:30", "a time later than the start 08:30"),
    ("periods", 3, "start", "09:59", "does not overlap row 2"),
    ("periods", 3, "id", "P11;P12", "an id of at most 64 characters"),
    ("calendar", 2, "date", "2026-02-30", "a real date"),
    ("calendar", 2, "date", "9026-10-01", "a real date"),
    ("calendar", 2, "kind", "放假", "one of holiday, makeup, closed, event"),
    ("calendar", 2, "area", "S1", "hold everywhere"),
    ("calendar", 3, "date", "2026-10-01", "each date, kind and scope once"),
    ("calendar", 4, "replaces_date", "2026-10-09", "a holiday or closed date"),
    ("calendar", 5, "follows_weekday", "", "the date it replaces, or the weekday it follows"),
    ("calendar", 5, "follows_weekday", "7", "a weekday on which the calendar has a lost date"),
    ("calendar", 5, "replaces_date", "2026-10-01", "no other make-up day carries"),
    ("calendar", 4, "date", "2026-10-05", "a date that is not lost itself"),
    ("calendar", 6, "area", "S9", "an id of the table areas"),
    ("calendar", 7, "venue", "V9", "an id of the table venues"),
    ("venues", 2, "tier", "村", "one of district, street, community"),
    ("venues", 2, "area", "X", "an id of the table areas"),
    ("venues", 2, "lon", "", "both latitude and longitude"),
    ("venues", 2, "free", "免费", "yes or no"),
    ("venues", 2, "confirmed_on", "上周", "a real date"),
    ("rooms", 2, "venue", "V9", "an id of the table venues"),
    ("rooms", 2, "seats", "-1", "a whole number of at least 0"),
    ("rooms", 2, "seats", "3²", "a whole number of at least 0"),
    ("rooms", 2, "floor_m2", "60²", "a number of at least 0"),
    ("rooms", 2, "open_periods", "P11;P99", "an id of the table periods"),
    ("rooms", 2, "club_periods", "P99", "an id of the table periods"),
    ("teachers", 2, "area", "X", "an id of the table areas"),
    ("teachers", 2, "employment", "临时", "one of full_time, part_time, volunteer"),
    ("teachers", 2, "serves", "world", "one of community, street, district"),
    ("teachers", 2, "skills", "书法", "skill:level"),
    ("teachers", 2, "skills", "书法:4", "skill:level"),
    ("teachers", 2, "skills", "书法:1;书法:2", "every skill once"),
    ("teachers", 2, "available_periods", "P1", "an id of the table periods"),
    ("teachers", 2, "max_weekly_meetings", "-3", "a whole number of at least 0"),
    ("teachers", 2, "max_distance_m", "五公里", "a number of at least 0"),
    ("teachers", 2, "school", "SC9", "an id of the table schools"),
    ("teachers", 2, "lat", "", "both latitude and longitude"),
    ("unavailable", 2, "kind", "课程", "one of teacher, room, venue"),
    ("unavailable", 2, "id", "T9", "an id of the table teachers"),
    ("unavailable", 2, "to_date", "2026-11-01", "a date not before 2026-11-02"),
    ("courses", 2, "level", "4", "a whole number from 1 to 3"),
    ("courses", 2, "audience", "", "list of words, not empty"),
    ("courses", 2, "modes", "", "list of choices, not empty"),
    ("courses", 2, "modes", "onsite;函授", "one of onsite, online, hybrid"),
    ("courses", 2, "facilities", "*", "every word by its name"),
    ("courses", 2, "minutes", "0", "a whole number from 1 to 1440"),
    ("courses", 2, "meetings_per_week", "8", "a whole number from 1 to 7"),
    ("courses", 2, "weeks_allowed", "1-17", "weeks from 1 to 16"),
    ("courses", 2, "weeks_allowed", "16-1", "weeks such as 1-16"),
    ("courses", 2, "weeks_allowed", "", "list of weeks, not empty"),
    ("courses", 2, "max_learners", "9", "most learners not below the least, 10"),
    ("courses", 2, "price", "-1", "a number of at least 0"),
    ("requests", 2, "area", "X", "an id of the table areas"),
    ("requests", 2, "course", "K9", "an id of the table courses"),
    ("requests", 2, "learners", "0", "a whole number from 1"),
    ("requests", 2, "learners", "30001", "at most 30000, 30 a class"),
    ("requests", 2, "priority", "6", "a whole number from 1 to 5"),
    ("requests", 2, "audience", "老年人;青少年", "one word"),
    ("requests", 2, "allowed_periods", "", "list of ids, not empty"),
    ("requests", 2, "preferred_periods", "P0", "an id of the table periods"),
    ("requests", 2, "max_walk_m", "-1", "a number of at least 0"),
    ("requests", 2, "id", "Q2", "an id of its own"),
    ("requests", 2, "id", "Q" * 51, "an id of at most 50 characters"),
    ("requests", 2, "id", "Q\t1", "an id of at most 50 characters"),
    ("requests", 2, "id", "Q\u20281", "an id of at most 50 characters"),
    ("requests", 2, "id", "Q\x07", "printable text"),
    ("budgets", 2, "year", "26", "a whole number from 1900 to 2999"),
    ("budgets", 2, "amount", "二十万", "a number of at least 0"),
    ("locks", 2, "what", "时间", "one of period, room, teacher, all"),
    ("last_term", 2, "area", "C9", "an id of the table areas"),
]
# Some are reported elsewhere: the second of two equal ids, and the cell that says more.
REPORTED = {
    ("requests", 2, "id", "Q2"): (3, "id"),
    ("calendar", 5, "follows_weekday", ""): (5, "replaces_date"),
}


def refused(path):
    """The faults with which a scenario is refused."""
    with pytest.raises(BadInput) as caught:
        read_scenario(path)
    return caught.value.faults


def assert_says(fault):
    """A fault words its place, what was found, what was expected and the mending, zh and en."""
    zh, en = fault.line("zh"), fault.line("en")
    for text in (zh, en):
        assert fault.file in text
        assert fault.found in text
        assert fault.column in text
    assert f"第{fault.row}行" in zh
    assert f"row {fault.row}" in en
    for text, which, stop in ((zh, 0, "。"), (en, 1, ".")):
        assert fault.expected[which] in text
        assert text.endswith(fault.fix[which])
        assert fault.fix[which].endswith(stop)


def ids(planted):
    """A test's name says what is planted where."""
    return [f"{each[0]}.{each[2]}={each[3]!r}" for each in planted]


@pytest.mark.parametrize(("name", "row", "column", "cell", "expected"), PLANTED, ids=ids(PLANTED))
def test_planted_error_is_named_in_a_folder(tmp_path, name, row, column, cell, expected):
    """One bad cell of a CSV file is named with file, table, row and column."""
    faults = refused(Scenario().put(name, row, column, cell).write(tmp_path / "small"))

    place = REPORTED.get((name, row, column, cell), (row, column))
    here = [each for each in faults if expected in each.expected[1]]
    assert [(each.file, each.sheet, each.row, each.column) for each in here] == [
        (f"{name}.csv", name, *place)
    ]
    assert_says(here[0])


def test_all_planted_errors_are_named_at_once(tmp_path):
    """Errors in all tables, one to a row of its own, are all listed in one refusal."""
    spoilt = Scenario()
    planted = []
    for name, row, column, cell, _ in PLANTED:
        if name in ("periods", "calendar", "locks") or column in ("code", "id", "level", "parent"):
            continue
        own = "code" if name == "areas" else "id"
        added = {own: f"N{len(planted)}"} if own in spoilt.tables[name][0] else {}
        if name == "unavailable":
            added = {}
        number = spoilt.add(name, row, **added)
        spoilt.put(name, number, column, cell)
        planted.append((f"{name}.csv", number, column))

    faults = refused(spoilt.write(tmp_path / "small"))

    assert len(planted) > 40
    assert set(planted) <= {(each.file, each.row, each.column) for each in faults}


def test_two_errors_in_one_row_are_both_named(tmp_path):
    """A number that cannot be read does not hide a wrong reference beside it."""
    spoilt = Scenario().put("requests", 2, "learners", "many").put("requests", 2, "course", "K9")

    faults = refused(spoilt.write(tmp_path / "small"))

    assert [(each.row, each.column) for each in faults] == [(2, "course"), (2, "learners")]


def test_bad_id_does_not_spoil_what_refers_to_others(tmp_path):
    """A row with a bad cell still lends its id to the rows that refer to it."""
    faults = refused(Scenario().put("courses", 2, "minutes", "long").write(tmp_path / "small"))

    assert [(each.file, each.column) for each in faults] == [("courses.csv", "minutes")]


def test_cycle_in_the_area_tree_is_shown(tmp_path):
    """Areas that are each other's parents are named with the way round."""
    spoilt = Scenario().put("areas", 3, "parent", "S2").put("areas", 4, "parent", "S1")

    faults = refused(spoilt.write(tmp_path / "small"))

    assert [(each.row, each.column) for each in faults] == [(3, "parent"), (4, "parent")]
    assert "S1 → S2 → S1" in faults[0].line("zh")


def test_long_cycle_is_found_without_hanging(tmp_path):
    """A cycle of two thousand areas is refused, and its way is shortened."""
    spoilt = Scenario()
    for number in range(2000):
        spoilt.add("areas", 3, code=f"X{number}", parent=f"X{(number + 1) % 2000}")

    faults = refused(spoilt.write(tmp_path / "small"))

    assert "…" in faults[0].line("zh")


def test_place_closed_on_a_make_up_day_is_no_contradiction(tmp_path):
    """A venue may be closed on the very day that carries the meetings of another."""
    folder = Scenario()
    folder.add("calendar", 7, date="2026-10-10")

    assert len(read_scenario(folder.write(tmp_path / "small")).calendar) == 7


def test_requests_of_countless_classes_are_refused_in_all(tmp_path):
    """Each request alone is possible; together they are more than any machine could place."""
    small = Scenario()
    small.put("requests", 2, "learners", "30000")
    for number in range(100):
        small.add("requests", 2, id=f"N{number}")

    (fault,) = refused(small.write(tmp_path / "small"))

    assert (fault.file, fault.row, fault.found) == ("requests.csv", 0, "101002")
    assert "at most 100000 classes" in fault.line("en")


def test_faults_beyond_a_thousand_are_counted_only(tmp_path):
    """A scenario of many errors is refused with a thousand of them and the number of the rest."""
    spoilt = Scenario()
    for number in range(1500):
        spoilt.add("requests", 2, id=f"N{number}", priority="9")

    with pytest.raises(BadInput) as caught:
        read_scenario(spoilt.write(tmp_path / "small"))

    assert len(caught.value.faults) == 1000
    assert "1500" in caught.value.lines("zh")[0]
    assert caught.value.lines("en")[-1] == "500 more are not listed."


def test_long_finds_are_cut(tmp_path):
    """A cell of ten thousand characters is not repeated in full."""
    faults = refused(Scenario().put("areas", 3, "level", "镇" * 10_000).write(tmp_path / "small"))

    assert len(faults[0].line("zh")) < 300


@pytest.mark.parametrize(
    "text",
    ["长" * 32_768, "\N{GRINNING FACE}" * 16_384],
    ids=["one unit a sign", "two units a sign"],
)
def test_text_that_no_workbook_holds_is_refused(tmp_path, text):
    """A text longer than a cell of a workbook is refused."""
    faults = refused(Scenario().put("areas", 3, "name", text).write(tmp_path / "small"))

    assert [(each.row, each.column) for each in faults] == [(3, "name")]


TOML_FAULTS = [
    ("term_start", "2026-09-08", "the date of a Monday"),
    ("term_start", '"next week"', "a real date"),
    ("weeks", '"sixteen"', "a whole number without quotes"),
    ("weeks", "0", "a whole number from 1 to 60"),
    ("weeks", "true", "a whole number without quotes"),
    ("name", "5", "a text in double quotes"),
    ("seed", "-1", "a whole number of at least 0"),
    ("rule_pack", '""', "id, not empty"),
    ("rule_pack", '"gongshu"', "one of the rule packs: gongshu_2023_16"),
]


@pytest.mark.parametrize(("key", "value", "expected"), TOML_FAULTS)
def test_fact_of_the_wrong_type_is_named_with_its_line(tmp_path, key, value, expected):
    """A fact of scenario.toml that cannot be used is named with its key and line."""
    spoilt = Scenario()
    spoilt.toml[key] = value

    faults = refused(spoilt.write(tmp_path / "small"))

    line = list(spoilt.toml).index(key) + 1
    assert [(each.file, each.row, each.column) for each in faults] == [("scenario.toml", line, key)]
    assert expected in faults[0].expected[1]
    assert_says(faults[0])


def test_missing_facts_are_all_named(tmp_path):
    """Facts that must be there are named when they are not."""
    spoilt = Scenario()
    spoilt.toml = {"title": '"没有学期"'}

    faults = refused(spoilt.write(tmp_path / "small"))

    assert {each.column for each in faults} == {"name", "term_start", "weeks", "rule_pack"}


@pytest.mark.parametrize(
    ("section", "column"),
    [
        ("[settings]\ndetour_factor = 0.5\n", "detour_factor"),
        ('[settings]\ntravel_speed_kmh = "fast"\n', "travel_speed_kmh"),
        ("[settings]\nmost_learners = 5\nfewest_learners = 6\n", "most_learners"),
        ("[readings]\nrounding = [1]\n", "readings.rounding"),
        ('[readings]\nrounding = "down"\n', "readings.rounding"),
        ('[readings]\nroundness = "up"\n', "readings.roundness"),
        ('[readings]\n"branch_floor.at_least" = -1\n', "readings.branch_floor.at_least"),
    ],
)
def test_setting_that_cannot_be_used_is_named(tmp_path, section, column):
    """Settings of a wrong type or out of their range are named."""
    spoilt = Scenario()
    spoilt.sections = section

    faults = refused(spoilt.write(tmp_path / "small"))

    assert [(each.file, each.column) for each in faults] == [("scenario.toml", column)]


def test_broken_toml_does_not_hide_the_tables(tmp_path):
    """A scenario.toml that cannot be parsed is one fault among those of the tables."""
    spoilt = Scenario().put("requests", 2, "learners", "0")
    spoilt.toml["title"] = "no quotes"

    faults = refused(spoilt.write(tmp_path / "small"))

    assert [(each.file, each.row) for each in faults] == [("requests.csv", 2), ("scenario.toml", 2)]


def test_unknown_facts_and_settings_are_remarked_not_refused(tmp_path):
    """What scenario.toml holds beyond the known keys is warned of."""
    spoilt = Scenario()
    spoilt.toml["colour"] = '"red"'
    spoilt.sections = "[settings]\nmagic = 1\n"

    found = read_scenario_with_remarks(spoilt.write(tmp_path / "small"))

    assert [(each.place.column, each.place.row) for each in found.remarks] == [
        ("colour", 9),
        ("magic", 11),
    ]


def test_planted_errors_are_named_in_a_workbook_too(tmp_path):
    """A workbook names the same errors by its own sheet and heading."""
    write_scenario(read_scenario(Scenario().write(tmp_path / "small")), tmp_path / "small.xlsx")
    for name, row, column, cell, expected in PLANTED[10:80:10]:
        spoil_workbook(tmp_path / "small.xlsx", tmp_path / "bad.xlsx", (name, row, column, cell))

        here = [each for each in refused(tmp_path / "bad.xlsx") if each.row == row]

        zh = table(name)
        assert (here[0].file, here[0].sheet, here[0].column) == (
            "bad.xlsx",
            zh.zh,
            zh.column(column).zh,
        )
        assert expected in here[0].expected[1]
        assert_says(here[0])


def spoil_workbook(source, target, planted):
    """Change one cell of a workbook, as a person would in a spreadsheet."""
    name, row, column, cell = planted
    book = openpyxl.load_workbook(source)
    sheet = book[table(name).zh]
    headings = [each.value for each in sheet[1]]
    sheet.cell(row, headings.index(table(name).column(column).zh) + 1).value = cell
    book.save(target)
