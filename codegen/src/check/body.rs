//! Bodies of requests.

use super::Check;
use super::record::plain_field;
use crate::diagnostic::{Code, help};
use crate::expr::Scope;
use crate::model::{Body, Encode, Field, Name, Payload, Presence, Type, TypeKind};
use crate::spec::{self, Text, words};

impl Check<'_> {
    pub(super) fn body(
        &mut self,
        name: &Name,
        spec: &spec::Operation,
        scope: &Scope,
    ) -> Option<Option<Body>> {
        let defaults = self.spec.defaults.as_ref().and_then(|d| d.encode.as_ref());
        let Some(body) = &spec.body else {
            if let Some(encode) = &spec.encode {
                self.report(
                    Code::Misplaced,
                    encode.span,
                    "there is no body to encode",
                    help!("remove it", "删除它"),
                );
            }
            return Some(None);
        };
        let encode = match body.encode.as_ref().or(spec.encode.as_ref()).or(defaults) {
            Some(text) => match text.as_str() {
                "xml" | "multipart" | "text" | "bytes" => {
                    let message = format!("bodies in `{}` are not built yet", text.text);
                    self.report(
                        Code::NotYetInLanguage,
                        text.span,
                        message,
                        help!("write `json` or `form`", "写 `json` 或 `form`"),
                    );
                    return None;
                }
                _ => {
                    let [json, form] = words::ENCODE;
                    self.word(text, &[(json, Encode::Json), (form, Encode::Form)])?
                }
            },
            None => Encode::Json,
        };
        let method = spec.http.as_str().split(' ').next().unwrap_or_default();
        if matches!(method, "GET" | "HEAD") {
            let message = format!("a `{method}` request has no body");
            self.report(
                Code::Body,
                body.span,
                message,
                help!(
                    "move the values to `query`, or correct the method",
                    "把这些值移到 `query`，或改正请求方法"
                ),
            );
            return None;
        }
        self.one_kind(&body.kind, body.span)?;
        if body.kind.fields.is_some() && body.kind.rest.is_none() {
            self.computing = Some(scope.clone());
            let fields = self.record_fields(name, &body.kind, &mut Vec::new());
            self.computing = None;
            let mut fields = fields?;
            if encode == Encode::Form {
                fields.iter_mut().for_each(|field| self.sent_as_text(field));
                for field in &fields {
                    let list = matches!(field.ty, Type::List(_));
                    if !list && !field.spread && !self.is_text(&field.ty) {
                        let message = format!("`{}` cannot be sent in a form", field.wire.as_str());
                        let help = help!(
                            "write a scalar, a list, `csv(T)` or `json_string(T)`",
                            "写标量、列表、`csv(T)` 或 `json_string(T)`"
                        );
                        self.report(Code::Scalar, field.span, message, help);
                        return None;
                    }
                }
            }
            return Some(Some(Body {
                payload: Payload::Fields(fields),
                encode,
            }));
        }
        let input = body.name.clone().unwrap_or(Text {
            text: "body".to_owned(),
            span: body.span,
            verbatim: None,
        });
        let own = self.name(&input, None)?;
        let typed = self.kind_type(&body.kind, &name.with("body"), &body.facts, body.span)?;
        if encode == Encode::Form && !self.is_form(&typed) {
            let message = "a form is a record of texts and lists, and this is not";
            let help = help!(
                "name a type whose `fields` are scalars, lists, `csv(T)` or `json_string(T)`",
                "写一个类型，其 `fields` 只含标量、列表、`csv(T)` 或 `json_string(T)`"
            );
            match body.encode.as_ref().or(spec.encode.as_ref()).or(defaults) {
                Some(text) => {
                    let form = (text.span, "it is sent as a form");
                    self.conflict(Code::Body, body.span, message, form, help);
                }
                None => self.report(Code::Body, body.span, message, help),
            }
            return None;
        }
        let required = typed.required || body.required == Some(true);
        let presence = if required {
            Presence::Required
        } else {
            Presence::Optional
        };
        let facts = self.facts(&body.facts);
        let field = Field {
            facts,
            ..plain_field(own, &input, typed.whole(), presence)
        };
        Some(Some(Body {
            payload: Payload::Whole(Box::new(field)),
            encode,
        }))
    }

    /// Whether values of a type can be written as a form.
    fn is_form(&self, typed: &super::types::Typed) -> bool {
        let Type::Named(id) = &typed.ty else {
            return false;
        };
        let declaration = self.types.declarations.get(id.0).and_then(Option::as_ref);
        match declaration.map(|declaration| &declaration.kind) {
            Some(TypeKind::Record(record)) => record.fields.iter().all(|field| {
                let list = matches!(field.ty, Type::List(_) | Type::OneOrMany(_));
                !record.tuple && (list || field.spread || self.is_text(&field.ty))
            }),
            Some(_) => false,
            // A type that was refused has been reported.
            None => true,
        }
    }
}
