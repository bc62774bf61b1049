//! Lists that are answered page by page, in every style that a spec describes.

mod last;
mod list;

use apiloom_codegen::model::{
    Operation, PagePlace, PageRead, PageSlot, PageStyle, Paginate, Payload, Type, TypeKind,
};
use apiloom_wire::Json;

pub(crate) use self::last::Ending;
pub(crate) use self::list::{Declared, Unit, below, compose, declared_at, list_in, unit};
use crate::values::{Fill, Maker, Spot};
use crate::{Context, tree};

/// How many items a page has when nobody says.
const SIZE: u64 = 10;

/// What cursors start with.
const CURSOR: &str = "after-";

/// The parameter of links that says where the next page starts.
const LINKED: &str = "after_item";

/// All items of a list, each made when it is asked for.
pub(crate) struct Listing<'l> {
    pub(crate) count: usize,
    pub(crate) item: Box<dyn Fn(usize) -> Json + 'l>,
}

/// One page of a list.
pub(crate) struct Page<'p> {
    maker: Maker,
    operation: &'p Operation,
    paginate: &'p Paginate,
    /// The items on it.
    pub(crate) items: Vec<Json>,
    from: usize,
    size: usize,
    /// The number of the page that was asked for, counted from the first one.
    number: usize,
    total: usize,
}

impl<'p> Page<'p> {
    /// The page of all items that a request asks for.
    pub(crate) fn asked(
        maker: &Maker,
        operation: &'p Operation,
        paginate: &'p Paginate,
        all: &Listing<'_>,
        inputs: &Json,
        context: &Context<'_>,
    ) -> Self {
        let asked =
            |slot: &Option<PageSlot>| slot.as_ref().and_then(|slot| said(slot, operation, inputs));
        let whole = |json: Json| json.scalar_text()?.parse::<u64>().ok();
        let size = asked(&paginate.size)
            .and_then(whole)
            .filter(|size| *size > 0);
        let size = size
            .or_else(|| default_size(operation, paginate.size.as_ref()))
            .unwrap_or(SIZE);
        let slot = asked(&paginate.slot).filter(|value| !value.is_null());
        let first = paginate.first;
        let number = slot
            .clone()
            .and_then(whole)
            .unwrap_or(first)
            .saturating_sub(first);
        let from = match paginate.by {
            PageStyle::Page => number.saturating_mul(size),
            PageStyle::Offset => number,
            PageStyle::Cursor | PageStyle::LastId => {
                slot.map_or(0, |cursor| after(paginate, all, &cursor))
            }
            PageStyle::Link => linked(context.query),
        };
        let end = paginate
            .cap
            .map_or(all.count, |cap| index(cap).min(all.count));
        let (from, size) = (index(from).min(end), index(size));
        let to = from.saturating_add(size).min(end);
        Self {
            maker: maker.clone(),
            operation,
            paginate,
            items: (from..to).map(&all.item).collect(),
            from,
            size,
            number: index(number),
            total: all.count,
        }
    }

    /// Whether the vendor says that no item follows.
    pub(crate) fn is_last(&self) -> bool {
        self.left() == 0
    }

    /// How many items follow, as the vendor counts them: one that gives no more after so many says so only
    /// to those who ask on.
    fn left(&self) -> usize {
        match self.items.is_empty() {
            true => 0,
            false => self.total.saturating_sub(self.from + self.items.len()),
        }
    }

    /// Writes into a body what the answer says of its page; gives the headers that say some of it.
    pub(crate) fn tell(&self, body: &mut Json, context: &Context<'_>) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for (read, place) in &self.paginate.read {
            match place {
                PagePlace::Body(path) => {
                    let returns = self.operation.returns.as_ref();
                    let declared =
                        returns.and_then(|returns| declared_at(self.maker.api, returns, path));
                    match self.said(*read, declared, context) {
                        Some(value) => tree::put(body, path, value),
                        None => self.leave_out(body, path, declared),
                    }
                }
                PagePlace::Header(name) => {
                    let value = self.said(*read, None, context);
                    let text = value.and_then(|value| Some(value.scalar_text()?.into_owned()));
                    headers.extend(
                        text.map(|text| (name.to_lowercase(), self.header(*read, name, text))),
                    );
                }
                PagePlace::LastItem(_) => {}
            }
        }
        headers
    }

    /// A value in a header; links stand there in a form of their own.
    fn header(&self, read: PageRead, name: &str, text: String) -> String {
        let is_link = self.paginate.by == PageStyle::Link && read == PageRead::Next;
        match is_link && name.eq_ignore_ascii_case("link") {
            true => format!("<{text}>; rel=\"next\""),
            false => text,
        }
    }

    /// Takes away what stands at a place, or makes it empty where it must be there.
    fn leave_out(&self, body: &mut Json, path: &[String], declared: Option<Declared<'_>>) {
        match declared.filter(|declared| declared.is_needed) {
            Some(declared) if declared.is_nullable => tree::put(body, path, Json::Null),
            Some(_) => tree::put(body, path, Json::from("")),
            None => drop(tree::remove(body, path)),
        }
    }

    fn said(
        &self,
        read: PageRead,
        declared: Option<Declared<'_>>,
        context: &Context<'_>,
    ) -> Option<Json> {
        let ty = declared.map(|declared| declared.ty);
        let left = self.left();
        let natural = match read {
            PageRead::Total => tree::count(self.total),
            PageRead::Size => tree::count(self.size),
            PageRead::Pages => tree::count(self.total.div_ceil(self.size.max(1)).max(1)),
            PageRead::Page => {
                let number = match self.paginate.by {
                    PageStyle::Page => self.number,
                    _ => self.from / self.size.max(1),
                };
                tree::count(number.saturating_add(index(self.paginate.first)))
            }
            PageRead::More => match ty {
                Some(ty) if is_number(ty) => tree::count(left),
                _ => Json::Bool(left > 0),
            },
            PageRead::Next if left == 0 => return None,
            PageRead::Next => match self.paginate.by {
                PageStyle::Link => Json::from(self.link(context)),
                _ => return Some(self.cursor(ty)),
            },
        };
        let spot = Spot::root("page", 0);
        let written = ty.and_then(|ty| self.maker.written(ty, &natural, &spot, Fill::Needed));
        Some(written.unwrap_or(natural))
    }

    /// A value from which the start of the next page can be read again.
    fn cursor(&self, ty: Option<&Type>) -> Json {
        let next = self.from + self.items.len();
        let text = Json::from(format!("{CURSOR}{next}"));
        let Some(ty) = ty else { return text };
        let spot = Spot::root("cursor", 0);
        match ty {
            Type::Nullable(inner) => self.cursor(Some(inner)),
            Type::Named(id) => match &self.maker.api.declaration(*id).kind {
                TypeKind::Record(record) => {
                    let mut cursor = self.maker.value(ty, &spot);
                    let number = record.fields.iter().find(|field| is_number(&field.ty));
                    let text_field = || {
                        record
                            .fields
                            .iter()
                            .find(|field| matches!(field.ty, Type::String(_)))
                    };
                    if let Some(field) = number.or_else(text_field) {
                        let value = self.cursor(Some(&field.ty));
                        tree::put(&mut cursor, std::slice::from_ref(&field.wire.0), value);
                    }
                    cursor
                }
                _ => text,
            },
            ty if is_number(ty) => {
                let number = tree::count(next);
                self.maker
                    .written(ty, &number, &spot, Fill::Needed)
                    .unwrap_or(number)
            }
            ty => self
                .maker
                .written(ty, &text, &spot, Fill::Needed)
                .unwrap_or(text),
        }
    }

    /// The address of the next page: that of this one, with what says where it starts.
    fn link(&self, context: &Context<'_>) -> String {
        let own = |name: &str| {
            let mut names = self
                .operation
                .parameters
                .iter()
                .map(|p| p.field.wire.as_str());
            names.any(|own| {
                let rest = name.strip_prefix(own);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.', '%']))
            })
        };
        let kept = context
            .query
            .split('&')
            .filter(|pair| own(pair.split('=').next().unwrap_or_default()));
        let next = format!("{LINKED}={}", self.from + self.items.len());
        let query: Vec<&str> = kept.chain([next.as_str()]).collect();
        let origin = context
            .base
            .splitn(4, '/')
            .take(3)
            .collect::<Vec<_>>()
            .join("/");
        format!("{origin}{}?{}", context.path, query.join("&"))
    }
}

/// Where a link says that its page starts.
fn linked(query: &str) -> u64 {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let found = pairs.find(|(name, _)| *name == LINKED);
    found
        .and_then(|(_, number)| number.parse().ok())
        .unwrap_or(0)
}

/// How many items stand before those behind a cursor, or behind the item that it is the id of.
fn after(paginate: &Paginate, all: &Listing<'_>, cursor: &Json) -> u64 {
    let in_item = paginate
        .read
        .iter()
        .find_map(|(read, place)| match (read, place) {
            (PageRead::Next, PagePlace::LastItem(path)) => Some(path),
            _ => None,
        });
    let Some(path) = in_item else {
        return started(cursor).unwrap_or(0);
    };
    let wanted = cursor.scalar_text();
    let is_it = |item: &Json| tree::at(item, path).and_then(Json::scalar_text) == wanted;
    let found = (0..all.count).position(|index| is_it(&(all.item)(index)));
    found.map_or(0, |index| u64::try_from(index).unwrap_or(0) + 1)
}

/// Where the page of a cursor starts.
fn started(cursor: &Json) -> Option<u64> {
    match cursor {
        Json::String(text) => match text.strip_prefix(CURSOR) {
            Some(number) => number.parse().ok(),
            None => text.parse().ok().or_else(|| {
                started(
                    &Json::parse(text.as_bytes())
                        .ok()
                        .filter(|json| json.as_object().is_some())?,
                )
            }),
        },
        Json::Number(number) => number.as_i64().and_then(|number| number.try_into().ok()),
        Json::Object(members) => {
            let marked = |json: &Json| json.as_str().is_some_and(|text| text.starts_with(CURSOR));
            let values = || members.iter().map(|(_, value)| value);
            let found = values().find(|value| value.as_number().is_some());
            started(found.or_else(|| values().find(|value| marked(value)))?)
        }
        _ => None,
    }
}

/// What the inputs of a request say in a slot.
fn said(slot: &PageSlot, operation: &Operation, inputs: &Json) -> Option<Json> {
    match slot {
        PageSlot::Query(name) | PageSlot::Form(name) => {
            let alone = std::slice::from_ref(name);
            tree::at(inputs, alone)
                .or_else(|| tree::at(whole(operation, inputs)?, alone))
                .cloned()
        }
        PageSlot::Body(path, _) => {
            let found = tree::at(inputs, path);
            found
                .or_else(|| tree::at(whole(operation, inputs)?, path))
                .cloned()
        }
    }
}

/// The input that is the whole body.
fn whole<'i>(operation: &Operation, inputs: &'i Json) -> Option<&'i Json> {
    match &operation.body.as_ref()?.payload {
        Payload::Whole(field) => inputs.get(field.wire.as_str()),
        Payload::Fields(_) => None,
    }
}

/// The default of the input that says how many items a page has.
fn default_size(operation: &Operation, slot: Option<&PageSlot>) -> Option<u64> {
    let name = match slot? {
        PageSlot::Query(name) | PageSlot::Form(name) => name,
        PageSlot::Body(path, _) => path.first()?,
    };
    let fields = crate::state::fields(operation);
    let field = fields.iter().find(|(field, _)| field.wire.0 == *name);
    field?.0.default.as_ref()?.parse().ok()
}

/// Whether values of a type are numbers.
fn is_number(ty: &Type) -> bool {
    match ty {
        Type::Float | Type::Decimal => true,
        ty => crate::state::is_whole(ty),
    }
}

fn index(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Whether the items of a page stand beside what is returned.
pub(crate) fn is_beside(operation: &Operation, paginate: &Paginate) -> bool {
    let returns = operation.returns.as_ref();
    returns.is_none_or(|returns| !paginate.items.at.starts_with(&returns.at))
}
