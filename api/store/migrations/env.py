"""What alembic runs: the migrations, on the connection of the caller."""

from alembic import context

from api.store import tables
from api.store.columns import METADATA
from api.store.deals import tables as deals

assert {tables.AREAS.metadata, deals.OFFERS.metadata} == {METADATA}
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
context.run_migrations()
