"""What the engine decides: sections, their placements, the dated meetings and the postings."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date as Date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from engine.domain.courses import Mode
from engine.domain.thing import Thing, Words
from engine.domain.weeks import Weeks

DateKind = Literal["held", "lost", "moved"]
ExceptionKind = Literal["held", "lost", "before"]


class Section(Thing):
    """One class held: one request, several nearby ones pooled, or a part of a large one.

    `learners_by_request` goes along with `requests`; its sum is `learners`.
    """

    id: str
    requests: Annotated[Words, Field(min_length=1)]
    course: str
    learners: Annotated[int, Field(ge=1)]
    learners_by_request: tuple[int, ...]

    @property
    def shares(self) -> tuple[tuple[str, int], ...]:
        """Pairs (request, learners of it in this section)."""
        return tuple(zip(self.requests, self.learners_by_request, strict=True))


class Meeting(Thing):
    """One weekly meeting of a section: a row of `timetable`; `room` is None when online."""

    section: str
    meeting: Annotated[int, Field(ge=1)]
    period: str
    weeks: Weeks
    teacher: str
    room: str | None
    mode: Mode

    def without(self, weeks: Collection[int]) -> "tuple[Meeting, ...]":
        """The same meeting in its other weeks, as few rows."""
        if not weeks:
            return (self,)
        left = self.weeks.parts(set(self.weeks.numbers).difference(weeks))
        return tuple(self.model_copy(update={"weeks": part}) for part in left)


class ExceptionalWeeks(Meeting):
    """Weeks of a section in which a meeting is not as its row of `timetable` says.

    `held`: as this row says, by a substitute or as it was before a change; `lost`: given up for
    a reason, in the place where it would have been; `before`: the section had not begun.
    """

    kind: ExceptionKind
    reason: str


class DatedMeeting(Thing):
    """What becomes of a meeting on one date of its weeks, when, by whom and where.

    `moved`: `date` is the make-up day and `from_date` the date lost; otherwise `from_date`
    is None and `reason` says why a lost meeting is lost.
    """

    section: str
    meeting: int
    date: Date
    kind: DateKind
    from_date: Date | None
    reason: str
    period: str
    teacher: str
    room: str | None


class Posting(Thing):
    """A full-time teacher or manager counted at one school under one rule of the policy."""

    person: str
    school: str
    rule: str


class Timetable(Thing):
    """All sections of a term and the meetings of those that are placed.

    A section without meetings is unplaced; that is a result, not a breach. `meetings` are the
    weekly timetable as it stands; `exceptions` say in which weeks it is otherwise. `closed` are
    sections that ended before their time, and of which only what was held is left.
    """

    sections: tuple[Section, ...]
    meetings: tuple[Meeting, ...]
    exceptions: tuple[ExceptionalWeeks, ...] = ()
    closed: tuple[Section, ...] = ()

    @cached_property
    def section(self) -> Mapping[str, Section]:
        """Sections by id."""
        return {section.id: section for section in self.sections}

    @cached_property
    def known(self) -> Mapping[str, Section]:
        """Sections by id, closed ones included."""
        return {section.id: section for section in self.closed} | dict(self.section)

    @cached_property
    def held(self) -> tuple[Meeting, ...]:
        """The meetings as they are held: exceptions in their weeks, the timetable in the others.

        No two rows of one meeting share a week.
        """
        if not self.exceptions:
            return self.meetings
        otherwise: dict[tuple[str, int], set[int]] = {}
        for row in self.exceptions:
            otherwise.setdefault((row.section, row.meeting), set()).update(row.weeks.numbers)
        standing = (
            part
            for row in self.meetings
            for part in row.without(otherwise.get((row.section, row.meeting), ()))
        )
        return (*standing, *(row for row in self.exceptions if row.kind == "held"))

    @cached_property
    def rows_of(self) -> Mapping[str, tuple[Meeting, ...]]:
        """The meetings of every section as they are held, by section id."""
        return _by_section(self.held)

    @cached_property
    def placements(self) -> Mapping[str, tuple[Meeting, ...]]:
        """The meetings of every placed section, by section id, in meeting order."""
        return _by_section(self.meetings)

    @cached_property
    def served(self) -> Mapping[str, int]:
        """Learners served, by request id; requests that no placed section holds are absent."""
        learners: dict[str, int] = {}
        for section in self.sections:
            if section.id in self.placements:
                for request, count in section.shares:
                    learners[request] = learners.get(request, 0) + count
        return learners


def _by_section(meetings: Iterable[Meeting]) -> Mapping[str, tuple[Meeting, ...]]:
    found: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        found.setdefault(meeting.section, []).append(meeting)
    return {
        section: tuple(sorted(rows, key=lambda each: each.meeting))
        for section, rows in found.items()
    }
