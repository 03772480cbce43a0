"""Whose the lines under Rust's `if`, `match` and `#[cfg]` are, drawn beside them."""

from tests.measure.statements.owned import drawn


def test_each_branch_of_a_chain_has_its_owner() -> None:
    source = """
          | fn limit(brand: Brand) -> u32 {
van       |     if brand == Brand::Van {
van       |         90
bus,truck |     } else if matches!(brand, Brand::Truck | Brand::Bus) {
bus,truck |         80
          |     } else {
          |         100
          |     }
          | }
          | let top = if brand != Van {
          |     1
van       | } else {
van       |     2
van       | };
          | let one = if cfg!(van) { 1 } else { 2 };
"""
    assert drawn(source, "Rust") == source
    assert drawn(source, "Rust", line_end="\r\n") == source


def test_patterns_and_blocks_in_a_condition_open_no_branch() -> None:
    source = """
van       | if let Car { brand: Van, .. } = car {
van       |     a();
van       | }
truck     | if unsafe { TRUCK } && b.iter().any(|x| { x > 1 })
truck     | {
truck     |     c();
truck     | }
          | if let Some(d) = e { f(VAN) }
          | while VAN { g(); }
"""
    assert drawn(source, "Rust") == source


def test_cfg_in_a_condition_is_read_by_its_own_rules() -> None:
    source = """
bus,van   | if cfg!(any(van, bus)) {
bus,van   |     a();
          | } else if cfg!(all(fast, not(truck))) {
          |     b();
          | }
          | if !cfg!(truck) {
          |     c();
          | }
          | cfg_if! {
van       |     if #[cfg(all(van, feature = "fast"))] {
van       |         d();
          |     } else if #[cfg(not(truck))] {
          |         e();
truck     |     } else {
truck     |         f();
truck     |     }
          | }
"""
    assert drawn(source, "Rust") == source


def test_the_arms_of_a_match() -> None:
    source = """
          | match brand {
          |     Brand::Other if fast => a(),
van       |     Brand::Van => {
van       |         if b { c() } else { d() }
van       |     }
bus,truck |     | Brand::Truck
bus,truck |     | Brand::Bus
bus,truck |         if slow =>
bus,truck |     {
bus,truck |         e()
bus,truck |     },
          |     #[cfg(fast)]
van       |     Car { brand: Van, .. } => f::<A, B>(1, |x, y| {
van       |         g()
van       |     }),
van       |     "van" => Some(h).map(i)
van       |         .unwrap_or(j),
          |     other => k(other),
          | }
          | match x { Van => 1, _ => 2 };
"""
    assert drawn(source, "Rust") == source


def test_an_attribute_is_for_the_item_behind_it() -> None:
    source = """
van       | #[cfg(van)]
van       | use a::{b, c};
van       | #[cfg(feature = "van")]
van       | #[derive(Debug)]
          | /// d
van       | pub(crate) struct D<T, U>(T, U);
          | struct E;
truck     | #[cfg(truck)]
truck     | impl<T> F for G<T>
truck     | where
truck     |     T: H<I = [u8; 2]>,
truck     | {
truck     |     fn j() {}
truck     | }
          | fn k() {}
truck     | #[cfg(truck)] const fn l() -> [u8; 3] {
truck     |     m()
truck     | }
truck     | #[cfg(truck)]
truck     | const N: O = O {
truck     |     p: 1,
truck     | };
truck     | #[cfg(truck)]
truck     | mod q;
          | #[cfg(not(truck))]
          | macro_rules! r {
          |     () => {};
          | }
          | #[cfg_attr(truck, path = "s.rs")]
          | mod s;
          | #[test]
bus,van   | #[cfg(any(van, bus))]
bus,van   | #[cfg(fast)]
bus,van   | unsafe fn t() {
bus,van   | }
          | fn u() {}
"""
    assert drawn(source, "Rust") == source


def test_an_attribute_is_for_a_field_an_arm_a_statement_or_an_argument() -> None:
    source = """
          | struct A {
van       |     #[cfg(van)]
van       |     pub b: Map<C, D<E>>,
          |     f: G,
bus       |     #[cfg(bus)]
bus       |     h: fn(I) -> J
          | }
          | enum K {
van       |     #[cfg(van)]
van       |     L { m: N, o: P },
          |     Q,
          | }
          | fn r(s: T,
van       |     #[cfg(van)] u: V) {
van       |     #[cfg(van)]
van       |     let w = x(1,
van       |         2)?;
van       |     #[cfg(van)]
van       |     {
van       |         y();
van       |     }
van       |     #[cfg(van)]
van       |     if z {
van       |         a();
van       |     } else {
van       |         b();
van       |     }
          |     match c {
van       |         #[cfg(van)]
van       |         D::E => {
van       |         }
          |         F => G {
van       |             #[cfg(van)]
van       |             h: 1,
          |             i,
          |         },
          |     }
van       |     #[cfg(van)]
van       |     j(a < b, c > d)
          | }
"""
    assert drawn(source, "Rust") == source


def test_an_inner_attribute_is_for_the_file_or_the_block_around_it() -> None:
    source = """
van       | #![allow(dead_code)]
van       | #![cfg(van)]
van       | fn a() {}
"""
    assert drawn(source, "Rust") == source
    source = """
          | mod a {
van       |     #![cfg(van)]
van       |     fn b() {}
van       | }
          | fn c() {}
"""
    assert drawn(source, "Rust") == source


def test_strings_comments_and_lifetimes_are_no_branches() -> None:
    source = """
          | const A: &str = r#"
          | if van {
          | #[cfg(van)]
          | "#;
          | /* /* #[cfg(van)] */ if van { */
          | fn b<'a>(c: &'a str) -> char { '{' }
          | // #[cfg(van)]
          | fn d() { e("if van {") }
van       | if van && f == '}' {
van       |     g()
van       | }
"""
    assert drawn(source, "Rust") == source
