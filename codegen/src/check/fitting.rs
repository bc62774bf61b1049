//! Types that only fit some others: what is inside a codec, what is spread, what a union can tell apart.
//!
//! Checked at the end, when every type that is referred to is known.

use super::Check;
use super::body::is_file;
use crate::diagnostic::{Code, Help, help};
use crate::model::{
    Body, CodeKind, Decode, Encode, Envelope, Field, Literal, Operation, Payload, Place, Presence,
    Record, Setting, Type, TypeKind, Union, UnionForm, WriteForm,
};
use crate::source::Span;

/// How many variants an untagged union may have; each is compared with all before it.
const MOST_UNTAGGED: usize = 256;

/// The JSON kinds that the values of a type can have.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Kinds(u8);

const BOOL: Kinds = Kinds(1);
const NUMBER: Kinds = Kinds(2);
const TEXT: Kinds = Kinds(4);
const LIST: Kinds = Kinds(8);
const MAP: Kinds = Kinds(16);
const ANY: Kinds = Kinds(31);

impl Kinds {
    fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    fn meets(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    fn within(self, other: Kinds) -> bool {
        self.0 & !other.0 == 0
    }
}

impl Check<'_> {
    pub(super) fn fitting_types(
        &mut self,
        settings: &[Setting],
        operations: &[Operation],
        envelopes: &[Envelope],
    ) {
        // Shared, and not copied: what is looked at looks at others.
        let declarations = self.types.declarations.clone();
        for declaration in declarations.iter().flatten() {
            match &declaration.kind {
                TypeKind::Record(record) => {
                    record.fields.iter().for_each(|f| self.fitting_field(f))
                }
                TypeKind::Union(union) => {
                    union
                        .variants
                        .iter()
                        .for_each(|v| self.fitting_type(&v.ty, declaration.span));
                    self.fitting_union(union);
                }
                TypeKind::Patterned(patterned) => {
                    patterned
                        .keys
                        .iter()
                        .for_each(|k| self.fitting_type(&k.ty, declaration.span));
                }
                TypeKind::Enum(_) | TypeKind::Opaque => {}
            }
        }
        // The defaults of settings are checked with the settings.
        settings
            .iter()
            .for_each(|s| self.fitting_type(&s.field.ty, s.field.span));
        envelopes
            .iter()
            .flat_map(|e| &e.fields)
            .for_each(|f| self.fitting_field(f));
        for operation in operations {
            for parameter in &operation.parameters {
                self.fitting_type(&parameter.field.ty, parameter.field.span);
                self.fitting_spread(&parameter.field);
                if parameter.place == Place::Query {
                    self.pairs_inside(&parameter.field);
                }
                self.header_constant(&parameter.field, parameter.place);
            }
            if let Some(body) = &operation.body {
                self.fitting_body(body);
            }
            let returns = operation.returns.as_ref();
            if let Some(returns) = returns.filter(|returns| returns.decode != Decode::File) {
                self.fitting_type(&returns.ty, operation.span);
            }
        }
    }

    fn fitting_body(&mut self, body: &Body) {
        match (&body.payload, body.encode) {
            (Payload::Fields(fields), Encode::Json) => {
                fields.iter().for_each(|f| self.fitting_field(f));
            }
            (Payload::Fields(fields), encode) => {
                for field in fields {
                    if is_file(&field.ty, encode) {
                        self.fitting_file(field);
                    } else {
                        self.fitting_field(field);
                        self.pairs_inside(field);
                    }
                }
            }
            (Payload::Whole(field), Encode::Bytes) if field.ty == Type::File => {}
            (Payload::Whole(field), _) => self.fitting_field(field),
        }
    }

    /// A file is there or not: nothing that is sent means null, and no text stands for one.
    fn fitting_file(&mut self, field: &Field) {
        let plain = !field.nullable && !field.is_clearable();
        if !plain || !field.is_given() {
            let message = format!(
                "`{}` is a file, and files are given or left out",
                field.wire.as_str()
            );
            let help = help!(
                "remove `?`, `clear`, `const` or `value`",
                "删除 `?`、`clear`、`const` 或 `value`"
            );
            self.report(Code::Body, field.span, message, help);
        }
    }

    fn fitting_field(&mut self, field: &Field) {
        self.fitting_type(&field.ty, field.span);
        self.fitting_spread(field);
    }

    /// A header or cookie is visible ASCII; a constant can be told beforehand.
    fn header_constant(&mut self, field: &Field, place: Place) {
        let constant = field
            .constant
            .as_ref()
            .filter(|_| matches!(place, Place::Header | Place::Cookie));
        if constant.is_some_and(|constant| !constant.text.chars().all(|c| matches!(c, ' '..='~'))) {
            let message = format!(
                "`{}` cannot be sent: a header has visible ASCII only",
                field.wire.as_str()
            );
            self.report(
                Code::BadValue,
                field.span,
                message,
                help!(
                    "write ASCII letters, digits and punctuation",
                    "只用 ASCII 字母、数字和标点"
                ),
            );
        }
    }

    fn fitting_spread(&mut self, field: &Field) {
        if field.spread && !self.spreads(&field.ty) {
            let message = format!(
                "`{}` has no members of its own that could be spread",
                field.wire.as_str()
            );
            let help = help!(
                "name a record with `fields` or a union with a tag, or remove `spread`",
                "写带 `fields` 的记录或带标签的联合，或删除 `spread`"
            );
            self.report(Code::Misplaced, field.span, message, help);
        }
    }

    /// Whether the members of a type's values can stand among those of another record.
    fn spreads(&self, ty: &Type) -> bool {
        match self.kind_of(ty) {
            Some(TypeKind::Record(record)) => !record.tuple,
            Some(TypeKind::Union(union)) => union.form != UnionForm::Untagged,
            Some(TypeKind::Enum(_) | TypeKind::Patterned(_) | TypeKind::Opaque) => false,
            None => true,
        }
    }

    /// What a codec holds is what it can hold.
    fn fitting_type(&mut self, ty: &Type, span: Span) {
        let mut wrong: Option<(&str, &str, Help)> = None;
        let mut files = false;
        ty.walk(&mut |ty| files |= *ty == Type::File);
        if files {
            let message = "a file cannot stand here";
            let help = help!(
                "write `bytes` for base64 in JSON; a `file` is a field of a body with `encode: multipart`, a body with `encode: bytes`, or what `returns` says",
                "JSON 中的 base64 写 `bytes`；`file` 只能是 `encode: multipart` 请求体的字段、`encode: bytes` 的请求体，或 `returns` 的内容"
            );
            self.report(Code::Body, span, message, help);
            return;
        }
        ty.walk(&mut |ty| {
            let problem = match ty {
                Type::InString(inner) if !self.kinds(inner).within(NUMBER.and(BOOL)) => (
                    "in_string",
                    "a number or a bool",
                    help!(
                        "write `string` for text, `json_string(T)` for JSON in a text",
                        "文本写 `string`，文本中的 JSON 写 `json_string(T)`"
                    ),
                ),
                Type::Csv(inner) if !self.kinds(inner).within(NUMBER.and(BOOL).and(TEXT)) => (
                    "csv",
                    "a text, a number or a bool",
                    help!(
                        "write `list(T)`, or `json_string(list(T))` for JSON in a text",
                        "写 `list(T)`；文本中的 JSON 写 `json_string(list(T))`"
                    ),
                ),
                Type::Trimmed(inner) if !self.kinds(inner).within(TEXT) => (
                    "trimmed",
                    "a text",
                    help!("write `trimmed(string)`", "写成 `trimmed(string)`"),
                ),
                _ => return,
            };
            wrong = Some(problem);
        });
        if let Some((codec, takes, help)) = wrong {
            self.report(
                Code::TypeArguments,
                span,
                format!("what `{codec}` holds is not {takes}"),
                help,
            );
        }
    }

    fn fitting_union(&mut self, union: &Union) {
        match &union.form {
            UnionForm::Inline { .. } => {
                let records = |ty: &Type| match self.kind_of(ty) {
                    Some(TypeKind::Record(record)) => !record.tuple,
                    Some(_) => false,
                    None => true,
                };
                if let Some(variant) = union.variants.iter().find(|v| !records(&v.ty)) {
                    let message = format!("the variant `{}` is not a record", variant.tag.as_str());
                    let help = help!(
                        "name a record with `fields`; with `content: inline` its members stand beside the tag",
                        "写带 `fields` 的记录；`content: inline` 时其成员与标签并列"
                    );
                    self.report(Code::BadValue, variant.span, message, help);
                }
            }
            UnionForm::Untagged => self.overlap(union),
            UnionForm::Adjacent { .. } | UnionForm::TagNames { .. } | UnionForm::ByVariant => {}
        }
    }

    /// The variants of an untagged union are tried in their order: none takes what was meant for a later one.
    fn overlap(&mut self, union: &Union) {
        if let Some(first_too_many) = union.variants.get(MOST_UNTAGGED) {
            let span = first_too_many.span;
            let message = format!("an untagged union has more than {MOST_UNTAGGED} variants");
            self.report(
                Code::TooLarge,
                span,
                message,
                help!("give the union a tag", "给联合加上标签"),
            );
            return;
        }
        for (index, later) in union.variants.iter().enumerate() {
            let hides = |earlier: &&crate::model::UnionVariant| self.hides(&earlier.ty, &later.ty);
            let Some(earlier) = union.variants[..index].iter().find(hides) else {
                continue;
            };
            let (a, b) = (earlier.tag.as_str(), later.tag.as_str());
            let message = format!("`{b}` would be read as `{a}`");
            let help = match self.kind_of(&earlier.ty) {
                Some(TypeKind::Record(_)) => {
                    help!(
                        "mark a field that only `{a}` has with `!`, or write `union: {{ tag: …, content: … }}`",
                        "给只有 `{a}` 才有的字段加上 `!`，或写 `union: {{ tag: …, content: … }}`"
                    )
                }
                _ => help!(
                    "remove one of them, or move `{b}` to the front if it is the narrower one",
                    "删除其中一个；若 `{b}` 更窄，也可把它移到最前"
                ),
            };
            let (at, other) = (later.span, earlier.span);
            let label = format!("`{a}` stands here");
            self.conflict(Code::Overlap, at, message, (other, &label), help);
            return;
        }
    }

    /// Whether a value of the later type can be read as one of the earlier type.
    fn hides(&self, earlier: &Type, later: &Type) -> bool {
        if !self.kinds(earlier).meets(self.kinds(later)) {
            return false;
        }
        match (earlier, self.kind_of(earlier), self.kind_of(later)) {
            // Narrow ones refuse what is not theirs.
            (Type::Date(_) | Type::DateTime { .. }, ..) => false,
            (_, Some(TypeKind::Enum(codes)), _) => codes.open,
            (_, Some(TypeKind::Record(a)), Some(TypeKind::Record(b))) => match (a.tuple, b.tuple) {
                (false, false) => !a
                    .fields
                    .iter()
                    .any(|f| f.presence == Presence::Required && !has(b, f)),
                (true, true) => a.fields.len() == b.fields.len(),
                _ => false,
            },
            (Type::List(a), ..) => match later {
                Type::List(b) => self.hides(a, b),
                _ => true,
            },
            _ => true,
        }
    }

    fn kind_of(&self, ty: &Type) -> Option<&TypeKind> {
        match ty {
            Type::Named(id) => Some(&self.types.declarations.get(id.0)?.as_ref()?.kind),
            Type::Nullable(inner) => self.kind_of(inner),
            _ => None,
        }
    }

    /// Whether values of a type are JSON strings, so that a text is read into them.
    pub(super) fn is_written_as_text(&self, ty: &Type) -> bool {
        *ty != Type::File && self.kinds(ty).meets(TEXT) && *ty != Type::Any
    }

    fn kinds(&self, ty: &Type) -> Kinds {
        match ty {
            Type::Bool => BOOL,
            Type::BoolCodes {
                on: Literal::Int(_),
                off: Literal::Int(_),
            } => BOOL.and(NUMBER),
            Type::BoolCodes { .. } => BOOL.and(TEXT),
            Type::Int32 | Type::Int64 | Type::Float | Type::Decimal => NUMBER,
            Type::EpochSeconds | Type::EpochMillis => NUMBER,
            Type::String(_)
            | Type::Bytes
            | Type::Secret
            | Type::Date(_)
            | Type::DateTime { .. } => TEXT,
            Type::Csv(_) | Type::JsonString(_) | Type::InString(_) => TEXT,
            Type::IntOrString(WriteForm::Int | WriteForm::String) => NUMBER.and(TEXT),
            Type::Any => ANY,
            // What is no JSON fits nowhere inside JSON.
            Type::File => Kinds(0),
            Type::List(_) | Type::Pairs(..) => LIST,
            Type::FlatPairs(..) => LIST.and(MAP),
            Type::Map(_) | Type::IntMap(_) => MAP,
            Type::OneOrMany(inner) => LIST.and(self.kinds(inner)),
            Type::Trimmed(inner) | Type::Nullable(inner) => self.kinds(inner),
            Type::Sentinel(inner, _) => TEXT.and(self.kinds(inner)),
            Type::Named(id) => match self
                .types
                .declarations
                .get(id.0)
                .and_then(Option::as_ref)
                .map(|d| &d.kind)
            {
                Some(TypeKind::Enum(codes)) if codes.codes == CodeKind::Int => NUMBER,
                Some(TypeKind::Enum(_)) => TEXT,
                Some(TypeKind::Record(record)) if record.tuple => LIST,
                Some(TypeKind::Record(_) | TypeKind::Patterned(_)) => MAP,
                Some(TypeKind::Union(union)) if union.form == UnionForm::Untagged => ANY,
                Some(TypeKind::Union(_)) => MAP,
                Some(TypeKind::Opaque) => ANY,
                // A type that was refused has been reported.
                None => Kinds(0),
            },
        }
    }
}

fn has(record: &Record, field: &Field) -> bool {
    record.fields.iter().any(|f| f.wire == field.wire)
}
