//! What is done with a request, without any I/O.

use std::collections::HashMap;

use apiloom_codegen::expr::{self, Value};
use apiloom_codegen::interpret::{InputError, Values};
use apiloom_codegen::model::{Api, Field, Operation};
use apiloom_wire::validate::Language;
use apiloom_wire::{Json, Severity, Timestamp, Violations};
use bytes::Bytes;

use crate::account::{Account, BadSetting};
use crate::answer::Answerer;
use crate::context::{Context, Grant};
use crate::decode::{self, Decoded};
use crate::failure::{Failure, FailureKind};
use crate::fault::{Ending, FaultError, FaultKind, Plan, Planned, flap};
use crate::log::{Entry, Outcome};
use crate::received::Received;
use crate::reply::Reply;
use crate::route::{Astray, Route, Routes};
use crate::verify::{Verified, Verifier};

/// How many letters of a path are logged.
const LONGEST_PATH: usize = 2_048;

/// How many letters of a client's name are kept.
const LONGEST_CLIENT: usize = 256;

/// How many operations and clients are counted by themselves.
const MOST_CLIENTS: usize = 100_000;

/// How an emulator behaves, beside its spec.
#[derive(Clone, Debug)]
pub struct Options {
    /// What everything that is made depends on.
    pub seed: u64,
    /// The settings that are given, by name.
    pub settings: Vec<(String, String)>,
    /// The faults.
    pub plan: Plan,
    /// How many seconds the time of a request may be off.
    pub window: u64,
    /// How many seconds a token lives where the spec does not have it told.
    pub lifetime: u64,
    /// Whether what is no input of an operation is refused rather than noted.
    pub strict: bool,
    /// The language of violations.
    pub language: Language,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 0,
            settings: Vec::new(),
            plan: Plan::default(),
            window: 15 * 60,
            lifetime: 7_200,
            strict: false,
            language: Language::English,
        }
    }
}

/// Why an API cannot be emulated as was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetupError {
    /// A setting.
    Setting(BadSetting),
    /// A fault.
    Fault(FaultError),
}

/// A vendor without a network: requests in, answers out.
pub struct Engine {
    api: &'static Api,
    values: Values<'static>,
    routes: Routes,
    account: Account,
    verifier: Verifier,
    answerer: Answerer,
    options: Options,
    /// How many requests there were of each operation and client.
    counts: HashMap<(String, String), u64>,
    number: u64,
}

/// What is answered, and how.
#[derive(Debug)]
pub struct Handled {
    /// The answer; none where the connection is closed instead.
    pub reply: Option<Reply>,
    /// What was planned: who sends the answer waits, drips and cuts it off.
    pub planned: Planned,
    /// What is written into the log.
    pub entry: Entry,
}

/// A request that has found its operation.
struct Visit<'a> {
    operation: &'static Operation,
    route: &'a Route,
    received: &'a Received,
    base: &'a str,
    now: Timestamp,
    client: String,
    ordinal: u64,
}

/// What is found out about a request on the way.
#[derive(Default)]
struct Findings {
    schemes: Vec<String>,
    /// Whether credentials were computed anew, and were right.
    is_authenticated: bool,
    violations: Vec<String>,
    notes: Vec<String>,
}

impl Engine {
    /// The vendor of an API.
    ///
    /// # Errors
    /// When a setting or a fault does not fit the API.
    pub fn new(api: &'static Api, options: Options) -> Result<Self, SetupError> {
        let account =
            Account::new(api, &options.settings, options.seed).map_err(SetupError::Setting)?;
        let verifier = Verifier::new(api, options.seed, options.window);
        fits(api, &options.plan, &verifier).map_err(SetupError::Fault)?;
        let plan = options.plan.with_codes(api);
        let options = Options { plan, ..options };
        Ok(Self {
            api,
            values: Values::new(api),
            routes: Routes::new(api),
            account,
            verifier,
            answerer: Answerer::new(api, options.seed),
            options,
            counts: HashMap::new(),
            number: 0,
        })
    }

    /// Goes on with an API whose spec has changed: tokens, random texts and counts stay, entities do not.
    ///
    /// # Errors
    /// When a setting or a fault does not fit it; then nothing changes.
    pub fn reload(&mut self, api: &'static Api) -> Result<(), SetupError> {
        let mut new = Self::new(api, self.options.clone())?;
        std::mem::swap(&mut new.verifier, &mut self.verifier);
        new.verifier.set_api(api);
        new.counts = std::mem::take(&mut self.counts);
        new.number = self.number;
        *self = new;
        Ok(())
    }

    /// The API.
    pub fn api(&self) -> &'static Api {
        self.api
    }

    /// The faults, which name codes rather than their names.
    pub(crate) fn plan(&self) -> &Plan {
        &self.options.plan
    }

    /// The emulated account.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The path behind the address of the emulator, by the name of the server.
    pub fn prefixes(&self) -> Vec<(String, String)> {
        let setting = |name: &str| {
            let mut settings = self.account.settings.iter();
            let is = |known: &str| {
                let known = apiloom_codegen::model::Name::derive(known);
                known.is_some_and(|known| known.snake() == name)
            };
            let found = settings.find(|s| s.name == name || is(&s.name));
            found.map_or_else(|| name.to_owned(), |setting| setting.text.clone())
        };
        self.routes.prefixes(&setting)
    }

    /// How many entities of each kind there are.
    pub fn entities(&self) -> std::collections::BTreeMap<String, usize> {
        self.answerer.counts()
    }

    /// Deals with a request. `origin` is the address of the emulator, such as `http://127.0.0.1:4010`.
    pub fn handle(&mut self, received: &Received, origin: &str, now: Timestamp) -> Handled {
        self.number += 1;
        match self.routes.find(received) {
            Ok(route) => self.visit(&route, received, origin, now),
            Err(astray) => self.astray(&astray, received, origin, now),
        }
    }

    fn visit(
        &mut self,
        route: &Route,
        received: &Received,
        origin: &str,
        now: Timestamp,
    ) -> Handled {
        let operation = route.operation;
        let name = operation.name.snake();
        let client = client(received);
        let mut key = (name.clone(), client.clone());
        // Clients beyond the limit are counted together.
        if self.counts.len() >= MOST_CLIENTS && !self.counts.contains_key(&key) {
            key.1.clear();
        }
        let counted = self.counts.entry(key).or_default();
        *counted += 1;
        let said = received.header("x-apiloom-request");
        let ordinal = said.and_then(|n| n.parse().ok()).unwrap_or(*counted);
        let planned = self.options.plan.outcome(&name, &client, ordinal);
        let base = format!("{origin}{}", route.prefix);
        let visit = Visit {
            operation,
            route,
            received,
            base: &base,
            now,
            client,
            ordinal,
        };
        let mut findings = Findings::default();
        let (reply, outcome) = self.answered(&visit, &planned, &mut findings);
        let entry = Entry {
            number: self.number,
            at: now,
            method: received.method.clone(),
            path: shortened(&visit.route.shown(&received.path), LONGEST_PATH),
            operation: Some(name),
            client: visit.client.clone(),
            ordinal,
            planned: planned.clone(),
            outcome,
            status: reply.as_ref().map(|reply| reply.status),
            schemes: findings.schemes,
            violations: findings.violations,
            notes: findings.notes,
            changes: reply
                .as_ref()
                .map(|r| r.changes.clone())
                .unwrap_or_default(),
        };
        Handled {
            reply,
            planned,
            entry,
        }
    }

    fn answered(
        &mut self,
        visit: &Visit<'_>,
        planned: &Planned,
        findings: &mut Findings,
    ) -> (Option<Reply>, Outcome) {
        let failed = |kind, message: String| Failure { kind, message };
        let (failure, ending) = match &planned.ending {
            Some(Ending::Drop) => return (None, Outcome::Faulted(Ending::Drop)),
            Some(Ending::Status(status)) => {
                let ending = Ending::Status(*status);
                return (
                    Some(plain(*status, &ending.to_string())),
                    Outcome::Faulted(ending),
                );
            }
            Some(ending @ Ending::Throttle(seconds)) => {
                let message = format!("too many requests; again in {seconds} s");
                (failed(FailureKind::Throttled, message), ending)
            }
            Some(ending @ Ending::Code(code)) => {
                let message = format!("the error {code} was asked for");
                (failed(FailureKind::Code(code.clone()), message), ending)
            }
            Some(ending @ Ending::Expire) => match self.expire(visit, findings) {
                Ok(failure) => (failure, ending),
                Err(failure) => return self.refuse(visit, failure),
            },
            Some(Ending::Flap | Ending::Truncate) | None => {
                return self.honest(visit, planned, findings);
            }
        };
        let (reply, _) = self.refuse(visit, failure);
        let mut reply = reply.unwrap_or_else(|| plain(500, ""));
        if let Ending::Throttle(seconds) = ending {
            reply
                .headers
                .retain(|(name, _)| !name.eq_ignore_ascii_case("retry-after"));
            reply
                .headers
                .push(("retry-after".to_owned(), seconds.to_string()));
        }
        (Some(reply), Outcome::Faulted(ending.clone()))
    }

    /// Ends the token that a request has used.
    fn expire(&mut self, visit: &Visit<'_>, findings: &mut Findings) -> Result<Failure, Failure> {
        let verified = self.verified(visit, findings)?;
        if let Some((operation, token)) = &verified.token {
            self.verifier.tokens_mut().end(operation, token, visit.now);
        }
        let renews = self.verifier.renews(visit.operation).unwrap_or_default();
        Ok(Failure {
            kind: FailureKind::ExpiredToken(renews),
            message: "the token has expired".to_owned(),
        })
    }

    fn verified(
        &mut self,
        visit: &Visit<'_>,
        findings: &mut Findings,
    ) -> Result<Verified, Failure> {
        let verified =
            self.verifier
                .verify(visit.operation, visit.received, &self.account, visit.now)?;
        findings.schemes.clone_from(&verified.schemes);
        findings.is_authenticated = !verified.schemes.is_empty() && verified.unchecked.is_empty();
        findings.notes.extend(verified.unchecked.iter().cloned());
        Ok(verified)
    }

    /// The answer of a vendor that behaves.
    fn honest(
        &mut self,
        visit: &Visit<'_>,
        planned: &Planned,
        findings: &mut Findings,
    ) -> (Option<Reply>, Outcome) {
        let inputs = match self.admitted(visit, findings) {
            Ok(inputs) => inputs,
            Err(failure) => return self.refuse(visit, failure),
        };
        let operation = visit.operation;
        let grant = self.grant(operation, visit.now);
        let env = self.environment(operation);
        let context = Context {
            base: visit.base,
            path: &visit.received.path,
            query: &visit.received.query_text,
            now: visit.now,
            ordinal: visit.ordinal,
            is_authenticated: findings.is_authenticated || grant.is_some(),
            grant: grant.as_ref(),
            settings: &env,
        };
        let mut reply = self.answerer.reply(operation, &inputs, &context);
        let language = self.options.language;
        let note = |title: &String| match (language, title.is_empty()) {
            (Language::English, true) => "as an example says".to_owned(),
            (Language::English, false) => format!("as the example `{title}` says"),
            (Language::Chinese, true) => "依据一个示例".to_owned(),
            (Language::Chinese, false) => format!("依据示例 `{title}`"),
        };
        findings.notes.extend(reply.example.as_ref().map(note));
        let outcome = match &reply.refused {
            Some(code) => Outcome::Denied(code.clone()),
            None => Outcome::Answered,
        };
        match planned.ending {
            Some(Ending::Truncate) => return (Some(reply), Outcome::Faulted(Ending::Truncate)),
            Some(Ending::Flap) if outcome == Outcome::Answered => {
                let plan = &self.options.plan;
                let chance = plan.chance(&operation.name.snake(), &visit.client, visit.ordinal);
                findings
                    .notes
                    .push(flapped(self.api, operation, &mut reply, chance));
                return (Some(reply), Outcome::Faulted(Ending::Flap));
            }
            _ => {}
        }
        (Some(reply), outcome)
    }

    /// The inputs of a request that is let through.
    fn admitted(&mut self, visit: &Visit<'_>, findings: &mut Findings) -> Result<Json, Failure> {
        self.verified(visit, findings)?;
        let operation = visit.operation;
        let placed = self.verifier.placements(operation);
        let decoded = decode::decode(
            self.api,
            operation,
            visit.received,
            &visit.route.path,
            &placed,
        );
        if let Some(fault) = &decoded.unreadable {
            return Err(Failure {
                kind: FailureKind::Malformed,
                message: fault.clone(),
            });
        }
        let unknown = decoded.unknown.iter();
        let language = self.options.language;
        let unknown = unknown.map(|name| match language {
            Language::English => format!("the {name} is no input of the operation"),
            Language::Chinese => format!("{name} 不是该接口的输入"),
        });
        match self.options.strict {
            true => findings.violations.extend(unknown),
            false => findings.notes.extend(unknown),
        }
        findings.violations.extend(decoded.faults.iter().cloned());
        self.credentials(operation, &decoded)?;
        let inputs = decoded.json();
        // What may be a secret is not shown, and codes are none.
        let unnamed = crate::unnamed::codes(self.api, operation, &inputs).into_iter();
        let unnamed = unnamed.map(|(place, code)| match language {
            Language::English => format!("`{place}`: the spec does not name the code {code}"),
            Language::Chinese => format!("`{place}`：规范没有列出代码 {code}"),
        });
        match self.options.strict {
            true => findings.violations.extend(unnamed),
            false => findings.notes.extend(unnamed),
        }
        self.check(operation, &decoded, &inputs, findings);
        if !findings.violations.is_empty() {
            return Err(Failure {
                kind: FailureKind::Invalid,
                message: findings.violations.join("; "),
            });
        }
        Ok(inputs)
    }

    /// Checks inputs by the rules of the spec.
    fn check(
        &self,
        operation: &'static Operation,
        decoded: &Decoded,
        json: &Json,
        findings: &mut Findings,
    ) {
        let mut computed = Vec::new();
        for (field, value, fits) in self.computed(operation, decoded) {
            if !fits {
                let wire = field.wire.as_str();
                let line = match self.options.language {
                    Language::English => {
                        format!("`{wire}` is not what the settings of the account make of it")
                    }
                    Language::Chinese => format!("`{wire}` 与用账号设置算出的值不同"),
                };
                findings.violations.push(line);
            }
            computed.push((field, value));
        }
        let mut inputs = match self.values.inputs(operation, json.to_string().as_bytes()) {
            Ok(inputs) => inputs,
            Err(error) => {
                findings.violations.push(unread(&error));
                return;
            }
        };
        inputs.computed = computed;
        let mut found = Violations::new();
        self.values.check_inputs(&inputs, &mut found);
        for violation in &found {
            let language = self.options.language;
            let (path, message) = (violation.path(), violation.message(language));
            let line = match path.is_empty() {
                true => message,
                false => format!("{path}: {message}"),
            };
            match violation.severity() {
                Severity::Error => findings.violations.push(line),
                Severity::Warning => findings.notes.push(line),
            }
        }
    }

    /// What is computed from the settings, and whether the request has the same.
    fn computed(
        &self,
        operation: &'static Operation,
        decoded: &Decoded,
    ) -> Vec<(&'static Field, Value, bool)> {
        let env = self.environment(operation);
        let fields = operation.fields();
        let computed = fields.filter_map(|field| {
            let value = expr::eval(field.value.as_ref()?, &env).ok()?;
            let mut texts = decoded.computed.iter();
            let found = texts.find(|(name, _)| name == field.wire.as_str());
            let fits = value.text().as_deref() == found.map(|(_, text)| text.as_str());
            Some((field, value, fits))
        });
        computed.collect()
    }

    /// Whether an operation that hands out tokens was given the credentials of the account.
    fn credentials(&self, operation: &'static Operation, decoded: &Decoded) -> Result<(), Failure> {
        if self.verifier.token(operation).is_none() {
            return Ok(());
        }
        let computed = self.computed(operation, decoded);
        if let Some((field, ..)) = computed.iter().find(|(.., fits)| !fits) {
            let wire = field.wire.as_str();
            return Err(Failure {
                kind: FailureKind::BadSignature,
                message: format!("`{wire}` is not that of the account"),
            });
        }
        self.verifier
            .credentials(operation, &decoded.json(), &self.account)
    }

    fn grant(&mut self, operation: &Operation, now: Timestamp) -> Option<Grant> {
        let token = self.verifier.token(operation)?;
        let lifetime = self.options.lifetime;
        let name = operation.name.snake();
        Some(Grant {
            token: self.verifier.tokens_mut().grant(&name, now, lifetime),
            lifetime,
            value_at: token.value.clone(),
            lifetime_at: token.lifetime.clone(),
        })
    }

    /// What expressions of an operation's inputs see.
    fn environment(&self, operation: &Operation) -> expr::Env {
        let mut env = self.account.environment(self.api);
        env.set("operation.id", Value::Text(operation.name.snake()));
        for (name, value) in &operation.constants {
            env.set(&format!("operation.{name}"), Value::Text(value.clone()));
        }
        env
    }

    fn refuse(&mut self, visit: &Visit<'_>, failure: Failure) -> (Option<Reply>, Outcome) {
        let env = self.environment(visit.operation);
        let context = Context {
            base: visit.base,
            path: &visit.received.path,
            query: &visit.received.query_text,
            now: visit.now,
            ordinal: visit.ordinal,
            is_authenticated: false,
            grant: None,
            settings: &env,
        };
        let reply = self
            .answerer
            .failure(Some(visit.operation), &failure, &context);
        (Some(reply), Outcome::Refused(failure))
    }

    fn astray(
        &mut self,
        astray: &Astray,
        received: &Received,
        origin: &str,
        now: Timestamp,
    ) -> Handled {
        let (kind, message) = match astray {
            Astray::Path(near) => (
                FailureKind::NoRoute,
                listed("no operation has this path", near),
            ),
            Astray::Method(methods) => (
                FailureKind::NoMethod,
                format!("this path takes {}", methods.join(", ")),
            ),
            Astray::Constants(known) => (
                FailureKind::NoRoute,
                listed("the operations of this path are told by constants", known),
            ),
        };
        let failure = Failure { kind, message };
        let env = self.account.environment(self.api);
        let context = Context {
            base: origin,
            path: &received.path,
            query: &received.query_text,
            now,
            ordinal: self.number,
            is_authenticated: false,
            grant: None,
            settings: &env,
        };
        let mut reply = self.answerer.failure(None, &failure, &context);
        if let Astray::Method(methods) = astray {
            reply.headers.push(("allow".to_owned(), methods.join(", ")));
        }
        self.lost(received, failure, reply, now)
    }

    /// Answers a request whose body is longer than the emulator takes.
    pub(crate) fn too_long(&mut self, head: &Received, now: Timestamp) -> Handled {
        self.number += 1;
        let message = "the body is longer than the emulator takes";
        let failure = Failure {
            kind: FailureKind::Malformed,
            message: message.to_owned(),
        };
        self.lost(head, failure, plain(413, message), now)
    }

    /// What a request without an operation is answered with, and its entry in the log.
    fn lost(&self, received: &Received, failure: Failure, reply: Reply, now: Timestamp) -> Handled {
        let entry = Entry {
            number: self.number,
            at: now,
            method: received.method.clone(),
            path: shortened(&self.routes.shown(&received.path), LONGEST_PATH),
            operation: None,
            client: client(received),
            ordinal: 0,
            planned: Planned::default(),
            outcome: Outcome::Refused(failure),
            status: Some(reply.status),
            schemes: Vec::new(),
            violations: Vec::new(),
            notes: Vec::new(),
            changes: Vec::new(),
        };
        Handled {
            reply: Some(reply),
            planned: Planned::default(),
            entry,
        }
    }
}

/// Whether the faults of a plan name operations and codes of an API.
fn fits(api: &Api, plan: &Plan, verifier: &Verifier) -> Result<(), FaultError> {
    for fault in plan.faults() {
        if let Some(name) = &fault.operation
            && !api.operations.iter().any(|o| o.name.snake() == *name)
        {
            let known = api.operations.iter().map(|o| o.name.snake());
            let known = known.collect::<Vec<_>>().join(", ");
            let why = format!("there is no operation `{name}`; there are: {known}");
            return Err(FaultError::new(name, why));
        }
        let mut met = api.operations.iter().filter(|operation| {
            let name = fault.operation.as_ref();
            name.is_none_or(|name| operation.name.snake() == *name)
        });
        if fault.kind == FaultKind::Ending(Ending::Expire)
            && !met.any(|operation| verifier.renews(operation).is_some())
        {
            let why = match &fault.operation {
                Some(name) => format!("`{name}` uses no token"),
                None => "no operation of the spec uses a token".to_owned(),
            };
            return Err(FaultError::new("expire", why));
        }
        if let FaultKind::Ending(Ending::Code(code)) = &fault.kind
            && !fault.concerns(api)
        {
            let known: Vec<&str> = api.errors.iter().map(|error| error.code.as_str()).collect();
            let why = match known.is_empty() {
                true => "the spec has no table of errors".to_owned(),
                false => format!(
                    "the spec does not know this code; it knows {}",
                    known.join(", ")
                ),
            };
            return Err(FaultError::new(code, why));
        }
    }
    Ok(())
}

fn flapped(api: &Api, operation: &Operation, reply: &mut Reply, chance: u64) -> String {
    let changed = Json::parse(&reply.body).ok().and_then(|mut body| {
        let said = flap(api, operation, &mut body, chance)?;
        reply.body = Bytes::from(body.to_string());
        Some(said)
    });
    changed.unwrap_or_else(|| "nothing in the answer has another form".to_owned())
}

/// An answer that is none of the vendor's.
fn plain(status: u16, text: &str) -> Reply {
    Reply {
        status,
        headers: vec![(
            "content-type".to_owned(),
            "text/plain; charset=utf-8".to_owned(),
        )],
        body: Bytes::copy_from_slice(text.as_bytes()),
        changes: Vec::new(),
        refused: None,
        example: None,
    }
}

fn listed(what: &str, lines: &[String]) -> String {
    match lines.is_empty() {
        true => what.to_owned(),
        false => format!("{what}; near it are: {}", lines.join(", ")),
    }
}

/// What is kept of a text that a client may make as long as it likes.
fn shortened(text: &str, most: usize) -> String {
    match text
        .char_indices()
        .nth(most)
        .map(|(at, _)| text.split_at(at))
    {
        Some((start, _)) => format!("{start}…"),
        None => text.to_owned(),
    }
}

/// What a client calls itself.
fn client(received: &Received) -> String {
    let name = received.header("x-apiloom-client").unwrap_or_default();
    shortened(name, LONGEST_CLIENT)
}

/// What cannot be read, without the value that was found: it may be a secret.
fn unread(error: &InputError) -> String {
    let InputError::Decode(error) = error else {
        return error.to_string();
    };
    let (path, message) = (error.path(), error.message());
    let message = match message.split_once("found ") {
        Some((before, found)) => {
            let is_word = |c: &char| c.is_alphabetic() || *c == ' ';
            let kind: String = found.chars().take_while(is_word).collect();
            format!("{before}found {}", kind.trim_end())
        }
        None => message.to_owned(),
    };
    match path.is_empty() {
        true => message,
        false => format!("{path}: {message}"),
    }
}
