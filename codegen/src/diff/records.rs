//! Records and tuples, and rules over several fields.

use super::Verdict;
use super::change::{Change, Kind, said};
use super::constraints::severity;
use super::doors::{Doors, constructor, of_field};
use super::expression::made;
use super::field::Ways;
use super::pairs::pairs;
use super::types::Both;
use super::walk::{Side, Walk};
use crate::ident;
use crate::lower::{self, Slot, repr_inside};
use crate::model::{
    Action, Declaration, Field, Record, Rule, RuleKind, TypeId, TypeKind, WireName,
};

impl Walk<'_> {
    pub(super) fn record(&mut self, path: &str, both: Both<'_>, old: &Record, new: &Record) {
        let ways = Ways {
            request: both.request(),
            response: both.response(),
            styled: false,
        };
        let (before, after) = (both.old.0, both.new.0);
        let doors = |side: &Side<'_>, field: &Field, newer: bool| {
            field_doors(side, if newer { after } else { before }, field)
        };
        let start = self.count();
        let word = if old.tuple { "tuple" } else { "fields" };
        let by_wire = |field: &Field| Some(field.wire.0.clone());
        let by_name = |field: &Field| Some(field.name.snake());
        for pair in pairs(&old.fields, &new.fields, &[&by_wire, &by_name]) {
            let at = |field: &Field| format!("{path}.{word}.{}", field.wire.as_str());
            match pair {
                (Some(old), Some(new)) => self.field(&at(new), old, new, ways, &doors),
                (Some(old), None) => self.field_removed(&at(old), old, ways, &doors),
                (None, Some(new)) => self.field_added(&at(new), new, ways, &doors),
                (None, None) => {}
            }
        }
        let same_fields = self
            .since(start)
            .iter()
            .all(|it| it.kind == Kind::Documented);
        self.actions(path, both, old, new);
        self.construction(path, both, old, new);
        self.order(path, both, old, new);
        self.openings(path, both, old, new, same_fields);
        let used = ways.request || ways.response;
        self.rules(path, &old.rules, &new.rules, used);
    }

    /// How the required fields of a type are given, where they are all the same.
    fn construction(&mut self, path: &str, both: Both<'_>, old: &Record, new: &Record) {
        let made = both.old.1.usage.request && both.new.1.usage.request;
        if !made || !old.actions.is_empty() || !new.actions.is_empty() {
            return;
        }
        let before = slots(&self.old, both.old.0, old);
        let after = slots(&self.new, both.new.0, new);
        self.constructors(&format!("{path}.new"), &before, &after, None, false);
    }

    /// Compares how required values are given; `old` and `new` are all values, in their order.
    pub(super) fn constructors(
        &mut self,
        path: &str,
        old: &[(&Field, Slot)],
        new: &[(&Field, Slot)],
        hooks: Option<(Vec<String>, Vec<String>)>,
        unnamed: bool,
    ) {
        let exact = |slots: &[(&Field, Slot)]| {
            let mut doors = Doors::default();
            for (field, slot) in slots.iter().filter(|(_, slot)| slot.required) {
                let name = ident::snake(&field.name).to_string();
                let name = if unnamed { "" } else { name.as_str() };
                doors.exact(format!("{name}: {}", slot.ty));
            }
            doors
        };
        // What comes, goes or has another type breaks callers by itself.
        if !exact(old).same_exact(&self.as_known(exact(new))) {
            return;
        }
        let (mut before, mut after) = (constructor(old), constructor(new));
        if let Some((older, newer)) = hooks {
            before.extend(older);
            after.extend(newer);
        }
        let after: Vec<String> = after.iter().map(|text| self.text_as_known(text)).collect();
        if before == after {
            return;
        }
        let said = said!(
            "what is required is given in another way",
            "必填项的提供方式有变化"
        );
        let compiles = before.len() == after.len()
            && before.iter().zip(&after).all(|(old, new)| takes(new, old));
        let change =
            Change::new(path, Kind::Changed, said).sides(before.join(", "), after.join(", "));
        self.add(match compiles {
            true => change.meaning(Verdict::Breaking),
            false => change.callers(Verdict::Breaking),
        });
    }

    /// Another order of the fields: in a tuple, it is what they mean.
    fn order(&mut self, path: &str, both: Both<'_>, old: &Record, new: &Record) {
        let common = |record: &Record, other: &Record| -> Vec<String> {
            let known = |field: &&Field| other.fields.iter().any(|it| it.wire == field.wire);
            let common = record.fields.iter().filter(known);
            common.map(|field| field.wire.0.clone()).collect()
        };
        let (before, after) = (common(old, new), common(new, old));
        // Of a tuple, whatever stands before the others moves them.
        let all = |record: &Record| -> Vec<String> {
            record
                .fields
                .iter()
                .map(|field| field.wire.0.clone())
                .collect()
        };
        let moved = match old.tuple {
            true => !all(new).starts_with(&all(old)) && before.len() > 1,
            false => before != after,
        };
        if !moved {
            return;
        }
        let verdict = match (old.tuple, both.request()) {
            (true, _) => both.seen(Verdict::Breaking),
            (false, true) => Verdict::Compatible,
            (false, false) => return,
        };
        let said = said!("they are written in another order", "书写顺序有变化");
        let change = Change::new(format!("{path}.order"), Kind::Changed, said)
            .sides(before.join(", "), after.join(", "));
        self.add(change.wire(verdict));
    }

    /// Whether members that the spec does not name belong to the type.
    fn openings(&mut self, path: &str, both: Both<'_>, old: &Record, new: &Record, same: bool) {
        if old.open == new.open {
            return;
        }
        let doors =
            |side: &Side<'_>, (id, declaration): (TypeId, &Declaration), record: &Record| {
                let mut doors = Doors::default();
                record_doors(&mut doors, side, id, declaration, record);
                doors
            };
        let before = doors(&self.old, both.old, old);
        let after = self.as_known(doors(&self.new, both.new, new));
        let callers = match same && both.old.1.usage == both.new.1.usage {
            true => before.replaced_by(&after),
            false => match new.open {
                true => Verdict::Compatible,
                false => Verdict::Breaking,
            },
        };
        let said = match new.open {
            true => said!(
                "members of any name belong to it now",
                "现在允许任意名称的成员"
            ),
            false => said!(
                "members that the spec does not name no longer belong to it",
                "规范之外的成员不再属于它"
            ),
        };
        let change = Change::new(format!("{path}.rest"), Kind::Changed, said);
        self.add(change.callers(both.seen(callers)));
    }

    /// What a tuple does, by which of its items have a value.
    fn actions(&mut self, path: &str, both: Both<'_>, old: &Record, new: &Record) {
        if old.actions.is_empty() && new.actions.is_empty() {
            return;
        }
        let before = action_doors(&self.old, both.old.0, old);
        let after = self.as_known(action_doors(&self.new, both.new.0, new));
        let callers = both.seen(before.replaced_by(&after));
        let start = self.count();
        let by_shape = |action: &Action| Some(format!("{:?}", action.with));
        let by_name = |action: &Action| Some(action.name.camel());
        for pair in pairs(&old.actions, &new.actions, &[&by_shape, &by_name]) {
            let at = |action: &Action| format!("{path}.actions.{}", action.name.snake());
            match pair {
                (Some(old), Some(new)) => {
                    if (&old.name, &old.with, old.deletes) != (&new.name, &new.with, new.deletes) {
                        let said = said!("the action is another one", "该动作有变化");
                        let change = Change::new(at(new), Kind::Changed, said)
                            .sides(old.name.snake(), new.name.snake());
                        self.add(change);
                    }
                    self.facts(&at(new), &old.facts, &new.facts, false);
                }
                (Some(old), None) => {
                    let said = said!("the action is gone", "该动作已移除");
                    let change = Change::new(at(old), Kind::Removed, said);
                    self.add(change.wire(both.seen(Verdict::Breaking)));
                }
                (None, Some(new)) => {
                    let said = said!("the action is new", "新增动作");
                    let change = Change::new(at(new), Kind::Added, said);
                    self.add(change.wire(both.seen(Verdict::Compatible)));
                }
                (None, None) => {}
            }
        }
        for change in self
            .since(start)
            .iter_mut()
            .filter(|it| it.kind != Kind::Documented)
        {
            *change = change.clone().callers(callers);
        }
        let named = self
            .since(start)
            .iter()
            .any(|it| it.kind != Kind::Documented);
        if !named && callers != Verdict::Nothing {
            let said = said!(
                "what its actions hold is otherwise",
                "各动作持有的内容有变化"
            );
            self.add(Change::new(format!("{path}.actions"), Kind::Changed, said).callers(callers));
        }
    }

    /// Rules over several fields or inputs.
    pub(super) fn rules(&mut self, path: &str, old: &[Rule], new: &[Rule], used: bool) {
        let by_id = |rule: &Rule| Some(rule.id.clone());
        let by_demand = |rule: &Rule| Some(demand(rule));
        for pair in pairs(old, new, &[&by_id, &by_demand]) {
            let at = |rule: &Rule| format!("{path}.rules.{}", rule.id);
            let refuses = |rule: &Rule, verdict: Verdict| match (used, rule.error) {
                (true, true) => verdict,
                // By a warning, nothing is refused.
                _ => Verdict::Nothing,
            };
            match pair {
                (Some(old), Some(new)) => {
                    if demand(old) != demand(new) {
                        let said = said!("the rule demands something else", "规则的要求有变化");
                        let change =
                            Change::new(at(new), Kind::Changed, said).sides(shown(old), shown(new));
                        self.add(change.validation(refuses(new, Verdict::Breaking)));
                    }
                    if old.id != new.id {
                        let said = said!("violations call it otherwise", "违反时报告的名称有变化");
                        let change = Change::new(at(new), Kind::Renamed, said);
                        self.add(change.sides(&old.id, &new.id).meaning(Verdict::Compatible));
                    }
                    if old.error != new.error {
                        let (said, verdict) = severity(!new.error);
                        let verdict = if used { verdict } else { Verdict::Nothing };
                        let change =
                            Change::new(format!("{}.severity", at(new)), Kind::Changed, said);
                        self.add(change.validation(verdict));
                    }
                    let message = old.message != new.message;
                    self.facts(&at(new), &old.facts, &new.facts, message);
                }
                (Some(old), None) => {
                    let said = said!("the rule is gone", "规则已移除");
                    let change = Change::new(at(old), Kind::Removed, said).sides(shown(old), "");
                    self.add(change.validation(refuses(old, Verdict::Compatible)));
                }
                (None, Some(new)) => {
                    let said = said!("the rule is new", "新增规则");
                    let change = Change::new(at(new), Kind::Added, said).sides("", shown(new));
                    self.add(change.validation(refuses(new, Verdict::Breaking)));
                }
                (None, None) => {}
            }
        }
    }
}

/// What a rule demands, so that it can be compared.
fn demand(rule: &Rule) -> String {
    match &rule.kind {
        RuleKind::Require { broken, .. } => made(broken),
        _ => shown(rule),
    }
}

/// What a rule demands, as specs write it.
fn shown(rule: &Rule) -> String {
    let list = |names: &[WireName]| -> String {
        let names: Vec<&str> = names.iter().map(WireName::as_str).collect();
        format!("{}: [{}]", rule.kind.word(), names.join(", "))
    };
    match &rule.kind {
        RuleKind::AllOrNone(names)
        | RuleKind::ExactlyOne(names)
        | RuleKind::AtLeastOne(names)
        | RuleKind::AtMostOne(names) => list(names),
        RuleKind::Require { when, require, .. } => match when {
            Some(when) => format!("when: {when}, require: {require}"),
            None => format!("require: {require}"),
        },
    }
}

/// Whether a parameter takes what another one took, without a word from the compiler.
pub(super) fn takes(new: &str, old: &str) -> bool {
    fn ty(text: &str) -> &str {
        let ty = text.split_once(": ").map_or(text, |(_, ty)| ty);
        ty.strip_prefix("impl Into < ")
            .and_then(|ty| ty.strip_suffix(" >"))
            .unwrap_or(ty)
    }
    let (into, old) = (new.contains("impl Into <"), ty(old));
    ty(new) == old || into && matches!((ty(new), old), ("Secret" | "Json", "String"))
}

/// The doors of a field of a declared record.
fn field_doors(side: &Side<'_>, owner: TypeId, field: &Field) -> Doors {
    let declaration = side.api.declaration(owner);
    let usage = declaration.usage;
    let acts = matches!(&declaration.kind, TypeKind::Record(record) if !record.actions.is_empty());
    if acts || field.constant.is_some() || !(usage.request || usage.response) {
        return Doors::default();
    }
    let slot = side.lowered.slot(owner, field);
    let setter = ident::field_setter(field).to_string();
    of_field(field, &slot, usage.request, &setter)
}

/// What callers see of a record beside its fields.
pub(super) fn record_doors(
    doors: &mut Doors,
    side: &Side<'_>,
    id: TypeId,
    declaration: &Declaration,
    record: &Record,
) {
    if let Some(name) = lower::extra(declaration, record) {
        doors.keep(format!("field {name}: Extra"));
    }
    if declaration.usage.request {
        doors.keep("new".to_owned());
        if record.open {
            doors.keep("method with_member".to_owned());
        }
        if slots(side, id, record)
            .iter()
            .all(|(_, slot)| !slot.required)
        {
            doors.keep("Default".to_owned());
        }
    }
}

fn slots<'r>(side: &Side<'_>, id: TypeId, record: &'r Record) -> Vec<(&'r Field, Slot)> {
    let given = record
        .fields
        .iter()
        .filter(|field| field.constant.is_none());
    given
        .map(|field| (field, side.lowered.slot(id, field)))
        .collect()
}

fn action_doors(side: &Side<'_>, id: TypeId, record: &Record) -> Doors {
    let mut doors = Doors::default();
    if record.actions.is_empty() {
        doors.keep("struct".to_owned());
    }
    for action in &record.actions {
        let held = record
            .fields
            .iter()
            .zip(&action.with)
            .filter(|(_, with)| **with);
        let held: Vec<String> = held
            .map(|(field, _)| {
                let ty = repr_inside(&side.lowered, id, &field.ty).ty;
                format!("{}: {ty}", ident::snake(&field.name))
            })
            .collect();
        doors.exact(format!(
            "variant {} {{ {} }}",
            ident::camel(&action.name),
            held.join(", ")
        ));
    }
    doors
}
