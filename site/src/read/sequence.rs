//! What happens when a call authenticates, arrow by arrow.

use apiloom_codegen::expr;
use apiloom_codegen::model::{Let, Scheme, Where};

use super::Reader;
use crate::book::{Actor, Step};
use crate::words::{self, pick};

impl Reader<'_> {
    /// The steps of a call that authenticates by a scheme.
    pub(super) fn steps(&self, scheme: &Scheme) -> Vec<Step> {
        let mut steps = Steps {
            reader: self,
            scheme,
            found: Vec::new(),
        };
        steps.arrow(
            Actor::Program,
            Actor::Client,
            "calls an operation",
            "调用一个接口",
        );
        steps.token();
        steps.lets(&scheme.stamp_lets);
        steps.frozen();
        steps.lets(&scheme.seal_lets);
        steps.sent();
        steps.renewed();
        steps.arrow(
            Actor::Client,
            Actor::Program,
            "the typed answer, or an error",
            "类型化的结果，或错误",
        );
        steps.found
    }
}

struct Steps<'a> {
    reader: &'a Reader<'a>,
    scheme: &'a Scheme,
    found: Vec<Step>,
}

impl Steps<'_> {
    /// What stands between names.
    fn comma(&self) -> &'static str {
        pick(self.reader.language, ", ", "、")
    }

    fn pick(&self, en: &str, zh: &str) -> String {
        pick(self.reader.language, en, zh).to_owned()
    }

    fn arrow(&mut self, from: Actor, to: Actor, en: &str, zh: &str) {
        let text = self.pick(en, zh);
        self.add(from, to, text, None);
    }

    fn add(&mut self, from: Actor, to: Actor, text: String, when: Option<String>) {
        let answer = from == Actor::Vendor
            || from == Actor::Hook
            || (from == Actor::Client && to == Actor::Program);
        self.found.push(Step {
            from,
            to,
            text,
            answer,
            when,
        });
    }

    /// The fetch of a token that is not there yet.
    fn token(&mut self) {
        let Some(token) = &self.scheme.token else {
            return;
        };
        let mut operations = self.reader.api.operations.iter();
        let operation = token
            .operation
            .as_ref()
            .and_then(|name| operations.find(|o| o.name == *name));
        let Some(operation) = operation else {
            let text = self.pick("takes the token that it was given", "使用事先提供的令牌");
            self.add(Actor::Client, Actor::Client, text, None);
            return;
        };
        let when = || {
            Some(self.pick(
                "no token is kept, or it ends soon",
                "没有可用的令牌，或即将到期",
            ))
        };
        let (ask, answer) = (when(), when());
        let with: Vec<String> = token.with.iter().map(|(name, _)| name.snake()).collect();
        let request = format!("{} {}", operation.method, words::visible(&operation.path));
        let text = match with.is_empty() {
            true => request,
            false => {
                let with = with.join(self.comma());
                pick(
                    self.reader.language,
                    format!("{request} with {with}"),
                    format!("{request}，携带 {with}"),
                )
            }
        };
        self.add(Actor::Client, Actor::Vendor, text, ask);
        let text = match &token.lifetime {
            Some(_) => self.pick("a token and its lifetime", "令牌及其有效期"),
            None => self.pick("a token", "token"),
        };
        self.add(Actor::Vendor, Actor::Client, text, answer);
    }

    /// Values that are computed; hooks are asked for theirs.
    fn lets(&mut self, lets: &[Let]) {
        let mut own = Vec::new();
        for value in lets {
            let hooks = expr::uses(&value.value).hooks;
            if hooks.is_empty() {
                own.push(value.name.snake());
                continue;
            }
            self.computed(&mut own);
            for hook in hooks {
                let text = format!("{hook}(…)");
                self.add(Actor::Client, Actor::Hook, text, None);
                self.add(Actor::Hook, Actor::Client, value.name.snake(), None);
            }
        }
        self.computed(&mut own);
    }

    fn computed(&mut self, names: &mut Vec<String>) {
        if names.is_empty() {
            return;
        }
        let names = std::mem::take(names).join(self.comma());
        let text = pick(
            self.reader.language,
            format!("computes {names}"),
            format!("计算 {names}"),
        );
        self.add(Actor::Client, Actor::Client, text, None);
    }

    /// What is placed before the bytes are fixed.
    fn frozen(&mut self) {
        if self.scheme.seals.is_empty() {
            return;
        }
        let placed = self.scheme.stamps.iter();
        let names: Vec<String> = placed.map(|p| words::visible(&p.wire)).collect();
        let text = match names.is_empty() {
            true => self.pick("fixes the bytes of the request", "固定请求的内容"),
            false => {
                let names = names.join(self.comma());
                pick(
                    self.reader.language,
                    format!("places {names} and fixes the bytes of the request"),
                    format!("放入 {names}，并固定请求的内容"),
                )
            }
        };
        self.add(Actor::Client, Actor::Client, text, None);
    }

    fn sent(&mut self) {
        let placed = self.scheme.stamps.iter().chain(&self.scheme.seals);
        let placed: Vec<(Where, String)> =
            placed.map(|p| (p.place, words::visible(&p.wire))).collect();
        let mut parts = Vec::new();
        for wanted in [Where::Query, Where::Header, Where::Cookie, Where::Body] {
            let names = placed.iter().filter(|(place, _)| *place == wanted);
            let names: Vec<&str> = names.map(|(_, name)| name.as_str()).collect();
            if names.is_empty() {
                continue;
            }
            let names = names.join(self.comma());
            parts.push(pick(
                self.reader.language,
                format!("{names} in {}", place_en(wanted)),
                format!("{}中的 {names}", place_zh(wanted)),
            ));
        }
        let text = match parts.is_empty() {
            true => self.pick("the request", "请求"),
            false => pick(
                self.reader.language,
                format!("the request with {}", parts.join("; ")),
                format!("请求，带有{}", parts.join("；")),
            ),
        };
        self.add(Actor::Client, Actor::Vendor, text, None);
        self.arrow(Actor::Vendor, Actor::Client, "the answer", "返回");
    }

    /// A token that was refused.
    fn renewed(&mut self) {
        let token = self.scheme.token.as_ref();
        let Some(token) = token.filter(|t| t.operation.is_some() && !t.renew.is_empty()) else {
            return;
        };
        let codes: Vec<String> = token.renew.iter().map(|c| words::visible(c)).collect();
        let codes = codes.join(self.comma());
        let when = pick(
            self.reader.language,
            format!("the code is {codes}"),
            format!("错误码为 {codes}"),
        );
        let text = self.pick(
            "a new token, then the same call once more",
            "重新获取令牌，再发送一次同一调用",
        );
        self.add(Actor::Client, Actor::Vendor, text, Some(when));
    }
}

fn place_en(place: Where) -> &'static str {
    match place {
        Where::Query => "the query",
        Where::Header => "the headers",
        Where::Cookie => "cookies",
        Where::Body => "the body",
    }
}

fn place_zh(place: Where) -> &'static str {
    match place {
        Where::Query => "查询串",
        Where::Header => "请求头",
        Where::Cookie => "Cookie ",
        Where::Body => "请求体",
    }
}
