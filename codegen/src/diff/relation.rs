//! What another type does to the bytes of a value.

use super::Verdict;
use super::walk::Walk;
use crate::model::{CodeKind, Format, Type, TypeId, TypeKind, WriteForm};

impl Walk<'_> {
    /// Whether two types are the same one.
    pub(super) fn same_type(&self, old: &Type, new: &Type) -> bool {
        self.relation(old, new) == Some(Verdict::Nothing) && formats(old) == formats(new)
    }

    /// What another type does on the wire.
    pub(super) fn on_the_wire(&self, old: &Type, new: &Type) -> Verdict {
        match self.relation(old, new) {
            Some(verdict) => verdict,
            None => Verdict::Breaking,
        }
    }

    /// Nothing, where both are written and read alike; something compatible, where the newer one writes the
    /// same and reads more; `None` where values are written or read otherwise.
    fn relation(&self, old: &Type, new: &Type) -> Option<Verdict> {
        use Type::*;
        let wider = Some(Verdict::Compatible);
        match (old, new) {
            (Named(old), Named(new)) => {
                self.is_same_type_id(*old, *new).then_some(Verdict::Nothing)
            }
            (String(_), String(_)) => Some(Verdict::Nothing),
            (List(old), List(new))
            | (Map(old), Map(new))
            | (IntMap(old), IntMap(new))
            | (OneOrMany(old), OneOrMany(new))
            | (Csv(old), Csv(new))
            | (JsonString(old), JsonString(new))
            | (InString(old), InString(new))
            | (Trimmed(old), Trimmed(new))
            | (Nullable(old), Nullable(new)) => self.relation(old, new),
            (Sentinel(old, before), Sentinel(new, after)) if before == after => {
                self.relation(old, new)
            }
            (Pairs(old, older), Pairs(new, newer)) => {
                Some(self.relation(old, new)?.max(self.relation(older, newer)?))
            }
            (FlatPairs(old, older, before), FlatPairs(new, newer, after)) => {
                let inner = self.relation(old, new)?.max(self.relation(older, newer)?);
                match (before == after, before.is_none()) {
                    (true, _) => Some(inner),
                    // The object form is read in addition.
                    (false, true) => wider,
                    (false, false) => None,
                }
            }
            (List(old), OneOrMany(new)) => self.relation(old, new).and(wider),
            (Date(old), Date(new)) => {
                // Without a format, a date is written as everywhere.
                let plain = ["yyyy-MM-dd".to_owned()];
                let of = |formats: &'_ [std::string::String]| match formats.is_empty() {
                    true => plain.to_vec(),
                    false => formats.to_vec(),
                };
                formats_relation(&of(old), &of(new))
            }
            (
                DateTime { formats: old, zone },
                DateTime {
                    formats: new,
                    zone: newer,
                },
            ) if zone == newer => formats_relation(old, new),
            (old, new) if old == new => Some(Verdict::Nothing),
            (String(_), Secret) | (Secret, String(_)) => wider,
            (Int32, Int64) | (Int32 | Int64, Decimal) => wider,
            (Int32 | Int64, IntOrString(WriteForm::Int)) => wider,
            (String(_), IntOrString(WriteForm::String)) => wider,
            (String(_), Named(id)) => self
                .is_open_enum(*id, CodeKind::Text)
                .then_some(Verdict::Compatible),
            (Int64, Named(id)) => self
                .is_open_enum(*id, CodeKind::Int)
                .then_some(Verdict::Compatible),
            (_, Any) => wider,
            (old, Nullable(new)) => self.relation(old, new).and(wider),
            _ => None,
        }
    }

    fn is_open_enum(&self, id: TypeId, codes: CodeKind) -> bool {
        let kind = &self.new.api.declaration(id).kind;
        matches!(kind, TypeKind::Enum(found) if found.open && found.codes == codes)
    }
}

/// The first format is written, all are read.
fn formats_relation(old: &[String], new: &[String]) -> Option<Verdict> {
    match (old == new, old.first() == new.first()) {
        (true, _) => Some(Verdict::Nothing),
        (false, true) if old.iter().all(|format| new.contains(format)) => Some(Verdict::Compatible),
        _ => None,
    }
}

/// What another type does to what is refused before it is sent: by what texts are meant to be.
pub(super) fn refused(old: &Type, new: &Type) -> Verdict {
    let (old, new) = (formats(old), formats(new));
    match (old == new, new.is_empty()) {
        (true, _) => Verdict::Nothing,
        (false, true) => Verdict::Compatible,
        (false, false) => Verdict::Breaking,
    }
}

/// What the texts in a type are meant to be.
fn formats(ty: &Type) -> Vec<Format> {
    let mut found = Vec::new();
    ty.walk(&mut |inner| {
        if let Type::String(Some(format)) = inner {
            found.push(*format);
        }
    });
    found
}
