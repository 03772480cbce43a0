"""Whose the lines under C#'s `if` and `switch` are, drawn beside them."""

from tests.measure.statements.owned import drawn


def test_each_branch_of_a_chain_has_its_owner() -> None:
    source = """
          | if (fast)
          | {
          |     A();
          | }
van       | else if (brand == Brand.Van && vin is not null)
van       | {
van       |     B();
van       | }
truck     | else if (brand is Truck)
truck     |     C();
          | else
          | {
          |     D();
          | }
          | if (brand is not Bus) E();
bus       | else F();
          | G();
"""
    assert drawn(source, "C#") == source
    assert drawn(source, "C#", line_end="\r\n") == source


def test_single_statements_with_words_of_their_own() -> None:
    source = """
van       | if (VAN)
van       |     using (var a = B())
van       |     lock (c)
van       |         foreach (var d in e)
van       |         {
van       |             F();
van       |         }
          | G();
van       | if (VAN) await foreach (var d in e)
van       | {
van       |     H();
van       | }
          | I();
"""
    assert drawn(source, "C#") == source


def test_switch_statements() -> None:
    source = """
          | switch (brand)
          | {
van       |     case Brand.Van:
van       |         A();
van       |         goto case Brand.Truck;
truck     |     case Brand.Truck when speed > 80:
truck     |         B(default(Van));
truck     |         break;
          |     default:
          |         C = d => Van;
          |         break;
          | }
"""
    assert drawn(source, "C#") == source


def test_the_arms_of_a_switch_expression() -> None:
    source = """
          | var top = brand switch
          | {
van       |     Brand.Van => 90,
bus,truck |     Brand.Truck or
bus,truck |     Brand.Bus => Max<int, int>(
bus,truck |         80, 70),
van       |     { Kind: Van } when fast => 60,
          |     not Van => 50,
van       |     _ => 100,
          | };
          | var one = brand switch { Van => 1, _ => 2 };
"""
    assert drawn(source, "C#") == source


def test_directives_strings_and_comments_are_no_branches() -> None:
    source = """
          | #region if (VAN) {
          | #endregion
          | var a = @"
          | if (VAN) {";
          | var b = $"{(VAN ? 1 : 2)} if (VAN)";
          | // if (VAN) {
van       | if (VAN)
van       | {
van       | #if A
van       |     if (x) {
van       | #else
van       |     if (y) {
van       | #endif
van       |     }
van       | }
          | C();
"""
    assert drawn(source, "C#") == source
