//! How a list or an object stands among the pairs of a query or a form.

use apiloom_wire::{Json, decode};

use crate::pairs::PairList;

/// How a list or an object stands among the pairs of a query or a form.
///
/// A single value is one pair in every style.
/// An empty list or object is left out, except as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairStyle {
    /// `a=1&a=2`; no objects.
    Repeat,
    /// `a=1,2`; an item with a comma is refused, and so are objects.
    Csv,
    /// `a=[1,2]`, `a={"b":1}`; in a multipart body a part of its own type.
    Json,
    /// `a[]=1&a[]=2`, `a[b]=1`; no lists of anything but texts, since nothing says where an item
    /// ends.
    Brackets,
    /// `a[0]=1&a[1]=2`, `a[0][b]=1`
    Index0,
    /// `a[1]=1&a[2]=2`, `a[1][b]=1`
    Index1,
    /// `a=1&a=2`, `a.b=1`; no lists of anything but texts.
    Dots,
    /// `a.0=1&a.1=2`, `a.0.b=1`
    Dots0,
    /// `a.1=1&a.2=2`, `a.1.b=1`
    Dots1,
    /// `a[0]=1&a[1]=2`, `a[0].b=1`
    Index0Dots,
}

impl PairStyle {
    /// The pairs of a JSON value under a name, or what is wrong with it.
    pub(crate) fn pairs(self, name: &str, json: &[u8]) -> Result<PairList, String> {
        let mut pairs = PairList::new();
        match self {
            Self::Json => pairs.push((name.to_owned(), String::from_utf8_lossy(json).into_owned())),
            Self::Csv => pairs.extend(csv(&read(json)?)?.map(|text| (name.to_owned(), text))),
            _ => self.write(name.to_owned(), &read(json)?, &mut pairs)?,
        }
        Ok(pairs)
    }

    /// The members of a JSON object, each with its value as JSON.
    pub(crate) fn members(json: &[u8]) -> Result<Vec<(String, Vec<u8>)>, String> {
        match read(json)? {
            Json::Object(members) => Ok(members
                .into_iter()
                .map(|(name, value)| (name, value.to_string().into_bytes()))
                .collect()),
            _ => Err("only an object can be spread".to_owned()),
        }
    }

    fn write(self, name: String, value: &Json, pairs: &mut PairList) -> Result<(), String> {
        match value {
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let name = self.item(&name, index, item)?;
                    self.write(name, item, pairs)?;
                }
            }
            Json::Object(members) => {
                for (member, value) in members {
                    self.write(self.member(&name, member)?, value, pairs)?;
                }
            }
            value => pairs.push((name, text(value)?)),
        }
        Ok(())
    }

    /// The name of an item of a list.
    fn item(self, name: &str, index: usize, item: &Json) -> Result<String, String> {
        let next = index + 1;
        Ok(match self {
            Self::Index0 | Self::Index0Dots => format!("{name}[{index}]"),
            Self::Index1 => format!("{name}[{next}]"),
            Self::Dots0 => format!("{name}.{index}"),
            Self::Dots1 => format!("{name}.{next}"),
            _ if matches!(item, Json::Array(_) | Json::Object(_)) => {
                return Err(
                    "an item of a list is no single value, and has no number here".to_owned(),
                );
            }
            Self::Brackets => format!("{name}[]"),
            Self::Repeat | Self::Csv | Self::Json | Self::Dots => name.to_owned(),
        })
    }

    /// The name of a member of an object.
    fn member(self, name: &str, member: &str) -> Result<String, String> {
        match self {
            Self::Brackets | Self::Index0 | Self::Index1 => Ok(format!("{name}[{member}]")),
            Self::Dots | Self::Dots0 | Self::Dots1 | Self::Index0Dots => {
                Ok(format!("{name}.{member}"))
            }
            Self::Repeat | Self::Csv | Self::Json => {
                Err("an object has no place in this style".to_owned())
            }
        }
    }
}

/// The names in the name of a pair: `a`, `b` and `0` in `a[b][0]` and in `a.b.0`.
pub(crate) fn names_in(name: &str) -> impl Iterator<Item = &str> {
    name.split(['[', ']', '.']).filter(|part| !part.is_empty())
}

fn read(json: &[u8]) -> Result<Json, String> {
    decode(json).map_err(|error| error.to_string())
}

/// The items of a list in one text, or a single value; nothing for an empty list.
fn csv(value: &Json) -> Result<Option<String>, String> {
    let Json::Array(items) = value else {
        return text(value).map(Some);
    };
    let items = items.iter().map(text).collect::<Result<Vec<_>, _>>()?;
    if items.iter().any(|item| item.contains(',')) {
        return Err("an item has a comma, which separates the items".to_owned());
    }
    Ok((!items.is_empty()).then(|| items.join(",")))
}

/// The text of a single value.
///
/// Null is refused: leaving it out would turn "clear this" into "keep this".
fn text(value: &Json) -> Result<String, String> {
    match (value.scalar_text(), value) {
        (Some(text), _) => Ok(text.into_owned()),
        (None, Json::Null) => Err("null cannot be written as text".to_owned()),
        (None, _) => Err("a list or an object has no place here".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(style: PairStyle, json: &str) -> Result<String, String> {
        let pairs = style.pairs("a", json.as_bytes())?;
        let pairs = pairs
            .into_iter()
            .map(|(name, text)| format!("{name}={text}"));
        Ok(pairs.collect::<Vec<_>>().join("&"))
    }

    #[test]
    fn lists_stand_in_every_style() {
        let list = |style| shown(style, r#"["x",2]"#).unwrap();
        assert_eq!(list(PairStyle::Repeat), "a=x&a=2");
        assert_eq!(list(PairStyle::Csv), "a=x,2");
        assert_eq!(list(PairStyle::Json), r#"a=["x",2]"#);
        assert_eq!(list(PairStyle::Brackets), "a[]=x&a[]=2");
        assert_eq!(list(PairStyle::Index0), "a[0]=x&a[1]=2");
        assert_eq!(list(PairStyle::Index1), "a[1]=x&a[2]=2");
        assert_eq!(list(PairStyle::Dots), "a=x&a=2");
        assert_eq!(list(PairStyle::Dots0), "a.0=x&a.1=2");
        assert_eq!(list(PairStyle::Dots1), "a.1=x&a.2=2");
        assert_eq!(list(PairStyle::Index0Dots), "a[0]=x&a[1]=2");
        for style in [PairStyle::Repeat, PairStyle::Csv, PairStyle::Dots1] {
            assert_eq!(shown(style, "[]").unwrap(), "");
            assert_eq!(shown(style, "1.50").unwrap(), "a=1.50");
        }
        assert_eq!(shown(PairStyle::Json, "[]").unwrap(), "a=[]");
    }

    #[test]
    fn objects_stand_in_the_styles_that_name_members() {
        let nested = r#"{"b":{"c":[{"d":1},{"d":true}]},"e":["x"],"f":[],"g":{}}"#;
        let object = |style| shown(style, nested);
        assert_eq!(object(PairStyle::Json).unwrap(), format!("a={nested}"));
        let index0 = "a[b][c][0][d]=1&a[b][c][1][d]=true&a[e][0]=x";
        assert_eq!(object(PairStyle::Index0).unwrap(), index0);
        let index1 = "a[b][c][1][d]=1&a[b][c][2][d]=true&a[e][1]=x";
        assert_eq!(object(PairStyle::Index1).unwrap(), index1);
        let dots0 = "a.b.c.0.d=1&a.b.c.1.d=true&a.e.0=x";
        assert_eq!(object(PairStyle::Dots0).unwrap(), dots0);
        let dots1 = "a.b.c.1.d=1&a.b.c.2.d=true&a.e.1=x";
        assert_eq!(object(PairStyle::Dots1).unwrap(), dots1);
        let mixed = "a.b.c[0].d=1&a.b.c[1].d=true&a.e[0]=x";
        assert_eq!(object(PairStyle::Index0Dots).unwrap(), mixed);
        let flat = r#"{"b":{"c":1},"e":["x","y"]}"#;
        let brackets = "a[b][c]=1&a[e][]=x&a[e][]=y";
        assert_eq!(shown(PairStyle::Brackets, flat).unwrap(), brackets);
        assert_eq!(shown(PairStyle::Dots, flat).unwrap(), "a.b.c=1&a.e=x&a.e=y");
    }

    #[test]
    fn what_could_not_be_told_apart_is_refused() {
        for style in [PairStyle::Brackets, PairStyle::Dots, PairStyle::Repeat] {
            assert!(shown(style, r#"[{"b":1},{"c":2}]"#).is_err());
            assert!(shown(style, "[[1],[2]]").is_err());
        }
        for style in [PairStyle::Repeat, PairStyle::Csv] {
            assert!(shown(style, r#"{"b":1}"#).is_err());
        }
        assert!(shown(PairStyle::Csv, r#"["1,2"]"#).is_err());
        assert!(shown(PairStyle::Csv, r#"[["1"]]"#).is_err());
        assert!(
            shown(PairStyle::Index0, r#"{"b":null}"#)
                .unwrap_err()
                .contains("null")
        );
    }

    #[test]
    fn names_are_taken_apart() {
        let names = |name| names_in(name).collect::<Vec<_>>();
        assert_eq!(names("a[b][0]"), ["a", "b", "0"]);
        assert_eq!(names("a[0].b"), ["a", "0", "b"]);
        assert_eq!(names("a[]"), ["a"]);
    }
}
