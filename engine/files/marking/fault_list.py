"""The first sheet of a marked workbook: every fault in a line, with a link to its cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.utils.cell import get_column_letter

from engine.files.marking.package import WORKBOOK, Package
from engine.files.marking.painting import Cell
from engine.files.marking.splicing import spliced, tags, with_attribute, xml_text
from engine.files.marking.styles import Styles
from engine.files.workbook.fault_sheet import LIST_TITLES, OPENING_LINE
from engine.refusals import BadInput, Fault, Lang

_WORKSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BOLD: Final = '<{0}font><{0}b/><{0}sz val="11"/><{0}name val="等线"/></{0}font>'
_PLAIN: Final = '<{0}font><{0}sz val="11"/><{0}name val="等线"/></{0}font>'
_LINK: Final = (
    '<{0}font><{0}u/><{0}sz val="11"/><{0}color rgb="FF0563C1"/><{0}name val="等线"/></{0}font>'
)
_HEADINGS: Final[dict[Lang, tuple[str, ...]]] = {
    "zh": ("工作表", "单元格", "列", "填的是", "应为", "怎么改"),
    "en": ("Sheet", "Cell", "Column", "Found", "Expected", "How to fix it"),
}
_WIDTHS: Final = (14, 9, 16, 24, 36, 52)
_LINK_COLUMN: Final = 2


@dataclass(frozen=True)
class Listed:
    """A fault with the cell it is about; None where no cell of the workbook holds it."""

    fault: Fault
    cell: Cell | None


@dataclass(frozen=True)
class _Looks:
    bold: int
    plain: int
    link: int


def write_list(
    package: Package,
    styles: Styles,
    listed: Sequence[Listed],
    bad: BadInput,
    lang: Lang,
    old: str | None,
) -> None:
    """Write the list as the first sheet, in place of the one of an earlier check."""
    looks = _Looks(*(styles.with_font(font) for font in (_BOLD, _PLAIN, _LINK)))
    main = package.namespace
    content = _sheet(main, looks, _lines(listed, bad, lang), listed)
    if old is not None:
        package[old] = content
        return
    part = package.fresh("xl/worksheets/paikeFaults{}.xml")
    package.add(part, content, _WORKSHEET)
    reference = package.relate(WORKBOOK, "worksheet", part)
    package[WORKBOOK] = _with_first_sheet(package[WORKBOOK], reference, lang)


def _lines(listed: Sequence[Listed], bad: BadInput, lang: Lang) -> list[tuple[str, ...]]:
    count = len(bad.faults) + bad.more
    said = {
        "zh": f"{OPENING_LINE['zh']}：共 {count} 处要改，列出 {len(listed)} 处。"
        "红色的格子里有批注；改好后把整本工作簿再交一次。",
        "en": f"{OPENING_LINE['en']}: {count} to mend, {len(listed)} listed. "
        "Red cells have a note; mend them and hand the whole workbook in again.",
    }
    at = 0 if lang == "zh" else 1
    rows = [
        (
            each.fault.sheet,
            "" if each.cell is None else _name(each.cell),
            each.fault.column,
            each.fault.found,
            each.fault.expected[at],
            each.fault.fix[at],
        )
        for each in listed
    ]
    return [(said[lang],), _HEADINGS[lang], *rows]


def _sheet(
    main: str, looks: _Looks, lines: Sequence[tuple[str, ...]], listed: Sequence[Listed]
) -> bytes:
    rows = "".join(
        f'<row r="{number}">{_cells(number, line, looks)}</row>'
        for number, line in enumerate(lines, start=1)
    )
    links = "".join(
        f'<hyperlink ref="{_name((number, _LINK_COLUMN))}" location="{_location(each)}"/>'
        for number, each in enumerate(listed, start=3)
        if each.cell is not None
    )
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(_WIDTHS, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{main}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{columns}</cols><sheetData>{rows}</sheetData>"
        '<mergeCells count="1"><mergeCell ref="A1:F1"/></mergeCells>'
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageSetup paperSize="9" orientation="landscape"/></worksheet>'
    ).encode()


def _cells(number: int, line: tuple[str, ...], looks: _Looks) -> str:
    written = []
    for at, text in enumerate(line, start=1):
        style = looks.bold if number <= 2 else looks.link if at == _LINK_COLUMN else looks.plain
        written.append(
            f'<c r="{_name((number, at))}" s="{style}" t="inlineStr"><is>'
            f'<t xml:space="preserve">{xml_text(text)}</t></is></c>'
        )
    return "".join(written)


def _location(each: Listed) -> str:
    assert each.cell is not None
    sheet = each.fault.sheet.replace("'", "''")
    return xml_text(f"'{sheet}'!{_name(each.cell)}")


def _name(cell: Cell) -> str:
    return f"{get_column_letter(cell[1])}{cell[0]}"


def _with_first_sheet(workbook: bytes, reference: str, lang: Lang) -> bytes:
    """The workbook with one more sheet before all others, which is the one that opens."""
    found = tags(workbook, "sheets", "sheet", "workbookView", "definedName")
    sheets = [tag for tag in found if tag.name == "sheet"]
    ident = max(int(tag.attributes.get("sheetId", "0")) for tag in sheets) + 1
    (relation,) = (name for name in sheets[0].attributes if name.rpartition(":")[2] == "id")
    titles = {tag.attributes.get("name", "").lower() for tag in sheets}
    title = next(name for name in _titles(lang) if name.lower() not in titles)
    first = (
        f'<{sheets[0].prefix}sheet name="{xml_text(title)}" sheetId="{ident}" '
        f'{relation}="{reference}"/>'
    )
    edits = [(sheets[0].start, sheets[0].start, first.encode())]
    for tag in found:
        start = workbook[tag.start : tag.after]
        if tag.name == "workbookView":
            shown = with_attribute(with_attribute(start, "activeTab", 0), "firstSheet", 0)
            edits.append((tag.start, tag.after, shown))
        elif tag.name == "definedName" and "localSheetId" in tag.attributes:
            moved = int(tag.attributes["localSheetId"]) + 1
            edits.append((tag.start, tag.after, with_attribute(start, "localSheetId", moved)))
    return spliced(workbook, edits)


def _titles(lang: Lang) -> Sequence[str]:
    title = LIST_TITLES[lang]
    return [title, *(f"{title} {number}" for number in range(2, 100))]
