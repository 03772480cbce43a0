"""GitHub's runner: step outputs, the step summary, annotations, and text that must be no command.

Everything here may hold foreign text (names of files, tests, branches). What a runner makes of it
was read in its source: github.com/actions/runner, FileCommandManager.cs and ActionCommand.cs.
GITHUB_ENV and GITHUB_PATH are never written: what stands there changes later steps.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from variant_budget.domain.effects import (
    Annotation,
    AnnotationLevel,
    Outputs,
    StepSummary,
)
from variant_budget.errors import MeasureError

SUMMARY_LIMIT = 1024 * 1024
"""Bytes of a step's summary. GitHub drops a larger one whole."""
MOST_ANNOTATIONS = 10
"""Of each level in a step; GitHub drops those beyond without a word."""

_LEVELS: tuple[AnnotationLevel, ...] = ("error", "warning", "notice")
_NAME = r"[a-z][a-z-]*"

# "%" first, so that what stands for the others is not escaped again.
_IN_MESSAGE = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTY = (*_IN_MESSAGE, (":", "%3A"), (",", "%2C"))

# The runner trims blanks and then compares by culture, which passes over characters that are not
# seen (controls, joiners, marks of direction, byte order mark): StartsWith in ActionCommand.cs.
_UNSEEN = (
    r"(?:(?![\r\n])[\s\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U000e0000-\U000e0fff])*"
)


@cache
def _commands() -> "tuple[re.Pattern[str], re.Pattern[str]]":
    """Where a runner sees commands; compiled when first needed, which is on runners alone."""
    command = re.compile(rf"(?:\A|(?<=[\r\n]))({_UNSEEN}):(?={_UNSEEN}:)")
    # The older form is found anywhere in a line: IndexOf in ActionCommand.cs.
    return command, re.compile(rf"#(?={_UNSEEN}#{_UNSEEN}\[)")


def inert(text: str) -> str:
    """The text with a backslash put where the runner would see a command in it.

    For all foreign text that is printed; our own commands are made by `annotation_lines`.
    """
    command, old_command = _commands()
    return old_command.sub(r"#\\", command.sub(r"\1\\:", text))


def annotation_lines(annotations: Iterable[Annotation], rest_at: str = "the summary") -> list[str]:
    """Lines to print for these annotations, which come with the worst first.

    At most ten of a level, errors before warnings, and one plain line on how many more there are.
    """
    given = list(annotations)
    shown = [
        annotation
        for level in _LEVELS
        for annotation in [each for each in given if each.level == level][:MOST_ANNOTATIONS]
    ]
    lines = [_command(annotation) for annotation in shown]
    if left_out := len(given) - len(shown):
        lines.append(f"{left_out} more {'is' if left_out == 1 else 'are'} in {inert(rest_at)}.")
    return lines


def write_outputs(path: str, outputs: Outputs, random: Callable[[int], bytes] = os.urandom) -> None:
    """Append outputs to the file GITHUB_OUTPUT; of two values of one name the later counts.

    Every value stands between two lines that nobody could know beforehand.
    """
    lines = []
    for name, value in outputs.values:
        if not re.fullmatch(_NAME, name):
            raise ValueError(f"{name!r} is no name of an output of ours")
        end = f"ghadelimiter_{random(16).hex()}"
        if end in value:
            raise MeasureError.one(
                "output-collides",
                f"the value of output {name} holds its own end mark. Try again.",
            )
        lines.append(f"{name}<<{end}\n{value}\n{end}\n")
    _append(path, "".join(lines).encode("utf-8", "backslashreplace"))


def append_summary(path: str, summary: StepSummary) -> None:
    """Append to the file GITHUB_STEP_SUMMARY, cut at the end of a line where it would be too long.

    What other commands of the same step wrote before counts too.
    """
    try:
        used = os.path.getsize(path)
    except OSError:
        used = 0
    _append(path, fitting(summary, SUMMARY_LIMIT - used))


def fitting(summary: StepSummary, room: int) -> bytes:
    """The summary in at most `room` bytes: whole, else whole lines and where to find the rest."""
    content = summary.text.encode("utf-8", "backslashreplace")
    if len(content) <= room:
        return content
    # Blank lines around it: it must end a table or a paragraph, not continue it.
    pointer = "\n\nThe rest does not fit here (GitHub shows 1 MiB)."
    if summary.whole_text_at:
        pointer += f" The whole text: {summary.whole_text_at}"
    tail = pointer.encode("utf-8", "backslashreplace") + b"\n"
    # A folded section that is left open would swallow the pointer.
    closing = b"\n</details>"
    kept = content[: max(0, room - len(tail))]
    while kept:
        kept = kept[: kept.rfind(b"\n") + 1].rstrip()
        folds = kept.count(b"<details") - kept.count(b"</details>")
        end = closing * max(0, folds) + tail
        if len(kept) + len(end) <= room:
            return kept + end
        kept = kept[: kept.rfind(b"\n") + 1]
    return tail.lstrip() if len(tail.lstrip()) <= room else b""


def _command(annotation: Annotation) -> str:
    properties = {
        "file": annotation.path,
        "line": annotation.line if annotation.path else None,
        "endLine": annotation.end_line if annotation.path and annotation.line else None,
        "title": annotation.title,
    }
    given = ",".join(
        f"{name}={_escaped(str(value), _IN_PROPERTY)}"
        for name, value in properties.items()
        if value not in (None, "")
    )
    message = _escaped(annotation.message, _IN_MESSAGE)
    return (
        f"::{annotation.level} {given}::{message}" if given else f"::{annotation.level}::{message}"
    )


def _escaped(text: str, table: Sequence[tuple[str, str]]) -> str:
    for plain, escape in table:
        text = text.replace(plain, escape)
    return text


def _append(path: str, content: bytes) -> None:
    try:
        with open(path, "ab") as file:
            file.write(content)
    except OSError as error:
        raise MeasureError.one(
            "runner-file-not-written",
            f"the runner's file {path} cannot be written to: {error.strerror or error}.",
        ) from error
