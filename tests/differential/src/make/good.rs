//! Values that keep the rules, for the rest of a request to be reached.

use apiloom::{Json, Place, Violations, decode_as};
use apiloom_codegen::model::{Field, Record, Type};

use super::Maker;
use super::records::Members;

impl Maker<'_> {
    /// A value of a field that is most often good.
    pub(super) fn plain_field(&self, field: &Field, depth: usize) -> Json {
        let plain = self.plain(&field.ty, depth);
        if field.constraints.is_empty() || depth > 6 || self.keeps_field(field, &plain) {
            return plain;
        }
        let key = (format!("{} {:?}", field.name.snake(), field.span), depth);
        self.once(key, || {
            let values = self.values(&field.ty, &field.constraints, depth.max(2));
            let mut values = values.into_iter();
            values
                .find(|value| self.keeps_field(field, value))
                .unwrap_or(plain)
        })
    }

    /// A record that is most often good: all of it, or what its rules leave.
    pub(super) fn plain_named(&self, ty: &Type, record: &Record, depth: usize) -> Json {
        let all = self.plain_record(record, depth);
        if record.rules.is_empty() || record.tuple || depth > 6 || self.keeps(ty, &all) {
            return all;
        }
        let key = (format!("{ty:?}"), depth);
        self.once(key, || {
            let least = self.plain_record(record, 14);
            let (Json::Object(all), Json::Object(few)) = (all.clone(), least.clone()) else {
                return all.clone();
            };
            let more = all
                .iter()
                .map(|member| [few.clone(), vec![member.clone()]].concat());
            let more = more.map(Json::Object);
            let tried = [self.thinned(ty, all.clone()), least]
                .into_iter()
                .chain(more);
            let mut tried = tried;
            tried
                .find(|value| self.keeps(ty, value))
                .unwrap_or(Json::Object(all))
        })
    }

    /// The members of an object without those that keep it from being good, as far as one by one tells.
    fn thinned(&self, ty: &Type, mut members: Members) -> Json {
        let mut index = 0;
        while index < members.len() {
            let before = self.broken(ty, &Json::Object(members.clone()));
            let mut fewer = members.clone();
            fewer.remove(index);
            match self.broken(ty, &Json::Object(fewer.clone())) < before {
                true => members = fewer,
                false => index += 1,
            }
        }
        Json::Object(members)
    }

    fn keeps(&self, ty: &Type, value: &Json) -> bool {
        self.broken(ty, value) == 0
    }

    /// How many rules a value breaks; more than any if it cannot be read.
    fn broken(&self, ty: &Type, value: &Json) -> usize {
        let json = value.to_string();
        match decode_as(json.as_bytes(), self.checks.codec(ty)) {
            Ok(datum) => {
                let mut found = Violations::new();
                self.checks.check(ty, &datum, &Place::ROOT, &mut found);
                errors(&found)
            }
            Err(_) => usize::MAX,
        }
    }

    pub(super) fn keeps_field(&self, field: &Field, value: &Json) -> bool {
        let json = value.to_string();
        match decode_as(json.as_bytes(), self.checks.slot(field)) {
            Ok(datum) => {
                let mut found = Violations::new();
                self.checks.check_fields([(field, &datum)], &mut found);
                !value.is_null() && errors(&found) == 0
            }
            Err(_) => false,
        }
    }

    fn once(&self, key: (String, usize), make: impl FnOnce() -> Json) -> Json {
        if let Some(known) = self.found.borrow().get(&key) {
            return known.clone();
        }
        let made = make();
        self.found.borrow_mut().insert(key, made.clone());
        made
    }
}

fn errors(found: &Violations) -> usize {
    let errors = found
        .iter()
        .filter(|one| one.severity() == apiloom::Severity::Error);
    errors.count()
}
