"""Who may what: every route with the roles that may use it. A route without a line here is closed."""

from dataclasses import dataclass
from typing import Literal

from api.refusals import Forbidden, Nobody

Role = Literal["office", "street", "community", "teacher", "inspector", "researcher"]
OFFICE: frozenset[Role] = frozenset({"office"})
STREETS: frozenset[Role] = OFFICE | {"street"}
ASKING: frozenset[Role] = STREETS | {"community"}
READING: frozenset[Role] = ASKING | {"teacher", "inspector"}
REGISTER_READING: frozenset[Role] = ASKING | {"inspector"}  # registers of people
LOG_READING: frozenset[Role] = OFFICE | {"inspector"}
ANYONE: frozenset[Role] = READING | {"researcher"}
PUBLIC: frozenset[Role] = frozenset()  # no caller is asked for

ROLES: tuple[Role, ...] = ("office", "street", "community", "teacher", "inspector", "researcher")
WHOLE_DISTRICT: frozenset[Role] = frozenset({"office", "inspector"})


def _register(
    noun: str, reads: frozenset[Role], writes: frozenset[Role]
) -> dict[str, frozenset[Role]]:
    return {
        f"GET /{noun}": reads,
        f"GET /{noun}/{{row}}": reads,
        f"POST /{noun}": writes,
        f"PUT /{noun}/{{row}}": writes,
        f"DELETE /{noun}/{{row}}": writes,
        f"POST /{noun}/{{row}}/confirmation": OFFICE,
    }


RULES: dict[str, frozenset[Role]] = {
    "GET /health": PUBLIC,
    "GET /ready": PUBLIC,
    "GET /metrics": PUBLIC,
    "GET /docs": PUBLIC,
    "GET /openapi.json": PUBLIC,
    "POST /session": PUBLIC,
    "GET /session": ANYONE,
    "DELETE /session": ANYONE,
    "POST /tokens": ANYONE,
    "DELETE /tokens/{row}": ANYONE,
    "GET /users": OFFICE,
    "POST /users": OFFICE,
    "PUT /users/{row}": OFFICE,
    "GET /audit-log": LOG_READING,
    "GET /timetables": READING,
    "GET /timetables/{row}": READING,
    "POST /timetables": OFFICE,
    "PUT /timetables/{row}": OFFICE,
    "POST /timetables/{row}/publication": OFFICE,
    "POST /import": OFFICE,
    "GET /export/{row}": OFFICE,
    "GET /research/{row}": OFFICE | {"researcher"},
    "GET /research/{row}/bookings": OFFICE | {"researcher"},
    "POST /requests/{row}/offers": ASKING,
    "GET /requests/{row}/offers": REGISTER_READING,
    "GET /open-requests": REGISTER_READING,
    "POST /offers/{row}/hold": ASKING,
    "POST /offers/{row}/waiting": ASKING,
    "GET /holds": READING,
    "GET /holds/{row}": READING,
    "POST /holds/{row}/asking": ASKING,
    "POST /holds/{row}/reply": ASKING,
    "DELETE /holds/{row}": ASKING,
    "GET /agreements": READING,
    "POST /agreements/{row}/answer": STREETS | {"teacher"},
    "GET /bookings": READING,
    "GET /bookings/{row}": READING,
    "POST /bookings/{row}/cancellation": ASKING | {"teacher"},
    "POST /bookings/{row}/dates": STREETS | {"teacher"},
    "POST /bookings/{row}/ratings": ASKING,
    "POST /club-bookings": ASKING,
    "GET /inbox": ASKING | {"teacher"},
    "POST /inbox/{row}/reading": ASKING | {"teacher"},
    **_register("areas", READING, OFFICE),
    **_register("schools", READING, OFFICE),
    **_register("venues", READING, STREETS),
    **_register("rooms", READING, STREETS),
    **_register("teachers", REGISTER_READING, STREETS),
    **_register("courses", READING, OFFICE),
    **_register("requests", REGISTER_READING, ASKING),
    **_register("terms", READING, OFFICE),
}


@dataclass(frozen=True)
class Caller:
    """Who asks: a user by a session or a token, within one request."""

    user: str
    role: Role
    area: str
    key: str  # the hash of the session or token
    request_id: str
    teacher: str = ""  # the row of the register that a user of role teacher is

    @property
    def everywhere(self) -> bool:
        """Whether the caller sees the rows of the whole district."""
        return self.role in WHOLE_DISTRICT


def admit(route: str, caller: Caller | None) -> None:
    """Let a caller through to a route, or refuse; a route without a rule is closed to all."""
    roles = RULES.get(route)
    if roles is None:
        raise Forbidden(f"{route} 没有权限规则。", f"{route} has no access rule.")
    if roles == PUBLIC:
        return
    if caller is None:
        raise Nobody("请先登录。", "Log in first.")
    if caller.role not in roles:
        raise Forbidden("这个角色不能这样做。", "This role may not do that.")
