//! Samples in documentation: code blocks that rustdoc compiles as tests, whatever the spec says.

use proc_macro2::TokenStream;

use super::answered::Waiting;
use super::samples::{apart, calls, parted};
use super::{docs, library};
use crate::interpret::Values;
use crate::lower::Lowered;
use crate::model::Operation;

/// What a code block is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It is compiled, and not run.
    Compiled,
    /// It is run.
    Run,
}

/// The examples of an operation: a heading, and for each example what it is called and a block. Nothing where
/// there is none.
pub(super) fn operation(
    lowered: &Lowered<'_>,
    values: &Values<'_>,
    operation: &Operation,
) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut seen = Vec::new();
    for called in calls(lowered, values, operation) {
        let statements = called.statements(lowered, Waiting::Async);
        let Some(block) = compiled(lowered, &statements) else {
            continue;
        };
        if seen.contains(&block) {
            continue;
        }
        let example = called.example.and_then(|at| operation.examples.get(at));
        let title = example.map(|example| docs::both(&example.facts.title).join(" · "));
        paragraphs.extend(title);
        seen.push(block.clone());
        paragraphs.push(block);
    }
    if !paragraphs.is_empty() {
        paragraphs.insert(0, "# Examples".to_owned());
    }
    paragraphs
}

/// A block with statements that use a `client`, which is not shown.
pub(super) fn compiled(lowered: &Lowered<'_>, statements: &TokenStream) -> Option<String> {
    let client = format!("client: {}::Client", library(lowered.api));
    block(lowered, &client, statements, Use::Compiled)
}

/// A block with statements that stand in a function with these parameters, which is not shown.
pub(super) fn block(
    lowered: &Lowered<'_>,
    parameters: &str,
    statements: &TokenStream,
    what: Use,
) -> Option<String> {
    let (uses, statements) = apart(lowered, statements)?;
    let between = if uses.is_empty() { "" } else { "\n" };
    let body = shown(&parted(&format!("{uses}{between}{statements}")));
    let result = "Result<(), Box<dyn std::error::Error>>";
    let (info, head, end) = match what {
        Use::Compiled => (
            "no_run",
            format!("# async fn example({parameters}) -> {result} {{\n"),
            "# Ok(())\n# }",
        ),
        Use::Run => (
            "",
            String::new(),
            "# Ok::<(), Box<dyn std::error::Error>>(())",
        ),
    };
    let fence = fence(&body);
    Some(format!("{fence}{info}\n{head}{body}{end}\n{fence}"))
}

/// Code in which every line is shown: rustdoc hides those that start with `#` and a blank.
fn shown(code: &str) -> String {
    let line = |line: &str| {
        let text = line.trim_start();
        let hides = text == "#" || text.starts_with("# ") || text.starts_with("##");
        match hides {
            true => format!("{}#{text}\n", &line[..line.len() - text.len()]),
            false => format!("{line}\n"),
        }
    };
    code.lines().map(line).collect()
}

/// Backticks that end no code block of this code.
pub fn fence(code: &str) -> String {
    let mut longest = 2;
    let mut run = 0;
    for c in code.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat(longest + 1)
}
