//! Ways to authenticate.

use std::collections::BTreeSet;

use apiloom_codegen::expr::{self, Typed};
use apiloom_codegen::model::{self, Let, Name, Scheme, Where};

use super::{Reader, operation_id};
use crate::book::{self, Paragraph, Placed, Token, Value};
use crate::words::{self, pick};

impl Reader<'_> {
    /// A way to authenticate.
    pub(super) fn scheme(&self, scheme: &Scheme) -> book::Scheme {
        let lets = self.lets(scheme);
        book::Scheme {
            id: scheme.id.clone(),
            title: self.scheme_title(scheme),
            fact: self.fact(&scheme.facts),
            values: lets.into_iter().map(|value| self.value(value)).collect(),
            placed: self.placed(scheme),
            token: scheme.token.as_ref().map(|token| self.token(token)),
            steps: self.steps(scheme),
        }
    }

    /// What a scheme computes, with what it uses of the values that are computed from settings.
    pub(super) fn lets<'s>(&'s self, scheme: &'s Scheme) -> Vec<&'s Let> {
        let mut used = BTreeSet::new();
        let own = || scheme.stamp_lets.iter().chain(&scheme.seal_lets);
        let placed = scheme.stamps.iter().chain(&scheme.seals);
        let values = own().map(|l| &l.value).chain(placed.map(|p| &p.value));
        for value in values {
            used.extend(expr::uses(value).names);
        }
        // Later ones may use earlier ones.
        for shared in self.api.lets.iter().rev() {
            if used.contains(&shared.name.snake()) {
                used.extend(expr::uses(&shared.value).names);
            }
        }
        let shared = self.api.lets.iter();
        let is_own = |name: &Name| own().any(|l| l.name == *name);
        let shared = shared.filter(|l| used.contains(&l.name.snake()) && !is_own(&l.name));
        shared.chain(own()).collect()
    }

    fn value(&self, value: &Let) -> Value {
        let steps = words::steps(self.language, &value.value);
        Value {
            name: value.name.snake(),
            expression: words::visible(&expr::write(&value.value)),
            words: steps
                .into_iter()
                .map(|step| words::prose_of(vec![step]))
                .collect(),
        }
    }

    fn placed(&self, scheme: &Scheme) -> Vec<Placed> {
        let stamps = scheme.stamps.iter().map(|placed| (placed, false));
        let seals = scheme.seals.iter().map(|placed| (placed, true));
        stamps
            .chain(seals)
            .map(|(placed, sealed)| Placed {
                place: placed.place.word().to_owned(),
                wire: words::visible(&placed.wire),
                expression: words::visible(&expr::write(&placed.value)),
                sealed,
            })
            .collect()
    }

    fn token(&self, token: &model::Token) -> Token {
        let operation = token.operation.as_ref().and_then(|name| {
            let mut operations = self.api.operations.iter();
            operations.find(|o| o.name == *name).map(operation_id)
        });
        Token {
            operation,
            setting: token.setting.as_ref().map(|name| name.snake()),
            lifetime: words::prose_of(self.lifetime(token)),
            renew: token.renew.iter().map(|c| words::visible(c)).collect(),
            fact: self.fact(&token.facts),
        }
    }

    fn lifetime(&self, token: &model::Token) -> Vec<Paragraph> {
        let lifetime = match &token.lifetime {
            Some(at) => self.say(
                "Its lifetime in seconds is {0} of the answer. It is fetched anew {1} seconds before its end, but \
                 never before half of its lifetime is over.",
                "有效期（秒）取自返回中的 {0}。到期前 {1} 秒重新获取，但不会早于有效期过半。",
                &[
                    words::code(&at.join(".")),
                    words::text(&token.margin.to_string()),
                ],
            ),
            None if token.operation.is_some() => self.say(
                "Its lifetime is not documented: it is used until the vendor refuses it.",
                "有效期没有文档说明：一直使用到厂商拒绝为止。",
                &[],
            ),
            None => self.say(
                "Its lifetime is not documented.",
                "有效期没有文档说明。",
                &[],
            ),
        };
        let renewal = match token.renew.is_empty() {
            _ if token.operation.is_none() => self.say(
                "It is given and not fetched, so that a refusal is an error.",
                "它由使用者提供，不会自动获取，因此被拒绝时直接返回错误。",
                &[],
            ),
            false => self.say(
                "After the codes {0} it is fetched anew, and the call is sent once more. A token that was set by \
                 hand is not.",
                "收到错误码 {0} 后会重新获取，并把调用再发送一次；手动设置的令牌不会。",
                &[words::enumerated(
                    self.language,
                    token.renew.iter().map(|code| words::code(code)).collect(),
                )],
            ),
            true => self.say(
                "Which codes tell that it has expired is not documented: a refusal is an error.",
                "哪些错误码表示它已过期，没有文档说明：被拒绝时直接返回错误。",
                &[],
            ),
        };
        vec![lifetime, renewal]
    }

    /// What a scheme is in a few words.
    pub(super) fn scheme_title(&self, scheme: &Scheme) -> String {
        let language = self.language;
        let placed = || scheme.seals.iter().chain(&scheme.stamps);
        let functions = self.functions(scheme);
        let where_to = placed().find(|p| self.is_computed(scheme, &p.value));
        let place = where_to.or_else(|| placed().last()).map(|p| p.place);
        let place = match place {
            Some(Where::Query) => pick(language, "in the query", "放在查询串中"),
            Some(Where::Header) | None => pick(language, "in a header", "放在请求头中"),
            Some(Where::Cookie) => pick(language, "in a cookie", "放在 Cookie 中"),
            Some(Where::Body) => pick(language, "in the body", "放在请求体中"),
        };
        let what = match self.digest(&functions) {
            Some(digest) => pick(
                language,
                format!("{digest} signature"),
                format!("{digest} 签名，"),
            ),
            None if functions.contains("custom") => {
                pick(language, "signature by a hook", "由回调函数签名，").to_owned()
            }
            None if functions.contains("basic") => return "HTTP Basic".to_owned(),
            None if self.is_bearer(scheme) => {
                return pick(language, "bearer token", "Bearer token").to_owned();
            }
            None if scheme.token.is_some() => {
                pick(language, "access token", "访问令牌，").to_owned()
            }
            None => pick(language, "key", "密钥，").to_owned(),
        };
        pick(
            language,
            format!("{what} {place}"),
            format!("{what}{place}"),
        )
    }

    /// The strongest name among the digests.
    pub(super) fn digest(&self, functions: &BTreeSet<String>) -> Option<&'static str> {
        const DIGESTS: [(&str, &str); 8] = [
            ("hmac_sha512", "HMAC-SHA512"),
            ("hmac_sha256", "HMAC-SHA256"),
            ("hmac_sha1", "HMAC-SHA1"),
            ("hmac_md5", "HMAC-MD5"),
            ("sha512", "SHA-512"),
            ("sha256", "SHA-256"),
            ("sha1", "SHA-1"),
            ("md5", "MD5"),
        ];
        let mut digests = DIGESTS.iter();
        digests
            .find(|(name, _)| functions.contains(*name))
            .map(|(_, shown)| *shown)
    }

    /// The functions by which a scheme computes what it places.
    fn functions(&self, scheme: &Scheme) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for value in self.lets(scheme) {
            words::functions(&value.value, &mut found);
        }
        for placed in scheme.stamps.iter().chain(&scheme.seals) {
            words::functions(&placed.value, &mut found);
        }
        found
    }

    /// Whether a placed value is computed by a digest or a hook, by itself or by a `let` that it names.
    fn is_computed(&self, scheme: &Scheme, value: &Typed) -> bool {
        let mut functions = BTreeSet::new();
        words::functions(value, &mut functions);
        let names = expr::uses(value).names;
        for value in self.lets(scheme) {
            if names.contains(&value.name.snake()) {
                words::functions(&value.value, &mut functions);
            }
        }
        self.digest(&functions).is_some() || functions.contains("custom")
    }

    fn is_bearer(&self, scheme: &Scheme) -> bool {
        let mut placed = scheme.stamps.iter().chain(&scheme.seals);
        placed.any(|placed| {
            placed.place == Where::Header
                && placed.wire.eq_ignore_ascii_case("authorization")
                && expr::write(&placed.value).contains("Bearer ")
        })
    }
}
