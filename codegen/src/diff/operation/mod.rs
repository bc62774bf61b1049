//! Operations: what they are sent with, what they answer, how they are paged.

mod answer;
mod conduct;
mod input;
mod pages;

use std::collections::BTreeSet;

use super::Verdict;
use super::change::{Change, Kind, said};
use super::pairs::pairs;
use super::walk::Walk;
use crate::model::{Operation, Place};

impl Walk<'_> {
    pub(super) fn operations(&mut self) {
        let (old, new) = (&self.old.api.operations, &self.new.api.operations);
        let by_name = |operation: &Operation| Some(operation.name.snake());
        let by_line = |operation: &Operation| {
            Some(format!(
                "{} {}",
                operation.method,
                template(&operation.path)
            ))
        };
        for pair in pairs(old, new, &[&by_name, &by_line]) {
            let at = |operation: &Operation| format!("operations.{}", operation.name.snake());
            let line = |operation: &Operation| format!("{} {}", operation.method, operation.path);
            match pair {
                (Some(old), Some(new)) => self.operation(&at(new), old, new),
                (Some(old), None) => {
                    let said = said!("the operation is gone", "接口已移除");
                    let change = Change::new(at(old), Kind::Removed, said).sides(line(old), "");
                    self.add(change.callers(Verdict::Breaking).wire(Verdict::Breaking));
                }
                (None, Some(new)) => {
                    let said = said!("the operation is new", "新增接口");
                    let change = Change::new(at(new), Kind::Added, said).sides("", line(new));
                    self.add(
                        change
                            .callers(Verdict::Compatible)
                            .wire(Verdict::Compatible),
                    );
                }
                (None, None) => {}
            }
        }
    }

    fn operation(&mut self, path: &str, old: &Operation, new: &Operation) {
        if old.name != new.name {
            let (before, after) = (old.name.snake(), new.name.snake());
            let said = said!(
                "the operation is called `{}` now",
                "接口现在叫做 `{}`",
                after
            );
            let change = Change::new(path, Kind::Renamed, said).sides(before, after);
            // Schemes sign the name of the operation where they use it.
            let wire = match self.signs_operation("id") {
                true => Verdict::Breaking,
                false => Verdict::Nothing,
            };
            self.add(change.callers(Verdict::Breaking).wire(wire));
        }
        self.line(path, old, new);
        self.inputs(path, old, new);
        self.returns(path, old, new);
        self.paginate(path, old, new);
        self.conduct(path, old, new);
        self.rules(path, &old.rules, &new.rules, true);
        let shown = |operation: &Operation| {
            format!(
                "{:?} {:?} {:?} {:?}",
                operation.permissions,
                operation.entity,
                operation
                    .examples
                    .iter()
                    .map(|it| (&it.facts, &it.request))
                    .collect::<Vec<_>>(),
                operation
                    .examples
                    .iter()
                    .map(|it| &it.answer)
                    .collect::<Vec<_>>(),
            )
        };
        self.facts(path, &old.facts, &new.facts, shown(old) != shown(new));
    }

    /// Method, path and server.
    fn line(&mut self, path: &str, old: &Operation, new: &Operation) {
        let line = |it: &Operation| format!("{} {}", it.method, it.path);
        // Nobody sees what a part of the path is called, as long as it stands for the same input.
        let names = |it: &Operation| -> BTreeSet<String> {
            let path = it.parameters.iter().filter(|it| it.place == Place::Path);
            path.map(|it| it.field.wire.0.clone()).collect()
        };
        let same = names(old) == names(new);
        let sent = |it: &Operation| match same {
            true => line(it),
            false => format!("{} {}", it.method, template(&it.path)),
        };
        if sent(old) != sent(new) {
            let said = said!("it is sent as `{}` now", "现在以 `{}` 发送", line(new));
            let change = Change::new(format!("{path}.http"), Kind::Changed, said);
            self.add(change.sides(line(old), line(new)).wire(Verdict::Breaking));
        }
        if old.server != new.server {
            let said = said!("it is sent to another server", "发送到另一个服务器");
            let change = Change::new(format!("{path}.server"), Kind::Changed, said);
            let wire =
                match self.url_of(&self.old, &old.server) == self.url_of(&self.new, &new.server) {
                    true => Verdict::Nothing,
                    false => Verdict::Breaking,
                };
            self.add(change.sides(&old.server, &new.server).wire(wire));
        }
    }
}

/// The path with its holes unnamed.
fn template(path: &str) -> String {
    let mut out = String::new();
    for (index, part) in path.split('{').enumerate() {
        match part.split_once('}') {
            Some((_, rest)) if index > 0 => out.push_str(&format!("{{}}{rest}")),
            _ => out.push_str(part),
        }
    }
    out
}
