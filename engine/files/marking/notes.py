"""The notes on the cells of one worksheet: their texts, and the boxes in which they are shown."""

import re
from collections.abc import Mapping, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from openpyxl.utils.cell import get_column_letter

from engine.files.marking.package import Package
from engine.files.marking.painting import Cell, with_drawing
from engine.files.marking.splicing import Edit, Tag, append_inside, spliced, tags, xml_text
from engine.files.workbook.parts import cell_at, local

OPENING: Final = (
    "排课检查 paike"  # begins what a mark says; what stands above it is the clerk's own
)
_AUTHOR: Final = b"paike"
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_DRAWING: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202"'
    ' coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    "</v:shapetype></xml>"
)
_BOX: Final = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
    'margin-left:60pt;margin-top:2pt;width:260pt;height:100pt;z-index:1;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{right}, 15, {row}, 2, {far}, 15, {low}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)


class Notes:
    """The notes of a worksheet as they are, and as marks change them."""

    def __init__(self, package: Package, sheet: str) -> None:
        self._package = package
        self._sheet = sheet
        self._part = package.related(sheet, "comments")
        self.texts: dict[Cell, str] = {}
        if self._part is not None:
            root = ET.fromstring(package[self._part])  # noqa: S314 - the gate refuses DTDs
            for each in root.iter():
                if local(each) == "comment":
                    self.texts[cell_at(each.get("ref", ""))] = _text(each)

    def marked(self) -> frozenset[Cell]:
        """The cells whose note holds an earlier mark."""
        return frozenset(cell for cell, text in self.texts.items() if OPENING in text)

    def change(self, marks: Mapping[Cell, str]) -> None:
        """Put a mark into the notes of some cells, and take those of all others away."""
        wanted: dict[Cell, str] = {}
        for cell in sorted(self.marked() | marks.keys()):
            own = self.texts.get(cell, "").partition(OPENING)[0].rstrip()
            parts = [own, f"{OPENING}\n{marks[cell]}" if cell in marks else ""]
            wanted[cell] = "\n\n".join(part for part in parts if part)
        if wanted:
            self._write_texts(wanted)
            self._write_boxes(wanted)

    def _write_texts(self, wanted: Mapping[Cell, str]) -> None:
        part = self._part or self._add_part()
        content = self._package[part]
        found = tags(content, "authors", "author", "commentList", "comment")
        comments = {tag.attributes.get("ref"): tag for tag in found if tag.name == "comment"}
        (every,) = (tag for tag in found if tag.name == "commentList")
        author, edits = _author(content, found)
        new = b""
        for cell, text in wanted.items():
            reference = f"{get_column_letter(cell[1])}{cell[0]}"
            tag, form = comments.get(reference), _worded(text, every.prefix)
            if tag is None:
                start = f'<{every.prefix}comment ref="{reference}" authorId="{author}">'
                new += f"{start}{form}</{every.prefix}comment>".encode()
            elif text:
                edits.append((tag.after, tag.inner_end, form.encode()))
            else:
                edits.append((tag.start, tag.end, b""))
        edits.append(append_inside(content, every, new))
        self._package[part] = spliced(content, edits)

    def _add_part(self) -> str:
        main = self._package.namespace
        part = self._package.fresh("xl/paikeComments{}.xml")
        empty = (
            f'<comments xmlns="{main}"><authors></authors><commentList></commentList></comments>'
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        self._package.add(part, (head + empty).encode(), _COMMENTS)
        self._package.relate(self._sheet, "comments", part)
        return part

    def _write_boxes(self, wanted: Mapping[Cell, str]) -> None:
        part = self._package.related(self._sheet, "vmlDrawing") or self._add_drawing()
        drawing = self._package[part]
        for row, column in (cell for cell, text in wanted.items() if not text):
            drawing = _box_of(row, column).sub(b"", drawing)
        new = [cell for cell in wanted if cell not in self.texts]
        numbers = [int(each) for each in re.findall(rb"_x0000_s(\d+)", drawing)]
        boxes = "".join(
            _box(cell, number)
            for number, cell in enumerate(new, start=max(numbers, default=1024) + 1)
        )
        end = drawing.rindex(b"</xml>")
        self._package[part] = drawing[:end] + boxes.encode() + drawing[end:]

    def _add_drawing(self) -> str:
        part = self._package.fresh("xl/drawings/paikeNotes{}.vml")
        self._package[part] = _DRAWING.encode()
        self._package.allow("vml", _VML)
        reference = self._package.relate(self._sheet, "vmlDrawing", part)
        base = self._package.relation_base
        self._package[self._sheet] = with_drawing(self._package[self._sheet], reference, base)
        return part


def _author(content: bytes, found: Sequence[Tag]) -> tuple[int, list[Edit]]:
    """The number of paike among the authors, and the edit that adds it when it is not there."""
    names = [content[tag.after : tag.inner_end] for tag in found if tag.name == "author"]
    if _AUTHOR in names:
        return names.index(_AUTHOR), []
    (authors,) = (tag for tag in found if tag.name == "authors")
    prefix = authors.prefix.encode()
    written = b"<%bauthor>%b</%bauthor>" % (prefix, _AUTHOR, prefix)
    return len(names), [append_inside(content, authors, written)]


def _text(comment: ET.Element) -> str:
    return "".join(each.text or "" for each in comment.iter() if local(each) == "t")


def _worded(text: str, prefix: str) -> str:
    form = '<{0}text><{0}r><{0}t xml:space="preserve">{1}</{0}t></{0}r></{0}text>'
    return form.format(prefix, xml_text(text))


def _box(cell: Cell, number: int) -> str:
    row, column = cell[0] - 1, cell[1] - 1
    return _BOX.format(
        number=number, row=row, column=column, right=column + 1, far=column + 6, low=row + 7
    )


def _box_of(row: int, column: int) -> re.Pattern[bytes]:
    inside = rb"(?:(?!</v:shape>).)*?"
    return re.compile(
        rb"<v:shape\s"
        + inside
        + rb"<x:Row>\s*%d\s*</x:Row>\s*<x:Column>\s*%d\s*</x:Column>" % (row - 1, column - 1)
        + inside
        + rb"</v:shape>",
        re.DOTALL,
    )
