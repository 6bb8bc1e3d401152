"""Calendars: what phones and office programs are given."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from engine.files.ics_calendar import file_name, write_calendars
from tests.files.plans import make_plan


def read_lines(path):
    """Unfold a calendar file into (name, value) pairs: a parser that knows nothing of icalendar."""
    unfolded = path.read_bytes().replace(b"\r\n ", b"").decode()
    assert unfolded.endswith("\r\n")
    return [tuple(line.split(":", 1)) for line in unfolded.split("\r\n")[:-1]]


def values(path, name):
    """Give the values of a property, parameters left aside, in the order of the file."""
    return [value for key, value in read_lines(path) if key.split(";")[0] == name]


def events(path):
    """Read the events of a file with icalendar."""
    return Calendar.from_ical(path.read_bytes()).walk("VEVENT")


def written(folder, plan, problem, **options):
    """Write calendars and list the files by folder."""
    write_calendars(plan, problem, folder, **options)
    return {kind: sorted((folder / kind).iterdir()) for kind in ("teachers", "venues")}


def test_each_date_held_or_moved_is_an_event_and_a_lost_one_is_none(tmp_path):
    """The teachers' files together hold exactly the dates on which classes meet."""
    plan, problem = make_plan(40)
    meets = [dated for dated in plan.dates if dated.kind != "lost"]
    assert {dated.kind for dated in plan.dates} == {"held", "lost", "moved"}

    files = written(tmp_path, plan, problem)["teachers"]

    starts = sorted(start[:8] for file in files for start in values(file, "DTSTART")[1:])
    assert starts == sorted(f"{dated.date:%Y%m%d}" for dated in meets)


def test_a_venue_holds_what_meets_in_its_rooms(tmp_path):
    """A venue's file has the meetings of its rooms; online meetings are in no venue's file."""
    plan, problem = make_plan(40)
    meetings = {(row.section, row.meeting): row for row in plan.timetable.meetings}
    rooms = {room.id for room in problem.rooms if room.venue == "V001"}
    here = [
        dated
        for dated in plan.dates
        if dated.kind != "lost" and meetings[dated.section, dated.meeting].room in rooms
    ]

    write_calendars(plan, problem, tmp_path)

    assert len(events(tmp_path / "venues" / "V001.ics")) == len(here)


def test_a_moved_meeting_stands_on_its_make_up_day_under_the_name_of_its_week(tmp_path):
    """Thursday 1 October of week 4 is held on Saturday 10 October, at its own hour."""
    plan, problem = make_plan(40)
    moved = next(dated for dated in plan.dates if dated.kind == "moved")
    row = next(row for row in plan.timetable.meetings if row.section == moved.section)

    write_calendars(plan, problem, tmp_path)

    start = next(
        event["DTSTART"].dt
        for event in events(tmp_path / "teachers" / f"{row.teacher}.ics")
        if event["UID"] == f"{moved.section}-1-w04@20260907.demo.paike"
    )
    assert start.date() == date(2026, 10, 10)
    assert start.utcoffset() == timedelta(hours=8)
    assert start.hour * 60 + start.minute == problem.period[row.period].start


def test_another_hour_and_teacher_keep_the_name_of_an_event(tmp_path):
    """Who imports a changed plan gets changed events, not second ones."""
    plan, problem = make_plan(2)
    row = plan.timetable.meetings[0]
    later = row.model_copy(update={"period": "p72", "teacher": problem.teachers[1].id})
    timetable = plan.timetable.model_copy(update={"meetings": (later,)})
    dates = tuple(
        dated.model_copy(update={"date": dated.date + timedelta(days=6)})
        for dated in plan.dates
        if dated.section == row.section and dated.kind == "held"
    )
    changed = plan.model_copy(update={"timetable": timetable, "dates": dates})

    before = written(tmp_path / "before", plan, problem)["teachers"][0]
    after = written(tmp_path / "after", changed, problem)["teachers"][0]

    assert values(after, "UID") == [u for u in values(before, "UID") if u.startswith("B0000")]
    assert values(after, "DTSTART") != values(before, "DTSTART")


def test_lines_are_short_and_end_as_the_standard_says(tmp_path):
    """No line is longer than 75 octets, folds fall between characters, all end in CR LF."""
    plan, problem = make_plan(6, course_names=("很长的课程名称" * 20,))

    for file in written(tmp_path, plan, problem)["venues"]:
        lines = file.read_bytes().split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert b"\n" not in b"".join(lines)
        assert all(line.decode() for line in lines[:-1])


@pytest.mark.parametrize(
    "name",
    ["a,b;c", "back\\slash", "two\nlines", "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b", "\x07"],
    ids=["separators", "backslash", "line break", "event inside", "bell"],
)
def test_a_name_stays_a_name(tmp_path, name):
    """Whatever a course is called, it is the summary of its events and changes nothing else."""
    plan, problem = make_plan(2, course_names=(name,))

    file = written(tmp_path, plan, problem)["teachers"][0]

    read = events(file)
    assert {str(event["SUMMARY"]) for event in read} == {
        "".join(sign if sign.isprintable() else " " for sign in name)
    }
    assert len(read) == values(file, "BEGIN").count("VEVENT") > 0


def test_a_file_says_its_zone_and_whose_it_is(tmp_path):
    """A calendar holds the zone its times name, and the teacher's name as its title."""
    plan, problem = make_plan(2)

    file = written(tmp_path, plan, problem)["teachers"][0]

    assert values(file, "TZID") == ["Asia/Shanghai"]
    assert values(file, "TZOFFSETTO") == ["+0800"]
    assert values(file, "X-WR-CALNAME") == ["合成教师1"]
    assert ("DTSTART;TZID=Asia/Shanghai", "20260907T083000") in read_lines(file)


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    """Without a moment of publication nothing in a file depends on when it was written."""
    plan, problem = make_plan(12)

    first, second = (written(tmp_path / name, plan, problem) for name in ("a", "b"))

    for kind, files in first.items():
        assert [f.name for f in files] == [f.name for f in second[kind]]
        assert [f.read_bytes() for f in files] == [f.read_bytes() for f in second[kind]]


def test_a_later_publication_is_newer(tmp_path):
    """The moment of publication is the stamp of every event and raises its sequence."""
    plan, problem = make_plan(2)
    stamps = datetime(2026, 8, 1, tzinfo=UTC), datetime(2026, 8, 2, tzinfo=UTC)

    early, late = (
        written(tmp_path / f"{at.day}", plan, problem, stamp=at)["teachers"][0] for at in stamps
    )

    assert set(values(late, "DTSTAMP")) == {"20260802T000000Z"}
    assert int(values(late, "SEQUENCE")[0]) > int(values(early, "SEQUENCE")[0]) > 0


def test_files_of_an_older_plan_are_gone(tmp_path):
    """A teacher without classes in the new plan keeps no calendar of the old one."""
    plan, problem = make_plan(12)
    write_calendars(plan, problem, tmp_path)
    less = plan.timetable.model_copy(update={"meetings": plan.timetable.meetings[:1]})

    files = written(tmp_path, plan.model_copy(update={"timetable": less}), problem)

    assert [file.name for file in files["teachers"]] == ["T0000.ics"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["teachers", "venues"]


def test_calendars_speak_english_when_asked(tmp_path):
    """The words around the names are English with `en`."""
    plan, problem = make_plan(2)

    file = written(tmp_path, plan, problem, lang="en")["teachers"][0]

    assert values(file, "DESCRIPTION")[0].startswith(
        "Teacher: 合成教师1\\nSection: B0000 (on site)"
    )


@pytest.mark.parametrize(
    ("ident", "name"),
    [
        ("T-01_a", "T-01_a.ics"),
        ("教师1", "教师1.ics"),
        ("../x", "%2E%2E%2Fx.ics"),
        ("a b:c", "a%20b%3Ac.ics"),
        ("..", "%2E%2E.ics"),
        ("100%", "100%25.ics"),
        ("aux", "%61ux.ics"),
        ("COM1", "%43OM1.ics"),
        ("aux1", "aux1.ics"),
        ("长" * 64, "长" * 64 + ".ics"),
        ("\N{GRINNING FACE}" * 64, "%F0%9F%98%80" * 5 + "-ddcaf348.ics"),
    ],
)
def test_a_file_name_is_the_id_made_harmless(ident, name):
    """An id cannot lead out of its folder."""
    assert file_name(ident) == name


def test_ids_that_differ_in_capitals_have_a_file_each(tmp_path):
    """Where capitals make no other name, none of the two takes the other's place."""
    plan, problem = make_plan()
    small, other = dict.fromkeys(row.teacher for row in plan.timetable.meetings[:2])
    called = {other: small.swapcase()}
    meetings = tuple(
        row.model_copy(update={"teacher": called.get(row.teacher, row.teacher)})
        for row in plan.timetable.meetings
    )
    teachers = tuple(
        each.model_copy(update={"id": called.get(each.id, each.id)}) for each in problem.teachers
    )
    timetable = plan.timetable.model_copy(update={"meetings": meetings})

    write_calendars(
        plan.model_copy(update={"timetable": timetable}),
        problem.model_copy(update={"teachers": teachers}),
        tmp_path,
    )

    names = [path.name.casefold() for path in (tmp_path / "teachers").iterdir()]
    assert {small, small.swapcase()} <= {row.teacher for row in meetings}
    assert len(names) == len(set(names)) == len({row.teacher for row in meetings})
