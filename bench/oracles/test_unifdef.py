"""The lines that one macro owns against those that `unifdef -U` removes, in files drawn at random."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.oracles.drawn_directives import nested_chains
from bench.regions.finding import owned_by_directives
from bench.regions.removing import Unit

MACRO = "VAN"
OTHERS = ("BUS", "KIND")
ATOMS = (
    st.sampled_from([MACRO, *OTHERS])
    | st.sampled_from([MACRO, *OTHERS]).map("defined {}".format)
    | st.sampled_from([MACRO, *OTHERS]).map("defined({})".format)
    | st.builds(
        "{} {} {}".format,
        st.sampled_from([MACRO, *OTHERS]),
        st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
        st.sampled_from(["0", "1", "0x2", "03"]),
    )
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: (
        st.builds("!({})".format, inner)
        | st.builds("({}) && ({})".format, inner, inner)
        | st.builds("({}) || ({})".format, inner, inner)
    ),
    max_leaves=4,
)
OPENINGS = (
    st.builds("#if {}\n".format, CONDITIONS)
    | st.builds(f"# if {MACRO} \\\n && ({{}})\n".format, CONDITIONS)
    | st.builds("  #ifdef {} // VAN\n".format, st.sampled_from([MACRO, *OTHERS]))
    | st.builds("#  ifndef {} /* BUS */\n".format, st.sampled_from([MACRO, *OTHERS]))
)
PLAIN = st.sampled_from(
    [
        "int line;\n",
        "\n",
        "/* a\n#ifdef VAN\n*/ int line;\n",
        'char *line = "\\\n#endif\\\n";\n',
        "// a \\\n#else\n",
        "#define VAN \\\n#if VAN\n",
    ]
)
TEXTS = nested_chains(PLAIN, OPENINGS, st.builds("#elif {}\n".format, CONDITIONS))


@pytest.fixture(autouse=True, scope="module")
def unifdef() -> None:
    if not shutil.which("unifdef"):
        pytest.fail("unifdef is missing; .ci/run shows how to install it")


@settings(max_examples=1000, deadline=None)
@given(TEXTS)
def test_a_macro_owns_what_is_removed_without_it(text: str) -> None:
    expected = Unit(text.encode()).expected(MACRO)
    ours = owned_by_directives(text.encode(), "C", MACRO) & expected.code
    assert sorted(ours - expected.apart) == sorted(expected.owned - expected.apart)


def test_an_opening_goes_with_its_branch_and_an_endif_with_the_first() -> None:
    chain = b"#if BUS\na\n#elif VAN\nb\n#else\nc\n#endif\n#ifndef VAN\nd\n#else\ne\n#endif\n"
    assert Unit(chain).expected(MACRO).owned == {3, 4, 10, 11}
    assert Unit(b"#ifdef VAN\na\n#else\nb\n#endif\n").expected(MACRO).owned == {1, 2, 5}


def test_what_unifdef_does_not_evaluate_is_apart() -> None:
    found = Unit(b"#if VAN(1)\na\n#else\nb\n#endif\n#if 0 && BUS\nc\n#endif\nd\n").expected(MACRO)
    assert [each.condition for each in found.undecided] == ["VAN(1)", "0 && BUS"]
    assert found.apart == set(range(1, 9))
