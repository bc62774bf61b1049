//! The inputs that ask for a page, and those that are repeated from page to page.

use super::Check;
use crate::diagnostic::{Code, help};
use crate::model::{
    Body, Encode, Field, PageForm, PageSlot, Parameter, Payload, Place, Type, TypeKind, WriteForm,
};
use crate::spec::Text;

/// The inputs of an operation.
#[derive(Clone, Copy)]
pub(super) struct Inputs<'a> {
    pub(super) parameters: &'a [Parameter],
    pub(super) body: Option<&'a Body>,
}

/// An input that was found, with the type of its value.
pub(super) struct Input {
    place: At,
    ty: Type,
}

/// Where an input stands.
enum At {
    Query(String),
    Form(String),
    Json(Vec<String>),
}

impl<'a> Inputs<'a> {
    fn query(&self) -> impl Iterator<Item = &'a Field> + use<'a> {
        let query = self.parameters.iter().filter(|p| p.place == Place::Query);
        query.map(|p| &p.field)
    }

    /// All of them; a body that is one value is one.
    pub(super) fn all(&self) -> impl Iterator<Item = &'a Field> + use<'a> {
        let body = match self.body.map(|body| &body.payload) {
            Some(Payload::Fields(fields)) => &fields[..],
            Some(Payload::Whole(field)) => std::slice::from_ref(&**field),
            None => &[],
        };
        let parameters = self.parameters.iter();
        parameters.map(|parameter| &parameter.field).chain(body)
    }

    /// The fields of a body that are inputs.
    fn body(&self) -> &'a [Field] {
        match self.body.map(|body| &body.payload) {
            Some(Payload::Fields(fields)) => fields,
            Some(Payload::Whole(_)) | None => &[],
        }
    }

    /// What callers give by a name of its own, in query and body.
    fn given(&self) -> impl Iterator<Item = &'a Field> + use<'a> {
        let all = self.query().chain(self.body());
        all.filter(|field| field.is_given() && !field.spread)
    }

    fn names(&self) -> Vec<String> {
        self.given().map(|field| field.wire.0.clone()).collect()
    }
}

impl Check<'_> {
    /// An input in the query or the body, by its wire name with or without its place.
    pub(super) fn input_of(&self, text: &str, inputs: &Inputs<'_>) -> Option<Input> {
        let in_query = |name: &str| {
            let mut query = inputs.query();
            let field = query.find(|f| f.wire.as_str() == name && f.is_given() && !f.spread)?;
            Some(Input {
                place: At::Query(name.to_owned()),
                ty: field.ty.clone(),
            })
        };
        let in_body = |name: &str| self.body_input(name, inputs);
        match text.split_once('.') {
            Some(("query", name)) => in_query(name),
            Some(("body", name)) => in_body(name),
            _ => in_query(text).or_else(|| in_body(text)),
        }
    }

    /// A member of the body, below others if it is JSON.
    fn body_input(&self, name: &str, inputs: &Inputs<'_>) -> Option<Input> {
        let body = inputs.body?;
        let is = |field: &&Field, name: &str| {
            field.wire.as_str() == name && field.is_given() && !field.spread
        };
        if let Some(field) = inputs.body().iter().find(|field| is(field, name)) {
            let place = if body.encode == Encode::Form {
                At::Form(name.to_owned())
            } else {
                At::Json(vec![name.to_owned()])
            };
            let ty = field.ty.clone();
            return Some(Input { place, ty });
        }
        if body.encode != Encode::Json {
            return None;
        }
        let path: Vec<String> = name.split('.').map(str::to_owned).collect();
        let (mut ty, rest) = match &body.payload {
            Payload::Whole(field) => (field.ty.clone(), &path[..]),
            Payload::Fields(fields) => {
                let (first, rest) = path.split_first()?;
                (
                    fields.iter().find(|field| is(field, first))?.ty.clone(),
                    rest,
                )
            }
        };
        for name in rest {
            let Type::Named(id) = &ty else { return None };
            let declared = self.types.declarations.get(id.0)?.as_ref()?;
            let TypeKind::Record(record) = &declared.kind else {
                return None;
            };
            let field = record.fields.iter().find(|field| is(field, name))?;
            ty = field.ty.clone();
        }
        let place = At::Json(path);
        Some(Input { place, ty })
    }

    /// An input that is a number.
    pub(super) fn number_slot(
        &mut self,
        slot: &str,
        text: &Text,
        inputs: &Inputs<'_>,
    ) -> Option<PageSlot> {
        let input = self.known_input(text, inputs)?;
        let form = match plain(&input.ty) {
            Type::Int32 | Type::Int64 | Type::Any => Some(PageForm::Same),
            Type::IntOrString(WriteForm::Int) => Some(PageForm::Same),
            Type::IntOrString(WriteForm::String) => Some(PageForm::Text),
            Type::InString(inner) if matches!(**inner, Type::Int32 | Type::Int64) => {
                Some(PageForm::Text)
            }
            _ => None,
        };
        let help = help!(
            "write an input of the type `int32` or `int64`",
            "写一个类型为 `int32` 或 `int64` 的输入"
        );
        self.fitting_slot(slot, text, input, form, ("a whole number", help))
    }

    /// An input that takes what an answer gave.
    pub(super) fn value_slot(
        &mut self,
        slot: &str,
        text: &Text,
        inputs: &Inputs<'_>,
    ) -> Option<PageSlot> {
        let input = self.known_input(text, inputs)?;
        let form = match plain(&input.ty) {
            Type::String(_) | Type::Secret | Type::Bytes | Type::InString(_) => {
                Some(PageForm::Text)
            }
            Type::IntOrString(WriteForm::String) | Type::Trimmed(_) => Some(PageForm::Text),
            Type::Int32 | Type::Int64 | Type::Decimal => Some(PageForm::Number),
            Type::IntOrString(WriteForm::Int) => Some(PageForm::Number),
            Type::Any | Type::Map(_) | Type::Named(_) => Some(PageForm::Same),
            Type::Date(_) | Type::DateTime { .. } | Type::EpochSeconds | Type::EpochMillis => {
                Some(PageForm::Same)
            }
            // As text it is what the answer gave.
            Type::JsonString(_) if !matches!(input.place, At::Json(_)) => Some(PageForm::Text),
            _ => None,
        };
        let help = help!(
            "write an input of a type such as `string`, `int64` or `any`",
            "写一个类型为 `string`、`int64` 或 `any` 等的输入"
        );
        self.fitting_slot(
            slot,
            text,
            input,
            form,
            ("a value that an answer gives", help),
        )
    }

    fn fitting_slot(
        &mut self,
        slot: &str,
        text: &Text,
        input: Input,
        form: Option<PageForm>,
        (what, help): (&str, crate::diagnostic::Help),
    ) -> Option<PageSlot> {
        let Some(form) = form else {
            let message = format!(
                "`{slot}` takes {what}, and `{}` is of another type",
                text.text
            );
            self.report(Code::Paging, text.span, message, help);
            return None;
        };
        Some(match input.place {
            At::Query(name) => PageSlot::Query(name),
            At::Form(name) => PageSlot::Form(name),
            At::Json(path) => PageSlot::Body(path, form),
        })
    }

    fn known_input(&mut self, text: &Text, inputs: &Inputs<'_>) -> Option<Input> {
        let input = self.input_of(text.as_str(), inputs);
        if input.is_none() {
            self.unknown(text, "input of query or body", inputs.names());
        }
        input
    }

    /// The members of query and body that are repeated: those that are named, and what callers do not give.
    pub(super) fn kept(&mut self, keep: &[Text], inputs: &Inputs<'_>) -> Option<Vec<String>> {
        let mut kept = self.named_inputs(keep, inputs)?;
        let fixed = inputs.query().chain(inputs.body());
        let fixed = fixed.filter(|field| !field.is_given());
        kept.extend(fixed.map(|field| field.wire.0.clone()));
        Some(kept)
    }

    /// The wire names of inputs that are named.
    pub(super) fn named_inputs(
        &mut self,
        named: &[Text],
        inputs: &Inputs<'_>,
    ) -> Option<Vec<String>> {
        let known = inputs.names();
        let mut found = Vec::new();
        let mut fine = true;
        for text in named {
            let name = text.as_str();
            let bare = ["query.", "body."]
                .iter()
                .find_map(|place| name.strip_prefix(place));
            match [Some(name), bare]
                .into_iter()
                .flatten()
                .find(|name| known.iter().any(|known| known == name))
            {
                Some(name) => found.push(name.to_owned()),
                None => {
                    self.unknown(text, "input of query or body", known.clone());
                    fine = false;
                }
            }
        }
        fine.then_some(found)
    }
}

/// A type without null.
fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => plain(inner),
        ty => ty,
    }
}
