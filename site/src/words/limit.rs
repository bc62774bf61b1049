//! How many calls a vendor allows.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::model::Limit;

use super::pick;

/// A limit: "60 calls in 60 seconds, each operation by itself".
pub(crate) fn limit(language: Language, limit: &Limit) -> String {
    let mut parts = Vec::new();
    if let Some((calls, seconds)) = limit.rate {
        parts.push(rate(language, calls, seconds));
    }
    parts.extend(limit.concurrent.map(|count| match count {
        1 => pick(language, "one call at a time", "同一时间只能有 1 个调用").to_owned(),
        _ => pick(
            language,
            format!("at most {count} calls at the same time"),
            format!("同一时间至多 {count} 个调用"),
        ),
    }));
    parts.extend(limit.each_operation.then(|| {
        pick(
            language,
            "each operation counted by itself",
            "各接口分别计数",
        )
        .to_owned()
    }));
    parts.join(pick(language, ", ", "，"))
}

fn rate(language: Language, calls: u32, seconds: u64) -> String {
    let unit = match seconds {
        1 => Some(("a second", "每秒")),
        60 => Some(("a minute", "每分钟")),
        3600 => Some(("an hour", "每小时")),
        86400 => Some(("a day", "每天")),
        _ => None,
    };
    let noun = if calls == 1 { "call" } else { "calls" };
    match unit {
        Some((en, zh)) => pick(
            language,
            format!("{calls} {noun} {en}"),
            format!("{zh} {calls} 次"),
        ),
        None => pick(
            language,
            format!("{calls} {noun} in {seconds} seconds"),
            format!("每 {seconds} 秒 {calls} 次"),
        ),
    }
}
