"""The most complex functions of the variants that are over a complexity limit."""

from typing import NamedTuple

from variant_budget.domain.function import Function, FunctionLine
from variant_budget.domain.judgement import Judgement

MOST_FUNCTIONS = 5
SIMPLE = 5
"""Up to this complexity a function has grade A: nobody's problem, however much of it there is."""


class _Ranked(NamedTuple):
    """Sorts the most complex function first."""

    less: int
    path: str
    function: Function


def worst_functions(judgement: Judgement, variant: str | None = None) -> tuple[FunctionLine, ...]:
    """The most complex functions of the files that were inspected, of one variant or of all."""
    found = sorted(
        _Ranked(-function.complexity, path, function)
        for path, functions in judgement.functions.items()
        if variant in (None, judgement.inspected[path])
        for function in functions
        if function.complexity > SIMPLE
    )
    if not found:
        return ()
    # radon takes 40 ms to import and is needed for reports with such findings only.
    from variant_budget.tell.grades import grade

    return tuple(
        FunctionLine(
            variant=judgement.inspected[each.path],
            name=each.function.name,
            place=f"{each.path}:{each.function.first}",
            last=each.function.last,
            complexity=str(each.function.complexity),
            grade=grade(each.function.complexity),
        )
        for each in found[:MOST_FUNCTIONS]
    )


def named(lines: tuple[FunctionLine, ...]) -> str:
    """The functions in a sentence: name, lines, complexity and grade."""
    parts = [f"{f.name} ({f.place}-{f.last}, {f.complexity}, {f.grade})" for f in lines]
    return f"Most complex: {', '.join(parts)}." if parts else ""
