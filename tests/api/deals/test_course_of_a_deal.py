"""A deal from the request to the rating, and every way in which it may go otherwise."""

import pytest

from tests.api.deals.world import OFFICE, S1, S2, T1, T2


def far_offer(deals):
    """Give an offer with the other street's room and this street's teacher."""
    return next(o for o in deals.offers() if (o["teacher"], o["room"]) == ("t-s1", "r-s2"))


def booked(deals):
    """Make a booking of the other street's room."""
    deals.asked(far_offer(deals))
    deals.answer(S2, answer="accept")
    deals.answer(T1, answer="accept")
    [booking] = deals.get("/bookings", S1)["items"]
    return booking


def test_from_request_to_rating(deals):
    """Offer, hold, two yeses, a booking in the calendar, a rating that counts."""
    booking = booked(deals)
    assert booking["state"] == "booked"
    assert deals.told(S2)[-2:] == ["asked venue", "confirmed"]
    assert deals.told(T1) == ["asked teacher", "confirmed"]
    assert [row["request"] for row in deals.get("/open-requests?term=t")["items"]] == ["q-s2"]

    [day, period] = booking["fields"]["slots"][0]
    rating = {"date": day, "period": period, "held": True, "head_count": 9, "on_time": False}
    path = f"/bookings/{booking['id']}/ratings"
    deals.post(path, S1, rating, status=409)
    deals.pass_(days=10)
    deals.post(path, S1, rating)
    deals.post(path, S1, rating, status=409)
    offer = next(o for o in deals.offers("q-s2", S2) if o["teacher"] == "t-s1")
    assert offer["reliability"] == {"rated": 1, "held": 1, "on_time": 0}


def test_a_held_offer_is_held_before_the_eyes_of_others(deals):
    """Others see until when; they cannot take it, but stand in line and are told."""
    mine, [other, *_] = deals.offers(), deals.offers("q-s2", S2)
    hold = deals.hold(mine[0])
    assert hold["seconds_left"] == 48 * 3600
    [seen, *_] = deals.get("/requests/q-s2/offers", S2)["items"]
    assert (seen["state"], seen["held_until"]) == ("held", hold["until"])

    deals.post(f"/offers/{other['id']}/hold", S2, status=409)
    assert deals.post(f"/offers/{other['id']}/waiting", S2)["place"] == 1
    deals.post(f"/offers/{other['id']}/waiting", S2, status=409)
    freed = deals.ask("DELETE", f"/holds/{hold['id']}", S1, {"If-Match": '"1"'})
    assert freed.status_code == 204
    assert deals.told(S2) == ["free again"]
    deals.hold(other, S2)


def test_expiry_frees_without_any_timer(deals):
    """When the time is over, the next who asks gets it; the first is told."""
    [mine, *_], [other, *_] = deals.offers(), deals.offers("q-s2", S2)
    hold = deals.hold(mine)
    deals.pass_(hours=48)
    seen = deals.get(f"/holds/{hold['id']}", S1)
    assert (seen["state"], seen["seconds_left"]) == ("expired", 0)

    deals.hold(other, S2)
    assert deals.told(S1) == ["expired"]


def test_a_no_moves_on_to_the_next_candidate(deals):
    """The room is declined: the next candidate is asked by itself, in another room."""
    deals.asked(far_offer(deals))
    deals.answer(S2, answer="decline", text="装修")

    [old, new] = sorted(deals.get("/holds", S1)["items"], key=lambda hold: hold["tries"])
    assert (old["state"], new["state"]) == ("declined", "asked")
    assert new["room"] == "r-s1"
    assert deals.told(S1)[:2] == ["declined", "next"]
    assert "装修" in deals.get("/inbox", S1)["items"][0]["text"]


def test_silence_moves_on_after_two_reminders(deals):
    """Who does not answer is reminded twice; then the next is asked."""
    deals.asked(far_offer(deals))
    deals.answer(S2, answer="accept")
    for _ in range(4):
        deals.pass_(hours=12)
        deals.offers("q-s2", S2)  # anybody's change sweeps along what is due

    assert deals.told(T1)[:3] == ["asked teacher", "reminder", "reminder"]
    assert deals.told(S1)[-2:] == ["silent", "next"]
    [new] = [hold for hold in deals.get("/holds", S1)["items"] if hold["state"] == "asked"]
    assert new["teacher"] == "t-s2"


def test_nobody_left_is_listed_open(deals):
    """When all have said no, the request stands on the list of what is open."""
    deals.asked(far_offer(deals))
    deals.answer(T1, answer="decline", text="没空")
    deals.answer(T2, answer="decline", text="没空")

    assert deals.told(S1)[-1] == "nothing left"
    assert {"q-s1", "q-s2"} == {row["request"] for row in deals.get("/open-requests")["items"]}


def test_a_question_and_its_reply(deals):
    """A party asks, the street replies, the party accepts."""
    hold = deals.asked(far_offer(deals))
    deals.answer(S2, answer="question", text="要投影吗")
    assert deals.told(S1) == ["question"]
    reply = {"party": "venue", "text": "要"}
    deals.post(f"/holds/{hold['id']}/reply", S1, reply, tag=hold["version"], status=200)

    assert deals.agreement(S2)["reply"] == "要"
    deals.answer(S2, answer="accept")


def test_the_clerk_answers_on_behalf(deals):
    """The office records what a teacher said on the phone, and the record says so."""
    hold = deals.asked(far_offer(deals))
    deals.answer(S2, answer="accept")
    deals.answer(OFFICE, answer="accept")

    said = deals.get(f"/holds/{hold['id']}", S1)["agreements"]
    assert {each["party"]: each["on_behalf"] for each in said} == {"venue": False, "teacher": True}


def test_nobody_answers_for_another(deals):
    """A street neither sees nor answers what is asked of others; a teacher only its own."""
    deals.asked(far_offer(deals))
    mine = deals.agreement(T1)
    path, accept = f"/agreements/{mine['id']}/answer", {"answer": "accept"}

    assert deals.get("/agreements", T2)["items"] == []
    deals.post(path, T2, accept, tag=1, status=404)
    deals.post(path, S1, accept, tag=1, status=404)
    deals.post(path, T1, accept, tag=2, status=412)
    assert deals.ask("POST", path, T1, json=accept).status_code == 428


def test_a_phone_is_shown_after_the_yes_and_not_before(deals):
    """Neither offers nor holds nor messages hold it; the booking does, for its parties."""
    before = deals.asked(far_offer(deals))
    deals.answer(S2, answer="accept")
    texts = [deals.ask("GET", path, S1).text for path in ("/holds", "/inbox", "/agreements")]
    assert not any("13812345678" in text for text in [*texts, str(before)])
    deals.answer(T1, answer="accept")

    [booking] = deals.get("/bookings", S1)["items"]
    path = f"/bookings/{booking['id']}"
    assert deals.get(path, S1)["contact"] == {"teacher": "13812345678"}
    assert deals.get(path, ("inspector", ""))["contact"] == {"teacher": "138****5678"}
    assert deals.ask("GET", path, T2).status_code == 404


@pytest.mark.parametrize(("who", "side"), [(T1, "teacher"), (S2, "venue")])
def test_a_cancellation_brings_new_offers(deals, who, side):
    """Whoever gives up: the street has new offers without them, and the request is open."""
    booking = booked(deals)
    body = {"reason": "病了"}
    path = f"/bookings/{booking['id']}/cancellation"
    gone = deals.post(path, who, body, tag=booking["version"], status=200)

    assert (gone["state"], gone["fields"]["cancelled_by"]) == ("cancelled", side)
    offers = deals.get("/requests/q-s1/offers", S1)["items"]
    assert offers
    name = {"teacher": "t-s1", "venue": "r-s2"}[side]
    assert name not in {offer["teacher"] for offer in offers} | {offer["room"] for offer in offers}
    assert deals.told(S1)[-2:] == ["cancelled", "repair"]
    assert "q-s1" in {row["request"] for row in deals.get("/open-requests")["items"]}


def test_a_street_speaks_for_itself_only(deals):
    """Of somebody else's booking a street knows nothing."""
    booking = booked(deals)
    other = deals.ask("GET", f"/bookings/{booking['id']}", T2)
    assert other.status_code == 404
    mine = deals.post(
        f"/bookings/{booking['id']}/cancellation", S1, {"reason": "x"}, tag=1, status=200
    )
    assert mine["fields"]["cancelled_by"] == "asker"
