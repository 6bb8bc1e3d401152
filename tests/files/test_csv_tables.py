"""CSV files as they come: encodings, headings, rows that do not fit, files that are not there."""

import csv
import io

import pytest

from engine.files.formats import read_scenario, read_scenario_with_remarks, write_scenario
from engine.files.reading import grids
from engine.refusals import BadInput
from tests.files.small_scenario import Scenario

FULL_WIDTH_SEMICOLON = "\uff1b"
FULL_WIDTH_24 = "\uff12\uff14"
WIDE_BLANK = "\u3000"


def faults_of(folder):
    """The faults with which a folder is refused."""
    with pytest.raises(BadInput) as caught:
        read_scenario(folder)
    return caught.value.faults


@pytest.fixture
def folder(tmp_path):
    """The small scenario as a folder."""
    return Scenario().write(tmp_path / "small")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_encoding_makes_no_difference(folder, tmp_path, encoding):
    """UTF-8 with and without BOM, GBK and GB18030 are read as the same scenario."""
    other = Scenario().write(tmp_path / "other", encoding)

    assert read_scenario(other) == read_scenario(folder)


def test_files_may_be_in_different_encodings(folder):
    """The encoding is found file by file."""
    expected = read_scenario(folder)
    rooms = folder / "rooms.csv"
    rooms.write_bytes(rooms.read_bytes().decode("utf-8-sig").encode("gbk"))

    assert read_scenario(folder) == expected


def test_short_gbk_that_is_valid_utf8_is_still_gbk(tmp_path):
    """GBK text whose bytes happen to be valid UTF-8 is read as Chinese."""
    small = Scenario().put("budgets", 2, "source", "一").put("budgets", 3, "source", "一")
    folder = small.write(tmp_path / "small")
    (folder / "budgets.csv").write_bytes(small.table_text("budgets").encode("gbk"))
    (folder / "budgets.csv").read_bytes().decode("utf-8")

    assert [each.source for each in read_scenario(folder).budgets] == ["一", "一"]


def test_broken_utf8_is_not_read_as_gbk(folder):
    """A file of UTF-8 with one broken byte is refused with its row, not read as nonsense."""
    file = folder / "teachers.csv"
    text = file.read_bytes().decode("utf-8-sig").encode()
    at = text.index("教师乙".encode())
    file.write_bytes(text[:at] + b"\xff" + text[at + 1 :])

    assert [(each.file, each.row, each.found[:2]) for each in faults_of(folder)] == [
        ("teachers.csv", 3, "FF")
    ]


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfec\x00o\x00d\x00e\x00", b"\x80\x81\xff\xfe" * 9, b"code,name\n\0\0\0"],
    ids=["UTF-16", "no encoding", "zeros"],
)
def test_bytes_in_no_encoding_are_refused(folder, content):
    """A file that is neither UTF-8 nor GBK is refused, not guessed at."""
    (folder / "areas.csv").write_bytes(content)

    assert {each.file for each in faults_of(folder)} == {"areas.csv"}


def test_headings_may_be_chinese(folder, tmp_path):
    """Chinese file names, headings and words are read as the English ones."""
    small = Scenario()
    small.tables["calendar"][0] = [
        "日期",
        "类型",
        "按星期几上课",
        "补哪天的课",
        "名称",
        "区域",
        "场地",
        "已确认",
    ]
    small.put("calendar", 2, "类型", "节假日").put("calendar", 2, "已确认", "是")
    other = small.write(tmp_path / "other")
    (other / "calendar.csv").rename(other / "校历.csv")

    assert read_scenario(other) == read_scenario(folder)


def test_what_surely_means_the_same_is_mended(folder, tmp_path):
    """Blanks, full-width signs, dates and numbers as spreadsheets write them are understood."""
    small = Scenario()
    small.put("requests", 2, "learners", FULL_WIDTH_24).put("requests", 2, "priority", " 5.0 ")
    small.put("requests", 2, "allowed_periods", f"P11{FULL_WIDTH_SEMICOLON} P31;")
    small.put("areas", 2, "name", f"{WIDE_BLANK}示范区{WIDE_BLANK}")
    small.put("unavailable", 2, "from_date", "2026/11/2").put("unavailable", 2, "to_date", "46332")
    small.put("unavailable", 3, "from_date", "2026年12月1日").put(
        "unavailable", 3, "to_date", "20261201"
    )
    small.put("periods", 2, "start", "8\uff1a30").put("periods", 2, "end", "10:00:00")
    small.put("teachers", 2, "skills", "书法\uff1a3\uff1b国画:1")
    small.put("courses", 3, "weeks_allowed", "1-16; 1-15/2")

    assert read_scenario(small.write(tmp_path / "other")) == read_scenario(folder)


def test_empty_cells_mean_what_the_tables_say(tmp_path):
    """Nothing for serves, fee, yes/no and status stands for its documented default."""
    small = Scenario().put("teachers", 3, "serves", "").put("teachers", 2, "serves", "")
    small.put("teachers", 2, "fee", "").put("teachers", 2, "manager", "")
    small.put("courses", 2, "status", "")

    problem = read_scenario(small.write(tmp_path / "small"))

    assert [each.serves for each in problem.teachers] == ["district", "street", "district"]
    assert (problem.teachers[0].fee, problem.teachers[0].manager) == (0, False)
    assert problem.courses[0].status == "offered"


def test_blank_rows_count_but_fall_away(folder):
    """Blank lines do not matter, and the rows below keep their numbers."""
    file = folder / "requests.csv"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    spoilt = [lines[0], "", ",,,,,,,,,", lines[1], lines[2].replace("35", "none"), lines[3]]
    file.write_text("\n".join(spoilt), encoding="utf-8")

    assert [(each.row, each.column) for each in faults_of(folder)] == [(5, "learners")]


def test_title_above_the_headings_is_passed_over(folder):
    """Headings are found below a title line."""
    expected = read_scenario(folder)
    file = folder / "periods.csv"
    file.write_text("2026年秋季节次,,,\n" + file.read_text(encoding="utf-8-sig"), encoding="utf-8")

    assert read_scenario(folder) == expected


def test_example_rows_are_passed_over_with_a_remark(tmp_path):
    """Rows that begin with 示例 are examples, and reading says that it skipped them."""
    small = Scenario()
    small.add("budgets", 2, area="示例 330105", amount="???")

    found = read_scenario_with_remarks(small.write(tmp_path / "small"))

    assert len(found.problem.budgets) == 2
    assert [each.line() for each in found.remarks] == ["small：示例行已跳过：budgets。"]


def test_missing_files_are_all_named(folder):
    """Tables that are not there are refused, all of them at once; locks may be absent."""
    for name in ("rooms", "courses", "locks", "last_term"):
        (folder / f"{name}.csv").unlink()
    (folder / "scenario.toml").unlink()

    assert [each.file for each in faults_of(folder)] == [
        "courses.csv",
        "rooms.csv",
        "scenario.toml",
    ]


def test_two_files_of_one_table_are_refused(folder):
    """A table may have one file only."""
    (folder / "教师.csv").write_bytes((folder / "teachers.csv").read_bytes())

    assert [each.found for each in faults_of(folder)] == ["教师.csv"]


def test_unknown_file_is_remarked(folder):
    """A CSV file that belongs to no table is not read, and reading says so."""
    (folder / "notes.csv").write_text("hello", encoding="utf-8")

    assert [each.place.file for each in read_scenario_with_remarks(folder).remarks] == ["notes.csv"]


def test_missing_column_is_named(tmp_path):
    """A heading that is missing is named."""
    faults = faults_of(Scenario().drop("rooms", "club_periods").write(tmp_path / "small"))

    assert [(each.file, each.row, each.column) for each in faults] == [
        ("rooms.csv", 1, "club_periods")
    ]


def test_misspelt_heading_is_found(tmp_path):
    """A heading that is nearly right is shown together with the right one."""
    small = Scenario()
    heads = small.tables["requests"][0]
    heads[heads.index("preferred_periods")] = "prefered_periods"

    faults = faults_of(small.write(tmp_path / "small"))

    assert [(each.found, each.column) for each in faults] == [
        ("prefered_periods", "preferred_periods")
    ]


def test_column_that_stands_twice_is_named(tmp_path):
    """The same column in English and Chinese is one column too many."""
    small = Scenario()
    for row, cell in zip(small.tables["rooms"], ["座位", "1", "2"], strict=True):
        row.append(cell)

    faults = faults_of(small.write(tmp_path / "small"))

    assert [(each.column, each.expected[1]) for each in faults] == [("座位", "every column once")]


@pytest.mark.parametrize("line", ["P41,4,08:30", "P41,4,08:30,10:00,extra"])
def test_row_that_does_not_fit_the_headings_is_named(folder, line):
    """Rows with fewer or more cells than headings are refused."""
    with (folder / "periods.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")

    assert [(each.file, each.row) for each in faults_of(folder)] == [("periods.csv", 6)]


@pytest.mark.parametrize("content", ["", "\ufeff", "\n\n,,\n"])
def test_file_without_headings_is_refused(folder, content):
    """An empty file is no table."""
    (folder / "areas.csv").write_text(content, encoding="utf-8")

    assert [(each.file, each.row) for each in faults_of(folder)] == [("areas.csv", 0)]


def test_table_that_needs_rows_must_have_some(tmp_path):
    """A scenario without areas or periods cannot be planned."""
    small = Scenario()
    del small.tables["periods"][1:]

    faults = faults_of(small.write(tmp_path / "small"))

    assert ("periods.csv", 0) in [(each.file, each.row) for each in faults]


def test_quotes_out_of_pairs_are_named_with_their_row(folder):
    """A double quote that is never closed is refused where it stands."""
    with (folder / "budgets.csv").open("a", encoding="utf-8") as file:
        file.write('S2,2026,"街道,1\n')

    assert [(each.file, each.row) for each in faults_of(folder)] == [("budgets.csv", 4)]


def test_other_separators_are_refused_by_their_headings(folder):
    """A file separated by tabs has no headings that are known."""
    file = folder / "schools.csv"
    file.write_text(file.read_text(encoding="utf-8-sig").replace(",", "\t"), encoding="utf-8")

    assert {each.file for each in faults_of(folder)} == {"schools.csv"}


def test_line_without_end_is_refused(folder):
    """A line of a million commas is given up before it becomes a row."""
    (folder / "areas.csv").write_text("," * 1_000_001, encoding="utf-8")

    assert "1000000" in faults_of(folder)[0].found


def test_rows_without_end_are_refused(folder, monkeypatch):
    """A table of more rows than can be used is given up, and the limit is said."""
    monkeypatch.setattr(grids, "MOST_ROWS", 10)
    with (folder / "last_term.csv").open("a", encoding="utf-8") as file:
        file.write("C1,K1,T1\n" * 20)

    assert [(each.file, each.expected[1]) for each in faults_of(folder)] == [
        ("last_term.csv", "at most 10 rows and 200 columns")
    ]


@pytest.mark.parametrize("name", ["areas.csv", "scenario.toml"])
def test_file_that_is_too_large_is_refused_unread(folder, name):
    """A file beyond the limit is refused by its size."""
    with (folder / name).open("r+b") as file:
        file.truncate(65 * 1024 * 1024)

    assert [(each.file, each.row) for each in faults_of(folder) if each.file == name] == [(name, 0)]


def test_folder_that_does_not_exist_is_refused(tmp_path):
    """A path that leads nowhere is refused."""
    assert [each.file for each in faults_of(tmp_path / "nowhere")] == ["nowhere"]


def test_empty_folder_lists_everything_that_is_missing(tmp_path):
    """A folder without any file names scenario.toml and every table that must be there."""
    assert len(faults_of(tmp_path)) == 12


def test_directory_in_the_place_of_a_file_is_refused(folder):
    """A folder named like a table is no file."""
    (folder / "areas.csv").unlink()
    (folder / "areas.csv").mkdir()

    assert {each.file for each in faults_of(folder)} == {"areas.csv"}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(1)", "'@SUM(1)"),
        ("+86 571", "'+86 571"),
        ("-张老师", "'-张老师"),
        ("'quoted'", "'quoted'"),
        ("-", "-"),
        ("+1", "+1"),
    ],
)
def test_a_formula_is_a_text_and_stays_what_it_was(tmp_path, name, written):
    """No spreadsheet runs what is written, and what is read again is the same."""
    small = Scenario().put("teachers", 2, "name", name).put("areas", 2, "lon", "-0.5")
    problem = read_scenario(small.write(tmp_path / "small"))

    write_scenario(problem, tmp_path / "written")

    text = (tmp_path / "written" / "teachers.csv").read_text("utf-8-sig")
    names = [row["name"] for row in csv.DictReader(io.StringIO(text))]
    assert (problem.teachers[0].name, names[0]) == (name, written)
    assert read_scenario(tmp_path / "written") == problem
    assert problem.areas[0].lon == -0.5
