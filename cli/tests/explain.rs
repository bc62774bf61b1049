//! `apiloom explain` as its users run it: complete, in both languages, and true.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use apiloom_codegen::diagnostic::{Code, Language, Part};
use tempfile::TempDir;

fn explain(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    let command = command.arg("explain").args(arguments);
    command.output().expect("the command runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn a_code_is_found_however_it_is_written() {
    let expected = explain(&["AL0202"]);
    assert_eq!(expected.status.code(), Some(0));
    let text = out(&expected);
    for part in [
        "AL0202 (error): A type is a built-in one or one of the spec's own.",
        "Before:",
        "  -     returns: Parsel",
        "After:",
        "  +     returns: Parcel",
    ] {
        assert!(text.contains(part), "`{part}` is not in:\n{text}");
    }
    for spelling in ["al0202", "0202", "202", "Al202"] {
        assert_eq!(out(&explain(&[spelling])), text, "{spelling}");
    }
}

#[test]
fn an_unknown_code_is_wrong_usage() {
    for (code, help) in [
        ("AL0299", "did you mean `AL02"),
        ("type", "run `apiloom explain`"),
    ] {
        let output = explain(&[code]);
        assert_eq!(output.status.code(), Some(2), "{code}");
        assert_eq!(out(&output), "");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            told.contains(&format!("there is no code `{code}`")),
            "{told}"
        );
        assert!(told.contains(help), "{told}");
    }
}

#[test]
fn without_a_code_all_are_listed() {
    for (lang, language) in [("en", Language::English), ("zh", Language::Chinese)] {
        let listed = out(&explain(&["--lang", lang]));
        let expected: Vec<String> = Code::ALL
            .iter()
            .map(|code| format!("{}  {}", code.id(), code.rule(language)))
            .collect();
        assert_eq!(listed.lines().collect::<Vec<_>>(), expected);
    }
}

#[test]
fn every_code_is_explained_in_both_languages() {
    for code in Code::ALL {
        let explanation = code.explanation();
        let (english, chinese) = (
            explanation.text(Language::English),
            explanation.text(Language::Chinese),
        );
        let id = code.id();
        assert!(
            english.ends_with('.') && !has_chinese(english),
            "{id}: {english}"
        );
        assert!(
            chinese.ends_with('。') && has_chinese(chinese),
            "{id}: {chinese}"
        );
        assert!(has_chinese(code.rule(Language::Chinese)), "{id}");
        // The languages say it of the same things, each in code marks.
        let marks = |text: &str| text.matches('`').count() % 2;
        assert_eq!((marks(english), marks(chinese)), (0, 0), "{id}");
        let page = out(&explain(&[id, "--lang", "zh"]));
        assert!(page.contains(chinese) && page.contains("修改前"), "{page}");
        assert!(explanation.before != explanation.after, "{id}");
    }
}

/// Every page is about a code of the catalogue.
#[test]
fn no_page_is_left_over() {
    let folder = Path::new("../codegen/src/diagnostic/explain");
    let mut pages: Vec<String> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    pages.sort();
    let known: Vec<String> = Code::ALL
        .iter()
        .map(|code| format!("{}.md", code.id()))
        .collect();
    assert_eq!(pages, known);
}

/// What stands before has the code and no other; what stands after has none.
#[test]
#[cfg(unix)]
fn examples_are_true() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let explanation = code.explanation();
        for (parts, expected) in [
            (&explanation.before, vec![code.id().to_owned()]),
            (&explanation.after, Vec::new()),
        ] {
            let (codes, told) = try_out(parts);
            if codes != expected {
                wrong.push(format!("{}: {codes:?}\n{told}", code.id()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The codes that an example gives, each once, and all that was printed.
#[cfg(unix)]
fn try_out(parts: &[Part]) -> (Vec<String>, String) {
    let folder: TempDir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("specs")).expect("a folder");
    let mut commands = "apiloom check\n";
    for part in parts {
        match part {
            Part::File { path, text } => {
                let path = folder.path().join(path);
                let parent = path.parent().expect("it is in the folder");
                fs::create_dir_all(parent).expect("a folder");
                fs::write(path, text).expect("a file is written");
            }
            Part::Commands(given) => commands = given,
        }
    }
    let binary = Path::new(env!("CARGO_BIN_EXE_apiloom"));
    let tools = std::env::var("PATH").unwrap_or_default();
    let own = binary.parent().expect("it stands in a folder").display();
    let output = Command::new("sh")
        .args(["-c", commands])
        .current_dir(folder.path())
        .env("PATH", format!("{own}:{tools}"))
        .output()
        .expect("the commands run");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut codes: Vec<String> = told
        .match_indices("[AL")
        .filter_map(|(at, _)| Some(told.get(at + 1..at + 7)?.to_owned()))
        .collect();
    codes.sort();
    codes.dedup();
    // Whatever else goes wrong, such as a mistyped command, is no problem of a spec.
    let fine = output.status.success() || !codes.is_empty();
    if !fine {
        codes.push("failed".to_owned());
    }
    (codes, told)
}
