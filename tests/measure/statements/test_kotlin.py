"""Whose the lines under Kotlin's `if` and `when` are, drawn beside them."""

from tests.measure.statements.owned import drawn


def test_each_branch_of_a_chain_has_its_owner() -> None:
    source = """
          | fun limit(brand: Brand): Int {
van       |   if (brand == Brand.VAN) {
van       |     return 90
bus,truck |   } else if (brand in setOf(TRUCK, BUS)) {
bus,truck |     return 80
          |   } else {
          |     return 100
          |   }
          | }
          | if (brand !is Van) {
          |   a()
van       | } else {
van       |   b()
van       | }
"""
    assert drawn(source, "Kotlin") == source
    assert drawn(source, "Kotlin", line_end="\r\n") == source


def test_a_body_without_braces_ends_with_its_line() -> None:
    source = """
van       | if (brand == VAN) return
          | a()
van       | if (brand == VAN)
van       |   b(
van       |     c)
van       |     .d()
van       |     ?.e { it }
          | else
          |   f() ?:
          |     g()
          | h.each {
van       |   if (VAN) throw x()
          | }.y()
          | val top = if (VAN) 90 else 80
          | val one =
van       |   if (VAN) {
van       |     90
          |   } else 80
          | return if (VAN) 1 else 2
          | l(
          |   m = if (VAN) 1 else 2,
van       |   n = if (VAN)
van       |     1
          |   else
          |     2,
          |   o)
"""
    assert drawn(source, "Kotlin") == source


def test_when_with_a_subject() -> None:
    source = """
          | when (val x = brand) {
          |   0 -> a()
van       |   Brand.VAN -> b()
bus,truck |   TRUCK,
bus,truck |   BUS -> {
bus,truck |     c { d -> e(d) }
bus,truck |   }
van       |   in listOf(
van       |     VAN
van       |   ) -> f()
truck     |   is Truck.A -> if (x == Truck) return 1
truck     |   is Truck -> if (g)
truck     |       h()
truck     |     else
truck     |       i()
          |   !is Bus -> j()
bus       |   else -> k()
          | }
          | l()
"""
    assert drawn(source, "Kotlin") == source


def test_when_without_a_subject_has_conditions() -> None:
    source = """
          | val top = when {
          |   fast -> 1
          |   brand != VAN &&
          |     slow -> 2
          |   x || brand == VAN -> 3
          |   else -> {
          |     4
          |   }
          | }
          | val one = when { VAN -> 1; else -> 2 }
"""
    assert drawn(source, "Kotlin") == source


def test_strings_and_comments_are_no_branches() -> None:
    source = '''
          | val a = "if (VAN) {"
          | val b = """
          |   if (VAN) {
          | """
          | /* /* if (VAN) { */ */
          | c(if_ = VAN)
van       | if (d("${if (e) "}" else VAN}", VAN)) {
van       |   f()
van       | }
          | g()
'''
    assert drawn(source, "Kotlin") == source
