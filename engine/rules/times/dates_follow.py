"""What becomes of every meeting on every date, as the published table `dates` tells it."""

from collections.abc import Iterator, Sequence

from engine.domain.problem import Problem
from engine.domain.timetable import DatedMeeting, Timetable
from engine.refusals import Lang
from engine.rules.fates import Fate, Place, fates
from engine.rules.rule import Breach, Rule


class DatesFollow(Rule):
    """Each meeting of each week stands once in `dates`: held, lost for a reason, or moved.

    A meeting is held on its date as timetable and exceptions say, unless it is given up, or the
    calendar names that date where it meets. Then it moves to the make-up day of the date, if
    teacher, room and venue are free there, and is lost otherwise. The rule is made for one
    published table and has no terms: the dates follow from the timetable.
    """

    name = "dates_follow"
    sentence_zh = (
        "日期表中每次课每周恰好出现一次：照常、停课（写明原因）或调到补课日，教师和教室与课表一致。"
    )
    wrong_zh = "上课日期表有误"
    wrong_en = "a wrong row of dates"
    says_zh = "班 {section} 第 {meeting} 次课 {day} 应为 {expected_zh}，日期表为 {found_zh}。"
    says_en = "{section}, meeting {meeting} of {day}: should be {expected}, `dates` has {found}."

    def __init__(self, dates: Sequence[DatedMeeting]) -> None:
        self.dates = dates

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Work out what becomes of every meeting and compare."""
        found: dict[Place, list[Fate]] = {}
        for row in self.dates:
            place = (row.section, row.meeting, row.from_date or row.date)
            found.setdefault(place, []).append(_told(row))
        for place, fate in fates(timetable, problem):
            told = found.pop(place, [])
            if told != [fate]:
                yield self._differs(place, [fate], told)
        for place, told in found.items():
            yield self._differs(place, [], told)

    def _differs(self, place: Place, expected: list[Fate], found: list[Fate]) -> Breach:
        section, meeting, day = place
        return self.breach(
            section,
            meeting=meeting,
            day=day,
            expected=_word(expected, "en"),
            expected_zh=_word(expected, "zh"),
            found=_word(found, "en"),
            found_zh=_word(found, "zh"),
        )


def _told(row: DatedMeeting) -> Fate:
    """What a row says; a lost meeting without a reason, or a move from nowhere, says nothing."""
    untold = (row.kind == "lost" and not row.reason) or (
        (row.kind == "moved") != (row.from_date is not None)
    )
    return Fate("?" if untold else row.kind, row.date, row.period, row.teacher, row.room)


def _word(fates: list[Fate], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(fate.word(lang) for fate in fates) or "-"
