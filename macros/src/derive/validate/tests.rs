//! What the derive makes of attributes; what it says about mistakes, the programs in
//! `tests/trybuild/validate` show.

use syn::DeriveInput;

use super::implementation;

/// The code for a type, without white space.
#[track_caller]
fn code(source: &str) -> String {
    let item: DeriveInput = syn::parse_str(source).expect("the source is an item");
    let code = implementation(&item).expect("the type has no mistake");
    code.to_string().replace(' ', "")
}

#[test]
fn a_pattern_is_a_regular_expression_only_if_it_must_be() {
    let pieces = code(r#"struct A { #[validate(pattern = "[a-z]+")] a: String }"#);
    assert!(pieces.contains("::apiloom::validate::Pattern::pieces(\"[a-z]+\""));
    let regex = code(r#"struct A { #[validate(pattern = ".+-.+")] a: String }"#);
    assert!(regex.contains("::apiloom::validate::Pattern::regex(\".+-.+\")"));
}

#[test]
fn every_name_is_whole() {
    let code = code(
        r#"#[validate(all_or_none("a", "b", message = "both"))] struct A {
            #[validate(length = "1..", pattern = "[^a-z]+", severity = "warning")] a: Option<String>,
            #[validate(range = "..2.5", inside)] b: Patch<Decimal>,
            #[validate(items = "1..", unique, url)] c: Vec<String>,
        }"#,
    );
    for name in [
        "Some(",
        "None",
        "u64::",
        "u32::",
        "validate::",
        "Patch::",
        "Message::",
    ] {
        for (at, _) in code.match_indices(name) {
            assert!(
                code[..at].ends_with("::"),
                "{name} in {}",
                &code[..at + name.len()]
            );
        }
    }
}

#[test]
fn mistakes_in_the_names_are_left_to_the_other_derive() {
    let code = code(r#"struct A { #[wire(nam = "b")] #[validate(length = "1..")] a: String }"#);
    assert!(code.contains(r#"at.field("a","a")"#));
}
