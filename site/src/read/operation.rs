//! Operations.

use apiloom_codegen::lower;
use apiloom_codegen::model::{self, Absent, AuthUse, Decode, Encode, Operation, Payload, Place};

use super::field::Stand;
use super::{Reader, operation_id, reach, rust_text};
use crate::book::{self, Body, Pages, Paragraph, Parameters, Prose, Returns};
use crate::words;

impl Reader<'_> {
    /// An operation.
    pub(super) fn operation(&self, operation: &Operation) -> book::Operation {
        let types = reach::direct(operation).into_iter();
        let (schemes, all_schemes) = match &operation.auth {
            AuthUse::None => (Vec::new(), false),
            AuthUse::Any(ids) => (ids.clone(), false),
            AuthUse::All(ids) => (ids.clone(), true),
        };
        book::Operation {
            id: operation_id(operation),
            title: self.title(operation),
            fact: self.titled(&operation.facts),
            method: operation.method.clone(),
            path: words::visible(&operation.path),
            server: self.server_of(operation),
            effect: operation.effect.word().to_owned(),
            effect_words: sentences(self, words::effect(self.language, operation)),
            repeat: operation.repeat.word().to_owned(),
            repeat_words: sentences(self, words::repeat(self.language, operation)),
            schemes,
            all_schemes,
            envelope: operation
                .envelope
                .map(|at| self.api.envelopes[at].name.snake()),
            permissions: operation
                .permissions
                .iter()
                .map(|p| self.prose(p))
                .collect(),
            limits: operation.limits.clone(),
            update: self.update(operation),
            dangers: self.dangers(operation),
            parameters: self.parameters(operation),
            body: self.body(operation),
            returns: self.returns(operation),
            rules: self.rules(&operation.rules),
            pages: self.pages(operation),
            errors: self.used_errors(operation),
            examples: self.examples(operation),
            types: types.filter_map(|id| self.type_id(id)).collect(),
        }
    }

    /// Its title, or its name as words.
    pub(super) fn title(&self, operation: &Operation) -> String {
        self.line(&operation.facts.title).unwrap_or_else(|| {
            let spaced = operation.name.spaced();
            let mut chars = spaced.chars();
            let first = chars.next().map(|first| first.to_ascii_uppercase());
            first.into_iter().chain(chars).collect()
        })
    }

    fn server_of(&self, operation: &Operation) -> Option<String> {
        let default = self.api.servers.first().map(|server| server.id.as_str());
        (default != Some(&operation.server)).then(|| operation.server.clone())
    }

    fn update(&self, operation: &Operation) -> Prose {
        let Some(update) = operation.update else {
            return Prose::default();
        };
        let exceptions = model::has_exceptions(&self.api.types, operation);
        sentences(self, words::update_of(self.language, update, exceptions))
    }

    fn parameters(&self, operation: &Operation) -> Vec<Parameters> {
        let places = [
            (Place::Path, "path", Stand::Text),
            (Place::Query, "query", Stand::Pair),
            (Place::Header, "header", Stand::Text),
            (Place::Cookie, "cookie", Stand::Text),
        ];
        let parameters = places.into_iter().map(|(place, name, stand)| {
            let fields = operation.parameters.iter().filter(|p| p.place == place);
            let fields = fields.map(|parameter| self.input(&parameter.field, stand));
            Parameters {
                place: name.to_owned(),
                fields: fields.collect(),
            }
        });
        parameters.filter(|p| !p.fields.is_empty()).collect()
    }

    fn input(&self, field: &apiloom_codegen::model::Field, stand: Stand) -> book::Field {
        let slot = self.lowered.input(field);
        self.field(field, stand, true, rust_text(&slot.ty))
    }

    fn body(&self, operation: &Operation) -> Option<Body> {
        let body = operation.body.as_ref()?;
        let stand = match body.encode {
            Encode::Json => Stand::Json,
            Encode::Form | Encode::Multipart => Stand::Pair,
            Encode::Text | Encode::Bytes => Stand::Text,
        };
        let (fields, whole) = match &body.payload {
            Payload::Fields(fields) => {
                let fields = fields.iter().map(|field| self.input(field, stand));
                (fields.collect(), None)
            }
            Payload::Whole(field) => (Vec::new(), Some(Box::new(self.input(field, stand)))),
        };
        Some(Body {
            encode: body.encode.word().to_owned(),
            content_type: match &body.content_type {
                Some(given) => words::visible(given),
                None => content_type(body.encode).to_owned(),
            },
            fields,
            whole,
        })
    }

    fn returns(&self, operation: &Operation) -> Option<Returns> {
        let returns = operation.returns.as_ref()?;
        Some(Returns {
            ty: self.type_text(&returns.ty, self.returned(operation)),
            inside: self.inside(&returns.ty),
            at: words::visible(&returns.at.join(".")),
            decode: returns.decode.word().to_owned(),
            absent: self.absent(returns.absent),
            fact: self.fact(&returns.facts),
        })
    }

    /// What callers get in Rust.
    fn returned(&self, operation: &Operation) -> String {
        let Some(returns) = &operation.returns else {
            return "()".to_owned();
        };
        if returns.decode == Decode::File {
            return "Download".to_owned();
        }
        let ty = rust_text(&lower::repr(&self.lowered, &returns.ty).ty);
        match returns.absent {
            Absent::None if !ty.starts_with("Option<") => format!("Option<{ty}>"),
            _ => ty,
        }
    }

    fn absent(&self, absent: Absent) -> Prose {
        let said = match absent {
            Absent::Refused => return Prose::default(),
            Absent::Empty => self.say(
                "Where it is absent or null, callers get an empty value.",
                "缺失或为 null 时，调用方得到空值（如空列表）。",
                &[],
            ),
            Absent::None => self.say(
                "Where it is absent or null, there is no value.",
                "缺失或为 null 时表示没有值。",
                &[],
            ),
        };
        words::prose_of(vec![said])
    }

    fn pages(&self, operation: &Operation) -> Option<Pages> {
        let paginate = operation.paginate.as_ref()?;
        Some(Pages {
            by: paginate.by.word().to_owned(),
            words: words::pages(self.language, paginate),
            note: self.prose(&paginate.note),
            rust: self.reading_on(operation),
        })
    }

    /// Rust that reads all items: the call of its first sample.
    fn reading_on(&self, operation: &Operation) -> Option<String> {
        let examples = (0..operation.examples.len()).map(Some);
        let mut examples = examples.chain([None]);
        let exchange = examples.find_map(|example| self.exchanges.of(operation, example))?;
        exchange.rust.as_ref().map(|rust| rust.call.clone())
    }
}

/// Sentences as one paragraph.
fn sentences(reader: &Reader<'_>, said: Vec<Paragraph>) -> Prose {
    let between = words::pick(reader.language, " ", "");
    words::prose_of(vec![words::joined(said, between)])
}

/// What such a body is called everywhere.
fn content_type(encode: Encode) -> &'static str {
    match encode {
        Encode::Json => "application/json",
        Encode::Form => "application/x-www-form-urlencoded",
        Encode::Multipart => "multipart/form-data",
        Encode::Text => "text/plain; charset=utf-8",
        Encode::Bytes => "application/octet-stream",
    }
}
