"""What holds for the units of any file and any rule."""

import json
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.measure.units.asking import found
from variant_budget.domain.built_in import BUILT_IN
from variant_budget.domain.units import NO_UNITS, Rule, RuleKind, Unit, Units, unpack_units
from variant_budget.measure.languages import language_of
from variant_budget.measure.units.measure import LONGEST_NAME, units_of
from variant_budget.measure.units.trouble import MOST_UNITS

NAMES = (
    "app.py", "App.tsx", "a.rego", "a.yml", "a.json", "a.toml", "a.ini", "a.properties", "a.bpmn",
    "compose.yml", "requirements.txt", "pyproject.toml", "setup.cfg", "package.json", "go.mod",
    "Cargo.toml", "pom.xml", "build.gradle", "a.csproj", "CMakeLists.txt", "conanfile.py",
    "conanfile.txt", "vcpkg.json", "Gemfile", "composer.json", "pubspec.yaml", "environment.yml",
)  # fmt: skip
RULES = tuple(dict.fromkeys(rule for count in BUILT_IN for rule in count.rules))
PIECES = st.sampled_from(
    ["{", "}", "[", "]", "(", ")", "<a>", "</a>", "&", "*a", "&a ", ": ", "- ", "\n", " ", "\t",
     '"', "'", "#", "//", "/*", "=", "\\", "gem 'a'", "require a v1", "dependencies", "class A",
     "implementation 'a:b:1'", "requires = ", "find_package(A)", "apiVersion: v1", "kind: Service",
     "services:", "image: a", "allow if ", "\0", "é", "\ud800", "\r\n", "%", "$", "```", "<!--"]
)  # fmt: skip
HOSTILE = st.one_of(
    st.binary(max_size=200),
    st.lists(PIECES, max_size=40).map(lambda each: "".join(each).encode("utf-8", "surrogatepass")),
)
UNITS = st.builds(
    Units,
    st.lists(
        st.builds(Unit, st.integers(min_value=1, max_value=10**7), st.text(max_size=20)),
        max_size=20,
    ).map(lambda units: tuple(sorted(units))),
    st.text(max_size=30),
    st.integers(min_value=0, max_value=2**62),
)


@given(UNITS)
@example(NO_UNITS)
def test_units_that_are_packed_come_back_as_they_were(units: Units) -> None:
    assert unpack_units(units.pack()) == units


def test_nothing_found_costs_no_bytes() -> None:
    assert NO_UNITS.pack() == b""


@pytest.mark.parametrize(
    "packed",
    [
        b"{}", b"[", b"[1]", b'["",[0]]', b'["",[true]]', b'["",["a"]]', b'["",[[1]]]',
        b'["",[[1,2]]]', b'["",[2,1]]', b'["", [1]]', b'["",[]]', b'["",[[1,""]]]', b"[1,[]]",
        b'["",[1],-1]', b'["",[1],0]', b'["",[1],true]',
        b"[" * 100_000, b"\xff",
    ],
)  # fmt: skip
def test_other_bytes_are_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match="no packed units"):
        unpack_units(packed)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind} {rule.argument}")
def test_an_empty_file_of_any_name_is_no_bug(rule: Rule) -> None:
    for name in NAMES:
        units = units_of(b"", name, language_of(name), rule)
        assert len(units.units) == (rule.kind is RuleKind.FILES), name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind} {rule.argument}")
@settings(deadline=None)
@given(HOSTILE, st.sampled_from(NAMES))
def test_any_bytes_give_units_on_lines_of_the_file_or_say_why_not(
    rule: Rule, data: bytes, name: str
) -> None:
    units = units_of(data, name, language_of(name), rule)
    last = len(data.splitlines()) + 1
    assert list(units.units) == sorted(units.units)
    assert all(1 <= unit.line <= last for unit in units.units)
    assert not (units.units and units.trouble)
    assert units.trouble.isprintable()
    assert unpack_units(units.pack()) == units


BOMB = "\n".join(
    ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))]
).encode()
MERGES = "\n".join(
    ["a0: &a0 {x: 1}", *(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 60))]
).encode()
LARGE = 8_000_000


@pytest.mark.parametrize("data", [BOMB, MERGES], ids=["lists", "merges"])
@pytest.mark.parametrize(
    ("kind", "argument"),
    [
        (RuleKind.CONFIG_ENTRIES, ""),
        (RuleKind.ENTRIES, "a39.a"),
        (RuleKind.ENTRIES, "*.*.*.*"),
        (RuleKind.SERVICES, "compose"),
        (RuleKind.WORKFLOW, "argo"),
    ],
)
def test_aliases_of_aliases_cost_what_they_weigh(
    data: bytes, kind: RuleKind, argument: str
) -> None:
    text = b"apiVersion: argoproj.io/v1\nkind: Workflow\n" + data
    start = perf_counter()
    found(kind, "a.yml", text, argument)
    assert perf_counter() - start < 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.yml", b"[" * 100_000),
        ("a.yml", b"- " * 100_000),
        ("a.json", b'{"a":' * 100_000),
        ("a.toml", b"a = " + b"[" * 100_000),
        ("a.toml", b"a." * 100_000 + b"a = 1"),
    ],
)
def test_deep_nesting_is_trouble(name: str, data: bytes) -> None:
    start = perf_counter()
    assert found(RuleKind.CONFIG_ENTRIES, name, data).trouble
    assert perf_counter() - start < 5


def test_deep_elements_are_trouble() -> None:
    assert "levels deep" in found(RuleKind.DEPENDENCIES, "pom.xml", b"<a>" * 100_000).trouble


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind} {rule.argument}")
def test_a_file_beyond_the_bound_is_trouble_or_one_unit(rule: Rule) -> None:
    names = {
        RuleKind.CLASSES: "a.py",
        RuleKind.FUNCTIONS: "a.py",
        RuleKind.COMPONENTS: "a.tsx",
    }
    name = names.get(rule.kind, "a.yml")
    name = "requirements.txt" if rule.kind is RuleKind.DEPENDENCIES else name
    data = b"apiVersion: argoproj.io/v1 # airflow\nkind: Workflow\n".ljust(LARGE + 1, b"a")
    units = units_of(data, name, language_of(name), rule)
    if rule.kind is RuleKind.FILES:
        assert units.units == (Unit(1),)
    elif rule.kind is RuleKind.SIZE:
        assert units.amount == LARGE + 1
    else:
        assert "at most 8,000,000" in units.trouble


def test_xml_in_another_encoding_has_the_same_bound() -> None:
    data = b"<Project><!-- \xe9 -->".ljust(LARGE, b" ") + b"</Project>"
    rule = next(each for each in RULES if each.kind is RuleKind.DEPENDENCIES)

    assert "at most 8,000,000" in units_of(data, "a.csproj", None, rule).trouble


def test_a_name_beyond_reason_is_cut_and_holds_nothing_invisible() -> None:
    text = json.dumps({"dependencies": {"a\n\u202e" + "b" * 10_000: "1"}}).encode()
    ((_, name),) = found(RuleKind.DEPENDENCIES, "package.json", text).units
    assert len(name) == LONGEST_NAME
    assert name.startswith("npm:a ")
    assert "\n" not in name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("build.gradle", "dependencies {\n" * 20_000),
        ("build.gradle", "x {" * 20_000 + "/*" * 50_000),
        ("build.gradle", '"' * 50_000 + "/*" * 50_000),
        ("Gemfile", "if a\n" * 20_000 + "gem 'a'\n" * 20_000),
        ("Gemfile", "gem 'a', group: [" * 20_000),
        ("Gemfile", "group :a do " * 20_000),
        ("requirements.txt", "a @ " * 50_000),
        ("go.mod", "require (\n" * 20_000),
    ],
)
def test_no_manifest_takes_the_square_of_its_length(name: str, text: str) -> None:
    start = perf_counter()
    found(RuleKind.DEPENDENCIES, name, text.encode())
    assert perf_counter() - start < 3


@pytest.mark.parametrize(
    ("kind", "name", "line"),
    [
        (RuleKind.DEPENDENCIES, "requirements.txt", b"a\n"),
        (RuleKind.DEPENDENCIES, "Gemfile", b"gem 'a'\n"),
        (RuleKind.CONFIG_ENTRIES, "a.ini", b"a\n"),
        (RuleKind.REGO, "a.rego", b"a\n"),
    ],
)
def test_a_file_of_nothing_but_units_is_trouble_beyond_the_bound(
    kind: RuleKind, name: str, line: bytes
) -> None:
    assert len(found(kind, name, line * MOST_UNITS).units) == MOST_UNITS
    assert found(kind, name, line * (MOST_UNITS + 1)).trouble.endswith("more than 100,000 units")
