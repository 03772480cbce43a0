"""Functions and classes, by name and lines, in sources drawn so that each has its trap."""

import pytest

from tests.measure import region_sources
from variant_budget.measure.facts import measure_blob
from variant_budget.measure.functions import functions_of

UNBALANCED = (
    region_sources.UNBALANCED.encode()
    + b"""\
int after(int x) { return x > 1 ? x : 0; }
"""
)

OLD_STYLE = b"""\
static char *
copy(to, from, n)
    char *to, *from;
    int n;
{
  while (n) { }
  x = 1; { y(); }
}
"""

DEAD = b"""\
int live;
#if 0
int dead1; {{{
don't parse "this
#endif
int also;
#if 1
int on;
#else
int off; }
#endif
"""

CPP = b"""\
namespace n {
struct A : B<int, 3> {
  A(int x) : a{x}, b(x) {}
  virtual ~A() {}
  explicit operator bool() const { return true; }
  bool operator==(const A &o) const noexcept { return a == o.a; }
  int operator()(int x) { return x; }
  A &operator=(A &&) = default;
  int size() const;
};
template <typename T, typename = std::enable_if_t<(sizeof(T) > 0)>>
auto f(T &&t) -> decltype(t) {
  for (;;) { }
  for_each(x) { }
  if (x) { } else if (y) { }
  auto l = [&](int z) { return z; };
  return g(t, [] { return 1; });
}
template <class T> class C final { };
enum class E : int { One };
typedef union { int a; } U;
static struct S make(int a)
{
  struct S s = { 1 };
  return (struct S){ f(a) };
}
void __attribute__((noinline)) slow(void) { }
TEST_CASE("a") { }
void A::m() const try { } catch (...) { }
class Forward;
int (*table(int a))(int) { return 0; }
MACRO(x)
int behind_macro(void) { return 1; }
}
"""

CPP_FUNCTIONS = [
    ("A", 3, 3),
    ("~A", 4, 4),
    ("bool", 5, 5),
    ("operator==", 6, 6),
    ("operator", 7, 7),
    ("f", 12, 18),
    ("make", 22, 26),
    ("slow", 27, 27),
    ("TEST_CASE", 28, 28),
    ("m", 29, 29),
    ("table", 31, 31),
    ("behind_macro", 33, 33),
]

JAVA = b"""\
@A(b = {C.class, D.class})
public class K<T extends L<M>> extends N implements O, P {
  K() { this(1); }
  @Override
  @SuppressWarnings({"a", "b"})
  public <U> Map<String, U> m(final List<? extends U> a, @Q(1) int b) throws R, S {
    new Thread() { public void run() { } };
    list.forEach(x -> { y(); });
    switch (z) { case A -> { } default -> { } }
    synchronized (this) { }
    for (int i = 0; i < 1; i++) { }
    do { } while (true);
    try (var c = d()) { } catch (E f) { } finally { }
    return null;
  }
  interface V { default int w() { return 1; } int x(); }
  enum Y { A { int z() { return 1; } }, B(2); Y() { } Y(int a) { } }
  record Point(int x, int y) { Point { } } record ID(long v) implements Q { }
  @interface Z { int value() default 1; Class<?>[] c() default {}; }
  static { }
  @P.Of(Q.class) @R
  public S t(U v) { }
}
"""

JAVA_FUNCTIONS = [
    ("K", 3, 3),
    ("m", 6, 15),
    ("run", 7, 7),
    ("w", 16, 16),
    ("Y", 17, 17),
    ("Y", 17, 17),
    ("z", 17, 17),
    ("Point", 18, 18),
    ("t", 22, 22),
]

GO = b"""\
package p

type A struct {
\tB struct{ c int }
}
type (
\tD interface{ e() }
\tF[T any] struct{}
\tG = int
)

func h(a func(b int) int) (c int, err error) {
\treturn a(1), func() error { return nil }()
}
func (i *A) j() interface{} { return nil }
func k[T any](l T) {}
func noBody(a int) int
"""

GO_FUNCTIONS = [("h", 12, 14), ("j", 15, 15), ("k", 16, 16)]

SCRIPT = b"""\
export default class A<T extends B<C>> extends mixin(D, E) implements F {
  constructor(private a: string, b?: number) { super() }
  get x(): number { return 1 }
  static async *gen<T>(a: Map<string, T>): AsyncIterator<T> { yield 1 }
  ['computed'](a) { }
  #priv() { }
  foo({ a, b }: { a: string }): { c: string } { if (a) { } return { a } }
  arrow = (x: number): G => { return x }
  expr = x => x + 1
}
interface I { m(): void; n(): { a: string } }
const enum E2 { A }
function f(a = () => { return 1 }) {
  switch (z) { case f(x): { } }
  for await (const x of y) { }
}
const o = { m(a) { }, 'str'() { }, p: function () { }, q: function named() { } }
const c = class extends X { }
abstract class J { abstract k(): void }
"""

SCRIPT_FUNCTIONS = [
    *(("constructor", 2, 2), ("x", 3, 3), ("gen", 4, 4), ("['\"]", 5, 5), ("#priv", 6, 6)),
    *(("foo", 7, 7), ("(anonymous)", 8, 8), ("(anonymous)", 13, 13), ("f", 13, 16)),
    *(("'\"", 17, 17), ("(anonymous)", 17, 17), ("m", 17, 17), ("named", 17, 17)),
]

PYTHON = b'''\
class A(B):
    """def no(self): pass"""

    @deco(
        1)
    async def m(self):
        def inner(): return [
    1]
        x = """
def not_me():
"""
        return inner

    def n(self): pass

# a comment does not end it
class C: pass
def o():
    if a:
        pass

    return b
print("class D:")
'''

PYTHON_FUNCTIONS = [("m", 6, 12), ("inner", 7, 8), ("n", 14, 14), ("o", 18, 22)]


@pytest.mark.parametrize(
    ("language", "source", "functions", "classes"),
    [
        ("C", UNBALANCED, [("pick", 1, 12), ("after", 13, 13)], ()),
        ("C", OLD_STYLE, [("copy", 1, 8)], ()),
        ("C", DEAD, [], ()),
        ("C++", CPP, CPP_FUNCTIONS, (2, 19, 20, 21)),
        ("Java", JAVA, JAVA_FUNCTIONS, (2, 16, 17, 18, 18, 19)),
        ("Go", GO, GO_FUNCTIONS, (3, 7, 8)),
        ("TypeScript", SCRIPT, SCRIPT_FUNCTIONS, (1, 11, 12, 18, 19)),
        ("Python", PYTHON, PYTHON_FUNCTIONS, (1, 17)),
    ],
)
def test_definitions_are_found_where_they_start(
    language: str, source: bytes, functions: list[tuple[str, int, int]], classes: tuple[int, ...]
) -> None:
    found = functions_of(source, language)
    assert [(each.name, each.first, each.last) for each in found] == functions
    facts = measure_blob(source, language)
    assert facts.functions == tuple(first for _, first, _ in functions)
    assert facts.classes == classes
