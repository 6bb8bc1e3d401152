"""The schools of the 1+18+N network and what the areas may spend."""

from collections.abc import Iterator
from typing import Final

from scenarios.generator import rates
from scenarios.generator.places import District, Street
from scenarios.generator.streams import Draws
from scenarios.generator.writing import Row

YEARS: Final = (2025, 2026)
# Planted at the policy's edges, by the street's place in the list of codes.
EDGE_FLOORS: Final = {3: 499.9, 6: 500.0, 10: 430.0, 15: 365.0}
EDGE_MONEY: Final = {3: 3.99, 6: 4.0}
DONATED_SHARE: Final = 0.1
YEARLY_GROWTH: Final = 1.04


def school_rows(district: District, streets: tuple[Street, ...], seed: int) -> Iterator[Row]:
    """One college, a branch a street, a teaching point a community (not 类似社区)."""
    draws = Draws(seed, "schools", district.code)
    yield _school(
        district.code, f"{district.name}社区学院", "district_college", draws.between((3_000, 5_000))
    )
    for place, street in enumerate(streets):
        floor = EDGE_FLOORS.get(place, float(draws.between(rates.BRANCH_FLOOR_M2)))
        yield _school(street.code, f"社区学院{street.name}分院", "street_branch", floor)
        for point in street.points:
            floor = float(draws.between(rates.POINT_FLOOR_M2))
            yield _school(point.code, f"{point.name}市民学校", "teaching_point", floor)


def school_id(area: str) -> str:
    """The id of the one school of an area."""
    return f"S{area}"


def _school(area: str, name: str, kind: str, floor_m2: float) -> Row:
    return {
        "id": school_id(area),
        "name": name,
        "kind": kind,
        "area": area,
        "floor_m2": floor_m2,
        "origin": "synthetic",
        "source": "named after the 1+18+N network of 拱政发〔2023〕16号; floor area invented",
    }


def budget_rows(district: District, streets: tuple[Street, ...], seed: int) -> Iterator[Row]:
    """Two years of money for the district and its streets, none smaller than the year before."""
    draws = Draws(seed, "budgets", district.code)
    yield from _growing(district.code, district.residents * (4.2 + draws.share()))
    low, high = rates.BUDGET_PER_RESIDENT
    for place, street in enumerate(streets):
        drawn = low + (high - low) * draws.share()
        if place in EDGE_MONEY:
            yield from _steady(street.code, street.residents * EDGE_MONEY[place])
        else:
            yield from _growing(street.code, street.residents * drawn)


def _growing(area: str, amount: float) -> Iterator[Row]:
    """Money that grows, most of it from the district's purse, the rest donated."""
    for place, year in enumerate(YEARS):
        total = amount * YEARLY_GROWTH**place
        yield _budget(area, year, "财政拨款", total * (1 - DONATED_SHARE))
        yield _budget(area, year, "社会捐赠", total * DONATED_SHARE)


def _steady(area: str, amount: float) -> Iterator[Row]:
    """The same money every year, all of it from the purse."""
    for year in YEARS:
        yield _budget(area, year, "财政拨款", amount)


def _budget(area: str, year: int, source: str, amount: float) -> Row:
    return {
        "area": area,
        "year": year,
        "source": source,
        "amount": round(amount, 2),
        "origin": "synthetic",
    }
