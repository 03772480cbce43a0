"""One command from argv to exit code: the clock, the environment, and every error's last stop."""

import os
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from variant_budget.adapters.cache import default_cache_folder
from variant_budget.adapters.files import read_event
from variant_budget.app.world import World
from variant_budget.cli import arguments, console, publish
from variant_budget.delivery import step as delivery
from variant_budget.domain.situation import Options
from variant_budget.errors import (
    EXIT_INTERRUPTED,
    EXIT_NOT_MEASURED,
    EXIT_OVER_BUDGET,
    EXIT_WITHIN_BUDGET,
    ForeseenError,
    PolicyError,
    Problem,
)

if TYPE_CHECKING:
    from variant_budget.domain.posts import CommentDraft

EXIT_CODES = {
    "pass": EXIT_WITHIN_BUDGET,
    "warn": EXIT_WITHIN_BUDGET,
    "not-in-force": EXIT_WITHIN_BUDGET,
    "fail": EXIT_OVER_BUDGET,
    "error": EXIT_NOT_MEASURED,
}


def run(argv: Sequence[str]) -> int:
    """The exit code (docs/design.md, "Verdict"); never raises but for --help and --version."""
    environ = os.environ
    wanted = publish.Wanted.of_argv(argv, environ)
    try:
        return _command(arguments.parse(argv), environ)
    except ForeseenError as error:
        return _failed(error.problems, error.exit_code, wanted)
    except KeyboardInterrupt:
        console.err("interrupted")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        console.let_go()
        return EXIT_NOT_MEASURED
    except Exception as error:  # noqa: BLE001 - whatever is not foreseen is our bug, and says so
        import traceback

        console.err(traceback.format_exc())
        return _failed((_bug(error),), EXIT_NOT_MEASURED, wanted)


def _bug(error: Exception) -> Problem:
    message = (
        f"internal error ({type(error).__name__}): {error}. This is a bug in variant-budget; please "
        "report it with the lines above."
    )
    return Problem(path="", line=0, column=0, slug="internal-error", message=message)


def _failed(problems: Sequence[Problem], exit_code: int, wanted: publish.Wanted) -> int:
    """Tell the problems everywhere a report would have gone."""
    for problem in problems:
        console.err(f"variant-budget: {problem}")
    try:
        publish.errors(tuple(problems), exit_code, wanted)
    except ForeseenError as error:
        for problem in error.problems:
            console.err(f"variant-budget: {problem}")
    return exit_code


def _world(environ: Mapping[str, str], given: Namespace) -> World:
    event = read_event(path) if (path := environ.get("GITHUB_EVENT_PATH")) else None
    folder = getattr(given, "cache", None) or default_cache_folder(environ)
    return World(
        environ=environ,
        event=event if environ.get("GITHUB_ACTIONS") == "true" else None,
        today=getattr(given, "today", None) or datetime.now(UTC).date(),
        cache_folder=None if getattr(given, "no_cache", False) else folder,
        token=environ.get("VARIANT_BUDGET_TOKEN") or None,
        progress=console.progress(),
        warn=console.err,
    )


def _command(given: Namespace, environ: Mapping[str, str]) -> int:
    commands = {
        "check": _check,
        "measure": _measure,
        "comment": _comment,
        "exception": _exception,
        "explain": _explain,
        "validate": _validate,
        "violations": _violations,
        "schema": _schema,
    }
    return commands[given.command](given, environ)


def _check(given: Namespace, environ: Mapping[str, str]) -> int:
    from variant_budget.app.check import check
    from variant_budget.tell.report import report

    options, world = arguments.options(given), _world(environ, given)
    if options.github:
        from variant_budget.listen.service import service

        service(environ, world.event)  # an error now, not after all is measured
    judgement = check(options, world)
    told = report(judgement)
    exit_code = EXIT_CODES[told.verdict]

    def say(draft: "CommentDraft", templates: Mapping[str, str]) -> Sequence[str]:
        from variant_budget.app import posting

        return posting.said(judgement, draft, options, world, templates)

    wanted = publish.Wanted.of_options(options, environ)
    publish.report(judgement, told, exit_code, wanted, say if options.github else None)
    return exit_code


def _measure(given: Namespace, environ: Mapping[str, str]) -> int:
    from variant_budget.app.shard import measure

    options = arguments.measure_options(given)
    share = measure(options, given.shard, given.out, _world(environ, given))
    console.out(f"{share.here} of {share.blobs} blobs measured\n")
    if environ.get("GITHUB_ACTIONS") == "true":
        publish.carry_out(delivery.measured_step(given.out), environ)
    return EXIT_WITHIN_BUDGET


def _comment(given: Namespace, environ: Mapping[str, str]) -> int:
    from variant_budget.adapters.templates import templates
    from variant_budget.app.foreign import comment_for
    from variant_budget.app.posting import problems

    done = comment_for(given.file, given.comment, _world(environ, given), templates())
    for line in problems(done):
        console.err(line)
    return EXIT_NOT_MEASURED if any(each.done == "refused" for each in done) else EXIT_WITHIN_BUDGET


def _exception(given: Namespace, environ: Mapping[str, str]) -> int:
    from variant_budget.app.propose import Wanted, propose
    from variant_budget.domain.waiver_draft import TODO

    wanted = Wanted(given.budget, given.variant, given.limit, given.metric, given.dimension)
    fields = {field: getattr(given, field) or "" for _, field, *_ in arguments.PROPOSED}
    options = Options(
        repo=given.repo, policy_path=given.policy_path, base=given.base, release=given.release
    )
    written = propose(wanted, fields, options, _world(environ, given))
    todo = [name for name, value in written.entry._asdict().items() if value == TODO]
    console.out(f"{written.entry.text}written to {written.path}")
    console.out(f"; fill in {', '.join(todo)}\n" if todo else "\n")
    if written.needed:
        told = f"a ceiling of {written.entry.ceiling} lifts nothing; {written.needed} would"
        console.err(f"variant-budget: {told}")
    return EXIT_WITHIN_BUDGET


def _violations(given: Namespace, _environ: Mapping[str, str]) -> int:
    from variant_budget.app.violations import violations
    from variant_budget.render import json_report, violation_log

    log = violations(given.reports)
    console.out((json_report if given.format == "json" else violation_log).render(log))
    return EXIT_WITHIN_BUDGET


def _explain(given: Namespace, _environ: Mapping[str, str]) -> int:
    from variant_budget.app.explain import explain
    from variant_budget.attribute.explain import parse_target
    from variant_budget.render import explanation, json_report

    found = explain(
        given.repo, parse_target(given.target), given.rev, given.policy_path, given.policy
    )
    renderer = json_report.render if given.format == "json" else explanation.render
    console.out(renderer(found))
    return EXIT_WITHIN_BUDGET


def _validate(given: Namespace, environ: Mapping[str, str]) -> int:
    from variant_budget.app.validate import validate
    from variant_budget.render import validation

    found = validate(given.repo, given.policy_path, given.file, _world(environ, given))
    console.out(validation.render(found))
    if given.strict and found.unmatched:
        raise PolicyError(validation.unmatched_problems(found))
    return EXIT_WITHIN_BUDGET


def _schema(given: Namespace, _environ: Mapping[str, str]) -> int:
    from variant_budget.policy_file.schema import exceptions_schema, policy_schema, schema_text
    from variant_budget.render.report_schema import report_schema

    makers = {
        "policy": policy_schema,
        "exceptions": exceptions_schema,
        "report": report_schema,
    }
    console.out(schema_text(makers[given.which]()))
    return EXIT_WITHIN_BUDGET
