"""A town of two districts: a bundled street and its twin nearby, which share rooms and teachers."""

from pathlib import Path

from engine.files.formats import read_scenario

STREET = Path(__file__).parents[2] / "scenarios" / "street"
NEAR = 0.012
"""Degrees of latitude between a place and its twin: within a walk for many."""


def twin_town():
    """The street and its twin, as one problem."""
    problem = read_scenario(STREET)
    both = {
        name: (*getattr(problem, name), *(twin(row, change) for row in getattr(problem, name)))
        for name, change in TWINS.items()
    }
    return problem.model_copy(update=both)


def named(*fields):
    """Change ids, and the ids of what a row belongs to."""

    def change(row):
        return {name: f"2-{at}" for name in fields if (at := getattr(row, name)) is not None}

    return change


def placed(*fields):
    """Change ids, and move the row a little."""

    def change(row):
        moved = {} if row.lat is None else {"lat": row.lat + NEAR}
        return named(*fields)(row) | moved

    return change


def twin(row, change):
    """The twin of a row."""
    return row.model_copy(update=change(row))


TWINS = {
    "areas": placed("code", "parent"),
    "schools": named("id", "area"),
    "venues": placed("id", "area"),
    "rooms": named("id", "venue"),
    "teachers": placed("id", "area", "school"),
    "unavailable": named("id"),
    "requests": named("id", "area", "group"),
    "last_term": named("area", "teacher"),
}
