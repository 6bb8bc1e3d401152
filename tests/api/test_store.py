"""The tables and what they make impossible, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, inspect, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from api.store import tables
from api.store.database import transaction
from api.store.deals import tables as deals
from api.store.migrate import HEAD, downgrade, upgrade, version_of

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def test_migrations_make_the_tables_that_the_program_knows(store):
    """What the migrations make and what `tables.py` says is the same."""
    with transaction(store, writes=False) as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.METADATA) == []
    assert version_of(store) == HEAD


@pytest.mark.parametrize("version", ["0001", "0002", "0003"])
def test_a_step_back_and_forth_changes_nothing(store, version):
    """Every migration can be taken back and made again."""
    downgrade(store, version)
    assert version_of(store) == version
    upgrade(store)

    with transaction(store, writes=False) as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.METADATA) == []


def test_all_the_way_down_leaves_no_table(store):
    """Down to the base, only alembic's own table is left."""
    downgrade(store)

    assert set(inspect(store).get_table_names()) == {"alembic_version"}


def book(store, number):
    """Try to book the same room at the same hour; tell whether it went in."""
    try:
        with transaction(store, writes=True) as connection:
            name = f"booking:{number}"
            connection.execute(
                insert(deals.BOOKINGS).values(
                    id=name, area="a", state="booked", fields={}, version=1
                )
            )
            connection.execute(
                insert(deals.OCCUPIED).values(
                    kind="room", resource="r1", date=date(2026, 9, 1), period="p1", booking=name
                )
            )
    except IntegrityError:
        return False
    return True


def test_of_many_writers_one_gets_the_room(store):
    """Sixteen writers at once: one booking, none half made, no other error."""
    with ThreadPoolExecutor(16) as crew:
        won = list(crew.map(lambda number: book(store, number), range(64)))

    assert won.count(True) == 1
    with transaction(store, writes=False) as connection:
        assert connection.scalar(select(func.count()).select_from(deals.BOOKINGS)) == 1


def test_a_claim_belongs_to_a_booking_or_a_hold(store):
    """A claim of nobody is refused."""
    with pytest.raises(IntegrityError), transaction(store, writes=True) as connection:
        connection.execute(
            insert(deals.OCCUPIED).values(
                kind="room", resource="r1", date=date(2026, 9, 1), period="p1"
            )
        )


@pytest.mark.parametrize("change", ["UPDATE audit_log SET action = 'x'", "DELETE FROM audit_log"])
def test_the_log_of_changes_cannot_be_changed(store, change):
    """What was logged stays, whoever asks."""
    row = {"at": NOON, "user": "u", "request_id": "q", "noun": "n", "row": "r", "action": "create"}
    with transaction(store, writes=True) as connection:
        connection.execute(insert(tables.AUDIT_LOG).values(row))

    with pytest.raises(DBAPIError, match="kept as it is"), transaction(store, writes=True) as again:
        again.execute(text(change))


def test_a_published_timetable_cannot_be_changed(store):
    """A draft may be changed and published; then it stays."""
    with transaction(store, writes=True) as connection:
        connection.execute(
            insert(tables.REGISTERS["terms"]).values(
                id="t", area="", fields={}, contact={}, supplier="", version=1
            )
        )
        connection.execute(
            insert(tables.TIMETABLES).values(
                id="t/1", term="t", number=1, state="draft", fields={}, version=1
            )
        )
        connection.execute(update(tables.TIMETABLES).values(state="published", published_at=NOON))

    with pytest.raises(DBAPIError, match="kept as it is"), transaction(store, writes=True) as again:
        again.execute(update(tables.TIMETABLES).values(fields={"changed": True}))
