"""Calendars: one .ics file a teacher and a venue, with one event for every dated meeting.

An event a date, and no recurrence rule: phones and office programs differ in what they make of
excluded and added dates, and a meeting that moves to a make-up day needs both. A plain event
is read alike by all of them, and 16 weeks of one teacher are a few kilobytes.
"""

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from icalendar import Calendar, Event, Timezone, TimezoneStandard
from icalendar.parser import Contentline

from engine.domain.problem import Problem
from engine.domain.results import Plan
from engine.domain.timetable import DatedMeeting
from engine.files.readable.lessons import Lesson, lessons
from engine.files.readable.words import MODES, pick
from engine.refusals import Lang

TZID = "Asia/Shanghai"
TEACHERS, VENUES = "teachers", "venues"
END = b"END:VCALENDAR\r\n"
LONGEST_NAME_BYTES, CUT_NAME = 200, 60
_WINDOWS_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)\d)", re.IGNORECASE)


def write_calendars(
    plan: Plan, problem: Problem, folder: Path, *, stamp: datetime | None = None, lang: Lang = "zh"
) -> None:
    """Write `teachers/ID.ics` and `venues/ID.ics` below a folder, all anew.

    `stamp` is the moment of publication; readers take a later one for the newer state of the
    same event. Without it the first day of the term stands in, and the same plan gives the
    same bytes.
    """
    calendars = _calendars(plan, problem, stamp, lang)
    for kind, files in calendars.items():
        fresh = folder / f"{kind}.part"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for name, content in files:
            (fresh / name).write_bytes(content)
        shutil.rmtree(folder / kind, ignore_errors=True)
        fresh.replace(folder / kind)


def file_name(ident: str, *, marked: bool = False) -> str:
    """Name the file of an id; what a file system could stumble over is percent-encoded.

    A long name is cut and marked with a digest of the id, as is one that `marked` asks for.
    """
    name = re.sub(r"[^\w-]", lambda odd: quote(odd[0], safe="").replace(".", "%2E"), ident)
    if _WINDOWS_DEVICE.fullmatch(name):
        name = f"%{ord(name[0]):02X}{name[1:]}"
    if marked or len(name.encode()) > LONGEST_NAME_BYTES:
        name = f"{name[:CUT_NAME]}-{sha256(ident.encode()).hexdigest()[:8]}"
    return f"{name}.ics"


def _calendars(
    plan: Plan, problem: Problem, stamp: datetime | None, lang: Lang
) -> dict[str, list[tuple[str, bytes]]]:
    taught: dict[str, list[bytes]] = {}
    housed: dict[str, list[bytes]] = {}
    writer = _Events(problem, stamp, lang)
    for lesson in lessons(plan, problem):
        events = b"".join(writer.of(lesson))
        taught.setdefault(lesson.teacher.id, []).append(events)
        if lesson.venue is not None:
            housed.setdefault(lesson.venue.id, []).append(events)
    teachers = ((t.id, t.name, taught[t.id]) for t in problem.teachers if t.id in taught)
    venues = ((v.id, v.name, housed[v.id]) for v in problem.venues if v.id in housed)
    return {TEACHERS: _files(teachers), VENUES: _files(venues)}


def _files(owners: Iterable[tuple[str, str, list[bytes]]]) -> list[tuple[str, bytes]]:
    rows = sorted(owners)
    # Windows and macOS take T1 and t1 for one file.
    alike = Counter(file_name(ident).casefold() for ident, _, _ in rows)
    return [
        (
            file_name(ident, marked=alike[file_name(ident).casefold()] > 1),
            _head(name) + b"".join(events) + END,
        )
        for ident, name, events in rows
    ]


def _head(name: str) -> bytes:
    """Everything of a calendar but its events and its last line."""
    calendar = Calendar()
    calendar.add("prodid", "-//paike//timetable//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(name))
    calendar.add("x-wr-timezone", TZID)
    calendar.add_component(_shanghai())
    written: bytes = calendar.to_ical()
    return written.removesuffix(END)


def _shanghai() -> Timezone:
    """China's one time zone; it has had no summer time since 1991."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1991, 9, 15, 1))  # noqa: DTZ001 - local by RFC 5545, 3.6.5
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", TZID)
    zone.add_component(standard)
    return zone


class _Events:
    """Writes the events of one lesson after the other.

    icalendar words, escapes and folds what a lesson's events share; the dates are filled in
    as bytes, since 60,000 events one by one would take it half a minute.
    """

    def __init__(self, problem: Problem, stamp: datetime | None, lang: Lang) -> None:
        moment = stamp or datetime.combine(problem.term.start, time(), UTC)
        self.term = problem.term
        self.stamp = moment.astimezone(UTC)
        self.sequence = 0 if stamp is None else int(moment.timestamp()) // 60
        self.world = f"{problem.term.start:%Y%m%d}.{quote(problem.name)}.paike"
        self.lang = lang

    def of(self, lesson: Lesson) -> Iterator[bytes]:
        """Yield one event for every date on which the class meets."""
        shared = self._shared(lesson)
        for dated in lesson.dates:
            if dated.kind != "lost":
                start = _moment(dated.date, lesson.period.start)
                end = _moment(dated.date, lesson.period.end)
                uid = _folded(f"UID:{self._uid(lesson, dated)}")
                when = f"DTSTART;TZID={TZID}:{start}\r\nDTEND;TZID={TZID}:{end}\r\n"
                yield f"BEGIN:VEVENT\r\n{uid}\r\n{when}".encode() + shared

    def _uid(self, lesson: Lesson, dated: DatedMeeting) -> str:
        """Keep one name for the meeting of one week, wherever its day and hour go."""
        week = self.term.week_of(dated.from_date or dated.date)
        return f"{quote(lesson.section.id)}-{lesson.meeting.meeting}-w{week:02}@{self.world}"

    def _shared(self, lesson: Lesson) -> bytes:
        event = Event()
        event.add("dtstamp", self.stamp)
        event.add("sequence", self.sequence)
        event.add("summary", _line(lesson.course.name))
        event.add("location", _line(lesson.place or pick(MODES[lesson.meeting.mode], self.lang)))
        event.add("description", self._description(lesson))
        written: bytes = event.to_ical()
        return written.removeprefix(b"BEGIN:VEVENT\r\n")

    def _description(self, lesson: Lesson) -> str:
        mode = pick(MODES[lesson.meeting.mode], self.lang)
        guests = lesson.guests_text(self.lang)
        if self.lang == "zh":
            told = (
                f"教师：{lesson.teacher.name}",
                f"班号：{lesson.section.id}（{mode}）",
                f"学员：{lesson.section.learners} 人（{guests}）",
            )
        else:
            told = (
                f"Teacher: {lesson.teacher.name}",
                f"Section: {lesson.section.id} ({mode})",
                f"Learners: {lesson.section.learners} ({guests})",
            )
        return "\n".join(map(_line, told))


def _folded(line: str) -> str:
    folded: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return folded.decode()


def _moment(day: date, minute: int) -> str:
    return f"{datetime.combine(day, time()) + timedelta(minutes=minute):%Y%m%dT%H%M%S}"


def _line(text: str) -> str:
    """Put words on one line without control characters, which RFC 5545 forbids in text."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
