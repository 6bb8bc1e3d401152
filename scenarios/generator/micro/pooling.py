"""Micro worlds about requests that become sections, and sections that share a street's supply."""

from typing import Final

from scenarios.generator.micro.world import (
    LON,
    MONDAY,
    ONE_COMMUNITY,
    World,
    area,
    course,
    north,
    request,
    room,
    teacher,
    venue,
)

POOL_TWO_SMALL_REQUESTS: Final = World(
    name="pool_two_small_requests",
    zh="两个社区各5人、6人单独都开不了班，合在中间的教室正好开班",
    en="Two requests of 5 and 6 are too small alone and share the room between them",
    unserved=0,
    areas=[*ONE_COMMUNITY, area("C2", "community", "S1", metres_north=800)],
    venues=[venue(lat=north(400), lon=LON)],
    courses=[course(min_learners=10, max_learners=20)],
    requests=[
        request("Q1", learners=5, max_walk_m=800),
        request("Q2", area="C2", learners=6, max_walk_m=800),
    ],
)
SPLIT_A_LARGE_REQUEST: Final = World(
    name="split_a_large_request",
    zh="40人的需求分成两个20人的班",
    en="A request of 40 becomes two sections of 20",
    unserved=0,
    rooms=[room(seats=20)],
    courses=[course(min_learners=10, max_learners=20)],
    requests=[request(learners=40, allowed_periods=MONDAY)],
)
TOO_SMALL_AND_ALONE: Final = World(
    name="too_small_and_alone",
    zh="7人的需求不足10人，最近的同课程需求太远，只能报告",
    en="A request of 7 is below the least of 10 and its nearest partner is out of reach",
    unserved=21,
    areas=[*ONE_COMMUNITY, area("C2", "community", "S1", metres_north=3000)],
    rooms=[room(), room("R2", venue="V2")],
    venues=[venue(), venue("V2", area="C2")],
    courses=[course(min_learners=10, max_learners=20)],
    requests=[
        request("Q1", learners=12, max_walk_m=1000),
        request("Q2", area="C2", learners=7, priority=3, max_walk_m=1000),
    ],
)
TWO_STREETS: Final = (
    area("D1", "district", ""),
    area("S1", "street", "D1"),
    area("S2", "street", "D1", metres_north=600),
    area("C1", "community", "S1"),
    area("C2", "community", "S2", metres_north=600),
)
FAIR_STREETS: Final = World(
    name="fair_streets",
    zh="三个需求只有两个时段：两街道各得一个才公平，最差街道未服务一半",
    en="Three requests, two periods: fair is one for each street, the worst then lacks half",
    unserved=20,
    areas=TWO_STREETS,
    rooms=[room(open_periods=MONDAY)],
    courses=[course("K1"), course("K2"), course("K3")],
    requests=[
        request("Q1", course="K1"),
        request("Q2", course="K2"),
        request("Q3", course="K3", area="C2"),
    ],
)
LEARNER_GROUP_APART: Final = World(
    name="learner_group_apart",
    zh="同一批学员报了两门课：两门课不能同时上，第二门让到下一节",
    en="One group of learners signed up twice: the second course gives way to the next period",
    unserved=0,
    rooms=[room("R1"), room("R2")],
    teachers=[teacher("T1"), teacher("T2")],
    courses=[course("K1"), course("K2")],
    requests=[
        request("Q1", course="K1", allowed_periods="P11", group="G1"),
        request("Q2", course="K2", allowed_periods=MONDAY, preferred_periods="P11", group="G1"),
    ],
)
WORLDS: Final = (
    POOL_TWO_SMALL_REQUESTS,
    SPLIT_A_LARGE_REQUEST,
    TOO_SMALL_AND_ALONE,
    FAIR_STREETS,
    LEARNER_GROUP_APART,
)
