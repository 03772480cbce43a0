"""Rules of Rego, as OPA's own parser lists them: every definition, its chained bodies one each.

A statement ends with its line, unless a bracket is open or what comes next goes on with it. All
but `package` and `import` define: complete and partial rules, functions, constants, defaults.
"""

import re
from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.text import code_in, units_at

_TOKEN = re.compile(rb"\n|[\w\x80-\xff]++|[()\[\]{}]|[:=!<>]=|[^\s\w]")
_NO_RULE = frozenset({b"package", b"import"})
_OPENS = frozenset(b"([{")
_CLOSES = frozenset(b")]}")
# What may stand at the end of a line, or at the start of the next one, within one statement.
_INFIX = frozenset(b":= = == != < <= > >= + - * / % & | , . in if contains else with as".split())
_ENDS_OPEN = _INFIX | {b"default", b"package", b"import", b"not", b"some", b"every"}
# In blanked code a string starts with `'`; a line that starts with `"` is inside of one.
_STARTS_FURTHER = _INFIX | {b"{", b'"'}


def rego_rules(data: bytes) -> Iterator[Unit]:
    """One unit for each rule, where it starts; none in binary files."""
    code = code_in(data, "Rego")
    if code is not None:
        yield from units_at(code, _rules(code))


def _rules(code: bytes) -> Iterator[int]:
    """The offset of each rule."""
    depth = 0
    first = previous = b""
    ended = True
    for found in _TOKEN.finditer(code):
        token = found[0]
        if token == b"\n":
            ended = ended or (depth <= 0 and (previous not in _ENDS_OPEN or first in _NO_RULE))
            continue
        if depth <= 0 and ended and token not in _STARTS_FURTHER:
            first = token
            if token not in _NO_RULE and token[0] not in _CLOSES:
                yield found.start()
        elif depth <= 0 and token == b"{" and previous == b"}" and first not in _NO_RULE:
            # `allow { … } { … }` is two rules.
            yield found.start()
        ended = False
        depth = max(0, depth + (token[0] in _OPENS) - (token[0] in _CLOSES))
        previous = token
