//! `apiloom serve`.

use std::path::{Path, PathBuf};

use apiloom_codegen::emit::shell;
use apiloom_codegen::model::Api;
use apiloom_emulator::{
    AccountSetting, Builder, Clock, Emulator, Entry, Fault, Origin, Outcome as EntryOutcome,
    Reload, StartError,
};
use apiloom_wire::Timestamp;
use apiloom_wire::validate::Language;

use crate::unserved::warnings;
use crate::voice::{self, Stream};
use crate::{Format, Input, Lang, Outcome, loaded, report};

/// The kinds of faults, as `--help` shows them.
const FAULTS: &str = "\
Faults are KIND[:ARGUMENT][@OPERATION][=WHEN]:
  latency:200ms, latency:50ms-2s  the answer comes late
  drip[:20ms]                     the answer comes in pieces, with pauses
  error:CODE                      a code of the spec's table of errors, or its name
  status:503                      a status with a body that is none of the vendor's
  throttle[:SECONDS]              too many requests, with Retry-After
  expire                          the token is refused as expired, and has from then on
  flap                            a value comes in another form that its type allows
  truncate                        all is done, and the answer is cut off in the middle
  drop                            the connection is closed before anything is done
WHEN is a rate (10%), `every 5`, `first 2` or `nth 3,7`, among the requests of each operation;
always, if nothing is said. Of several faults that end one request, the first counts.
The same seed and the same numbers of requests give the same faults. A request says its number
by the header x-apiloom-request, and x-apiloom-client counts for each client by itself;
otherwise requests are counted as they come.";

/// Arguments of `apiloom serve`.
#[derive(clap::Args)]
#[command(after_help = FAULTS)]
pub(crate) struct Arguments {
    /// The specs; each is served at a port of its own.
    #[arg(value_name = "SPEC", required = true)]
    specs: Vec<PathBuf>,
    /// The port of the first spec, and the next ones for further specs; 0 is any that is free.
    #[arg(long, value_name = "N", default_value_t = 4010)]
    port: u16,
    /// What goes wrong, and when; see below. Of several specs, one that knows its operation or code.
    #[arg(long = "fault", value_name = "FAULT")]
    faults: Vec<String>,
    /// What settings, tokens, answers and faults are made from.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// A setting of the emulated account, for each spec that has it; others are made up and printed.
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = pair)]
    settings: Vec<(String, String)>,
    /// What the specs do not know of their signatures; without it, any text passes for such a signature.
    #[arg(long, value_name = "FILE")]
    auth: Option<PathBuf>,
    /// Lets the emulator's clock stand at this time (RFC 3339).
    #[arg(long, value_name = "TIME", value_parser = time)]
    now: Option<Timestamp>,
    /// How many seconds the time of a request may be off.
    #[arg(long, value_name = "SECONDS", default_value_t = 900, value_parser = clap::value_parser!(u64).range(..=31_536_000))]
    window: u64,
    /// How many seconds tokens live.
    #[arg(long, value_name = "SECONDS", default_value_t = 7200)]
    token_lifetime: u64,
    /// Refuses what is no input of the operation; otherwise it is only told.
    #[arg(long)]
    strict: bool,
    /// The language of what inputs break.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    for path in arguments.specs.iter().chain(&arguments.auth) {
        if let Err(refusal) = loaded::readable(path) {
            return refusal.told();
        }
    }
    let known = Known::of(&arguments.specs, arguments.auth.as_deref());
    if let Err(problem) = known.all_are_known(arguments) {
        report::complain(&problem);
        return Outcome::Usage;
    }
    let mut running = Vec::new();
    for (index, spec) in arguments.specs.iter().enumerate() {
        let Some(port) = port(arguments.port, index) else {
            report::complain("error: there are not so many ports");
            return Outcome::Usage;
        };
        let builder = builder(arguments, spec, known.apis.get(index));
        match builder.port(port).start_blocking() {
            Ok(emulator) => running.push((spec, emulator)),
            Err(error) => {
                return refused(&error, port, spec, arguments);
            }
        }
    }
    for (spec, emulator) in &running {
        announce(spec, emulator);
    }
    for (_, emulator) in running {
        emulator.wait();
    }
    Outcome::Fine
}

/// Says why a spec is not served.
fn refused(error: &StartError, port: u16, spec: &Path, arguments: &Arguments) -> Outcome {
    let input = Input {
        format: Format::Text,
        lang: arguments.lang,
        specs: PathBuf::new(),
    };
    let specs = [spec.to_owned()];
    let checked = || apiloom_codegen::pipeline::check_with(&specs, arguments.auth.as_deref());
    match error {
        StartError::Spec(_) => match checked() {
            checked if checked.has_errors() => report::diagnostics(&checked, &input),
            _ => report::complain(&refusal(error, port)),
        },
        _ => report::complain(&refusal(error, port)),
    }
    match error {
        StartError::Spec(_) => Outcome::Problems,
        StartError::Setup(_) | StartError::Io(_) => Outcome::Usage,
    }
}

/// What is said of a spec that is not served.
fn refusal(error: &StartError, port: u16) -> String {
    match error {
        StartError::Spec(_) => error.to_string(),
        StartError::Io(why) if why.kind() == std::io::ErrorKind::AddrInUse => {
            format!("error: the port {port} is taken; choose another one with `--port N`")
        }
        StartError::Io(why) => format!("error: the port {port} cannot be used: {why}"),
        StartError::Setup(_) => format!("error: {error}"),
    }
}

/// Several specs, of which settings and faults may concern some.
struct Known {
    /// Empty where one spec is to know everything.
    apis: Vec<Api>,
}

impl Known {
    fn of(specs: &[PathBuf], auth: Option<&Path>) -> Self {
        let checked = match specs.len() {
            1 => return Self { apis: Vec::new() },
            _ => apiloom_codegen::pipeline::check_with(specs, auth),
        };
        // Problems of a spec are told when it is to start.
        let fine = checked.apis.len() == specs.len();
        Self {
            apis: if fine { checked.apis } else { Vec::new() },
        }
    }

    fn all_are_known(&self, arguments: &Arguments) -> Result<(), String> {
        if self.apis.is_empty() {
            return Ok(());
        }
        for (name, _) in &arguments.settings {
            if !self.apis.iter().any(|api| has_setting(api, name)) {
                return Err(format!("error: no spec has a setting `{name}`"));
            }
        }
        for fault in &arguments.faults {
            let unknown = fault
                .parse()
                .is_ok_and(|parsed: Fault| !self.apis.iter().any(|api| parsed.concerns(api)));
            if unknown {
                return Err(format!("error: no spec knows what `{fault}` names"));
            }
        }
        Ok(())
    }
}

fn has_setting(api: &Api, name: &str) -> bool {
    let mut fields = api.settings.iter().map(|setting| &setting.field);
    fields.any(|field| field.wire.as_str() == name || field.name.snake() == name)
}

/// `api` is there if there are several specs.
fn builder(arguments: &Arguments, spec: &Path, api: Option<&Api>) -> Builder {
    let before = api.map(|api| format!("{}: ", api.vendor.snake()));
    let before = before.unwrap_or_default();
    let (to_entry, to_reload) = (before.clone(), before);
    let shown = spec.display().to_string();
    let mut builder = Emulator::builder(spec)
        .seed(arguments.seed)
        .window(arguments.window)
        .token_lifetime(arguments.token_lifetime)
        .strict(arguments.strict)
        .language(match arguments.lang {
            Lang::En => Language::English,
            Lang::Zh => Language::Chinese,
        })
        .watch(true)
        // Each entry is printed.
        .keeps_log(false)
        .on_entry(move |entry| report::remark(&format!("{to_entry}{}", painted(entry))))
        .on_reload(move |reload| match reload {
            Reload::Taken(taken) => {
                let files = files(&taken.files, &shown);
                let count = report::count(taken.operations, "operation");
                report::remark(&format!(
                    "{to_reload}{files} has changed: {count} from now on"
                ));
                set_up(&taken.servers, &taken.settings);
                for name in &taken.gone {
                    report::line(&format!("  there is no setting {name} any more"));
                }
            }
            Reload::Kept { files: names, why } => report::complain(&format!(
                "{to_reload}{} has changed, and the one before stays:\n{}",
                files(names, &shown),
                why.trim_end()
            )),
        });
    for (name, text) in &arguments.settings {
        if api.is_none_or(|api| has_setting(api, name)) {
            builder = builder.setting(name, text);
        }
    }
    for fault in &arguments.faults {
        let parsed = fault.parse();
        if api.is_none_or(|api| parsed.map_or(true, |fault: Fault| fault.concerns(api))) {
            builder = builder.fault(fault);
        }
    }
    if let Some(auth) = &arguments.auth {
        builder = builder.auth_file(auth);
    }
    match arguments.now {
        Some(now) => builder.clock(Clock::Standing(now)),
        None => builder,
    }
}

/// Prints where the emulator is, and what a client is set up with.
fn announce(spec: &Path, emulator: &Emulator) {
    let operations = report::count(emulator.api().operations.len(), "operation");
    let spec = Stream::Out.paint(voice::STRONG, &spec.display().to_string());
    report::line(&format!("{spec} with {operations}"));
    set_up(&emulator.servers(), &emulator.settings());
    for line in warnings(emulator.api()) {
        report::line(&format!("  {line}"));
    }
}

/// Prints what a client is set up with.
fn set_up(servers: &[(String, String)], settings: &[AccountSetting]) {
    for (name, url) in servers {
        let url = Stream::Out.paint(voice::PLACE, url);
        report::line(&format!("  server {name}: {url}"));
    }
    for setting in settings {
        let origin = match setting.origin {
            Origin::Given => "",
            Origin::Default => "  (default)",
            Origin::Made => "  (made)",
        };
        // Who gave a secret knows it, and terminals are looked at by others.
        let text = match setting.is_secret && setting.origin == Origin::Given {
            true => "***".to_owned(),
            false => shell::word(&setting.text),
        };
        report::line(&format!("  --set {}={text}{origin}", setting.name));
    }
}

/// An entry of the log, with its status in colour.
fn painted(entry: &Entry) -> String {
    let text = entry.to_string();
    let (head, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let style = match &entry.outcome {
        EntryOutcome::Answered => voice::GOOD,
        EntryOutcome::Faulted(_) => voice::BAD,
        EntryOutcome::Refused(_) | EntryOutcome::Denied(_) => voice::WARNING,
    };
    let outcome = match entry.status {
        Some(status) => format!("  {status} "),
        None => "  ".to_owned(),
    };
    let at = head.rfind(&outcome).map_or(0, |at| at + 2);
    let (request, outcome) = head.split_at(at);
    let mut shown = format!("{request}{}", Stream::Out.paint(style, outcome));
    for line in rest.lines() {
        shown.push_str(&format!("\n{}", Stream::Out.paint(voice::FAINT, line)));
    }
    shown
}

/// The files that have changed, as they are shown.
fn files(changed: &[PathBuf], spec: &str) -> String {
    match changed.is_empty() {
        true => spec.to_owned(),
        false => {
            let names = changed.iter().map(|path| path.display().to_string());
            names.collect::<Vec<_>>().join(" and ")
        }
    }
}

fn port(first: u16, index: usize) -> Option<u16> {
    match first {
        0 => Some(0),
        first => first.checked_add(u16::try_from(index).ok()?),
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').ok_or("write NAME=VALUE")?;
    Ok((pair.0.to_owned(), pair.1.to_owned()))
}

fn time(text: &str) -> Result<Timestamp, String> {
    text.parse()
        .map_err(|_| "write a time such as 2026-01-31T12:00:00Z".to_owned())
}
