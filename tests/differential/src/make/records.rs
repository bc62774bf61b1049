//! Records, tuples, unions and objects with patterned keys.

use apiloom::Json;
use apiloom_codegen::model::{
    Access, Field, Patterned, Presence, Record, Type, TypeKind, Union, UnionForm,
};

use super::values::{DEEPEST, few};
use super::{Maker, number, object, thin};

/// How many values of an input are tried that holds others.
const WIDE: usize = 200;

/// Members of an object.
pub(super) type Members = Vec<(String, Json)>;

impl Maker<'_> {
    /// A record with what it requires, and all the rest while it is not deep.
    pub(super) fn plain_record(&self, record: &Record, depth: usize) -> Json {
        let wanted =
            |field: &&Field| field.presence == Presence::Required && depth < 15 || depth < 2;
        match record.tuple {
            true => Json::Array(self.plain_items(record, depth)),
            false => {
                let fields = record.fields.iter().filter(wanted);
                Json::Object(fields.flat_map(|field| self.member(field, depth)).collect())
            }
        }
    }

    /// The items of a tuple; of one that does something, those that its first action has.
    fn plain_items(&self, record: &Record, depth: usize) -> Vec<Json> {
        let with = record.actions.first().map(|action| &action.with);
        let items = record.fields.iter().enumerate();
        let items = items.map(|(index, field)| match with {
            Some(with) if !with[index] => Json::Null,
            _ => self.plain_field(field, depth + 1),
        });
        items.collect()
    }

    /// The member of a field, or all of them if it is spread.
    pub(super) fn member(&self, field: &Field, depth: usize) -> Members {
        if let Some(constant) = &field.constant {
            return vec![(
                field.wire.as_str().to_owned(),
                Json::from(constant.text.as_str()),
            )];
        }
        self.placed(field, self.plain_field(field, depth + 1))
    }

    /// A value as the member of a field, or as all of them if it is spread.
    pub(super) fn placed(&self, field: &Field, value: Json) -> Members {
        match (field.spread, value) {
            (true, Json::Object(members)) => members,
            (_, value) => vec![(field.wire.as_str().to_owned(), value)],
        }
    }

    /// Records: with little and with all, and each field with each of its values.
    pub(super) fn records(&self, record: &Record, depth: usize) -> Vec<Json> {
        match record.tuple {
            _ if depth >= DEEPEST => vec![self.plain_record(record, depth)],
            true => self.tuples(record, depth),
            false => {
                let fields: Vec<&Field> = record.fields.iter().collect();
                let made = self.objects(&fields, few(depth), depth);
                let mut made: Vec<Json> = made.into_iter().map(Json::Object).collect();
                made.extend([Json::Array(Vec::new()), Json::from("x"), number("1")]);
                made
            }
        }
    }

    /// Objects of these fields; of each field so many values.
    pub(super) fn objects(&self, fields: &[&Field], most: usize, depth: usize) -> Vec<Members> {
        let required = |field: &&&Field| field.presence == Presence::Required;
        let of = |fields: &mut dyn Iterator<Item = &&Field>| -> Members {
            fields.flat_map(|field| self.member(field, depth)).collect()
        };
        let least = of(&mut fields.iter().filter(required));
        let all = of(&mut fields.iter());
        let mut made = vec![all.clone(), least.clone(), Vec::new()];
        made.push(of(&mut fields.iter().rev()));
        for (index, field) in fields.iter().enumerate() {
            if field.constant.is_some() && field.access != Access::Read {
                let mut other = all.clone();
                other.retain(|(name, _)| name != field.wire.as_str());
                other.push((field.wire.as_str().to_owned(), Json::from("another")));
                made.push(other);
                continue;
            }
            let others = |keep: &dyn Fn(&Field) -> bool| {
                let others = fields.iter().enumerate();
                let others = others.filter(|(other, field)| *other != index && keep(field));
                others
                    .flat_map(|(_, field)| self.member(field, depth))
                    .collect::<Members>()
            };
            let without = others(&|_| true);
            let few = others(&|field| field.presence == Presence::Required);
            made.push(without.clone());
            let most = if depth == 0 && self.is_wide(&field.ty) {
                WIDE
            } else {
                most
            };
            let values = thin(self.values(&field.ty, &field.constraints, depth + 1), most);
            for (count, value) in values.into_iter().enumerate() {
                let mut members = if count % 4 == 3 {
                    without.clone()
                } else {
                    few.clone()
                };
                members.extend(self.placed(field, value));
                made.push(members);
            }
            for alias in &field.aliases {
                let mut members = few.clone();
                members.push((alias.as_str().to_owned(), self.plain(&field.ty, depth + 1)));
                made.push(members.clone());
                members.extend(self.member(field, depth));
                made.push(members);
            }
        }
        made.push(with(&all, "unknown member", Json::Null));
        made.push(with(
            &least,
            "unknown too",
            object([("deep", Json::Array(vec![Json::Null]))]),
        ));
        if let Some((name, value)) = all.first() {
            made.push(with(&all, name, value.clone()));
        }
        made
    }

    /// Whether values of a type have parts of other types.
    fn is_wide(&self, ty: &Type) -> bool {
        let mut found = false;
        ty.walk(&mut |inner| {
            if let Type::Named(id) = inner {
                found |= !matches!(self.api.declaration(*id).kind, TypeKind::Enum(_));
            }
        });
        found
    }

    fn tuples(&self, record: &Record, depth: usize) -> Vec<Json> {
        let plain = self.plain_items(record, depth);
        let filled: Vec<Json> = record
            .fields
            .iter()
            .map(|field| self.plain(&field.ty, depth + 1))
            .collect();
        let count = plain.len();
        let mut made = vec![
            Json::Array(plain.clone()),
            Json::Array(Vec::new()),
            Json::Array(plain[..count.saturating_sub(1)].to_vec()),
            Json::Array([plain.clone(), vec![Json::from("more")]].concat()),
            Json::Array(vec![Json::Null; count]),
            object([]),
        ];
        // Which items have a value says what the tuple does.
        for pattern in 0..1usize << count.min(5) {
            let items = filled.iter().enumerate();
            let items = items.map(|(index, item)| match pattern >> index & 1 {
                1 => item.clone(),
                _ => Json::Null,
            });
            made.push(Json::Array(items.collect()));
        }
        for (index, field) in record.fields.iter().enumerate() {
            for value in thin(
                self.values(&field.ty, &field.constraints, depth + 1),
                few(depth),
            ) {
                for base in [&plain, &filled] {
                    let mut items = base.clone();
                    items[index] = value.clone();
                    made.push(Json::Array(items));
                }
            }
        }
        made
    }

    pub(super) fn plain_union(&self, union: &Union, depth: usize) -> Json {
        let variant = &union.variants[if depth < 4 { 0 } else { union.blank }];
        let content = self.plain(&variant.ty, depth + 1);
        united(union, variant.tag.as_str(), content)
    }

    /// Unions: each variant with its values, and tags that nobody knows.
    pub(super) fn unions(&self, union: &Union, depth: usize) -> Vec<Json> {
        if depth >= DEEPEST {
            return vec![self.plain_union(union, depth)];
        }
        let mut made = Vec::new();
        for variant in &union.variants {
            let values = match depth < DEEPEST {
                true => thin(self.values(&variant.ty, &[], depth + 1), few(depth)),
                false => Vec::new(),
            };
            let plain = self.plain(&variant.ty, depth + 1);
            let values = [plain].into_iter().chain(values);
            made.extend(values.map(|value| united(union, variant.tag.as_str(), value)));
        }
        made.push(united(union, "unknown tag", object([("x", number("1"))])));
        made.push(united(union, "unknown tag", Json::from("text")));
        made.push(united(union, "", Json::Null));
        let first = &union.variants[0];
        let members = match &union.form {
            UnionForm::Adjacent { tag, content } => Some((tag, content)),
            UnionForm::TagNames { tag } => Some((tag, &first.tag)),
            _ => None,
        };
        if let Some((tag, content)) = members {
            let (name, value) = (first.tag.as_str(), self.plain(&first.ty, depth + 1));
            made.extend([
                object([
                    (content.as_str(), value.clone()),
                    (tag.as_str(), Json::from(name)),
                ]),
                object([(tag.as_str(), Json::from(name))]),
                object([(content.as_str(), value.clone())]),
                object([
                    (tag.as_str(), number("1")),
                    (content.as_str(), value.clone()),
                ]),
                object([
                    (tag.as_str(), Json::from(name)),
                    ("more", Json::Null),
                    (content.as_str(), value),
                ]),
            ]);
        }
        made.extend([
            object([]),
            Json::Array(Vec::new()),
            Json::from("x"),
            number("3"),
            Json::Bool(true),
        ]);
        made
    }

    pub(super) fn patterned(&self, patterned: &Patterned, depth: usize) -> Vec<Json> {
        if depth > 2 * DEEPEST {
            return vec![object([])];
        }
        let plain = |ty: &Type| self.plain(ty, depth + 1);
        let mut made = Vec::new();
        let mut all = Vec::new();
        for key in &patterned.keys {
            let name = |hole: &str| format!("{}{hole}{}", key.prefix, key.suffix);
            let holes: &[&str] = match key.int {
                true => &["1", "-20", "007", "x", ""],
                false => &["a", "名 x", "1", "", "a_b"],
            };
            all.push((name(holes[0]), plain(&key.ty)));
            made.extend(
                holes
                    .iter()
                    .map(|hole| Json::Object(vec![(name(hole), plain(&key.ty))])),
            );
            let values = match depth < DEEPEST {
                true => thin(self.values(&key.ty, &[], depth + 1), few(depth)),
                false => Vec::new(),
            };
            made.extend(
                values
                    .into_iter()
                    .map(|value| Json::Object(vec![(name(holes[0]), value)])),
            );
        }
        made.insert(0, Json::Object(all.clone()));
        all.insert(0, ("no pattern".to_owned(), number("1")));
        made.extend([Json::Object(all), object([]), Json::Array(Vec::new())]);
        made
    }
}

/// The content of a variant in the form of its union.
fn united(union: &Union, tag: &str, content: Json) -> Json {
    match &union.form {
        UnionForm::Adjacent {
            tag: name,
            content: value,
        } => object([(name.as_str(), Json::from(tag)), (value.as_str(), content)]),
        UnionForm::TagNames { tag: name } => {
            object([(name.as_str(), Json::from(tag)), (tag, content)])
        }
        UnionForm::Inline { tag: name } => {
            let mut members = vec![(name.as_str().to_owned(), Json::from(tag))];
            if let Json::Object(inner) = content {
                members.extend(inner);
            }
            Json::Object(members)
        }
        UnionForm::ByVariant => object([(tag, content)]),
        UnionForm::Untagged => content,
    }
}

fn with(members: &Members, name: &str, value: Json) -> Members {
    let mut members = members.clone();
    members.push((name.to_owned(), value));
    members
}
