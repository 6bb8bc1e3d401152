"""Learner groups that must not clash."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Meeting, Section, Timetable
from engine.rules.axes import Axes
from engine.rules.clock import by, clashes
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Apart, Forbid, Term


class GroupsApart(Rule):
    """Distinct requests of one group never meet at the same time; parts of one request may.

    A section that pools two requests of one group is broken by itself: its learners would
    have to be there twice.
    """

    name = "groups_apart"
    sentence_zh = "同一学员群体的不同需求不在同一时间上课（同一需求拆分的班可以）。"
    wrong_zh = "与同一群体的另一需求时间冲突"
    wrong_en = "the same group of learners has another class then"
    says_zh = "群体 {group}：班 {section} 与班 {other} 在 {period} 同时上课。"
    says_en = "Group {group}: {section} and {other} both meet in {period}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Hold the meetings of each group against each other, and each section against itself."""
        for group, meetings in _by_group(timetable, problem).items():
            for first, second in clashes(meetings, problem):
                if first.section != second.section and _distinct(
                    timetable, problem, group, (first.section, second.section)
                ):
                    yield self._clash(group, first, second)
            for section, rows in by(meetings, lambda meeting: meeting.section).items():
                if _distinct(timetable, problem, group, (section, section)):
                    yield self._clash(group, rows[0], rows[0])

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Keep sections with distinct requests of a group apart; forbid those that pool two."""
        held = [_requests_by_group(axes, section) for section in axes.every]
        pooled = [any(len(each) > 1 for each in groups.values()) for groups in held[axes.chunk]]
        yield Forbid(("section",), np.array(pooled, dtype=np.bool_))
        members: dict[str, list[int]] = {}
        for place, groups in enumerate(held):
            for group in groups:
                members.setdefault(group, []).append(place)
        pairs = {
            (one, other)
            for group, places in members.items()
            for one, other in combinations(places, 2)
            if len(held[one][group] | held[other][group]) > 1
        }
        yield Apart(np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2))

    def _clash(self, group: str, first: Meeting, second: Meeting) -> Breach:
        return self.breach(first.section, group=group, other=second.section, period=second.period)


def _by_group(timetable: Timetable, problem: Problem) -> dict[str, list[Meeting]]:
    """The meetings of each group, every meeting once."""
    found: dict[str, list[Meeting]] = {}
    for meeting in timetable.held:
        if meeting.section not in timetable.section:
            continue  # a section that has ended, of requests that may be gone
        names = timetable.section[meeting.section].requests
        for group in sorted({problem.request[name].group or "" for name in names} - {""}):
            found.setdefault(group, []).append(meeting)
    return found


def _distinct(
    timetable: Timetable, problem: Problem, group: str, sections: tuple[str, str]
) -> bool:
    """Whether sections hold two different requests of a group."""
    names = {name for section in sections for name in timetable.section[section].requests}
    return len({name for name in names if problem.request[name].group == group}) > 1


def _requests_by_group(axes: Axes, section: Section) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in section.requests:
        group = axes.problem.request[name].group
        if group:
            found.setdefault(group, set()).add(name)
    return found
