//! Enums, unions and patterned maps: the types that are made of variants.

use super::Check;
use crate::diagnostic::{Code, help};
use crate::model::{
    CodeKind, Docs, Enum, EnumVariant, Literal, Name, Patterned, PatternedKey, Type, Union,
    UnionForm, UnionVariant, WireName,
};
use crate::source::Span;
use crate::spec::{self, Kind, Text, words};

impl Check<'_> {
    pub(super) fn enumeration(
        &mut self,
        kind: &Kind,
        variants: &spec::Named<spec::Variant>,
    ) -> Option<Enum> {
        if variants.is_empty() {
            let at = variants.span.unwrap_or(kind.span);
            self.report(
                Code::BadValue,
                at,
                "there are no codes",
                help!(
                    "write `CODE: label`, a line for each",
                    "每行写一个 `CODE: label`"
                ),
            );
            return None;
        }
        // As JSON writes it: `01` and `+1` are texts.
        let number = |key: &Text| {
            key.as_str()
                .parse::<i64>()
                .ok()
                .filter(|n| n.to_string() == key.text)
        };
        let numbers = variants.iter().all(|(key, _)| number(key).is_some());
        let codes = match &kind.codes {
            Some(codes) => {
                let [int, string] = words::CODES;
                self.word(codes, &[(int, CodeKind::Int), (string, CodeKind::Text)])?
            }
            None if numbers => CodeKind::Int,
            None => CodeKind::Text,
        };
        let mut built = Vec::new();
        for (key, variant) in variants.iter() {
            let code = match codes {
                CodeKind::Text => Literal::Text(key.text.clone()),
                CodeKind::Int => match number(key) {
                    Some(number) => Literal::Int(number),
                    None => {
                        let message = format!("the code `{}` is not a whole number", key.text);
                        self.report(
                            Code::BadValue,
                            key.span,
                            message,
                            help!(
                                "write a number, or add `codes: string`",
                                "写数字，或加上 `codes: string`"
                            ),
                        );
                        return None;
                    }
                },
            };
            let label = clean_label(&variant.label);
            let name = match (&variant.name, Name::derive(key.as_str()), &label.en) {
                (Some(own), ..) => self.name(own, None)?,
                (None, Some(name), _) => name,
                (None, None, Some(label)) if Name::derive(label).is_some() => Name::derive(label)?,
                (None, None, _) => {
                    let message = format!("no name can be derived from the code `{}`", key.text);
                    let zh = label
                        .zh
                        .as_ref()
                        .or(label.en.as_ref())
                        .map_or("…", String::as_str);
                    let help = help!(
                        "write `{}: {{ name: a_name, zh: {zh} }}`",
                        "写成 `{}: {{ name: a_name, zh: {zh} }}`",
                        key.text
                    );
                    self.report(Code::NoName, key.span, message, help);
                    return None;
                }
            };
            let facts = self.facts(&variant.facts);
            built.push((
                key,
                EnumVariant {
                    span: key.span,
                    name,
                    code,
                    label,
                    facts,
                },
            ));
        }
        self.distinct(
            "codes",
            built
                .iter()
                .map(|(key, v)| (&v.name, key.span, key.as_str())),
        );
        let variants = built.into_iter().map(|(_, variant)| variant).collect();
        Some(Enum {
            codes,
            open: !kind.closed.unwrap_or(false),
            variants,
        })
    }

    pub(super) fn union(&mut self, kind: &Kind, style: &spec::UnionStyle) -> Option<Union> {
        let Some(variants) = &kind.variants else {
            self.report(
                Code::MissingKey,
                style.span,
                "`variants` is missing",
                help!(
                    "add `variants: {{ TAG: Type }}`",
                    "加上 `variants: {{ TAG: Type }}`"
                ),
            );
            return None;
        };
        let wire = |text: &Text| WireName(text.text.clone());
        let form = match (&style.tag, &style.content) {
            (None, None) => UnionForm::Untagged,
            (Some(tag), Some(content)) if content.as_str() == "inline" => {
                UnionForm::Inline { tag: wire(tag) }
            }
            (None, Some(content)) if content.as_str() == "by_variant" => UnionForm::ByVariant,
            (Some(tag), Some(content)) if content.as_str() == "by_variant" => {
                UnionForm::TagNames { tag: wire(tag) }
            }
            (Some(tag), Some(content)) if content.text != tag.text => UnionForm::Adjacent {
                tag: wire(tag),
                content: wire(content),
            },
            _ => {
                let message = "tag and content do not go together";
                let help = help!(
                    "write `{{ tag: NAME, content: NAME }}`, `{{ tag: NAME, content: inline }}`, `{{ tag: NAME, content: by_variant }}`, `{{ content: by_variant }}` or `untagged`",
                    "写成 `{{ tag: NAME, content: NAME }}`、`{{ tag: NAME, content: inline }}`、`{{ tag: NAME, content: by_variant }}`、`{{ content: by_variant }}` 或 `untagged`"
                );
                self.report(Code::BadValue, style.span, message, help);
                return None;
            }
        };
        let variants = self.variants(variants, style.span)?;
        if let UnionForm::TagNames { tag } = &form
            && let Some(variant) = variants.iter().find(|variant| variant.tag == *tag)
        {
            let message = format!("the variant `{}` is called as the tag", tag.as_str());
            let help = help!(
                "give `content` a member of its own: that of this variant would stand where the tag does",
                "给 `content` 指定单独的成员：该变体的内容会与标签落在同一个成员里"
            );
            self.report(Code::BadValue, variant.span, message, help);
            return None;
        }
        if matches!(form, UnionForm::Inline { .. }) {
            for variant in &variants {
                if !matches!(variant.ty, Type::Named(_)) {
                    let message = format!("the variant `{}` is not a record", variant.tag.as_str());
                    let help = help!(
                        "name a record with `fields`; with `content: inline` its members stand beside the tag",
                        "写带 `fields` 的记录；`content: inline` 时其成员与标签并列"
                    );
                    self.report(Code::BadValue, style.span, message, help);
                    return None;
                }
            }
        }
        Some(Union {
            blank: 0,
            form,
            open: !kind.closed.unwrap_or(false),
            variants,
        })
    }

    /// The variants of a union or the cases of a switch.
    pub(super) fn variants(
        &mut self,
        variants: &spec::Named<spec::Variant>,
        at: Span,
    ) -> Option<Vec<UnionVariant>> {
        let mut built = Vec::new();
        for (key, variant) in variants.iter() {
            let Some(text) = variant.ty.as_ref().or(variant.short.as_ref()) else {
                let message = format!("the variant `{}` has no type", key.text);
                self.report(
                    Code::MissingKey,
                    variant.span,
                    message,
                    help!("add `type: …`", "加上 `type: …`"),
                );
                return None;
            };
            let typed = self.text_type(text)?;
            self.no_marker(text, &typed);
            let name = self.name(key, variant.name.as_ref())?;
            let warns = self.warns(variant.severity.as_ref())?;
            let facts = self.facts(&variant.facts);
            let tag = WireName(key.text.clone());
            built.push((
                key.span,
                UnionVariant {
                    span: key.span,
                    name,
                    tag,
                    ty: typed.whole(),
                    warns,
                    facts,
                },
            ));
        }
        if built.is_empty() {
            let at = variants.span.unwrap_or(at);
            self.report(
                Code::BadValue,
                at,
                "there are no variants",
                help!(
                    "write `VALUE: Type`, a line for each",
                    "每行写一个 `VALUE: Type`"
                ),
            );
            return None;
        }
        self.distinct(
            "variants",
            built
                .iter()
                .map(|(span, v)| (&v.name, *span, v.tag.as_str())),
        );
        Some(built.into_iter().map(|(_, variant)| variant).collect())
    }

    pub(super) fn patterned(&mut self, map: &spec::Named<Text>, span: Span) -> Option<Patterned> {
        if map.is_empty() {
            let help = help!(
                "write `\"Prefix_{{int}}\": Type`, a line for each",
                "每行写一个 `\"Prefix_{{int}}\": Type`"
            );
            self.report(
                Code::BadValue,
                map.span.unwrap_or(span),
                "there are no patterns",
                help,
            );
            return None;
        }
        let mut keys = Vec::new();
        for (key, ty) in map.iter() {
            let hole = ["{int}", "{text}"]
                .into_iter()
                .find_map(|hole| Some((hole, key.text.find(hole)?)));
            let Some((hole, at)) = hole else {
                let message = format!("`{}` has no hole", key.text);
                self.report(
                    Code::BadPattern,
                    key.span,
                    message,
                    help!(
                        "write `Prefix_{{int}}` or `Prefix_{{text}}`",
                        "写成 `Prefix_{{int}}` 或 `Prefix_{{text}}`"
                    ),
                );
                return None;
            };
            let (prefix, suffix) = (&key.text[..at], &key.text[at + hole.len()..]);
            if suffix.contains(['{', '}']) || prefix.contains(['{', '}']) {
                let message = format!("`{}` has more than one hole", key.text);
                self.report(
                    Code::BadPattern,
                    key.span,
                    message,
                    help!(
                        "write one `{{int}}` or `{{text}}`",
                        "只写一个 `{{int}}` 或 `{{text}}`"
                    ),
                );
                return None;
            }
            let typed = self.text_type(ty)?;
            self.no_marker(ty, &typed);
            let Some(name) = Name::derive(&format!("{prefix}{suffix}")) else {
                let message = format!("no name can be derived from `{}`", key.text);
                self.report(
                    Code::NoName,
                    key.span,
                    message,
                    help!(
                        "start the pattern with ASCII letters",
                        "模式以 ASCII 字母开头"
                    ),
                );
                return None;
            };
            let (prefix, suffix) = (prefix.to_owned(), suffix.to_owned());
            let ty = typed.whole();
            keys.push((
                key.span,
                PatternedKey {
                    name,
                    prefix,
                    suffix,
                    int: hole == "{int}",
                    ty,
                },
            ));
        }
        self.distinct(
            "patterns",
            keys.iter()
                .map(|(span, k)| (&k.name, *span, k.prefix.as_str())),
        );
        Some(Patterned {
            keys: keys.into_iter().map(|(_, key)| key).collect(),
        })
    }
}

fn clean_label(docs: &spec::Docs) -> Docs {
    super::facts::docs(Some(docs))
}
