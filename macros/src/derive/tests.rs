//! What is said about the mistakes of a type; at which place, the programs in `tests/trybuild/derive` show.

use syn::DeriveInput;

use super::{expand, implementation};

/// What is said about each mistake of a type.
fn mistakes(source: &str) -> Vec<String> {
    let item: DeriveInput = syn::parse_str(source).expect("the source is an item");
    let Err(error) = implementation(&item) else {
        return Vec::new();
    };
    error.into_iter().map(|error| error.to_string()).collect()
}

/// Checks the first line of each mistake.
#[track_caller]
fn says(source: &str, expected: &[&str]) {
    let found = mistakes(source);
    let found: Vec<&str> = found
        .iter()
        .map(|text| text.lines().next().unwrap_or_default())
        .collect();
    assert_eq!(found, expected, "{source}");
}

#[test]
fn a_key_is_suggested_and_all_are_listed() {
    assert_eq!(
        mistakes(r#"struct A { #[wire(nmae = "b")] a: i64 }"#),
        [
            "there is no key `nmae`\nhelp: did you mean `name`? the keys of a named field are \
             `name`, `alias`, `as`, `required`, `optional`, `read_only`, `extra`"
        ]
    );
    assert_eq!(
        mistakes("enum A { #[wire(qqq)] B }"),
        ["there is no key `qqq`\nhelp: the keys of a variant are `code`, `other`"]
    );
    assert_eq!(
        mistakes("#[wire(tuple)] enum A { B }"),
        [
            "`tuple` is a key of a struct with named fields, not of an enum\nhelp: the only key \
             of an enum is `rename_all`"
        ]
    );
    assert_eq!(
        mistakes(r#"#[wire(rename_all = "camel_case")] struct A {}"#),
        [
            "there is no case `camel_case`\nhelp: did you mean `camelCase`? the cases \
             are `camelCase`, `snake_case`, `PascalCase`, `kebab-case`, `SCREAMING_SNAKE_CASE`"
        ]
    );
}

#[test]
fn attributes_are_keys_with_values() {
    says("#[wire] struct A {}", &["`wire` has its keys in brackets"]);
    says(
        r#"struct A { #[wire(read_only, name("b"))] #[wire(name = 5)] a: i64 }"#,
        &[
            "`#[wire(…)]` cannot be read here: expected `=` or `,`",
            "the value of `name` is a text in quotes",
        ],
    );
    says(
        "struct A { #[wire(name, as, read_only = true)] a: i64 }",
        &[
            "`name` has no value",
            "`as` has no value",
            "`read_only` takes no value",
        ],
    );
    says(
        r#"struct A { #[wire(name = "b", name = "c", alias = "d", alias = "e")] a: i64 }"#,
        &["`name` stands twice"],
    );
    says(
        r#"struct A { #[wire(= 3)] a: i64, #[wire("b")] b: i64 }"#,
        &[
            "`#[wire(…)]` cannot be read here: expected a key",
            "`#[wire(…)]` cannot be read here: expected a key",
        ],
    );
}

#[test]
fn members_have_names_of_their_own() {
    says(
        r#"struct A { #[wire(name = "", alias = "")] a: i64 }"#,
        &["the `name` is empty", "the `alias` is empty"],
    );
    says(
        r#"#[wire(rename_all = "camelCase")] struct A { a_b: i64, #[wire(name = "aB")] c: i64 }"#,
        &["`aB` stands for the field `a_b` on the wire already"],
    );
    says(
        r#"struct A { #[wire(alias = "b")] a: i64, #[wire(alias = "b")] c: i64 }"#,
        &["`b` stands for the field `a` on the wire already"],
    );
    says(
        r#"struct A { #[wire(name = "b")] a: i64, b: i64 }"#,
        &["`b` stands for the field `a` on the wire already"],
    );
    says(
        r#"struct A { #[wire(alias = "r#type", alias = "type")] r#type: i64 }"#,
        &["`type` is a name of this field already"],
    );
    says(
        r#"#[wire(rename_all = "PascalCase")] struct A { __: i64 }"#,
        &["`rename_all` leaves nothing of `__`"],
    );
}

#[test]
fn presence_is_said_once_and_can_be_kept() {
    says(
        "struct A { #[wire(required, optional)] a: i64 }",
        &["a member is `required` or `optional`"],
    );
    says(
        "struct A { #[wire(required)] a: std::option::Option<i64>, #[wire(required)] b: Patch<i64> }",
        &[
            "an empty `Option` is left out of an object, so the member is not always there",
            "an empty `Patch` is left out of an object, so the member is not always there",
        ],
    );
    says(
        "struct A { #[wire(required, as = apiloom::OrNull(apiloom::Plain))] a: Option<i64> }",
        &[],
    );
    says(
        "#[wire(tuple)] struct A { #[wire(required)] a: Option<i64> }",
        &[],
    );
}

#[test]
fn unknown_members_have_one_place() {
    says(
        "struct A { #[wire(extra)] a: Extra, #[wire(extra)] b: apiloom::Extra }",
        &["`a` keeps the unknown members already"],
    );
    says(
        "struct A { #[wire(extra)] a: Vec<Extra> }",
        &["the field that keeps the unknown members is an `apiloom::Extra`"],
    );
    says(
        "struct A { #[wire(extra, as = apiloom::Plain)] a: Extra }",
        &["`as` says nothing about a field that keeps the unknown members"],
    );
}

#[test]
fn a_tuple_keeps_its_places() {
    says(
        "#[wire(tuple)] struct A { #[wire(read_only)] a: i64, #[wire(extra)] b: Extra }",
        &[
            "an item of an array cannot be `read_only`",
            "the items of an array have no names under which unknown ones could be kept",
        ],
    );
}

#[test]
fn codes_are_of_one_kind_and_distinct() {
    says(
        r#"enum A { #[wire(code = 1)] B, #[wire(code = "c")] C, D, #[wire(code = 1)] E }"#,
        &[
            "this code is a text, and that of `B` is an integer",
            "`D` has no code, and that of `B` is an integer",
            "`1` is already the code of `B`",
        ],
    );
    says(
        r#"enum A { B, #[wire(code = "B")] C, #[wire(code = -1)] D }"#,
        &[
            "this code is an integer, and that of `C` is a text",
            "`\"B\"` is already the code of `B`",
        ],
    );
    says(
        "enum A { #[wire(code = 1.5)] B, #[wire(code = -\"c\")] C, #[wire(code = f())] D }",
        &[
            "a code is an integer or a text in quotes",
            "a code is an integer or a text in quotes",
            "a code is an integer or a text in quotes",
        ],
    );
    says(
        "enum A { #[wire(code = -9223372036854775808)] B, #[wire(code = 9223372036854775808)] C }",
        &["this integer does not fit 64 bits with a sign"],
    );
    says(
        "enum A { B = 1, #[wire(code = 2)] C = 2 }",
        &["a number of Rust is not the code on the wire"],
    );
    says(
        r#"#[wire(rename_all = "camelCase")] enum A { #[wire(code = 1)] B }"#,
        &["`rename_all` says nothing about codes that are integers"],
    );
}

#[test]
fn unknown_codes_have_one_place() {
    says(
        "enum A { B, #[wire(other)] C(Code), #[wire(other)] D(apiloom::Code) }",
        &["`C` keeps the unknown codes already"],
    );
    let payload = "the variant for unknown codes holds an `apiloom::Code`";
    for variant in ["C", "C(String)", "C(Code, Code)", "C { code: Code }"] {
        let source = format!("enum A {{ B, #[wire(other)] {variant} }}");
        says(&source, &[payload]);
    }
    says(
        "enum A { B, #[wire(code = 1, other)] C(Code) }",
        &["the variant for unknown codes has no code of its own"],
    );
    says(
        "enum A { #[wire(other)] C(#[wire(as = Plain)] Code) }",
        &[
            "`as` is a key of a named field and of the only field of a struct, not of what a \
             variant holds",
            "`A` has no variant with a code",
        ],
    );
    says("enum A {}", &["`A` has no variant with a code"]);
}

#[test]
fn only_some_types_have_a_form() {
    says(
        "enum A { B(i64), C { d: i64 }, E }",
        &[
            "`B` holds something, and `Wire` is derived for enums of codes alone",
            "`C` holds something, and `Wire` is derived for enums of codes alone",
        ],
    );
    says(
        "struct A<'a, T, const N: usize> { a: &'a [T; N] }",
        &["`Wire` cannot be derived for a type with parameters or \
             lifetimes"],
    );
    says(
        "struct A where String: Clone { a: String }",
        &["`Wire` cannot be derived for a type with a `where` clause"],
    );
    says(
        "union A { a: i64 }",
        &["a Rust `union` has no form on the wire"],
    );
    says("struct A;", &["`A` holds nothing that could be written"]);
    says("struct A();", &["`A` holds nothing that could be written"]);
    says(
        "struct A(i64, f64);",
        &["the fields of a record have names"],
    );
    says(
        r#"#[wire(rename_all = "camelCase")] struct A(#[wire(name = "a")] i64);"#,
        &[
            "`rename_all` is a key of a struct with named fields and of an enum, not of \
             a struct with one field without a name",
            "`name` is a key of a named field, not of the only field of a struct",
        ],
    );
}

/// Whatever stands in the attributes, the expansion is Rust.
#[test]
fn nothing_breaks_the_expansion() {
    const SOURCES: [&str; 4] = [
        r#"#[wire(rename_all = "camelCase", tuple)] struct A { #[wire(name = "b", alias = "c", as = Csv(Plain), required)] a: Vec<i64>, #[wire(read_only, optional)] b: Option<i64>, #[wire(extra)] c: Extra }"#,
        r#"#[wire(rename_all = "kebab-case")] enum A { #[wire(code = -1)] B, #[wire(code = "c")] C = 3, D { e: i64 }, #[wire(other)] F(#[wire(as = Plain)] Code) }"#,
        "#[wire(tuple)] struct A(#[wire(as = Csv(Plain))] Vec<i64>);",
        "struct A<'a, T: 'a, const N: usize>(&'a [T; N], i64) where T: Copy;",
    ];
    let mut expanded = 0;
    for source in SOURCES {
        let tokens: Vec<&str> = source
            .split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .collect();
        for from in 0..tokens.len() {
            for to in from + 1..=tokens.len().min(from + 6) {
                let mut rest = tokens.clone();
                rest.drain(from..to);
                let Ok(item) = syn::parse_str::<DeriveInput>(&rest.concat()) else {
                    continue;
                };
                let expansion = expand(&item);
                let parsed = syn::parse2::<syn::File>(expansion);
                assert!(parsed.is_ok(), "{}", rest.concat());
                expanded += 1;
            }
        }
    }
    assert!(expanded > 200, "{expanded}");
}
