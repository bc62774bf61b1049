//! The name of a file that the header `content-disposition` gives.

use crate::percent;

/// The name of a file in the header, as a name that cannot lead anywhere: without folders,
/// without controls, and none at all for what names no file.
pub(crate) fn file_name(header: &str) -> Option<String> {
    let parameters = parameters(header);
    let find = |wanted: &str| {
        let mut found = parameters.iter().filter(|(name, _)| name == wanted);
        found.next().map(|(_, value)| value.as_str())
    };
    let extended = find("filename*").and_then(extended);
    harmless(&extended.or_else(|| find("filename").map(str::to_owned))?)
}

/// The parameters, names in lower case, values without quotes.
fn parameters(header: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = header;
    while let Some((_, after)) = rest.split_once(';') {
        let Some((name, value)) = after.split_once('=') else {
            break;
        };
        // A parameter without a value starts a further one.
        let name = name.rsplit(';').next().unwrap_or_default();
        let name = name.trim().to_ascii_lowercase();
        let value = value.trim_start();
        let (text, after) = match value.strip_prefix('"') {
            Some(quoted) => unquoted(quoted),
            None => {
                let end = value.find(';').unwrap_or(value.len());
                (value[..end].trim().to_owned(), &value[end..])
            }
        };
        found.push((name, text));
        rest = after;
    }
    found
}

/// The text up to the closing quote, and what follows.
fn unquoted(quoted: &str) -> (String, &str) {
    let mut text = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (text, &quoted[at + 1..]),
            '\\' => text.extend(characters.next().map(|(_, escaped)| escaped)),
            _ => text.push(character),
        }
    }
    (text, "")
}

/// `UTF-8''%E2%82%AC.txt`, by RFC 8187.
fn extended(value: &str) -> Option<String> {
    let (charset, rest) = value.split_once('\'')?;
    let (_, text) = rest.split_once('\'')?;
    charset
        .eq_ignore_ascii_case("utf-8")
        .then(|| percent::decode(text))
}

fn harmless(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = last.chars().filter(|character| !character.is_control());
    // A colon names a drive or a stream on Windows.
    let kept: String = kept.map(|c| if c == ':' { '_' } else { c }).collect();
    let kept = kept.trim();
    (!matches!(kept, "" | "." | "..")).then(|| kept.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found() {
        let name = |header| file_name(header).unwrap_or_default();
        assert_eq!(name("attachment; filename=a.txt"), "a.txt");
        assert_eq!(
            name("attachment; filename=\"a; \\\"b\\\".txt\"; x=1"),
            "a; \"b\".txt"
        );
        assert_eq!(name("attachment; x; FileName = \"a\""), "a");
        assert_eq!(
            name("attachment; filename=\"?.xlsx\"; filename*=UTF-8''%E8%A1%A8.xlsx"),
            "表.xlsx"
        );
        assert_eq!(
            name("attachment; filename*=gbk''%B1%ED; filename=\"t\""),
            "t"
        );
        assert_eq!(name("attachment; filename=\"表.csv\""), "表.csv");
        for none in [
            "",
            "inline",
            "attachment; filename",
            "attachment; filename=",
            ";;=;",
        ] {
            assert_eq!(file_name(none), None, "{none}");
        }
        assert_eq!(name("attachment; filename=\"open"), "open");
    }

    #[test]
    fn a_name_leads_nowhere() {
        let name = |name: &str| file_name(&format!("attachment; filename=\"{name}\""));
        assert_eq!(name("../../etc/passwd").unwrap(), "passwd");
        assert_eq!(name("..\\\\..\\\\boot.ini").unwrap(), "boot.ini");
        assert_eq!(name("C:evil.exe").unwrap(), "C_evil.exe");
        assert_eq!(name("a\u{0}b\u{7f}").unwrap(), "ab");
        for bad in ["..", ".", "/", " ", "a/.."] {
            assert_eq!(name(bad), None, "{bad}");
        }
        let extended = "attachment; filename*=UTF-8''%2e%2e%2f%2e%2e%2fx%0a.sh";
        assert_eq!(file_name(extended).unwrap(), "x.sh");
    }
}
