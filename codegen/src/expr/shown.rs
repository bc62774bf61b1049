//! A value as people are shown it: with its secrets marked, in every form in which they stand.

use apiloom_wire::functions as f;

use super::value::Value;

/// The bytes of a value, with the secret ones marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Whether it is bytes rather than a text.
    pub binary: bool,
    /// What it consists of, in order.
    pub runs: Vec<Run>,
}

/// Some bytes that are secret, or are not.
#[derive(Clone, PartialEq, Eq)]
pub struct Run {
    /// The bytes; those of a text are its UTF-8.
    pub bytes: Vec<u8>,
    /// Whether nobody should see them.
    pub secret: bool,
}

/// Secrets are not printed.
impl std::fmt::Debug for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.secret {
            true => write!(f, "{} secret bytes", self.bytes.len()),
            false => write!(f, "{:?}", String::from_utf8_lossy(&self.bytes)),
        }
    }
}

impl Run {
    pub(super) fn open(text: &str) -> Self {
        Self {
            bytes: text.as_bytes().to_vec(),
            secret: false,
        }
    }
}

impl Shown {
    /// A value; `runs` are its bytes where that is known better than by the value.
    pub(super) fn new(value: &Value, runs: Option<Vec<Run>>) -> Self {
        let whole = Self::whole(value, false);
        match runs {
            Some(runs) => Self { runs, ..whole },
            None => whole,
        }
    }

    /// A value of which nothing is seen but its length.
    pub(super) fn secret(value: &Value) -> Self {
        Self::whole(value, true)
    }

    fn whole(value: &Value, secret: bool) -> Self {
        let (binary, bytes) = match value {
            Value::Bytes(bytes) => (true, bytes.clone()),
            other => (false, text(other).into_bytes()),
        };
        Self {
            binary,
            runs: vec![Run { bytes, secret }],
        }
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.runs.iter().map(|run| run.bytes.len()).sum()
    }

    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether some of it is secret.
    pub fn has_secrets(&self) -> bool {
        self.runs
            .iter()
            .any(|run| run.secret && !run.bytes.is_empty())
    }

    /// Its text, if it is UTF-8; secrets are replaced by their lengths unless they are to be seen.
    pub fn text(&self, reveal: bool) -> Option<String> {
        let all: Vec<u8> = self
            .runs
            .iter()
            .flat_map(|run| &run.bytes)
            .copied()
            .collect();
        let whole = String::from_utf8(all).ok()?;
        if reveal {
            return Some(whole);
        }
        let mut text = String::new();
        for run in &self.runs {
            if run.secret {
                // A character may be cut by the mark of another run; its bytes count then.
                let length = String::from_utf8_lossy(&run.bytes).chars().count();
                text.push_str(&mask(length));
            } else {
                text.push_str(&String::from_utf8_lossy(&run.bytes));
            }
        }
        Some(text)
    }

    /// Its bytes as hexadecimal digits, `**` for each that is secret.
    pub fn hex(&self, reveal: bool) -> String {
        let mut hex = String::new();
        for run in &self.runs {
            match run.secret && !reveal {
                true => hex.push_str(&"**".repeat(run.bytes.len())),
                false => hex.push_str(&f::hex(&run.bytes)),
            }
        }
        hex
    }

    /// Marks every place where one of these stands.
    pub(super) fn guard(&mut self, needles: &[Vec<u8>]) {
        let mut runs = Vec::with_capacity(self.runs.len());
        for run in self.runs.drain(..) {
            match run.secret {
                true => runs.push(run),
                false => cut(run.bytes, needles, &mut runs),
            }
        }
        self.runs = runs;
    }
}

/// What stands for a secret text.
pub fn mask(characters: usize) -> String {
    match characters {
        0 => String::new(),
        1 => "[secret of 1 character]".to_owned(),
        many => format!("[secret of {many} characters]"),
    }
}

/// What has fewer bytes would stand everywhere: it is looked for as it is, and not within words.
const LEAST: usize = 3;

/// Every form in which secrets could be read from what is shown.
pub fn needles<'a>(secrets: impl Iterator<Item = &'a [u8]>) -> Vec<Vec<u8>> {
    let mut needles: Vec<Vec<u8>> = Vec::new();
    for secret in secrets.filter(|secret| !secret.is_empty()) {
        needles.push(secret.to_vec());
        if secret.len() >= LEAST {
            let mut forms = vec![f::hex(secret), f::hex_upper(secret)];
            forms.extend(base64_cores(secret));
            if let Ok(text) = std::str::from_utf8(secret) {
                forms.extend(forms_of_text(text));
            }
            forms.retain(|form| form.len() >= LEAST);
            needles.extend(forms.into_iter().map(String::into_bytes));
        }
    }
    needles.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    needles.dedup();
    needles
}

fn forms_of_text(secret: &str) -> [String; 7] {
    [
        f::percent(secret, f::Percent::Rfc3986),
        f::percent(secret, f::Percent::Form),
        f::percent(secret, f::Percent::Path),
        f::json_text(secret).trim_matches('"').to_owned(),
        f::lower(secret),
        f::upper(secret),
        secret.chars().rev().collect(),
    ]
}

/// The digits of base64 that a text has wherever it stands in a longer one: three cases.
fn base64_cores(secret: &[u8]) -> Vec<String> {
    let mut cores = Vec::new();
    for before in 0..3 {
        let padded = [&[0; 2][..before], secret].concat();
        let first = (before * 8).div_ceil(6);
        let last = padded.len() * 8 / 6;
        for digits in [f::base64(&padded), f::base64url(&padded)] {
            cores.extend(digits.get(first..last).map(str::to_owned));
        }
    }
    cores
}

fn cut(bytes: Vec<u8>, needles: &[Vec<u8>], runs: &mut Vec<Run>) {
    let mut open = 0;
    let mut at = 0;
    while at < bytes.len() {
        let found = needles
            .iter()
            .find(|needle| bytes[at..].starts_with(needle) && is_apart(&bytes, at, needle));
        let Some(needle) = found else {
            at += 1;
            continue;
        };
        if open < at {
            runs.push(Run {
                bytes: bytes[open..at].to_vec(),
                secret: false,
            });
        }
        at += needle.len();
        runs.push(Run {
            bytes: bytes[at - needle.len()..at].to_vec(),
            secret: true,
        });
        open = at;
    }
    if open < bytes.len() || open == 0 {
        runs.push(Run {
            bytes: bytes[open..].to_vec(),
            secret: false,
        });
    }
}

/// Whether a needle that stands here is no part of a word, if it is a short one.
fn is_apart(bytes: &[u8], at: usize, needle: &[u8]) -> bool {
    // A byte of a longer character counts as a letter.
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    let around = [before, bytes.get(at + needle.len())];
    needle.len() >= LEAST || !around.into_iter().flatten().any(is_word)
}

/// A value as text, the way the language's reference writes values.
fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Bytes(bytes) => f::hex(bytes),
        Value::Int(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Instant(instant) => instant.to_string(),
        Value::Date(date) => date.to_string(),
        Value::DateTime(time) => time.to_string(),
        Value::Opaque => "a value".to_owned(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(quoted).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Pairs(pairs) => {
            let pairs: Vec<String> = pairs
                .iter()
                .map(|(name, value)| format!("{name:?}: {value:?}"))
                .collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Json(json) => f::json_value(json),
        Value::Record(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{name:?}: {}", quoted(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        Value::Absent => "absent".to_owned(),
    }
}

fn quoted(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("{text:?}"),
        other => text(other),
    }
}
