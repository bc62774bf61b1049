//! Ways to authenticate, and to tell success from failure.

use super::Verdict;
use super::change::{Change, Kind, said};
use super::doors::Doors;
use super::expression::{made, made_of, shown};
use super::field::Ways;
use super::pairs::pairs;
use super::walk::Walk;
use crate::expr;
use crate::model::{Envelope, Failure, Field, Let, Placed, Scheme, Token};

impl Walk<'_> {
    pub(super) fn lets(&mut self, path: &str, old: &[Let], new: &[Let]) {
        let by_name = |it: &Let| Some(it.name.snake());
        for pair in pairs(old, new, &[&by_name]) {
            let at = |it: &Let| format!("{path}.{}", it.name.snake());
            match pair {
                (Some(old), Some(new)) if made(&old.value) != made(&new.value) => {
                    let said = said!("it is computed otherwise", "计算方式有变化");
                    let change = Change::new(at(new), Kind::Changed, said)
                        .sides(shown(&old.value), shown(&new.value));
                    self.add(change.wire(Verdict::Breaking));
                }
                // What is no longer there or new matters only by what uses it.
                (Some(old), None) => {
                    let said = said!("it is no longer computed", "不再计算");
                    self.add(Change::new(at(old), Kind::Removed, said));
                }
                (None, Some(new)) => {
                    let said = said!("it is computed now", "新增计算");
                    self.add(Change::new(at(new), Kind::Added, said));
                }
                _ => {}
            }
        }
    }

    pub(super) fn schemes(&mut self) {
        let (old, new) = (&self.old.api.schemes, &self.new.api.schemes);
        let by_id = |scheme: &Scheme| Some(scheme.id.clone());
        for pair in pairs(old, new, &[&by_id]) {
            let at = |scheme: &Scheme| format!("auth.{}", scheme.id);
            match pair {
                (Some(old), Some(new)) => self.scheme(&at(new), old, new),
                (Some(old), None) => {
                    let said = said!("the scheme is gone", "认证方案已移除");
                    let callers = doors(old).replaced_by(&Doors::default());
                    let change = Change::new(at(old), Kind::Removed, said).callers(callers);
                    // Callers name the scheme that they choose by its text.
                    self.add(change.meaning(Verdict::Breaking));
                }
                (None, Some(new)) => {
                    let said = said!("the scheme is new", "新增认证方案");
                    let change = Change::new(at(new), Kind::Added, said);
                    self.add(change.callers(Verdict::Compatible));
                }
                (None, None) => {}
            }
        }
    }

    fn scheme(&mut self, path: &str, old: &Scheme, new: &Scheme) {
        // The vendor's own values are told once.
        let shared = [&self.old.api.lets, &self.new.api.lets];
        let is_shared = |it: &&Let| {
            shared
                .iter()
                .all(|lets| lets.iter().any(|own| own.name == it.name))
        };
        let lets = |scheme: &Scheme| -> Vec<Let> {
            let all = scheme.stamp_lets.iter().chain(&scheme.seal_lets);
            all.filter(|it| !is_shared(it)).cloned().collect()
        };
        self.lets(&format!("{path}.let"), &lets(old), &lets(new));
        self.placed(&format!("{path}.stamp"), &old.stamps, &new.stamps);
        self.placed(&format!("{path}.seal"), &old.seals, &new.seals);
        let callers = doors(old).replaced_by(&doors(new));
        match (&old.token, &new.token) {
            (Some(before), Some(after)) => self.token(&format!("{path}.token"), before, after),
            (None, None) => {}
            (_, after) => {
                let said = match after {
                    Some(_) => said!("it sends a token now", "现在发送令牌"),
                    None => said!("it sends no token any more", "不再发送令牌"),
                };
                let kind = if after.is_some() {
                    Kind::Added
                } else {
                    Kind::Removed
                };
                self.add(Change::new(format!("{path}.token"), kind, said).callers(callers));
            }
        }
        self.facts(path, &old.facts, &new.facts, false);
    }

    fn placed(&mut self, path: &str, old: &[Placed], new: &[Placed]) {
        let at = |it: &Placed| format!("{path}.{}.{}", it.place.word(), it.wire);
        let by_place = |it: &Placed| Some(at(it));
        for pair in pairs(old, new, &[&by_place]) {
            let (change, fine) = match pair {
                (Some(old), Some(new)) => {
                    let said = said!("another value is sent", "发送的值有变化");
                    let same = made(&old.value) == made(&new.value);
                    let change = Change::new(at(new), Kind::Changed, said)
                        .sides(shown(&old.value), shown(&new.value));
                    (change, same)
                }
                (Some(old), None) => {
                    let said = said!("it is no longer sent", "不再发送");
                    (Change::new(at(old), Kind::Removed, said), false)
                }
                (None, Some(new)) => {
                    let said = said!("it is sent with every request", "随每个请求发送");
                    (Change::new(at(new), Kind::Added, said), false)
                }
                (None, None) => continue,
            };
            if !fine {
                self.add(change.wire(Verdict::Breaking));
            }
        }
    }

    fn token(&mut self, path: &str, old: &Token, new: &Token) {
        let fetched = |token: &Token| {
            let with = token
                .with
                .iter()
                .map(|(name, value)| (name.snake(), made(value)));
            (
                token.operation.as_ref().map(|name| name.snake()),
                token.setting.as_ref().map(|name| name.snake()),
                with.collect::<Vec<_>>(),
                token.value.clone(),
            )
        };
        if fetched(old) != fetched(new) {
            let said = said!(
                "the token is fetched in another way",
                "获取令牌的方式有变化"
            );
            let change = Change::new(path, Kind::Changed, said);
            self.add(change.wire(Verdict::Breaking));
        }
        let kept = |token: &Token| {
            let account = token
                .account
                .iter()
                .flat_map(|value| expr::uses(value).members);
            // Settings that come or go are not told again here.
            let account = account.filter(|member| self.is_common_setting(member));
            let account: Vec<String> = account.collect();
            (
                token.lifetime.clone(),
                token.margin,
                account,
                token.renew.clone(),
            )
        };
        if kept(old) != kept(new) {
            let said = said!(
                "the token is renewed at other times",
                "令牌的更新时机有变化"
            );
            let change = Change::new(path, Kind::Changed, said);
            self.add(change.meaning(Verdict::Compatible));
        }
        self.facts(path, &old.facts, &new.facts, false);
    }

    pub(super) fn envelopes(&mut self) {
        let (old, new) = (&self.old.api.envelopes, &self.new.api.envelopes);
        let by_name = |envelope: &Envelope| Some(envelope.name.snake());
        for pair in pairs(old, new, &[&by_name]) {
            let at = |envelope: &Envelope| format!("envelopes.{}", envelope.name.snake());
            match pair {
                (Some(old), Some(new)) => self.envelope(&at(new), old, new),
                // Operations say whether they use another one.
                (Some(old), None) => {
                    let said = said!("the envelope is gone", "信封已移除");
                    self.add(Change::new(at(old), Kind::Removed, said));
                }
                (None, Some(new)) => {
                    let said = said!("the envelope is new", "新增信封");
                    self.add(Change::new(at(new), Kind::Added, said));
                }
                (None, None) => {}
            }
        }
    }

    fn envelope(&mut self, path: &str, old: &Envelope, new: &Envelope) {
        let ways = Ways {
            request: false,
            response: true,
            styled: false,
        };
        let by_wire = |field: &Field| Some(field.wire.0.clone());
        for pair in pairs(&old.fields, &new.fields, &[&by_wire]) {
            let at = |field: &Field| format!("{path}.fields.{}", field.wire.as_str());
            // Callers see nothing of an envelope.
            match pair {
                (Some(old), Some(new)) => {
                    // All of its members may be absent, whatever the spec says.
                    let mut older = old.clone();
                    older.presence = new.presence;
                    self.field(&at(new), &older, new, ways, &|_, _, _| Doors::default());
                }
                (Some(old), None) => {
                    let said = said!("it is gone", "已移除");
                    self.add(Change::new(at(old), Kind::Removed, said));
                }
                (None, Some(new)) => {
                    let said = said!("it is new", "新增");
                    self.add(Change::new(at(new), Kind::Added, said));
                }
                (None, None) => {}
            }
        }
        let then = |walk: &Self, side: bool, envelope: &Envelope| {
            let api = if side { walk.new.api } else { walk.old.api };
            let then = envelope.then.and_then(|index| api.envelopes.get(index));
            then.map(|it| it.name.snake())
        };
        let judged = |envelope: &Envelope| {
            let conditional: Vec<_> = envelope.conditional.iter().map(failure).collect();
            let otherwise = envelope.otherwise.as_ref().map(failure);
            (made_of(envelope.success.as_ref()), conditional, otherwise)
        };
        if judged(old) != judged(new) || then(self, false, old) != then(self, true, new) {
            let said = said!(
                "success is told from failure otherwise",
                "成败的判断方式有变化"
            );
            self.add(Change::new(path, Kind::Changed, said).wire(Verdict::Breaking));
        }
        self.facts(path, &old.facts, &new.facts, false);
    }
}

/// What tells a failure, and what it says.
fn failure(failure: &Failure) -> [Option<String>; 4] {
    [
        &failure.when,
        &failure.code,
        &failure.message,
        &failure.request_id,
    ]
    .map(|value| made_of(value.as_ref()))
}

/// The method by which callers set the token of a scheme.
fn doors(scheme: &Scheme) -> Doors {
    let mut doors = Doors::default();
    if scheme.token.is_some() {
        doors.keep(format!("method set_{}", scheme.name.snake()));
    }
    doors
}
