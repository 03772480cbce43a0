"""Finished rows -> GitHub-flavoured Markdown. The only importer of jinja2.

Every value of a template goes through `inert`, the escape function of this sink.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from jinja2 import DictLoader, Environment, StrictUndefined

from variant_budget.domain.posts import BoardPaper, CommentDraft, ReviewPaper
from variant_budget.domain.summary import Sentence, Summary
from variant_budget.errors import Problem
from variant_budget.render.inert import (
    Written,
    cell,
    code,
    fenced,
    folded,
    inert,
    mention,
    name,
    sentence,
)

MARKS = {"block": "❌", "warn": "⚠️", "excepted": "🟦", "ok": "✅", "none": "▫️"}
OUTCOMES = {"fail": "❌", "warn": "⚠️", "pass": "✅", "error": "⛔", "not-in-force": "ℹ️"}
MOST_BYTES = 960 * 1024
"""GitHub drops a step's summary whole beyond 1 MiB; other commands of the step need room too."""
MOST_PROBLEMS = 100
MOST_OF_A_POST = 60_000
"""GitHub refuses a comment or an issue of more than 65,536 characters."""

Rows = TypeVar("Rows", Summary, BoardPaper, ReviewPaper)


def _environment(templates: Mapping[str, str]) -> Environment:
    # Autoescaping of HTML is not enough for Markdown; finalize puts every value through inert.
    environment = Environment(
        loader=DictLoader(templates),
        autoescape=False,  # noqa: S701
        finalize=inert,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        cell=cell,
        code=code,
        fenced=fenced,
        folded=folded,
        mention=mention,
        name=name,
        sentence=sentence,
        written=Written,
    )
    environment.globals["marks"] = {name: Written(mark) for name, mark in MARKS.items()}
    return environment


def _fitting(
    written: Callable[[Rows], str], rows: Rows, shorter: Callable[[Rows], Rows], most: int
) -> str:
    """The text of the rows, or of ever fewer of them until it fits into so many bytes of UTF-8."""
    while True:
        text = written(rows)
        fewer = shorter(rows)
        if fewer == rows or len(text.encode("utf-8", "backslashreplace")) <= most:
            return text
        rows = fewer


def _halved(rows: Rows, *fields: str) -> Rows:
    """Half as much in each of these fields."""
    kept = {name: getattr(rows, name) for name in fields}
    return rows._replace(**{name: each[: len(each) // 2] for name, each in kept.items()})


def _post(
    name: str,
    templates: Mapping[str, str],
    rows: Rows,
    shorter: Callable[[Rows], Rows],
    **told: str,
) -> str:
    """What a template makes of rows, short enough for a comment or an issue."""
    template = _environment(templates).get_template(name)

    def written(each: Rows) -> str:
        return _spaced(template.render(p=each, **told))

    return _cut(_fitting(written, rows, shorter, MOST_OF_A_POST))


def render(summary: Summary, templates: Mapping[str, str]) -> str:
    """The job summary, in at most 960 KiB: what is folded gives way first."""
    template = _environment(templates).get_template("summary.md.j2")

    def written(each: Summary) -> str:
        return _spaced(template.render(s=each, icon=Written(OUTCOMES[each.outcome])))

    return _fitting(written, summary, _shorter, MOST_BYTES)


def _shorter(summary: Summary) -> Summary:
    """Half as much in every folded section."""
    fewer = _halved(
        summary,
        *("folded", "tables", "functions", "exceptions", "transfers", "released"),
        *("inside", "inside_places", "notes"),
    )
    return fewer._replace(
        left_out=summary.left_out + len(summary.folded) - len(fewer.folded),
        proposal=summary.proposal[: max(1, len(summary.proposal) // 2)],
    )


def render_comment(
    draft: CommentDraft, footer: Sentence, page: str, templates: Mapping[str, str]
) -> str:
    """The comment on a pull request, which fits; `page` is a URL of ours.

    Whatever has to give way, the foot stands: it says what the comment is worth.
    """
    icon = Written(OUTCOMES[draft.summary.outcome])
    body = _post("comment.md.j2", templates, draft.summary, _shorter_comment, icon=icon)
    return f"{body}\n<sub>{sentence(footer)} [The whole report]({page}).</sub>\n"


def _shorter_comment(summary: Summary) -> Summary:
    """Half of everything that there may be much of; a headline stands whole."""
    return _halved(
        summary,
        *("preview", "rows", "movers", "advice", "remarks", "exceptions", "proposal", "lead"),
    )


def render_board(paper: BoardPaper, page: str, templates: Mapping[str, str]) -> str:
    """The text of the board's issue."""
    return _post("board.md.j2", templates, paper, _shorter_paper, page=page)


def _shorter_paper(paper: BoardPaper) -> BoardPaper:
    lead = paper.lead[: max(1, len(paper.lead) // 2)]
    return _halved(paper, "movers", "rows")._replace(lead=lead)


def render_review(paper: ReviewPaper, page: str, templates: Mapping[str, str]) -> str:
    """The text of a review."""
    return _post("review.md.j2", templates, paper, _shorter_review, page=page)


def _shorter_review(paper: ReviewPaper) -> ReviewPaper:
    fewer = _halved(paper, "budgets", "exceptions", "raised")
    return fewer._replace(left_out=paper.left_out + len(paper.budgets) - len(fewer.budgets))


def render_sentences(sentences: Iterable[Sentence]) -> str:
    """Some sentences, each a paragraph."""
    return "\n\n".join(map(sentence, sentences))


def _cut(text: str) -> str:
    """The text, at the end of a line where one name alone is too long to fit."""
    content = text.encode("utf-8", "backslashreplace")
    if len(content) <= MOST_OF_A_POST:
        return text
    kept = content[:MOST_OF_A_POST].decode("utf-8", "ignore")
    return kept[: kept.rfind("\n") + 1] or "The report is too long to be shown here.\n"


def render_errors(problems: tuple[Problem, ...], templates: Mapping[str, str]) -> str:
    """The summary of a check that could not be made."""
    template = _environment(templates).get_template("error.md.j2")
    return _spaced(
        template.render(
            problems=problems[:MOST_PROBLEMS],
            number=len(problems),
            slugs=sorted({problem.slug for problem in problems}),
            icon=Written(OUTCOMES["error"]),
        )
    )


def _spaced(text: Any) -> str:  # noqa: ANN401 - jinja2 says no type
    """One empty line between blocks, however the template's conditions fell out."""
    return re.sub(r"\n{3,}", "\n\n", str(text)).strip("\n") + "\n"
