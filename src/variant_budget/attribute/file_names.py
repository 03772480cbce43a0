"""Conditions that a file's name states: Go's `_linux.go` (`go help buildconstraint`)."""

from collections.abc import Collection

from variant_budget.domain.regions import Branch, Condition, Regions, Sort, Stretch

# As in go/build/syslist.go: what may stand last in a name, and before the last.
_SYSTEMS = frozenset(
    [
        "aix",
        "android",
        "darwin",
        "dragonfly",
        "freebsd",
        "hurd",
        "illumos",
        "ios",
        "js",
        "linux",
        "nacl",
        "netbsd",
        "openbsd",
        "plan9",
        "solaris",
        "wasip1",
        "windows",
        "zos",
    ]
)
_MACHINES = frozenset(
    [
        "386",
        "amd64",
        "amd64p32",
        "arm",
        "arm64",
        "arm64be",
        "armbe",
        "loong64",
        "mips",
        "mips64",
        "mips64le",
        "mips64p32",
        "mips64p32le",
        "mipsle",
        "ppc",
        "ppc64",
        "ppc64le",
        "riscv",
        "riscv64",
        "s390",
        "s390x",
        "sparc",
        "sparc64",
        "wasm",
    ]
)


def named_branch(path: str, language: str, symbols: Collection[str]) -> Branch | None:
    """The condition that the name of a file states of these symbols; None where it states none."""
    if language != "Go" or not symbols:
        return None
    name = path.rpartition("/")[2].removesuffix(".go").removesuffix("_test")
    # The first word is none: `linux.go` is a plain file.
    words = name.split("_")[1:]
    last = words[-1:] if words and words[-1] in _SYSTEMS | _MACHINES else []
    if last and last[0] in _MACHINES and words[-2:-1] and words[-2] in _SYSTEMS:
        last = words[-2:]
    said = [Condition(Sort.SYMBOL, (word,)) for word in last if word in symbols]
    if not said:
        return None
    unknown = [Condition(Sort.UNKNOWN, (word,)) for word in last if word not in symbols]
    return Branch(1, f"the name of {name}.go", Condition(Sort.ALL, (*said, *unknown)))


def under(regions: Regions, branch: Branch, lines: int) -> Regions:
    """These regions and all other lines of their file under one more condition."""
    at = len(regions.branches)
    found, line = [], 1
    for each in regions.stretches:
        if line < each.first:
            found.append(Stretch(line, each.first - 1, (at,)))
        found.append(each._replace(branches=(*each.branches, at)))
        line = each.last + 1
    if line <= lines:
        found.append(Stretch(line, lines, (at,)))
    return Regions((*regions.branches, branch), tuple(found), regions.troubles)
