"""The folder of a sweep: finished runs that survive an interruption, and the table."""

import csv
import io
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.files.csv_tables import guarded
from engine.refusals import BadInput, Fault
from engine.sweeps.rows import Figures, Row

HEAD = ("case", "seed", "status", "reason")
TAIL = ("baseline", "key")


class Ledger:
    """A folder with `sweep.json`, one file a finished run in `runs/`, and the table `runs.csv`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.table = folder / "runs.csv"

    def open(self, sweep: str, scenario: str, baseline: str) -> None:
        """Make the folder, or go on with it; refuses another baseline than it began with."""
        (self.folder / "runs").mkdir(parents=True, exist_ok=True)
        head = self.folder / "sweep.json"
        if head.exists():
            began = _read(head).get("baseline")
            if began != baseline:
                raise other_baseline(head.name, str(began), baseline)
        _write(head, {"sweep": sweep, "scenario": scenario, "baseline": baseline})

    def find(self, key: str) -> Row | None:
        """The row of a run that was finished before; None when it was not."""
        path = self._path(key)
        if not path.exists():
            return None
        try:
            return Row.model_validate(_read(path))
        except ValidationError as error:
            raise _damaged(path) from error

    def keep(self, row: Row) -> None:
        """Write a finished run to disk, wholly or not at all."""
        _write(self._path(row.key), row.model_dump(mode="json"))

    def write_table(self, rows: Iterable[Row]) -> None:
        """Write the table, UTF-8 with BOM, one line a run."""
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow([*HEAD, *Figures.model_fields, *TAIL])
        table.writerows(_cells(row) for row in rows)
        _replace(self.table, b"\xef\xbb\xbf" + text.getvalue().encode())

    def _path(self, key: str) -> Path:
        return self.folder / "runs" / f"{key}.json"


def other_baseline(file: str, stated: str, found: str) -> BadInput:
    """Refuse a scenario that is not the one a sweep began with, or was written for."""
    return BadInput(
        [
            Fault(
                file=file,
                sheet="",
                row=0,
                column="baseline",
                found=found,
                expected=(f"基准场景 {stated}", f"the baseline {stated}"),
                fix=(
                    "场景已改动：恢复原场景，或换一个输出文件夹重新开始。",
                    "The scenario has changed: restore it, or begin again in another folder.",
                ),
            )
        ]
    )


def _cells(row: Row) -> list[object]:
    found = row.figures.model_dump() if row.figures else {}
    head, tail = ([getattr(row, name) for name in names] for names in (HEAD, TAIL))
    cells = [*head, *(found.get(name, "") for name in Figures.model_fields), *tail]
    return [guarded(each) if isinstance(each, str) else each for each in cells]


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not isinstance(content, dict):
        raise _damaged(path)
    return content


def _write(path: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    _replace(path, text.encode() + b"\n")


def _replace(path: Path, content: bytes) -> None:
    """Through a file beside it, flushed to disk, so that a crash leaves the old or the new."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _damaged(path: Path) -> BadInput:
    return BadInput(
        [
            Fault(
                file=path.name,
                sheet="",
                row=0,
                column="",
                found="?",
                expected=("本程序写出的 JSON", "JSON as this program wrote it"),
                fix=(
                    "请删除这个文件，再次运行即可重算。",
                    "Delete the file; the next run makes it again.",
                ),
            )
        ]
    )
