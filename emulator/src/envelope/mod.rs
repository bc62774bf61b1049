//! Envelopes the other way round: from what a client shall take an answer for to the answer.
//!
//! An envelope is a chain of expressions over status, headers and members of the body. What they name is
//! tried, the fewest and most natural parts first, until the envelope itself says what is wished for; there
//! is no second reading of envelopes that could differ from that of clients.

mod domain;
mod judge;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use apiloom_codegen::interpret::{Outcome, Values};
#[cfg(test)]
use apiloom_codegen::model::Api;
use apiloom_codegen::model::Operation;
use apiloom_wire::Json;

use self::domain::{Domain, Part};
pub(crate) use self::judge::{Heard, judge};

/// The members of bodies that the envelopes of an operation look at.
#[cfg(test)]
pub(crate) fn names<'a>(api: &'a Api, operation: &Operation) -> Vec<&'a str> {
    judge::fields(api, operation)
        .into_iter()
        .map(|(name, _)| name)
        .collect()
}

use crate::tree;

/// How many parts of an answer are changed at most.
const CHANGES: usize = 5;

/// How many answers are judged for one degree of a wish.
const TRIALS: u32 = 1_500;

/// What stands for a message while an answer is looked for.
const MESSAGE: &str = "(the message)";

/// What stands for the name of a request.
const REQUEST_ID: &str = "(the request)";

/// What a client shall take an answer for.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wish {
    /// Whether it is a failure.
    pub(crate) fails: bool,
    /// The vendor's code.
    pub(crate) code: Option<String>,
    /// The vendor's message.
    pub(crate) message: Option<String>,
    /// The vendor's name of the request.
    pub(crate) request_id: Option<String>,
    /// The statuses that read natural, best first.
    pub(crate) statuses: Vec<u16>,
}

impl Wish {
    /// A success.
    pub(crate) fn success() -> Self {
        Self {
            statuses: vec![200],
            ..Self::default()
        }
    }

    fn is_met(&self, verdict: &Outcome) -> bool {
        let matches =
            |wished: &Option<String>, said: &Option<String>| wished.is_none() || wished == said;
        match verdict {
            Outcome::Success => !self.fails,
            Outcome::Failure(said) => {
                self.fails
                    && matches(&self.code, &said.code)
                    && matches(&self.message, &said.message)
                    && matches(&self.request_id, &said.request_id)
            }
        }
    }

    /// Whether it is the success, or the failure with the code, that is wished for.
    fn is_met_somehow(&self, verdict: &Outcome) -> bool {
        matches!(verdict, Outcome::Failure(_)) == self.fails
    }

    /// The same wish with texts that stand for all messages, so that one search serves them all.
    fn with_placeholders(&self) -> Self {
        let instead = |text: &Option<String>, name: &str| text.as_ref().map(|_| name.to_owned());
        Self {
            message: instead(&self.message, MESSAGE),
            request_id: instead(&self.request_id, REQUEST_ID),
            ..self.clone()
        }
    }

    /// Changes with the texts of this wish.
    fn filled(&self, changes: &Changes) -> Changes {
        let fill = |value: &Json| match (value.as_str(), &self.message, &self.request_id) {
            (Some(MESSAGE), Some(text), _) | (Some(REQUEST_ID), _, Some(text)) => {
                Json::from(text.as_str())
            }
            _ => value.clone(),
        };
        let changes = changes.iter();
        changes
            .map(|(part, value)| (part.clone(), fill(value)))
            .collect()
    }

    /// The same wish without words.
    fn wordless(&self) -> Self {
        Self {
            message: None,
            request_id: None,
            ..self.clone()
        }
    }

    /// This wish and those with fewer words, of which the first that can be had counts.
    fn degrees(&self) -> Vec<Self> {
        let without_id = Self {
            request_id: None,
            ..self.clone()
        };
        let mut degrees = vec![self.clone(), without_id, self.wordless()];
        degrees.dedup();
        degrees
    }
}

/// What makes the answers that envelopes judge as wished.
pub(crate) struct Envelopes {
    values: Arc<Values<'static>>,
    known: BTreeMap<(String, Wish), Option<Changes>>,
}

/// Which parts have which values.
type Changes = Vec<(Part, Json)>;

impl Envelopes {
    pub(crate) fn new(values: Arc<Values<'static>>) -> Self {
        Self {
            values,
            known: BTreeMap::new(),
        }
    }

    /// An answer with this body, or without one, that is judged as wished as far as there is one. Says
    /// nothing if none is even a success, or a failure.
    pub(crate) fn settle(
        &mut self,
        operation: &Operation,
        body: Option<&Json>,
        wish: &Wish,
    ) -> Option<Heard> {
        let general = wish.with_placeholders();
        let key = (operation.name.snake(), general.clone());
        if let Some(known) = self.known.get(&key) {
            let known = wish.filled(known.as_ref()?);
            let heard = heard(body, wish, &known);
            if wish.is_met_somehow(&judge(&self.values, operation, &heard)) {
                return Some(heard);
            }
        }
        let found = self.search(operation, body, &general);
        let known = found.clone();
        self.known.insert(key, found);
        let heard = heard(body, wish, &wish.filled(&known?));
        match wish.is_met_somehow(&judge(&self.values, operation, &heard)) {
            true => Some(heard),
            // The text itself decides.
            false => {
                let found = self.search(operation, body, wish)?;
                Some(self::heard(body, wish, &found))
            }
        }
    }

    fn search(&self, operation: &Operation, body: Option<&Json>, wish: &Wish) -> Option<Changes> {
        let mut sayable = self.sayable(operation, wish);
        let domains = domain::domains(self.values.api(), operation, wish);
        let found = |wish: &Wish| {
            let search = Search {
                values: &self.values,
                operation,
                body,
                wish,
                domains: &domains,
                trials: Cell::new(TRIALS),
            };
            (0..=CHANGES).find_map(|changes| search.from(0, changes, &mut Vec::new()))
        };
        // A code that cannot be said with few parts cannot be said with more.
        if sayable.code.is_some() && found(&sayable.wordless()).is_none() {
            sayable.code = None;
        }
        sayable.degrees().iter().find_map(found)
    }

    /// A wish without what no answer of the operation can say.
    fn sayable(&self, operation: &Operation, wish: &Wish) -> Wish {
        let chain = judge::chain(self.values.api(), operation).into_iter();
        let envelopes = chain.map(|index| &self.values.api().envelopes[index]);
        let failures: Vec<_> = envelopes
            .flat_map(|envelope| envelope.conditional.iter().chain(&envelope.otherwise))
            .collect();
        let mut wish = wish.clone();
        if !failures.iter().any(|failure| failure.code.is_some()) {
            wish.code = None;
        }
        if !failures.iter().any(|failure| failure.message.is_some()) {
            wish.message = None;
        }
        if !failures.iter().any(|failure| failure.request_id.is_some()) {
            wish.request_id = None;
        }
        wish
    }
}

struct Search<'s> {
    values: &'s Values<'static>,
    operation: &'s Operation,
    body: Option<&'s Json>,
    wish: &'s Wish,
    domains: &'s [Domain],
    trials: Cell<u32>,
}

impl Search<'_> {
    /// Tries all answers with so many changes to the parts from `first` on.
    fn from(&self, first: usize, changes: usize, chosen: &mut Changes) -> Option<Changes> {
        // Without a trial left, what remains is not even gone through: it may be millions.
        let left = self.trials.get().checked_sub(1)?;
        if changes == 0 {
            self.trials.set(left);
            let heard = heard(self.body, self.wish, chosen);
            let verdict = judge(self.values, self.operation, &heard);
            return self.wish.is_met(&verdict).then(|| chosen.clone());
        }
        for (index, domain) in self.domains.iter().enumerate().skip(first) {
            for value in &domain.values {
                chosen.push((domain.part.clone(), value.clone()));
                let found = self.from(index + 1, changes - 1, chosen);
                chosen.pop();
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }
}

/// The answer with these parts.
fn heard(body: Option<&Json>, wish: &Wish, changes: &Changes) -> Heard {
    let mut json = body.cloned();
    let mut heard = Heard {
        status: wish.statuses.first().copied().unwrap_or(200),
        headers: Vec::new(),
        body: Vec::new(),
    };
    let mut in_front = 0;
    for (part, value) in changes {
        match part {
            Part::Status => {
                let status = value.as_i64().and_then(|status| u16::try_from(status).ok());
                heard.status = status.unwrap_or(heard.status);
            }
            Part::Header(name) => {
                let text = value.as_str().unwrap_or_default().to_owned();
                heard.headers.push((name.to_ascii_lowercase(), text));
            }
            Part::Member(path) => put_in_front(&mut json, path, value, &mut in_front),
        }
    }
    if let Some(json) = &json {
        heard.body = tree::bytes(json);
        let content = ("content-type".to_owned(), "application/json".to_owned());
        heard.headers.insert(0, content);
    }
    heard
}

/// Puts a member of the envelope in front of the answer's own; what is no object has no place for it.
fn put_in_front(json: &mut Option<Json>, path: &[String], value: &Json, in_front: &mut usize) {
    let json = json.get_or_insert_with(|| Json::Object(Vec::new()));
    let Json::Object(members) = json else {
        return;
    };
    let before = members.len();
    tree::put(json, path, value.clone());
    if let Json::Object(members) = json
        && members.len() > before
    {
        members[*in_front..].rotate_right(1);
        *in_front += 1;
    }
}
