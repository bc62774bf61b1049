//! How lists are read page by page: what is sent and read exists, and the words are known.

use super::Check;
use super::operation::input_wires;
use crate::expr;
use crate::model::{Body, Paginate, Parameter};
use crate::spec::{self, Text, words};

impl Check<'_> {
    pub(super) fn paginate(
        &mut self,
        spec: &spec::Paginate,
        parameters: &[Parameter],
        body: Option<&Body>,
    ) -> Option<Paginate> {
        self.word(&spec.by, &words::PAGING.map(|word| (word, ())))?;
        let wires = input_wires(parameters, body);
        for (slot, _) in spec.send.iter() {
            self.word(slot, &words::SEND.map(|word| (word, ())))?;
        }
        for (slot, _) in spec.read.iter() {
            self.word(slot, &words::READ.map(|word| (word, ())))?;
        }
        let inputs = input_wires(parameters, body);
        for name in spec.keep.iter().chain(&spec.drop) {
            if !inputs.iter().any(|wire| wire == name.as_str()) {
                self.unknown(name, "input", inputs.clone());
                return None;
            }
        }
        let mut send = Vec::new();
        for (slot, input) in spec.send.iter() {
            let wire = input
                .as_str()
                .split_once('.')
                .map_or(input.as_str(), |(_, wire)| wire);
            if !wires.iter().any(|known| known == wire) {
                self.unknown(input, "input", wires.clone());
                return None;
            }
            send.push((slot.text.clone(), input.text.clone()));
        }
        let mut read = Vec::new();
        for (slot, at) in spec.read.iter() {
            read.push((slot.text.clone(), self.body_path(at)?));
        }
        if let Some(last) = &spec.last
            && let Err(problem) = expr::parse(last.as_str())
        {
            self.problem(last, problem);
            return None;
        }
        let cap = match &spec.cap {
            Some(text) => Some(self.number(text)?),
            None => None,
        };
        let first = match &spec.first {
            Some(text) => Some(self.number(text)?),
            None => None,
        };
        let names = |list: &[Text]| list.iter().map(|t| t.text.clone()).collect::<Vec<_>>();
        Some(Paginate {
            by: spec.by.text.clone(),
            send,
            read,
            last: spec.last.as_ref().map(|t| t.text.clone()),
            keep: (!spec.keep.is_empty()).then(|| names(&spec.keep)),
            drop: names(&spec.drop),
            cap,
            first,
            note: super::facts::docs(spec.note.as_ref()),
        })
    }
}
