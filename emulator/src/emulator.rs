//! An emulator that runs: for tests of those who use a client, and for `apiloom serve`.

use std::collections::BTreeMap;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use apiloom_codegen::diagnostic::{self, Severity};
use apiloom_codegen::model::Api;
use apiloom_codegen::pipeline::{self, Checked, Recorded};
use apiloom_wire::Timestamp;
use apiloom_wire::validate::Language;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::account::AccountSetting;
use crate::clock::Clock;
use crate::engine::{Engine, Options, SetupError};
use crate::fault::{Fault, FaultError, Plan, Planned};
use crate::log::Entry;
use crate::server::{Listener, Shared, locked, serve};

/// How often it is asked whether a spec has changed.
const WATCHED: Duration = Duration::from_millis(200);

/// A vendor that runs on this machine until it is dropped.
pub struct Emulator {
    shared: Arc<Shared>,
    plan: Plan,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What an emulator is to be like.
pub struct Builder {
    spec: PathBuf,
    auth: Option<PathBuf>,
    options: Options,
    faults: Result<Vec<Fault>, FaultError>,
    clock: Clock,
    port: u16,
    watch: bool,
    keeps_log: bool,
    on_entry: Option<Listener>,
    on_reload: Option<ReloadListener>,
}

/// Told of each attempt to read the spec again.
pub type ReloadListener = Box<dyn Fn(&Reload) + Send + Sync>;

/// What became of a spec that has changed.
#[derive(Clone, Debug)]
pub enum Reload {
    /// It is emulated from now on.
    Taken(Taken),
    /// It has errors, or does not fit the settings or faults; the one before stays.
    Kept {
        /// The files that have changed.
        files: Vec<PathBuf>,
        /// Why it stays.
        why: String,
    },
}

/// What has changed with a spec that is emulated from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The files that have changed.
    pub files: Vec<PathBuf>,
    /// How many operations there are.
    pub operations: usize,
    /// The servers that are new or have another URL, by name.
    pub servers: Vec<(String, String)>,
    /// The settings that are new or have another value.
    pub settings: Vec<AccountSetting>,
    /// The names of settings that are gone.
    pub gone: Vec<String>,
}

/// Why an emulator does not start.
#[derive(Debug)]
pub enum StartError {
    /// The spec has errors; they are here as people read them.
    Spec(String),
    /// A setting or a fault does not fit the spec, or is none.
    Setup(SetupError),
    /// The port cannot be used, or the machine has no thread left.
    Io(std::io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(text) => f.write_str(text.trim_end()),
            Self::Setup(error) => error.fmt(f),
            Self::Io(error) => write!(f, "the emulator cannot listen: {error}"),
        }
    }
}

impl std::error::Error for StartError {}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting(error) => error.fmt(f),
            Self::Fault(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SetupError {}

impl Emulator {
    /// The vendor of a spec file, on a free port of this machine.
    ///
    /// # Errors
    /// When the spec has errors, or there is no port.
    pub async fn start(spec: impl Into<PathBuf>) -> Result<Self, StartError> {
        Self::builder(spec).start().await
    }

    /// The same without an async runtime.
    ///
    /// # Errors
    /// When the spec has errors, or there is no port.
    pub fn start_blocking(spec: impl Into<PathBuf>) -> Result<Self, StartError> {
        Self::builder(spec).start_blocking()
    }

    /// The vendor of a spec file, with more to say about it.
    pub fn builder(spec: impl Into<PathBuf>) -> Builder {
        Builder {
            spec: spec.into(),
            auth: None,
            options: Options::default(),
            faults: Ok(Vec::new()),
            clock: Clock::Machine,
            port: 0,
            watch: false,
            keeps_log: true,
            on_entry: None,
            on_reload: None,
        }
    }

    /// The URL for clients: the address with the path of the spec's first server.
    pub fn url(&self) -> String {
        let servers = self.servers();
        let first = servers.into_iter().next();
        first.map_or_else(|| self.origin(), |(_, url)| url)
    }

    /// The URL of each server of the spec, by its name.
    pub fn servers(&self) -> Vec<(String, String)> {
        let origin = self.origin();
        let prefixes = locked(&self.shared.engine).prefixes().into_iter();
        let urls = prefixes.map(|(name, prefix)| (name, format!("{origin}{prefix}")));
        urls.collect()
    }

    /// The address without a path.
    pub fn origin(&self) -> String {
        format!("http://{}", self.shared.address)
    }

    /// The settings of the emulated account, with which a client is set up.
    pub fn settings(&self) -> Vec<AccountSetting> {
        locked(&self.shared.engine).account().settings.clone()
    }

    /// The value of a setting; empty if it has none.
    pub fn setting(&self, name: &str) -> String {
        let engine = locked(&self.shared.engine);
        let text = engine.account().get(name);
        text.unwrap_or_default().to_owned()
    }

    /// The checked API.
    pub fn api(&self) -> &'static Api {
        locked(&self.shared.engine).api()
    }

    /// The log so far.
    pub fn log(&self) -> Vec<Entry> {
        locked(&self.shared.log).clone()
    }

    /// How many entities of each kind there are now.
    pub fn entities(&self) -> BTreeMap<String, usize> {
        locked(&self.shared.engine).entities()
    }

    /// What is planned for a request; see [`Plan::outcome`].
    pub fn planned(&self, operation: &str, client: &str, ordinal: u64) -> Planned {
        self.plan.outcome(operation, client, ordinal)
    }

    /// What the clock shows.
    pub fn now(&self) -> Timestamp {
        self.shared.now()
    }

    /// Sets the clock; it goes on from there, or stands if it stood.
    pub fn set_now(&self, now: Timestamp) {
        let mut clock = locked(&self.shared.clock);
        *clock = match *clock {
            Clock::Standing(_) => Clock::Standing(now),
            Clock::Machine | Clock::Going(..) => Clock::from(now),
        };
    }

    /// Waits until the emulator stops, which it does when its thread fails.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator")
            .field("origin", &self.origin())
            .finish_non_exhaustive()
    }
}

impl Builder {
    /// What everything that is made depends on: settings, tokens, answers, faults.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.options.seed = seed;
        self
    }

    /// Gives a setting of the emulated account.
    #[must_use]
    pub fn setting(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.options.settings.push((name.into(), text.into()));
        self
    }

    /// Takes from a file what the spec does not know of signatures, as `apiloom call --auth` does; without
    /// it, any text that is not empty passes for what an unknown function gives.
    #[must_use]
    pub fn auth_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.auth = Some(path.into());
        self
    }

    /// Plans a fault, such as `error:40004@get_parcel=10%`; a text that is none is an error of the start.
    #[must_use]
    pub fn fault(mut self, text: &str) -> Self {
        self.faults = self.faults.and_then(|mut faults| {
            faults.push(text.parse()?);
            Ok(faults)
        });
        self
    }

    /// Chooses the clock.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Chooses the port; 0 is any that is free.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// How many seconds the time of a request may be off the clock; 900 if nothing is said.
    #[must_use]
    pub fn window(mut self, seconds: u64) -> Self {
        self.options.window = seconds;
        self
    }

    /// How many seconds tokens live; 7,200 if nothing is said.
    #[must_use]
    pub fn token_lifetime(mut self, seconds: u64) -> Self {
        self.options.lifetime = seconds;
        self
    }

    /// Refuses what is no input of an operation; otherwise it is only noted in the log.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.options.strict = strict;
        self
    }

    /// The language of violations, and of helps where the spec has errors.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.options.language = language;
        self
    }

    /// Reads the spec again when its files change.
    #[must_use]
    pub fn watch(mut self, watch: bool) -> Self {
        self.watch = watch;
        self
    }

    /// Whether [`Emulator::log`] has all requests; who is told of each and runs for long needs no such list,
    /// which grows with each request.
    #[must_use]
    pub fn keeps_log(mut self, keeps: bool) -> Self {
        self.keeps_log = keeps;
        self
    }

    /// Is told of each request, while it is dealt with.
    #[must_use]
    pub fn on_entry(mut self, listener: impl Fn(&Entry) + Send + Sync + 'static) -> Self {
        self.on_entry = Some(Box::new(listener));
        self
    }

    /// Is told when the spec has changed.
    #[must_use]
    pub fn on_reload(mut self, listener: impl Fn(&Reload) + Send + Sync + 'static) -> Self {
        self.on_reload = Some(Box::new(listener));
        self
    }

    /// Starts it.
    ///
    /// # Errors
    /// When the spec has errors, a setting or a fault does not fit it, or there is no port.
    pub async fn start(self) -> Result<Emulator, StartError> {
        // A check takes milliseconds, and the emulator has a thread of its own from then on.
        self.start_blocking()
    }

    /// Starts it without an async runtime.
    ///
    /// # Errors
    /// When the spec has errors, a setting or a fault does not fit it, or there is no port.
    pub fn start_blocking(self) -> Result<Emulator, StartError> {
        let faults = self
            .faults
            .map_err(|e| StartError::Setup(SetupError::Fault(e)))?;
        let plan = Plan::new(self.options.seed, faults);
        let options = Options {
            plan,
            ..self.options
        };
        let read = Recorded::default();
        let checked = checked(&self.spec, self.auth.as_deref(), &read);
        let language = self.options.language;
        let api = api(checked, language).map_err(StartError::Spec)?;
        let engine = Engine::new(api, options).map_err(StartError::Setup)?;
        let plan = engine.plan().clone();
        let listener =
            std::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)));
        let listener = listener.map_err(StartError::Io)?;
        listener.set_nonblocking(true).map_err(StartError::Io)?;
        let address = listener.local_addr().map_err(StartError::Io)?;
        let shared = Arc::new(Shared {
            engine: Mutex::new(engine),
            clock: Mutex::new(self.clock),
            log: Mutex::new(Vec::new()),
            keeps_log: self.keeps_log,
            on_entry: self.on_entry,
            address,
        });
        let watch = self.watch.then(|| Watch {
            spec: self.spec,
            auth: self.auth,
            language,
            read,
            on_reload: self.on_reload,
        });
        let (stop, stopped) = oneshot::channel();
        let (ready, is_ready) = mpsc::channel();
        let inner = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("emulator".to_owned());
        let thread = thread.spawn(move || run(listener, inner, watch, stopped, &ready));
        let thread = thread.map_err(StartError::Io)?;
        match is_ready.recv() {
            Ok(Ok(())) => Ok(Emulator {
                shared,
                plan,
                stop: Some(stop),
                thread: Some(thread),
            }),
            Ok(Err(error)) => Err(StartError::Io(error)),
            Err(_) => Err(StartError::Io(std::io::ErrorKind::Other.into())),
        }
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("spec", &self.spec)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// Runs the emulator on its thread.
fn run(
    listener: std::net::TcpListener,
    shared: Arc<Shared>,
    watch: Option<Watch>,
    stopped: oneshot::Receiver<()>,
    ready: &mpsc::Sender<std::io::Result<()>>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            let _ = ready.send(Err(error));
            return;
        }
    };
    runtime.block_on(async move {
        let listener = match TcpListener::from_std(listener) {
            Ok(listener) => listener,
            Err(error) => {
                let _ = ready.send(Err(error));
                return;
            }
        };
        let _ = ready.send(Ok(()));
        if let Some(watch) = watch {
            tokio::spawn(watch.run(Arc::clone(&shared)));
        }
        tokio::select! {
            () = serve(listener, shared) => {}
            _ = stopped => {}
        }
    });
}

fn checked(spec: &Path, auth: Option<&Path>, read: &Recorded) -> Checked {
    pipeline::check_with_from(&[spec.to_owned()], auth, &|path| read.read(path))
}

/// The one API of a checked spec, kept for as long as the program runs; or what is wrong, as people read it.
///
/// The runtime's descriptions live as long as the program, and so does what is made of them.
fn api(checked: Checked, language: Language) -> Result<&'static Api, String> {
    if checked.has_errors() || checked.apis.is_empty() {
        let errors = checked.diagnostics.iter();
        let errors = errors.filter(|d| d.severity() == Severity::Error);
        let language = match language {
            Language::English => diagnostic::Language::English,
            Language::Chinese => diagnostic::Language::Chinese,
        };
        let texts = errors.map(|d| diagnostic::text(&checked.sources, d, false, language));
        return Err(texts.collect::<Vec<_>>().join("\n"));
    }
    let first = checked.apis.into_iter().next();
    first
        .map(|api| &*Box::leak(Box::new(api)))
        .ok_or_else(|| "the spec has no API".to_owned())
}

/// A spec that is watched.
struct Watch {
    spec: PathBuf,
    auth: Option<PathBuf>,
    language: Language,
    read: Recorded,
    on_reload: Option<ReloadListener>,
}

impl Watch {
    async fn run(mut self, shared: Arc<Shared>) {
        loop {
            tokio::time::sleep(WATCHED).await;
            if !self.read.has_changed() {
                continue;
            }
            // Who saves a file may write it in several steps, and think better of it.
            let mut now = self.read.again();
            loop {
                tokio::time::sleep(WATCHED / 4).await;
                if !now.has_changed() {
                    break;
                }
                now = now.again();
            }
            let files = self.read.changed();
            if files.is_empty() {
                continue;
            }
            let reload = self.again(files, &shared);
            if let Some(on_reload) = &self.on_reload {
                on_reload(&reload);
            }
        }
    }

    fn again(&mut self, files: Vec<PathBuf>, shared: &Shared) -> Reload {
        // What changes while it is read has changed since then.
        self.read = Recorded::default();
        let checked = checked(&self.spec, self.auth.as_deref(), &self.read);
        let api = match api(checked, self.language) {
            Ok(api) => api,
            Err(why) => return Reload::Kept { files, why },
        };
        let origin = format!("http://{}", shared.address);
        let mut engine = locked(&shared.engine);
        let (prefixes, settings) = (engine.prefixes(), engine.account().settings.clone());
        if let Err(error) = engine.reload(api) {
            let why = error.to_string();
            return Reload::Kept { files, why };
        }
        let servers = engine.prefixes().into_iter();
        let servers = servers.filter(|server| !prefixes.contains(server));
        let now = &engine.account().settings;
        let gone = settings
            .iter()
            .filter(|old| !now.iter().any(|new| new.name == old.name));
        Reload::Taken(Taken {
            files,
            operations: api.operations.len(),
            servers: servers
                .map(|(name, prefix)| (name, format!("{origin}{prefix}")))
                .collect(),
            settings: now
                .iter()
                .filter(|new| !settings.contains(new))
                .cloned()
                .collect(),
            gone: gone.map(|old| old.name.clone()).collect(),
        })
    }
}
