"""JSON and TOML as nodes: what the standard library reads, with lines."""

import json
import tomllib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from variant_budget.measure.units.json_tree import json_document
from variant_budget.measure.units.toml_tree import toml_document
from variant_budget.measure.units.tree import Alias, Items, Node, Table, Value
from variant_budget.measure.units.trouble import UnreadableError

TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)  # fmt: skip
JSON_PIECES = st.lists(
    st.sampled_from(['{', '}', '[', ']', ':', ',', '"a"', '"b\\n"', '1', '-0.5e3', 'true', 'null',
                     ' ', '\n', '01', '"', '.5', 'nul', '\\', '"\\u00e9"', '"\\x"'])
).map("".join)  # fmt: skip
TOML_PIECES = st.lists(
    st.sampled_from(["a = 1\n", "b.c = 'x'\n", "[t]\n", "[t.u]\n", "[[l]]\n", "[l.m]\n", "x = [\n1,\n2]\n",
                     "y = {a = 1, b.c = 2}\n", '"q.r" = """\n1"""\n', "z = 1979-05-27 07:32:00\n",
                     "# = [\n", "w = [[], {}]\n", "v = '''a\n'b'''\n", 'u = "\\u00e9"\n', "[", "]", "=", "\n",
                     "s = 0x1F\n", "r = +inf\n", 'p = """a""""\n'])
).map("".join)  # fmt: skip


def shape(value: Any) -> Any:
    """Keys, lists and texts; what is written otherwise as None."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape(each) for each in value]
    return value if isinstance(value, str) else None


def matches(node: Node, wanted: Any) -> bool:
    """Whether nodes have the shape of a value of the standard library."""
    assert not isinstance(node, Alias)
    if isinstance(node, Value):
        return node.text == wanted if isinstance(wanted, str) else wanted is None
    if isinstance(node, Items):
        return len(node.of) == len(wanted) and all(map(matches, node.of, wanted))
    # The last of equal keys wins in the standard library.
    found = {entry.key: entry.value for entry in node.of}
    return found.keys() == wanted.keys() and all(
        matches(each, wanted[key]) for key, each in found.items()
    )


def lines_of(node: Node) -> list[int]:
    """The lines of all nodes, in the order of the text."""
    if isinstance(node, Items):
        return [node.line, *(line for item in node.of for line in lines_of(item))]
    if isinstance(node, Table):
        below = [line for entry in node.of for line in (entry.line, *lines_of(entry.value))]
        return [node.line, *below]
    return [node.line]


@given(JSON, st.sampled_from([None, 0, 2]))
def test_json_has_the_values_that_the_standard_library_reads(
    value: Any, indent: int | None
) -> None:
    text = json.dumps(value, indent=indent)

    node = json_document(text.encode())

    assert matches(node, shape(value))
    assert lines_of(node) == sorted(lines_of(node))
    assert max(lines_of(node)) <= text.count("\n") + 1


@given(JSON_PIECES)
def test_what_is_no_json_is_refused_but_for_commas_at_the_end(text: str) -> None:
    try:
        wanted = shape(json.loads(text))
    except ValueError:
        wanted = Ellipsis
    try:
        node = json_document(text.encode())
    except UnreadableError:
        assert wanted is Ellipsis
        return
    if wanted is Ellipsis:
        assert ",]" in "".join(text.split()) or ",}" in "".join(text.split())
    else:
        assert matches(node, wanted)


@given(TOML_PIECES)
@example('a.b.c = 1\n[a.d]\nx = [{y = "]"}, 1,\n# "\n]\n')
@example("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2\n")
def test_toml_is_what_the_standard_library_reads_or_refused_with_it(text: str) -> None:
    try:
        wanted = shape(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        with pytest.raises(UnreadableError):
            toml_document(text.encode())
        return
    assert matches(toml_document(text.encode()), wanted)


def test_entries_of_toml_know_the_lines_of_their_keys() -> None:
    text = b'a = 1\nb = """\nx\n"""\n[c]\n"d e" = [\n  1,\n  {f = 2},\n]\n[[g]]\n[g.h]\ni.j = 3\n'

    table = toml_document(text)

    assert [(entry.key, entry.line) for entry in table.of] == [
        ("a", 1),
        ("b", 2),
        ("c", 5),
        ("g", 10),
    ]
    assert sorted(lines_of(table)) == [1, 1, 1, 2, 2, 5, 5, 6, 6, 7, 8, 8, 8, 10, 10, 10, 11, 11, 12, 12, 12, 12]  # fmt: skip


def test_an_integer_of_more_digits_than_python_reads_is_told() -> None:
    with pytest.raises(UnreadableError, match="this is not TOML"):
        toml_document(b"a = " + b"1" * 5_000)
