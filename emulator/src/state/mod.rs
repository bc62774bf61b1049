//! What is kept between requests: the entities that operations make, show, change and delete.

mod find;
mod kind;
mod update;

use std::collections::BTreeMap;

use apiloom_codegen::model::{Api, Field, Operation, Payload, Type};
use apiloom_wire::Json;

pub(crate) use self::find::{Selector, is_equal, is_like};
pub(crate) use self::kind::{Entity, Kind, is_called};
pub(crate) use self::update::{stamp, write};
use crate::tree;
use crate::values::Maker;

/// How many entities of each kind there are at the start.
pub(crate) const SEEDED: u64 = 25;

/// The entities of an API, by what the spec calls them.
pub(crate) struct Store {
    pub(crate) kinds: BTreeMap<String, Kind>,
}

impl Store {
    pub(crate) fn new(maker: &Maker, seeded: u64) -> Self {
        let mut kinds = BTreeMap::new();
        for operation in &maker.api.operations {
            if let Some(entity) = &operation.entity
                && !kinds.contains_key(&entity.of)
            {
                let mut kind = Kind::new(maker.api, &entity.of);
                (0..seeded).for_each(|_| kind.seed(maker));
                kinds.insert(entity.of.clone(), kind);
            }
        }
        Self { kinds }
    }
}

/// An input with its value in the natural form.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) field: &'static Field,
    pub(crate) value: Json,
    /// Whether it stands in the body.
    pub(crate) in_body: bool,
}

/// The inputs of an operation in the order of the request.
pub(crate) fn fields(operation: &Operation) -> Vec<(&Field, bool)> {
    let parameters = operation.parameters.iter();
    let parameters = parameters.map(|parameter| (&parameter.field, false));
    let body = match operation.body.as_ref().map(|body| &body.payload) {
        Some(Payload::Fields(fields)) => fields.iter().collect(),
        Some(Payload::Whole(field)) => vec![&**field],
        None => Vec::new(),
    };
    parameters
        .chain(body.into_iter().map(|field| (field, true)))
        .collect()
}

/// The given inputs in their natural form. An input that is spread is an object of its members.
pub(crate) fn given(maker: &Maker, operation: &'static Operation, inputs: &Json) -> Vec<Given> {
    let kind = |id| Some(&maker.api.declaration(id).kind);
    let value = |field: &Field| match field.spread {
        false => {
            let names = std::iter::once(&field.wire).chain(&field.aliases);
            let mut found = names.filter_map(|name| inputs.get(name.as_str()));
            found.next().cloned()
        }
        true => {
            let keys = apiloom_codegen::model::keys(field, &kind);
            let members = tree::members(inputs).iter();
            let members: Vec<(String, Json)> = members
                .filter(|(key, _)| keys.contains(key))
                .cloned()
                .collect();
            (!members.is_empty()).then_some(Json::Object(members))
        }
    };
    let all = fields(operation)
        .into_iter()
        .filter(|(field, _)| field.is_given());
    let all = all.filter_map(|(field, in_body)| {
        let value = maker.natural(&field.ty, &value(field)?);
        Some(Given {
            field,
            value,
            in_body,
        })
    });
    all.collect()
}

/// The operation as the API has it, which outlives all requests.
pub(crate) fn own(api: &'static Api, operation: &Operation) -> Option<&'static Operation> {
    api.operations.iter().find(|own| own.name == operation.name)
}

/// Whether values of a type are whole numbers.
pub(crate) fn is_whole(ty: &Type) -> bool {
    match ty {
        Type::Int32 | Type::Int64 | Type::IntOrString(apiloom_codegen::model::WriteForm::Int) => {
            true
        }
        Type::Nullable(inner) | Type::InString(inner) => is_whole(inner),
        _ => false,
    }
}
