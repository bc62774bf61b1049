//! How every command speaks: colours on a terminal and nowhere else, how much it says, what it says while work
//! takes long.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use tempfile::TempDir;

const SPEC: &str = r#"apiloom: 1
vendor: acme
settings: { key: secret }
servers: { default: https://api.acme.example }
auth: { query: { stamp: { query: { key: settings.key } } } }
defaults: { auth: query }
types:
  Parcel:
    fields:
      id: int64!
operations:
  get_parcel:
    http: GET /parcels/{id}
    path: { id: int64 }
    returns: Parcel
"#;

/// What colours begin with.
const ESCAPE: char = '\u{1b}';

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("specs")).expect("a folder");
    write(folder.path(), "specs/acme.yaml", SPEC);
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).expect("a file is written");
}

/// The command, in an environment that says nothing of colours.
fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    command.current_dir(folder).args(arguments);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color").stdin(Stdio::null());
    command
}

fn piped(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("it runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A terminal with a command at work.
struct Terminal {
    screen: File,
    child: Child,
    shown: String,
}

impl Terminal {
    /// Both streams are the terminal.
    fn of(mut command: Command) -> Self {
        let (screen, end) = terminal();
        let other = end.try_clone().expect("another handle");
        let child = command.stdout(end).stderr(other).spawn().expect("it runs");
        Self::with(screen, child)
    }

    /// Only standard error is the terminal.
    fn of_errors(mut command: Command) -> Self {
        let (screen, end) = terminal();
        let child = command
            .stdout(Stdio::piped())
            .stderr(end)
            .spawn()
            .expect("it runs");
        Self::with(screen, child)
    }

    fn with(screen: File, child: Child) -> Self {
        let shown = String::new();
        Self {
            screen,
            child,
            shown,
        }
    }

    /// Reads until a text is there.
    fn wait_for(&mut self, text: &str) {
        while !self.shown.contains(text) {
            assert!(self.more(), "`{text}` is not in {:?}", self.shown);
        }
    }

    /// All that was ever written to the terminal, and the exit code.
    fn end(mut self) -> (String, Option<i32>) {
        while self.more() {}
        let status = self.child.wait().expect("it ends");
        (self.shown, status.code())
    }

    fn more(&mut self) -> bool {
        let mut bytes = [0; 4096];
        match self.screen.read(&mut bytes) {
            Ok(0) => false,
            Ok(count) => {
                self.shown
                    .push_str(&String::from_utf8_lossy(&bytes[..count]));
                true
            }
            // Linux says so when nobody holds the other end any more.
            Err(error) => {
                assert_ne!(error.kind(), ErrorKind::WouldBlock, "it waits");
                false
            }
        }
    }
}

/// A terminal: the side of its screen, and the side of the command.
fn terminal() -> (File, OwnedFd) {
    let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&screen).expect("it is ours");
    unlockpt(&screen).expect("it is unlocked");
    let name = ptsname(&screen, Vec::new()).expect("it has a name");
    let name = name.to_str().expect("the name is text");
    let end = File::options().read(true).write(true).open(name);
    (File::from(screen), OwnedFd::from(end.expect("its end")))
}

fn on_terminal(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let mut command = command(folder, arguments);
    command.envs(environment.iter().copied());
    Terminal::of(command).end().0
}

#[test]
fn every_command_has_colours_on_a_terminal_and_nowhere_else() {
    let folder = folder();
    assert!(piped(folder.path(), &["generate"]).status.success());
    // From now on, what is generated is not what the spec says.
    let changed = SPEC.replace("id: int64!", "id: int64!\n      label: string");
    write(folder.path(), "specs/acme.yaml", &changed);
    write(folder.path(), "old.yaml", SPEC);
    let broken = SPEC.replace("returns: Parcel", "returns: Parsel");
    write(folder.path(), "broken.yaml", &broken);
    let hasty = SPEC.replace("vendor: acme", "vendor:   acme");
    write(folder.path(), "hasty.yaml", &hasty);
    let commands: &[(&[&str], &str)] = &[
        (&["check"], "\u{1b}[1m\u{1b}[32m1 spec fine"),
        (
            &["check", "broken.yaml"],
            "\u{1b}[1m\u{1b}[91merror[AL0202]",
        ),
        (
            &["check", "broken.yaml", "--fix", "--dry-run"],
            "\u{1b}[32m+    returns: Parcel",
        ),
        (&["generate", "--check"], "\u{1b}[32m+"),
        (&["docs", "--check"], "\u{1b}[32m+"),
        (
            &["fmt", "--check", "hasty.yaml"],
            "\u{1b}[31m-vendor:   acme\u{1b}[0m",
        ),
        (
            &["diff", "old.yaml", "specs/acme.yaml"],
            "\u{1b}[1m\u{1b}[32m+\u{1b}[0m types.Parcel",
        ),
        (
            &["diff", "old.yaml", "nowhere"],
            "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m there is no file",
        ),
        (
            &["call", "old.yaml", "nothing"],
            "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m there is no operation",
        ),
        (
            &["sign", "old.yaml", "nothing"],
            "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m there is no operation",
        ),
        (
            &["explain", "AL9999"],
            "\u{1b}[1m\u{1b}[36mhelp:\u{1b}[0m run",
        ),
        (
            &["serve", "old.yaml", "--set", "nothing=1"],
            "\u{1b}[1m\u{1b}[31merror:",
        ),
        (&["check", "--nothing"], "\u{1b}[1m\u{1b}[31merror:"),
        (&["--help"], "\u{1b}[1m\u{1b}[4mUsage:"),
        (
            &["generate", "--out", "made"],
            "\u{1b}[1mvendor  operations",
        ),
    ];
    for (arguments, expected) in commands {
        let shown = on_terminal(folder.path(), arguments, &[]);
        assert!(shown.contains(expected), "{arguments:?}: {shown:?}");
        for environment in [[("NO_COLOR", "1")], [("TERM", "dumb")], [("CLICOLOR", "0")]] {
            let shown = on_terminal(folder.path(), arguments, &environment);
            assert!(!shown.is_empty(), "{arguments:?}");
            assert!(
                !shown.contains(ESCAPE),
                "{arguments:?} {environment:?}: {shown:?}"
            );
        }
        let output = piped(folder.path(), arguments);
        let said = out(&output) + &err(&output);
        assert!(
            !said.is_empty() && !said.contains(ESCAPE),
            "{arguments:?}: {said:?}"
        );
    }
}

#[test]
fn the_arguments_count_before_the_environment() {
    let folder = folder();
    let is_coloured = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = command(folder.path(), arguments);
        let output = command.envs(environment.iter().copied()).output();
        let output = output.expect("it runs");
        (out(&output) + &err(&output)).contains(ESCAPE)
    };
    let forced = [("CLICOLOR_FORCE", "1")];
    let forbidden = [("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")];
    assert!(!is_coloured(&["check"], &[]));
    assert!(is_coloured(&["check"], &forced));
    assert!(!is_coloured(&["check"], &forbidden));
    // Of no-color.org: only what is not empty counts.
    assert!(is_coloured(
        &["check"],
        &[("NO_COLOR", ""), ("CLICOLOR_FORCE", "1")]
    ));
    for wanted in [
        &["--color", "always", "check"][..],
        &["check", "--color=always"],
        // What is said of wrong arguments keeps to them, too.
        &["check", "--nothing", "--color", "always"],
        &["--color=always", "--help"],
    ] {
        assert!(is_coloured(wanted, &forbidden), "{wanted:?}");
    }
    for unwanted in [
        &["--color", "never", "check"][..],
        &["check", "--nothing", "--color=never"],
        &["--color=always", "check", "--color", "never"],
        // That is no argument, but a file.
        &["check", "--color=never", "--", "--color=always"],
    ] {
        assert!(!is_coloured(unwanted, &forced), "{unwanted:?}");
    }
    let wrong = piped(folder.path(), &["check", "--color", "sometimes"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("possible values: auto, always, never"));
}

#[test]
fn a_stream_that_is_no_terminal_has_no_colours_beside_one_that_is() {
    let folder = folder();
    let spec = SPEC.replace("returns: Parcel", "returns: Parsel");
    write(folder.path(), "specs/acme.yaml", &spec);
    let json = command(folder.path(), &["check", "--fix", "--dry-run"]);
    let mut terminal = Terminal::of_errors(json);
    let mut stdout = terminal.child.stdout.take().expect("an output");
    let mut said = String::new();
    stdout.read_to_string(&mut said).expect("text");
    assert!(said.contains("+    returns: Parcel"), "{said}");
    assert!(!said.contains(ESCAPE), "{said:?}");
    let (_, code) = terminal.end();
    assert_eq!(code, Some(1));
}

#[test]
fn a_quiet_command_says_what_was_asked_for_and_problems() {
    let folder = folder();
    for arguments in [
        &["check", "-q"][..],
        &["--quiet", "generate"],
        &["generate", "--quiet"],
        &["generate", "--check", "-q"],
        &["fmt", "-q"],
        &["fmt", "--check", "-q"],
        &["check", "--fix", "-q"],
    ] {
        let output = piped(folder.path(), arguments);
        let loud: Vec<&str> = arguments
            .iter()
            .filter(|argument| !matches!(**argument, "-q" | "--quiet"))
            .copied()
            .collect();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(out(&output) + &err(&output), "", "{arguments:?}");
        let output = piped(folder.path(), &loud);
        assert_ne!(out(&output) + &err(&output), "", "{loud:?}");
    }
    let json = piped(folder.path(), &["generate", "-q", "--format", "json"]);
    assert!(out(&json).starts_with("[{"), "{}", out(&json));
    let spec = SPEC.replace("returns: Parcel", "returns: Parsel");
    write(folder.path(), "specs/acme.yaml", &spec);
    let broken = piped(folder.path(), &["check", "-q"]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(err(&broken).contains("did you mean `Parcel`?"));
}

#[test]
fn a_verbose_command_tells_files_and_times() {
    let folder = folder();
    let output = piped(folder.path(), &["generate", "-v"]);
    assert!(output.status.success());
    let told = err(&output);
    for expected in [
        "read specs/acme.yaml\n",
        "checked in ",
        "generated acme in ",
        "compared with what is there in ",
        "wrote generated/acme/src/client.rs\n",
    ] {
        assert!(told.contains(expected), "`{expected}` is not in:\n{told}");
    }
    // What programs read stays as it is.
    let json = piped(folder.path(), &["check", "--verbose", "--format", "json"]);
    assert_eq!(out(&json), "[]\n");
    assert!(err(&json).contains("read specs/acme.yaml\n"));
    for both in [["-q", "check", "-v"], ["check", "-q", "-v"]] {
        let output = piped(folder.path(), &both);
        assert_eq!(output.status.code(), Some(2));
        let told = err(&output);
        assert!(
            told.contains("cannot be both `--quiet` and `--verbose`"),
            "{told}"
        );
    }
}

#[test]
fn a_verbose_call_shows_no_secret() {
    const SECRET: &str = "t0p-secret-of-acme";
    let folder = folder();
    let set = format!("key={SECRET}");
    let mut serving = command(
        folder.path(),
        &["serve", "specs/acme.yaml", "-v", "--port", "0"],
    )
    .args(["--set", &set])
    .stdout(Stdio::piped())
    .stderr(Stdio::piped())
    .spawn()
    .expect("it runs");
    let mut served = String::new();
    let mut stdout = serving.stdout.take().expect("an output");
    let mut byte = [0];
    while !served.contains("--set key=") && stdout.read(&mut byte).expect("it is read") > 0 {
        served.push(char::from(byte[0]));
    }
    let url = served.split("server default: ").nth(1);
    let url = url.and_then(|rest| rest.lines().next()).expect("a URL");
    write(folder.path(), "input.json", "{\"id\": 7}");
    let arguments = [
        "-v",
        "call",
        "specs/acme.yaml",
        "get_parcel",
        "--input",
        "input.json",
    ];
    let mut call = command(folder.path(), &arguments);
    let output = call.args(["--server", url, "--set", &set]).output();
    serving.kill().expect("it runs until now");
    let told = serving.wait_with_output().expect("it ends");
    stdout.read_to_string(&mut served).expect("text");
    let output = output.expect("it runs");
    let said = err(&output);
    assert!(said.contains("get_parcel: GET http://127.0.0.1:"), "{said}");
    assert!(said.contains(" answered with status "), "{said}");
    assert!(said.contains("read specs/acme.yaml\n"), "{said}");
    assert!(served.contains("GET /parcels/7"), "{served}");
    for text in [&said, &out(&output), &served, &err(&told)] {
        assert!(!text.contains(SECRET), "{text}");
    }
}

#[test]
fn the_status_of_a_watch_is_rewritten_on_a_terminal() {
    let folder = folder();
    let mut terminal = Terminal::of(command(folder.path(), &["watch"]));
    terminal.wait_for(" ms)");
    let first = terminal.shown.len();
    write(
        folder.path(),
        "specs/acme.yaml",
        &SPEC.replace("Parcel", "Package"),
    );
    while !terminal.shown[first..].contains(" ms)") {
        assert!(terminal.more(), "{:?}", terminal.shown);
    }
    let id = terminal.child.id().to_string();
    let told = Command::new("kill").args(["-INT", &id]).status();
    assert!(told.expect("kill runs").success());
    let (shown, code) = terminal.end();
    assert_eq!(code, Some(0));
    let good = "\u{1b}[1m\u{1b}[32m✔\u{1b}[0m 1 spec fine, ";
    assert_eq!(shown.matches(good).count(), 2, "{shown:?}");
    assert!(shown.contains('\r'), "{shown:?}");
    assert_eq!(shown.matches('\n').count(), 1, "{shown:?}");
    assert!(shown.ends_with('\n'), "the prompt has a line of its own");
}

/// A spec that is not there as long as nobody writes it: to read it takes long.
fn slow(folder: &TempDir) -> String {
    let path = folder.path().join("slow.yaml");
    let made = Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("mkfifo runs").success());
    path.to_str().expect("text").to_owned()
}

#[test]
fn long_work_is_told_on_a_terminal_and_goes_when_it_is_done() {
    let folder = folder();
    let path = slow(&folder);
    let wrong = SPEC.replace("servers:", "server:");
    fs::write(folder.path().join("old.yaml"), wrong).expect("it is written");
    let mut terminal = Terminal::of(command(folder.path(), &["check", "old.yaml", &path]));
    terminal.wait_for("checking 2 of 2 specs …");
    fs::write(&path, SPEC.replace("acme", "bolt")).expect("it is written");
    let (shown, _) = terminal.end();
    let (_, after) = shown
        .split_once("checking 2 of 2 specs …")
        .expect("it was shown");
    let (blank, rest) = after
        .trim_start_matches('\r')
        .split_once('\r')
        .expect("it went");
    assert!(
        blank.chars().all(|c| c == ' ') && blank.len() >= 20,
        "{blank:?}"
    );
    assert!(rest.contains("old.yaml"), "{rest:?}");
    assert!(!rest.contains("checking"), "{rest:?}");
}

#[test]
fn long_work_is_not_told_where_nobody_looks_or_wants_it() {
    let folder = folder();
    let path = slow(&folder);
    let wait = || {
        std::thread::sleep(Duration::from_millis(800));
        fs::write(&path, SPEC).expect("it is written");
    };
    for (arguments, term) in [
        (["check", &path, "--quiet"], "xterm"),
        (["check", &path, "--color=auto"], "dumb"),
    ] {
        let mut command = command(folder.path(), &arguments);
        command.env("TERM", term);
        let terminal = Terminal::of(command);
        wait();
        let (shown, code) = terminal.end();
        assert_eq!(code, Some(0));
        assert!(!shown.contains("checking"), "{shown:?}");
    }
    let mut piped = command(folder.path(), &["check", &path]);
    let child = piped.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    wait();
    let output = child.expect("it runs").wait_with_output().expect("it ends");
    assert_eq!(err(&output), "");
    assert_eq!(out(&output), "1 spec fine, 1 operation\n");
}
