//! Bodies of requests.

use super::Check;
use super::parameter::header_name;
use super::record::plain_field;
use crate::diagnostic::{Code, help};
use crate::expr::Scope;
use crate::model::{Body, Encode, Field, Name, PairStyle, Payload, Presence, Type, TypeKind};
use crate::spec::{self, Text, words};

impl Check<'_> {
    pub(super) fn body(
        &mut self,
        name: &Name,
        spec: &spec::Operation,
        scope: &Scope,
    ) -> Option<Option<Body>> {
        let Some(body) = &spec.body else {
            if let Some(encode) = &spec.encode {
                self.report(
                    Code::Misplaced,
                    encode.span,
                    "there is no body to encode",
                    help!("remove it", "删除它").removing("encode", encode.span),
                );
            }
            return Some(None);
        };
        let defaults = self.spec.defaults.as_ref().and_then(|d| d.encode.as_ref());
        let said = body.encode.as_ref().or(spec.encode.as_ref()).or(defaults);
        let encode = said.map_or(Some(Encode::Json), |text| self.encode(text))?;
        let style = self.general_style(body.style.as_ref())?;
        let pairs = matches!(encode, Encode::Form | Encode::Multipart);
        if let Some(text) = body.style.as_ref().filter(|_| !pairs) {
            let message = "`style` means nothing here";
            let help = help!(
                "remove it, or write `encode: form`",
                "删除它，或写 `encode: form`"
            );
            self.report(Code::Misplaced, text.span, message, help);
            return None;
        }
        let content_type = match &body.content_type {
            Some(text) => Some(self.content_type(text, encode)?),
            None => None,
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
        let several = body.kind.fields.is_some() && body.kind.rest.is_none();
        let fits = match encode {
            Encode::Multipart => several,
            Encode::Text | Encode::Bytes => !several,
            Encode::Json | Encode::Form => true,
        };
        if !fits {
            self.unfit_body(body, said, encode);
            return None;
        }
        if several {
            self.computing = Some(scope.clone());
            self.style = style;
            let fields = self.record_fields(name, &body.kind, &mut Vec::new());
            self.computing = None;
            let mut fields = fields?;
            if pairs {
                for field in fields.iter_mut().filter(|f| !is_file(&f.ty, encode)) {
                    self.sent_as_text(field);
                    self.pairs_inside(field);
                }
            }
            return Some(Some(Body {
                payload: Payload::Fields(fields),
                encode,
                content_type,
            }));
        }
        let input = body.name.clone().unwrap_or(Text {
            text: "body".to_owned(),
            span: body.span,
            verbatim: None,
        });
        let own = self.name(&input, None)?;
        let typed = self.kind_type(&body.kind, || name.with("body"), &body.facts, body.span)?;
        let fits = match encode {
            Encode::Form => self.is_form(&typed, style),
            Encode::Text => !typed.nullable && typed.ty != Type::Secret && self.is_text(&typed.ty),
            Encode::Bytes => !typed.nullable && matches!(typed.ty, Type::Bytes | Type::File),
            Encode::Json | Encode::Multipart => true,
        };
        if !fits {
            self.unfit_body(body, said, encode);
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
            style,
            ..plain_field(own, &input, typed.whole(), presence)
        };
        Some(Some(Body {
            payload: Payload::Whole(Box::new(field)),
            encode,
            content_type,
        }))
    }

    fn encode(&mut self, text: &Text) -> Option<Encode> {
        if text.as_str() == "xml" {
            let message = "bodies in `xml` are not built yet";
            let help = help!(
                "write `encode: text` with a `string` that callers make, and `content_type: application/xml`; read the answer by `returns: {{ type: string, decode: text }}`",
                "写 `encode: text`，由调用者生成 `string`，并写 `content_type: application/xml`；响应用 `returns: {{ type: string, decode: text }}` 读取"
            );
            self.report(Code::NotYetInLanguage, text.span, message, help);
            return None;
        }
        let [json, form, multipart, plain, bytes] = words::ENCODE;
        let words = [
            (json, Encode::Json),
            (form, Encode::Form),
            (multipart, Encode::Multipart),
            (plain, Encode::Text),
            (bytes, Encode::Bytes),
        ];
        self.word(text, &words)
    }

    /// What the spec calls a body: a media type, perhaps with parameters.
    fn content_type(&mut self, text: &Text, encode: Encode) -> Option<String> {
        if encode == Encode::Multipart {
            let message = "`content_type` means nothing here";
            let help = help!(
                "remove it: the client says what separates the parts",
                "删除它：各部分之间的分隔由客户端写明"
            )
            .removing("content_type", text.span);
            self.report(Code::Misplaced, text.span, message, help);
            return None;
        }
        let token = |token: &str| header_name(token);
        let named = |media: &str| {
            media
                .split_once('/')
                .is_some_and(|(kind, form)| token(kind) && token(form))
        };
        let (media, parameters) = match text.as_str().split_once(';') {
            Some((media, parameters)) => (media, parameters),
            None => (text.as_str(), ""),
        };
        let visible = parameters.chars().all(|c| matches!(c, ' '..='~'));
        if !named(media.trim_end_matches(' ')) || !visible {
            let message = format!("`{}` is not a media type", text.text);
            let help = help!(
                "write it as `text/csv` or `application/json; charset=utf-8`",
                "写成 `text/csv` 或 `application/json; charset=utf-8`"
            );
            self.report(Code::BadValue, text.span, message, help);
            return None;
        }
        Some(text.text.clone())
    }

    /// Reports a body that its encoding cannot write.
    fn unfit_body(&mut self, body: &spec::Body, said: Option<&Text>, encode: Encode) {
        let (message, label, help) = match encode {
            Encode::Form | Encode::Json => (
                "a form is a record of texts and lists, and this is not",
                "it is sent as a form",
                help!(
                    "name a type whose `fields` are scalars, lists, `csv(T)` or `json_string(T)`, or write a `style` that has a place for the others, such as `index0`",
                    "写一个类型，其 `fields` 只含标量、列表、`csv(T)` 或 `json_string(T)`，或用能容纳其他字段的 `style`，例如 `index0`"
                ),
            ),
            Encode::Multipart => (
                "the parts of a multipart body are fields of its own",
                "it is sent in parts",
                help!(
                    "write `body: {{ fields: … }}`",
                    "写成 `body: {{ fields: … }}`"
                ),
            ),
            Encode::Text => (
                "a text is one value, and not a secret",
                "it is sent as a text",
                help!(
                    "write a scalar, such as `string`, or `json_string(T)`",
                    "写标量，例如 `string`，或写 `json_string(T)`"
                ),
            ),
            Encode::Bytes => (
                "what is sent as it is are `bytes` or a `file`",
                "it is sent as it is",
                help!("write `bytes` or `file`", "写 `bytes` 或 `file`"),
            ),
        };
        match said {
            Some(text) => self.conflict(Code::Body, body.span, message, (text.span, label), help),
            None => self.report(Code::Body, body.span, message, help),
        }
    }

    /// Whether values of a type can be written as a form.
    fn is_form(&self, typed: &super::types::Typed, style: PairStyle) -> bool {
        let Type::Named(id) = &typed.ty else {
            return false;
        };
        let declaration = self.types.declarations.get(id.0).and_then(Option::as_ref);
        match declaration.map(|declaration| &declaration.kind) {
            Some(TypeKind::Record(record)) => record
                .fields
                .iter()
                .all(|field| !record.tuple && (field.spread || self.stands(&field.ty, style))),
            Some(_) => false,
            // A type that was refused has been reported.
            None => true,
        }
    }
}

/// Whether a field of a body is a file, or several, where there may be some.
pub(super) fn is_file(ty: &Type, encode: Encode) -> bool {
    let one = match ty {
        Type::List(item) => &**item,
        ty => ty,
    };
    encode == Encode::Multipart && *one == Type::File
}
