//! `apiloom serve` as its users run it: what it prints, what it answers, how it goes on when a spec changes.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;

const SPEC: &str = r#"apiloom: 1
vendor: acme
settings: { key: secret, region: { type: string, default: eu } }
servers: { default: https://api.acme.example/v1 }
auth:
  header: { stamp: { header: { X-Key: settings.key } } }
defaults: { auth: header }
types:
  Parcel:
    fields:
      id: int64!
      city: { type: string, length: 1..5 }
operations:
  get_parcel:
    http: GET /parcels/{id}
    path: { id: int64 }
    query: { city: { type: string, length: 1..5 } }
    returns: Parcel
    entity: { of: Parcel, does: read, key: id }
"#;

/// A run of the command, which ends with this.
struct Served {
    child: Child,
    lines: Receiver<String>,
    errors: Receiver<String>,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_apiloom"))
            .current_dir(folder)
            .arg("serve")
            .args(arguments)
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let lines = lines(child.stdout.take().expect("it has an output"));
        let errors = lines_of_errors(&mut child);
        Self {
            child,
            lines,
            errors,
        }
    }

    fn line(&self) -> String {
        let line = self.lines.recv_timeout(LONG);
        line.expect("a line is printed")
    }

    /// The part of a line after a mark.
    fn after(&self, mark: &str) -> String {
        let line = self.line();
        let (_, rest) = line
            .split_once(mark)
            .unwrap_or_else(|| panic!("{mark}: {line}"));
        rest.split("  ").next().unwrap_or_default().to_owned()
    }
}

fn lines_of_errors(child: &mut Child) -> Receiver<String> {
    lines(child.stderr.take().expect("it has errors"))
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (send, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

/// Longer than anything takes that is not stuck.
const LONG: Duration = Duration::from_secs(120);

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("acme.yaml"), SPEC).expect("a file is written");
    folder
}

/// Replaces a file at once: nobody sees half of it.
fn replace(path: &Path, text: &str) {
    let new = path.with_extension("new");
    fs::write(&new, text).expect("a file is written");
    fs::rename(&new, path).expect("a file is renamed");
}

/// Sends a request to a URL and gives status and body.
fn get(url: &str, key: &str) -> (u16, String) {
    let (host, path) = url
        .strip_prefix("http://")
        .and_then(|rest| rest.split_once('/'))
        .expect("a URL");
    let mut stream = TcpStream::connect(host).expect("it listens");
    let request = format!(
        "GET /{path} HTTP/1.1\r\nhost: {host}\r\nx-key: {key}\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).expect("it is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it is answered");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    (status.expect("a status"), body.to_owned())
}

fn refused(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    let command = command.current_dir(folder).arg("serve").args(arguments);
    command.output().expect("the command runs")
}

#[test]
fn a_spec_is_served_and_told_about() {
    let folder = folder();
    let served = Served::start(folder.path(), &["acme.yaml", "--fault", "status:503=nth 4"]);
    assert_eq!(served.line(), "acme.yaml with 1 operation");
    let url = served.after("server default: ");
    let key = served.after("--set key=");
    assert_eq!(served.line(), "  --set region=eu  (default)");
    let (status, body) = get(&format!("{url}/parcels/7"), &key);
    assert!(
        status == 200 && body.contains("\"id\":7"),
        "{status} {body}"
    );
    let line = served.line();
    assert!(
        line.ends_with(" GET /v1/parcels/7  get_parcel  200 answered"),
        "{line}"
    );
    let (status, _) = get(&format!("{url}/parcels/7?city=Paris-Nord"), &key);
    assert!((400..500).contains(&status), "{status}");
    assert!(served.line().ends_with("refused, invalid"));
    let broken = served.line();
    assert!(
        broken.contains("city") && broken.contains("at most 5"),
        "{broken}"
    );
    assert_ne!(get(&format!("{url}/parcels/7"), "another").0, 200);
    let line = served.line();
    assert!(
        line.contains("refused, wrong signature: the header `X-Key`"),
        "{line}"
    );
    assert!(!line.contains("another"), "{line}");
    assert_eq!(get(&format!("{url}/parcels/7"), &key).0, 503);
    assert!(served.line().ends_with("503 fault: status 503"));
    assert_eq!(get(&format!("{url}/parcel/7"), &key).0, 404);
    let line = served.line();
    assert!(
        line.contains("no such path") && line.contains("(get_parcel)"),
        "{line}"
    );
}

#[test]
fn a_field_is_added_while_it_runs() {
    let folder = folder();
    let path = folder.path().join("acme.yaml");
    let served = Served::start(
        folder.path(),
        &["acme.yaml", "--set", "key=k", "--lang", "zh"],
    );
    served.line();
    let url = served.after("server default: ");
    // Who gave the secret knows it.
    assert_eq!(served.line(), "  --set key=***");
    served.line();
    assert!(!get(&format!("{url}/parcels/7"), "k").1.contains("grams"));
    served.line();
    let more = SPEC.replace(
        "      id: int64!\n",
        "      id: int64!\n      grams: int64!\n",
    );
    replace(&path, &more.replace("int64!", "int46!"));
    let told = served.errors.recv_timeout(LONG).expect("it is told");
    assert_eq!(told, "acme.yaml has changed, and the one before stays:");
    assert_eq!(get(&format!("{url}/parcels/7"), "k").0, 200);
    served.line();
    replace(&path, &more);
    assert_eq!(
        served.line(),
        "acme.yaml has changed: 1 operation from now on"
    );
    assert!(
        get(&format!("{url}/parcels/7"), "k")
            .1
            .contains("\"grams\":")
    );
    served.line();
    get(&format!("{url}/parcels/7?city=Paris-Nord"), "k");
    served.line();
    let broken = served.line();
    assert!(broken.contains("最多 5 个"), "{broken}");
}

#[test]
fn several_specs_have_a_port_each() {
    let folder = folder();
    let bolt = SPEC
        .replace("vendor: acme", "vendor: bolt")
        .replace("key: secret", "token: secret");
    let bolt = bolt
        .replace("settings.key", "settings.token")
        .replace("get_parcel", "get_bolt");
    fs::write(folder.path().join("bolt.yaml"), bolt).expect("a file is written");
    let served = Served::start(
        folder.path(),
        &[
            "acme.yaml",
            "bolt.yaml",
            "--set",
            "token=t",
            "--fault",
            "drop@get_bolt",
        ],
    );
    served.line();
    let acme = served.after("server default: ");
    let key = served.after("--set key=");
    served.line();
    assert_eq!(served.line(), "bolt.yaml with 1 operation");
    assert_ne!(served.after("server default: "), acme);
    assert_eq!(served.line(), "  --set token=***");
    assert_eq!(served.line(), "  --set region=eu  (default)");
    assert_eq!(get(&format!("{acme}/parcels/7"), &key).0, 200);
    let line = served.line();
    assert!(line.starts_with("acme: "), "{line}");
}

#[test]
fn an_auth_file_says_what_a_spec_does_not_know() {
    let folder = folder();
    let hooked = SPEC
        .replace("settings.key }", "'custom(\"sign\", settings.key)' }")
        .replace(
            "servers:",
            "hooks: { sign: { takes: { key: text }, gives: text } }\nservers:",
        );
    fs::write(folder.path().join("acme.yaml"), hooked).expect("a file is written");
    let auth = "hooks: { sign: 'key | md5 | hex' }\n";
    fs::write(folder.path().join("acme.auth"), auth).expect("a file is written");
    let status = |arguments: &[&str], key: &str| {
        let served = Served::start(folder.path(), arguments);
        served.line();
        let url = served.after("server default: ");
        let (status, _) = get(&format!("{url}/parcels/7"), key);
        // What is said of a request is said before the next one is told.
        get(&format!("{url}/parcels/8"), key);
        let mut said = String::new();
        while !said.contains("/parcels/8") {
            said += &served.line();
        }
        (status, said)
    };
    let (code, said) = status(&["acme.yaml", "--set", "key=k"], "anything");
    assert!(
        code == 200
            && said.contains("the header `X-Key` is not checked")
            && said.contains("does not check what `sign` computes"),
        "{code} {said}"
    );
    let known = ["acme.yaml", "--set", "key=k", "--auth", "acme.auth"];
    assert_eq!(status(&known, "anything").0, 401);
    // `printf k | md5sum`
    let (code, said) = status(&known, "8ce4b16b22b58894aa86c421e8759df3");
    assert!(code == 200 && !said.contains("check"), "{code} {said}");
}

#[test]
fn wrong_uses_say_what_is_wrong() {
    let folder = folder();
    let no = |arguments: &[&str], code: i32, words: &str| {
        let output = refused(folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(words), "{words}: {said}");
    };
    no(&[], 2, "<SPEC>");
    no(
        &["acme.yaml", "--set", "kee=1"],
        2,
        "there are: key, region",
    );
    no(&["acme.yaml", "--set", "key"], 2, "NAME=VALUE");
    no(&["acme.yaml", "--fault", "explode"], 2, "the kinds are");
    no(&["acme.yaml", "--fault", "drop@get"], 2, "get_parcel");
    no(&["acme.yaml", "--window", "1000000000"], 2, "31536000");
    no(&["acme.yaml", "--now", "noon"], 2, "2026-01-31T12:00:00Z");
    no(&["acme.yaml", "--fault", "explode"], 2, "error: `explode`");
    no(&["acme.yaml", "--set", "kee=1"], 2, "error: there is no");
    no(&["acme.yaml", "--fault", "expire"], 2, "uses a token");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let words = format!("error: the port {port} is taken; choose another one with `--port N`");
    no(&["acme.yaml", "--port", &port], 2, &words);
    no(&["none.yaml"], 2, "`none.yaml` cannot be read");
    fs::write(
        folder.path().join("bad.yaml"),
        SPEC.replace("int64!", "int46!"),
    )
    .expect("a file");
    no(&["bad.yaml"], 1, "bad.yaml:11");
}

#[test]
fn what_is_not_kept_is_told_at_the_start() {
    let folder = folder();
    let more = format!(
        "{SPEC}  update_parcel:\n    http: PUT /parcels/{{parcel_id}}\n    path: {{ parcel_id: int64 }}\n    returns: Parcel\n"
    );
    fs::write(folder.path().join("acme.yaml"), more).expect("a file is written");
    let served = Served::start(folder.path(), &["acme.yaml", "--fault", "drip:1ms"]);
    assert_eq!(served.line(), "acme.yaml with 2 operations");
    let url = served.after("server default: ");
    let key = served.after("--set key=");
    served.line();
    assert_eq!(
        served.line(),
        "  keeps nothing of: update_parcel; \
         say `entity: { of: Parcel, does: update, key: parcel_id }` and so on"
    );
    assert_eq!(get(&format!("{url}/parcels/7"), &key).0, 200);
    let line = served.line();
    assert!(line.ends_with("200 answered, in pieces"), "{line}");
}

#[test]
fn what_an_edit_changes_of_the_setup_is_told() {
    let folder = folder();
    let path = folder.path().join("acme.yaml");
    let served = Served::start(folder.path(), &["acme.yaml", "--set", "key=k"]);
    served.line();
    let url = served.after("server default: ");
    served.line();
    served.line();
    let edited = SPEC.replace("example/v1", "example/v2").replace(
        "region: { type: string, default: eu }",
        "area: { type: string, default: north }",
    );
    replace(&path, &edited);
    assert_eq!(
        served.line(),
        "acme.yaml has changed: 1 operation from now on"
    );
    let now = served.after("server default: ");
    assert_eq!(now, url.replace("/v1", "/v2"));
    assert_eq!(served.line(), "  --set area=north  (default)");
    assert_eq!(served.line(), "  there is no setting region any more");
}

#[test]
fn a_code_is_asked_for_by_its_name() {
    let folder = folder();
    let more = SPEC.replace(
        "defaults: { auth: header }",
        "defaults: { auth: header, envelope: coded }\nenvelopes:\n  coded:\n    fields: { code: int64 }\n    success: body.code == 0\n    failures: [ { code: body.code } ]\nerrors:\n  \"1004\": { name: NoSuchParcel, kind: not_found }",
    );
    fs::write(folder.path().join("acme.yaml"), more).expect("a file is written");
    let arguments = ["acme.yaml", "--fault", "error:NoSuchParcel"];
    let served = Served::start(folder.path(), &arguments);
    served.line();
    let url = served.after("server default: ");
    let key = served.after("--set key=");
    served.line();
    let (_, body) = get(&format!("{url}/parcels/7"), &key);
    assert!(body.contains("1004"), "{body}");
    let line = served.line();
    assert!(line.ends_with("fault: error 1004"), "{line}");
}
