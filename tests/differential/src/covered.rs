//! What of the language a spec uses.

use std::collections::BTreeSet;

use apiloom_codegen::model::{
    Api, AuthUse, Constraint, Field, Operation, PagePlace, PageSlot, Paginate, Payload, RuleKind,
    Type, TypeKind, UnionForm,
};

/// What of the language a spec uses, in words: the types, where they stand and in which form, and so on.
pub fn covered(api: &Api) -> BTreeSet<String> {
    let mut seen = Seen {
        api,
        words: BTreeSet::new(),
    };
    for setting in &api.settings {
        seen.ty("setting", &setting.field.ty);
    }
    for envelope in &api.envelopes {
        envelope
            .fields
            .iter()
            .for_each(|field| seen.field("envelope", field));
        seen.note(format!("envelope success {}", envelope.success.is_some()));
        seen.note(format!(
            "envelope otherwise {}",
            envelope.otherwise.is_some()
        ));
        seen.note(format!("envelope then {}", envelope.then.is_some()));
        seen.note(format!(
            "envelope conditional {}",
            !envelope.conditional.is_empty()
        ));
    }
    for scheme in &api.schemes {
        for (what, placed) in [("stamp", &scheme.stamps), ("seal", &scheme.seals)] {
            placed
                .iter()
                .for_each(|placed| seen.note(format!("{what} {:?}", placed.place)));
        }
        if let Some(token) = &scheme.token {
            seen.note(format!("token operation {}", token.operation.is_some()));
            seen.note(format!("token setting {}", token.setting.is_some()));
            seen.note(format!("token lifetime {}", token.lifetime.is_some()));
            seen.note(format!("token renew {}", !token.renew.is_empty()));
        }
    }
    for hook in &api.hooks {
        seen.note(format!("hook gives {:?}", hook.gives.kind));
        hook.takes
            .iter()
            .for_each(|(_, ty)| seen.note(format!("hook takes {:?}", ty.kind)));
    }
    for limit in &api.limits {
        seen.note(format!(
            "limit rate {} concurrent {}",
            limit.rate.is_some(),
            limit.concurrent.is_some()
        ));
    }
    for declaration in &api.types {
        seen.declared(&declaration.kind);
    }
    api.operations
        .iter()
        .for_each(|operation| seen.operation(operation));
    seen.words
}

struct Seen<'a> {
    api: &'a Api,
    words: BTreeSet<String>,
}

impl Seen<'_> {
    fn note(&mut self, word: impl Into<String>) {
        self.words.insert(word.into());
    }

    fn operation(&mut self, operation: &Operation) {
        for parameter in &operation.parameters {
            let place = format!("{:?}", parameter.place).to_lowercase();
            self.input(&place, &parameter.field);
        }
        if let Some(body) = &operation.body {
            let place = format!("{:?}", body.encode).to_lowercase();
            self.note(format!(
                "{place} content type {}",
                body.content_type.is_some()
            ));
            match &body.payload {
                Payload::Fields(fields) => {
                    fields.iter().for_each(|field| self.input(&place, field))
                }
                Payload::Whole(field) => self.input(&format!("whole {place}"), field),
            }
        }
        if let Some(returns) = &operation.returns {
            self.note(format!("returns {:?} {:?}", returns.decode, returns.absent));
            self.note(format!(
                "returns enveloped {}",
                operation.envelope.is_some()
            ));
            self.ty("returns", &returns.ty);
        }
        self.note(match &operation.auth {
            AuthUse::None => "auth none".to_owned(),
            AuthUse::Any(schemes) => format!("auth any {}", schemes.len().min(2)),
            AuthUse::All(_) => "auth all".to_owned(),
        });
        self.note(format!("effect {:?}", operation.effect));
        self.note(format!("repeat {:?}", operation.repeat));
        self.note(format!("update {:?}", operation.update));
        self.note(format!(
            "key {:?}",
            operation.key.as_ref().map(|(place, _)| place)
        ));
        operation
            .paginate
            .iter()
            .for_each(|paginate| self.paginate(paginate));
        operation
            .rules
            .iter()
            .for_each(|rule| self.rule("operation", &rule.kind, rule.error));
    }

    fn paginate(&mut self, paginate: &Paginate) {
        self.note(format!("page {:?}", paginate.by));
        for slot in paginate.slot.iter().chain(&paginate.size) {
            self.note(match slot {
                PageSlot::Query(_) => "page in query".to_owned(),
                PageSlot::Form(_) => "page in form".to_owned(),
                PageSlot::Body(_, form) => format!("page in body {form:?}"),
            });
        }
        for (read, place) in &paginate.read {
            let place = match place {
                PagePlace::Body(_) => "body",
                PagePlace::Header(_) => "header",
                PagePlace::LastItem(_) => "item",
            };
            self.note(format!("page reads {read:?} in {place}"));
        }
        self.note(format!("page last {}", paginate.last.is_some()));
        self.note(format!(
            "page keep {} drop {}",
            paginate.keep.is_some(),
            !paginate.drop.is_empty()
        ));
        self.note(format!("page cap {}", paginate.cap.is_some()));
    }

    /// An input: its place with its style, its presence, and its type.
    fn input(&mut self, place: &str, field: &Field) {
        self.field(place, field);
        if matches!(place, "query" | "form" | "multipart") {
            self.note(format!(
                "{place} style {:?} {}",
                field.style,
                word(self.api, &field.ty)
            ));
        }
    }

    fn field(&mut self, place: &str, field: &Field) {
        self.ty(place, &field.ty);
        let Field {
            presence,
            nullable,
            clear,
            ..
        } = field;
        self.note(format!(
            "presence {presence:?} null {nullable} clear {clear:?}"
        ));
        self.note(format!("access {:?}", field.access));
        self.note(format!(
            "left out {:?} decided {}",
            field.left_out, field.decided
        ));
        if field.constant.is_some() {
            self.note(format!("constant in {place}"));
        }
        if let Some(value) = &field.value {
            self.note(format!("computed {:?} in {place}", value.ty.kind));
        }
        if field.spread {
            self.note(format!("spread {} in {place}", word(self.api, &field.ty)));
        }
        if !field.aliases.is_empty() {
            self.note(format!("alias in {place}"));
        }
        for constraint in &field.constraints {
            let constraint = match constraint {
                Constraint::Length(..) => "length",
                Constraint::ByteLength(..) => "byte length",
                Constraint::Range(..) => "range",
                Constraint::Pattern(_) => "pattern",
                Constraint::Items(..) => "items",
                Constraint::Unique => "unique",
            };
            self.note(format!("{constraint} warns {}", field.warns));
        }
    }

    fn rule(&mut self, of: &str, kind: &RuleKind, error: bool) {
        self.note(format!("rule of {of} {} error {error}", kind.word()));
    }

    fn declared(&mut self, kind: &TypeKind) {
        match kind {
            TypeKind::Record(record) => {
                let place = if record.tuple { "tuple" } else { "record" };
                record
                    .fields
                    .iter()
                    .for_each(|field| self.field(place, field));
                record
                    .rules
                    .iter()
                    .for_each(|rule| self.rule(place, &rule.kind, rule.error));
                self.note(format!("{place} open {}", record.open));
                self.note(format!("{place} actions {}", !record.actions.is_empty()));
            }
            TypeKind::Enum(codes) => {
                self.note(format!("enum {:?} open {}", codes.codes, codes.open))
            }
            TypeKind::Union(union) => {
                let form = match &union.form {
                    UnionForm::Adjacent { .. } => "adjacent",
                    UnionForm::Inline { .. } => "inline",
                    UnionForm::TagNames { .. } => "tag names",
                    UnionForm::ByVariant => "by variant",
                    UnionForm::Untagged => "untagged",
                };
                self.note(format!("union {form} open {}", union.open));
                for variant in &union.variants {
                    self.ty("variant", &variant.ty);
                    self.note(format!("variant warns {}", variant.warns));
                }
            }
            TypeKind::Patterned(patterned) => {
                for key in &patterned.keys {
                    self.note(format!(
                        "patterned int {} suffix {}",
                        key.int,
                        !key.suffix.is_empty()
                    ));
                    self.ty("patterned", &key.ty);
                }
            }
            TypeKind::Opaque => self.note("opaque"),
        }
    }

    /// A type in a place, and each inside of another.
    fn ty(&mut self, place: &str, ty: &Type) {
        let outer = word(self.api, ty);
        self.note(format!("{outer} in {place}"));
        let mut inside = Vec::new();
        ty.walk(&mut |inner| inside.push(word(self.api, inner)));
        inside
            .iter()
            .skip(1)
            .for_each(|inner| self.note(format!("{inner} inside")));
    }
}

/// A type in a word.
fn word(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Named(id) => match &api.declaration(*id).kind {
            TypeKind::Record(record) if record.tuple => "tuple",
            TypeKind::Record(_) => "record",
            TypeKind::Enum(_) => "enum",
            TypeKind::Union(_) => "union",
            TypeKind::Patterned(_) => "patterned",
            TypeKind::Opaque => "opaque",
        }
        .to_owned(),
        Type::String(Some(format)) => format!("{format:?}").to_lowercase(),
        Type::IntOrString(form) => format!("int_or_string {form:?}"),
        Type::Date(formats) => format!("date formatted {}", !formats.is_empty()),
        Type::DateTime { formats, zone } => {
            format!(
                "datetime formatted {} zone {}",
                !formats.is_empty(),
                zone.is_some()
            )
        }
        Type::FlatPairs(_, _, names) => format!("flat pairs named {}", names.is_some()),
        other => {
            let text = format!("{other:?}");
            let end = text.find(['(', ' ']).unwrap_or(text.len());
            text[..end].to_lowercase()
        }
    }
}
