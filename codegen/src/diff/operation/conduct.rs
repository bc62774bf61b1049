//! How operations behave: what they do, how they authenticate, whether they may be sent again.

use super::super::Verdict;
use super::super::change::{Change, Kind, Said, said};
use super::super::field::update;
use super::super::walk::Walk;
use crate::expr;
use crate::model::{AuthUse, Operation, Repeat};

impl Walk<'_> {
    /// What it does at the vendor, and how calls go about it.
    pub(super) fn conduct(&mut self, path: &str, old: &Operation, new: &Operation) {
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

    /// Whether some expression that makes a request uses a fact of the operation.
    pub(super) fn signs_operation(&self, fact: &str) -> bool {
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
