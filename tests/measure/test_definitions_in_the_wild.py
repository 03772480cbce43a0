"""Definitions as they were found in real repositories and once missed or made up."""

import pytest

from variant_budget.measure.facts import measure_blob
from variant_budget.measure.functions import functions_of

KOTLIN = b"""\
fun<T> a(x: T): Int = 1
private fun<T> Class<T>.b(): Int = 2
fun <T> A<T>.c(value: T = get()): B<T> =
    D(value, this)
private fun O<E>.d(element: E):
        (Throwable, Any?) -> Unit =
    { x }
val e: Int get() = 2
val f: Int
    get() = 3
val g = h(get())
"""

SWIFT = b"""\
import struct Foundation.Data
public import enum NIO.SocketAddress
struct A {}
"""

CPP = b"""\
template <> const std::tm* f<std::tm>(const std::time_t& t) {
  return nullptr;
}
template <> int g<A<B>>(int a) { return a > 1; }
bool operator>(A a, B b) { return true; }
A* A::operator->() { return this; }
auto h = new C<D>() { };
"""

# As in the C library newlib, tabs and all.
OLD_C = b"""\
#ifdef __STDC__
\tfloat cosf(float x, float y)
#else
\tfloat cosf(x, y)
\tfloat x,y;
#endif
{
    MACRO(x)
        return y;
    {
    }
    if (x)
        return x;
    {
    }
}
"""

# As in libuv's fsevents.c: a comment of several lines does not end its directive.
MACRO = b"""\
#define EACH(block) \\
    do { \\
      /* one, \\
       * two
       * three */ \\
      if (a) block \\
    } while (0)

static void f(int* cb) {
}
#endif /* A,
B */ int not_here() { }
/* C,
D */ int g() { }
"""

# As in Catch2 and micropython: macros that need no semicolon in front of a definition.
MACROS = b"""\
REGISTER("a", "b")
REGISTER("c", "d")
class A : public B {
  A(int x) : y(x) { }
};
EACH(^)
    template <typename R>
    friend auto operator && (L, R) -> B<L, R> { }
  EXCEPTION(a, b)
    EXCEPTION(c, d)
mp_obj_t f(const t *e) {
}
TEST(a, b) {
}
C::C(int a)
    LOCKS(b) {
}
"""

# As in Vue: types that hold parentheses and braces, before and behind the parameters.
TYPES = b"""\
export function a(b?: (c: D) => (() => void) | undefined): (() => void) | undefined {
}
function e(f: G): (H & I)[] {
}
function j(k: boolean): (l: string) => string {
}
export function m<N extends O<string> = O<string>, P extends {} = {}>(q: P) {
}
function r<S extends (...t: any[]) => any>(u: S): S {
}
const v = <W = any>(x: unknown): x is Y<W> => {
}
type Z = (a: () => void) => {
  b: () => C
}
let d: (e: number) => { f?: boolean }
const g = () => {
  loop: for (;;) { }
}
const h = i ? (j) : (k) => { l() }
"""


@pytest.mark.parametrize(
    ("language", "source", "functions", "classes"),
    [
        pytest.param(
            "Kotlin", KOTLIN, (1, 2, 3, 5, 8, 10), (), id="type parameters, results, accessors"
        ),
        pytest.param("Swift", SWIFT, (), (3,), id="imports of one type"),
        pytest.param("C", OLD_C, (4,), (), id="both styles of parameters, indented"),
        pytest.param("C", MACRO, (9, 14), (), id="comments inside of directives"),
        pytest.param("C++", MACROS, (4, 8, 11, 13, 15), (3,), id="macros without semicolons"),
        pytest.param(
            "TypeScript", TYPES, (1, 3, 5, 7, 9, 11, 17, 20), (), id="types around parameters"
        ),
        pytest.param("C++", CPP, (1, 4, 5, 6), (), id="specialisations and operators"),
    ],
)
def test_real_definitions_are_found_and_nothing_else(
    language: str, source: bytes, functions: tuple[int, ...], classes: tuple[int, ...]
) -> None:
    facts = measure_blob(source, language)
    assert (facts.functions, facts.classes) == (functions, classes)


# As in Catch2's clara.hpp and its example of a random generator.
INITIALISERS = b"""\
struct A {
  A(int low): B(std::device{}()), c(low, [](int d) {
      return d;
    })
  {
    if (low) { }
  }
  int next() { return 1; }
};
"""

# As in Play's documentation: an instance's initialiser stands behind a method.
INSTANCE = b"""\
class A {
  int a() {
    return 1;
  }

  {
    if (b) { }
  }
}
"""


@pytest.mark.parametrize(
    ("language", "source", "ends"),
    [
        pytest.param("C++", INITIALISERS, [("A", 2, 7, 2), ("next", 8, 8, 1)], id="C++"),
        pytest.param("Java", INSTANCE, [("a", 2, 4, 1)], id="Java"),
    ],
)
def test_a_function_ends_with_its_own_body(
    language: str, source: bytes, ends: list[tuple[str, int, int, int]]
) -> None:
    found = functions_of(source, language)
    assert [(each.name, each.first, each.last, each.complexity) for each in found] == ends
