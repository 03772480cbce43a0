"""Whose the lines under `if` and `switch` of JavaScript and TypeScript are, drawn beside them."""

import pytest

from tests.measure.statements.owned import drawn

CHAIN = """
          | export function limit(brand, speed) {
van       |   if (brand === 'van') {
van       |     return speed > 80 ? 85 : 90;
bus,truck |   } else if (['truck', "bus"].includes(brand)) {
bus,truck |     return 80;
          |   } else {
          |     return 100;
          |   }
          | }
"""


@pytest.mark.parametrize("language", ["JavaScript", "TypeScript"])
def test_each_branch_of_a_chain_has_its_owner(language: str) -> None:
    assert drawn(CHAIN, language) == CHAIN
    assert drawn(CHAIN, language, line_end="\r\n") == CHAIN


def test_statements_end_with_a_semicolon_or_their_line() -> None:
    source = """
van       | if (VAN) return a
          | b()
van       | if (VAN) c(); else d();
          | e()
van       | if (VAN)
van       |   return f(function () {
van       |     g()
van       |   })
          | else if (typeof x === 'undefined')
          |   h()
          | else
          |   i = j +
          |     k
          | l()
van       | if (VAN) m = (n) =>
van       |   n
van       |     .o()
          | p()
          | if (brand !== VAN) q++
van       | else r++
          | s()
"""
    assert drawn(source, "TypeScript") == source


def test_switch_and_its_labels() -> None:
    source = """
          | switch (brand) {
          |   case `x`:
          |     a()
van       |   case 'van': {
van       |     b({ case: VAN, default: 1 })
van       |     break
van       |   }
bus,truck |   case Brand.TRUCK:
bus,truck |   case Brand.BUS:
bus,truck |     c()
          |   default:
          |     d()
          | }
          | switch (true) {
truck     |   case brand === TRUCK:
truck     |     e()
          |   case brand !== VAN:
          |     f()
van       |   default:
van       |     g()
          | }
"""
    assert drawn(source, "JavaScript") == source


def test_negation_and_nesting() -> None:
    source = """
          | if (!VAN) {
          |   a();
bus       |   if (BUS) {
bus       |     b(() => {
bus       |       if (c) { d(); }
bus       |     });
bus       |   }
van       | } else {
van       |   e();
van       | }
van       | if (
van       |   x &&
van       |   VAN // or BUS
van       | ) {
van       |   f();
van       | }
          | g();
"""
    assert drawn(source, "TypeScript") == source


def test_strings_templates_regular_expressions_and_comments_are_no_branches() -> None:
    source = """
          | const a = `if (VAN) { ${b ? '}' : `${VAN}`}`;
          | c.replace(/if (VAN) {/g, "if (VAN) {");
          | // if (VAN) {
          | const d = VAN ? 1 : 2;
          | const e = { if: VAN, case: VAN, 'if (VAN)': 1 };
          | f.if(VAN);
          | type T = VAN extends U ? X : Y;
van       | if (g(/[)}]/, "}", VAN)) {
van       |   h();
van       | }
          | i();
"""
    assert drawn(source, "TypeScript") == source


def test_of_a_page_only_the_scripts_are_read() -> None:
    source = """
          | <template>
          |   <p v-if="brand === 'van'">if (VAN) {</p>
          | </template>
          | <script setup lang="ts">
van       | if (brand === VAN) {
van       |   a()
van       | }
          | b()
          | </script>
          | <style>
          | p { color: if(VAN) }
          | </style>
"""
    for page in ("Vue", "Svelte", "HTML"):
        assert drawn(source, page) == source
