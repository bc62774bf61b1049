//! How inputs are written into a request.

use apiloom::{Codec, Encoder, File, PairStyle, RequestBuilder, Secret};
use apiloom_codegen::expr::Value;
use apiloom_codegen::interpret::{Datum, Inputs, SlotCodec, Values};
use apiloom_codegen::model::{
    self, Api, Body, Constant, ConstantKind, Encode, Field, Operation, Parameter, Payload, Place,
    Type, TypeKind,
};

use crate::operation::is_json;

/// Where pairs of a name and a text go.
#[derive(Clone, Copy)]
enum Pairs {
    Query,
    Form,
    Part,
}

/// Writes the inputs of a call.
pub(crate) fn encode(
    values: &'static Values<'static>,
    inputs: &Inputs<'static>,
    request: &mut RequestBuilder,
) {
    let operation: &'static Operation = inputs.operation;
    // What the spec says of the header comes after this, and counts.
    if !is_json(operation) {
        request.header_const("Accept", "*/*");
    }
    let writer = Writer { values, inputs };
    for parameter in &operation.parameters {
        writer.parameter(parameter, request);
    }
    if let Some(body) = &operation.body {
        writer.body(body, request);
    }
}

struct Writer<'i> {
    values: &'static Values<'static>,
    inputs: &'i Inputs<'static>,
}

impl Writer<'_> {
    fn parameter(&self, parameter: &'static Parameter, request: &mut RequestBuilder) {
        let field = &parameter.field;
        let wire = field.wire.as_str();
        if let Some(Constant { text, .. }) = &field.constant {
            return match parameter.place {
                Place::Path => request.path(wire, text),
                Place::Query => request.query_const(wire, text),
                Place::Header => request.header_const(wire, text),
                Place::Cookie => request.cookie_const(wire, text),
            };
        }
        if field.value.is_some() {
            let value = self.computed(field);
            return match parameter.place {
                Place::Path => request.path_as(wire, Computed, value),
                Place::Query => request.query_as(wire, Computed, value),
                Place::Header => request.header_as(wire, Computed, value),
                Place::Cookie => request.cookie_as(wire, Computed, value),
            };
        }
        let (slot, datum) = (self.values.slot(field), self.given(field));
        match parameter.place {
            Place::Path => request.path_as(wire, slot, datum),
            Place::Query => self.pair(Pairs::Query, field, request),
            Place::Header => request.header_as(wire, slot, datum),
            Place::Cookie => request.cookie_as(wire, slot, datum),
        }
    }

    fn body(&self, body: &'static Body, request: &mut RequestBuilder) {
        if let Some(content_type) = &body.content_type {
            request.content_type(content_type);
        }
        match (&body.payload, body.encode) {
            (Payload::Whole(field), encode) => self.whole(field, encode, request),
            (Payload::Fields(fields), Encode::Form) => {
                request.form_body();
                fields
                    .iter()
                    .for_each(|f| self.field(Pairs::Form, f, request));
            }
            (Payload::Fields(fields), Encode::Multipart) => {
                request.multipart_body();
                fields
                    .iter()
                    .for_each(|f| self.field(Pairs::Part, f, request));
            }
            (Payload::Fields(fields), _) => {
                request.body_fields(|e| fields.iter().for_each(|field| self.member(field, e)));
            }
        }
    }

    /// A body that is one input.
    fn whole(&self, field: &'static Field, encode: Encode, request: &mut RequestBuilder) {
        let (slot, datum) = (self.values.slot(field), self.given(field));
        match encode {
            Encode::Form | Encode::Multipart => {
                request.form_spread_as(style(field.style), slot, datum);
            }
            Encode::Bytes => match datum {
                Datum::Bytes(bytes) => request.bytes_body(bytes.as_slice()),
                Datum::File(_) => {
                    if let Some(file) = self.files(field, request).first() {
                        request.file_body(file);
                    }
                }
                _ => {}
            },
            Encode::Text => request.text_body_as(slot, datum),
            Encode::Json => request.body_as(slot, datum),
        }
    }

    /// A field of a form, or a part of a multipart body.
    fn field(&self, place: Pairs, field: &'static Field, request: &mut RequestBuilder) {
        let wire = field.wire.as_str();
        if let Some(Constant { text, .. }) = &field.constant {
            return match place {
                Pairs::Query => request.query_const(wire, text),
                Pairs::Form => request.form_const(wire, text),
                Pairs::Part => request.part_const(wire, text),
            };
        }
        if field.value.is_some() {
            let value = self.computed(field);
            return match place {
                Pairs::Query => request.query_as(wire, Computed, value),
                Pairs::Form => request.form_as(wire, Computed, value),
                Pairs::Part => request.part_as(wire, Computed, value),
            };
        }
        if is_file(&field.ty) {
            let files = self.files(field, request);
            return request.part_files(wire, &files);
        }
        self.pair(place, field, request);
    }

    /// One input as text: in a query or form also lists and spread values.
    fn pair(&self, place: Pairs, field: &'static Field, request: &mut RequestBuilder) {
        let (wire, style) = (field.wire.as_str(), style(field.style));
        let (slot, datum): (SlotCodec<'static>, _) = (self.values.slot(field), self.given(field));
        let styled = is_styled(self.values.api(), &field.ty);
        match (place, field.spread, styled) {
            (Pairs::Query, true, _) => request.query_spread_as(style, slot, datum),
            (Pairs::Form, true, _) => request.form_spread_as(style, slot, datum),
            (Pairs::Part, true, _) => request.part_spread_as(style, slot, datum),
            (Pairs::Query, _, true) => request.query_styled_as(wire, style, slot, datum),
            (Pairs::Form, _, true) => request.form_styled_as(wire, style, slot, datum),
            (Pairs::Part, _, true) => request.part_styled_as(wire, style, slot, datum),
            (Pairs::Query, ..) => request.query_as(wire, slot, datum),
            (Pairs::Form, ..) => request.form_as(wire, slot, datum),
            (Pairs::Part, ..) => request.part_as(wire, slot, datum),
        }
    }

    /// A member of a JSON object.
    fn member(&self, field: &'static Field, e: &mut Encoder) {
        let wire = field.wire.as_str();
        if let Some(constant) = &field.constant {
            return match constant.json {
                ConstantKind::Text => e.field(wire, &constant.text),
                ConstantKind::Int(number) => e.field(wire, &number),
                ConstantKind::Bool(truth) => e.field(wire, &truth),
                // The checks accepted it; a number that is none would not be.
                ConstantKind::Float => {
                    e.field(wire, &constant.text.parse::<f64>().unwrap_or_default());
                }
            };
        }
        if field.value.is_some() {
            return e.field_as(wire, Computed, self.computed(field));
        }
        let (slot, datum) = (self.values.slot(field), self.given(field));
        match field.spread {
            true => e.spread_as(slot, datum),
            false => e.field_as(wire, slot, datum),
        }
    }

    fn given(&self, field: &Field) -> &Datum {
        self.inputs.get(field).unwrap_or(&Datum::Absent)
    }

    fn computed(&self, field: &Field) -> &Value {
        let mut computed = self.inputs.computed.iter();
        let found = computed.find(|(known, _)| std::ptr::eq(*known, field));
        found.map_or(&Value::Absent, |(_, value)| value)
    }

    /// The files of an input; what describes none is refused.
    fn files(&self, field: &Field, request: &mut RequestBuilder) -> Vec<File> {
        let items = match self.given(field) {
            Datum::List(items) => items.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut files = Vec::new();
        for item in items {
            if let Datum::File(json) = item {
                match crate::file::file(json) {
                    Ok(file) => files.push(file),
                    Err(reason) => request.refuse(format!("`{}`: {reason}", field.wire.as_str())),
                }
            }
        }
        files
    }
}

/// What is computed as the Rust of a client holds it: a text, a whole number or a bool, or none of these.
#[derive(Clone, Copy)]
struct Computed;

impl Codec<Value> for Computed {
    fn blank(self) -> Value {
        Value::Absent
    }

    fn read(self, _d: &mut apiloom::Decoder<'_>) -> Result<Value, apiloom::DecodeError> {
        Err(apiloom::DecodeError::new("what is computed is not read"))
    }

    fn write(self, value: &Value, e: &mut Encoder) {
        use apiloom::Wire;
        match value {
            Value::Int(number) => number.write(e),
            Value::Bool(truth) => truth.write(e),
            value => match value.text() {
                Some(text) => Secret::from(text).write(e),
                None => e.null(),
            },
        }
    }

    fn is_absent(self, value: &Value) -> bool {
        *value == Value::Absent
    }
}

/// Whether values of a type may be more than one text, so that a style says how they stand.
fn is_styled(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::List(_)
        | Type::OneOrMany(_)
        | Type::Map(_)
        | Type::IntMap(_)
        | Type::Pairs(..)
        | Type::FlatPairs(..)
        | Type::Any => true,
        Type::Named(id) => !matches!(api.declaration(*id).kind, TypeKind::Enum(_)),
        _ => false,
    }
}

fn is_file(ty: &Type) -> bool {
    match ty {
        Type::File => true,
        Type::List(item) => **item == Type::File,
        _ => false,
    }
}

fn style(style: model::PairStyle) -> PairStyle {
    match style {
        model::PairStyle::Repeat => PairStyle::Repeat,
        model::PairStyle::Csv => PairStyle::Csv,
        model::PairStyle::Json => PairStyle::Json,
        model::PairStyle::Brackets => PairStyle::Brackets,
        model::PairStyle::Index0 => PairStyle::Index0,
        model::PairStyle::Index1 => PairStyle::Index1,
        model::PairStyle::Dots => PairStyle::Dots,
        model::PairStyle::Dots0 => PairStyle::Dots0,
        model::PairStyle::Dots1 => PairStyle::Dots1,
        model::PairStyle::Index0Dots => PairStyle::Index0Dots,
    }
}
