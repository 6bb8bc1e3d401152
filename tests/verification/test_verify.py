"""The witness passes what is right, and catches whatever is tampered with."""

import pytest

from engine.domain.certificate import OddSetPrice
from engine.domain.timetable import Timetable
from engine.domain.weeks import Weeks
from engine.rules.book import RULE_BOOK
from engine.verification.verify import hard_breaches, verify
from tests.rules.test_laws import CASES
from tests.rules.tiny import TUESDAY, meeting, section, timetable
from tests.verification.publishing import published, small_world

PLANTED = [case for case in CASES if case.rule.goal == "hard" and case.which == "breaks"]


def judged(**parts):
    """Judge the published folder with some parts exchanged."""
    return verify(small_world(), published().model_copy(update=parts), input_hash="hash")


def changed(rows, place, **update):
    """A tuple of rows in which one is changed."""
    return (*rows[:place], rows[place].model_copy(update=update), *rows[place + 1 :])


def with_proof(place, **update):
    """The certificate with one proof changed."""
    certificate = published().certificate
    proofs = changed(certificate.proofs, place, **update)
    return {"certificate": certificate.model_copy(update={"proofs": proofs})}


def odd_set(teacher="T", periods=("P1", "P2"), prices=(3, 0)):
    """An odd set with a price."""
    return OddSetPrice.model_construct(teacher=teacher, periods=periods, prices=prices)


def with_verdict(**update):
    """The verdict with some numbers changed."""
    return {"verdict": published().verdict.model_copy(update=update)}


def with_level(place, **update):
    """The verdict with one level changed."""
    return with_verdict(levels=changed(published().verdict.levels, place, **update))


def with_rows(*rows):
    """The same sections with other meetings."""
    return {"timetable": Timetable(sections=published().timetable.sections, meetings=rows)}


def test_what_is_right_passes():
    """A folder in which every number is right is lawful, in both languages and in JSON."""
    judgement = judged()

    assert judgement.lines("en")[-1].startswith("PASS")
    assert judgement.lines("zh")[-1].startswith("合格")
    assert judgement.as_json()["lawful"] is True
    assert judgement.levels == {"served": 3, "fairness": 3750, "travel": 3820, "fit": 21}
    assert [proof.bound for proof in judgement.proofs][:3] == [3, 1875, 3820]
    assert judgement.proofs[4].bound > 60_000


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.rule.name)
def test_every_planted_breach_is_caught_and_named(case):
    """A timetable that breaks a rule is not lawful, and a line of the judgement names the rule."""
    problem = case.problem
    judgement = verify(problem, published().model_copy(update={
        "timetable": case.timetable, "dates": None, "unserved": None, "postings": None,
        "certificate": None, "verdict": None,
    }))  # fmt: skip

    assert not judgement.lawful
    assert any(line.startswith(f"[H] {case.rule.name}: ") for line in judgement.lines("en"))
    assert case.rule.name in {each["rule"] for each in judgement.as_json()["breaches"]}


def test_a_breach_is_planted_for_every_hard_rule():
    """No hard rule is left out above."""
    assert {case.rule for case in PLANTED} == {
        type(rule) for rule in RULE_BOOK if rule.goal == "hard"
    }


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        (with_proof(4, room_prices={"R": {"P1": (3, 2)}}), "total"),
        (with_proof(2, teacher_prices={"T": {"P2": (41, 1)}}), "travel"),
        (with_proof(0, load_prices={"T": (2, 0)}), "served"),
        (with_proof(4, room_prices={"X": {"P1": (0, 0)}}), "Unknown"),
        (with_proof(4, room_prices={"R": {"X": (0, 0)}}), "Unknown"),
        (with_proof(1, streets={"X": 1}), "Unknown"),
        (with_proof(4, room_prices={"R": {"P1": (-3, 1)}}), "no price"),
        (with_proof(4, room_prices={"R": {"P1": (0.5, 1)}}), "no price"),
        (with_proof(4, room_prices={"R": {"P1": (1 << 50, 1)}}), "no price"),
        (with_proof(4, room_prices={"R": {"P1": (3,)}}), "should hold 2"),
        (with_proof(4, day_prices={"T": {"1": (1, 0)}}), "no limit"),
        (with_proof(0, odd_sets=(odd_set(),)), "served"),
        (with_proof(4, odd_sets=(odd_set(teacher="X"),)), "Unknown"),
        (with_proof(4, odd_sets=(odd_set(periods=("P1", "X")),)), "Unknown"),
        (with_proof(4, odd_sets=(odd_set(periods=()),)), "no periods"),
        (with_proof(4, odd_sets=(odd_set(prices=(1,)),)), "should hold 2"),
        (with_proof(4, odd_sets=(odd_set(prices=(-1, 0)),)), "no price"),
        (with_proof(2, travel=2), "travel"),
        (with_proof(1, travel=1), "does not follow"),
        (with_proof(4, scale=2), "does not follow"),
        (with_proof(4, served=60_000), "total"),
        (with_proof(5, served=60_000), "does not follow"),
        (with_proof(4, adds_up_to=1), "total"),
        (with_proof(5, adds_up_to=1), "weighted"),
        (with_proof(3, bound=1), "fit"),
        (with_proof(3, name="served", travel=0, fit=0, streets={}), "served"),
        ({"certificate": published().certificate.model_copy(update={"atoms": ((1, 2),)})}, "atoms"),
        ({"certificate": None}, "total_bound"),
        (with_level(0, value=2), "served"),
        (with_level(1, value=3749), "fairness"),
        (with_level(2, certified=1, bound=1), "travel certified"),
        (with_level(3, bound=1), "fit bound"),
        (with_level(3, bound=23, proof="exact search"), "fit bound"),
        (with_verdict(levels=published().verdict.levels[::-1]), "levels"),
        (with_verdict(sections=2), "sections"),
        (with_verdict(placed=3), "placed"),
        (with_verdict(hard_breaches=1), "hard_breaches"),
        (with_verdict(total=1), "total"),
        (with_verdict(total_bound=1), "total_bound"),
        (with_verdict(gap=0.0), "gap"),
        (with_verdict(weighted_bound=1), "weighted_bound"),
        (with_verdict(weighted_gap=0.0), "weighted_gap"),
        (with_verdict(fairness_overruns=99), "fairness_overruns"),
        (with_verdict(tour_m=1), "tour_m"),
        (with_verdict(learners_asked=1), "learners_asked"),
        (with_verdict(learners_served=12), "learners_served"),
        (with_verdict(settings={}), "settings"),
        (with_verdict(input_hash="other"), "input_hash"),
        ({"unserved": ()}, "Q3"),
        ({"unserved": changed(published().unserved, 0, learners=2)}, "Q3"),
        ({"unserved": changed(published().unserved, 0, request="X")}, "X"),
        ({"unserved": published().unserved * 2}, "Q3 (×)"),
        ({"postings": changed(published().postings, 0, person="X")}, "Person X"),
        ({"postings": changed(published().postings, 0, school="X")}, "school X"),
        ({"postings": published().postings * 2}, "T P011"),
        ({"dates": published().dates[1:]}, "dates_follow"),
        ({"dates": changed(published().dates, 0, date=TUESDAY)}, "dates_follow"),
        ({"dates": changed(published().dates, 0, kind="held")}, "dates_follow"),
        (with_rows(published().timetable.meetings[0]), "served"),
        (with_rows(*changed(published().timetable.meetings, 0, room="R2")), "travel"),
        (with_rows(*changed(published().timetable.meetings, 0, period="P2")), "teacher_clash"),
        (with_rows(*changed(published().timetable.meetings, 1, weeks=Weeks("2"))), "weeks_allowed"),
        (with_rows(*changed(published().timetable.meetings, 0, teacher="X")), "known_names"),
    ],
)  # fmt: skip
def test_whatever_is_tampered_with_is_caught(parts, named):
    """One changed price, number, date, row or placement is enough, and is named."""
    judgement = judged(**parts)

    assert not judgement.lawful
    assert any(named in line for line in judgement.lines("en")[:-1])
    assert judgement.lines("en")[-1].startswith("FAIL")
    assert judgement.lines("zh")[-1].startswith("不合格")
    assert judgement.as_json()["lawful"] is False


def test_parts_that_are_absent_are_not_asked_for():
    """A timetable by itself is judged by the laws alone."""
    alone = {name: None for name in type(published()).model_fields if name != "timetable"}

    assert judged(**alone).lawful


def test_what_cannot_be_read_counts_as_not_served():
    """A placement with an unknown name is a breach, no traceback, and serves nobody."""
    rows = (meeting("S1", teacher="X", room="Y", period="Z"), meeting("S9"))
    sections = (section("S1", Q=5), section("S1", Q=5), section("S2", course="X", Y=3))
    judgement = judged(timetable=timetable(*rows, sections=sections))

    assert {breach.rule.name for breach in judgement.breaches} >= {"known_names"}
    assert judgement.levels["served"] == 5 + 8 + 3


def test_breaches_are_in_the_order_of_the_book_and_then_of_their_words():
    """The order of rows changes no line."""
    rows = tuple(meeting(f"S{number}", room=None) for number in (3, 1, 2))
    sections = tuple(section(f"S{number}", Q=1) for number in (1, 2, 3))

    lines = [
        [each.line() for each in hard_breaches(small_world(), timetable(*order, sections=sections))]
        for order in (rows, rows[::-1])
    ]

    assert lines[0] == lines[1]
    assert len(lines[0]) > 3


def test_every_amount_has_a_line_when_asked_for():
    """`every` lists the amounts that the goals count; else they are told by rule."""
    judgement = judged()
    short, long = judgement.lines("en"), judgement.lines("en", every=True)

    assert "[S(3)] served: Request Q3 has 3 learners not served, at priority 1." in long
    assert "[S(3)] served: 1 places" in short
    assert len(long) == len(short) + len(judgement.costs)
