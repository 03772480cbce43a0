"""Summary -> GitHub-flavoured Markdown. The only importer of jinja2.

Sink: Markdown that GitHub renders. `inert` is the one escape function: the template engine puts
every value through it, so a template cannot forget. The template's own text is ours.
"""

import re
from collections.abc import Mapping

from jinja2 import Environment, StrictUndefined

from variant_budget.domain.summary import Summary
from variant_budget.errors import Problem
from variant_budget.render.visible import visible

MARKS = {"block": "❌", "warn": "⚠️", "excepted": "🟦", "ok": "✅", "none": "▫️"}
OUTCOMES = {"fail": "❌", "warn": "⚠️", "pass": "✅", "error": "⛔", "not-in-force": "ℹ️"}
_ACTIVE = re.compile(r"[^\w\s.,;%±+/÷·−–…→]|_", re.ASCII)
# GitHub links mentions, issue numbers and commit ids after Markdown is rendered, in each run of
# text: an empty comment ends the run, so that the parts are no reference any more.
_REFERENCE = re.compile(r"@(?=\w)|#(?=\d)|\b[Gg][Hh]-(?=\d)|\b[0-9a-fA-F]{6}(?=[0-9a-fA-F])")
_BREAK = "<!-- -->"


class Written(str):
    """Text that is Markdown already."""

    __slots__ = ()


def inert(text: object) -> Written:
    """Foreign text as Markdown that shows it literally: no link, mention, image, HTML or table end."""
    if isinstance(text, Written):
        return text
    parts = _REFERENCE.split(visible(str(text)))
    marks = _REFERENCE.findall(visible(str(text)))
    out = [_entities(parts[0])]
    for mark, part in zip(marks, parts[1:], strict=True):
        out.append(_entities(mark) + _BREAK + _entities(part))
    return Written("".join(out))


def _entities(text: str) -> str:
    return _ACTIVE.sub(lambda found: _entity(found[0]), text)


def _entity(character: str) -> str:
    # Letters and symbols beyond ASCII are no Markdown and stay readable in the raw text.
    return f"&#{ord(character)};" if ord(character) < 128 else character


def code(text: object) -> Written:
    """Foreign text in a code font; GitHub makes no references there."""
    return Written(f"<code>{inert(text)}</code>") if text else Written("")


def fenced(text: str) -> Written:
    """Several lines, ready to copy, in a fence longer than any run of backticks in them."""
    lines = [visible(line) for line in text.splitlines()]
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return Written("\n".join([f"{fence}yaml", *lines, fence]))


def _environment() -> Environment:
    # Autoescaping of HTML is not enough for Markdown; finalize puts every value through inert.
    environment = Environment(  # noqa: S701
        autoescape=False,
        finalize=inert,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(code=code, fenced=fenced, written=Written)
    environment.globals["marks"] = {name: Written(mark) for name, mark in MARKS.items()}
    return environment


def render(summary: Summary, templates: Mapping[str, str]) -> str:
    """The job summary."""
    template = _environment().from_string(templates["summary.md.j2"])
    return template.render(s=summary, icon=Written(OUTCOMES[summary.outcome]))


def render_errors(problems: tuple[Problem, ...], templates: Mapping[str, str]) -> str:
    """The summary of a check that could not be made."""
    template = _environment().from_string(templates["error.md.j2"])
    return template.render(problems=problems, icon=Written(OUTCOMES["error"]))
