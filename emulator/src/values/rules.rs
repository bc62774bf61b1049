//! Rules over several fields: which members stay, and with which values, so that all rules are kept.

use apiloom_codegen::expr::{self, Env, Value};
use apiloom_codegen::interpret::{Values, expression};
use apiloom_codegen::model::{Api, Field, Presence, Rule, RuleKind, Type, TypeKind, WriteForm};
use apiloom_wire::{Json, decode_as};

use super::record::of_field;
use super::{Maker, Spot, keeps};
use crate::tree;

/// How many members are changed at most until all rules are kept.
const CHANGES: usize = 4;

/// How many changes are made one after the other where few do not help.
const STEPS: usize = 40;

/// How many choices of values are looked at for one record.
const TRIALS: u32 = 1_000;

/// A field with its value.
#[derive(Clone)]
pub(super) struct Member<'f> {
    pub(super) field: &'f Field,
    pub(super) value: Option<Json>,
}

/// The members, changed as little as rules ask for; as they were where nothing helps.
pub(super) fn kept<'f>(
    maker: &Maker,
    members: Vec<Member<'f>>,
    rules: &'f [Rule],
    spot: &Spot<'_>,
) -> Vec<Member<'f>> {
    if rules.is_empty() {
        return members;
    }
    let solver = Solver { maker, rules, spot };
    let mut trials = TRIALS;
    let found =
        (0..=CHANGES).find_map(|changes| solver.search(&members, &[], changes, &mut trials));
    let found = found.or_else(|| solver.climbed(members.clone()));
    found.unwrap_or(members)
}

struct Solver<'s> {
    maker: &'s Maker,
    rules: &'s [Rule],
    spot: &'s Spot<'s>,
}

impl Solver<'_> {
    /// The members after as many changes as it takes, each of which leaves the fewest rules broken.
    fn climbed<'f>(&self, mut members: Vec<Member<'f>>) -> Option<Vec<Member<'f>>> {
        let mut seen: Vec<(usize, Option<Json>)> = Vec::new();
        for _ in 0..STEPS {
            let env = environment(&self.maker.values, &members);
            let broken = self
                .rules
                .iter()
                .find(|rule| is_broken(rule, &members, &env));
            let Some(rule) = broken else {
                return Some(members);
            };
            let mut best: Option<(usize, usize, Option<Json>)> = None;
            for index in named_by(rule, &members) {
                for choice in self.choices(&members[index], rule, &env) {
                    let change = (index, choice.clone());
                    if choice == members[index].value || seen.contains(&change) {
                        continue;
                    }
                    let before = std::mem::replace(&mut members[index].value, choice.clone());
                    let left = self.broken(&members);
                    members[index].value = before;
                    if best.as_ref().is_none_or(|(fewest, _, _)| left < *fewest) {
                        best = Some((left, index, choice));
                    }
                }
            }
            let (_, index, choice) = best?;
            seen.push((index, choice.clone()));
            members[index].value = choice;
        }
        None
    }

    fn broken(&self, members: &[Member<'_>]) -> usize {
        let env = environment(&self.maker.values, members);
        self.rules
            .iter()
            .filter(|rule| is_broken(rule, members, &env))
            .count()
    }

    fn search<'f>(
        &self,
        members: &[Member<'f>],
        pinned: &[usize],
        changes: usize,
        trials: &mut u32,
    ) -> Option<Vec<Member<'f>>> {
        *trials = trials.checked_sub(1)?;
        let env = environment(&self.maker.values, members);
        let broken = self
            .rules
            .iter()
            .find(|rule| is_broken(rule, members, &env));
        let Some(broken) = broken else {
            return Some(members.to_vec());
        };
        if changes == 0 {
            return None;
        }
        let named = named_by(broken, members);
        for index in named.into_iter().filter(|index| !pinned.contains(index)) {
            let pinned: Vec<usize> = pinned.iter().copied().chain([index]).collect();
            for choice in self.choices(&members[index], broken, &env) {
                if choice == members[index].value {
                    continue;
                }
                let mut next = members.to_vec();
                next[index].value = choice;
                if let Some(found) = self.search(&next, &pinned, changes - 1, trials) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// What a member may be instead.
    fn choices(&self, member: &Member<'_>, rule: &Rule, env: &Env) -> Vec<Option<Json>> {
        let field = member.field;
        if !field.is_given() {
            return Vec::new();
        }
        let mut choices: Vec<Option<Json>> = Vec::new();
        if let RuleKind::Require { broken, .. } = &rule.kind {
            let texts = expr::texts(broken, env).into_iter().map(Json::from);
            let literals = expr::mentioned(broken).literals.into_iter();
            let literals = literals.flat_map(|literal| match literal {
                Value::Int(int) => vec![int, int.saturating_add(1), int.saturating_sub(1)]
                    .into_iter()
                    .map(Json::from)
                    .collect(),
                Value::Bool(value) => vec![Json::Bool(value), Json::Bool(!value)],
                _ => Vec::new(),
            });
            let api = self.maker.api;
            let fitting = texts
                .chain(literals)
                .filter_map(|json| shaped(api, &field.ty, &json));
            let fitting = fitting.filter(|json| keeps(&field.ty, &field.constraints, json));
            choices.extend(fitting.map(Some));
        }
        choices.extend((0..5).map(|n| Some(of_field(self.maker, field, self.spot, n))));
        let absent = match field.presence {
            Presence::Optional => Some(None),
            Presence::Required => field.nullable.then_some(Some(Json::Null)),
        };
        match member.value.is_some() {
            // Leaving out is the last resort for what rules compare, and the first for sets.
            true if matches!(rule.kind, RuleKind::Require { .. }) => choices.extend(absent),
            true => choices.splice(0..0, absent).for_each(drop),
            false => {}
        }
        choices
    }
}

/// A literal of a rule as a value of a type on the wire.
fn shaped(api: &Api, ty: &Type, json: &Json) -> Option<Json> {
    match (ty, json) {
        (Type::Bool, Json::Bool(_)) => Some(json.clone()),
        (Type::BoolCodes { on, off }, Json::Bool(value)) => {
            Some(super::code(if *value { on } else { off }))
        }
        (Type::Int32 | Type::Int64 | Type::Decimal | Type::Float, Json::Number(_))
        | (Type::IntOrString(WriteForm::Int), Json::Number(_))
        | (Type::String(None) | Type::Secret, Json::String(_))
        | (Type::IntOrString(WriteForm::String), Json::String(_)) => Some(json.clone()),
        (Type::InString(inner), json) => {
            let json = shaped(api, inner, json)?;
            Some(Json::from(json.scalar_text()?.into_owned()))
        }
        (Type::Trimmed(inner), json) => shaped(api, inner, json),
        (Type::Named(id), json) => match &api.declaration(*id).kind {
            TypeKind::Enum(codes) => {
                let text = json.scalar_text()?;
                let mut known = codes.variants.iter();
                let found = known.find(|variant| variant.code.to_string() == text);
                found.map(|variant| super::code(&variant.code))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The names of a rule over a set.
fn names(rule: &Rule) -> Vec<String> {
    match &rule.kind {
        RuleKind::AllOrNone(names)
        | RuleKind::ExactlyOne(names)
        | RuleKind::AtLeastOne(names)
        | RuleKind::AtMostOne(names) => names.iter().map(|name| name.0.clone()).collect(),
        RuleKind::Require { broken, .. } => expr::uses(broken).names.into_iter().collect(),
    }
}

/// The members that a rule names, the last ones first: what stands in front says more.
fn named_by(rule: &Rule, members: &[Member<'_>]) -> Vec<usize> {
    let names = names(rule);
    let is_named = |index: &usize| names.contains(&members[*index].field.wire.0);
    (0..members.len()).rev().filter(is_named).collect()
}

fn is_given(member: &Member<'_>) -> bool {
    !member.field.is_given() || member.value.as_ref().is_some_and(|value| !value.is_null())
}

fn is_broken(rule: &Rule, members: &[Member<'_>], env: &Env) -> bool {
    let named = named_by(rule, members);
    let count = named
        .iter()
        .filter(|index| is_given(&members[**index]))
        .count();
    match &rule.kind {
        RuleKind::AllOrNone(_) => count != 0 && count != named.len(),
        RuleKind::ExactlyOne(_) => count != 1,
        RuleKind::AtLeastOne(_) => count == 0,
        RuleKind::AtMostOne(_) => count > 1,
        RuleKind::Require { broken, .. } => expr::eval(broken, env) == Ok(Value::Bool(true)),
    }
}

fn environment(values: &Values<'_>, members: &[Member<'_>]) -> Env {
    let mut env = Env::new();
    for member in members {
        let value = match (&member.field.constant, &member.value) {
            (Some(constant), _) => Value::Text(constant.text.clone()),
            (None, Some(json)) => seen(values, &member.field.ty, json),
            (None, None) => continue,
        };
        env.set(member.field.wire.as_str(), value);
    }
    env
}

/// What rules see of a value on the wire.
fn seen(values: &Values<'_>, ty: &Type, json: &Json) -> Value {
    if json.is_null() {
        return Value::Absent;
    }
    let datum = decode_as(&tree::bytes(json), values.codec(ty));
    datum.map_or(Value::Opaque, |datum| expression(ty, &datum))
}
