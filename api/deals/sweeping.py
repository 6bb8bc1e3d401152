"""What time does, done by whoever has time: a worker calls this every minute or so.

Nothing depends on it being called: every change of a deal does a part of what is due first.
"""

from datetime import datetime, timedelta

from api.deals.matching import Matching
from api.settings import ServiceSettings
from api.store.database import Engine, transaction
from api.store.deals import deals
from api.store.deals.desk import DealDesk
from api.store.deals.holds import CLOCK

AT_ONCE = 10  # in one transaction, so that nobody waits long for it


def sweep_all(engine: Engine, matching: Matching, now: datetime, settings: ServiceSettings) -> int:
    """End what is over, remind, and finish what was held, until nothing is due; tell how much."""
    times = timedelta(hours=settings.hold_hours), timedelta(hours=settings.answer_hours)
    total = 0
    while True:
        with transaction(engine, writes=True) as db:
            done = deals.sweep(DealDesk(db, CLOCK, now, matching, *times), AT_ONCE)
        total += done
        if not done:
            return total
