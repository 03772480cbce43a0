"""Whose the lines under Ruby's `if`, `unless` and `case` are, drawn beside them."""

from tests.measure.statements.owned import drawn


def test_each_branch_of_a_chain_has_its_owner() -> None:
    source = """
          | def limit(brand, speed)
van       |   if brand == :van
van       |     if speed > 80 then 85 else 90 end
bus,truck |   elsif [Truck, Bus].include?(brand)
bus,truck |     80
          |   else
          |     100
          |   end
          | end
          | unless brand == "van"
          |   a
van       | else
van       |   b
van       | end
"""
    assert drawn(source, "Ruby") == source
    assert drawn(source, "Ruby", line_end="\r\n") == source


def test_blocks_within_end_with_their_own_end() -> None:
    source = """
          | class A < B
van       |   if VAN
van       |     while c do
van       |       d.each do |e|
van       |         f if e
van       |         return g unless h?
van       |       end
van       |     end
van       |     i = if j
van       |           1
van       |         else
van       |           2
van       |         end
van       |     begin
van       |       k
van       |     rescue L
van       |       m
van       |     else
van       |       n
van       |     end until o
van       |     def end = 1
van       |     def self.if; end
van       |     p.end
van       |     q(if: 1, end: 2)
van       |     for r in s
van       |       t { |u| case u when 1 then 2 end }
van       |     end
van       |     class << self
van       |       v
van       |     end
van       |   end
          |   w
          | end
"""
    assert drawn(source, "Ruby") == source


def test_conditions_over_several_lines() -> None:
    source = """
truck     | if brand == Truck &&
truck     |     # or Van
truck     |     fast?(a,
truck     |       b)
truck     |   c
truck     | end
truck     | if (brand == Truck \\
truck     |     or false) then d
truck     | end
          | e
"""
    assert drawn(source, "Ruby") == source


def test_conditions_behind_a_statement() -> None:
    source = """
van       | raise "no" if brand == Van
          | return a unless brand == Van
          | b
van       | c do
van       |   d
van       | end if Van
van       | e = f if Van
          | g = if Van then 1 else 2 end
          | h
          | i? ? 1 : 2
"""
    assert drawn(source, "Ruby") == source


def test_a_condition_may_hold_a_block_and_a_statement_several_lines() -> None:
    source = """
van       | next if Van.any? do |a|
van       |   a.b if c
van       | end
          | d
van       | return e if f == Van && f != :*
          | g
van       | h(i,
van       |   j: 1) if
van       |   Van
van       | raise "no" \\
van       |   if Van
van       | k = [(l if Van),
          |   m]
          | n || o ||
van       |   (p if Van)
          | q = \\
van       |   if Van
van       |     r
          |   else
          |     s
          |   end
"""
    assert drawn(source, "Ruby") == source


def test_case_and_its_labels() -> None:
    source = """
          | case brand
          | when 0 then a
van       | when Brand::VAN
van       |   b
bus,truck | when "truck",
bus,truck |      "bus"
bus,truck |   c
          | else
          |   d
          | end
          | top = case
          |       when fast then 1
          |       when brand != Van
          |         2
van       |       else
van       |         3
          |       end
          | case x
truck     | in {brand: "truck" | "lorry"} if y
truck     |   e
truck     | in [Truck, *]
truck     |   f
          | in z
          |   g
          | end
"""
    assert drawn(source, "Ruby") == source


def test_strings_comments_and_names_are_no_branches() -> None:
    source = """
          | a = "if van"
          | b = <<~EOT
          |   if van
          | EOT
          | # if van
          | =begin
          | if van
          | =end
          | c = %w[if van]
          | d = van ? 1 : 2
          | e.if(van)
          | f(if: van)
          | g if h
          | j = /if van/
"""
    assert drawn(source, "Ruby") == source
