//! `apiloom new` as its users run it: by flags, in a terminal, and what can be done with what it wrote.

use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const AUTH: [&str; 8] = [
    "bearer", "header", "query", "basic", "token", "hmac", "md5", "none",
];
const PAGING: [&str; 4] = ["page", "offset", "cursor", "none"];

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    command.current_dir(folder).args(arguments);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = command(folder, arguments);
    let command = command.stdin(Stdio::null());
    command.output().expect("the command runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("a file is read")
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).expect("a folder").next().is_none()
}

#[test]
fn a_spec_is_written_that_is_sound_and_what_follows_is_told() {
    let folder = folder();
    let arguments = [
        "new",
        "acme",
        "--title",
        "Acme: bikes",
        "--title-zh",
        "安科",
        "--auth",
        "hmac",
        "--server",
        "https://{city}.acme.example/v2",
        "--lang",
        "both",
        "--specs",
        "our/specs",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let told = out(&output);
    assert!(told.starts_with("wrote our/specs/acme.yaml\n"), "{told}");
    let serve = "apiloom serve our/specs/acme.yaml --set city=example --set app_id=example --set app_secret=example\n";
    assert!(told.contains(serve), "{told}");
    assert!(
        told.contains("apiloom schema > our/specs/apiloom.schema.json\n"),
        "{told}"
    );
    let text = read(folder.path(), "our/specs/acme.yaml");
    assert!(
        text.contains("title: { en: \"Acme: bikes\", zh: 安科 }\n"),
        "{text}"
    );
    assert!(
        text.contains("#   apiloom check our/specs/acme.yaml "),
        "{text}"
    );
    let checked = run(folder.path(), &["check", "--specs", "our/specs"]);
    assert_eq!(out(&checked), "1 spec fine, 3 operations\n");
    assert_eq!(err(&checked), "");
    let formatted = run(folder.path(), &["fmt", "--check", "our/specs/acme.yaml"]);
    assert_eq!(formatted.status.code(), Some(0), "{}", out(&formatted));
}

#[test]
fn what_is_there_is_not_overwritten() {
    let folder = folder();
    fs::create_dir(folder.path().join("specs")).expect("a folder");
    for ending in ["yaml", "yml"] {
        let path = format!("specs/acme.{ending}");
        fs::write(folder.path().join(&path), "mine").expect("a file is written");
        let output = run(folder.path(), &["new", "acme"]);
        assert_eq!(output.status.code(), Some(1));
        let told = format!("`{path}` is there already");
        assert!(err(&output).contains(&told), "{}", err(&output));
        assert_eq!(read(folder.path(), &path), "mine");
        fs::remove_file(folder.path().join(&path)).expect("a file is removed");
    }
    assert!(is_empty(&folder.path().join("specs")));
}

#[test]
fn a_vendor_that_has_a_spec_gets_no_other() {
    let folder = folder();
    run(folder.path(), &["new", "acme"]);
    let specs = folder.path().join("specs");
    fs::rename(specs.join("acme.yaml"), specs.join("our.yaml")).expect("a file is renamed");
    let output = run(folder.path(), &["new", "acme"]);
    assert_eq!(output.status.code(), Some(1));
    let told = "`specs/our.yaml` is of the vendor `acme` already";
    assert!(err(&output).contains(told), "{}", err(&output));
    assert!(!specs.join("acme.yaml").exists());
}

#[test]
fn what_is_given_wrongly_writes_nothing() {
    let folder = folder();
    let output = run(folder.path(), &["new", "My Vendor"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).ends_with("`apiloom new my_vendor`\n"),
        "{}",
        err(&output)
    );
    let output = run(folder.path(), &["new", "acme", "--server", "acme.example"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("error[AL0403]"), "{}", err(&output));
    let output = run(folder.path(), &["new", "acme", "--auth", "oath"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(is_empty(folder.path()));
}

#[test]
fn the_spec_goes_to_standard_output() {
    let folder = folder();
    let output = run(folder.path(), &["new", "acme", "--stdout"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        out(&output).contains("\nvendor: acme\n"),
        "{}",
        out(&output)
    );
    assert_eq!(err(&output), "", "nobody is asked");
    assert!(is_empty(folder.path()));
}

#[test]
fn a_schema_that_is_there_is_named() {
    let folder = folder();
    fs::create_dir(folder.path().join("specs")).expect("a folder");
    let schema = out(&run(folder.path(), &["schema"]));
    fs::write(folder.path().join("specs/apiloom.schema.json"), schema).expect("a file");
    let output = run(folder.path(), &["new", "acme", "--lang", "zh"]);
    let told = out(&output);
    assert!(told.starts_with("已写入 specs/acme.yaml\n"), "{told}");
    assert!(!told.contains("schema"), "{told}");
    let line = "# yaml-language-server: $schema=apiloom.schema.json\n";
    assert!(read(folder.path(), "specs/acme.yaml").starts_with(line));
}

/// A run of the emulator, which ends with this.
struct Served {
    child: Child,
    url: String,
}

impl Served {
    fn start(folder: &Path, settings: &[&str]) -> Self {
        let arguments = [&["serve", "specs/acme.yaml", "--port", "0"], settings].concat();
        let mut command = command(folder, &arguments);
        let command = command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the command runs");
        let stdout = child.stdout.take().expect("it has an output");
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        let url = lines.find_map(|line| Some(line.split_once("default: ")?.1.to_owned()));
        let url = url.expect("it tells its address");
        // Who prints to a closed pipe would end.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, url }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Calls an operation of the spec at the emulator.
fn call(
    folder: &Path,
    served: &Served,
    settings: &[&str],
    operation: &[&str],
    inputs: &Value,
) -> Value {
    let server = ["--server", &served.url, "--format", "json", "--input", "-"];
    let arguments = [&["call", "specs/acme.yaml"], operation, &server, settings].concat();
    let mut command = command(folder, &arguments);
    let command = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().expect("the command runs");
    let mut stdin = child.stdin.take().expect("the input is open");
    write!(stdin, "{inputs}").expect("it is read");
    drop(stdin);
    let output = child.wait_with_output().expect("the command ends");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Each way to authenticate, with envelopes and pages in turn.
#[test]
fn what_was_written_is_served_and_called_at_once() {
    for (index, auth) in AUTH.into_iter().enumerate() {
        let folder = folder();
        let (envelope, paging) = (["code", "none"][index % 2], PAGING[index / 2]);
        let choices = [
            "new",
            "acme",
            "--auth",
            auth,
            "--envelope",
            envelope,
            "--paging",
            paging,
        ];
        let told = out(&run(folder.path(), &choices));
        let serve = told.lines().find_map(|line| {
            let line = line.trim().strip_prefix("apiloom serve specs/acme.yaml")?;
            Some(
                line.split(' ')
                    .filter(|word| !word.is_empty())
                    .collect::<Vec<_>>(),
            )
        });
        let settings = serve.expect("it says how to serve it");
        let served = Served::start(folder.path(), &settings);
        let call = |operation: &[&str], inputs: Value| {
            call(folder.path(), &served, &settings, operation, &inputs)
        };
        let shown =
            json!({ "id": 7, "name": "First", "state": 2, "created_at": "2026-01-31T12:00:00Z" });
        assert_eq!(call(&["get_item"], json!({ "id": 7 })), shown, "{auth}");
        let made = call(&["create_item"], json!({ "name": "Made", "state": 2 }));
        assert_eq!(made["name"], "Made", "{auth}: {made}");
        let again = call(&["get_item"], json!({ "id": made["id"] }));
        assert_eq!(again["name"], "Made", "{auth}: {again}");
        let items = match paging {
            "none" => call(&["list_items"], json!({})),
            "page" => call(&["list_items", "--all-pages"], json!({ "size": 5 })),
            _ => call(&["list_items", "--all-pages"], json!({ "limit": 5 })),
        };
        let items = items.as_array().expect("a list").clone();
        assert!(items.len() > 5, "{auth} {paging}: {}", items.len());
        assert!(items.iter().any(|item| item["name"] == "Made"), "{auth}");
        let missing = call(&["get_item"], json!({ "id": 123_456 }));
        assert_eq!(missing["error"]["kind"], "NotFound", "{auth}: {missing}");
    }
}

#[cfg(unix)]
mod terminal {
    use std::fs::File;
    use std::io::{Read as _, Write as _};
    use std::os::unix::process::ExitStatusExt as _;
    use std::path::Path;
    use std::process::{Child, ExitStatus};
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    use super::{command, folder, is_empty, out, read, run};

    /// The command in a terminal.
    struct Session {
        child: Child,
        keyboard: File,
        screen: Receiver<Vec<u8>>,
        seen: String,
    }

    impl Session {
        fn start(folder: &Path, arguments: &[&str]) -> Self {
            let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
            grantpt(&controller).expect("a terminal");
            unlockpt(&controller).expect("a terminal");
            let name = ptsname(&controller, Vec::new()).expect("a terminal");
            let name = name.to_str().expect("its name is text");
            let terminal = || {
                let file = File::options().read(true).write(true).open(name);
                file.expect("the terminal is opened")
            };
            let mut command = command(folder, arguments);
            let command = command
                .stdin(terminal())
                .stdout(terminal())
                .stderr(terminal());
            let child = command.spawn().expect("the command runs");
            let keyboard = File::from(controller);
            let mut controller = keyboard.try_clone().expect("the terminal is shared");
            let (send, screen) = channel();
            std::thread::spawn(move || {
                let mut bytes = [0; 4096];
                // A terminal that everybody left gives an error.
                while let Ok(count @ 1..) = controller.read(&mut bytes) {
                    if send.send(bytes[..count].to_vec()).is_err() {
                        break;
                    }
                }
            });
            Self {
                child,
                keyboard,
                screen,
                seen: String::new(),
            }
        }

        /// Waits for a question, and types an answer.
        fn answer(&mut self, question: &str, keys: &str) {
            self.wait_for(question);
            self.keyboard
                .write_all(keys.as_bytes())
                .expect("it is typed");
        }

        /// Waits for a text; what was seen before it is not looked at again.
        fn wait_for(&mut self, text: &str) {
            while !self.seen.contains(text) {
                let more = self.screen.recv_timeout(Duration::from_secs(120));
                let more = more.unwrap_or_else(|_| panic!("no {text:?} in {:?}", self.seen));
                self.seen.push_str(&String::from_utf8_lossy(&more));
            }
            let at = self.seen.find(text).map_or(0, |at| at + text.len());
            self.seen.drain(..at);
        }

        fn end(mut self) -> ExitStatus {
            self.child.wait().expect("the command ends")
        }
    }

    #[test]
    fn what_is_not_given_is_asked_for() {
        let folder = folder();
        let mut session = Session::start(folder.path(), &["new", "acme", "--paging", "none"]);
        session.answer("Number or word [en]: ", "both\n");
        session.answer("The API's name in English [Acme]: ", "Acme Bikes\n");
        session.answer(
            "The API's name in Chinese [Acme Bikes 接口]: ",
            "安科单车\n",
        );
        session.answer("[https://api.acme.example/v1]: ", "acme.example\n");
        session.wait_for("is not an absolute URL");
        session.answer(
            "[https://api.acme.example/v1]: ",
            "https://{city}.acme.example\n",
        );
        session.answer("Number or word [bearer]: ", "9\n");
        session.answer("Number or word [bearer]: ", "oath\n");
        session.answer("Number or word [bearer]: ", "6\n");
        session.answer("Number or word [code]: ", "\n");
        session.wait_for("wrote specs/acme.yaml");
        assert_eq!(session.end().code(), Some(0));
        let asked = read(folder.path(), "specs/acme.yaml");
        let given = [
            "new",
            "acme",
            "--paging",
            "none",
            "--lang",
            "both",
            "--title",
            "Acme Bikes",
            "--title-zh",
            "安科单车",
            "--server",
            "https://{city}.acme.example",
            "--auth",
            "hmac",
            "--stdout",
        ];
        assert_eq!(asked, out(&run(folder.path(), &given)));
    }

    #[test]
    fn who_says_yes_is_asked_nothing() {
        let folder = folder();
        let mut session = Session::start(folder.path(), &["new", "acme", "--yes"]);
        session.wait_for("wrote specs/acme.yaml");
        assert_eq!(session.end().code(), Some(0));
    }

    #[test]
    fn the_end_of_the_input_leaves_nothing_behind() {
        let folder = folder();
        let mut session = Session::start(folder.path(), &["new", "acme", "--lang", "zh"]);
        session.answer("API 的英文名称 [Acme]： ", "Acme\n");
        session.answer("API 的中文名称 [Acme 接口]： ", "\u{4}");
        session.wait_for("the input has ended; nothing was written");
        assert_eq!(session.end().code(), Some(1));
        assert!(is_empty(folder.path()));
    }

    /// The signal that Ctrl-C sends. The terminal was never changed, so there is nothing to bring back.
    #[test]
    fn an_interrupt_leaves_nothing_behind() {
        // Who runs the tests may ignore interrupts, as shells make what runs in the background do, and a command
        // that it starts would too. Of one that handles them it would not.
        ctrlc::set_handler(|| std::process::exit(130)).expect("interrupts are handled");
        let folder = folder();
        let mut session = Session::start(folder.path(), &["new", "acme"]);
        session.wait_for("Number or word [en]: ");
        let pid = session.child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-INT", &pid])
            .status();
        assert!(sent.expect("kill runs").success());
        assert_eq!(session.end().signal(), Some(2));
        assert!(is_empty(folder.path()));
    }
}
