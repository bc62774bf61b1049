//! Codes in a request that the spec does not name.

use apiloom_codegen::model::{Api, Field, Operation, Record, Type, TypeKind};
use apiloom_wire::Json;

/// The codes of open enums that the spec does not name: the place of each, and the code.
///
/// Rules refuse those of closed enums by themselves.
pub(crate) fn codes(api: &Api, operation: &Operation, inputs: &Json) -> Vec<(String, String)> {
    let mut finder = Finder {
        api,
        found: Vec::new(),
    };
    for field in operation.fields() {
        finder.field(field, inputs, "");
    }
    finder.found
}

struct Finder<'a> {
    api: &'a Api,
    found: Vec<(String, String)>,
}

impl Finder<'_> {
    fn field(&mut self, field: &Field, holder: &Json, place: &str) {
        if field.spread {
            self.value(&field.ty, holder, place);
            return;
        }
        let wire = field.wire.as_str();
        if let Some(value) = holder.get(wire) {
            let place = match place.is_empty() {
                true => wire.to_owned(),
                false => format!("{place}.{wire}"),
            };
            self.value(&field.ty, value, &place);
        }
    }

    fn value(&mut self, ty: &Type, value: &Json, place: &str) {
        match (ty, value) {
            (Type::Nullable(inner) | Type::InString(inner) | Type::Trimmed(inner), value) => {
                self.value(inner, value, place);
            }
            (Type::List(inner) | Type::OneOrMany(inner), Json::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(inner, item, &format!("{place}[{index}]"));
                }
            }
            (Type::OneOrMany(inner), value) => self.value(inner, value, place),
            (Type::Csv(inner), Json::String(text)) => {
                for (index, item) in text.split(',').enumerate() {
                    self.value(inner, &Json::from(item), &format!("{place}[{index}]"));
                }
            }
            (Type::Named(id), value) => match &self.api.declaration(*id).kind {
                TypeKind::Enum(codes) if codes.open => {
                    let Some(text) = value.scalar_text().filter(|text| !text.is_empty()) else {
                        return;
                    };
                    let mut named = codes.variants.iter();
                    if !named.any(|variant| variant.code.to_string() == *text) {
                        self.found.push((place.to_owned(), text.into_owned()));
                    }
                }
                TypeKind::Record(record) if !record.tuple => self.record(record, value, place),
                _ => {}
            },
            _ => {}
        }
    }

    fn record(&mut self, record: &Record, value: &Json, place: &str) {
        for field in &record.fields {
            // A record that is spread may hold itself; its members are those of the holder.
            if !(field.spread && leads_to_records(self.api, field)) {
                self.field(field, value, place);
            }
        }
    }
}

/// Whether what a field spreads has fields that are spread.
fn leads_to_records(api: &Api, field: &Field) -> bool {
    let Type::Named(id) = &field.ty else {
        return false;
    };
    match &api.declaration(*id).kind {
        TypeKind::Record(record) => record.fields.iter().any(|field| field.spread),
        _ => false,
    }
}
