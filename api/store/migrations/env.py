"""What alembic runs: the migrations, on the connection of the caller."""

from alembic import context

from api.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
context.run_migrations()
