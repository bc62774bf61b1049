//! The life of a server: messages come in, answers go out.

use std::panic::{self, AssertUnwindSafe};

use gen_lsp_types::{DidCloseTextDocumentParams, PublishDiagnosticsParams};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::answer::{completion, fixes, formatting, hover, places, rename, symbols};
use crate::capabilities::capabilities;
use crate::client::Client;
use crate::log;
use crate::queue::Queue;
use crate::session::Session;

/// How an editor left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It asked the server to shut down before.
    Asked,
    /// It just went.
    Gone,
    /// It reads no more.
    Deaf,
}

/// Serves one editor until it leaves.
pub fn serve(connection: Connection) -> Ended {
    let Connection { sender, receiver } = connection;
    let mut server = Server {
        queue: Queue::new(receiver),
        send: Box::new(move |message| sender.send(message).map_err(|_| Deaf)),
        session: None,
        is_shut_down: false,
    };
    match server.run() {
        Ok(()) if server.is_shut_down => Ended::Asked,
        Ok(()) => Ended::Gone,
        Err(Deaf) => Ended::Deaf,
    }
}

/// Nobody reads answers any more.
struct Deaf;

struct Server {
    queue: Queue,
    send: Box<dyn Fn(Message) -> Result<(), Deaf>>,
    session: Option<Session>,
    is_shut_down: bool,
}

impl Server {
    /// Works on messages; whenever there are no more, checks what changed.
    fn run(&mut self) -> Result<(), Deaf> {
        loop {
            let message = match self.queue.ready() {
                Some(message) => message,
                None => {
                    self.settle()?;
                    match self.queue.wait() {
                        Some(message) => message,
                        None => return Ok(()),
                    }
                }
            };
            match message {
                Message::Notification(n) if n.method == "exit" => return Ok(()),
                Message::Notification(n) if n.method == "initialized" => self.watch()?,
                Message::Notification(notification) => self.note(notification),
                Message::Request(request) => self.request(request)?,
                // To what was asked for: that files are watched, which may be or not.
                Message::Response(_) => {}
            }
        }
    }

    /// Checks what changed, and tells the editor of the problems.
    fn settle(&mut self) -> Result<(), Deaf> {
        let Some(session) = &mut self.session else {
            return Ok(());
        };
        for params in session.settle() {
            self.notify(&params)?;
        }
        Ok(())
    }

    fn notify(&self, params: &PublishDiagnosticsParams) -> Result<(), Deaf> {
        let method = "textDocument/publishDiagnostics".to_owned();
        (self.send)(Notification::new(method, params).into())
    }

    fn note(&mut self, notification: Notification) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Notification { method, params } = notification;
        let done = match method.as_str() {
            "textDocument/didOpen" => read(params).map(|params| session.open(params)),
            "textDocument/didChange" => read(params).map(|params| session.change(params)),
            "textDocument/didClose" => read(params).map(|params: DidCloseTextDocumentParams| {
                session.close(&params.text_document.uri);
            }),
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {
                session.refresh();
                Ok(())
            }
            // Nobody must understand all of them.
            _ => Ok(()),
        };
        if let Err(problem) = done {
            log(&format!("`{method}` cannot be read: {problem}"));
        }
    }

    fn request(&mut self, request: Request) -> Result<(), Deaf> {
        let Request { id, method, params } = request;
        let refuse = |code: ErrorCode, message: &str| {
            Response::new_err(id.clone(), code as i32, message.to_owned())
        };
        if self.is_shut_down {
            let refused = refuse(ErrorCode::InvalidRequest, "the server was shut down");
            return (self.send)(refused.into());
        }
        match (method.as_str(), self.session.is_some()) {
            ("initialize", false) => return self.initialize(id, &params),
            ("initialize", true) => {
                let refused = refuse(ErrorCode::InvalidRequest, "the server runs already");
                return (self.send)(refused.into());
            }
            (_, false) => {
                let refused = refuse(ErrorCode::ServerNotInitialized, "`initialize` comes first");
                return (self.send)(refused.into());
            }
            ("shutdown", true) => {
                self.is_shut_down = true;
                return (self.send)(Response::new_ok(id, Value::Null).into());
            }
            _ => {}
        }
        if self.queue.is_cancelled(&id) {
            let refused = refuse(ErrorCode::RequestCanceled, "taken back");
            return (self.send)(refused.into());
        }
        // Not every editor tells of changes on the disk, and a rename writes into files that are not open.
        if let (Some(session), "textDocument/rename") = (&mut self.session, method.as_str()) {
            session.refresh();
        }
        // Answers are about what the editor shows.
        self.settle()?;
        let Some(session) = &self.session else {
            return Ok(());
        };
        let answer = panic::catch_unwind(AssertUnwindSafe(|| answer(session, &method, params)));
        let answer = answer.unwrap_or_else(|_| {
            log(&format!("`{method}` failed; this is a defect of apiloom"));
            Err(Refused(
                ErrorCode::InternalError,
                "a defect of apiloom".to_owned(),
            ))
        });
        (self.send)(match answer {
            Ok(value) => Response::new_ok(id, value).into(),
            Err(Refused(code, message)) => Response::new_err(id, code as i32, message).into(),
        })
    }

    /// Asks the editor to tell of files that change on the disk.
    fn watch(&self) -> Result<(), Deaf> {
        let session = self.session.as_ref();
        if !session.is_some_and(|session| session.editor.client.watches) {
            return Ok(());
        }
        let watched = json!({"watchers": [{"globPattern": "**/*.{yaml,yml}"}]});
        let method = "workspace/didChangeWatchedFiles";
        let asked = json!({"id": "specs", "method": method, "registerOptions": watched});
        let params = json!({ "registrations": [asked] });
        let id = RequestId::from("watch".to_owned());
        (self.send)(Request::new(id, "client/registerCapability".to_owned(), params).into())
    }

    fn initialize(&mut self, id: RequestId, params: &Value) -> Result<(), Deaf> {
        let client = Client::new(params);
        let result = capabilities(&client);
        self.session = Some(Session::new(client));
        (self.send)(Response::new_ok(id, result).into())
    }
}

/// Why a question has no answer.
struct Refused(ErrorCode, String);

fn answer(session: &Session, method: &str, params: Value) -> Result<Value, Refused> {
    match method {
        "textDocument/completion" => ask(params, |p| completion::completion(session, &p)),
        "textDocument/hover" => ask(params, |p| hover::hover(session, &p)),
        "textDocument/definition" => ask(params, |p| places::definition(session, &p)),
        "textDocument/references" => ask(params, |p| places::references(session, &p)),
        "textDocument/documentSymbol" => ask(params, |p| symbols::symbols(session, &p)),
        "textDocument/codeAction" => ask(params, |p| fixes::actions(session, &p)),
        "textDocument/formatting" => ask(params, |p| formatting::formatting(session, &p)),
        "textDocument/prepareRename" => ask(params, |p| rename::prepare(session, &p)),
        "textDocument/rename" => {
            let params = read(params).map_err(invalid)?;
            let renamed = rename::rename(session, &params);
            written(renamed.map_err(|problem| Refused(ErrorCode::RequestFailed, problem))?)
        }
        _ => Err(Refused(
            ErrorCode::MethodNotFound,
            format!("`{method}` is not known"),
        )),
    }
}

fn ask<P: DeserializeOwned, R: Serialize>(
    params: Value,
    answer: impl FnOnce(P) -> R,
) -> Result<Value, Refused> {
    let params = read(params).map_err(invalid)?;
    written(answer(params))
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, serde_json::Error> {
    serde_json::from_value(params)
}

fn written(answer: impl Serialize) -> Result<Value, Refused> {
    let problem =
        |problem: serde_json::Error| Refused(ErrorCode::InternalError, problem.to_string());
    serde_json::to_value(answer).map_err(problem)
}

fn invalid(problem: serde_json::Error) -> Refused {
    Refused(ErrorCode::InvalidParams, problem.to_string())
}
