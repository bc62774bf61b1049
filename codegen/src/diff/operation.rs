//! Operations: what they are sent with, what they answer, how they are paged.

use std::collections::BTreeSet;

use super::Verdict;
use super::change::{Change, Kind, Said, said};
use super::doors::{Doors, of_input};
use super::expression::made_of;
use super::field::{DoorsOf, Ways, update};
use super::pairs::{Pair, pairs};
use super::records::takes;
use super::type_text::type_text;
use super::walk::{Side, Walk};
use crate::expr;
use crate::ident;
use crate::lower::{Given, Shape, Slot, inputs, repr, required};
use crate::model::{
    Absent, AuthUse, Decode, Encode, Field, Operation, PageForm, PagePlace, PageSlot, Paginate,
    Payload, Place, Repeat, Returns,
};

/// An input, with where it stands.
struct Input<'a> {
    place: &'static str,
    /// Its name on the wire; of a part of the path, its position, since nobody sees its name.
    key: String,
    field: &'a Field,
    styled: bool,
}

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

    fn inputs(&mut self, path: &str, old: &Operation, new: &Operation) {
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

    fn returns(&mut self, path: &str, old: &Operation, new: &Operation) {
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

    fn paginate(&mut self, path: &str, old: &Operation, new: &Operation) {
        let path = format!("{path}.paginate");
        let (before, after) = match (&old.paginate, &new.paginate) {
            (None, None) => return,
            (Some(old), Some(new)) => (old, new),
            (None, Some(_)) => {
                let said = said!(
                    "the list can be read to its end now",
                    "现在可以逐页读到列表末尾"
                );
                let change = Change::new(path, Kind::Added, said);
                return self.add(
                    change
                        .callers(Verdict::Compatible)
                        .wire(Verdict::Compatible),
                );
            }
            (Some(_), None) => {
                let said = said!(
                    "the list cannot be read to its end any more",
                    "不再能逐页读到列表末尾"
                );
                let change = Change::new(path, Kind::Removed, said);
                return self.add(change.callers(Verdict::Breaking).wire(Verdict::Breaking));
            }
        };
        let (item, newer) = (item(&self.old, before), item(&self.new, after));
        let callers = match item == self.text_as_known(&newer) {
            true => Verdict::Nothing,
            false => Verdict::Breaking,
        };
        let (older, newer) = (paging(before), paging(after));
        let mut seen = false;
        for ((word, before), (_, after)) in older.into_iter().zip(newer) {
            if before == after {
                continue;
            }
            let said = said!(
                "further pages are read in another way",
                "后续页的读取方式有变化"
            );
            // What computes the end of the list is Rust here, which nobody wrote.
            let (before, after) = match word {
                "last" => (String::new(), String::new()),
                _ => (before, after),
            };
            let change = Change::new(format!("{path}.{word}"), Kind::Changed, said)
                .sides(before, after)
                .wire(Verdict::Breaking);
            let callers = if word == "items" {
                callers
            } else {
                Verdict::Nothing
            };
            seen |= word == "items";
            self.add(change.callers(callers));
        }
        if !seen && callers != Verdict::Nothing {
            let said = said!("the items have another type", "列表项的类型有变化");
            let change = Change::new(format!("{path}.items"), Kind::Changed, said);
            let (before, after) = self.both_types(&before.items.ty, &after.items.ty);
            let change = change.sides(before, after).wire(Verdict::Breaking);
            self.add(change.callers(callers));
        }
        if before.note != after.note {
            self.documented(&path);
        }
    }

    /// What it does at the vendor, and how calls go about it.
    fn conduct(&mut self, path: &str, old: &Operation, new: &Operation) {
        let mut behaves = |word: &str, before: String, after: String, said: Said, wire: Verdict| {
            if before != after {
                let change = Change::new(format!("{path}.{word}"), Kind::Changed, said);
                let change = change.sides(before, after).wire(wire);
                self.add(change.meaning(Verdict::Compatible));
            }
        };
        behaves(
            "effect",
            old.effect.word().to_owned(),
            new.effect.word().to_owned(),
            said!(
                "it does something else at the vendor",
                "它在厂商处的作用有变化"
            ),
            Verdict::Nothing,
        );
        let keyed = match key(old) == key(new) {
            true => Verdict::Nothing,
            false => Verdict::Breaking,
        };
        behaves(
            "repeat",
            repeat(old),
            repeat(new),
            said!(
                "calls are sent again in other cases",
                "调用在其他情形下重发"
            ),
            keyed,
        );
        behaves(
            "update",
            update(old.update).to_owned(),
            update(new.update).to_owned(),
            said!(
                "what is left out does something else to what the vendor holds",
                "省略的内容对厂商已有数据的作用有变化"
            ),
            Verdict::Nothing,
        );
        behaves(
            "limits",
            old.limits.join(", "),
            new.limits.join(", "),
            said!("calls count for other quotas", "调用计入的配额有变化"),
            Verdict::Nothing,
        );
        self.auth(path, &old.auth, &new.auth);
        self.judged(path, old, new);
        if old.constants != new.constants {
            let text = |it: &Operation| {
                let facts = it
                    .constants
                    .iter()
                    .map(|(name, value)| format!("{name}: {value}"));
                facts.collect::<Vec<_>>().join(", ")
            };
            let said = said!("it has other facts", "它的事实有变化");
            let change = Change::new(format!("{path}.facts"), Kind::Changed, said);
            let changed = |(name, _): &&(String, String)| self.signs_operation(name);
            let differing = old.constants.iter().chain(&new.constants);
            let mut differing =
                differing.filter(|it| !(old.constants.contains(it) && new.constants.contains(it)));
            let wire = match differing.any(|it| changed(&it)) {
                true => Verdict::Breaking,
                false => Verdict::Nothing,
            };
            self.add(change.sides(text(old), text(new)).wire(wire));
        }
    }

    fn auth(&mut self, path: &str, old: &AuthUse, new: &AuthUse) {
        if old == new {
            return;
        }
        let said = said!("it authenticates otherwise", "认证方式有变化");
        let change =
            Change::new(format!("{path}.auth"), Kind::Changed, said).sides(auth(old), auth(new));
        let first = |it: &AuthUse| match it {
            AuthUse::None => Vec::new(),
            AuthUse::Any(schemes) => schemes.first().cloned().into_iter().collect(),
            AuthUse::All(schemes) => schemes.clone(),
        };
        let offered = |it: &AuthUse| match it {
            AuthUse::Any(schemes) => schemes.clone(),
            AuthUse::None | AuthUse::All(_) => Vec::new(),
        };
        let chosen = offered(old)
            .iter()
            .all(|scheme| offered(new).contains(scheme));
        let change = match first(old) == first(new) {
            true => change,
            false => change.wire(Verdict::Breaking),
        };
        // Callers name the scheme that they choose by its text.
        self.add(change.meaning(match chosen {
            true => Verdict::Compatible,
            false => Verdict::Breaking,
        }));
    }

    /// Which envelope tells success from failure.
    fn judged(&mut self, path: &str, old: &Operation, new: &Operation) {
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

    /// Whether some expression that makes a request uses a fact of the operation.
    fn signs_operation(&self, fact: &str) -> bool {
        let member = format!("operation.{fact}");
        let sides = [self.old.api, self.new.api];
        let placed = sides
            .iter()
            .flat_map(|api| &api.schemes)
            .flat_map(|scheme| {
                let lets = scheme
                    .stamp_lets
                    .iter()
                    .chain(&scheme.seal_lets)
                    .map(|it| &it.value);
                lets.chain(
                    scheme
                        .stamps
                        .iter()
                        .chain(&scheme.seals)
                        .map(|it| &it.value),
                )
            });
        placed
            .into_iter()
            .any(|value| expr::uses(value).members.contains(&member))
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

/// The type of an item.
fn item(side: &Side<'_>, paginate: &Paginate) -> String {
    let list = repr(&side.lowered, &paginate.items.ty);
    match &list.shape {
        Shape::Items(item) => item.ty.to_string(),
        Shape::Plain | Shape::Into => list.ty.to_string(),
    }
}

/// How a list is read page by page, word by word.
fn paging(paginate: &Paginate) -> Vec<(&'static str, String)> {
    let slot = |slot: &Option<PageSlot>| slot.as_ref().map(page_slot).unwrap_or_default();
    let read = paginate.read.iter();
    let read = read.map(|(read, place)| format!("{}: {}", read.word(), page_place(place)));
    let required = if paginate.items.required { "!" } else { "" };
    vec![
        ("by", paginate.by.word().to_owned()),
        ("send", slot(&paginate.slot)),
        ("size", slot(&paginate.size)),
        ("first", paginate.first.to_string()),
        (
            "items",
            format!("body.{}{required}", paginate.items.at.join(".")),
        ),
        ("read", read.collect::<Vec<_>>().join(", ")),
        ("last", made_of(paginate.last.as_ref()).unwrap_or_default()),
        (
            "keep",
            paginate
                .keep
                .as_ref()
                .map(|keep| keep.join(", "))
                .unwrap_or_default(),
        ),
        ("drop", paginate.drop.join(", ")),
        (
            "cap",
            paginate.cap.map(|cap| cap.to_string()).unwrap_or_default(),
        ),
    ]
}

fn page_slot(slot: &PageSlot) -> String {
    match slot {
        PageSlot::Query(name) => format!("query.{name}"),
        PageSlot::Form(name) => format!("form.{name}"),
        PageSlot::Body(path, form) => {
            let form = match form {
                PageForm::Same => "",
                PageForm::Text => " as a text",
                PageForm::Number => " as a number",
            };
            format!("body.{}{form}", path.join("."))
        }
    }
}

fn page_place(place: &PagePlace) -> String {
    match place {
        PagePlace::Body(path) => format!("body.{}", path.join(".")),
        PagePlace::Header(name) => format!("headers.{name}"),
        PagePlace::LastItem(path) => format!("items.{}", path.join(".")),
    }
}

fn absent(returns: &Returns) -> &'static str {
    match returns.absent {
        Absent::Refused => "error",
        Absent::Empty => "empty",
        Absent::None => "none",
    }
}

fn repeat(operation: &Operation) -> String {
    match operation.repeat {
        Repeat::Keyed => format!("{}, {}", Repeat::Keyed.word(), key(operation)),
        repeat => repeat.word().to_owned(),
    }
}

/// Where the key stands by which the vendor knows a request again.
fn key(operation: &Operation) -> String {
    match (&operation.key, operation.repeat) {
        (Some((place, name)), Repeat::Keyed) => format!("{}.{name}", place.word()),
        _ => String::new(),
    }
}

fn auth(auth: &AuthUse) -> String {
    match auth {
        AuthUse::None => "none".to_owned(),
        AuthUse::Any(schemes) => match &schemes[..] {
            [one] => one.clone(),
            schemes => format!("{{ any: [{}] }}", schemes.join(", ")),
        },
        AuthUse::All(schemes) => format!("{{ all: [{}] }}", schemes.join(", ")),
    }
}
