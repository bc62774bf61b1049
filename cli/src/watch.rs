//! `apiloom watch`.

mod eyes;
mod files;
mod status;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use apiloom_codegen::pipeline::{Checked, Incremental, ReadFile};

use crate::failure::Failure;
use crate::generate::Target;
use crate::progress::{self, Progress};
use crate::{Format, Outcome, report, work};

use eyes::Eyes;
use files::Files;
use status::{Run, Status, Written};

/// How long nothing may change until what was saved is read: one save is several changes.
const SETTLE: Duration = Duration::from_millis(30);
/// The same where the system says that the file that was written is whole; others may come with it.
const WHOLE: Duration = Duration::from_millis(10);
/// How long changes are waited out that do not end.
const RESTLESS: Duration = Duration::from_millis(500);
/// How long a file that is gone or empty may stay so, since many programs save by these steps.
const HALFWAY: Duration = Duration::from_millis(150);
/// How often the files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(200);

/// Arguments of `apiloom watch`.
#[derive(clap::Args)]
#[command(
    after_help = "Ends with the exit code 0 when it is interrupted (Ctrl-C) or nobody reads what it prints, and with 2 if it was used wrongly. With `--format json`, each run is one line."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    target: Target,
    /// Checks, and writes nothing.
    #[arg(long, visible_alias = "check-only")]
    no_generate: bool,
    /// Looks at the files again and again, for folders of which the system tells no changes, such as those of
    /// other machines.
    #[arg(long)]
    poll: bool,
}

/// What wakes the command.
enum Event {
    /// Something has changed in a folder that is watched.
    Changed,
    /// A file is being written.
    Writing,
    /// A file is whole.
    Written,
    /// A folder that is watched is gone, or has another name.
    Gone(PathBuf),
    /// It is to end.
    Stop,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let target = &arguments.target;
    if target.input.format == Format::Sarif {
        report::complain("error: `watch` writes no SARIF; use `--format json`, or `apiloom check`");
        return Outcome::Usage;
    }
    // A wrong path is found at once; one that goes later may come back.
    if let Err(outcome) = report::paths(&target.named, &target.input) {
        return outcome;
    }
    let (send, events) = mpsc::channel();
    if let Err(error) = end_on_signals(send.clone()) {
        report::complain(&format!("error: signals cannot be awaited: {error}"));
        return Outcome::Usage;
    }
    let mut watch = Watch {
        arguments,
        eyes: Eyes::new(send, !arguments.poll),
        files: Files::of(target),
        checks: Incremental::default(),
        status: Status::new(target),
        whole: false,
    };
    let mut since = Instant::now();
    loop {
        progress::begin_anew();
        watch.look();
        watch.round(since);
        if report::is_unread() {
            break;
        }
        // What was read tells which folders there are.
        watch.look();
        match watch.next(&events) {
            Some(first) => since = first,
            None => break,
        }
    }
    watch.status.end();
    Outcome::Fine
}

/// Lets signals end the loop, and a second one everything.
fn end_on_signals(send: Sender<Event>) -> Result<(), ctrlc::Error> {
    let asked = AtomicBool::new(false);
    ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        // Who does not listen any more has ended.
        let _ = send.send(Event::Stop);
    })
}

/// Specs that are watched.
struct Watch<'a> {
    arguments: &'a Arguments,
    eyes: Eyes,
    /// What was read last.
    files: Files,
    checks: Incremental,
    status: Status<'a>,
    /// Whether the file that was written last is whole, as far as the system says so.
    whole: bool,
}

impl Watch<'_> {
    /// Watches the folders of everything that matters.
    fn look(&mut self) {
        let target = &self.arguments.target;
        let mut folders = BTreeSet::new();
        if target.named.is_empty() {
            folders.insert(target.input.specs.clone());
        }
        for path in target.named.iter().cloned().chain(self.files.paths()) {
            match path.is_dir() {
                true => drop(folders.insert(path)),
                false => folders.extend(files::folders_of(&path)),
            }
        }
        self.eyes.watch(&folders);
    }

    /// Waits until something is different, and gives when the first change came; none at the end.
    fn next(&mut self, events: &Receiver<Event>) -> Option<Instant> {
        let target = &self.arguments.target;
        // While the folders were not yet watched, nobody told.
        let mut untold = self.files.have_changed(target);
        loop {
            let event = match (std::mem::take(&mut untold), self.eyes.see()) {
                (true, _) => Event::Changed,
                (false, true) => events.recv().ok()?,
                (false, false) => match events.recv_timeout(POLL) {
                    Ok(event) => event,
                    Err(RecvTimeoutError::Timeout) => Event::Changed,
                    Err(RecvTimeoutError::Disconnected) => return None,
                },
            };
            let first = Instant::now();
            self.whole = false;
            self.take(event)?;
            loop {
                self.settle(events, first)?;
                if !self.files.have_changed(target) {
                    // A folder that came back as it was is another one for the system.
                    self.look();
                    untold = self.files.have_changed(target);
                    break;
                }
                if first.elapsed() >= HALFWAY || !self.files.are_halfway() {
                    return Some(first);
                }
            }
        }
    }

    /// Waits until nothing has changed for a while; none at the end.
    fn settle(&mut self, events: &Receiver<Event>, first: Instant) -> Option<()> {
        loop {
            let quiet = if self.whole { WHOLE } else { SETTLE };
            match events.recv_timeout(quiet) {
                Ok(event) => self.take(event)?,
                Err(RecvTimeoutError::Timeout) => return Some(()),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
            if first.elapsed() >= RESTLESS {
                return Some(());
            }
        }
    }

    /// Takes note of an event; none at the end.
    fn take(&mut self, event: Event) -> Option<()> {
        match event {
            Event::Stop => return None,
            Event::Gone(folder) => self.eyes.forget(&folder),
            Event::Writing => self.whole = false,
            Event::Written => self.whole = true,
            Event::Changed => {}
        }
        Some(())
    }

    /// Checks, generates, and tells what came of it.
    fn round(&mut self, since: Instant) {
        let target = &self.arguments.target;
        let mut run = Run::default();
        self.files = Files::of(target);
        let paths = match self.files.specs() {
            Ok(paths) => paths,
            Err(problem) => {
                run.failure = Some(Failure::Problems(vec![problem.clone()]));
                return self.status.show(&run, since);
            }
        };
        run.specs = paths.len();
        let mut checked = check(&mut self.checks, paths, &|path| self.files.read(path));
        if !self.arguments.no_generate {
            checked = checked.for_crates();
        }
        self.status.problems(&checked);
        if !self.arguments.no_generate && !checked.has_errors() {
            match generate(target, &checked) {
                Ok(written) => run.written = Some(written),
                Err(failure) => run.failure = Some(failure),
            }
        }
        run.checked = Some(checked);
        // What was made goes after it was told.
        self.status.show(&run, since);
    }
}

/// Checks the specs: the one place where that is done.
fn check(checks: &mut Incremental, paths: &[PathBuf], read: ReadFile<'_>) -> Checked {
    let progress = Progress::of("checking …");
    let start = Instant::now();
    let checked = checks.check_from(paths, read);
    drop(progress);
    work::tell_checked(&checked, start.elapsed());
    checked
}

/// Makes the crates as `apiloom generate` does, and writes what has changed.
fn generate(target: &Target, checked: &Checked) -> Result<Written, Failure> {
    let docs = target.documentation()?;
    let _locks = target.lock(docs.as_ref())?;
    let made = target.make(&checked.apis, docs.as_ref())?;
    target.write(&made)?;
    Ok(Written::of(&target.planned(&made)))
}
