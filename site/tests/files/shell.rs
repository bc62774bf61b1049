//! Commands as a shell reads them.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Stdio};

use apiloom_site::Pair;
use apiloom_site::book::{Book, Sample};

/// The requests of a vendor that are shown as commands.
fn samples(book: &Book) -> Vec<&Sample> {
    let examples = book
        .operations
        .iter()
        .flat_map(|operation| &operation.examples);
    let samples = examples.filter_map(|example| example.sample.as_ref());
    samples.filter(|sample| sample.curl.is_some()).collect()
}

/// A shell takes the commands of a vendor for what they are, and nothing else is run.
pub(crate) fn compare(what: &str, books: &[Pair]) {
    let mut script = String::from(
        "curl() { for a in \"$@\"; do printf '%s\\0' \"$a\"; done; printf '\\1\\0'; }\n",
    );
    let samples: Vec<&Sample> = books.iter().flat_map(|pair| samples(&pair.en)).collect();
    for sample in &samples {
        script.push_str(sample.curl.as_deref().unwrap_or_default());
        script.push('\n');
    }
    run(what, &["-n"], &script);
    let said = run(what, &[], &script);
    let calls: Vec<Vec<&str>> = said
        .split_terminator("\u{1}\0")
        .map(|call| call.split_terminator('\0').collect())
        .collect();
    assert_eq!(calls.len(), samples.len(), "{what}\n{script}");
    for (call, sample) in calls.iter().zip(samples) {
        told(what, call, sample);
    }
}

/// Runs a script in an empty folder, in which nothing may be afterwards.
fn run(what: &str, arguments: &[&str], script: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut shell = Command::new("sh")
        .args(arguments)
        .current_dir(folder.path())
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("there is a shell");
    let mut input = shell.stdin.take().expect("its input");
    let text = script.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = shell.wait_with_output().expect("it ends");
    writer.join().expect("it wrote").expect("the shell reads");
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && complaints.is_empty(),
        "{what}: {complaints}\n{script}"
    );
    let left = std::fs::read_dir(folder.path())
        .expect("the folder")
        .count();
    assert_eq!(left, 0, "{what}: something was written\n{script}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A command says what the request in HTTP says.
fn told(what: &str, call: &[&str], sample: &Sample) {
    let http = sample.http.as_deref().expect("a command has its request");
    let (head, body) = http.split_once("\n\n").unwrap_or((http.trim_end(), ""));
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (
        first.next().unwrap_or_default(),
        first.next().unwrap_or_default(),
    );
    let mut expected: BTreeSet<String> = lines.map(str::to_owned).collect();
    let host = expected
        .iter()
        .find_map(|line| line.strip_prefix("host: ").map(str::to_owned));
    expected.retain(|line| !line.starts_with("host: ") && !line.starts_with("content-length: "));

    let mut words = call.iter().copied();
    let url = words.next().unwrap_or_default();
    let place = url.split_once("://").map(|(_, rest)| rest.to_owned());
    assert_eq!(
        place,
        Some(format!("{}{target}", host.unwrap_or_default())),
        "{what}\n{http}"
    );
    let (mut said, mut sent, mut headers, mut is_form) = (None, None, BTreeSet::new(), false);
    while let Some(option) = words.next() {
        let mut value = || {
            words
                .next()
                .unwrap_or_else(|| panic!("{what}: {option} has no value"))
        };
        match option {
            "--request" => said = Some(value()),
            "--head" => said = Some("HEAD"),
            "--globoff" => {}
            "--header" => drop(headers.insert(value().to_owned())),
            "--data-raw" => sent = Some(value()),
            "--data-binary" => {
                assert_eq!(value(), "@body.bin", "{what}");
                sent = Some(body);
            }
            "--form" | "--form-string" => {
                is_form = true;
                let part = value();
                let (_, text) = part.split_once('=').unwrap_or((part, ""));
                assert!(
                    text.starts_with('@')
                        || http.contains(text.split(';').next().unwrap_or_default()),
                    "{what}: {part}"
                );
            }
            option => panic!("{what}: the command has {option:?}\n{call:?}"),
        }
    }
    let implied = if is_form || sent.is_some() {
        "POST"
    } else {
        "GET"
    };
    assert_eq!(said.unwrap_or(implied), method, "{what}\n{http}");
    if is_form {
        expected.retain(|line| !line.starts_with("content-type: multipart/form-data"));
    } else if let Some(sent) = sent {
        assert_eq!(sent.replace("\r\n", "\n"), body, "{what}");
    }
    // A header without a value ends with a semicolon in a command.
    let headers: BTreeSet<String> = headers
        .into_iter()
        .map(|line| match line.strip_suffix(';') {
            Some(name) if !line.contains(": ") => format!("{name}: "),
            _ => line,
        })
        .filter(|line| line != "content-type:")
        .collect();
    let trimmed = |lines: BTreeSet<String>| -> BTreeSet<String> {
        lines
            .into_iter()
            .map(|line| line.trim_end().to_owned())
            .collect()
    };
    assert_eq!(trimmed(headers), trimmed(expected), "{what}\n{http}");
}

/// The commands of the five vendors.
#[test]
fn commands_say_what_the_requests_say() {
    let apis = crate::made::apis(&crate::made::specs_in("specs"));
    compare("the specs", &apiloom_site::books(&apis));
}
