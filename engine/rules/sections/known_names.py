"""The guard: every name in a timetable exists, and every section adds up."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from engine.domain.problem import Problem
from engine.domain.timetable import Meeting, Section, Timetable
from engine.rules.rule import Breach, Rule

WORDS = {
    "course": "课程",
    "request": "需求",
    "section": "班",
    "period": "节次",
    "teacher": "教师",
    "room": "教室",
}
Name = tuple[str, str]
AnyRow = TypeVar("AnyRow", bound=Meeting)


class KnownNames(Rule):
    """Every course, request, section, period, teacher and room of a timetable exists, once.

    The requests of a section that has closed may be gone. It has no terms: a solver speaks only of what exists. The other laws read what is left when
    sections and placements with an unknown name are set aside (`sound_part`).
    """

    name = "known_names"
    sentence_zh = "课表中的课程、需求、班、节次、教师、教室都存在，且不重复。"
    wrong_zh = "名称不存在或重复"
    wrong_en = "a name that is unknown or stands twice"
    says_zh = "班 {section}：{what_zh} {id} 不存在或重复。"
    says_en = "{section}: {what} {id} does not exist, or stands twice."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Look every name up, in the sections first."""
        seen: set[str] = set()
        for section in timetable.sections:
            for what, name in _unknown_in_section(section, problem, seen):
                yield self._breach(section.id, what, name)
            seen.add(section.id)
        for section in timetable.closed:
            for what, name in _unknown_in_closed(section, problem, seen):
                yield self._breach(section.id, what, name)
            seen.add(section.id)
        for meeting in timetable.meetings:
            for what, name in _unknown_in_meeting(meeting, problem, timetable.section):
                yield self._breach(meeting.section, what, name)
        for row in timetable.exceptions:
            for what, name in _unknown_in_meeting(row, problem, timetable.known):
                yield self._breach(row.section, what, name)

    def _breach(self, section: str, what: str, name: str) -> Breach:
        return self.breach(section, what=what, what_zh=WORDS[what], id=name)


class SectionAddsUp(Rule):
    """A section's learners are the sum of those of its requests, at least one of each.

    It has no terms: the sections are given to a solver.
    """

    name = "section_adds_up"
    sentence_zh = "班级人数等于各需求人数之和，每个需求至少一人。"
    wrong_zh = "班级人数与各需求人数不符"
    wrong_en = "learners do not add up"
    says_zh = "班 {section} 的人数 {learners} 与各需求人数 {parts} 不符。"
    says_en = "{section} has {learners} learners, but its requests give {parts}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Add every section up."""
        for section in (*timetable.sections, *timetable.closed):
            if not _adds_up(section):
                parts = "+".join(str(count) for count in section.learners_by_request)
                yield self.breach(section.id, learners=section.learners, parts=parts)


def sound_part(timetable: Timetable, problem: Problem) -> Timetable:
    """Set aside the sections and whole placements in which a name is unknown or a sum is wrong.

    What is left is sorted, so that the order of rows in a file changes no judgement.
    """
    kept: dict[str, Section] = {}
    for section in timetable.sections:
        if _adds_up(section) and not list(_unknown_in_section(section, problem, kept)):
            kept[section.id] = section
    closed: dict[str, Section] = {}
    for section in timetable.closed:
        if _adds_up(section) and not any(_unknown_in_closed(section, problem, kept | closed)):
            closed[section.id] = section
    broken = {
        *(
            row.section
            for row in timetable.meetings
            if any(_unknown_in_meeting(row, problem, kept))
        ),
        *(
            row.section
            for row in timetable.exceptions
            if any(_unknown_in_meeting(row, problem, kept | closed))
        ),
    }
    return Timetable(
        sections=tuple(kept[name] for name in sorted(kept)),
        meetings=_sound(timetable.meetings, broken),
        exceptions=_sound(timetable.exceptions, broken),
        closed=tuple(closed[name] for name in sorted(closed)),
    )


def _sound(rows: Iterable[AnyRow], broken: set[str]) -> tuple[AnyRow, ...]:
    kept = (row for row in rows if row.section not in broken)
    return tuple(sorted(kept, key=lambda row: row.model_dump_json()))


def _adds_up(section: Section) -> bool:
    parts = section.learners_by_request
    return (
        len(parts) == len(section.requests)
        and sum(parts) == section.learners
        and all(part >= 1 for part in parts)
    )


def _unknown_in_section(
    section: Section, problem: Problem, seen: Mapping[str, object] | set[str]
) -> Iterator[Name]:
    if section.id in seen:
        yield "section", section.id
    if section.course not in problem.course:
        yield "course", section.course
    for place, request in enumerate(section.requests):
        if request not in problem.request or request in section.requests[:place]:
            yield "request", request


def _unknown_in_closed(
    section: Section, problem: Problem, seen: Mapping[str, object] | set[str]
) -> Iterator[Name]:
    if section.id in seen:
        yield "section", section.id
    if section.course not in problem.course:
        yield "course", section.course


def _unknown_in_meeting(
    meeting: Meeting, problem: Problem, sections: Mapping[str, Section]
) -> Iterator[Name]:
    if meeting.section not in sections:
        yield "section", meeting.section
    if meeting.period not in problem.period:
        yield "period", meeting.period
    if meeting.teacher not in problem.teacher:
        yield "teacher", meeting.teacher
    if meeting.room is not None and meeting.room not in problem.room:
        yield "room", meeting.room
