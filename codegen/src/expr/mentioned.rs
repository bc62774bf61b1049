//! What an expression compares with and reaches into: for tools that look for values that make it true.

use std::collections::BTreeSet;

use super::typed::{Node, Typed};
use super::value::Value;

/// What an expression mentions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentioned {
    /// Its literals, each once, in the order written.
    pub literals: Vec<Value>,
    /// The members of JSON and the keys of pairs that it reaches by literals: what they are reached from, as
    /// an environment calls it, and the keys on the way.
    pub reached: BTreeSet<(String, Vec<String>)>,
}

/// What an expression mentions.
pub fn mentioned(typed: &Typed) -> Mentioned {
    let mut found = Mentioned::default();
    typed.walk(&mut |part| {
        let literal = match &part.node {
            Node::Int(value) => Some(Value::Int(*value)),
            Node::Text(text) => Some(Value::Text(text.clone())),
            Node::Bool(value) => Some(Value::Bool(*value)),
            _ => None,
        };
        if let Some(literal) = literal
            && !found.literals.contains(&literal)
        {
            found.literals.push(literal);
        }
        if let Some(reached) = keys(part)
            && !reached.1.is_empty()
        {
            found.reached.insert(reached);
        }
    });
    found
}

/// Where a value stands, if literals lead to it.
fn keys(typed: &Typed) -> Option<(String, Vec<String>)> {
    match &typed.node {
        Node::Place(reach) => Some((reach.path(), Vec::new())),
        Node::Narrowed(inner) => keys(inner),
        Node::JsonMember(outer, key) | Node::Pair(outer, key) => {
            let Node::Text(key) = &key.node else {
                return None;
            };
            let (place, mut on_the_way) = keys(outer)?;
            on_the_way.push(key.clone());
            Some((place, on_the_way))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::scope::{Held, Place, Root, Scope};
    use super::super::types::Type;
    use super::super::{check, parse};
    use super::*;

    #[test]
    fn literals_and_keys_are_found() {
        let place = |ty| Place::new(ty, quote::quote!(x), Held::Ref);
        let body = Root::new().member("error", place(Type::json()));
        let scope = Scope::new()
            .root("body", body)
            .name("headers", place(Type::pairs()));
        let text =
            r#"body.error.code == "bad" or headers["x-last"] == "1" or body.error.code == 7"#;
        let tree = parse(text).expect("it parses");
        let typed = check(&tree, &scope).expect("it is sound");
        let found = mentioned(&typed);
        for literal in [Value::from("bad"), Value::from("1"), Value::Int(7)] {
            assert!(found.literals.contains(&literal), "{literal:?}");
        }
        let reached = |place: &str, key: &str| (place.to_owned(), vec![key.to_owned()]);
        let all = [reached("body.error", "code"), reached("headers", "x-last")];
        assert_eq!(found.reached, BTreeSet::from(all));
    }
}
