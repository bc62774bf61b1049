//! The inputs of an operation, read from JSON.

use std::fmt;

use apiloom_wire::{DecodeError, Decoder, Deviation, DeviationKind, Json};

use super::plan::{self, About};
use super::record::Reading;
use super::slot::SlotCodec;
use super::{Datum, Values};
use crate::expr;
use crate::model::{Field, Operation};

/// The inputs of an operation.
#[derive(Clone, Debug)]
pub struct Inputs<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// What callers give, in the order of the request: parameters, then the body.
    pub values: Vec<(&'a Field, Datum)>,
    /// What is computed, which whoever knows the settings adds.
    pub computed: Vec<(&'a Field, expr::Value)>,
}

/// Why JSON is not the inputs of an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum InputError {
    /// It cannot be read.
    Decode(DecodeError),
    /// It says what no input says: names that are unknown, null where there is none, another value for
    /// what the client sends by itself.
    Deviations(Vec<Deviation>),
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decode(error) => error.fmt(f),
            Self::Deviations(deviations) => {
                for (index, deviation) in deviations.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "; " };
                    let path = deviation.path();
                    match deviation.kind() {
                        DeviationKind::UnknownMember => {
                            write!(f, "{comma}{path}: the spec has no such input")?;
                        }
                        DeviationKind::Rule(_) => {
                            let always = deviation.promised();
                            write!(f, "{comma}{path}: the client always sends {always}")?;
                        }
                        _ => write!(f, "{comma}{path}: null is no value of this input")?,
                    }
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for InputError {}

impl Inputs<'_> {
    /// The value of an input, if callers give it.
    pub fn get(&self, field: &Field) -> Option<&Datum> {
        let mut values = self.values.iter();
        values
            .find(|(known, _)| std::ptr::eq(*known, field))
            .map(|(_, datum)| datum)
    }
}

impl<'a> Values<'a> {
    /// The inputs of an operation from one JSON object by their names on the wire, as examples have them.
    ///
    /// Values have their form on the wire; a list may stand for comma-separated text, and a value for JSON
    /// in a text. Nothing is checked beyond the types.
    ///
    /// # Errors
    /// When something required is missing, is of another type, or is no input.
    pub fn inputs(&self, operation: &'a Operation, json: &[u8]) -> Result<Inputs<'a>, InputError> {
        let fields = given(operation);
        let about = About {
            name: &operation.name.snake(),
            tuple: false,
            request: true,
            open: false,
        };
        let members = plan::members(self.api, fields.iter().copied(), &about);
        let slots = fields.iter().map(|field| SlotCodec {
            values: self,
            field,
            request: true,
            natural: true,
        });
        let mut reading = Reading::new(&members, slots.collect(), false);
        let mut d = Decoder::new(json).map_err(InputError::Decode)?.noting();
        d.fields(&mut reading)
            .and_then(|()| d.finish())
            .map_err(InputError::Decode)?;
        let deviations = d.deviations();
        let wrong = deviations.iter().filter(|deviation| {
            matches!(
                deviation.kind(),
                DeviationKind::UnknownMember | DeviationKind::Null
            )
        });
        let mut wrong: Vec<Deviation> = wrong.cloned().collect();
        wrong.extend(other_constants(&fields, json));
        if !wrong.is_empty() {
            return Err(InputError::Deviations(wrong));
        }
        let values = fields.into_iter().zip(reading.fields);
        Ok(Inputs {
            operation,
            values: values.filter(|(field, _)| field.is_given()).collect(),
            computed: Vec::new(),
        })
    }
}

/// The constants of which the JSON says something else. Whoever copies a vendor's sample has them in it.
fn other_constants(fields: &[&Field], json: &[u8]) -> Vec<Deviation> {
    let json = Json::parse(json).unwrap_or_default();
    let other = |field: &&Field| {
        let (constant, wire) = (field.constant.as_ref()?, field.wire.as_str());
        let found = json.get(wire)?;
        let text = found.scalar_text();
        (text.as_deref() != Some(&constant.text)).then(|| {
            let rule = DeviationKind::Rule("constant");
            Deviation::new(wire, rule, constant.text.as_str(), found.kind().name())
        })
    };
    fields.iter().filter_map(other).collect()
}

/// What callers give and what is constant.
fn given(operation: &Operation) -> Vec<&Field> {
    let all = operation.fields();
    all.filter(|field| field.value.is_none()).collect()
}
