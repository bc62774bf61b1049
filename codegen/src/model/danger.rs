//! Where a call can lose data.

use std::collections::BTreeSet;

use super::{
    Access, Action, Consequence, Declaration, Effect, Field, LeftOut, Operation, Record, Type,
    TypeId, TypeKind, WireName,
};

/// A place of a request at which a call can lose what the vendor holds.
#[derive(Clone, Debug)]
pub struct Danger<'m> {
    /// The names on the way to it; none for a body that is one value.
    pub path: Vec<&'m WireName>,
    /// How it is lost.
    pub loss: Loss<'m>,
}

/// How something is lost.
#[derive(Clone, Debug)]
pub enum Loss<'m> {
    /// By what sending a field or leaving it out does.
    Consequences(Vec<Consequence>),
    /// By leaving a field out, perhaps: nobody knows what becomes of it, nor must callers decide on it.
    Unsaid,
    /// By an item that deletes.
    Deleting(&'m Record, &'m Action),
}

impl Operation {
    /// Whether something that the vendor holds may be lost by a call.
    pub fn can_lose(&self, types: &[Declaration]) -> bool {
        self.effect == Effect::Delete || !self.dangers(types).is_empty()
    }

    /// Where a call can lose data, beside what it deletes as a whole. A call that changes nothing loses
    /// nothing, whatever its inputs do in other calls.
    pub fn dangers<'m>(&'m self, types: &'m [Declaration]) -> Vec<Danger<'m>> {
        let mut walk = Walk {
            types,
            seen: BTreeSet::new(),
            path: Vec::new(),
            found: Vec::new(),
        };
        if self.effect != Effect::Read {
            for parameter in &self.parameters {
                walk.member(&parameter.field);
            }
            match self.whole() {
                Some(whole) => walk.field(whole),
                None => super::sent(self).iter().for_each(|f| walk.member(f)),
            }
        }
        walk.found
    }
}

struct Walk<'m> {
    types: &'m [Declaration],
    /// The types that were looked into; a type may hold itself.
    seen: BTreeSet<TypeId>,
    path: Vec<&'m WireName>,
    found: Vec<Danger<'m>>,
}

impl<'m> Walk<'m> {
    /// A field that has a name in requests.
    fn member(&mut self, field: &'m Field) {
        self.path.push(&field.wire);
        self.field(field);
        self.path.pop();
    }

    fn field(&mut self, field: &'m Field) {
        if field.access == Access::Read || !field.is_given() {
            return;
        }
        let dangers: Vec<Consequence> = field.consequences().filter(|c| c.is_danger()).collect();
        match dangers.is_empty() {
            false => self.add(Loss::Consequences(dangers)),
            true if field.left_out == LeftOut::Unknown => self.add(Loss::Unsaid),
            true => {}
        }
        self.inside(&field.ty);
    }

    fn add(&mut self, loss: Loss<'m>) {
        let path = self.path.clone();
        self.found.push(Danger { path, loss });
    }

    /// What stands in values of a type.
    fn inside(&mut self, ty: &'m Type) {
        let mut ids = Vec::new();
        ty.walk(&mut |inner| {
            if let Type::Named(id) = inner {
                ids.push(*id);
            }
        });
        for id in ids {
            if !self.seen.insert(id) {
                continue;
            }
            match &self.types[id.0].kind {
                TypeKind::Record(record) => {
                    let deleting = record.actions.iter().filter(|action| action.deletes);
                    deleting.for_each(|action| self.add(Loss::Deleting(record, action)));
                    record.fields.iter().for_each(|field| self.member(field));
                }
                TypeKind::Union(union) => union.variants.iter().for_each(|v| self.inside(&v.ty)),
                TypeKind::Patterned(keys) => keys.keys.iter().for_each(|k| self.inside(&k.ty)),
                TypeKind::Enum(_) | TypeKind::Opaque => {}
            }
        }
    }
}
