"""Sources of C with conditional directives."""

NESTED = """\
int a0;
#ifdef VAN
int v1;
# if defined(TRUCK)
int vt2;
# else
int v3;
# endif
int v4;
#else
int n5;
#endif
int z6;
"""

CHAIN = """\
#if defined(VAN)
int v1;
int v2;
#elif defined(TRUCK) || defined(BUS)
int tb3;
#elif defined(SEDAN) && !defined(SPORT)
int s4;
#else
int n5;
#endif
"""

UNBALANCED = """\
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
"""

CONSTANT = """\
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
/* VAN */
"""

IN_STRINGS = r"""const char *s = "#ifdef VAN";
/* #ifdef VAN
   inside a comment
   #endif */
// #ifdef TRUCK
const char *t = "\
#ifdef BUS\
";
int z;
#ifdef VAN
int v;
#endif
"""

CARRIAGE_RETURNS = "#ifdef VAN\r\nint v1;\r\n#else\r\nint n2;\r\n#endif\r\nint z3;\r\n"

CALLED = """\
#define BUILD_FOR(x) (x)
#ifndef VAN
#define VAN 0
#endif
#ifndef TRUCK
#define TRUCK 0
#endif
#if BUILD_FOR(VAN)
int v1;
#elif BUILD_FOR(TRUCK) && 1
int t2;
#else
int n3;
#endif
"""
