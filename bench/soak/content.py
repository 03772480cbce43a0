"""Random content: source in several languages, attributes, policies, exceptions."""

from random import Random

SUFFIXES = ("py", "c", "h", "cpp", "java", "go", "js", "ts", "rs", "sh", "rb", "html", "md", "json")
VARIANTS = ("van", "truck", "bus", "tram", "common", "van_long", "Van")
_LINES = {
    "py": (
        "def f{n}(a):",
        "    if a and {n}:",
        "        return {n}",
        "class C{n}: pass",
        "# {n}",
        '    if kind == "truck" or a == {n}:',
        "class C{n}Adapter: pass",
    ),
    "c": (
        "int f{n}(int a) {{",
        "  if (a && {n}) return 1;",
        "}}",
        "#ifdef V{n}",
        "#if defined(V3) || A{n}",
        "#else",
        "#endif",
        "/* {n} */",
    ),
    "java": ("class C{n} {{", "  int f{n}() {{ return a ? {n} : 1; }}", "}}", "// {n}", "/*", "*/"),
    "go": ("func f{n}() {{", "\tif a || {n} > 1 {{", "\t}}", "}}", "type T{n} struct {{}}", "`{n}"),
    "js": (
        "function f{n}() {{",
        "  return a && /x{n}/;",
        "}}",
        "class C{n} {{}}",
        "`{n}`;",
        "// {n}",
    ),
    "sh": ("f{n}() {{", "  if true; then echo {n}; fi", "}}", "# {n}", "cat <<E", "E"),
    "rb": ("def f{n}", "  return {n} if a", "end", "class C{n}; end", "# {n}"),
    "html": ("<p>{n}</p>", "<script>", "function f{n}() {{}}", "</script>", "<!-- {n} -->"),
    "md": ("text {n}", "", "# {n}"),
}
_LIKE = {"h": "c", "cpp": "c", "ts": "js", "rs": "go", "json": "md"}
_ODD = (
    b"",
    b"\n",
    b"\0a = 1\n",
    b"\xef\xbb\xbfa = 1\n",
    b"a = '\xff'\n",
    b"x" * 3000,
    b"a = 1\r\nb = 2\r\n",
)


def source(random: Random, suffix: str) -> bytes:
    """A file of some lines, with or without a line end; now and then an odd one."""
    if random.random() < 0.04:
        return random.choice(_ODD)
    text = "\n".join(line(random, suffix) for _ in range(random.randint(1, 12)))
    return text.encode() + random.choice((b"\n", b"\n", b"\n", b""))


def line(random: Random, suffix: str) -> str:
    """One line of a language."""
    lines = _LINES.get(_LIKE.get(suffix, suffix), _LINES["md"])
    return random.choice((*lines, "", "a = {n}")).format(n=random.randint(1, 40))


def marked(random: Random, suffix: str, variant: str) -> bytes:
    """Some lines in a mark, to stand at the top of a file, where no string and no comment is open."""
    comment = {"py": "#", "sh": "#", "rb": "#"}.get(suffix, "//")
    rows = [f"{comment} variant-budget: begin vehicle={variant}"]
    rows += ["a = 1"] * random.randint(0, 3)
    return "\n".join([*rows, f"{comment} variant-budget: end\n"]).encode()


def attributes(random: Random) -> bytes:
    """A .gitattributes file."""
    places = ("*.js", "vendor/", "/core/", "**/van/*", "gen_*", "*", "lib/*.py", "truck/**")
    states = (
        "linguist-generated",
        "-linguist-generated",
        "linguist-vendored",
        "!linguist-vendored",
    )
    return "".join(
        f"{random.choice(places)} {random.choice(states)}\n" for _ in range(random.randint(0, 3))
    ).encode()


def policy(random: Random) -> bytes:
    """A policy with one or two dimensions; nearly always a valid one."""
    some = random.choice
    files = [
        some(("", "  exclude: [vendor/]\n", '  exclude: ["*.js", "**/van/gen_*"]\n')),
        some(("", "", '  product: ["src/", "lib/"]\n')),
        some(("", "", '  tests: ["tests/"]\n', '  tests: ["*.py"]\n')),
        some(("", "", '  test_data: ["fixtures/"]\n', '  config: ["**/conf/", "*.json"]\n')),
    ]
    text = "version: 1\n" + ("files:\n" + "".join(files) if any(files) else "")
    text += some(("", "", "unattributed: {code: {limit: 1, then: fail}}\n"))
    text += some(("", "", "undecided: fail\n"))
    text += "dimensions:\n" + _vehicle(random)
    two = random.random() < 0.5
    if two:
        text += f"  region: {{paths: [{some(_REGIONS)}]}}\n"
    return (text + _budget(random, "vehicle") + (_budget(random, "region") if two else "")).encode()


_PATHS = ('"src/vehicles/{variant}/"', '"**/vehicles/{variant}/"', '"src/vehicles/{variant}/**"')
_REGIONS = ('"**/regions/{variant}/"', '"src/regions/{variant}.*"', '"*/regions/{variant}/"')


def _vehicle(random: Random) -> str:
    some = random.choice
    return (
        f"  vehicle:\n    paths: [{some(_PATHS)}]\n"
        + some(("", "    not_variants: [common]\n"))
        + some(("", "", '    shared: ["src/core/", "lib/"]\n'))
        + some(
            (
                "",
                "",
                '    variants: {truck: {aliases: ["tr*"]}}\n',
                "    variants: {van: {paths: [lib/van/]}}\n",
                "    variants: {bus: {paths: [{path: src/road/, overlay_of: src/core/}]}}\n",
                "    variants: {bus: {paths: [{path: lib/, overlay_of: src/}], symbols: [V3]}}\n",
                "    variants: {truck: {symbols: [V1, V2, '\"truck\"']}, bus: {symbols: [V3]}}\n",
            )
        )
        + some(("", "", "    complete: true\n"))
        + some(
            (
                "",
                "",
                "    groups: {road: {of: [van, truck], paths: [src/road/]}}\n",
                "    groups: {road: {of: [van, truck], symbols: [V4, V5]}}\n",
            )
        )
    )


def _budget(random: Random, dimension: str) -> str:
    some = random.choice
    hard = random.randint(0, 1000) / 10
    return (
        f"{dimension}_budget:\n  hard_limit: {hard}\n"
        + some(("", f"  soft_limit: {hard / 2:.2f}\n"))
        + some(("", "  trend_limit: 0.5\n"))
        + some(("", "  relative_to: common\n"))
        + some(("", "  total_limit: 40\n"))
        + some(("", '  exclusions: ["gen_*"]\n', '  exclusions: ["src/vehicles/van/"]\n'))
        + some(("", "  existing_breaches: tolerate\n"))
        + some(
            (
                "",
                "  metrics: [lines_of_code]\n",
                "  metrics: [function_count, class_count]\n",
                "  metrics: [lines_of_code, integration_adapters, config_entries]\n",
            )
        )
    )


DAYS = ("2026-11-24", "2026-11-25", "2026-11-26")
_EXCEPTION = """\
  - id: EX-{number}
    budget: {budget}
    variant: {variant}
    metric: {metric}
    limit: hard
    ceiling: {ceiling}
    reason: drawn by chance
    approved_by: "@board"
    approved_on: {first}
    expires_on: {last}
    ticket: CCB-{number}
    refactoring_plan: https://example.com/plans/{number}
"""


def exceptions(random: Random) -> bytes:
    """Up to three exceptions that begin and end on one of the days of a soak; mostly valid ones."""
    variants = random.sample(VARIANTS, random.randint(0, 3))
    rows = [
        _EXCEPTION.format(
            number=number,
            budget="vehicle" if random.random() < 0.95 else "region",
            variant=variant,
            metric="all" if random.random() < 0.95 else "lines_of_code",
            ceiling=random.randint(0, 100),
            first=random.choice(DAYS[:2]),
            last=random.choice(DAYS[1:]),
        )
        for number, variant in enumerate(variants)
    ]
    return f"version: 1\nexceptions:{'' if rows else ' []'}\n{''.join(rows)}".encode()
