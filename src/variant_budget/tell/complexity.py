"""The most complex functions of the variants that are over a complexity limit."""

from variant_budget.domain.judgement import Judgement
from variant_budget.domain.summary import FunctionLine

MOST_FUNCTIONS = 5


def worst_functions(judgement: Judgement) -> tuple[FunctionLine, ...]:
    """The most complex functions of each file that was inspected, worst first."""
    if not judgement.functions:
        return ()
    # radon takes 40 ms to import and is needed for reports with such findings only.
    from variant_budget.tell.grades import grade

    found = sorted(
        (
            (-function.complexity, path, function)
            for path, functions in judgement.functions.items()
            for function in functions
        ),
    )
    return tuple(
        FunctionLine(
            variant=judgement.inspected.get(path, ""),
            name=function.name,
            place=f"{path}:{function.first}",
            complexity=str(function.complexity),
            grade=grade(function.complexity),
        )
        for _, path, function in found[:MOST_FUNCTIONS]
    )
