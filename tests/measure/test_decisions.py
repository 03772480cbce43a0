"""Decision points, by the line they stand on."""

import pytest

from variant_budget.measure.facts import measure_blob

# Behind each line, in a comment, how many decision points it has.
C = """
int f(int a) {                                  // 0
  if (a) { } else if (a && !a || a) { }         // 4
  for (;;) { while (0) { } }                    // 2
  do { } while (a);                             // 1
  switch (a) { case 1: case 2: default: ; }     // 2
  return a ? 1 : 2;                             // 1
}                                               // 0
#if A && B                                      // 1
#ifdef A                                        // 1
#elif defined(B) || C                           // 1
#else                                           // 0
#ifndef D                                       // 0
#endif                                          // 0
#define MAX(a, b) ((a) > (b) ? (a) : (b))       // 0
void g(T&& a, auto &&b, V<T>&& c, F&&... d);    // 0
void h(T &&a, V<T> &&b, V<T> && c);             // 0
bool operator && (A a); bool operator||(A a);   // 0
void i() && { } void j(T && = {}, U<V &&> u);   // 0
int ifx, forward, casex, x_if;                  // 0
char *s = "if (a && b)"; char c = '?';          // 0
try { } catch (E &e) { }                        // 1
"""

# As in Catch2: with spaces on both sides, only the place tells a reference.
CPP = """
bool f(A && a, std::function<B(C)> && b) {      // 0
  return a && b;                                // 1
}                                               // 0
A::A(B && b, bool c = d && e): f(b && g) { }    // 2
bool operator()(A &&) && { }                    // 0
"""

JAVA = """
List<?> a; Map<?, ?> b; Map<String, ? extends T> c; Class<? super T> d; // 0
int e = f ? 1 : g && h ? 2 : 3;                                         // 3
for (var i : j) if (k || l) { }                                         // 3
switch (m) { case A -> n(); case B, C -> o(); default -> { } }          // 2
try { } catch (E p) { } finally { }                                     // 1
String q = "? && ||"; char r = '?';                                     // 0
"""

GO = """
if a := b(); a && c || d { }            // 3
for i := range e { }                    // 1
switch { case f: case g, h: default: }  // 2
select { case <-i: }                    // 1
"""

SCRIPT = """
const a = b ? c : d?.e ?? f             // 1
g.catch(() => {}); h?.[0]; i?.()        // 0
function j(k?: string, l: M?) {}        // 0
try { } catch { }                       // 1
for (const n of o) while (p && q) {}    // 3
const r = s ?.5 : 1                     // 1
const t = `${u ? 1 : 2} && ||`          // 0
type V = { if?: W; case: X }            // 0
"""

PYTHON = """
if a and b or c: pass                             # 3
elif d: pass                                      # 1
else: pass                                        # 0
for e in f:                                       # 1
    pass                                          # 0
else: pass                                        # 1
while g: pass                                     # 1
else: pass                                        # 1
try: pass                                         # 0
except (A, B): pass                               # 1
except C: pass                                    # 1
else: pass                                        # 1
finally: pass                                     # 0
h = i if j else k                                 # 1
l = [m for n in o if p if q for r in s]           # 4
assert t and u, v if w else x                     # 1
assert (t and                                     # 1
        u)                                        # 0
y = lambda z: z or z                              # 1
with a: pass                                      # 0
match b:                                          # 0
    case 1 | 2 if c: pass                         # 2
    case [d, *e]: pass                            # 1
    case {'f': g}: pass                           # 1
    case -1: pass                                 # 1
    case h: pass                                  # 0
    case _: pass                                  # 0
async for i in j: pass                            # 1
k = "if a and b"; notif = order = forx = 1        # 0
"""

CSHARP = """
int? a = b ? 1 : c?.d ?? e;                             // 1
foreach (var f in g) if (h && i || j) { }               // 4
switch (k) { case 1: case 2: default: break; }          // 2
#if A                                                   // 1
#elif B                                                 // 1
#endif                                                  // 0
try { } catch (E l) when (m) { } finally { }            // 1
string n = $"{(o ? 1 : 2)} if";                         // 0
"""

KOTLIN = """
if (a && b || c) { } else if (d) { }                    // 4
for (e in f) while (g) { }                              // 2
val h = i ?: j?.k                                       // 0
when (l) {                                              // 0
  is M, 1 -> n()                                        // 1
  in 1..2 -> { }                                        // 1
  o == p -> 1                                           // 1
  else -> 2                                             // 0
}                                                       // 0
list.map { q -> q }                                     // 0
fun r(                                                  // 0
  s: (Int) -> Unit,                                     // 0
)                                                       // 0
try { } catch (t: U) { }                                // 1
"""

RUST = """
if a && b || c { } else if let Some(d) = e { }          // 4
for f in g { while h { } loop { } }                     // 2
impl I for J { }                                        // 0
let k = l()?.m()?;                                      // 2
match n {                                               // 0
    O::P(q) if r => 1,                                  // 2
    s | t => 2,                                         // 1
    _ => 3,                                             // 0
}                                                       // 0
v.map(|| 1); w(&&x); y(|z| z, || 2); move || 3;         // 0
fn f<T: ?Sized>(x: for<'a> fn(&'a T)) { }               // 0
"""

SWIFT = """
if a && b || c { } else if case .d = e { }              // 4
guard let f = g else { return }                         // 1
for h in i { while j { } }                              // 2
switch k {                                              // 0
case .l, .m(let n): break                               // 1
case let o where o > 1: break                           // 1
default: break                                          // 0
}                                                       // 0
enum P { case q, r(s: Int) }                            // 0
enum T {                                                // 0
    case u(v: Int)                                      // 0
    var w: Int? { x?.y ?? z }                           // 0
}                                                       // 0
let a1 = b1 ? c1 : d1                                   // 1
do { } catch { }                                        // 1
"""

SCALA = """
if (a && b || c) d else e                               // 3
for (f <- g) while (h) { }                              // 2
i match {                                               // 0
  case J(k) if l => 1                                   // 2
  case 2 | 3 => 2                                       // 1
  case _ => 3                                           // 0
}                                                       // 0
case class M(a: Int)                                    // 0
enum N { case O, P }                                    // 0
try q catch { case r: S => t }                          // 1
"""

PHP = """
<?php                                                   // 0
if ($a && $b || $c) { } elseif ($d and $e) { }          // 5
foreach ($f as $g) for (;;) while ($h) { }              // 3
switch ($i) { case 1: case 2: default: }                // 2
$j = $k ? 1 : $l ?? $m?->n ?: 2;                        // 2
function o(?int $p): ?string { }                        // 0
try { } catch (Q $r) { }                                // 1
$this->if($s->or); X::for();                            // 0
"""

RUBY = """
if a && b || c and d                                    # 4
elsif e or !f                                           # 2
end                                                     # 0
g unless h while i until j                              # 3
case k when 1, 2 then l else m end                      # 1
begin; rescue N, O => p; ensure; end                    # 1
q = r? ? s : t.empty?                                   # 1
{ if: 1, :for => 2 }; u.while; v = "#{w if x}"          # 0
"""

LUA = """
if a and b or c then elseif d then else end             -- 4
for e = 1, 2 do while f do end end                      -- 2
repeat until g                                          -- 1
"""

SHELL = """
if a && b || c; then d; elif e; then f; fi              # 4
for g in h; do while i; do until j; do k; done; done    # 3
case $l in                                              # 0
  a|b) m ;;                                             # 1
  -c | --cc) n ;;                                       # 1
  *) o ;;                                               # 0
esac                                                    # 0
echo "if a && b" --for                                  # 0
"""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("C++", C),
        pytest.param("C++", CPP, id="C++-references"),
        ("Java", JAVA),
        ("Go", GO),
        ("TypeScript", SCRIPT),
        ("Python", PYTHON),
        ("C#", CSHARP),
        ("Kotlin", KOTLIN),
        ("Rust", RUST),
        ("Swift", SWIFT),
        ("Scala", SCALA),
        ("PHP", PHP),
        ("Ruby", RUBY),
        ("Lua", LUA),
        ("Shell", SHELL),
    ],
)
def test_decision_points_stand_on_their_lines(language: str, text: str) -> None:
    rows = text.lstrip("\n").splitlines()
    found = measure_blob("\n".join(rows).encode(), language).decisions
    drawn = {number: int(row[-1]) for number, row in enumerate(rows, 1)}
    assert {number: found.count(number) for number in drawn} == drawn


def test_a_nested_else_belongs_to_its_own_indentation() -> None:
    source = b"""\
for a in b:
    if c:
        pass
    else:
        pass
else:
    pass
"""
    assert measure_blob(source, "Python").decisions == (1, 2, 6)
