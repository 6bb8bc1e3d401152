"""What clerks write instead of what is asked for: read as it is meant, and never in silence."""

import openpyxl
import pytest

from engine.files.formats import read_scenario, read_scenario_with_remarks, write_scenario
from engine.files.tables import TABLES
from engine.refusals import BadInput
from tests.files.small_scenario import Scenario

# table, row, column, how it is written; what the remark must say in Chinese
WRITTEN_OTHERWISE = [
    ("rooms", 2, "open_periods", "P11、P12，P31", "按 ; 读"),
    ("rooms", 2, "open_periods", "P11,P12\nP31", "按 ; 读"),
    ("rooms", 2, "facilities", "屏幕、音响", "按 ; 读"),
    ("courses", 2, "modes", "onsite、hybrid", "按 ; 读"),
    ("courses", 2, "weeks_allowed", "1-16，1-8，9-16", "按 ; 读"),
    ("teachers", 2, "skills", "书法:3、国画:1", "按 ; 读"),
    ("teachers", 3, "audiences", "老年人、青少年", "按 ; 读"),
    ("teachers", 2, "skills", "书法：3;国画：1", "全角"),
    ("teachers", 2, "max_weekly_meetings", "１０", "全角"),
    ("venues", 2, "id", "Ｖ１", "全角"),
    ("requests", 2, "learners", "２４", "全角"),
    ("periods", 2, "start", "０８：３０", "全角"),
    ("periods", 2, "start", "0.354166666666667", "时:分"),
    ("calendar", 2, "date", "2026年10月1日", "年-月-日"),
    ("calendar", 2, "date", "20261001", "年-月-日"),
    ("calendar", 2, "date", "46296", "年-月-日"),
    ("venues", 2, "confirmed_on", "2026/8/20", "年-月-日"),
]


def named(planted):
    """A test's name says what is written where."""
    return [f"{each[0]}.{each[2]}={each[3]!r}" for each in planted]


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The small scenario as it should be written."""
    small = Scenario().put("courses", 2, "audience", "老年人;青少年")
    return read_scenario(small.write(tmp_path_factory.mktemp("plain") / "small"))


@pytest.mark.parametrize("written", WRITTEN_OTHERWISE, ids=named(WRITTEN_OTHERWISE))
def test_what_can_mean_one_thing_only_is_read_so_and_remarked_on(tmp_path, plain, written):
    """The same scenario is read, with one remark that names the column and the row."""
    name, row, column, cell, says = written
    small = Scenario().put("courses", 2, "audience", "老年人;青少年")
    found = read_scenario_with_remarks(small.put(name, row, column, cell).write(tmp_path / "small"))

    assert found.problem == plain
    (remark,) = found.remarks
    assert (remark.place.file, remark.place.column) == (f"{name}.csv", column)
    assert says in remark.zh
    assert f"第{row}行" in remark.zh
    assert f"rows {row}" in remark.en


def test_mendings_of_one_column_are_one_remark(tmp_path):
    """Nine rows are told in one line, the first six by number."""
    small = Scenario()
    for number in range(9):
        small.add("requests", 2, id=f"N{number}", learners="２４")

    (remark,) = read_scenario_with_remarks(small.write(tmp_path / "small")).remarks

    assert "第5, 6, 7, 8, 9, 10行等9行" in remark.zh
    assert "rows 5, 6, 7, 8, 9, 10 and 3 more" in remark.en


def test_a_plain_scenario_has_no_remarks(tmp_path):
    """Whatever is written as asked for is read without a word."""
    assert read_scenario_with_remarks(Scenario().write(tmp_path / "small")).remarks == ()


def test_several_people_in_one_cell_are_a_row_each(tmp_path):
    """Two teachers away in the same week, and two who held a course last term."""
    small = (
        Scenario().put("unavailable", 2, "id", "T1、T2").put("last_term", 2, "teacher", "T1，T3")
    )
    found = read_scenario_with_remarks(small.write(tmp_path / "small"))

    away = [(each.id, each.reason) for each in found.problem.unavailable if each.kind == "teacher"]
    assert away == [("T1", "培训"), ("T2", "培训")]
    assert [each.teacher for each in found.problem.last_term] == ["T1", "T3", "T9"]
    assert ["按每个一行读" in remark.zh for remark in found.remarks] == [True, True]


def test_further_columns_go_along_when_a_row_becomes_two(tmp_path):
    """What paike does not know of the row stands beside both."""
    small = Scenario().put("unavailable", 2, "id", "T1、T2")
    for row, cell in zip(small.tables["unavailable"], ("电话", "1", "2", "3"), strict=True):
        row.append(cell)

    found = read_scenario_with_remarks(small.write(tmp_path / "small"))

    assert found.extras["unavailable"].rows == (("1",), ("1",), ("2",), ("3",))


def test_a_fault_in_a_row_of_several_names_that_row(tmp_path):
    """A stranger among several people is named with the row in which he stands."""
    small = Scenario().put("unavailable", 2, "id", "T1、T77").write(tmp_path / "small")
    with pytest.raises(BadInput) as caught:
        read_scenario(small)

    assert [(each.row, each.found) for each in caught.value.faults] == [(2, "T77")]


def test_an_id_that_holds_a_comma_stays_whole(tmp_path):
    """An id is what its table says, whatever signs it holds."""
    small = Scenario().put("periods", 2, "id", "周一、1")
    for name, column in (
        ("rooms", "open_periods"), ("teachers", "available_periods"),
        ("requests", "allowed_periods"), ("requests", "preferred_periods"),
    ):  # fmt: skip
        rows = small.tables[name]
        at = rows[0].index(column)
        for row in rows[1:]:
            row[at] = row[at].replace("P11", "周一、1")
    found = read_scenario_with_remarks(small.write(tmp_path / "small"))

    assert found.problem.requests[0].allowed_periods == ("周一、1", "P31")
    assert found.remarks == ()


def test_a_word_whose_parts_are_not_words_stays_whole_and_is_remarked_on(tmp_path):
    """An audience of the district's own making may hold a sign; it is not cut in two."""
    small = Scenario().put("teachers", 3, "audiences", "老年人、亲子")
    found = read_scenario_with_remarks(small.write(tmp_path / "small"))

    assert found.problem.teachers[1].audiences == ("老年人、亲子",)
    (remark,) = found.remarks
    assert "按一项读" in remark.zh


@pytest.mark.parametrize(
    ("name", "column", "cell", "says"),
    [
        ("teachers", "name", "张老师、李老师", "请一人一行"),
        ("venues", "liaison", "1.38E+10", "科学计数法"),
        ("requests", "audience", "老年人、青少年", "按一项读"),
    ],
)
def test_what_is_doubtful_is_kept_and_remarked_on(tmp_path, name, column, cell, says):
    """Nothing is guessed: the cell stays as it is, and the clerk is asked to look."""
    small = Scenario().put(name, 2, column, cell).put("courses", 2, "audience", "*")
    found = read_scenario_with_remarks(small.write(tmp_path / "small"))

    assert getattr(getattr(found.problem, name)[0], column) == cell
    assert [remark for remark in found.remarks if says in remark.zh]


def test_headings_below_a_title_are_found_and_said(tmp_path):
    """A title and a blank line above the headings; rows keep their numbers."""
    small = Scenario()
    small.tables["rooms"][:0] = [["2026年秋季教室登记"], []]
    found = read_scenario_with_remarks(small.write(tmp_path / "small"))

    (remark,) = found.remarks
    assert (remark.place.file, remark.place.row) == ("rooms.csv", 3)
    assert "表头在第3行" in remark.zh


def test_mended_is_mended_for_good(tmp_path):
    """Written again, the scenario is as it should be: no remark is left, and it is the same."""
    small = (
        Scenario()
        .put("rooms", 2, "open_periods", "P11、P12")
        .put("requests", 2, "learners", "２４")
    )
    small.put("unavailable", 2, "id", "T1、T2")
    problem = read_scenario(small.write(tmp_path / "small"))
    for name in ("again", "again.xlsx", "again.json"):
        write_scenario(problem, tmp_path / name)
        again = read_scenario_with_remarks(tmp_path / name)
        assert (again.problem, again.remarks) == (problem, ())


# ---------------------------------------------------------------- workbooks


@pytest.fixture
def workbook(tmp_path):
    """The small scenario as a workbook of the test's own."""
    write_scenario(read_scenario(Scenario().write(tmp_path / "small")), tmp_path / "small.xlsx")
    return tmp_path / "small.xlsx"


def changed(path, change):
    """Open a workbook as a spreadsheet program does, change it, and save it."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return read_scenario_with_remarks(path)


def test_cells_merged_down_a_column_are_said(workbook):
    """The rows that took their value from the one above are named."""

    def merged(book):
        sheet = book["需求"]
        sheet.cell(3, 3).value = "K1"
        sheet.merge_cells(start_row=2, end_row=4, start_column=3, end_column=3)

    (remark,) = changed(workbook, merged).remarks
    assert (remark.place.sheet, remark.place.column) == ("需求", "课程")
    assert "第3, 4行" in remark.zh


def test_sheets_under_another_name_are_told_by_their_headings(workbook):
    """教师登记表 and Sheet1 are the tables whose headings they hold, and that is said."""

    def renamed(book):
        book["教师"].title = "教师登记表"
        book["教室"].title = "Sheet1"

    before = read_scenario(workbook)
    found = changed(workbook, renamed)
    assert found.problem == before
    assert {(each.place.sheet, each.zh) for each in found.remarks} == {
        ("教师登记表", "没有叫“教师”的工作表，按表头认作它。"),
        ("Sheet1", "没有叫“教室”的工作表，按表头认作它。"),
    }


def test_a_sheet_that_could_be_anything_is_not_taken(workbook):
    """Two headings in common with a table are not enough; the missing table is named."""

    def renamed(book):
        del book["教师"]
        book.create_sheet("汇总").append(["编号", "姓名", "电话"])

    with pytest.raises(BadInput) as caught:
        changed(workbook, renamed)
    assert [each.sheet for each in caught.value.faults if each.row == 0] == ["教师"]


def test_phone_numbers_stored_as_numbers_keep_their_digits(workbook):
    """A liaison's phone number that the spreadsheet took for a number reads in full."""

    def numbered(book):
        sheet = book["场地"]
        at = [cell.value for cell in sheet[1]].index("联络人") + 1
        sheet.cell(3, at).value = 13800000000
        sheet.cell(3, at).number_format = "General"

    assert changed(workbook, numbered).problem.venues[1].liaison == "13800000000"


def test_everything_at_once(workbook):
    """A workbook as it really comes back: nothing is lost, nothing is silent."""

    def as_it_comes(book):
        sheet = book["需求"]
        sheet.insert_rows(1, 2)
        sheet["A1"] = "2026年秋季学期需求登记表"
        sheet.merge_cells("A1:J1")
        headings = {cell.value: cell.column for cell in sheet[3]}
        sheet.cell(4, headings["人数"]).value = "２４"
        sheet.cell(4, headings["可上课节次"]).value = "P11、P31"
        book["教师"].title = "师资库"
        book["校历"]["A2"] = "2026年10月1日"
        book["教室"].sheet_state = "hidden"
        book.create_sheet("填表说明").append(["请用黑色填写"])

    before = read_scenario(workbook)
    found = changed(workbook, as_it_comes)

    assert found.problem == before
    assert {(each.place.sheet, each.place.row, each.place.column) for each in found.remarks} == {
        ("需求", 3, ""), ("需求", 4, "人数"), ("需求", 4, "可上课节次"), ("师资库", 0, ""),
        ("校历", 2, "日期"), ("教室", 0, ""), ("填表说明", 0, ""),
    }  # fmt: skip


def test_every_table_can_be_told_by_its_headings():
    """No two tables that must be there share so many headings that one is taken for the other."""
    for one in TABLES:
        for other in TABLES:
            shared = {c.zh for c in one.columns} & {c.zh for c in other.columns}
            assert one is other or shared < {c.zh for c in one.columns}
