//! Compares the body of a request with what is known of its members.

use apiloom_wire::Json;

use super::change::{Change, ChangeKind};
use super::member::{Changes, Cleared, Member, Members, Omitted, Update};
use crate::body::Body;
use crate::draft::Draft;
use crate::redact::{HIDDEN, Redactor};
use crate::told::{Said, Told};
use crate::{Effect, File, Operation, scalar};

/// How much of a value is shown, in characters.
const VALUE_LIMIT: usize = 80;

/// What a request does to what the vendor holds, in the order of the request; what it leaves out follows.
pub(super) fn changes(
    operation: &Operation,
    known: &Changes,
    draft: &Draft,
    told: &Told,
    redactor: &Redactor,
) -> Vec<Change> {
    let mut walk = Walk::new(redactor);
    match operation.effect {
        Effect::Read => {}
        Effect::Delete => walk.whole(draft, told),
        Effect::Write => walk.body(known, draft, told),
    }
    walk.found.append(&mut walk.left_out);
    walk.found
}

/// What the query of a request says whose body says what is changed.
pub(super) fn query_beside(
    operation: &Operation,
    draft: &Draft,
    told: &Told,
    redactor: &Redactor,
) -> Vec<String> {
    if operation.effect != Effect::Write || matches!(draft.body, Body::None) {
        return Vec::new();
    }
    let walk = Walk::new(redactor);
    let query = told.query.iter();
    query.map(|(name, value)| walk.named(name, value)).collect()
}

struct Walk<'a> {
    redactor: &'a Redactor,
    found: Vec<Change>,
    left_out: Vec<Change>,
}

impl<'a> Walk<'a> {
    fn new(redactor: &'a Redactor) -> Self {
        Self {
            redactor,
            found: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// What the request names is deleted.
    fn whole(&mut self, draft: &Draft, told: &Told) {
        let path = draft.path.iter();
        let path = path.map(|(name, value)| self.pair(name, value));
        let query = draft.query.iter();
        let mut named: Vec<String> = path
            .chain(query.map(|(name, value)| self.pair(name, value)))
            .collect();
        match &draft.body {
            Body::None => {}
            Body::Json(bytes) => match Json::parse(bytes) {
                Ok(Json::Object(members)) => {
                    let members = members.iter();
                    named.extend(members.map(|(name, value)| self.named(name, value)));
                }
                Ok(Json::Array(items)) => named.push(format!("a body of {}", count(items.len()))),
                _ => named.push("the body".to_owned()),
            },
            Body::Form(_) | Body::Multipart(_) => {
                named.extend(told.body.iter().map(|(name, said)| match said {
                    Said::Value(value) => self.named(name, value),
                    Said::Files(files) => format!("{name} = {}", self.files_shown(files)),
                }));
            }
            Body::Other { bytes, .. } => named.push(self.bytes_shown(bytes.len(), draft)),
        }
        let mut change = Change::new("", ChangeKind::Deleted);
        change.value = Some(format!("what the request names ({})", named.join(", ")));
        self.found.push(change);
    }

    fn body(&mut self, known: &Changes, draft: &Draft, told: &Told) {
        match &draft.body {
            Body::Json(bytes) => match Json::parse(bytes) {
                Ok(Json::Object(members)) => {
                    self.object("", &members, &known.members, known.update);
                }
                Ok(json) => self.sent("", &json, whole_kind(known.update)),
                Err(_) => self.found.push(Change::new("", ChangeKind::Set)),
            },
            Body::Form(_) | Body::Multipart(_) => self.parts(&told.body, known),
            // Without a body, the query says what is to be done.
            Body::None => self.object("", &told.query, &known.members, None),
            Body::Other { bytes, .. } => self.bytes(bytes.len(), draft, told),
        }
    }

    /// A form or a multipart body, as the object that it stands for.
    fn parts(&mut self, parts: &[(String, Said)], known: &Changes) {
        for (name, said) in parts {
            let member = known.members.find(name);
            match said {
                Said::Value(value) => self.value(name, value, member, known.update),
                Said::Files(files) => self.files(name, files, member, known.update),
            }
        }
        let is_sent = |wanted: &str| parts.iter().any(|(name, _)| name == wanted);
        self.missing("", &known.members, known.update, &is_sent);
    }

    fn files(
        &mut self,
        name: &str,
        files: &[File],
        member: Option<&Member>,
        update: Option<Update>,
    ) {
        let is_list = files.len() > 1;
        let own = member.and_then(|member| member.update);
        let mut change = Change::new(name, kind_of(own, update, is_list));
        change.items = is_list.then_some(files.len());
        change.has_files = true;
        change.value = Some(self.files_shown(files));
        self.found.push(change);
    }

    /// A body that is a text, a file or other bytes.
    fn bytes(&mut self, length: usize, draft: &Draft, told: &Told) {
        let size = self.bytes_shown(length, draft);
        let mut change = Change::new("", ChangeKind::Set);
        change.value = Some(match &told.text {
            Some(text) => format!("{} ({size})", self.shown("", &Json::from(text.as_str()))),
            None => size,
        });
        self.found.push(change);
    }

    fn object(
        &mut self,
        path: &str,
        members: &[(String, Json)],
        known: &Members,
        update: Option<Update>,
    ) {
        for (name, value) in members {
            self.value(&join(path, name), value, known.find(name), update);
        }
        let is_sent = |wanted: &str| members.iter().any(|(name, _)| name == wanted);
        self.missing(path, known, update, &is_sent);
    }

    /// What of an object is not sent.
    fn missing(
        &mut self,
        path: &str,
        known: &Members,
        update: Option<Update>,
        is_sent: &dyn Fn(&str) -> bool,
    ) {
        let list = known
            .list
            .iter()
            .map(|member| (member.name, member.omitted));
        let others = known.others.iter().map(|name| (*name, None));
        for (name, omitted) in others.chain(list).filter(|(name, _)| !is_sent(name)) {
            self.left_out(&join(path, name), omitted, update);
        }
    }

    fn value(&mut self, path: &str, value: &Json, member: Option<&Member>, update: Option<Update>) {
        let own = member.and_then(|member| member.update);
        let inside = member.and_then(Member::members);
        if let (Json::Object(members), Some(known)) = (value, inside) {
            return self.object(path, members, known, own.or(update));
        }
        let cleared = match member.and_then(|member| member.cleared_by) {
            Some(Cleared::Null) => *value == Json::Null,
            Some(Cleared::Empty) => *value == Json::from("") || *value == Json::Null,
            None => false,
        };
        if cleared {
            self.found.push(Change::new(path, ChangeKind::Cleared));
        } else {
            let is_collection = matches!(value, Json::Array(_) | Json::Object(_));
            self.sent(path, value, kind_of(own, update, is_collection));
        }
        if let (Json::Array(items), Some(member)) = (value, member) {
            for (index, item) in items.iter().enumerate() {
                if member.deleted_by.iter().any(|shape| has_shape(item, shape)) {
                    let path = format!("{path}[{index}]");
                    let mut change = Change::new(&path, ChangeKind::Deleted);
                    change.value = Some(self.shown(&path, item));
                    self.found.push(change);
                }
            }
        }
    }

    fn sent(&mut self, path: &str, value: &Json, kind: ChangeKind) {
        let mut change = Change::new(path, kind);
        change.items = items(value);
        change.value = Some(self.shown(path, value));
        self.found.push(change);
    }

    fn left_out(&mut self, path: &str, omitted: Option<Omitted>, update: Option<Update>) {
        let omitted = omitted.or(match update {
            Some(Update::Merge) | None => None,
            Some(Update::Replace) => Some(Omitted::Erased),
            Some(Update::Unknown) => Some(Omitted::Unknown),
        });
        let kind = match omitted {
            Some(Omitted::Erased) => ChangeKind::Erased,
            Some(Omitted::Unknown) => ChangeKind::Unknown,
            Some(Omitted::Kept) | None => return,
        };
        self.left_out.push(Change::new(path, kind));
    }

    /// A value without secrets, cut at the limit.
    fn shown(&self, path: &str, value: &Json) -> String {
        let text = apiloom_wire::encode(value).unwrap_or_default();
        if self.redactor.is_secret_place(path) {
            return HIDDEN.to_owned();
        }
        cut(self.redactor.text(&String::from_utf8_lossy(&text)))
    }

    fn named(&self, name: &str, value: &Json) -> String {
        format!("{name} = {}", self.shown(name, value))
    }

    fn pair(&self, name: &str, value: &str) -> String {
        match self.redactor.is_secret_place(name) {
            true => format!("{name} = {HIDDEN}"),
            false => format!("{name} = {}", self.redactor.text(value)),
        }
    }

    fn files_shown(&self, files: &[File]) -> String {
        let shown = files.iter().map(|file| {
            let name = cut(self.redactor.text(&scalar::quote(file.name())));
            let content_type = self.redactor.text(file.content_type());
            let size = size(file.bytes().len());
            format!("the file {name} ({size} of {content_type})")
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    fn bytes_shown(&self, length: usize, draft: &Draft) -> String {
        let content_type = draft.content_type().unwrap_or_default();
        format!("{} of {}", size(length), self.redactor.text(&content_type))
    }
}

/// What sending does by what is said of the member itself, or of all that it stands in.
fn kind_of(own: Option<Update>, around: Option<Update>, is_collection: bool) -> ChangeKind {
    match own {
        Some(Update::Replace) => ChangeKind::Replaced,
        Some(Update::Merge) => ChangeKind::Merged,
        Some(Update::Unknown) => ChangeKind::Unknown,
        // Where what is left out is erased, so is what a collection leaves out.
        None if is_collection && around == Some(Update::Replace) => ChangeKind::Replaced,
        None => ChangeKind::Set,
    }
}

/// What sending a body does that has no members.
fn whole_kind(update: Option<Update>) -> ChangeKind {
    kind_of(update, None, true)
}

fn cut(text: String) -> String {
    match text.char_indices().nth(VALUE_LIMIT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn size(bytes: usize) -> String {
    match bytes {
        1 => "1 byte".to_owned(),
        bytes => format!("{bytes} bytes"),
    }
}

fn count(items: usize) -> String {
    match items {
        1 => "1 item".to_owned(),
        items => format!("{items} items"),
    }
}

fn items(value: &Json) -> Option<usize> {
    match value {
        Json::Array(items) => Some(items.len()),
        Json::Object(members) => Some(members.len()),
        _ => None,
    }
}

/// Whether an item is an array with a value at just these positions.
fn has_shape(item: &Json, shape: &[bool]) -> bool {
    match item {
        Json::Array(parts) => {
            parts.len() == shape.len()
                && parts
                    .iter()
                    .zip(shape)
                    .all(|(part, with)| (*part != Json::Null) == *with)
        }
        _ => false,
    }
}

fn join(path: &str, name: &str) -> String {
    match path.is_empty() {
        true => name.to_owned(),
        false => format!("{path}.{name}"),
    }
}
