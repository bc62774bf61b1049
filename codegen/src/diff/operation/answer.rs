//! What operations answer.

use super::super::Verdict;
use super::super::change::{Change, Kind, said};
use super::super::type_text::type_text;
use super::super::walk::{Side, Walk};
use crate::lower::repr;
use crate::model::{Absent, Decode, Operation, Returns};

impl Walk<'_> {
    pub(super) fn returns(&mut self, path: &str, old: &Operation, new: &Operation) {
        let path = format!("{path}.returns");
        let (before, after) = (output(&self.old, old), output(&self.new, new));
        let callers = match before == self.text_as_known(&after) {
            true => Verdict::Nothing,
            false => Verdict::Breaking,
        };
        let (old, new) = match (&old.returns, &new.returns) {
            (None, None) => return,
            (Some(old), Some(new)) => (old, new),
            (older, newer) => {
                let said = match newer {
                    Some(_) => said!("something is answered now", "现在有返回值"),
                    None => said!("nothing is answered any more", "不再有返回值"),
                };
                let kind = if newer.is_some() {
                    Kind::Added
                } else {
                    Kind::Removed
                };
                let text = |api, it: &Option<Returns>| {
                    it.as_ref()
                        .map(|it| type_text(api, &it.ty))
                        .unwrap_or_default()
                };
                let change = Change::new(&path, kind, said)
                    .sides(text(self.old.api, older), text(self.new.api, newer));
                return self.add(change.callers(callers).wire(Verdict::Breaking));
            }
        };
        let start = self.count();
        if !self.same_type(&old.ty, &new.ty) {
            let (before, after) = self.both_types(&old.ty, &new.ty);
            let said = said!("its type is `{}` now", "类型现在是 `{}`", after);
            let wire = self.on_the_wire(&old.ty, &new.ty);
            self.add(
                Change::new(&path, Kind::Changed, said)
                    .sides(before, after)
                    .wire(wire),
            );
        }
        if old.decode != new.decode {
            let said = said!("it is read in another way", "读取方式有变化");
            let change = Change::new(&path, Kind::Changed, said);
            self.add(
                change
                    .sides(old.decode.word(), new.decode.word())
                    .wire(Verdict::Breaking),
            );
        }
        if old.absent != new.absent {
            let said = match new.absent {
                Absent::Refused => said!(
                    "an answer without it is an error now",
                    "缺少它的返回现在是错误"
                ),
                Absent::Empty => said!(
                    "an answer without it is an empty one now",
                    "缺少它的返回现在视为空值"
                ),
                Absent::None => said!(
                    "an answer without it is none now",
                    "缺少它的返回现在视为没有值"
                ),
            };
            // What was an error is none any more; what was a value is read otherwise.
            let wire = match old.absent {
                Absent::Refused => Verdict::Compatible,
                _ => Verdict::Breaking,
            };
            let change = Change::new(format!("{path}.absent"), Kind::Changed, said);
            self.add(change.sides(absent(old), absent(new)).wire(wire));
        }
        let seen = self.count() > start;
        for change in self.since(start) {
            *change = change.clone().callers(callers);
        }
        if !seen && callers != Verdict::Nothing {
            let said = said!("callers are given another type", "调用方得到的类型有变化");
            self.add(Change::new(&path, Kind::Changed, said).callers(callers));
        }
        if old.at != new.at {
            let at = |it: &Returns| [&["body".to_owned()], it.at.as_slice()].concat().join(".");
            let said = said!(
                "it is read in another place of the answer",
                "在返回中的位置有变化"
            );
            let change = Change::new(format!("{path}.at"), Kind::Changed, said);
            self.add(change.sides(at(old), at(new)).wire(Verdict::Breaking));
        }
        self.facts(&path, &old.facts, &new.facts, false);
    }

    /// Which envelope tells success from failure.
    pub(super) fn judged(&mut self, path: &str, old: &Operation, new: &Operation) {
        let name = |side: &Side<'_>, index: Option<usize>| {
            index
                .and_then(|index| side.api.envelopes.get(index))
                .map(|envelope| envelope.name.snake())
                .unwrap_or_default()
        };
        let (before, after) = (name(&self.old, old.envelope), name(&self.new, new.envelope));
        if before != after {
            let said = said!(
                "success is told from failure otherwise",
                "成败的判断方式有变化"
            );
            let change = Change::new(format!("{path}.envelope"), Kind::Changed, said);
            self.add(change.sides(before, after).wire(Verdict::Breaking));
        }
    }
}

/// The type that a call answers.
fn output(side: &Side<'_>, operation: &Operation) -> String {
    let Some(returns) = &operation.returns else {
        return "()".to_owned();
    };
    let ty = repr(&side.lowered, &returns.ty).ty;
    match (returns.decode, returns.absent) {
        (Decode::File, _) => "Download".to_owned(),
        (Decode::Bytes, _) => "Vec < u8 >".to_owned(),
        (Decode::Json, Absent::None) => format!("Option < {ty} >"),
        _ => ty.to_string(),
    }
}

fn absent(returns: &Returns) -> &'static str {
    match returns.absent {
        Absent::Refused => "error",
        Absent::Empty => "empty",
        Absent::None => "none",
    }
}
