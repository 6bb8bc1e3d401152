"""Micro worlds about teachers and staff."""

from typing import Final

from scenarios.generator.micro.world import (
    ONE_COMMUNITY,
    SCHOOLS,
    TUESDAY,
    World,
    area,
    course,
    request,
    room,
    school,
    teacher,
    venue,
)

ONE_TEACHER_TWO_WISHES: Final = World(
    name="one_teacher_two_wishes",
    zh="一位教师只有一个时段，两个需求只能满足优先的一个",
    en="One teacher has one period for two requests: the dearer one is served",
    unserved=24,
    rooms=[room("R1"), room("R2")],
    teachers=[teacher(available_periods="P11")],
    courses=[course("K1"), course("K2")],
    requests=[
        request("Q1", course="K1", learners=12, priority=3),
        request("Q2", course="K2", learners=12, priority=2),
    ],
)
SCARCE_TEACHER_PRIORITY: Final = World(
    name="scarce_teacher_priority",
    zh="瑜伽教师每周只上一次课：10人×5先于12人×3和15人×2",
    en="A yoga teacher gives one meeting a week: 10 x 5 goes before 12 x 3 and 15 x 2",
    unserved=66,
    teachers=[teacher(skills="瑜伽:1", max_weekly_meetings=1), teacher("T2")],
    courses=[course(f"K{number}", skill="瑜伽") for number in (1, 2, 3)],
    requests=[
        request("Q1", course="K1", learners=15, priority=2),
        request("Q2", course="K2", learners=10, priority=5),
        request("Q3", course="K3", learners=12, priority=3),
    ],
)
NO_DANCE_TEACHER_ON_TUESDAYS: Final = World(
    name="no_dance_teacher_on_tuesdays",
    zh="居民只有周二能来，舞蹈教师周二不在",
    en="The learners can come on Tuesdays only, when no dance teacher is there",
    unserved=36,
    teachers=[
        teacher("T1", skills="舞蹈:2", available_periods="P11;P12"),
        teacher("T2", available_periods="*"),
    ],
    courses=[course("K1", skill="舞蹈", level=2), course("K2")],
    requests=[
        request("Q1", course="K1", learners=12, priority=3, allowed_periods=TUESDAY),
        request("Q2", course="K2", allowed_periods=TUESDAY),
    ],
)
SKILL_LEVEL_TOO_LOW: Final = World(
    name="skill_level_too_low",
    zh="行书要求二级：一级教师不能上，二级教师可以",
    en="The course asks for level 2: the level 1 teacher may not hold it, the level 2 teacher may",
    unserved=10,
    teachers=[
        teacher("T1", skills="书法:1"),
        teacher("T2", skills="书法:2", available_periods="P11"),
    ],
    courses=[course("K1", level=2), course("K2", level=2)],
    requests=[
        request("Q1", course="K1"),
        request("Q2", course="K2", priority=1),
    ],
)
TEACHER_NOT_LENT: Final = World(
    name="teacher_not_lent",
    zh="教师只借给本街道：邻街道的场地再近也不去",
    en="A teacher lent in the own street only does not go to the next street, however near",
    unserved=20,
    areas=[
        *ONE_COMMUNITY,
        area("S2", "street", "D1", metres_north=900),
        area("C2", "community", "S2", metres_north=900),
    ],
    venues=[venue("V1"), venue("V2", area="C2")],
    rooms=[room("R1"), room("R2", venue="V2")],
    teachers=[teacher(tier="community", serves="street")],
    courses=[course("K1"), course("K2")],
    requests=[
        request("Q1", course="K1", max_walk_m=500),
        request("Q2", course="K2", area="C2", max_walk_m=500),
    ],
)
TOO_FAR_BETWEEN_VENUES: Final = World(
    name="too_far_between_venues",
    zh="两场地相距3公里，课间15分钟赶不到，教师只能上一处",
    en="Two venues 3 km apart and 15 minutes between: one teacher cannot hold both",
    unserved=20,
    areas=[*ONE_COMMUNITY, area("C2", "community", "S1", metres_north=3000)],
    venues=[venue("V1"), venue("V2", area="C2")],
    rooms=[room("R1"), room("R2", venue="V2")],
    courses=[course("K1"), course("K2")],
    requests=[
        request("Q1", course="K1", learners=12, priority=3, allowed_periods="P11"),
        request("Q2", course="K2", area="C2", allowed_periods="P12"),
    ],
)
NEAR_ENOUGH_BETWEEN_VENUES: Final = World(
    name="near_enough_between_venues",
    zh="两场地相距1.5公里，课间15分钟正好赶得到",
    en="Two venues 1.5 km apart and 15 minutes between: one teacher just manages both",
    unserved=0,
    areas=[*ONE_COMMUNITY, area("C2", "community", "S1", metres_north=1500)],
    venues=[venue("V1"), venue("V2", area="C2")],
    rooms=[room("R1"), room("R2", venue="V2")],
    courses=[course("K1"), course("K2")],
    requests=[
        request("Q1", course="K1", learners=12, priority=3, allowed_periods="P11"),
        request("Q2", course="K2", area="C2", allowed_periods="P12"),
    ],
)
DAILY_LIMIT: Final = World(
    name="daily_limit",
    zh="教师一天最多上一次课：周一的第二个需求改到周二",
    en="At most one meeting a day: the second request moves to Tuesday",
    unserved=0,
    teachers=[teacher(max_daily_meetings=1)],
    courses=[course("K1"), course("K2")],
    requests=[
        request("Q1", course="K1", allowed_periods="P11"),
        request("Q2", course="K2", allowed_periods="P12;P21"),
    ],
)
LOAD_LIMIT_HALF_TERM: Final = World(
    name="load_limit_half_term",
    zh="教师每周最多一次：前后两个半学期班都行，全学期班不行",
    en="One meeting a week at most: two half-term sections fit, the whole-term one does not",
    unserved=16,
    teachers=[teacher(max_weekly_meetings=1)],
    courses=[
        course("K1", weeks_allowed="1-2;3-4"),
        course("K2", weeks_allowed="1-2;3-4"),
        course("K3"),
    ],
    requests=[
        request("Q1", course="K1"),
        request("Q2", course="K2"),
        request("Q3", course="K3", learners=8),
    ],
)
STAFFING_SUM_PASSES_POSTING_FAILS: Final = World(
    name="staffing_sum_passes_posting_fails",
    zh="五个人正好等于分院3人加两个教学点，但只有两名专职，分院仍缺1人",
    en="Five people equal 3 + 1 + 1 posts, yet only two are full-time: the branch lacks one",
    unserved=0,
    areas=[*ONE_COMMUNITY, area("C2", "community", "S1", metres_north=500)],
    schools=[*SCHOOLS, school("X4", "teaching_point", "C2")],
    teachers=[
        teacher("T1", employment="full_time"),
        teacher("T2", employment="full_time"),
        teacher("T3", employment="part_time", manager=True),
        teacher("T4", employment="part_time", manager=True),
        teacher("T5", employment="volunteer", manager=True),
    ],
)
WORLDS: Final = (
    ONE_TEACHER_TWO_WISHES,
    SCARCE_TEACHER_PRIORITY,
    NO_DANCE_TEACHER_ON_TUESDAYS,
    SKILL_LEVEL_TOO_LOW,
    TEACHER_NOT_LENT,
    TOO_FAR_BETWEEN_VENUES,
    NEAR_ENOUGH_BETWEEN_VENUES,
    DAILY_LIMIT,
    LOAD_LIMIT_HALF_TERM,
    STAFFING_SUM_PASSES_POSTING_FAILS,
)
