"""C++: `A && a` among the parameters of a function is a reference, not a decision."""

import re

from variant_budget.measure.definitions import Definitions
from variant_budget.measure.text import OPEN

_PARAMETER = re.compile(rb"[(,)][^(),=]*?(&&)\s*+\w*+\s*+(?=[,)=])")
# With parentheses two deep; what is deeper is left as it is.
_PARAMETERS = re.compile(rb"\((?>(?:[^()]++|\((?>(?:[^()]++|\([^()]*+\))*)\))*)\)")
_AND = b"&&"


def without_references(code: bytes, found: Definitions, decisions: list[int]) -> list[int]:
    """The decisions that are none of these references."""
    if _AND not in code:
        return decisions
    references: set[int] = set()
    for start, body in zip(found.functions, found.bodies, strict=True):
        head = code[start:body]
        if _AND in head and (listed := _PARAMETERS.match(head, head.find(OPEN))):
            references.update(
                start + listed.start() + match.start(1) for match in _PARAMETER.finditer(listed[0])
            )
    return [offset for offset in decisions if offset not in references] if references else decisions
