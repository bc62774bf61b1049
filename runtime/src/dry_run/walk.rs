//! Compares the body of a request with what is known of its members.

use apiloom_wire::Json;

use super::change::{Change, ChangeKind};
use super::member::{Changes, Cleared, Member, Members, Omitted, Update};
use crate::body::Body;
use crate::draft::Draft;
use crate::redact::Redactor;
use crate::{Effect, Operation};

/// How much of a value is shown, in characters.
const VALUE_LIMIT: usize = 80;

/// What a request does to what the vendor holds, in the order of the request; what it leaves out follows.
pub(super) fn changes(
    operation: &Operation,
    known: &Changes,
    draft: &Draft,
    redactor: &Redactor,
) -> Vec<Change> {
    let mut walk = Walk {
        redactor,
        found: Vec::new(),
        left_out: Vec::new(),
    };
    match operation.effect {
        Effect::Read => {}
        Effect::Delete => walk.whole(draft),
        Effect::Write => walk.body(known, draft),
    }
    walk.found.append(&mut walk.left_out);
    walk.found
}

struct Walk<'a> {
    redactor: &'a Redactor,
    found: Vec<Change>,
    left_out: Vec<Change>,
}

impl Walk<'_> {
    /// What the request names is deleted.
    fn whole(&mut self, draft: &Draft) {
        let path = draft.path.iter().map(|(name, value)| (*name, value));
        let query = draft
            .query
            .iter()
            .map(|(name, value)| (name.as_str(), value));
        let mut named: Vec<String> = path
            .chain(query)
            .map(|(name, value)| self.pair(name, value))
            .collect();
        match &draft.body {
            Body::Json(bytes) => match Json::parse(bytes) {
                Ok(Json::Object(members)) => named.extend(
                    members
                        .iter()
                        .map(|(name, value)| format!("{name} = {}", self.shown(name, value))),
                ),
                _ => named.push("the body".to_owned()),
            },
            Body::Form(pairs) => {
                named.extend(pairs.iter().map(|(name, value)| self.pair(name, value)));
            }
            _ => {}
        }
        let mut change = Change::new("", ChangeKind::Deleted);
        change.value = Some(format!("what the request names ({})", named.join(", ")));
        self.found.push(change);
    }

    fn body(&mut self, known: &Changes, draft: &Draft) {
        match &draft.body {
            Body::Json(bytes) => match Json::parse(bytes) {
                Ok(Json::Object(members)) => {
                    self.object("", &members, &known.members, known.update);
                }
                Ok(json) => self.value("", &json, None, known.update),
                Err(_) => self.found.push(Change::new("", ChangeKind::Set)),
            },
            Body::Form(pairs) => self.form(pairs, known),
            // Without a body, the query says what is to be done.
            Body::None => {
                let pairs = &draft.query;
                let members = pairs
                    .iter()
                    .map(|(n, v)| (n.clone(), Json::from(v.as_str())));
                let members: Vec<(String, Json)> = members.collect();
                self.object("", &members, &known.members, None);
            }
            _ => self.found.push(Change::new("", ChangeKind::Set)),
        }
    }

    /// A form as the object that it stands for: a name that stands more than once, or with an index, is a list.
    fn form(&mut self, pairs: &[(String, String)], known: &Changes) {
        let mut members: Vec<(String, Json)> = Vec::new();
        for (name, text) in pairs {
            let base = name.split('[').next().unwrap_or(name);
            let value = Json::from(text.as_str());
            match members.iter_mut().find(|(known, _)| known == base) {
                Some((_, Json::Array(items))) => items.push(value),
                Some((_, first)) => *first = Json::Array(vec![first.clone(), value]),
                None if base != name => members.push((base.to_owned(), Json::Array(vec![value]))),
                None => members.push((name.clone(), value)),
            }
        }
        self.object("", &members, &known.members, known.update);
    }

    fn object(
        &mut self,
        path: &str,
        members: &[(String, Json)],
        known: &Members,
        update: Option<Update>,
    ) {
        for (name, value) in members {
            let member = known.list.iter().find(|member| member.name == name);
            self.value(&join(path, name), value, member, update);
        }
        let is_sent = |wanted: &str| members.iter().any(|(name, _)| name == wanted);
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
        let inside = member.and_then(|member| member.inside);
        if let (Json::Object(members), Some(known)) = (value, inside) {
            return self.object(path, members, known, own.or(update));
        }
        let cleared = match member.and_then(|member| member.cleared_by) {
            Some(Cleared::Null) => *value == Json::Null,
            Some(Cleared::Empty) => *value == Json::from("") || *value == Json::Null,
            None => false,
        };
        let kind = match own {
            _ if cleared => ChangeKind::Cleared,
            Some(Update::Replace) => ChangeKind::Replaced,
            Some(Update::Merge) => ChangeKind::Merged,
            Some(Update::Unknown) => ChangeKind::Unknown,
            None => ChangeKind::Set,
        };
        let mut change = Change::new(path, kind);
        if !cleared {
            change.items = items(value);
            change.value = Some(self.shown(path, value));
        }
        self.found.push(change);
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
        let name = path.rsplit('.').next().unwrap_or(path);
        let text = apiloom_wire::encode(value).unwrap_or_default();
        let text = match self.redactor.is_secret_name(name) {
            true => "[secret]".to_owned(),
            false => self.redactor.text(&String::from_utf8_lossy(&text)),
        };
        match text.char_indices().nth(VALUE_LIMIT) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    }

    fn pair(&self, name: &str, value: &str) -> String {
        match self.redactor.is_secret_name(name) {
            true => format!("{name} = [secret]"),
            false => format!("{name} = {}", self.redactor.text(value)),
        }
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
