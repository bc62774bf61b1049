//! Records and tuples.

use apiloom_wire::{Codec, DecodeError, Decoder, Encoder, Extra, Fields, Json, Number, Shape};

use super::plan::Members;
use super::slot::SlotCodec;
use super::{Datum, RecordDatum, Values};
use crate::model::{Access, Action, Constant, ConstantKind, Field, Record, TypeId};

/// The codec of a declared record.
#[derive(Clone, Copy, Debug)]
pub(super) struct RecordCodec<'v> {
    pub(super) values: &'v Values<'v>,
    pub(super) id: TypeId,
    pub(super) record: &'v Record,
    pub(super) natural: bool,
}

impl<'v> RecordCodec<'v> {
    fn slot(self, field: &'v Field) -> SlotCodec<'v> {
        SlotCodec {
            values: self.values,
            field,
            request: self.values.plans[self.id.0].request,
            natural: self.natural,
        }
    }

    fn slots(self) -> Vec<SlotCodec<'v>> {
        self.record.fields.iter().map(|f| self.slot(f)).collect()
    }

    /// Whether the items are those of some action.
    fn is_action(self, fields: &[Datum]) -> bool {
        let actions = &self.record.actions;
        actions.is_empty() || actions.iter().any(|action| is_of(action, fields))
    }
}

impl Codec<Datum> for RecordCodec<'_> {
    fn blank(self) -> Datum {
        let mut fields = blanks(&self.slots());
        if let Some(action) = self.record.actions.first() {
            for ((field, with), datum) in
                self.record.fields.iter().zip(&action.with).zip(&mut fields)
            {
                if *with {
                    *datum = self.slot(field).inner().blank();
                }
            }
        }
        record(fields, Extra::new())
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Datum, DecodeError> {
        let plan = &self.values.plans[self.id.0];
        let mut reading = Reading::new(&plan.members, self.slots(), plan.keeps);
        d.fields(&mut reading)?;
        if !self.is_action(&reading.fields) {
            return Err(d.no_variant(plan.name, None));
        }
        Ok(record(reading.fields, reading.extra))
    }

    fn write(self, value: &Datum, e: &mut Encoder) {
        let plan = &self.values.plans[self.id.0];
        let (slots, none) = (self.slots(), Extra::new());
        let Datum::Record(record) = value else {
            e.refuse("the value is not of its type");
            return e.null();
        };
        e.record(&Writing {
            shape: plan.members.shape,
            slots: &slots,
            fields: &record.fields,
            extra: if plan.keeps { &record.extra } else { &none },
        });
    }
}

fn record(fields: Vec<Datum>, extra: Extra) -> Datum {
    Datum::Record(Box::new(RecordDatum { fields, extra }))
}

/// Whether these items have a value where those of an action do.
pub(super) fn is_of(action: &Action, fields: &[Datum]) -> bool {
    let mut items = action.with.iter().zip(fields);
    items.all(|(with, datum)| *with == datum.given().is_some())
}

/// The values of members that were not read.
fn blanks(slots: &[SlotCodec<'_>]) -> Vec<Datum> {
    let blank = |slot: &SlotCodec<'_>| match slot.field.constant {
        Some(_) => Datum::Absent,
        None => slot.blank(),
    };
    slots.iter().map(blank).collect()
}

/// A record that is being read.
pub(super) struct Reading<'v> {
    members: &'v Members,
    slots: Vec<SlotCodec<'v>>,
    /// The values so far.
    pub(super) fields: Vec<Datum>,
    extra: Extra,
    keeps: bool,
}

impl<'v> Reading<'v> {
    pub(super) fn new(members: &'v Members, slots: Vec<SlotCodec<'v>>, keeps: bool) -> Self {
        Self {
            members,
            fields: blanks(&slots),
            slots,
            extra: Extra::new(),
            keeps,
        }
    }
}

impl Fields for Reading<'_> {
    fn shape(&self) -> &'static Shape {
        self.members.shape
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        let Some(Some(number)) = self.members.fields.get(index).copied() else {
            return Ok(());
        };
        let (Some(slot), Some(datum)) = (self.slots.get(number), self.fields.get_mut(number))
        else {
            return Ok(());
        };
        match slot.field.spread {
            true => d.spread_into_as(*slot, datum),
            false => d.read_as(*slot, datum),
        }
    }

    fn write_fields(&self, _e: &mut Encoder) {}

    fn extra(&mut self) -> Option<&mut Extra> {
        self.keeps.then_some(&mut self.extra)
    }
}

/// A record that is being written.
struct Writing<'v> {
    shape: &'static Shape,
    slots: &'v [SlotCodec<'v>],
    fields: &'v [Datum],
    extra: &'v Extra,
}

impl Fields for Writing<'_> {
    fn shape(&self) -> &'static Shape {
        self.shape
    }

    fn read_field(&mut self, _index: usize, _d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        Ok(())
    }

    fn write_fields(&self, e: &mut Encoder) {
        for (slot, datum) in self.slots.iter().zip(self.fields) {
            let field = slot.field;
            let is_silent = field.access == Access::Read && e.is_request();
            if field.constant.is_some() || is_silent {
                continue;
            }
            match field.spread {
                true => e.spread_as(*slot, datum),
                false => e.field_as(field.wire.as_str(), *slot, datum),
            }
        }
        for slot in self.slots {
            if let Some(constant) = &slot.field.constant {
                e.field(slot.field.wire.as_str(), &constant_json(constant));
            }
        }
        e.extra(self.extra);
    }
}

/// A constant in JSON.
pub(super) fn constant_json(constant: &Constant) -> Json {
    match constant.json {
        ConstantKind::Text => Json::from(constant.text.as_str()),
        ConstantKind::Int(number) => Json::from(number),
        ConstantKind::Bool(value) => Json::from(value),
        ConstantKind::Float => {
            // As a float of a client is written; the checks accepted it.
            let number: f64 = constant.text.parse().unwrap_or_default();
            let written = apiloom_wire::encode(&number).unwrap_or_default();
            let text = String::from_utf8_lossy(&written);
            Number::new(&text).map_or(Json::Null, Json::from)
        }
    }
}
