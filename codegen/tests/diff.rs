//! What is said of changes, against the compiler and against what clients send, refuse and read.
//!
//! Each mutation of `tests/fixtures/diff/mutations.yaml` changes a base spec by a replacement of text. The
//! clients of both are generated; a caller that uses everything of the base's client is compiled against the
//! other one and run, with the same inputs and the same answers. Whether it compiles, whether requests or
//! answers differ, and whether more or less is refused must be what the verdicts say.
#![cfg(feature = "diff")]

#[path = "diff/caller.rs"]
mod caller;
#[path = "diff/compile.rs"]
mod compile;
#[path = "diff/observed.rs"]
mod observed;
mod support;
#[path = "diff/table.rs"]
mod table;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::diff::{self, Diff, Step, Verdict};
use apiloom_codegen::emit::rust::{self, Layout};
use apiloom_codegen::model::Api;
use apiloom_codegen::pipeline;

use compile::Compiler;
use observed::{Observed, observe};
use table::{Mutation, mutations};

/// The verdicts are those of the table, and nothing else is said.
#[test]
fn mutations_are_told_as_the_table_says() {
    let mut wrong = String::new();
    let all = mutations();
    assert!(all.len() >= 60, "only {} mutations", all.len());
    for mutation in &all {
        let changed = match read(&mutation.text()) {
            Ok(changed) => changed,
            Err(problems) => {
                let _ = writeln!(wrong, "{}:\n{problems}", mutation.name);
                continue;
            }
        };
        let diff = diff::api(&spec(&mutation.base()), &changed);
        let said = told(&diff);
        if said != mutation.expected {
            let _ = writeln!(wrong, "{}:\n{}", mutation.name, said.join("\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Nothing is told of a spec that is compared with itself, or with itself and other comments.
#[test]
fn what_is_the_same_has_no_changes() {
    for path in support::valid_specs() {
        let shown = path.display().to_string();
        let text = fs::read_to_string(&path).expect("the spec can be read");
        let again = |text: String| {
            let read = |other: &Path| match other == path {
                true => Ok(text.clone().into_bytes()),
                false => fs::read(other),
            };
            pipeline::check_from(std::slice::from_ref(&path), &read)
                .apis
                .remove(0)
        };
        let (old, new) = (again(text.clone()), again(format!("# A comment.\n{text}")));
        assert_eq!(
            told(&diff::api(&old, &new)),
            Vec::<String>::new(),
            "{shown}"
        );
    }
}

/// Whatever two specs are, each change has a line of its own in either language.
#[test]
fn any_two_specs_can_be_compared() {
    let all = pipeline::check(&support::valid_specs()).apis;
    for pair in all.windows(2) {
        for (old, new) in [(&pair[0], &pair[1]), (&pair[1], &pair[0])] {
            let diff = diff::api(old, new);
            assert_eq!(diff.step(), Step::Major, "{}", diff.vendor);
            for language in [Language::English, Language::Chinese] {
                let lines = diff::markdown(&diff, language);
                let items = lines.lines().filter(|line| line.starts_with("- ")).count();
                assert_eq!(items, diff.changes.len(), "{lines}");
                let lines = diff::text(&diff, language);
                let verdicts = lines
                    .lines()
                    .filter(|line| line.starts_with("    "))
                    .count();
                assert_eq!(
                    lines.lines().count(),
                    1 + diff.changes.len() + verdicts,
                    "{lines}"
                );
            }
        }
    }
}

/// The compiler and the clients agree with every verdict.
#[test]
fn mutations_break_what_they_are_said_to_break() {
    // Whoever works on one mutation does not want to wait for the others.
    let wanted = std::env::var("APILOOM_MUTATION").unwrap_or_default();
    let all: Vec<Mutation> = mutations()
        .into_iter()
        .filter(|it| it.name.contains(&wanted))
        .collect();
    let compiler = Compiler::new();
    let bases = ["shop", "gate"].map(|name| (name, Base::new(&compiler, name)));
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let start = std::time::Instant::now();
    let work = || {
        while let Some(mutation) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            let base = bases.iter().find(|(name, _)| *name == mutation.of);
            let base = &base.expect("the table names a base").1;
            if let Some(problem) = base.disagreement(&compiler, mutation) {
                found
                    .lock()
                    .expect("no other thread failed")
                    .push(format!("{}: {problem}", mutation.name));
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    println!("{} mutations in {:.1?}", all.len(), start.elapsed());
    let mut found = found.into_inner().expect("no thread failed");
    found.sort();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// A base spec with its caller, and what that does with the base's own client.
struct Base {
    api: Api,
    caller: String,
    answers: String,
    observed: Observed,
}

impl Base {
    fn new(compiler: &Compiler, name: &str) -> Self {
        let text = table::base(name);
        let api = spec(&text);
        let prelude =
            fs::read_to_string("tests/fixtures/diff/prelude.rs").expect("the prelude can be read");
        let caller = caller::program(&api, &prelude);
        let folder = format!("base-{name}");
        let client = modules(&api);
        let first = compiler
            .run(&folder, &api, &client, &caller, "")
            .unwrap_or_else(|problem| panic!("the caller of {name} does not compile:\n{problem}"));
        let answers = observed::answers(&api, &first);
        let output = compiler
            .run(&folder, &api, &client, &caller, &answers)
            .expect("it compiled before");
        let observed = Observed::of(&output);
        observed.assert_rich(name);
        Self {
            api,
            caller,
            answers,
            observed,
        }
    }

    /// How what happens is not what the verdicts say.
    fn disagreement(&self, compiler: &Compiler, mutation: &Mutation) -> Option<String> {
        let api = spec(&mutation.text());
        let diff = diff::api(&self.api, &api);
        let folder = format!("{}-{}", mutation.of, mutation.slug());
        let client = modules(&api);
        if code(&client) == code(&modules(&self.api)) {
            let (callers, wire, validation) = diff.worst();
            let said = callers.max(wire).max(validation) == Verdict::Breaking;
            return said.then(|| "the clients are the same but for their documentation".to_owned());
        }
        let ran = compiler.run(&folder, &api, &client, &self.caller, &self.answers);
        let compiles = diff.changes.iter().all(|change| change.compiles);
        let output = match (ran, compiles) {
            (Err(_), false) => return None,
            (Err(problem), true) => return Some(format!("it does not compile:\n{problem}")),
            (Ok(_), false) => return Some("it compiles".to_owned()),
            (Ok(output), true) => output,
        };
        let seen = observe(&self.observed, &Observed::of(&output));
        let (_, wire, validation) = diff.worst();
        let mut problems = Vec::new();
        let mut compare = |what: &str, said: Verdict, seen: Verdict, shown: &str| {
            let unseen = mutation.unseen.iter().any(|it| it == what);
            // What is compatible is not told apart from nothing by those who do not use it.
            let agrees = match what {
                "wire" => (said == Verdict::Breaking) == (seen == Verdict::Breaking),
                _ => said == seen,
            };
            match (agrees, unseen) {
                (true, true) => problems.push(format!("{what} is seen after all")),
                (false, false) => problems.push(format!(
                    "{what} is {}, but {} is seen {shown}",
                    said.word(),
                    seen.word()
                )),
                _ => {}
            }
        };
        compare("wire", wire, seen.wire, &seen.wire_shown);
        compare(
            "validation",
            validation,
            seen.validation,
            &seen.validation_shown,
        );
        (!problems.is_empty()).then(|| problems.join("; "))
    }
}

/// The changes as the table writes them: path, callers, wire, validation.
fn told(diff: &Diff) -> Vec<String> {
    let changes = diff.changes.iter().map(|change| {
        let callers = match (change.callers, change.compiles) {
            (Verdict::Breaking, true) => "otherwise",
            (verdict, _) => verdict.word(),
        };
        let (wire, validation) = (change.wire.word(), change.validation.word());
        format!("{} {callers} {wire} {validation}", change.path)
    });
    changes.collect()
}

fn modules(api: &Api) -> Vec<(String, String)> {
    let modules = rust::modules(api, Layout::Crate).into_iter();
    modules.map(|module| (module.path, module.text)).collect()
}

/// The lines of a client that are no comments.
fn code(client: &[(String, String)]) -> Vec<&str> {
    let lines = client.iter().flat_map(|(_, text)| text.lines());
    lines
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect()
}

/// The API of a spec's text.
fn spec(text: &str) -> Api {
    read(text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The API of a spec's text, or what is wrong with it.
fn read(text: &str) -> Result<Api, String> {
    let read = |_: &Path| Ok(text.as_bytes().to_vec());
    let mut checked = pipeline::check_from(&["spec.yaml".into()], &read);
    let problems: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|it| diagnostic::text(&checked.sources, it, false, Language::English))
        .collect();
    match checked.has_errors() {
        true => Err(problems.join("\n")),
        false => Ok(checked.apis.remove(0)),
    }
}
