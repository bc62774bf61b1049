//! `apiloom call`.

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use apiloom::{EncodeError, Error, HyperTransport, Json, Kind, Secret, f};
use apiloom_codegen::expr::Kind as TypeKind;
use apiloom_codegen::interpret::Datum;
use apiloom_codegen::model::{Api, AuthUse, Field, Type};
use apiloom_interpreter::{
    Answered, Call, CallError, CallInputs, Client, Described, Interpreter, Redacted, in_language,
};

use crate::asked::Asked;
use crate::notes::Notes;
use crate::progress::Progress;
use crate::refusal::Refusal;
use crate::shown::{masked, outline, pretty};
use crate::{Lang, Outcome, loaded, report};

/// Arguments of `apiloom call`.
///
/// Exit codes: 0 answered, 1 refused: the inputs before sending, or the call by the vendor, 2 wrong usage
/// (a spec with errors too), 3 no answer that can be read.
#[derive(clap::Args)]
#[command(
    after_help = "Exit codes: 0 answered, 1 inputs refused before sending, or refused by the vendor, 2 wrong usage, 3 no answer that can be read."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    asked: Asked,
    /// Sends plain HTTP also to other machines than this one, credentials in the open.
    #[arg(long)]
    plain_http: bool,
    /// Prints the exact request as JSON and sends nothing; no token is fetched.
    #[arg(long)]
    dry_run: bool,
    /// Prints secrets as they are.
    #[arg(long)]
    show_secrets: bool,
    /// Reads a list to its end, and prints its items.
    #[arg(long, conflicts_with = "dry_run")]
    all_pages: bool,
    /// How the answer is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of what is said of inputs and problems.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

/// How the answer is printed.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people: a line a value.
    Text,
    /// For programs: one JSON document, also of a failure.
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    made(arguments).unwrap_or_else(|refusal| {
        if arguments.format == Format::Json {
            report::print(&pretty(&refusal.json()));
        }
        refusal.told()
    })
}

/// Says for programs that the arguments are wrong, if they are those of a call or a signature for programs.
pub(crate) fn refused_arguments(error: &clap::Error) {
    let given: Vec<String> = std::env::args_os()
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let is_json = given.iter().any(|argument| argument == "--format=json")
        || given.windows(2).any(|pair| pair == ["--format", "json"]);
    // Only arguments of all commands may stand before it.
    let mut names = given.iter().filter(|argument| !argument.starts_with('-'));
    let command = names.find(|name| !["auto", "always", "never"].contains(&name.as_str()));
    if command.is_some_and(|command| command == "call" || command == "sign") && is_json {
        let text = error.to_string();
        let first = text.lines().next().unwrap_or_default();
        report::print(&pretty(&Refusal::usage(first).json()));
    }
}

fn made(arguments: &Arguments) -> Result<Outcome, Refusal> {
    let interpreter = loaded::api(
        &arguments.asked.spec,
        arguments.asked.auth.as_deref(),
        arguments.lang,
    )?;
    let described = loaded::operation(interpreter, arguments.asked.operation.as_deref())?;
    signed(interpreter, described, arguments.asked.scheme.as_deref())?;
    let settings = arguments.asked.settings.settings(interpreter)?;
    let client = match arguments.plain_http {
        true => {
            let transport = HyperTransport::new().with_plain_http(true);
            Client::with_transport(interpreter, settings, Arc::new(transport))
        }
        false => Client::new(interpreter, settings),
    };
    let client = configured(client, arguments)?;
    let json = input(arguments.asked.input.as_deref(), described, arguments.lang)?;
    let call = client.call(described.id(), &json);
    let call = call
        .map_err(|error| refused_inputs(&error, interpreter, described, &json, arguments.lang))?;
    let call = call.with_options(|options| {
        options.scheme.clone_from(&arguments.asked.scheme);
    });
    let session = Session {
        arguments,
        client,
        inputs: call.inputs().clone(),
    };
    match (arguments.dry_run, arguments.all_pages) {
        (true, _) => Ok(session.dry_run(&call)),
        (false, true) => session.all_pages(call),
        (false, false) => Ok(session.send(call)),
    }
}

/// Refuses what cannot be signed, and says what is to be done.
pub(crate) fn signed(
    interpreter: Interpreter,
    described: &Described,
    wanted: Option<&str>,
) -> Result<(), Refusal> {
    let schemes: &[String] = match &described.model().auth {
        AuthUse::None => &[],
        AuthUse::Any(schemes) => match wanted {
            None => schemes.get(..1).unwrap_or_default(),
            Some(wanted) => match schemes.iter().position(|scheme| scheme == wanted) {
                Some(index) => std::slice::from_ref(&schemes[index]),
                None => {
                    let known: Vec<&str> = schemes.iter().map(String::as_str).collect();
                    let refused = loaded::unknown("scheme", wanted, &known);
                    return Err(Refusal::usage(&refused));
                }
            },
        },
        AuthUse::All(schemes) => schemes,
    };
    let api = interpreter.api();
    for scheme in api.schemes.iter().filter(|s| schemes.contains(&s.id)) {
        if let Some(hook) = loaded::unanswered(api, scheme) {
            return Err(Refusal::usage(&format!(
                "error: the spec does not know how the scheme `{}` signs: it calls the hook `{hook}`\n\
                 {}",
                scheme.id,
                auth_file(api, &hook)
            )));
        }
    }
    Ok(())
}

/// The smallest file that says what a hook computes, and what it may name.
fn auth_file(api: &Api, hook: &str) -> String {
    let mut hooks = api.hooks.iter();
    let takes = hooks.find(|known| known.name.snake() == hook);
    let takes = takes.map_or(&[][..], |hook| &hook.takes);
    let names: Vec<String> = takes.iter().map(|(name, _)| name.snake()).collect();
    let texts = takes.iter().filter(|(_, ty)| ty.kind == TypeKind::Text);
    let texts = texts.map(|(name, _)| name.snake());
    let parts: Vec<String> = texts.chain(["settings.key".to_owned()]).collect();
    let named = match names.is_empty() {
        true => String::new(),
        false => format!("`{}`, ", names.join("`, `")),
    };
    format!(
        "help: write the expression of `{hook}` into a file, and give that by `--auth FILE`; for example:\n\
         \n    settings: {{ key: secret }}\n    hooks:\n      {hook}: list({}) | join(\"&\") | md5 | hex\n\n\
         it may name {named}and `settings`; see \"Where the signature is unknown\" in specs/README.md",
        parts.join(", ")
    )
}

/// The client as the arguments want it.
fn configured(client: Client, arguments: &Arguments) -> Result<Client, Refusal> {
    let client = arguments.asked.configured(client)?;
    Ok(client.configure(|core| {
        core.with_language(arguments.lang.of_violations())
            .with_hooks(Arc::new(Notes::new(arguments.lang)))
    }))
}

/// The inputs as JSON, with the files that they name.
pub(crate) fn input(
    path: Option<&Path>,
    described: &Described,
    lang: Lang,
) -> Result<Vec<u8>, Refusal> {
    let (no_json, no_object) = match lang {
        Lang::En => ("the input is no JSON", "the input must be one JSON object"),
        Lang::Zh => ("输入不是 JSON", "输入必须是一个 JSON 对象"),
    };
    let text = match path {
        None => b"{}".to_vec(),
        Some(path) if path.as_os_str() == "-" => {
            let mut text = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut text);
            read.map_err(|error| {
                Refusal::usage(&format!("standard input cannot be read: {error}"))
            })?;
            text
        }
        Some(path) => std::fs::read(path).map_err(|error| {
            Refusal::usage(&format!("`{}` cannot be read: {error}", path.display()))
        })?,
    };
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    let json = Json::parse(text).map_err(|error| {
        let said = in_language(error.message(), lang.of_violations());
        Refusal::input(&format!("{no_json}: {said}"))
    })?;
    let Json::Object(members) = json else {
        return Err(Refusal::input(no_object));
    };
    let fields = described.inputs();
    let members = members.into_iter().map(|(name, value)| {
        let field = fields.iter().find(|field| field.wire.as_str() == name);
        let value = match field {
            Some(field) => files(field, value)
                .map_err(|reason| Refusal::usage(&format!("`{name}`: {reason}")))?,
            None => value,
        };
        Ok((name, value))
    });
    let members: Result<Vec<(String, Json)>, Refusal> = members.collect();
    Ok(Json::Object(members?).to_string().into_bytes())
}

/// The value of an input, in which files stand in place of their paths.
fn files(field: &Field, value: Json) -> Result<Json, String> {
    let is_list = matches!(&field.ty, Type::List(item) if **item == Type::File);
    match value {
        Json::Array(items) if is_list => {
            let items: Result<Vec<Json>, String> = items.into_iter().map(file).collect();
            Ok(Json::Array(items?))
        }
        value if field.ty == Type::File => file(value),
        value => Ok(value),
    }
}

fn file(value: Json) -> Result<Json, String> {
    let Json::Object(mut members) = value else {
        return Ok(value);
    };
    let Some(index) = members.iter().position(|(name, _)| name == "path") else {
        return Ok(Json::Object(members));
    };
    let (_, path) = members.remove(index);
    let path = path
        .as_str()
        .ok_or("the `path` of a file is a text")?
        .to_owned();
    let bytes =
        std::fs::read(&path).map_err(|error| format!("`{path}` cannot be read: {error}"))?;
    if !members.iter().any(|(name, _)| name == "name") {
        let name = Path::new(&path).file_name();
        let name = name.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        members.push(("name".to_owned(), Json::from(name.as_str())));
    }
    members.push(("base64".to_owned(), Json::from(f::base64(&bytes).as_str())));
    Ok(Json::Object(members))
}

/// Why JSON is not the inputs of an operation: everything at once.
pub(crate) fn refused_inputs(
    error: &CallError,
    interpreter: Interpreter,
    described: &'static Described,
    json: &[u8],
    lang: Lang,
) -> Refusal {
    let problems = match error {
        CallError::Inputs(_) => interpreter.input_problems(described, json),
        CallError::Computed(error) if outcome(error) == Outcome::Usage => {
            return Refusal::settings(&error.to_string());
        }
        _ => Vec::new(),
    };
    if problems.is_empty() {
        return Refusal::input(&error.to_string());
    }
    let language = lang.of_violations();
    let messages: Vec<String> = problems.iter().map(|p| p.message(language)).collect();
    let violations = problems
        .iter()
        .zip(&messages)
        .map(|(problem, message)| violation(problem.path(), problem.rule(), message));
    let violations = Json::Array(violations.collect());
    Refusal::input(&messages.join("\n")).with("violations", violations)
}

/// One thing that is wrong with inputs, for programs.
fn violation(path: &str, rule: &str, message: &str) -> Json {
    let members = [("path", path), ("rule", rule), ("message", message)];
    let members = members.map(|(name, text)| (name.to_owned(), Json::from(text)));
    Json::Object(members.to_vec())
}

/// The secrets among the inputs.
pub(crate) fn secrets_of(call: &Call) -> Vec<String> {
    let secrets = call.inputs().secrets();
    let secrets = secrets.iter().map(|secret| secret.expose().to_owned());
    secrets.collect()
}

/// A call on its way, and what to show of it.
struct Session<'a> {
    arguments: &'a Arguments,
    client: Client,
    /// What the call says; no printed answer shows the secrets in it.
    inputs: CallInputs,
}

impl Session<'_> {
    fn send(&self, call: Call) -> Outcome {
        let progress = Progress::of("waiting for the answer …");
        let made = call.blocking();
        drop(progress);
        match made {
            Ok(answer) => self.answered(answer),
            Err(error) => self.failed(&error),
        }
    }

    fn dry_run(&self, call: &Call) -> Outcome {
        let run = match call.dry_run() {
            Ok(run) => run,
            Err(error) => return self.failed(&error),
        };
        report::complain(&run.to_string());
        report::print(&pretty(&request(
            run.request(),
            self.arguments.show_secrets,
        )));
        Outcome::Fine
    }

    fn all_pages(&self, call: Call) -> Result<Outcome, Refusal> {
        let id = call.inputs().described().id();
        let item = call.inputs().described().item_type();
        let name = call.inputs().described().items_name();
        let (Some(mut pages), Some(item)) = (call.pages(), item) else {
            return Err(Refusal::usage(&format!(
                "the spec does not say how the list of `{id}` is read page by page"
            )));
        };
        let (mut items, mut count) = (Vec::new(), 0);
        let progress = Progress::of("waiting for the first page …");
        let failure = loop {
            match pages.blocking_items() {
                None => break None,
                Some(Err(error)) => break Some(error),
                Some(Ok(page)) => {
                    count += 1;
                    progress.say(|| format!("{} read …", report::count(count, "page")));
                    for datum in &page {
                        match self.item(item, name, datum) {
                            Ok(item) => items.push(item),
                            Err(error) => report::complain(&format!("note: an item: {error}")),
                        }
                    }
                    if self.arguments.format == Format::Text {
                        items.drain(..).for_each(|item| {
                            report::print(&format!("- {}", indented(&outline(&item))));
                        });
                    }
                }
            }
        };
        drop(progress);
        if self.arguments.format == Format::Json {
            let items = Json::Array(items);
            report::print(&pretty(&match &failure {
                None => items,
                // No reader may take a part of the list for the whole.
                Some(error) => {
                    let items = ("items_so_far".to_owned(), items);
                    Json::Object(vec![("error".to_owned(), self.failure(error)), items])
                }
            }));
        }
        report::aside(&format!("note: {}", report::count(count, "page")));
        if pages.is_capped() {
            report::complain("note: the vendor gives no more items than these");
        }
        Ok(failure.map_or(Outcome::Fine, |error| self.said(&error)))
    }

    fn answered(&self, mut answer: Answered) -> Outcome {
        if let Some(bytes) = answer.bytes() {
            self.bytes(bytes);
            return Outcome::Fine;
        }
        if let Some(download) = answer.download() {
            let mut whole = Vec::new();
            loop {
                match download.blocking_chunk() {
                    Ok(Some(piece)) => whole.extend_from_slice(&piece),
                    Ok(None) => break,
                    Err(error) => return self.failed(&error),
                }
            }
            self.bytes(&whole);
            return Outcome::Fine;
        }
        let shown = match self.whole(&answer) {
            Ok(shown) => shown,
            Err(error) => {
                let message = format!("the answer cannot be printed: {error}");
                if self.arguments.format == Format::Json {
                    report::print(&pretty(&Json::Object(vec![(
                        "error".to_owned(),
                        Json::Object(vec![
                            ("kind".to_owned(), Json::from("Decode")),
                            ("message".to_owned(), Json::from(message.as_str())),
                        ]),
                    )])));
                }
                report::complain(&format!("error: {message}"));
                return Outcome::NoAnswer;
            }
        };
        match (self.arguments.format, shown) {
            (Format::Json, shown) => report::print(&pretty(&shown.unwrap_or_default())),
            (Format::Text, Some(shown)) => report::print(&outline(&shown)),
            (Format::Text, None) => report::line("done"),
        }
        Outcome::Fine
    }

    /// Bytes that were answered: as they are for people, who send them to a file.
    fn bytes(&self, bytes: &[u8]) {
        match self.arguments.format {
            Format::Text => report::bytes(bytes),
            Format::Json => {
                let base64 = Json::from(f::base64(bytes).as_str());
                let json = Json::Object(vec![("base64".to_owned(), base64)]);
                report::print(&pretty(&json));
            }
        }
    }

    /// JSON of an answer, without secrets unless they were asked for; none if it has no value.
    fn whole(&self, answer: &Answered) -> Result<Option<Json>, EncodeError> {
        if self.arguments.show_secrets {
            let json = answer.to_json()?;
            return Ok(json.map(|json| Json::parse(&json).unwrap_or_default()));
        }
        let redacted = answer.redacted(self.client.interpreter())?;
        Ok(redacted.map(|redacted| self.shown(&redacted)))
    }

    /// The same of an item of a list that stands under a name.
    fn item(
        &self,
        ty: &'static Type,
        name: Option<&str>,
        datum: &Datum,
    ) -> Result<Json, EncodeError> {
        let interpreter = self.client.interpreter();
        if self.arguments.show_secrets {
            let json = apiloom::encode_as(interpreter.values().codec(ty), datum)?;
            return Ok(Json::parse(&json).unwrap_or_default());
        }
        Ok(self.shown(&interpreter.redacted(ty, name, datum)?))
    }

    /// What is secret may stand in other texts as well.
    fn shown(&self, redacted: &Redacted) -> Json {
        let json = Json::parse(&redacted.json).unwrap_or_default();
        masked(json, &self.hiding(&redacted.secrets))
    }

    /// A failure, also for programs.
    fn failed(&self, error: &Error) -> Outcome {
        if self.arguments.format == Format::Json {
            let error = self.failure(error);
            report::print(&pretty(&Json::Object(vec![("error".to_owned(), error)])));
        }
        self.said(error)
    }

    fn said(&self, error: &Error) -> Outcome {
        match error.violations() {
            Some(violations) => {
                for line in violations
                    .message(self.arguments.lang.of_violations())
                    .lines()
                {
                    report::complain(&format!("error: {line}"));
                }
            }
            None => report::complain(&format!("error: {}", for_callers(&error.to_string()))),
        }
        let (url, start) = self.exchange(error);
        match (url, error.status()) {
            (Some(url), Some(status)) if start.is_some() => {
                report::complain(&format!("note: {url} answered with status {status}"));
            }
            (Some(url), None) => report::complain(&format!("note: the address was {url}")),
            _ => {}
        }
        if let Some(start) = start {
            match start.is_empty() {
                true => report::complain("note: the body is empty"),
                false => report::complain(&format!("note: the body begins: {start}")),
            }
        }
        if let Some(help) = self.help(error) {
            report::complain(&format!("help: {help}"));
        }
        outcome(error)
    }

    /// Where a request went that the vendor does not explain the failure of, and how the answer begins.
    fn exchange(&self, error: &Error) -> (Option<String>, Option<String>) {
        let is_explained = match error.kind() {
            Kind::Transport | Kind::Timeout => false,
            Kind::Decode => error.status().is_none(),
            _ => error.status().is_none() || is_said(error),
        };
        if is_explained {
            return (None, None);
        }
        let url = error.request().map(|request| request.url().to_owned());
        let body = error.body().map(|body| self.hidden(&beginning(body)));
        (url, body)
    }

    /// A text without secrets, unless they were asked for.
    fn hidden(&self, text: &str) -> String {
        match self.arguments.show_secrets {
            true => text.to_owned(),
            false => self.hiding(&[])(text),
        }
    }

    /// Cuts out of texts what is secret of the client, of the inputs, and this.
    fn hiding(&self, secrets: &[Secret]) -> impl Fn(&str) -> String + use<> {
        let names = self.client.interpreter().secrets_of_no_type();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut further = self.inputs.secrets();
        further.extend_from_slice(secrets);
        apiloom::dynamic::hiding(self.client.core(), &self.inputs, &names, &further)
    }

    /// What can be done about a failure, where that can be guessed.
    fn help(&self, error: &Error) -> Option<String> {
        let server = self.arguments.asked.server.as_deref()?;
        let (_, rest) = server.split_once("://")?;
        let has_path = rest
            .split_once('/')
            .is_some_and(|(_, path)| !path.is_empty());
        match error.kind() {
            Kind::NotFound if !has_path && !is_said(error) => Some(format!(
                "`--server {server}` has no path: it replaces the whole address of the spec's server, with its path"
            )),
            // What a server without TLS answers is no TLS, and the transport says so.
            Kind::Transport
                if server.starts_with("https://")
                    && error.to_string().contains("InvalidContentType") =>
            {
                Some(format!(
                    "this server does not speak TLS: give `--server http://{rest}`"
                ))
            }
            _ => None,
        }
    }

    /// A failure as JSON.
    fn failure(&self, error: &Error) -> Json {
        let text = |text: Option<&str>| text.map(Json::from);
        let violations = error.violations().map(|violations| {
            let language = self.arguments.lang.of_violations();
            let lines = violations
                .iter()
                .map(|one| violation(one.path(), one.rule(), &one.message(language)));
            Json::Array(lines.collect())
        });
        let kind = format!("{:?}", error.kind());
        let (url, body) = self.exchange(error);
        let members = [
            ("kind", Some(Json::from(kind.as_str()))),
            ("name", text(error.name())),
            ("code", text(error.code())),
            (
                "message",
                error
                    .message()
                    .map(|message| Json::from(for_callers(message).as_str())),
            ),
            ("path", text(error.path())),
            ("request_id", text(error.request_id())),
            (
                "status",
                error.status().map(|status| Json::from(i64::from(status))),
            ),
            ("attempts", Some(Json::from(i64::from(error.attempts())))),
            (
                "text",
                Some(Json::from(for_callers(&error.to_string()).as_str())),
            ),
            ("url", text(url.as_deref())),
            ("body", text(body.as_deref())),
            ("violations", violations),
        ];
        let members = members.into_iter();
        let members = members.filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Json::Object(members.collect())
    }
}

/// What the runtime tells those who write Rust, for those who call.
fn for_callers(text: &str) -> String {
    text.replace("`with_plain_http(true)`", "`--plain-http`")
}

/// The beginning of a body, on one line.
fn beginning(body: &str) -> String {
    const LIMIT: usize = 200;
    let words: Vec<&str> = body.split_whitespace().collect();
    let line: String = words
        .join(" ")
        .chars()
        .filter(|character| !character.is_control())
        .collect();
    match line.char_indices().nth(LIMIT) {
        None => line,
        Some((end, _)) => format!("{}…", &line[..end]),
    }
}

/// Whether a failure is in the vendor's own words: of a page or an empty body the runtime says what it is.
fn is_said(error: &Error) -> bool {
    let is_json = error
        .body()
        .is_some_and(|body| body.trim_start().starts_with(['{', '[']));
    is_json && error.message().is_some_and(|said| !said.is_empty())
}

/// Which exit code an error has.
fn outcome(error: &Error) -> Outcome {
    match error.kind() {
        Kind::Configuration => Outcome::Usage,
        // Nothing was sent, for want of credentials.
        Kind::Auth if error.status().is_none() => Outcome::Usage,
        Kind::Transport | Kind::Timeout | Kind::TooLarge | Kind::Decode | Kind::Paging => {
            Outcome::NoAnswer
        }
        // A success as HTTP has it, of which the spec's envelope can read nothing.
        Kind::Vendor
            if error.status().is_some_and(|status| status < 300)
                && error.code().is_none()
                && !is_said(error) =>
        {
            Outcome::NoAnswer
        }
        _ => Outcome::Problems,
    }
}

/// The exact request as JSON.
fn request(request: &apiloom::http::Request<apiloom::Bytes>, show_secrets: bool) -> Json {
    let shown = apiloom::transport::shown(request);
    let headers: Vec<(String, Json)> = match show_secrets {
        true => request
            .headers()
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.to_string(), Json::from(value.as_str()))
            })
            .collect(),
        false => shown
            .headers()
            .iter()
            .map(|(name, value)| (name.clone(), Json::from(value.as_str())))
            .collect(),
    };
    let url = match show_secrets {
        true => request.uri().to_string(),
        false => shown.url().to_owned(),
    };
    let hide = |text: &str| match show_secrets {
        true => text.to_owned(),
        false => apiloom::transport::without_secrets(request, text),
    };
    Json::Object(vec![
        ("method".to_owned(), Json::from(request.method().as_str())),
        ("url".to_owned(), Json::from(url.as_str())),
        ("headers".to_owned(), Json::Object(headers)),
        ("body".to_owned(), body(request.body(), &hide)),
    ])
}

/// A body under a word that says what it is: `json`, `text` or `base64`; null if there is none.
fn body(bytes: &[u8], hide: &dyn Fn(&str) -> String) -> Json {
    if bytes.is_empty() {
        return Json::Null;
    }
    let said = |word: &str, value: Json| Json::Object(vec![(word.to_owned(), value)]);
    let text = String::from_utf8_lossy(bytes);
    let shown = hide(&text);
    if let Ok(json @ (Json::Object(_) | Json::Array(_))) = Json::parse(bytes) {
        // What is hidden stands in texts, but for a secret that was a number.
        let hidden = Json::parse(shown.as_bytes()).unwrap_or_else(|_| masked(json, hide));
        return said("json", hidden);
    }
    match std::str::from_utf8(bytes) {
        Err(_) if shown == text => said("base64", Json::from(f::base64(bytes).as_str())),
        _ => said("text", Json::from(shown.as_str())),
    }
}

/// All lines but the first two characters further in, to stand behind a dash.
fn indented(text: &str) -> String {
    let mut lines = text.lines();
    let mut out = format!("{}\n", lines.next().unwrap_or_default());
    lines.for_each(|line| out.push_str(&format!("  {line}\n")));
    out
}
