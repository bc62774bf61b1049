//! Fields: of records, inputs, settings and envelopes.

use super::Verdict;
use super::change::{Change, Kind, said};
use super::doors::Doors;
use super::expression::made_of;
use super::relation::refused;
use super::walk::{Side, Walk};
use crate::model::{Access, Clear, Constant, ConstantKind, Field, LeftOut, Presence, Update};

/// What holds a field, as far as it matters to a change of it.
#[derive(Clone, Copy)]
pub(super) struct Ways {
    /// Requests have it, in the older API or the newer one.
    pub(super) request: bool,
    /// Answers have it.
    pub(super) response: bool,
    /// It stands among pairs, so that its style says how.
    pub(super) styled: bool,
}

impl Ways {
    /// Whether nobody sees it.
    fn is_unused(self) -> bool {
        !self.request && !self.response
    }
}

/// What gives the doors of a field.
pub(super) type DoorsOf<'f> = &'f dyn Fn(&Side<'_>, &Field, bool) -> Doors;

impl Walk<'_> {
    /// A field that is new.
    pub(super) fn field_added(
        &mut self,
        path: &str,
        field: &Field,
        ways: Ways,
        doors: DoorsOf<'_>,
    ) {
        let opened = self.as_known(doors(&self.new, field, true));
        let callers = Doors::default().replaced_by(&opened);
        let sent_anyhow = ways.request && (!field.is_given() || field.is_demanded());
        let demanded = ways.response && field.presence == Presence::Required && field.is_given();
        let wire = match (ways.is_unused(), sent_anyhow && !field.decided || demanded) {
            (true, _) => Verdict::Nothing,
            (false, true) => Verdict::Breaking,
            (false, false) => Verdict::Compatible,
        };
        let must = ways.request && field.is_given() && field.presence == Presence::Required;
        let said = match (must, field.decided, field.is_given()) {
            (true, ..) => said!("it is new and must be given", "新增，必须提供"),
            (_, true, _) => said!(
                "it is new, and callers must decide on it",
                "新增，调用方必须对它作出决定"
            ),
            (.., false) => said!(
                "it is new, and sent with every request",
                "新增，随每个请求发送"
            ),
            _ => said!("it is new", "新增"),
        };
        let ty = super::type_text::type_text(self.new.api, &field.ty);
        let change = Change::new(path, Kind::Added, said).sides("", ty);
        let validation = match must {
            true => Verdict::Breaking,
            false => Verdict::Nothing,
        };
        self.add(change.callers(callers).wire(wire).validation(validation));
    }

    /// A field that is gone.
    pub(super) fn field_removed(
        &mut self,
        path: &str,
        field: &Field,
        ways: Ways,
        doors: DoorsOf<'_>,
    ) {
        let callers = doors(&self.old, field, false).replaced_by(&Doors::default());
        let wire = match ways.is_unused() {
            true => Verdict::Nothing,
            false => Verdict::Breaking,
        };
        let ty = super::type_text::type_text(self.old.api, &field.ty);
        let said = said!("it is gone", "已移除");
        let change = Change::new(path, Kind::Removed, said).sides(ty, "");
        self.add(change.callers(callers).wire(wire));
    }

    /// A field that both have.
    pub(super) fn field(
        &mut self,
        path: &str,
        old: &Field,
        new: &Field,
        ways: Ways,
        doors: DoorsOf<'_>,
    ) {
        let before = doors(&self.old, old, false);
        let after = self.as_known(doors(&self.new, new, true));
        let callers = before.replaced_by(&after);
        let start = self.count();
        self.names(path, old, new, ways);
        self.values(path, old, new, ways);
        self.presence(path, old, new, ways);
        self.clearing(path, old, new, ways);
        self.sending(path, old, new, ways);
        let seen = self.count() > start;
        // What callers see of the field is what they see of all that made it so.
        for change in self.since(start) {
            *change = change.clone().callers(callers);
        }
        if !seen && callers != Verdict::Nothing {
            let said = said!(
                "callers hold it otherwise, because of how operations use it now",
                "由于接口的用法改变，调用方持有它的方式也随之改变"
            );
            self.add(Change::new(path, Kind::Changed, said).callers(callers));
        }
        if ways.response {
            self.aliases(path, old, new);
        }
        self.constraints(path, old, new);
        let other = old.default != new.default || old.example != new.example;
        self.facts(path, &old.facts, &new.facts, other);
    }

    fn names(&mut self, path: &str, old: &Field, new: &Field, ways: Ways) {
        if old.name != new.name {
            let (before, after) = (old.name.snake(), new.name.snake());
            let said = said!(
                "in Rust it is called `{}` now",
                "在 Rust 中现在叫做 `{}`",
                after
            );
            self.add(Change::new(path, Kind::Renamed, said).sides(before, after));
        }
        if old.wire != new.wire {
            let (before, after) = (old.wire.as_str(), new.wire.as_str());
            let still_read = new.aliases.contains(&old.wire);
            let wire = match (ways.is_unused(), ways.request || !still_read) {
                (true, _) => Verdict::Nothing,
                (false, true) => Verdict::Breaking,
                (false, false) => Verdict::Compatible,
            };
            let said = said!(
                "on the wire it is called `{}` now",
                "在报文中现在叫做 `{}`",
                after
            );
            let change = Change::new(path, Kind::Renamed, said).sides(before, after);
            self.add(change.wire(wire));
        }
    }

    fn values(&mut self, path: &str, old: &Field, new: &Field, ways: Ways) {
        let is_constant = |field: &Field| field.constant.is_some();
        if !is_constant(old) && !is_constant(new) && !self.same_type(&old.ty, &new.ty) {
            let (before, after) = self.both_types(&old.ty, &new.ty);
            let wire = match ways.is_unused() {
                true => Verdict::Nothing,
                false => self.on_the_wire(&old.ty, &new.ty),
            };
            let said = said!("its type is `{}` now", "类型现在是 `{}`", after);
            let change = Change::new(path, Kind::Changed, said).sides(before, after);
            let refused = refused(&old.ty, &new.ty);
            self.add(change.wire(wire).validation(refused));
        }
        let sent = match ways.request {
            true => Verdict::Breaking,
            false => Verdict::Nothing,
        };
        if old.constant != new.constant {
            let said = match (&old.constant, &new.constant) {
                (_, None) => said!("it is no longer a constant", "不再是常量"),
                (None, _) => said!(
                    "it is a constant now, and nobody gives it",
                    "现在是常量，不再由调用方提供"
                ),
                _ => said!("it is another constant", "常量的值有变化"),
            };
            let change = Change::new(path, Kind::Changed, said).sides(
                constant(old.constant.as_ref()),
                constant(new.constant.as_ref()),
            );
            self.add(change.wire(sent));
        }
        if made_of(old.value.as_ref()) != made_of(new.value.as_ref()) {
            let said = match (&old.value, &new.value) {
                (_, None) => said!("it is no longer computed", "不再由客户端计算"),
                (None, _) => said!("it is computed now", "现在由客户端计算"),
                _ => said!("it is computed otherwise", "计算方式有变化"),
            };
            self.add(Change::new(path, Kind::Changed, said).wire(sent));
        }
    }

    fn presence(&mut self, path: &str, old: &Field, new: &Field, ways: Ways) {
        if old.presence != new.presence {
            let must = new.presence == Presence::Required;
            let given = ways.request && new.is_given();
            let (said, wire, validation) = match must {
                true => (
                    said!("it must be there now", "现在必须提供"),
                    // An answer without it cannot be read any more.
                    if ways.response {
                        Verdict::Breaking
                    } else {
                        Verdict::Nothing
                    },
                    if given {
                        Verdict::Breaking
                    } else {
                        Verdict::Nothing
                    },
                ),
                false => (
                    said!("it may be left out now", "现在可以省略"),
                    if ways.is_unused() {
                        Verdict::Nothing
                    } else {
                        Verdict::Compatible
                    },
                    if given {
                        Verdict::Compatible
                    } else {
                        Verdict::Nothing
                    },
                ),
            };
            let change = Change::new(path, Kind::Changed, said)
                .sides(presence(old), presence(new))
                .wire(wire);
            self.add(change.validation(validation));
        }
        if old.nullable != new.nullable {
            let (said, wire) = match new.nullable {
                true => (
                    said!("it may be null now", "现在可以为 null"),
                    if ways.is_unused() {
                        Verdict::Nothing
                    } else {
                        Verdict::Compatible
                    },
                ),
                false => (
                    said!("it may not be null any more", "现在不能为 null"),
                    if ways.response {
                        Verdict::Breaking
                    } else {
                        Verdict::Nothing
                    },
                ),
            };
            let text = |field: &Field| if field.nullable { "null" } else { "not null" };
            let change = Change::new(path, Kind::Changed, said).sides(text(old), text(new));
            self.add(change.wire(wire));
        }
        if old.access != new.access {
            let said = match new.access {
                Access::Read => said!("only the vendor sets it now", "现在只由厂商设置"),
                Access::Write => said!("only callers set it now", "现在只由调用方设置"),
                Access::Both => said!(
                    "both callers and the vendor set it now",
                    "现在调用方和厂商都可以设置"
                ),
            };
            let read_only = old.access == Access::Read || new.access == Access::Read;
            let wire = match ways.request && read_only {
                true => Verdict::Breaking,
                false => Verdict::Nothing,
            };
            let change = Change::new(path, Kind::Changed, said);
            self.add(
                change
                    .sides(old.access.word(), new.access.word())
                    .wire(wire),
            );
        }
    }

    fn clearing(&mut self, path: &str, old: &Field, new: &Field, ways: Ways) {
        let (before, after) = (cleared(old), cleared(new));
        if ways.request && before != after {
            let (said, wire) = match (before, after) {
                (None, _) => (
                    said!("it can be cleared now", "现在可以清空"),
                    Verdict::Compatible,
                ),
                (_, None) => (
                    said!("it cannot be cleared any more", "现在不能清空"),
                    Verdict::Nothing,
                ),
                _ => (
                    said!("it is cleared otherwise", "清空方式有变化"),
                    Verdict::Breaking,
                ),
            };
            // An empty text is then read as one that was cleared, or no longer.
            let empties = [before, after].contains(&Some("empty")) && ways.response;
            let wire = if empties { Verdict::Breaking } else { wire };
            let change = Change::new(format!("{path}.clear"), Kind::Changed, said);
            self.add(
                change
                    .sides(before.unwrap_or("never"), after.unwrap_or("never"))
                    .wire(wire),
            );
        }
        if old.update != new.update {
            let said = said!(
                "sending it does something else to what the vendor holds",
                "发送它对厂商已有数据的作用有变化"
            );
            let change = Change::new(format!("{path}.update"), Kind::Changed, said);
            self.add(change.sides(update(old.update), update(new.update)));
        }
        if (old.left_out, old.decided) != (new.left_out, new.decided) {
            let said = match new.decided {
                true => said!(
                    "callers must decide on leaving it out",
                    "调用方必须决定是否省略它"
                ),
                false => said!(
                    "leaving it out does something else to what the vendor holds",
                    "省略它对厂商已有数据的作用有变化"
                ),
            };
            let change = Change::new(format!("{path}.omitted"), Kind::Changed, said);
            self.add(change.sides(left_out(old.left_out), left_out(new.left_out)));
        }
    }

    fn sending(&mut self, path: &str, old: &Field, new: &Field, ways: Ways) {
        let otherwise = match ways.is_unused() {
            true => Verdict::Nothing,
            false => Verdict::Breaking,
        };
        if old.spread != new.spread {
            let said = match new.spread {
                true => said!("its members stand beside it now", "其成员现在与它并列"),
                false => said!("its members stand inside it now", "其成员现在放在它里面"),
            };
            self.add(Change::new(format!("{path}.spread"), Kind::Changed, said).wire(otherwise));
        }
        if ways.styled && old.style != new.style {
            let said = said!("it is written in another style", "书写样式有变化");
            let change = Change::new(format!("{path}.style"), Kind::Changed, said);
            self.add(
                change
                    .sides(old.style.word(), new.style.word())
                    .wire(otherwise),
            );
        }
    }

    fn aliases(&mut self, path: &str, old: &Field, new: &Field) {
        let path = format!("{path}.aliases");
        for alias in old
            .aliases
            .iter()
            .filter(|alias| !new.aliases.contains(alias))
        {
            if *alias == new.wire {
                continue;
            }
            let said = said!("`{}` is no longer read", "不再读取 `{}`", alias.as_str());
            let change = Change::new(&path, Kind::Removed, said).sides(alias.as_str(), "");
            self.add(change.wire(Verdict::Breaking));
        }
        for alias in new
            .aliases
            .iter()
            .filter(|alias| !old.aliases.contains(alias))
        {
            let said = said!("`{}` is read as well", "也读取 `{}`", alias.as_str());
            let change = Change::new(&path, Kind::Added, said).sides("", alias.as_str());
            self.add(change.wire(Verdict::Compatible));
        }
    }
}

/// How a request clears a field.
fn cleared(field: &Field) -> Option<&'static str> {
    match (field.is_given() && field.is_clearable(), field.clear) {
        (false, _) => None,
        (true, Clear::Empty) => Some("empty"),
        (true, _) => Some("null"),
    }
}

fn constant(constant: Option<&Constant>) -> String {
    constant.map_or_else(String::new, |constant| match constant.json {
        ConstantKind::Text => format!("{:?}", constant.text),
        _ => constant.text.clone(),
    })
}

fn presence(field: &Field) -> &'static str {
    match field.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
    }
}

/// What an update does, as specs write it.
pub(super) fn update(update: Option<Update>) -> &'static str {
    update.map_or("", Update::word)
}

fn left_out(left_out: LeftOut) -> &'static str {
    match left_out {
        LeftOut::Unsaid => "",
        LeftOut::Kept => "keeps",
        LeftOut::Erased => "erases",
        LeftOut::Unknown => "unknown",
        LeftOut::Either => "erases or keeps",
    }
}
