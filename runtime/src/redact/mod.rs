//! Cuts secrets out of what is shown.

mod collect;
mod members;
mod parameters;
mod parts;
mod spelling;

use std::fmt;

use apiloom_wire::Secret;

use crate::pair_style::names_in;
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

/// How deep JSON in JSON strings is looked into.
const NESTING_LIMIT: usize = 4;

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

    /// A text without secrets in which values were cut already, with `…` behind what is left of them:
    /// the beginning of a secret is cut out as well.
    pub(crate) fn cut_text(&self, text: &str) -> String {
        let text = self.text(text);
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((cut, behind)) = rest.split_once('…') {
            let left = cut.strip_suffix('"').unwrap_or(cut);
            let halves = self.values.iter();
            let half = halves.filter_map(|value| half_at_end(left.as_bytes(), value.as_bytes()));
            match half.max().and_then(|half| left.get(..left.len() - half)) {
                Some(before) => {
                    out.push_str(before);
                    out.push_str(HIDDEN);
                    out.push_str(&cut[left.len()..]);
                }
                None => out.push_str(cut),
            }
            out.push('…');
            rest = behind;
        }
        out + rest
    }

    /// A body without secrets, cut at the limit.
    pub(crate) fn body(&self, body: &[u8]) -> String {
        let beginning = self.beginning(body);
        let mut text = self.text(&String::from_utf8_lossy(beginning));
        if text.len() > BODY_LIMIT || beginning.len() < body.len() {
            let end = (0..=BODY_LIMIT.min(text.len()))
                .rev()
                .find(|end| text.is_char_boundary(*end))
                .unwrap_or(0);
            text.truncate(end);
            text.push_str(&format!("… ({} bytes in all)", body.len()));
        }
        text
    }

    /// As much of a body as it takes to show it up to the limit, so that long ones cost no more
    /// than others.
    ///
    /// It does not end within a secret: half of one would not be recognised.
    fn beginning<'b>(&self, body: &'b [u8]) -> &'b [u8] {
        let longest = self.values.first().map_or(0, String::len);
        let limit = BODY_LIMIT + longest;
        if body.len() <= limit {
            return body;
        }
        let mut end = character_start(body, limit);
        // What is left may end within a secret again, which began before.
        while let Some(cut) = self
            .values
            .iter()
            .filter_map(|value| half_at_end(&body[..end], value.as_bytes()))
            .max()
        {
            end -= cut;
        }
        &body[..end]
    }

    /// Whether what stands at this place is secret, by its name or by those around it:
    /// `customer.pins[0]`.
    pub(crate) fn is_secret_place(&self, place: &str) -> bool {
        let ends_so = |name: &&str| {
            let start = place.len().checked_sub(name.len());
            let end = start.and_then(|start| place.split_at_checked(start));
            end.is_some_and(|(before, end)| {
                end.eq_ignore_ascii_case(name) && (before.is_empty() || before.ends_with('.'))
            })
        };
        names_in(place).any(|name| self.is_secret_name(name)) || self.names.iter().any(ends_so)
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

/// The last place up to this one where no character of UTF-8 is cut.
fn character_start(body: &[u8], limit: usize) -> usize {
    // A character has four bytes at most; more of this kind are no UTF-8.
    let is_start = |at: &usize| !matches!(body.get(*at), Some(0x80..=0xbf));
    let mut places = (limit.saturating_sub(3)..=limit).rev();
    places.find(is_start).unwrap_or(limit)
}

/// How many bytes at the end of a text are the beginning of this value, but not the whole.
fn half_at_end(text: &[u8], value: &[u8]) -> Option<usize> {
    let longest = value.len().saturating_sub(1).min(text.len());
    (1..=longest)
        .rev()
        .find(|length| text.ends_with(&value[..*length]))
}

/// Whether a name is one of these, whatever the case of its letters.
pub(crate) fn is_named(names: &[&str], name: &str) -> bool {
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
        assert_eq!(
            redactor.text("a%2Fb%20%5C%22c a%2fb%20%5c%22c"),
            "[secret] [secret]"
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
        assert!(!text(r#"{"a":"{\x \"token\":\"xyz\"}"}"#).contains("xyz"));
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
    fn only_the_beginning_of_a_body_is_redacted() {
        let redactor = redactor(&["hunter2hunter2"]);
        let body = "x".repeat(10 * BODY_LIMIT);
        assert!(redactor.beginning(body.as_bytes()).len() < BODY_LIMIT + 100);
        let shown = redactor.body(body.as_bytes());
        let end = format!("x… ({} bytes in all)", body.len());
        assert_eq!(shown, "x".repeat(BODY_LIMIT - 1) + &end);
    }

    #[test]
    fn no_part_of_a_secret_stands_at_the_cut() {
        // The second begins within the first, the third within the second; a wide one makes the
        // text that is shown shorter than what was read.
        let wide = "W".repeat(900);
        let redactor = redactor(&["Qabc1€3", "c1€3d€5", "€5Ü€6", &wide]);
        let end = BODY_LIMIT + spellings(&wide)[0].len();
        for shift in 0..40 {
            let mut body = format!("{wide} ").repeat(3);
            let fill = end - shift - body.len();
            body.push_str(&"x".repeat(fill));
            body.push_str("Qabc1€3d€5Ü€6");
            body.push_str(&"y".repeat(2 * BODY_LIMIT));
            let shown = redactor.body(body.as_bytes());
            let (shown, _) = shown.split_once("… (").expect("it is cut");
            let left = shown.replace(HIDDEN, "");
            let rest = left.trim_matches([' ', 'x']);
            // What the longest leaves of those that it overlaps stands there in any text.
            let rest = rest.trim_end_matches('y');
            assert!(["", "QabÜ€6"].contains(&rest), "{shift}: {rest}");
        }
    }

    #[test]
    fn what_is_cut_within_texts_within_texts_is_hidden() {
        let inner = r#"{"token":"p\"q\u00e9","b":"#.to_owned()
            + &crate::scalar::quote(&"z".repeat(9000))
            + "}";
        let mut body = inner;
        for depth in 0..3 {
            let shown = redactor(&[]).body(body.as_bytes());
            assert!(
                !shown.contains("p\\") && shown.contains(HIDDEN),
                "{depth}: {shown:.200}"
            );
            body = format!(r#"{{"a":{}}}"#, crate::scalar::quote(&body));
        }
    }

    #[test]
    fn a_hostile_body_takes_no_longer_than_others() {
        // Every part that begins asked for a search to the end of these four megabytes, which took
        // minutes; now it is well below a second.
        let start = std::time::Instant::now();
        for name in ["a", "token"] {
            let body = format!("form-data; name=\"{name}\" ").repeat(200_000);
            assert_eq!(redactor(&[]).text(&body), body);
        }
        assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
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
