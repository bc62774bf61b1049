//! The fixed forms of what readers say, in Chinese.

use apiloom::Language;

/// What is read, and its Chinese words; longer ones before those that they begin with.
const THINGS: [(&str, &str); 27] = [
    ("a code (integer or string)", "代码（整数或字符串）"),
    ("number within the range of a float", "浮点数范围之内的数字"),
    ("integer of 32 bits", " 32 位整数"),
    ("integer of 64 bits", " 64 位整数"),
    ("decimal number", "十进制数"),
    ("string, number or bool", "字符串、数字或布尔值"),
    ("string or integer", "字符串或整数"),
    ("array or object", "数组或对象"),
    ("an integer as the key", "整数键"),
    ("date-time as ", "日期时间，格式为 "),
    ("date-time such as ", "日期时间，例如 "),
    ("instant such as ", "时刻，例如 "),
    ("date as ", "日期，格式为 "),
    ("date such as ", "日期，例如 "),
    ("a variant of ", "变体之一："),
    ("a code of ", "代码之一："),
    ("a member's name in quotes", "引号中的成员名"),
    ("a closing quote", "结尾的引号"),
    ("a digit", "数字"),
    ("a value", "值"),
    ("the end", "结尾"),
    ("integer", "整数"),
    ("number", "数字"),
    ("string", "字符串"),
    ("object", "对象"),
    ("array", "数组"),
    ("bool", "布尔值"),
];

/// What a [`DecodeError`](apiloom::DecodeError) says, in a language; forms that are not known stay in
/// English.
pub fn in_language(message: &str, language: Language) -> String {
    match language {
        Language::Chinese => chinese(message),
        _ => message.to_owned(),
    }
}

/// What a reader says, in Chinese; words that are not known here stay as they are.
fn chinese(message: &str) -> String {
    match message {
        "the member stands twice" => return "这个成员出现了两次".to_owned(),
        "a pair has two items" => return "一对要有两项".to_owned(),
        _ => {}
    }
    let Some(rest) = message.strip_prefix("expected ") else {
        return message.to_owned();
    };
    if let Some((expected, found)) = rest.split_once(", found ") {
        return format!("应为{}，实际为{}", thing(expected), thing(found));
    }
    match rest.rsplit_once(" at byte ") {
        Some((expected, at)) => format!("第 {at} 字节处应为{}", thing(expected)),
        None => format!("应为{}", thing(rest)),
    }
}

/// Such as `string "heavy"`: the word, and what follows it as it is.
fn thing(text: &str) -> String {
    let known = THINGS.iter().find_map(|(english, chinese)| {
        let rest = text.strip_prefix(english)?;
        let is_whole = rest.is_empty() || english.ends_with(' ') || rest.starts_with(' ');
        is_whole.then(|| format!("{chinese}{rest}"))
    });
    known.unwrap_or_else(|| format!(" {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_forms_are_translated() {
        for (english, wanted) in [
            (
                "expected decimal number, found string \"heavy\"",
                "应为十进制数，实际为字符串 \"heavy\"",
            ),
            (
                "expected integer of 64 bits, found null",
                "应为 64 位整数，实际为 null",
            ),
            (
                "expected date as yyyy-MM-dd, found number 7",
                "应为日期，格式为 yyyy-MM-dd，实际为数字 7",
            ),
            ("expected `:` at byte 7", "第 7 字节处应为 `:`"),
            ("expected a value, found the end", "应为值，实际为结尾"),
            ("something else", "something else"),
        ] {
            assert_eq!(chinese(english), wanted);
        }
    }
}
