"""Functions and classes that start with a word or end at an arrow, each source with its traps."""

import pytest

from variant_budget.measure.facts import measure_blob
from variant_budget.measure.functions import functions_of

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
    ISubclass None(); Subclass Make<V>() where V : class { }
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
    *(("operator ==", 11, 11), ("Make", 12, 12), ("Local", 13, 18), ("Inner", 15, 15)),
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


@pytest.mark.parametrize(
    ("language", "source", "functions", "classes"),
    [
        ("C#", CSHARP, CSHARP_FUNCTIONS, (2, 20, 21, 22, 23)),
        ("Kotlin", KOTLIN, KOTLIN_FUNCTIONS, (1, 17, 18, 19)),
        ("Rust", RUST, RUST_FUNCTIONS, (2, 3, 11, 12)),
        ("Swift", SWIFT, SWIFT_FUNCTIONS, (1, 11, 13, 14)),
        ("Scala", SCALA, SCALA_FUNCTIONS, (2, 15, 16, 20)),
        ("PHP", PHP, PHP_FUNCTIONS, (4, 13, 14, 14)),
        ("Dart", DART, DART_FUNCTIONS, (1, 12, 12)),
        ("Zig", ZIG, [("f", 2, 3)], (1, 5)),
        ("Groovy", GROOVY, [("f", 2, 2), ("h", 3, 3)], (1,)),
    ],
)
def test_definitions_with_braces_are_found_where_they_start(
    language: str, source: bytes, functions: list[tuple[str, int, int]], classes: tuple[int, ...]
) -> None:
    found = functions_of(source, language)
    assert [(each.name, each.first, each.last) for each in found] == functions
    facts = measure_blob(source, language)
    assert facts.functions == tuple(first for _, first, _ in functions)
    assert facts.classes == classes
