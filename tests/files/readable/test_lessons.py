"""Lessons: what a reader finds when a class is not held as the timetable says."""

from engine.files.html_page import write_page
from engine.files.ics_calendar import write_calendars
from engine.files.readable.lesson_fields import FIELDS
from engine.files.readable.lessons import lessons
from tests.files.plans import plan_with_exceptions
from tests.files.test_html_page import content
from tests.files.test_ics_calendar import values


def told(lesson):
    """A lesson as `weeks teacher room: changes`."""
    room = lesson.room.id if lesson.room else None
    return f"{lesson.weeks_text('zh')} {lesson.teacher.id} {room}: {lesson.changes_text('zh')}"


def test_weeks_that_are_otherwise_are_lessons_of_their_own():
    """The usual weeks with what is given up in them, the weeks before, the substitute's weeks."""
    plan, problem = plan_with_exceptions()
    found = [lesson for lesson in lessons(plan, problem) if lesson.section.id == "B0000"]

    assert [told(lesson) for lesson in found] == [
        "第1–4周 T0001 M001: ",
        "第5周、第8–16周 T0000 M000: 11-02停课（教师不在）",
        "第6–7周 T0001 M000: 病假代课",
    ]
    assert [FIELDS["held"].read(lesson, "zh") for lesson in found] == [4, 9, 2]
    assert FIELDS["weeks"].read(found[1], "en") == "weeks 5, weeks 8–16"


def test_a_reason_nobody_gave_is_told_in_both_languages(tmp_path):
    """What a repair wrote itself has its English words; what somebody wrote stays."""
    plan, problem = plan_with_exceptions()
    found = [lesson for lesson in lessons(plan, problem) if lesson.section.id == "B0000"]

    write_page(plan, problem, tmp_path / "page.html")

    assert found[1].changes_text("en") == "11-02 no class (the teacher is away)"
    assert found[2].changes_text("en") == "病假代课"
    reasons = content((tmp_path / "page.html").read_text("utf-8"))["reasons"]
    assert reasons["教师不在"] == ["教师不在", "the teacher is away"]


def test_a_class_that_has_closed_shows_what_it_held():
    """Its request is gone, so nobody is named whom it served."""
    plan, problem = plan_with_exceptions()
    (closed,) = (each for each in lessons(plan, problem) if each.section.id == "B0009")

    assert told(closed) == "第1–2周 T0001 None: "
    assert closed.guests == ()


def test_a_substitute_finds_the_dates_in_his_calendar(tmp_path):
    """And whom he replaces does not; the events keep the names of their weeks."""
    plan, problem = plan_with_exceptions()

    write_calendars(plan, problem, tmp_path)

    uids = {
        name: {
            uid.partition("@")[0]
            for uid in values(tmp_path / "teachers" / f"{name}.ics", "UID")
            if uid.startswith("B0000-1-")
        }
        for name in ("T0000", "T0001")
    }
    assert uids["T0001"] == {f"B0000-1-w{week:02}" for week in (1, 2, 3, 4, 6, 7)}
    assert uids["T0000"] == {f"B0000-1-w{week:02}" for week in (5, 8, *range(10, 17))}


def test_the_page_shows_each_in_its_weeks(tmp_path):
    """A run of the page is a list of weeks and its words."""
    plan, problem = plan_with_exceptions()
    write_page(plan, problem, tmp_path / "page.html")
    page = content((tmp_path / "page.html").read_text("utf-8"))

    runs = [page["runs"][row[3]][0] for row in page["lessons"] if row[0] == "B0000"]

    assert runs == [[1, 2, 3, 4], [5, *range(8, 17)], [6, 7]]
