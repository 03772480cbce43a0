"""argv -> values. Problems are UsageErrors, so that they are told like all others."""

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, NoReturn

from variant_budget import __version__
from variant_budget.domain.situation import POLICY_PATH, Options, Shard
from variant_budget.errors import UsageError

TRY_FILE = "a policy file on disk, for trying one out"
PROGRAM = "variant-budget"
_WIDTH = 80
REPORT_FLAGS = (
    ("--junit", "test reports of this commit, in JUnit's XML"),
    ("--base-junit", "test reports of the base, to tell what changed"),
    ("--release-junit", "test reports of the last release, to tell growth"),
    ("--coverage", "coverage reports: Cobertura, JaCoCo, LCOV, Clover, coverage.py"),
)
FORMATS = ("text", "json", "markdown", "sarif", "codequality")


class _Parser(argparse.ArgumentParser):
    def __init__(self, **about: Any) -> None:  # noqa: ANN401 - whatever argparse takes
        # A formatter without a width asks shutil for one, at each argument: 4 ms at the start.
        formatter = partial(argparse.HelpFormatter, width=_WIDTH)
        super().__init__(allow_abbrev=False, formatter_class=formatter, **about)

    def error(self, message: str) -> NoReturn:
        raise UsageError.one("usage", f"{message}. See `{self.prog} --help`.")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command and its flags; raises UsageError, or SystemExit for --help and --version."""
    return _parser().parse_args(list(argv))


def options(arguments: argparse.Namespace) -> Options:
    """The flags of `check` as a value."""
    return measure_options(arguments)._replace(
        mode=arguments.mode,
        junit=tuple(arguments.junit),
        base_junit=tuple(arguments.base_junit),
        release_junit=tuple(arguments.release_junit),
        coverage=tuple(arguments.coverage),
        output=arguments.output,
        format=arguments.format,
        facts=tuple(arguments.facts),
        cache=arguments.cache,
        use_cache=not arguments.no_cache,
        github=arguments.github,
        comment=arguments.comment,
    )


def measure_options(arguments: argparse.Namespace) -> Options:
    """The flags of `measure` as a value: those of `check` that choose commits."""
    return Options(
        repo=arguments.repo,
        policy=arguments.policy,
        policy_path=arguments.policy_path,
        policy_from=arguments.policy_from,
        base=arguments.base,
        head=arguments.head,
        staged=arguments.staged,
        release=arguments.release,
        jobs=arguments.jobs,
        fetch=arguments.fetch,
        today=arguments.today,
    )


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=PROGRAM,
        description="Budgets for variant-specific code in software product lines.",
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(
        prog=PROGRAM,
        dest="command",
        required=True,
        metavar="COMMAND",
    )
    _check(commands.add_parser("check", help="judge a commit against the policy"))
    _measure(commands.add_parser("measure", help="measure a share of the blobs that check needs"))
    explain = commands.add_parser("explain", help="who owns a file or line, and why")
    explain.add_argument("target", metavar="PATH[:LINE]")
    explain.add_argument("--policy", metavar="FILE", help=TRY_FILE)
    explain.add_argument("--rev", default="HEAD", help="the commit to look at (default: HEAD)")
    explain.add_argument("--format", choices=("text", "json"), default="text")
    validate = commands.add_parser("validate", help="check the policy and show what it means here")
    validate.add_argument("file", nargs="?", help="a policy file (default: the repository's own)")
    validate.add_argument(
        "--strict", action="store_true", help="a pattern that matches nothing is an error"
    )
    for each in (explain, validate):
        _places(each)
    _exception(commands.add_parser("exception", help="propose an exception for a breach"))
    violations = commands.add_parser(
        "violations", help="breaches, exceptions used and overrides that reports tell of"
    )
    violations.add_argument("reports", nargs="+", metavar="REPORT_JSON")
    violations.add_argument("--format", choices=("text", "json"), default="text")
    comment = commands.add_parser(
        "comment", help="on workflow_run: comment for a run that may write nothing"
    )
    comment.add_argument("file", metavar="COMMENT_JSON", help="comment.json of the judging run")
    comment.add_argument("--comment", choices=("changes", "always"), default="changes")
    schema = commands.add_parser("schema", help="print a JSON Schema")
    schema.add_argument("which", choices=("policy", "exceptions", "report"))
    return parser


def _places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repo", default=".", help="the checkout (default: this folder)")
    parser.add_argument(
        "--policy-path",
        default=POLICY_PATH,
        metavar="PATH",
        help=f"where the policy stands in the repository (default: {POLICY_PATH})",
    )


def _commits(parser: argparse.ArgumentParser) -> None:
    """What decides which commits are looked at, and by which policy."""
    _places(parser)
    add = parser.add_argument
    add("--policy", metavar="FILE", help=TRY_FILE)
    add(
        "--policy-from",
        choices=("base", "head", "worktree"),
        help="at which commit the policy is read",
    )
    add("--base", metavar="REV", help="the commit to compare with (default: from the event)")
    add("--head", metavar="REV", help="the commit to judge (default: HEAD)")
    add("--staged", action="store_true", help="judge the index against HEAD, for pre-commit")
    add("--release", metavar="REV|none", help="the release to measure growth from")
    add("--jobs", type=_positive, metavar="N", help="processes for measuring (default: all cores)")
    add("--fetch", action="store_true", help="fetch single commits that a shallow clone lacks")
    add(
        "--today",
        type=_day,
        metavar="DATE",
        help="the day exceptions are judged on (default: today, UTC)",
    )


def _measure(parser: argparse.ArgumentParser) -> None:
    _commits(parser)
    parser.add_argument(
        "--shard", type=_shard, required=True, metavar="I/N", help="which share, from 1 to N"
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="the facts file to write")


def _check(parser: argparse.ArgumentParser) -> None:
    _commits(parser)
    add = parser.add_argument
    add(
        "--mode", choices=("auto", "release"), default="auto", help="release only raises strictness"
    )
    for flag, what in REPORT_FLAGS:
        add(flag, action="append", default=[], metavar="GLOB", help=what)
    add(
        "--output",
        metavar="DIR",
        help="write report.json, summary.md, findings.sarif, codequality.json, comment.json there",
    )
    add("--format", choices=FORMATS, default="text", help="what goes to standard output")
    add(
        "--facts",
        action="extend",
        nargs="+",
        default=[],
        metavar="FILE",
        help="facts that `measure` wrote, in any number of files",
    )
    add("--cache", metavar="DIR", help="where facts are kept between runs")
    add("--no-cache", action="store_true", help="keep no facts between runs")
    add(
        "--github",
        action="store_true",
        help="on a GitHub runner: ask for the board's labels, write the comment and its issues",
    )
    add(
        "--comment",
        choices=("changes", "always", "never"),
        default="changes",
        help="with --github, when to comment on the pull request (default: changes)",
    )


PROPOSED = (
    ("--ceiling", "ceiling", "NUMBER", "how far over the limit (default: what lifts the breach)"),
    ("--until", "expires_on", "DATE", "the last day it holds"),
    ("--from", "approved_on", "DATE", "the first day it holds"),
    ("--id", "id", "ID", "its name (default: budget, variant and a number)"),
    ("--since", "since", "TAG", "for --limit trend, the release tag that growth is counted from"),
    ("--reason", "reason", "TEXT", "why the breach is right for now"),
    ("--ticket", "ticket", "TEXT", "where it was discussed"),
    ("--plan", "refactoring_plan", "TEXT", "how the variant gets back under its limit"),
    ("--approved-by", "approved_by", "WHO", "who approved it"),
)
"""Flags of `exception propose`, the field of the entry that each fills in, and what it says."""


def _exception(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    propose = actions.add_parser("propose", help="write an entry; what is not given says TODO")
    propose.add_argument("budget", metavar="BUDGET", help="such as vehicle, for vehicle_budget")
    propose.add_argument("variant", metavar="VARIANT")
    propose.add_argument("--limit", choices=("hard", "trend"), default="hard")
    propose.add_argument("--metric", default="", help="which one (default: what is breached)")
    propose.add_argument("--dimension", default="", help="for the test budget, which is meant")
    for flag, field, kind, what in PROPOSED:
        read = _KINDS.get(kind, str)
        propose.add_argument(flag, dest=field, metavar=kind, type=read, help=what)
    propose.add_argument("--base", metavar="REV", help="the commit to compare with")
    propose.add_argument("--release", metavar="REV|none", help="the release to measure growth from")
    _places(propose)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("give 1 or more")
    return number


def _shard(text: str) -> Shard:
    number, _, count = text.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise argparse.ArgumentTypeError(f"{text} is no share like 1/4, from 1/4 to 4/4")
    return Shard(int(number), int(count))


def _decimal(text: str) -> str:
    if not re.fullmatch(r"\d{1,3}(?:\.\d{1,4})?", text):
        raise argparse.ArgumentTypeError(f"{text} is no number like 6.5")
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no date like 2026-11-25") from error


_KINDS: dict[str, Callable[[str], str]] = {
    "NUMBER": _decimal,
    "DATE": lambda text: _day(text).isoformat(),
}
