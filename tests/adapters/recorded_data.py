"""coverage.py's own data, as coverage.py writes it."""

from pathlib import Path

from coverage import CoverageData

from variant_budget.domain.evidence import Source


def written(path: Path, rows: dict[str, dict[str, list[int]]], arcs: bool = False) -> str:
    """Data as coverage.py writes it: context -> file -> lines."""
    data = CoverageData(str(path))
    for context, files in rows.items():
        data.set_context(context)
        if arcs:
            data.add_arcs({name: [(-1, n) for n in lines] for name, lines in files.items()})
        else:
            data.add_lines(files)
    data.write()
    data.close(force=True)
    return str(path)


def file_source(path: Path | str) -> Source:
    """The bytes of a file, in pieces."""
    return lambda: [Path(path).read_bytes()]
