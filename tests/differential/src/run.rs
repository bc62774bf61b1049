//! Drives both sides of a vendor through all of its operations, and compares what they do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

use apiloom::{Json, Kind};
use apiloom_codegen::model::{Api, AuthUse, Operation};

use crate::make::{Answer, Maker, Random};
use crate::{Broken, Called, Outcome, Refusal, Request, Setup, Side, Unreadable};

/// How many differences of one sort are told.
const TOLD: usize = 4;

/// What was driven, and where the sides differ.
#[derive(Debug, Default)]
pub struct Report {
    /// What was compared.
    pub counts: Counts,
    /// What differs.
    pub differences: Vec<String>,
    /// What could not be tried: operations without good inputs or answers.
    pub untried: Vec<String>,
}

/// How much was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Operations.
    pub operations: usize,
    /// Inputs.
    pub inputs: usize,
    /// Inputs that became requests.
    pub requests: usize,
    /// Inputs that cannot be read.
    pub unreadable: usize,
    /// Inputs that break rules.
    pub broken: usize,
    /// Inputs that keep the rules, and cannot be written.
    pub unwritable: usize,
    /// Answers.
    pub answers: usize,
    /// Answers that are read.
    pub read: usize,
    /// Answers that are failures by the vendor's word.
    pub failures: usize,
    /// Answers that are successes, and not of the form that the spec states.
    pub malformed: usize,
    /// Answers that can be read and are not as the spec promises.
    pub drifting: usize,
    /// Calls that were sent, with what was sent again and for tokens.
    pub calls: usize,
    /// Lists that were read page by page.
    pub lists: usize,
    /// Requests that all of these sent.
    pub sent: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} operations; {} inputs: {} requests, {} unreadable, {} break rules, {} cannot be \
             written; {} answers: {} read, {} failures, {} malformed, {} drifting; {} calls and \
             {} lists with {} requests",
            self.operations,
            self.inputs,
            self.requests,
            self.unreadable,
            self.broken,
            self.unwritable,
            self.answers,
            self.read,
            self.failures,
            self.malformed,
            self.drifting,
            self.calls,
            self.lists,
            self.sent,
        )
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.operations += other.operations;
        self.inputs += other.inputs;
        self.requests += other.requests;
        self.unreadable += other.unreadable;
        self.broken += other.broken;
        self.unwritable += other.unwritable;
        self.answers += other.answers;
        self.read += other.read;
        self.failures += other.failures;
        self.malformed += other.malformed;
        self.drifting += other.drifting;
        self.calls += other.calls;
        self.lists += other.lists;
        self.sent += other.sent;
    }
}

/// Makes one of the sides.
type Make<'m> = &'m dyn Fn(&Setup) -> Box<dyn Side>;

/// Drives the sides of an API; `most` says how many values of each input are tried.
pub fn run(api: &Api, sides: &[Make<'_>], most: usize) -> Report {
    let mut runner = Runner {
        api,
        maker: Maker::new(api),
        sides,
        most,
        report: Report::default(),
        told: BTreeMap::new(),
    };
    for operation in &api.operations {
        runner.operation(operation);
    }
    runner.report
}

struct Runner<'a> {
    api: &'a Api,
    maker: Maker<'a>,
    sides: &'a [Make<'a>],
    most: usize,
    report: Report,
    /// How often each sort of difference was found.
    told: BTreeMap<(String, &'static str), usize>,
}

/// One side, and what it was set up with.
struct Client {
    setup: Setup,
    side: Box<dyn Side>,
}

/// What inputs become.
#[derive(Debug, PartialEq)]
enum Prepared {
    Unreadable(Unreadable),
    Read {
        broken: Vec<Broken>,
        checked: Box<Result<Request, Box<Refusal>>>,
        /// What is sent all the same, where rules are broken.
        unchecked: Option<Box<Result<Request, Box<Refusal>>>>,
        /// What the call would do, where there is a request.
        told: Option<Result<String, Box<Refusal>>>,
    },
}

/// What a call through the transport comes to.
#[derive(Debug, PartialEq)]
struct Sent {
    outcomes: Vec<Outcome>,
    requests: Vec<Request>,
    /// What hooks were told meanwhile.
    heard: Vec<String>,
}

impl Client {
    fn new(make: Make<'_>, settings: &[(String, String)], tokens: &[&str]) -> Self {
        Self::with_scheme(make, settings, tokens, None)
    }

    fn with_scheme(
        make: Make<'_>,
        settings: &[(String, String)],
        tokens: &[&str],
        scheme: Option<&String>,
    ) -> Self {
        let mut setup = Setup::new(settings.to_vec());
        setup.scheme = scheme.cloned();
        let side = make(&setup);
        for scheme in tokens {
            side.core().set_token(scheme, format!("token of {scheme}"));
        }
        Self { setup, side }
    }

    fn prepare(&self, operation: &str, inputs: &str) -> Prepared {
        let call = match self.side.call(operation, inputs.as_bytes()) {
            Ok(call) => call,
            Err(error) => return Prepared::Unreadable(error),
        };
        self.setup.restart();
        let checked = call.prepare(true);
        self.setup.restart();
        let broken = call.validate();
        let unchecked = (!broken.is_empty()).then(|| Box::new(call.prepare(false)));
        self.setup.restart();
        let told = checked.is_ok().then(|| call.dry_run());
        Prepared::Read {
            broken,
            checked: Box::new(checked),
            unchecked,
            told,
        }
    }

    fn call(&self, operation: &str, inputs: &str) -> Box<dyn Called> {
        let made = self.side.call(operation, inputs.as_bytes());
        made.unwrap_or_else(|error| panic!("{operation} {inputs}: {error}"))
    }

    fn sent(&self, answers: &[Answer], run: impl FnOnce() -> Vec<Outcome>) -> Sent {
        self.setup.restart();
        self.setup.script.load(answers.iter().map(Answer::response));
        self.setup.heard.take();
        let outcomes = run();
        self.setup.clock.advance(25);
        Sent {
            outcomes,
            requests: self.setup.script.requests(),
            heard: self.setup.heard.take(),
        }
    }
}

impl Runner<'_> {
    fn operation(&mut self, operation: &Operation) {
        self.report.counts.operations += 1;
        let name = operation.name.snake();
        let schemes: Vec<&str> = self
            .api
            .schemes
            .iter()
            .map(|scheme| scheme.id.as_str())
            .collect();
        let settings = self.maker.settings();
        let clients: Vec<Client> = self
            .sides
            .iter()
            .map(|make| Client::new(*make, &settings[0], &schemes))
            .collect();
        let inputs = self.maker.inputs(operation, self.most);
        let mut good = None;
        // The good inputs that say most.
        let mut full = String::new();
        for text in inputs.good.iter().chain(&inputs.varied) {
            if self.inputs(&name, &clients, text) {
                good.get_or_insert_with(|| text.clone());
                if text.len() > full.len() {
                    full.clone_from(text);
                }
            }
        }
        let Some(good) = good else {
            let tried = inputs.good.iter().take(2);
            let tried = tried.map(|text| format!("{text} {:?}", clients[0].prepare(&name, text)));
            let tried: Vec<String> = tried.collect();
            self.report.untried.push(format!(
                "{}.{name}: no good inputs: {tried:?}",
                self.api.vendor.snake()
            ));
            return;
        };
        for settings in &settings[1..] {
            let clients: Vec<Client> = self
                .sides
                .iter()
                .map(|make| Client::new(*make, settings, &schemes))
                .collect();
            self.inputs(&name, &clients, &good);
        }
        if let AuthUse::Any(offered) = &operation.auth {
            for scheme in offered.iter().skip(1) {
                let clients: Vec<Client> = self
                    .sides
                    .iter()
                    .map(|make| Client::with_scheme(*make, &settings[0], &schemes, Some(scheme)))
                    .collect();
                self.inputs(&name, &clients, &good);
            }
        }
        self.answers(operation, &clients, (&good, &full));
    }

    /// Whether the inputs become a request.
    fn inputs(&mut self, operation: &str, clients: &[Client], inputs: &str) -> bool {
        let made: Vec<Prepared> = clients
            .iter()
            .map(|client| client.prepare(operation, inputs))
            .collect();
        let counts = &mut self.report.counts;
        counts.inputs += 1;
        let is_good = match &made[0] {
            Prepared::Unreadable(_) => {
                counts.unreadable += 1;
                false
            }
            Prepared::Read {
                checked, broken, ..
            } => {
                match &**checked {
                    Ok(_) => counts.requests += 1,
                    Err(_) if !broken.is_empty() => counts.broken += 1,
                    Err(_) => counts.unwritable += 1,
                }
                checked.is_ok()
            }
        };
        self.compare(operation, "inputs", || inputs.to_owned(), &made);
        is_good
    }

    fn answers(&mut self, operation: &Operation, clients: &[Client], (inputs, full): (&str, &str)) {
        let name = operation.name.snake();
        let answers = self.maker.answers(operation, self.most);
        let calls: Vec<Box<dyn Called>> = clients
            .iter()
            .map(|client| client.call(&name, inputs))
            .collect();
        let success = answers.envelopes.iter().find(|envelope| {
            let answer = self.maker.answer(operation, envelope, &answers.values[0]);
            match calls[0].answer(answer.response(), false) {
                Ok(_) => true,
                Err(refusal) => refusal.kind == Kind::Decode,
            }
        });
        let mut all: Vec<Answer> = Vec::new();
        match success {
            Some(envelope) => {
                let values = answers.values.iter();
                all.extend(values.map(|value| self.maker.answer(operation, envelope, value)));
                let mut more = all[0].clone();
                more.status = 201;
                all.push(more);
                for end in 1..all[0].body.len().min(40) {
                    let mut cut = all[0].clone();
                    cut.body.truncate(cut.body.len() - end);
                    all.push(cut);
                }
            }
            None => {
                let vendor = self.api.vendor.snake();
                self.report
                    .untried
                    .push(format!("{vendor}.{name}: no success"));
            }
        }
        let good = all.first().cloned();
        let drifting: Vec<Answer> = all.iter().step_by(5).cloned().collect();
        all.extend(answers.others.iter().cloned());
        for answer in &all {
            self.answer(&name, &calls, answer);
        }
        let good = good.unwrap_or_else(|| answers.others[0].clone());
        self.calls(operation, inputs, (&good, &answers.others, &drifting));
        if let (Some(envelope), Some(_)) = (success, &operation.paginate) {
            for seed in 0..self.most {
                let pages = self.maker.pages(operation, envelope, seed);
                let inputs = if seed % 2 == 0 { full } else { inputs };
                self.list(operation, clients, inputs, &pages);
            }
        }
    }

    fn answer(&mut self, operation: &str, calls: &[Box<dyn Called>], answer: &Answer) {
        let mut strict = Vec::new();
        let mut lenient = Vec::new();
        for call in calls {
            lenient.push(call.answer(answer.response(), false));
            strict.push(call.answer(answer.response(), true));
        }
        let counts = &mut self.report.counts;
        counts.answers += 1;
        match &lenient[0] {
            Ok(_) => counts.read += 1,
            Err(refusal) if refusal.kind == Kind::Decode => counts.malformed += 1,
            Err(_) => counts.failures += 1,
        }
        if lenient[0].is_ok() && strict[0].is_err() {
            counts.drifting += 1;
        }
        let shown = || {
            let body = String::from_utf8_lossy(&answer.body).into_owned();
            format!("{} {:?} {body}", answer.status, answer.headers)
        };
        self.compare(operation, "answers", shown, &lenient);
        self.compare(operation, "drift", shown, &strict);
    }

    /// Calls through the transport, of clients that fetch their tokens.
    fn calls(
        &mut self,
        operation: &Operation,
        inputs: &str,
        (good, others, drifting): (&Answer, &[Answer], &[Answer]),
    ) {
        let name = operation.name.snake();
        let settings = self.maker.settings();
        let clients: Vec<Client> = self
            .sides
            .iter()
            .map(|make| Client::new(*make, &settings[0], &[]))
            .collect();
        let mut random = Random::new(&name);
        let token = Answer::json(
            200,
            &Json::parse(
                b"{\"access_token\":\"t1\",\"expires_in\":7200,\"token\":\"t2\",\"code\":0,\"data\":\
                  {\"token\":\"t3\",\"expires\":60,\"expires_in\":60},\"key\":\"t4\"}",
            )
            .expect("JSON"),
        );
        let mut scripts = vec![
            vec![good.clone()],
            vec![token.clone(), good.clone()],
            vec![token.clone(), token.clone(), good.clone()],
            Vec::new(),
        ];
        for _ in 0..self.most {
            let count = 1 + random.below(4);
            let mut script = Vec::new();
            for _ in 0..count {
                script.extend(random.one(others).cloned());
                if random.chance(30) {
                    script.push(token.clone());
                }
            }
            script.push(good.clone());
            scripts.push(script);
            scripts.extend(random.one(drifting).map(|answer| vec![answer.clone()]));
        }
        for script in scripts {
            let sent: Vec<Sent> = clients
                .iter()
                .map(|client| {
                    let call = client.call(&name, inputs);
                    client.sent(&script, || vec![call.send()])
                })
                .collect();
            self.report.counts.calls += 1;
            self.report.counts.sent += sent[0].requests.len();
            self.compare(&name, "calls", || shown(&script), &sent);
        }
    }

    fn list(&mut self, operation: &Operation, clients: &[Client], inputs: &str, pages: &[Answer]) {
        let name = operation.name.snake();
        for by_items in [false, true] {
            let sent: Vec<Sent> = clients
                .iter()
                .map(|client| {
                    let call = client.call(&name, inputs);
                    client.sent(pages, || match by_items {
                        true => call.items(30),
                        false => call.pages(8),
                    })
                })
                .collect();
            self.report.counts.lists += 1;
            self.report.counts.sent += sent[0].requests.len();
            self.compare(&name, "pages", || shown(pages), &sent);
        }
    }

    fn compare<T: fmt::Debug + PartialEq>(
        &mut self,
        operation: &str,
        what: &'static str,
        about: impl FnOnce() -> String,
        made: &[T],
    ) {
        let [generated, interpreted] = made else {
            return;
        };
        if generated == interpreted {
            return;
        }
        let count = self.told.entry((operation.to_owned(), what)).or_default();
        *count += 1;
        if *count > TOLD {
            return;
        }
        let mut text = String::new();
        let vendor = self.api.vendor.snake();
        let _ = writeln!(text, "{vendor}.{operation}, {what}: {}", cut(&about()));
        let (generated, interpreted) = (format!("{generated:#?}"), format!("{interpreted:#?}"));
        differing(&mut text, &generated, &interpreted);
        self.report.differences.push(text);
    }
}

fn shown(answers: &[Answer]) -> String {
    let answers = answers.iter().map(|answer| {
        let body = String::from_utf8_lossy(&answer.body);
        format!("{} {}", answer.status, cut(&body))
    });
    answers.collect::<Vec<_>>().join(" | ")
}

fn cut(text: &str) -> String {
    text.chars().take(600).collect()
}

/// The lines in which two texts differ.
fn differing(out: &mut String, generated: &str, interpreted: &str) {
    let known: BTreeSet<&str> = generated.lines().collect();
    let others: BTreeSet<&str> = interpreted.lines().collect();
    let only = |text: &'_ str, others: &BTreeSet<&str>| -> Vec<String> {
        let lines = text.lines().filter(|line| !others.contains(line));
        lines.take(12).map(|line| cut(line.trim())).collect()
    };
    for line in only(generated, &others) {
        let _ = writeln!(out, "  generated:   {line}");
    }
    for line in only(interpreted, &known) {
        let _ = writeln!(out, "  interpreted: {line}");
    }
}
