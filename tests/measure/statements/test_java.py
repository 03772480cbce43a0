"""Whose the lines under Java's `if` and `switch` are, drawn beside them."""

from tests.measure.statements.owned import drawn

CHAIN = """
          | class Limits {
          |   int limit(Brand brand) {
van       |     if (brand == Brand.VAN) {
van       |       return 90;
bus,truck |     } else if (brand.equals(Brand.TRUCK) || isBus(Brand.BUS)) {
bus,truck |       return 80;
          |     } else {
          |       return 100;
          |     }
          |   }
          | }
"""


def test_each_branch_of_a_chain_has_its_owner() -> None:
    assert drawn(CHAIN, "Java") == CHAIN
    assert drawn(CHAIN, "Java", line_end="\r\n") == CHAIN


def test_bodies_are_blocks_or_single_statements() -> None:
    source = """
van       | if (brand == VAN) return;
          | a();
van       | if (brand == VAN)
van       |   try (B b = c()) {
van       |     d();
van       |   } finally {
van       |     e();
van       |   }
          | else
          |   f();
          | if (brand != VAN)
          |   return new G() {
          |     void h() { }
          |   };
van       | else
van       |   i(() -> {
van       |     j();
van       |   });
          | k();
"""
    assert drawn(source, "Java") == source


def test_labels_with_colons() -> None:
    source = """
          | switch (brand) {
          |   case VAN_LIKE:
          |     a();
van       |   case VAN: case "van":
van       |     b();
van       |     break;
truck     |   case TRUCK: {
truck     |     c();
truck     |   }
          |   default: {
          |     d();
          |   }
          | }
"""
    assert drawn(source, "Java") == source


def test_labels_with_arrows() -> None:
    source = """
          | int top = switch (brand) {
van       |   case VAN -> 90;
bus,truck |   case TRUCK,
bus,truck |        BUS -> {
bus,truck |     a(x -> y);
bus,truck |     yield 80;
bus,truck |   }
van       |   case Car c when c.is(VAN) ->
van       |     70;
          |   case null, default -> 100;
          | };
          | int one = switch (brand) { case VAN -> 1; default -> 2; };
"""
    assert drawn(source, "Java") == source


def test_nested_branches_narrow_each_other() -> None:
    source = """
          | if (fast) {
bus,van   |   if (VAN || BUS) {
bus,van   |     switch (brand) {
van       |       case VAN:
van       |         a();
van       |         if (slow) {
van       |           b();
van       |         }
bus       |       default:
bus       |         c();
bus,van   |     }
bus,van   |   }
          |   d();
          | }
"""
    assert drawn(source, "Java") == source


def test_strings_comments_annotations_and_modifiers_are_no_branches() -> None:
    source = '''
          | @Case(VAN)
          | interface A { default int b() { return VAN; } }
          | String c = """
          |   if (VAN) {
          |   """;
          | // if (VAN) {
          | /* case VAN: */
          | int d = VAN ? 1 : 2;
          | this.if_(VAN);
          | while (VAN) { }
'''
    assert drawn(source, "Java") == source
