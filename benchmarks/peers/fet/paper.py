"""Second step on paper: what FET reads, and what it leaves in its folder."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from benchmarks.peers.desk import Desk
from benchmarks.peers.fet.seats import Assigned, free_rooms
from benchmarks.peers.wishes import Stand, Wishes

Fields = Sequence[tuple[str, object]]
ALWAYS = ("Weight_Percentage", 100)


class Paper:
    """Activities by number, one a meeting; the grid has the periods of a weekday as hours."""

    def __init__(self, wishes: Wishes, desk: Desk, given: Sequence[Assigned]) -> None:
        self.wishes = wishes
        self.desk = desk
        self.activity: dict[int, Assigned] = {}
        for each in given:
            for _ in range(each.wish.meetings):
                self.activity[len(self.activity) + 1] = each
        self.numbers: dict[int, list[int]] = defaultdict(list)
        for number, each in self.activity.items():
            self.numbers[each.wish.section].append(number)
        days = wishes.statement.frame.weekdays
        self.cell: dict[int, tuple[int, int]] = {}
        for period, day in enumerate(int(each) for each in days):
            self.cell[period] = day, int((days[:period] == day).sum())
        self.period = {cell: period for period, cell in self.cell.items()}

    def write(self, path: Path) -> None:
        """Write everything as FET reads it."""
        fet = ET.Element("fet", version="6.8.5")
        ET.SubElement(fet, "Mode").text = "Official"
        ET.SubElement(fet, "Institution_Name").text = "peer"
        hours = 1 + max(hour for _, hour in self.cell.values())
        _listed(fet, "Day", [[("Name", f"D{day}")] for day in range(7)], count=True)
        _listed(fet, "Hour", [[("Name", f"H{hour}")] for hour in range(hours)], count=True)
        _listed(fet, "Subject", [[("Name", "S")]])
        _listed(fet, "Activity_Tag", [])
        teachers = sorted({each.teacher for each in self.activity.values()})
        _listed(fet, "Teacher", [[("Name", f"T{each}")] for each in teachers])
        ET.SubElement(fet, "Students_List")
        _listed(fet, "Activity", map(self._activity, self.activity), plural="Activities")
        rooms = self._rooms()
        venues = sorted({self._venue(room) for room in rooms})
        _listed(fet, "Building", [[("Name", f"V{each}")] for each in venues])
        _listed(fet, "Room", [self._room(room) for room in rooms])
        time = ET.SubElement(fet, "Time_Constraints_List")
        _constraints(time, "BasicCompulsoryTime", [[ALWAYS]])
        _constraints(time, "TeacherMaxHoursDaily", self._daily(teachers))
        _constraints(time, "ActivityPreferredStartingTimes", self._times())
        _constraints(time, "MinDaysBetweenActivities", self._spread())
        _constraints(time, "ActivitiesNotOverlapping", self._apart())
        space = ET.SubElement(fet, "Space_Constraints_List")
        _constraints(space, "BasicCompulsorySpace", [[ALWAYS]])
        _constraints(space, "RoomNotAvailableTimes", self._shut(rooms))
        _constraints(space, "ActivityPreferredRooms", self._preferred())
        _constraints(space, "ActivitiesOccupyMaxDifferentRooms", self._one_room())
        gaps = ("Min_Gaps_Between_Building_Changes", 1)
        _constraints(space, "TeachersMinGapsBetweenBuildingChanges", [[ALWAYS, gaps]])
        ET.ElementTree(fet).write(path, encoding="utf-8", xml_declaration=True)

    def read(self, path: Path) -> dict[int, list[Stand]]:
        """Read which meetings FET placed, by section; those of a part of a section are dropped."""
        found: dict[int, list[Stand]] = defaultdict(list)
        for row in ET.parse(path).getroot():  # noqa: S314 - fet-cl has just written it
            told = {field.tag: field.text or "" for field in row}
            if told.get("Day"):
                each = self.activity[int(told["Id"])]
                period = self.period[int(told["Day"][1:]), int(told["Hour"][1:])]
                room = int(told["Room"][1:]) if told["Room"] else self._online
                found[each.wish.section].append((period, each.teacher, room))
        return {
            section: sorted(stands)
            for section, stands in found.items()
            if len(stands) == len(self.numbers[section])
        }

    @property
    def _online(self) -> int:
        return self.wishes.statement.frame.online

    def _venue(self, room: int) -> int:
        return int(self.wishes.statement.world.venue[room])

    def _rooms(self) -> list[int]:
        rooms = {room for each in self.activity.values() for room in each.rooms}
        return sorted(rooms - {self._online})

    def _room(self, room: int) -> Fields:
        named = ("Name", f"R{room}"), ("Building", f"V{self._venue(room)}")
        return [*named, ("Capacity", 1000), ("Virtual", "false")]

    def _activity(self, number: int) -> Fields:
        each = self.activity[number]
        group = self.numbers[each.wish.section]
        return [
            ("Teacher", f"T{each.teacher}"),
            ("Subject", "S"),
            ("Duration", 1),
            ("Total_Duration", len(group)),
            ("Id", number),
            ("Activity_Group_Id", group[0] if len(group) > 1 else 0),
            ("Active", "true"),
        ]

    def _daily(self, teachers: Iterable[int]) -> Iterator[Fields]:
        """The least that a teacher may take on any weekday that is not already full."""
        for teacher in teachers:
            limit = self.wishes.statement.world.limit[teacher, :7]
            left = limit - self.desk.load[teacher, :7].max(axis=1)
            hours = max(1, min((int(each) for each in left if each > 0), default=1))
            most = ("Maximum_Hours_Daily", min(hours, len(self.cell)))
            yield [ALWAYS, ("Teacher_Name", f"T{teacher}"), most]

    def _times(self) -> Iterator[Fields]:
        for number, each in self.activity.items():
            starts = [
                (
                    "Preferred_Starting_Time",
                    [
                        ("Preferred_Starting_Day", f"D{self.cell[period][0]}"),
                        ("Preferred_Starting_Hour", f"H{self.cell[period][1]}"),
                    ],
                )
                for period in each.periods
            ]
            count = ("Number_of_Preferred_Starting_Times", len(starts))
            yield [ALWAYS, ("Activity_Id", number), count, *starts]

    def _spread(self) -> Iterator[Fields]:
        for numbers in self.numbers.values():
            if len(numbers) > 1:
                days = ("MinDays", 1)
                yield [ALWAYS, ("Consecutive_If_Same_Day", "false"), *_activities(numbers), days]

    def _apart(self) -> Iterator[Fields]:
        for section, numbers in self.numbers.items():
            for other in self.wishes.each[section].apart:
                if other > section and other in self.numbers:
                    yield [ALWAYS, *_activities([*numbers, *self.numbers[other]])]

    def _one_room(self) -> Iterator[Fields]:
        for section, numbers in self.numbers.items():
            rooms = self.activity[numbers[0]].rooms
            if len(numbers) > 1 and self.wishes.each[section].one_room and rooms[0] != self._online:
                yield [ALWAYS, *_activities(numbers), ("Max_Number_of_Different_Rooms", 1)]

    def _preferred(self) -> Iterator[Fields]:
        for number, each in self.activity.items():
            rooms = [("Preferred_Room", f"R{room}") for room in each.rooms if room != self._online]
            if rooms:
                count = ("Number_of_Preferred_Rooms", len(rooms))
                yield [ALWAYS, ("Activity_Id", number), count, *rooms]

    def _shut(self, rooms: Iterable[int]) -> Iterator[Fields]:
        free = free_rooms(self.wishes, self.desk, (each.run for each in self.activity.values()))
        for room in rooms:
            shut = [
                ("Not_Available_Time", [("Day", f"D{day}"), ("Hour", f"H{hour}")])
                for period, (day, hour) in self.cell.items()
                if not free[room, period]
            ]
            if shut:
                count = ("Number_of_Not_Available_Times", len(shut))
                yield [ALWAYS, ("Room", f"R{room}"), count, *shut]


def _activities(numbers: Sequence[int]) -> Fields:
    return [("Number_of_Activities", len(numbers)), *(("Activity_Id", each) for each in numbers)]


def _listed(
    parent: ET.Element,
    tag: str,
    rows: Iterable[Fields],
    *,
    plural: str | None = None,
    count: bool = False,
) -> None:
    home = ET.SubElement(parent, f"{plural or tag + 's'}_List")
    every = list(rows)
    if count:
        ET.SubElement(home, f"Number_of_{tag}s").text = str(len(every))
    for fields in every:
        _fill(ET.SubElement(home, tag), fields)


def _constraints(parent: ET.Element, name: str, rows: Iterable[Fields]) -> None:
    for fields in rows:
        _fill(ET.SubElement(parent, f"Constraint{name}"), [*fields, ("Active", "true")])


def _fill(parent: ET.Element, fields: Fields) -> None:
    for tag, value in fields:
        child = ET.SubElement(parent, tag)
        if isinstance(value, list):
            _fill(child, value)
        else:
            child.text = str(value)
