//! What the parser takes, what it refuses and where, and that nothing makes it panic.

use crate::expr::{Expr, ExprKind, Piece, ProblemKind, Span, mentions, parse};

#[test]
fn reads_every_form() {
    for text in [
        "a",
        "( a )",
        "a.b[0][\"c\"].in",
        "a | f | g(1, \"x\", k=b) ?? c == -5",
        "not a or not not b and c is not empty",
        "list(a, b) | join(\"&\") | sha256 | hex",
        "signed | each_key(lower) | only(\"content-type\") | each_value(trim | lower) | sort",
        "text(\"{a}/{{x}}/{b | f(\\\"}\\\")}\")",
        "a in list(1, 2)",
        "a\n  | f\n",
        "true != false",
        "f()",
    ] {
        assert!(parse(text).is_ok(), "{text}: {:?}", parse(text));
    }
}

#[test]
fn names_are_of_any_script() {
    for text in [
        "body.错误码 == \"E1\"",
        "停用 is present",
        "größe_2 > 5",
        "a.Ünï",
    ] {
        assert!(parse(text).is_ok(), "{text}: {:?}", parse(text));
    }
    for text in ["a.😀", "错误码：1", "2号 == 1"] {
        assert!(parse(text).is_err(), "{text}");
    }
}

#[test]
fn binds_as_the_grammar_says() {
    let ExprKind::Or(parts) = parse("a or b and not c == d ?? e | f").unwrap().kind else {
        panic!()
    };
    let ExprKind::And(parts) = &parts[1].kind else {
        panic!()
    };
    let ExprKind::Not(inner) = &parts[1].kind else {
        panic!()
    };
    let ExprKind::Compare(_, _, right) = &inner.kind else {
        panic!()
    };
    let ExprKind::Default(_, fallback) = &right.kind else {
        panic!()
    };
    assert!(matches!(fallback.kind, ExprKind::Pipe(..)));
}

#[test]
fn knows_every_place() {
    let text = "微 § x";
    assert_eq!(parse(text).unwrap_err().range, Span::new(2, 3));
    let text = r#"concat("微", settings.email) | sha256"#;
    let expr = parse(text).unwrap();
    assert_eq!(at(text, expr.range), text);
    let ExprKind::Pipe(concat, sha256) = &expr.kind else {
        panic!()
    };
    assert_eq!(at(text, sha256.range), "sha256");
    let ExprKind::Call(concat) = &concat.kind else {
        panic!()
    };
    assert_eq!(at(text, concat.args[0].value.range), "\"微\"");
    assert_eq!(at(text, concat.args[1].value.range), "settings.email");
}

#[test]
fn knows_places_inside_templates() {
    let text = r#"text("\u{5fae} {{ {settings.email | lower}!")"#;
    let ExprKind::Call(call) = parse(text).unwrap().kind else {
        panic!()
    };
    let ExprKind::Template(pieces) = &call.args[0].value.kind else {
        panic!()
    };
    let [Piece::Text(before), Piece::Hole(hole), Piece::Text(after)] = pieces.as_slice() else {
        panic!()
    };
    assert_eq!((before.as_str(), after.as_str()), ("微 { ", "!"));
    assert_eq!(at(text, hole.range), "settings.email | lower");
    let bad = parse(r#"text("ab {a b}")"#).unwrap_err();
    assert_eq!(bad.range, Span::new(12, 13));
}

#[test]
fn refuses_with_a_place() {
    for (text, start, end, kind) in [
        ("", 0, 0, ProblemKind::Syntax),
        ("a b", 2, 3, ProblemKind::Syntax),
        ("a = b", 2, 3, ProblemKind::Syntax),
        ("a && b", 2, 3, ProblemKind::Syntax),
        ("a || b", 3, 4, ProblemKind::Syntax),
        ("!a", 0, 1, ProblemKind::Syntax),
        ("f(a", 3, 3, ProblemKind::Syntax),
        ("a == b == c", 7, 9, ProblemKind::Syntax),
        ("a is odd", 5, 8, ProblemKind::Syntax),
        ("a.", 2, 2, ProblemKind::Syntax),
        ("a | not", 4, 7, ProblemKind::Syntax),
        ("1.5", 0, 3, ProblemKind::BadNumber),
        ("99999999999999999999", 0, 20, ProblemKind::BadNumber),
        ("5a", 0, 2, ProblemKind::BadNumber),
        ("\"a", 0, 2, ProblemKind::BadText),
        ("\"\\x\"", 1, 3, ProblemKind::BadText),
        ("\"\\u{d800}\"", 1, 9, ProblemKind::BadText),
        ("text(\"{a\")", 6, 7, ProblemKind::BadText),
        ("text(\"a}\")", 7, 8, ProblemKind::BadText),
        ("text(\"{}\")", 6, 7, ProblemKind::BadText),
    ] {
        let problem = parse(text).expect_err(text);
        assert_eq!(
            (problem.range, problem.kind),
            (Span::new(start, end), kind),
            "{text}: {problem}"
        );
    }
}

#[test]
fn bounds_depth_and_length() {
    for (open, close) in [
        ("(", ")"),
        ("f(", ")"),
        ("text(\"{", "}\")"),
        ("not ", ""),
        ("a[", "]"),
        ("", "|f"),
        ("", ".a"),
    ] {
        let text = format!("{}a{}", open.repeat(1500), close.repeat(1500));
        let problem = parse(&text).expect_err(&text[..20]);
        assert!(
            matches!(
                problem.kind,
                ProblemKind::TooDeep | ProblemKind::Syntax | ProblemKind::BadText
            ),
            "{problem}"
        );
    }
    assert_eq!(
        parse(&"a ".repeat(20_000)).unwrap_err().kind,
        ProblemKind::TooDeep
    );
    // Long chains of `and` are flat.
    assert!(parse(&format!("a{}", " and a".repeat(1000))).is_ok());
}

#[test]
fn mentions_names_before_checking() {
    let names = mentions(&parse("text(\"{a}\") | f(b.c, k=d[e]) == g and h is empty").unwrap());
    assert_eq!(names.into_iter().collect::<String>(), "abdegh");
}

/// No input makes the parser or the checker panic, and every range lies in the text.
#[test]
fn survives_any_input() {
    let pieces = [
        "a",
        "settings",
        ".",
        "email",
        "token",
        "|",
        "(",
        ")",
        "[",
        "]",
        ",",
        "\"",
        "\\",
        "{",
        "}",
        "text(\"",
        "\")",
        "==",
        "=",
        "??",
        "<",
        "and",
        "or",
        "not",
        "is",
        "present",
        "empty",
        "in",
        "list(",
        "each_key(",
        "join(",
        "hex",
        "sha256",
        "now",
        "uuid",
        "key",
        "if(",
        "choose(",
        "custom(",
        "0",
        "-1",
        "9",
        " ",
        "\n",
        "微",
        "\u{0}",
        "body",
        "code",
        "null",
        "true",
        "open",
        "format(",
        "\\u{",
        "-",
        "!",
        "days",
        "status",
    ];
    let scope = super::scope::scope();
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut checked = 0;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..1 + random(&mut seed) % 24 {
            text.push_str(pieces[random(&mut seed) % pieces.len()]);
            if random(&mut seed).is_multiple_of(3) {
                text.push(' ');
            }
        }
        let length = text.chars().count();
        match parse(&text) {
            Err(problem) => assert!(problem.range.end <= length, "{text:?}"),
            Ok(expr) => {
                inside(&expr, length, &text);
                if let Err(problems) = crate::expr::check(&expr, &scope) {
                    assert!(problems.iter().all(|p| p.range.end <= length), "{text:?}");
                }
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "{checked}");
}

fn inside(expr: &Expr, length: usize, text: &str) {
    assert!(
        expr.range.start < expr.range.end && expr.range.end <= length,
        "{text:?}"
    );
    expr.kind.each(&mut |part| inside(part, length, text));
}

/// Marsaglia's xorshift: the same numbers on every run.
fn random(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    usize::try_from(*seed % 65_521).unwrap()
}

fn at(text: &str, span: Span) -> String {
    text.chars()
        .skip(span.start)
        .take(span.end - span.start)
        .collect()
}
