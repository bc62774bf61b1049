//! Types that come in another form: what vendors are known to do, and clients to read.

use apiloom_codegen::model::{
    Api, Constraint, Decode, Field, Literal, Operation, Presence, Type, TypeKind, UnionForm,
};
use apiloom_wire::{Json, Number};

/// Values stand in values only so deep; a type may hold itself.
const DEEPEST: usize = 24;

/// What may be done to a value without that its codec refuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// A number as a text, or the other way round.
    OtherForm,
    /// The only item of a list in place of the list.
    OnlyItem,
    /// Pairs in a list of lists in place of one list.
    NestedPairs,
    /// Null in place of a member that may be left out.
    Null,
}

/// A place in JSON: members and numbers of items on the way.
type Way = Vec<Step>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Member(String),
    Item(usize),
}

/// Changes the form of one value of an answer; says which, if there is one to change.
pub(crate) fn flap(
    api: &Api,
    operation: &Operation,
    body: &mut Json,
    chance: u64,
) -> Option<String> {
    let returns = operation.returns.as_ref()?;
    if returns.decode != Decode::Json {
        return None;
    }
    let mut way: Way = returns.at.iter().cloned().map(Step::Member).collect();
    let value = find(body, &way)?;
    let mut found = Vec::new();
    walk(api, &returns.ty, value, &mut way, &mut found, DEEPEST);
    let count = u64::try_from(found.len()).ok().filter(|count| *count > 0)?;
    let (way, change) = found.get(usize::try_from(chance % count).ok()?)?;
    apply(body, way, *change)?;
    Some(format!("{} {}", shown(way), change.said()))
}

impl Change {
    fn said(self) -> &'static str {
        match self {
            Self::OtherForm => "comes as text for a number or the other way round",
            Self::OnlyItem => "comes without the list around its only item",
            Self::NestedPairs => "comes as a list of pairs",
            Self::Null => "comes as null",
        }
    }
}

fn walk(
    api: &Api,
    ty: &Type,
    json: &Json,
    way: &mut Way,
    found: &mut Vec<(Way, Change)>,
    depth: usize,
) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let mut note = |change: Change| found.push((way.clone(), change));
    match (ty, json) {
        (Type::Nullable(inner), json) => walk(api, inner, json, way, found, depth),
        (Type::IntOrString(_), Json::Number(_)) => note(Change::OtherForm),
        (Type::IntOrString(_) | Type::Decimal, Json::String(text)) if is_whole(text) => {
            note(Change::OtherForm);
        }
        (Type::Decimal, Json::Number(_)) => note(Change::OtherForm),
        (Type::BoolCodes { .. }, Json::Number(_)) => note(Change::OtherForm),
        (
            Type::BoolCodes {
                on: Literal::Int(_),
                ..
            },
            Json::String(text),
        ) if is_whole(text) => {
            note(Change::OtherForm);
        }
        (Type::OneOrMany(inner), Json::Array(items)) => {
            if let [only] = items.as_slice()
                && !only.is_null()
                && !matches!(only, Json::Array(_))
            {
                note(Change::OnlyItem);
            }
            each(api, inner, items, way, found, depth);
        }
        (Type::FlatPairs(..), Json::Array(items)) => {
            let flat = items.iter().all(|item| item.scalar_text().is_some());
            if flat && !items.is_empty() && items.len() % 2 == 0 {
                note(Change::NestedPairs);
            }
        }
        (Type::List(inner), Json::Array(items)) => each(api, inner, items, way, found, depth),
        (Type::Map(inner) | Type::IntMap(inner), Json::Object(members)) => {
            for (name, value) in members {
                way.push(Step::Member(name.clone()));
                walk(api, inner, value, way, found, depth);
                way.pop();
            }
        }
        (Type::Named(id), json) => {
            let Some(declared) = api.types.get(id.0) else {
                return;
            };
            match (&declared.kind, json) {
                (TypeKind::Enum(_), Json::Number(_)) => note(Change::OtherForm),
                (TypeKind::Record(record), Json::Object(_)) if !record.tuple => {
                    fields(api, &record.fields, json, way, found, depth);
                }
                (TypeKind::Record(record), Json::Array(items)) => {
                    for (at, (field, item)) in record.fields.iter().zip(items).enumerate() {
                        way.push(Step::Item(at));
                        walk(api, &field.ty, item, way, found, depth);
                        way.pop();
                    }
                }
                (TypeKind::Union(union), Json::Object(_)) => {
                    let (UnionForm::Adjacent { tag, .. } | UnionForm::Inline { tag }) = &union.form
                    else {
                        return;
                    };
                    let tag = json.get(tag.as_str()).and_then(Json::scalar_text);
                    let mut variants = union.variants.iter();
                    let variant = variants.find(|v| Some(v.tag.as_str()) == tag.as_deref());
                    let Some(variant) = variant else { return };
                    match &union.form {
                        UnionForm::Adjacent { content, .. } => {
                            if let Some(value) = json.get(content.as_str()) {
                                way.push(Step::Member(content.as_str().to_owned()));
                                walk(api, &variant.ty, value, way, found, depth);
                                way.pop();
                            }
                        }
                        _ => walk(api, &variant.ty, json, way, found, depth),
                    }
                }
                _ => {}
            }
        }
        _ => {}
    }
}

fn each(
    api: &Api,
    inner: &Type,
    items: &[Json],
    way: &mut Way,
    found: &mut Vec<(Way, Change)>,
    depth: usize,
) {
    for (at, item) in items.iter().enumerate() {
        way.push(Step::Item(at));
        walk(api, inner, item, way, found, depth);
        way.pop();
    }
}

fn fields(
    api: &Api,
    fields: &[Field],
    json: &Json,
    way: &mut Way,
    found: &mut Vec<(Way, Change)>,
    depth: usize,
) {
    for field in fields {
        if field.spread {
            walk(api, &field.ty, json, way, found, depth);
            continue;
        }
        let Some(value) = json.get(field.wire.as_str()) else {
            continue;
        };
        way.push(Step::Member(field.wire.as_str().to_owned()));
        // A value that rules look at stays, and so does one that the spec demands.
        let free = field.presence == Presence::Optional && field.constraints.iter().all(is_loose);
        if free && !value.is_null() && field.constant.is_none() {
            found.push((way.clone(), Change::Null));
        }
        walk(api, &field.ty, value, way, found, depth);
        way.pop();
    }
}

fn is_loose(constraint: &Constraint) -> bool {
    !matches!(constraint, Constraint::Items(..))
}

fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.len() < 18 && digits.bytes().all(|b| b.is_ascii_digit()) && Number::new(text).is_ok()
}

fn find<'j>(json: &'j Json, way: &[Step]) -> Option<&'j Json> {
    way.iter().try_fold(json, |json, step| match step {
        Step::Member(name) => json.get(name),
        Step::Item(at) => json.as_array()?.get(*at),
    })
}

fn apply(json: &mut Json, way: &[Step], change: Change) -> Option<()> {
    let value = way.iter().try_fold(json, |json, step| match (step, json) {
        (Step::Member(name), Json::Object(members)) => {
            let mut members = members.iter_mut();
            members.find(|(known, _)| known == name).map(|(_, v)| v)
        }
        (Step::Item(at), Json::Array(items)) => items.get_mut(*at),
        _ => None,
    })?;
    let old = std::mem::take(value);
    *value = match (change, old) {
        (Change::OtherForm, Json::Number(number)) => Json::String(number.as_str().to_owned()),
        (Change::OtherForm, Json::String(text)) => match Number::new(&text) {
            Ok(number) => Json::Number(number),
            Err(_) => Json::String(text),
        },
        (Change::OnlyItem, Json::Array(mut items)) => items.pop().unwrap_or_default(),
        (Change::NestedPairs, Json::Array(items)) => Json::Array(
            items
                .chunks(2)
                .map(|pair| Json::Array(pair.to_vec()))
                .collect(),
        ),
        (Change::Null, _) => Json::Null,
        (_, old) => old,
    };
    Some(())
}

fn shown(way: &[Step]) -> String {
    let mut text = String::from("body");
    for step in way {
        match step {
            Step::Member(name) => text.push_str(&format!(".{name}")),
            Step::Item(at) => text.push_str(&format!("[{at}]")),
        }
    }
    text
}
