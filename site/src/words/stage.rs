//! The functions of the expression language in words.

use apiloom_codegen::expr::{Expr, ExprKind};

/// A function that is applied to what stands before it: as an order, and as what comes out of it.
///
/// The hole `{0}` is what it is applied to, `{1}` to `{3}` are its further arguments, and `{4}` is all of them
/// in a row.
pub(crate) struct Stage {
    name: &'static str,
    order: (&'static str, &'static str),
    noun: (&'static str, &'static str),
    /// Whether its argument is a chain of functions.
    pub(crate) takes_stages: bool,
}

impl Stage {
    /// What is done, as an order without a full stop.
    pub(crate) fn order(&self, args: &[&Expr]) -> (&'static str, &'static str) {
        special(self.name, args).map_or(self.order, |(order, _)| order)
    }

    /// What comes out.
    pub(crate) fn noun(&self, args: &[&Expr]) -> (&'static str, &'static str) {
        special(self.name, args).map_or(self.noun, |(_, noun)| noun)
    }
}

/// A function by its name.
pub(crate) fn stage(name: &str) -> Option<&'static Stage> {
    STAGES.iter().find(|stage| stage.name == name)
}

type Said = (&'static str, &'static str);

/// Words that depend on an argument.
fn special(name: &str, args: &[&Expr]) -> Option<(Said, Said)> {
    let text = |at: usize| match args.get(at).map(|arg| &arg.kind) {
        Some(ExprKind::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    match (name, text(0)) {
        ("join", Some("")) => Some((
            ("join the items with nothing between them", "直接连接各项"),
            ("{0} joined with nothing between them", "{0} 直接连接的结果"),
        )),
        ("join_pairs", Some("")) if text(1) == Some("") => Some((
            (
                "write all names and values one after the other, with nothing between them",
                "把所有名称和值依次直接连接",
            ),
            (
                "the names and values of {0}, one after the other",
                "{0} 的名称和值依次直接连接的结果",
            ),
        )),
        ("join_pairs", Some("")) => Some((
            (
                "write each pair as its name and value with nothing between them, and join the pairs with {2}",
                "每对写成名称紧接其值，再用 {2} 连接",
            ),
            (
                "the pairs of {0}, joined with {2}",
                "{0} 的各对用 {2} 连接的结果",
            ),
        )),
        ("percent", Some("form")) => Some((
            (
                "percent-encode it as HTML forms do, with + for a space",
                "按 HTML 表单规则作百分号编码，空格写成 +",
            ),
            (
                "{0}, encoded as in HTML forms",
                "按 HTML 表单规则编码的 {0}",
            ),
        )),
        ("percent", Some("path")) => Some((
            (
                "percent-encode it as in a path, where / stays",
                "按路径规则作百分号编码，保留 /",
            ),
            (
                "{0}, percent-encoded as in a path",
                "按路径规则作百分号编码的 {0}",
            ),
        )),
        ("slice", _) if args.len() == 1 => Some((
            (
                "keep the characters from position {1} on",
                "保留从位置 {1} 起的字符",
            ),
            ("{0} from position {1} on", "{0} 从位置 {1} 起的部分"),
        )),
        ("format", _) if args.len() > 1 => Some((
            (
                "write it in the form {1}, in the zone {2}",
                "按格式 {1} 写出，时区为 {2}",
            ),
            (
                "{0} in the form {1}, in the zone {2}",
                "按格式 {1}（时区 {2}）写出的{0}",
            ),
        )),
        _ => None,
    }
}

const fn stage_of(name: &'static str, order: Said, noun: Said) -> Stage {
    Stage {
        name,
        order,
        noun,
        takes_stages: false,
    }
}

const fn of_stages(name: &'static str, order: Said, noun: Said) -> Stage {
    Stage {
        name,
        order,
        noun,
        takes_stages: true,
    }
}

static STAGES: &[Stage] = &[
    stage_of(
        "join",
        ("join the items with {1}", "用 {1} 连接各项"),
        ("{0} joined with {1}", "{0} 用 {1} 连接的结果"),
    ),
    stage_of(
        "split",
        ("split it at each {1}", "以 {1} 分割"),
        (
            "the pieces of {0} between each {1}",
            "{0} 以 {1} 分割的各段",
        ),
    ),
    stage_of(
        "lower",
        ("convert it to lower case", "转为小写"),
        ("{0} in lower case", "转为小写的 {0}"),
    ),
    stage_of(
        "upper",
        ("convert it to upper case", "转为大写"),
        ("{0} in upper case", "转为大写的 {0}"),
    ),
    stage_of(
        "trim",
        ("remove white space at both ends", "去除首尾空白"),
        ("{0} without white space at its ends", "去除首尾空白的 {0}"),
    ),
    stage_of(
        "replace",
        ("replace every {1} by {2}", "把每个 {1} 替换为 {2}"),
        (
            "{0} with every {1} replaced by {2}",
            "{0} 中每个 {1} 替换为 {2} 的结果",
        ),
    ),
    stage_of(
        "strip_prefix",
        (
            "remove {1} at its start, if it is there",
            "去掉开头的 {1}（如有）",
        ),
        ("{0} without {1} at its start", "去掉开头 {1} 的 {0}"),
    ),
    stage_of(
        "after_last",
        (
            "keep what follows the last {1}",
            "保留最后一个 {1} 之后的部分",
        ),
        (
            "what follows the last {1} of {0}",
            "{0} 中最后一个 {1} 之后的部分",
        ),
    ),
    stage_of(
        "slice",
        (
            "keep the characters from position {1} up to, but not including, {2}",
            "保留从位置 {1} 起、到 {2} 之前的字符",
        ),
        (
            "the characters {1} to {2} of {0}",
            "{0} 从位置 {1} 起、到 {2} 之前的部分",
        ),
    ),
    stage_of(
        "length",
        ("count its characters", "计算字符数"),
        ("the number of characters of {0}", "{0} 的字符数"),
    ),
    stage_of(
        "byte_length",
        ("count its bytes", "计算字节数"),
        ("the number of bytes of {0}", "{0} 的字节数"),
    ),
    stage_of(
        "as_text",
        ("write it as text", "写成文本"),
        ("{0} as text", "{0} 的文本形式"),
    ),
    stage_of(
        "as_int",
        ("read it as a whole number", "读作整数"),
        ("{0} as a whole number", "{0} 的整数形式"),
    ),
    stage_of(
        "first",
        ("take the first item", "取第一项"),
        ("the first item of {0}", "{0} 的第一项"),
    ),
    stage_of(
        "last",
        ("take the last item", "取最后一项"),
        ("the last item of {0}", "{0} 的最后一项"),
    ),
    stage_of(
        "count",
        ("count the items", "计算项数"),
        ("the number of items of {0}", "{0} 的项数"),
    ),
    stage_of(
        "sort",
        (
            "sort in ascending order of bytes; pairs by name, then by value",
            "按字节升序排序；名值对先按名称、再按值",
        ),
        ("{0}, sorted", "{0}（已排序）"),
    ),
    stage_of(
        "without",
        ("leave out {4}", "去掉 {4}"),
        ("{0} without {4}", "去掉 {4} 的 {0}"),
    ),
    stage_of(
        "with",
        (
            "add {1} with the value {2} at the end",
            "在末尾加上 {1}，值为 {2}",
        ),
        ("{0} and {1} with the value {2}", "{0} 加上 {1}（值为 {2}）"),
    ),
    stage_of(
        "only",
        ("keep only {4}", "只保留 {4}"),
        ("of {0} only {4}", "{0} 中的 {4}"),
    ),
    stage_of(
        "drop_empty",
        ("leave out what is empty", "去掉空值"),
        ("{0} without what is empty", "{0}（去掉空值）"),
    ),
    of_stages(
        "each_key",
        ("with every name: {1}", "对每个名称：{1}"),
        ("{0} (with every name: {1})", "{0}（对每个名称：{1}）"),
    ),
    of_stages(
        "each_value",
        ("with every value: {1}", "对每个值：{1}"),
        ("{0} (with every value: {1})", "{0}（对每个值：{1}）"),
    ),
    stage_of(
        "keys",
        ("take the names", "取各名称"),
        ("the names of {0}", "{0} 的各名称"),
    ),
    stage_of(
        "values",
        ("take the values", "取各值"),
        ("the values of {0}", "{0} 的各值"),
    ),
    stage_of(
        "join_pairs",
        (
            "write each pair as name, {1} and value, and join the pairs with {2}",
            "每对按名称、{1}、值的顺序写出，再用 {2} 连接",
        ),
        (
            "the pairs of {0} as name, {1} and value, joined with {2}",
            "{0} 的各对按名称、{1}、值写出并用 {2} 连接的结果",
        ),
    ),
    stage_of(
        "percent",
        (
            "percent-encode all but letters, digits and -._~",
            "除字母、数字和 -._~ 外作百分号编码",
        ),
        ("{0}, percent-encoded", "百分号编码的 {0}"),
    ),
    stage_of(
        "percent_keep",
        (
            "percent-encode all but letters, digits, -._~ and {1}",
            "除字母、数字、-._~ 和 {1} 外作百分号编码",
        ),
        (
            "{0}, percent-encoded except {1}",
            "百分号编码的 {0}（保留 {1}）",
        ),
    ),
    stage_of(
        "hex",
        (
            "write it as lower-case hexadecimal digits",
            "写成小写十六进制",
        ),
        ("{0} in lower-case hexadecimal digits", "{0} 的小写十六进制"),
    ),
    stage_of(
        "HEX",
        (
            "write it as upper-case hexadecimal digits",
            "写成大写十六进制",
        ),
        ("{0} in upper-case hexadecimal digits", "{0} 的大写十六进制"),
    ),
    stage_of(
        "base64",
        ("write it in Base64", "写成 Base64"),
        ("{0} in Base64", "{0} 的 Base64 编码"),
    ),
    stage_of(
        "base64url",
        (
            "write it in Base64 for URLs, without padding",
            "写成 URL 安全的 Base64，不带填充",
        ),
        ("{0} in Base64 for URLs", "{0} 的 URL 安全 Base64 编码"),
    ),
    stage_of(
        "base64_decode",
        ("decode it from Base64", "按 Base64 解码"),
        ("{0}, decoded from Base64", "{0} 按 Base64 解码的结果"),
    ),
    stage_of(
        "json",
        ("write it as compact JSON", "写成紧凑的 JSON"),
        ("{0} as compact JSON", "{0} 的紧凑 JSON"),
    ),
    stage_of(
        "md5",
        ("take the MD5 digest", "计算 MD5 摘要"),
        ("the MD5 digest of {0}", "{0} 的 MD5 摘要"),
    ),
    stage_of(
        "sha1",
        ("take the SHA-1 digest", "计算 SHA-1 摘要"),
        ("the SHA-1 digest of {0}", "{0} 的 SHA-1 摘要"),
    ),
    stage_of(
        "sha256",
        ("take the SHA-256 digest", "计算 SHA-256 摘要"),
        ("the SHA-256 digest of {0}", "{0} 的 SHA-256 摘要"),
    ),
    stage_of(
        "sha512",
        ("take the SHA-512 digest", "计算 SHA-512 摘要"),
        ("the SHA-512 digest of {0}", "{0} 的 SHA-512 摘要"),
    ),
    stage_of(
        "hmac_md5",
        (
            "take the HMAC-MD5 with {1} as the key",
            "以 {1} 为密钥计算 HMAC-MD5",
        ),
        (
            "the HMAC-MD5 of {0} with {1} as the key",
            "以 {1} 为密钥对 {0} 计算的 HMAC-MD5",
        ),
    ),
    stage_of(
        "hmac_sha1",
        (
            "take the HMAC-SHA1 with {1} as the key",
            "以 {1} 为密钥计算 HMAC-SHA1",
        ),
        (
            "the HMAC-SHA1 of {0} with {1} as the key",
            "以 {1} 为密钥对 {0} 计算的 HMAC-SHA1",
        ),
    ),
    stage_of(
        "hmac_sha256",
        (
            "take the HMAC-SHA256 with {1} as the key",
            "以 {1} 为密钥计算 HMAC-SHA256",
        ),
        (
            "the HMAC-SHA256 of {0} with {1} as the key",
            "以 {1} 为密钥对 {0} 计算的 HMAC-SHA256",
        ),
    ),
    stage_of(
        "hmac_sha512",
        (
            "take the HMAC-SHA512 with {1} as the key",
            "以 {1} 为密钥计算 HMAC-SHA512",
        ),
        (
            "the HMAC-SHA512 of {0} with {1} as the key",
            "以 {1} 为密钥对 {0} 计算的 HMAC-SHA512",
        ),
    ),
    stage_of(
        "unix_seconds",
        (
            "write it as whole seconds since 1970",
            "写成 Unix 时间戳（秒）",
        ),
        ("{0} in whole seconds since 1970", "{0}的 Unix 时间戳（秒）"),
    ),
    stage_of(
        "unix_millis",
        (
            "write it as whole milliseconds since 1970",
            "写成 Unix 时间戳（毫秒）",
        ),
        (
            "{0} in whole milliseconds since 1970",
            "{0}的 Unix 时间戳（毫秒）",
        ),
    ),
    stage_of(
        "format",
        (
            "write it in the form {1}, in UTC",
            "按格式 {1} 写出，时区为 UTC",
        ),
        ("{0} in the form {1}, in UTC", "按格式 {1}（UTC）写出的{0}"),
    ),
];
