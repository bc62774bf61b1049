//! The inputs that ask for a page, in a request that is being made.

use apiloom_wire::{Json, decode, encode};

use crate::Error;
use crate::body::Body;
use crate::draft::Draft;
use crate::paging::Paging;
use crate::pairs::PairList;

/// An input that asks for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageSlot {
    /// A parameter of the query.
    Query(&'static str),
    /// A field of the form that is the body.
    Form(&'static str),
    /// A member of the JSON body, at a path of names, and how it is written.
    Body(&'static [&'static str], PageForm),
}

/// How a value is written into a JSON body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageForm {
    /// As it came.
    Same,
    /// As a text, if it is a scalar.
    Text,
    /// As a number, if it is one in a text.
    Number,
}

impl PageSlot {
    /// What the input is called on the wire.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Query(name) | Self::Form(name) => name,
            Self::Body(path, _) => path.last().copied().unwrap_or_default(),
        }
    }

    /// The name of the input that the caller gives: in a body, the outermost one.
    fn input(&self) -> &'static str {
        match self {
            Self::Query(name) | Self::Form(name) => name,
            Self::Body(path, _) => path.first().copied().unwrap_or_default(),
        }
    }

    /// What a draft says there, as text.
    pub(crate) fn text(&self, draft: &Draft) -> Option<String> {
        match (self, &draft.body) {
            (Self::Query(name), _) => first(&draft.query, name),
            (Self::Form(name), Body::Form(pairs)) => first(pairs, name),
            (Self::Body(path, _), Body::Json(json)) => {
                let json = Json::parse(json).ok()?;
                let found = path.iter().try_fold(&json, |json, name| json.get(name))?;
                (!found.is_null()).then(|| text(found))
            }
            _ => None,
        }
    }

    /// Says something there, in place of what a draft says.
    ///
    /// # Errors
    /// When the body has no such place.
    pub(crate) fn set(&self, draft: &mut Draft, value: &Json) -> Result<(), Error> {
        match self {
            Self::Query(name) => replace(&mut draft.query, name, text(value)),
            Self::Form(name) => {
                if matches!(draft.body, Body::None) {
                    draft.body = Body::Form(PairList::new());
                }
                let Body::Form(pairs) = &mut draft.body else {
                    return Err(self.no_place());
                };
                replace(pairs, name, text(value));
            }
            Self::Body(path, form) => {
                let mut json = match &draft.body {
                    Body::Json(json) => decode(json).map_err(|_| self.no_place())?,
                    Body::None => Json::Object(Vec::new()),
                    _ => return Err(self.no_place()),
                };
                put(&mut json, path, form.of(value)).ok_or_else(|| self.no_place())?;
                draft.body = Body::Json(encode(&json).map_err(|_| self.no_place())?);
            }
        }
        Ok(())
    }

    fn no_place(&self) -> Error {
        let name = self.name();
        Error::input(format!("the body has no place for `{name}`"))
    }
}

impl PageForm {
    fn of(self, value: &Json) -> Json {
        match (self, value) {
            (Self::Text, Json::Number(_) | Json::Bool(_)) => Json::String(text(value)),
            (Self::Number, Json::String(digits)) => {
                let number = decode::<Json>(digits.as_bytes()).ok();
                let number = number.filter(|json| json.as_number().is_some());
                number.unwrap_or_else(|| value.clone())
            }
            _ => value.clone(),
        }
    }
}

impl Paging {
    /// Takes out of a draft what is said for the first page only.
    pub(crate) fn forget(&self, draft: &mut Draft) {
        if self.keep.is_none() && self.drop.is_empty() {
            return;
        }
        let stays = |name: &str| self.stays(name);
        draft.query.retain(|(name, _)| stays(name));
        match &mut draft.body {
            Body::Form(pairs) => pairs.retain(|(name, _)| stays(name)),
            Body::Json(json) => {
                // What is no object has no inputs.
                if let Ok(Json::Object(mut members)) = decode(json) {
                    members.retain(|(name, _)| stays(name));
                    if let Ok(left) = encode(&Json::Object(members)) {
                        *json = left;
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether a parameter or member is repeated after the first page.
    fn stays(&self, name: &str) -> bool {
        // A list or an object may be written as `name[]`, `name[0]` or `name.member`.
        let is = |input: &&str| {
            let rest = name.strip_prefix(*input);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
        };
        let kept = self.keep.is_none_or(|keep| keep.iter().any(is));
        let is_slot = self.slots().any(|slot| is(&slot.input()));
        is_slot || kept && !self.drop.iter().any(is)
    }
}

/// A value as text: a scalar without quotes, all else as JSON.
pub(crate) fn text(value: &Json) -> String {
    match value.scalar_text() {
        Some(text) => text.into_owned(),
        // What was read is not too deep to be written.
        None => encode(value).map_or_else(
            |_| String::new(),
            |json| String::from_utf8_lossy(&json).into_owned(),
        ),
    }
}

fn first(pairs: &PairList, wanted: &str) -> Option<String> {
    let mut pairs = pairs.iter();
    pairs
        .find(|(name, _)| name == wanted)
        .map(|(_, value)| value.clone())
}

fn replace(pairs: &mut PairList, wanted: &str, value: String) {
    let Some(at) = pairs.iter().position(|(name, _)| name == wanted) else {
        pairs.push((wanted.to_owned(), value));
        return;
    };
    pairs[at].1 = value;
    let mut index = 0;
    pairs.retain(|(name, _)| {
        index += 1;
        index <= at + 1 || name != wanted
    });
}

/// Puts a value at a path, and makes the objects on the way that are not there; nothing if
/// something else stands in the way.
fn put(json: &mut Json, path: &[&str], value: Json) -> Option<()> {
    let Some((first, rest)) = path.split_first() else {
        *json = value;
        return Some(());
    };
    if json.is_null() {
        *json = Json::Object(Vec::new());
    }
    let Json::Object(members) = json else {
        return None;
    };
    let at = match members.iter().position(|(name, _)| name == first) {
        Some(at) => at,
        None => {
            members.push(((*first).to_owned(), Json::Null));
            members.len() - 1
        }
    };
    put(&mut members.get_mut(at)?.1, rest, value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paging::PagingStyle;

    fn json(text: &str) -> Json {
        Json::parse(text.as_bytes()).unwrap()
    }

    fn with_body(text: &str) -> Draft {
        Draft {
            body: Body::Json(text.as_bytes().to_vec()),
            ..Draft::default()
        }
    }

    #[test]
    fn values_are_put_where_they_stand() {
        let mut draft = Draft::default();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        draft.query = vec![
            pair("a", "1"),
            pair("p", "2"),
            pair("b", "3"),
            pair("p", "4"),
        ];
        let slot = PageSlot::Query("p");
        assert_eq!(slot.text(&draft).as_deref(), Some("2"));
        slot.set(&mut draft, &json("5")).unwrap();
        assert_eq!(
            draft.query,
            [pair("a", "1"), pair("p", "5"), pair("b", "3")]
        );
        PageSlot::Query("q")
            .set(&mut draft, &json(r#"{"x":[1]}"#))
            .unwrap();
        assert_eq!(draft.query[3], pair("q", r#"{"x":[1]}"#));

        let slot = PageSlot::Body(&["paging", "page"], PageForm::Same);
        let mut draft = with_body(r#"{"filter":1.50,"paging":{"size":2}}"#);
        assert_eq!(slot.text(&draft), None);
        slot.set(&mut draft, &json("3")).unwrap();
        let body = r#"{"filter":1.50,"paging":{"size":2,"page":3}}"#;
        assert_eq!(draft.body.bytes(), body);
        assert_eq!(slot.text(&draft).as_deref(), Some("3"));
        let mut none = Draft::default();
        slot.set(&mut none, &json("3")).unwrap();
        assert_eq!(none.body.bytes(), r#"{"paging":{"page":3}}"#);
        assert!(slot.set(&mut with_body("[]"), &json("3")).is_err());

        let mut form = Draft::default();
        PageSlot::Form("p").set(&mut form, &json("3")).unwrap();
        assert_eq!(form.body.bytes(), "p=3");
        assert!(
            PageSlot::Form("p")
                .set(&mut with_body("{}"), &json("3"))
                .is_err()
        );
    }

    #[test]
    fn values_have_the_form_of_their_input() {
        let of = |form: PageForm, text: &str| form.of(&json(text)).to_string();
        assert_eq!(of(PageForm::Text, "12"), r#""12""#);
        assert_eq!(of(PageForm::Number, r#""12""#), "12");
        assert_eq!(of(PageForm::Number, r#""1x""#), r#""1x""#);
        assert_eq!(of(PageForm::Same, r#""12""#), r#""12""#);
        for form in [PageForm::Same, PageForm::Text, PageForm::Number] {
            assert_eq!(of(form, r#"{"a":"1"}"#), r#"{"a":"1"}"#);
        }
    }

    #[test]
    fn what_is_not_kept_is_forgotten() {
        static KEEP: Paging = Paging {
            keep: Some(&["limit", "tags"]),
            size: Some(PageSlot::Query("size")),
            ..Paging::by(PagingStyle::Cursor {
                slot: PageSlot::Query("cursor"),
            })
        };
        static DROP: Paging = Paging {
            drop: &["city"],
            ..Paging::by(PagingStyle::Link)
        };
        let names = [
            "city", "limit", "limits", "size", "cursor", "tags[]", "tags[0]",
        ];
        let kept = |paging: &Paging| {
            let mut draft = with_body(r#"{"city":1,"limit":2}"#);
            draft.query = names.map(|name| (name.to_owned(), String::new())).to_vec();
            paging.forget(&mut draft);
            let names: Vec<String> = draft.query.into_iter().map(|(name, _)| name).collect();
            (names.join(" "), draft.body.bytes())
        };
        let (query, body) = kept(&KEEP);
        assert_eq!(query, "limit size cursor tags[] tags[0]");
        assert_eq!(body, r#"{"limit":2}"#);
        let (query, body) = kept(&DROP);
        assert_eq!(query, "limit limits size cursor tags[] tags[0]");
        assert_eq!(body, r#"{"limit":2}"#);
    }
}
