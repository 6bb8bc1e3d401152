"""What readiness finds: data first, words in two languages beside it."""

from typing import Literal

from engine.domain.thing import Thing, Words
from engine.refusals import Lang

Severity = Literal["shortage", "warning", "note"]
MARKS: dict[Severity, tuple[str, str]] = {
    "shortage": ("缺", "SHORT"),
    "warning": ("提醒", "WARNING"),
    "note": ("说明", "NOTE"),
}


class Finding(Thing):
    """One thing a clerk should know before solving.

    A `shortage` is proved: some of this demand cannot be served by any timetable. `rows` are
    the ids of the `table` that it is about.
    """

    severity: Severity
    kind: str
    table: str
    rows: Words
    zh: str
    en: str

    def line(self, lang: Lang = "zh") -> str:
        """Word the finding in one line."""
        mark = MARKS[self.severity][0 if lang == "zh" else 1]
        return f"[{mark}] {self.zh if lang == 'zh' else self.en}"


class Window(Thing):
    """Demand against supply in one category, street and part of the week, in meetings.

    All amounts count dated meetings of the whole term. `must` can be met here only; `may` also
    counts what could meet here or elsewhere. `teachers` and `rooms` are the most meetings that
    those who could serve any of `may` have time for, block by block. `shortfall` is what `must`
    exceeds the time of those by who could serve it: no timetable can serve so much. `daypart`
    is `weekday_morning` and the like, or `whole_week`.
    """

    category: str
    street: str | None
    daypart: str
    must: int
    may: int
    teachers: int
    rooms: int
    shortfall: int


class SkillLoad(Thing):
    """Meetings of the term that need a skill against those its teachers have time for."""

    skill: str
    level: int
    meetings: int
    teachers: int
    most: int
    shortfall: int


class Readiness(Thing):
    """What `check` says without solving: findings, windows by category and loads by skill."""

    findings: tuple[Finding, ...]
    windows: tuple[Window, ...]
    skills: tuple[SkillLoad, ...]
    sections: int
    learners: int

    @property
    def short(self) -> bool:
        """Whether some demand is proved not to be served, whatever the timetable."""
        return any(finding.severity == "shortage" for finding in self.findings)

    def lines(self, lang: Lang = "zh") -> list[str]:
        """Word everything found, shortages first; amounts by window stand in the data."""
        short = sum(finding.severity == "shortage" for finding in self.findings)
        if lang == "zh":
            head = f"{self.learners} 名学员可编成 {self.sections} 个班；缺口 {short} 处。"
        else:
            head = f"{self.learners} learners make {self.sections} sections; {short} shortages."
        return [head, *(finding.line(lang) for finding in self.findings)]

    def as_json(self) -> dict[str, object]:
        """Give everything as plain data."""
        return {"short": self.short, **self.model_dump(mode="json")}
