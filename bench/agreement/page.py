"""The comparison as docs/agreement.md."""

from bench.agreement.differing import (
    SEED,
    SHOWN,
    Found,
    differing_files,
    one_sided,
    set_aside,
    unequal_functions,
)
from bench.agreement.edges import edges_table
from bench.agreement.repositories import Repository
from bench.agreement.summary import functions_table, lines_table, starts_table

HEAD = """\
# Agreement with other tools

Made by `make bench-agreement`, from clones in the folders that `VARIANT_BUDGET_REPOS` names. Every
file that both sides count is compared, in {count} public repositories at the commits below, with
scc 4.1.0, cloc 1.96, radon 6.0.1, lizard 1.24.3, Universal Ctags 5.9 and the grammars of
tree-sitter 0.26. What counts is said in [metrics.md](metrics.md). Shares are rounded down.
"""

LINES = """\
## Lines of code

Share of files with the same number of lines of code.

- *Blank lines in strings* are code for scc and blank for us. Files where they are the whole
  difference are set aside in one column.
- An error of scc is *proved* where a parser finds exactly our lines in the whole file: Python's own
  tokenizer, or the leaves of a tree-sitter grammar that are no comment (nor, in Python, a docstring).
  Such files are set aside as well in the column after it.
- What no parser reads was *opened by hand*, and counts as a difference in every column.
- cloc takes any string of Python between triple quotes for a comment, and knows no heredocs, raw strings or
  nested comments.
"""

STARTS = """\
## Lines, functions and classes by the parsers

Files that the grammar parses without an error (C and C++ with `#if` often have one). A cell is the
share on the same line for both, of all that either side has. The target is for functions and classes
by the grammar; ctags has other definitions, as the last column shows: it names lambdas (C++, Python),
anonymous classes (PHP) and arrays (Shell), takes text in heredocs for code (Ruby), and misses methods
of anonymous classes and records (Java), functions with `T?` and classes with a primary constructor (C#),
local types (Go).
"""

FUNCTIONS = """\
## Complexity by radon and lizard

Functions are the same where they start (Python) or end (others) on the same line. C, C++ and Java have
lizard's rule, Python has radon's. In the other languages our rules differ from lizard's on purpose
(docs/metrics.md), so there is no target; and lizard takes blocks of Ruby for functions, and sees few
functions of Scala and Kotlin that end where ours do.
"""

EDGES = """\
## Edge cases

Small sources in every language that they apply to, their lines of code marked by hand
(`tests/measure/edge_cases.py`, which our own tests hold line by line). A number of lines that is right by
chance counts as right; files that a counter passes over are none of its cases.
"""

DIFFERING = """\
## Files that differ from scc

All, or {shown} of a language drawn at random (seed {seed}). The line that differs first is found by
giving scc the file's beginnings, one line longer each time; what misleads it, by taking lines away from
the front until it no longer errs.
"""

ASIDE = """\
## Files set aside

Their whole difference is blank lines in strings: all, or {shown} of a language drawn at random
(seed {seed}).
"""

ONE_SIDED = """\
## Definitions and lines that only one side has

All against tree-sitter, or {shown} of a language drawn at random (seed {seed}). Who is right:

- tree-sitter reads a Kotlin class behind an annotation with arguments as an expression: ours.
- TypeScript: an object type in a result (`Promise<{{ … }}>`, `a is {{ … }}`) hides a body, or is taken for
  one, and so is a block behind `a ? (b) : c`: tree-sitter. Functions inside of template literals are text
  to us, by definition.
- A C++ function behind a `friend` on a line of its own starts there: ours, by definition.
- A `\\` that splices lines behind a comment is code for us, as for scc; Python's lone CR ends a line.
"""

UNEQUAL = """\
## Functions that are not equal

All of radon's and of lizard's in C, C++ and Java; those of the other languages follow other rules. A
reason is given where a rule, counted in the function's text, accounts for the whole difference; the
others were opened by hand. *–* in our column: no function of ours ends there.
"""


def document(repositories: list[Repository], found: list[Found]) -> str:
    """`found` has one entry for each of the repositories."""
    chance = {"shown": SHOWN, "seed": SEED}
    parts = [
        [HEAD.format(count=len(repositories))],
        [LINES, *lines_table([file for each in found for file in each.files])],
        [STARTS, *starts_table([row for each in found for row in each.starts])],
        [FUNCTIONS, *functions_table([row for each in found for row in each.functions])],
        [EDGES, *edges_table()],
        ["## Repositories", "", *(f"- {each.name} `{each.commit}`" for each in repositories)],
        [DIFFERING.format(**chance), *differing_files(found)],
        [UNEQUAL, *unequal_functions(found)],
        [ONE_SIDED.format(**chance), *one_sided(found, "tree-sitter")],
        [ASIDE.format(**chance), *set_aside(found)],
    ]
    return "\n\n".join("\n".join(part).strip() for part in parts) + "\n"
