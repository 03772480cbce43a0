"""Whose the lines under Python's `if` and `case` are, drawn beside them."""

from tests.measure.statements.owned import drawn

CHAIN = """
          | def limits(brand, speed):
van       |     if brand == "van":
van       |         top = 90
van       |         if speed > 80:
van       |             top = 85
bus,truck |     elif brand in ("truck", "bus"):
bus,truck |         top = 80
truck     |     elif brand == 'truck':
truck     |         top = 70
          |     else:
          |         top = 100
          |     return top
"""


def test_each_branch_of_a_chain_has_its_owner_and_what_follows_has_none() -> None:
    assert drawn(CHAIN, "Python") == CHAIN


def test_a_file_with_crlf_is_the_same() -> None:
    assert drawn(CHAIN, "Python", line_end="\r\n") == CHAIN


def test_a_negation_leaves_the_branch_shared_and_gives_its_else_away() -> None:
    source = """
          | if brand != VAN:
          |     a()
van       | else:
van       |     b()
          | if not is_truck(TRUCK):
          |     c()
truck     | elif fast:
truck     |     d()
          | if brand not in (VAN, BUS):
          |     e()
bus,van   | else:
bus,van   |     f()
"""
    assert drawn(source, "Python") == source


def test_conditions_are_read_as_a_whole() -> None:
    source = """
truck     | if brand == TRUCK and fast:
truck     |     a()
          | if brand == TRUCK or fast:
          |     b()
truck     | if (brand == TRUCK
truck     |         # not VAN
truck     |         and loaded):
truck     |     c()
bus,truck | if TRUCK or \\
bus,truck |         BUS:
bus,truck |     d()
          | e()
truck     | if TRUCK is not None:
truck     |     f()
          | if TRUCK is None:
          |     g()
"""
    assert drawn(source, "Python") == source


def test_a_branch_within_a_branch_narrows_it() -> None:
    source = """
bus,van   | if brand in {VAN, BUS}:
bus,van   |     a()
van       |     if brand == VAN:
van       |         b()
bus       |     else:
bus       |         c()
bus,van   |     d()
          | for each in brands:
          |     if each:
van       |         if each == VAN:
van       |             e()
          |         f()
          | else:
          |     g()
"""
    assert drawn(source, "Python") == source


def test_what_is_before_the_first_symbol_of_a_chain_is_shared() -> None:
    source = """
          | if fast:
          |     a()
van       | elif VAN:
van       |     b()
          | elif slow:
          |     c()
          | else:
          |     d()
"""
    assert drawn(source, "Python") == source


def test_a_branch_ends_where_the_indentation_ends() -> None:
    source = '''
          | def f():
          |     x = 1
truck     |     if TRUCK: a()
          |     b()
truck     |     if TRUCK:
truck     |         c("""
truck     | text at the margin
truck     | """)
          | # a comment at the wrong place
truck     |         d(
truck     |     1,
truck     | )
truck     |         e()

          |     try:
truck     |         if TRUCK:
truck     |             f()
          |     except Error:
          |         g()
          |     else:
          |         h()
          | i()
'''
    assert drawn(source, "Python") == source


def test_the_last_line_of_a_file_may_have_no_line_end() -> None:
    source = """
          | a()
van       | if VAN:
van       |     b()
"""
    assert drawn(source, "Python", line_end="\n") == source


def test_tabs_indent_to_the_next_eighth_column() -> None:
    source = "\nvan       | if VAN:\nvan       | \ta()\nvan       |         b()\n          | c()\n"
    assert drawn(source, "Python") == source


def test_case_labels_are_branches_and_an_underscore_is_all_others() -> None:
    source = """
          | match brand:
          |     case 0:
          |         a()
van       |     case "van":
van       |         b()
bus,truck |     case Brand.TRUCK | Brand.BUS if fast:
bus,truck |         c()
          |     case _:
          |         d()
          | e()
          | match x:
bus       |     case Bus(wheels=n):
bus       |         f()
          |     case other:
          |         g()
          | case = VAN
          | h()
"""
    assert drawn(source, "Python") == source


def test_strings_comments_and_expressions_are_no_conditions() -> None:
    source = '''
          | """
          | if VAN:
          |     a
          | """
          | # if VAN:
          | b = 1 if VAN else 2
          | c = [
          |     x for x in y
          |     if VAN
          | ]
          | d = {
          |     k: 1
          |     if VAN else
          |     2, e: 3,
          | }
          | f["if VAN:"]
          | g(if_van=VAN)
          | elif_ = VAN
'''
    assert drawn(source, "Python") == source


def test_broken_code_keeps_what_can_be_read() -> None:
    source = """
          | print "a" % (b
van       | if VAN:
van       |     c()
          | else
          |     d()
          | elif BUS
          | e()
"""
    assert drawn(source, "Python") == source
