//! Every problem that a spec file can have, as an integrator reads it: `fixtures/invalid/<name>.yaml` beside
//! the text that must come out, `<name>.stderr`. `UPDATE_GOLDEN=1` rewrites the texts.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{self, Code, Diagnostic, Help, Language, Severity};
use apiloom_codegen::pipeline;
use apiloom_codegen::source::Span;

/// What a spec file alone cannot raise: these come from folders, other specs and the output. The examples of
/// `apiloom explain` raise them in the tests of the command.
const NOT_OF_ONE_FILE: &[Code] = &[
    Code::NoSpecs,
    Code::SameVendor,
    Code::Write,
    Code::Drift,
    Code::HandEdited,
];

/// Relative to the package, where cargo runs tests: no message may depend on where the repository stands.
const INVALID: &str = "tests/fixtures/invalid";

#[test]
fn texts_are_as_written_down() {
    let mut differences = String::new();
    for path in support::yaml_files(INVALID) {
        let checked = pipeline::check(std::slice::from_ref(&path));
        let texts: Vec<String> = checked
            .diagnostics
            .iter()
            .map(|d| diagnostic::text(&checked.sources, d, false, Language::English) + "\n")
            .collect();
        let actual = texts.join("\n");
        let golden = path.with_extension("stderr");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &actual).expect("the golden file can be written");
            continue;
        }
        let expected = fs::read_to_string(&golden)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        if expected != actual {
            let header = format!("{} (run with UPDATE_GOLDEN=1 to accept)", golden.display());
            differences.push_str(&support::difference(&header, &expected, &actual));
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

#[test]
fn every_code_has_a_fixture() {
    let found: BTreeSet<Code> = all_invalid().flat_map(|(_, d)| d).map(|d| d.code).collect();
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !found.contains(code) && !NOT_OF_ONE_FILE.contains(code))
        .map(|code| code.id())
        .collect();
    assert!(missing.is_empty(), "no fixture raises {missing:?}");
}

#[test]
fn every_golden_has_a_spec() {
    for golden in support::files(INVALID, "stderr") {
        assert!(
            golden.with_extension("yaml").is_file(),
            "{} has no spec",
            golden.display()
        );
    }
}

/// A message is terse, names no Rust, and says what to write.
#[test]
fn texts_keep_the_house_rules() {
    for (path, diagnostics) in all_invalid() {
        let at = path.display();
        assert!(!diagnostics.is_empty(), "{at} is valid");
        for d in diagnostics {
            let message = &d.message;
            assert!(!message.ends_with(['.', '!']), "{at}: full stop: {message}");
            assert!(!message.contains('\n'), "{at}: several lines: {message}");
            assert!(
                !message.starts_with(char::is_uppercase),
                "{at}: capital letter: {message}"
            );
            assert!(message.chars().count() <= 160, "{at}: too long: {message}");
            for ours in [
                "NodeKind", "Scalar", "Option", "Vec<", "Some(", "None", "TypeId", "panic",
            ] {
                assert!(
                    !message.contains(ours),
                    "{at}: `{ours}` says nothing to the reader: {message}"
                );
            }
            let help = d.help.as_ref().map(Help::to_string).unwrap_or_default();
            assert!(!help.is_empty(), "{at}: no help: {message}");
            assert!(!help.ends_with('.'), "{at}: full stop: {help}");
            let chinese = d.help.as_ref().map(|help| help.text(Language::Chinese));
            assert_ne!(chinese, Some(help.as_str()), "{at}: only in English");
        }
    }
}

/// All problems of a file come out in one run, sorted by place, each once.
#[test]
fn problems_are_sorted() {
    let mut most = 0;
    for (path, diagnostics) in all_invalid() {
        let spans: Vec<Option<Span>> = diagnostics.iter().map(|d| d.span).collect();
        assert!(spans.is_sorted(), "{}", path.display());
        let unique: BTreeSet<_> = diagnostics
            .iter()
            .map(|d| (d.span, d.code, &d.message))
            .collect();
        assert_eq!(
            unique.len(),
            diagnostics.len(),
            "{}: one problem twice",
            path.display()
        );
        most = most.max(diagnostics.len());
    }
    assert!(most >= 10, "no fixture has many problems");
}

/// Lines and columns count characters from 1; `start` and `end` are bytes of the file as it is read.
#[test]
fn json_has_the_same_places() {
    for path in support::yaml_files(INVALID) {
        let checked = pipeline::check(std::slice::from_ref(&path));
        let json: serde_yaml::Value = serde_yaml::from_str(&diagnostic::json(
            &checked.sources,
            &checked.diagnostics,
            Language::English,
        ))
        .expect("JSON is YAML");
        let items = json.as_sequence().expect("a list");
        assert_eq!(items.len(), checked.diagnostics.len());
        for (item, d) in items.iter().zip(&checked.diagnostics) {
            assert_eq!(item["code"].as_str(), Some(d.code.id()));
            assert_eq!(item["message"].as_str(), Some(d.message.as_str()));
            let help = d.help.as_ref().map(|help| help.text(Language::English));
            assert_eq!(item["help"].as_str(), help);
            let severity = if d.severity() == Severity::Error {
                "error"
            } else {
                "warning"
            };
            assert_eq!(item["severity"].as_str(), Some(severity));
            let Some(span) = d.span else {
                assert!(item.get("file").is_none(), "a problem without a place");
                continue;
            };
            let file = checked.sources.get(span.file);
            assert_eq!(item["file"].as_str(), Some(file.path.as_str()));
            let number = |key: &str| item[key].as_u64().expect("a number") as usize;
            let (start, end) = (number("start"), number("end"));
            let text = file.text.get(start..end);
            assert!(
                text.is_some(),
                "{}: {start}..{end} cuts a character",
                path.display()
            );
            // The place is found again by counting lines and characters.
            let line = file
                .text
                .split('\n')
                .nth(number("line") - 1)
                .expect("the line is there");
            let before: usize = file
                .text
                .split_inclusive('\n')
                .take(number("line") - 1)
                .map(str::len)
                .sum();
            let column: usize = line
                .chars()
                .take(number("column") - 1)
                .map(char::len_utf8)
                .sum();
            assert_eq!(before + column, start, "{}: {}", path.display(), d.message);
            let summary = diagnostic::summary(&checked.sources, d);
            let place = format!(
                "{}:{}:{}: {severity}[",
                file.path,
                number("line"),
                number("column")
            );
            assert!(summary.starts_with(&place), "{summary}");
            let excerpt = diagnostic::text(&checked.sources, d, false, Language::English);
            let place = format!("{}:{}:{}\n", file.path, number("line"), number("column"));
            assert!(excerpt.contains(&place), "{place}{excerpt}");
        }
    }
}

/// Who reads Chinese is told the rule and what to write; the message and the places stay as they are.
#[test]
fn in_chinese() {
    let folder = support::folder("in-chinese");
    let path = folder.join("spec.yaml");
    fs::write(&path, "apiloom: 1\nvendor: acme\nnots: x\n").expect("the spec can be written");
    let checked = pipeline::check(std::slice::from_ref(&path));
    let text = |language| {
        let texts = checked
            .diagnostics
            .iter()
            .map(|d| diagnostic::text(&checked.sources, d, false, language));
        texts
            .collect::<String>()
            .replace(&*path.to_string_lossy(), "spec.yaml")
    };
    let english = "error[AL0101]: a spec has no key `nots`\n --> spec.yaml:3:1\n  |\n3 | nots: x\n  | ^^^^\n  |\n";
    let (help, rule) = (
        "  = help: did you mean `note`?",
        "  = 规则: 映射中只有语言在该处认识的键。\n",
    );
    assert_eq!(text(Language::English), format!("{english}{help}"));
    let help = "  = 帮助: 是否应为 `note`？";
    assert_eq!(text(Language::Chinese), format!("{english}{rule}{help}"));
}

/// Columns are characters, also behind Chinese text; offsets are bytes.
#[test]
fn chinese_before_the_place() {
    let folder = support::folder("chinese");
    let path = folder.join("spec.yaml");
    let text = "apiloom: 1\nvendor: acme\ntitle: { zh: 客户接口, en: Customers, fr: Clients }\n";
    fs::write(&path, text).expect("the spec can be written");
    let checked = pipeline::check(&[path]);
    let [
        Diagnostic {
            span: Some(span),
            code: Code::UnknownKey,
            ..
        },
    ] = &checked.diagnostics[..]
    else {
        panic!("one unknown key: {:?}", checked.diagnostics);
    };
    let place = checked.sources.get(span.file).place(span.start);
    assert_eq!((place.line, place.column), (3, 35));
    assert_eq!(span.start as usize, text.find("fr:").expect("the key"));
}

/// Budgets, which no fixture should fill.
#[test]
fn budgets() {
    let folder = support::folder("budgets");
    let deep = format!(
        "apiloom: 1\nvendor: acme\ndoc: {}{}\n",
        "[".repeat(5000),
        "]".repeat(5000)
    );
    let many = format!(
        "apiloom: 1\nvendor: acme\ndoc: [{}]\n",
        "a,".repeat(2_100_000)
    );
    let long = format!("apiloom: 1\nvendor: acme\n# {}\n", "x".repeat(17 << 20));
    for (name, text) in [("deep", deep), ("many", many), ("long", long)] {
        let path = folder.join(format!("{name}.yaml"));
        fs::write(&path, text).expect("the spec can be written");
        let checked = pipeline::check(&[path]);
        let codes: Vec<Code> = checked.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::TooLarge], "{name}");
    }
}

#[test]
fn what_is_not_of_one_file() {
    let folder = support::folder("several");
    let spec = "apiloom: 1\nvendor: acme\n";
    let paths: Vec<PathBuf> = ["one.yaml", "two.yaml"]
        .iter()
        .map(|name| folder.join(name))
        .collect();
    for path in &paths {
        fs::write(path, spec).expect("the spec can be written");
    }
    let codes = |paths: &[PathBuf]| -> Vec<Code> {
        pipeline::check(paths)
            .diagnostics
            .iter()
            .map(|d| d.code)
            .collect()
    };
    assert_eq!(codes(&paths), [Code::SameVendor]);
    assert_eq!(codes(&[folder.join("none.yaml")]), [Code::Unreadable]);
    assert_eq!(codes(&[folder]), [Code::Unreadable]);
}

fn all_invalid() -> impl Iterator<Item = (PathBuf, Vec<Diagnostic>)> {
    support::yaml_files(INVALID).into_iter().map(|path| {
        let checked = pipeline::check(std::slice::from_ref(&path));
        (path, checked.diagnostics)
    })
}

/// The paths above are relative.
#[test]
fn runs_in_the_package() {
    assert!(Path::new(INVALID).is_dir());
}
