//! An editor that is no editor: it speaks the protocol by itself, so that a mistake of a library shows.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::transcript::Transcript;

/// After this long nothing will come any more: a test that waits for it has failed.
const TOO_LONG: Duration = Duration::from_secs(120);

/// A client of a server that runs, in a folder of its own.
pub(crate) struct Client {
    pub(crate) folder: TempDir,
    pub(crate) transcript: Transcript,
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What came while something else was waited for.
    early: Vec<Value>,
    asked: i64,
}

impl Client {
    /// Starts a server in a folder with some files; nothing is said yet.
    pub(crate) fn start(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            write(folder.path(), name, text);
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_apiloom"))
            .arg("lsp")
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server runs");
        let output = child.stdout.take().expect("the output is open");
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                let _ = sender.send(message);
            }
        });
        Self {
            transcript: Transcript::new(folder.path()),
            input: child.stdin.take(),
            folder,
            child,
            messages,
            early: Vec::new(),
            asked: 0,
        }
    }

    /// Starts a server and says what an editor says at first; `wanted` is added to that.
    pub(crate) fn ready(files: &[(&str, &str)], wanted: Value) -> Self {
        let mut client = Self::start(files);
        client.initialize(wanted);
        client
    }

    /// Says what an editor says at first; gives the answer.
    pub(crate) fn initialize(&mut self, wanted: Value) -> Value {
        let root = self.uri("");
        let mut params = json!({
            "processId": null,
            "rootUri": root,
            "workspaceFolders": [{"uri": root, "name": "specs"}],
            "capabilities": {},
        });
        if let (Value::Object(params), Value::Object(wanted)) = (&mut params, wanted) {
            params.extend(wanted);
        }
        let answer = self.ask("initialize", params);
        self.tell("initialized", json!({}));
        answer
    }

    /// The address of a file of the folder.
    pub(crate) fn uri(&self, name: &str) -> String {
        let path = self.folder.path().display().to_string();
        match name {
            "" => format!("file://{path}"),
            name => format!("file://{path}/{name}"),
        }
    }

    /// Writes a file, as another program does.
    pub(crate) fn write(&self, name: &str, text: &str) {
        write(self.folder.path(), name, text);
    }

    pub(crate) fn open(&mut self, name: &str, text: &str) {
        let document =
            json!({"uri": self.uri(name), "languageId": "yaml", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Says what was typed: texts in the place of ranges, each as lines and columns.
    pub(crate) fn change(&mut self, name: &str, version: i32, changes: &[([u32; 4], &str)]) {
        let changes: Vec<Value> = changes
            .iter()
            .map(|(places, text)| json!({"range": range(*places), "text": text}))
            .collect();
        let document = json!({"uri": self.uri(name), "version": version});
        let params = json!({"textDocument": document, "contentChanges": changes});
        self.tell("textDocument/didChange", params);
    }

    /// Says that the whole text is another one.
    pub(crate) fn replace(&mut self, name: &str, version: i32, text: &str) {
        let document = json!({"uri": self.uri(name), "version": version});
        let params = json!({"textDocument": document, "contentChanges": [{"text": text}]});
        self.tell("textDocument/didChange", params);
    }

    pub(crate) fn close(&mut self, name: &str) {
        let params = json!({"textDocument": {"uri": self.uri(name)}});
        self.tell("textDocument/didClose", params);
    }

    /// What is said of a place, for questions.
    pub(crate) fn place(&self, name: &str, line: u32, character: u32) -> Value {
        json!({
            "textDocument": {"uri": self.uri(name)},
            "position": {"line": line, "character": character},
        })
    }

    /// Waits for the problems of a file; gives the message.
    pub(crate) fn problems(&mut self, name: &str) -> Value {
        let uri = self.uri(name);
        let message = self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == *uri
        });
        message["params"].clone()
    }

    /// Waits for the problems of a file in a version, and passes over those before.
    pub(crate) fn problems_of(&mut self, name: &str, version: i32) -> Value {
        loop {
            let found = self.problems(name);
            if found["version"] == version {
                return found;
            }
        }
    }

    /// Asks, and waits for the answer; gives its result.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.ask_whole(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Asks what is refused; gives the code and what is said.
    pub(crate) fn refused(&mut self, method: &str, params: Value) -> (i64, String) {
        let answer = self.ask_whole(method, params);
        let error = &answer["error"];
        let code = error["code"]
            .as_i64()
            .unwrap_or_else(|| panic!("{method}: {answer}"));
        (
            code,
            error["message"].as_str().unwrap_or_default().to_owned(),
        )
    }

    fn ask_whole(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Says something that has no answer.
    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        let mut message = json!({"jsonrpc": "2.0", "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
    }

    /// Waits for a request of the server; gives it.
    pub(crate) fn asked(&mut self, method: &str) -> Value {
        self.wait(|message| message["method"] == method)
    }

    /// Sends a message as bytes behind a length.
    pub(crate) fn send(&mut self, message: &Value) {
        self.transcript.sent(message);
        let body = message.to_string();
        let input = self.input.as_mut().expect("the input is open");
        let head = format!("Content-Length: {}\r\n\r\n", body.len());
        input.write_all(head.as_bytes()).expect("the server reads");
        input.write_all(body.as_bytes()).expect("the server reads");
        input.flush().expect("the server reads");
    }

    /// Waits for a message; others stay for those who wait for them.
    fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.early.iter().position(&wanted) {
            return self.early.remove(at);
        }
        loop {
            let message = self.messages.recv_timeout(TOO_LONG);
            let message = message.expect("the message that is waited for comes");
            assert_eq!(message["jsonrpc"], "2.0", "{message}");
            self.transcript.received(&message);
            if wanted(&message) {
                return message;
            }
            self.early.push(message);
        }
    }

    /// Says goodbye as an editor does; nothing must be left unsaid.
    pub(crate) fn leave(mut self) -> Transcript {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        let (code, errors) = self.ended();
        assert_eq!((code, errors.as_str()), (Some(0), ""));
        let left: Vec<Value> = self.messages.iter().collect();
        assert!(
            left.is_empty() && self.early.is_empty(),
            "{left:?} {:?}",
            self.early
        );
        std::mem::take(&mut self.transcript)
    }

    /// Just goes; gives the exit code.
    pub(crate) fn vanish(mut self) -> Option<i32> {
        self.ended().0
    }

    /// Waits for the end; gives the exit code and what was complained of.
    pub(crate) fn ended(&mut self) -> (Option<i32>, String) {
        drop(self.input.take());
        let mut errors = String::new();
        let pipe = self.child.stderr.as_mut().expect("the pipe is open");
        pipe.read_to_string(&mut errors)
            .expect("complaints are text");
        (self.child.wait().expect("the server ends").code(), errors)
    }
}

/// A test that fails leaves no server behind.
impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A range of lines and columns.
pub(crate) fn range([line, character, to_line, to_character]: [u32; 4]) -> Value {
    json!({
        "start": {"line": line, "character": character},
        "end": {"line": to_line, "character": to_character},
    })
}

/// The codes of some problems with the line and column where each starts.
pub(crate) fn shown(problems: &Value) -> Vec<String> {
    let list = problems["diagnostics"].as_array().expect("a list");
    let shown = list.iter().map(|problem| {
        let start = &problem["range"]["start"];
        let code = problem["code"].as_str().unwrap_or_default();
        format!("{code} {}:{}", start["line"], start["character"])
    });
    shown.collect()
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
    fs::write(path, text).expect("a file is written");
}

/// The next message, or nothing where no more will come.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).expect("the header is text") == 0 {
            return None;
        }
        let line = line
            .strip_suffix("\r\n")
            .expect("a line of the header ends");
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(": ").expect("a line of the header");
        if name.eq_ignore_ascii_case("Content-Length") {
            length = value.parse::<usize>().ok();
        }
    }
    let mut body = vec![0; length.expect("a length")];
    output.read_exact(&mut body).expect("a body of that length");
    Some(serde_json::from_slice(&body).expect("a body of JSON"))
}
