"""Readers of gitignore patterns, with the bounds that keep a hostile one cheap.

pathspec turns a pattern into a regular expression, which is exponential in stars: five in a segment
took 3.6 s against one name of 200 characters, and `*a*/*a*/…`, two in each of many segments, never
ended against `aaa/aaa/…`. What git would take without a word and never match
(`./src`, `src\\core`, `{a,b}`) is refused here with its fix. One table of forbidden forms gives
both the check and the schema.
"""

import re
from collections.abc import Sequence

from variant_budget.domain.dimension import Pattern
from variant_budget.policy_file import nodes
from variant_budget.policy_file.lists import list_of
from variant_budget.policy_file.reading import Reading, shown
from variant_budget.policy_file.rows import Json, Reader
from variant_budget.policy_file.scalars import AS_WRITTEN, text

LONGEST = 200
PLACE = "{variant}"
_WRITTEN = text(words="pattern", most=10_000)

_SET = r"(?<!\\)\[(?![!^]?(?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9_.])+-?\])"
# Each form has an expression that finds it and the fix; the first that is found is told.
_FORBIDDEN = (
    (r"[\x00-\x1f\x7f]", "a pattern is one line without control characters"),
    (r"^\s|\s$", "remove the blanks at its ends"),
    (r"^#", "gitignore takes it for a comment; write \\# for a name that starts with #"),
    (r"^[A-Za-z]:[\\/]", "write the path from the repository's root, such as src/core/"),
    (r"^!?~", "write the path from the repository's root, such as src/core/"),
    (
        r"^!?/(?:home/runner|github/workspace|Users)/",
        "write the path from the repository's root, such as src/core/",
    ),
    (r"\$\{|\$[A-Z]", "variables are not replaced; write the path from the repository's root"),
    (r"^!?\./", "leave out the ./ at its start"),
    (r"(?:^!?|/)\.\.?(?:/|$)", "a path with . or .. never matches; write the path it means"),
    (r"//", "write one slash, not two"),
    (r"\\(?![*?\[\]!#])", "write / between folders, not \\"),
    (r"^!?/?$", "it matches nothing; write a path or a name"),
    (r"^!!", "write one !, not two"),
    (r"\*[^/]*\*[^/]*\*", "use at most two * between slashes"),
    (r"[^/!]\*\*|[^/]!\*\*|\*\*[^/]", "** stands alone between slashes; in a name write one *"),
    (r"\*\*.*\*\*.*\*\*", "use at most two ** in a pattern"),
    (r"\*[^/*]+\*.*/.*\*[^/*]+\*", "use two * in one name of the path only"),
    (r"\{[^{}/]*,[^{}/]*\}", "gitignore patterns know no {a,b}; write one pattern for each"),
    (_SET, "a set such as [a-c] holds letters, digits, _ . and -; write \\[ for the character ["),
)
_FOR_CAPTURES = (
    (r"^!", "a pattern with {variant} cannot start with !"),
    (r"\{variant\}.*\{variant\}", "write {variant} once"),
    (r"\*[^/*]+\*", "use one * in a name of a pattern with {variant}"),
    (
        r"[*?\]]\{variant\}|\{variant\}[*?\[]",
        "put a / or a text between {variant} and the wildcard",
    ),
)
_ELSEWHERE = ((r"\{variant\}", "{variant} may stand only in the paths of a dimension"),)
_NOT_NEGATED = ((r"^!", "it cannot start with !"),)
_LITERAL = (
    (
        r"[*?\[\]\\{}]",
        "an overlay is one folder against another; write their paths without wildcards",
    ),
)

_Forms = tuple[tuple[str, str], ...]


def _pattern(name: str, more: _Forms, *, captures: bool = False) -> Reader[Pattern]:
    forms = [(re.compile(expression), fix) for expression, fix in _FORBIDDEN + more]

    def read(node: nodes.Node, what: str, reading: Reading) -> Pattern | None:
        word = _WRITTEN.read(node, what, reading)
        if word is None:
            return None
        reading.count_pattern(word.location)
        problem = _too_long(word.text)
        if not problem and captures and PLACE not in word.text:
            problem = 'write {variant} where its name stands, such as "src/{variant}/"'
        problem = problem or next((fix for each, fix in forms if each.search(word.text)), "")
        problem = problem or _reversed_range(word.text)
        if problem:
            message = f"pattern {shown(word.text)}: {problem}"
            reading.problem("bad-pattern", word.location, message)
            return None
        return Pattern(word.text, word.location)

    words = "`{variant}` pattern" if captures else "pattern"
    return Reader(read, {"$ref": f"#/$defs/{name}"}, words)


def _too_long(pattern: str) -> str:
    if len(pattern) > LONGEST:
        return f"it has {len(pattern)} characters; at most {LONGEST} are read"
    return ""


def _reversed_range(pattern: str) -> str:
    """A set such as [z-a], which no expression can tell from [a-z]."""
    for found in re.finditer(r"(?<!\\)\[[!^]?([^\]]*)\]", pattern):
        for first, last in re.findall(r"(.)-(.)", found.group(1)):
            if first > last:
                return f"the range {first}-{last} is empty; write {last}-{first}"
    return ""


CAPTURE = _pattern("capture", _FOR_CAPTURES, captures=True)
PATTERN = _pattern("pattern", _ELSEWHERE)
LITERAL = _pattern("overlay", _ELSEWHERE + _NOT_NEGATED + _LITERAL)
GLOB_OF_FILES = _pattern("report", _ELSEWHERE + _NOT_NEGATED)


def _without(forms: _Forms) -> Json:
    found = [{"pattern": expression} for expression, _ in forms]
    return {"not": {"type": "string", "anyOf": found}}


_PATH: Json = {"$ref": "#/$defs/path"}
# What the readers' schemas refer to (schema.py). A schema cannot see a reversed range.
DEFINITIONS: Json = {
    "path": AS_WRITTEN | {"minLength": 1, "maxLength": LONGEST} | _without(_FORBIDDEN),
    "capture": _PATH | {"type": "string", "pattern": r"\{variant\}"} | _without(_FOR_CAPTURES),
    "pattern": _PATH | _without(_ELSEWHERE),
    "overlay": _PATH | _without(_ELSEWHERE + _NOT_NEGATED + _LITERAL),
    "report": _PATH | _without(_ELSEWHERE + _NOT_NEGATED),
}


def refuse_leading_negation(patterns: Sequence[Pattern], reading: Reading) -> None:
    """Note that a list starts with !, where nothing is there yet to take back."""
    if patterns and patterns[0].text.startswith("!"):
        message = (
            f"pattern {shown(patterns[0].text)}: nothing is there yet to take back; "
            "write the patterns that take in before it"
        )
        reading.problem("bad-pattern", patterns[0].location, message)


def starting_without_negation(schema: Json) -> Json:
    """The schema of a list of patterns with that rule."""
    first = schema["items"] | {"allOf": [{"not": {"pattern": "^!", "type": "string"}}]}
    return schema | {"prefixItems": [first]}


def pattern_list(
    *, at_least: int = 0, item: Reader[Pattern] = PATTERN
) -> Reader[tuple[Pattern, ...]]:
    """A list of patterns; the last that matches a path decides, ! takes back."""
    plain = list_of(item, of="patterns", at_least=at_least)

    def read(node: nodes.Node, what: str, reading: Reading) -> tuple[Pattern, ...] | None:
        patterns = plain.read(node, what, reading)
        refuse_leading_negation(patterns or (), reading)
        return patterns

    return Reader(read, starting_without_negation(plain.schema), f"list of {item.words}s")


PATTERNS = pattern_list()
