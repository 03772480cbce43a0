"""Whose the lines under Go's `if`, `switch` and build constraints are, drawn beside them."""

from tests.measure.statements.owned import drawn


def test_each_branch_of_a_chain_has_its_owner() -> None:
    source = """
          | func limit(brand string) int {
van       | 	if brand == "van" {
van       | 		return 90
bus,truck | 	} else if x := f(brand); x == Truck || x == Bus {
bus,truck | 		return 80
          | 	} else {
          | 		return 100
          | 	}
          | 	if v := VAN; fast {
          | 		g()
          | 	}
          | 	if brand != Truck {
          | 		h()
truck     | 	} else {
truck     | 		i()
truck     | 	}
          | 	j()
          | }
"""
    assert drawn(source, "Go") == source
    assert drawn(source, "Go", line_end="\r\n") == source


def test_conditions_may_hold_braces_in_brackets() -> None:
    source = """
van       | if a == (Brand{Van}) &&
van       | 	f(func() bool { return true }) {
van       | 	b()
van       | }
          | for _, c := range []Brand{Van} {
          | 	d()
          | }
van       | if runtime.GOOS == "van" { e() }
van       | if match, ok := g(Van); match == Van && ok {
van       | 	h()
van       | }
          | f()
"""
    assert drawn(source, "Go") == source


def test_a_label_leads_to_its_own_code_only() -> None:
    source = """
          | switch brand {
          | case 0:
van       | case Van:
van       | 	a()
bus,truck | case Truck, Bus:
bus,truck | 	if x := b(); x != nil {
bus,truck | 		c(map[string]int{"a": 1}, s[1:2])
bus,truck | 	}
bus,truck | 	fallthrough
          | default:
          | 	d()
          | }
"""
    assert drawn(source, "Go") == source


def test_switch_without_a_subject_has_conditions() -> None:
    source = """
          | switch {
          | case fast, brand == Truck:
          | 	a()
bus       | case brand == Bus, false:
bus       | 	b()
          | case brand != Van:
          | 	c()
          | }
          | switch x := f(); {
van       | case x == Van && !slow:
van       | 	c()
          | }
          | switch v := x.(type) {
bus       | case *Bus:
bus       | 	d(v)
          | default:
          | 	e()
          | }
          | select {
          | case x := <-Van:
          | 	f(x)
          | }
"""
    assert drawn(source, "Go") == source


def test_a_build_constraint_owns_the_whole_file() -> None:
    source = """
          | // Copyright
          | //go:build (van || truck) && !bus
          | // +build ignored
          |
truck,van | package a
          |
truck,van | func b() {
truck,van | }
"""
    assert drawn(source, "Go") == source


def test_the_older_spelling_of_build_constraints() -> None:
    source = """
          | // +build van,fast truck
          | // +build !bus
          |
truck,van | package a
"""
    assert drawn(source, "Go") == source


def test_branches_in_a_constrained_file_narrow_it() -> None:
    source = """
          | //go:build van || bus
          |
bus,van   | package a
bus,van   | func b() {
bus       | 	if Bus {
bus       | 		c()
van       | 	} else if fast {
van       | 		d()
van       | 	}
bus,van   | }
"""
    assert drawn(source, "Go") == source


def test_what_looks_like_a_constraint_behind_the_package_clause_is_a_comment() -> None:
    source = """
          | package a
          |
          | //go:build van
          | const b = `
          | if Van {
          | `
          | // if Van {
          | var c = "if Van {"
"""
    assert drawn(source, "Go") == source
