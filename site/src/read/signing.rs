//! Why a request cannot be repeated as it stands.

use std::collections::BTreeSet;

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::expr;
use apiloom_codegen::model::{AuthUse, Name, Operation, Scheme};

use super::Reader;
use crate::book::{Paragraph, Prose};
use crate::exchange::TIME;
use crate::words;

/// What placed values are computed from.
#[derive(Default)]
struct Sources {
    /// What is placed and computed by functions, by its name on the wire.
    computed: Vec<String>,
    /// What is placed as it is: credentials.
    given: Vec<String>,
    settings: BTreeSet<String>,
    token: bool,
    time: bool,
    random: bool,
    /// The members of the request.
    request: BTreeSet<String>,
    hooks: BTreeSet<String>,
}

impl Reader<'_> {
    /// What of a request is computed, of what, and whether that expires.
    pub(super) fn signing(&self, operation: &Operation) -> Prose {
        let mut said = Vec::new();
        let schemes: Vec<&Scheme> = self.used(operation).collect();
        let mut all = Sources::default();
        for scheme in &schemes {
            self.sources(scheme, &mut all);
        }
        if operation.body.is_none() {
            all.request.remove("body");
        }
        if schemes.is_empty() {
            said.push(self.say(
                "This operation does not authenticate: nothing in the request is signed.",
                "此接口不认证，请求中没有任何签名。",
                &[],
            ));
        }
        if !all.given.is_empty() {
            said.push(self.say(
                "What stands in {0} is made up: put your own values in its place.",
                "{0}的值是虚构的，请换成自己的。",
                &[self.names(&all.given)],
            ));
        }
        if !all.computed.is_empty() {
            said.extend(self.computed(&all));
        }
        said.extend(self.values(&schemes, &all));
        if operation.key.is_some() {
            said.push(self.say(
                "The idempotency key is a fixed one: each new call needs a key of its own.",
                "此处的幂等键是固定的：每次新的调用都要换用新的键。",
                &[],
            ));
        }
        let between = words::pick(self.language, " ", "");
        words::prose_of(vec![words::joined(said, between)])
    }

    /// Which values the settings have that stand in what is placed.
    fn values(&self, schemes: &[&Scheme], all: &Sources) -> Option<Paragraph> {
        let tokens = schemes.iter().filter_map(|scheme| scheme.token.as_ref());
        let tokens = tokens.filter_map(|token| token.setting.as_ref());
        let tokens = tokens.filter(|_| all.token).map(Name::snake);
        let mut names = all.settings.clone();
        names.extend(tokens);
        let settings = self.api.settings.iter().map(|setting| &setting.field);
        let used = settings.filter(|field| names.contains(&field.name.snake()));
        let values = used.filter_map(|field| {
            let name = field.wire.as_str();
            let value = self.exchanges.setting(name)?;
            Some(self.say(
                "{0} is {1}",
                "{0} 为 {1}",
                &[words::code(name), words::code(value)],
            ))
        });
        let values: Vec<Paragraph> = values.collect();
        (!values.is_empty()).then(|| {
            let values = match self.language {
                Language::English => words::enumerated(self.language, values),
                Language::Chinese => words::joined(values, "，"),
            };
            self.say("Among the settings, {0}.", "所用配置项：{0}。", &[values])
        })
    }

    /// The schemes that the request of an example uses.
    fn used(&self, operation: &Operation) -> impl Iterator<Item = &Scheme> {
        let ids: &[String] = match &operation.auth {
            AuthUse::None => &[],
            AuthUse::Any(ids) => &ids[..ids.len().min(1)],
            AuthUse::All(ids) => ids,
        };
        let schemes = self.api.schemes.iter();
        schemes.filter(|scheme| ids.contains(&scheme.id))
    }

    fn names(&self, names: &[String]) -> Paragraph {
        let names = names.iter().map(|name| words::code(name)).collect();
        words::enumerated(self.language, names)
    }

    fn sources(&self, scheme: &Scheme, all: &mut Sources) {
        let lets = self.lets(scheme);
        for placed in scheme.stamps.iter().chain(&scheme.seals) {
            let mut todo = vec![&placed.value];
            let mut seen = BTreeSet::new();
            let mut is_computed = false;
            let mut is_credential = false;
            while let Some(value) = todo.pop() {
                let uses = expr::uses(value);
                let from_request = uses.roots.contains("request");
                let counts = uses.now || uses.nonce || from_request || !uses.hooks.is_empty();
                is_computed |= counts || self.is_digest(value);
                all.time |= uses.now;
                all.random |= uses.nonce;
                all.hooks.extend(uses.hooks);
                for member in uses.members {
                    match member.split_once('.') {
                        Some(("settings", name)) => {
                            is_credential = true;
                            all.settings.insert(name.to_owned());
                        }
                        Some(("request", name)) => {
                            all.request.insert(name.to_owned());
                        }
                        _ => {}
                    }
                }
                for name in uses.names {
                    if name == "token" {
                        (all.token, is_credential) = (true, true);
                    }
                    let found = lets.iter().find(|l| l.name.snake() == name);
                    if let Some(found) = found.filter(|_| seen.insert(name)) {
                        todo.push(&found.value);
                    }
                }
            }
            let wire = words::visible(&placed.wire);
            match (is_computed, is_credential) {
                (true, _) => all.computed.push(wire),
                (false, true) => all.given.push(wire),
                (false, false) => {}
            }
        }
    }

    fn computed(&self, all: &Sources) -> Vec<Paragraph> {
        let mut from: Vec<Paragraph> = Vec::new();
        from.extend(
            all.settings
                .iter()
                .map(|name| self.say("the setting {0}", "配置项 {0}", &[words::code(name)])),
        );
        let parts = [
            (all.token, "the token", "令牌"),
            (all.time, "the current time", "当前时间"),
            (all.random, "a random text", "随机串"),
        ];
        from.extend(
            parts
                .into_iter()
                .filter(|(is_so, _, _)| *is_so)
                .map(|(_, en, zh)| self.say(en, zh, &[])),
        );
        from.extend(
            all.request
                .iter()
                .map(|member| self.member_of_request(member)),
        );
        from.extend(
            all.hooks
                .iter()
                .map(|name| self.say("the hook {0}", "回调函数 {0}", &[words::code(name)])),
        );
        let from = words::enumerated(self.language, from);
        let one = "{0} is computed anew for each attempt, from {1}.";
        let several = "{0} are computed anew for each attempt, from {1}.";
        let mut said = vec![self.say(
            if all.computed.len() == 1 {
                one
            } else {
                several
            },
            "{0}在每次尝试时重新计算，依据{1}。",
            &[self.names(&all.computed), from],
        )];
        if all.time {
            said.push(self.say(
                "Here the clock stands at {0}; a vendor that compares it with its own refuses the request as too \
                 old.",
                "此处时间固定为 {0}；厂商若核对时间，会因过期而拒绝该请求。",
                &[words::code(TIME)],
            ));
            said.push(self.say(
                "{0} takes it if it runs with {1} and its address stands in place of the vendor's.",
                "发给 {0} 时，启动它要加上 {1}，并把厂商的地址换成它的地址。",
                &[
                    words::code("apiloom serve"),
                    words::code(&format!("--now {TIME}")),
                ],
            ));
        }
        if all.random {
            said.push(self.say(
                "A vendor that remembers random texts takes each only once.",
                "厂商若记录随机串，同一个只会接受一次。",
                &[],
            ));
        }
        if !all.hooks.is_empty() {
            said.push(self.say(
                "What the hook gives is a placeholder.",
                "回调函数的结果在此为占位符。",
                &[],
            ));
        }
        // What a hook does with the body is for the hook to say.
        if all.request.contains("body") && all.hooks.is_empty() {
            said.push(self.say(
                "The body is signed byte by byte: any change to it needs a new signature.",
                "签名覆盖请求体的每个字节：内容稍有改动就要重新签名。",
                &[],
            ));
        }
        said
    }

    fn member_of_request(&self, member: &str) -> Paragraph {
        let (en, zh) = match member {
            "method" => ("the method", "请求方法"),
            "url" => ("the URL", "URL"),
            "host" => ("the host", "主机名"),
            "path" => ("the path", "请求路径"),
            "query" | "query_text" => ("the query", "查询串"),
            "headers" => ("the headers", "请求头"),
            "params" => ("the parameters of query and form", "查询与表单参数"),
            "body" => ("the body", "请求体"),
            _ => ("the members of the body", "请求体成员"),
        };
        self.say(en, zh, &[])
    }

    fn is_digest(&self, value: &expr::Typed) -> bool {
        let mut functions = BTreeSet::new();
        words::functions(value, &mut functions);
        self.digest(&functions).is_some()
    }
}
