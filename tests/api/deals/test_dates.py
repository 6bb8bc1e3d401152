"""Dates one by one: some accepted, others put back later; clubs; the published timetable."""

from dataclasses import replace

import pytest

from api.deals.live import LiveMatching
from engine.matching.asked import Slot
from tests.api.deals.finder import series
from tests.api.deals.world import OFFICE, S1, S2, T1, term
from tests.api.world import room

COMMUNITY = "community", "s1"


@pytest.fixture
def many(deals):
    """Lend a service whose offers have three dates."""
    deals.app.state.matching = LiveMatching(deals.engine, series(3))
    return deals


def partly(deals):
    """Make a booking of which one date of three was not accepted."""
    offer = next(o for o in deals.offers() if (o["teacher"], o["room"]) == ("t-s1", "r-s2"))
    hold = deals.asked(offer)
    two = [{"date": day, "period": name} for day, name in hold["slots"][:2]]
    deals.answer(S2, answer="accept", dates=two)
    deals.answer(T1, answer="accept")
    [booking] = deals.get("/bookings", S1)["items"]
    return booking


def test_some_dates_are_accepted_and_the_others_stay_open(many):
    """Two of three are booked; the third is free for others and listed as open."""
    booking = partly(many)
    fields = booking["fields"]

    assert (len(fields["slots"]), len(fields["open"])) == (2, 1)
    [row] = [each for each in many.get("/open-requests")["items"] if each["booking"]]
    assert row["dates"] == fields["open"]
    taken = [slot for o in many.offers("q-s2", S2) if o["room"] == "r-s2" for slot in o["slots"]]
    assert fields["open"][0] in taken
    assert not any(slot in taken for slot in fields["slots"])


def test_a_date_is_put_back_once(many):
    """Who lends or teaches puts an open date back; the asking side does not."""
    booking = partly(many)
    path = f"/bookings/{booking['id']}/dates"
    [day, name] = booking["fields"]["open"][0]
    body = {"dates": [{"date": day, "period": name}]}

    after = many.post(path, T1, body, tag=1, status=200)
    assert (len(after["fields"]["slots"]), after["fields"]["open"]) == (3, [])
    many.post(path, T1, body, tag=2, status=422)
    assert many.told(S1)[-1] == "added"


def test_no_common_date_is_refused_and_a_no_still_possible(many):
    """The second yes must share a date with the first."""
    offer = next(o for o in many.offers() if (o["teacher"], o["room"]) == ("t-s1", "r-s2"))
    hold = many.asked(offer)
    dates = [{"date": day, "period": name} for day, name in hold["slots"]]
    many.answer(S2, answer="accept", dates=dates[:1])

    many.answer(T1, answer="accept", dates=dates[1:], status=409)
    many.answer(T1, answer="accept", dates=[{"date": "2030-01-01", "period": "x"}], status=422)
    many.answer(T1, answer="decline", text="时间不合")
    assert "next" in many.told(S1)


def test_one_date_is_cancelled_and_offered_anew(many):
    """A teacher gives up one date: it is open, and the new offers are for just that date."""
    booking = partly(many)
    [day, name] = booking["fields"]["slots"][0]
    body = {"reason": "开会", "dates": [{"date": day, "period": name}]}
    after = many.post(f"/bookings/{booking['id']}/cancellation", T1, body, tag=1, status=200)

    assert after["state"] == "booked"
    assert [day, name] in after["fields"]["open"]
    offers = many.get("/requests/q-s1/offers", S1)["items"]
    assert [offer["slots"] for offer in offers] == [[[day, name]]] * len(offers)
    assert {offer["teacher"] for offer in offers} == {"t-s2"}


def club(room_id, day, name, area="s1"):
    """Give a club's wish."""
    dates = [{"date": day, "period": name}]
    return {"club": "合唱团", "area": area, "room": room_id, "dates": dates}


def test_a_club_gets_a_room_in_the_hours_kept_for_it(deals):
    """In club hours, on a day of the term, once; the street of the venue is told."""
    kept = room("club", "v-s2") | {"open_periods": ["mon-am"], "club_periods": ["mon-am"]}
    deals.make("rooms", kept)
    wish = club("club", "2026-09-14", "mon-am", "s1c")

    deals.post("/club-bookings", COMMUNITY, wish)
    deals.post("/club-bookings", COMMUNITY, wish, status=409)
    assert deals.told(S2) == ["club"]
    for day, name in (("2026-09-14", "mon-pm"), ("2026-09-15", "mon-am"), ("2027-09-13", "mon-am")):
        deals.post("/club-bookings", COMMUNITY, club("club", day, name, "s1c"), status=422)
    deals.post("/club-bookings", COMMUNITY, wish | {"area": "s2"}, status=403)


def test_a_campus_without_liaison_is_lent_to_no_club(deals):
    """A campus needs a liaison and an entrance of its own."""
    fields = deals.get("/venues/v-s2")["fields"] | {"campus": True}
    changed = deals.ask("PUT", "/venues/v-s2", OFFICE, {"If-Match": '"1"'}, json={"fields": fields})
    assert changed.status_code == 200
    deals.make("rooms", room("club", "v-s2") | {"club_periods": ["*"]})

    deals.post("/club-bookings", S1, club("club", "2026-09-14", "mon-am"), status=409)


def timetable(teacher, period, room_id):
    """Give a timetable of one section."""
    section = {"id": "a", "requests": ["q-s2"], "course": "书法", "learners": 12}
    meeting = {"section": "a", "meeting": 1, "period": period, "weeks": "1-4"}
    meeting |= {"teacher": teacher, "room": room_id, "mode": "onsite"}
    return {"sections": [section | {"learners_by_request": [12]}], "meetings": [meeting]}


def publish(deals, fields, status=200):
    """Draft and publish a timetable."""
    made = deals.post("/timetables", OFFICE, {"term": "t", "fields": fields})
    return deals.post(f"/timetables/{made['id']}/publication", OFFICE, tag=1, status=status)


def test_the_published_timetable_takes_its_places(deals):
    """Its meetings are bookings of teachers and rooms; its requests are not open."""
    publish(deals, timetable("t-s1", "mon-am", "r-s1"))

    [booking] = deals.get("/bookings", T1)["items"]
    assert (booking["kind"], len(booking["fields"]["slots"])) == ("timetable", 4)
    assert [row["request"] for row in deals.get("/open-requests")["items"]] == ["q-s1"]
    offer = next(o for o in deals.offers() if o["teacher"] == "t-s1")  # this finder looks away
    assert offer["slots"] == [["2026-09-07", "mon-am"]]
    deals.post(f"/offers/{offer['id']}/hold", S1, status=409)


def test_the_next_version_takes_the_place_of_the_one_before(deals):
    """From today on the newer version counts; what a deal has booked stands against it."""
    publish(deals, timetable("t-s1", "mon-am", "r-s1"))
    publish(deals, timetable("t-s2", "mon-pm", "r-s2"))
    deals.hold(next(o for o in deals.offers() if (o["teacher"], o["room"]) == ("t-s1", "r-s1")))

    publish(deals, timetable("t-s1", "mon-am", "r-s2"), status=409)


def test_a_timetable_with_unknown_names_is_not_published(deals):
    """A teacher that no register has is named, and nothing is published."""
    publish(deals, timetable("nobody", "mon-am", "r-s1"), status=422)
    assert deals.get("/bookings")["items"] == []


@pytest.mark.parametrize(("far", "status"), [(False, 201), (True, 409)])
def test_a_teacher_is_not_booked_where_there_is_no_time_to_get_to(deals, far, status):
    """Ten minutes between two venues: enough next door, not across the district."""
    fields = deals.get("/terms/t")["fields"] | {
        "periods": term(("am", "noon", "pm"))["periods"],
    }
    assert deals.ask(
        "PUT", "/terms/t", OFFICE, {"If-Match": '"1"'}, json={"fields": fields}
    ).status_code == 200  # fmt: skip
    place = deals.get("/venues/v-s2")["fields"] | {"lat": 30.4 if far else 30.3001, "lon": 120.1}
    assert deals.ask(
        "PUT", "/venues/v-s2", OFFICE, {"If-Match": '"1"'}, json={"fields": place}
    ).status_code == 200  # fmt: skip
    publish(deals, timetable("t-s1", "mon-am", "r-s1"))
    offers = [o for o in at_noon(deals) if (o["teacher"], o["room"]) == ("t-s1", "r-s2")]

    deals.post(f"/offers/{offers[0]['id']}/hold", S1, status=status)


def at_noon(deals):
    """Ask for offers on the first Monday at noon."""

    def find_at_noon(standing, wanted):
        slot = Slot(standing.problem.term.start, "mon-noon")
        return series(1)(standing, replace(wanted, slots=(slot,)))

    deals.app.state.matching = LiveMatching(deals.engine, find_at_noon)
    return deals.offers()


def test_only_confirmed_rows_are_claimed(deals):
    """A teacher that its street has changed waits for the office: nobody can hold it meanwhile."""
    offer = next(o for o in deals.offers() if o["teacher"] == "t-s2")
    fields = deals.get("/teachers/t-s2")["fields"] | {"name": "新名"}
    headers = {"If-Match": '"1"'}
    assert deals.ask("PUT", "/teachers/t-s2", S2, headers, json={"fields": fields}).is_success

    deals.post(f"/offers/{offer['id']}/hold", S1, status=409)
    assert "t-s2" not in {offer["teacher"] for offer in deals.offers()}
