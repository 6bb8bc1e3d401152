"""Each kind of unlock: the world that needs it, its words in both languages, its proof."""

import pytest

from engine.domain.timetable import Timetable
from engine.explanation.explain import explain
from engine.pooling.pool import pool
from engine.timetabling.exact.resolve import resolve
from tests.pooling.tiny import course, request, room, teacher, venue, world

MONDAY_MORNING = ("P11",)


def unserved(problem, **how):
    """The rows of unserved demand under the exact best timetable of a world."""
    pooled = pool(problem)
    empty = Timetable(sections=pooled.sections, meetings=())
    best = resolve(problem, empty, [each.id for each in pooled.sections]).timetable
    return explain(problem, best, pooled.alone, **how).unserved


def one_by_one(count=2, **changes):
    """So many requests of full classes, the first one dearer than the others."""
    return tuple(
        request(f"Q{n}", 20, priority=2 if n == 1 else 1, **changes) for n in range(1, count + 1)
    )


ONE_ROOM = {  # two teachers, one room and one period: the second class stays out
    "teachers": (teacher("T1"), teacher("T2")),
    "requests": one_by_one(allowed_periods=MONDAY_MORNING),
}
FAR = {"venues": (venue("V"), venue("W", "B")), "rooms": (room("R1"), room("R2", "W"))}
SMALL = (request("Q1", 5),)

# a world; the last row of what it leaves unserved: words in Chinese and in English
KINDS = {
    "a fuller week": (
        {"teachers": (teacher("T1", max_weekly_meetings=1),), "requests": one_by_one()},
        "教师教师T1（T1）每周多上1次课（1→2）",
        "teacher 教师T1 (T1) teaches once more a week (1→2)",
    ),
    "a fuller week, and online": (
        {
            "teachers": (teacher("T1", max_weekly_meetings=1),),
            "requests": one_by_one(),
            "courses": (course(modes=("online",)),),
            "rooms": (),
        },
        "教师教师T1（T1）每周多上1次课（1→2），并且改为线上授课（课程允许，不占教室）",
        ("teacher 教师T1 (T1) teaches once more a week (1→2), "
        "and hold it online (the course allows it; no room needed)"),
    ),
    "another half-day": (ONE_ROOM, "再允许周二上午上课", "also allow Tue morning"),
    "other weeks": (
        ONE_ROOM
        | {
            "courses": (
                course(weeks_allowed=("1-2",)),
                course("K", skill="书法", weeks_allowed=("3-4",)),
            ),
            "requests": (
                *one_by_one(allowed_periods=MONDAY_MORNING),
                *(request(f"K{n}", 20, course="K", allowed_periods=("P33",)) for n in (1,)),
            ),
            "teachers": (
                teacher("T1", available_periods=MONDAY_MORNING),
                teacher("T2", available_periods=MONDAY_MORNING),
                teacher("T3", skills=(("书法", 2),), available_periods=("P33",)),
            ),
        },
        "“舞蹈班”再允许第3-4周开课",
        "also allow weeks 3-4 for 舞蹈班",
    ),
    "a longer walk": (
        FAR | {"rooms": (room("R2", "W"),), "requests": (request("Q1", max_walk_m=500),)},
        "步行放宽到723米（W）",
        "allow a walk of 723 m (W)",
    ),
    "a room of the next street": (
        FAR
        | {
            "venues": (venue("V"), venue("W", "S2", lat=30.305, lon=120.15)),
            "rooms": (room("R2", "W"),),
            "requests": (request("Q1", max_walk_m=500),),
        },
        "步行放宽到723米（湖墅街道W）",
        "allow a walk of 723 m (W, 湖墅街道)",
    ),
    "a loan": (
        {"teachers": (teacher("T1", area="F", serves="street"),)},
        "教师教师T1（T1）的服务范围由本街道扩大到全区",
        "lend teacher 教师T1 (T1) to the district, not only the street",
    ),
    "a loan inside the street": (
        {"teachers": (teacher("T1", area="B", serves="community"),)},
        "教师教师T1（T1）的服务范围由本社区扩大到本街道",
        "lend teacher 教师T1 (T1) to the street, not only the community",
    ),
    "a venue to be confirmed": (
        {"venues": (venue("V", confirmed_on=None),)},
        "场地V：由所有方确认可用",
        "venue V: to be confirmed by its owner",
    ),
    "a campus without liaison": (
        {"venues": (venue("V", campus=True),)},
        "场地V：指定联络人、设独立出入口",
        "venue V: to name a liaison, to have a separate entrance",
    ),
    "a room to be equipped": (
        {"courses": (course(facilities=("电脑",)),)},
        "给教室V R1（R1）配备电脑",
        "equip room V R1 (R1) with 电脑",
    ),
    "a screen for hybrid": (
        {"courses": (course(modes=("hybrid",)),)},
        "给教室V R1（R1）配备屏幕，并且以线上线下混合方式授课，课程允许，用有屏幕的教室V R1（R1）",
        ("equip room V R1 (R1) with screen, "
        "and hold it as hybrid (the course allows it), in V R1 (R1), which has a screen"),
    ),
    "one more room": (
        {"rooms": (room("R1", seats=5),)},
        "米市巷街道增加一间周一上午开放、12座以上的教室",
        "one more room with 12 seats in 米市巷街道, open Mon morning",
    ),
    "one more room for hybrid": (
        {"rooms": (room("R1", seats=5),), "courses": (course(modes=("hybrid",)),)},
        "米市巷街道增加一间周一上午开放、有屏幕、12座以上的教室",
        "one more room with screen and 12 seats in 米市巷街道, open Mon morning",
    ),
    "one more teacher": (
        {"teachers": (teacher("T1", skills=(("书法", 3),)),)},
        "增加一名周一上午能教舞蹈（2级）的教师",
        "one more teacher of 舞蹈 (level 2), Mon morning",
    ),
    "one more of each": (
        {"teachers": (), "rooms": ()},
        "增加一名周一晚能教舞蹈（2级）的教师，并且米市巷街道增加一间周一晚开放、12座以上的教室",
        ("one more teacher of 舞蹈 (level 2), Mon evening, "
        "and one more room with 12 seats in 米市巷街道, open Mon evening"),
    ),
    "a smaller class": (
        {"requests": SMALL},
        "“舞蹈班”开班人数下限降低（10→5）",
        "open 舞蹈班 with fewer learners (10→5)",
    ),
    "a smaller class, and a screen": (
        {"requests": SMALL, "courses": (course(modes=("hybrid",)),)},
        ("“舞蹈班”开班人数下限降低（10→5），并且给教室V R1（R1）配备屏幕，"
        "并且以线上线下混合方式授课，课程允许，用有屏幕的教室V R1（R1）"),
        ("open 舞蹈班 with fewer learners (10→5), and equip room V R1 (R1) with screen, "
        "and hold it as hybrid (the course allows it), in V R1 (R1), which has a screen"),
    ),
    "a class of two requests": (
        FAR
        | {
            "requests": (
                request("Q1", 6, max_walk_m=500),
                request("Q2", 6, area="B", max_walk_m=500),
            )
        },
        "与需求Q1合班（相距723米），并且步行放宽到723米（V）",
        "one class with request Q1 (723 m away), and allow a walk of 723 m (V)",
    ),
    "a class that is held": (
        FAR
        | {"requests": (request("Q1", max_walk_m=500), request("Q2", 5, area="B", max_walk_m=500))},
        "并入班S-Q1，步行放宽到723米",
        "join section S-Q1, allow a walk of 723 m",
    ),
    "a class at another time": (
        {"requests": (request("Q1", allowed_periods=MONDAY_MORNING),
                      request("Q2", 5, allowed_periods=("P33",))),
         "teachers": (teacher("T1", available_periods=MONDAY_MORNING),)},
        "并入班S-Q1，再允许周一上午上课",
        "join section S-Q1, allow Mon morning",
    ),
    "a class that goes online": (
        {
            "courses": (course(modes=("onsite", "online")),),
            "requests": (
                request("Q1", allowed_periods=MONDAY_MORNING),
                request("Q2", 5, area="F", allowed_periods=("P33",)),
            ),
            "teachers": (teacher("T1", available_periods=MONDAY_MORNING),),
        },
        "并入班S-Q1，该班改为线上授课（课程允许），再允许周一上午上课",
        "join section S-Q1, hold that section online (the course allows it), allow Mon morning",
    ),
    "a course that is not offered": (
        {"courses": (course(status="停开"),)},
        "本学期开设“舞蹈班”（现为“停开”）",
        "offer 舞蹈班 this term (now '停开')",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("tables", "zh", "en"), KINDS.values(), ids=KINDS)
def test_an_unlock_is_worded_and_proved(tables, zh, en):
    """The cheapest change that lets the class be held, confirmed by a re-solve."""
    row = unserved(world(**tables))[-1]
    assert (row.cheapest_unlock.zh, row.cheapest_unlock.en) == (zh, en)
    assert row.verdict == "proved"


@pytest.mark.parametrize(("tables", "zh", "en"), KINDS.values(), ids=KINDS)
def test_an_unlock_that_nobody_checked_says_so(tables, zh, en):
    """Without re-solves the same words are a lead, and say that they are no more."""
    row = unserved(world(**tables), checks=0)[-1]
    assert row.cheapest_unlock.zh.endswith("（未验证）")
    assert row.cheapest_unlock.en.endswith(" (not proved)")
    assert row.verdict == "not proved"


def left_to_place(modes, **tables):
    """What is said of the one class of a world whose search ended before it was placed."""
    problem = world(courses=(course(modes=modes),), **tables)
    sections = pool(problem).sections
    (row,) = explain(problem, Timetable(sections=sections, meetings=()), ()).unserved
    return row


def test_online_is_offered_when_the_course_allows_it_and_no_room_is_free():
    """A class whose room is gone may meet online; the proof is a re-solve without a room."""
    row = left_to_place(("onsite", "online"), rooms=())
    assert row.cheapest_unlock.zh == "改为线上授课（课程允许，不占教室）"
    assert row.verdict == "proved"


def test_hybrid_is_offered_with_its_room_when_the_course_allows_nothing_else():
    """The room with a screen is named."""
    row = left_to_place(
        ("hybrid", "online"), rooms=(room("R1"), room("R2", facilities=("screen",)))
    )
    assert row.cheapest_unlock.zh == "以线上线下混合方式授课，课程允许，用有屏幕的教室V R2（R2）"
    assert row.verdict == "proved"


def test_online_is_not_offered_where_the_course_does_not_allow_it():
    """The same world with an onsite course asks for a room."""
    row = left_to_place(("onsite",), rooms=())
    assert "线上" not in row.cheapest_unlock.zh
    assert row.cheapest_unlock.zh.startswith("米市巷街道增加一间")


def test_a_class_with_room_for_a_screen_less_mode_asks_for_no_screen():
    """A course that may be onsite needs no screen to be held."""
    row = left_to_place(("onsite", "hybrid"), rooms=(room("R1", seats=3),))
    assert "屏幕" not in row.cheapest_unlock.zh


def test_a_venue_that_costs_money_is_never_proposed():
    """Only free venues are matched (§三(一)¶1): nobody is asked to pay for one."""
    (row,) = unserved(world(venues=(venue("V", free=False),)))
    assert row.cheapest_unlock.zh.startswith("米市巷街道增加一间")


def test_a_small_class_is_tried_with_the_learners_there_are():
    """Five learners fit into a room of six seats, though the course asks for ten."""
    (row,) = unserved(world(requests=SMALL, rooms=(room("R1", seats=6),)))
    assert row.cheapest_unlock.zh == "“舞蹈班”开班人数下限降低（10→5）"
    assert row.verdict == "proved"


def test_two_of_one_learner_group_are_not_joined():
    """Requests of one group never share a class; the smaller class is what is left to ask for."""
    requests = tuple(
        request(name, 6, area=area, max_walk_m=500, group="G")
        for name, area in (("Q1", "A"), ("Q2", "B"))
    )
    rows = unserved(world(**FAR | {"requests": requests}))
    assert ["合班" in row.cheapest_unlock.zh for row in rows] == [False, False]
