"""What posting answers: who counts where, who moves, what is missing, and why no fewer."""

from typing import Annotated

from pydantic import Field

from engine.domain.thing import Thing, Words
from engine.domain.timetable import Posting
from engine.refusals import Lang

Count = Annotated[int, Field(ge=0)]


class Move(Thing):
    """A person posted elsewhere than where he stands; `from_school` None = he stood nowhere."""

    person: str
    from_school: str | None
    to_school: str


class Shortfall(Thing):
    """A school (or the area's code, where there is none) with fewer people than a rule asks."""

    school: str
    name: str
    rule: str
    required: Count
    posted: Count
    missing: Annotated[int, Field(ge=1)]


class ShortGroup(Thing):
    """Places that all people able for any of them cannot fill: the proof of a shortfall.

    `places` are schools or areas that together want `wanted` people, and `people` are all who
    may be posted to any of them.
    """

    places: Words
    wanted: Count
    people: Words

    @property
    def missing(self) -> int:
        """What no posting can fill."""
        return self.wanted - len(self.people)


class Staffing(Thing):
    """Postings of a term with the fewest new posts, then the fewest moves, then metres.

    `new_posts` full-time people would make every minimum hold; `moved_m` adds up the ways of
    the moved people from home, in metres.
    """

    postings: tuple[Posting, ...]
    shortfalls: tuple[Shortfall, ...]
    moves: tuple[Move, ...]
    new_posts: Count
    moved_m: Count
    short_groups: tuple[ShortGroup, ...]

    def lines(self, lang: Lang = "zh") -> list[str]:
        """Word the result: the sums, then one line a shortfall, then why nobody can fill them."""
        words = WORDS[lang]
        sums = (len(self.postings), len(self.moves), self.new_posts)
        return [
            words["sums"].format(*sums),
            *(words["short"].format(each) for each in self.shortfalls),
            *(
                words["why"].format(len(group.places), group.wanted, len(group.people))
                for group in self.short_groups
            ),
        ]


WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "sums": "派驻 {} 人，其中调动 {} 人，尚需新增 {} 人。",
        "short": "{0.school} {0.name}（{0.rule}）：应有 {0.required} 人，派驻 {0.posted} 人，缺 {0.missing} 人。",
        "why": "已证明：有 {} 处共需 {} 人，可派到其中任何一处的总共只有 {} 人。",
    },
    "en": {
        "sums": "{} people posted, {} of them moved; {} new posts needed.",
        "short": "{0.school} {0.name} ({0.rule}): {0.required} wanted, {0.posted} posted, {0.missing} missing.",
        "why": "Proved: {} places together want {} people; only {} may be posted to any of them.",
    },
}
