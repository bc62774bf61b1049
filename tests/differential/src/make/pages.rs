//! Answers that are pages of a list.

use apiloom::Json;
use apiloom_codegen::model::{Operation, PagePlace, PageRead, Paginate, Type};

use super::answers::placed;
use super::{Answer, Maker, Random, number, object};

impl Maker<'_> {
    /// Pages in a row: each with items of its own and a place of the next one, the last without.
    pub fn pages(&self, operation: &Operation, envelope: &Json, seed: usize) -> Vec<Answer> {
        let Some(paginate) = &operation.paginate else {
            return Vec::new();
        };
        let mut random = Random::new(&format!("{} {seed}", operation.name.snake()));
        let count = 1 + random.below(4);
        let pages = (1..=count).map(|page| {
            let more = page < count;
            let items = if random.chance(90) {
                1 + random.below(3)
            } else {
                0
            };
            self.page(
                operation,
                paginate,
                envelope,
                (page, items, more),
                &mut random,
            )
        });
        pages.collect()
    }

    fn page(
        &self,
        operation: &Operation,
        paginate: &Paginate,
        envelope: &Json,
        (page, items, more): (usize, usize, bool),
        random: &mut Random,
    ) -> Answer {
        let mut body = envelope.clone();
        if let Some(returns) = &operation.returns {
            body = placed(&body, &returns.at, &self.plain(&returns.ty, 0));
        }
        let items = (0..items).map(|index| self.item(&paginate.items.ty, page * 10 + index));
        let items = Json::Array(items.collect());
        body = set(&body, &paginate.items.at, &items);
        let mut headers = Vec::new();
        for (read, place) in &paginate.read {
            let value = match read {
                PageRead::Next if more => next(page, place, random),
                PageRead::Next if random.chance(50) => Json::from(""),
                PageRead::Next => Json::Null,
                PageRead::More => Json::Bool(more),
                PageRead::Total => Json::from(i64::try_from(random.below(12)).unwrap_or_default()),
                PageRead::Page => number(&page.to_string()),
                PageRead::Pages => number("3"),
                PageRead::Size => number("2"),
            };
            match place {
                PagePlace::Body(path) => body = set(&body, path, &value),
                PagePlace::Header(name) => {
                    let text = match read {
                        PageRead::Next => format!("<{}>; rel=\"next\"", text(&value)),
                        _ => text(&value),
                    };
                    headers.push((name.to_ascii_lowercase(), text));
                }
                PagePlace::LastItem(_) => {}
            }
        }
        let mut answer = Answer::json(200, &body);
        answer.headers.extend(headers);
        answer
    }

    /// An item that differs from the others where it has numbers.
    fn item(&self, list: &Type, index: usize) -> Json {
        match list {
            Type::List(inner) | Type::OneOrMany(inner) => {
                let mut item = self.plain(inner, 1);
                if let Json::Object(members) = &mut item {
                    for (_, value) in members {
                        if matches!(value, Json::Number(_)) {
                            *value = number(&index.to_string());
                        }
                    }
                }
                item
            }
            Type::Nullable(inner) => self.item(inner, index),
            Type::Pairs(..) => Json::Array(vec![number(&index.to_string()), number("1")]),
            _ => number(&index.to_string()),
        }
    }
}

/// What leads to the next page: a cursor of some form, or a link.
fn next(page: usize, place: &PagePlace, random: &mut Random) -> Json {
    let link = matches!(place, PagePlace::Header(_));
    match random.below(if link { 2 } else { 6 }) {
        0 => Json::from(format!(
            "https://shelf.example/api/next?p={page}&q=%E5%90%8D"
        )),
        1 => Json::from(format!("/api/link?city=x&p={page}")),
        2 => number(&page.to_string()),
        3 => object([
            ("after", number(&page.to_string())),
            ("mark", Json::from("m")),
        ]),
        4 => Json::from("same"),
        _ => Json::from(format!("c{page}")),
    }
}

fn text(value: &Json) -> String {
    super::scalar(value).unwrap_or_default()
}

/// The same object with another value at a place.
fn set(body: &Json, path: &[String], value: &Json) -> Json {
    let Some((first, rest)) = path.split_first() else {
        return value.clone();
    };
    let mut members = body.as_object().unwrap_or_default().to_vec();
    let inner = body.get(first).cloned().unwrap_or_default();
    members.retain(|(name, _)| name != first);
    members.push((first.clone(), set(&inner, rest, value)));
    Json::Object(members)
}
