//! Declared types.

use apiloom_codegen::model::{
    Declaration, Patterned, Record, Type, TypeId, TypeKind, Union, UnionForm,
};
use apiloom_codegen::{ident, model};

use super::field::Stand;
use super::{Reader, rust_text};
use crate::book::{self, Action, Fact, Field, Kind, Prose, Rule, Variant};
use crate::words;

impl Reader<'_> {
    /// A declared type.
    pub(super) fn declared(&self, id: TypeId, declaration: &Declaration) -> book::Type {
        let operations = self.reach.operations(id);
        let operations = operations.map(|at| super::operation_id(&self.api.operations[at]));
        let holders = self.reach.holders(id).filter_map(|id| self.type_id(id));
        book::Type {
            id: self.type_id(id).unwrap_or_default(),
            name: ident::declared(&declaration.name).to_string(),
            fact: self.fact(&declaration.facts),
            kind: self.kind(id, declaration),
            sent: declaration.usage.request,
            received: declaration.usage.response,
            operations: operations.collect(),
            holders: holders.collect(),
            example: self.shown.of(id),
        }
    }

    fn kind(&self, id: TypeId, declaration: &Declaration) -> Kind {
        match &declaration.kind {
            TypeKind::Record(record) => self.record(id, declaration, record),
            TypeKind::Enum(codes) => Kind::Enum {
                numbers: codes.codes == model::CodeKind::Int,
                open: codes.open,
                codes: self.codes(codes),
            },
            TypeKind::Union(union) => self.union(union),
            TypeKind::Patterned(patterned) => self.patterned(patterned),
            TypeKind::Opaque => Kind::Opaque,
        }
    }

    fn record(&self, id: TypeId, declaration: &Declaration, record: &Record) -> Kind {
        let sent = declaration.usage.request;
        let fields = record.fields.iter().map(|field| {
            let slot = self.lowered.slot(id, field);
            self.field(field, Stand::Json, sent, rust_text(&slot.ty))
        });
        let fields: Vec<Field> = fields.collect();
        let rules = self.rules(&record.rules);
        match record.tuple {
            false => Kind::Record {
                fields,
                open: record.open,
                rules,
            },
            true => Kind::Tuple {
                items: fields,
                actions: self.actions(record),
                rules,
            },
        }
    }

    fn actions(&self, record: &Record) -> Vec<Action> {
        let actions = record.actions.iter();
        actions
            .map(|action| Action {
                name: action.name.camel(),
                with: record
                    .fields
                    .iter()
                    .zip(&action.with)
                    .filter(|(_, given)| **given)
                    .map(|(item, _)| words::visible(item.wire.as_str()))
                    .collect(),
                deletes: action.deletes,
                fact: self.fact(&action.facts),
            })
            .collect()
    }

    /// Rules over several inputs or fields.
    pub(super) fn rules(&self, rules: &[model::Rule]) -> Vec<Rule> {
        rules.iter().map(|rule| self.rule(rule)).collect()
    }

    fn rule(&self, rule: &model::Rule) -> Rule {
        let said = self.prose(&rule.message);
        let words = match said.paragraphs.is_empty() {
            true => words::prose_of(vec![words::rule(self.language, &rule.kind)]),
            false => said,
        };
        let condition = match &rule.kind {
            model::RuleKind::Require {
                when: Some(when),
                require,
                ..
            } => Some(format!("when {when}: {require}")),
            model::RuleKind::Require { require, .. } => Some(require.clone()),
            _ => None,
        };
        Rule {
            id: rule.id.clone(),
            words,
            condition: condition.as_deref().map(words::one_line),
            error: rule.error,
            fact: self.fact(&rule.facts),
        }
    }

    fn union(&self, union: &Union) -> Kind {
        let is_tagged = union.form != UnionForm::Untagged;
        let variants = union.variants.iter();
        Kind::Union {
            told: self.told(&union.form),
            open: union.open && is_tagged,
            variants: variants
                .map(|variant| Variant {
                    tag: is_tagged.then(|| words::visible(variant.tag.as_str())),
                    name: variant.name.camel(),
                    ty: self.type_text(&variant.ty, self.rust(&variant.ty)),
                    fact: self.fact(&variant.facts),
                })
                .collect(),
        }
    }

    /// How a variant is told.
    fn told(&self, form: &UnionForm) -> Prose {
        let code = |name: &model::WireName| words::code(name.as_str());
        let said = match form {
            UnionForm::Adjacent { tag, content } => self.say(
                "The member {0} says which variant it is, and {1} holds its content.",
                "成员 {0} 说明是哪种变体，内容放在 {1} 中。",
                &[code(tag), code(content)],
            ),
            UnionForm::Inline { tag } => self.say(
                "The member {0} says which variant it is; the members of the variant stand beside it.",
                "成员 {0} 说明是哪种变体，变体自身的成员与它并列。",
                &[code(tag)],
            ),
            UnionForm::TagNames { tag } => self.say(
                "The member {0} says which variant it is, and the member of that name holds its content.",
                "成员 {0} 说明是哪种变体，内容放在与其同名的成员中。",
                &[code(tag)],
            ),
            UnionForm::ByVariant => self.say(
                "The only key says which variant it is, and its value is the content.",
                "唯一的键说明是哪种变体，其值即内容。",
                &[],
            ),
            UnionForm::Untagged => self.say(
                "Nothing says which variant it is: the first one that the value fits counts.",
                "没有成员说明是哪种变体：按顺序取第一个与值相符的变体。",
                &[],
            ),
        };
        words::prose_of(vec![said])
    }

    fn patterned(&self, patterned: &Patterned) -> Kind {
        let keys = patterned.keys.iter();
        Kind::Patterned {
            keys: keys.map(|key| self.key(key)).collect(),
        }
    }

    fn key(&self, key: &model::PatternedKey) -> Field {
        let hole = if key.int { "{int}" } else { "{text}" };
        let wire = format!("{}{hole}{}", key.prefix, key.suffix);
        Field {
            wire: words::visible(&wire),
            name: key.name.snake(),
            ty: self.type_text(&key.ty, self.map_of(key)),
            required: false,
            nullable: false,
            access: "both".to_owned(),
            spread: false,
            secret: false,
            constant: None,
            computed: None,
            default: None,
            aliases: Vec::new(),
            example: None,
            constraints: Vec::new(),
            warns: false,
            form: self.form_of(&key.ty, true),
            consequences: Vec::new(),
            dangers: Vec::new(),
            fact: Fact::default(),
            codes: Vec::new(),
            inside: self.inside(&key.ty),
        }
    }

    /// Each pattern is a map in Rust, by what stands in its hole.
    fn map_of(&self, key: &model::PatternedKey) -> String {
        let map = match key.int {
            true => Type::IntMap(Box::new(key.ty.clone())),
            false => Type::Map(Box::new(key.ty.clone())),
        };
        self.rust(&map)
    }
}
