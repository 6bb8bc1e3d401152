"""Parts of a workbook changed where they must be, byte for byte the same everywhere else.

A part is scanned for the places of some elements and edited as bytes, never written anew from
a tree: what paike does not know of a workbook (drop-downs, pictures, stored values) stays.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape

_START_TAG: Final = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_OTHER_ENCODING: Final = re.compile(
    rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8|us-ascii)", re.IGNORECASE
)
_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Edit = tuple[int, int, bytes]  # from, to, what stands there instead


@dataclass
class Tag:
    """An element: its name without prefix, its attributes, and where it stands in the part.

    `start` to `after` is the start tag, `inner_end` where the end tag begins, `end` behind it.
    """

    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    after: int
    inner_end: int = 0
    end: int = 0
    parents: tuple[str, ...] = field(default=())

    @property
    def empty(self) -> bool:
        """Whether it is written as one tag, which ends itself."""
        return self.end == self.after


def tags(part: bytes, *names: str, keep: Callable[[Tag], bool] = lambda _: True) -> list[Tag]:
    """The elements of some names, in their order; raises ValueError for what cannot be scanned.

    `keep` sees each of them when it begins, and says whether it is wanted at the end.
    """
    if part.startswith((b"\xff\xfe", b"\xfe\xff")) or _OTHER_ENCODING.match(part.lstrip()):
        raise ValueError("encoding")
    return _Scan(part, frozenset(names), keep).run()


class _Scan:
    """One pass over a part that notes where elements begin and end."""

    def __init__(self, part: bytes, names: frozenset[str], keep: Callable[[Tag], bool]) -> None:
        self._part = part
        self._names = names
        self._keep = keep
        self._found: list[Tag] = []
        self._open: list[Tag | None] = []
        self._path: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end

    def run(self) -> list[Tag]:
        """Go through the whole part."""
        try:
            self._parser.Parse(self._part, True)  # noqa: FBT003 - the C function takes no keyword
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error
        return self._found

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        tag = None
        if local in self._names:
            at = self._parser.CurrentByteIndex
            form = _START_TAG.match(self._part, at)
            if form is None:
                raise ValueError(f"<{name}")
            parents = tuple(self._path)
            tag = Tag(local, prefix and f"{prefix}:", attributes, at, form.end(), parents=parents)
            if self._keep(tag):
                self._found.append(tag)
        self._open.append(tag)
        self._path.append(local)

    def _end(self, _name: str) -> None:
        self._path.pop()
        tag = self._open.pop()
        if tag is not None:
            tag.inner_end = self._parser.CurrentByteIndex
            tag.end = tag.after
            if not self._part[tag.start : tag.after].endswith(b"/>"):
                tag.end = self._part.index(b">", tag.inner_end) + 1


def spliced(part: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with its edits made; edits do not overlap, those at one place keep their order."""
    return b"".join(_pieces(part, sorted(edits, key=lambda edit: edit[:2])))


def _pieces(part: bytes, edits: list[Edit]) -> Iterator[bytes]:
    at = 0
    for start, end, instead in edits:
        yield part[at:start]
        yield instead
        at = end
    yield part[at:]


def with_attribute(tag: bytes, name: str, value: object) -> bytes:
    """A start tag with one attribute set."""
    written = f'{name}="{value}"'.encode()
    pattern = rb"(?<=\s)" + re.escape(name.encode()) + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')"
    changed, count = re.subn(pattern, lambda _: written, tag, count=1)
    if count:
        return changed
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + b" " + written + tag[end:]


def append_inside(part: bytes, tag: Tag, content: bytes) -> Edit:
    """The edit that puts content at the end of an element, even of one that ends itself."""
    if not tag.empty:
        return tag.inner_end, tag.inner_end, content
    opened = part[tag.start : tag.after].removesuffix(b"/>").rstrip() + b">"
    return tag.start, tag.after, opened + content + f"</{tag.prefix}{tag.name}>".encode()


def xml_text(text: str) -> str:
    """Text as it may stand in a part; what XML cannot hold becomes a question mark."""
    return escape(_UNPRINTABLE.sub("?", text), {'"': "&quot;"})
