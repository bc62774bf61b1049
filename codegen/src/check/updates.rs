//! What requests do to data that is there already: what they clear, replace and leave out.

use std::collections::HashSet;

use super::Check;
use crate::diagnostic::{Code, Diagnostic, Help, help};
use crate::model::{
    Action, Clear, Declaration, Field, LeftOut, Name, Operation, Presence, Type, TypeId, TypeKind,
    Update, sent, updated,
};
use crate::source::Span;
use crate::spec::{self, words};

impl Check<'_> {
    /// What a field says of updates means something for it.
    pub(super) fn update_keys(&mut self, field: &spec::Field, made: &Field) {
        let more = &field.more;
        if let (Some(text), Clear::Null | Clear::Empty, Presence::Required) =
            (&more.clear, made.clear, made.presence)
        {
            let help = help!(
                "remove one of them: a member that must be there is never cleared",
                "删除其中一个：必须存在的成员不会被清空"
            );
            self.contradiction(text.span, "`clear` means nothing beside `!`", help);
        }
        if let (Some(text), true) = (&more.update, is_single(&made.ty)) {
            let help = help!(
                "remove it; it goes with a list, a map or a record",
                "删除它；它只用于列表、映射或记录"
            );
            self.contradiction(text.span, "`update` means nothing for a single value", help);
        }
        let Some(text) = &more.omitted else { return };
        if made.presence == Presence::Required {
            let help = help!(
                "remove one of them: a member that must be there is never left out",
                "删除其中一个：必须存在的成员不会被省略"
            );
            self.contradiction(text.span, "`omitted` means nothing beside `!`", help);
        }
        if let (Some(Update::Merge | Update::MergeById), Some(LeftOut::Erased | LeftOut::Unknown)) =
            (made.update, made.omitted)
        {
            let message = "what is merged stays where it is left out";
            let help = help!(
                "remove `omitted`, or write `update: replace`",
                "删除 `omitted`，或写成 `update: replace`"
            );
            self.contradiction(text.span, message, help);
        }
    }

    /// What is sent as text is never null, so null clears nothing.
    pub(super) fn sent_as_text(&mut self, field: &mut Field) {
        match field.clear {
            Clear::Null => {
                let help = help!(
                    "write `clear: empty` for a text, or remove it",
                    "文本写 `clear: empty`，否则删除它"
                );
                self.contradiction(field.span, "null cannot be sent as text", help);
            }
            Clear::Unsaid => field.clear = Clear::Never,
            Clear::Empty | Clear::Never => {}
        }
    }

    /// What leaving a field out does, by the spec's own word.
    pub(super) fn omitted(&mut self, field: &spec::Field) -> Option<Option<LeftOut>> {
        let Some(text) = &field.more.omitted else {
            return Some(None);
        };
        let [keeps, erases, unknown] = words::OMITTED;
        let words = [
            (keeps, LeftOut::Kept),
            (erases, LeftOut::Erased),
            (unknown, LeftOut::Unknown),
        ];
        self.word(text, &words).map(Some)
    }

    /// Where nobody knows what an update does, nothing says how to clear; and records have no items to match.
    pub(super) fn updates(&mut self, types: &[Declaration], operations: &[Operation]) {
        let mut seen: HashSet<Span> = HashSet::new();
        for operation in operations {
            let mut fields: Vec<(&Field, Update)> = Vec::new();
            if let Some(update) = operation.update {
                fields.extend(sent(operation).iter().map(|field| (field, update)));
            }
            for (id, update) in updated(types, operation) {
                if let TypeKind::Record(record) = &types[id.0].kind {
                    fields.extend(record.fields.iter().map(|field| (field, update)));
                }
            }
            for (field, update) in fields {
                if update == Update::Unknown && can_clear(field) && seen.insert(field.span) {
                    self.clears_blindly(field, operation);
                }
            }
        }
        let declared = types.iter().filter_map(|ty| match &ty.kind {
            TypeKind::Record(record) => Some(record.fields.as_slice()),
            _ => None,
        });
        let all = declared.chain(operations.iter().map(sent)).flatten();
        let record = |id: &TypeId| matches!(types[id.0].kind, TypeKind::Record(_));
        for field in all {
            if let (Type::Named(id), Some(Update::MergeById)) = (&field.ty, field.update)
                && record(id)
            {
                let message = "a record has no items that are matched by id";
                let help = help!("write `update: merge`", "写成 `update: merge`");
                self.contradiction(field.span, message, help);
            }
        }
    }

    fn clears_blindly(&mut self, field: &Field, operation: &Operation) {
        let wire = field.wire.as_str();
        let (message, help) = match field.clear {
            Clear::Null | Clear::Empty => (
                format!("`{wire}` says how it is cleared, and nobody knows what the update does"),
                help!(
                    "remove `clear`, or say what the update does",
                    "删除 `clear`，或写明更新的语义"
                ),
            ),
            Clear::Unsaid | Clear::Never => (
                format!("null would clear `{wire}`, and nobody knows what the update does"),
                help!(
                    "remove the `?`, or add `clear: never` if only answers have null",
                    "删除 `?`；若只有返回中才有 null，则加上 `clear: never`"
                ),
            ),
        };
        let label = format!("`{}` is `update: unknown`", operation.name.snake());
        self.push(
            Diagnostic::new(Code::Update, field.span, message)
                .related(operation.span, label)
                .help(help),
        );
    }

    /// What the values of a tuple do, told apart by which of its items have a value.
    pub(super) fn actions(
        &mut self,
        spec: &spec::Named<spec::Action>,
        fields: &[Field],
        span: Span,
    ) -> Option<Vec<Action>> {
        let mut made: Vec<(Span, String, Action)> = Vec::new();
        for (key, action) in spec.iter() {
            let action = self.action(key, action, fields)?;
            if let Some((first, name, _)) = made.iter().find(|(.., a)| a.with == action.with) {
                let message = format!("`{}` and `{name}` look the same", key.text);
                let label = format!("`{name}` stands here");
                let help = help!(
                    "name other items in `with` of one of them",
                    "让其中一个的 `with` 列出不同的元素"
                );
                self.conflict(Code::Update, key.span, message, (*first, &label), help);
                return None;
            }
            made.push((key.span, key.text.clone(), action));
        }
        if made.is_empty() {
            let help = help!(
                "write `NAME: {{ with: [ITEM] }}`, a line for each",
                "每行写一个 `NAME: {{ with: [ITEM] }}`"
            );
            self.report(
                Code::BadValue,
                spec.span.unwrap_or(span),
                "there are no actions",
                help,
            );
            return None;
        }
        self.distinct(
            "variants",
            made.iter()
                .map(|(span, key, action)| (&action.name, *span, key.as_str())),
        );
        Some(made.into_iter().map(|(.., action)| action).collect())
    }

    fn action(
        &mut self,
        key: &spec::Text,
        action: &spec::Action,
        fields: &[Field],
    ) -> Option<Action> {
        let name: Name = self.name(key, action.name.as_ref())?;
        let known: Vec<&str> = fields.iter().map(|f| f.wire.as_str()).collect();
        for item in &action.with {
            if !known.contains(&item.as_str()) {
                let message = format!("the tuple has no item `{}`", item.text);
                self.unknown_field(item.as_str(), item.span, message, &known);
                return None;
            }
        }
        let with: Vec<bool> = known
            .iter()
            .map(|wire| action.with.iter().any(|item| item.as_str() == *wire))
            .collect();
        let mut pairs = fields.iter().zip(&with);
        if let Some((field, _)) = pairs.find(|(field, with)| !**with && !field.nullable) {
            let wire = field.wire.as_str();
            let message = format!("`{}` leaves out `{wire}`, which cannot be null", key.text);
            let help = help!(
                "add `?` to its type, or add it to `with`",
                "给它的类型加上 `?`，或把它列入 `with`"
            );
            self.conflict(
                Code::Update,
                action.span,
                message,
                (field.span, "the item"),
                help,
            );
            return None;
        }
        let deletes = match &action.effect {
            Some(text) => {
                let [write, delete] = words::ACTION;
                self.word(text, &[(write, false), (delete, true)])?
            }
            None => false,
        };
        Some(Action {
            name,
            with,
            deletes,
            facts: self.facts(&action.facts),
        })
    }

    fn contradiction(&mut self, span: Span, message: &str, help: Help) {
        self.report(Code::Update, span, message, help);
    }
}

/// Whether a request can write what may clear the field.
fn can_clear(field: &Field) -> bool {
    let said = match field.clear {
        Clear::Null | Clear::Empty => true,
        Clear::Unsaid => field.nullable,
        Clear::Never => false,
    };
    said && field.presence == Presence::Optional && field.is_given()
}

/// Whether a value has neither items nor members; of a declared type nobody knows yet.
fn is_single(ty: &Type) -> bool {
    match ty {
        Type::List(_)
        | Type::Map(_)
        | Type::IntMap(_)
        | Type::OneOrMany(_)
        | Type::Csv(_)
        | Type::Pairs(..)
        | Type::FlatPairs(..)
        | Type::Named(_)
        | Type::Any => false,
        Type::Nullable(inner) | Type::JsonString(inner) => is_single(inner),
        _ => true,
    }
}
