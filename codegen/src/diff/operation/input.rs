//! What operations are sent with.

use super::super::Verdict;
use super::super::change::{Change, Kind, said};
use super::super::doors::{Doors, of_input};
use super::super::field::{DoorsOf, Ways};
use super::super::pairs::{Pair, pairs};
use super::super::records::takes;
use super::super::walk::{Side, Walk};
use crate::ident;
use crate::lower::{Given, Slot, inputs, required};
use crate::model::{Encode, Field, Operation, Payload, Place};

/// An input, with where it stands.
struct Input<'a> {
    place: &'static str,
    /// Its name on the wire; of a part of the path, its position, since nobody sees its name.
    key: String,
    field: &'a Field,
    styled: bool,
}

impl Walk<'_> {
    pub(super) fn inputs(&mut self, path: &str, old: &Operation, new: &Operation) {
        let given = (
            inputs(&self.old.lowered, old).given,
            inputs(&self.new.lowered, new).given,
        );
        let positional = |given: &[(&Field, Slot)]| !matches!(required(given), Given::Struct);
        let unnamed = positional(&given.0) && positional(&given.1);
        let doors = |side: &Side<'_>, field: &Field, newer: bool| {
            input_doors(side, if newer { new } else { old }, field, unnamed)
        };
        let (before, after) = (all_inputs(old), all_inputs(new));
        let by_place =
            |input: &Input<'_>| Some(format!("{} {}", input.place, input.field.wire.as_str()));
        let by_position = |input: &Input<'_>| Some(format!("{} {}", input.place, input.key));
        let by_key = |input: &Input<'_>| Some(input.field.wire.0.clone());
        let by_name = |input: &Input<'_>| Some(input.field.name.snake());
        let paired = pairs(
            &before,
            &after,
            &[&by_place, &by_position, &by_key, &by_name],
        );
        let arguments = Arguments::new(self, &given, &paired);
        for pair in &paired {
            let start = self.count();
            self.input(path, *pair, &doors);
            let opened = |side: &Side<'_>, input: Option<&Input<'_>>, newer: bool| {
                input
                    .map(|input| doors(side, input.field, newer))
                    .unwrap_or_default()
            };
            let older = opened(&self.old, pair.0, false);
            let kept = older.keeps(&self.as_known(opened(&self.new, pair.1, true)));
            // Arguments that fit one after the other compile, whatever they are called.
            if unnamed && arguments.fit && kept {
                self.since(start)
                    .iter_mut()
                    .for_each(|change| change.compiles = true);
            }
        }
        if !(unnamed && arguments.same) {
            let path = format!("{path}.inputs");
            self.constructors(&path, &given.0, &given.1, None, unnamed);
        }
        self.input_order(path, &before, &after);
        self.body(path, old, new);
    }

    /// One input.
    fn input(&mut self, path: &str, pair: Pair<'_, '_, Input<'_>>, doors: DoorsOf<'_>) {
        let at = |input: &Input<'_>| match input.place {
            "whole" => format!("{path}.body"),
            place => format!("{path}.{place}.{}", input.field.wire.as_str()),
        };
        let ways = |input: &Input<'_>| Ways {
            request: true,
            response: false,
            styled: input.styled,
        };
        match pair {
            (Some(old), Some(new)) => {
                if old.place != new.place {
                    let (from, to) = (place(old), place(new));
                    let said = said!("it stands in the {} now", "现在位于 {}", to);
                    let change = Change::new(at(new), Kind::Changed, said).sides(from, to);
                    self.add(change.wire(Verdict::Breaking));
                }
                let mut older = old.field.clone();
                // Nobody sees what a part of the path, or a whole body, is called on the wire.
                if matches!(new.place, "path" | "whole") && old.place == new.place {
                    older.wire = new.field.wire.clone();
                }
                self.field(&at(new), &older, new.field, ways(new), doors);
            }
            (Some(old), None) => self.field_removed(&at(old), old.field, ways(old), doors),
            (None, Some(new)) => self.field_added(&at(new), new.field, ways(new), doors),
            (None, None) => {}
        }
    }

    /// Another order of what is written one after the other.
    fn input_order(&mut self, path: &str, old: &[Input<'_>], new: &[Input<'_>]) {
        for place in ["query", "header", "cookie", "body"] {
            let common = |these: &[Input<'_>], those: &[Input<'_>]| -> Vec<String> {
                let known = |it: &&Input<'_>| {
                    it.place == place && those.iter().any(|o| o.place == place && o.key == it.key)
                };
                these
                    .iter()
                    .filter(known)
                    .map(|it| it.key.clone())
                    .collect()
            };
            let (before, after) = (common(old, new), common(new, old));
            if before != after {
                let said = said!("they are written in another order", "书写顺序有变化");
                let change = Change::new(format!("{path}.{place}.order"), Kind::Changed, said);
                let change = change.sides(before.join(", "), after.join(", "));
                self.add(change.wire(Verdict::Compatible));
            }
        }
    }

    fn body(&mut self, path: &str, old: &Operation, new: &Operation) {
        let encode = |it: &Operation| it.body.as_ref().map(|body| body.encode);
        let text = |encode: Option<Encode>| encode.map_or("", Encode::word);
        if encode(old) != encode(new) {
            let said = match (encode(old), encode(new)) {
                (None, _) => said!("a body is sent now", "现在发送请求体"),
                (_, None) => said!("no body is sent any more", "不再发送请求体"),
                _ => said!("the body is written in another form", "请求体的编码有变化"),
            };
            let change = Change::new(format!("{path}.encode"), Kind::Changed, said);
            let change = change.sides(text(encode(old)), text(encode(new)));
            self.add(change.wire(Verdict::Breaking));
        }
        let named = |it: &Operation| it.body.as_ref().and_then(|body| body.content_type.clone());
        if named(old) != named(new) {
            let said = said!(
                "the body is sent as another content type",
                "请求体的内容类型有变化"
            );
            let change = Change::new(format!("{path}.content_type"), Kind::Changed, said);
            let (before, after) = (
                named(old).unwrap_or_default(),
                named(new).unwrap_or_default(),
            );
            self.add(change.sides(before, after).wire(Verdict::Breaking));
        }
    }
}

fn all_inputs(operation: &Operation) -> Vec<Input<'_>> {
    let mut found = Vec::new();
    for parameter in &operation.parameters {
        let wire = parameter.field.wire.as_str();
        let place = parameter.place.word();
        let hole = operation
            .path
            .split(&format!("{{{wire}}}"))
            .next()
            .unwrap_or_default();
        let key = match parameter.place {
            Place::Path => hole.matches('{').count().to_string(),
            _ => wire.to_owned(),
        };
        found.push(Input {
            place,
            key,
            field: &parameter.field,
            styled: parameter.place == Place::Query,
        });
    }
    let Some(body) = &operation.body else {
        return found;
    };
    let styled = matches!(body.encode, Encode::Form | Encode::Multipart);
    match &body.payload {
        Payload::Fields(fields) => found.extend(fields.iter().map(|field| Input {
            place: "body",
            key: field.wire.0.clone(),
            field,
            styled,
        })),
        Payload::Whole(field) => found.push(Input {
            place: "whole",
            key: String::new(),
            field,
            styled,
        }),
    }
    found
}

fn place(input: &Input<'_>) -> &'static str {
    match input.place {
        "whole" => "body",
        place => place,
    }
}

/// The doors of an input. The struct of all inputs has none: callers never hold one.
fn input_doors(side: &Side<'_>, operation: &Operation, field: &Field, unnamed: bool) -> Doors {
    if !field.is_given() {
        return Doors::default();
    }
    let setter = match operation.paginate.is_some() {
        true => ident::list_setter(field),
        false => ident::field_setter(field),
    };
    let name = match unnamed {
        true => String::new(),
        false => format!("{}: ", ident::snake(&field.name)),
    };
    of_input(
        field,
        &side.lowered.input(field),
        &name,
        &setter.to_string(),
    )
}

/// The inputs that callers give.
type Slots<'f> = Vec<(&'f Field, Slot)>;

/// The arguments of an operation's method, in both clients.
struct Arguments {
    /// Those of the older one are taken by the newer one.
    fit: bool,
    /// They fit, and each means the same input as before.
    same: bool,
}

impl Arguments {
    fn new(
        walk: &Walk<'_>,
        (old, new): &(Slots<'_>, Slots<'_>),
        paired: &[Pair<'_, '_, Input<'_>>],
    ) -> Self {
        let needed = |given: &[(&Field, Slot)]| -> Vec<(*const Field, String)> {
            let needed = given.iter().filter(|(_, slot)| slot.required);
            needed
                .map(|(field, slot)| (std::ptr::from_ref(*field), slot.source.ty.to_string()))
                .collect()
        };
        let (old, new) = (needed(old), needed(new));
        let both = || old.iter().zip(&new);
        let fit = old.len() == new.len()
            && both().all(|((_, old), (_, new))| takes(&walk.text_as_known(new), old));
        let twins = |old: *const Field, new: *const Field| {
            paired.iter().any(|pair| match pair {
                (Some(before), Some(after)) => {
                    std::ptr::eq(before.field, old) && std::ptr::eq(after.field, new)
                }
                _ => false,
            })
        };
        Self {
            fit,
            same: fit && both().all(|((old, _), (new, _))| twins(*old, *new)),
        }
    }
}
