//! Envelopes the other way round: from what a client shall take an answer for to the answer.
//!
//! An envelope is a chain of expressions over status, headers and members of the body. What they name is
//! tried, the fewest and most natural parts first, until the envelope itself says what is wished for; there
//! is no second reading of envelopes that could differ from that of clients.

mod domain;
mod judge;

use std::cell::Cell;
use std::collections::BTreeMap;

use apiloom_codegen::model::{Api, Operation};
use apiloom_wire::Json;

use self::domain::{Domain, Part};
pub(crate) use self::judge::{Heard, Said, Verdict, judge};
use crate::tree;

/// How many parts of an answer are changed at most.
const CHANGES: usize = 5;

/// How many answers are judged for one degree of a wish.
const TRIALS: u32 = 8_000;

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

    fn is_met(&self, verdict: &Verdict) -> bool {
        let matches =
            |wished: &Option<String>, said: &Option<String>| wished.is_none() || wished == said;
        match verdict {
            Verdict::Success => !self.fails,
            Verdict::Failure(said) => {
                self.fails
                    && matches(&self.code, &said.code)
                    && matches(&self.message, &said.message)
                    && matches(&self.request_id, &said.request_id)
            }
        }
    }

    /// Whether it is the success, or the failure with the code, that is wished for.
    fn is_met_somehow(&self, verdict: &Verdict) -> bool {
        matches!(verdict, Verdict::Failure(_)) == self.fails
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

    /// This wish and lesser ones, of which the first that can be had counts.
    fn degrees(&self) -> Vec<Self> {
        let mut degrees = vec![self.clone()];
        let mut lesser = self.clone();
        let steps: [fn(&mut Self); 3] = [
            |wish| wish.request_id = None,
            |wish| wish.message = None,
            |wish| wish.code = None,
        ];
        for step in steps {
            step(&mut lesser);
            if degrees.last() != Some(&lesser) {
                degrees.push(lesser.clone());
            }
        }
        degrees
    }
}

/// What makes the answers that envelopes judge as wished.
pub(crate) struct Envelopes {
    api: &'static Api,
    known: BTreeMap<(String, Wish), Option<Changes>>,
}

/// Which parts have which values.
type Changes = Vec<(Part, Json)>;

impl Envelopes {
    pub(crate) fn new(api: &'static Api) -> Self {
        Self {
            api,
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
            if wish.is_met_somehow(&judge(self.api, operation, &heard)) {
                return Some(heard);
            }
        }
        let found = self.search(operation, body, &general);
        let known = found.clone();
        self.known.insert(key, found);
        let heard = heard(body, wish, &wish.filled(&known?));
        match wish.is_met_somehow(&judge(self.api, operation, &heard)) {
            true => Some(heard),
            // The text itself decides.
            false => {
                let found = self.search(operation, body, wish)?;
                Some(self::heard(body, wish, &found))
            }
        }
    }

    fn search(&self, operation: &Operation, body: Option<&Json>, wish: &Wish) -> Option<Changes> {
        let sayable = self.sayable(operation, wish);
        let domains = domain::domains(self.api, operation, wish);
        sayable.degrees().iter().find_map(|degree| {
            let search = Search {
                api: self.api,
                operation,
                body,
                wish: degree,
                domains: &domains,
                trials: Cell::new(TRIALS),
            };
            (0..=CHANGES).find_map(|changes| search.from(0, changes, &mut Vec::new()))
        })
    }

    /// A wish without what no answer of the operation can say.
    fn sayable(&self, operation: &Operation, wish: &Wish) -> Wish {
        let chain = judge::chain(self.api, operation).into_iter();
        let envelopes = chain.map(|index| &self.api.envelopes[index]);
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
    api: &'s Api,
    operation: &'s Operation,
    body: Option<&'s Json>,
    wish: &'s Wish,
    domains: &'s [Domain],
    trials: Cell<u32>,
}

impl Search<'_> {
    /// Tries all answers with so many changes to the parts from `first` on.
    fn from(&self, first: usize, changes: usize, chosen: &mut Changes) -> Option<Changes> {
        if changes == 0 {
            self.trials.set(self.trials.get().checked_sub(1)?);
            let heard = heard(self.body, self.wish, chosen);
            let verdict = judge(self.api, self.operation, &heard);
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
            Part::Member(path) => first_members(&mut json, path, value),
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
fn first_members(json: &mut Option<Json>, path: &[String], value: &Json) {
    let json = json.get_or_insert_with(|| Json::Object(Vec::new()));
    let Json::Object(members) = json else {
        return;
    };
    let is_new = path
        .first()
        .is_some_and(|name| !members.iter().any(|(key, _)| key == name));
    let before = members.len();
    tree::put(json, path, value.clone());
    if let (Json::Object(members), true) = (json, is_new && before > 0) {
        let place = members
            .iter()
            .take(before)
            .take_while(|(_, value)| is_scalar(value))
            .count();
        members[place..].rotate_right(1);
    }
}

fn is_scalar(json: &Json) -> bool {
    !matches!(json, Json::Array(_) | Json::Object(_))
}
