"""Weeks in which a meeting is not as the timetable says: whose they are, and what may be given up."""

from collections import Counter
from collections.abc import Iterator

from engine.domain.problem import Problem
from engine.domain.timetable import ExceptionalWeeks, Timetable
from engine.rules.fates import dates_ahead
from engine.rules.rule import Breach, Rule


class ExceptionsInRun(Rule):
    """An exceptional week is one of the section's own, stands once a meeting, and says why it is lost.

    So a section has in each of its weeks just the meetings its course asks for. Weeks before it
    began are over and come before all others; of a section that is closed or not placed
    nothing lies ahead. It has no terms: a solver plans the weekly timetable.
    """

    name = "exceptions_in_run"
    sentence_zh = "例外的周次在班级自己的周次之内，每次课每周最多一条；停课写明原因；已结束或未排的班不再有课。"
    wrong_zh = "例外的周次不合规定"
    wrong_en = "an exception that cannot be"
    says_zh = "班 {section} 第 {meeting} 次课第 {weeks} 周的例外{what_zh}。"
    says_en = "{section}, meeting {meeting}: the exception in weeks {weeks} {what}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Look at every exception by itself, then count those of each week."""
        weeks: Counter[tuple[str, int, int]] = Counter()
        for row in timetable.exceptions:
            for what, what_zh in _misfits(timetable, problem, row):
                yield self._breach(row.section, row.meeting, str(row.weeks), what, what_zh)
            weeks.update((row.section, row.meeting, week) for week in row.weeks.numbers)
        for (section, meeting, week), count in sorted(weeks.items()):
            if count > 1:
                yield self._breach(section, meeting, str(week), "stands twice", "重复")

    def _breach(self, section: str, meeting: int, weeks: str, what: str, what_zh: str) -> Breach:
        return self.breach(section, meeting=meeting, weeks=weeks, what=what, what_zh=what_zh)


class LostForCause(Rule):
    """A date ahead is given up only where the teacher or the room of the meeting is away on it.

    It has no terms: a solver gives up no date.
    """

    name = "lost_for_cause"
    sentence_zh = "只有教师、教室或场地当天不可用时，才可以停一次课。"
    wrong_zh = "停课没有原因"
    wrong_en = "a date is given up without cause"
    says_zh = (
        "班 {section} 第 {meeting} 次课 {day} 停课，但教师 {teacher} 和教室 {room} 当天都可用。"
    )
    says_en = (
        "{section}, meeting {meeting} is given up on {day},"
        " when teacher {teacher} and room {room} are there."
    )

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Look for somebody or something away on every date given up."""
        for row in timetable.exceptions:
            needed = {("teacher", row.teacher)}
            if row.room is not None:
                needed |= {("room", row.room), ("venue", problem.room[row.room].venue)}
            for day in dates_ahead(timetable, problem, row) if row.kind == "lost" else ():
                if needed.isdisjoint(problem.away_on(day)):
                    yield self.breach(
                        row.section,
                        meeting=row.meeting,
                        day=day,
                        teacher=row.teacher,
                        room=row.room or "-",
                    )


class MostlyHeld(Rule):
    """A section that is placed is held on more of its dates than it is not, days off apart.

    It is not held on dates that are given up, nor in weeks before it began. It has no terms: a
    solver gives up no date.
    """

    name = "mostly_held"
    sentence_zh = "排上的班照常上的课多于停掉的课（含开班前的周；节假日不计）。"
    wrong_zh = "停掉的课太多"
    wrong_en = "held on too few of its dates"
    says_zh = "班 {section} 共 {all} 次课，其中 {lost} 次不上。"
    says_en = "{section} is not held on {lost} of its {all} dates."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Count the weeks of every section that has such exceptions."""
        lost: Counter[str] = Counter()
        for row in timetable.exceptions:
            if row.kind != "held":
                lost[row.section] += len(row.weeks.numbers)
        for name in sorted(lost.keys() & timetable.placements.keys()):
            every = sum(len(row.weeks.numbers) for row in timetable.placements[name])
            if 2 * lost[name] >= every:
                yield self.breach(name, lost=lost[name], all=every)


def _misfits(
    timetable: Timetable, problem: Problem, row: ExceptionalWeeks
) -> Iterator[tuple[str, str]]:
    """What is wrong with an exception, in two languages."""
    asked = problem.course[timetable.known[row.section].course].meetings_per_week
    if row.meeting > asked or row.weeks.numbers[-1] > problem.term.weeks:
        yield "is of no meeting of the section", "不是本班的课"
    if row.kind == "lost" and not row.reason:
        yield "gives no reason", "没有写原因"
    standing = [
        each for each in timetable.placements.get(row.section, ()) if each.meeting == row.meeting
    ]
    own = {week for each in standing for week in each.weeks.numbers}
    if standing and not own.issuperset(row.weeks.numbers):
        yield "is in none of its weeks", "不在本班的周次之内"
    if not standing and any(dates_ahead(timetable, problem, row)):
        yield "lies ahead of a section without meetings", "在没有课的班之后"
    if row.kind == "before" and _begun_already(timetable, problem, row, own):
        yield "is not before the section began", "不在开班之前"


def _begun_already(
    timetable: Timetable, problem: Problem, row: ExceptionalWeeks, own: set[int]
) -> bool:
    """Whether weeks said to lie before a section are ahead, or come after weeks of it."""
    others = [each for each in timetable.exceptions if _same(each, row) and each.kind != row.kind]
    before = [each for each in timetable.exceptions if _same(each, row) and each.kind == row.kind]
    early = {week for each in before for week in each.weeks.numbers}
    later = own.union(week for each in others for week in each.weeks.numbers) - early
    return any(dates_ahead(timetable, problem, row)) or bool(
        later and min(later) < row.weeks.numbers[-1]
    )


def _same(one: ExceptionalWeeks, other: ExceptionalWeeks) -> bool:
    return (one.section, one.meeting) == (other.section, other.meeting)
