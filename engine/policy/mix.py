"""Full-timers as the backbone, part-timers and volunteers as the main body (§三(五)¶2)."""

import math
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from engine.domain.areas import Area, Level
from engine.domain.people import Employment
from engine.domain.results import AuditLine
from engine.policy.case import Amount, Case, Text

KINDS: tuple[Employment, ...] = ("full_time", "part_time", "volunteer")
WORDS_ZH = ("专职", "兼职", "志愿者")
WORDS_EN = ("full-time", "part-time", "volunteer")
LEVELS: tuple[Level, ...] = ("district", "street")
MEETINGS: Text = ("课次", "meetings")


def backbone(case: Case) -> Iterator[AuditLine]:
    """P134: full-timers are registered in the district and posted in every street."""
    clause = case.policy.mix
    least = clause.full_timers_at_least
    for area in [*case.areas("district"), *case.areas("street")]:
        people = _full_timers(case, area)
        yield case.line(
            clause,
            area,
            Amount(least, len(people)),
            formula=(f"专职人员≥{least}人", f"full-timers >= {least}"),
            rows=[f"teachers:{person}" for person in people],
        )


def main_body(case: Case) -> Iterator[AuditLine]:
    """P134: shares of the three kinds among the registered teachers of district and streets."""
    for area in [*case.areas("district"), *case.areas("street")]:
        kinds = Counter(teacher.employment for teacher in case.teachers(area))
        yield _majority(case, area, [kinds[kind] for kind in KINDS], ("人", "people"))


def main_body_of_meetings(case: Case) -> Iterator[AuditLine]:
    """P134: the same shares among the meetings of the term, where there is a timetable.

    A meeting counts once for each of its weeks, in the street of its first request.
    """
    if case.timetable is None:
        return
    held: dict[str | None, Counter[Employment]] = {}
    for meeting in case.timetable.meetings:
        first = case.problem.request[case.timetable.section[meeting.section].requests[0]]
        kind = case.problem.teacher[meeting.teacher].employment
        for level in LEVELS:
            home = case.problem.ancestor(first.area, level)
            held.setdefault(home, Counter())[kind] += len(meeting.weeks.numbers)
    for area in [*case.areas("district"), *case.areas("street")]:
        kinds = held.get(area.code, Counter())
        yield _majority(case, area, [kinds[kind] for kind in KINDS], MEETINGS)


def _full_timers(case: Case, area: Area) -> list[str]:
    if area.level == "district":
        return [t.id for t in case.teachers(area) if t.employment == "full_time"]
    points = [case.counted.point.get(p.id, ()) for p in case.schools("teaching_point", area)]
    posted = {
        *case.counted.branch.get(area.code, ()),
        *(each for point in points for each in point),
    }
    return sorted(p for p in posted if case.problem.teacher[p].employment == "full_time")


def _majority(case: Case, area: Area, kinds: list[int], unit: Text) -> AuditLine:
    clause, total = case.policy.mix, sum(kinds)
    share = Fraction(clause.more_than_percent) / 100
    required = math.floor(total * share) + 1 if total else 0
    percent = clause.more_than_percent
    return case.line(
        clause,
        area,
        Amount(required, kinds[1] + kinds[2], unit),
        formula=(
            f"兼职和志愿者占{total}{unit[0]}的{percent}%以上：{_shares(kinds, WORDS_ZH)}",
            f"others than full-timers > {percent} % of {total} {unit[1]}: {_shares(kinds, WORDS_EN)}",
        ),
        rows=("teachers",) if unit is not MEETINGS else ("timetable", "teachers"),
        notes=[
            (
                "“为主体”读作超过半数，文件未给数字",
                "main body read as a majority; the text has no number",
            )
        ],
    )


def _shares(kinds: list[int], words: tuple[str, str, str]) -> str:
    total = sum(kinds) or 1
    return ", ".join(
        f"{word} {number} ({100 * number / total:.1f}%)"
        for word, number in zip(words, kinds, strict=True)
    )
