//! What the client's user supplies once: settings and hooks.

use super::Verdict;
use super::change::{Change, Kind, said};
use super::doors::{Doors, of_setting};
use super::field::Ways;
use super::pairs::pairs;
use super::walk::{Side, Walk};
use crate::lower::Slot;
use crate::model::{Field, Hook, Presence, Setting};

impl Walk<'_> {
    pub(super) fn settings(&mut self) {
        let (old, new) = (&self.old.api.settings, &self.new.api.settings);
        let doors = |side: &Side<'_>, field: &Field, _: bool| {
            let mut settings = side.api.settings.iter();
            let setting = settings.find(|it| it.field.wire == field.wire);
            setting
                .map(|it| of_setting(it, &slot(side, it)))
                .unwrap_or_default()
        };
        let ways = Ways {
            request: true,
            response: false,
            styled: false,
        };
        let by_wire = |setting: &Setting| Some(setting.field.wire.0.clone());
        let by_name = |setting: &Setting| Some(setting.field.name.snake());
        for pair in pairs(old, new, &[&by_wire, &by_name]) {
            let at = |setting: &Setting| format!("settings.{}", setting.field.wire.as_str());
            match pair {
                (Some(old), Some(new)) => {
                    let start = self.count();
                    let but_default = |field: &Field| Field {
                        default: None,
                        ..field.clone()
                    };
                    let (older, newer) = (but_default(&old.field), but_default(&new.field));
                    self.field(&at(new), &older, &newer, ways, &doors);
                    // A setting is no part of a request; where it is used, that is seen by what uses it.
                    for change in self.since(start) {
                        change.wire = Verdict::Nothing;
                    }
                    if old.default != new.default {
                        self.default_of(&at(new), old, new, &doors);
                    }
                }
                (Some(old), None) => {
                    self.field_removed(&at(old), &old.field, ways, &doors);
                    self.unsent();
                }
                (None, Some(new)) => {
                    self.field_added(&at(new), &new.field, ways, &doors);
                    self.unsent();
                }
                (None, None) => {}
            }
        }
        let slots = |side: &Side<'_>, settings: &[Setting]| -> Vec<Slot> {
            settings.iter().map(|it| slot(side, it)).collect()
        };
        let (before, after) = (slots(&self.old, old), slots(&self.new, new));
        let before: Vec<(&Field, Slot)> = old.iter().map(|it| &it.field).zip(before).collect();
        let after: Vec<(&Field, Slot)> = new.iter().map(|it| &it.field).zip(after).collect();
        let names = |hooks: &[Hook]| -> Vec<String> {
            hooks
                .iter()
                .map(|hook| format!("{}: {}Hook", hook.name.snake(), hook.name.camel()))
                .collect()
        };
        let (older, newer) = (names(&self.old.api.hooks), names(&self.new.api.hooks));
        // Hooks that come or go break callers by themselves.
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names
        };
        let hooks = (sorted(older.clone()) == sorted(newer.clone())).then_some((older, newer));
        let checked = |side: &Side<'_>| {
            let mut settings = side.api.settings.iter();
            settings
                .any(|it| !it.field.constraints.is_empty() || side.lowered.has_checks(&it.field.ty))
        };
        self.checked("settings", (checked(&self.old), checked(&self.new)));
        self.constructors("settings.new", &before, &after, hooks, false);
    }

    /// The last change is nothing that a request has by itself.
    fn unsent(&mut self) {
        let last = self.count().saturating_sub(1);
        for change in self.since(last) {
            change.wire = Verdict::Nothing;
        }
    }

    /// Another default: who leaves the setting out uses another value.
    fn default_of(
        &mut self,
        path: &str,
        old: &Setting,
        new: &Setting,
        doors: super::field::DoorsOf<'_>,
    ) {
        let before = doors(&self.old, &old.field, false);
        let callers = before.replaced_by(&self.as_known(doors(&self.new, &new.field, true)));
        let said = said!(
            "who leaves it out uses another value",
            "省略它的调用方将使用另一个值"
        );
        let text = |setting: &Setting| setting.default.clone().unwrap_or_default();
        let change = Change::new(format!("{path}.default"), Kind::Changed, said)
            .sides(text(old), text(new))
            .callers(callers);
        self.add(change.wire(Verdict::Breaking));
    }

    pub(super) fn hooks(&mut self) {
        let (old, new) = (&self.old.api.hooks, &self.new.api.hooks);
        let by_name = |hook: &Hook| Some(hook.name.snake());
        for pair in pairs(old, new, &[&by_name]) {
            let at = |hook: &Hook| format!("hooks.{}", hook.name.snake());
            match pair {
                (Some(old), Some(new)) => {
                    let callers = hook_doors(old).replaced_by(&hook_doors(new));
                    if shown(old) != shown(new) {
                        let said = said!(
                            "the hook takes or gives something else",
                            "钩子的输入或输出有变化"
                        );
                        let change =
                            Change::new(at(new), Kind::Changed, said).sides(shown(old), shown(new));
                        self.add(change.callers(callers));
                    }
                    self.facts(&at(new), &old.facts, &new.facts, false);
                }
                (Some(old), None) => {
                    let said = said!("the hook is gone", "钩子已移除");
                    let change = Change::new(at(old), Kind::Removed, said).sides(shown(old), "");
                    self.add(change.callers(Verdict::Breaking));
                }
                (None, Some(new)) => {
                    let said = said!("the hook is new and must be given", "新增钩子，必须提供");
                    let change = Change::new(at(new), Kind::Added, said).sides("", shown(new));
                    self.add(change.callers(Verdict::Breaking));
                }
                (None, None) => {}
            }
        }
    }
}

/// How a setting is held: one with a default always has a value.
fn slot(side: &Side<'_>, setting: &Setting) -> Slot {
    if setting.default.is_none() {
        return side.lowered.input(&setting.field);
    }
    let required = Field {
        presence: Presence::Required,
        ..setting.field.clone()
    };
    Slot {
        required: false,
        ..side.lowered.input(&required)
    }
}

/// What the function of a hook sees: it is given a struct that may have more fields later.
fn hook_doors(hook: &Hook) -> Doors {
    let mut doors = Doors::default();
    for (name, ty) in &hook.takes {
        doors.keep(format!("field {}: {}", name.snake(), rust(ty)));
    }
    // What borrows nothing has no lifetime; callers may leave it out.
    doors.exact(format!("gives {}", rust(&hook.gives)));
    doors
}

/// The Rust of a value, as far as callers can tell: what no kind of its own is said of is a text.
fn rust(ty: &crate::expr::Type) -> String {
    use crate::expr::Kind;
    let word = match &ty.kind {
        Kind::Bytes => "bytes",
        Kind::Int => "int",
        Kind::Bool => "bool",
        Kind::Instant => "instant",
        Kind::Pairs => "pairs",
        _ => "text",
    };
    word.to_owned()
}

fn shown(hook: &Hook) -> String {
    let takes: Vec<String> = hook
        .takes
        .iter()
        .map(|(name, ty)| format!("{}: {}", name.snake(), rust(ty)))
        .collect();
    format!("({}) {}", takes.join(", "), rust(&hook.gives))
}
