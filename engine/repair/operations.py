"""Operations: the single steps that turn one timetable into another, as rows and as words."""

import json
from pathlib import Path
from typing import Any, Literal

from engine.domain.problem import Problem
from engine.domain.thing import Thing
from engine.domain.weeks import Weeks
from engine.files.csv_tables import read_csv
from engine.files.readable.words import MODES, clock, pick, weekday, weeks_text
from engine.files.reading.report import Report
from engine.files.reading.rows import read_rows, things
from engine.files.tables import result_table
from engine.refusals import Lang
from engine.rules.reasons import reason_word

Kind = Literal[
    "section opened",
    "section closed",
    "learners changed",
    "new",
    "lost",
    "moved",
    "teacher changed",
    "room changed",
    "mode changed",
    "held otherwise",
    "given up",
    "not begun",
    "exception lifted",
    "ended",
]
ABOUT_EXCEPTIONS: frozenset[Kind] = frozenset(
    {"held otherwise", "given up", "not begun", "exception lifted"}
)

WORDS: dict[Kind, tuple[str, str]] = {
    "section opened": ("新开班", "section opened"),
    "section closed": ("撤销班", "section closed"),
    "learners changed": ("人员变化", "learners changed"),
    "new": ("新排入", "newly placed"),
    "lost": ("未能保留", "no longer placed"),
    "moved": ("调时间", "moved"),
    "teacher changed": ("换教师", "teacher changed"),
    "room changed": ("换教室", "room changed"),
    "mode changed": ("换授课方式", "mode changed"),
    "held otherwise": ("这些周另行安排", "held otherwise in some weeks"),
    "given up": ("停课", "given up"),
    "not begun": ("此前未开班", "not begun before"),
    "exception lifted": ("取消另行安排", "as usual again"),
    "ended": ("提前结束", "ended early"),
}


class Operation(Thing):
    """One step from the old timetable to the new one.

    `meeting` is 0 when the whole section is meant; `before` and `after` are the JSON of what
    the step takes away and puts in its place (empty = nothing).
    """

    kind: Kind
    section: str
    meeting: int
    before: str
    after: str

    def is_over(self, problem: Problem) -> bool:
        """Tell whether the step only says how weeks were that are over."""
        fields = json.loads(self.after or self.before)
        if self.kind not in ABOUT_EXCEPTIONS:
            return False
        week = Weeks(fields["weeks"]).numbers[-1]
        return problem.is_over(problem.term.date_of(week, problem.period[fields["period"]].weekday))

    def line(self, problem: Problem, lang: Lang = "zh") -> str:
        """Word the operation for a clerk, with names and clock times."""
        word = pick(WORDS[self.kind], lang)
        told = [_told(problem, side, lang) for side in (self.before, self.after) if side]
        return f"{word} {self.section}{'：' if lang == 'zh' else ': '}{' → '.join(told)}"


def read_operations(path: Path) -> tuple[Operation, ...]:
    """Read `operations.csv` as a repair wrote it; raises BadInput with every cell that is wrong."""
    report = Report()
    raw = read_csv(result_table("operations"), path, report)
    report.refuse_if_faulty()
    assert raw is not None  # what could not be read was reported
    found = things(Operation, read_rows(raw, report), report)
    report.refuse_if_faulty()
    return found


def _told(problem: Problem, side: str, lang: Lang) -> str:
    fields = json.loads(side)
    words = [*_when(problem, fields, lang), *_who(problem, fields)]
    if "mode" in fields:
        words.append(pick(MODES[fields["mode"]], lang))
    if fields.get("reason"):
        words.append(reason_word(str(fields["reason"]), lang))
    if "requests" in fields:
        shares = zip(fields["requests"], fields["learners_by_request"], strict=True)
        words += [f"{request}×{learners}" for request, learners in shares]
    return " ".join(words)


def _when(problem: Problem, fields: dict[str, Any], lang: Lang) -> list[str]:
    if "period" not in fields:
        return []
    period = problem.period[fields["period"]]
    weeks = weeks_text(Weeks(fields["weeks"]), lang)
    when = f"{weekday(period, lang)} {clock(period.start)}"
    return [f"{when}（{weeks}）" if lang == "zh" else f"{when} ({weeks})"]


def _who(problem: Problem, fields: dict[str, Any]) -> list[str]:
    words = []
    if fields.get("teacher"):
        words.append(problem.teacher[fields["teacher"]].name)
    if fields.get("room"):
        room = problem.room[fields["room"]]
        words.append(f"{problem.venue[room.venue].name} {room.name}")
    elif "room" in fields:
        words.append("—")
    return words
