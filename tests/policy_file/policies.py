"""Policies as plain data: drawn at random for the laws, and written as YAML."""

from decimal import Decimal
from typing import Any

import yaml
from hypothesis import strategies as st

from variant_budget.policy_file.budget_rows import CODE_METRICS, TEST_METRICS

Plain = dict[str, Any]


class _Dumper(yaml.SafeDumper):
    """Limits as decimal text; nothing shared between two places becomes an alias."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's name
        return True


def _decimal(dumper: _Dumper, value: Decimal) -> yaml.ScalarNode:
    text = f"{value:f}"
    kind = "float" if "." in text else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


_Dumper.add_representer(Decimal, _decimal)


def dump(plain: object, *, flow: bool = False) -> bytes:
    """Plain data as YAML that the reader takes."""
    return yaml.dump(
        plain,
        Dumper=_Dumper,
        default_flow_style=flow,
        allow_unicode=True,
        encoding="utf-8",
        sort_keys=False,
    )


# Names that YAML readers like to take for something else are among them; they get quotes.
NAMES = st.sampled_from(
    ["truck", "van", "TRUCK", "a-b", "x_y.z", "2024", "1.10", "on", "no", "null", "0", "1e3", "_b"]
).map(lambda name: name.lstrip("_"))
_WORDS = st.sampled_from(["src", "lib", "Core", "_x", "vehicles", "a1", "test"])
_SEGMENTS = st.one_of(
    _WORDS, st.sampled_from(["*", "*.c", "lib*_x*", "a?", "[a-c]x", "[!0-9_]*", "ä b", "x.y", "**"])
)


@st.composite
def _paths(draw: st.DrawFn) -> str:
    segments = draw(st.lists(_SEGMENTS, min_size=1, max_size=4))
    for segment, most in (("**", 2), ("lib*_x*", 1)):
        while segments.count(segment) > most:
            segments.remove(segment)
    return draw(st.sampled_from(["", "/"])) + "/".join(segments) + draw(st.sampled_from(["", "/"]))


PATTERNS = _paths()
PATTERN_LISTS = st.builds(
    lambda first, rest: [first, *rest],
    PATTERNS,
    st.lists(st.one_of(PATTERNS, PATTERNS.map("!{}".format)), max_size=3),
)
_CAPTURES = st.builds(
    "{}/{}{{variant}}{}".format, _WORDS, st.sampled_from(["", "x_"]), st.sampled_from(["/", ".c"])
)
_SYMBOLS = st.lists(
    st.one_of(_WORDS, st.sampled_from(['"truck"', "Class.TRUCK", "TYPE(A, B)"])),
    unique=True,
    max_size=2,
)
_FOLDERS = st.builds("{}/{}/".format, _WORDS, _WORDS)
_GLOBS = st.sampled_from(["*", "truck_*", "*[truck]", "a?c*", "**x**"])
_ALIASES = st.lists(st.sampled_from(["*", "truck_*", "v.?-*"]), unique=True, max_size=2)


def _limit(most: int = 100) -> st.SearchStrategy[Decimal]:
    return st.integers(0, most * 10_000).map(lambda n: Decimal(n) / 10_000)


def _some(required: Plain, optional: Plain) -> st.SearchStrategy[Plain]:
    return st.fixed_dictionaries(required, optional=optional)


@st.composite
def dimensions(draw: st.DrawFn) -> Plain:
    """A dimension whose own references hold."""
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    captures = draw(st.booleans())
    symbols = iter(draw(st.permutations([f"SYMBOL_{n}" for n in range(12)])))
    variants = {}
    for position, name in enumerate(names):
        paths = st.lists(st.one_of(PATTERNS, _overlays(name)), max_size=2)
        own = draw(_some({}, {"paths": paths, "symbols": st.just([next(symbols), f"is_{name}()"])}))
        if position:
            own |= draw(_some({}, {"implies": st.just([names[position - 1]])}))
        if captures:
            own |= draw(_some({}, {"aliases": _ALIASES}))
        variants[name] = own or draw(st.sampled_from([{}, None]))
    dimension: Plain = draw(
        _some(
            {"paths": st.lists(_CAPTURES, min_size=1, max_size=2)} if captures else {},
            {"shared": PATTERN_LISTS, "complete": st.booleans()},
        )
    )
    if captures:
        dimension |= draw(_some({}, {"not_variants": st.just(["not-a-variant"])}))
    if not captures or draw(st.booleans()):
        dimension["variants"] = variants
        group = _some(
            {"of": st.lists(st.sampled_from(names), min_size=1, unique=True)},
            {"paths": PATTERN_LISTS},
        ).map(lambda plain: plain | {"symbols": ["GROUP"]})
        dimension |= draw(_some({}, {"groups": group.map(lambda plain: {"a-group": plain})}))
        dimension |= draw(_some({}, {"ignore_symbols": st.just(["NEVER"])}))
    return dimension


def _overlays(name: str) -> st.SearchStrategy[Plain]:
    return st.builds(
        lambda base: {"path": f"copies/{name}/", "overlay_of": base}, _FOLDERS.map("base/{}".format)
    )


def _budget(metrics: tuple[str, ...], variants: list[str]) -> st.SearchStrategy[Plain]:
    """Limits in order: soft from 0 to 50, hard from 50 to 100."""
    hard = _limit(50).map(lambda value: value + 50)
    own = _some({"hard_limit": hard}, {"soft_limit": _limit(50)})
    kinds = st.lists(st.sampled_from(["hard", "soft", "trend"]), unique=True, max_size=3)
    optional: Plain = {
        "soft_limit": _limit(50),
        "trend_limit": _limit(),
        "exclusions": PATTERN_LISTS,
        "metrics": st.lists(st.sampled_from(metrics), min_size=1, unique=True),
        "relative_to": st.sampled_from(["product", "common"]),
        "total_limit": _limit(),
        "existing_breaches": st.sampled_from(["block", "tolerate"]),
        "enforce": _some({}, {"default": kinds}),
    }
    if variants:
        optional["variants"] = st.dictionaries(st.sampled_from(variants), own, min_size=1)
    return _some({"hard_limit": hard}, optional)


@st.composite
def policies(draw: st.DrawFn) -> Plain:
    """A policy that is right in every respect."""
    given = draw(st.dictionaries(NAMES, dimensions(), min_size=1, max_size=3))
    policy: Plain = {"version": 1, "dimensions": given}
    artifacts: Plain = draw(st.sampled_from([{}, {"screens": {"files": ["ui/"]}}]))
    known = (*CODE_METRICS, *artifacts)
    for name, dimension in given.items():
        variants = sorted(dimension.get("variants", ["free"]))
        floor = st.one_of(st.just("shared"), _limit())
        budget = draw(_budget(known, variants)) | draw(_some({}, {"coverage_floor": floor}))
        policy[f"{name}_budget"] = budget
    policy |= draw(_some({}, _sections(given)))
    if artifacts:
        policy["artifacts"] = artifacts | draw(_some({}, {"policy_rules": _ARTIFACT}))
    return policy


_ARTIFACT = st.one_of(
    st.just({"files": ["rules/**"], "entries": "spec.rules"}),
    st.just({"files": ["rules/**"], "matches": "^rule "}),
    st.just({"files": ["rules/**", "!rules/old/"], "functions": "rule_*"}),
)


def _sections(given: Plain) -> Plain:
    lists = dict.fromkeys(("exclude", "tests", "test_data", "config", "manifests"), PATTERN_LISTS)
    rule = _some({}, {"limit": _limit(), "then": st.sampled_from(["warn", "fail"])})
    tests = _budget(TEST_METRICS, []).flatmap(
        lambda budget: _some(
            {key: st.just(value) for key, value in budget.items()},
            {
                "dimensions": st.lists(st.sampled_from(sorted(given)), min_size=1, unique=True),
                "time_tolerance": st.integers(0, 1000),
                "min_seconds": st.integers(0, 1000),
                "require_evidence": st.booleans(),
                "attribute_by": st.sampled_from(["path", "execution"]),
            },
        )
    )
    return {
        "files": _some({}, lists | {"product": PATTERN_LISTS}),
        "unattributed": _some({}, {"code": rule, "tests": rule}),
        "undecided": st.sampled_from(["warn", "fail"]),
        "releases": st.just({"tags": "v*"}),
        "test_budget": tests,
        "tests": _tests(given),
        "cost": st.just({"currency": "USD", "per_minute": {"linux": Decimal("0.000001")}}),
        "ccb": _some(
            {},
            {
                "label": _WORDS,
                "assignees": st.just(["octocat"]),
                "approval_label": _WORDS,
                "approvers": st.just(["octocat", "@org/ccb"]),
                "review_every": st.just("90d"),
            },
        ),
    }


def _tests(given: Plain) -> st.SearchStrategy[Plain]:
    pairs = [(name, each) for name in sorted(given) for each in given[name].get("variants", ["x"])]
    report = st.sampled_from(pairs).flatmap(
        lambda pair: _some(
            {
                "glob": st.just("results/**"),
                "dimension": st.just(pair[0]),
                "variant": st.just(pair[1]),
            },
            {"runner": st.just("linux")},
        )
    )
    names = st.sampled_from(pairs).map(lambda pair: {pair[0]: {pair[1]: ["*[truck]", "t?"]}})
    return _some({}, {"reports": st.lists(report, max_size=2), "names": names})
