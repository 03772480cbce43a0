"""Whose the lines under `if` and `switch` of C and C++ are, drawn beside them."""

import pytest

from tests.measure.statements.owned import drawn, owners

CHAIN = """
          | int limit(int brand, int speed) {
          |   int top = 100;
van       |   if (brand == VAN) {
van       |     top = 90;
van       |     if (speed > 80)
van       |       top = 85;
bus,truck |   } else if (brand == TRUCK || brand == BUS) {
bus,truck |     top = 80;
          |   } else {
          |     top = 100;
          |   }
          |   return top;
          | }
"""
FAMILY = ["C", "C header", "C++", "Objective-C", "CUDA", "Arduino"]


@pytest.mark.parametrize("language", FAMILY)
def test_each_branch_of_a_chain_has_its_owner_and_what_follows_has_none(language: str) -> None:
    assert drawn(CHAIN, language) == CHAIN


def test_a_file_with_crlf_is_the_same() -> None:
    assert drawn(CHAIN, "C", line_end="\r\n") == CHAIN


def test_a_negation_leaves_the_branch_shared_and_gives_its_else_away() -> None:
    source = """
          | if (!(VAN || BUS))
          |   a();
bus,van   | else
bus,van   | {
bus,van   |   b();
bus,van   | }
          | if (brand != TRUCK) {
          |   c();
          | }
truck     | else if (fast) {
truck     |   d();
truck     | }
          | if (TRUCK == NULL)
          |   e();
"""
    assert drawn(source, "C") == source


def test_a_single_statement_is_a_body() -> None:
    source = """
truck     | if (TRUCK) a();
          | b();
truck     | if (TRUCK)
truck     |   c(d,
truck     |     e);
          | f();
truck     | if (TRUCK) g(); else
          |   h();
truck     | if (TRUCK)
truck     |   for (i = 0; i < n; i++)
truck     |     while (x)
truck     |       if (y)
truck     |         k();
truck     |       else
truck     |         l();
          | m();
truck     | if (TRUCK)
truck     |   do {
truck     |     n();
truck     |   } while (x);
          | else
          |   o();
truck     | if (TRUCK)
truck     |   LIST_FOREACH(a, b) {
truck     |     p();
truck     |   }
          | q();
truck     | if (TRUCK)
truck     |   x = (struct a){
truck     |     1 }, y = 2;
          | r();
"""
    assert drawn(source, "C") == source


def test_try_and_its_handlers_are_one_statement() -> None:
    source = """
truck     | if (TRUCK) try {
truck     |   a();
truck     | } catch (const E& e) {
truck     |   b();
truck     | } catch (...) {
truck     |   c();
truck     | }
          | d();
"""
    assert drawn(source, "C++") == source


def test_conditions_over_several_lines_belong_to_the_branch() -> None:
    source = """
truck     | if (brand == TRUCK /* ) */
truck     |     // or VAN)
truck     |     && f(a, (b)))
truck     | {
truck     |   c();
truck     | }
          | d();
van       | if constexpr (is_same<Van, T>::value) {
van       |   e();
van       | }
bus       | if (int x = f(); x == BUS) [[likely]] {
bus       |   g();
bus       | }
          | if (auto v = VAN; v) {
          |   h();
          | }
"""
    assert drawn(source, "C++") == source


def test_labels_without_code_between_are_one_and_default_is_all_others() -> None:
    source = """
          | switch (brand) {
          |   case 0:
          |     a();
          |     break;
van       |   case VAN: {
van       |     b();
van       |     break;
van       |   }
bus,truck |   case TRUCK:
          |   /* falls through */
bus,truck |   case BUS:
bus,truck |     switch (x) {
          |       // at last
truck     |       case TRUCK: c();
bus       |       default: d();
bus,truck |     }
          |   default:
          |     e();
          | }
          | f();
"""
    assert drawn(source, "C") == source


def test_a_default_before_other_labels_excludes_them() -> None:
    source = """
          | switch (brand) {
          |   default:
          |     a();
          |   case 'x' ... 'z':
          |     b();
van       |   case ns::VAN:
van       |     c();
          | }
          | goto done;
"""
    assert drawn(source, "C++") == source


def test_code_under_directives_keeps_the_ends_of_its_branches() -> None:
    source = """
          | void f() {
          | #ifdef A
          |   if (x) {
          | #elif defined(B)
          |   if (y) {
          | #else
          |   for (;;) {
          | #endif
truck     |     if (TRUCK) {
truck     |       a();
truck     |     }
          |   }
truck     |   if (TRUCK) {
truck     | #ifdef A
truck     |     b();
truck     |   }
truck     | #else
truck     |     c(); }
          | #endif
          |   d();
          | }
          | #define IF if (VAN) {
van       | void g() { if (VAN) {
van       | #if A
van       |     if (z) {
van       | #else
van       |     {
van       | #endif
van       |     e(); }
van       | # if B
van       |   }
van       | # else
van       |   else if (w) { } }
          | # endif
          |   h();
          | }
"""
    assert drawn(source, "C") == source


def test_a_control_character_is_no_bracket() -> None:
    source = """
          | a(\x01 b);
truck     | if (TRUCK) { \x01
truck     |   c();
truck     | }
          | d();
"""
    assert drawn(source, "C") == source


def test_a_body_that_directives_choose_is_one_body() -> None:
    source = """
truck     | if (TRUCK)
truck     | #ifdef A
truck     |   a();
truck     | #else
truck     |   b();
          | #endif
          | c();
truck     | if (TRUCK)
truck     | #ifdef A
truck     |   if (x)
truck     | #endif
truck     |     d();
          | e();
"""
    assert drawn(source, "C") == source


def test_strings_and_comments_are_no_conditions() -> None:
    source = """
          | const char *a = "if (VAN) {";
          | /* if (VAN) { */
          | b(); // if (VAN)
          | x.if(VAN);
          | c = VAN ? d : e;
          | while (VAN) f();
van       | if (g("}", '{', VAN)) {
van       |   h("if (x) }");
van       | }
          | i();
"""
    assert drawn(source, "C++") == source


@pytest.mark.parametrize(
    "source",
    [
        *(
            "if (VAN",
            "if (VAN) {",
            "if (VAN) (",
            "if (VAN)",
            "if VAN) }",
            "else if (VAN) else else",
        ),
        *(
            "switch (a) { case VAN",
            "switch (a { case VAN: }",
            "switch (a) { case VAN: (",
            "case VAN:",
        ),
        *(
            "}}})))if (VAN) x;",
            "#else\nif (VAN) {\n#endif\n#endif",
            "if (VAN) do",
            "if (VAN) try {",
        ),
    ],
)
def test_broken_code_has_as_many_lines_as_before(source: str) -> None:
    assert len(owners(f"{source}\nx;\n", "C++", {"VAN": "van"})) == source.count("\n") + 2
