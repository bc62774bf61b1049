//! Hostile texts stay texts: in pages, in Markdown, in what scripts read.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;
use std::sync::OnceLock;

use apiloom_codegen::model::Api;

use crate::attacks::{ATTACKS, harmless};
use crate::made::{self, Files};
use crate::{links, markdown, page, samples, shell};

/// The kinds of places in `hostile/shop.yaml`.
const PLACES: &[char] = &['t', 'w', 'c', 'v', 'p', 'u', 'h', 'x'];

/// The spec of a vendor with a text in the places of some kinds, and another one in all others.
fn shop(text: &str, places: &[char], other: &str) -> String {
    let template = include_str!("../hostile/shop.yaml");
    let mut spec = template.to_owned();
    for place in PLACES {
        let text = if places.contains(place) { text } else { other };
        let text = match place {
            'x' => expressed(text),
            _ => quoted(text),
        };
        spec = spec.replace(&format!("%{place}%"), &text);
    }
    spec
}

/// A text within double quotes, as YAML has it.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            c => out.push_str(&format!("\\U{:08x}", u32::from(c))),
        }
    }
    out
}

/// A text within double quotes, as an expression has it.
fn expressed(text: &str) -> String {
    let told = |c: char| match c.is_ascii_alphanumeric() {
        true => c.to_string(),
        false => format!("\\u{{{:x}}}", u32::from(c)),
    };
    text.chars().map(told).collect()
}

fn check(spec: &str) -> Result<Vec<Api>, Vec<String>> {
    let path = made::here().join("tests/hostile/shop.yaml");
    let checked = made::check_text(&path, spec);
    match made::errors(&checked) {
        errors if errors.is_empty() => Ok(checked.apis),
        errors => Err(errors),
    }
}

/// The kinds of places where the checks let a text through.
fn let_through(attack: &str) -> Vec<char> {
    if check(&shop(attack, PLACES, "plain")).is_ok() {
        return PLACES.to_vec();
    }
    let fine = |place: &&char| check(&shop(attack, &[**place], "plain")).is_ok();
    PLACES.iter().filter(fine).copied().collect()
}

/// Every attack in every place that takes it: the files have the same parts as with harmless texts.
#[test]
fn attacks_add_nothing() {
    let mut count: BTreeMap<char, usize> = BTreeMap::new();
    for attack in ATTACKS {
        let mut places = let_through(attack);
        // An address with what no address has is no link, and of a path that leaves its place there is no
        // request; both have tests of their own.
        places.retain(|place| *place != 'u' && (*place != 'p' || !attack.contains(['/', '.'])));
        let alike = harmless(attack);
        // What is no form of a harmless text is none of a place either, such as a path that ends by spaces.
        if check(&shop(&alike, &places, "plain")).is_err() {
            places.retain(|place| check(&shop(&alike, &[*place], "plain")).is_ok());
        }
        for place in &places {
            *count.entry(*place).or_default() += 1;
        }
        let hostile = check(&shop(attack, &places, "plain"));
        let hostile =
            hostile.unwrap_or_else(|errors| panic!("{attack:?} in {places:?}: {errors:?}"));
        let alike = check(&shop(&alike, &places, "plain"));
        let alike =
            alike.unwrap_or_else(|errors| panic!("as {attack:?} in {places:?}: {errors:?}"));
        compare(&format!("{attack:?}"), &hostile, &alike);
    }
    // The checks refuse some of them in some places; that may not become most of them.
    for (place, least) in [
        ('t', 90),
        ('w', 70),
        ('c', 70),
        ('v', 70),
        ('p', 20),
        ('h', 40),
        ('x', 70),
    ] {
        let taken = count.get(&place).copied().unwrap_or_default();
        assert!(
            taken >= least,
            "%{place}% took {taken} of {} attacks",
            ATTACKS.len()
        );
    }
}

/// Compares what is made of a hostile spec with what is made of a harmless one of the same shape.
fn compare(what: &str, hostile: &[Api], alike: &[Api]) {
    let (found, expected) = (made::files(hostile), made::files(alike));
    let paths = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&found), paths(&expected), "{what}");
    let (mut read, mut other_read) = (BTreeMap::new(), BTreeMap::new());
    let (mut drawn, mut coloured) = (BTreeSet::new(), colours().clone());
    for (path, text) in &found {
        let other = &expected[path];
        let place = format!("{what} in {path}");
        match path.rsplit('.').next() {
            Some("html") => {
                let (mut found, mut expected) = (page::read(text), page::read(other));
                same(&place, take(&mut found.parts), take(&mut expected.parts));
                // A drawing may have a line more, code a colour more; nothing else is theirs.
                drawn.extend(take(&mut expected.drawn));
                coloured.extend(take(&mut expected.code));
                let strange: Vec<_> = found.drawn.difference(&drawn).collect();
                assert!(strange.is_empty(), "{place}: {strange:?} are drawn");
                let strange: Vec<_> = found.code.difference(&coloured).collect();
                assert!(strange.is_empty(), "{place}: {strange:?} stand in code");
                read.insert(path.as_str(), links::of_page(found));
                other_read.insert(path.as_str(), links::of_page(expected));
            }
            Some("md") => {
                same(
                    &place,
                    markdown::structure(text),
                    markdown::structure(other),
                );
                read.insert(path.as_str(), links::of_markdown(text));
                other_read.insert(path.as_str(), links::of_markdown(other));
            }
            Some("json") => drop(json(&place, text)),
            Some("js") if text.starts_with("(self.apiloom") => {
                same(
                    &place,
                    shape(&data(&place, text)),
                    shape(&data(&place, other)),
                );
            }
            // What is the same for all vendors.
            _ => assert_eq!(text, other, "{place}"),
        }
        assert!(!text.contains('\u{0}'), "{place}: U+0000");
        // What is only loaded is there to be linked to.
        read.entry(path.as_str()).or_default();
        other_read.entry(path.as_str()).or_default();
    }
    assert_eq!(links::problems(&read), Vec::<String>::new(), "{what}");
    let (found, expected) = (links::addresses(&read), links::addresses(&other_read));
    assert_eq!(
        found.len(),
        expected.len(),
        "{what}: {found:?} and {expected:?}"
    );
    let hostile = apiloom_site::books(hostile);
    samples::compare(what, &hostile, &apiloom_site::books(alike));
    shell::compare(what, &hostile);
}

/// What gives words of code their colours.
fn colours() -> &'static BTreeSet<String> {
    static COLOURS: OnceLock<BTreeSet<String>> = OnceLock::new();
    COLOURS.get_or_init(|| {
        let files = made::files(&made::apis(&made::specs_in("specs")));
        let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
        pages.flat_map(|(_, text)| page::read(text).code).collect()
    })
}

fn same(place: &str, found: Vec<String>, expected: Vec<String>) {
    let [found, expected] = [found, expected].map(of_any_length);
    let at = found
        .iter()
        .zip(&expected)
        .position(|(found, expected)| found != expected);
    let at = at.or((found.len() != expected.len()).then_some(found.len().min(expected.len())));
    if let Some(at) = at {
        let before = &found[at.saturating_sub(5)..at];
        let (found, expected) = (found.get(at), expected.get(at));
        panic!("{place}: {found:?}, expected {expected:?}, after {before:?}");
    }
}

/// Whether a sample is short enough to be shown whole goes by its text.
fn of_any_length(mut structure: Vec<String>) -> Vec<String> {
    for element in &mut structure {
        if element.starts_with("pre class=\"code ") {
            *element = element.replacen(" whole\"", "\"", 1);
        }
    }
    structure
}

fn json(place: &str, text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{place}: {error}\n{text}"))
}

/// What a script gives to the site's script.
fn data(place: &str, text: &str) -> serde_json::Value {
    let inner = text.strip_prefix("(self.apiloom=self.apiloom||[]).push(");
    let inner = inner.and_then(|rest| rest.strip_suffix(");\n"));
    let inner = inner.unwrap_or_else(|| panic!("{place}: {text}"));
    let plain =
        |c: char| !matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') && !c.is_control();
    assert!(inner.chars().all(plain), "{place}: {inner}");
    json(place, inner)
}

/// The shape of data: lists of lists and members, without the texts, some of which stand only where they are
/// not what follows from others.
fn shape(value: &serde_json::Value) -> Vec<String> {
    use serde_json::Value::{Array, Object};
    match value {
        Array(items) => {
            let inner = items
                .iter()
                .filter(|item| !item.is_string())
                .flat_map(shape);
            ["[".to_owned()]
                .into_iter()
                .chain(inner)
                .chain(["]".to_owned()])
                .collect()
        }
        // Texts that are alike stand once, so that their number depends on what they say.
        Object(members) => members
            .iter()
            .filter(|(name, _)| *name != "texts")
            .flat_map(|(name, value)| [vec![name.clone()], shape(value)].concat())
            .collect(),
        _ => vec!["text".to_owned()],
    }
}

/// Attacks in all that is told of the five vendors and of the fixtures, all of them in each spec at once.
#[test]
fn attacks_in_real_specs_add_nothing() {
    let mut replaced = 0;
    let fixtures = made::specs_in("codegen/tests/fixtures/valid");
    let specs = [made::specs_in("specs"), fixtures].concat();
    for (index, path) in specs.into_iter().enumerate() {
        let text = std::fs::read_to_string(&path).expect("a spec is read");
        let spec: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");

        let attacks: Vec<&str> = ATTACKS
            .iter()
            .copied()
            .filter(|attack| !attack.trim().is_empty())
            .collect();
        let (mut hostile, mut alike) = (spec.clone(), spec.clone());
        let mut next = index * 31;
        let count = put(&mut hostile, false, &mut || {
            next += 1;
            attacks[next % attacks.len()].to_owned()
        });
        let mut next = index * 31;
        put(&mut alike, false, &mut || {
            next += 1;
            harmless(attacks[next % attacks.len()])
        });
        let text = |spec: &serde_yaml::Value| {
            inert(&serde_json::to_string(spec).expect("a spec has texts for keys"))
        };
        let hostile = made::check_text(&path, &text(&hostile));
        let alike = made::check_text(&path, &text(&alike));
        assert_eq!(
            made::errors(&hostile),
            Vec::<String>::new(),
            "{}",
            path.display()
        );
        assert_eq!(
            made::errors(&alike),
            Vec::<String>::new(),
            "{}",
            path.display()
        );
        compare(&format!("{}", path.display()), &hostile.apis, &alike.apis);
        replaced += count;
    }
    assert!(replaced > 1000, "{replaced}");
}

/// JSON as YAML has it: what YAML does not take as it is stands in texts alone.
fn inert(json: &str) -> String {
    let told = |c: char| match c {
        ' '..='~' => c.to_string(),
        c => format!("\\U{:08x}", u32::from(c)),
    };
    json.chars().map(told).collect()
}

/// Puts a text in the place of each that is for people, and says how many there are.
fn put(value: &mut serde_yaml::Value, is_text: bool, next: &mut impl FnMut() -> String) -> usize {
    use serde_yaml::Value;
    match value {
        Value::String(text) if is_text => {
            // What is Chinese says so; a text in both languages is chosen by that.
            let chinese = text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
            *text = format!("{}{}", if chinese { "中" } else { "a" }, next());
            1
        }
        Value::Sequence(items) => items.iter_mut().map(|item| put(item, is_text, next)).sum(),
        Value::Mapping(members) => members
            .iter_mut()
            .map(|(key, value)| {
                let key = key.as_str().unwrap_or_default();
                let told = matches!(
                    key,
                    "title" | "doc" | "note" | "deprecated" | "message" | "permissions"
                );
                let language = is_text && matches!(key, "en" | "zh");
                match key {
                    // Here messages are expressions.
                    "failures" => 0,
                    // Here names are those of the vendor, and values are those of examples.
                    "tuple" => 0,
                    "variants" => put_inside(value, "fields", next),
                    "fields" | "path" | "query" | "header" | "cookie" | "request" | "response"
                    | "headers" | "facts"
                        if !told =>
                    {
                        put_inside(value, key, next)
                    }
                    _ => put(value, told || language, next),
                }
            })
            .sum(),
        _ => 0,
    }
}

/// The same within maps whose keys are not those of the language.
fn put_inside(
    value: &mut serde_yaml::Value,
    key: &str,
    next: &mut impl FnMut() -> String,
) -> usize {
    match value {
        serde_yaml::Value::Mapping(members)
            if matches!(key, "fields" | "path" | "query" | "header" | "cookie") =>
        {
            members
                .values_mut()
                .map(|field| put(field, false, next))
                .sum()
        }
        _ => 0,
    }
}

/// What is told of a hostile vendor is there to be read.
#[test]
fn nothing_is_left_out() {
    let attack = "<script>alert(1)</script>";
    let files = made::files(&check(&shop(attack, PLACES, "plain")).expect("a spec without errors"));
    for path in [
        "site/en/index.html",
        "site/en/shop/index.html",
        "site/en/shop/operations/change_parcel.html",
        "site/en/shop/types/parcel.html",
    ] {
        assert!(page::text(&files[path]).contains(attack), "{path}");
    }
}

/// Addresses of documents lead to them by http and https alone.
#[test]
fn addresses_are_those_of_documents() {
    let spec = shop("plain", PLACES, "plain");
    let good = "https://docs.shop.example/guideplain";
    let expected: BTreeSet<String> = [good.to_owned()].into();
    assert_eq!(
        links::addresses(&links::read(&made::files(
            &check(&spec).expect("no errors")
        ))),
        expected
    );
    for url in [
        r"javascript:alert(1)",
        r"JaVaScRiPt:alert(1)",
        r" javascript:alert(1)",
        r"java\tscript:alert(1)",
        r"\x01javascript:alert(1)",
        r"data:text/html,<script>alert(1)</script>",
        r"vbscript:x",
        r"file:///etc/passwd",
        r"//evil.example",
        r"/\\evil.example",
        r"../../evil",
        r"https://good.example@evil.example/",
        r#"https://evil.example/\" onclick=\"alert(1)"#,
        r"https://evil.example/<script>",
        r"ftp://evil.example",
        r"mailto:a@b.example",
        r"https:evil.example",
        r"http:\\\\evil.example",
    ] {
        let with = spec.replace(good, url);
        assert_ne!(with, spec);
        // What the checks refuse leads nowhere.
        if let Ok(apis) = check(&with) {
            let files = made::files(&apis);
            let read = links::read(&files);
            assert_eq!(links::addresses(&read), BTreeSet::new(), "{url}");
            assert_eq!(links::problems(&read), Vec::<String>::new(), "{url}");
        }
    }
}
