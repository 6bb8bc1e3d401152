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
        """Word the result: the sums first, then one line a shortfall."""
        if lang == "zh":
            head = f"派驻 {len(self.postings)} 人,调动 {len(self.moves)} 人,尚需新增 {self.new_posts} 人。"
            short = (
                "{0.school}({0.rule}):应有 {0.required} 人,派驻 {0.posted} 人,缺 {0.missing} 人。"
            )
        else:
            head = (
                f"{len(self.postings)} people posted, {len(self.moves)} of them moved, "
                f"{self.new_posts} new posts needed."
            )
            short = "{0.school} ({0.rule}): {0.required} wanted, {0.posted} posted, {0.missing} missing."
        return [head, *(short.format(each) for each in self.shortfalls)]
