//! The fields of a record: its own, those of `use`, those of a view, and those chosen by a sibling.

use std::collections::{HashMap, HashSet};

use super::Check;
use super::types::Typed as Described;
use crate::diagnostic::{Code, Diagnostic, help};
use crate::expr::Typed;
use crate::model::{
    Access, Clear, Constant, Field, LeftOut, Name, PairStyle, Presence, Type, Union, UnionForm,
    Update, WireName, WriteForm,
};
use crate::source::NodeKind;
use crate::spec::{self, FieldEntry, Kind, Text, words};

impl Check<'_> {
    /// The fields of a record in the order in which they are written. `path` names the records that are
    /// being put together, so that none takes over its own fields.
    pub(super) fn record_fields(
        &mut self,
        owner: &Name,
        kind: &Kind,
        path: &mut Vec<String>,
    ) -> Option<Vec<Field>> {
        let mut fields = Vec::new();
        if let Some(view) = &kind.view {
            fields = self.view(owner, view, path)?;
        }
        let Some(list) = &kind.fields else {
            return Some(fields);
        };
        let mut fine = true;
        let deciding = deciding(list);
        for entry in &list.entries {
            match entry {
                FieldEntry::Use(groups) => {
                    for group in groups {
                        match self.group(group, path) {
                            Some(mut taken) => fields.append(&mut taken),
                            None => fine = false,
                        }
                    }
                }
                FieldEntry::Field(key, field) if field.kind.switch.is_some() => {
                    match self.switch(owner, key, field, list) {
                        Some(field) => fields.push(field),
                        None => fine = false,
                    }
                }
                FieldEntry::Field(key, _) if deciding.contains(key.as_str()) => {}
                FieldEntry::Field(key, field) if family(key.as_str()).is_some() => {
                    match self.field(key, field, owner) {
                        Some(mut family) => fields.append(&mut family),
                        None => fine = false,
                    }
                }
                FieldEntry::Field(key, field) => match self.single_field(key, field, owner) {
                    Some(field) => fields.push(field),
                    None => fine = false,
                },
            }
        }
        fine &= self.same_wire(&fields);
        fine.then_some(fields)
    }

    /// A field stands once in a record, also when a group brings it.
    fn same_wire(&mut self, fields: &[Field]) -> bool {
        let mut fine = true;
        let mut seen: HashMap<&str, &Field> = HashMap::new();
        for field in fields {
            if let Some(first) = seen.get(field.wire.as_str()) {
                let message = format!(
                    "the field `{}` stands twice in this record",
                    field.wire.as_str()
                );
                let diagnostic = Diagnostic::new(Code::DuplicateKey, field.span, message)
                    .related(first.span, "first here")
                    .help(help!(
                        "remove one of them, or take fewer fields over with `view`",
                        "删除其中一个，或用 `view` 少取一些字段"
                    ));
                self.push(diagnostic);
                fine = false;
            }
            seen.entry(field.wire.as_str()).or_insert(field);
        }
        fine
    }

    /// The fields of a record that another takes over.
    fn group(&mut self, name: &Text, path: &mut Vec<String>) -> Option<Vec<Field>> {
        let spec = self.spec;
        if spec
            .types
            .refused
            .iter()
            .any(|refused| refused.text == name.text)
        {
            return None;
        }
        if path.len() > MOST_GROUPS {
            let message = "these records take over fields from one another too many times";
            self.report(
                Code::EndlessType,
                name.span,
                message,
                help!(
                    "write the fields where they are used",
                    "把字段直接写在使用处"
                ),
            );
            return None;
        }
        let Some(def) = spec.types.get(name.as_str()) else {
            self.unknown(name, "type", spec.types.keys().map(str::to_owned).collect());
            return None;
        };
        if def.kind.fields.is_none() && def.kind.view.is_none() {
            let message = format!("`{}` has no fields to take over", name.text);
            self.report(
                Code::UnknownReference,
                name.span,
                message,
                help!("name a type with `fields`", "写一个带 `fields` 的类型"),
            );
            return None;
        }
        if path.contains(&name.text) {
            let message = format!("`{}` takes over its own fields", name.text);
            self.report(
                Code::EndlessType,
                name.span,
                message,
                help!("remove it from `use`", "从 `use` 中删除它"),
            );
            return None;
        }
        self.types.groups.insert(name.text.clone());
        path.push(name.text.clone());
        let fields = match self.known_fields(name.as_str()) {
            Some(known) => known,
            None => {
                let fields = self.own_fields(name.as_str(), &def.kind, path);
                self.keep_fields(name.as_str(), fields.clone());
                fields
            }
        };
        path.pop();
        self.types.taken_over += fields.as_ref().map_or(0, Vec::len);
        if self.types.taken_over > MOST_TAKEN_OVER {
            let message = format!("`use` and `view` take over more than {MOST_TAKEN_OVER} fields");
            let help = help!(
                "write the group as one field, or split the spec",
                "把该组写成一个字段，或拆分规范"
            );
            self.report(Code::TooLarge, name.span, message, help);
            return None;
        }
        fields
    }

    /// The fields of one of the spec's own records, made once: they are kept by whoever asks.
    pub(super) fn own_fields(
        &mut self,
        key: &str,
        kind: &Kind,
        path: &mut Vec<String>,
    ) -> Option<Vec<Field>> {
        if let Some(known) = self.known_fields(key) {
            return known;
        }
        let owner = Name::derive(key)?;
        // A type of its own may stand where nothing is computed.
        let computing = self.computing.take();
        let fields = self.record_fields(&owner, kind, path);
        self.computing = computing;
        fields
    }

    fn view(
        &mut self,
        owner: &Name,
        view: &spec::View,
        path: &mut Vec<String>,
    ) -> Option<Vec<Field>> {
        let mut fields = self.group(&view.of, path)?;
        for name in view.omit.iter().chain(&view.only) {
            if !fields.iter().any(|f| f.wire.as_str() == name.as_str()) {
                let known: Vec<String> = fields.iter().map(|f| f.wire.0.clone()).collect();
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let message = format!("`{}` has no field `{}`", view.of.text, name.text);
                self.unknown_field(name.as_str(), name.span, message, &known);
                return None;
            }
        }
        let named =
            |list: &[Text], field: &Field| list.iter().any(|n| n.as_str() == field.wire.as_str());
        fields.retain(|f| !named(&view.omit, f) && (view.only.is_empty() || named(&view.only, f)));
        for (key, field) in view.with.iter() {
            for new in self.field(key, field, owner)? {
                match fields.iter_mut().find(|f| f.wire == new.wire) {
                    Some(old) => *old = new,
                    None => fields.push(new),
                }
            }
        }
        Some(fields)
    }

    /// A field whose sibling decides its type: both together are one value, a union spread over two members.
    fn switch(
        &mut self,
        owner: &Name,
        key: &Text,
        field: &spec::Field,
        list: &spec::FieldList,
    ) -> Option<Field> {
        let (switch, cases) = (field.kind.switch.as_ref()?, field.kind.cases.as_ref());
        self.one_kind(&field.kind, field.span)?;
        let sibling = list.entries.iter().find_map(|entry| match entry {
            FieldEntry::Field(k, f) if k.as_str() == switch.as_str() => Some(f),
            _ => None,
        });
        let Some(sibling) = sibling else {
            let known = list.entries.iter().filter_map(|entry| match entry {
                FieldEntry::Field(k, _) => Some(k.as_str()),
                FieldEntry::Use(_) => None,
            });
            let known: Vec<&str> = known.filter(|known| *known != key.as_str()).collect();
            let message = format!("this record has no field `{}`", switch.text);
            self.unknown_field(switch.as_str(), switch.span, message, &known);
            return None;
        };
        let others = list.entries.iter().filter_map(|entry| match entry {
            FieldEntry::Field(k, f) if k.text != key.text => Some((k, f.kind.switch.as_ref())),
            _ => None,
        });
        for (other, decided_by) in others {
            let (message, at) = match decided_by {
                Some(by) if other.text == switch.text => (
                    format!("`{}` is itself decided by another field", other.text),
                    by.span,
                ),
                Some(by) if by.text == switch.text && other.span < key.span => {
                    (format!("`{}` decides two fields", switch.text), by.span)
                }
                _ => continue,
            };
            self.conflict(
                Code::NotYetInLanguage,
                switch.span,
                message,
                (at, "the other `switch`"),
                help!("write `any` for one of them", "其中一个写 `any`"),
            );
            return None;
        }
        self.known_type(&sibling.kind, sibling.span)?;
        self.bare_sibling(sibling)?;
        let Some(cases) = cases else {
            let message = "`cases` is missing";
            self.report(
                Code::MissingKey,
                field.span,
                message,
                help!(
                    "add `cases: {{ VALUE: Type }}`",
                    "加上 `cases: {{ VALUE: Type }}`"
                ),
            );
            return None;
        };
        let name = self.name(key, field.more.name.as_ref())?;
        let variants = self.variants(cases, field.span)?;
        let form = UnionForm::Adjacent {
            tag: WireName(switch.text.clone()),
            content: WireName(key.text.clone()),
        };
        let open = !field.kind.closed.unwrap_or(false);
        let mut facts = self.facts(&field.facts);
        let sibling_facts = self.facts(&sibling.facts);
        facts.note = join_docs(&facts.note, &sibling_facts.doc);
        let union = Union {
            blank: 0,
            form,
            open,
            variants,
        };
        let id = self.declare_union(owner.then(&name), union, facts.clone(), field.span);
        let marked = sibling
            .kind
            .ty
            .as_ref()
            .is_some_and(|ty| ty.as_str().ends_with('!'));
        let required =
            marked || field.more.required == Some(true) || sibling.more.required == Some(true);
        let presence = if required {
            Presence::Required
        } else {
            Presence::Optional
        };
        Some(Field {
            spread: true,
            facts,
            ..plain_field(name, key, Type::Named(id), presence)
        })
    }

    /// What decides the type of another field is described by the cases of that one.
    fn bare_sibling(&mut self, sibling: &spec::Field) -> Option<()> {
        let more = &sibling.more;
        let texts = [
            &more.length,
            &more.byte_length,
            &more.range,
            &more.pattern,
            &more.items,
        ];
        let constraint = texts.into_iter().flatten().next().map(|text| text.span);
        let codes = sibling.kind.variants_of_enum.as_ref().map(|_| sibling.span);
        let Some(span) = constraint.or(codes) else {
            return Some(());
        };
        let message = "this field decides the type of another: its values are the cases there";
        let help = help!(
            "remove the enum or the constraint, and describe each value under `cases`",
            "删除枚举或约束，在 `cases` 下逐个说明取值"
        );
        self.report(Code::Misplaced, span, message, help);
        None
    }

    /// One field, or the fields of a numbered family `name{1..8}`.
    pub(super) fn field(
        &mut self,
        key: &Text,
        field: &spec::Field,
        owner: &Name,
    ) -> Option<Vec<Field>> {
        let Some((prefix, from, to, suffix)) = family(key.as_str()) else {
            return self
                .single_field(key, field, owner)
                .map(|field| vec![field]);
        };
        if to < from || to - from > 999 || to == u32::MAX {
            let message = format!("`{}` does not number 1 to 1,000 fields", key.text);
            self.report(
                Code::BadPattern,
                key.span,
                message,
                help!("write `name{{1..8}}`", "写成 `name{{1..8}}`"),
            );
            return None;
        }
        let mut fields = Vec::new();
        for number in from..=to {
            let numbered = Text {
                text: format!("{prefix}{number}{suffix}"),
                ..key.clone()
            };
            fields.push(self.single_field(&numbered, field, owner)?);
        }
        Some(fields)
    }

    fn single_field(&mut self, key: &Text, field: &spec::Field, owner: &Name) -> Option<Field> {
        let name = self.name(key, field.more.name.as_ref())?;
        self.no_array(field)?;
        let Described {
            ty,
            nullable,
            required,
        } = self.kind_type(&field.kind, || owner.then(&name), &field.facts, field.span)?;
        let presence = match required || field.more.required.unwrap_or(false) {
            true => Presence::Required,
            false => Presence::Optional,
        };
        let more = &field.more;
        let access = match &more.access {
            Some(text) => {
                let [read, write, both] = words::ACCESS;
                self.word(
                    text,
                    &[
                        (read, Access::Read),
                        (write, Access::Write),
                        (both, Access::Both),
                    ],
                )
            }
            None => Some(Access::Both),
        };
        let clear = match &more.clear {
            Some(text) => {
                let [null, empty, never] = words::CLEAR;
                self.word(
                    text,
                    &[
                        (null, Clear::Null),
                        (empty, Clear::Empty),
                        (never, Clear::Never),
                    ],
                )
            }
            None => Some(Clear::Unsaid),
        };
        let text = matches!(
            ty,
            Type::String(_) | Type::Trimmed(_) | Type::IntOrString(WriteForm::String)
        );
        if clear == Some(Clear::Empty) && !text {
            let span = more.clear.as_ref().map_or(field.span, |text| text.span);
            self.report(
                Code::BadConstraint,
                span,
                "only a text is cleared by an empty text",
                help!("write `clear: null`", "写成 `clear: null`")
                    .replacing("empty", "null")
                    .perhaps(),
            );
            return None;
        }
        if let (Some(text), None) = (&more.style, &self.computing) {
            let message = "`style` means nothing here";
            let help = help!(
                "remove it; it goes with a parameter, or a field of an operation's own form",
                "删除它；它只用于参数，或接口自己的表单字段"
            );
            self.report(Code::Misplaced, text.span, message, help);
            return None;
        }
        let style = match &more.style {
            Some(text) => self.pair_style(text),
            None => Some(self.style),
        };
        let update = more
            .update
            .as_ref()
            .map_or(Some(None), |text| self.update(text).map(Some));
        let omitted = self.omitted(field);
        let constraints = self.constraints(more, &ty);
        let warns = self.warns(more.severity.as_ref());
        let facts = self.facts(&field.facts);
        let (access, clear, style) = (access?, clear?, style?);
        // Callers make values of the type without it, whatever the vendor promises.
        let presence = match access {
            Access::Read => Presence::Optional,
            Access::Write | Access::Both => presence,
        };
        let (update, omitted, constraints, warns) = (update?, omitted?, constraints?, warns?);
        let default = match &more.default {
            Some(raw) => match &raw.node.kind {
                NodeKind::Scalar { text, .. } => {
                    self.single_value(raw, &ty, "default")?;
                    self.obeyed(&constraints, &raw.node, Code::BadConstraint, "default");
                    Some(text.clone())
                }
                _ => {
                    let message = "the default is not a single value";
                    let help = help!(
                        "write one value, in quotes if it has `: `, ` #` or brackets",
                        "只写一个值；若含有 `: `、` #` 或括号，请加引号"
                    );
                    self.report(Code::WrongKind, raw.node.span, message, help);
                    return None;
                }
            },
            None => None,
        };
        let example = match &more.example {
            Some(raw) => {
                let json = self.single_value(raw, &ty, "example")?;
                self.obeyed(&constraints, &raw.node, Code::BadConstraint, "example");
                Some(json)
            }
            None => None,
        };
        if let (Some(text), Type::Decimal) = (&more.constant, &ty) {
            let message = "constants of the type `decimal` are not built yet";
            self.report(
                Code::NotYetInLanguage,
                text.span,
                message,
                help!("write `float` or `string`", "写 `float` 或 `string`"),
            );
            return None;
        }
        let constant = match &more.constant {
            Some(text) => {
                self.text_obeyed(&constraints, (text.as_str(), text.span), "constant");
                Some(Constant {
                    text: text.text.clone(),
                    json: self.text_value(text, &ty, "constant")?,
                })
            }
            None => None,
        };
        let value = self.field_value(field)?;
        let spread = more.spread.unwrap_or(false);
        if spread && !matches!(ty, Type::Named(_)) {
            let message = "only a record or a union can be spread";
            self.report(
                Code::Misplaced,
                field.span,
                message,
                help!(
                    "remove `spread`, or name one of the spec's own types",
                    "删除 `spread`，或写规范自己的类型"
                ),
            );
            return None;
        }
        let made = Field {
            nullable,
            access,
            spread,
            style,
            clear,
            value,
            constant,
            default,
            example,
            aliases: more
                .aliases
                .iter()
                .map(|text| WireName(text.text.clone()))
                .collect(),
            constraints,
            warns,
            update,
            omitted,
            facts,
            ..plain_field(name, key, ty, presence)
        };
        self.update_keys(field, &made);
        Some(made)
    }

    /// The expression of a computed field: a parameter, or a field of an operation's own body.
    /// Refuses a list as JSON Schema has it: `type: array` with the type of its items beside it.
    fn no_array(&mut self, field: &spec::Field) -> Option<()> {
        let (Some(ty), Some(items)) = (&field.kind.ty, &field.more.items) else {
            return Some(());
        };
        let named = items
            .as_str()
            .starts_with(|c: char| c.is_ascii_alphabetic());
        if !named || !matches!(ty.as_str(), "array" | "list") {
            return Some(());
        }
        let message = format!(
            "`items` counts, and does not say of which type the items of `{}` are",
            ty.text
        );
        let help = help!(
            "write `type: list({})` in place of both",
            "把两者换成 `type: list({})`",
            items.text
        );
        self.report(Code::UnknownType, ty.span, message, help);
        None
    }

    fn field_value(&mut self, field: &spec::Field) -> Option<Option<Typed>> {
        let Some(text) = &field.more.value else {
            return Some(None);
        };
        if let Some(constant) = &field.more.constant {
            let message = "both `const` and `value` say what is sent";
            self.conflict(
                Code::OneKind,
                text.span,
                message,
                (constant.span, "`const` stands here"),
                help!("remove one of them", "删除其中一个"),
            );
            return None;
        }
        match self.computing.clone() {
            Some(scope) => self.computed(text, &scope).map(Some),
            None => {
                let message = "`value` means nothing here";
                let help = help!(
                    "remove it; it goes with a parameter, or a field of an operation's own body",
                    "删除它；它只用于参数，或接口自己的请求体字段"
                );
                self.report(Code::Misplaced, text.span, message, help);
                None
            }
        }
    }

    pub(super) fn update(&mut self, text: &Text) -> Option<Update> {
        let [merge, merge_by_id, replace, unknown] = words::UPDATE;
        let words = [
            (merge, Update::Merge),
            (merge_by_id, Update::MergeById),
            (replace, Update::Replace),
            (unknown, Update::Unknown),
        ];
        self.word(text, &words)
    }
}

/// How far records may take over fields from one another.
const MOST_GROUPS: usize = 64;
/// How many fields the records of a spec may take over from others, counted where they come to stand.
const MOST_TAKEN_OVER: usize = 200_000;

/// The siblings that decide the types of others; each is part of that one.
fn deciding(list: &spec::FieldList) -> HashSet<&str> {
    let entries = list.entries.iter();
    let switches = entries.filter_map(|entry| match entry {
        FieldEntry::Field(_, field) => field.kind.switch.as_ref(),
        FieldEntry::Use(_) => None,
    });
    switches.map(Text::as_str).collect()
}

/// A field of which nothing more is known.
pub(super) fn plain_field(name: Name, key: &Text, ty: Type, presence: Presence) -> Field {
    Field {
        name,
        wire: WireName(key.text.clone()),
        ty,
        nullable: false,
        presence,
        access: Access::Both,
        spread: false,
        style: PairStyle::Repeat,
        clear: Clear::Unsaid,
        value: None,
        constant: None,
        default: None,
        example: None,
        aliases: Vec::new(),
        constraints: Vec::new(),
        warns: false,
        update: None,
        omitted: None,
        left_out: LeftOut::Unsaid,
        decided: false,
        many: false,
        unsettled: false,
        facts: crate::model::Facts::default(),
        span: key.span,
    }
}

/// `source{1..8}` as its prefix, bounds and suffix.
fn family(key: &str) -> Option<(&str, u32, u32, &str)> {
    let (prefix, rest) = key.split_once('{')?;
    let (bounds, suffix) = rest.split_once('}')?;
    let (from, to) = bounds.split_once("..")?;
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let number = |text: &str| text.parse().unwrap_or(u32::MAX);
    (digits(from) && digits(to)).then(|| (prefix, number(from), number(to), suffix))
}

fn join_docs(a: &crate::model::Docs, b: &crate::model::Docs) -> crate::model::Docs {
    let join = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => Some(format!("{a}\n\n{b}")),
        (a, b) => a.clone().or_else(|| b.clone()),
    };
    crate::model::Docs {
        en: join(&a.en, &b.en),
        zh: join(&a.zh, &b.zh),
    }
}
