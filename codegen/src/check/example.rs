//! Examples: their values have the types that the spec gives them. Only here do JSON kinds count.

use super::Check;
use super::json::json;
use crate::diagnostic::{Code, help};
use crate::model::{
    Body, CodeKind, Enum, Example, ExampleAnswer, Literal, Parameter, Payload, Presence, Record,
    Returns, Rule, RuleKind, Type, TypeKind, Union, UnionForm, WireName, WriteForm,
};
use crate::source::{Entry, Node, NodeKind, Scalar, scalar};
use crate::spec::{self, Text};

/// Whether members that the type does not name are a mistake.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// They are: nothing invalid is sent.
    Request,
    /// They are not: a vendor may send more than it documents.
    Response,
}

impl Check<'_> {
    /// The examples of an operation: inputs by their wire names, and the whole body of the answer.
    pub(super) fn examples(
        &mut self,
        spec: &spec::Operation,
        parameters: &[Parameter],
        body: Option<&Body>,
        returns: Option<&Returns>,
        rules: &[Rule],
    ) -> Vec<Example> {
        let mut examples = Vec::with_capacity(spec.examples.len());
        for example in &spec.examples {
            if let Some(request) = &example.request {
                self.example_request(&request.node, parameters, body, rules);
            }
            let answer = self.example_answer(example);
            let succeeds = answer.as_ref().is_some_and(|answer| answer.fails.is_none());
            if let (Some(response), Some(returns), true) = (&example.response, returns, succeeds) {
                self.example_response(&response.node, returns);
            }
            examples.push(Example {
                facts: self.facts(&example.facts),
                request: example.request.as_ref().map(|raw| json(&raw.node)),
                answer,
                span: example.span,
            });
        }
        examples
    }

    /// The answer that an example shows, if it shows anything of one.
    fn example_answer(&mut self, example: &spec::Example) -> Option<ExampleAnswer> {
        let says = example.fails.is_some() || !example.headers.is_empty();
        if example.status.is_none() && example.response.is_none() && !says {
            return None;
        }
        let status = example.status.as_ref();
        let status = status.and_then(|text| self.status(text));
        let headers = example.headers.iter();
        let headers = headers.map(|(name, value)| (name.text.clone(), value.text.clone()));
        Some(ExampleAnswer {
            status: status.unwrap_or(200),
            headers: headers.collect(),
            body: example.response.as_ref().map(|raw| json(&raw.node)),
            fails: example.fails.as_ref().map(|code| code.text.clone()),
        })
    }

    fn status(&mut self, text: &Text) -> Option<u16> {
        let status = text.as_str().parse().ok();
        let status = status.filter(|status| (200..600).contains(status));
        if status.is_none() {
            let message = format!("`{}` is not the status of an answer", text.text);
            let help = help!("write a number from 200 to 599", "写 200 到 599 之间的数字");
            self.report(Code::BadValue, text.span, message, help);
        }
        status
    }

    /// An example that stands on its own, such as that of a field.
    pub(super) fn example_value(&mut self, ty: &Type, node: &Node) {
        self.example_fits(ty, node, Direction::Request);
    }

    fn example_request(
        &mut self,
        node: &Node,
        parameters: &[Parameter],
        body: Option<&Body>,
        rules: &[Rule],
    ) {
        let NodeKind::Map(entries) = &node.kind else {
            self.misfit(node, "a map of inputs");
            return;
        };
        let given = parameters.iter().filter(|p| p.field.is_given());
        let mut fields: Vec<_> = given.map(|p| p.field.clone()).collect();
        match body.map(|body| &body.payload) {
            Some(Payload::Fields(inputs)) => {
                fields.extend(inputs.iter().filter(|f| f.is_given()).cloned())
            }
            Some(Payload::Whole(field)) => fields.push((**field).clone()),
            None => {}
        }
        let record = Record {
            fields,
            tuple: false,
            open: false,
            rules: rules.to_vec(),
            actions: Vec::new(),
        };
        self.members(node, entries, &record, Direction::Request);
    }

    fn example_response(&mut self, node: &Node, returns: &Returns) {
        let mut at = node;
        for part in &returns.at {
            match at.get(part) {
                Some(inner) => at = inner,
                None if returns.absent != crate::model::Absent::Refused => return,
                None => {
                    let message = format!("the example has no `{part}`, where the answer stands");
                    self.report(
                        Code::Example,
                        at.span,
                        message,
                        help!(
                            "add it, correct `at`, or say the code of a failure in `fails`",
                            "补上它，改正 `at`，失败的响应则用 `fails` 写明错误码"
                        ),
                    );
                    return;
                }
            }
        }
        self.example_fits(&returns.ty, at, Direction::Response);
    }

    fn misfit(&mut self, node: &Node, expected: &str) {
        let message = format!("the example has {} where {expected} belongs", kind_of(node));
        self.report(
            Code::Example,
            node.span,
            message,
            help!("correct the example, or the type", "改正示例，或改正类型"),
        );
    }

    fn example_fits(&mut self, ty: &Type, node: &Node, direction: Direction) {
        let value = scalar(node);
        let null = matches!(value, Some(Scalar::Null));
        match ty {
            Type::Any => {}
            Type::Nullable(inner) => {
                if !null {
                    self.example_fits(inner, node, direction);
                }
            }
            Type::Bool => self.expect(node, matches!(value, Some(Scalar::Bool(_))), "a bool"),
            Type::Int32 | Type::Int64 | Type::EpochSeconds | Type::EpochMillis => {
                self.expect(node, is_int(value.as_ref()), "a whole number");
            }
            Type::Float => self.expect(
                node,
                matches!(value, Some(Scalar::Int(_) | Scalar::Float(_))),
                "a number",
            ),
            Type::Decimal => {
                let fits = match &value {
                    Some(Scalar::Int(_) | Scalar::Float(_)) => true,
                    Some(Scalar::Text(text)) => text.parse::<f64>().is_ok(),
                    _ => false,
                };
                self.expect(node, fits, "a number");
            }
            Type::IntOrString(form) => {
                let text = matches!(&value, Some(Scalar::Text(_)));
                let fits = match (form, direction) {
                    (WriteForm::Int, Direction::Request) => is_int(value.as_ref()),
                    (WriteForm::String, Direction::Request) => text,
                    (_, Direction::Response) => text || is_int(value.as_ref()),
                };
                self.expect(
                    node,
                    fits,
                    "a whole number or a text, as the type writes it",
                );
            }
            Type::BoolCodes { on, off } => {
                let fits = is_code(value.as_ref(), on) || is_code(value.as_ref(), off);
                self.expect(node, fits, "one of the two codes");
            }
            Type::Secret => self.made_up(node, value.as_ref()),
            Type::String(_)
            | Type::Bytes
            | Type::File
            | Type::Date(_)
            | Type::DateTime { .. }
            | Type::Csv(_) => {
                let text = match value {
                    Some(Scalar::Text(text)) => Some(text.to_string()),
                    _ => None,
                };
                match text {
                    // A vendor's own document may show what it would refuse.
                    Some(text) if direction == Direction::Request => {
                        self.formed(ty, &text, node.span, Code::Example, "example");
                    }
                    Some(_) => {}
                    None => self.expect(node, false, "a text"),
                }
            }
            Type::JsonString(_) | Type::InString(_) => {
                self.expect(node, matches!(value, Some(Scalar::Text(_))), "a text");
            }
            Type::Trimmed(inner) | Type::Sentinel(inner, _) => {
                if !matches!((&value, ty), (Some(Scalar::Text(text)), Type::Sentinel(_, empty)) if *text == empty.as_str())
                {
                    self.example_fits(inner, node, direction);
                }
            }
            Type::List(inner) => self.items(inner, node, direction),
            Type::OneOrMany(inner) => match &node.kind {
                NodeKind::List(_) => self.items(inner, node, direction),
                _ => self.example_fits(inner, node, direction),
            },
            Type::Map(inner) | Type::IntMap(inner) => match &node.kind {
                NodeKind::Map(entries) => entries
                    .iter()
                    .for_each(|e| self.example_fits(inner, &e.value, direction)),
                _ => self.misfit(node, "a map"),
            },
            Type::Pairs(..) | Type::FlatPairs(..) => {
                self.expect(node, matches!(node.kind, NodeKind::List(_)), "a list");
            }
            Type::Named(id) => {
                let Some(declaration) = self.types.declarations.get(id.0).cloned().flatten() else {
                    return;
                };
                match &declaration.kind {
                    TypeKind::Record(record) => self.record_fits(node, record, direction),
                    TypeKind::Enum(codes) => self.enum_fits(node, codes),
                    TypeKind::Union(union) => self.union_fits(node, union, direction),
                    TypeKind::Opaque => {}
                    TypeKind::Patterned(_) => {
                        self.expect(node, matches!(node.kind, NodeKind::Map(_)), "a map");
                    }
                }
            }
        }
    }

    /// A secret that says itself that it is none.
    fn made_up(&mut self, node: &Node, value: Option<&Scalar<'_>>) {
        match value {
            Some(Scalar::Text(text)) if text.to_ascii_lowercase().contains("example") => {}
            Some(Scalar::Text(_)) => {
                let help = help!(
                    "write one that says that it is made up: `an-example-token`",
                    "写一个表明是虚构的值：`an-example-token`"
                );
                self.report(Code::Secret, node.span, "the example shows a secret", help);
            }
            _ => self.misfit(node, "a text"),
        }
    }

    fn expect(&mut self, node: &Node, fits: bool, expected: &str) {
        if !fits {
            self.misfit(node, expected);
        }
    }

    fn items(&mut self, inner: &Type, node: &Node, direction: Direction) {
        match &node.kind {
            NodeKind::List(items) => items
                .iter()
                .for_each(|item| self.example_fits(inner, item, direction)),
            _ => self.misfit(node, "a list"),
        }
    }

    fn record_fits(&mut self, node: &Node, record: &Record, direction: Direction) {
        match &node.kind {
            NodeKind::Map(entries) => self.members(node, entries, record, direction),
            NodeKind::List(items) if record.tuple && items.len() >= record.fields.len() => {
                for (field, item) in record.fields.iter().zip(items) {
                    if !(field.nullable && matches!(scalar(item), Some(Scalar::Null))) {
                        self.example_fits(&field.ty, item, direction);
                    }
                }
            }
            _ if record.tuple => self.misfit(node, "a list with every item of the tuple"),
            _ => self.misfit(node, "a map"),
        }
    }

    fn members(&mut self, node: &Node, entries: &[Entry], record: &Record, direction: Direction) {
        let mut spread = record.open;
        for field in &record.fields {
            // The members of a spread value are told apart from unknown ones by the value's own type.
            if field.spread {
                spread = true;
                continue;
            }
            let names = field.aliases.iter().chain([&field.wire]);
            let found = entries
                .iter()
                .find(|e| names.clone().any(|name| name.as_str() == e.key));
            match found {
                Some(entry) if matches!(scalar(&entry.value), Some(Scalar::Null)) => {
                    let needed =
                        direction == Direction::Request || field.presence == Presence::Required;
                    let clears = direction == Direction::Request && field.is_clearable();
                    let fits = field.nullable || clears || !needed;
                    self.expect(&entry.value, fits, "a value");
                }
                Some(entry) => {
                    self.example_fits(&field.ty, &entry.value, direction);
                    if !field.warns {
                        self.obeyed(&field.constraints, &entry.value, Code::Example, "example");
                    }
                }
                None if field.presence == Presence::Required && field.constant.is_none() => {
                    let message = format!(
                        "the example lacks `{}`, which is required",
                        field.wire.as_str()
                    );
                    self.conflict(
                        Code::Example,
                        node.span,
                        message,
                        (field.span, "required here"),
                        help!(
                            "add it, or remove the `!` of the field",
                            "补上它，或去掉字段的 `!`"
                        ),
                    );
                }
                None => {}
            }
        }
        if direction == Direction::Request {
            self.sets(node, entries, record);
        }
        if direction == Direction::Response || spread {
            return;
        }
        for entry in entries {
            let known = |f: &&crate::model::Field| f.wire.as_str() == entry.key;
            if !record.fields.iter().any(|f| known(&f)) {
                let wires = record.fields.iter().map(|f| f.wire.as_str());
                let near = crate::source::closest(&entry.key, wires.clone());
                let help = near.map_or(help!("remove it", "删除它"), |near| {
                    let twice = entries.iter().any(|entry| entry.key == near);
                    let help = help!("did you mean `{near}`?", "是否应为 `{near}`？");
                    let help = help.meaning(&entry.key, near, wires);
                    if twice { help.by_hand() } else { help }
                });
                let message = format!("the example has `{}`, which is not an input", entry.key);
                self.report(Code::Example, entry.key_span, message, help);
            }
        }
    }

    /// The rules that say which members stand together; what predicates say is left to the client.
    fn sets(&mut self, node: &Node, entries: &[Entry], record: &Record) {
        for rule in record.rules.iter().filter(|rule| rule.error) {
            let given = |name: &&WireName| {
                let mut entries = entries.iter();
                entries.any(|entry| {
                    entry.key == name.as_str()
                        && !matches!(scalar(&entry.value), Some(Scalar::Null))
                })
            };
            let broken = match &rule.kind {
                RuleKind::AllOrNone(names) => {
                    let count = names.iter().filter(given).count();
                    count != 0 && count != names.len()
                }
                RuleKind::ExactlyOne(names) => names.iter().filter(given).count() != 1,
                RuleKind::AtLeastOne(names) => !names.iter().any(|name| given(&name)),
                RuleKind::AtMostOne(names) => names.iter().filter(given).count() > 1,
                RuleKind::Require { .. } => false,
            };
            if broken {
                let message = format!("the example breaks the rule `{}`", rule.id);
                let help = help!("correct the example, or the rule", "改正示例，或改正规则");
                self.report(Code::Example, node.span, message, help);
            }
        }
    }

    fn enum_fits(&mut self, node: &Node, codes: &Enum) {
        let value = scalar(node);
        let kind = match codes.codes {
            CodeKind::Int => is_int(value.as_ref()) || matches!(value, Some(Scalar::Text(_))),
            CodeKind::Text => matches!(
                value,
                Some(Scalar::Text(_) | Scalar::Int(_) | Scalar::Float(_))
            ),
        };
        let known = codes.open
            || codes
                .variants
                .iter()
                .any(|v| is_code(value.as_ref(), &v.code));
        self.expect(node, kind && known, "a code of the enum");
    }

    fn union_fits(&mut self, node: &Node, union: &Union, direction: Direction) {
        let variant = |tag: Option<&Node>| {
            let tag = tag.and_then(Node::text)?;
            union
                .variants
                .iter()
                .find(|v| v.tag.as_str() == tag)
                .map(|v| v.ty.clone())
        };
        match &union.form {
            UnionForm::Adjacent { tag, content } => {
                match (variant(node.get(tag.as_str())), node.get(content.as_str())) {
                    (Some(ty), Some(content)) => self.example_fits(&ty, content, direction),
                    (None, _) if !union.open => self.misfit(node, "a map with a known tag"),
                    _ => {}
                }
            }
            UnionForm::TagNames { tag } => {
                let named = node.get(tag.as_str());
                let content = named.and_then(Node::text).and_then(|name| node.get(name));
                match (variant(named), content) {
                    (Some(ty), Some(content)) => self.example_fits(&ty, content, direction),
                    (None, _) if !union.open => self.misfit(node, "a map with a known tag"),
                    _ => {}
                }
            }
            UnionForm::Inline { tag } => match variant(node.get(tag.as_str())) {
                Some(ty) => self.example_fits(&ty, node, Direction::Response),
                None => self.expect(node, union.open, "a map with a known tag"),
            },
            UnionForm::ByVariant => {
                let known = union
                    .variants
                    .iter()
                    .find_map(|v| Some((v.ty.clone(), node.get(v.tag.as_str())?)));
                match known {
                    Some((ty, content)) => self.example_fits(&ty, content, direction),
                    None => self.expect(node, union.open, "a map with a known key"),
                }
            }
            // Which variant is meant is for the reader to find out.
            UnionForm::Untagged => {}
        }
    }
}

fn is_int(value: Option<&Scalar<'_>>) -> bool {
    matches!(value, Some(Scalar::Int(_)))
}

fn is_code(value: Option<&Scalar<'_>>, code: &Literal) -> bool {
    match (value, code) {
        (Some(Scalar::Int(number)), Literal::Int(code)) => *number == i128::from(*code),
        (Some(Scalar::Text(text)), Literal::Int(code)) => *text == code.to_string(),
        (Some(Scalar::Text(text)), Literal::Text(code)) => text == code,
        (Some(Scalar::Int(number)), Literal::Text(code)) => number.to_string() == *code,
        (Some(Scalar::Float(number)), Literal::Text(code)) => number.to_string() == *code,
        _ => false,
    }
}

fn kind_of(node: &Node) -> &'static str {
    match (&node.kind, scalar(node)) {
        (NodeKind::List(_), _) => "a list",
        (NodeKind::Map(_), _) => "a map",
        (_, Some(Scalar::Null)) => "null",
        (_, Some(Scalar::Bool(_))) => "a bool",
        (_, Some(Scalar::Int(_) | Scalar::Float(_))) => "a number",
        _ => "a text",
    }
}
