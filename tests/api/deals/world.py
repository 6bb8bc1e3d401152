"""A district in which streets make deals: a term, a course, requests, and a clock to turn."""

from datetime import UTC, datetime, timedelta

from api.deals.live import LiveMatching
from api.dependencies import now
from tests.api.deals.finder import find
from tests.api.world import World

BEGIN = datetime(2026, 9, 1, 0, tzinfo=UTC)  # eight in the morning, the week before the term
OFFICE = "office", ""
S1, S2, T1, T2 = ("street", "s1"), ("street", "s2"), ("teacher", "s1"), ("teacher", "s2")
WEEKDAYS = {1: "mon", 2: "tue", 3: "wed", 4: "thu", 5: "fri"}


def period(weekday, half):
    """Give the fields of a period."""
    start = {"am": 540, "noon": 640, "pm": 840}[half]
    name = f"{WEEKDAYS[weekday]}-{half}"
    return {"id": name, "weekday": weekday, "start": start, "end": start + 90}


def term(halves=("am", "pm"), weeks=4):
    """Give the fields of a term."""
    return {
        "name": "t", "title": "t", "origin": "o", "licence": "l", "seed": None,
        "term": {"start": "2026-09-07", "weeks": weeks}, "rule_pack": "gongshu_2023_16",
        "settings": {}, "calendar": [], "unavailable": [], "budgets": [],
        "periods": [period(day, half) for day in WEEKDAYS for half in halves],
    }  # fmt: skip


def course(name="书法"):
    """Give the fields of a course."""
    return {
        "id": name, "name": name, "category": "c", "skill": "书法", "level": 1, "audience": ["*"],
        "modes": ["onsite"], "facilities": [], "minutes": 90, "meetings_per_week": 1,
        "weeks_allowed": ["1-4"], "min_learners": None, "max_learners": None,
        "same_teacher": True, "same_room": True, "price": 0, "status": "offered",
    }  # fmt: skip


def request(name, area):
    """Give the fields of a request."""
    return {
        "id": name, "area": area, "course": "书法", "learners": 12, "priority": 3,
        "audience": "seniors", "allowed_periods": ["*"], "preferred_periods": [],
        "max_walk_m": None, "group": None,
    }  # fmt: skip


class DealWorld(World):
    """A service whose clock a test turns."""

    def __init__(self, url, tokens=None, finder=find):
        self.now = BEGIN
        super().__init__(url, tokens)
        self.turn_the_clock()
        self.app.state.matching = LiveMatching(self.engine, finder)

    def begin(self):
        """Make everything at the beginning of this clock."""
        self.turn_the_clock()
        super().begin()

    def turn_the_clock(self):
        """Let the service read this clock and no other."""
        self.app.dependency_overrides[now] = lambda: self.now

    def fill(self):
        """Make the streets, and what a deal needs."""
        super().fill()
        self.make("terms", term())
        self.make("courses", course())
        for street in ("s1", "s2"):
            self.make("requests", request(f"q-{street}", street))

    def pass_(self, **time):
        """Let time pass."""
        self.now += timedelta(**time)

    def get(self, path, who=OFFICE):
        """Read, and expect to be let."""
        answer = self.ask("GET", path, who)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path, who, body=None, tag=None, status=201):
        """Post, and expect an answer of this kind."""
        headers = {} if tag is None else {"If-Match": f'"{tag}"'}
        answer = self.ask("POST", path, who, headers, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    def offers(self, request="q-s1", who=S1):
        """Ask for offers."""
        return self.post(f"/requests/{request}/offers", who, {})["items"]

    def hold(self, offer, who=S1):
        """Hold an offer."""
        return self.post(f"/offers/{offer['id']}/hold", who)

    def asked(self, offer, who=S1):
        """Hold an offer and ask its parties."""
        hold = self.hold(offer, who)
        return self.post(f"/holds/{hold['id']}/asking", who, tag=hold["version"], status=200)

    def agreement(self, who):
        """Give the one thing that waits for somebody's answer."""
        [found] = [
            each for each in self.get("/agreements", who)["items"] if each["state"] != "accepted"
        ]
        return found

    def answer(self, who, status=200, **body):
        """Answer what waits for somebody."""
        agreement = self.agreement(who)
        path = f"/agreements/{agreement['id']}/answer"
        return self.post(path, who, body, tag=agreement["version"], status=status)

    def told(self, who):
        """Give the kinds of messages to somebody, in order."""
        return [each["kind"] for each in self.get("/inbox", who)["items"]]
