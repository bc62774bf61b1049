//! Values of several fields: which are given, with which values, so that all rules are kept or one is broken.

use std::cell::Cell;

use apiloom_wire::{Json, Number};

use super::Maker;
use super::broken::{Broken, member};
use super::candidate::Candidate;
use super::hints::Hints;
use crate::expr::{self, Env, Value};
use crate::lower::can_be_broken;
use crate::model::{
    Action, Clear, Constant, ConstantKind, Field, Presence, Rule, RuleKind, Type, WireName,
};

/// How many fields are changed at most until all rules are as they should be.
const CHANGES: usize = 5;

/// How many choices of values are looked at for one document.
const TRIALS: u32 = 60_000;

/// How many values of a field are tried beside those that rules name.
const CHOICES: usize = 8;

/// Several fields, with the values that each may have.
pub(super) struct Record<'a> {
    pub(super) members: Vec<Member<'a>>,
    /// The rules that can be broken.
    pub(super) rules: Vec<&'a Rule>,
    /// Whether it is a JSON array.
    tuple: bool,
}

/// A field, with the values that it may have.
pub(super) struct Member<'a> {
    pub(super) field: &'a Field,
    /// Its path in the record.
    pub(super) path: String,
    /// Its values, smallest first.
    pub(super) pool: Vec<Candidate>,
    /// What can be broken in it.
    pub(super) demands: Vec<Broken>,
    /// Whether it must be given.
    required: bool,
    /// Whether it cannot be given.
    barred: bool,
}

/// Which value of its pool each member has.
pub(super) type State = Vec<Option<usize>>;

/// What is wanted of the rules.
#[derive(Clone, Copy, Default)]
pub(super) struct Want<'w> {
    /// The rule that must be broken; for rules over sets, by so many given fields.
    pub(super) broken: Option<(usize, Option<usize>)>,
    /// The members that stay as they are.
    pub(super) pinned: &'w [usize],
    /// The members that must be given.
    pub(super) given: &'w [usize],
    /// The number of given fields that a rule over a set has.
    pub(super) count: Option<(usize, usize)>,
}

impl<'a> Maker<'a> {
    /// Fields with their values. `path` says where each stands.
    pub(super) fn record(
        &self,
        fields: impl IntoIterator<Item = (&'a Field, String)>,
        rules: &'a [Rule],
        (tuple, action): (bool, Option<&Action>),
    ) -> Record<'a> {
        let fields: Vec<(&Field, String)> = fields.into_iter().collect();
        let named = fields.iter().map(|(field, _)| *field);
        let can_be_broken = |rule: &&Rule| can_be_broken(rule, named.clone());
        let rules: Vec<&Rule> = rules.iter().filter(can_be_broken).collect();
        let mut hints = Hints::default();
        rules.iter().for_each(|rule| hint(&mut hints, rule));
        let mut record = Record {
            members: Vec::new(),
            rules,
            tuple,
        };
        let rows = fields.into_iter().enumerate();
        record.members = rows
            .map(|(index, (field, path))| {
                let with = action.map(|action| action.with.get(index) == Some(&true));
                self.member(field, path, &hints, with)
            })
            .collect();
        for text in record.computed() {
            hints.texts.push(text);
        }
        // Now that the texts that rules compute are known, they can be among the values.
        for index in 0..record.members.len() {
            let known = &record.members[index];
            let (field, path) = (known.field, known.path.clone());
            let with = action.map(|action| action.with.get(index) == Some(&true));
            record.members[index] = self.member(field, path, &hints, with);
        }
        record
    }

    fn member(
        &self,
        field: &'a Field,
        path: String,
        hints: &Hints<'_>,
        with: Option<bool>,
    ) -> Member<'a> {
        let hints = Hints {
            constraints: field.constraints.iter().collect(),
            ..hints.clone()
        };
        let is_given = field.is_given() && with != Some(false);
        let mut pool = if is_given {
            self.pool(&field.ty, &hints)
        } else {
            Vec::new()
        };
        for candidate in &mut pool {
            let broken = std::mem::take(&mut candidate.broken).into_iter();
            candidate.broken = broken
                .map(|broken| broken.below(&path).lowered(field.warns))
                .collect();
            if !is_read(&field.ty) {
                candidate.value = Value::Opaque;
            }
        }
        if field.clear == Clear::Empty {
            pool.retain(|candidate| candidate.json.as_str() != Some(""));
        }
        let required = match with {
            Some(with) => with,
            None => field.presence == Presence::Required,
        };
        if required && field.nullable && with.is_none() {
            pool.insert(0, Candidate::new(Json::Null, Value::Absent));
        }
        let demands = match is_given {
            true => self.demands(&field.ty, &field.constraints),
            false => Vec::new(),
        };
        let demands = demands.into_iter();
        Member {
            demands: demands
                .map(|broken| broken.below(&path).lowered(field.warns))
                .collect(),
            field,
            path,
            pool,
            required: required && is_given,
            barred: !is_given,
        }
    }
}

impl Record<'_> {
    /// The smallest values that keep all rules.
    pub(super) fn base(&self) -> Option<State> {
        let mut state = State::new();
        for member in &self.members {
            state.push(match member.required {
                true => Some(member.pool.iter().position(Candidate::is_clean)?),
                false => None,
            });
        }
        Some(state)
    }

    /// The fewest changes that make the rules what is wanted.
    pub(super) fn solve(&self, start: &State, want: Want<'_>) -> Option<State> {
        let trials = Cell::new(TRIALS);
        (0..=CHANGES).find_map(|changes| self.search(start, want, want.pinned, changes, &trials))
    }

    fn search(
        &self,
        state: &State,
        want: Want<'_>,
        pinned: &[usize],
        changes: usize,
        trials: &Cell<u32>,
    ) -> Option<State> {
        trials.set(trials.get().checked_sub(1)?);
        let wrong = self.wrong(state, want);
        if wrong.is_empty() {
            return Some(state.clone());
        }
        let free = |members: &Vec<usize>| members.iter().any(|member| !pinned.contains(member));
        // What is wrong and cannot be changed any more is wrong whatever else is changed.
        if changes == 0 || !wrong.iter().all(free) {
            return None;
        }
        let wrong = wrong.into_iter().next()?;
        for member in wrong.into_iter().filter(|member| !pinned.contains(member)) {
            let pinned: Vec<usize> = pinned.iter().copied().chain([member]).collect();
            for choice in self.choices(member) {
                let mut next = state.clone();
                if next[member] == choice {
                    continue;
                }
                next[member] = choice;
                if let Some(found) = self.search(&next, want, &pinned, changes - 1, trials) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// What is not as wanted, each by the members that can change it.
    fn wrong(&self, state: &State, want: Want<'_>) -> Vec<Vec<usize>> {
        let missing = want
            .given
            .iter()
            .filter(|member| !self.is_given(state, **member));
        let env = self.environment(state);
        let rules = (0..self.rules.len()).filter(|rule| {
            let is_broken = self.is_broken(*rule, state, &env);
            let count = self.count(*rule, state);
            let counted = |(counted, wanted): (usize, usize)| counted == *rule && count != wanted;
            match want.broken {
                Some((broken, wanted)) if broken == *rule => {
                    !is_broken || wanted.is_some_and(|wanted| wanted != count)
                }
                _ => is_broken || want.count.is_some_and(counted),
            }
        });
        let rules = rules.map(|rule| self.named_by(self.rules[rule]));
        missing.map(|member| vec![*member]).chain(rules).collect()
    }

    fn choices(&self, member: usize) -> Vec<Option<usize>> {
        let member = &self.members[member];
        if member.barred {
            return Vec::new();
        }
        let clean = member
            .pool
            .iter()
            .enumerate()
            .filter(|(_, candidate)| candidate.is_clean());
        let clean: Vec<(usize, bool)> = clean
            .map(|(at, candidate)| (at, candidate.hinted))
            .collect();
        let small = clean.iter().take(CHOICES);
        let named = clean.iter().skip(CHOICES).filter(|(_, hinted)| *hinted);
        let none = (!member.required).then_some(None);
        let some = small.chain(named).map(|(at, _)| Some(*at));
        none.into_iter().chain(some).collect()
    }

    /// The members that a rule names.
    pub(super) fn named_by(&self, rule: &Rule) -> Vec<usize> {
        let names: Vec<String> = match set(rule) {
            Some(names) => names.iter().map(|name| name.0.clone()).collect(),
            None => match &rule.kind {
                RuleKind::Require { broken, .. } => expr::uses(broken).names.into_iter().collect(),
                _ => Vec::new(),
            },
        };
        let named = |index: &usize| names.contains(&self.members[*index].field.wire.0);
        (0..self.members.len()).filter(named).collect()
    }

    /// How many of the fields of a rule over a set are given.
    pub(super) fn count(&self, rule: usize, state: &State) -> usize {
        let named = self.named_by(self.rules[rule]);
        named
            .into_iter()
            .filter(|member| self.is_given(state, *member))
            .count()
    }

    pub(super) fn is_given(&self, state: &State, member: usize) -> bool {
        let field = self.members[member].field;
        !field.is_given()
            || state[member].is_some_and(|at| {
                self.members[member]
                    .pool
                    .get(at)
                    .is_some_and(|candidate| !candidate.json.is_null())
            })
    }

    fn is_broken(&self, rule: usize, state: &State, env: &Env) -> bool {
        let count = self.count(rule, state);
        let of = self.named_by(self.rules[rule]).len();
        match &self.rules[rule].kind {
            RuleKind::AllOrNone(_) => count != 0 && count != of,
            RuleKind::ExactlyOne(_) => count != 1,
            RuleKind::AtLeastOne(_) => count == 0,
            RuleKind::AtMostOne(_) => count > 1,
            RuleKind::Require { broken, .. } => expr::eval(broken, env) == Ok(Value::Bool(true)),
        }
    }

    fn environment(&self, state: &State) -> Env {
        let mut env = Env::new();
        for (member, at) in self.members.iter().zip(state) {
            let value = match (&member.field.constant, at) {
                (Some(constant), _) => Value::Text(constant.text.clone()),
                (None, Some(at)) => member
                    .pool
                    .get(*at)
                    .map_or(Value::Absent, |c| c.value.clone()),
                (None, None) => continue,
            };
            env.set(member.field.wire.as_str(), value);
        }
        env
    }

    /// The texts that rules compute of the smallest values.
    fn computed(&self) -> Vec<String> {
        let first = |member: &Member<'_>| member.pool.iter().position(Candidate::is_clean);
        let state: State = self.members.iter().map(first).collect();
        let env = self.environment(&state);
        let texts = self.rules.iter().filter_map(|rule| match &rule.kind {
            RuleKind::Require { broken, .. } => Some(expr::texts(broken, &env)),
            _ => None,
        });
        texts.flatten().collect()
    }

    /// What the values break by themselves and as a whole: what a document of them is told.
    pub(super) fn document(&self, state: &State) -> Json {
        let values =
            self.members
                .iter()
                .zip(state)
                .map(|(member, at)| match &member.field.constant {
                    Some(constant) => Some(constant_json(constant)),
                    None => Some(member.pool.get((*at)?)?.json.clone()),
                });
        if self.tuple {
            return Json::Array(values.map(Option::unwrap_or_default).collect());
        }
        let mut members = Vec::new();
        for (member, value) in self.members.iter().zip(values) {
            match value {
                Some(Json::Object(spread)) if member.field.spread => members.extend(spread),
                Some(value) => members.push((member.field.wire.0.clone(), value)),
                None => {}
            }
        }
        Json::Object(members)
    }
}

impl Member<'_> {
    /// The smallest value that keeps a constraint as closely as can be, and the others after it.
    pub(super) fn nearest(
        &self,
        distance: impl Fn(&Candidate) -> f64,
        wanted: impl Fn(&Candidate) -> bool,
    ) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.pool.len())
            .filter(|at| wanted(&self.pool[*at]))
            .collect();
        all.sort_by(|a, b| {
            let (a, b) = (distance(&self.pool[*a]), distance(&self.pool[*b]));
            a.total_cmp(&b)
        });
        all
    }

    /// How far a value is from the bound that something broken names, or whether it is no example of it.
    pub(super) fn distance(&self, broken: &Broken, candidate: &Candidate) -> f64 {
        let edges = self.field.constraints.iter().flat_map(super::edges::edges);
        let mut edges = edges.filter(|edge| edge.broken().what == broken.what);
        match edges.next() {
            Some(edge) => edge.distance(&self.field.ty, &candidate.json),
            None if candidate.is_clean() => {
                f64::from(u8::from(!candidate.shows.contains(&broken.what)))
            }
            None => 0.0,
        }
    }
}

/// The names of a rule over a set.
pub(super) fn set(rule: &Rule) -> Option<&[WireName]> {
    match &rule.kind {
        RuleKind::AllOrNone(names)
        | RuleKind::ExactlyOne(names)
        | RuleKind::AtLeastOne(names)
        | RuleKind::AtMostOne(names) => Some(names),
        RuleKind::Require { .. } => None,
    }
}

/// The path of a field: what is spread stands in its record.
pub(super) fn path(field: &Field, index: usize, tuple: bool) -> String {
    match (tuple, field.spread) {
        (true, _) => format!("[{index}]"),
        (false, true) => String::new(),
        (false, false) => member(field.wire.as_str()),
    }
}

fn hint(hints: &mut Hints<'_>, rule: &Rule) {
    if let RuleKind::Require { when, require, .. } = &rule.kind {
        when.iter()
            .chain([require])
            .for_each(|text| hints.read(text));
    }
}

/// Whether rules see more of a type's values than that they are there.
fn is_read(ty: &Type) -> bool {
    match ty {
        Type::InString(inner) | Type::Trimmed(inner) => is_read(inner),
        Type::List(inner) => matches!(**inner, Type::String(_)),
        Type::Csv(_)
        | Type::OneOrMany(_)
        | Type::JsonString(_)
        | Type::Sentinel(..)
        | Type::Nullable(_) => false,
        _ => true,
    }
}

fn constant_json(constant: &Constant) -> Json {
    match constant.json {
        ConstantKind::Text => Json::from(constant.text.as_str()),
        ConstantKind::Int(int) => Json::from(int),
        ConstantKind::Bool(on) => Json::from(on),
        ConstantKind::Float => Number::new(&constant.text).map_or(Json::Null, Json::from),
    }
}
