//! The checks of values: both sides of every bound, in both languages, and what must never be shown.

mod support;

use std::collections::BTreeMap;

use apiloom_wire::validate::{CheckedText, Message, VIOLATION_LIMIT};
use apiloom_wire::{
    Decimal, Json, Language, Nullable, OrEmpty, Patch, Pattern, Piece, Place, Replacement, Secret,
    Severity, Validate, Violation, Violations, Whole,
};

use self::support::Random;

const NO_LIMIT: u64 = u64::MAX;
const AT: Place<'_> = Place::ROOT;

/// What one check finds.
fn found(check: impl FnOnce(&mut Violations)) -> Violations {
    let mut found = Violations::new();
    check(&mut found);
    found
}

/// Checks that there is one violation, of this rule, with these messages.
fn assert_one(found: &Violations, rule: &str, english: &str, chinese: &str) {
    let all: Vec<&Violation> = found.iter().collect();
    let [one] = all[..] else {
        panic!("{found}");
    };
    assert_eq!(one.rule(), rule);
    assert_eq!(one.message(Language::English), english);
    assert_eq!(one.message(Language::Chinese), chinese);
    assert_eq!(one.severity(), Severity::Error);
}

#[test]
fn lengths() {
    // Text, bounds, what is said of it if anything is.
    let table = [
        ("", 0, 0, None),
        ("", 0, NO_LIMIT, None),
        ("a", 1, 1, None),
        ("éé", 2, 2, None),
        ("名字名字", 4, 4, None),
        ("😀", 1, 1, None),
        ("abcd", 1, 4, None),
        (
            "",
            1,
            40,
            Some((
                "has 0 characters, at least 1 is required",
                "有 0 个字符，至少 1 个",
            )),
        ),
        (
            "a",
            2,
            NO_LIMIT,
            Some((
                "has 1 character, at least 2 are required",
                "有 1 个字符，至少 2 个",
            )),
        ),
        (
            "😀😀",
            3,
            NO_LIMIT,
            Some((
                "has 2 characters, at least 3 are required",
                "有 2 个字符，至少 3 个",
            )),
        ),
        (
            "名字名字名",
            1,
            4,
            Some((
                "has 5 characters, at most 4 are allowed",
                "有 5 个字符，最多 4 个",
            )),
        ),
        (
            "ab",
            0,
            1,
            Some((
                "has 2 characters, at most 1 is allowed",
                "有 2 个字符，最多 1 个",
            )),
        ),
        (
            "abc",
            2,
            2,
            Some((
                "has 3 characters, exactly 2 are required",
                "有 3 个字符，必须正好 2 个",
            )),
        ),
        (
            "",
            1,
            1,
            Some((
                "has 0 characters, exactly 1 is required",
                "有 0 个字符，必须正好 1 个",
            )),
        ),
    ];
    for (text, min, max, said) in table {
        let found = found(|found| found.length(&AT, text, min, max));
        match said {
            None => assert!(found.is_empty(), "{found}"),
            Some((english, chinese)) => assert_one(&found, "length", english, chinese),
        }
    }
}

/// The shortcut by bytes never decides otherwise than counting does.
#[test]
fn lengths_agree_with_counting() {
    let mut random = Random::new(1);
    let mut outcomes = [0; 2];
    for _ in 0..20_000 {
        let text = text_of(&mut random, &['a', 'é', '名', '😀'], 9);
        let (min, max) = (random.below(10) as u64, random.below(10) as u64);
        let count = text.chars().count() as u64;
        let expected = count >= min && count <= max;
        let holds = found(|found| found.length(&AT, &text, min, max)).is_empty();
        assert_eq!(holds, expected, "{text} {min} {max}");
        outcomes[usize::from(holds)] += 1;
    }
    assert!(outcomes.iter().all(|count| *count > 1_000), "{outcomes:?}");
}

#[test]
fn byte_lengths() {
    for (text, min, max) in [("", 0, 0), ("é", 2, 2), ("名", 1, 3), ("名", 3, NO_LIMIT)] {
        assert!(found(|found| found.byte_length(&AT, text, min, max)).is_empty());
    }
    assert_one(
        &found(|found| found.byte_length(&AT, "名", 4, NO_LIMIT)),
        "byte_length",
        "has 3 bytes, at least 4 are required",
        "有 3 个字节，至少 4 个",
    );
    assert_one(
        &found(|found| found.byte_length(&AT, "名", 1, 2)),
        "byte_length",
        "has 3 bytes, at most 2 are allowed",
        "有 3 个字节，最多 2 个",
    );
}

#[test]
fn integer_ranges() {
    let table = [
        (1, Some(1), Some(200), true),
        (200, Some(1), Some(200), true),
        (0, Some(1), Some(200), false),
        (201, Some(1), Some(200), false),
        (i64::MIN, None, None, true),
        (i64::MAX, Some(i64::MAX), None, true),
        (i64::MAX - 1, Some(i64::MAX), None, false),
        (i64::MIN, None, Some(i64::MIN), true),
        (i64::MIN + 1, None, Some(i64::MIN), false),
    ];
    for (value, min, max, holds) in table {
        let found = found(|found| found.range(&AT, value, min, max));
        assert_eq!(found.is_empty(), holds, "{value}: {found}");
    }
    let of = |min, max| found(|found| found.range(&AT, 5_i32, min, max));
    assert_one(
        &of(Some(6), Some(9)),
        "range",
        "must be from 6 to 9",
        "必须在 6 到 9 之间（含两端）",
    );
    assert_one(
        &of(Some(6), None),
        "range",
        "must be 6 or more",
        "不得小于 6",
    );
    assert_one(
        &of(None, Some(4)),
        "range",
        "must be 4 or less",
        "不得大于 4",
    );
}

#[test]
fn float_ranges() {
    let table = [
        (0.5, Some(0.5), Some(1.0), true),
        (1.0, Some(0.5), Some(1.0), true),
        (0.499_999_999, Some(0.5), None, false),
        (1.000_000_001, None, Some(1.0), false),
        (-0.0, Some(0.0), None, true),
        (f64::INFINITY, Some(0.0), None, true),
        (f64::INFINITY, None, Some(f64::MAX), false),
        (f64::NEG_INFINITY, Some(f64::MIN), None, false),
        (f64::NAN, Some(0.0), None, false),
        (f64::NAN, None, None, false),
    ];
    for (value, min, max, holds) in table {
        let found = found(|found| found.float_range(&AT, value, min, max));
        assert_eq!(found.is_empty(), holds, "{value}: {found}");
    }
    let nan = found(|found| found.float_range(&AT, f64::NAN, None, None));
    assert_one(&nan, "range", "must be a number", "必须是数字");
}

#[test]
fn decimal_ranges() {
    let table = [
        ("0.01", Some("0.01"), Some("9.99"), true),
        ("9.990", Some("0.01"), Some("9.99"), true),
        ("1e-2", Some("0.01"), None, true),
        ("0.009999999999999999999999", Some("0.01"), None, false),
        ("9.9900000000000000000000001", None, Some("9.99"), false),
        ("-0.01", Some("0"), None, false),
        ("-0", Some("0"), Some("0"), true),
        ("0e9", Some("0"), Some("0"), true),
        ("1e400", None, Some("1e399"), false),
        ("10", Some("9"), None, true),
        ("100", None, Some("1e2"), true),
        ("-10", None, Some("-9"), true),
        ("-9", None, Some("-10"), false),
    ];
    for (value, min, max, holds) in table {
        let value = Decimal::new(value).unwrap();
        let found = found(|found| found.decimal_range(&AT, &value, min, max));
        assert_eq!(found.is_empty(), holds, "{value}: {found}");
    }
    let five = Decimal::from(5);
    assert_one(
        &found(|found| found.decimal_range(&AT, &five, Some("5.01"), None)),
        "range",
        "must be 5.01 or more",
        "不得小于 5.01",
    );
}

/// Decimals compare as the integers do that they are, times a thousand.
#[test]
fn decimals_compare_as_integers() {
    let mut random = Random::new(2);
    for _ in 0..20_000 {
        let (left, left_size) = decimal(&mut random);
        let (right, right_size) = decimal(&mut random);
        let order = Decimal::new(&left)
            .unwrap()
            .compare(&Decimal::new(&right).unwrap());
        assert_eq!(order, left_size.cmp(&right_size), "{left} {right}");
    }
}

/// A number in some notation, and the same times a thousand.
fn decimal(random: &mut Random) -> (String, i64) {
    let whole = random.below(30);
    let fraction = random.below(30);
    let digits = if random.below(2) == 0 { "0" } else { "" };
    let (exponent, power) = random.pick(&[
        ("", 10),
        ("e0", 10),
        ("e1", 100),
        ("E-1", 1),
        ("e+2", 1_000),
    ]);
    let negative = random.below(2) == 0;
    let sign = if negative { "-" } else { "" };
    let text = format!("{sign}{whole}.{fraction:02}{digits}{exponent}");
    let size = i64::try_from(whole * 100 + fraction).unwrap() * power;
    (text, if negative { -size } else { size })
}

#[test]
fn items() {
    for (count, min, max) in [(0, 0, 0), (1, 1, 1), (10, 0, 10), (3, 3, NO_LIMIT)] {
        assert!(found(|found| found.items(&AT, count, min, max)).is_empty());
    }
    assert_one(
        &found(|found| found.items(&AT, 11, 0, 10)),
        "items",
        "has 11 items, at most 10 are allowed",
        "有 11 项，最多 10 项",
    );
    assert_one(
        &found(|found| found.items(&AT, 0, 1, 10)),
        "items",
        "has 0 items, at least 1 is required",
        "有 0 项，至少 1 项",
    );
    assert_one(
        &found(|found| found.items(&AT, 1, 2, 2)),
        "items",
        "has 1 item, exactly 2 are required",
        "有 1 项，必须正好 2 项",
    );
}

#[test]
fn unique_items() {
    // On both sides of the length at which hashing begins.
    for length in [0, 1, 2, 15, 16, 17, 18, 50] {
        let different: Vec<usize> = (0..length).collect();
        assert!(found(|found| found.unique(&AT, &different)).is_empty());
        for (index, first) in [
            (1, 0),
            (length.max(1) - 1, 0),
            (length.max(2) - 1, length.max(2) - 2),
        ] {
            if index >= length || index == first {
                continue;
            }
            let mut equal = different.clone();
            equal[index] = first;
            let by_hash = found(|found| found.unique(&AT, &equal));
            let by_comparison = found(|found| found.unique_compared(&AT, &equal));
            assert_eq!(by_hash, by_comparison);
            assert_one(
                &by_hash,
                "unique",
                &format!("is equal to item [{first}], items must differ"),
                &format!("与第 [{first}] 项相同，各项不得重复"),
            );
            assert_eq!(by_hash.iter().next().unwrap().path(), format!("[{index}]"));
        }
    }
    let thrice = found(|found| found.unique(&AT, &["a", "a", "b", "a"]));
    let paths: Vec<&str> = thrice.iter().map(Violation::path).collect();
    assert_eq!(paths, ["[1]", "[3]"]);
}

#[test]
fn sets() {
    type Check = fn(&mut Violations, &Place<'_>, &[(&'static str, bool)], Option<Message>);
    let rules: [(&str, Check, [bool; 4]); 4] = [
        // Whether none, one, two or all of three may be given.
        (
            "all_or_none",
            Violations::all_or_none,
            [true, false, false, true],
        ),
        (
            "exactly_one",
            Violations::exactly_one,
            [false, true, false, false],
        ),
        (
            "at_least_one",
            Violations::at_least_one,
            [false, true, true, true],
        ),
        (
            "at_most_one",
            Violations::at_most_one,
            [true, true, false, false],
        ),
    ];
    for (rule, check, expected) in rules {
        for bits in 0_usize..8 {
            let fields = [
                ("a", bits & 1 != 0),
                ("b", bits & 2 != 0),
                ("c", bits & 4 != 0),
            ];
            let holds = expected[bits.count_ones() as usize];
            let usual = found(|found| check(found, &AT, &fields, None));
            assert_eq!(usual.is_empty(), holds, "{rule} {fields:?}");
            assert!(
                usual
                    .iter()
                    .all(|one| one.rule() == rule && one.value().is_none())
            );
            let own = Some(Message::new("own", "自己的"));
            let own = found(|found| check(found, &AT, &fields, own));
            if !holds {
                assert_one(&own, rule, "own", "自己的");
            }
        }
    }
}

#[test]
fn messages_of_sets() {
    let fields = |a, b| [("a", a), ("b", b)];
    assert_one(
        &found(|found| found.all_or_none(&AT, &fields(true, false), None)),
        "all_or_none",
        "all of a, b must be given, or none; missing: b",
        "a、b 必须全部给出或全部不给出；缺少 b",
    );
    assert_one(
        &found(|found| found.exactly_one(&AT, &fields(false, false), None)),
        "exactly_one",
        "exactly one of a, b must be given; none is",
        "a、b 必须且只能给出一个；一个也没有给出",
    );
    assert_one(
        &found(|found| found.exactly_one(&AT, &fields(true, true), None)),
        "exactly_one",
        "exactly one of a, b must be given; given: a, b",
        "a、b 必须且只能给出一个；给出了 a、b",
    );
    assert_one(
        &found(|found| found.at_least_one(&AT, &fields(false, false), None)),
        "at_least_one",
        "at least one of a, b must be given",
        "a、b 至少要给出一个",
    );
    assert_one(
        &found(|found| found.at_most_one(&AT, &fields(true, true), None)),
        "at_most_one",
        "at most one of a, b may be given; given: a, b",
        "a、b 最多只能给出一个；给出了 a、b",
    );
}

#[test]
fn requirements() {
    let check = |holds, severity| found(|found| found.require(&AT, holds, "order", severity, "no"));
    assert!(check(true, Severity::Error).is_empty());
    assert_one(&check(false, Severity::Error), "order", "no", "no");
    assert!(check(false, Severity::Error).has_errors());
    let warning = check(false, Severity::Warning);
    assert!(!warning.is_empty() && !warning.has_errors());
    assert_eq!(warning.message(Language::Chinese), "警告：no");
}

#[test]
fn types() {
    let integer = Message::new("an integer", "整数");
    let table = [
        (None, "nothing", "空缺", None),
        (Some(Json::Null), "null", "null", None),
        (Some(Json::from(true)), "bool", "布尔值", Some("true")),
        (Some(Json::from("x")), "string", "文本", Some("x")),
        (
            Some(Json::parse(b"1.5").unwrap()),
            "number",
            "数字",
            Some("1.5"),
        ),
        (Some(Json::parse(b"[1]").unwrap()), "array", "数组", None),
        (Some(Json::parse(b"{}").unwrap()), "object", "对象", None),
    ];
    for (value, english, chinese, shown) in table {
        let found = found(|found| found.wrong_type(&AT, integer, value.as_ref()));
        let (english, chinese) = (
            format!("must be an integer, found {english}"),
            format!("必须是整数，实际是{chinese}"),
        );
        assert_one(&found, "type", &english, &chinese);
        assert_eq!(found.iter().next().unwrap().value(), shown);
    }
}

#[test]
fn formats() {
    const DATES: &[&str] = &["yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", "yyyy-MM-dd"];
    type Check = fn(&mut Violations, &str);
    type Texts = &'static [&'static str];
    let rules: [(Check, Texts, Texts, &str, &str); 6] = [
        (
            |found, text| found.email(&AT, text),
            &["a@b"],
            &["", "a@", "@b"],
            "is no e-mail address such as name@example.com",
            "不是电子邮件地址，例如 name@example.com",
        ),
        (
            |found, text| found.phone(&AT, text),
            &["13800138000"],
            &["", "1380013800"],
            "is no phone number such as 13800138000, 0571-88888888 or +44 20 7946 0958",
            "不是电话号码，例如 13800138000、0571-88888888 或 +44 20 7946 0958",
        ),
        (
            |found, text| found.url(&AT, text),
            &["http://a"],
            &["", "http://", "a"],
            "is no address such as https://example.com/path",
            "不是网址，例如 https://example.com/path",
        ),
        (
            |found, text| found.integer_text(&AT, text),
            &["0", "-1", "10", "99999999999999999999999999"],
            &[
                "", "-", "-0", "01", "+1", "1.0", "1e3", " 1", "1 ", "１", "0x1",
            ],
            "is no integer such as 12 or -3",
            "不是整数，例如 12 或 -3",
        ),
        (
            |found, text| found.decimal_text(&AT, text),
            &["0", "-0.5", "1e3", "12.50"],
            &["", ".5", "1.", "+1", "01", "1,5", "NaN", "1 "],
            "is no number such as 12.5 or -3",
            "不是数字，例如 12.5 或 -3",
        ),
        (
            |found, text| found.time_text(&AT, text, DATES),
            &["2026-01-31", "2028-02-29", "2026-01-31T23:59:59.999Z"],
            &[
                "",
                "2026-02-29",
                "2026-1-31",
                "2026-01-31T24:00:00.000Z",
                "2026-01-31 00:00:00",
            ],
            "is no date or time written as yyyy-MM-dd'T'HH:mm:ss.SSS'Z' or yyyy-MM-dd",
            "不是格式为 yyyy-MM-dd'T'HH:mm:ss.SSS'Z' 或 yyyy-MM-dd 的日期或时间",
        ),
    ];
    for (check, accepted, refused, english, chinese) in rules {
        for text in accepted {
            let found = found(|found| check(found, text));
            assert!(found.is_empty(), "{found}");
        }
        for text in refused {
            assert_one(
                &found(|found| check(found, text)),
                "format",
                english,
                chinese,
            );
        }
    }
}

const ANY: u32 = u32::MAX;
const LOWER: Piece = Piece::one_of(&[('a', 'c')], 1, ANY);

/// Patterns in both forms.
const PATTERNS: &[(&str, &[Piece])] = &[
    ("", &[]),
    ("[a-c]+", &[LOWER]),
    ("[^,]*", &[Piece::none_of(&[(',', ',')], 0, ANY)]),
    (".{2,3}", &[Piece::none_of(&[('\n', '\n')], 2, 3)]),
    (
        "[a-z][a-z0-9-]*",
        &[
            Piece::one_of(&[('a', 'z')], 1, 1),
            Piece::one_of(&[('a', 'z'), ('0', '9'), ('-', '-')], 0, ANY),
        ],
    ),
    (
        "[a-c]+(-[a-c]+)*",
        &[LOWER, Piece::group(&[Piece::text("-"), LOWER], 0, ANY)],
    ),
    (
        "(1-?){1,2}",
        &[Piece::group(
            &[Piece::text("1"), Piece::one_of(&[('-', '-')], 0, 1)],
            1,
            2,
        )],
    ),
    (
        "([a-c]?){2,3}",
        &[Piece::group(&[Piece::one_of(&[('a', 'c')], 0, 1)], 2, 3)],
    ),
    (
        "([a-c]?)*",
        &[Piece::group(&[Piece::one_of(&[('a', 'c')], 0, 1)], 0, ANY)],
    ),
    ("é|a1|名-", &[Piece::first_of(&["é", "a1", "名-"])]),
];

#[test]
fn pieces() {
    // Source, what matches, what does not.
    let table: &[(&str, &[&str], &[&str])] = &[
        ("", &[""], &["a"]),
        ("[a-c]+", &["a", "abc"], &["", "d", "abcd", "dabc", "A"]),
        ("[^,]*", &["", "名\n"], &[",", "a,", ",a"]),
        (".{2,3}", &["ab", "名é1"], &["a", "abcd", "a\n", "\nab"]),
        ("[a-z][a-z0-9-]*", &["a", "z9-"], &["", "9", "aA"]),
        (
            "[a-c]+(-[a-c]+)*",
            &["a", "a-b", "ab-c-a"],
            &["", "-", "a-", "-a", "a--b"],
        ),
        (
            "(1-?){1,2}",
            &["1", "1-", "11", "1-1-"],
            &["", "-", "111", "1--"],
        ),
        ("([a-c]?){2,3}", &["", "a", "abc"], &["abca", "d"]),
        ("([a-c]?)*", &["", "abcabc"], &["d"]),
        ("é|a1|名-", &["é", "a1", "名-"], &["", "a", "éa1"]),
    ];
    for (source, matching, others) in table {
        let pieces = PATTERNS
            .iter()
            .find(|(other, _)| other == source)
            .unwrap()
            .1;
        let pattern = Pattern::pieces(source, pieces);
        for text in *matching {
            assert!(pattern.matches(text), "{source} {text}");
        }
        for text in *others {
            assert!(!pattern.matches(text), "{source} {text}");
        }
    }
}

#[test]
fn patterns_name_themselves() {
    static CODE: Pattern = Pattern::pieces("[a-c]+", &[LOWER]);
    assert!(found(|found| found.pattern(&AT, "abc", &CODE)).is_empty());
    assert_one(
        &found(|found| found.pattern(&AT, "abcd", &CODE)),
        "pattern",
        "does not match the pattern [a-c]+",
        "不符合正则表达式 [a-c]+",
    );
}

#[cfg(feature = "regex")]
mod regex {
    use super::*;

    const LETTERS: &[char] = &['a', 'b', 'c', 'z', '1', '-', ',', '\n', 'é', '名', 'A'];

    /// The pieces that `PATTERNS` gives for a source match what the source matches.
    #[test]
    fn pieces_agree_with_regular_expressions() {
        for (seed, (source, pieces)) in (1..).zip(PATTERNS) {
            let (fast, slow) = (Pattern::pieces(source, pieces), Pattern::regex(source));
            let mut random = Random::new(seed);
            let mut matching = 0;
            for _ in 0..5_000 {
                let letters = &LETTERS[..1 + random.below(LETTERS.len())];
                let text = text_of(&mut random, letters, 6);
                assert_eq!(
                    fast.matches(&text),
                    slow.matches(&text),
                    "{source} {text:?}"
                );
                matching += usize::from(fast.matches(&text));
            }
            assert!((10..4_990).contains(&matching), "{source}: {matching}");
        }
    }

    /// The address that the HTML standard gives, for ASCII.
    #[test]
    fn addresses_agree_with_the_standard() {
        static STANDARD: Pattern = Pattern::regex(concat!(
            r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?",
            r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*",
        ));
        let mut random = Random::new(3);
        let mut outcomes = [0; 2];
        for _ in 0..20_000 {
            let letters = ['a', '-', '.', 'Z', '_', '9', '@', '+', ' ', '"'];
            let letters = &letters[..3 + random.below(letters.len() - 2)];
            let (local, domain) = (
                text_of(&mut random, letters, 4),
                text_of(&mut random, letters, 6),
            );
            let text = format!("{local}@{domain}");
            let holds = found(|found| found.email(&AT, &text)).is_empty();
            assert_eq!(holds, STANDARD.matches(&text), "{text}");
            outcomes[usize::from(holds)] += 1;
        }
        assert!(outcomes.iter().all(|count| *count > 1_000), "{outcomes:?}");
    }

    #[test]
    fn the_whole_text_matches() {
        let table = [
            ("a|bc", "a", true),
            ("a|bc", "bc", true),
            ("a|bc", "ac", false),
            ("a", "a\n", false),
            ("(?m)a", "a\nb", false),
            ("(?m)^a$", "a\nb", false),
            (".", "\n", false),
            (r"\d+", "12", true),
            (r"\d+", "１２", false),
            ("(?i)é", "É", false),
        ];
        for (source, text, expected) in table {
            assert_eq!(
                Pattern::regex(source).matches(text),
                expected,
                "{source} {text:?}"
            );
        }
    }

    /// What the generator never lets through: it is said, and nothing panics.
    #[test]
    fn patterns_that_cannot_be_used() {
        static UNCLOSED: Pattern = Pattern::regex("(a");
        static INJECTED: Pattern = Pattern::regex("a)(b");
        static LARGE: Pattern = Pattern::regex("(a{1000}){100}");
        static HUGE: Pattern = Pattern::regex("((a{1000}){1000}){1000}");
        for pattern in [&UNCLOSED, &INJECTED, &LARGE, &HUGE] {
            let found = found(|found| found.pattern(&AT, "ab", pattern));
            let message = found.message(Language::English);
            let start = format!(
                "cannot be checked, since the pattern {} does not compile: ",
                pattern.source()
            );
            assert!(
                message.starts_with(&start) && message.len() > start.len(),
                "{message}"
            );
            assert!(found.message(Language::Chinese).contains("无法编译"));
        }
    }
}

/// A text of at most so many of these letters.
fn text_of(random: &mut Random, letters: &[char], most: usize) -> String {
    (0..random.below(most + 1))
        .map(|_| random.pick(letters))
        .collect()
}

#[test]
fn values_are_cut() {
    let value = |text: &str| {
        let found = found(|found| found.url(&AT, text));
        found.iter().next().unwrap().value().unwrap().to_owned()
    };
    let sixty = "名".repeat(60);
    assert_eq!(value(&sixty), sixty);
    assert_eq!(value(&format!("{sixty}字")), format!("{sixty}…"));
    let broken = found(|found| found.url(&AT, "a\nb"));
    assert!(
        broken.to_string().ends_with("(found \"a\\nb\")"),
        "{broken}"
    );
    let number = Decimal::new(&"9".repeat(61)).unwrap();
    let large = found(|found| found.decimal_range(&AT, &number, None, Some("1")));
    let nines = "9".repeat(60);
    assert_eq!(
        large.iter().next().unwrap().value(),
        Some(format!("{nines}…").as_str())
    );
}

#[test]
fn secrets_are_never_shown() {
    static CODE: Pattern = Pattern::pieces("[a-c]+", &[LOWER]);
    const DATES: &[&str] = &["yyyy-MM-dd"];
    /// Runs every check of texts.
    fn check<T: CheckedText + ?Sized>(found: &mut Violations, at: &Place<'_>, value: &T) {
        found.length(at, value, 99, 99);
        found.byte_length(at, value, 99, 99);
        found.pattern(at, value, &CODE);
        found.email(at, value);
        found.phone(at, value);
        found.url(at, value);
        found.integer_text(at, value);
        found.decimal_text(at, value);
        found.time_text(at, value, DATES);
    }
    let text = "Hunter-271828";
    let secret = Secret::new(text);
    let place = AT.field("password", "password").secret();
    let all = found(|found| {
        check(found, &AT, &secret);
        check(found, &AT, &&secret);
        check(found, &place, text);
        check(found, &place.item(0), &text.to_owned());
        found.wrong_type(&place, Message::from("a number"), Some(&Json::from(text)));
        found.range(&place, 271_828, None, Some(1));
        found.float_range(&place, 271_828.0, None, Some(1.0));
        found.decimal_range(&place, &Decimal::from(271_828), None, Some("1"));
        found.unique(&place, &[text, text]);
    });
    assert_eq!(all.len(), 4 * 9 + 5);
    let shown = [
        all.to_string(),
        format!("{all:?} {all:#?}"),
        all.message(Language::Chinese),
    ];
    for shown in shown {
        assert!(
            !shown.contains("Hunter") && !shown.contains("271828"),
            "{shown}"
        );
        assert!(shown.contains("[secret]"));
    }
    for one in &all {
        let parts = [one.message(Language::English), format!("{one} {one:?}")].concat();
        assert!(
            !parts.contains("271828") && !parts.contains("Hunter"),
            "{parts}"
        );
        assert_eq!(one.value(), (one.rule() != "unique").then_some("[secret]"));
    }
    // The same texts are shown where they are no secrets.
    let open = found(|found| check(found, &AT, text));
    assert!(open.iter().all(|one| one.value() == Some(text)));
}

#[test]
fn no_more_than_the_limit() {
    let warn = |found: &mut Violations| {
        found.require(&AT, false, "w", Severity::Warning, "w");
    };
    let fail = |found: &mut Violations| {
        found.require(&AT, false, "e", Severity::Error, "e");
    };
    let exact = found(|found| (0..VIOLATION_LIMIT).for_each(|_| fail(found)));
    assert_eq!((exact.len(), exact.omitted()), (100, 0));
    assert!(!exact.to_string().contains("more"));

    let many = found(|found| (0..100_000).for_each(|_| fail(found)));
    assert_eq!((many.len(), many.omitted()), (100, 99_900));
    assert!(many.to_string().ends_with("\nand 99900 more"));
    assert!(many.message(Language::Chinese).ends_with("\n另有 99900 项"));

    // An error is never lost behind warnings.
    let late = found(|found| {
        found.require(&AT, false, "first", Severity::Error, "first");
        (0..150).for_each(|_| warn(found));
        fail(found);
        warn(found);
    });
    assert_eq!((late.len(), late.omitted()), (100, 53));
    assert!(late.has_errors());
    let errors = late.iter().filter(|one| one.severity() == Severity::Error);
    let rules: Vec<&str> = errors.map(Violation::rule).collect();
    assert_eq!(rules, ["first", "e"]);
}

#[test]
fn warnings_end_where_they_were_begun() {
    let found = found(|found| {
        let inner = found.as_warnings(|found| {
            found.as_warnings(|found| found.length(&AT, "", 1, 1));
            found.require(&AT, false, "own", Severity::Error, "own");
            found.len()
        });
        assert_eq!(inner, 2);
        found.length(&AT, "", 1, 1);
    });
    let severities: Vec<Severity> = found.iter().map(Violation::severity).collect();
    assert_eq!(
        severities,
        [Severity::Warning, Severity::Warning, Severity::Error]
    );
    let lines: Vec<bool> = found
        .to_string()
        .lines()
        .map(|line| line.starts_with("warning: "))
        .collect();
    assert_eq!(lines, [true, true, false]);
}

/// A text of one character.
struct Letter(&'static str);

impl Validate for Letter {
    fn check(&self, at: &Place<'_>, found: &mut Violations) {
        found.length(&at.field("letter", "the_letter"), self.0, 1, 1);
    }
}

/// The paths of what is wrong with a value.
fn paths(value: &impl Validate) -> Vec<String> {
    let found = value.validate().err().unwrap_or_default();
    found
        .into_iter()
        .map(|one| format!("{} {}", one.path(), one.field()))
        .collect()
}

#[test]
fn containers() {
    let bad = || Letter("ab");
    let here = ["letter the_letter"];
    assert!(Letter("a").validate().is_ok());
    assert_eq!(paths(&bad()), here);
    assert_eq!(paths(&&bad()), here);
    assert_eq!(paths(&Box::new(bad())), here);
    assert_eq!(paths(&Some(bad())), here);
    assert_eq!(paths(&Nullable::Value(bad())), here);
    assert_eq!(paths(&OrEmpty::Value(bad())), here);
    assert_eq!(paths(&Patch::Set(bad())), here);
    assert_eq!(paths(&Replacement::With(bad())), here);
    assert_eq!(paths(&Whole::Set(bad())), here);
    assert_eq!(
        paths(&vec![Letter("a"), bad()]),
        ["[1].letter [1].the_letter"]
    );
    let by_name: BTreeMap<String, Letter> =
        [("a".to_owned(), Letter("a")), ("b c".to_owned(), bad())].into();
    assert_eq!(paths(&by_name), ["[\"b c\"].letter [\"b c\"].the_letter"]);
    let by_number: BTreeMap<i64, Vec<Letter>> = [(7, vec![bad()])].into();
    assert_eq!(paths(&by_number), ["7[0].letter [\"7\"][0].the_letter"]);

    assert!(paths(&None::<Letter>).is_empty());
    assert!(paths(&Nullable::<Letter>::Null).is_empty());
    assert!(paths(&Nullable::<Letter>::Absent).is_empty());
    assert!(paths(&OrEmpty::<Letter>::Empty).is_empty());
    assert!(paths(&Patch::<Letter>::Keep).is_empty());
    assert!(paths(&Patch::<Letter>::Clear).is_empty());
    assert!(paths(&Replacement::<Letter>::LeaveOut).is_empty());
    assert!(paths(&Whole::<Letter>::Erase).is_empty());
}

#[test]
fn lines_say_where_what_and_which_value() {
    let found = found(|found| {
        let at = &AT.field("tagList", "tags");
        found.length(&at.item(1), "", 1, 2);
        found.as_warnings(|found| found.range(&AT.field("level", "level"), 9, None, Some(5)));
    });
    assert_eq!(
        found.to_string(),
        "tagList[1]: has 0 characters, at least 1 is required (found \"\")\n\
         warning: level: must be 5 or less (found 9)",
    );
    assert_eq!(
        found.message(Language::Chinese),
        "tagList[1]：有 0 个字符，至少 1 个（值为 \"\"）\n警告：level：不得大于 5（值为 9）",
    );
    let first = found.iter().next().unwrap();
    assert_eq!((first.path(), first.field()), ("tagList[1]", "tags[1]"));
}
