"""What the engine decides: sections, their placements, the dated meetings and the postings."""

from collections.abc import Mapping
from datetime import date as Date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from engine.domain.courses import Mode
from engine.domain.thing import Thing, Words
from engine.domain.weeks import Weeks

DateKind = Literal["held", "lost", "moved"]


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


class DatedMeeting(Thing):
    """What becomes of a meeting on one date of its weeks.

    `moved`: `date` is the make-up day and `from_date` the date lost; otherwise `from_date`
    is None and `reason` says why a lost meeting is lost.
    """

    section: str
    meeting: int
    date: Date
    kind: DateKind
    from_date: Date | None
    reason: str


class Posting(Thing):
    """A full-time teacher or manager counted at one school under one rule of the policy."""

    person: str
    school: str
    rule: str


class Timetable(Thing):
    """All sections of a term and the meetings of those that are placed.

    A section without meetings is unplaced; that is a result, not a breach.
    """

    sections: tuple[Section, ...]
    meetings: tuple[Meeting, ...]

    @cached_property
    def section(self) -> Mapping[str, Section]:
        """Sections by id."""
        return {section.id: section for section in self.sections}

    @cached_property
    def placements(self) -> Mapping[str, tuple[Meeting, ...]]:
        """The meetings of every placed section, by section id, in meeting order."""
        found: dict[str, list[Meeting]] = {}
        for meeting in self.meetings:
            found.setdefault(meeting.section, []).append(meeting)
        return {
            section: tuple(sorted(meetings, key=lambda each: each.meeting))
            for section, meetings in found.items()
        }

    @cached_property
    def served(self) -> Mapping[str, int]:
        """Learners served, by request id; requests that no placed section holds are absent."""
        learners: dict[str, int] = {}
        for section in self.sections:
            if section.id in self.placements:
                for request, count in section.shares:
                    learners[request] = learners.get(request, 0) + count
        return learners
