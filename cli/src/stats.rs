//! `apiloom stats`.

use std::path::PathBuf;

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::stats::{self, Coverage, Measure, Stats, Thing, What};
use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::{Format, Input, Lang, Outcome, report};

/// How many of the things that lack something are listed.
const LISTED: usize = 5;

/// What each number means; the README says the same.
const NUMBERS: &str = "\
What is counted, as it is written:
  operations  entries under `operations`
  types       entries under `types`, those of included files too
  fields      fields of records and items of tuples wherever they are described,
              parameters, and members of envelopes
  rules       `length`, `byte_length`, `range`, `pattern`, `items` and `unique`,
              and entries under `rules`
  codecs      codecs of the language reference but `list` and `map`, and bools by codes
  provenance  the share that has `from`, or stands in something that has it
  docs        the share that has a `doc`, a `title` or a label; en, zh and both: in which
              language. What only repeats the name does not count, nor what is the same in
              both languages, nor what is not in the language that it should be in
  examples    the share that has an example: operations under `examples`; fields, types,
              codes and variants a value in one, or fields an `example`; errors one that
              fails so; settings an `example` or a `default`; schemes `known_answers`
  tests       the share that stands in an example that becomes a test of the client

Shares are of operations, types, fields, codes of enums, variants of unions, errors, settings, schemes,
servers, limits and hooks together, in whole percent rounded down.
Of examples and tests, what has no place for one is left out: constants, computed values, servers, limits,
hooks, schemes that have no `let` or call a hook, codes of settings, and in tests schemes, settings and
members of envelopes that nothing reads.";

/// Arguments of `apiloom stats`.
#[derive(clap::Args)]
#[command(after_help = NUMBERS)]
pub(crate) struct Arguments {
    /// The specs to count; all of the folder's if none is named.
    #[arg(value_name = "SPEC")]
    named: Vec<PathBuf>,
    /// What every spec must reach, such as `docs=90`; the exit code is 1 if one does not. WHAT is `provenance`,
    /// `docs`, `docs-en`, `docs-zh`, `docs-both`, `examples` or `tests`.
    #[arg(long, value_name = "WHAT=PERCENT", value_parser = bound, value_delimiter = ',')]
    min: Vec<Bound>,
    /// How numbers are shown.
    #[arg(long, value_enum, default_value_t = Shown::Text)]
    format: Shown,
    /// The language of the words.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
    /// The folder whose `*.yaml` files are the specs.
    #[arg(long, value_name = "DIR", default_value = "specs")]
    specs: PathBuf,
}

/// How numbers are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shown {
    /// For people.
    Text,
    /// For programs: one JSON document.
    Json,
    /// For a page or a comment.
    Markdown,
}

/// What must be reached.
#[derive(Clone, Copy)]
struct Bound {
    measure: Measure,
    percent: u8,
}

/// A spec that is below a bound.
struct Below<'s> {
    stats: &'s Stats,
    bound: Bound,
    coverage: Coverage,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let input = arguments.input();
    let paths = match report::paths(&arguments.named, &input) {
        Ok(paths) => paths,
        Err(outcome) => return outcome,
    };
    let checked = pipeline::check(&paths);
    if checked.has_errors() {
        report::diagnostics(&checked, &input);
        return Outcome::Problems;
    }
    let all = stats::of(&checked);
    let below: Vec<Below<'_>> = all
        .iter()
        .flat_map(|stats| arguments.min.iter().map(move |bound| (stats, *bound)))
        .map(|(stats, bound)| Below {
            stats,
            bound,
            coverage: stats.coverage(bound.measure, None),
        })
        .filter(|below| !below.coverage.reaches(below.bound.percent))
        .collect();
    let language = arguments.lang.language();
    match arguments.format {
        Shown::Text => report::print(&stats::text(&all, language)),
        Shown::Markdown => report::print(&stats::markdown(&all, language)),
        Shown::Json => report::line(&format!("{:#}", document(&all, &below, &checked))),
    }
    for below in &below {
        tell(below, &checked, language);
    }
    match below.is_empty() {
        true => Outcome::Fine,
        false => Outcome::Problems,
    }
}

impl Arguments {
    fn input(&self) -> Input {
        Input {
            format: match self.format {
                Shown::Json => Format::Json,
                Shown::Text | Shown::Markdown => Format::Text,
            },
            lang: self.lang,
            specs: self.specs.clone(),
        }
    }
}

/// `docs=90`.
fn bound(text: &str) -> Result<Bound, String> {
    let words = || {
        let words: Vec<&str> = Measure::ALL.iter().map(|it| it.word()).collect();
        format!(
            "it is WHAT=PERCENT, such as `docs=90`; WHAT is one of {}",
            words.join(", ")
        )
    };
    let (what, percent) = text.split_once('=').ok_or_else(words)?;
    let measure = Measure::ALL.into_iter().find(|it| it.word() == what.trim());
    let percent = percent.trim().trim_end_matches('%').parse::<u8>().ok();
    match percent.filter(|percent| *percent <= 100) {
        Some(percent) => Ok(Bound {
            measure: measure.ok_or_else(words)?,
            percent,
        }),
        None => Err("PERCENT is a whole number from 0 to 100".to_owned()),
    }
}

/// Says which spec is below which bound, and lists the first of what it lacks.
fn tell(below: &Below<'_>, checked: &Checked, language: Language) {
    let (stats, Coverage { covered, all }) = (below.stats, below.coverage);
    let Bound { measure, percent } = below.bound;
    let word = measure.word();
    report::complain(&match language {
        Language::English => format!(
            "error: {}: {word} is below {percent}%: {covered} of {all}",
            stats.path
        ),
        Language::Chinese => format!(
            "错误：{}：{word} 低于 {percent}%：{all} 项中有 {covered} 项",
            stats.path
        ),
    });
    for thing in stats.lacking(measure).take(LISTED) {
        let (file, line, column) = place(thing, checked);
        let lack = measure.lack(thing, language);
        report::complain(&format!("  {file}:{line}:{column}: {} {lack}", thing.path));
    }
    let more = (all - covered).saturating_sub(LISTED);
    if more > 0 {
        report::complain(&match language {
            Language::English => format!("  and {more} more"),
            Language::Chinese => format!("  还有 {more} 项"),
        });
    }
}

fn place<'c>(thing: &Thing, checked: &'c Checked) -> (&'c str, usize, usize) {
    let file = checked.sources.get(thing.span.file);
    let place = file.place(thing.span.start);
    (&file.path, place.line, place.column)
}

fn document(all: &[Stats], below: &[Below<'_>], checked: &Checked) -> Value {
    let specs: Vec<Value> = all.iter().map(numbers).collect();
    let mut total = numbers(&stats::total(all));
    if let Some(total) = total.as_object_mut() {
        // It is of no spec in particular.
        total.remove("spec");
        total.remove("vendor");
    }
    let below: Vec<Value> = below
        .iter()
        .map(|below| {
            let lacking = below.stats.lacking(below.bound.measure).map(|thing| {
                let (file, line, column) = place(thing, checked);
                json!({ "path": thing.path, "file": file, "line": line, "column": column })
            });
            json!({
                "spec": below.stats.path,
                "what": below.bound.measure.word(),
                "min": below.bound.percent,
                "covered": below.coverage.covered,
                "all": below.coverage.all,
                "lacking": lacking.collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({ "specs": specs, "total": total, "below": below })
}

fn numbers(stats: &Stats) -> Value {
    let mut kinds = Map::new();
    for what in What::ALL {
        kinds.insert(what.word().to_owned(), coverages(stats, Some(what)));
    }
    json!({
        "spec": stats.path,
        "vendor": stats.vendor,
        "operations": stats.count(What::Operation),
        "types": stats.count(What::Type),
        "fields": stats.count(What::Field),
        "errors": stats.count(What::Error),
        "settings": stats.count(What::Setting),
        "codes": stats.count(What::Code),
        "variants": stats.count(What::Variant),
        "schemes": stats.count(What::Scheme),
        "servers": stats.count(What::Server),
        "limits": stats.count(What::Limit),
        "hooks": stats.count(What::Hook),
        "rules": stats.rules,
        "codecs": stats.codecs,
        "examples": stats.examples,
        "coverage": coverages(stats, None),
        "coverage_by_kind": kinds,
    })
}

/// How much is covered of everything that is measured of some things.
fn coverages(stats: &Stats, what: Option<What>) -> Value {
    let mut out = Map::new();
    for measure in Measure::ALL {
        let coverage = stats.coverage(measure, what);
        let is_shown = matches!(measure, Measure::Examples | Measure::Tests);
        let has_place = !is_shown || coverage.all > 0;
        if has_place {
            let Coverage { covered, all } = coverage;
            let value = json!({ "covered": covered, "all": all, "percent": coverage.percent() });
            out.insert(measure.word().to_owned(), value);
        }
    }
    Value::Object(out)
}
