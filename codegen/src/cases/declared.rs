//! The cases and the smallest values of declared types.

use std::rc::Rc;

use apiloom_wire::Json;

use super::Maker;
use super::broken::{Broken, member};
use super::candidate::{Candidate, sorted};
use super::hints::Hints;
use super::outcome::{self, Made, Outcome, Pair};
use super::pool::held;
use super::record::{self, Record, Want};
use crate::lower::can_be_misread;
use crate::model::{Action, Patterned, Type, TypeId, TypeKind, Union, UnionForm, UnionVariant};

impl<'a> Maker<'a> {
    /// The cases of a declared type, which may lack those of types that lead back to what is begun: for a
    /// representative, any of them will do.
    pub(super) fn outcomes(&self, id: TypeId) -> Rc<Vec<Outcome>> {
        if let Some(known) = self.known.borrow().get(&id) {
            return known.clone();
        }
        let made = self.once((id, true), || self.make_outcomes(id));
        let made = Rc::new(made.unwrap_or_default());
        self.known.borrow_mut().insert(id, made.clone());
        made
    }

    /// All cases of a declared type.
    pub(super) fn all_outcomes(&self, id: TypeId) -> Vec<Outcome> {
        self.once((id, true), || self.make_outcomes(id))
            .unwrap_or_default()
    }

    /// The cases of a declared type, made anew.
    pub(super) fn make_outcomes(&self, id: TypeId) -> Vec<Outcome> {
        match &self.lowered.api.declaration(id).kind {
            _ if self.lowered.api.declaration(id).by_hand.is_some() => Vec::new(),
            TypeKind::Record(record) if record.actions.is_empty() => {
                outcome::of_record(&self.declared_record(record, None), "")
            }
            TypeKind::Record(record) => {
                let of_action = |action: &'a Action| {
                    outcome::of_record(
                        &self.declared_record(record, Some(action)),
                        &action.name.snake(),
                    )
                };
                record.actions.iter().flat_map(of_action).collect()
            }
            TypeKind::Union(union) => self.of_union(union),
            TypeKind::Patterned(patterned) => self.of_patterned(patterned),
            TypeKind::Enum(_) | TypeKind::Opaque => Vec::new(),
        }
    }

    /// The smallest value of a declared type that breaks nothing.
    pub(super) fn smallest(&self, id: TypeId) -> Option<Json> {
        if let Some(known) = self.smallest.borrow().get(&id) {
            return known.clone();
        }
        let declaration = self.lowered.api.declaration(id);
        let made = self.once((id, false), || match &declaration.kind {
            TypeKind::Record(record) => {
                let actions = record.actions.iter().map(Some);
                let none = record.actions.is_empty().then_some(None);
                let mut made = none.into_iter().chain(actions).filter_map(|action| {
                    let record = self.declared_record(record, action);
                    let state = record.solve(&record.base()?, Want::default())?;
                    Some(record.document(&state))
                });
                made.next()
            }
            TypeKind::Union(union) => {
                let variants = union.variants.iter();
                let all = variants.flat_map(|variant| self.of_variant(union, variant));
                first_clean(all.collect())
            }
            TypeKind::Patterned(_) => Some(Json::Object(Vec::new())),
            TypeKind::Enum(_) | TypeKind::Opaque => None,
        })?;
        if made.is_some() {
            self.smallest.borrow_mut().insert(id, made.clone());
        }
        made
    }

    fn declared_record(
        &self,
        record: &'a crate::model::Record,
        action: Option<&'a Action>,
    ) -> Record<'a> {
        let fields = record.fields.iter().enumerate();
        let fields = fields.map(|(index, field)| (field, record::path(field, index, record.tuple)));
        let rules = match action {
            Some(_) => &[],
            None => record.rules.as_slice(),
        };
        self.record(fields, rules, (record.tuple, action))
    }

    fn of_union(&self, union: &Union) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for variant in &union.variants {
            let pool = sorted(self.of_variant(union, variant));
            let path = content_path(union, variant);
            let demands = self.demands(&variant.ty, &[]).into_iter();
            let demands = demands.map(|broken| broken.below(&path).lowered(variant.warns));
            let tag = variant.tag.as_str();
            outcomes.extend(demands.map(|broken| of_pool(&pool, broken, tag)));
            if can_be_misread(union) && variant.ty != Type::Any {
                outcomes.push(self.misread(union, variant, &pool));
            }
        }
        outcomes
    }

    /// The values of a variant.
    fn of_variant(&self, union: &Union, variant: &UnionVariant) -> Vec<Candidate> {
        let contents = self.pool(&variant.ty, &Hints::default()).into_iter();
        let path = content_path(union, variant);
        let whole = contents.filter_map(|content| {
            let json = whole(union, variant, content.json.clone())?;
            let mut whole = held(json, &path, &content);
            let broken = whole.broken.into_iter();
            whole.broken = broken.map(|broken| broken.lowered(variant.warns)).collect();
            Some(whole)
        });
        whole.collect()
    }

    /// Content of another type than the tag says.
    fn misread(&self, union: &Union, variant: &UnionVariant, pool: &[Candidate]) -> Outcome {
        let what = format!("{}: type", variant.tag.as_str());
        let broken = Broken::here("type", what)
            .below(&content_path(union, variant))
            .lowered(variant.warns);
        // Reading refuses what the document itself rules out.
        if !variant.warns {
            return outcome::unreadable(broken);
        }
        let other = match variant.ty {
            Type::Bool | Type::BoolCodes { .. } => Json::from("x"),
            _ => Json::from(true),
        };
        let (Some(keeps), Some(breaks)) = (
            pool.iter().find(|candidate| candidate.is_clean()),
            whole(union, variant, other),
        ) else {
            return outcome::no_value(broken);
        };
        let breaks = Candidate::opaque(breaks);
        Outcome {
            broken,
            pair: Ok(pair(keeps, &breaks)),
        }
    }

    fn of_patterned(&self, patterned: &Patterned) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for key in &patterned.keys {
            let hole = if key.int { "1" } else { "a" };
            let name = format!("{}{hole}{}", key.prefix, key.suffix);
            let path = member(&name);
            let values = self.pool(&key.ty, &Hints::default()).into_iter();
            let whole = values.map(|value| {
                held(
                    Json::Object(vec![(name.clone(), value.json.clone())]),
                    &path,
                    &value,
                )
            });
            let pool = sorted(whole.collect());
            let demands = self.demands(&key.ty, &[]).into_iter();
            let demands = demands.map(|broken| broken.below(&path));
            outcomes.extend(demands.map(|broken| of_pool(&pool, broken, &key.name.snake())));
        }
        outcomes
    }
}

/// What becomes of a rule among these values of a type; `label` is said before it.
fn of_pool(pool: &[Candidate], broken: Broken, label: &str) -> Outcome {
    let labelled = broken.clone().of(label);
    if broken.unreadable {
        return outcome::unreadable(labelled);
    }
    let shows =
        |candidate: &&Candidate| candidate.is_clean() && candidate.shows.contains(&broken.what);
    let keeps = pool
        .iter()
        .find(shows)
        .or_else(|| pool.iter().find(|c| c.is_clean()));
    let breaks = pool.iter().find(|candidate| candidate.breaks_only(&broken));
    match (keeps, breaks) {
        (Some(keeps), Some(breaks)) => Outcome {
            broken: labelled,
            pair: Ok(pair(keeps, breaks)),
        },
        _ => outcome::no_value(labelled),
    }
}

fn pair(keeps: &Candidate, breaks: &Candidate) -> Pair {
    let made = |candidate: &Candidate| Made {
        json: candidate.json.clone(),
        part: candidate.json.clone(),
        values: Vec::new(),
    };
    Pair {
        keeps: made(keeps),
        breaks: made(breaks),
    }
}

fn first_clean(all: Vec<Candidate>) -> Option<Json> {
    let clean = sorted(all).into_iter().find(Candidate::is_clean);
    clean.map(|candidate| candidate.json)
}

/// Where the content of a variant stands.
fn content_path(union: &Union, variant: &UnionVariant) -> String {
    match &union.form {
        UnionForm::Adjacent { content, .. } => member(content.as_str()),
        UnionForm::TagNames { .. } | UnionForm::ByVariant => member(variant.tag.as_str()),
        UnionForm::Inline { .. } | UnionForm::Untagged => String::new(),
    }
}

/// A variant with its content.
fn whole(union: &Union, variant: &UnionVariant, content: Json) -> Option<Json> {
    let tag_text = || Json::from(variant.tag.as_str());
    Some(match (&union.form, content) {
        (UnionForm::Adjacent { tag, content }, inside) => Json::Object(vec![
            (tag.0.clone(), tag_text()),
            (content.0.clone(), inside),
        ]),
        (UnionForm::TagNames { tag }, inside) => Json::Object(vec![
            (tag.0.clone(), tag_text()),
            (variant.tag.0.clone(), inside),
        ]),
        (UnionForm::Inline { tag }, Json::Object(mut members)) => {
            members.insert(0, (tag.0.clone(), tag_text()));
            Json::Object(members)
        }
        (UnionForm::Inline { .. }, _) => return None,
        (UnionForm::ByVariant, inside) => Json::Object(vec![(variant.tag.0.clone(), inside)]),
        (UnionForm::Untagged, inside) => inside,
    })
}
