//! `specs/README.md` against the tool: every example is checked, every table is compared.
//!
//! The page says itself how its examples are marked: see its last section.

#[path = "reference/blocks.rs"]
mod blocks;
#[path = "reference/complete.rs"]
mod complete;
#[path = "reference/expressions.rs"]
mod expressions;
#[path = "reference/keys.rs"]
mod keys;
#[path = "reference/page.rs"]
mod page;
#[cfg(feature = "schema")]
#[path = "support/validator.rs"]
mod validator;
#[path = "reference/world.rs"]
mod world;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{Code, Language, Severity};
use apiloom_codegen::emit::rust::{self, Layout};
use apiloom_codegen::model::Name;
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::{check, ident};

use blocks::{Block, Part};
use complete::Skeleton;

/// The examples as spec files, each with what is expected of it. Each test has a folder of its own, since
/// tests run at the same time.
fn specs(test: &str) -> Vec<(PathBuf, Block)> {
    let blocks = blocks::all(&page::text());
    let skeleton = Skeleton::of(&blocks);
    let folder = temporary(test);
    let mut steps = String::new();
    let mut specs = Vec::new();
    for block in blocks {
        let (path, text) = match &block.part {
            Part::File(path) => (folder.join(path), block.text.clone()),
            Part::Step => {
                steps.push_str(&block.text);
                (spec_path(&folder, &block), skeleton.complete_steps(&steps))
            }
            _ => (spec_path(&folder, &block), skeleton.complete(&block)),
        };
        let parent = path.parent().expect("every path is below the folder");
        fs::create_dir_all(parent).expect("the folder can be made");
        fs::write(&path, text).expect("the spec can be written");
        if !matches!(block.part, Part::File(_)) {
            specs.push((path, block));
        }
    }
    specs
}

/// An empty folder for the files of a test.
fn temporary(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("reference")
        .join(test);
    // It is not there on the first run.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

fn spec_path(folder: &Path, block: &Block) -> PathBuf {
    folder.join(format!("line{}.yaml", block.line))
}

/// The codes of one severity, each once.
fn codes(checked: &Checked, severity: Severity) -> BTreeSet<String> {
    let of = checked
        .diagnostics
        .iter()
        .filter(|d| d.severity() == severity);
    of.map(|d| d.code.id().to_owned()).collect()
}

#[test]
fn examples_pass_or_are_refused_as_the_page_says() {
    let mut wrong = Vec::new();
    for (path, block) in specs("passing") {
        let checked = pipeline::check(std::slice::from_ref(&path));
        let (errors, warnings) = (
            codes(&checked, Severity::Error),
            codes(&checked, Severity::Warning),
        );
        if errors != block.refused || !block.warns.is_subset(&warnings) {
            let told: Vec<String> = checked
                .diagnostics
                .iter()
                .map(|d| format!("  {}: {}", d.code.id(), d.message))
                .collect();
            let expected = &block.refused;
            wrong.push(format!(
                "line {}: expected {expected:?}\n{}",
                block.line,
                told.join("\n")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the page teaches, editors take.
#[cfg(feature = "schema")]
#[test]
fn examples_that_pass_fit_the_json_schema() {
    let validator = validator::Validator::spec();
    let mut fitting = 0;
    for (path, block) in specs("fitting") {
        if !block.refused.is_empty() {
            continue;
        }
        let text = fs::read_to_string(&path).expect("the spec was written");
        assert_eq!(validator.problem(&text), None, "line {}", block.line);
        fitting += 1;
    }
    assert!(fitting > 0, "the page has examples");
    let fragment = validator::Validator::fragment();
    for block in blocks::all(&page::text()) {
        if matches!(block.part, Part::File(_)) {
            assert_eq!(fragment.problem(&block.text), None, "line {}", block.line);
        }
    }
}

#[test]
fn examples_that_pass_become_rust() {
    for (path, block) in specs("emitting") {
        if !block.refused.is_empty() {
            continue;
        }
        let checked = pipeline::check(std::slice::from_ref(&path));
        for module in checked
            .apis
            .iter()
            .flat_map(|api| rust::modules(api, Layout::Crate))
        {
            let parsed = syn::parse_file(&module.text);
            assert!(
                parsed.is_ok(),
                "line {}: `{}` does not parse",
                block.line,
                module.path
            );
        }
    }
}

#[test]
fn the_last_step_of_the_walk_is_a_whole_spec_without_warnings() {
    let steps: Vec<Block> = blocks::all(&page::text())
        .into_iter()
        .filter(|block| block.part == Part::Step)
        .collect();
    let text: String = steps.iter().map(|block| block.text.as_str()).collect();
    let path = temporary("walk").join("tidewatch.yaml");
    fs::write(&path, text).expect("the spec can be written");
    let checked = pipeline::check(&[path]);
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    assert_eq!(checked.apis.len(), 1);
}

#[test]
fn every_key_has_a_row_and_every_row_a_key() {
    let page = page::text();
    for map in keys::maps() {
        let rows = page::table(&page, &format!("keys: {}", map.title));
        let told: BTreeSet<String> = rows.iter().map(|row| page::code(&row[0])).collect();
        let known: BTreeSet<String> = map.own.iter().map(|key| key.name.to_owned()).collect();
        assert_eq!(told, known, "keys of {}", map.title);
        for key in &map.own {
            let row = rows
                .iter()
                .find(|row| page::code(&row[0]) == key.name)
                .expect("just compared");
            assert_eq!(
                row[0].contains("(required)"),
                key.required,
                "`{}` of {}",
                key.name,
                map.title
            );
        }
    }
}

#[test]
fn every_map_of_the_language_is_among_those() {
    let declared = keys::declared();
    let listed = keys::names();
    assert_eq!(declared, listed);
}

#[test]
fn every_built_in_type_is_described() {
    let page = page::text();
    let cells: Vec<String> = ["### Scalars", "### Codecs"]
        .iter()
        .flat_map(|heading| page::table_under(&page, heading))
        .map(|row| row[0].clone())
        .collect();
    let described: BTreeSet<&str> = cells
        .iter()
        .flat_map(|cell| cell.split('`'))
        .map(|code| code.split('(').next().unwrap_or(code))
        .collect();
    for name in check::built_in_types() {
        assert!(described.contains(name), "`{name}` has no row");
    }
}

#[test]
fn names_are_made_as_the_page_says() {
    let rows = page::table(&page::text(), "derived");
    assert!(!rows.is_empty());
    for row in rows {
        let name = Name::derive(&page::code(&row[0])).expect("the page names what has a name");
        assert_eq!(ident::snake(&name).to_string(), page::code(&row[1]));
        assert_eq!(ident::camel(&name).to_string(), page::code(&row[2]));
    }
}

#[test]
fn every_code_is_listed_with_its_rule() {
    let rows = page::table(&page::text(), "codes");
    let told: Vec<(String, String)> = rows
        .iter()
        .map(|row| (page::code(&row[0]), row[2].clone()))
        .collect();
    let known: Vec<(String, String)> = Code::ALL
        .iter()
        .map(|code| {
            (
                code.id().to_owned(),
                code.rule(Language::English).to_owned(),
            )
        })
        .collect();
    assert_eq!(told, known);
    for (row, code) in rows.iter().zip(Code::ALL) {
        let word = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        assert_eq!(row[1], word, "{}", code.id());
    }
}

#[test]
fn every_code_that_can_be_fixed_is_listed() {
    let page = page::text();
    let (_, rest) = page
        .split_once("<!-- fixable -->\n")
        .expect("the page lists them");
    let told = page::codes(rest.lines().next().unwrap_or_default());
    let fixable = Code::ALL.iter().filter(|code| code.is_fixable());
    let known: Vec<&str> = fixable.map(|code| code.id()).collect();
    assert_eq!(told, known);
}

#[test]
fn every_function_is_listed_as_the_table_has_it() {
    let page = page::text();
    let rows: Vec<Vec<String>> = page::tables(&page, "functions")
        .into_iter()
        .flatten()
        .collect();
    for function in apiloom_codegen::expr::functions() {
        let signatures = function.signatures();
        let row = rows.iter().find(|row| page::codes(&row[0]) == signatures);
        let row =
            row.unwrap_or_else(|| panic!("`{}` is not listed with {signatures:?}", function.name));
        assert_eq!(row[1], function.docs.en, "what `{}` does", function.name);
        assert!(
            page::code(&row[2]).contains(function.name),
            "the example of `{}`",
            function.name
        );
    }
    assert_eq!(rows.len(), apiloom_codegen::expr::functions().count());
}

#[test]
fn examples_of_functions_give_what_the_page_says() {
    for row in page::tables(&page::text(), "functions")
        .into_iter()
        .flatten()
    {
        let (text, result) = (page::code(&row[2]), page::code(&row[3]));
        assert_eq!(expressions::value(&text), result, "{text}");
    }
}

#[test]
fn expressions_give_what_the_page_says() {
    let page = page::text();
    let lines = page::listing(&page, "expressions");
    assert!(!lines.is_empty());
    for line in lines {
        let (text, result) = line
            .split_once('→')
            .expect("an expression, an arrow and its value");
        assert_eq!(expressions::value(text.trim()), result.trim(), "{text}");
    }
}

#[test]
fn expressions_that_are_written_out_give_the_same() {
    for row in page::tables(&page::text(), "functions")
        .into_iter()
        .flatten()
    {
        let text = page::code(&row[2]);
        let written = expressions::written(&text);
        let value = expressions::value(&text);
        assert_eq!(expressions::value(&written), value, "{text} → {written}");
    }
    for line in page::listing(&page::text(), "expressions") {
        let text = line.split_once('→').map_or(line.as_str(), |(text, _)| text);
        let written = expressions::written(text.trim());
        let value = expressions::value(text.trim());
        assert_eq!(expressions::value(&written), value, "{text} → {written}");
    }
}

#[test]
fn mistakes_get_the_codes_that_the_page_says() {
    let page = page::text();
    let folder = temporary("mistakes");
    for (index, line) in page::listing(&page, "mistakes").into_iter().enumerate() {
        let (text, code) = line.rsplit_once("  ").expect("an expression and its code");
        let path = folder.join(format!("mistake{index}.yaml"));
        fs::write(&path, world::spec_with(text.trim())).expect("the spec can be written");
        let checked = pipeline::check(&[path]);
        let found: BTreeSet<String> = codes(&checked, Severity::Error);
        assert_eq!(
            found,
            BTreeSet::from([code.trim().to_owned()]),
            "{text}\n{:#?}",
            checked.diagnostics
        );
    }
}

#[test]
fn the_values_that_examples_assume_are_those_of_the_test() {
    let page = page::text();
    let told: Vec<(String, String)> = page::table(&page, "values")
        .iter()
        .filter(|row| row[0].starts_with('`'))
        .map(|row| (page::code(&row[0]), page::code(&row[2])))
        .collect();
    let known: Vec<(String, String)> = world::values()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), expressions::shown(&value)))
        .collect();
    assert_eq!(told, known);
}
