"""A report, or the problems that prevented one -> standard output, files, GitHub's runner."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from variant_budget.adapters import actions, files
from variant_budget.cli import console
from variant_budget.delivery import step as delivery
from variant_budget.domain.effects import Annotation, Effect, Outputs, StepSummary
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.report import Report
from variant_budget.domain.situation import Options
from variant_budget.errors import Problem
from variant_budget.render import json_report
from variant_budget.render.visible import unicode_text

if TYPE_CHECKING:
    # Values of what most checks do not make: classes cost the start.
    from variant_budget.domain.posts import CommentDraft
    from variant_budget.domain.summary import Summary


class Wanted(NamedTuple):
    """Where results go: the format of standard output, a folder, the runner's files."""

    format: str
    output: str | None
    checkout: str
    environ: Mapping[str, str]

    @classmethod
    def of_options(cls, options: Options, environ: Mapping[str, str]) -> "Wanted":
        """As `check` was told."""
        return cls(
            format=options.format, output=options.output, checkout=options.repo, environ=environ
        )

    @classmethod
    def of_argv(cls, argv: Sequence[str], environ: Mapping[str, str]) -> "Wanted":
        """As far as flags can be read that may be wrong: errors go where results would."""
        return cls(
            format=_flag(argv, "--format") or "text",
            output=_flag(argv, "--output") if argv[:1] == ["check"] else None,
            checkout=_flag(argv, "--repo") or ".",
            environ=environ,
        )

    @property
    def folder(self) -> str:
        """The folder of the checkout below the runner's workspace, "" where it is no other."""
        workspace = self.environ.get("GITHUB_WORKSPACE", "")
        if not (self.on_github and workspace):
            return ""
        below = os.path.relpath(os.path.realpath(self.checkout), os.path.realpath(workspace))
        return "" if below == "." or below.startswith("..") else below.replace(os.sep, "/")

    @property
    def on_github(self) -> bool:
        """Whether the runner's files and annotations are wanted."""
        return self.environ.get("GITHUB_ACTIONS") == "true"


def _flag(argv: Sequence[str], name: str) -> str | None:
    for at, word in enumerate(argv):
        if word == name and at + 1 < len(argv):
            return argv[at + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return None


Say = Callable[["CommentDraft", Mapping[str, str]], Sequence[str]]
"""Says on GitHub what is to be said, with these templates; gives back what could not be said."""


def report(
    judgement: Judgement, told: Report, exit_code: int, wanted: Wanted, say: Say | None = None
) -> None:
    """Everything that a finished check wants done."""
    if wanted.format == "json" and not wanted.output and not wanted.on_github:
        console.out(json_report.render(told))
        return
    from variant_budget.tell.comment import comment
    from variant_budget.tell.summary import summary

    rows = summary(judgement, told)
    draft = comment(judgement, rows, wanted.folder)
    makers = _makers(rows, told, draft)
    if wanted.output:
        made = {name: make() for name, make in makers.items()}
        files.write_files(wanted.output, delivery.files(made), wanted.checkout)
    if wanted.format == "text":
        from variant_budget.render import text

        colour = console.colour(wanted.environ)
        console.out(actions.inert(text.render(rows, width=console.width(), colour=colour)))
    else:
        console.out(makers[wanted.format]())
    if wanted.on_github:
        document = makers["markdown"]()
        carry_out(delivery.step(told, document, exit_code, wanted.output), wanted.environ)
        # Behind all that counts: whoever waits for a service may be ended by the job's time limit.
        if say:
            _say(say, draft, wanted)


def _say(say: Say, draft: "CommentDraft", wanted: Wanted) -> None:
    from variant_budget.adapters.templates import templates
    from variant_budget.domain.summary import Span
    from variant_budget.render.markdown import render_sentences

    if unsaid := say(draft, templates()):
        text = render_sentences((Span(line),) for line in unsaid)
        carry_out(delivery.unsaid(unsaid, f"\n{text}\n"), wanted.environ)


def _makers(rows: "Summary", told: Report, draft: "CommentDraft") -> dict[str, Callable[[], str]]:
    """What makes the text of each format, once. Each imports what it needs: rich and jinja2 take ten
    times as long as a warm check, and whoever waits for a commit needs one of them.
    """

    def markdown() -> str:
        from variant_budget.adapters.templates import templates
        from variant_budget.render import markdown

        return markdown.render(rows, templates())

    def sarif() -> str:
        from variant_budget.render import sarif

        return sarif.render(told)

    def code_quality() -> str:
        from variant_budget.render import code_quality

        return code_quality.render(told)

    return {
        "json": lambda: json_report.render(told),
        "markdown": cache(markdown),
        "sarif": sarif,
        "codequality": code_quality,
        "comment": lambda: json_report.render(draft),
    }


def errors(problems: tuple[Problem, ...], exit_code: int, wanted: Wanted) -> None:
    """The same for a check that could not be made; the text went to standard error already."""
    if wanted.format != "json" and not wanted.output and not wanted.on_github:
        return
    from variant_budget.adapters.templates import templates
    from variant_budget.render import markdown
    from variant_budget.tell.report import error_report

    told = json_report.render(error_report(problems))
    if wanted.format == "json":
        console.out(told)
    if not wanted.output and not wanted.on_github:
        return
    document = markdown.render_errors(problems, templates())
    if wanted.on_github:
        carry_out(
            delivery.failed_step(problems, document, exit_code, wanted.output), wanted.environ
        )
    if wanted.output:
        results = delivery.error_files(told, document)
        files.write_files(wanted.output, results, wanted.checkout)


def carry_out(effects: Iterable[Effect], environ: Mapping[str, str]) -> None:
    """Carry out what is wanted of the runner; a file that it did not name is left out."""
    annotations = []
    for effect in effects:
        if isinstance(effect, Annotation):
            annotations.append(effect)
        elif isinstance(effect, Outputs) and (path := environ.get("GITHUB_OUTPUT")):
            told = tuple((name, unicode_text(value)) for name, value in effect.values)
            actions.write_outputs(path, Outputs(told))
        elif isinstance(effect, StepSummary) and (path := environ.get("GITHUB_STEP_SUMMARY")):
            actions.append_summary(path, effect)
    for line in actions.annotation_lines(annotations):
        console.command(line)
