"""The results workbook, read back as Excel would."""

from itertools import groupby

import pytest
from openpyxl import load_workbook

from engine.files.readable.sheets import Sheet
from engine.files.results_workbook import MOST_PAGES, split_for_printing, write_workbook
from tests.files.plans import make_plan

TABS = ["总表", "按街道", "按场地", "按教师", "未满足需求", "闲置资源", "监测审计", "说明"]


def opened(folder, plan, problem, **options):
    """Write a workbook and read it back."""
    path = folder / "plan.xlsx"
    write_workbook(plan, problem, path, **options)
    return load_workbook(path)


def rows(sheet):
    """Give the rows of a sheet as dicts by heading."""
    heading, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rest]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A workbook of forty sections in two streets."""
    return opened(tmp_path_factory.mktemp("book"), *make_plan(40))


def test_the_tabs_stand_in_order(book):
    """The workbook has its eight sheets."""
    assert book.sheetnames == TABS


def test_the_master_has_one_row_a_meeting(book):
    """Each row of the timetable is a row of the master, by weekday and hour."""
    plan, problem = make_plan(40)

    master = rows(book["总表"])

    assert sorted(row["班号"] for row in master) == [m.section for m in plan.timetable.meetings]
    days = [row["星期"] for row in master]
    assert [day for day, _ in groupby(days)] == [
        "周一",
        "周二",
        "周三",
        "周四",
        "周五",
        "周六",
        "周日",
    ]
    assert master[0]["首次"].date() == problem.term.start


def test_a_row_tells_its_changed_dates(book):
    """A Thursday class falls out on 1 October and is made up on the 10th, a Friday class is lost."""
    told = {row["星期"]: row["停课与调课"] for row in rows(book["按教师"]) if row["停课与调课"]}

    assert told["周四"] == "10-01补在10-10（国庆节）"
    assert told["周五"] == "10-02停课（国庆节）"


@pytest.mark.parametrize(
    ("tab", "owner"), [("按街道", "街道"), ("按场地", "场地"), ("按教师", "教师")]
)
def test_every_owner_begins_a_page(book, tab, owner):
    """A printed page break stands before each new street, venue or teacher, and nowhere else."""
    sheet = book[tab]
    names = [row[owner] for row in rows(sheet)]
    changes = [at + 1 for at in range(1, len(names)) if names[at] != names[at - 1]]

    assert [each.id for each in sheet.row_breaks.brk] == changes
    assert len(set(names)) == len(changes) + 1


def test_a_section_of_two_streets_stands_under_both(tmp_path):
    """A pooled section is on the page of every street it serves."""
    plan, problem = make_plan(4)
    pooled = plan.timetable.sections[0].model_copy(
        update={"requests": ("R0000", "R0001"), "learners": 25, "learners_by_request": (12, 13)}
    )
    timetable = plan.timetable.model_copy(
        update={
            "sections": (pooled, *plan.timetable.sections[2:]),
            "meetings": plan.timetable.meetings[:1],
        }
    )

    book = opened(tmp_path, plan.model_copy(update={"timetable": timetable}), problem)

    assert [(r["街道"], r["班号"]) for r in rows(book["按街道"])] == [
        ("第1街道", "B0000"),
        ("第2街道", "B0000"),
    ]


@pytest.mark.parametrize("tab", TABS)
def test_every_sheet_is_set_up_for_paper(book, tab):
    """Landscape, heading repeated on each page, frozen and filtered; A3 for the master only."""
    sheet = book[tab]

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == (8 if tab == "总表" else 9)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes is not None
    assert sheet.auto_filter.ref.startswith("A1:")
    assert "&P" in sheet.oddFooter.center.text


def test_the_printed_width_is_one_page(book):
    """Sheets fit by themselves, or by a scale where page breaks must hold.

    There a column's unit is a digit of 宋体 11 points: 8 px, and 8.15 px of what stands in for it.
    """
    assert book._named_styles["Normal"].font.name == "宋体"
    for tab in TABS:
        sheet = book[tab]
        if sheet.page_setup.fitToHeight == 0:
            assert sheet.page_setup.fitToWidth in (1, None)
        else:
            columns = sheet.column_dimensions.values()
            wide_px = sum(8.15 * each.width * (each.max - each.min + 1) for each in columns)
            assert wide_px / 96 * 25.4 * sheet.page_setup.scale / 100 < 297 - 20


@pytest.mark.parametrize(("name", "lines"), [("短", 1), ("很长的名称" * 6, 4), ("a\nb\nc", 3)])
def test_a_row_is_as_tall_as_its_fullest_cell(tmp_path, name, lines):
    """Wrapped text is in sight in programs that do not measure rows themselves."""
    book = opened(tmp_path, *make_plan(1, course_names=(name,)))

    assert book["按教师"].row_dimensions[2].height == lines * 13.5 + 4.5


@pytest.mark.parametrize("name", ["=1+1", "+SUM(A1)", "-2", "@x", '=HYPERLINK("x")', "mailto:a@b"])
def test_a_name_is_never_a_formula(tmp_path, name):
    """Text that looks like a formula or a link stays text."""
    sheet = opened(tmp_path, *make_plan(1, course_names=(name,)))["总表"]

    cell = next(cell for cell in sheet[2] if cell.value == name)
    assert (cell.data_type, cell.hyperlink) == ("s", None)


@pytest.mark.parametrize("title", ["&" * 300, "a" * 99 + "&&", "文&化"])
def test_a_title_is_never_a_code_of_the_header(tmp_path, title):
    """An ampersand in it is doubled, none is cut in two, and all of it fits into Excel's 255."""
    plan, problem = make_plan()
    book = opened(tmp_path, plan, problem.model_copy(update={"title": title}))

    for sheet in book:
        left = str(sheet.oddHeader.left.text)
        assert title.startswith(left.replace("&&", "&"))
        assert left.count("&") % 2 == 0
        assert len(str(sheet.oddHeader)) <= 255


def test_unserved_idle_and_audit_are_told_in_words(book):
    """Requests, supply and policy numbers are named, with their reasons."""
    unserved, idle, audit = (rows(book[tab])[0] for tab in TABS[4:7])

    assert unserved["需求编号"] == "R0005"
    assert unserved["原因"] == "教室座位不够\n没有共同时间"
    assert unserved["是否验证"] == "未验证"
    assert (idle["名称"], idle["空闲时间"]) == ("合成文化站1 101教室", "周一 08:30\n周日 10:15")
    assert (audit["单位"], audit["缺口"]) == ("示范区", 1)
    assert audit["依据行"].endswith("(+1)")


def test_the_last_sheet_tells_the_verdict(book):
    """The verdict, its bounds, the input's hash and the settings stand in the workbook."""
    told = {row["项目"]: row for row in rows(book["说明"])}

    assert told["每周路程"]["内容"] == "1,234.6 公里"
    assert "不低于 1,200.0 公里" in told["每周路程"]["说明"]
    assert told["输入指纹"]["内容"] == "0123456789abcdef"
    assert (told["设置：绕行系数"]["内容"], told["设置：绕行系数"]["说明"]) == (
        "1.3",
        "直线距离乘以它得到路程",
    )


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    """Nothing in the file depends on when it was written."""
    plan, problem = make_plan(12)
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"

    write_workbook(plan, problem, first)
    write_workbook(plan, problem, second)

    assert first.read_bytes() == second.read_bytes()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_the_workbook_speaks_english_when_asked(tmp_path):
    """Tabs, headings and words are English with `en`; names stay as they are."""
    book = opened(tmp_path, *make_plan(2), lang="en")

    assert book.sheetnames[:2] == ["Timetable", "By street"]
    assert rows(book["Timetable"])[0]["Weeks"] == "weeks 1–16"


def test_more_owners_than_excel_keeps_page_breaks_for_are_two_sheets():
    """The thousand-and-first teacher begins a second sheet, and no row is lost."""
    owners = MOST_PAGES + 1
    sheet = Sheet(("按教师", "By teacher"), (), tuple((f"T{n}",) for n in range(owners)), breaks=1)

    parts = list(split_for_printing(sheet))

    assert [part.name[0] for part in parts] == ["按教师", "按教师 2"]
    assert [len(part.rows) for part in parts] == [MOST_PAGES, 1]
    assert tuple(row for part in parts for row in part.rows) == sheet.rows


def test_a_plan_without_classes_is_still_a_workbook(tmp_path):
    """Nothing placed gives empty sheets, not an error."""
    plan, problem = make_plan(2)
    nothing = plan.timetable.model_copy(update={"meetings": ()})
    bare = plan.model_copy(update={"timetable": nothing, "dates": (), "idle": (), "audit": ()})

    book = opened(tmp_path, bare, problem)

    assert book.sheetnames == TABS
    assert rows(book["总表"]) == []
