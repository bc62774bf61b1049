//! What somebody at a desk waits for: diagnostics after an edit was saved, and `generate --check`.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::pipeline::{self, Checked, Incremental};

use crate::report::Line;
use crate::table::{Row, median};
use crate::{clock, front};

/// How many operations the spec has.
const OPERATIONS: usize = 1_000;
/// How often everything is measured; the value in the middle counts.
const TURNS: usize = 20;

/// The edits of the spec: what is done, what stands there, and what comes in its place. `@` is the number of
/// the turn, so that no two turns save the same text.
const EDITS: [(&str, &str, &str); 4] = [
    (
        "a word of a text",
        "with the records of the kind 500.",
        "with the records of the kind @ of 500.",
    ),
    (
        "a new field of a type",
        "  Item500:\n    doc:\n      en: One record of the kind Item500, as the console of the platform shows it.\n      zh: 平台控制台中显示的一条 Item500 记录。\n    fields:\n",
        "  Item500:\n    doc:\n      en: One record of the kind Item500, as the console of the platform shows it.\n      zh: 平台控制台中显示的一条 Item500 记录。\n    fields:\n      new@: string\n",
    ),
    (
        "a mistake: a type that is not there",
        "    body: Item502!\n",
        "    body: Item502of@!\n",
    ),
    (
        "a line at the top, which moves all others",
        "apiloom: 1\n",
        "# A remark, the @th.\napiloom: 1\n",
    ),
];

/// All measurements of this group.
pub(crate) fn lines(folder: &Path) -> Vec<Line> {
    let mut lines = saved(folder);
    lines.push(generated());
    lines
}

/// Runs one kind of edit so many times; false if there is none of this number.
pub(crate) fn once(folder: &Path, edit: &str, rounds: &str) -> bool {
    let (Ok(edit), Ok(rounds)) = (edit.parse::<usize>(), rounds.parse::<usize>()) else {
        return false;
    };
    let Some(edit) = EDITS.get(edit) else {
        return false;
    };
    let mut desk = Desk::new(folder);
    for turn in 0..rounds {
        black_box(desk.edit(edit, turn));
    }
    true
}

/// A long-lived process: one spec, edited and saved again and again.
fn saved(folder: &Path) -> Vec<Line> {
    let mut desk = Desk::new(folder);
    let path = desk.path.clone();
    let value = Row::measure("", TURNS, || parsed(&[path.clone()]), || {});
    let mut lines = Vec::new();
    for edit in &EDITS {
        let times = (0..TURNS).map(|turn| desk.edit(edit, turn));
        let times: Vec<(Duration, Duration)> = times.collect();
        let wall = median(times.iter().map(|(wall, _)| *wall));
        let cpu = median(times.iter().map(|(_, cpu)| *cpu));
        let what = format!(
            "from a saved edit to diagnostics, {OPERATIONS} operations: {}",
            edit.0
        );
        let (wall, peer) = (wall.as_secs_f64(), value.ours.as_secs_f64());
        lines.push(Line::wait(&what, wall, peer, wall / peer).at_most(0.1));
        let cpu = format!("{:.1} ms", cpu.as_secs_f64() * 1e3);
        lines.push(Line::plain("the same in time of the processor", cpu));
    }
    let path = [desk.path.clone()];
    let fresh = Row::measure("", TURNS, || drop(shown(&pipeline::check(&path))), || {});
    let (ours, peer) = (fresh.ours.as_secs_f64(), value.ours.as_secs_f64());
    let what = "the same from nothing, as `apiloom check` does";
    lines.push(Line::wait(what, ours, peer, ours / peer));
    lines
}

/// A spec on the disk, and what a long-lived process keeps of it.
struct Desk {
    path: PathBuf,
    text: String,
    incremental: Incremental,
    last: Checked,
}

impl Desk {
    fn new(folder: &Path) -> Self {
        let path = front::written(folder, OPERATIONS);
        let text = fs::read_to_string(&path).expect("the spec can be read");
        let mut incremental = Incremental::default();
        let last = incremental.check(std::slice::from_ref(&path));
        Self {
            path,
            text,
            incremental,
            last,
        }
    }

    /// Saves an edit, and gives what passed until the diagnostics were texts, by the clock and of the
    /// processor. What was there before goes afterwards.
    fn edit(&mut self, (_, old, new): &(&str, &str, &str), turn: usize) -> (Duration, Duration) {
        assert!(self.text.contains(old), "the edit finds its place");
        let new = new.replace('@', &turn.to_string());
        let text = self.text.replacen(old, &new, 1);
        fs::write(&self.path, text).expect("the spec can be saved");
        let (wall, cpu) = (Instant::now(), clock::own());
        let checked = self.incremental.check(std::slice::from_ref(&self.path));
        black_box(shown(&checked));
        let times = (wall.elapsed(), clock::own() - cpu);
        self.last = checked;
        assert_eq!(self.incremental.work().files, 0);
        times
    }
}

/// The diagnostics as a person reads them.
fn shown(checked: &Checked) -> String {
    let found = checked.diagnostics.iter();
    found
        .map(|found| diagnostic::text(&checked.sources, found, false, Language::English))
        .collect()
}

/// `generate --check` over the specs of the repository: the whole process of the command.
fn generated() -> Line {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = root.canonicalize().expect("the workspace is here");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "-p", "apiloom-cli"])
        .current_dir(&root)
        .status();
    assert!(built.expect("cargo runs").success(), "the command builds");
    let program = root.join("target/release/apiloom");
    let run = || {
        let mut command = Command::new(&program);
        let command = command.args(["generate", "--check"]).current_dir(&root);
        let output = command.output().expect("the command runs");
        assert!(output.status.success(), "nothing differs");
    };
    run();
    let specs = pipeline::specs_in(&root.join("specs")).expect("the specs are here");
    let row = Row::measure("", TURNS, run, || parsed(&specs));
    let what = format!(
        "`generate --check` of {} specs, the whole process; peer: `serde_yaml` into its `Value`",
        specs.len()
    );
    let (ours, peer) = (row.ours.as_secs_f64(), row.peer.as_secs_f64());
    Line::wait(&what, ours, peer, row.ratio).at_most(0.2)
}

/// What the peer does with files: it reads them, and makes its `Value` of them.
fn parsed(paths: &[PathBuf]) {
    for path in paths {
        let text = fs::read_to_string(path).expect("the spec can be read");
        drop(black_box(serde_yaml::from_str::<serde_yaml::Value>(&text)));
    }
}
