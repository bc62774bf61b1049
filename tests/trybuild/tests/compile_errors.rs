//! Each case is a mistake, and the text that the compiler shows for it.

#[test]
fn mistakes_are_told_as_recorded() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("*.rs");
}
