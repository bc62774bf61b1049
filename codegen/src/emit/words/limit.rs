//! How many calls a vendor allows.

use crate::model::Limit;

/// A limit in both languages: "60 calls a minute, each operation counted by itself".
pub fn limit(limit: &Limit) -> (String, String) {
    let mut parts = Vec::new();
    if let Some((calls, seconds)) = limit.rate {
        parts.push(rate(calls, seconds));
    }
    parts.extend(limit.concurrent.map(|count| match count {
        1 => (
            "one call at a time".to_owned(),
            "同一时间只能有 1 个调用".to_owned(),
        ),
        _ => (
            format!("at most {count} calls at the same time"),
            format!("同一时间至多 {count} 个调用"),
        ),
    }));
    parts.extend(limit.each_operation.then(|| {
        (
            "each operation counted by itself".to_owned(),
            "各接口分别计数".to_owned(),
        )
    }));
    let (en, zh): (Vec<String>, Vec<String>) = parts.into_iter().unzip();
    (en.join(", "), zh.join("，"))
}

fn rate(calls: u32, seconds: u64) -> (String, String) {
    let unit = match seconds {
        1 => Some(("a second", "每秒")),
        60 => Some(("a minute", "每分钟")),
        3600 => Some(("an hour", "每小时")),
        86400 => Some(("a day", "每天")),
        _ => None,
    };
    let noun = if calls == 1 { "call" } else { "calls" };
    match unit {
        Some((en, zh)) => (format!("{calls} {noun} {en}"), format!("{zh} {calls} 次")),
        None => (
            format!("{calls} {noun} in {seconds} seconds"),
            format!("每 {seconds} 秒 {calls} 次"),
        ),
    }
}
