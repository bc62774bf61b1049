//! A step that puts values beside each other: a list, lines, a template.

use crate::expr::typed::{Node, Segment, Typed};

use super::build;
use super::ground::call;

/// Values beside each other, and the literal texts between them.
pub(super) struct Row {
    pub(super) id: usize,
    pub(super) form: Form,
    pub(super) items: Vec<Typed>,
}

/// How the values are put beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    List,
    Lines,
    Concat,
    Template,
}

/// What a step puts beside each other, if it does that.
pub(super) fn row(id: usize, typed: &Typed) -> Option<Row> {
    let (form, items) = match &typed.node {
        Node::List(items) => (Form::List, items.clone()),
        Node::Template(segments) => {
            let items = segments.iter().map(|segment| match segment {
                Segment::Text(text) => build::text(text),
                Segment::Hole(hole) => hole.clone(),
            });
            (Form::Template, items.collect())
        }
        _ => match call(typed)? {
            ("concat", args) => (Form::Concat, args.into_iter().cloned().collect()),
            ("lines", args) => (Form::Lines, args.into_iter().cloned().collect()),
            _ => return None,
        },
    };
    Some(Row { id, form, items })
}

impl Row {
    /// The positions of the values. In texts that are written out, literals stand between them.
    pub(super) fn values(&self) -> Vec<usize> {
        let written = matches!(self.form, Form::Concat | Form::Template);
        (0..self.items.len())
            .filter(|at| !written || !is_literal(&self.items[*at]))
            .collect()
    }

    /// The same with other items.
    pub(super) fn with(&self, items: Vec<Typed>) -> Option<Typed> {
        match self.form {
            Form::List => (!items.is_empty()).then(|| build::list(items)),
            Form::Lines => build::call("lines", items),
            Form::Concat => build::call("concat", items),
            Form::Template => Some(template(items)),
        }
    }

    /// The values in another order; `order` has the positions of values.
    pub(super) fn ordered(&self, order: &[usize]) -> Option<Typed> {
        let mut items = self.items.clone();
        for (place, from) in self.values().into_iter().zip(order) {
            items[place] = self.items[*from].clone();
        }
        self.with(items)
    }

    /// The items without the value at a position, and without what only separated it.
    pub(super) fn without(&self, at: usize) -> Vec<Typed> {
        let mut items = self.items.clone();
        items.remove(at);
        if !matches!(self.form, Form::Concat | Form::Template) {
            return items;
        }
        if at > 0 && is_literal(&items[at - 1]) {
            items.remove(at - 1);
            // What was first had only a name before it; the next one then begins with a separator.
            if at == 1
                && let Some(first) = items.first_mut()
                && let Node::Text(text) = &mut first.node
            {
                *text = text.trim_start_matches(is_separator).to_owned();
            }
        } else if at < items.len() && is_literal(&items[at]) {
            items.remove(at);
        }
        items
    }

    /// What separates the values where they are written out: the first run of signs between them.
    pub(super) fn glue(&self) -> Option<String> {
        match self.form {
            Form::List => None,
            Form::Lines => Some("\n".to_owned()),
            Form::Concat | Form::Template => {
                let values = self.values();
                let (first, last) = (*values.first()?, *values.last()?);
                let mut between = self.items[first..last].iter();
                let found = between.find_map(|item| match &item.node {
                    Node::Text(text) => {
                        let signs: String = text.chars().take_while(|c| is_separator(*c)).collect();
                        (!signs.is_empty()).then_some(signs)
                    }
                    _ => None,
                });
                Some(found.unwrap_or_default())
            }
        }
    }
}

/// Whether a character separates parts, and is no part of a name before a value.
pub(super) fn is_separator(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '=' | '_')
}

pub(super) fn is_literal(typed: &Typed) -> bool {
    matches!(typed.node, Node::Text(_))
}

fn template(items: Vec<Typed>) -> Typed {
    let segments = items.into_iter().map(|item| match item.node {
        Node::Text(text) => Segment::Text(text),
        _ => Segment::Hole(item),
    });
    build::template(segments.collect())
}
