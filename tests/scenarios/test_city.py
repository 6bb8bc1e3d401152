"""The city: many districts in one world, their ids apart."""

from scenarios.generator.generate import Part, courses, part_tables
from scenarios.generator.places import gongshu


def test_districts_keep_their_ids_apart():
    """Two districts of one city share no id, and rows of each name only its own."""
    district = gongshu()
    streets = district.streets[:2]
    register = courses(1)
    one, two = (
        part_tables(Part(district, streets, sections=60, tag=tag), register, seed=1)
        for tag in ("105-", "106-")
    )

    for name in ("venues", "rooms", "teachers", "requests"):
        assert {row["id"] for row in one[name]}.isdisjoint({row["id"] for row in two[name]})
    assert {row["venue"] for row in one["rooms"]} <= {row["id"] for row in one["venues"]}
