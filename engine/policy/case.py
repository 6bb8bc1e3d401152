"""One audit at work: what it looks at, and how it writes down a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from engine.domain.areas import Area, Level, School, SchoolKind
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.results import AuditLine
from engine.domain.said import Said
from engine.domain.timetable import Timetable
from engine.policy.clauses import Clause
from engine.policy.counted import Counted
from engine.policy.duty import Duty
from engine.policy.policy import Policy
from engine.policy.required import Residents

Text = tuple[str, str]  # Chinese, English
LEVELS: tuple[Level, ...] = ("district", "street", "community")
PEOPLE: Text = ("人", "people")


@dataclass(frozen=True)
class Amount:
    """What a clause requires and what was found, exactly, in one unit."""

    required: Fraction | int
    found: Fraction | int
    unit: Text = PEOPLE

    @property
    def shortfall(self) -> Fraction:
        """What is missing; never negative."""
        return max(Fraction(0), Fraction(self.required) - Fraction(self.found))


@dataclass(frozen=True)
class Case:
    """A scenario, its postings counted and perhaps its timetable, held against a policy."""

    problem: Problem
    policy: Policy
    counted: Counted
    timetable: Timetable | None

    def line(
        self,
        clause: Clause,
        of: Area | School,
        amount: Amount,
        *,
        formula: Text,
        rows: Iterable[str],
        notes: Iterable[Text] = (),
    ) -> AuditLine:
        """Write one line: a clause held against an organisation."""
        return AuditLine(
            rule=clause.rule,
            phrase=Said(zh=clause.phrase, en=clause.phrase_en),
            where=f"{self.policy.policy_id}{clause.where}",
            organisation=f"{of.code if isinstance(of, Area) else of.id} {of.name}",
            required=float(amount.required),
            found=float(amount.found),
            shortfall=float(amount.shortfall),
            unit=_said(amount.unit),
            reading=self._reading(clause.rule, notes),
            formula=_said(formula),
            rows=tuple(rows),
        )

    def areas(self, level: Level) -> list[Area]:
        """The areas of a level, by code."""
        return sorted((a for a in self.problem.areas if a.level == level), key=lambda a: a.code)

    def schools(self, kind: SchoolKind, within: Area | None = None) -> list[School]:
        """The schools of a kind, by id, perhaps only those inside an area."""
        return sorted(
            (
                school
                for school in self.problem.schools
                if school.kind == kind and (within is None or self.is_in(school.area, within))
            ),
            key=lambda school: school.id,
        )

    def teachers(self, within: Area) -> list[Teacher]:
        """The registered teachers whose home lies inside an area, by id."""
        return self._teachers_at.get(within.level, {}).get(within.code, [])

    def is_in(self, code: str, area: Area) -> bool:
        """Whether an area lies inside a district, street or community, or is it."""
        return self.problem.ancestor(code, area.level) == area.code

    @cached_property
    def duty(self) -> Duty | None:
        """Who is where at each hour; None without a timetable."""
        return None if self.timetable is None else Duty(self.problem, self.timetable)

    @cached_property
    def _teachers_at(self) -> dict[Level, dict[str | None, list[Teacher]]]:
        at: dict[Level, dict[str | None, list[Teacher]]] = {}
        for teacher in sorted(self.problem.teachers, key=lambda each: each.id):
            for level in LEVELS:
                home = self.problem.ancestor(teacher.area, level)
                at.setdefault(level, {}).setdefault(home, []).append(teacher)
        return at

    def _reading(self, rule: str, notes: Iterable[Text]) -> Said:
        parts = [*notes, *self._not_yet()]
        return Said(
            zh="；".join([*self.policy.notes(rule, "zh"), *(zh for zh, _ in parts)]),
            en="; ".join([*self.policy.notes(rule, "en"), *(en for _, en in parts)]),
        )

    def _not_yet(self) -> Iterator[Text]:
        if self.problem.term.start < self.policy.effective_from:
            since = self.policy.effective_from.isoformat()
            yield f"学期早于施行日{since}，仅供参考", f"for reference: in force since {since}"


def other_figure(residents: Residents) -> list[Text]:
    """Say that the figure reading (d) asks for is not registered, where it is not."""
    if residents.as_read:
        return []
    return [
        (
            "人口数表没有这一口径的数，用了区域表的常住人口",
            "no such figure is registered: that of the area's own row stands in",
        )
    ]


def _said(text: Text) -> Said:
    return Said(zh=text[0], en=text[1])
