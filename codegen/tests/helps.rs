//! Every help of the sources, also those that no fixture raises: two texts that say the same in one voice.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use syn::parse::{Parse, ParseStream};
use syn::visit::Visit;
use syn::{Expr, LitStr, Macro, Token};

/// The verbs with which a help starts.
const VERBS: &[&str] = &[
    "add", "close", "convert", "correct", "describe", "end", "give", "indent", "make", "mark",
    "move", "name", "put", "remove", "rename", "save", "share", "shorten", "start", "write",
];

struct Helped {
    file: PathBuf,
    english: String,
    chinese: String,
}

#[test]
fn both_texts_have_the_same_places_for_values() {
    none(
        |help| match places(&help.english) == places(&help.chinese) {
            true => None,
            false => Some(format!("{} / {}", help.english, help.chinese)),
        },
    );
}

#[test]
fn both_texts_name_the_same_code() {
    none(
        |help| match marked(&help.english) == marked(&help.chinese) {
            true => None,
            false => Some(format!("{} / {}", help.english, help.chinese)),
        },
    );
}

#[test]
fn each_text_is_in_its_language() {
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    none(
        |help| match (chinese(&help.english), chinese(&help.chinese)) {
            (false, true) => None,
            _ => Some(format!("{} / {}", help.english, help.chinese)),
        },
    );
}

#[test]
fn no_text_ends_with_a_full_stop_or_leaves_a_mark_open() {
    none(|help| {
        let wrong = |text: &&&String| {
            text.ends_with(['.', '。', '!']) || text.matches('`').count() % 2 == 1
        };
        let texts = [&help.english, &help.chinese];
        texts.iter().find(wrong).map(|text| (*text).clone())
    });
}

#[test]
fn a_help_says_what_to_write() {
    none(|help| {
        let first = help.english.split(' ').next().unwrap_or_default();
        let asks = help.english.starts_with("did you mean `");
        (!asks && !VERBS.contains(&first)).then(|| help.english.clone())
    });
}

/// No help is wrong.
fn none(wrong: impl Fn(&Helped) -> Option<String>) {
    let told = |help: &Helped| Some(format!("{}: {}", help.file.display(), wrong(help)?));
    let found: Vec<String> = HELPS.iter().filter_map(told).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// The list of verbs has no more than are used.
#[test]
fn every_verb_is_used() {
    for verb in VERBS {
        let used = HELPS
            .iter()
            .any(|help| help.english.split(' ').next() == Some(verb));
        assert!(used, "no help starts with `{verb}`");
    }
}

/// All calls of `help!`.
static HELPS: LazyLock<Vec<Helped>> = LazyLock::new(|| {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            match path.extension() {
                None => folders.push(path),
                Some(extension) if extension == "rs" => found.extend(of_file(&path)),
                Some(_) => {}
            }
        }
    }
    assert!(found.len() > 150, "only {} helps were found", found.len());
    found
});

fn of_file(path: &Path) -> Vec<Helped> {
    let text = fs::read_to_string(path).expect("the file can be read");
    let file = syn::parse_file(&text).expect("the file is Rust");
    let mut calls = Calls::default();
    calls.visit_file(&file);
    let with_path = |Texts(english, chinese)| Helped {
        file: path.to_owned(),
        english,
        chinese,
    };
    calls.found.into_iter().map(with_path).collect()
}

#[derive(Default)]
struct Calls {
    found: Vec<Texts>,
}

impl Visit<'_> for Calls {
    fn visit_macro(&mut self, call: &Macro) {
        if call.path.is_ident("help") {
            let texts = call.parse_body().expect("two texts and their values");
            self.found.push(texts);
        }
    }
}

struct Texts(String, String);

impl Parse for Texts {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let english: LitStr = input.parse()?;
        input.parse::<Token![,]>()?;
        let chinese: LitStr = input.parse()?;
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if !input.is_empty() {
                input.parse::<Expr>()?;
            }
        }
        Ok(Self(english.value(), chinese.value()))
    }
}

/// The places where values come in, sorted.
fn places(text: &str) -> Vec<String> {
    let plain = text.replace("{{", "").replace("}}", "");
    let mut places: Vec<String> = plain
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name.to_owned()))
        .collect();
    places.sort();
    places
}

/// What stands between code marks.
fn marked(text: &str) -> BTreeSet<String> {
    let parts = text.split('`').skip(1).step_by(2);
    parts.map(str::to_owned).collect()
}
