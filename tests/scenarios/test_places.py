"""The area tree is the published one; what is not published adds up to what is."""

from scenarios.generator import ground, sources
from scenarios.generator.places import census_residents, gongshu, hangzhou


def test_gongshu_has_the_published_streets_and_communities():
    """18 streets and 178 codes with their real names, four of them without a teaching point."""
    district = gongshu()
    real = {(row["code"], row["name"]) for row in sources.table("communities")}

    assert {(each.code, each.name) for each in district.communities} == real
    assert (len(district.streets), len(district.communities), len(district.points)) == (
        18,
        178,
        174,
    )
    assert district.residents == census_residents() == 1_120_985


def test_streets_keep_their_published_figures():
    """Residents and points of the streets are those of the source, to the metre of rounding."""
    rows = {row["code"]: row for row in sources.table("streets")}

    for street in gongshu().streets:
        row = rows[street.code]
        lat, lon = ground.degrees(street.at)
        assert street.residents == int(row["pop_2020_est"])
        assert abs(lat - float(row["lat_wgs84"])) < 1e-5
        assert abs(lon - float(row["lon_wgs84"])) < 1e-5


def test_residents_of_communities_add_up_to_the_street():
    """The street's figure is shared, and nothing falls to the statistical communities."""
    for street in gongshu().streets:
        assert sum(each.residents for each in street.communities) == street.residents
        assert all((each.residents > 0) == each.teaching for each in street.communities)


def test_communities_stand_inside_the_outline():
    """Every point the generator places in Gongshu lies on the district's land, near its street."""
    corners = [ground.metres(lat, lon) for lon, lat in sources.outline()]
    land = ground.land_inside(corners)
    reach = 2 * ground.CELL_M**2

    for street in gongshu().streets:
        for community in street.communities:
            assert ((land - community.at) ** 2).sum(axis=1).min() <= reach
            assert ((land[:1] * 0 + community.at - street.at) ** 2).sum() < 2_000**2


def test_the_city_has_all_published_districts_apart_from_each_other():
    """13 districts with their 196 streets and 3,320 communities, on land that does not overlap."""
    districts = hangzhou()
    boxes = [_box(district) for district in districts]

    assert len(districts) == 13
    assert sum(len(district.streets) for district in districts) == 196
    assert sum(len(district.communities) for district in districts) == 3_320
    assert not any(
        _touch(one, other) for place, one in enumerate(boxes) for other in boxes[place + 1 :]
    )


def _box(district):
    east, north = zip(*(community.at for community in district.communities), strict=True)
    return min(east), min(north), max(east), max(north)


def _touch(one, other):
    return not (one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1])
