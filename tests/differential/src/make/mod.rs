//! Data that is made from the types of a spec: valid, at the bounds, and invalid.

mod answers;
mod codes;
mod good;
mod operations;
mod pages;
mod random;
mod records;
mod settings;
mod texts;
mod values;

pub use answers::{Answer, Answers};
pub use operations::Operations;
pub use random::Random;
pub use settings::Settings;

use std::cell::RefCell;
use std::collections::HashMap;

use apiloom::{Json, Number};
use apiloom_codegen::interpret::Values;
use apiloom_codegen::model::Api;

/// Makes values of the types of an API.
pub struct Maker<'a> {
    api: &'a Api,
    /// Tells which values keep the rules, so that enough of them do.
    ///
    /// What it says decides nothing but what is tried: both sides judge for themselves.
    checks: Values<'a>,
    /// Good values that were found, by their types and how deep they stand.
    found: RefCell<HashMap<(String, usize), Json>>,
    /// The values that are tried inside of others, likewise.
    inside: RefCell<HashMap<(String, usize), Vec<Json>>>,
}

impl<'a> Maker<'a> {
    /// Of the types of this API.
    pub fn new(api: &'a Api) -> Self {
        Self {
            api,
            checks: Values::new(api),
            found: RefCell::default(),
            inside: RefCell::default(),
        }
    }
}

fn number(text: &str) -> Json {
    Json::Number(Number::new(text).expect("a number"))
}

fn object<'n>(members: impl IntoIterator<Item = (&'n str, Json)>) -> Json {
    let members = members.into_iter();
    Json::Object(
        members
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// The text of a value that is one.
fn scalar(json: &Json) -> Option<String> {
    json.scalar_text().map(std::borrow::Cow::into_owned)
}

/// At most so many of the values, spread over all of them.
fn thin(values: Vec<Json>, most: usize) -> Vec<Json> {
    let count = values.len();
    if count <= most {
        return values;
    }
    let values = values.into_iter().enumerate();
    let kept = values.filter(|(index, _)| index * most / count != (index + 1) * most / count);
    kept.map(|(_, value)| value).collect()
}
