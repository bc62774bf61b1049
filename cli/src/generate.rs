//! `apiloom generate`.

use std::path::PathBuf;
use std::time::Instant;

use apiloom_codegen::emit::package;
use apiloom_codegen::model::Api;
use apiloom_codegen::output::{self, Lock, Maker, Plan, Tree, Trees};

use crate::docs::{self, Documentation};
use crate::failure::Failure;
use crate::folder::{self, Folder, Planned};
use crate::progress::Progress;
use crate::{Format, Input, Outcome, report, runtime, work};

/// Arguments of `apiloom generate`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    target: Target,
    /// Writes nothing; fails and shows the difference if the folders are not what the specs generate.
    #[arg(long)]
    check: bool,
}

/// Specs, and where the crates that are made of them go.
#[derive(clap::Args)]
pub(crate) struct Target {
    /// The specs to generate from; all of the folder's if none is named.
    #[arg(value_name = "SPEC")]
    pub(crate) named: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) input: Input,
    /// The folder for the crates.
    #[arg(long, value_name = "DIR", default_value = "generated", value_hint = clap::ValueHint::DirPath)]
    pub(crate) out: PathBuf,
    /// Overwrites generated files that were edited by hand.
    #[arg(long)]
    force: bool,
    /// The folder of the documentation, which is kept up to date if `apiloom docs` made it of the same folder
    /// of specs.
    #[arg(long, value_name = "DIR", default_value = docs::DEFAULT, value_hint = clap::ValueHint::DirPath)]
    docs: PathBuf,
    /// Leaves documentation as it is.
    #[arg(long)]
    no_docs: bool,
    /// The runtime of the crates: a folder or a version. Found by itself otherwise.
    #[arg(long, value_name = "PATH|VERSION")]
    runtime: Option<String>,
}

/// One row of the table.
struct Row {
    vendor: String,
    operations: usize,
    types: usize,
    milliseconds: u128,
}

/// Crates in memory, and what they change in the folder; and the documentation that is kept with them.
pub(crate) struct Made<'a> {
    rows: Vec<Row>,
    plan: Plan,
    docs: Option<docs::Made<'a>>,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let target = &arguments.target;
    let paths = match report::paths(&target.named, &target.input) {
        Ok(paths) => paths,
        Err(outcome) => return outcome,
    };
    // Specs are read while the folder is locked: of two runs, the later one reads what is there later. A
    // folder is made only for specs without errors.
    let writes = !arguments.check;
    if writes && !target.out.is_dir() {
        let checked = work::check(&paths).for_crates();
        if checked.has_errors() {
            report::diagnostics(&checked, &target.input);
            return Outcome::Problems;
        }
    }
    let docs = match target.documentation() {
        Ok(docs) => docs,
        Err(failure) => return failure.told(&target.input),
    };
    let locked = (writes || target.out.is_dir()).then(|| target.lock(docs.as_ref()));
    if let Some(Err(failure)) = &locked {
        return failure.told(&target.input);
    }
    let checked = work::check(&paths).for_crates();
    if checked.has_errors() || target.input.format == Format::Text {
        report::diagnostics(&checked, &target.input);
    }
    if checked.has_errors() {
        return Outcome::Problems;
    }
    let made = match target.make(&checked.apis, docs.as_ref()) {
        Ok(made) => made,
        Err(failure) => return failure.told(&target.input),
    };
    if arguments.check {
        return folder::drift(&target.planned(&made), &target.mending(), &target.input);
    }
    if let Err(failure) = target.write(&made) {
        return failure.told(&target.input);
    }
    match target.input.format {
        Format::Text => {
            report::table(&folder::table(&table(&made)));
            target.note_documentation();
        }
        Format::Json => report::print(&json(&made)),
        Format::Sarif => report::diagnostics(&checked, &target.input),
    }
    Outcome::Fine
}

impl Target {
    /// Makes the crates, and compares them with what is in the folder.
    ///
    /// # Errors
    /// When there is no runtime for them, or the folder cannot be read.
    pub(crate) fn make<'a>(
        &self,
        apis: &[Api],
        docs: Option<&Documentation<'a>>,
    ) -> Result<Made<'a>, Failure> {
        let runtime = runtime::find(self.runtime.as_deref(), &self.out).map_err(Failure::Usage)?;
        let mut crates = Trees::new();
        let mut rows = Vec::new();
        let progress = Progress::of("generating …");
        for (index, api) in apis.iter().enumerate() {
            progress.say(|| work::of("generating", index + 1, apis.len(), "spec"));
            let start = Instant::now();
            let (name, files) = (api.vendor.snake(), package::files(api, &runtime));
            let took = start.elapsed();
            report::detail(|| format!("generated {name} in {}", work::took(took)));
            let specs = self.specs_of(api);
            crates.insert(name, Tree { files, specs });
            rows.push(row(api, took.as_millis()));
        }
        drop(progress);
        // Only a run over the whole folder knows which crates nobody makes any more.
        let all = self.named.is_empty();
        let prune = all.then(|| runtime::from(&self.out, &self.input.specs));
        let compare = || output::plan(&self.out, Maker::Generate, &crates, prune.as_deref());
        let plan = work::timed("comparing …", "compared with what is there", compare);
        let plan = plan.map_err(|error| self.folder().unreadable(&error))?;
        let docs = docs.map(|docs| docs.make(apis)).transpose()?;
        Ok(Made { rows, plan, docs })
    }

    /// Keeps other runs away from the crates and the documentation.
    ///
    /// # Errors
    /// When a folder cannot be locked.
    pub(crate) fn lock(&self, docs: Option<&Documentation<'_>>) -> Result<Vec<Lock>, Failure> {
        let folders = [Some(self.folder()), docs.map(|_| self.documents())];
        folder::lock(folders.into_iter().flatten())
    }

    /// The documentation that is kept up to date: what stands already, and is of the same folder of specs.
    ///
    /// # Errors
    /// When the folder of the documentation cannot be read.
    pub(crate) fn documentation(&self) -> Result<Option<Documentation<'_>>, Failure> {
        match self.no_docs || !self.named.is_empty() {
            true => Ok(None),
            false => Documentation::standing(self.documents(), &self.input.specs),
        }
    }

    /// Tells of documentation that is of more than the specs that were named.
    fn note_documentation(&self) {
        let specs = &self.input.specs;
        let standing = Documentation::standing(self.documents(), specs);
        if !self.named.is_empty() && !self.no_docs && matches!(standing, Ok(Some(_))) {
            report::aside(&format!(
                "note: `{}` has the documentation of all specs in `{}`, and stays as it is; `apiloom docs` writes it",
                self.docs.display(),
                specs.display()
            ));
        }
    }

    /// What is planned for all folders.
    pub(crate) fn planned<'a>(&'a self, made: &'a Made<'_>) -> Vec<Planned<'a>> {
        let mut planned = vec![Planned {
            folder: self.folder(),
            plan: &made.plan,
            below: String::new(),
        }];
        let below = || format!("{}/", runtime::from(&self.out, &self.docs));
        planned.extend(made.docs.iter().map(|docs| docs.planned(below())));
        planned
    }

    /// The folder of the documentation.
    fn documents(&self) -> Folder<'_> {
        Folder {
            path: &self.docs,
            option: "--docs",
        }
    }

    /// The folder of the crates.
    fn folder(&self) -> Folder<'_> {
        Folder {
            path: &self.out,
            option: "--out",
        }
    }

    /// Writes what changes, but nothing if somebody edited some of it.
    ///
    /// # Errors
    /// When files were edited by hand, or cannot be written.
    pub(crate) fn write(&self, made: &Made<'_>) -> Result<(), Failure> {
        folder::write(&self.planned(made), self.force)?;
        // A folder of a crate that is gone stays if it holds anything else, and cargo misses a manifest there.
        for name in gone(made) {
            let folder = self.out.join(name);
            if folder.exists() {
                report::complain(&format!(
                    "warning: `{}` holds files that this command did not make; move them away, or a workspace that takes the folder will not load",
                    folder.display()
                ));
            }
        }
        Ok(())
    }

    /// The folder of a spec, seen from the folder of the crates.
    fn specs_of(&self, api: &Api) -> String {
        let of = |path: &&PathBuf| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy() == api.path)
        };
        let named = self.named.iter().find(of).and_then(|p| p.parent());
        runtime::from(&self.out, named.unwrap_or(&self.input.specs))
    }

    /// The command that mends a drift.
    fn mending(&self) -> String {
        let mut command = "apiloom generate".to_owned();
        for path in &self.named {
            command.push_str(&format!(" {}", path.display()));
        }
        if self.named.is_empty() {
            command += &folder::option("--specs", self.input.specs.display(), "specs");
        }
        command += &folder::option("--out", self.out.display(), "generated");
        command += &folder::option("--docs", self.docs.display(), docs::DEFAULT);
        if self.no_docs {
            command.push_str(" --no-docs");
        }
        if let Some(runtime) = &self.runtime {
            command += &folder::option("--runtime", runtime, "");
        }
        command
    }
}

fn row(api: &Api, milliseconds: u128) -> Row {
    let used = api
        .types
        .iter()
        .filter(|d| d.usage.request || d.usage.response)
        .count();
    Row {
        vendor: api.vendor.snake(),
        operations: api.operations.len(),
        types: used,
        milliseconds,
    }
}

fn table(made: &Made<'_>) -> Vec<Vec<String>> {
    let Made { rows, plan, docs } = made;
    let mut cells = vec![
        [
            "vendor",
            "operations",
            "types",
            "written",
            "unchanged",
            "removed",
            "ms",
        ]
        .map(str::to_owned),
    ];
    for row in rows {
        let (written, removed) = plan.counts(&row.vendor);
        let unchanged = plan.unchanged.get(&row.vendor).copied().unwrap_or_default();
        cells.push([
            row.vendor.clone(),
            row.operations.to_string(),
            row.types.to_string(),
            written.to_string(),
            unchanged.to_string(),
            removed.to_string(),
            row.milliseconds.to_string(),
        ]);
    }
    for name in gone(made) {
        let (_, removed) = plan.counts(&name);
        let dash = || "-".to_owned();
        cells.push([
            name,
            dash(),
            dash(),
            dash(),
            dash(),
            removed.to_string(),
            dash(),
        ]);
    }
    cells.extend(docs.iter().map(docs::Made::beside));
    cells.into_iter().map(Vec::from).collect()
}

/// The crates that are no longer made.
fn gone(made: &Made<'_>) -> Vec<String> {
    let Made { rows, plan, .. } = made;
    let mut names: Vec<String> = plan
        .changes
        .keys()
        .filter_map(|path| path.split('/').next())
        .filter(|name| !rows.iter().any(|row| row.vendor == *name))
        .map(str::to_owned)
        .collect();
    names.dedup();
    names
}

fn json(made: &Made<'_>) -> String {
    let Made { rows, plan, docs } = made;
    let rows = rows.iter().map(|row| {
        let (written, removed) = plan.counts(&row.vendor);
        serde_json::json!({
            "vendor": row.vendor,
            "operations": row.operations,
            "types": row.types,
            "written": written,
            "unchanged": plan.unchanged.get(&row.vendor).copied().unwrap_or_default(),
            "removed": removed,
        })
    });
    let docs = docs.iter().flat_map(docs::Made::json);
    let rows: Vec<_> = rows.chain(docs).collect();
    format!("{}\n", serde_json::Value::from(rows))
}
