"""A small district in a running service: two streets, a user of every role in each."""

from datetime import UTC, datetime
from itertools import count

from fastapi.testclient import TestClient
from sqlalchemy import insert

from api.access import ROLES, WHOLE_DISTRICT, Caller
from api.main import create_app
from api.settings import ServiceSettings
from api.store.database import transaction
from api.store.migrate import upgrade
from api.store.tables import USERS
from api.store.users import open_key

OFFICE = Caller("user:office", "office", "", "", "test")
SEEN = count()
STREETS = ("s1", "s2")


def area(code, level, parent):
    """Give the fields of an area."""
    return {
        "code": code, "name": code, "level": level, "parent": parent, "residents": 1000,
        "residents_source": "x", "seniors": None, "lat": 30.3, "lon": 120.1,
        "point_is_estimate": False,
    }  # fmt: skip


def venue(name, at):
    """Give the fields of a venue."""
    return {
        "id": name, "name": name, "owner_kind": "x", "tier": "street", "area": at, "lat": None,
        "lon": None, "free": True, "confirmed_on": None, "campus": False, "liaison": "",
        "separate_entrance": False,
    }  # fmt: skip


def room(name, at):
    """Give the fields of a room."""
    return {
        "id": name, "venue": at, "name": name, "seats": 30, "floor_m2": None, "facilities": [],
        "open_periods": ["*"], "club_periods": [],
    }  # fmt: skip


def teacher(name, at):
    """Give the fields of a teacher."""
    return {
        "id": name, "name": name, "tier": "street", "serves": "district", "area": at, "lat": None,
        "lon": None, "employment": "part_time", "skills": [["书法", 2]], "audiences": ["*"],
        "available_periods": ["*"], "max_weekly_meetings": None, "max_daily_meetings": None,
        "max_distance_m": None, "fee": 0, "manager": False, "school": None,
    }  # fmt: skip


class World:
    """A service with two streets, and tokens for a user of every role."""

    def __init__(self, url, tokens=None):
        self.app = create_app(ServiceSettings(database=url))
        self.engine = self.app.state.engine
        self.client = TestClient(self.app, raise_server_exceptions=False)
        self.tokens = dict(tokens or {})
        if not tokens:
            self.begin()

    def begin(self):
        """Make tables, users and rows."""
        upgrade(self.engine)
        with transaction(self.engine, writes=True) as db:
            for role in ROLES:
                for street in [""] if role in WHOLE_DISTRICT else STREETS:
                    self.tokens[role, street] = add_user(db, role, street)
        self.fill()

    def fill(self):
        """Make the areas, and a venue, a room and a teacher in each street."""
        self.make("areas", area("d", "district", None))
        for street in STREETS:
            self.make("areas", area(street, "street", "d"))
            self.make("areas", area(f"{street}c", "community", street))
            self.make("venues", venue(f"v-{street}", street))
            self.make("rooms", room(f"r-{street}", f"v-{street}"))
            contact = {"phone": "13812345678", "id_number": "330105196001011234"}
            self.make("teachers", teacher(f"t-{street}", f"{street}c"), contact=contact)

    def make(self, noun, fields, who=("office", ""), **more):
        """Create a row, and expect it to be made."""
        answer = self.ask("POST", f"/{noun}", who, json={"fields": fields, **more})
        assert answer.status_code == 201, answer.text
        return answer.json()

    def ask(self, method, path, who=None, headers=None, **more):
        """Send a request as somebody; what creates gets a key of its own."""
        sent = {"Idempotency-Key": f"key-{next(SEEN)}"} | (headers or {})
        if who:
            sent["Authorization"] = f"Bearer {self.tokens[who]}"
        return self.client.request(method, path, headers=sent, **more)


def add_user(db, role, street):
    """Add a user without a password, and give a token of its own."""
    name = f"user:{role}{street}"
    row = {"id": name, "login": name, "password": "-", "role": role, "area": street}
    row["teacher"] = f"t-{street}" if role == "teacher" else None
    db.execute(insert(USERS).values(**row, state="active", version=1))
    secret, _ = open_key(db, name, datetime.now(UTC), kind="token", label="test", hours=24 * 366)
    return secret
