//! The rules of the specs, each with a value that keeps it and one that breaks it, as Rust that tests include.
//!
//! Types are read from JSON; calls and settings are made as users make them, since nobody reads them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use apiloom_codegen::cases::{self, Case, Cases, Place, Rule};
use apiloom_codegen::emit::rust::{self, Part};
use apiloom_codegen::model::Api;
use apiloom_codegen::{ident, pipeline, print};
use quote::quote;

/// A spec that has every constraint on every holder; no crate is generated of it.
const RULEBOOK: &str = "../codegen/tests/fixtures/valid/rules.yaml";

fn main() {
    let mut specs = pipeline::specs_in(Path::new("../specs")).expect("the specs are there");
    specs.push(PathBuf::from(RULEBOOK));
    let checked = pipeline::check(&specs);
    for path in &checked.read {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    println!("cargo::rerun-if-changed=../specs");
    assert!(
        !checked.has_errors(),
        "the specs have errors: `apiloom check` shows them"
    );
    let mut text = String::new();
    for api in &checked.apis {
        module(&mut text, api, &cases::cases(api));
    }
    write("cases.rs", &text);
    let rulebook = checked.apis.last().expect("the last spec");
    let client = rust::module(rulebook, Part::Whole, &quote!(pub), &ident::word("vendor"));
    let lints = "#[allow(missing_docs, unreachable_pub)]\n";
    write("rulebook.rs", &format!("{lints}{}", print::file(client)));
}

fn write(name: &str, text: &str) {
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where"));
    fs::write(folder.join(name), text).expect("the file can be written");
}

/// A module with the rules of a spec and a function that looks at all of them.
fn module(out: &mut String, api: &Api, cases: &Cases) {
    let vendor = api.vendor.snake();
    let root = match vendor.as_str() {
        "rulebook" => "super::vendor".to_owned(),
        vendor => format!("::{vendor}"),
    };
    let types = api
        .types
        .iter()
        .filter(|ty| ty.usage.request || ty.usage.response);
    let types: Vec<String> = types
        .map(|ty| ident::declared(&ty.name).to_string())
        .collect();
    let types = types.join(", ");
    let settings = cases.settings.as_ref().expect("some settings");
    let mut rows = String::new();
    let mut checks = String::new();
    for (index, case) in cases.cases.iter().enumerate() {
        row(&mut rows, &case.rule, Ok(case));
        check(&mut checks, index, case);
    }
    for skipped in &cases.skipped {
        row(&mut rows, &skipped.rule, Err(&skipped.why.to_string()));
    }
    // What a client has no use for is not needed here either.
    write!(
        out,
        "#[allow(unused_imports, unused_variables)]
        pub(crate) mod {vendor} {{
            use ::apiloom::*;
            use std::collections::BTreeMap;
            use {root} as client_root;
            use client_root::operations;
            use client_root::types::{{{types}}};
            use super::{{Check, Row, given}};

            pub(crate) static ROWS: &[Row] = &[{rows}];

            pub(crate) fn check(check: &mut Check) {{
                let client = client_root::Client::new({settings});
                {checks}
            }}
        }}\n"
    )
    .expect("texts grow");
}

fn row(out: &mut String, rule: &Rule, case: Result<&Case, &str>) {
    let place = match &rule.place {
        Place::Type(name) => format!("types.{name}"),
        Place::Operation(name) => format!("operations.{name}"),
        Place::Settings => "settings".to_owned(),
    };
    let (keeps, breaks, why) = match case {
        Ok(case) => (case.keeps.part.as_str(), case.breaks.part.as_str(), ""),
        Err(why) => ("", "", why),
    };
    let Rule {
        id,
        what,
        path,
        warns,
        ..
    } = rule;
    write!(
        out,
        "Row {{ place: {place:?}, path: {path:?}, rule: {id:?}, what: {what:?}, warns: {warns}, \
         keeps: {keeps:?}, breaks: {breaks:?}, why: {why:?} }},"
    )
    .expect("texts grow");
}

fn check(out: &mut String, index: usize, case: &Case) {
    let line = match (&case.rule.place, &case.keeps.rust, &case.breaks.rust) {
        (Place::Type(name), ..) => {
            let (keeps, breaks) = (&case.keeps.json, &case.breaks.json);
            format!("check.documents::<{name}>(&ROWS[{index}], {keeps:?}, {breaks:?});")
        }
        (Place::Operation(_), Some(keeps), Some(breaks)) => {
            format!("check.outcomes(&ROWS[{index}], {keeps}.validate(), {breaks}.validate());")
        }
        (_, keeps, breaks) => {
            let (keeps, breaks) = (
                keeps.as_ref().expect("Rust"),
                breaks.as_ref().expect("Rust"),
            );
            format!("check.values(&ROWS[{index}], &{keeps}, &{breaks});")
        }
    };
    out.push_str(&line);
}
