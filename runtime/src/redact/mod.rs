//! Cuts secrets out of what is shown.

mod collect;
mod members;
mod parameters;
mod parts;
mod spelling;

use std::fmt;

use apiloom_wire::Secret;

use crate::percent;

pub(crate) use self::collect::collect;
use self::members::hide_members;
use self::parameters::hide_assigned;
use self::parts::hide_parts;
use self::spelling::spellings;

/// What stands in place of a secret.
pub(crate) const HIDDEN: &str = "[secret]";

/// How much of a body an error keeps, in bytes.
pub(crate) const BODY_LIMIT: usize = 4096;

/// Knows the secret values and the names of secret members.
pub(crate) struct Redactor {
    values: Vec<String>,
    names: &'static [&'static str],
}

impl Redactor {
    pub(crate) fn new<'a>(
        secrets: impl IntoIterator<Item = &'a Secret>,
        names: &'static [&'static str],
    ) -> Self {
        let mut values = Vec::new();
        for secret in secrets {
            values.extend(spellings(secret.expose()));
        }
        // The longest first: of two secrets, one may be the beginning of the other.
        values.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        values.dedup();
        Self { values, names }
    }

    /// The text without secrets.
    pub(crate) fn text(&self, text: &str) -> String {
        let mut out = hide_parts(text, self.names);
        out = hide_members(&out, self.names, 0);
        for name in self.names {
            out = hide_assigned(&out, name);
            let encoded = percent::encode(name);
            if encoded != *name {
                out = hide_assigned(&out, &encoded);
            }
        }
        for value in &self.values {
            if !out.contains(value.as_str()) {
                continue;
            }
            out = match HIDDEN.contains(value.as_str()) {
                // What stands in place of another secret holds none.
                true => {
                    let parts = out.split(HIDDEN).map(|part| hide_value(part, value));
                    parts.collect::<Vec<_>>().join(HIDDEN)
                }
                false => hide_value(&out, value),
            };
        }
        out
    }

    /// A body without secrets, cut at the limit.
    pub(crate) fn body(&self, body: &[u8]) -> String {
        // First the secrets, then the cut: half a secret would not be recognised.
        let mut text = self.text(&String::from_utf8_lossy(body));
        if text.len() > BODY_LIMIT {
            let end = (0..=BODY_LIMIT)
                .rev()
                .find(|end| text.is_char_boundary(*end))
                .unwrap_or(0);
            text.truncate(end);
            text.push_str(&format!("… ({} bytes in all)", body.len()));
        }
        text
    }

    /// Whether a member of this name is secret.
    pub(crate) fn is_secret_name(&self, name: &str) -> bool {
        is_named(self.names, name)
    }
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redactor")
            .field("names", &self.names)
            .finish_non_exhaustive()
    }
}

/// Hides a value wherever it stands; a short one, such as the `k` of a test, only where it is not a part of a word.
fn hide_value(text: &str, value: &str) -> String {
    const SHORT: usize = 3;
    if value.len() >= SHORT {
        return text.replace(value, HIDDEN);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, found) in text.match_indices(value) {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        if ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
        {
            out.push_str(&text[from..at]);
            out.push_str(HIDDEN);
            from = at + found.len();
        }
    }
    out.push_str(&text[from..]);
    out
}

fn is_named(names: &[&str], name: &str) -> bool {
    names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redactor(secrets: &[&str]) -> Redactor {
        let secrets: Vec<Secret> = secrets.iter().map(|text| Secret::from(*text)).collect();
        Redactor::new(&secrets, &["token", "pass word"])
    }

    #[test]
    fn a_short_value_goes_where_it_stands_alone() {
        let redactor = redactor(&["k"]);
        assert_eq!(
            redactor.text("GET /books?sign=k&kind=k kk 'k'"),
            "GET /books?sign=[secret]&kind=[secret] kk '[secret]'"
        );
    }

    #[test]
    fn what_is_hidden_already_is_not_hidden_again() {
        let redactor = redactor(&["secret", "]", "a]b"]);
        assert_eq!(
            redactor.text(r#"{"token":"x"} a]b secrets ]"#),
            r#"{"token":"[secret]"} [secret] [secret]s [secret]"#
        );
    }

    #[test]
    fn values_go_in_every_spelling() {
        let redactor = redactor(&["a/b \"c"]);
        assert_eq!(
            redactor.text(r#"a/b "c a%2Fb%20%22c a%2fb%20%22c a%2Fb+%22c a/b \"c a\/b \"c"#),
            "[secret] [secret] [secret] [secret] [secret] [secret]"
        );
    }

    #[test]
    fn members_go_by_their_name() {
        let text = |text| redactor(&[]).text(text);
        assert_eq!(
            text(r#"{"token": "x\"y", "a": 1}"#),
            r#"{"token": "[secret]", "a": 1}"#
        );
        assert_eq!(
            text(r#"{"TOKEN":12,"b":2}"#),
            r#"{"TOKEN":"[secret]","b":2}"#
        );
        assert_eq!(text(r#"{"token":12}"#), r#"{"token":"[secret]"}"#);
        assert_eq!(
            text(r#"{"token": null,"token":nullx}"#),
            r#"{"token": null,"token":"[secret]"}"#
        );
        assert_eq!(
            text(r#"{"token":{"a":["}",1]},"b":2}"#),
            r#"{"token":"[secret]","b":2}"#
        );
        assert_eq!(
            text(r#"{"to\u006ben":"x"}"#),
            r#"{"to\u006ben":"[secret]"}"#
        );
        assert_eq!(
            text(r#"{"a":"{\"token\":\"x\"}"}"#),
            r#"{"a":"{\"token\":\"[secret]\"}"}"#
        );
        assert_eq!(
            text(r#"{"token":"cut in the mid"#),
            r#"{"token":"[secret]""#
        );
        assert!(!text(r#"{"a":"{\"token\":\"xyz"#).contains("xyz"));
        assert_eq!(text(r#"{"a":"token"}"#), r#"{"a":"token"}"#);
    }

    #[test]
    fn parameters_go_by_their_name() {
        let text = |text| redactor(&[]).text(text);
        assert_eq!(text("/a?token=x&b=2"), "/a?token=[secret]&b=2");
        assert_eq!(text("/a?b=2&Token=x"), "/a?b=2&Token=[secret]");
        assert_eq!(text("pass%20word=x y"), "pass%20word=[secret] y");
        assert_eq!(text("my_token=x"), "my_token=x");
        assert_eq!(text("a%5Btoken%5D=x&b=2"), "a%5Btoken%5D=[secret]&b=2");
        assert_eq!(text("a[token][0]=x y"), "a[token][0]=[secret] y");
        assert_eq!(text("a.1.token.12=x&token"), "a.1.token.12=[secret]&token");
        assert_eq!(text("tokens=x token==y"), "tokens=x token=[secret]");
    }

    #[test]
    fn parts_go_by_their_name() {
        let text = |text: &str| redactor(&[]).text(text);
        let part = |name: &str, content: &str| {
            format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{content}\r\n")
        };
        for name in ["token", "a[TOKEN]", "a.token.1", "pass word"] {
            let body = format!("{}{}--B--", part(name, "x\r\ny"), part("b", "1"));
            let hidden = format!("{}{}--B--", part(name, "[secret]"), part("b", "1"));
            assert_eq!(text(&body), hidden);
        }
        let cut = "form-data; name=\"token\"\r\n\r\nhalf of i";
        assert!(!text(cut).contains("half"));
        assert_eq!(text("form-data; name=\"token"), "form-data; name=\"token");
    }

    #[test]
    fn bodies_are_cut_after_they_are_redacted() {
        let mut body = "é".repeat(BODY_LIMIT / 2 - 2);
        body.push_str("hunter2hunter2");
        let shown = redactor(&["hunter2hunter2"]).body(body.as_bytes());
        assert!(!shown.contains("hunt"), "{shown}");
        assert!(shown.ends_with("bytes in all)"));
        assert_eq!(redactor(&[]).body(b"\xff"), "\u{fffd}");
    }

    #[test]
    fn no_text_is_too_broken() {
        const PARTS: &[&str] = &[
            "\"",
            "\\",
            "token",
            "\"token\"",
            ":",
            "=",
            "{",
            "}",
            "[",
            "]",
            ",",
            " ",
            "é",
            "%",
            "\\\"",
            "token=",
            "&",
            "1",
            "null",
            "a/b",
            "\u{1f600}",
            "\"{\\\"token\\\":",
            "\\u00",
        ];
        let redactor = redactor(&["a/b"]);
        // A linear congruential generator: the same texts on every run.
        let mut state = 1_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                let pick = usize::try_from(state >> 33).unwrap() % PARTS.len();
                text.push_str(PARTS[pick]);
            }
            let shown = redactor.text(&text);
            assert!(!shown.contains("a/b"), "{text:?} -> {shown:?}");
        }
    }
}
