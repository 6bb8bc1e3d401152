"""A worksheet with some cells painted: their style changed, and nothing else."""

from collections.abc import Mapping
from typing import Final

from openpyxl.utils.cell import get_column_letter

from engine.files.marking.splicing import Edit, Tag, spliced, tags, with_attribute
from engine.files.workbook.parts import cell_at

Cell = tuple[int, int]  # row, column, both from 1
# What may stand behind the note's drawing in a worksheet, by the schema's order.
_BEHIND: Final = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)


class Worksheet:
    """A worksheet part: where the cells of some rows stand, and what covers them."""

    def __init__(self, part: bytes, rows: frozenset[int]) -> None:
        self._part = part
        self._rows: dict[int, Tag] = {}
        self._cells: dict[Cell, Tag] = {}
        self._columns: list[Tag] = []
        self._anchors: dict[Cell, Cell] = {}
        self._number = self._column = 0
        tags(part, "row", "c", "col", "mergeCell", keep=lambda tag: self._enter(tag, rows))

    def anchor(self, cell: Cell) -> Cell:
        """The cell that is seen: of merged cells the first one."""
        return self._anchors.get(cell, cell)

    def style(self, cell: Cell) -> int:
        """The number of a cell's style, of its row's or column's where it is not written."""
        tag = self._cells.get(cell)
        if tag is not None:
            return int(tag.attributes.get("s", "0"))
        row = self._rows.get(cell[0])
        if row is not None and "s" in row.attributes:
            return int(row.attributes["s"])
        return next(
            (
                int(each.attributes.get("style", "0"))
                for each in self._columns
                if int(each.attributes["min"]) <= cell[1] <= int(each.attributes["max"])
            ),
            0,
        )

    def painted(self, cells: Mapping[Cell, int]) -> bytes:
        """The part with the styles of some cells; a cell that is not written yet is put in."""
        edits: list[Edit] = []
        for cell in sorted(cells):
            tag = self._cells.get(cell)
            if tag is not None:
                start = self._part[tag.start : tag.after]
                edits.append((tag.start, tag.after, with_attribute(start, "s", cells[cell])))
            elif cell[0] in self._rows:
                edits += self._put_in(cell, cells[cell])
        return spliced(self._part, edits)

    def _enter(self, tag: Tag, rows: frozenset[int]) -> bool:
        if tag.name == "row":
            self._number = int(tag.attributes.get("r") or self._number + 1)
            self._column = 0
            if self._number in rows:
                self._rows[self._number] = tag
        elif tag.name == "c":
            reference = tag.attributes.get("r")
            self._column = cell_at(reference)[1] if reference else self._column + 1
            if self._number in rows:
                self._cells[self._number, self._column] = tag
        elif tag.name == "col":
            self._columns.append(tag)
        else:
            self._cover(tag.attributes.get("ref", ""), rows)
        return False

    def _cover(self, reference: str, rows: frozenset[int]) -> None:
        (top, left), (bottom, right) = map(cell_at, reference.split(":"))
        for row in rows & frozenset(range(top, bottom + 1)):
            for column in range(left, right + 1):
                self._anchors[row, column] = top, left

    def _put_in(self, cell: Cell, style: int) -> list[Edit]:
        """The edits that write an empty cell into its row, where its column asks for it."""
        row, column = cell
        tag = self._rows[row]
        written = f'<{tag.prefix}c r="{get_column_letter(column)}{row}" s="{style}"/>'.encode()
        behind = [at.start for (r, c), at in self._cells.items() if r == row and c > column]
        at = min(behind, default=tag.inner_end)
        return [] if tag.empty else [(at, at, written)]


def with_drawing(part: bytes, reference: str, namespace: str) -> bytes:
    """A worksheet that refers to the drawing of its notes."""
    root, *others = tags(part, "worksheet", *_BEHIND)
    place = min(
        (tag.start for tag in others if tag.parents == ("worksheet",)), default=root.inner_end
    )
    written = f'<{root.prefix}legacyDrawing xmlns:r="{namespace}" r:id="{reference}"/>'
    return spliced(part, [(place, place, written.encode())])


def not_selected(part: bytes) -> bytes:
    """A worksheet that is not selected, so that typing into another one leaves it alone."""
    if b"tabSelected" not in part:
        return part
    edits = [
        (tag.start, tag.after, with_attribute(part[tag.start : tag.after], "tabSelected", 0))
        for tag in tags(part, "sheetView")
    ]
    return spliced(part, edits)
