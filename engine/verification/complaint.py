"""A published number that differs from the witness's own."""

from dataclasses import dataclass

from engine.refusals import Lang


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a published file, in two languages; `file` is its name."""

    file: str
    zh: str
    en: str

    def line(self, lang: Lang = "zh") -> str:
        """Word the complaint in one line."""
        return f"[不符] {self.file}：{self.zh}" if lang == "zh" else f"[C] {self.file}: {self.en}"


def differs(file: str, what: str, published: object, found: object) -> Complaint:
    """Complain that a published value is not the one found."""
    return Complaint(
        file,
        f"{what} 公布为 {published}，重算为 {found}。",
        f"{what} is published as {published}, reckoned as {found}.",
    )


def was_changed(file: str) -> Complaint:
    """Complain of a file that is not what was published."""
    return Complaint(
        file,
        "公布后被改动，或已缺失。",
        "It was changed after it was published, or is missing.",
    )
