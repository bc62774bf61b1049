//! Values of a type.

use std::collections::HashSet;

use apiloom::Json;
use apiloom_codegen::model::{Constraint, Type, TypeKind, WriteForm};

use super::texts::{MOMENTS, bounded, formatted, texts};
use super::{Maker, number, object, scalar, thin};

/// How deep values that hold values are varied.
pub(super) const DEEPEST: usize = 3;

/// How many values of something at this depth are tried.
pub(super) fn few(depth: usize) -> usize {
    (16 >> depth.min(3)).max(2)
}

impl Maker<'_> {
    /// A value that is most often good: the first of those of its type.
    pub(super) fn plain(&self, ty: &Type, depth: usize) -> Json {
        match ty {
            Type::List(inner) | Type::OneOrMany(inner) if depth < DEEPEST + 2 => {
                Json::Array(vec![self.plain(inner, depth + 1)])
            }
            Type::List(_) | Type::OneOrMany(_) => Json::Array(Vec::new()),
            Type::Map(inner) if depth < DEEPEST + 2 => {
                object([("key", self.plain(inner, depth + 1))])
            }
            Type::IntMap(inner) if depth < DEEPEST + 2 => {
                object([("7", self.plain(inner, depth + 1))])
            }
            Type::Map(_) | Type::IntMap(_) => object([]),
            Type::Pairs(key, value) => Json::Array(vec![Json::Array(vec![
                self.plain(key, depth + 1),
                self.plain(value, depth + 1),
            ])]),
            Type::FlatPairs(key, value, _) => Json::Array(vec![
                self.plain(key, depth + 1),
                self.plain(value, depth + 1),
            ]),
            Type::JsonString(inner) => Json::from(self.plain(inner, depth + 1).to_string()),
            Type::InString(inner) | Type::Csv(inner) => {
                Json::from(scalar(&self.plain(inner, depth + 1)).unwrap_or_default())
            }
            Type::Trimmed(inner) | Type::Sentinel(inner, _) | Type::Nullable(inner) => {
                self.plain(inner, depth)
            }
            Type::Named(id) => match &self.api.declaration(*id).kind {
                TypeKind::Record(record) => self.plain_named(ty, record, depth),
                TypeKind::Union(union) => self.plain_union(union, depth),
                _ => self.values(ty, &[], depth.max(DEEPEST)).swap_remove(0),
            },
            _ => self.values(ty, &[], depth.max(DEEPEST)).swap_remove(0),
        }
    }

    /// Values of a type: good ones, some at the bounds, and some that are none.
    pub(super) fn values(&self, ty: &Type, constraints: &[Constraint], depth: usize) -> Vec<Json> {
        let mut made = self.values_of(ty, constraints, depth);
        if matches!(ty, Type::List(_) | Type::OneOrMany(_)) {
            made.extend(self.counted(ty, constraints, depth));
        } else {
            made.extend(bounded(constraints));
        }
        // What describes no file is refused by the interpreter alone: elsewhere it cannot be said.
        match is_files(ty) {
            true => {}
            false => made.push(Json::Null),
        }
        let mut seen = HashSet::new();
        made.retain(|value| seen.insert(value.clone()));
        made
    }

    /// Values of something inside a value.
    fn inner(&self, ty: &Type, depth: usize) -> Vec<Json> {
        if depth >= DEEPEST {
            return vec![self.plain(ty, depth + 1)];
        }
        let key = (format!("{ty:?}"), depth);
        if let Some(known) = self.inside.borrow().get(&key) {
            return known.clone();
        }
        let made = thin(self.values(ty, &[], depth + 1), few(depth));
        self.inside.borrow_mut().insert(key, made.clone());
        made
    }

    fn values_of(&self, ty: &Type, constraints: &[Constraint], depth: usize) -> Vec<Json> {
        match ty {
            Type::Bool => vec![
                Json::Bool(true),
                Json::Bool(false),
                Json::from("true"),
                number("1"),
                Json::from("x"),
            ],
            Type::Int32 => numbers(&["7", "0", "-1", "2147483647", "-2147483648", "2147483648"]),
            Type::Int64 => numbers(&[
                "7",
                "0",
                "-1",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
            ]),
            Type::Float => numbers(&[
                "1.5",
                "0",
                "-0.0",
                "1e300",
                "1e400",
                "1e-7",
                "123456789.123456789",
                "100000000000000000000",
            ]),
            Type::Decimal => {
                let mut made = numbers(&[
                    "9.90",
                    "-0",
                    "1e3",
                    "99999999999999999999.99",
                    "0.1",
                    "1e400",
                ]);
                made.extend(["0.10", "1e2", "", " 1", "1,5"].map(Json::from));
                made
            }
            Type::String(format) => texts(*format),
            Type::Secret => texts(None).into_iter().take(9).collect(),
            Type::Bytes => ["AAEC", "", "aGVsbG8=", "aGVsbG8", "!!", "_-8="]
                .map(Json::from)
                .into(),
            Type::File => files(),
            Type::Any => [
                "{\"a\":[1.50,null,{\"b\":\"名\"}],\"c\":true}",
                "\"text\"",
                "\"\"",
                "1e400",
                "[]",
                "{}",
                "[1,[2],{\"x\":null}]",
                "true",
            ]
            .map(|text| Json::parse(text.as_bytes()).expect("JSON"))
            .into(),
            Type::Date(formats) => moments(formats, &["yyyy-MM-dd"], &["Z"]),
            Type::DateTime { formats, .. } => moments(
                formats,
                &["yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"],
                &["Z", "+08:00", "-11:30", "+25:00"],
            ),
            Type::EpochSeconds | Type::EpochMillis => {
                let mut made = numbers(&[
                    "1769860800",
                    "0",
                    "-1",
                    "253402300799999",
                    "9223372036854775807",
                    "1.5",
                ]);
                made.push(Json::from("1769860800"));
                made
            }
            Type::BoolCodes { on, off } => {
                let mut made = self.code_forms(on);
                made.extend(self.code_forms(off));
                made.extend([
                    Json::Bool(true),
                    Json::Bool(false),
                    number("77"),
                    Json::from("?"),
                ]);
                made
            }
            Type::List(inner) => self.lists(inner, depth),
            Type::OneOrMany(inner) => {
                let mut made = self.lists(inner, depth);
                made.extend(self.inner(inner, depth));
                made
            }
            Type::Map(inner) => self.maps(inner, &["key", "名 \"k\"", "a.b[0]", ""], depth),
            Type::IntMap(inner) => self.maps(
                inner,
                &["7", "-2", "007", "x", "9223372036854775808"],
                depth,
            ),
            Type::Csv(inner) => self.csv(inner, depth),
            Type::JsonString(inner) => {
                let inner = self.inner(inner, depth).into_iter();
                let mut made: Vec<Json> =
                    inner.map(|value| Json::from(value.to_string())).collect();
                made.extend(["", "{", "null", " [ ] ", "{} x"].map(Json::from));
                made.push(number("5"));
                made
            }
            Type::Pairs(key, value) => self.pairs(key, value, depth),
            Type::FlatPairs(key, value, names) => {
                self.flat_pairs(key, value, names.as_ref(), depth)
            }
            Type::IntOrString(form) => {
                let mut made: Vec<Json> = match form {
                    WriteForm::Int => vec![number("5"), Json::from("5")],
                    WriteForm::String => vec![Json::from("x"), Json::from("5"), number("5")],
                };
                made.extend(numbers(&["0", "-0", "5.0", "1e2", "9223372036854775808"]));
                made.extend(["05", "+5", " 5", "", "9223372036854775807"].map(Json::from));
                made
            }
            Type::InString(inner) => {
                let inner = self.inner(inner, depth);
                let mut made: Vec<Json> = inner.iter().filter_map(scalar).map(Json::from).collect();
                made.extend(inner);
                made.push(Json::from(" 5 "));
                made
            }
            Type::Trimmed(inner) => {
                let inner = self.inner(inner, depth.min(1));
                let texts: Vec<String> = inner.iter().filter_map(scalar).collect();
                let mut made: Vec<Json> =
                    texts.iter().map(|text| Json::from(text.as_str())).collect();
                made.extend(
                    texts
                        .iter()
                        .take(6)
                        .map(|text| Json::from(format!(" {text}\t\u{3000}"))),
                );
                made.push(number("5"));
                made
            }
            Type::Sentinel(inner, text) => {
                let mut made = self.inner(inner, depth);
                made.insert(1, Json::from(text.as_str()));
                made
            }
            Type::Named(id) => match &self.api.declaration(*id).kind {
                TypeKind::Record(record) => self.records(record, depth),
                TypeKind::Enum(codes) => self.codes(codes),
                TypeKind::Union(union) => self.unions(union, depth),
                TypeKind::Patterned(patterned) => self.patterned(patterned, depth),
                TypeKind::Opaque => vec![Json::Null],
            },
            Type::Nullable(inner) => self.values(inner, constraints, depth),
        }
    }

    fn lists(&self, ty: &Type, depth: usize) -> Vec<Json> {
        let plain = self.plain(ty, depth + 1);
        let inner = self.inner(ty, depth);
        let mut made = vec![
            Json::Array(vec![plain.clone()]),
            Json::Array(Vec::new()),
            Json::Array(vec![plain.clone(), plain.clone()]),
        ];
        made.extend(inner.iter().map(|value| Json::Array(vec![value.clone()])));
        let all = inner.into_iter().take(5);
        made.push(Json::Array(all.chain([plain]).collect()));
        if *ty != Type::File {
            made.extend([object([]), Json::from("a,b")]);
        }
        made
    }

    /// Lists of as many items as constraints count.
    fn counted(&self, ty: &Type, constraints: &[Constraint], depth: usize) -> Vec<Json> {
        let (Type::List(inner) | Type::OneOrMany(inner)) = ty else {
            return Vec::new();
        };
        let plain = self.plain(inner, depth + 1);
        let mut made = Vec::new();
        for constraint in constraints {
            if let Constraint::Items(low, high) = constraint {
                for bound in [low, high].into_iter().flatten() {
                    for count in bound.saturating_sub(1)..=bound + 1 {
                        let count = usize::try_from(count).unwrap_or_default().min(2000);
                        made.push(Json::Array(vec![plain.clone(); count]));
                        made.push(Json::Array(differing(&plain, count)));
                    }
                }
            }
        }
        made
    }

    fn maps(&self, inner: &Type, keys: &[&str], depth: usize) -> Vec<Json> {
        let plain = self.plain(inner, depth + 1);
        let mut made = vec![object([(keys[0], plain.clone())]), object([])];
        made.push(object(keys[..2].iter().map(|key| (*key, plain.clone()))));
        made.extend(keys.iter().map(|key| object([(*key, plain.clone())])));
        made.push(object([(keys[0], plain.clone()), (keys[0], plain)]));
        made.extend(
            self.inner(inner, depth)
                .into_iter()
                .map(|value| object([(keys[0], value)])),
        );
        made.push(Json::Array(Vec::new()));
        made
    }

    fn csv(&self, inner: &Type, depth: usize) -> Vec<Json> {
        let items: Vec<String> = self
            .inner(inner, depth.min(1))
            .iter()
            .filter_map(scalar)
            .collect();
        let good = items.first().cloned().unwrap_or_default();
        let mut made = vec![
            Json::from(good.as_str()),
            Json::from(format!("{good},{good}")),
            Json::from(format!(" {good} , {good} ")),
            Json::from(format!("{good},,{good}")),
            Json::from(","),
            Json::from(""),
        ];
        made.extend(items.into_iter().map(Json::from));
        made.push(number("5"));
        made
    }

    fn pairs(&self, key: &Type, value: &Type, depth: usize) -> Vec<Json> {
        let (plain_key, plain_value) = (self.plain(key, depth + 1), self.plain(value, depth + 1));
        let pair = |key: &Json, value: &Json| Json::Array(vec![key.clone(), value.clone()]);
        let plain = pair(&plain_key, &plain_value);
        let mut made = vec![
            Json::Array(vec![plain.clone()]),
            Json::Array(Vec::new()),
            Json::Array(vec![plain.clone(), plain]),
            Json::Array(vec![Json::Array(vec![plain_key.clone()])]),
            Json::Array(vec![Json::Array(vec![
                plain_key.clone(),
                plain_value.clone(),
                Json::Null,
            ])]),
            object([]),
        ];
        let keys = self.inner(key, depth);
        made.extend(
            keys.iter()
                .map(|key| Json::Array(vec![pair(key, &plain_value)])),
        );
        let values = self.inner(value, depth);
        made.extend(
            values
                .iter()
                .map(|value| Json::Array(vec![pair(&plain_key, value)])),
        );
        made
    }

    fn flat_pairs(
        &self,
        key: &Type,
        value: &Type,
        names: Option<&(String, String)>,
        depth: usize,
    ) -> Vec<Json> {
        let (plain_key, plain_value) = (self.plain(key, depth + 1), self.plain(value, depth + 1));
        let mut made = vec![
            Json::Array(vec![plain_key.clone(), plain_value.clone()]),
            Json::Array(Vec::new()),
            Json::Array(vec![plain_key.clone()]),
            Json::Array(vec![Json::Array(vec![
                plain_key.clone(),
                plain_value.clone(),
            ])]),
        ];
        if let Some((id, content)) = names {
            made.push(Json::Array(vec![object([
                (id.as_str(), plain_key.clone()),
                (content.as_str(), plain_value.clone()),
            ])]));
            made.push(Json::Array(vec![object([(
                id.as_str(),
                plain_key.clone(),
            )])]));
            made.push(Json::Array(vec![object([
                ("unknown", Json::Null),
                (content.as_str(), plain_value.clone()),
                (id.as_str(), plain_key.clone()),
            ])]));
        }
        let keys = self.inner(key, depth);
        made.extend(
            keys.into_iter()
                .map(|key| Json::Array(vec![key, plain_value.clone()])),
        );
        let values = self.inner(value, depth);
        made.extend(
            values
                .into_iter()
                .map(|value| Json::Array(vec![plain_key.clone(), value])),
        );
        made
    }
}

fn is_files(ty: &Type) -> bool {
    match ty {
        Type::File => true,
        Type::List(item) => **item == Type::File,
        _ => false,
    }
}

/// Numbers, and what passes for one.
fn numbers(texts: &[&str]) -> Vec<Json> {
    let mut made: Vec<Json> = texts.iter().map(|text| number(text)).collect();
    made.extend([
        number("7.0"),
        number("1.25"),
        number("1e2"),
        Json::from("7"),
        Json::Bool(true),
    ]);
    made
}

/// Moments in all formats of a type, or the usual ones.
fn moments(formats: &[String], usual: &[&str], offsets: &[&str]) -> Vec<Json> {
    let formats: Vec<&str> = match formats.is_empty() {
        true => usual.to_vec(),
        false => formats.iter().map(String::as_str).collect(),
    };
    let mut made = Vec::new();
    for format in formats {
        for moment in MOMENTS {
            for offset in offsets
                .iter()
                .take(if format.contains("XXX") { 4 } else { 1 })
            {
                made.push(Json::from(formatted(format, moment, offset)));
            }
        }
    }
    made.extend(
        [
            "",
            "today",
            "2026-01-31T12:00:00.123456789+05:30",
            " 2026-01-31",
        ]
        .map(Json::from),
    );
    made.push(number("20260131"));
    made
}

fn files() -> Vec<Json> {
    let file = |name: &str, content_type: Option<&str>, how: &str, bytes: &str| {
        let mut members = vec![("name", Json::from(name)), (how, Json::from(bytes))];
        members.extend(content_type.map(|ty| ("type", Json::from(ty))));
        object(members)
    };
    vec![
        file("a.bin", None, "base64", "AAEC"),
        file("图 \"1\".png", Some("image/png"), "base64", "iVBORw0K"),
        file("", Some("text/plain; charset=utf-8"), "text", ""),
        file("a\r\nb.txt", Some("text/plain"), "text", "x\n--y"),
        file("a.txt", Some("bad\ntype"), "text", "名"),
        object([("text", Json::from("without a name"))]),
        Json::from("only a text"),
    ]
}

/// So many values that differ, where they are texts or numbers.
fn differing(plain: &Json, count: usize) -> Vec<Json> {
    let numbered = (0..count).map(|index| match plain {
        Json::String(text) => Json::from(format!("{text}{index}")),
        Json::Number(_) => number(&index.to_string()),
        other => other.clone(),
    });
    numbered.collect()
}
