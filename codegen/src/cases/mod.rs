//! The smallest values that keep and break each rule of an API: for tests of what is generated, and of rules
//! as a person reads them.
//!
//! For each constraint of each field, each format, each rule over several fields and each type inside
//! another, there are two documents: one keeps all rules, the other breaks this one and no other. Where a
//! rule cannot be broken alone, it is listed with the reason. Nothing here asks the validators: what
//! breaks what is decided anew, so that the two can be compared.

mod broken;
mod calls;
mod candidate;
mod declared;
mod edges;
mod hints;
mod moments;
mod numbers;
mod outcome;
mod pool;
mod record;
mod representative;
mod texts;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

use apiloom_wire::Json;

use self::broken::Broken;
use self::outcome::{Outcome, Pair};
use crate::ident;
use crate::lower::{self, Lowered};
use crate::model::{self, Api, Field, Operation, Payload, TypeId, TypeKind};

/// The cases of an API.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    /// The rules that can be kept and broken, each with two documents.
    pub cases: Vec<Case>,
    /// The rules that no document breaks alone.
    pub skipped: Vec<Skipped>,
    /// The smallest settings, as Rust, if some can be made.
    pub settings: Option<String>,
}

/// A rule of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What has it.
    pub place: Place,
    /// What violations call it.
    pub id: String,
    /// The rule in words; two rules of one place at one path differ in them.
    pub what: String,
    /// The JSON path at which it is told.
    pub path: String,
    /// Whether it is only worth a warning.
    pub warns: bool,
}

/// What has rules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A type, by its name in Rust.
    Type(String),
    /// The inputs of an operation, by the name of their struct.
    Operation(String),
    /// The settings.
    Settings,
}

/// A rule with a document that keeps it and one that breaks it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The rule.
    pub rule: Rule,
    /// What keeps this rule and all others.
    pub keeps: Document,
    /// What breaks this rule alone.
    pub breaks: Document,
}

/// A whole value.
#[derive(Clone, Debug)]
pub struct Document {
    /// The value as JSON; of an operation and of settings, an object of the inputs by their names.
    pub json: String,
    /// The part that the rule is about, as JSON.
    pub part: String,
    /// For an operation, the call of a `client`; for settings, the value. Both read their parts by a
    /// function `given(codec, json)`.
    pub rust: Option<String>,
}

/// A rule that no document breaks alone.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// The rule.
    pub rule: Rule,
    /// Why not.
    pub why: Why,
}

/// Why no document breaks a rule alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The fields that it is over are always there.
    AlwaysKept,
    /// Reading gives no value that breaks it: values that break it come from code alone.
    Unreadable,
    /// Each value that breaks it breaks another rule of its field.
    NoValue,
    /// The rules over several fields cannot be kept beside it.
    NoNeighbours,
    /// A required field has no value that can be made, such as a file.
    NoBase,
    /// The type inside has no rule that can be broken alone.
    NoInner,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AlwaysKept => "no value breaks it: its fields are always there",
            Self::Unreadable => "no document breaks it: only a value that code makes does",
            Self::NoValue => "each value that breaks it breaks another rule of its field",
            Self::NoNeighbours => "the rules over several fields cannot be kept beside it",
            Self::NoBase => "a required field has no value that can be made",
            Self::NoInner => "the type inside has no rule that can be broken alone",
        })
    }
}

/// The cases of a checked API: those of its types, of its operations, and of its settings, each in the
/// order of the spec.
pub fn cases(api: &Api) -> Cases {
    let lowered = lower::api(api, lower::ByHand::Described);
    let maker = Maker {
        lowered: &lowered,
        known: RefCell::default(),
        smallest: RefCell::default(),
        begun: RefCell::default(),
        is_shallow: Cell::new(false),
    };
    let mut cases = Cases {
        settings: maker.smallest_settings(),
        ..Cases::default()
    };
    for (id, declaration) in lowered.declarations() {
        if let TypeKind::Record(record) = &declaration.kind {
            let place = Place::Type(ident::declared(&declaration.name).to_string());
            cases.always_kept(&place, &record.rules, record.fields.iter());
        }
        if lowered.is_checked(id) {
            let place = Place::Type(ident::declared(&declaration.name).to_string());
            cases.add(&place, &maker.all_outcomes(id), |_| None);
        }
    }
    for operation in &api.operations {
        let place = Place::Operation(lowered.inputs_ident(operation).to_string());
        let outcomes = maker.operation(operation);
        let call = |values: &[Option<Json>]| Some(calls::call(&lowered, operation, values));
        cases.add(&place, &outcomes, call);
        let fields = operation_fields(operation)
            .into_iter()
            .map(|(field, _)| field);
        cases.always_kept(&place, &operation.rules, fields);
    }
    let outcomes = maker.settings();
    let made = |values: &[Option<Json>]| Some(calls::settings(&lowered, values));
    cases.add(&Place::Settings, &outcomes, made);
    cases
}

impl Cases {
    /// Adds the rules that cannot be broken.
    fn always_kept<'f>(
        &mut self,
        place: &Place,
        rules: &[model::Rule],
        fields: impl Iterator<Item = &'f Field>,
    ) {
        let fields: Vec<&Field> = fields.collect();
        for rule in rules {
            if lower::can_be_broken(rule, fields.iter().copied()) {
                continue;
            }
            let rule = Rule {
                place: place.clone(),
                id: rule.id.clone(),
                what: outcome::in_words(rule),
                path: String::new(),
                warns: !rule.error,
            };
            self.skipped.push(Skipped {
                rule,
                why: Why::AlwaysKept,
            });
        }
    }

    fn add(
        &mut self,
        place: &Place,
        outcomes: &[Outcome],
        rust: impl Fn(&[Option<Json>]) -> Option<String>,
    ) {
        for outcome in outcomes {
            let Broken {
                rule,
                at,
                what,
                warns,
                ..
            } = outcome.broken.clone();
            let rule = Rule {
                place: place.clone(),
                id: rule,
                what,
                path: at,
                warns,
            };
            let document = |value: &outcome::Made| Document {
                json: candidate::written(&value.json),
                part: candidate::written(&value.part),
                rust: rust(&value.values),
            };
            match &outcome.pair {
                Ok(Pair { keeps, breaks }) => self.cases.push(Case {
                    rule,
                    keeps: document(keeps),
                    breaks: document(breaks),
                }),
                Err(why) => self.skipped.push(Skipped { rule, why: *why }),
            }
        }
    }
}

/// What makes the cases of an API.
struct Maker<'a> {
    lowered: &'a Lowered<'a>,
    /// The cases of the types that are done.
    known: RefCell<BTreeMap<TypeId, Rc<Vec<Outcome>>>>,
    /// The smallest values of the types that are done.
    smallest: RefCell<BTreeMap<TypeId, Option<Json>>>,
    /// The types that are begun: what holds itself is not followed.
    begun: RefCell<BTreeSet<(TypeId, bool)>>,
    /// Whether the rules of types inside are left out.
    is_shallow: Cell<bool>,
}

impl<'a> Maker<'a> {
    /// The cases of an operation's inputs.
    fn operation(&self, operation: &'a Operation) -> Vec<Outcome> {
        let fields = operation_fields(operation).into_iter();
        let record = self.record(fields, &operation.rules, (false, None));
        outcome::of_record(&record, "")
    }

    /// The cases of the settings.
    fn settings(&self) -> Vec<Outcome> {
        outcome::of_record(&self.settings_record(), "")
    }

    fn smallest_settings(&self) -> Option<String> {
        let record = self.settings_record();
        let values = outcome::values(&record, &record.base()?);
        Some(calls::settings(self.lowered, &values))
    }

    fn settings_record(&self) -> record::Record<'a> {
        let settings = self.lowered.api.settings.iter();
        let fields =
            settings.map(|setting| (&setting.field, record::path(&setting.field, 0, false)));
        self.record(fields, &[], (false, None))
    }

    /// Runs what must not begin again inside of itself.
    fn once<T>(&self, key: (TypeId, bool), make: impl FnOnce() -> T) -> Option<T> {
        if !self.begun.borrow_mut().insert(key) {
            return None;
        }
        let made = make();
        self.begun.borrow_mut().remove(&key);
        Some(made)
    }
}

/// The inputs of an operation in the order of its struct, those included that nobody gives, each with its
/// path.
fn operation_fields(operation: &Operation) -> Vec<(&Field, String)> {
    let parameters = operation.parameters.iter().map(|parameter| {
        let part = match parameter.place {
            model::Place::Path => "path",
            model::Place::Query => "query",
            model::Place::Header => "header",
            model::Place::Cookie => "cookie",
        };
        let field = &parameter.field;
        let path = match field.spread {
            true => String::new(),
            false => broken::join(part, &broken::member(field.wire.as_str())),
        };
        (field, path)
    });
    let body = match operation.body.as_ref().map(|body| &body.payload) {
        Some(Payload::Fields(fields)) => fields
            .iter()
            .map(|field| (field, record::path(field, 0, false)))
            .collect(),
        Some(Payload::Whole(field)) => vec![(&**field, String::new())],
        None => Vec::new(),
    };
    parameters.chain(body).collect()
}
