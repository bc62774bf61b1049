//! Every fix that is certain does what it says and nothing else: `fixtures/invalid/<name>.fixed` is what
//! `<name>.yaml` becomes, if anything of it can be mended (`UPDATE_GOLDEN=1` rewrites it).
#![cfg(feature = "format")]

mod support;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::Code;
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::source::edit;
use apiloom_codegen::{fix, format};

const INVALID: &str = "tests/fixtures/invalid";

/// Problems that another one hid: what is mended, and what can be seen then.
const HIDDEN: &[(&str, &str)] = &[
    ("`:id` is not a hole", "the hole `{id}` has no parameter"),
    (
        "there is no input of this scheme `settings.appid`",
        "`time` cannot be computed: `now` has no value here",
    ),
    (
        "`YYYY-MM-DD hh:mm:ss` is not a date format",
        "`name` goes with `require`",
    ),
    (
        "there is no `let` `tiem`",
        "`time` comes out as `1769860800`",
    ),
    (
        "there is no type `Customre`",
        "`data` is not a place in the body",
    ),
    (
        "there is no type `Bsae`",
        "`Base` has no fields to take over",
    ),
    (
        "there is no limit `quota， other`",
        "there is no limit `other`",
    ),
    (
        "a tab indents this line",
        "these brackets are not closed, or a value in them needs quotes",
    ),
    (
        "`https://{regoin}.acme.example/v1/` ends with `/`",
        "there is no setting `regoin`",
    ),
];

#[test]
fn fixtures_become_what_is_written_down() {
    let mut wrong = String::new();
    for path in support::yaml_files(INVALID) {
        let fixed = fix::fix(std::slice::from_ref(&path));
        let actual = fixed.files.get(&path).map(|(_, after)| after.clone());
        let golden = path.with_extension("fixed");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            match actual {
                Some(text) => fs::write(&golden, text).expect("the golden file can be written"),
                // It may not have been there.
                None => drop(fs::remove_file(&golden)),
            }
            continue;
        }
        let expected = fs::read_to_string(&golden).ok();
        if expected != actual {
            let (before, after) = (expected.unwrap_or_default(), actual.unwrap_or_default());
            let name = golden.display().to_string();
            wrong.push_str(&support::difference(&name, &before, &after));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Each fix by itself takes its problem away, and brings none.
#[test]
fn each_fix_mends_its_problem_and_makes_no_other() {
    let (mut wrong, mut shown) = (Vec::new(), BTreeSet::<(String, String)>::new());
    let mut tried = 0;
    for path in support::yaml_files(INVALID) {
        let checked = pipeline::check(std::slice::from_ref(&path));
        let before = counted(&checked);
        for found in &checked.diagnostics {
            let Some(fix) = found.certain_fix() else {
                continue;
            };
            let file = checked.sources.get(fix.file);
            let text = edit::apply(&file.text, &fix.edits).expect("the edits fit");
            let texts = HashMap::from([(PathBuf::from(&file.path), text)]);
            let after = counted(&pipeline::check_texts(std::slice::from_ref(&path), &texts));
            let mine = (found.code, found.message.clone());
            let left = after.get(&mine).copied().unwrap_or_default();
            let new: Vec<_> = after
                .iter()
                .filter(|(key, count)| before.get(*key).is_none_or(|before| before < *count))
                .collect();
            let told = new.iter().map(|((_, message), _)| message.as_str());
            let hidden = told.clone().all(|new| HIDDEN.contains(&(&mine.1, new)));
            shown.extend(told.map(|new| (mine.1.clone(), new.to_owned())));
            if left >= before[&mine] || !hidden {
                wrong.push(format!(
                    "{}: {mine:?} {:?}: {new:?}",
                    path.display(),
                    fix.edits
                ));
            }
            tried += 1;
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(tried > 50, "only {tried} fixes");
    for (mended, new) in HIDDEN {
        let pair = ((*mended).to_owned(), (*new).to_owned());
        assert!(shown.contains(&pair), "{pair:?} is not shown any more");
    }
}

fn counted(checked: &Checked) -> BTreeMap<(Code, String), usize> {
    let mut found = BTreeMap::new();
    for one in &checked.diagnostics {
        *found.entry((one.code, one.message.clone())).or_default() += 1;
    }
    found
}

/// Fixes that are for people to choose can be carried out, too, and leave a file that can be read.
#[test]
fn fixes_that_are_not_certain_leave_yaml() {
    let mut tried = 0;
    for path in support::yaml_files(INVALID) {
        let checked = pipeline::check(std::slice::from_ref(&path));
        for fix in checked.diagnostics.iter().flat_map(|found| &found.fixes) {
            let file = checked.sources.get(fix.file);
            let text = edit::apply(&file.text, &fix.edits).expect("the edits fit");
            assert_ne!(text, file.text, "{}", path.display());
            let readable = format::text(&file.text).is_some();
            let still = format::text(&text).is_some();
            assert!(still || !readable, "{}: {:?}", path.display(), fix.edits);
            tried += usize::from(!fix.certain);
        }
    }
    assert!(tried > 5, "only {tried} of them");
}

/// The list of codes with fixes has those that fixtures have, and no more.
#[test]
fn the_codes_with_fixes_are_listed() {
    let mut found = BTreeSet::new();
    for path in support::yaml_files(INVALID) {
        let checked = pipeline::check(&[path]);
        let fixed = checked.diagnostics.iter();
        found.extend(fixed.filter(|d| d.certain_fix().is_some()).map(|d| d.code));
    }
    let listed: BTreeSet<Code> = Code::ALL
        .iter()
        .copied()
        .filter(|c| c.is_fixable())
        .collect();
    assert_eq!(found, listed);
}

#[test]
fn fixtures_that_are_fixed_have_a_spec() {
    for golden in support::files(INVALID, "fixed") {
        let spec = golden.with_extension("yaml");
        assert!(spec.is_file(), "{} has no spec", golden.display());
    }
}

/// What is fixed is fixed once: the result has no fix that is certain.
#[test]
fn nothing_is_left_to_fix() {
    for path in support::yaml_files(INVALID) {
        let fixed = fix::fix(std::slice::from_ref(&path));
        let left: Vec<&str> = fixed
            .checked
            .diagnostics
            .iter()
            .filter(|found| found.certain_fix().is_some())
            .map(|found| found.message.as_str())
            .collect();
        assert!(left.is_empty(), "{}: {left:?}", path.display());
    }
}

/// Sound specs stay as they are.
#[test]
fn what_is_fine_is_not_changed() {
    for path in support::valid_specs() {
        let fixed = fix::fix(std::slice::from_ref(&path));
        assert!(fixed.files.is_empty(), "{}", path.display());
    }
    assert!(Path::new(INVALID).is_dir());
}
