"""Whose the lines under Swift's `if` and `switch` are, drawn beside them."""

from tests.measure.statements.owned import drawn


def test_each_branch_of_a_chain_has_its_owner() -> None:
    source = """
          | func limit(_ brand: Brand) -> Int {
van       |     if brand == .van {
van       |         return 90
bus,truck |     } else if [.truck, .bus].contains(brand), speed > 80 {
bus,truck |         return 80
          |     } else {
          |         return 100
          |     }
          | }
          | if brand != .van {
          |     a()
          | }
van       | else if let b = c {
van       |     d()
van       | }
          | guard brand == .van else { return }
          | e()
"""
    assert drawn(source, "Swift") == source
    assert drawn(source, "Swift", line_end="\r\n") == source


def test_conditions_over_several_lines_and_patterns() -> None:
    source = """
van       | if let a = b.first(where: { $0 > 1 }),
van       |    // not .truck
van       |    case .van = a
van       | {
van       |     c()
van       | }
          | if let d = e?.f { g(.van) }
          | let top = if brand == .van { 90 } else { 80 }
truck     | if case let .truck(wheels) = brand, wheels > 4 { h() }
          | i()
"""
    assert drawn(source, "Swift") == source


def test_labels() -> None:
    source = """
          | switch brand {
          | case .other where fast:
          |     a()
van       | case .van:
van       |     if case .x = y { b() }
van       |     c { (d: Int) in e() }
bus,truck | case .truck,
bus,truck |      .bus(wheels: 4) where slow:
bus,truck |     guard let g = h,
bus,truck |         case .car = g else { return }
bus,truck |     fallthrough
          | @unknown default:
          |     f()
          | }
          | enum Brand {
          |     case van, truck
          | }
          | switch match {
van       | case .van: i()
          | default: if match { j() }
          | }
"""
    assert drawn(source, "Swift") == source


def test_directives_strings_and_comments_are_no_branches() -> None:
    source = '''
          | let a = """
          | if van {
          | """
          | let b = "if van { \\(c ? "}" : "van")"
          | /* /* if van { */ */
          | // case .van:
van       | if van {
van       | #if os(Linux)
van       |     if d {
van       | #else
van       |     if e {
van       | #endif
van       |     }
van       | }
          | f()
'''
    assert drawn(source, "Swift") == source
