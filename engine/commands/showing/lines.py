"""What a clerk sees: lines on the screen, JSON when asked for."""

import json
from functools import partial
from typing import Any

import typer
from pydantic import BaseModel

from engine.refusals import Lang


def show_json(content: Any, lang: Lang = "zh") -> None:
    """Print data as JSON; pydantic things become their fields, what the engine says one text."""
    plain = partial(_plain, lang)
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1, default=plain))


def show_lines(lines: list[str]) -> None:
    """Print lines as they are."""
    for line in lines:
        typer.echo(line)


def warn(text: str) -> None:
    """Print a warning on the error stream, so that JSON stays clean."""
    typer.echo(text, err=True)


def pick(lang: Lang, zh: str, en: str) -> str:
    """Choose between the two wordings."""
    return zh if lang == "zh" else en


def _plain(lang: Lang, thing: object) -> object:
    if isinstance(thing, BaseModel):
        return thing.model_dump(mode="json", context={"lang": lang})
    return str(thing)
