//! What concerns a vendor as a whole: its name, servers, error codes, quotas.

use super::change::{Change, Kind, said};
use super::pairs::pairs;
use super::walk::{Side, Walk};
use super::{Diff, Verdict};
use crate::model::{Api, ErrorCode, Hole, Limit, Server, TemplatePart};

/// A vendor that the newer specs lack.
pub(super) fn gone(api: &Api) -> Diff {
    let said = said!("the whole client is gone", "整个客户端已移除");
    let change = Change::new("vendor", Kind::Removed, said).sides(api.vendor.snake(), "");
    Diff {
        vendor: api.vendor.snake(),
        changes: vec![change.callers(Verdict::Breaking).wire(Verdict::Breaking)],
    }
}

/// A vendor that the older specs lack.
pub(super) fn added(api: &Api) -> Diff {
    let said = said!("the client is new", "新增客户端");
    let change = Change::new("vendor", Kind::Added, said).sides("", api.vendor.snake());
    Diff {
        vendor: api.vendor.snake(),
        changes: vec![
            change
                .callers(Verdict::Compatible)
                .wire(Verdict::Compatible),
        ],
    }
}

impl Walk<'_> {
    pub(super) fn vendor(&mut self) {
        let (old, new) = (self.old.api, self.new.api);
        if old.vendor != new.vendor {
            let said = said!("the client is another crate", "客户端成为另一个 crate");
            let change = Change::new("vendor", Kind::Renamed, said)
                .sides(old.vendor.snake(), new.vendor.snake());
            self.add(change.callers(Verdict::Breaking));
        }
        let documents = |api: &Api| {
            let documents = api.documents.iter().map(|it| (&it.id, &it.url, &it.facts));
            format!("{:?}", documents.collect::<Vec<_>>())
        };
        let said = |api: &Api| {
            (
                api.title.clone(),
                api.doc.clone(),
                api.note.clone(),
                documents(api),
            )
        };
        if said(old) != said(new) {
            self.documented("doc");
        }
    }

    pub(super) fn servers(&mut self) {
        let (old, new) = (&self.old.api.servers, &self.new.api.servers);
        let by_id = |server: &Server| Some(server.id.clone());
        for pair in pairs(old, new, &[&by_id]) {
            let at = |server: &Server| format!("servers.{}", server.id);
            match pair {
                (Some(old), Some(new)) => {
                    let (before, after) = (url(old), url(new));
                    if before != after {
                        let used = |api: &Api| api.operations.iter().any(|it| it.server == new.id);
                        let wire = match used(self.old.api) && used(self.new.api) {
                            true => Verdict::Breaking,
                            false => Verdict::Nothing,
                        };
                        let said = said!("requests go to another address", "请求发往另一个地址");
                        let change = Change::new(at(new), Kind::Changed, said);
                        self.add(change.sides(before, after).wire(wire));
                    }
                    self.facts(&at(new), &old.facts, &new.facts, false);
                }
                // Operations say whether they go elsewhere.
                (Some(old), None) => {
                    let said = said!("the server is gone", "服务器已移除");
                    self.add(Change::new(at(old), Kind::Removed, said).sides(url(old), ""));
                }
                (None, Some(new)) => {
                    let said = said!("the server is new", "新增服务器");
                    self.add(Change::new(at(new), Kind::Added, said).sides("", url(new)));
                }
                (None, None) => {}
            }
        }
    }

    /// The address of a server, by its name.
    pub(super) fn url_of(&self, side: &Side<'_>, id: &str) -> Option<String> {
        side.api.servers.iter().find(|it| it.id == id).map(url)
    }

    pub(super) fn errors(&mut self) {
        let (old, new) = (&self.old.api.errors, &self.new.api.errors);
        let by_code = |error: &ErrorCode| Some(error.code.clone());
        let has = |errors: &[ErrorCode], error: &ErrorCode| {
            errors
                .iter()
                .any(|it| it.name.camel() == error.name.camel())
        };
        for pair in pairs(old, new, &[&by_code]) {
            let at = |error: &ErrorCode| format!("errors.{}", error.code);
            match pair {
                (Some(before), Some(after)) => {
                    if before.name != after.name {
                        let name = after.name.camel();
                        let said = said!(
                            "in Rust it is called `{}` now",
                            "在 Rust 中现在叫做 `{}`",
                            name
                        );
                        let change = Change::new(at(after), Kind::Renamed, said)
                            .sides(before.name.camel(), name)
                            // The error tells its name.
                            .wire(Verdict::Breaking);
                        self.add(change.callers(match has(new, before) {
                            true => Verdict::Compatible,
                            false => Verdict::Breaking,
                        }));
                    }
                    if before.kind != after.kind {
                        let said = said!("it is another kind of error", "错误的种类有变化");
                        let change =
                            Change::new(format!("{}.kind", at(after)), Kind::Changed, said)
                                .sides(before.kind.word(), after.kind.word());
                        self.add(change.wire(Verdict::Breaking));
                    }
                    self.facts(&at(after), &before.facts, &after.facts, false);
                }
                (Some(before), None) => {
                    let said = said!("the error is no longer known", "不再识别该错误");
                    let change = Change::new(at(before), Kind::Removed, said)
                        .sides(before.name.camel(), "")
                        .wire(Verdict::Breaking);
                    self.add(change.callers(match has(new, before) {
                        true => Verdict::Nothing,
                        false => Verdict::Breaking,
                    }));
                }
                (None, Some(after)) => {
                    let said = said!("the error is known now", "新识别的错误");
                    let change = Change::new(at(after), Kind::Added, said)
                        .sides("", after.name.camel())
                        .wire(Verdict::Compatible);
                    self.add(change.callers(match has(old, after) {
                        true => Verdict::Nothing,
                        false => Verdict::Compatible,
                    }));
                }
                (None, None) => {}
            }
        }
    }

    /// Whether both specs have a setting, by its path in expressions.
    pub(super) fn is_common_setting(&self, member: &str) -> bool {
        let has = |api: &Api| {
            let mut settings = api.settings.iter();
            settings.any(|it| format!("settings.{}", it.field.name.snake()) == member)
        };
        has(self.old.api) && has(self.new.api)
    }

    pub(super) fn limits(&mut self) {
        let (old, new) = (&self.old.api.limits, &self.new.api.limits);
        let by_id = |limit: &Limit| Some(limit.id.clone());
        for pair in pairs(old, new, &[&by_id]) {
            let at = |limit: &Limit| format!("limits.{}", limit.id);
            let (path, kind, said) = match pair {
                (Some(old), Some(new)) => {
                    self.facts(&at(new), &old.facts, &new.facts, false);
                    let said = said!(
                        "calls wait for their turn otherwise",
                        "调用的排队方式有变化"
                    );
                    (at(new), Kind::Changed, said)
                }
                (Some(old), None) => (
                    at(old),
                    Kind::Removed,
                    said!("the quota is gone", "配额已移除"),
                ),
                (None, Some(new)) => (at(new), Kind::Added, said!("the quota is new", "新增配额")),
                (None, None) => continue,
            };
            let text = |limit: Option<&Limit>| {
                let shown = limit.map(|limit| shown(limit, |it| self.is_common_setting(it)));
                shown.unwrap_or_default()
            };
            let (before, after) = (text(pair.0), text(pair.1));
            if before != after {
                let change = Change::new(path, kind, said).sides(before, after);
                self.add(change.meaning(Verdict::Compatible));
            }
        }
    }
}

fn url(server: &Server) -> String {
    let part = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => text.clone(),
        TemplatePart::Setting { name, hole } => {
            let whole = if *hole == Hole::Host { "host " } else { "" };
            format!("{{{whole}{}}}", name.snake())
        }
    };
    server.url.iter().map(part).collect()
}

/// A quota in a few words. Settings that come or go are not told again by the quotas that they name accounts
/// for.
fn shown(limit: &Limit, is_common: impl Fn(&str) -> bool) -> String {
    let mut parts = Vec::new();
    parts.extend(
        limit
            .rate
            .map(|(calls, seconds)| format!("{calls} calls in {seconds}s")),
    );
    parts.extend(limit.concurrent.map(|calls| format!("{calls} at a time")));
    if limit.each_operation {
        parts.push("each operation".to_owned());
    }
    for value in &limit.by {
        let members = crate::expr::uses(value).members.into_iter();
        let members = members.filter(|member| is_common(member));
        parts.extend(members.map(|member| format!("by {member}")));
    }
    parts.join(", ")
}
