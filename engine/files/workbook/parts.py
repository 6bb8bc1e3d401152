"""The parts of a workbook that say what its sheets are called and how their cells are written."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.escape import unescape

# Of the built-in formats that depend on the language; in Chinese they are dates and times.
_LOCAL_DATES: Final = frozenset([*range(27, 37), *range(50, 59)])
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_DEEPEST: Final = 64
_MOST_INSIDE: Final = 100_000
_MOST_WANTED: Final = 1_100_000
_MOST_OTHERS: Final = 300_000
_WORKBOOK: Final = "xl/workbook.xml"


@dataclass(frozen=True)
class SheetPart:
    """A worksheet: its title, the part that holds it, and whether it is hidden."""

    title: str
    part: str
    hidden: bool


def local(element: ET.Element) -> str:
    """The name of an element without its namespace, of which there are two in use."""
    return element.tag.rpartition("}")[2]


def child(element: ET.Element, name: str) -> ET.Element | None:
    """The first child of a name."""
    return next((each for each in element if local(each) == name), None)


def elements(archive: zipfile.ZipFile, part: str, *names: str) -> Iterator[ET.Element]:
    """The elements of some names in a part, one by one, each forgotten when the next is asked for.

    Raises ValueError for more, deeper or fuller elements than any spreadsheet writes, so that
    time and memory stay bounded.
    """
    counts = _Counts(part)
    parents: list[ET.Element] = []
    with archive.open(part) as stream:
        for event, element in ET.iterparse(stream, events=("start", "end")):  # noqa: S314 - the gate refuses DTDs
            wanted = element.tag.rpartition("}")[2] in names
            if event == "start":
                parents.append(element)
                counts.begin(len(parents), wanted=wanted)
                continue
            parents.pop()
            if wanted:
                counts.inside = 0
                yield element
            if not counts.inside and parents:
                parents[-1].clear()


@dataclass
class _Counts:
    """How much of a part was read: wanted elements, those inside the present one, all others."""

    part: str
    wanted: int = 0
    inside: int = 0
    others: int = 0

    def begin(self, depth: int, *, wanted: bool) -> None:
        """Count an element that begins; raises ValueError when it is one too many."""
        if self.inside or wanted:
            self.inside += 1
            self.wanted += wanted
        else:
            self.others += 1
        if (
            depth > _DEEPEST
            or self.inside > _MOST_INSIDE
            or self.wanted > _MOST_WANTED
            or self.others > _MOST_OTHERS
        ):
            raise ValueError(f"{self.part}: too many elements")


def cell_at(reference: str) -> tuple[int, int]:
    """Row and column, from 1, of a reference such as B5; raises ValueError for any other text."""
    form = _REFERENCE.fullmatch(reference)
    if form is None:
        raise ValueError(reference)
    return int(form[2]), column_index_from_string(form[1])


def sheet_parts(archive: zipfile.ZipFile) -> list[SheetPart]:
    """The worksheets in the order of the workbook."""
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    found = []
    for each in elements(archive, _WORKBOOK, "sheet"):
        keys = (value for name, value in each.items() if name.rpartition("}")[2] == "id")
        target = targets[next(keys, None)]
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        hidden = each.get("state", "visible") != "visible"
        found.append(SheetPart(each.get("name", ""), part, hidden))
    return found


def counts_from_1904(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook counts its days from 1904, as old ones of the Macintosh do."""
    return any(
        each.get("date1904", "0") not in ("0", "false")
        for each in elements(archive, _WORKBOOK, "workbookPr")
    )


def shared_strings(archive: zipfile.ZipFile) -> list[str]:
    """The texts that cells point to by number."""
    name = "xl/sharedStrings.xml"
    if name not in archive.namelist():
        return []
    return [text_of(item) for item in elements(archive, name, "si")]


def text_of(item: ET.Element) -> str:
    """The text of a string item: its runs joined, without the reading aids for Asian scripts."""
    runs = [item, *(each for each in item if local(each) == "r")]
    texts = [each.text or "" for run in runs for each in run if local(each) == "t"]
    return unescape("".join(texts))


def date_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """The numbers of the cell styles that show a number as a date or a time."""
    name = "xl/styles.xml"
    if name not in archive.namelist():
        return frozenset()
    own = {
        int(each.get("numFmtId", "0")): each.get("formatCode", "")
        for each in elements(archive, name, "numFmt")
    }
    table = next(elements(archive, name, "cellXfs"), ET.Element("cellXfs"))
    return frozenset(
        index
        for index, style in enumerate(table)
        if _shows_dates(int(style.get("numFmtId", "0")), own)
    )


def _shows_dates(number: int, own: dict[int, str]) -> bool:
    return number in _LOCAL_DATES or is_date_format(own.get(number, BUILTIN_FORMATS.get(number)))
