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
int ifx, forward, casex, x_if;                  // 0
char *s = "if (a && b)"; char c = '?';          // 0
try { } catch (E &e) { }                        // 1
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


@pytest.mark.parametrize(
    ("language", "text"),
    [("C++", C), ("Java", JAVA), ("Go", GO), ("TypeScript", SCRIPT), ("Python", PYTHON)],
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
