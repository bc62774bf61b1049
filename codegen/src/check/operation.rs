//! Operations: their parameters, bodies and answers, with what the defaults add.

use std::collections::HashMap;

use super::Check;
use super::page_place::Answered;
use super::page_slot::Inputs;
use crate::diagnostic::{Code, Diagnostic, help};
use crate::expr::Scope;
use crate::model::{
    Absent, AuthUse, Body, Decode, Effect, Entity, Envelope, Field, Let, Name, Operation,
    Parameter, Payload, Repeat, Returns, Type, TypeKind,
};
use crate::source::Span;
use crate::spec::{self, Text, words};

impl Check<'_> {
    pub(super) fn operations(
        &mut self,
        scope: &Scope,
        lets: &[Let],
        envelopes: &mut Vec<Envelope>,
    ) -> Vec<Operation> {
        self.demanded_facts();
        let mut operations = Vec::new();
        let of_the_spec = envelopes.len();
        for (key, spec) in self.spec.operations.iter() {
            operations.extend(self.operation(key, spec, scope, lets, envelopes));
        }
        self.lone_entities();
        let spec = self.spec;
        let keys: HashMap<Span, &str> = spec
            .operations
            .iter()
            .map(|(key, _)| (key.span, key.as_str()))
            .collect();
        let keys: Vec<&str> = operations
            .iter()
            .map(|o| keys.get(&o.span).copied().unwrap_or_default())
            .collect();
        self.distinct(
            "operations",
            operations
                .iter()
                .zip(&keys)
                .map(|(o, key)| (&o.name, o.span, *key)),
        );
        // Those of operations with failures of their own have come in.
        let mut owners: HashMap<Name, Span> = HashMap::new();
        for operation in operations.iter().filter(|_| envelopes.len() > of_the_spec) {
            let name = operation.name.with("answer");
            owners.entry(name).or_insert(operation.span);
        }
        let place = |(index, envelope): (usize, &Envelope)| match index < of_the_spec {
            true => {
                let mut keys = self.spec.envelopes.iter().map(|(key, _)| key);
                keys.find(|key| Name::derive(key.as_str()).is_some_and(|n| n == envelope.name))
                    .map(|key| key.span)
            }
            false => owners.get(&envelope.name).copied(),
        };
        let written: Vec<(Name, Span, String)> = envelopes
            .iter()
            .enumerate()
            .map(|(index, envelope)| {
                let span = place((index, envelope)).unwrap_or(self.spec.vendor.span);
                (envelope.name.clone(), span, envelope.name.snake())
            })
            .collect();
        self.distinct(
            "envelopes",
            written
                .iter()
                .map(|(name, span, text)| (name, *span, text.as_str())),
        );
        self.same_routes(&operations);
        operations
    }

    fn operation(
        &mut self,
        key: &Text,
        spec: &spec::Operation,
        scope: &Scope,
        lets: &[Let],
        envelopes: &mut Vec<Envelope>,
    ) -> Option<Operation> {
        let name = self.own_name(key)?;
        let line = self.http_line(&spec.http);
        let constants = self.constants(key, spec);
        let scope = self.input_scope(scope, lets, &name, &constants);
        let parameters = self.parameters(&name, spec, &scope);
        let body = self.body(&name, spec, &scope);
        let returns = match &spec.returns {
            Some(returns) => self.returns(&name, returns).map(Some),
            None => Some(None),
        };
        let defaults = self.spec.defaults.as_ref();
        let auth = match spec
            .auth
            .as_ref()
            .or(defaults.and_then(|d| d.auth.as_ref()))
        {
            Some(choice) => self.auth_use(choice),
            None => Some(AuthUse::None),
        };
        let envelope = self.envelope_of(&name, spec, envelopes);
        let server = self.server_of(spec);
        let effect = match &spec.effect {
            Some(text) => {
                let [read, write, delete] = words::EFFECT;
                let words = [
                    (read, Effect::Read),
                    (write, Effect::Write),
                    (delete, Effect::Delete),
                ];
                self.word(text, &words)
            }
            None => line.as_ref().map(|line| match line.method.as_str() {
                "GET" | "HEAD" | "OPTIONS" => Effect::Read,
                "DELETE" => Effect::Delete,
                _ => Effect::Write,
            }),
        };
        let repeat = match &spec.repeat {
            Some(text) => {
                let [safe, keyed, never] = words::REPEAT;
                let words = [
                    (safe, Repeat::Safe),
                    (keyed, Repeat::Keyed),
                    (never, Repeat::Never),
                ];
                self.word(text, &words)
            }
            None if effect == Some(Effect::Read) => Some(Repeat::Safe),
            None => Some(Repeat::Never),
        };
        let update = spec
            .update
            .as_ref()
            .map_or(Some(None), |text| self.update(text).map(Some));
        if let (Some(line), Some(parameters)) = (&line, &parameters) {
            self.holes(&line.holes, parameters, spec.http.span);
        }
        let (line, parameters, body, returns) = (line?, parameters?, body?, returns?);
        let (auth, envelope, server) = (auth?, envelope?, server?);
        let inputs = || input_fields(&parameters, body.as_ref());
        let mut rules = self.rules(&spec.rules, inputs());
        if let Some(body) = &spec.body {
            rules.extend(self.rules(&body.kind.rules, inputs()));
        }
        let inputs = Inputs {
            parameters: &parameters,
            body: body.as_ref(),
        };
        let entity = spec
            .entity
            .as_ref()
            .map_or(Some(None), |entity| self.entity(entity, &inputs).map(Some));
        let answered = Answered {
            returns: returns.as_ref(),
            items: None,
        };
        let paginate = self.paginate(spec, &name, &constants, effect?, &inputs, answered);
        self.distinct_inputs(&parameters, body.as_ref());
        let examples = self.examples(spec, &parameters, body.as_ref(), returns.as_ref(), &rules);
        let limits = self.limits_of(spec);
        let key_place = self.idempotency(spec, repeat?, &parameters, body.as_ref());
        let facts = self.facts(&spec.facts);
        let permissions = spec
            .permissions
            .iter()
            .map(|docs| super::facts::docs(Some(docs)))
            .collect();
        Some(Operation {
            name,
            facts,
            method: line.method,
            path: line.path,
            server,
            auth,
            parameters,
            body,
            returns,
            envelope,
            effect: effect?,
            repeat: repeat?,
            limits,
            key: key_place?,
            update: update?,
            entity: entity?,
            paginate: paginate?,
            rules,
            examples,
            permissions,
            constants,
            span: key.span,
        })
    }

    /// What the spec demands of each operation has types, also where there are no operations.
    fn demanded_facts(&mut self) {
        for (_, field) in self.spec.operation_facts.iter() {
            self.known_type(&field.kind, field.span);
        }
    }

    /// The constants that the spec demands of each operation, and no others.
    fn constants(&mut self, key: &Text, spec: &spec::Operation) -> Vec<(String, String)> {
        let demanded = &self.spec.operation_facts;
        for (name, _) in spec.constants.iter() {
            if demanded.get(name.as_str()).is_none() {
                self.unknown(
                    name,
                    "operation fact",
                    demanded.keys().map(str::to_owned).collect(),
                );
            }
        }
        let mut constants = Vec::new();
        for (name, field) in demanded.iter() {
            let required = field
                .kind
                .ty
                .as_ref()
                .is_some_and(|ty| ty.as_str().ends_with('!'));
            match spec.constants.get(name.as_str()) {
                Some(text) => constants.push((name.text.clone(), text.text.clone())),
                None if required => {
                    let message = format!(
                        "the operation `{}` does not say its `{}`",
                        key.text, name.text
                    );
                    let help = help!(
                        "add `facts: {{ {}: … }}`",
                        "加上 `facts: {{ {}: … }}`",
                        name.text
                    );
                    self.report(Code::MissingKey, key.span, message, help);
                }
                None => constants.push((name.text.clone(), String::new())),
            }
        }
        constants
    }

    fn server_of(&mut self, spec: &spec::Operation) -> Option<String> {
        let defaults = self.spec.defaults.as_ref().and_then(|d| d.server.as_ref());
        match spec.server.as_ref().or(defaults) {
            Some(text) if self.spec.servers.get(text.as_str()).is_some() => Some(text.text.clone()),
            Some(text) => {
                self.unknown(
                    text,
                    "server",
                    self.spec.servers.keys().map(str::to_owned).collect(),
                );
                None
            }
            None => self.spec.servers.keys().next().map(str::to_owned),
        }
    }

    fn envelope_of(
        &mut self,
        name: &Name,
        spec: &spec::Operation,
        envelopes: &mut Vec<Envelope>,
    ) -> Option<Option<usize>> {
        let defaults = self
            .spec
            .defaults
            .as_ref()
            .and_then(|d| d.envelope.as_ref());
        let mut index = None;
        if let Some(text) = spec
            .envelope
            .as_ref()
            .or(defaults)
            .filter(|text| text.as_str() != "none")
        {
            index = self
                .spec
                .envelopes
                .keys()
                .position(|key| key == text.as_str());
            if index.is_none() {
                self.unknown(
                    text,
                    "envelope",
                    self.spec.envelopes.keys().map(str::to_owned).collect(),
                );
                return None;
            }
            // A refused envelope has been reported; without it nothing here can be checked.
            if self.spec.envelopes.entries.len() > envelopes.len() && self.failed {
                return None;
            }
        }
        if !spec.failures.is_empty() {
            let base = index.and_then(|index| envelopes.get(index).map(|base| (index, base)));
            let own = self.own_failures(name, &spec.failures, base)?;
            envelopes.push(own);
            index = Some(envelopes.len() - 1);
        }
        Some(index)
    }

    fn returns(&mut self, name: &Name, spec: &spec::Returns) -> Option<Returns> {
        if let Some(from) = spec
            .facts
            .from
            .as_ref()
            .filter(|from| from.as_str().starts_with("body"))
        {
            let message = "`from` names a document, and not a place in the body";
            let help = help!(
                "write `at: {}` for the place in the body",
                "响应体中的位置写成 `at: {}`",
                from.text
            );
            let help = match spec.at {
                None => help.replacing_before(6, "from: ", "at: "),
                Some(_) => help,
            };
            self.report(Code::Returns, from.span, message, help);
            return None;
        }
        let typed = self.kind_type(&spec.kind, || name.with("answer"), &spec.facts, spec.span)?;
        if let Some(text) = &spec.kind.ty {
            self.no_marker(text, &typed);
        }
        let decode = self.decode(spec, &typed)?;
        let at = match &spec.at {
            Some(text) => self.body_path(text)?,
            None => Vec::new(),
        };
        let absent = match &spec.absent {
            Some(text) => {
                let [empty, none] = words::ABSENT;
                self.word(text, &[(empty, Absent::Empty), (none, Absent::None)])?
            }
            None if typed.nullable => Absent::None,
            None => Absent::Refused,
        };
        let facts = self.facts(&spec.facts);
        Some(Returns {
            ty: typed.ty,
            at,
            absent,
            decode,
            facts,
        })
    }

    /// How an answer is read: what is no JSON is one value, and the whole body.
    fn decode(&mut self, spec: &spec::Returns, typed: &super::types::Typed) -> Option<Decode> {
        let said = match &spec.decode {
            Some(text) => {
                let [json, plain, bytes] = words::DECODE;
                let words = [
                    (json, Decode::Json),
                    (plain, Decode::Text),
                    (bytes, Decode::Bytes),
                ];
                self.word(text, &words)?
            }
            None if typed.ty == Type::File => Decode::File,
            None => Decode::Json,
        };
        let span = spec.decode.as_ref().map_or(spec.span, |text| text.span);
        let fits = match said {
            Decode::Json => typed.ty != Type::File,
            Decode::Text => !typed.nullable && self.is_written_as_text(&typed.ty),
            Decode::Bytes => !typed.nullable && typed.ty == Type::Bytes,
            Decode::File => !typed.nullable,
        };
        if !fits {
            let message = "the answer cannot be read into this type";
            let help = match said {
                _ if typed.ty == Type::File => {
                    help!("write `returns: file`", "写成 `returns: file`")
                }
                Decode::Text => help!(
                    "write a type that is a text: `string`, an enum, `csv(T)`, `in_string(int64)`",
                    "写以文本表示的类型：`string`、枚举、`csv(T)`、`in_string(int64)`"
                ),
                Decode::Bytes => help!("write `type: bytes`", "写成 `type: bytes`"),
                Decode::Json | Decode::File => help!("write `any`", "写成 `any`"),
            };
            self.report(Code::Returns, span, message, help);
            return None;
        }
        let (at, absent) = (spec.at.as_ref(), spec.absent.as_ref());
        let beside = at.map(|text| ("at", text));
        let beside = beside.or(absent.map(|text| ("absent", text)));
        if let Some((key, text)) = beside.filter(|_| said != Decode::Json) {
            let message = "only JSON has places that can be named or be empty";
            self.report(
                Code::Misplaced,
                text.span,
                message,
                help!("remove it", "删除它").removing(key, text.span),
            );
            return None;
        }
        Some(said)
    }

    /// Inputs of one operation have different names, wherever they stand.
    fn distinct_inputs(&mut self, parameters: &[Parameter], body: Option<&Body>) {
        let given = parameters.iter().filter(|p| p.field.constant.is_none());
        let mut fields: Vec<&Field> = given.map(|p| &p.field).collect();
        match body.map(|body| &body.payload) {
            Some(Payload::Fields(inputs)) => {
                fields.extend(inputs.iter().filter(|f| f.constant.is_none()))
            }
            Some(Payload::Whole(field)) => fields.push(field),
            None => {}
        }
        self.distinct(
            "inputs",
            fields.iter().map(|f| (&f.name, f.span, f.wire.as_str())),
        );
    }

    fn entity(&mut self, spec: &spec::Entity, inputs: &Inputs<'_>) -> Option<Entity> {
        self.word(&spec.does, &words::DOES.map(|word| (word, ())))?;
        let text = |text: &Option<Text>| text.as_ref().map(|t| t.text.clone());
        if let Some(answer) = &spec.answer {
            self.word(answer, &words::ANSWER.map(|word| (word, ())))?;
        }
        if let Some(key) = &spec.key {
            self.entity_key(key, inputs);
        }
        let (of, does) = (spec.of.text.clone(), spec.does.text.clone());
        Some(Entity {
            of,
            does,
            key: text(&spec.key),
            answer: text(&spec.answer),
        })
    }

    /// What names an entity is an input, or a member of one; nobody knows the members of some.
    fn entity_key(&mut self, key: &Text, inputs: &Inputs<'_>) {
        let is_called = |field: &Field| {
            field.wire.as_str() == key.as_str() || field.name.snake() == key.as_str()
        };
        let mut known = Vec::new();
        for field in inputs.all().filter(|field| field.is_given()) {
            if is_called(field) {
                return;
            }
            match self.members_of(&field.ty) {
                Some(members) if members.iter().any(is_called) => return,
                Some(members) if field.spread => {
                    known.extend(members.iter().map(|field| field.wire.0.clone()));
                }
                Some(_) => known.push(field.wire.0.clone()),
                None if has_free_members(&field.ty) => return,
                None => known.push(field.wire.0.clone()),
            }
        }
        self.unknown(key, "input", known);
    }

    /// The fields of the record that a type is; nothing of what is none.
    fn members_of(&self, ty: &Type) -> Option<&[Field]> {
        match ty {
            Type::Nullable(inner) => self.members_of(inner),
            Type::Named(id) => match &self.types.declarations.get(id.0)?.as_ref()?.kind {
                TypeKind::Record(record) => Some(&record.fields),
                _ => None,
            },
            _ => None,
        }
    }

    /// An entity that is no type and that no other operation works on is written wrongly, or is kept in vain.
    fn lone_entities(&mut self) {
        let spec = self.spec;
        let entities = spec.operations.iter();
        let entities: Vec<&spec::Entity> = entities
            .filter_map(|(_, operation)| operation.entity.as_ref())
            .collect();
        for entity in &entities {
            let of = &entity.of;
            let uses = entities.iter().filter(|other| other.of.text == of.text);
            let is_type = |name: &str| {
                name == of.as_str()
                    || Name::derive(name)
                        .is_some_and(|name| Name::derive(of.as_str()) == Some(name))
            };
            if uses.count() > 1 || spec.types.keys().any(is_type) {
                continue;
            }
            let types = spec.types.keys();
            let others = entities.iter().map(|other| other.of.as_str());
            let others = others.filter(|other| *other != of.as_str());
            let known: Vec<&str> = types.chain(others).collect();
            let help = match crate::source::closest(of.as_str(), known.iter().copied()) {
                Some(near) => help!("did you mean `{near}`?", "是否应为 `{near}`？").meaning(
                    of.as_str(),
                    near,
                    known,
                ),
                None => help!(
                    "name a declared type, or say `entity` of the other operations that work on it",
                    "写出已声明的类型，或给处理它的其他接口也写上 `entity`"
                ),
            };
            let message = format!(
                "`{}` is no declared type, and no other operation works on it",
                of.text
            );
            self.report(Code::LoneEntity, of.span, message, help);
        }
    }

    /// Two operations with one method and path are told apart by constants, or one of them is a mistake.
    fn same_routes(&mut self, operations: &[Operation]) {
        let constant = |o: &Operation| {
            input_fields(&o.parameters, o.body.as_ref()).any(|field| field.constant.is_some())
        };
        let mut routes: HashMap<_, &Operation> = HashMap::new();
        for operation in operations {
            let route = (&operation.method, &operation.path, &operation.constants);
            let Some(first) = routes.get(&route) else {
                routes.insert(route, operation);
                continue;
            };
            if constant(operation) || constant(first) {
                continue;
            }
            let message = format!(
                "`{}` and `{}` send the same",
                operation.name.snake(),
                first.name.snake()
            );
            self.push(
                Diagnostic::new(Code::SameRoute, operation.span, message)
                    .related(first.span, "the other operation")
                    .help(help!(
                        "correct `http`, or add a `const` parameter that tells them apart",
                        "改正 `http`，或加上能区分两者的 `const` 参数"
                    )),
            );
        }
    }
}

/// The fields that a request is made of, as its inputs.
fn input_fields<'a>(
    parameters: &'a [Parameter],
    body: Option<&'a Body>,
) -> impl Iterator<Item = &'a Field> {
    let body: &[Field] = match body.map(|body| &body.payload) {
        Some(Payload::Fields(fields)) => fields,
        Some(Payload::Whole(field)) => std::slice::from_ref(field),
        None => &[],
    };
    parameters.iter().map(|p| &p.field).chain(body)
}

/// Whether nobody knows which members values of a type have.
fn has_free_members(ty: &Type) -> bool {
    match ty {
        Type::Nullable(inner) => has_free_members(inner),
        Type::Any | Type::Map(_) | Type::IntMap(_) | Type::Named(_) => true,
        _ => false,
    }
}
