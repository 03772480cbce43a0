"""Whether bytes can hold a symbol, and where tokens do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measure.told import lexicon
from variant_budget.measure.conditions import condition
from variant_budget.measure.grammar import C
from variant_budget.measure.lexicon import FEW, Lexicon

MANY = [f"{letter}other" for letter in "abcdefghijklmnopq"]
assert len(MANY) > FEW
SIZES = pytest.mark.parametrize("more", [[], MANY], ids=["few", "many"])


@SIZES
@pytest.mark.parametrize(
    "data",
    [
        b"VAN",
        b"#if VAN\n",
        b"x=VAN;",
        b'"VAN"',
        b"(Kind :: TRUCK)",
        b"a - VAN - b",
        b"\xffVAN\xff",
        b"IS (",
        "größe".encode(),
    ],
)
def test_a_symbol_between_other_tokens_is_seen(more: list[str], data: bytes) -> None:
    assert lexicon("VAN", "Kind::TRUCK", "IS(x)", "größe", *more).occurs(data)


@SIZES
@pytest.mark.parametrize("data", [b"", b"VANS", b"_VAN", b"VAN_1", b"van", b"1VAN VAN2", b"Kinds"])
def test_a_part_of_a_longer_word_is_none(more: list[str], data: bytes) -> None:
    assert not lexicon("VAN", "Kind::TRUCK", *more).occurs(data)


@SIZES
def test_a_symbol_without_a_plain_word_may_be_anywhere(more: list[str]) -> None:
    assert lexicon("日本", *more).occurs(b"x")


def test_an_empty_lexicon_is_false_and_never_seen() -> None:
    assert not lexicon()
    assert not lexicon().occurs(b"anything")
    assert not Lexicon(["", " "])


def test_symbols_are_sorted_and_each_is_there_once() -> None:
    assert lexicon("b", "a.c", "a . c", '"b"').symbols == ("a . c", "b")


WORDS = st.sampled_from(
    ["VAN", "VANS", "Kind", ".", "::", "TRUCK", "(", ")", '"', "-", " ", "ü", "=="]
)
SYMBOLS = st.lists(
    st.sampled_from(["VAN", "Kind.TRUCK", "Kind::TRUCK", "IS(VAN)", "'a-b'", "ü", "VAN == 1"]),
    min_size=1,
)


@given(SYMBOLS, st.booleans(), st.lists(WORDS | SYMBOLS.map(" ".join), max_size=12))
def test_what_a_condition_holds_the_quick_test_sees(
    symbols: list[str], many: bool, words: list[str]
) -> None:
    known = lexicon(*symbols, *(MANY if many else ()))
    text = "".join(words)
    if any(symbol in known.symbols for symbol in held(text, known)):
        assert known.occurs(text.encode())


@SIZES
def test_places_are_where_the_longest_words_of_symbols_stand(more: list[str]) -> None:
    data = b"VAN VANS _VAN(Kind::TRUCK) 'VAN'\nTRUCK Kind"
    known = lexicon("VAN", "Kind::TRUCK", *more)
    assert known.places(data) == [0, 20, 28, 33]
    assert known.places(b"") == []
    # Any sign may be a symbol without a plain word.
    assert set(lexicon("日本", "VAN", *more).places(data)) > {0, 28}


def test_places_of_many_symbols_in_one_blob_are_found_in_one_pass() -> None:
    words = [f"{letter}_{number}" for letter in "abcdefghijk" for number in range(10)]
    data = " ".join(words).encode()
    assert lexicon(*words).places(data) == [at * 4 for at in range(len(words))]


def held(text: str, known: Lexicon) -> list[str]:
    waiting, found = [condition(text, C, known)], []
    while waiting:
        sort, of = waiting.pop()
        waiting += [each for each in of if not isinstance(each, str)]
        found += [each for each in of if sort == "s"]
    return found
