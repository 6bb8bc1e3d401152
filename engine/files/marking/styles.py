"""The styles of a workbook with red twins: every style as it is, but filled red."""

import re
from collections.abc import Sequence
from typing import Final

from engine.files.marking.splicing import Edit, Tag, append_inside, spliced, tags, with_attribute

RED: Final = "FFFF6666"
NO_FILL: Final = 0
_COUNTED: Final = ("fonts", "fills", "cellXfs")


class Styles:
    """A part of styles, to which styles are added as they are asked for."""

    def __init__(self, part: bytes) -> None:
        self._part = part
        found = tags(part, *_COUNTED, "font", "fill", "xf")
        self._lists = {tag.name: tag for tag in found if tag.name in _COUNTED}
        if set(self._lists) != set(_COUNTED):
            raise ValueError("styles")
        self._written = {
            name: [part[tag.start : tag.end] for tag in found if tag.parents[-1:] == (name,)]
            for name in _COUNTED
        }
        self._before = {name: len(written) for name, written in self._written.items()}

    def red(self, style: int) -> int:
        """The style that differs from one only in its fill, which is red."""
        fill = (
            '<{0}fill><{0}patternFill patternType="solid"><{0}fgColor rgb="{1}"/>'
            '<{0}bgColor indexed="64"/></{0}patternFill></{0}fill>'
        )
        return self._filled(style, self._entry("fills", fill.format(self._prefix("fills"), RED)))

    def plain(self, style: int) -> int:
        """The style that differs from a red one only in having no fill."""
        return self._filled(style, NO_FILL)

    def is_red(self, style: int) -> bool:
        """Whether a style is filled with the red of a mark."""
        form = self._written["cellXfs"][style]
        filled = re.search(rb"\bfillId\s*=\s*[\"'](\d+)", form)
        return filled is not None and RED.encode() in self._written["fills"][int(filled[1])].upper()

    def with_font(self, font: str) -> int:
        """A style of its own that has a font; `{0}` in it stands for the prefix."""
        prefix = self._prefix("fonts")
        at = self._entry("fonts", font.format(prefix))
        form = '<{0}xf numFmtId="49" fontId="{1}" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><{0}alignment vertical="top" wrapText="1"/></{0}xf>'
        return self._entry("cellXfs", form.format(prefix, at))

    def content(self) -> bytes:
        """The part with everything that was added."""
        edits: list[Edit] = []
        for name, tag in self._lists.items():
            more = self._written[name][self._before[name] :]
            if more:
                edits += _grown(self._part, tag, len(self._written[name]), more)
        return spliced(self._part, edits)

    def _filled(self, style: int, fill: int) -> int:
        if style >= len(self._written["cellXfs"]):
            raise ValueError(f"style {style}")
        form = self._written["cellXfs"][style]
        start = form[: form.index(b">") + 1]
        changed = with_attribute(with_attribute(start, "fillId", fill), "applyFill", 1)
        return self._entry("cellXfs", changed + form[len(start) :])

    def _entry(self, name: str, written: str | bytes) -> int:
        """The place of an entry in its list; it is added when it is not there yet."""
        entries = self._written[name]
        form = written.encode() if isinstance(written, str) else written
        if form not in entries:
            entries.append(form)
        return entries.index(form)

    def _prefix(self, name: str) -> str:
        return self._lists[name].prefix


def _grown(part: bytes, tag: Tag, count: int, more: Sequence[bytes]) -> list[Edit]:
    counted = with_attribute(part[tag.start : tag.after], "count", count)
    start, end, content = append_inside(part, tag, b"".join(more))
    if start == end:
        return [(tag.start, tag.after, counted), (start, end, content)]
    return [(start, end, with_attribute(content, "count", count))]
