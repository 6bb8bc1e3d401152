"""Words for the things that are missing, in Chinese with an English twin."""

from collections.abc import Iterable

from engine.domain.courses import Course
from engine.domain.problem import Problem
from engine.domain.thing import Words
from engine.domain.venues import SCREEN
from engine.explanation.standing.lacks import Lack
from engine.refusals import Lang

NAMED = 6  # ids spelled out before the rest is counted


def named(ids: Iterable[str], lang: Lang = "zh") -> str:
    """Name the first few ids and count the others."""
    every = list(ids)
    head = joined(every[:NAMED], lang)
    if len(every) <= NAMED:
        return head
    return f"{head} 等 {len(every)} 个" if lang == "zh" else f"{head} and {len(every) - NAMED} more"


def joined(words: Iterable[str], lang: Lang) -> str:
    """Join words as a list in running text."""
    return ("、" if lang == "zh" else ", ").join(words)


def teacher_word(problem: Problem, teacher: str, lang: Lang) -> str:
    """Name a teacher with the id: 王芳（T0158）."""
    return _with_id(problem.teacher[teacher].name, teacher, lang)


def room_name(problem: Problem, room: str, lang: Lang) -> str:
    """Name a room and its venue with the id: 文化家园 舞蹈房（R0007）."""
    there = problem.room[room]
    return _with_id(f"{problem.venue[there.venue].name} {there.name}", room, lang)


def _with_id(name: str, ident: str, lang: Lang) -> str:
    return f"{name}（{ident}）" if lang == "zh" else f"{name} ({ident})"


def skill_word(course: Course, lang: Lang = "zh") -> str:
    """The skill a course needs with its level: 舞蹈(2级)."""
    if lang == "zh":
        return f"{course.skill}（{course.level}级）"
    return f"{course.skill} (level {course.level})"


def place_word(problem: Problem, area: str | None, lang: Lang = "zh") -> str:
    """The street an area lies in; the area's own name above streets."""
    if not area:
        return "全区" if lang == "zh" else "the whole district"
    return problem.area[problem.ancestor(area, "street") or area].name


def street_word(problem: Problem, area: str, *, unless: str | None) -> str:
    """The street an area lies in; nothing when it is a certain one, or when there is none."""
    street = problem.ancestor(area, "street")
    return "" if street in (None, unless) else problem.area[street].name


def needed_in_room(course: Course) -> Words:
    """What a room must have: the course's facilities, and a screen for what is hybrid only."""
    hybrid = "hybrid" in course.modes and "onsite" not in course.modes
    return tuple(dict.fromkeys((*course.facilities, *([SCREEN] if hybrid else []))))


def facility_words(facilities: Iterable[str], lang: Lang = "zh") -> str:
    """List facilities in the scenario's own words; the reserved one is worded."""
    return joined(
        ("屏幕" if word == SCREEN and lang == "zh" else word for word in facilities), lang
    )


def room_word(course: Course, seats: int, lang: Lang = "zh") -> str:
    """The room a section needs: 有电脑、15 座以上的教室."""
    facilities = facility_words(needed_in_room(course), lang)
    if lang == "zh":
        return f"有{facilities}、{seats}座以上的教室" if facilities else f"{seats}座以上的教室"
    return f"room with {facilities} and {seats} seats" if facilities else f"room with {seats} seats"


def lack_word(lack: Lack, course: Course, seats: int, lang: Lang = "zh") -> str:
    """Say what a class lacks for good."""
    skill, room = skill_word(course, lang), room_word(course, seats, lang)
    zh = {
        "refused": "规则不允许开班",
        "no_teacher": f"没有能教{skill}的教师",
        "no_room": f"步行范围内缺少{room}",
        "no_near_teacher": f"能教{skill}的教师到不了附近的教室",
        "no_allowed_period": "允许的节次不够",
        "no_teacher_hours": f"能教{skill}的教师在允许的节次都没有空",
        "no_room_hours": f"步行范围内{room}在允许的节次不开放",
        "no_common_hours": "教师与教室没有足够的共同节次",
    }
    en = {
        "refused": "the rules do not allow a section",
        "no_teacher": f"nobody can teach {skill}",
        "no_room": f"no {room} within walk",
        "no_near_teacher": f"no teacher of {skill} may come to a room nearby",
        "no_allowed_period": "too few periods are allowed",
        "no_teacher_hours": f"no teacher of {skill} has time in the allowed periods",
        "no_room_hours": f"no {room} within walk is open in the allowed periods",
        "no_common_hours": "teachers and rooms have too few periods in common",
    }
    return (zh if lang == "zh" else en)[lack.what]
