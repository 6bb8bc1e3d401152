"""What was held stays as it was held."""

from collections.abc import Iterator

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.fates import Fate, fates
from engine.rules.rule import Breach, Rule

Held = tuple[str, int, Fate]


class PastStays(Rule):
    """Every date before the day the term has come to is as it was in the earlier timetable.

    The rule is made for one earlier timetable and has no terms: a solver plans what lies ahead.
    """

    name = "past_stays"
    sentence_zh = "学期已进行到的那天之前，每次课的日期、时间、教师、教室与先前课表相同。"
    wrong_zh = "已经上过的课被改动"
    wrong_en = "the past has changed"
    says_zh = "班 {section} 第 {meeting} 次课 {day}：{found_zh}（{fate_zh}）。"
    says_en = "{section}, meeting {meeting} of {day}: {found} ({fate})."

    def __init__(self, earlier: Timetable) -> None:
        self.earlier = earlier

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Compare what took place in the two timetables before the day."""
        before, after = _past(self.earlier, problem), _past(timetable, problem)
        for held in sorted(before - after, key=str):
            yield self._breach(held, "was held and is not told", "上过的课没有列出")
        for held in sorted(after - before, key=str):
            yield self._breach(held, "is told and was not held", "列出的课没有上过")

    def _breach(self, held: Held, found: str, found_zh: str) -> Breach:
        section, meeting, fate = held
        return self.breach(
            section,
            meeting=meeting,
            day=fate.day,
            fate=fate,
            fate_zh=fate.word("zh"),
            found=found,
            found_zh=found_zh,
        )


def _past(timetable: Timetable, problem: Problem) -> set[Held]:
    """What took place before the day: section, meeting, date, time, teacher and room."""
    sure = _with_known_names(timetable, problem)
    return {
        (section, meeting, fate._replace(kind="held"))
        for (section, meeting, _), fate in fates(sure, problem)
        if fate.kind != "lost" and problem.is_over(fate.day)
    }


def _with_known_names(timetable: Timetable, problem: Problem) -> Timetable:
    """Set aside what names a period or room that the problem does not know."""
    return timetable.model_copy(
        update={
            name: tuple(
                row
                for row in getattr(timetable, name)
                if row.period in problem.period
                and (row.room is None or row.room in problem.room)
                and row.section in timetable.known
            )
            for name in ("meetings", "exceptions")
        }
    )
