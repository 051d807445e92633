"""The words of questions: `templates/<name>.yml`, written by hand in the manner of compliant queries.

title    neutral: it names no diagnosis that the record lacks
about    the doubt: of two questions about one doubt the first is asked
codes    what the answer may be coded to; a condition of these that is documented needs no name
asks     the question; words in braces are filled in by the rule
choices  what the indicators may mean, never one alone; "other" and "unable to determine" are added
only_with  choices that are offered only where the record tells one of these signs or acts
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from chartproof.ask.seen import acts, on_a_ward, signs
from chartproof.model.coding import Coding
from chartproof.model.query import WAYS_OUT, Doubt, Query
from chartproof.model.record import Evidence
from chartproof.model.results import Ask
from chartproof.rules.core import rule_id


@dataclass(frozen=True, slots=True)
class Template:
    """One question's words."""

    name: str
    title: str
    about: str
    codes: tuple[str, ...]
    asks: str
    choices: tuple[str, ...]
    only_with: tuple[tuple[str, tuple[str, ...]], ...] = ()


@lru_cache(maxsize=128)
def template(name: str) -> Template:
    """The template of a name."""
    import yaml  # only a case that leaves a question needs it

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = files("chartproof.ask").joinpath("templates", f"{name}.yml").read_text("utf-8")
    raw = yaml.load(text, Loader=loader)  # noqa: S506  a loader that makes only strings
    asks, codes = " ".join(raw["asks"].split()), tuple(raw.get("codes", "").split())
    only = tuple((c, tuple(n.split("; "))) for c, n in raw.get("only_with", {}).items())
    return Template(name, raw["title"], raw["about"], codes, asks, tuple(raw.get("choices", ())), only)


def names() -> tuple[str, ...]:
    """Every template."""
    return tuple(sorted(f.name[:-4] for f in files("chartproof.ask").joinpath("templates").iterdir()))


def question(
    module: str,
    name: str,
    coding: Coding,
    shows: Iterable[Evidence],
    *,
    choices: tuple[str, ...] | None = None,
    **words: str,
) -> Ask:
    """A question in the words of a template, asked by the rule of a module.

    `choices` where the record decides which answers are reasonable; `words` fill the braces.
    """
    made, ident = template(name), rule_id(module)
    unsupported = {c for c, told in made.only_with if not (signs(coding, *told) or acts(coding, *told))}
    offered = made.choices if choices is None else choices
    return Ask(
        Query(
            rule=ident,
            why=Doubt(ident.partition(".")[0]),
            asks=made.asks.format(**words),
            choices=(*(c.format(**words) for c in offered if c not in unsupported), *WAYS_OUT),
            shows=tuple(dict.fromkeys(shows)),
            title=made.title.format(**words),
            to="attending provider" if on_a_ward(coding) else "treating provider",
            about=made.about.format(**words),
        )
    )
