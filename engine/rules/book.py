"""The rule book: the list of all rules is the table of contents."""

from engine.rules.room_fits import RoomFits
from engine.rules.rule import Rule

RULE_BOOK: tuple[Rule, ...] = (RoomFits(),)
