//! Operations: their parameters, bodies and answers, with what the defaults add.

use super::Check;
use super::expression::Purpose;
use super::record::plain_field;
use crate::diagnostic::{Code, Diagnostic};
use crate::expr::{self, Scope, Typed};
use crate::model::{
    Absent, AuthUse, Body, Effect, Encode, Entity, Envelope, Field, Let, Name, Operation, Paginate,
    Parameter, Payload, Place, Presence, Repeat, Returns, Scheme, Type, TypeKind, UnionForm,
};
use crate::spec::{self, Text};

impl Check<'_> {
    pub(super) fn operations(
        &mut self,
        scope: &Scope,
        lets: &[Let],
        schemes: &[Scheme],
        envelopes: &mut Vec<Envelope>,
    ) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (key, spec) in self.spec.operations.iter() {
            operations.extend(self.operation(key, spec, scope, lets, schemes, envelopes));
        }
        let key = |o: &Operation| {
            self.spec
                .operations
                .iter()
                .find(|(key, _)| key.span == o.span)
        };
        let keys: Vec<&str> = operations
            .iter()
            .map(|o| key(o).map_or("", |(key, _)| key.as_str()))
            .collect();
        self.distinct(
            "operations",
            operations
                .iter()
                .zip(&keys)
                .map(|(o, key)| (&o.name, o.span, *key)),
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
        schemes: &[Scheme],
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
            Some(choice) => self.auth_use(choice, schemes),
            None => Some(AuthUse::None),
        };
        let envelope = self.envelope_of(&name, spec, envelopes);
        let server = self.server_of(spec);
        let effect = match &spec.effect {
            Some(text) => {
                let words = [
                    ("read", Effect::Read),
                    ("write", Effect::Write),
                    ("delete", Effect::Delete),
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
                let words = [
                    ("safe", Repeat::Safe),
                    ("keyed", Repeat::Keyed),
                    ("never", Repeat::Never),
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
            self.holes(&line.holes, parameters);
        }
        let (line, parameters, body, returns) = (line?, parameters?, body?, returns?);
        let (auth, envelope, server) = (auth?, envelope?, server?);
        let wires = input_wires(&parameters, body.as_ref());
        let mut rules = self.rules(&spec.rules, &wires);
        if let Some(body) = &spec.body {
            rules.extend(self.rules(&body.kind.rules, &wires));
        }
        let entity = spec
            .entity
            .as_ref()
            .map_or(Some(None), |entity| self.entity(entity).map(Some));
        // What holds for lists in general is for the operations that have its inputs.
        let general = defaults
            .and_then(|d| d.paginate.as_ref())
            .filter(|paginate| {
                let wire = |text: &Text| {
                    text.as_str()
                        .rsplit('.')
                        .next()
                        .unwrap_or_default()
                        .to_owned()
                };
                effect == Some(Effect::Read)
                    && paginate
                        .send
                        .iter()
                        .all(|(_, input)| wires.contains(&wire(input)))
            });
        let paginate = match spec.paginate.as_ref().or(general) {
            Some(paginate) => self
                .paginate(paginate, &parameters, body.as_ref())
                .map(Some),
            None => Some(None),
        };
        self.distinct_inputs(&parameters, body.as_ref());
        self.examples(spec, &parameters, body.as_ref(), returns.as_ref());
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
            update: update?,
            entity: entity?,
            paginate: paginate?,
            rules,
            permissions,
            constants,
            span: key.span,
        })
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
                    let help = format!("add `facts: {{ {}: … }}`", name.text);
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

    /// The parameters of an operation, then those of the defaults that it does not have itself.
    fn parameters(
        &mut self,
        name: &Name,
        spec: &spec::Operation,
        scope: &Scope,
    ) -> Option<Vec<Parameter>> {
        let none = spec::Named::default();
        let defaults = self.spec.defaults.as_ref();
        let (query, header, cookie) = match defaults {
            Some(d) => (&d.query, &d.header, &d.cookie),
            None => (&none, &none, &none),
        };
        let places = [
            (Place::Path, &spec.path, &none),
            (Place::Query, &spec.query, query),
            (Place::Header, &spec.header, header),
            (Place::Cookie, &spec.cookie, cookie),
        ];
        let mut parameters = Vec::new();
        let mut fine = true;
        for (place, own, default) in places {
            let same = |key: &Text| {
                own.keys().any(|k| match place {
                    Place::Header => k.eq_ignore_ascii_case(key.as_str()),
                    _ => k == key.as_str(),
                })
            };
            let inherited = default.iter().filter(|(key, _)| !same(key));
            for (key, field) in own.iter().chain(inherited) {
                match self.parameter(place, key, field, name, scope) {
                    Some(mut family) => parameters.append(&mut family),
                    None => fine = false,
                }
            }
        }
        (fine && self.same_parameters(&parameters)).then_some(parameters)
    }

    /// A parameter stands once in a place; headers do not tell capital letters from small ones.
    fn same_parameters(&mut self, parameters: &[Parameter]) -> bool {
        let mut fine = true;
        for (index, parameter) in parameters.iter().enumerate() {
            let (place, wire) = (parameter.place, parameter.field.wire.as_str());
            let same = |other: &&Parameter| {
                let known = other.field.wire.as_str();
                other.place == place
                    && (known == wire || place == Place::Header && known.eq_ignore_ascii_case(wire))
            };
            if let Some(first) = parameters[..index].iter().find(same) {
                let message = format!("`{wire}` stands twice in this place");
                self.push(
                    Diagnostic::new(Code::SameParameter, parameter.field.span, message)
                        .related(first.field.span, "first here")
                        .help("remove one of them, or give a list several values"),
                );
                fine = false;
            }
        }
        fine
    }

    fn parameter(
        &mut self,
        place: Place,
        key: &Text,
        spec: &spec::Field,
        owner: &Name,
        scope: &Scope,
    ) -> Option<Vec<Parameter>> {
        self.computing = Some(scope.clone());
        let fields = self.field(key, spec, owner);
        self.computing = None;
        let mut parameters = Vec::new();
        for mut field in fields? {
            if place == Place::Path {
                field.presence = Presence::Required;
                if field.nullable {
                    let message = format!(
                        "`{}` cannot be null: the path would have a hole",
                        field.wire.as_str()
                    );
                    self.report(Code::Scalar, key.span, message, "remove the `?`");
                    return None;
                }
            }
            if place == Place::Header && !header_name(field.wire.as_str()) {
                let message = format!("`{}` is not a header name", field.wire.as_str());
                self.report(
                    Code::BadName,
                    key.span,
                    message,
                    "use letters, digits and `-`",
                );
                return None;
            }
            let list = matches!(field.ty, Type::List(_)) && place == Place::Query;
            let spread = field.spread && place == Place::Query;
            if !list && !spread && !self.is_text(&field.ty) {
                let message = format!("`{}` cannot be sent as text", field.wire.as_str());
                let help = match place {
                    Place::Query => {
                        "use a scalar, `csv(T)`, `json_string(T)`, a list, or `spread: true`"
                    }
                    _ => "use a scalar, `csv(T)` or `json_string(T)`",
                };
                self.report(Code::Scalar, key.span, message, help);
                return None;
            }
            parameters.push(Parameter { place, field });
        }
        Some(parameters)
    }

    /// The expression of a computed value: it depends on settings and on the operation's constants.
    pub(super) fn computed(&mut self, text: &Text, scope: &Scope) -> Option<Typed> {
        let typed = self.expression(text, scope, Purpose::Value)?;
        let kind = match &typed.ty.kind {
            expr::Kind::Optional(inner) => expr::Type {
                kind: (**inner).clone(),
                secret: typed.ty.secret,
            },
            _ => typed.ty.clone(),
        };
        // The code of an enum that may be absent would have to be asked for first.
        let maybe_enum = matches!(&typed.ty.kind, expr::Kind::Optional(inner) if matches!(**inner, expr::Kind::Choice(_)));
        if maybe_enum || !expr::placeable(&kind) {
            let message = "a computed value is a text, a number or a bool";
            self.report(
                Code::ExpressionType,
                text.span,
                message,
                "end with `hex`, `base64` or `as_text`",
            );
            return None;
        }
        Some(typed)
    }

    /// Whether values of a type are one text in a path, query, header or cookie.
    pub(super) fn is_text(&self, ty: &Type) -> bool {
        match ty {
            Type::List(_)
            | Type::Map(_)
            | Type::IntMap(_)
            | Type::OneOrMany(_)
            | Type::Pairs(..)
            | Type::FlatPairs(..) => false,
            Type::Nullable(_) => false,
            Type::Sentinel(inner, _) => self.is_text(inner),
            Type::Named(id) => match self.types.declarations.get(id.0).and_then(Option::as_ref) {
                Some(declaration) => match &declaration.kind {
                    TypeKind::Enum(_) => true,
                    TypeKind::Union(union) if union.form == UnionForm::Untagged => {
                        union.variants.iter().all(|v| self.is_text(&v.ty))
                    }
                    _ => false,
                },
                None => true,
            },
            _ => true,
        }
    }

    fn body(&mut self, name: &Name, spec: &spec::Operation, scope: &Scope) -> Option<Option<Body>> {
        let defaults = self.spec.defaults.as_ref().and_then(|d| d.encode.as_ref());
        let Some(body) = &spec.body else {
            if let Some(encode) = &spec.encode {
                self.report(
                    Code::Misplaced,
                    encode.span,
                    "there is no body to encode",
                    "remove it",
                );
            }
            return Some(None);
        };
        let encode = match body.encode.as_ref().or(spec.encode.as_ref()).or(defaults) {
            Some(text) => match text.as_str() {
                "xml" | "multipart" | "text" | "bytes" => {
                    let message = format!("bodies in `{}` are not built yet", text.text);
                    self.report(
                        Code::NotYetInLanguage,
                        text.span,
                        message,
                        "use `json` or `form`",
                    );
                    return None;
                }
                _ => self.word(text, &[("json", Encode::Json), ("form", Encode::Form)])?,
            },
            None => Encode::Json,
        };
        let method = spec.http.as_str().split(' ').next().unwrap_or_default();
        if matches!(method, "GET" | "HEAD") {
            let message = format!("a `{method}` request has no body");
            self.report(
                Code::Body,
                body.span,
                message,
                "send the values under `query`, or correct the method",
            );
            return None;
        }
        self.one_kind(&body.kind, body.span)?;
        if body.kind.fields.is_some() && body.kind.rest.is_none() {
            self.computing = Some(scope.clone());
            let fields = self.record_fields(name, &body.kind, &mut Vec::new());
            self.computing = None;
            let fields = fields?;
            if encode == Encode::Form {
                for field in &fields {
                    let list = matches!(field.ty, Type::List(_));
                    if !list && !field.spread && !self.is_text(&field.ty) {
                        let message = format!("`{}` cannot be sent in a form", field.wire.as_str());
                        let help = "use a scalar, a list, `csv(T)` or `json_string(T)`";
                        self.report(Code::Scalar, field.span, message, help);
                        return None;
                    }
                }
            }
            return Some(Some(Body {
                payload: Payload::Fields(fields),
                encode,
            }));
        }
        let input = body.name.clone().unwrap_or(Text {
            text: "body".to_owned(),
            span: body.span,
            verbatim: None,
        });
        let own = self.name(&input, None)?;
        let typed = self.kind_type(&body.kind, &name.with("body"), &body.facts, body.span)?;
        if encode == Encode::Form && !self.is_form(&typed) {
            let message = "a form is made of fields, and this is not a record of texts and lists";
            let help =
                "name a type whose `fields` are scalars, lists, `csv(T)` or `json_string(T)`";
            self.report(Code::Body, body.span, message, help);
            return None;
        }
        let required = typed.required || body.required == Some(true);
        let presence = if required {
            Presence::Required
        } else {
            Presence::Optional
        };
        let facts = self.facts(&body.facts);
        let field = Field {
            facts,
            ..plain_field(own, &input, typed.whole(), presence)
        };
        Some(Some(Body {
            payload: Payload::Whole(Box::new(field)),
            encode,
        }))
    }

    /// Whether values of a type can be written as a form.
    fn is_form(&self, typed: &super::types::Typed) -> bool {
        let Type::Named(id) = &typed.ty else {
            return false;
        };
        let declaration = self.types.declarations.get(id.0).and_then(Option::as_ref);
        match declaration.map(|declaration| &declaration.kind) {
            Some(TypeKind::Record(record)) => record.fields.iter().all(|field| {
                let list = matches!(field.ty, Type::List(_) | Type::OneOrMany(_));
                !record.tuple && (list || field.spread || self.is_text(&field.ty))
            }),
            Some(_) => false,
            // A type that was refused has been reported.
            None => true,
        }
    }

    fn returns(&mut self, name: &Name, spec: &spec::Returns) -> Option<Returns> {
        if let Some(from) = spec
            .facts
            .from
            .as_ref()
            .filter(|from| from.as_str().starts_with("body"))
        {
            let message = "`from` names the document that a fact is from";
            let help = format!("write `at: {}` for the place in the body", from.text);
            self.report(Code::Returns, from.span, message, help);
            return None;
        }
        let typed = self.kind_type(&spec.kind, &name.with("answer"), &spec.facts, spec.span)?;
        if let Some(text) = &spec.kind.ty {
            self.no_marker(text, &typed);
        }
        let at = match &spec.at {
            Some(text) => self.body_path(text)?,
            None => Vec::new(),
        };
        let absent = match &spec.absent {
            Some(text) => self.word(text, &[("empty", Absent::Empty), ("none", Absent::None)])?,
            None if typed.nullable => Absent::None,
            None => Absent::Refused,
        };
        let facts = self.facts(&spec.facts);
        Some(Returns {
            ty: typed.ty,
            at,
            absent,
            facts,
        })
    }

    /// Each hole has a path parameter and each path parameter a hole.
    fn holes(&mut self, holes: &[(String, crate::source::Span)], parameters: &[Parameter]) {
        let path = || parameters.iter().filter(|p| p.place == Place::Path);
        for (hole, span) in holes {
            if !path().any(|p| p.field.wire.as_str() == hole) {
                let message = format!("the hole `{{{hole}}}` has no parameter");
                let help = format!("add `path: {{ {hole}: string }}`");
                self.report(Code::PathParameter, *span, message, help);
            }
        }
        for parameter in path() {
            let wire = parameter.field.wire.as_str();
            if !holes.iter().any(|(hole, _)| hole == wire) {
                let message = format!("the path has no hole for `{wire}`");
                let help = format!(
                    "add `{{{wire}}}` to the path of `http`, or move the parameter to `query`"
                );
                self.report(Code::PathParameter, parameter.field.span, message, help);
            }
        }
    }

    /// Inputs of one operation have different names, wherever they stand.
    fn distinct_inputs(&mut self, parameters: &[Parameter], body: Option<&Body>) {
        let given = parameters.iter().filter(|p| p.field.is_given());
        let mut fields: Vec<&Field> = given.map(|p| &p.field).collect();
        match body.map(|body| &body.payload) {
            Some(Payload::Fields(inputs)) => fields.extend(inputs.iter().filter(|f| f.is_given())),
            Some(Payload::Whole(field)) => fields.push(field),
            None => {}
        }
        self.distinct(
            "inputs",
            fields.iter().map(|f| (&f.name, f.span, f.wire.as_str())),
        );
    }

    fn entity(&mut self, spec: &spec::Entity) -> Option<Entity> {
        let words = [
            ("create", ()),
            ("read", ()),
            ("update", ()),
            ("delete", ()),
            ("list", ()),
        ];
        self.word(&spec.does, &words)?;
        let text = |text: &Option<Text>| text.as_ref().map(|t| t.text.clone());
        if let Some(answer) = &spec.answer {
            self.word(answer, &[("before", ()), ("after", ())])?;
        }
        let (of, does) = (spec.of.text.clone(), spec.does.text.clone());
        Some(Entity {
            of,
            does,
            key: text(&spec.key),
            answer: text(&spec.answer),
        })
    }

    fn paginate(
        &mut self,
        spec: &spec::Paginate,
        parameters: &[Parameter],
        body: Option<&Body>,
    ) -> Option<Paginate> {
        let styles = [
            ("page", ()),
            ("offset", ()),
            ("cursor", ()),
            ("last_id", ()),
            ("link", ()),
        ];
        self.word(&spec.by, &styles)?;
        let wires = input_wires(parameters, body);
        let slots =
            |words: &[&'static str]| words.iter().map(|word| (*word, ())).collect::<Vec<_>>();
        let (sends, reads) = (
            slots(&["page", "size", "offset", "cursor", "last_id"]),
            slots(&[
                "items", "next", "more", "page", "pages", "size", "total", "last_id",
            ]),
        );
        for (slot, _) in spec.send.iter() {
            self.word(slot, &sends)?;
        }
        for (slot, _) in spec.read.iter() {
            self.word(slot, &reads)?;
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

    /// Two operations with one method and path are told apart by constants, or one of them is a mistake.
    fn same_routes(&mut self, operations: &[Operation]) {
        for (index, operation) in operations.iter().enumerate() {
            let same = |other: &&Operation| {
                other.method == operation.method
                    && other.path == operation.path
                    && other.constants == operation.constants
            };
            let constant = |o: &Operation| {
                o.parameters
                    .iter()
                    .any(|p| p.field.constant.is_some() && p.place == Place::Query)
            };
            if let Some(first) = operations[..index].iter().find(same) {
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
                        .help("change `http`, or tell them apart by a `const` parameter"),
                );
            }
        }
    }
}

/// The wire names of all inputs.
fn input_wires(parameters: &[Parameter], body: Option<&Body>) -> Vec<String> {
    let mut wires: Vec<String> = parameters.iter().map(|p| p.field.wire.0.clone()).collect();
    match body.map(|body| &body.payload) {
        Some(Payload::Fields(fields)) => wires.extend(fields.iter().map(|f| f.wire.0.clone())),
        Some(Payload::Whole(field)) => wires.push(field.wire.0.clone()),
        None => {}
    }
    wires
}

fn header_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}
