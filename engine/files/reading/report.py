"""What is found while a scenario is read: faults that refuse it, remarks that only warn."""

from dataclasses import dataclass
from pathlib import Path

from engine.refusals import BadInput, Fault, Lang

MOST_LISTED = 1_000
LONGEST_QUOTE = 60


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands; `row` counts as Excel does, 0 = the whole sheet or file."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, order=True)
class Remark:
    """Something worth a look that does not stop anything."""

    place: Place
    zh: str
    en: str

    def line(self, lang: Lang = "zh") -> str:
        """Word the remark in one line with its place."""
        where = Fault(**vars(self.place), found="", expected=("", ""), fix=("", ""))
        return (
            f"{where.place(lang)}：{self.zh}" if lang == "zh" else f"{where.place(lang)}: {self.en}"
        )


class Report:
    """Collects faults and remarks; lists the first thousand of each and counts the rest."""

    def __init__(self) -> None:
        self._faults: dict[Fault, None] = {}
        self._remarks: dict[Remark, None] = {}
        self._unlisted = 0

    def fault(
        self, place: Place, found: str, *, expected: tuple[str, str], fix: tuple[str, str]
    ) -> None:
        """Note a place that cannot be used; a long find is cut."""
        if len(self._faults) >= MOST_LISTED:
            self._unlisted += 1
            return
        quote = found if len(found) <= LONGEST_QUOTE else found[:LONGEST_QUOTE] + "…"
        self._faults[Fault(**vars(place), found=quote, expected=expected, fix=fix)] = None

    def remark(self, place: Place, zh: str, en: str) -> None:
        """Note something that only deserves a look."""
        if len(self._remarks) < MOST_LISTED:
            self._remarks[Remark(place, zh, en)] = None

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The remarks, by place."""
        return tuple(sorted(self._remarks))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults listed so far."""
        return tuple(self._faults)

    @property
    def faulty(self) -> bool:
        """Whether anything was found that refuses the input."""
        return bool(self._faults)

    def refuse_if_faulty(self) -> None:
        """Raise BadInput with every fault found so far."""
        if self._faults:
            raise BadInput(self._faults, more=self._unlisted)


def refusal(file: str, found: str, *, expected: tuple[str, str], fix: tuple[str, str]) -> BadInput:
    """Make the refusal of a whole file."""
    report = Report()
    report.fault(Place(file), found, expected=expected, fix=fix)
    return BadInput(report.faults)


def unknown_form(path: Path) -> BadInput:
    """Make the refusal of a file whose name no format goes by."""
    return refusal(
        path.name,
        path.suffix,
        expected=(
            "文件夹、.xlsx 工作簿或 .json 文件",
            "a folder, an .xlsx workbook or a .json file",
        ),
        fix=(
            "在 Excel 或 WPS 里打开，另存为 .xlsx。",
            "Open it in Excel or WPS and save it as .xlsx.",
        ),
    )
