//! Idempotency keys: where the key of an operation stands.

use super::Check;
use super::parameter::header_name;
use crate::diagnostic::{Code, help};
use crate::model::{Body, Parameter, Payload, Place, Repeat, Type, TypeKind, Where};
use crate::spec::operation::Idempotency;
use crate::spec::{self, Text};

impl Check<'_> {
    /// Where the key of an operation stands; only what is `repeat: keyed` has one.
    pub(super) fn idempotency(
        &mut self,
        spec: &spec::Operation,
        repeat: Repeat,
        parameters: &[Parameter],
        body: Option<&Body>,
    ) -> Option<Option<(Where, String)>> {
        let defaults = self.spec.defaults.as_ref();
        let general = defaults.and_then(|defaults| defaults.idempotency.as_ref());
        if repeat != Repeat::Keyed {
            if let Some(own) = &spec.idempotency {
                let message = "only an operation that is `repeat: keyed` sends a key";
                let help = help!(
                    "write `repeat: keyed`, or remove it",
                    "写 `repeat: keyed`，或删除这里"
                );
                self.report(Code::Misplaced, own.span, message, help);
                return None;
            }
            return Some(None);
        }
        let Some(idempotency) = spec.idempotency.as_ref().or(general) else {
            // It was said in so many words, since nothing else is keyed.
            let span = spec
                .repeat
                .as_ref()
                .map_or(spec.http.span, |text| text.span);
            let message = "nothing says where the key stands";
            let help = help!(
                "add `idempotency: {{ header: Idempotency-Key }}`",
                "加上 `idempotency: {{ header: Idempotency-Key }}`"
            );
            self.report(Code::MissingKey, span, message, help);
            return None;
        };
        let (place, name) = self.key_place(idempotency)?;
        let taken = parameters.iter().any(|parameter| {
            let wire = parameter.field.wire.as_str();
            match (place, parameter.place) {
                (Where::Header, Place::Header) => wire.eq_ignore_ascii_case(name.as_str()),
                (Where::Query, Place::Query) => wire == name.as_str(),
                _ => false,
            }
        });
        if taken || place == Where::Body && self.has_member(body, name.as_str()) {
            let message = format!("`{}` is a parameter of the operation too", name.text);
            let help = help!(
                "remove the parameter: the client sends the key",
                "删除该参数：键由客户端发送"
            );
            self.report(Code::SameParameter, name.span, message, help);
            return None;
        }
        if place == Where::Body && !self.takes_members(body) {
            let message = "this operation has no body that takes the key";
            let help = help!("write `header` or `query`", "写 `header` 或 `query`");
            self.report(Code::Body, name.span, message, help);
            return None;
        }
        Some(Some((place, name.text.clone())))
    }

    /// The one place that it names.
    fn key_place<'t>(&mut self, idempotency: &'t Idempotency) -> Option<(Where, &'t Text)> {
        let places = [
            (Where::Header, &idempotency.header),
            (Where::Query, &idempotency.query),
            (Where::Body, &idempotency.body),
        ];
        let mut said = places
            .into_iter()
            .filter_map(|(place, name)| Some((place, name.as_ref()?)));
        let (Some((place, name)), None) = (said.next(), said.next()) else {
            let help = help!(
                "write one of: header, query, body",
                "写下列之一：header、query、body"
            );
            let message = "a key stands in one place";
            self.report(Code::OneKind, idempotency.span, message, help);
            return None;
        };
        let fits = match place {
            Where::Header => header_name(name.as_str()),
            _ => !name.text.is_empty(),
        };
        if !fits {
            let message = format!("`{}` is not a name that fits here", name.text);
            let help = help!(
                "write ASCII letters, digits and `-`",
                "只用 ASCII 字母、数字和 `-`"
            );
            self.report(Code::BadName, name.span, message, help);
            return None;
        }
        Some((place, name))
    }

    /// Whether a body is an object or a form.
    fn takes_members(&self, body: Option<&Body>) -> bool {
        match body.map(|body| &body.payload) {
            Some(Payload::Fields(_)) => true,
            Some(Payload::Whole(field)) => match &field.ty {
                Type::Named(id) => {
                    let declared = self.types.declarations.get(id.0).and_then(Option::as_ref);
                    // What is not described yet is a record or a union, and only the request
                    // itself can tell whether that is an object.
                    declared.is_none_or(|d| !matches!(d.kind, TypeKind::Enum(_)))
                }
                Type::Map(_) | Type::Any => true,
                _ => false,
            },
            None => false,
        }
    }

    fn has_member(&self, body: Option<&Body>, name: &str) -> bool {
        let Some(Payload::Fields(fields)) = body.map(|body| &body.payload) else {
            return false;
        };
        fields.iter().any(|field| field.wire.as_str() == name)
    }
}
