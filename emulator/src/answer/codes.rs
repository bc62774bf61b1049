//! Which of the vendor's codes a refusal carries.

use apiloom_codegen::model::{Api, ErrorCode, ErrorKind};

use crate::FailureKind;

/// What a refusal is like before a code is chosen.
struct Manner {
    kind: ErrorKind,
    /// The status that says it without a code.
    status: u16,
    /// Words of names and remarks of codes that mean it.
    words: &'static [&'static str],
}

/// Words of codes that mean one failure of authentication and no other.
const TELLING: &[&str] = &[
    "sign",
    "nonce",
    "replay",
    "expire",
    "timestamp",
    "clock",
    "签名",
    "重放",
    "过期",
];

/// Words of codes that mean something that no emulator knows of.
const BESIDE: &[&str] = &[
    "password",
    "captcha",
    "locked",
    "activation",
    "密码",
    "验证码",
    "锁定",
    "激活",
];

fn manner(kind: &FailureKind) -> Manner {
    let (kind, status, words): (_, _, &'static [&'static str]) = match kind {
        FailureKind::NoRoute => (ErrorKind::NotFound, 404, &["route", "path", "api", "接口"]),
        FailureKind::NoMethod => (ErrorKind::Invalid, 405, &["method", "方法"]),
        FailureKind::Malformed => (
            ErrorKind::Invalid,
            400,
            &[
                "malformed",
                "syntax",
                "json",
                "parse",
                "format",
                "格式",
                "解析",
            ],
        ),
        FailureKind::Unauthenticated => (
            ErrorKind::Auth,
            401,
            &[
                "missing",
                "required",
                "unauth",
                "auth",
                "login",
                "缺少",
                "未登录",
                "认证",
            ],
        ),
        FailureKind::BadSignature => (
            ErrorKind::Auth,
            401,
            &["sign", "auth", "credential", "签名", "认证"],
        ),
        FailureKind::Stale => (
            ErrorKind::Auth,
            401,
            &[
                "timestamp",
                "stale",
                "expire",
                "clock",
                "time",
                "sign",
                "时间",
                "过期",
                "签名",
            ],
        ),
        FailureKind::Replayed => (
            ErrorKind::Auth,
            401,
            &[
                "replay",
                "nonce",
                "repeat",
                "duplicate",
                "sign",
                "重放",
                "重复",
                "签名",
            ],
        ),
        FailureKind::ExpiredToken(_) => (
            ErrorKind::Auth,
            401,
            &["token", "expire", "session", "令牌", "过期", "失效"],
        ),
        FailureKind::Throttled => (ErrorKind::RateLimit, 429, &[]),
        FailureKind::Invalid => (
            ErrorKind::Invalid,
            400,
            &["param", "input", "field", "argument", "valid", "参数"],
        ),
        FailureKind::NotFound => (
            ErrorKind::NotFound,
            404,
            &["not found", "no such", "不存在"],
        ),
        FailureKind::Conflict => (ErrorKind::Conflict, 409, &["exist", "duplicate", "已存在"]),
        FailureKind::Unavailable => (
            ErrorKind::Unavailable,
            503,
            &["maintenance", "busy", "繁忙"],
        ),
        FailureKind::Code(_) => (ErrorKind::Vendor, 400, &[]),
    };
    Manner {
        kind,
        status,
        words,
    }
}

/// The codes that a refusal may carry, the most fitting first; nothing stands for a refusal by its status
/// alone.
pub(super) fn codes(api: &Api, kind: &FailureKind) -> Vec<Option<String>> {
    let manner = manner(kind);
    let mut codes: Vec<Option<String>> = Vec::new();
    match kind {
        FailureKind::Code(code) => codes.push(Some(filled(api, code))),
        FailureKind::ExpiredToken(renewing) => {
            codes.extend(renewing.iter().map(|code| Some(filled(api, code))));
        }
        _ => {}
    }
    if !matches!(kind, FailureKind::Code(_)) {
        let rows = api.errors.iter().filter(|row| row.kind == manner.kind);
        codes.extend(ranked(rows, manner.words).map(|row| Some(filled(api, &row.code))));
    }
    // Gateways in front of vendors say these, and know no codes.
    let is_of_gateway = matches!(kind, FailureKind::Throttled | FailureKind::Unavailable);
    if codes.is_empty() && !is_of_gateway {
        let rows = api
            .errors
            .iter()
            .filter(|row| row.kind == ErrorKind::Vendor);
        // Only a code that means any failure stands for one that the vendor has no code for.
        let words = &["fail", "error", "失败", "异常"];
        let rows = ranked(rows.filter(|row| fitness(row, words) > 0), words);
        codes.extend(rows.map(|row| Some(filled(api, &row.code))));
    }
    codes.push(Some(manner.status.to_string()));
    codes.push(None);
    codes
}

/// The statuses with which a refusal reads natural, best first.
pub(super) fn statuses(api: &Api, kind: &FailureKind, code: Option<&str>) -> Vec<u16> {
    let own = manner(kind).status;
    let is_documented = code.is_some_and(|code| api.error(code).is_some());
    match code.and_then(|code| code.parse::<u16>().ok()) {
        // A code that looks like a status is one.
        Some(status) if (400..600).contains(&status) => vec![status, own, 200],
        // A vendor that has codes of its own says them in the body, unless its examples show otherwise.
        _ if is_documented => match code.and_then(|code| shown(api, code)) {
            Some(Shown::This(status)) => vec![status, own, 200],
            Some(Shown::Others) => vec![own, 200],
            None => vec![200, own],
        },
        _ => vec![own, 200],
    }
}

/// What examples show of the status of failures.
enum Shown {
    /// The status of this one.
    This(u16),
    /// That all the others have a status of failures.
    Others,
}

/// What examples show of the status of a failure with a code; nothing if they show the status of successes.
fn shown(api: &Api, code: &str) -> Option<Shown> {
    let examples = api.operations.iter().flat_map(|o| &o.examples);
    let answers = examples.filter_map(|example| example.answer.as_ref());
    let failures = answers.filter_map(|answer| Some((answer.fails.as_deref()?, answer.status)));
    let failures: Vec<(&str, u16)> = failures.collect();
    if let Some((_, status)) = failures.iter().find(|(fails, _)| *fails == code) {
        return Some(Shown::This(*status));
    }
    let is_failure = |(_, status): &(&str, u16)| *status >= 400;
    (!failures.is_empty() && failures.iter().all(is_failure)).then_some(Shown::Others)
}

/// The rows whose names and remarks have most of the words, then exact codes, then in the order written.
fn ranked<'a>(
    rows: impl Iterator<Item = &'a ErrorCode>,
    words: &[&str],
) -> impl Iterator<Item = &'a ErrorCode> {
    let mut rows: Vec<(i32, bool, &ErrorCode)> = rows
        .map(|row| (fitness(row, words), row.code.contains('*'), row))
        .collect();
    rows.sort_by_key(|(fitness, is_pattern, _)| (-fitness, *is_pattern));
    rows.into_iter().map(|(_, _, row)| row)
}

/// How well a code says what is meant by these words.
fn fitness(row: &ErrorCode, words: &[&str]) -> i32 {
    // The front of a code names a group.
    let code = row.code.to_lowercase();
    let code = code.rsplit(['.', '/', ':']).next().unwrap_or_default();
    let name = format!("{} {code}", row.name.spaced());
    let docs = [&row.facts.title, &row.facts.doc];
    let docs = docs.into_iter().flat_map(|docs| [&docs.en, &docs.zh]);
    let docs: String = docs.flatten().map(|text| text.to_lowercase()).collect();
    let count = |text: &str, words: &[&str]| -> i32 {
        let found = words.iter().filter(|word| text.contains(**word));
        i32::try_from(found.count()).unwrap_or(i32::MAX)
    };
    // What stands first among the words says more, and what another failure is called by speaks against it.
    let first = words.get(..2).unwrap_or(words);
    let others: Vec<&str> = TELLING
        .iter()
        .filter(|word| !words.contains(word))
        .copied()
        .collect();
    2 * count(&name, first) + 2 * count(&name, words) + count(&docs, words)
        - 3 * count(&name, &others)
        - 6 * count(&name, BESIDE)
        - count(&docs, BESIDE)
}

/// A code that a pattern stands for, and that means this pattern and no other row.
fn filled(api: &Api, code: &str) -> String {
    if !code.contains('*') {
        return code.to_owned();
    }
    let row = |filled: &String| api.error(filled).is_none_or(|row| row.code == code);
    let is_number = code.trim_matches('*').parse::<i64>().is_ok();
    let fills: &[&str] = match is_number {
        true => &[
            "1", "01", "001", "2", "02", "0", "00", "000", "9", "7", "11", "13", "",
        ],
        false => &["failed", "error", "invalid", "1", "001", ""],
    };
    let mut filled = fills.iter().map(|fill| code.replace('*', fill));
    filled.find(row).unwrap_or_else(|| code.replace('*', "1"))
}
