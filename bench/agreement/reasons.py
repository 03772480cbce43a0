"""Why a function of radon or lizard is not equal to ours, where its text proves it.

Each rule counts in the text how much it makes one tool find more than the other. A reason is given
only where one rule, or all of them together, account for the whole difference.
"""

import ast
import re
from typing import NamedTuple

from variant_budget.domain.function import Function
from variant_budget.measure.decisions import decision_offsets
from variant_budget.measure.lexing import code_of
from variant_budget.measure.text import is_binary, text_of


class Their(NamedTuple):
    """A function of the other tool; `line` is the one by which it is looked for among ours."""

    line: int
    first: int
    complexity: int
    name: str


class Unequal(NamedTuple):
    """`ours` is None where we have no function there; `reason` is empty where no rule knows one."""

    path: str
    their: Their
    ours: int | None
    reason: str


FIELDS = "ours, by definition: radon counts decisions in the fields of f-strings"
GUARDS = "ours: the `if` of a `case` is a decision, radon leaves it out"
ASSIGNED = "ours: lizard takes `&&` for a reference where `=` follows it, `a && (b = c)`"
HEAD = "ours: `#if`, `?`, `&&` and `||` between a function's name and its body are its own"
WILDCARD = "ours: lizard takes the wildcard of `A<?>` for a condition"
BODY_REFERENCE = "ours: lizard takes the reference `auto&&` or `A&&` for a condition"
INNER = "ours: what an inner function decides counts there, for lizard here"

_ASSIGNED = re.compile(rb"&&(?>(?:==|[!<>+*/|^%-]=|[^=;{})])*)=(?!=)")
_CONDITION = re.compile(rb"\n[ \t]*#[ \t]*(?:if|ifdef|elif)\b")
_DIRECTIVE = re.compile(rb"\n[ \t]*#[^\n]*")
# Not the braces of `a{1}` in a constructor's initialisers.
_BODY = re.compile(rb"(?<!\w)\{")
# A reference: no decision for either.
_PARAMETER = re.compile(rb"\w && \w+\s*[,)]")
_WILDCARD = re.compile(rb"\?\s*+(?:[>,]|extends\b|super\b)")


def reason(
    language: str, data: bytes, ours: tuple[Function, ...], mine: Function | None, their: Their
) -> str:
    """Who is right and why; empty if no rule tells."""
    if language == "Python":
        return _of_python(data, mine, their) if mine else ""
    lines = code_of(text_of(data), language).split(b"\n")
    if mine is None:
        return _of_missing(data, b"\n".join(lines[their.first : their.line + 1]), their)
    if mine.name.rpartition("::")[2] not in their.name:
        return ""  # Another function, which ends on the same line.
    text = b"\n".join([b"", *lines[mine.first : mine.last + 1]])
    inner = sum(
        each.complexity - 1 for each in ours if mine.first < each.first and each.last <= mine.last
    )
    return _told(_rules(language, text, inner), mine.complexity - their.complexity)


def _rules(language: str, text: bytes, inner: int) -> dict[str, int]:
    """Reason -> how much more it makes us count than lizard."""
    body_at = _BODY.search(text)
    opens = body_at.start() if body_at else len(text)
    head, body = text[:opens], text[opens:]
    conditions = len(_CONDITION.findall(head))
    head = _DIRECTIVE.sub(b"", head)
    rule = "java" if language == "Java" else "c"
    rules = {
        ASSIGNED: len(_ASSIGNED.findall(text)),
        HEAD: conditions + len(decision_offsets(head, rule)),
        INNER: -inner,
    }
    if language == "C++":
        rules[HEAD] -= len(_PARAMETER.findall(head))
        ours = sum(body[offset : offset + 2] == b"&&" for offset in decision_offsets(body, "c"))
        rules[BODY_REFERENCE] = ours - body.count(b"&&")
    if language == "Java":
        rules[WILDCARD] = -len(_WILDCARD.findall(body))
    return {rule: count for rule, count in rules.items() if count}


def _told(rules: dict[str, int], difference: int) -> str:
    """The one rule that accounts for the difference, or all."""
    for rule, count in rules.items():
        if count == difference:
            return rule
    return "; ".join(rules) if sum(rules.values()) == difference else ""


def _of_missing(data: bytes, text: bytes, their: Their) -> str:
    if is_binary(data):
        return "ours, by definition: the file holds NUL bytes, which makes it binary, as for git"
    name = their.name.rpartition("::")[2]
    if name in {"if", "decltype", "__attribute__"}:
        return f"ours: `{name}` names no function"
    named = re.escape(name.encode())
    if re.search(rb"new\s+%s\s*\(" % named, text):
        return "ours: an anonymous class is no function"
    if re.search(rb"@%s\s*\(" % named, text):
        return "ours: an annotation is no function"
    if re.search(rb"\bdefault\b[^;]*\{", text):
        return "ours: an annotation's element has a value in braces, and no body"
    return ""


def _of_python(data: bytes, mine: Function, their: Their) -> str:
    found = (
        node
        for node in ast.walk(ast.parse(data))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.lineno == mine.first
    )
    function = next(found, None)
    if function is None:
        return ""
    fields = {
        inner: _decisions(inner)
        for field in ast.walk(function)
        if isinstance(field, ast.FormattedValue)
        for inner in ast.walk(field)
    }
    guards = sum(
        isinstance(node, ast.match_case) and node.guard is not None for node in ast.walk(function)
    )
    rules = {FIELDS: -sum(fields.values()), GUARDS: guards}
    return _told(
        {rule: count for rule, count in rules.items() if count}, mine.complexity - their.complexity
    )


def _decisions(node: ast.AST) -> int:
    """What radon counts for one node inside of an expression."""
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    return int(isinstance(node, ast.IfExp | ast.Lambda))
