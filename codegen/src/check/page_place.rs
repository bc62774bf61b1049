//! Where an answer says something of its page.

use super::Check;
use super::member_path::{way, written};
use super::parameter::header_name;
use crate::diagnostic::{Code, Help, help};
use crate::model::{
    Absent, Field, Literal, PageItems, PagePlace, PageRead, PageStyle, Presence, Returns, Type,
    TypeKind,
};
use crate::spec::Text;

/// What an operation answers, as far as its type says it.
#[derive(Clone, Copy)]
pub(super) struct Answered<'a> {
    pub(super) returns: Option<&'a Returns>,
    /// The type of the list of a page, once it is known.
    pub(super) items: Option<&'a Type>,
}

/// What stands at a place.
enum Found {
    /// A value of this type, and whether it is always there.
    Typed(Type, bool),
    /// Nobody says.
    Unknown,
    /// The type that says it was refused, and has been reported.
    Refused,
    /// The type has no such member: its name, and those that it has.
    Missing(String, Vec<String>),
}

impl Check<'_> {
    /// The place that a slot of `read` names.
    pub(super) fn page_place(&mut self, slot: &Text, text: &Text) -> Option<PagePlace> {
        let place = text.as_str();
        if slot.as_str() == "items" || place.starts_with("body") {
            return self.body_path(text).map(PagePlace::Body);
        }
        if let Some(name) = place.strip_prefix("headers.") {
            if header_name(name) {
                return Some(PagePlace::Header(name.to_ascii_lowercase()));
            }
        } else if matches!(slot.as_str(), "next" | "last_id") {
            let path = way(place, "items").filter(|path| !path.is_empty());
            if let Some(path) = path {
                return Some(PagePlace::LastItem(path));
            }
        }
        let message = format!(
            "`{place}` is not a place where an answer says `{}`",
            slot.text
        );
        let help = match slot.as_str() {
            "next" | "last_id" => help!(
                "write `body.…`, `headers.NAME`, or `items.…` for a member of the last item",
                "写 `body.…`、`headers.NAME`，或写 `items.…` 表示最后一项的成员"
            ),
            _ => help!(
                "write `body.…` or `headers.NAME`",
                "写 `body.…` 或 `headers.NAME`"
            ),
        };
        self.report(Code::Paging, text.span, message, help);
        None
    }

    /// The list of a page: where it is said to stand, or else what is returned.
    pub(super) fn list_of(&self, text: Option<&Text>, answered: Answered<'_>) -> Option<PageItems> {
        let returns = answered.returns?;
        let at: Vec<String> = match text.map(Text::as_str) {
            Some(text) => way(text, "body")?,
            None => returns.at.clone(),
        };
        let Found::Typed(ty, required) = self.at(&at, returns) else {
            return None;
        };
        // The runtime counts the items as they stand in the JSON.
        let is_list = matches!(
            plain(&ty),
            Type::List(_) | Type::OneOrMany(_) | Type::Pairs(..)
        );
        let required = required && !matches!(ty, Type::Nullable(_));
        let ty = plain(&ty).clone();
        is_list.then_some(PageItems { ty, at, required })
    }

    /// What stands at a place in the body; reports a member that its type does not have.
    pub(super) fn place_type(
        &mut self,
        text: &Text,
        at: &[String],
        answered: Answered<'_>,
    ) -> Option<Option<Type>> {
        let returns = answered.returns;
        let found = returns.map_or(Found::Unknown, |returns| self.at(at, returns));
        if let (Some(returns), Found::Missing(name, known)) = (returns, &found)
            && let Some(help) = self.place_help(name, known, at, returns)
        {
            let message = format!("what is returned has no member `{name}` there");
            self.report(Code::UnknownField, text.span, message, help);
            return None;
        }
        self.found(text, found)
    }

    /// What to write where nothing says that what is returned stands deeper in the body, or where it has no
    /// members at all.
    fn place_help(
        &self,
        name: &str,
        known: &[String],
        at: &[String],
        returns: &Returns,
    ) -> Option<Help> {
        if !returns.at.is_empty() || at.first().map(String::as_str) != Some(name) {
            return None;
        }
        let is_there = |from: &usize| {
            let below = self.below(&returns.ty, &at[*from..], true);
            matches!(below, Found::Typed(..))
        };
        match (1..at.len()).find(is_there) {
            Some(from) => {
                let place = written(&at[..from]);
                Some(help!(
                    "add `at: body{place}` to `returns`",
                    "在 `returns` 中加上 `at: body{place}`"
                ))
            }
            None if matches!(plain(&returns.ty), Type::List(_)) => Some(help!(
                "add the place of the list to `returns`: `at: body.…`",
                "在 `returns` 中加上列表的位置：`at: body.…`"
            )),
            None => known.is_empty().then(|| {
                help!(
                    "write a type with the field `{name}` under `returns`",
                    "在 `returns` 中写一个有字段 `{name}` 的类型"
                )
            }),
        }
    }

    /// Whether what an operation answers can have something at a place; reports a member that its type does
    /// not have.
    pub(super) fn answered_at(&mut self, text: &Text, at: &[String], returns: &Returns) {
        let Found::Missing(name, known) = self.at(at, returns) else {
            return;
        };
        let message = format!("what is answered has no member `{name}` there");
        match self.place_help(&name, &known, at, returns) {
            Some(help) => self.report(Code::UnknownField, text.span, message, help),
            None => self.no_member(text, &name, message, &known),
        }
    }

    /// Reports a member that is not there; one whose name has dots was perhaps taken for several.
    fn no_member(&mut self, text: &Text, name: &str, message: String, known: &[String]) {
        let in_dots = |known: &&String| {
            let is_whole = |(at, found): (usize, &str)| {
                let behind = text.as_str().get(at + found.len()..).unwrap_or_default();
                behind.is_empty() || behind.starts_with(['.', '['])
            };
            let mut places = text.as_str().match_indices(known.as_str());
            known.contains('.') && places.any(is_whole)
        };
        if let Some(known) = known.iter().find(in_dots) {
            let place = text.as_str();
            let place = place.replacen(
                &format!(".{known}"),
                &written(std::slice::from_ref(known)),
                1,
            );
            let help = help!("write `{place}`", "写成 `{place}`");
            return self.report(Code::UnknownField, text.span, message, help);
        }
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        self.unknown_field(name, text.span, message, &known);
    }

    /// Whether the type that says what stands at a place was refused.
    pub(super) fn is_refused_at(&self, at: &[String], answered: Answered<'_>) -> bool {
        let found = answered.returns.map(|returns| self.at(at, returns));
        matches!(found, Some(Found::Refused))
    }

    /// Whether what stands at a place can be what a slot says; reports if it cannot.
    pub(super) fn place_fits(
        &mut self,
        slot: &Text,
        text: &Text,
        kind: PageRead,
        by: PageStyle,
        place: &PagePlace,
        answered: Answered<'_>,
    ) -> bool {
        let ty = match place {
            PagePlace::Header(_) => return true,
            PagePlace::Body(at) => self.place_type(text, at, answered),
            PagePlace::LastItem(path) => self.item_type(text, path, answered),
        };
        let Some(ty) = ty else { return false };
        let what = match kind {
            PageRead::Next if by == PageStyle::Link => "a text",
            PageRead::Next => "a single value",
            PageRead::More => "true or false",
            _ => "a whole number",
        };
        if ty.is_none_or(|ty| says(kind, by, &ty)) {
            return true;
        }
        let message = format!(
            "`{}` is {what}, and `{}` is of another type",
            slot.text, text.text
        );
        let help = match kind {
            PageRead::More => help!(
                "write its test as `last: body.… == \"…\"`",
                "把判断写成 `last: body.… == \"…\"`"
            ),
            _ => help!("write the place of such a value", "写出这种值的位置"),
        };
        self.report(Code::Paging, text.span, message, help);
        false
    }

    /// What stands in the items of the list.
    fn item_type(
        &mut self,
        text: &Text,
        path: &[String],
        answered: Answered<'_>,
    ) -> Option<Option<Type>> {
        let found = match answered.items {
            Some(Type::List(item) | Type::OneOrMany(item)) => self.below(item, path, true),
            Some(_) => Found::Missing(path.join("."), Vec::new()),
            None => Found::Unknown,
        };
        self.found(text, found)
    }

    /// The type of what was found; reports what is missing.
    fn found(&mut self, text: &Text, found: Found) -> Option<Option<Type>> {
        match found {
            Found::Typed(ty, _) => Some(Some(plain(&ty).clone())),
            Found::Unknown | Found::Refused => Some(None),
            Found::Missing(name, known) => {
                let message = format!("what is returned has no member `{name}` there");
                self.no_member(text, &name, message, &known);
                None
            }
        }
    }

    /// What stands at a path in the body.
    fn at(&self, at: &[String], returns: &Returns) -> Found {
        let Some(path) = at.strip_prefix(returns.at.as_slice()) else {
            return Found::Unknown;
        };
        self.below(&returns.ty, path, returns.absent == Absent::Refused)
    }

    /// What stands below a value of a type.
    fn below(&self, ty: &Type, path: &[String], required: bool) -> Found {
        let Some((name, rest)) = path.split_first() else {
            return Found::Typed(ty.clone(), required);
        };
        match ty {
            Type::Nullable(inner) => self.below(inner, path, false),
            Type::Map(inner) => self.below(inner, rest, false),
            Type::Named(id) => {
                let Some(declared) = self.types.declarations.get(id.0).and_then(Option::as_ref)
                else {
                    return Found::Refused;
                };
                let TypeKind::Record(record) = &declared.kind else {
                    return Found::Unknown;
                };
                if record.tuple {
                    return Found::Missing(name.clone(), Vec::new());
                }
                let is = |field: &&Field| field.wire.as_str() == name && !field.spread;
                match record.fields.iter().find(is) {
                    Some(field) => {
                        let is_there = field.presence == Presence::Required && !field.nullable;
                        match self.below(&field.ty, rest, required && is_there) {
                            // Under another name the list would look as if it had ended.
                            Found::Typed(ty, _) if !field.aliases.is_empty() => {
                                Found::Typed(ty, true)
                            }
                            found => found,
                        }
                    }
                    None if record.fields.iter().any(|field| field.spread) => Found::Unknown,
                    None => {
                        let names = record.fields.iter().map(|f| f.wire.0.clone());
                        Found::Missing(name.clone(), names.collect())
                    }
                }
            }
            Type::Any => Found::Unknown,
            _ => Found::Missing(name.clone(), Vec::new()),
        }
    }
}

/// Whether a value of a type can say this.
fn says(kind: PageRead, by: PageStyle, ty: &Type) -> bool {
    let is_number = |ty: &Type| {
        let number = matches!(ty, Type::Int32 | Type::Int64 | Type::IntOrString(_));
        number
            || matches!(ty, Type::InString(inner) if matches!(**inner, Type::Int32 | Type::Int64))
    };
    match (kind, ty) {
        (_, Type::Any) => true,
        (PageRead::Next, Type::String(_) | Type::Secret | Type::Trimmed(_)) => true,
        (PageRead::Next, _) if by == PageStyle::Link => false,
        (PageRead::Next, Type::List(_) | Type::OneOrMany(_) | Type::Csv(_)) => false,
        (PageRead::Next, Type::Bool | Type::BoolCodes { .. }) => false,
        (PageRead::Next, _) => true,
        (PageRead::More, Type::Bool) => true,
        (PageRead::More, Type::InString(inner)) => **inner == Type::Bool,
        (PageRead::More, Type::BoolCodes { on, off }) => {
            let code = |literal: &Literal| literal.to_string();
            matches!(
                (code(on).as_str(), code(off).as_str()),
                ("1", "0") | ("true", "false")
            )
        }
        (PageRead::More, ty) => is_number(ty),
        (_, ty) => is_number(ty),
    }
}

fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => plain(inner),
        ty => ty,
    }
}
