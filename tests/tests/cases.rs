//! Every rule of the specs, with the smallest value that keeps it and the smallest that breaks it.
//!
//! The generator's own maker of cases decides what keeps and breaks a rule without asking the validators;
//! here the two are compared. `rules.csv` lists all of it, with the tests that are written by hand.

#[path = "support/checked.rs"]
mod checked;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use checked::{Check, Row, given};

include!(concat!(env!("OUT_DIR"), "/cases.rs"));

include!(concat!(env!("OUT_DIR"), "/rulebook.rs"));

/// The rules of the specs that clients are generated of.
const SPECS: [(&str, &[Row]); 5] = [
    ("baiyao", baiyao::ROWS),
    ("dezhu", dezhu::ROWS),
    ("dmhub", dmhub::ROWS),
    ("udesk", udesk::ROWS),
    ("wefeng", wefeng::ROWS),
];

fn passes(check: fn(&mut Check)) {
    let mut seen = Check::default();
    check(&mut seen);
    assert!(seen.count > 0, "no rule was looked at");
    assert!(seen.problems.is_empty(), "{}", seen.problems.join("\n\n"));
}

#[test]
fn rules_of_baiyao() {
    passes(baiyao::check);
}

#[test]
fn rules_of_dezhu() {
    passes(dezhu::check);
}

#[test]
fn rules_of_dmhub() {
    passes(dmhub::check);
}

#[test]
fn rules_of_udesk() {
    passes(udesk::check);
}

#[test]
fn rules_of_wefeng() {
    passes(wefeng::check);
}

/// Every constraint on every holder, and rules over every kind of field.
#[test]
fn rules_of_the_rulebook() {
    passes(rulebook::check);
}

/// What the emitter gives checks has rules here, and nothing else.
#[test]
fn all_that_is_checked_has_cases() {
    for (vendor, rows) in SPECS {
        let folder = Path::new("../generated").join(vendor).join("src");
        let text: String = files(&folder).iter().map(|path| read(path)).collect();
        assert_eq!(places(rows), validated(&text), "{vendor}");
    }
    let client = include_str!(concat!(env!("OUT_DIR"), "/rulebook.rs"));
    assert_eq!(places(rulebook::ROWS), validated(client));
}

/// The rules of the rulebook that no document breaks alone, each for a reason that a person has looked at.
#[test]
fn what_the_rulebook_leaves_out_is_known() {
    let skipped = rulebook::ROWS.iter().filter(|row| !row.why.is_empty());
    let skipped: Vec<String> = skipped
        .map(|row| format!("{} {} [{}] {}", row.place, row.path, row.what, row.why))
        .collect();
    let known = include_str!("support/rulebook.txt");
    assert_eq!(skipped, known.lines().collect::<Vec<_>>());
}

/// The names of what has rules that can be broken.
fn places(rows: &[Row]) -> BTreeSet<String> {
    let rows = rows.iter().filter(|row| !row.is_always_kept());
    let names = rows.map(|row| match row.place.split_once('.') {
        Some((_, name)) => name.to_owned(),
        None => "Settings".to_owned(),
    });
    names.collect()
}

/// The names of what is checked in generated code.
fn validated(text: &str) -> BTreeSet<String> {
    let parts = text.split("impl validate::Validate for ").skip(1);
    let names = parts.filter_map(|part| part.split_whitespace().next());
    names.map(str::to_owned).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a text")
}

/// A row of `rules.csv`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
struct Listed {
    spec: String,
    place: String,
    path: String,
    rule: String,
    severity: String,
    says: String,
    keeps: String,
    breaks: String,
    /// Why there are no values.
    note: String,
    /// The tests by hand, in `rules.rs`.
    test: String,
}

impl Listed {
    fn of(spec: &str, row: &Row) -> Self {
        Self {
            spec: spec.to_owned(),
            place: row.place.to_owned(),
            path: row.path.to_owned(),
            rule: row.rule.to_owned(),
            severity: if row.warns { "warning" } else { "error" }.to_owned(),
            says: row.what.to_owned(),
            keeps: shortened(row.keeps),
            breaks: shortened(row.breaks),
            note: row.why.to_owned(),
            test: String::new(),
        }
    }

    fn key(&self) -> [&str; 4] {
        [&self.spec, &self.place, &self.path, &self.says]
    }
}

/// A value as a table can show it.
fn shortened(json: &str) -> String {
    let count = json.chars().count();
    match count > 60 {
        true => {
            let start: String = json.chars().take(20).collect();
            format!("{start}… ({count} characters of JSON)")
        }
        false => json.to_owned(),
    }
}

/// The table is what the maker makes, with the tests by hand beside it. `UPDATE_GOLDEN=1` writes it anew.
#[test]
fn the_table_of_rules_is_up_to_date() {
    let path = Path::new("rules.csv");
    let listed = table(path);
    let by_hand: BTreeMap<_, _> = listed
        .iter()
        .map(|row| (row.key(), row.test.clone()))
        .collect();
    let rows = SPECS
        .iter()
        .flat_map(|(spec, rows)| rows.iter().map(|row| Listed::of(spec, row)));
    let rows: Vec<Listed> = rows
        .map(|row| {
            let test = by_hand.get(&row.key()).cloned().unwrap_or_default();
            Listed { test, ..row }
        })
        .collect();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let mut writer = csv::Writer::from_path(path).expect("the table can be written");
        rows.iter()
            .for_each(|row| writer.serialize(row).expect("a row"));
        writer.flush().expect("the table can be written");
        return;
    }
    let wrong = listed.iter().zip(&rows).find(|(listed, row)| listed != row);
    let hint = "rules.csv has drifted from the specs; write it anew with UPDATE_GOLDEN=1, and look at what changed";
    assert!(wrong.is_none(), "{hint}:\n{wrong:#?}");
    assert_eq!(listed.len(), rows.len(), "{hint}");
}

/// What no document breaks alone is broken by hand, and the tests that the table names exist.
#[test]
fn rules_without_documents_are_tested_by_hand() {
    let tests = read(Path::new("tests/rules.rs"));
    for row in table(Path::new("rules.csv")) {
        let always = checked::ALWAYS_KEPT == row.note;
        assert!(
            row.note.is_empty() || always || !row.test.is_empty(),
            "no test by hand: {row:?}"
        );
        for name in row.test.split_whitespace() {
            let is_there = tests.contains(&format!("fn {name}("));
            assert!(is_there, "there is no test `{name}`: {row:?}");
        }
    }
}

fn table(path: &Path) -> Vec<Listed> {
    let mut rows = csv::Reader::from_path(path).expect("rules.csv is there");
    rows.deserialize()
        .map(|row| row.expect("a row of the table"))
        .collect()
}

/// What only code can make of a rulebook's types: texts that their own spelling on the wire would lose, and
/// content that its tag rules out.
#[test]
fn what_no_document_breaks_is_broken_by_code() {
    use apiloom::validate::Validate;
    use apiloom::{Json, OrEmpty, OtherVariant, Violations};
    use vendor::types::{Boxed, Everything};

    let whole = br#"{"text":"aa","more":"aaa","whole":1,"mail":"a@b"}"#;
    let whole: Everything = apiloom::decode(whole).expect("a document");
    assert_eq!(whole.validate(), Ok(()));
    let boxed = |tag: &str, content: Json| {
        whole
            .clone()
            .boxed(Boxed::Other(OtherVariant::new(tag, content)))
    };
    let wrong = [
        (whole.clone().words(["a", "b,c"]), "words[1]", "csv"),
        (whole.clone().words(["a", " b"]), "words[1]", "csv"),
        (whole.clone().words(["a", ""]), "words[1]", "csv"),
        (whole.clone().stage("_none".to_owned()), "stage", "sentinel"),
        (boxed("part", Json::from("x")), "boxed.body", "type"),
        (boxed("days", Json::from(1)), "boxed.body", "type"),
    ];
    for (value, path, rule) in wrong {
        let found = value.validate().unwrap_err();
        let told: Vec<_> = found.iter().map(|one| (one.path(), one.rule())).collect();
        assert_eq!(told, [(path, rule)]);
        assert!(found.has_errors());
    }
    // An item that is lost among commas and no address either is told twice.
    let found: Violations = whole.clone().mails(["a@b,c@d"]).validate().unwrap_err();
    let told: Vec<_> = found.iter().map(|one| (one.path(), one.rule())).collect();
    assert_eq!(told, [("mails[0]", "csv"), ("mails[0]", "format")]);
    let stages = [OrEmpty::Empty, OrEmpty::Value("_none".to_owned())];
    let found = whole.clone().stages(stages).validate().unwrap_err();
    let told: Vec<_> = found.iter().map(|one| (one.path(), one.rule())).collect();
    assert_eq!(told, [("stages[1]", "sentinel"), ("stages[1]", "format")]);
}
