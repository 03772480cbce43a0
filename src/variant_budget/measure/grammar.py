"""How languages spell what conditions are made of: one row for each family."""

from typing import NamedTuple, Optional

_NOTHINGS = frozenset(
    ("0", "false", "False", "FALSE", "null", "NULL", "nullptr", "None", "nil", "undefined", '""')
)


class Grammar(NamedTuple):
    """The words and operators of conditions. An operator of two tokens has a space between them.

    `equal` affirms and `unequal` negates, and both turn round against one of `nothings`; `absent`
    negates. `choices` are the words of an expression that chooses by a condition. A case label's patterns
    stand between `separators`, its further condition after a word of `guards`. `functions` are what
    `all`, `any` and `not` are called where they are written as calls; `macro` names a call whose
    argument is read by the rules of `within`.
    """

    conjunctions: frozenset[str] = frozenset({"&&"})
    disjunctions: frozenset[str] = frozenset({"||"})
    negations: frozenset[str] = frozenset({"!"})
    equal: frozenset[str] = frozenset({"=="})
    unequal: frozenset[str] = frozenset({"!="})
    absent: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset({"<", ">", "<=", ">="})
    nothings: frozenset[str] = _NOTHINGS
    choices: frozenset[str] = frozenset({"?", ":"})
    separators: frozenset[str] = frozenset({","})
    guards: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    macro: str = ""
    within: Optional["Grammar"] = None
    preprocessor: bool = False


_WORDS = Grammar(
    conjunctions=frozenset({"&&", "and"}),
    disjunctions=frozenset({"||", "or"}),
    negations=frozenset({"!", "not"}),
)
_ALIKE = frozenset({"==", "==="})
_UNLIKE = frozenset({"!=", "!=="})

C = _WORDS._replace(unequal=frozenset({"!=", "not_eq"}))
"""C and C++. `and`, `or` and `not` are C++'s; nothing else can stand there in C."""
C_PREPROCESSOR = C._replace(preprocessor=True)
OBJECTIVE_C = C._replace(nothings=_NOTHINGS | {"NO", "Nil"})
JAVA = Grammar(guards=frozenset({"when"}))
"""Java and Groovy."""
CSHARP = Grammar(
    equal=frozenset({"==", "is"}),
    unequal=frozenset({"!=", "is not"}),
    separators=frozenset({"or"}),
    guards=frozenset({"when"}),
)
CSHARP_DIRECTIVE = Grammar()
KOTLIN = Grammar(
    equal=_ALIKE,
    unequal=_UNLIKE,
    absent=frozenset({"! in", "! is"}),
    choices=frozenset(),
    guards=frozenset({"if"}),
)
GO = Grammar(choices=frozenset())
GO_BUILD = GO
RUST_CFG = Grammar(choices=frozenset(), functions=frozenset({"all", "any", "not"}))
RUST = Grammar(
    choices=frozenset(),
    separators=frozenset({"|"}),
    guards=frozenset({"if"}),
    macro="cfg",
    within=RUST_CFG,
)
SWIFT = Grammar(
    # `if let a = b, a == c`: all of them.
    conjunctions=frozenset({"&&", ","}),
    equal=frozenset({"==", "===", "is"}),
    unequal=_UNLIKE,
    guards=frozenset({"where"}),
)
SWIFT_DIRECTIVE = Grammar(choices=frozenset())
SCRIPT = Grammar(
    equal=_ALIKE,
    unequal=_UNLIKE,
    # typeof a === "undefined"
    nothings=_NOTHINGS | {'"undefined"'},
)
"""JavaScript and TypeScript."""
PYTHON = Grammar(
    conjunctions=frozenset({"and"}),
    disjunctions=frozenset({"or"}),
    negations=frozenset({"not"}),
    equal=frozenset({"==", "is"}),
    unequal=frozenset({"!=", "<>", "is not"}),
    absent=frozenset({"not in"}),
    choices=frozenset({"if", "else"}),
    separators=frozenset({"|"}),
    guards=frozenset({"if"}),
)
PHP = _WORDS._replace(
    negations=frozenset({"!"}), equal=_ALIKE, unequal=_UNLIKE | {"<>"}, guards=frozenset()
)
RUBY = _WORDS._replace(
    equal=_ALIKE,
    absent=frozenset({"!~"}),
    choices=frozenset(),
    guards=frozenset({"if"}),
)

STATEMENTS = {
    "Python": PYTHON,
    **dict.fromkeys(("C", "C header", "C++", "CUDA", "Arduino"), C),
    "Objective-C": OBJECTIVE_C,
    **dict.fromkeys(("Java", "Groovy"), JAVA),
    "C#": CSHARP,
    "Kotlin": KOTLIN,
    "Go": GO,
    "Rust": RUST,
    "Swift": SWIFT,
    **dict.fromkeys(("JavaScript", "TypeScript", "HTML", "Vue", "Svelte"), SCRIPT),
    "PHP": PHP,
    "Ruby": RUBY,
}
"""Language -> the grammar of the conditions in its statements."""
