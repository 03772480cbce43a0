"""Functions and classes, by name and lines, in sources drawn so that each has its trap."""

import pytest

from variant_budget.measure.facts import measure_blob
from variant_budget.measure.functions import functions_of

UNBALANCED = b"""\
int pick(int a, int b) {
  if (a == b) {
#ifdef VAN
    if (b == 10) {
#else
    if (b == 11) {
#endif
      return 255;
    }
  }
  return 0;
}
int after(int x) { return x > 1 ? x : 0; }
"""

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
  record Point(int x, int y) { Point { } }
  @interface Z { int value() default 1; }
  static { }
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

CSHARP = b"""\
[Serializable, Obsolete("x")]
public sealed class A<T> : B<T>, IC where T : class, new()
{
    public int X { get => x; set { x = value; } }
    public A(int a) : base(a) { }
    ~A() { }
    [Test]
    public override T? Get<U>(U u, (int, int) p = default) where U : struct => u switch { 1 => default, _ => Make(u) };
    IEnumerator IEnumerable.GetEnumerator() { yield return list.Select(y => { return y; }); }
    (int, string) Pair(int a) => (a, $"{Call("x")} {{");
    public static bool operator ==(A<T> a, A<T> b) => a.Equals(b);
    abstract void None();
    void Local()
    {
        int Inner(int z) => z;
        using (var f = Open()) { lock (f) { foreach (var g in f) { } } }
        var text = @"class No { void f() { } } "" ";
    }
}
record Point(int X, int Y);
public record struct S(int A) { }
interface I { void M(); }
enum E { One }
"""

CSHARP_FUNCTIONS = [
    *(("A", 5, 5), ("~A", 6, 6), ("Get", 8, 8), ("GetEnumerator", 9, 9), ("Pair", 10, 10)),
    *(("operator ==", 11, 11), ("Local", 13, 18), ("Inner", 15, 15)),
]

KOTLIN = b"""\
@Suppress("x") class A<T> @Inject private constructor(val a: Int) : B() {
  constructor(b: String) : this(1) { }
  val size: Int
    get() = 1
  inline fun <reified T : C<T>> List<T>.f(g: (Int) -> T, h: T = k { }): Map<T, T> where T : D {
    return "${"}"} fun no() {}".let { fun inner() = 1; it }
  }
  suspend fun long(
    a: Int,
  ): Int =
    a +
      1
  fun `a class of this name`() { }
  abstract fun none(): Int
  companion object { }
}
fun interface I { fun m() }
object O
enum class E { X }
val c = String::class
"""

KOTLIN_FUNCTIONS = [
    *(("constructor", 2, 2), ("get", 4, 4), ("f", 5, 7), ("inner", 6, 6), ("long", 8, 12)),
    ("`a class of this name`", 13, 13),
]

RUST = b"""\
#[derive(Debug)]
pub struct A<'a, T>(&'a T);
struct Unit;
pub(crate) async unsafe fn f<T: Fn(u8) -> [u8; 4]>(x: T) -> impl Iterator<Item = u8>
where
    T: Clone,
{
    let s = r#"fn no() {}"#;
    fn inner() {}
}
trait B { fn none(&self) -> u8; fn some(&self) {} }
enum C { D { e: u8 } }
type F = fn(u8) -> u8;
extern "C" fn r#raw() {}
"""

RUST_FUNCTIONS = [("f", 4, 10), ("inner", 9, 9), ("some", 11, 11), ("r#raw", 14, 14)]

SWIFT = b"""\
final class A: B where C: D {
  class func make<T>(_ a: T = f { 1 }) throws -> [T: Int]
    where T: E {
    return "\\(g("func no() {"))"
  }
  init?(x: Int) { super.init() }
  deinit { }
  static func == (l: A, r: A) -> Bool { true }
  var y: Int { get { 1 } }
}
protocol P: AnyObject { func none() -> Int }
extension A { func more() { } }
indirect enum E { case a, b(x: Int) }
actor F { }
"""

SWIFT_FUNCTIONS = [
    *(("make", 2, 5), ("init", 6, 6), ("deinit", 7, 7), ("==", 8, 8), ("more", 12, 12))
]

SCALA = b"""\
package object util
abstract class A[T](x: Int) extends B with C {
  def f(a: Int = 1)(implicit b: Map[Int, Int => Int]): Int = {
    def inner = 1
    a
  }
  def none(x: Int): Int
  def +=(y: Int): Unit = ()
  def procedure() { }
  private def wrapped(
      a: Int
  ): Int =
    a
}
case class D(a: Int)
object E:
  def indented(x: Int): Int =
    val y = "def no = 1"
    y.size
trait F
"""

SCALA_FUNCTIONS = [
    *(("f", 3, 6), ("inner", 4, 4), ("+=", 8, 8), ("procedure", 9, 9), ("wrapped", 10, 13)),
    ("indented", 17, 19),
]

PHP = b"""\
<p>function no() { class No {</p>
<?php
use function A\\b;
abstract class A extends B implements C {
    public function __construct(private int $a = 1) { }
    abstract protected function none(): int;
    final public static function &make(array $x = [1, 2]): ?static
    {
        $f = function () { return 1; };
        return new class extends D { function inner() { } };
    }
}
interface C { public function m(); }
trait T { } enum E: string { case X = 'x'; }
$x = A::class;
"""

PHP_FUNCTIONS = [("__construct", 5, 5), ("make", 7, 11), ("inner", 10, 10)]

RUBY = b"""\
module M
  class A < B
    class << self
      def make(a, b = %w[def no])
        x = a / b # not a regex
      end
    end
    def self.other?; end
    def [](i) = @list[i]
    private def value=(v)
      text = <<~TEXT
        def no
      TEXT
      v =~ /"def no/ ? "#{h["def"]}" : :def
    end
    define_method(:no) { }
  end
end
class C::D; end
"""

RUBY_FUNCTIONS = [("make", 4, 6), ("other?", 8, 8), ("[]", 9, 9), ("value=", 10, 15)]

LUA = b"""\
local function f(a)
  return function() end
end
function M.a:b() end
M.c = function(x)
  return x
end
"""

LUA_FUNCTIONS = [("f", 1, 3), ("b", 4, 4), ("M.c", 5, 7)]

SHELL = b"""\
f() { echo "g() {"; }
function long-name {
  case $1 in
    a) ;;
  esac
}
sub_shell () (
  exit
)
cat <<EOF
no() { }
EOF
"""

SHELL_FUNCTIONS = [("f", 1, 1), ("long-name", 2, 6), ("sub_shell", 7, 9)]

DART = b"""\
abstract class A<T> extends B with C {
  A({required this.a, int b = 1});
  A.named(this.a) : b = 2, super();
  factory A.make(int x) { return A(a: x); }
  Future<void> f({int a = 1, String? b}) async {
    list.forEach((x) { print('${x['y']}'); });
    if (a) { }
  }
  int g(int x) => x + 1;
  void none();
}
mixin M { } enum E { a }
main() { }
"""

DART_FUNCTIONS = [("make", 4, 4), ("f", 5, 8), ("g", 9, 9), ("main", 13, 13)]

PERL = b"""\
package A;
sub none;
sub new { my ($x) = @_; }
sub long
{
}
"""

POWERSHELL = b"""\
function Get-It { param($a) }
Filter Only-It
{
}
class A { }
"""

R = b"""\
f <- function(a, b = 2) {
  lapply(a, function(x) x)
}
"""

ZIG = b"""\
const A = packed struct { a: u8 };
pub fn f(a: u8) !void {
}
extern fn none(a: u8) void;
const E = enum(u8) { a };
"""

GROOVY = b"""\
class A {
  def f(a) { "${g("}")}" }
  static int h(int a) { a }
}
"""

VUE = b"""\
<!-- <script> function no() { } </script> -->
<template>
  <a @click="function no() { }">it's {{ `x }}</a>
</template>
<script setup lang="ts">
function f(): number {
  return 1
}
class A { }
</script>
<script type="text/x-template">
  function no() { }
</script>
<style>
a { b: c }
</style>
"""


@pytest.mark.parametrize(
    ("language", "source", "functions", "classes"),
    [
        ("C", UNBALANCED, [("pick", 1, 12), ("after", 13, 13)], ()),
        ("C", OLD_STYLE, [("copy", 1, 8)], ()),
        ("C", DEAD, [], ()),
        ("C++", CPP, CPP_FUNCTIONS, (2, 19, 20, 21)),
        ("Java", JAVA, JAVA_FUNCTIONS, (2, 16, 17, 18, 19)),
        ("Go", GO, GO_FUNCTIONS, (3, 7, 8)),
        ("TypeScript", SCRIPT, SCRIPT_FUNCTIONS, (1, 11, 12, 18, 19)),
        ("Python", PYTHON, PYTHON_FUNCTIONS, (1, 17)),
        ("C#", CSHARP, CSHARP_FUNCTIONS, (2, 20, 21, 22, 23)),
        ("Kotlin", KOTLIN, KOTLIN_FUNCTIONS, (1, 17, 18, 19)),
        ("Rust", RUST, RUST_FUNCTIONS, (2, 3, 11, 12)),
        ("Swift", SWIFT, SWIFT_FUNCTIONS, (1, 11, 13, 14)),
        ("Scala", SCALA, SCALA_FUNCTIONS, (2, 15, 16, 20)),
        ("PHP", PHP, PHP_FUNCTIONS, (4, 13, 14, 14)),
        ("Ruby", RUBY, RUBY_FUNCTIONS, (2, 19)),
        ("Lua", LUA, LUA_FUNCTIONS, ()),
        ("Shell", SHELL, SHELL_FUNCTIONS, ()),
        ("Dart", DART, DART_FUNCTIONS, (1, 12, 12)),
        ("Perl", PERL, [("new", 3, 3), ("long", 4, 6)], ()),
        ("PowerShell", POWERSHELL, [("Get-It", 1, 1), ("Only-It", 2, 4)], (5,)),
        ("R", R, [("f", 1, 3)], ()),
        ("Zig", ZIG, [("f", 2, 3)], (1, 5)),
        ("Vue", VUE, [("f", 6, 8)], (9,)),
        ("HTML", VUE, [("f", 6, 8)], (9,)),
        ("Groovy", GROOVY, [("f", 2, 2), ("h", 3, 3)], (1,)),
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
