"""What the page holds: the plan as small JSON, rows as arrays whose references are positions."""

from collections.abc import Iterable, Sequence
from typing import Any

from engine.domain.problem import Point, Problem
from engine.domain.results import Plan
from engine.domain.said import Said
from engine.domain.weeks import Weeks
from engine.files.readable.lessons import Lesson, lessons
from engine.files.readable.result_fields import organisation
from engine.files.readable.street_shares import street_shares
from engine.files.readable.verdict_words import figures
from engine.files.readable.words import MODES, WEEKDAYS, clock, pick
from engine.refusals import Lang
from engine.rules.reasons import reason_word

Ring = Sequence[Point]
Places = dict[str, int]
LANGS: tuple[Lang, Lang] = ("zh", "en")


def page_content(
    plan: Plan, problem: Problem, outline: Sequence[Ring] | None, lang: Lang
) -> dict[str, Any]:
    """Gather everything the page shows; `outline` is rings of (lat, lon)."""
    problem = _in_order(problem)
    taught = lessons(plan, problem)
    return {
        "lang": lang,
        "title": problem.title,
        "origin": problem.origin,
        "hash": plan.verdict.input_hash,
        "term": [
            problem.term.start.isoformat(),
            problem.term.end.isoformat(),
            problem.term.weeks,
        ],
        "figures": {each: _figures(plan, problem, each) for each in LANGS},
        "weekdays": {each: [pick(day, each) for day in WEEKDAYS] for each in LANGS},
        "modes": {name: list(pair) for name, pair in MODES.items()},
        "streets": _streets(plan, problem),
        "outline": [[_rounded(point) for point in ring] for ring in outline or ()],
        "unserved": _unserved(plan, problem),
        "reasons": _reasons(plan),
        "audit": _audit(plan, problem),
        **_grid(taught, problem),
    }


def _in_order(problem: Problem) -> Problem:
    """The registers by id: the order of rows in a file changes nothing on the page."""
    registers = ("periods", "courses", "venues", "rooms", "teachers")
    sorted_ones = {
        name: tuple(sorted(getattr(problem, name), key=lambda row: row.id)) for name in registers
    }
    areas = tuple(sorted(problem.areas, key=lambda area: area.code))
    return problem.model_copy(update={**sorted_ones, "areas": areas})


def _figures(plan: Plan, problem: Problem, lang: Lang) -> list[dict[str, str]]:
    return [
        {"name": each.name, "label": each.label, "value": each.value, "note": each.note}
        for each in figures(plan, problem, lang)
    ]


def _streets(plan: Plan, problem: Problem) -> list[dict[str, Any]]:
    return [
        {
            "code": each.street.code,
            "name": each.street.name,
            "asked": each.asked,
            "served": each.served,
            "weighted": round(100 * each.unserved_share, 2),
            "at": _rounded(problem.point_of_area(each.street.code)),
        }
        for each in street_shares(plan, problem)
    ]


def _grid(taught: tuple[Lesson, ...], problem: Problem) -> dict[str, Any]:
    """Lay out the lessons and the tables their positions point into."""
    venues = _places(venue.id for venue in problem.venues)
    runs = {lesson.weeks: lesson for lesson in sorted(taught, key=lambda each: each.weeks)}
    return {
        "areas": [[a.name, _street(a.code, problem)] for a in problem.areas],
        "courses": [[c.name, c.category] for c in problem.courses],
        "periods": [[p.weekday, clock(p.start), clock(p.end)] for p in problem.periods],
        "venues": [
            [v.id, v.name, _street(v.area, problem), *_rounded(problem.point_of(v))]
            for v in problem.venues
        ],
        "rooms": [[r.id, r.name, venues[r.venue], r.seats] for r in problem.rooms],
        "teachers": [[t.id, t.name, _street(t.area, problem)] for t in problem.teachers],
        "runs": [
            [_numbers(each), *(each.weeks_text(lang) for lang in LANGS)] for each in runs.values()
        ],
        "lessons": _lessons(taught, problem, {run: at for at, run in enumerate(runs)}),
    }


def _lessons(
    taught: tuple[Lesson, ...], problem: Problem, run: dict[tuple[Weeks, ...], int]
) -> list[list[Any]]:
    areas, courses = _places(a.code for a in problem.areas), _places(c.id for c in problem.courses)
    periods, rooms = _places(p.id for p in problem.periods), _places(r.id for r in problem.rooms)
    teachers = _places(teacher.id for teacher in problem.teachers)
    return [
        [
            lesson.section.id,
            lesson.meeting.meeting,
            periods[lesson.period.id],
            run[lesson.weeks],
            teachers[lesson.teacher.id],
            -1 if lesson.room is None else rooms[lesson.room.id],
            lesson.meeting.mode,
            courses[lesson.course.id],
            lesson.section.learners,
            [[areas[area.code], count] for area, count in lesson.guests],
            _changes(lesson),
        ]
        for lesson in taught
    ]


def _numbers(lesson: Lesson) -> list[int]:
    return sorted(week for run in lesson.weeks for week in run.numbers)


def _places(idents: Iterable[str]) -> Places:
    return {ident: at for at, ident in enumerate(idents)}


def _street(code: str, problem: Problem) -> str:
    return problem.ancestor(code, "street") or ""


def _changes(lesson: Lesson) -> list[list[str]]:
    """The dates that are not ordinary: [date, made up on or empty, reason]."""
    changed = (each for each in lesson.dates if each.kind != "held")
    return [
        [str(d.from_date), str(d.date), d.reason] if d.from_date else [str(d.date), "", d.reason]
        for d in changed
    ]


def _unserved(plan: Plan, problem: Problem) -> list[list[Any]]:
    areas, courses = _places(a.code for a in problem.areas), _places(c.id for c in problem.courses)
    return [
        [
            row.request,
            areas[problem.request[row.request].area],
            courses[problem.request[row.request].course],
            row.learners,
            problem.request[row.request].learners,
            list(row.reason),
            _halves(row.missing),
            _halves(row.cheapest_unlock),
            row.verdict == "proved",
        ]
        for row in plan.unserved
    ]


def _reasons(plan: Plan) -> dict[str, list[str]]:
    """Why requests are not served and dates not held, in both languages."""
    names = {reason for row in plan.unserved for reason in row.reason}
    names |= {dated.reason for dated in plan.dates if dated.kind != "held"}
    return {name: [reason_word(name, each) for each in LANGS] for name in sorted(names)}


def _audit(plan: Plan, problem: Problem) -> dict[str, Any]:
    short = [line for line in plan.audit if line.shortfall > 0]
    return {
        "met": len(plan.audit) - len(short),
        "short": [
            [
                line.rule,
                _halves(line.phrase),
                line.where,
                organisation(line.organisation, problem),
                line.required,
                line.found,
                line.shortfall,
                _halves(line.unit),
            ]
            for line in short
        ],
    }


def _halves(said: Said) -> list[str]:
    return [said.word(each) for each in LANGS]


def _rounded(point: Point) -> list[float]:
    """Keep a point to about a metre."""
    return [round(point[0], 5), round(point[1], 5)]
