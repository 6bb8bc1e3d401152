"""A refused workbook comes back with exactly its faulty cells red, and nothing else changed."""

import re
import zipfile
from copy import copy

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from engine.files.formats import read_scenario, read_scenario_with_remarks, write_scenario
from engine.files.marking.mark import write_marked
from engine.files.marking.notes import OPENING
from engine.files.marking.styles import RED
from engine.files.tables import table
from engine.refusals import BadInput
from tests.files.small_scenario import Scenario
from tests.files.test_planted_errors import PLANTED, REPORTED, ids

# sheet, cell, what is planted there; the cells of two sheets, of the term, of a heading
SEVERAL = [
    ("区域", "E3", -1),
    ("区域", "C4", "镇"),
    ("教师", "A3", None),
    ("教师", "I2", "书法"),
    ("需求", "D2", "三十"),
    ("需求", "C3", "K99"),
    ("校历", "H5", "也许"),
    ("学期", "B7", "2026-09-08"),
    ("教师", "L1", "每周最多次"),
]

IN_WORKBOOKS = [each for each in PLANTED if "\x07" not in each[3]]  # which no workbook can hold


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The small scenario as a workbook without a fault."""
    here = tmp_path_factory.mktemp("sound")
    write_scenario(read_scenario(Scenario().write(here / "small")), here / "small.xlsx")
    return here / "small.xlsx"


@pytest.fixture
def planted(sound, tmp_path):
    """The workbook with faults on several sheets."""
    return changed(sound, tmp_path / "bad.xlsx", SEVERAL)


def changed(source, target, cells):
    """The workbook with some cells written as a spreadsheet program would."""
    book = openpyxl.load_workbook(source)
    for sheet, cell, value in cells:
        book[sheet][cell] = value
    book.save(target)
    return target


def refused(path):
    """The refusal of a workbook."""
    with pytest.raises(BadInput) as caught:
        read_scenario(path)
    return caught.value


def marked(path, lang="zh"):
    """The workbook with its faults marked, beside it."""
    target = path.with_name(f"marked-{path.name}")
    write_marked(path, target, refused(path), lang)
    return target


def red_cells(path):
    """The red cells of all sheets."""
    return {
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == RED
    }


def noted_cells(path):
    """The cells whose note holds a mark."""
    return {
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment and OPENING in cell.comment.text
    }


def test_exactly_the_faulty_cells_are_red_and_have_a_note(planted):
    """Nine faults on five sheets, an empty cell and a heading among them: those cells and no others."""
    expected = {(sheet, cell) for sheet, cell, _ in SEVERAL}

    result = marked(planted)

    assert red_cells(result) == noted_cells(result) == expected


def test_a_note_says_what_was_found_what_was_expected_and_how_to_mend_it(planted):
    """The words of the refusal, in the language asked for."""
    zh, en = (
        openpyxl.load_workbook(marked(planted, lang))["需求"]["D2"].comment.text
        for lang in ("zh", "en")
    )

    assert zh.splitlines()[1:] == [
        "填的是：三十",
        "应为：整数,1到100000。只填数字，不带单位和千位逗号。",
    ]
    assert en.splitlines()[1] == "Found: 三十"
    assert en.splitlines()[2].startswith("Expected: a whole number from 1 to 100000. Write the")


def looks(cell):
    """Everything about a cell but its fill and its note."""
    return (
        cell.value, cell.data_type, cell.number_format, copy(cell.font), copy(cell.border),
        copy(cell.alignment), copy(cell.protection),
    )  # fmt: skip


def test_nothing_else_changes(planted):
    """Values, formats, widths, drop-downs, notes and fills of all other cells are as they were."""
    result = marked(planted)
    before, after = openpyxl.load_workbook(planted), openpyxl.load_workbook(result)
    faulty = red_cells(result)

    assert after.sheetnames[1:] == before.sheetnames
    for sheet in before:
        twin = after[sheet.title]
        assert twin.dimensions == sheet.dimensions
        assert twin.data_validations == sheet.data_validations
        assert twin.freeze_panes == sheet.freeze_panes
        assert {k: v.width for k, v in twin.column_dimensions.items()} == {
            k: v.width for k, v in sheet.column_dimensions.items()
        }
        for row in sheet.iter_rows():
            for cell in row:
                other = twin[cell.coordinate]
                assert looks(other) == looks(cell)
                if (sheet.title, cell.coordinate) not in faulty:
                    assert copy(other.fill) == copy(cell.fill)
                    assert (other.comment and other.comment.text) == (
                        cell.comment and cell.comment.text
                    )


def test_parts_without_a_fault_are_the_same_bytes(planted):
    """Sheets without a fault, their notes and whatever else the file holds stay as they are."""
    result = marked(planted)
    sheets = {sheet for sheet, _, _ in SEVERAL}
    with zipfile.ZipFile(planted) as before, zipfile.ZipFile(result) as after:
        same = {name for name in before.namelist() if before.read(name) == after.read(name)}
        assert set(before.namelist()) <= set(after.namelist())
    titles = openpyxl.load_workbook(planted).sheetnames
    for number, title in enumerate(titles, start=1):
        assert (f"xl/worksheets/sheet{number}.xml" in same) == (title not in sheets)
    assert "xl/theme/theme1.xml" in same


def test_the_first_sheet_lists_every_fault_with_a_link_to_its_cell(planted):
    """A line a fault, in the order of the refusal; each link leads to the red cell."""
    bad = refused(planted)
    sheet = openpyxl.load_workbook(marked(planted)).worksheets[0]

    assert sheet.title == "错误清单"
    assert sheet["A1"].value.startswith("排课检查：共 9 处要改，列出 9 处。")
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert [(row[0], row[2], row[3] or "") for row in rows] == [
        (each.sheet, each.column, each.found) for each in bad.faults
    ]
    links = {cell.coordinate: cell.hyperlink.location for cell in sheet["B"] if cell.hyperlink}
    assert links == {f"B{n}": f"'{row[0]}'!{row[1]}" for n, row in enumerate(rows, start=3)}
    assert {(row[0], row[1]) for row in rows} == {(sheet, cell) for sheet, cell, _ in SEVERAL}


def test_only_the_list_is_selected(planted):
    """It opens with the list, and typing into it does not type into other sheets."""
    book = openpyxl.load_workbook(marked(planted))

    assert book.active.title == "错误清单"
    assert [each.title for each in book if each.sheet_view.tabSelected] == ["错误清单"]


def test_mending_step_by_step_ends_with_the_scenario(sound, planted, tmp_path):
    """Half of the faults mended: only the others are red. All mended: it is read, and is right."""
    true = {
        (sheet, cell): openpyxl.load_workbook(sound)[sheet][cell].value
        for sheet, cell, _ in SEVERAL
    }
    half = [(sheet, cell, true[sheet, cell]) for sheet, cell, _ in SEVERAL[::2]]
    rest = [(sheet, cell, true[sheet, cell]) for sheet, cell, _ in SEVERAL[1::2]]

    again = changed(marked(planted), tmp_path / "half.xlsx", half)
    second = marked(again)
    assert red_cells(second) == noted_cells(second) == {(sheet, cell) for sheet, cell, _ in rest}
    assert openpyxl.load_workbook(second).sheetnames.count("错误清单") == 1
    assert len(openpyxl.load_workbook(second)["错误清单"]["A"]) == 2 + len(rest)

    done = read_scenario_with_remarks(changed(second, tmp_path / "done.xlsx", rest))
    assert done.problem == read_scenario(sound)
    assert [each.zh for each in done.remarks] == ["上次检查的清单，没有读。"]


def test_marking_twice_is_marking_once(planted, tmp_path):
    """A marked workbook marked again has the same cells, notes and one list."""
    first = marked(planted)
    second = marked(first)

    assert red_cells(second) == red_cells(first)
    notes = [
        [cell.comment and cell.comment.text for row in sheet.iter_rows() for cell in row]
        for path in (first, second)
        for sheet in openpyxl.load_workbook(path)
    ]
    assert notes[: len(notes) // 2] == notes[len(notes) // 2 :]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_of_either_language_is_known_again(planted, lang):
    """The list of an English check gives way to a Chinese one, and the other way round."""
    second = marked(marked(planted, lang), "zh" if lang == "en" else "en")

    assert len(openpyxl.load_workbook(second).sheetnames) == 16


def test_a_sheet_of_the_clerks_own_with_the_lists_name_stays(planted, tmp_path):
    """Only what paike wrote is replaced; the list takes another name."""
    book = openpyxl.load_workbook(planted)
    book.create_sheet("错误清单")["A1"] = "我的记录"
    book.save(tmp_path / "own.xlsx")

    after = openpyxl.load_workbook(marked(tmp_path / "own.xlsx"))

    assert after.sheetnames[0] == "错误清单 2"
    assert after["错误清单"]["A1"].value == "我的记录"


def test_the_clerks_own_note_stays_above_the_mark_and_comes_back(sound, tmp_path):
    """A note that was there is kept, and is all that is left when the cell is mended."""
    book = openpyxl.load_workbook(sound)
    book["需求"]["D2"] = "三十"
    book["需求"]["D2"].comment = Comment("向社区核实过", "小王")
    book.save(tmp_path / "bad.xlsx")
    first = marked(tmp_path / "bad.xlsx")

    text = openpyxl.load_workbook(first)["需求"]["D2"].comment.text
    assert text.startswith(f"向社区核实过\n\n{OPENING}")

    other = [("需求", "D2", 24), ("需求", "D3", "多")]
    second = marked(changed(first, tmp_path / "mended.xlsx", other))
    assert openpyxl.load_workbook(second)["需求"]["D2"].comment.text == "向社区核实过"


def test_two_faults_of_one_cell_share_its_note(tmp_path, sound):
    """A list with two strangers has one note that names both."""
    at = [cell.value for cell in openpyxl.load_workbook(sound)["教室"][1]].index("开放节次")
    cell = f"{chr(ord('A') + at)}2"
    result = marked(changed(sound, tmp_path / "bad.xlsx", [("教室", cell, "P98;P99")]))

    assert red_cells(result) == {("教室", cell)}
    text = openpyxl.load_workbook(result)["教室"][cell].comment.text
    assert "填的是：P98" in text
    assert "填的是：P99" in text


def test_a_fault_below_merged_cells_is_marked_where_it_is_seen(sound, tmp_path):
    """Three rows share a merged course that is not there: the first one, which shows it, is red."""
    book = openpyxl.load_workbook(sound)
    book["需求"]["C2"] = "K77"
    book["需求"].merge_cells("C2:C4")
    book.save(tmp_path / "bad.xlsx")

    result = marked(tmp_path / "bad.xlsx")

    assert red_cells(result) == {("需求", "C2")}
    rows = list(openpyxl.load_workbook(result).worksheets[0].iter_rows(min_row=3, values_only=True))
    assert [row[1] for row in rows] == ["C2", "C2", "C2"]


def test_cells_merged_across_columns_are_red(sound, tmp_path):
    """What cannot be told apart is marked at its first cell."""
    book = openpyxl.load_workbook(sound)
    book["需求"].merge_cells("G3:H3")
    book.save(tmp_path / "bad.xlsx")

    assert ("需求", "G3") in red_cells(marked(tmp_path / "bad.xlsx"))


def test_faults_of_whole_sheets_stand_in_the_list_only(sound, tmp_path):
    """A sheet that is missing has no cell; a missing column none either, but for a near miss."""
    book = openpyxl.load_workbook(sound)
    del book["教室"]
    book["课程"]["A1"] = "编码"
    book.save(tmp_path / "bad.xlsx")

    result = marked(tmp_path / "bad.xlsx")

    assert red_cells(result) == set()
    rows = list(openpyxl.load_workbook(result).worksheets[0].iter_rows(min_row=3, values_only=True))
    assert {(row[0], row[1]) for row in rows} >= {("教室", ""), ("课程", "")}


def test_a_heading_that_was_meant_for_a_column_is_red(sound, tmp_path):
    """每周最多次 is what 每周最多次数 was meant to be."""
    sheet = openpyxl.load_workbook(sound)["教师"]
    cell = next(each.coordinate for each in sheet[1] if each.value == "每周最多次数")

    assert red_cells(
        marked(changed(sound, tmp_path / "bad.xlsx", [("教师", cell, "每周最多次")]))
    ) == {("教师", cell)}


def test_rows_below_a_title_and_sheets_of_another_name_are_marked_where_they_are(sound, tmp_path):
    """The cell that is red is the one that the clerk sees, wherever the headings stand."""
    book = openpyxl.load_workbook(sound)
    book["需求"].insert_rows(1, 2)
    book["需求"]["A1"] = "需求登记"
    book["需求"]["D5"] = "多"
    book["教师"].title = "师资库"
    book["师资库"]["I2"] = "书法"
    book.save(tmp_path / "bad.xlsx")

    assert red_cells(marked(tmp_path / "bad.xlsx")) == {("需求", "D5"), ("师资库", "I2")}


def test_an_empty_cell_keeps_the_format_of_its_column(planted):
    """An id that is missing is typed into a cell of text, as all ids of the column are."""
    cell = openpyxl.load_workbook(marked(planted))["教师"]["A3"]

    assert cell.value is None
    assert cell.number_format == "@"


@pytest.mark.parametrize("fault", IN_WORKBOOKS, ids=ids(IN_WORKBOOKS))
def test_every_planted_error_is_marked_at_its_cell(sound, tmp_path, fault):
    """Whatever is refused in a cell is marked at that cell, and at no other of its row."""
    name, row, column, text, _ = fault
    described = table(name)
    book = openpyxl.load_workbook(sound)
    sheet = book[described.zh]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(row, headings.index(described.column(column).zh) + 1).value = text or None
    book.save(tmp_path / "bad.xlsx")

    where = REPORTED.get((name, row, column, text), (row, column))
    at = headings.index(described.column(where[1]).zh)
    bad = refused(tmp_path / "bad.xlsx")
    result = red_cells(marked(tmp_path / "bad.xlsx"))
    assert (described.zh, sheet.cell(where[0], at + 1).coordinate) in result
    assert len(result) == len({(each.sheet, each.row, each.column) for each in bad.faults})


# ---------------------------------------------------------------- what other programs write


def rewritten(source, target, change):
    """A workbook whose parts are changed as bytes."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    return target


def sheet_part(path, title):
    """The part of a sheet, as text."""
    number = openpyxl.load_workbook(path).sheetnames.index(title) + 1
    with zipfile.ZipFile(path) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_stored_values_of_formulas_stay(sound, tmp_path):
    """A formula that was calculated keeps its value, and is read from the marked workbook too."""
    bad = changed(sound, tmp_path / "bad.xlsx", [("需求", "D2", "=12*2"), ("需求", "E3", 9)])
    with_value = rewritten(
        bad, tmp_path / "value.xlsx",
        lambda _, part: part.replace(b"<f>12*2</f><v></v>", b"<f>12*2</f><v>24</v>")
        .replace(b"<f>12*2</f><v />", b"<f>12*2</f><v>24</v>"),
    )  # fmt: skip
    assert [each.column for each in refused(with_value).faults] == ["优先级"]

    result = marked(with_value)

    assert [each.column for each in refused(result).faults] == ["优先级"]
    assert "<f>12*2</f><v>24</v>" in re.sub(r"<c [^>]*>", "", sheet_part(with_value, "需求"))
    with zipfile.ZipFile(result) as archive:
        assert any(b"<f>12*2</f><v>24</v>" in archive.read(name) for name in archive.namelist())


@pytest.mark.filterwarnings("ignore:Data Validation extension")
def test_what_paike_does_not_know_of_a_sheet_stays(planted, tmp_path):
    """Drop-downs in the newer form, which lie in an extension, are still there."""
    extension = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        b'<x14:dataValidations count="0"/></ext></extLst></worksheet>'
    )
    source = rewritten(
        planted, tmp_path / "extended.xlsx",
        lambda name, part: part.replace(b"</worksheet>", extension) if "/sheet" in name else part,
    )  # fmt: skip

    result = marked(source)

    with zipfile.ZipFile(result) as archive:
        parts = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert all(part.endswith(extension) for part in parts)
    # The drawing of the notes stands before the extension, as the schema's order asks.
    assert all(part.index(b"legacyDrawing") < part.index(b"<extLst") for part in parts)
    assert red_cells(result) == {(sheet, cell) for sheet, cell, _ in SEVERAL}


def prefixed(name, part):
    """A part as some programs write it: every element with a prefix."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    if not name.startswith("xl/") or main not in part:
        return part
    part = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", part)
    return part.replace(b'xmlns="' + main, b'xmlns:x="' + main)


def test_elements_with_a_prefix_are_marked_with_it(planted, tmp_path):
    """A workbook in which every element has a prefix is marked in the same manner."""
    result = marked(rewritten(planted, tmp_path / "prefixed.xlsx", prefixed))

    assert red_cells(result) == noted_cells(result) == {(sheet, cell) for sheet, cell, _ in SEVERAL}


def test_sheets_without_notes_get_some(tmp_path):
    """A workbook made by hand: plain sheets, one bad cell, one that is not even written."""
    problem = read_scenario(Scenario().write(tmp_path / "small"))
    write_scenario(problem, tmp_path / "small.xlsx")
    with xlsxwriter.Workbook(tmp_path / "plain.xlsx") as plain:
        for sheet in openpyxl.load_workbook(tmp_path / "small.xlsx"):
            page = plain.add_worksheet(sheet.title)
            for row in sheet.iter_rows():
                for cell in row:
                    value = str(cell.value)[:10] if cell.is_date else cell.value
                    if value is not None and (sheet.title, cell.coordinate) != ("需求", "D3"):
                        page.write(cell.row - 1, cell.column - 1, value)
            if sheet.title == "教室":
                page.write("D2", "许多")

    result = marked(tmp_path / "plain.xlsx")

    assert red_cells(result) == noted_cells(result) == {("需求", "D3"), ("教室", "D2")}


def test_names_that_belong_to_a_sheet_move_along(planted, tmp_path):
    """A print area of the second sheet is still that sheet's, which is now the third."""
    book = openpyxl.load_workbook(planted)
    book["区域"].print_area = "A1:C5"
    book.save(tmp_path / "named.xlsx")

    after = openpyxl.load_workbook(marked(tmp_path / "named.xlsx"))

    assert after["区域"].print_area == "'区域'!$A$1:$C$5"


def test_a_found_text_that_no_xml_can_hold_is_shown_without_it(sound, tmp_path):
    """A stray control character in a refusal does not break the workbook."""
    bad = BadInput(
        each.__class__(**{**vars(each), "found": "a\x07<b>&\"'"})
        for each in refused(changed(sound, tmp_path / "bad.xlsx", [("需求", "D2", "x")])).faults
    )
    write_marked(tmp_path / "bad.xlsx", tmp_path / "marked.xlsx", bad)

    after = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert "填的是：a?<b>&\"'" in after["需求"]["D2"].comment.text
    assert after["错误清单"]["D3"].value == "a?<b>&\"'"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda name, part: part if name != "xl/styles.xml" else b"<styleSheet/>",
        lambda name, part: part if name != "xl/styles.xml" else "<a/>".encode("utf-16"),
        lambda name, part: part.replace(b"cellXfs", b"cellYfs"),
        lambda name, part: part.replace(b'ref="', b'ref="ABC') if "comments/" in name else part,
        lambda name, part: part.replace(b"commentList", b"list") if "comments/" in name else part,
        lambda name, part: part.replace(b"</xml>", b"") if name.endswith(".vml") else part,
        lambda name, part: part.replace(b"</Types>", b""),
    ],
    ids=["no styles", "encoding", "no list", "no cell", "no notes", "no end", "no types"],
)
def test_a_workbook_that_cannot_be_marked_is_refused_and_nothing_written(planted, tmp_path, spoil):
    """Parts that do not hold what they should are no traceback."""
    source, target = rewritten(planted, tmp_path / "odd.xlsx", spoil), tmp_path / "marked.xlsx"
    with pytest.raises(BadInput):
        write_marked(source, target, refused(planted))

    assert not target.exists()
