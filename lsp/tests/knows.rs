//! What is known of places in specs: completions, words, places and names. `UPDATE_GOLDEN=1` rewrites what is
//! expected of the places in `fixtures/places.txt`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use apiloom_codegen::emit::rust::{self, Layout};
use apiloom_codegen::model::Name;
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::source::{Edit, edit};
use apiloom_lsp::knows::{self, Completion, Known, Symbol};

const SPEC: &str = "tests/fixtures/velo.yaml";
const PLACES: &str = "tests/fixtures/places.txt";
const GOLDEN: &str = "tests/fixtures/places.golden";
/// What stands for the cursor.
const CURSOR: char = '┃';

/// A text without the cursor, and where the cursor stands.
fn pointed(text: &str) -> (String, usize) {
    let offset = text.find(CURSOR).expect("there is a cursor");
    (text.replacen(CURSOR, "", 1), offset)
}

/// The spec with a part of it replaced, and where the cursor stands.
fn edited(spec: &str, find: &str, part: &str) -> (String, usize) {
    let (find, part) = (find.replace('⏎', "\n"), part.replace('⏎', "\n"));
    assert_eq!(spec.matches(&find).count(), 1, "{find}");
    let at = spec.find(&find).expect("it is there");
    let (part, offset) = pointed(&part);
    let text = [&spec[..at], &part, &spec[at + find.len()..]].concat();
    (text, at + offset)
}

fn checked(path: &Path, text: &str) -> Checked {
    let texts = HashMap::from([(path.to_owned(), text.to_owned())]);
    pipeline::check_texts(&[path.to_owned()], &texts)
}

/// What can be written at a place: the first labels, and what the first of them does.
fn written(text: &str, found: &[Completion]) -> String {
    let Some(first) = found.first() else {
        return "    nothing\n".to_owned();
    };
    let labels: Vec<&str> = found.iter().map(|found| found.label.as_str()).collect();
    let shown = labels[..labels.len().min(8)].join(" ");
    let replaced = &text[first.replaces.clone()];
    let detail = first.detail.as_deref().unwrap_or("-");
    format!(
        "    {} in all: {shown}\n    {replaced:?} becomes {:?}; {detail}\n",
        labels.len(),
        first.insert
    )
}

fn labels(found: &[Completion]) -> Vec<&str> {
    found.iter().map(|found| found.label.as_str()).collect()
}

/// What can be written at a place of a text whose lines end otherwise.
fn in_windows(checked: &Checked, path: &Path, text: &str, offset: usize) -> Vec<Completion> {
    let breaks = text[..offset].matches('\n').count();
    let text = text.replace('\n', "\r\n");
    let known = known(checked, path, &text);
    knows::completions(&known, offset + breaks)
}

#[test]
fn an_included_file_knows_the_types_of_its_specs() {
    let text = fs::read_to_string(SPEC).expect("it can be read");
    let path = Path::new("tests/fixtures/shared.yaml");
    let checked = pipeline::check(&[PathBuf::from(SPEC)]);
    let shared = fs::read_to_string(path).expect("it can be read");
    let (edited, offset) = edited(&shared, "list(Point)", "list(Sta┃)");
    let found = knows::completions(&known(&checked, path, &edited), offset);
    assert_eq!(labels(&found)[..3], ["Stamps", "Station", "StationName"]);
    let shared = shared.replace("list(Point)", "Station");
    let offset = shared.rfind("Station").expect("it is there");
    let found = knows::definition(&known(&checked, path, &shared), offset);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].path, Path::new(SPEC));
    assert_eq!(&text[found[0].range.clone()], "Station");
    let hover = knows::hover(&known(&checked, path, &shared), offset).expect("it is known");
    assert!(hover.docs.zh.contains("带车桩的地点"), "{hover:?}");
    // Keys are those of an included file.
    let found = knows::completions(&known(&checked, path, "t"), 1);
    assert_eq!(labels(&found)[0], "types");
}

/// What stands at a place: words, where it is declared, and where it is used.
fn explained(known: &Known<'_>, offset: usize) -> String {
    let mut out = String::new();
    if let Some(hover) = knows::hover(known, offset) {
        let word = &known.text[hover.range.clone()];
        let line = |text: &str| text.replace('\n', "⏎");
        let _ = writeln!(out, "    {word:?}: {}", line(&hover.docs.en));
        let _ = writeln!(out, "    {word:?}: {}", line(&hover.docs.zh));
    }
    let line = |path: &Path, at: usize| {
        let text = match path == known.path {
            true => known.text.to_owned(),
            false => fs::read_to_string(path).expect("it can be read"),
        };
        text[..at].matches('\n').count() + 1
    };
    for found in knows::definition(known, offset) {
        let name = found.path.file_name().expect("it has a name");
        let number = line(&found.path, found.range.start);
        let _ = writeln!(out, "    declared in {}:{number}", name.to_string_lossy());
    }
    let uses = knows::references(known, offset, false);
    if !uses.is_empty() {
        let numbers: Vec<String> = uses
            .iter()
            .map(|found| {
                let number = line(&found.path, found.range.start).to_string();
                match found.path == known.path {
                    true => number,
                    false => format!("{}:{number}", found.path.display()),
                }
            })
            .collect();
        let _ = writeln!(out, "    used in lines {}", numbers.join(" "));
    }
    match knows::renameable(known, offset) {
        Some(range) => {
            let _ = writeln!(out, "    {:?} can be renamed", &known.text[range]);
        }
        None => out.push_str("    no other name\n"),
    }
    out
}

#[test]
fn places_are_known() {
    let path = Path::new(SPEC);
    let spec = fs::read_to_string(path).expect("it can be read");
    let sound = pipeline::check(&[path.to_owned()]);
    assert!(!sound.has_errors());
    let places = fs::read_to_string(PLACES).expect("it can be read");
    let mut actual = String::new();
    let mut count = 0;
    for place in places.lines().filter(|line| !line.is_empty()) {
        count += 1;
        let _ = writeln!(actual, "{place}");
        if let Some(place) = place.strip_prefix("at: ") {
            let find = place.replace(CURSOR, "");
            let (text, offset) = edited(&spec, &find, place);
            assert_eq!(text, spec);
            let known = Known {
                checked: &sound,
                path,
                text: &text,
            };
            actual.push_str(&explained(&known, offset));
        } else if let Some(place) = place.strip_prefix("type: ") {
            let (find, part) = place.split_once(" ⇒ ").expect("it has two sides");
            let (text, offset) = edited(&spec, find, part);
            let found = knows::completions(
                &Known {
                    checked: &sound,
                    path,
                    text: &text,
                },
                offset,
            );
            actual.push_str(&written(&text, &found));
            assert_eq!(
                labels(&found),
                labels(&in_windows(&sound, path, &text, offset)),
                "{place}"
            );
            // What the last check knew of the file does not matter, if it knew what the file includes.
            let broken = checked(path, &text);
            if broken.read.len() == 1 {
                continue;
            }
            let again = knows::completions(
                &Known {
                    checked: &broken,
                    path,
                    text: &text,
                },
                offset,
            );
            assert_eq!(found, again, "{place}");
        } else {
            panic!("{place}");
        }
    }
    assert!(count >= 140, "{count}");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(GOLDEN, &actual).expect("it can be written");
        return;
    }
    let expected = fs::read_to_string(GOLDEN)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    for (index, (expected, actual)) in expected.lines().zip(actual.lines()).enumerate() {
        assert_eq!(expected, actual, "line {} of {GOLDEN}", index + 1);
    }
    assert_eq!(expected.lines().count(), actual.lines().count());
}

/// The specs of the repository that can be read as text.
fn specs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let fixtures = "../codegen/tests/fixtures";
    for folder in [
        "../specs",
        &format!("{fixtures}/valid"),
        &format!("{fixtures}/invalid"),
    ] {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            let yaml = path
                .extension()
                .is_some_and(|extension| extension == "yaml");
            if yaml && fs::read_to_string(&path).is_ok() {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 200, "{}", found.len());
    found
}

/// Asks all that can be asked of a place; what is found lies in the text.
fn ask(known: &Known<'_>, offset: usize) {
    for found in knows::completions(known, offset) {
        assert!(
            known.text.get(found.replaces.clone()).is_some(),
            "{found:?}"
        );
        assert!(found.replaces.contains(&offset) || found.replaces.end == offset);
    }
    if let Some(found) = knows::hover(known, offset) {
        assert!(known.text.get(found.range.clone()).is_some(), "{found:?}");
    }
    for found in knows::definition(known, offset) {
        let here = found.path != known.path || known.text.get(found.range.clone()).is_some();
        assert!(here, "{found:?}");
    }
}

fn known<'k>(checked: &'k Checked, path: &'k Path, text: &'k str) -> Known<'k> {
    Known {
        checked,
        path,
        text,
    }
}

#[test]
fn nothing_panics() {
    for path in specs() {
        let checked = pipeline::check(std::slice::from_ref(&path));
        let text = fs::read_to_string(&path).expect("it can be read");
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        // Other places in each file, so that all kinds of places are asked about.
        let step = (places.len() / 20).max(1);
        let first = path.as_os_str().len() % step;
        for (index, offset) in places.into_iter().skip(first).step_by(step).enumerate() {
            ask(&known(&checked, &path, text), offset);
            // What is typed ends at the cursor.
            ask(&known(&checked, &path, &text[..offset]), offset);
            // The rest of the line is gone.
            let rest = text[offset..]
                .find('\n')
                .map_or(text.len(), |end| offset + end);
            let cut = [&text[..offset], &text[rest..]].concat();
            ask(&known(&checked, &path, &cut), offset);
            if index % 4 == 0 {
                knows::references(&known(&checked, &path, text), offset, true);
                knows::renameable(&known(&checked, &path, text), offset);
            }
        }
        ask(&known(&checked, &path, text), text.len());
        knows::symbols(&known(&checked, &path, text));
    }
}

/// The texts of files by their paths, with edits carried out.
fn renamed(checked: &Checked, edits: &[(PathBuf, Vec<Edit>)]) -> HashMap<PathBuf, String> {
    let mut texts = HashMap::new();
    for (path, edits) in edits {
        let shown = pipeline::shown(path);
        let mut files = checked.sources.iter();
        let (_, file) = files
            .find(|(_, file)| file.path == shown)
            .expect("it was read");
        let text = edit::apply(&file.text, edits).expect("the edits fit");
        texts.insert(path.clone(), text);
    }
    texts
}

/// The words of a client, sorted: a name that sorts otherwise changes the order of others.
fn words(checked: &Checked) -> Vec<String> {
    let mut words = Vec::new();
    for api in &checked.apis {
        for module in rust::modules(api, Layout::Crate) {
            let text = module.path + "\n" + &module.text;
            let parts = text.split(|c: char| !c.is_alphanumeric() && c != '_');
            words.extend(parts.map(str::to_owned));
        }
    }
    words.sort();
    words
}

#[test]
fn a_type_of_another_name_makes_the_same_client() {
    let mut count = 0;
    let mut paths = pipeline::specs_in(Path::new("../specs")).expect("they are there");
    paths.push(PathBuf::from(SPEC));
    for path in paths {
        let before = pipeline::check(std::slice::from_ref(&path));
        let text = fs::read_to_string(&path).expect("it can be read");
        let generated = words(&before);
        for symbol in types(&before, &path, &text) {
            let old = &symbol.name;
            let name = Name::derive(old).expect("it is a name").snake();
            // Names that are part of others are no proof of anything.
            let part = |word: &String| word.contains(old.as_str()) && word != old;
            if generated.iter().any(part) {
                continue;
            }
            let new = format!("{}q", &old[..old.len() - 1]);
            let known = Known {
                checked: &before,
                path: &path,
                text: &text,
            };
            let edits = knows::rename(&known, symbol.name_range.start, &new);
            let edits = edits.expect("it can be renamed");
            let made: usize = edits.iter().map(|(_, edits)| edits.len()).sum();
            // Prose says what it said.
            if made
                != text
                    .split(|c: char| !c.is_alphanumeric())
                    .filter(|word| word == old)
                    .count()
            {
                continue;
            }
            count += 1;
            let after =
                pipeline::check_texts(std::slice::from_ref(&path), &renamed(&before, &edits));
            assert_eq!(after.diagnostics.len(), before.diagnostics.len(), "{old}");
            let snake = Name::derive(&new).expect("it is a name").snake();
            let mut expected: Vec<String> = generated
                .iter()
                .map(|word| word.replace(old.as_str(), &new))
                .collect();
            let mut actual = words(&after);
            // A snake-case word may mean something else, such as a field.
            let certain = |word: &String| {
                let lower = word.to_lowercase();
                word.contains(&new) || !lower.contains(&name) && !lower.contains(&snake)
            };
            expected.retain(certain);
            actual.retain(certain);
            expected.sort();
            let differs = expected
                .iter()
                .zip(&actual)
                .find(|(one, other)| one != other);
            assert_eq!(differs, None, "{old}");
            assert_eq!(expected.len(), actual.len(), "{old}");
        }
    }
    assert!(count >= 30, "{count}");
}

/// The types that a spec declares.
fn types(checked: &Checked, path: &Path, text: &str) -> Vec<Symbol> {
    let known = Known {
        checked,
        path,
        text,
    };
    let sections = knows::symbols(&known).into_iter();
    let types = sections.filter(|symbol| symbol.name == "types");
    types.flat_map(|symbol| symbol.children).collect()
}

#[test]
fn a_new_name_stands_in_every_spec_and_file() {
    let spec = |vendor: &str| {
        format!(
            "apiloom: 1\nvendor: {vendor}\ninclude: [shared.yaml]\nservers: {{ default: \"https://a.example\" }}\n\
             types:\n  Own{vendor}: {{ fields: {{ at: Point, all: 'map(string, list(Point)?)' }} }}\n\
             operations:\n  get: {{ http: GET /a, returns: 'list(Point)', entity: {{ of: Point, does: list }} }}\n\
             \x20 put: {{ http: PUT /a, body: {{ view: {{ of: Point, only: [x] }} }} }}\n\
             \x20 post: {{ http: POST /a, body: {{ fields: {{ use: [Point], it: Own{vendor} }} }} }}\n"
        )
    };
    let shared = "types:\n  Point: { fields: { x: int64, \"y\": \"lis\\x74(Point)\" } }\n";
    let (one, two) = (PathBuf::from("a/one.yaml"), PathBuf::from("a/two.yaml"));
    let fragment = PathBuf::from("a/shared.yaml");
    let texts = HashMap::from([
        (one.clone(), spec("one")),
        (two.clone(), spec("two")),
        (fragment.clone(), shared.to_owned()),
    ]);
    let checked = pipeline::check_texts(&[one.clone(), two.clone()], &texts);
    let errors = |checked: &Checked| {
        let errors = checked.diagnostics.iter();
        errors
            .map(|found| found.message.clone())
            .collect::<Vec<String>>()
    };
    assert!(!checked.has_errors(), "{:?}", errors(&checked));
    let mut all = Vec::new();
    // From each place in each file the same edits are made.
    for path in [&one, &two, &fragment] {
        let text = &texts[path];
        let known = Known {
            checked: &checked,
            path,
            text,
        };
        for (offset, _) in text.match_indices("Point") {
            for within in [0, 2, 5] {
                let edits = knows::rename(&known, offset + within, "Spot");
                let mut edits = edits.unwrap_or_else(|told| panic!("{told} at {offset}"));
                edits.sort();
                all.push(edits);
                let uses = knows::references(&known, offset + within, true);
                assert_eq!(uses.len(), 2 * 6 + 2);
            }
        }
    }
    all.dedup();
    assert_eq!(all.len(), 1);
    let mut after = texts.clone();
    after.extend(renamed(&checked, &all[0]));
    assert!(
        after.values().all(|text| !text.contains("Point")),
        "{after:?}"
    );
    let again = pipeline::check_texts(&[one, two], &after);
    assert!(!again.has_errors(), "{:?}", errors(&again));
    assert_eq!(errors(&again).len(), errors(&checked).len());
}

#[test]
fn names_that_cannot_be_are_refused() {
    let path = Path::new(SPEC);
    let text = fs::read_to_string(path).expect("it can be read");
    let checked = pipeline::check(&[path.to_owned()]);
    let known = Known {
        checked: &checked,
        path,
        text: &text,
    };
    let told = |place: &str, new: &str| {
        let at = text.find(place).expect("it is there");
        knows::rename(&known, at, new).expect_err("it cannot be")
    };
    for (place, new, expected) in [
        ("BikePage", "bike_page", "`bike_page` cannot name a type"),
        ("BikePage", "Bike_Page", "`Bike_Page` cannot name a type"),
        ("BikePage", "", "`` cannot name a type"),
        ("BikePage", "int64", "`int64` is a type of the language"),
        ("BikePage", "Station", "there is a `Station` already"),
        ("BikePage", "Point", "there is a `Point` already"),
        ("BikePage", "List Bikes", "cannot name a type"),
        ("app_id:\n    type", "app-id", "cannot be a name"),
        ("app_id:\n    type", "region", "there is a `region` already"),
        (
            "timestamp: now",
            "now",
            "is a word of the expression language",
        ),
        ("timestamp: now", "Time", "cannot name a value"),
        ("timestamp: now", "pair", "there is a `pair` already"),
        ("signed:\n", "none", "`none` says that there is none"),
        (
            "name: { type: string, length",
            "label",
            "nothing that can be renamed",
        ),
        ("http: GET", "x", "nothing that can be renamed"),
        // The client has something else of that name.
        (
            "app_secret: secret\n",
            "appId",
            "there is a `appId` already",
        ),
    ] {
        let found = told(place, new);
        assert!(found.contains(expected), "{place} to {new}: {found}");
    }
}

#[test]
fn what_else_has_a_name_gets_another_everywhere() {
    let path = Path::new(SPEC);
    let text = fs::read_to_string(path).expect("it can be read");
    let checked = pipeline::check(&[path.to_owned()]);
    let known = Known {
        checked: &checked,
        path,
        text: &text,
    };
    for place in [
        "guide: {",
        "app_id:\n",
        "region: {",
        "mode: {",
        "seal: { doc",
        "sandbox: {",
        "pair: concat",
        "signed:\n",
        "timestamp: now",
        "nonce: nonce",
        "app:\n",
        "standard:\n",
        "daily: {",
        "get_token:\n",
        "list_bikes:\n",
    ] {
        let at = text.find(place).expect("it is there");
        let uses = knows::references(&known, at, true).len();
        let edits =
            knows::rename(&known, at, "quite_new").unwrap_or_else(|told| panic!("{place}: {told}"));
        let made: usize = edits.iter().map(|(_, edits)| edits.len()).sum();
        assert_eq!(made, uses, "{place}");
        let texts = renamed(&checked, &edits);
        let after = pipeline::check_texts(&[path.to_owned()], &texts);
        assert_eq!(
            after.diagnostics.len(),
            checked.diagnostics.len(),
            "{place}"
        );
        let after_text = &texts[path];
        let known = Known {
            checked: &after,
            path,
            text: after_text,
        };
        let again = knows::references(&known, at, true).len();
        assert_eq!(again, uses, "{place}");
    }
}

/// Specs that are checked together share types, and nothing else.
#[test]
fn a_name_of_another_spec_is_free() {
    let spec = |vendor: &str, setting: &str| {
        format!(
            "apiloom: 1\nvendor: {vendor}\nservers: {{ default: \"https://{{{setting}}}.example\" }}\n\
             settings: {{ {setting}: string! }}\noperations:\n  get: {{ http: GET /a }}\n"
        )
    };
    let (one, two) = (PathBuf::from("a/one.yaml"), PathBuf::from("a/two.yaml"));
    let texts = HashMap::from([
        (one.clone(), spec("one", "tenant")),
        (two.clone(), spec("two", "app_id")),
    ]);
    let checked = pipeline::check_texts(&[one.clone(), two], &texts);
    let text = &texts[&one];
    let known = Known {
        checked: &checked,
        path: &one,
        text,
    };
    let at = text.find("tenant").expect("the setting is used");
    let edits = knows::rename(&known, at, "app_id").expect("it can be renamed");
    assert_eq!(renamed(&checked, &edits)[&one], spec("one", "app_id"));
}
