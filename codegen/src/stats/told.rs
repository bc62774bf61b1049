//! Whether a doc tells more than what it describes is called.

use crate::spec::{Docs, Facts};

/// What a doc or a title tells in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Something that its name does not say.
    Something,
    /// Nothing, as there is none.
    Nothing,
    /// Its name once more.
    Name,
    /// What it tells in the other language, word for word.
    Same,
    /// Nothing in this language: English in Chinese characters, or Chinese without one.
    OtherLanguage,
}

impl Told {
    /// Whether that counts.
    pub fn counts(self) -> bool {
        self == Self::Something
    }

    /// Of a doc and a title: what counts, or else what is wrong with the one that is there.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (_, Self::Something) | (Self::Nothing, _) => other,
            _ => self,
        }
    }
}

/// What is described: its name, and the names of what it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'n> {
    /// Its name on the wire, and that in Rust if the spec says another one.
    pub(super) names: &'n [&'n str],
    /// The names of what it stands in, and the vendor's.
    pub(super) around: &'n [&'n str],
}

/// What facts tell of something, in English and in Chinese.
pub(super) fn told(facts: &Facts, named: Named<'_>) -> (Told, Told) {
    let all = [&facts.doc, &facts.title];
    let told = all.map(|docs| docs.as_ref().map_or(NOTHING, |docs| both(docs, named)));
    let [doc, title] = told;
    (doc.0.or(title.0), doc.1.or(title.1))
}

const NOTHING: (Told, Told) = (Told::Nothing, Told::Nothing);

fn both(docs: &Docs, named: Named<'_>) -> (Told, Told) {
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    let (english, chinese) = (text(&docs.en), text(&docs.zh));
    let are_there = !english.is_empty() && !chinese.is_empty();
    if are_there && bare(&english) == bare(&chinese) {
        return (Told::Same, Told::Same);
    }
    (in_english(&english, named), in_chinese(&chinese, named))
}

fn in_english(text: &str, named: Named<'_>) -> Told {
    let han = text.chars().filter(|c| is_han(*c)).count();
    let latin = text.chars().filter(|c| c.is_ascii_alphabetic()).count();
    match text {
        "" => Told::Nothing,
        _ if han > latin => Told::OtherLanguage,
        _ if repeats_in_english(text, named) => Told::Name,
        _ => Told::Something,
    }
}

fn in_chinese(text: &str, named: Named<'_>) -> Told {
    match text {
        "" => Told::Nothing,
        _ if !text.chars().any(is_han) => Told::OtherLanguage,
        _ if repeats_in_chinese(text, named) => Told::Name,
        _ => Told::Something,
    }
}

/// Words that say nothing of a thing: articles, prepositions, and what every member of JSON is.
const EMPTY_WORDS: &[&str] = &[
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "by",
    "data",
    "element",
    "field",
    "for",
    "from",
    "given",
    "if",
    "in",
    "info",
    "information",
    "is",
    "it",
    "its",
    "item",
    "member",
    "object",
    "of",
    "on",
    "or",
    "parameter",
    "param",
    "property",
    "specified",
    "that",
    "the",
    "their",
    "these",
    "this",
    "those",
    "to",
    "value",
    "was",
    "were",
    "whether",
    "which",
    "with",
];

/// The same in Chinese, the longer ones first.
const EMPTY_CHARACTERS: &[&str] = &[
    "对应", "相应", "字段", "参数", "属性", "数据", "信息", "成员", "元素", "这个", "一个", "的",
    "之", "该", "此", "本", "所", "其", "值", "是", "为", "即",
];

/// Whether every word is one of its name, or of what it stands in, or says nothing.
fn repeats_in_english(text: &str, named: Named<'_>) -> bool {
    let said = words(text);
    let said: Vec<&String> = said.iter().filter(|word| !is_empty_word(word)).collect();
    // `Nick name` is `nickname`.
    let joined: String = said.iter().map(|word| word.as_str()).collect();
    let mut names = named.names.iter().map(|name| words(name).concat());
    said.iter().all(|word| named.knows(word)) || names.any(|name| name == joined)
}

/// Whether nothing is left without its name, the names of what it stands in, and what says nothing.
fn repeats_in_chinese(text: &str, named: Named<'_>) -> bool {
    let names = named.names.iter().chain(named.around);
    let names: Vec<String> = names.flat_map(|name| words(name)).collect();
    let known = names
        .iter()
        .map(String::as_str)
        .filter(|name| name.contains(is_han));
    let known: Vec<&str> = known.chain(EMPTY_CHARACTERS.iter().copied()).collect();
    words(text)
        .into_iter()
        .all(|word| match word.contains(is_han) {
            true => known
                .iter()
                .fold(word, |left, known| left.replace(known, ""))
                .is_empty(),
            false => is_empty_word(&word) || named.knows(&word),
        })
}

impl Named<'_> {
    /// Whether a word is one of its name, or of what it stands in.
    fn knows(&self, word: &str) -> bool {
        let known = |names: &[&str], is: fn(&str, &str) -> bool| {
            let mut known = names.iter().flat_map(|name| words(name));
            known.any(|known| is(&known, word))
        };
        known(self.names, is_same) || known(self.around, |a, b| singular(a) == singular(b))
    }
}

/// The words of a text or of a name in any style, in lower case; of Chinese, what stands between marks.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in text.chars() {
        let starts = !before.is_alphanumeric()
            || (before.is_lowercase() && c.is_uppercase())
            || (before.is_numeric() != c.is_numeric())
            || (is_han(before) != is_han(c));
        match words.last_mut() {
            _ if !c.is_alphanumeric() => {}
            Some(word) if !starts => word.extend(c.to_lowercase()),
            _ => words.push(c.to_lowercase().collect()),
        }
        before = c;
    }
    words
}

/// Whether a word is one of a name: its plural, a part of it or an abbreviation.
fn is_same(known: &str, word: &str) -> bool {
    let (known, word) = (singular(known), singular(word));
    let begins = |long: &str, short: &str| short.len() >= 3 && long.starts_with(short);
    known == word || begins(&word, &known) || begins(&known, &word) || is_abbreviated(&known, &word)
}

/// Whether a name without vowels is a word without some of its letters: `msg` is `message`.
fn is_abbreviated(known: &str, word: &str) -> bool {
    let mut letters = word.chars();
    let is_short = known.len() >= 2 && !known.contains(['a', 'e', 'i', 'o', 'u']);
    let begins = known.chars().next() == word.chars().next();
    is_short && begins && known.chars().all(|c| letters.any(|letter| letter == c))
}

fn singular(word: &str) -> String {
    match word {
        "identifier" | "identifiers" | "ids" => "id".to_owned(),
        _ if word.len() > 3 && word.ends_with("ies") => format!("{}y", &word[..word.len() - 3]),
        _ if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") => {
            word[..word.len() - 1].to_owned()
        }
        _ => word.to_owned(),
    }
}

fn is_empty_word(word: &str) -> bool {
    let word = singular(word);
    EMPTY_WORDS.iter().any(|empty| singular(empty) == word)
}

/// The letters, digits and characters alone, in lower case.
fn bare(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether a character is a Chinese one.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}
