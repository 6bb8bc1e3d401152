"""Triggers that keep rows as they are: an update or a deletion of them is an error of the database."""

from alembic import op

FUNCTION = """
CREATE OR REPLACE FUNCTION paike_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'this row is kept as it is' USING ERRCODE = 'check_violation'; END $$
"""
POSTGRES = """
CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION paike_refuse()
"""
SQLITE = """
CREATE TRIGGER {name}_{verb} BEFORE {verb} ON {table} FOR EACH ROW WHEN {when}
BEGIN SELECT RAISE(ABORT, 'this row is kept as it is'); END
"""
VERBS = ("update", "delete")


def freeze(table: str, name: str, when: str = "true") -> None:
    """Refuse every change of the rows of a table for which a condition holds."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
        op.execute(POSTGRES.format(name=name, table=table, when=when))
        return
    for verb in VERBS:
        op.execute(SQLITE.format(name=name, table=table, when=when, verb=verb))


def thaw(table: str, name: str) -> None:
    """Take the triggers of `freeze` away."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {name} ON {table}")
        return
    for verb in VERBS:
        op.execute(f"DROP TRIGGER {name}_{verb}")
