"""Micro worlds about rooms, venues and meetings without a room."""

from typing import Final

from scenarios.generator.micro.pooling import TWO_STREETS
from scenarios.generator.micro.world import MONDAY, World, course, request, room, teacher, venue

ROOM_TOO_SMALL: Final = World(
    name="room_too_small",
    zh="12人的班坐不进10座的教室",
    en="A section of at least 12 does not fit a room of 10 seats",
    unserved=24,
    rooms=[room(seats=10)],
    courses=[course(min_learners=12)],
    requests=[request(learners=12)],
)
NO_COMPUTER_ROOM_IN_ONE_STREET: Final = World(
    name="no_computer_room_in_one_street",
    zh="只有一个街道有电脑房，另一街道的居民走不到",
    en="Only one street has a computer room, out of walking reach of the other",
    unserved=36,
    areas=TWO_STREETS,
    venues=[venue("V1"), venue("V2", area="C2")],
    rooms=[room("R1", facilities="电脑"), room("R2", venue="V2")],
    teachers=[teacher(skills="电脑:1")],
    courses=[
        course("K1", skill="电脑", facilities="电脑"),
        course("K2", skill="电脑", facilities="电脑"),
    ],
    requests=[
        request("Q1", course="K1", max_walk_m=500),
        request("Q2", course="K2", area="C2", learners=12, priority=3, max_walk_m=500),
    ],
)
CLUB_HOURS_KEPT: Final = World(
    name="club_hours_kept",
    zh="周一第一节留给学习型社团，只剩第二节可排课",
    en="Monday's first period is kept for clubs: only the second is left for a class",
    unserved=20,
    rooms=[room(open_periods=MONDAY, club_periods="P11")],
    courses=[course("K1"), course("K2")],
    requests=[request("Q1", course="K1", priority=3), request("Q2", course="K2")],
)
CAMPUS_WITHOUT_LIAISON: Final = World(
    name="campus_without_liaison",
    zh="校园没有联络员就不能用；有联络员和独立出入口的校园可以",
    en="A campus without a liaison cannot be used, one with liaison and own entrance can",
    unserved=20,
    venues=[
        venue("V1", owner_kind="学校", campus=True),
        venue("V2", owner_kind="学校", campus=True, liaison="联络员1"),
    ],
    rooms=[room("R1"), room("R2", venue="V2", open_periods="P11")],
    teachers=[teacher("T1"), teacher("T2")],
    courses=[course("K1"), course("K2")],
    requests=[request("Q1", course="K1", priority=3), request("Q2", course="K2")],
)
VENUE_NOT_CONFIRMED: Final = World(
    name="venue_not_confirmed",
    zh="收费的场地和未确认的场地都不参与排课",
    en="Neither a venue that charges nor one that nobody confirmed is matched",
    unserved=20,
    venues=[venue("V1", free=False), venue("V2", confirmed_on=None)],
    rooms=[room("R1"), room("R2", venue="V2")],
)
ONLINE_WHEN_NO_ROOM: Final = World(
    name="online_when_no_room",
    zh="居民只有周一第一节能来，教室那时不开，改在线上",
    en="The room is shut when the learners can come, so the course is held online",
    unserved=0,
    rooms=[room(open_periods="P12")],
    courses=[course(modes="onsite;online")],
    requests=[request(allowed_periods="P11")],
)
HYBRID_NEEDS_A_SCREEN: Final = World(
    name="hybrid_needs_a_screen",
    zh="两门混合课同一时段，只有一间教室有屏幕",
    en="Two hybrid courses at one time, and only one room has a screen",
    unserved=20,
    rooms=[room("R1", facilities="screen"), room("R2")],
    teachers=[teacher("T1"), teacher("T2")],
    courses=[course("K1", modes="hybrid"), course("K2", modes="hybrid")],
    requests=[
        request("Q1", course="K1", priority=3, allowed_periods="P11"),
        request("Q2", course="K2", allowed_periods="P11"),
    ],
)
WORLDS: Final = (
    ROOM_TOO_SMALL,
    NO_COMPUTER_ROOM_IN_ONE_STREET,
    CLUB_HOURS_KEPT,
    CAMPUS_WITHOUT_LIAISON,
    VENUE_NOT_CONFIRMED,
    ONLINE_WHEN_NO_ROOM,
    HYBRID_NEEDS_A_SCREEN,
)
