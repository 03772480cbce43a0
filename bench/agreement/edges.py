"""The edge cases of tests/measure, whose lines are marked by hand, as scc and cloc count them."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.agreement.cloc import by_cloc
from bench.agreement.scc import by_scc
from tests.measure.drawn_lines import code_lines
from tests.measure.edge_cases import EDGE_CASES, EdgeCase
from variant_budget.measure.facts import measure_blob
from variant_budget.measure.languages import LANGUAGE

Counter = Callable[[Path], dict[str, int]]


def edges_table() -> list[str]:
    """How many cases each counter has right; a file that one does not count is none of its cases."""
    names = list(dict.fromkeys(case.name for case in EDGE_CASES))
    ours: list[bool | None] = [
        code_lines(measure_blob(case.data, case.language).code) == case.code for case in EDGE_CASES
    ]
    columns = [ours, _right(by_scc), _right(by_cloc)]
    return [
        "| case | languages | ours | scc | cloc |",
        "|---|--:|--:|--:|--:|",
        *(_row(name, [case.name == name for case in EDGE_CASES], columns) for name in names),
        _row("**all**", [True] * len(EDGE_CASES), columns),
    ]


def _row(name: str, chosen: list[bool], columns: list[list[bool | None]]) -> str:
    cells = []
    for column in columns:
        right = [each for each, is_chosen in zip(column, chosen, strict=True) if is_chosen]
        counted = sum(each is not None for each in right)
        cells.append(f"{sum(each is True for each in right)} of {counted}" if counted else "–")
    return f"| {name} | {sum(chosen)} | {' | '.join(cells)} |"


def _right(counter: Counter) -> list[bool | None]:
    """For each case whether the number of lines is right; None where it is not counted."""
    with TemporaryDirectory() as folder:
        paths = []
        for index, case in enumerate(EDGE_CASES):
            path = Path(folder) / str(index) / _file_name(case)
            path.parent.mkdir()
            path.write_bytes(case.data)
            paths.append(path.relative_to(folder).as_posix())
        found = counter(Path(folder))
    return [
        found[path] == len(case.code) if path in found else None
        for path, case in zip(paths, EDGE_CASES, strict=True)
    ]


def _file_name(case: EdgeCase) -> str:
    row = LANGUAGE[case.language]
    return f"case{row.suffixes.split()[0]}" if row.suffixes else row.files.split()[0]
