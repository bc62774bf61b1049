//! What concerns the vendor as a whole.

use apiloom_codegen::expr::{self, Kind};
use apiloom_codegen::model::{self, TemplatePart};

use super::field::Stand;
use super::{Reader, prose, rust_text};
use crate::book::{Document, Envelope, ErrorCode, Field, Hook, Limit, Paragraph, Prose, Server};
use crate::words;

impl Reader<'_> {
    pub(super) fn documents(&self) -> Vec<Document> {
        let documents = self.api.documents.iter();
        documents
            .map(|document| Document {
                id: document.id.clone(),
                title: self
                    .line(&document.facts.title)
                    .unwrap_or_else(|| document.id.clone()),
                url: document
                    .url
                    .as_deref()
                    .filter(|url| prose::is_link(url))
                    .map(str::to_owned),
                fact: self.titled(&document.facts),
            })
            .collect()
    }

    pub(super) fn settings(&self) -> Vec<Field> {
        let settings = self.api.settings.iter();
        settings
            .map(|setting| {
                let slot = self.lowered.input(&setting.field);
                let rust = rust_text(&slot.ty);
                let mut field = self.field(&setting.field, Stand::Setting, false, rust);
                field.default = setting.default.as_deref().map(words::visible);
                field
            })
            .collect()
    }

    pub(super) fn hooks(&self) -> Vec<Hook> {
        let hooks = self.api.hooks.iter();
        hooks
            .map(|hook| Hook {
                name: hook.name.snake(),
                takes: hook
                    .takes
                    .iter()
                    .map(|(name, ty)| (name.snake(), self.kind_words(ty).to_owned()))
                    .collect(),
                gives: self.kind_words(&hook.gives).to_owned(),
                fact: self.fact(&hook.facts),
            })
            .collect()
    }

    /// A type of the expression language, as far as hooks have it.
    fn kind_words(&self, ty: &expr::Type) -> &'static str {
        let pick = |en, zh| words::pick(self.language, en, zh);
        match (&ty.kind, ty.secret) {
            (Kind::Text, true) => pick("secret text", "保密文本"),
            (Kind::Text, false) => pick("text", "文本"),
            (Kind::Bytes, _) => pick("bytes", "字节数据"),
            (Kind::Int, _) => pick("whole number", "整数"),
            (Kind::Bool, _) => pick("boolean", "布尔值"),
            (Kind::Pairs, _) => pick("pairs of names and values", "名值对"),
            (Kind::Instant, _) => pick("point in time", "时间点"),
            _ => pick("value", "值"),
        }
    }

    pub(super) fn servers(&self) -> Vec<Server> {
        let servers = self.api.servers.iter();
        servers
            .map(|server| Server {
                id: server.id.clone(),
                url: words::visible(&url(&server.url)),
                fact: self.fact(&server.facts),
            })
            .collect()
    }

    pub(super) fn limits(&self) -> Vec<Limit> {
        let limits = self.api.limits.iter();
        limits
            .map(|limit| Limit {
                id: limit.id.clone(),
                words: self.limit(limit),
                fact: self.fact(&limit.facts),
            })
            .collect()
    }

    pub(super) fn errors(&self) -> Vec<ErrorCode> {
        let errors = self.api.errors.iter();
        errors.map(|error| self.error(error)).collect()
    }

    fn error(&self, error: &model::ErrorCode) -> ErrorCode {
        let tokens = self.api.schemes.iter().filter_map(|s| s.token.as_ref());
        // A token that is given is never renewed.
        let fetched = tokens.filter(|token| token.operation.is_some());
        let mut renewing = fetched.flat_map(|token| &token.renew);
        let renews = renewing.any(|pattern| model::covers(pattern, &error.code));
        ErrorCode {
            code: words::visible(&error.code),
            name: error.name.camel(),
            kind: words::kind_name(error.kind).to_owned(),
            kind_words: words::kind_words(self.language, error.kind).to_owned(),
            handling: words::prose_of(words::handling(self.language, error.kind, renews)),
            fact: self.fact(&error.facts),
        }
    }

    pub(super) fn envelopes(&self) -> Vec<Envelope> {
        let envelopes = self.api.envelopes.iter();
        envelopes
            .filter(|envelope| !envelope.id().is_empty())
            .map(|envelope| self.envelope(envelope))
            .collect()
    }

    fn envelope(&self, envelope: &model::Envelope) -> Envelope {
        // The members of an envelope that asks another one are those of the other one.
        let own = envelope.fields.iter().filter(|_| envelope.then.is_none());
        let fields = own.map(|field| {
            let slot = self.lowered.input(field);
            self.field(field, Stand::Json, false, rust_text(&slot.ty))
        });
        let failures = envelope.conditional.iter().chain(&envelope.otherwise);
        Envelope {
            id: envelope.id(),
            fields: fields.collect(),
            success: self.success(envelope),
            failures: failures.map(|failure| self.failure(failure)).collect(),
            fact: self.fact(&envelope.facts),
        }
    }

    fn success(&self, envelope: &model::Envelope) -> Prose {
        let said = match (&envelope.success, envelope.then) {
            (Some(success), _) => self.say(
                "An answer is a success if {0}.",
                "满足以下条件时为成功：{0}。",
                &[words::checked_condition(self.language, success)],
            ),
            (None, Some(then)) => self.say(
                "Apart from what follows, an answer is judged as {0} says.",
                "除下列情况外，按 {0} 判断。",
                &[words::code(&self.api.envelopes[then].id())],
            ),
            (None, None) => self.say(
                "An answer is a success if the HTTP status is from 200 to 299.",
                "HTTP 状态码为 200 到 299 时为成功。",
                &[],
            ),
        };
        words::prose_of(vec![said])
    }

    fn failure(&self, failure: &model::Failure) -> Prose {
        let noun = |value: &expr::Typed| words::checked_noun(self.language, value);
        let code = failure.code.as_ref().map(noun);
        let what = match (&failure.when, code) {
            (Some(when), Some(code)) => self.say(
                "If {0}, it is a failure with {1} as its code, whatever else holds.",
                "若{0}，则无论其他条件如何都是失败，错误码取{1}。",
                &[words::checked_condition(self.language, when), code],
            ),
            (Some(when), None) => self.say(
                "If {0}, it is a failure without a code, whatever else holds.",
                "若{0}，则无论其他条件如何都是失败，没有错误码。",
                &[words::checked_condition(self.language, when)],
            ),
            (None, Some(code)) => self.say(
                "Any other answer is a failure with {0} as its code.",
                "其余情况均为失败，错误码取{0}。",
                &[code],
            ),
            (None, None) => self.say(
                "Any other answer is a failure without a code.",
                "其余情况均为失败，没有错误码。",
                &[],
            ),
        };
        let message = failure
            .message
            .as_ref()
            .map(|message| self.say("Its message is {0}.", "错误信息取{0}。", &[noun(message)]));
        let request = failure.request_id.as_ref().map(|id| {
            self.say(
                "The vendor calls the request {0}.",
                "请求标识取{0}。",
                &[noun(id)],
            )
        });
        let said: Vec<Paragraph> = [Some(what), message, request]
            .into_iter()
            .flatten()
            .collect();
        let between = words::pick(self.language, " ", "");
        let mut told = words::prose_of(vec![words::joined(said, between)]);
        // What the spec says of it follows in paragraphs of its own.
        for docs in [&failure.facts.doc, &failure.facts.note] {
            told.paragraphs.extend(self.prose(docs).paragraphs);
        }
        told
    }
}

/// The names of envelopes as the spec writes them.
trait Named {
    fn id(&self) -> String;
}

impl Named for model::Envelope {
    fn id(&self) -> String {
        self.name.snake()
    }
}

/// A URL with its settings in braces.
pub(super) fn url(parts: &[TemplatePart]) -> String {
    let parts = parts.iter().map(|part| match part {
        TemplatePart::Text(text) => text.clone(),
        TemplatePart::Setting { name, .. } => format!("{{{}}}", name.snake()),
    });
    parts.collect()
}
