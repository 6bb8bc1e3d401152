"""Every number of the generator, each with its source; change the world here and nowhere else.

`facts.csv` is `scenarios/sources/gongshu/facts.csv`, quoted by area and metric. What nobody
publishes is called an engine-side assumption: it is neither policy nor fact.
"""

from typing import Final

# ------------------------------------------------------------------ how big
# Engine-side assumptions, from the sizes the product promises to handle.
DISTRICT_SECTIONS: Final = 3_000
STREET_SECTIONS: Final = 170
STREET_LEAST_POPULARITY: Final = 3  # one street offers the better known courses only
CITY_SECTIONS_PER_COMMUNITY: Final = 11.8
TEACHERS_PER_SECTION: Final = 1_300 / 3_000
ROOMS_PER_SECTION: Final = 900 / 3_000
# Engine-side measurement: pooling merges more requests than they were drawn for.
CLASSES_PER_SECTION: Final = 1.085

# ------------------------------------------------------------------ people
# facts.csv, 拱墅 "resident population, 7th census" and its share of Hangzhou's residents.
RESIDENTS_SHARE_OF_CITY: Final = 0.0939
# facts.csv, 杭州 "share of residents 60+" 2020, used where the street's own is not published.
SENIORS_SHARE: Final = 0.1687
# Engine-side assumption: how unequal the communities of one street are.
COMMUNITY_WEIGHT: Final = (0.6, 1.4)
# Engine-side assumption: built-up land of a community; what lies further from the street's point
# is taken for hills, works and water. The district's 98.6 km² (facts.csv) / 178 would be 0.55.
COMMUNITY_KM2: Final = 0.4

# ------------------------------------------------------------------ demand
# Engine-side assumption: share of classes by audience; seniors lead (facts.csv, 杭州 "senior
# learners" 135,500 against 70,000 person-times of the youth night schools).
AUDIENCE_SHARES: Final = {"老年": 0.60, "在职": 0.16, "青少年": 0.10, "亲子": 0.05, "居民": 0.09}
# facts.csv: 13 (康运社区) to 17 (彭埠街道) learners a class; 10 people open a class (彭埠街道).
CLASS_LEARNERS: Final = (11, 17)
LEAST_LEARNERS: Final = 10
MOST_LEARNERS: Final = (18, 20, 20, 24)
# Engine-side assumptions: how demand arrives. The rest are requests of one class each.
POOLED_SHARE: Final = 0.24
POOLED_PART_LEARNERS: Final = (5, 8)
LARGE_SHARE: Final = 0.06
LARGE_LEARNERS: Final = (26, 60)
LONE_SHARE: Final = 0.02
LONE_LEARNERS: Final = (4, 7)
PRIORITY_WEIGHTS: Final = {1: 10, 2: 25, 3: 35, 4: 20, 5: 10}
# Engine-side assumption: furthest walk by audience, whole hundreds of metres.
WALK_M: Final = {
    "老年": (800, 1800),
    "在职": (1400, 2000),
    "青少年": (1200, 2000),
    "亲子": (1000, 2000),
    "居民": (1200, 2000),
}
EQUIPPED_WALK_M: Final = (1500, 2000)  # people go further for a kitchen, a stage mirror, a piano
POOL_REACH_M: Final = 900
GROUP_SHARE: Final = 0.03
NO_PREFERENCE_SHARE: Final = 0.4

# ------------------------------------------------------------------ teachers
# Engine-side assumption; the policy only says 专职人员为骨干、兼职人员和志愿者为主体 (§三(五)¶2).
EMPLOYMENT_SHARES: Final = {"full_time": 0.16, "part_time": 0.45, "volunteer": 0.39}
# Most meetings a week; facts.csv, 桐城 "classes per teacher" 2.1, 上海 "a voice teacher" 11.
WEEKLY_MEETINGS: Final = {"full_time": (6, 10), "part_time": (3, 6), "volunteer": (2, 4)}
DAILY_MEETINGS: Final = {"full_time": (2, 3), "part_time": (1, 3), "volunteer": (1, 2)}
# facts.csv, 成都 "pay of an outside teacher per class hour" 100+; the others are assumptions.
PART_TIME_FEES: Final = (0, 100, 120, 150, 200)
# Engine-side assumption; facts.csv, 成都 "teachers refuse far schools" supports a limit.
DISTANCE_M: Final = {
    "district": (8_000, 15_000),
    "street": (4_000, 8_000),
    "community": (2_000, 4_000),
}
SECOND_SKILL_SHARE: Final = 0.5
THIRD_SKILL_SHARE: Final = 0.15
# Engine-side assumption: supply of a skill against what its demand would need; 1 when absent.
# facts.csv, 杭州 "hottest class": 形体操 21 to 1, yoga 20, folk dance and taiji 15+.
SCARCE_SKILLS: Final = {
    "舞蹈": 0.58,
    "瑜伽": 0.5,
    "人工智能": 0.65,
    "中医": 0.5,
    "钢琴": 0.65,
    "烘焙": 0.65,
}
# Engine-side assumption: a rare skill has a few more teachers than its demand alone would ask for.
RARE_SKILL_EXTRA: Final = 0.0008
# Engine-side assumption: managers who are not full-time, against teaching points to staff.
MANAGERS_PER_POINT: Final = 0.58
UNPOSTED_SHARE: Final = 0.2

# ------------------------------------------------------------------ venues
# Engine-side assumption: rooms by kind of venue, open evenings by kind (share of the rooms).
ROOMS_BY_KIND: Final = {
    "社区学院": (10, 10),
    "街道分院": (6, 7),
    "社区市民学校": (1, 3),
    "党群服务中心": (1, 2),
    "文化家园": (1, 3),
    "学校": (2, 4),
    "公园": (1, 1),
}
ROOMS_ELSEWHERE: Final = (1, 3)
# facts.csv, 浙江省文化馆 "most wanted 19:00-20:30": evenings are what is short.
EVENING_SHARE: Final = {"社区学院": 0.6, "街道分院": 0.75, "企业": 0.4, "学校": 0.4, "文化馆": 0.6}
EVENING_ELSEWHERE: Final = 0.14
# Engine-side assumption: kinds of rooms, how many of each, and the chance of each facility in it.
ROOM_KINDS: Final[dict[str, tuple[float, dict[str, float]]]] = {
    "教室": (30, {"screen": 0.6, "音响": 0.3}),
    "书画室": (20, {"画桌": 1, "screen": 0.4}),
    "舞蹈房": (15, {"镜面": 1, "音响": 0.9}),
    "音乐室": (9, {"钢琴": 1, "音响": 0.9, "screen": 0.3}),
    "手工室": (8, {"工作台": 1, "缝纫机": 0.6}),
    "活动厅": (8, {"运动场地": 1, "音响": 0.6, "screen": 0.4}),
    "电脑房": (7, {"电脑": 1, "screen": 1}),
    "烹饪室": (8, {"灶台": 1, "茶台": 0.8}),
    "茶室": (4, {"茶台": 1}),
}
NOT_FREE_SHARE: Final = 0.03
UNCONFIRMED_SHARE: Final = 0.03
LIAISON_SHARE: Final = 0.7
SEPARATE_ENTRANCE_SHARE: Final = 0.7
CLUB_SHARE: Final = 0.5
UNAVAILABLE_SHARES: Final = {"teacher": 0.03, "room": 0.015, "venue": 0.006}

# ------------------------------------------------------------------ money and floor
# §四(二): at least 4 yuan a resident; what the areas really have is an engine-side assumption.
BUDGET_PER_RESIDENT: Final = (4.0, 6.5)
# §三(五)¶1: a street school has at least 500 m²; the floors are engine-side assumptions.
BRANCH_FLOOR_M2: Final = (520, 1_600)
POINT_FLOOR_M2: Final = (60, 240)
