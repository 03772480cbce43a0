"""Components of user interfaces: React by definition, Angular by decorator, Vue and Svelte by file.

A component of React is a class that extends `Component`, or a function with a capital first letter
that holds JSX or calls `createElement`, wrapped (`memo`, `forwardRef`) or not; and a default export
without a name that does.
"""

import re
from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.text import code_in, units_at

_ONE_A_FILE = (".vue", ".svelte")
_WITH_JSX = (".jsx", ".tsx", ".js", ".mjs", ".cjs")
_TYPED = (".ts", ".tsx", ".mts")
_STORIES = ".stories."

_GROUP = r"\((?>(?:[^()]++|\((?>(?:[^()]++|\((?>(?:[^()]++|\([^()]*+\))*)\))*)\))*)\)"
_TYPES = r"<(?>(?:[^<>()]++|<(?>(?:[^<>()]++|<[^<>()]*+>)*)>)*)>"
_WRAPPERS = rf"(?>(?:[\w$.]++(?:{_TYPES})?\(\s*+){{0,5}})"
_FUNCTION = (
    r"(?:async\s++)?(?:function(?![\w$])|[\w$]++\s*+=>"
    rf"|(?:{_TYPES}\s*+)?{_GROUP}\s*+(?::[^=;{{}}]{{0,300}})?=>)"
)
_DEFINED = re.compile(
    (
        r"(?<![\w$.])(?:"
        r"(?P<class>class\s++[A-Z][\w$]*+\s++extends\s++(?>(?:[\w$]++\.)*)(?:Pure)?Component(?![\w$]))"
        r"|function\s++[A-Z][\w$]*+(?=\s*+[(<])"
        rf"|(?:const|let|var)\s++[A-Z][\w$]*+\s*+(?::[^=;]{{0,300}}+)?=\s*+{_WRAPPERS}{_FUNCTION}"
        rf"|export\s++default\s++{_WRAPPERS}(?:async\s++)?(?:function\s*+(?=\()|{_GROUP}\s*+=>)"
        r")"
    ).encode()
)
_JSX = re.compile(rb"</[\w$>]|/>|(?<![\w$])(?:createElement|jsxs?)\s*+\(")
_DECORATOR = re.compile(rb"@Component\s*+\(")


def ui_components(data: bytes, name: str) -> Iterator[Unit]:
    """One unit for each component of a file; none in stories, in binary and in other files."""
    lower = name.lower()
    if lower.endswith(_ONE_A_FILE):
        yield Unit(1)
        return
    if _STORIES in lower or not lower.endswith(_WITH_JSX + _TYPED):
        return
    code = code_in(data, "TypeScript")
    if code is not None:
        yield from units_at(code, (found.start() for found in _DECORATOR.finditer(code)))
        if lower.endswith(_WITH_JSX):
            yield from units_at(code, _react(code))


def _react(code: bytes) -> Iterator[int]:
    """A definition reaches to the next one: the JSX in between is its own."""
    starts, ends, sure = [], [], []
    for found in _DEFINED.finditer(code):
        starts.append(found.start())
        ends.append(found.end())
        sure.append(found["class"] is not None)
    for at, end, stop, known in zip(starts, ends, [*starts, len(code)][1:], sure, strict=True):
        if known or _JSX.search(code, end, stop):
            yield at
