"""Twenty-four hours of a term in a minute: streets ask, parties answer or do not, some give up.

Everything goes through HTTP, on a clock that is turned; at the end every session that was asked for
is covered, being agreed on, or listed as open, and it is told how long covering took.
"""

import random
import statistics
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from api.deals.sweeping import sweep_all

OFFICE = "office", ""
STREETS = ("s1", "s2")
TICK = timedelta(minutes=10)
TICKS = 144
DATES = 3  # sessions a request, by the finder of this world
DECLINES, SILENT, PARTLY, CANCELS, FORGETS = 0.2, 0.1, 0.1, 0.05, 0.1


@dataclass
class Day:
    """What happens, and when each request came and was covered."""

    world: Any
    make_request: Any
    chance: random.Random
    sweeps: bool
    asked_at: dict[str, datetime] = field(default_factory=dict)
    covered_at: dict[str, datetime] = field(default_factory=dict)
    answers_at: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        """Let the day pass."""
        for tick in range(TICKS):
            self.ask()
            self.answer()
            if self.chance.random() < CANCELS:
                self.cancel()
            self.note_covered()
            self.world.now += TICK
            if self.sweeps and tick % 6 == 5:
                settings = self.world.app.state.settings
                matching = self.world.app.state.matching
                sweep_all(self.world.engine, matching, self.world.now, settings)

    def ask(self) -> None:
        """Let new requests come, and streets go on with those that are open."""
        if self.chance.random() < 0.4:
            street = self.chance.choice(STREETS)
            name = f"day-{len(self.asked_at)}"
            self.world.make("requests", self.make_request(name, street), ("street", street))
            self.asked_at[name] = self.world.now
        rows = self.world.get("/open-requests?term=t")["items"]
        for row in rows:
            if row["booking"] is None and row["request"] in self.asked_at:
                self.hold(row["request"], ("street", row["area"]))

    def hold(self, request: str, street: tuple[str, str]) -> None:
        """Take the best offer, and have the parties asked, unless the officer forgets."""
        offers = self.world.offers(request, street)
        if not offers:
            self.done["no offer"] += 1
            return
        held = self.world.ask("POST", f"/offers/{offers[0]['id']}/hold", street)
        self.done[f"hold {held.status_code}"] += 1
        if held.status_code == 201 and self.chance.random() > FORGETS:
            path = f"/holds/{held.json()['id']}/asking"
            self.done[
                f"ask {self.world.ask('POST', path, street, {'If-Match': '1'}).status_code}"
            ] += 1

    def answer(self) -> None:
        """Let the parties answer when they come to it: yes, some dates, no, or never."""
        for each in self.world.get("/agreements?limit=1000")["items"]:
            when, what = self.answers_at.setdefault(each["id"], self.plan())
            if each["state"] != "asked" or what == "silent" or self.world.now < when:
                continue
            body: dict[str, Any] = {"answer": what, "text": "没空"}
            if what == "part":
                dates = each["about"]["slots"][:-1]
                chosen = [{"date": day, "period": period} for day, period in dates]
                body = {"answer": "accept", "dates": chosen}
            path, tag = f"/agreements/{each['id']}/answer", {"If-Match": str(each["version"])}
            answer = self.world.ask("POST", path, OFFICE, tag, json=body)
            self.done[f"{what} {answer.status_code}"] += 1

    def plan(self) -> tuple[datetime, str]:
        """Draw what a party will say, and when."""
        weights = [1 - DECLINES - SILENT - PARTLY, PARTLY, DECLINES, SILENT]
        [what] = self.chance.choices(["accept", "part", "decline", "silent"], weights)
        return self.world.now + timedelta(minutes=self.chance.randint(1, 120)), what

    def cancel(self) -> None:
        """Let somebody give up a booking."""
        rows = [
            b for b in self.world.get("/bookings?limit=1000")["items"] if b["state"] == "booked"
        ]
        if rows:
            row = self.chance.choice(rows)
            body = {"reason": "有变", "side": self.chance.choice(["asker", "venue", "teacher"])}
            tag = {"If-Match": str(row["version"])}
            path = f"/bookings/{row['id']}/cancellation"
            self.done[
                f"cancel {self.world.ask('POST', path, OFFICE, tag, json=body).status_code}"
            ] += 1

    def note_covered(self) -> None:
        """Note which requests have a booking for the first time."""
        for row in self.world.get("/bookings?limit=1000")["items"]:
            self.covered_at.setdefault(row["request"], self.world.now)

    def outcome(self) -> dict[str, int]:
        """Count the sessions: covered, listed open, being agreed on, or forgotten."""
        counts = Counter(
            dict.fromkeys(("covered", "listed open", "being agreed on", "forgotten"), 0)
        )
        rows = self.world.get("/open-requests?term=t")["items"]
        whole = {row["request"] for row in rows if row["booking"] is None}
        dates = {row["request"]: len(row["dates"]) for row in rows if row["booking"]}
        holds = self.world.get("/holds?limit=1000")["items"]
        going_on = {row["request"] for row in holds if row["state"] in ("held", "asked")}
        booked = {
            row["request"]: len(row["fields"]["slots"])
            for row in self.world.get("/bookings?limit=1000")["items"]
            if row["state"] == "booked"
        }
        for request in self.asked_at:
            covered = booked.get(request, 0)
            listed = DATES if request in whole else dates.get(request, 0)
            between = DATES if request in going_on else 0
            counts.update({"covered": covered, "listed open": listed, "being agreed on": between})
            counts["forgotten"] += DATES - covered - listed - between
        return dict(counts)


def simulate(world: Any, make_request: Any, seed: int, *, sweeps: bool = True) -> dict[str, Any]:
    """Let a day pass in a world, and tell what became of its requests."""
    settings = world.app.state.settings
    world.app.state.settings = settings.model_copy(update={"hold_hours": 2, "answer_hours": 3})
    day = Day(world, make_request, random.Random(seed), sweeps)
    day.run()
    waited = [
        (at - day.asked_at[request]).total_seconds() / 3600
        for request, at in day.covered_at.items()
    ]
    marks = statistics.quantiles(waited, n=20) if len(waited) > 1 else [0.0] * 19
    return {
        "requests": len(day.asked_at),
        **day.outcome(),
        "hours to cover, median": round(statistics.median(waited), 2) if waited else None,
        "hours to cover, p95": round(marks[18], 2),
        "steps": dict(sorted(day.done.items())),
    }
