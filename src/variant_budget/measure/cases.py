"""`switch` whose branches start with `case a:` or Java's `case a ->`."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from variant_budget.measure.chains import Chain
from variant_budget.measure.headings import braced, parenthesised
from variant_budget.measure.labels import Group, chain_of
from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.outline import Heading, Outline

_SWITCH = re.compile(rb"switch(?<![\w.$]switch)(?![\w$])")
_BODY = re.compile(rb"\s*+(?:\{|(:)(?!:))")
# `default` of C# and Java is a value or a modifier too; Swift has `@unknown default`.
_LABEL = re.compile(
    rb"(?<![\w.$])(?:(case)(?![\w$])|(default|@unknown\s++default)(?=\s*+(?::|->))|(switch)(?!\w))|[(\[{]"
)
_COLON = re.compile(rb"::|:(?![=:])|->|[(\[{;}]|(?<![\w.$])case(?![\w$])")
_OPEN, _NO_LABEL = frozenset(b"([{"), frozenset(b";}c")
_NESTED = 3
# PHP: `switch (a): case b: ... endswitch;`
_ENDSWITCH = re.compile(rb"(?<![\w$>:\\])(?:(switch)|endswitch)(?!\w)|([(\[{])")
_BEFORE = frozenset(b"\n{};:")
_LOOK_BACK = 256
_LEADS_ON = frozenset({"c", "java", "csharp", "php", "script"})
_ARROWS = frozenset({"Java", "Groovy"})
_WITHOUT_PARENTHESES = frozenset({"go", "swift"})


def case_chains(outline: Outline) -> Iterator[Chain]:
    """The chain of each `switch` that has a symbol in a label."""
    kind = LANGUAGE[outline.language].definitions
    ends: dict[int, int] = {}
    # From the last to the first: where one ends that another one holds is known then.
    for match in reversed(list(_SWITCH.finditer(outline.code))):
        heading = _heading(outline, match.end(), kind)
        body = _BODY.match(outline.code, heading.body) if heading else None
        if heading is None or body is None or (body[1] and kind != "php"):
            continue
        end = outline.closes.get(body.end() - 1, len(outline.code))
        if body[1]:
            end = _endswitch(outline, body.end(), ends)
            ends[match.start()] = end + len(b"endswitch")
        if outline.holds(body.end(), end) and not outline.on_one_line(match.start(), end):
            groups = _groups(outline, _labels(outline, body.end(), end, ends), end)
            yield chain_of(outline, groups, has_subject=_has_subject(outline, heading))


def _heading(outline: Outline, at: int, kind: str) -> Heading | None:
    if kind in _WITHOUT_PARENTHESES:
        return braced(outline, at, b"switch")
    return parenthesised(outline, at)


def _endswitch(outline: Outline, at: int, ends: Mapping[int, int]) -> int:
    while word := _ENDSWITCH.search(outline.code, at):
        start, at = word.span()
        if word[2]:
            at = outline.closes.get(start, start) + 1
        elif word[1]:
            at = max(at, ends.get(start, at))
        else:
            return start
    return len(outline.code)


def _has_subject(outline: Outline, heading: Heading) -> bool:
    subject = outline.plain(*heading.condition).rpartition(";")[2].strip()
    return subject not in {"", "true"}


class _Label(NamedTuple):
    start: int
    patterns: tuple[int, int]
    end: int


def _groups(outline: Outline, labels: Iterator[_Label], end: int) -> list[Group]:
    """Labels with what they lead to; those without code between them are one, where one leads on."""
    groups: list[Group] = []
    leads_on = LANGUAGE[outline.language].definitions in _LEADS_ON
    behind = end
    for label in labels:
        if groups and leads_on and not outline.code[behind : label.start].strip():
            groups[-1].labels.append(label.patterns)
        else:
            groups.append(Group(label.start, end, [label.patterns]))
        behind = label.end
    nexts = [*(group.start for group in groups[1:]), end]
    return [
        group._replace(end=outline.behind(after, group.start))
        for group, after in zip(groups, nexts, strict=False)
    ]


def _labels(outline: Outline, at: int, end: int, ends: Mapping[int, int]) -> Iterator[_Label]:
    """The labels between two offsets that stand in no bracket there; `ends` are of PHP's `switch`."""
    code = outline.code
    first = at
    while found := _LABEL.search(code, at, end):
        start, at = found.span()
        if not found.lastindex:
            at = outline.closes.get(start, end) + 1
        elif found[_NESTED]:
            at = max(at, ends.get(start, at))
        elif _starts_statement(code[max(first, start - _LOOK_BACK) : start]):
            colon = _colon(outline, at, end)
            if colon:
                yield _Label(start, (at, colon[0]) if found[1] else (start, at), colon[1])
                at = colon[1]


def _starts_statement(before: bytes) -> bool:
    """Whether a label may stand behind this; in Swift `if a,` leads on to `case b = c`."""
    line = before.rstrip(b" \t")
    return not line or (line[-1] in _BEFORE and not line.rstrip().endswith(b","))


def _colon(outline: Outline, at: int, end: int) -> tuple[int, int] | None:
    """Where the sign that ends a label starts and ends."""
    while sign := _COLON.search(outline.code, at, end):
        start, at = sign.span()
        byte = outline.code[start]
        if byte in _OPEN:
            at = outline.closes.get(start, end) + 1
        elif sign[0] == b":" or (sign[0] == b"->" and outline.language in _ARROWS):
            return sign.span()
        elif byte in _NO_LABEL:
            return None
    return None
