//! Texts that look like what their names say, and that keep constraints.

use apiloom_codegen::model::{Constraint, Format, Name, Type};
use apiloom_wire::Json;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::keeps::keeps;
use super::pick;
use super::spot::Spot;

/// Words of names, and what a text of such a name is like.
const WORDS: &[(&[&str], &[&str])] = &[
    (
        &["province", "state"],
        &["Zhejiang", "Sichuan", "Anhui", "Yunnan"],
    ),
    (&["city"], &["Hangzhou", "Chengdu", "Hefei", "Kunming"]),
    (&["district"], &["Xihu", "Jinjiang", "Shushan", "Panlong"]),
    (&["country"], &["China"]),
    (
        &["street", "address", "location"],
        &["12 Harbour Road", "7 Lake Street", "101 Garden Lane"],
    ),
    (
        &["company", "corp", "organization", "group"],
        &["Northwind Ltd", "Blue Harbour", "Lakeside Foods"],
    ),
    (&["industry"], &["Retail", "Logistics", "Software"]),
    (&["position", "job"], &["Engineer", "Buyer", "Manager"]),
    (&["nick"], &["Lin", "Mei", "Sam", "Kai"]),
    (
        &["title"],
        &["A first title", "Another title", "Third title"],
    ),
    (
        &["name"],
        &["Li Lei", "Han Mei", "Wang Fang", "Zhang Wei", "Chen Jie"],
    ),
    (&["language", "locale"], &["zh_CN", "en_US"]),
    (&["currency"], &["CNY", "EUR"]),
    (&["source", "channel"], &["website", "shop", "event"]),
    (&["tag", "label"], &["vip", "new", "returning"]),
    (
        &[
            "remark", "note", "desc", "comment", "message", "reason", "text", "content",
        ],
        &["Called back on Monday", "Prefers mail", "Met at the fair"],
    ),
    (&["hobby"], &["Cycling", "Reading"]),
];

/// A text for a place.
pub(super) fn text(seed: u64, format: Option<Format>, spot: &Spot<'_>) -> String {
    let number = spot.number(seed);
    let plain = plain(number, format, spot);
    let fits = |text: &String| {
        let json = Json::from(text.as_str());
        keeps(&Type::String(None), spot.constraints, &json)
    };
    if fits(&plain) {
        return plain;
    }
    let lengths = lengths(spot.constraints);
    let matching = lengths
        .iter()
        .flat_map(|length| matching(spot.constraints, *length, number));
    let sized = lengths
        .iter()
        .map(|length| sized(&plain, format, *length, number));
    let mut all = matching.chain(sized);
    all.find(fits).unwrap_or(plain)
}

fn plain(number: u64, format: Option<Format>, spot: &Spot<'_>) -> String {
    match format {
        Some(Format::Email) => return email(number),
        Some(Format::Phone) => return phone(number),
        Some(Format::Url) => return url(&spot.name, number),
        None => {}
    }
    let name = spot.name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["email", "mail"]) {
        return email(number);
    }
    if has(&["phone", "mobile", "tel"]) {
        return phone(number);
    }
    if has(&["url", "avatar", "img", "image", "website", "link", "domain"]) {
        return url(&spot.name, number);
    }
    if has(&["time", "date", "_at"]) || name == "at" {
        return super::moment::time_text(&[], Some("UTC"), number);
    }
    let known = WORDS.iter().find(|(words, _)| has(words));
    if name.ends_with("id") || name.ends_with("code") || name.ends_with("key") {
        return format!("{}-{}", stem(&spot.name, "-"), number % 9_000 + 1_000);
    }
    match known.and_then(|(_, texts)| pick::one(texts, number)) {
        Some(text) => text.to_owned(),
        None => format!("{} {}", stem(&spot.name, " "), number % 900 + 100),
    }
}

/// The words of a name with something between them; names without letters are called values.
fn stem(name: &str, between: &str) -> String {
    let named = Name::derive(name).map(|name| name.snake().replace('_', between));
    named.unwrap_or_else(|| "value".to_owned())
}

fn email(number: u64) -> String {
    format!("user{}@example.com", number % 9_000 + 1_000)
}

fn phone(number: u64) -> String {
    format!("138{:08}", number % 100_000_000)
}

fn url(name: &str, number: u64) -> String {
    format!(
        "https://example.com/{}/{}",
        stem(name, "-"),
        number % 900 + 100
    )
}

/// The lengths that are tried: those at bounds, and small ones.
fn lengths(constraints: &[Constraint]) -> Vec<usize> {
    let mut lengths = vec![8, 4, 2, 1, 3, 0, 6, 12, 16, 24, 32];
    for constraint in constraints {
        if let Constraint::Length(min, max) | Constraint::ByteLength(min, max) = constraint {
            let bounds = [*min, *max].into_iter().flatten();
            let bounds = bounds.filter_map(|bound| usize::try_from(bound.min(5_000)).ok());
            lengths.extend(bounds.flat_map(|bound| [bound, bound / 2, bound / 3, bound / 4]));
        }
    }
    lengths
}

/// A text of a format, or without one, of a length.
fn sized(plain: &str, format: Option<Format>, length: usize, number: u64) -> String {
    let letters = |count: usize| -> String {
        let letter = |at: usize| {
            let at = u64::try_from(at).unwrap_or_default();
            let letters: &[char] = &['a', 'e', 'i', 'n', 'o', 'r', 's', 't'];
            pick::one(letters, number.wrapping_add(at.wrapping_mul(5))).unwrap_or('a')
        };
        (0..count).map(letter).collect()
    };
    match format {
        Some(Format::Email) => format!("{}@b.co", letters(length.saturating_sub(5).max(1))),
        Some(Format::Url) => format!("http://{}.co", letters(length.saturating_sub(10).max(1))),
        Some(Format::Phone) => {
            let phones = ["95588", "13800138000", "+12025550123", "0571-88888888"];
            let fitting = phones.iter().find(|phone| phone.len() == length);
            fitting.map_or_else(|| plain.to_owned(), |phone| (*phone).to_owned())
        }
        None => {
            let start: String = plain.chars().take(length).collect();
            let missing = length.saturating_sub(start.chars().count());
            format!("{start}{}", letters(missing))
        }
    }
}

/// Texts that match the first pattern, about so long.
fn matching(constraints: &[Constraint], length: usize, number: u64) -> Vec<String> {
    let mut patterns = constraints
        .iter()
        .filter_map(|constraint| match constraint {
            Constraint::Pattern(pattern) => Some(&pattern.source),
            _ => None,
        });
    let Some(source) = patterns.next() else {
        return Vec::new();
    };
    let parsed = regex_syntax::ParserBuilder::new()
        .unicode(true)
        .build()
        .parse(source);
    let Ok(hir) = parsed else {
        return Vec::new();
    };
    let texts = [number, number.wrapping_add(1)].map(|number| {
        let mut maker = Matching {
            more: length,
            number,
            text: String::new(),
        };
        maker.add(&hir);
        maker.text
    });
    texts.to_vec()
}

/// A text that matches what it is made of.
struct Matching {
    /// How many characters may be made beyond what must be there.
    more: usize,
    number: u64,
    text: String,
}

impl Matching {
    fn add(&mut self, hir: &Hir) {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.text.push_str(&String::from_utf8_lossy(&literal.0)),
            HirKind::Class(class) => {
                self.number = self.number.rotate_left(7).wrapping_add(0x9e37);
                self.text.extend(character(class, self.number));
            }
            HirKind::Repetition(repetition) => {
                let min = usize::try_from(repetition.min).unwrap_or_default();
                let room = self.more.saturating_sub(self.text.chars().count());
                let max = repetition
                    .max
                    .map_or(usize::MAX, |max| usize::try_from(max).unwrap_or(usize::MAX));
                for _ in 0..min.max(room.min(max)).min(5_000) {
                    self.add(&repetition.sub);
                }
            }
            HirKind::Capture(capture) => self.add(&capture.sub),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.add(part)),
            HirKind::Alternation(branches) => {
                let index = usize::try_from(self.number % 1_024).unwrap_or_default();
                self.number = self.number.rotate_left(9);
                if let Some(branch) = branches.get(index % branches.len().max(1)) {
                    self.add(branch);
                }
            }
        }
    }
}

/// A character of a class, rather a plain one.
fn character(class: &Class, number: u64) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class
            .iter()
            .map(|range| (range.start(), range.end()))
            .collect(),
        Class::Bytes(class) => class
            .iter()
            .filter(|range| range.start().is_ascii())
            .map(|range| (char::from(range.start()), char::from(range.end().min(0x7f))))
            .collect(),
    };
    let within = |c: &char| ranges.iter().any(|(from, to)| (from..=to).contains(&c));
    let plain: Vec<char> = ('a'..='z').chain('0'..='9').filter(within).collect();
    let others = ('A'..='Z').chain("-_.@!+".chars()).find(within);
    let chosen = pick::one(&plain, number);
    chosen
        .or(others)
        .or_else(|| ranges.first().map(|(from, _)| *from))
}
