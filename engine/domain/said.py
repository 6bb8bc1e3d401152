"""What the engine says in words: kept in both languages until it is known who reads it."""

from collections.abc import Callable
from typing import Any, Self

from pydantic import SerializationInfo, model_serializer, model_validator

from engine.domain.thing import Thing
from engine.refusals import Lang


class Said(Thing):
    """A text in Chinese and in English; read from a file it is the same in both.

    As data it is both of them, or one when the language stands in the context of dumping.
    """

    zh: str
    en: str

    @classmethod
    def by(cls, say: Callable[[Lang], str]) -> Self:
        """Word the same in both languages."""
        return cls(zh=say("zh"), en=say("en"))

    def word(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en

    @model_validator(mode="before")
    @classmethod
    def _alike(cls, given: Any) -> Any:
        return {"zh": given, "en": given} if isinstance(given, str) else given

    @model_serializer
    def _for_reader(self, info: SerializationInfo) -> str | dict[str, str]:
        lang: Lang | None = (info.context or {}).get("lang")
        return {"zh": self.zh, "en": self.en} if lang is None else self.word(lang)
