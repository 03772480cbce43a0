"""The worlds rule: who owns a branch by its whole condition."""

from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import policy_of
from variant_budget.attribute.unknowns import Doubts, Question, _Tables
from variant_budget.attribute.worlds import Fate, Worlds
from variant_budget.domain.regions import FALSE, TRUE, Branch, Condition, Sort
from variant_budget.measure.conditions import condition
from variant_budget.measure.grammar import C_PREPROCESSOR
from variant_budget.measure.lexicon import Lexicon

POLICY = """
version: 1
dimensions:
  vehicle:
    complete: {complete}
    variants:
      bus: {{symbols: [B]}}
      car: {{symbols: [C], implies: [bus]}}
      truck: {{symbols: [A]}}
      van: {{paths: ["van/"]}}
    groups: {{big: {{of: [bus, truck], symbols: [BIG]}}}}
    ignore_symbols: [OLD]
vehicle_budget: {{hard_limit: 5.0}}
"""


class Chain(NamedTuple):
    """Branches of one chain, or around each other, as C writes their conditions."""

    texts: tuple[str, ...]
    nested: bool = False


def worlds(*, complete: bool = False) -> Worlds:
    return Worlds(policy_of(POLICY.format(complete=str(complete).lower())).dimensions[0])


def branches(chain: Chain) -> tuple[Branch, ...]:
    lexicon = Lexicon(["A", "B", "BIG", "C", "OLD"])
    return tuple(
        Branch(
            at + 1,
            text,
            TRUE if text == "else" else condition(text, C_PREPROCESSOR, lexicon),
            parent=at - 1 if chain.nested else -1,
            previous=-1 if chain.nested else at - 1,
        )
        for at, text in enumerate(chain.texts)
    )


def fate_of(found: tuple[Branch, ...], rule: Worlds) -> Fate:
    """The fate of the last branch."""
    truth = rule.held(found)[-1].truth
    fate, unsure = rule.fate(truth)
    if not unsure:
        return fate
    return fate._replace(undecided=Doubts(rule, found).could_be([len(found) - 1], truth))


OWNED = (
    (("A",), "truck"),
    (("!A", "else"), "truck"),
    (("A || B",), "bus car truck"),
    (("A && FEATURE",), "truck"),
    (("A && !B",), "truck"),
    (("A", "B"), "bus car"),
    (("A && B",), "bus truck"),
    (("BIG",), "bus car truck"),
    (("BIG && !A",), "bus car"),
    (("A && OLD",), "truck"),
    (("A == 2",), "truck"),
    (("A > 0",), "truck"),
    (("C",), "car"),
    (("A && 0",), "truck"),
)
SHARED = (
    ("A", "else"),
    ("!A",),
    ("A == 0",),
    ("!(A || B)",),
    ("A < 3",),
    ("FEATURE",),
    ("OLD",),
    ("A || !A",),
)


@pytest.mark.parametrize(("texts", "owners"), OWNED)
def test_a_branch_that_is_false_for_nobody_belongs_to_those_for_whom_it_is_not(
    texts: tuple[str, ...], owners: str
) -> None:
    assert fate_of(branches(Chain(texts)), worlds()) == Fate(tuple(owners.split()))


@pytest.mark.parametrize("texts", SHARED)
def test_a_branch_that_is_not_false_for_nobody_is_shared(texts: tuple[str, ...]) -> None:
    fate = fate_of(branches(Chain(texts)), worlds())
    assert not fate.owner
    assert not fate.undecided


def test_a_shared_branch_tells_who_does_without_it() -> None:
    assert fate_of(branches(Chain(("!(A || B)",))), worlds()).without == ("bus", "car", "truck")
    assert fate_of(branches(Chain(("A", "else"))), worlds()).without == ("truck",)


def test_nesting_is_and() -> None:
    assert fate_of(branches(Chain(("BIG", "!A"), nested=True)), worlds()).owner == ("bus", "car")
    assert fate_of(branches(Chain(("A", "B"), nested=True)), worlds()).owner == ("bus", "truck")


@pytest.mark.parametrize("text", ["A", "A != 0", "A > 0", "A >= 1", "!(A == 0)", "!(A < 1)"])
def test_code_for_nobody_at_all_belongs_to_those_whose_absence_rules_it_out(text: str) -> None:
    found = branches(Chain((text, "!A"), nested=True))
    assert fate_of(found, worlds()).owner == ("truck",)


@pytest.mark.parametrize(
    ("text", "would_be"),
    [
        ("A || FEATURE", ("truck",)),
        ("!FEATURE || A && X", ("truck",)),
        ("A || B || X > 2", ("bus", "car", "truck")),
        ("!A || FEATURE", ()),
        ("FEATURE && (A || FEATURE)", ()),
        ("A && X || !X", ("truck",)),
    ],
)
def test_a_branch_that_hangs_on_something_unknown_is_undecided(
    text: str, would_be: tuple[str, ...]
) -> None:
    fate = fate_of(branches(Chain((text,))), worlds())
    assert (fate.owner, fate.undecided) == ((), would_be)


def test_beyond_twelve_unknowns_all_whom_a_condition_names_are_undecided() -> None:
    few, many = (" && ".join(f"X{at}" for at in range(number)) for number in (12, 13))
    assert fate_of(branches(Chain((f"{few} && A || {few}",))), worlds()).undecided == ()
    assert fate_of(branches(Chain((f"{many} && A || {many}",))), worlds()).undecided == ("truck",)


@pytest.mark.parametrize("inner", ["1 || A", "A || Y", "!A || Y"])
def test_a_doubt_is_not_hidden_behind_more_conditions_than_are_looked_at(inner: str) -> None:
    around = Chain(("A || X", *[inner] * 200), nested=True)
    assert fate_of(branches(around), worlds()).undecided == ("truck",)
    before = Chain(("!A && X", *[f"0 && ({inner})"] * 200, "else"))
    assert fate_of(branches(before), worlds()).undecided == ("truck",)


@pytest.mark.parametrize(
    ("texts", "owners"),
    [
        (("A",), "truck"),
        (("A", "else"), "bus car van"),
        (("!A",), "bus car van"),
        (("A || !A",), ""),
        (("FEATURE",), ""),
        (("A && FEATURE",), "truck"),
        (("A && B",), "bus truck"),
        (("!A && !B && !C",), "van"),
    ],
)
def test_where_every_product_is_a_variant_the_default_path_has_owners_too(
    texts: tuple[str, ...], owners: str
) -> None:
    assert fate_of(branches(Chain(texts)), worlds(complete=True)).owner == tuple(owners.split())


def test_where_every_product_is_a_variant_the_unknown_is_weighed_against_the_others() -> None:
    found = fate_of(branches(Chain(("A || FEATURE",))), worlds(complete=True))
    assert (found.owner, found.undecided) == ((), ("truck",))


def test_a_mark_speaks_of_its_own_dimension_alone() -> None:
    def marked(*of: str) -> tuple[Branch, ...]:
        return (Branch(1, "", Condition(Sort.MARK, of)),)

    assert fate_of(marked("vehicle", "truck", "van"), worlds()).owner == ("truck", "van")
    assert fate_of(marked("sector", "mining"), worlds()) == Fate()


NAMES = ("A", "B", "C", "X", "Y")
conditions = st.recursive(
    st.sampled_from(
        [TRUE, FALSE]
        + [Condition(Sort.SYMBOL, (name,)) for name in NAMES[:3]]
        + [Condition(Sort.UNKNOWN, (name,)) for name in NAMES[3:]]
    ),
    lambda inner: st.one_of(
        inner.map(lambda each: Condition(Sort.NOT, (each,))),
        st.lists(inner, max_size=3).map(lambda each: Condition(Sort.ALL, tuple(each))),
        st.lists(inner, max_size=3).map(lambda each: Condition(Sort.ANY, tuple(each))),
    ),
    max_leaves=12,
)
TRUE_FOR = {"bus": "B", "car": "BC", "truck": "A", "van": "", None: ""}


def kleene(told: Condition, true: str) -> bool | None:
    """The textbook's three-valued logic; X and Y are unknown."""
    if told.sort is Sort.SYMBOL:
        return told.of[0] in true
    if told.sort is Sort.UNKNOWN:
        return None
    inner = [kleene(each, true) for each in told.of]
    if told.sort is Sort.NOT:
        return None if inner[0] is None else not inner[0]
    ends = told.sort is Sort.ANY
    if ends in inner:
        return ends
    return None if None in inner else not ends


def two_valued(told: Condition, true: str) -> bool:
    if told.sort in (Sort.SYMBOL, Sort.UNKNOWN):
        return told.of[0] in true
    inner = [two_valued(each, true) for each in told.of]
    if told.sort is Sort.NOT:
        return not inner[0]
    return all(inner) if told.sort is Sort.ALL else any(inner)


@given(conditions)
def test_all_worlds_at_once_say_what_the_textbook_says_of_each(told: Condition) -> None:
    rule = worlds()
    truth = rule.truth(told)
    for variant, true in TRUE_FOR.items():
        bit = 1 << rule.variants.index(variant) if variant else rule.nobody
        expected = {True: (bit, 0), False: (0, bit), None: (0, 0)}[kleene(told, true)]
        assert (truth.true & bit, truth.false & bit) == expected


@given(conditions)
def test_undecided_are_those_for_whom_some_values_make_it_true_and_false_for_nobody(
    told: Condition,
) -> None:
    rule = worlds()
    values = ["".join(each) for each in product(("", "X"), ("", "Y"))]
    expected = tuple(
        variant
        for variant, true in TRUE_FOR.items()
        if variant
        and any(two_valued(told, true + more) and not two_valued(told, more) for more in values)
    )
    assert Question(rule, [told]).answer() == expected


@pytest.mark.parametrize("nested", [True, False])
def test_what_could_be_is_asked_no_longer_than_the_file_is_long(
    monkeypatch: pytest.MonkeyPatch, *, nested: bool
) -> None:
    asked = 0

    def table(*_: object) -> int:
        nonlocal asked
        asked += 1
        return 0

    monkeypatch.setattr(_Tables, "table", table)
    for number in (1_000, 4_000):
        asked = 0
        chain = branches(Chain(tuple(f"X{at} || Y{at} && A" for at in range(number)), nested))
        rule = worlds()
        doubts, held = Doubts(rule, chain), rule.held(chain)
        could = [doubts.could_be([at], each.truth) for at, each in enumerate(held)]
        assert could[-1] == ("truck",)
        assert 0 < asked < 2_000
