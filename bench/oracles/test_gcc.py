"""Sources drawn at random, against what the compiler's own preprocessor keeps."""

import re
import shutil
import subprocess
from itertools import count, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.oracles.drawn_directives import nested_chains
from tests.measure.region_sources import CALLED, CARRIAGE_RETURNS, CHAIN, IN_STRINGS, NESTED
from tests.measure.told import RELATIONS, lexicon, lines_left_out
from variant_budget.measure.regions import regions_of

_LINE = re.compile(r"\s*int (\w+);")


@pytest.fixture(autouse=True, scope="module")
def gcc() -> None:
    if not shutil.which("gcc"):
        pytest.fail("gcc is missing; .ci/run shows how to install it")


def kept_by_gcc(source: str, values: dict[str, int]) -> set[str]:
    defined = [f"-D{name}={value}" for name, value in values.items() if value]
    command = ("gcc", "-E", "-P", "-w", *defined, "-x", "c", "-")
    done = subprocess.run(command, input=source.encode(), capture_output=True, check=True)
    return {found[1] for line in done.stdout.decode().splitlines() if (found := _LINE.match(line))}


def kept_by_us(source: str, values: dict[str, int]) -> set[str]:
    out = lines_left_out(regions_of(source.encode(), "C", lexicon(*values)), values)
    return {
        found[1]
        for number, line in enumerate(source.splitlines(), 1)
        if number not in out and (found := _LINE.match(line))
    }


@pytest.mark.parametrize(("van", "bus", "truck"), [*product((0, 1), repeat=3)])
@pytest.mark.parametrize(
    "source",
    [NESTED, CHAIN, IN_STRINGS, CARRIAGE_RETURNS, CALLED],
    ids=["nested", "chain", "in strings", "carriage returns", "called"],
)
def test_in_every_world_what_remains_of_a_file_is_what_gcc_keeps(
    source: str, van: int, bus: int, truck: int
) -> None:
    values = {"VAN": van, "BUS": bus, "TRUCK": truck}
    assert kept_by_us(source, values) == kept_by_gcc(source, values) != set()


NAMES = ("VAN", "BUS", "KIND")
VALUES = st.fixed_dictionaries({name: st.integers(0, 3) for name in NAMES})
# `OTHER` is not defined: the atoms with it are false for gcc, and unknown to us.
ATOMS = (
    st.sampled_from([*NAMES, "OTHER", "0", "1", "(2 > 1)", "OTHER > 2", "0x0", "'\\0'", "7 % 7"])
    | st.sampled_from([*NAMES, "OTHER"]).map("defined {}".format)
    | st.sampled_from([*NAMES, "OTHER"]).map("defined({})".format)
    | st.builds(
        "{} {} {}".format,
        st.sampled_from(NAMES),
        st.sampled_from(sorted(RELATIONS)),
        st.sampled_from(["-1", "0", "1", "2u", "0x3", "(1 << 1)", "(3 - 2)"]),
    )
    | st.builds(
        "{} {} {}".format,
        st.sampled_from(["0", "1L", "02", "(4 / 2)"]),
        st.sampled_from(sorted(RELATIONS)),
        st.sampled_from([*NAMES, "(KIND)", "defined(VAN)", "!BUS", "(VAN && BUS)", "(VAN > 1)"]),
    )
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: (
        st.builds("!({})".format, inner)
        | st.builds("{} && {}".format, inner, inner)
        | st.builds("{} || {}".format, inner, inner)
        | st.builds("{} | ({}) && 1".format, inner, inner)
        | st.builds("({} /* || */ \\\n && {})".format, inner, inner)
        | st.builds("({}) {} {}".format, inner, st.sampled_from(["==", "!="]), st.integers(0, 1))
    ),
    max_leaves=6,
)
# A chain without a symbol is left out of regions, so that each holds one.
OPENINGS = (
    st.builds("#if {} || (VAN && 0)\n".format, CONDITIONS)
    | st.builds(" # ifdef {} // a\n".format, st.sampled_from(NAMES))
    | st.builds("%:ifndef {}\n".format, st.sampled_from(NAMES))
)
PLAIN = st.sampled_from(
    [
        "int line;\n",
        'char *a = "\\\n#if VAN\\\n";\n',
        "/*\n#if VAN\n*/\n",
        "// a \\\n#endif\n",
        "#define A \\\n#else\n",
    ]
)
TEXTS = nested_chains(PLAIN, OPENINGS, st.builds("#elif {}\n".format, CONDITIONS))


@given(TEXTS, VALUES)
def test_what_remains_of_a_file_drawn_at_random_is_what_gcc_keeps(
    text: str, values: dict[str, int]
) -> None:
    numbers = count()
    source = re.sub("int line;", lambda _: f"int line{next(numbers)};", text)
    assert kept_by_us(source, values) == kept_by_gcc(source, values)
