"""Why no posting does better: groups of needs for which there are too few people at all."""

from collections.abc import Iterable, Mapping, Sequence

from engine.staffing.needs import Need

Group = tuple[frozenset[int], frozenset[int]]  # needs, people


def short_groups(
    needs: Sequence[Need], able: Iterable[tuple[int, int]], given: Mapping[int, int]
) -> list[Group]:
    """Find groups of needs together with everyone who could fill any need of the group.

    `able` are all pairs (person, need) that are allowed, `given` an assignment with the fewest
    unfilled places. The people of a group all serve inside it, so that what the group lacks
    is its places less its people: any other posting lacks as much (Hall 1935, deficiency).
    """
    able_for: dict[int, set[int]] = {}
    for person, place in able:
        able_for.setdefault(place, set()).add(person)
    filled = [0] * len(needs)
    for served in given.values():
        filled[served] += 1
    groups: list[Group] = []
    for start, need in enumerate(needs):
        if filled[start] < need.count:
            groups = _merged(groups, _closure(start, able_for, given))
    return groups


def _closure(start: int, able_for: Mapping[int, set[int]], given: Mapping[int, int]) -> Group:
    """Everyone able for a need, the needs they serve now, everyone able for those, and so on."""
    needs, people, ahead = {start}, set[int](), [start]
    while ahead:
        for person in able_for.get(ahead.pop(), set()) - people:
            people.add(person)
            if given[person] not in needs:
                needs.add(given[person])
                ahead.append(given[person])
    return frozenset(needs), frozenset(people)


def _merged(groups: list[Group], group: Group) -> list[Group]:
    apart = [each for each in groups if not each[0] & group[0]]
    touching = [each for each in groups if each[0] & group[0]]
    needs = group[0].union(*(each[0] for each in touching))
    people = group[1].union(*(each[1] for each in touching))
    return [*apart, (needs, people)]
