"""The parts of a workbook as a package: read, changed, added, and written as they were."""

import io
import posixpath
import zipfile
from typing import Final

from engine.files.marking.splicing import Tag, append_inside, spliced, tags, xml_text

CONTENT_TYPES: Final = "[Content_Types].xml"
WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Package:
    """A workbook's archive with some parts changed or added."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._changed: dict[str, bytes] = {}

    def __contains__(self, part: str) -> bool:
        return part in self._changed or part in self._archive.NameToInfo

    def __getitem__(self, part: str) -> bytes:
        return self._changed[part] if part in self._changed else self._archive.read(part)

    def __setitem__(self, part: str, content: bytes) -> None:
        self._changed[part] = content

    @property
    def relation_base(self) -> str:
        """The beginning of relationship types: there are two editions of the format."""
        return _STRICT if b"purl.oclc.org" in self[WORKBOOK] else _TRANSITIONAL

    @property
    def namespace(self) -> str:
        """The namespace of the workbook's own elements, which differs between the editions."""
        root = tags(self[WORKBOOK], "workbook")[0]
        return root.attributes[f"xmlns:{root.prefix[:-1]}" if root.prefix else "xmlns"]

    def related(self, part: str, kind: str) -> str | None:
        """The part that another one refers to by a kind of relationship, the first one."""
        relations = _relations_of(part)
        if relations not in self:
            return None
        for tag in tags(self[relations], "Relationship"):
            if tag.attributes.get("Type", "").endswith(f"/{kind}"):
                return _target(part, tag.attributes.get("Target", ""))
        return None

    def relate(self, part: str, kind: str, target: str) -> str:
        """Refer from one part to another; gives the id of the relationship."""
        name = _relations_of(part)
        if name not in self:
            self[name] = (
                f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_RELATIONS}"/>'.encode()
            )
        known = {tag.attributes.get("Id") for tag in tags(self[name], "Relationship")}
        ident = next(f"rIdPaike{n}" for n in range(1, 10_000) if f"rIdPaike{n}" not in known)
        (root,) = tags(self[name], "Relationships")
        path = posixpath.relpath(target, posixpath.dirname(part))
        written = (
            f'<{root.prefix}Relationship Id="{ident}" Type="{self.relation_base}/{kind}" '
            f'Target="{xml_text(path)}"/>'
        )
        self[name] = spliced(self[name], [append_inside(self[name], root, written.encode())])
        return ident

    def add(self, part: str, content: bytes, content_type: str) -> None:
        """Add a part of a content type."""
        self[part] = content
        (root,) = tags(self[CONTENT_TYPES], "Types")
        self._declare(
            root, f'<{root.prefix}Override PartName="/{part}" ContentType="{content_type}"/>'
        )

    def allow(self, extension: str, content_type: str) -> None:
        """Say what the parts with an extension hold, unless that is said already."""
        known = tags(self[CONTENT_TYPES], "Default")
        if extension not in {tag.attributes.get("Extension", "").lower() for tag in known}:
            (root,) = tags(self[CONTENT_TYPES], "Types")
            self._declare(
                root,
                f'<{root.prefix}Default Extension="{extension}" ContentType="{content_type}"/>',
            )

    def fresh(self, pattern: str) -> str:
        """A name that no part has, a number put into the pattern."""
        return next(name for n in range(1, 10_000) if (name := pattern.format(n)) not in self)

    def content(self) -> bytes:
        """The bytes of the whole archive; parts that were not changed are as they were."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, info in self._archive.NameToInfo.items():
                archive.writestr(_info(name, info), self[name])
            for name in self._changed:
                if name not in self._archive.NameToInfo:
                    archive.writestr(_info(name), self[name])
        return written.getvalue()

    def _declare(self, root: Tag, written: str) -> None:
        part = self[CONTENT_TYPES]
        self[CONTENT_TYPES] = spliced(part, [append_inside(part, root, written.encode())])


def _info(name: str, like: zipfile.ZipInfo | None = None) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name) if like is None else zipfile.ZipInfo(name, like.date_time)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
