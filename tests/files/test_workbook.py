"""Workbooks as clerks return them: Chinese words, dates, formulas, merged cells, hidden sheets."""

import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from engine.files.formats import read_scenario, read_scenario_with_remarks, write_scenario
from engine.files.tables import TABLES, TERM
from engine.files.template import write_template
from engine.refusals import BadInput, UnknownName
from tests.files.small_scenario import Scenario


@pytest.fixture(scope="module")
def problem(tmp_path_factory):
    """The small scenario's problem."""
    return read_scenario(Scenario().write(tmp_path_factory.mktemp("folder") / "small"))


@pytest.fixture(scope="module")
def written(problem, tmp_path_factory):
    """The bytes of the small scenario as a workbook."""
    path = tmp_path_factory.mktemp("workbook") / "small.xlsx"
    write_scenario(problem, path)
    return path.read_bytes()


@pytest.fixture
def workbook(written, tmp_path):
    """The small scenario as a workbook of the test's own."""
    path = tmp_path / "small.xlsx"
    path.write_bytes(written)
    return path


def faults_of(path):
    """The faults with which a workbook is refused."""
    with pytest.raises(BadInput) as caught:
        read_scenario(path)
    return caught.value.faults


def changed(path, change):
    """Open a workbook as a spreadsheet program does, change it, and save it."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def column(sheet, heading):
    """The number of a column by its heading."""
    return [cell.value for cell in sheet[1]].index(heading) + 1


def test_workbook_speaks_chinese(workbook):
    """Sheets, headings and choices are Chinese, numbers are numbers and dates are dates."""
    book = openpyxl.load_workbook(workbook)

    assert book.sheetnames == [TERM.zh, *(table.zh for table in TABLES)]
    teachers = book["教师"]
    assert teachers.freeze_panes == "B2"
    assert teachers.cell(2, column(teachers, "用工")).value == "专职"
    assert teachers.cell(2, column(teachers, "管理人员")).value == "否"
    assert teachers.cell(2, column(teachers, "每周最多次数")).value == 10
    assert book["校历"].cell(2, 1).value == datetime(2026, 10, 1)  # noqa: DTZ001 - as stored
    assert book["教室"].cell(2, column(book["教室"], "设备")).value == "屏幕;音响"


def test_headings_carry_notes_and_drop_downs(workbook):
    """Every heading has a note, and choices, yes/no and references have a drop-down."""
    sheet = openpyxl.load_workbook(workbook)["教师"]

    assert all(cell.comment for cell in sheet[1])
    assert "专职、兼职、志愿者" in sheet.cell(1, column(sheet, "用工")).comment.text
    lists = {
        next(iter(each.sqref.ranges)).min_col: each.formula1
        for each in sheet.data_validations.dataValidation
    }
    assert lists[column(sheet, "用工")] == '"专职,兼职,志愿者"'
    assert lists[column(sheet, "管理人员")] == '"是,否"'
    assert lists[column(sheet, "所在区域")].startswith("'区域'!$A$2")


def test_english_names_are_read_too(problem, workbook):
    """A workbook with English sheet names and headings is the same scenario."""

    def english(book):
        for table in TABLES:
            sheet = book[table.zh]
            sheet.title = table.name
            for cell, each in zip(sheet[1], table.columns, strict=True):
                cell.value = each.key

    assert read_scenario(changed(workbook, english)) == problem


def test_cells_as_spreadsheets_store_them_are_understood(problem, workbook):
    """Times, dates as serial numbers, ids as numbers and ticks as booleans mean the same."""

    def typed(book):
        book["节次"].cell(2, 3).value = datetime(1899, 12, 30, 8, 30).time()  # noqa: DTZ001
        book["不可用时间"].cell(2, 3).value = 46328
        book["不可用时间"].cell(2, 4).value = "2026/11/6"
        free = column(book["场地"], "免费")
        book["场地"].cell(2, free).value = True
        book["经费"].cell(2, 2).value = 2026.0

    assert read_scenario(changed(workbook, typed)) == problem


def test_ids_stored_as_numbers_keep_their_digits(tmp_path):
    """A division code that the spreadsheet took for a number is still the same code."""
    small = Scenario()
    for table, at in (
        ("areas", "code"),
        ("schools", "area"),
        ("budgets", "area"),
        ("populations", "area"),
        ("requests", "area"),
        ("areas", "parent"),
    ):
        for row in range(2, len(small.tables[table]) + 1):
            rows = small.tables[table]
            cell = rows[row - 1][rows[0].index(at)]
            small.put(table, row, at, "330105001" if cell == "D1" else cell)
    problem = read_scenario(small.write(tmp_path / "coded"))
    write_scenario(problem, tmp_path / "coded.xlsx")

    def numbered(book):
        book["区域"].cell(2, 1).value = 330105001

    assert read_scenario(changed(tmp_path / "coded.xlsx", numbered)) == problem


def test_id_too_long_for_a_number_is_refused(workbook):
    """A number of more digits than a spreadsheet keeps is refused as an id."""

    def numbered(book):
        book["学期"].cell(2, 2).value = 12345678901234567890

    faults = faults_of(changed(workbook, numbered))

    assert [(each.sheet, each.row, each.column) for each in faults] == [("学期", 2, "标识")]


def test_formula_without_a_value_is_refused_with_advice(workbook):
    """A formula that was never calculated cannot be read, and the clerk learns what to do."""

    def formula(book):
        sheet = book["需求"]
        sheet.cell(2, column(sheet, "人数")).value = "=12*2"

    (fault,) = faults_of(changed(workbook, formula))

    assert (fault.sheet, fault.row, fault.column, fault.found) == ("需求", 2, "人数", "=12*2")
    assert "保存一次" in fault.line("zh")


def test_error_in_a_cell_is_refused(workbook):
    """A cell that shows #N/A holds nothing that could be read."""

    def error(book):
        book["需求"].cell(2, 3).value = "#N/A"
        book["需求"].cell(2, 3).data_type = "e"

    (fault,) = faults_of(changed(workbook, error))

    assert (fault.row, fault.column, fault.found) == (2, "课程", "#N/A")


def test_cells_merged_down_a_column_count_for_every_row(problem, workbook):
    """A value merged over several rows belongs to each of them."""

    def merged(book):
        sheet = book["需求"]
        sheet.cell(3, 3).value = "K1"
        sheet.merge_cells(start_row=2, end_row=4, start_column=3, end_column=3)

    found = read_scenario(changed(workbook, merged))

    assert [each.course for each in found.requests] == ["K1", "K1", "K1"]


def test_cells_merged_across_columns_are_refused(workbook):
    """What was merged over several columns cannot be told apart again."""

    def merged(book):
        book["需求"].merge_cells(start_row=3, end_row=3, start_column=7, end_column=8)

    assert ("需求", 3) in {(each.sheet, each.row) for each in faults_of(changed(workbook, merged))}


def test_merged_title_above_the_headings_is_passed_over(problem, workbook):
    """A title over the whole table moves the headings down, and rows keep their numbers."""

    def titled(book):
        sheet = book["需求"]
        sheet.insert_rows(1)
        sheet.cell(1, 1).value = "2026年秋季需求汇总"
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=10)

    assert read_scenario(changed(workbook, titled)) == problem


def test_hidden_and_unknown_sheets_are_remarked(problem, workbook):
    """A hidden sheet is read, a sheet of another name is not, and both are said."""

    def hidden(book):
        book["教师"].sheet_state = "hidden"
        book.create_sheet("教师(旧)").cell(1, 1).value = "垃圾"

    found = read_scenario_with_remarks(changed(workbook, hidden))

    assert found.problem == problem
    assert [each.place.sheet for each in found.remarks] == ["教师", "教师(旧)"]


def test_missing_sheets_are_all_named(workbook):
    """Sheets that are not there are named, 学期 among them; 锁定 may be absent."""

    def without(book):
        for name in ("学期", "教室", "锁定", "经费"):
            del book[name]

    assert sorted(each.sheet for each in faults_of(changed(workbook, without))) == sorted(
        ["学期", "教室", "经费"]
    )


def test_sheet_that_stands_twice_is_refused(workbook):
    """A table in Chinese and again in English is one too many."""

    def twice(book):
        book.copy_worksheet(book["教师"]).title = "teachers"

    assert [each.sheet for each in faults_of(changed(workbook, twice))] == ["teachers"]


def test_content_far_to_the_right_is_refused(workbook):
    """Content beyond the columns of a table is an error, not dropped."""

    def far(book):
        book["需求"].cell(3, 500).value = "x"

    assert [(each.sheet, each.row) for each in faults_of(changed(workbook, far))] == [("需求", 3)]


def test_blank_formatted_cells_do_not_matter(problem, workbook):
    """Cells that were only coloured, to the right and below, hold nothing."""

    def coloured(book):
        book["需求"].cell(3, 500).font = openpyxl.styles.Font(bold=True)
        book["需求"].cell(5000, 2).font = openpyxl.styles.Font(bold=True)

    assert read_scenario(changed(workbook, coloured)) == problem


@pytest.mark.parametrize("address", [b"ABC", b"12", b"A0", b"ABCD1"])
def test_address_that_is_none_is_a_damaged_workbook(workbook, tmp_path, address):
    """A cell that stands nowhere is refused, whatever its address looks like."""
    with zipfile.ZipFile(workbook) as before, zipfile.ZipFile(tmp_path / "odd.xlsx", "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b'r="B2"', b'r="' + address + b'"'))

    assert [each.expected[1] for each in faults_of(tmp_path / "odd.xlsx")] == [
        "an undamaged .xlsx workbook"
    ]


def test_days_from_1904_are_refused(workbook):
    """A workbook that counts its days otherwise would shift all dates by four years."""

    def old(book):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    assert [each.found for each in faults_of(changed(workbook, old))] == ["date1904"]


def test_item_of_the_term_that_stands_twice_is_refused(workbook):
    """Two lines for one item of the sheet 学期 leave it open which holds."""

    def twice(book):
        sheet = book["学期"]
        sheet.cell(sheet.max_row + 1, 1).value = "weeks"
        sheet.cell(sheet.max_row, 2).value = "12"

    assert [(each.sheet, each.column) for each in faults_of(changed(workbook, twice))] == [
        ("学期", "weeks")
    ]


def test_fault_of_the_term_is_named_by_its_line(workbook):
    """A first day that is no Monday is named with the line of the sheet 学期."""

    def tuesday(book):
        book["学期"].cell(7, 2).value = date(2026, 9, 8)

    assert [
        (each.sheet, each.row, each.column) for each in faults_of(changed(workbook, tuesday))
    ] == [("学期", 7, "学期开始")]


def test_template_shows_an_example_a_sheet_and_holds_no_rows(tmp_path):
    """The empty template has grey examples that reading passes over."""
    write_template(tmp_path / "template.xlsx")

    book = openpyxl.load_workbook(tmp_path / "template.xlsx")
    assert book["教师"].cell(2, 1).value == "示例 T001"
    assert book["教师"].cell(2, 1).font.color.rgb == "FF8C8C8C"
    rows = {each.row for each in faults_of(tmp_path / "template.xlsx") if each.sheet != "学期"}
    assert rows == {0}


def test_template_of_a_street_holds_its_own_rows(problem, tmp_path):
    """A street's template has what the district gives and the street's own register."""
    write_template(tmp_path / "street.xlsx", problem, "东街道")

    found = read_scenario(tmp_path / "street.xlsx")

    assert found.courses == problem.courses
    assert [each.id for each in found.venues] == ["V1"]
    assert [each.id for each in found.rooms] == ["R1"]
    assert [each.id for each in found.teachers] == ["T1", "T3"]
    assert found.requests == ()


def test_template_without_a_scenario_names_its_street(tmp_path):
    """A street may have an empty template with its name in the title."""
    write_template(tmp_path / "street.xlsx", street="米市巷街道")

    assert (
        openpyxl.load_workbook(tmp_path / "street.xlsx")["学期"].cell(3, 2).value
        == "米市巷街道采集表"
    )


def test_template_is_a_workbook_only(tmp_path):
    """A template under another name than .xlsx would not open."""
    with pytest.raises(BadInput):
        write_template(tmp_path / "template.csv")

    assert list(tmp_path.iterdir()) == []


def test_template_of_an_unknown_street_is_refused(problem, tmp_path):
    """A street that the scenario does not hold is refused with the names it has."""
    with pytest.raises(UnknownName) as caught:
        write_template(tmp_path / "street.xlsx", problem, "南街道")

    assert "东街道、西街道" in caught.value.zh
    assert not (tmp_path / "street.xlsx").exists()


def test_every_sheet_prints_on_a4_with_all_columns_on_one_page(workbook):
    """Collected sheets are printed and signed: headings on every page, columns beside each other."""
    book = openpyxl.load_workbook(workbook)

    for sheet in book:
        page = sheet.page_setup
        assert (page.orientation, int(page.paperSize)) == ("landscape", 9), sheet.title
        assert (page.fitToWidth or 1, page.fitToHeight) == (1, 0), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert sheet.print_title_rows == "$1:$1", sheet.title
