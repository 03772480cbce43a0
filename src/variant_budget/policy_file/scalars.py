"""Readers of single values: numbers, flags, words, names, texts, globs, dates."""

import re
from datetime import date
from fractions import Fraction
from typing import TypeVar

from variant_budget.domain.budget import Limit
from variant_budget.policy_file import nodes
from variant_budget.policy_file.reading import Reading, bad_name, meant, shown, wrong_type
from variant_budget.policy_file.rows import NAME, Json, Reader, Word

L = TypeVar("L", bound=str)

# What a text may be to a YAML reader that resolves it; the text itself is read as written.
AS_WRITTEN: Json = {"type": ["string", "number", "boolean"]}

_WORDS_FOR_TRUE = frozenset(("true", "yes", "on", "y"))
_WORDS_FOR_FALSE = frozenset(("false", "no", "off", "n"))
_NAME = re.compile(NAME)
_TEXT_LENGTH = 2_000
_GLOB_LENGTH = 200
_GLOB_STARS = 4


def decimal(*, most: int, decimals: int, words: str) -> Reader[Limit]:
    """A number from 0 to `most`, read as decimal text: no binary fraction touches a limit."""
    expression = re.compile(rf"(0|[1-9][0-9]*)(\.[0-9]{{1,{decimals}}})?")
    example = "5.0" if most >= 5 else "0.5"

    def read(node: nodes.Node, what: str, reading: Reading) -> Limit | None:
        if not isinstance(node, nodes.Scalar) or node.is_null:
            wrong_type(node, what, f"write a number, such as {example}", reading)
            return None
        if expression.fullmatch(node.text) and len(node.text) <= 20:
            value = Fraction(node.text)
            if not node.plain:
                message = f"{what} is a text; write {node.text} without quotes"
                reading.problem("wrong-type", node.location, message)
            elif value > most:
                message = f"{what} is {node.text}; it must be 0 to {most}"
                reading.problem("out-of-range", node.location, message)
            else:
                return Limit(value, node.location)
            return None
        message = (
            f"{what} is {shown(node.text)}; write a number from 0 to {most} "
            f"with at most {decimals} decimals, such as {example}"
        )
        reading.problem("bad-number", node.location, message)
        return None

    return Reader(
        read,
        {"type": "number", "minimum": 0, "maximum": most},
        words,
        refused=lambda location: Limit(Fraction(0), location),
    )


PERCENT = decimal(most=100, decimals=4, words="percent, 0 to 100")
POINTS = decimal(most=100, decimals=4, words="points, 0 to 100")


def percent_or(word: str) -> Reader[Limit | str]:
    """A percentage or one word."""

    def read(node: nodes.Node, what: str, reading: Reading) -> Limit | str | None:
        if isinstance(node, nodes.Scalar) and node.text == word:
            return word
        return PERCENT.read(node, what, reading)

    schema = {"anyOf": [PERCENT.schema, {"const": word}]}
    return Reader(read, schema, f"{PERCENT.words}, or `{word}`")


def whole(*, least: int, most: int, words: str) -> Reader[int]:
    """A whole number in a range, both ends included."""

    def read(node: nodes.Node, what: str, reading: Reading) -> int | None:
        if isinstance(node, nodes.Scalar) and re.fullmatch(r"0|[1-9][0-9]{0,8}", node.text):
            if not node.plain:
                message = f"{what} is a text; write {node.text} without quotes"
                reading.problem("wrong-type", node.location, message)
            elif least <= int(node.text) <= most:
                return int(node.text)
            else:
                message = f"{what} is {node.text}; it must be {least} to {most}"
                reading.problem("out-of-range", node.location, message)
        else:
            wrong_type(node, what, f"write a whole number from {least} to {most}", reading)
        return None

    return Reader(read, {"type": "integer", "minimum": least, "maximum": most}, words)


def _flag(node: nodes.Node, what: str, reading: Reading) -> bool | None:
    text = node.text if isinstance(node, nodes.Scalar) else ""
    if isinstance(node, nodes.Scalar) and node.plain and text in ("true", "false"):
        return text == "true"
    fix = "write true or false"
    if text.lower() in _WORDS_FOR_TRUE:
        fix = "write true"
    elif text.lower() in _WORDS_FOR_FALSE:
        fix = "write false"
    wrong_type(node, what, fix, reading)
    return None


FLAG: Reader[bool] = Reader(_flag, {"type": "boolean"}, "`true` or `false`")


def one_of(*choices: L) -> Reader[L]:
    """One of a few words."""

    def read(node: nodes.Node, what: str, reading: Reading) -> L | None:
        if not isinstance(node, nodes.Scalar) or node.is_null:
            wrong_type(node, what, f"write {' or '.join(choices)}", reading)
            return None
        if node.text in choices:
            return node.text
        message = f"{what} is {shown(node.text)}{meant(node.text, choices, 'it may be')}"
        reading.problem("unknown-value", node.location, message)
        return None

    return Reader(read, {"enum": list(choices)}, " or ".join(f"`{each}`" for each in choices))


def _word(node: nodes.Node, what: str, reading: Reading) -> Word | None:
    """A text as written, quotes or not: `1.10` and `on` stay what they are."""
    if isinstance(node, nodes.Scalar) and not node.is_null:
        return Word(node.text, node.location)
    fix = "write a text"
    if isinstance(node, nodes.Mapping) and [each.key for each in node.entries] == ["variant"]:
        fix = 'a text with {variant} needs quotes, such as "src/{variant}/"'
    elif isinstance(node, nodes.Scalar) and node.text:
        fix = f"write {shown(node.text)} in quotes if that is the text"
    wrong_type(node, what, fix, reading)
    return None


def names(what_it_names: str) -> Reader[Word]:
    """A name, as written."""

    def read(node: nodes.Node, what: str, reading: Reading) -> Word | None:
        word = _word(node, what, reading)
        if word is not None and not _NAME.fullmatch(word.text):
            bad_name(word.text, word.location, what_it_names, reading)
            return None
        return word

    schema = AS_WRITTEN | {"pattern": f"^{NAME}$", "minimum": 0}
    return Reader(read, schema, f"{what_it_names}'s name")


def text(
    *, words: str = "text", most: int = _TEXT_LENGTH, must: str = "", fix: str = "", least: str = ""
) -> Reader[Word]:
    """A text that is not blank; `must` is an expression it matches whole, `fix` says it in words.

    `least` is an expression that must be found in it.
    """
    expression = re.compile(must) if must else None
    found_in = re.compile(least) if least else None

    def read(node: nodes.Node, what: str, reading: Reading) -> Word | None:
        word = _word(node, what, reading)
        if word is None:
            return None
        if not word.text.strip():
            reading.problem("empty-value", word.location, f"{what} is blank; write a text")
        elif len(word.text) > most:
            message = f"{what} has {len(word.text):,} characters; at most {most:,} are read"
            reading.problem("too-long", word.location, message)
        elif (expression and not expression.fullmatch(word.text)) or (
            found_in and not found_in.search(word.text)
        ):
            message = f"{what} is {shown(word.text)}; {fix}"
            reading.problem("bad-text", word.location, message)
        else:
            return word
        return None

    schema: Json = {"type": "string"} if must or least else dict(AS_WRITTEN)
    schema |= {"maxLength": most, "pattern": f"^(?:{must})$" if must else least or r"\S"}
    return Reader(read, schema, words)


def _strict(node: nodes.Node, what: str, reading: Reading) -> Word | None:
    if isinstance(node, nodes.Scalar) and not node.is_text:
        wrong_type(node, what, "put it in quotes if that is the symbol", reading)
        return None
    return _SYMBOL_TEXT.read(node, what, reading)


_SYMBOL_TEXT = text(
    most=200, least=r"[^\W\d]", fix="a symbol holds at least one letter or underscore"
)
# Strict: `symbols: [on]` would make every `on` in the code a sign of the variant.
SYMBOL: Reader[Word] = Reader(
    _strict, {"type": "string", "maxLength": 200, "pattern": r"[^\W\d]"}, "symbol"
)


def globs(*, characters: str = "", fix: str = "") -> Reader[Word]:
    """A text with * (any text) and ? (any character); at most four *.

    `characters` is a class of characters that it may hold, `fix` says it in words.
    """
    allowed = re.compile(f"[{characters}]+") if characters else None

    def read(node: nodes.Node, what: str, reading: Reading) -> Word | None:
        word = _word(node, what, reading)
        if word is None:
            return None
        problem = _glob_problem(word.text)
        if not problem and allowed and not allowed.fullmatch(word.text):
            problem = fix
        if problem:
            reading.problem("bad-glob", word.location, f"{what} is {shown(word.text)}; {problem}")
            return None
        return word

    stars = r"(?:\*[^*]*)" + f"{{{_GLOB_STARS + 1}}}"
    schema = AS_WRITTEN | {
        "maxLength": _GLOB_LENGTH,
        "pattern": f"^[{characters}]+$" if characters else r"^\S(?:.*\S)?$",
        "not": {"type": "string", "pattern": stars},
    }
    return Reader(read, schema, "text with `*` and `?`")


def _glob_problem(glob: str) -> str:
    if not glob or glob != glob.strip() or "\n" in glob:
        return "remove the blanks at its ends"
    if len(glob) > _GLOB_LENGTH:
        return f"at most {_GLOB_LENGTH} characters are read"
    if glob.count("*") > _GLOB_STARS:
        return f"use at most {_GLOB_STARS} stars"
    return ""


def _day(node: nodes.Node, what: str, reading: Reading) -> date | None:
    word = _word(node, what, reading)
    if word is None:
        return None
    # fromisoformat alone would take 20261231 and 2026-W53-4 too.
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word.text, re.ASCII):
        try:
            return date.fromisoformat(word.text)
        except ValueError as error:
            message = f"{what} is {word.text}; there is no such day ({error})"
    else:
        message = f"{what} is {shown(word.text)}; write a day as YEAR-MONTH-DAY, such as 2026-12-31"
    reading.problem("bad-date", word.location, message)
    return None


DAY: Reader[date] = Reader(
    _day,
    {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "day, such as `2026-12-31`",
)
