//! What serde cannot hold as a number goes as a string, and comes back with all its digits.
#![cfg(feature = "serde")]

use apiloom_wire::{Decimal, Json};

#[test]
fn no_digit_is_lost() {
    let cases = [
        (
            "12345678901234567890.12345678901",
            r#""12345678901234567890.12345678901""#,
        ),
        ("0.1", "0.1"),
        ("1.50", "1.5"),
        ("-0.25", "-0.25"),
        ("1e400", r#""1e400""#),
        ("0.30000000000000004", "0.30000000000000004"),
        ("0.300000000000000041", r#""0.300000000000000041""#),
        ("1e21", "1e+21"),
        ("100.0", "100.0"),
        ("18446744073709551615", "18446744073709551615"),
        ("18446744073709551617", r#""18446744073709551617""#),
    ];
    for (text, expected) in cases {
        let json = Json::parse(text.as_bytes()).expect("a number");
        let sent = serde_json::to_string(&json).expect("JSON");
        assert_eq!(sent, expected, "{text}");
        if let Ok(decimal) = text.parse::<Decimal>() {
            let sent = serde_json::to_string(&decimal).expect("JSON");
            let back: Decimal = serde_json::from_str(&sent).expect("a decimal");
            let again = serde_json::to_string(&back).expect("JSON");
            assert_eq!(again, sent, "{text}");
        }
    }
}
