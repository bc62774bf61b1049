//! Where a fact is from, and how sure it is.

/// Where a fact is from, in both languages; `from` is written as it is.
pub fn source(from: Option<&str>, confidence: Option<&str>) -> Option<(String, String)> {
    let (en, zh) = match (from, confidence) {
        (Some(from), Some("example_only")) => (
            format!("Source: {from}, in an example only."),
            format!("来源：{from}，仅见于示例。"),
        ),
        (Some(from), Some("inferred")) => (
            format!("Source: {from}, inferred."),
            format!("来源：{from}，属推断。"),
        ),
        (Some(from), _) => (format!("Source: {from}."), format!("来源：{from}。")),
        (None, Some("example_only")) => (
            "It stands in an example only.".to_owned(),
            "仅见于示例。".to_owned(),
        ),
        (None, Some("inferred")) => (
            "It is inferred, not documented.".to_owned(),
            "属推断，文档没有说明。".to_owned(),
        ),
        (None, _) => return None,
    };
    Some((en, zh))
}
