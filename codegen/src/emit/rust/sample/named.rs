//! Values of declared types that are no records.

use apiloom_wire::Json;
use proc_macro2::TokenStream;
use quote::quote;

use super::super::enumeration::other_name;
use super::{Sampler, single};
use crate::ident;
use crate::model::{
    CodeKind, Enum, Patterned, PatternedKey, TypeId, TypeKind, Union, UnionForm, UnionVariant,
};

impl Sampler<'_> {
    /// A value of a declared type.
    pub(super) fn named(&self, id: TypeId, json: &Json) -> Option<TokenStream> {
        let declaration = self.lowered.api.declaration(id);
        let name = ident::declared(&declaration.name);
        match &declaration.kind {
            TypeKind::Record(record) => self.record(id, &name, record, json),
            TypeKind::Enum(codes) => code(codes, json).map(|code| quote!(#name::#code)),
            TypeKind::Union(union) => {
                let variant = self.variant(id, union, json)?;
                Some(quote!(#name::#variant))
            }
            TypeKind::Patterned(patterned) => {
                let members = json.as_object()?.iter();
                let setters = members.map(|(key, value)| self.keyed(patterned, key, value));
                let setters: Vec<TokenStream> = setters.collect::<Option<_>>()?;
                Some(quote!(#name::new() #(#setters)*))
            }
            TypeKind::Opaque => None,
        }
    }

    fn variant(&self, id: TypeId, union: &Union, json: &Json) -> Option<TokenStream> {
        let find = |tag: Option<&Json>| {
            let tag = tag?.scalar_text()?;
            union.variants.iter().find(|v| v.tag.as_str() == tag)
        };
        let known = match &union.form {
            UnionForm::Adjacent { tag, content } => {
                find(json.get(tag.as_str())).zip(json.get(content.as_str()))
            }
            UnionForm::TagNames { tag } => find(json.get(tag.as_str()))
                .and_then(|variant| Some((variant, json.get(variant.tag.as_str())?))),
            UnionForm::Inline { tag } => {
                let Some(variant) = find(json.get(tag.as_str())) else {
                    return self.other_variant(union, json);
                };
                // The tag is the union's; the content knows nothing of it.
                let members = json.as_object()?.iter();
                let rest = members.filter(|(key, _)| key != tag.as_str()).cloned();
                return self.content(id, variant, &Json::Object(rest.collect()));
            }
            UnionForm::ByVariant => union
                .variants
                .iter()
                .find_map(|v| Some((v, json.get(v.tag.as_str())?))),
            UnionForm::Untagged => {
                let mut variants = union.variants.iter();
                return variants.find_map(|variant| self.content(id, variant, json));
            }
        };
        match known {
            Some((variant, content)) => self.content(id, variant, content),
            None => self.other_variant(union, json),
        }
    }

    fn content(&self, id: TypeId, variant: &UnionVariant, json: &Json) -> Option<TokenStream> {
        let name = ident::camel(&variant.name);
        let value = self.value(&variant.ty, Some(id), json)?;
        Some(quote!(#name(#value)))
    }

    /// A variant that the spec does not name.
    fn other_variant(&self, union: &Union, json: &Json) -> Option<TokenStream> {
        if !union.open {
            return None;
        }
        let names: Vec<_> = union
            .variants
            .iter()
            .map(|v| ident::camel(&v.name))
            .collect();
        let other = other_name(&names);
        let any = |json: &Json| single::converted(&crate::model::Type::Any, json);
        match &union.form {
            UnionForm::TagNames { tag } => {
                let name = json.get(tag.as_str())?;
                let content = any(json.get(&name.scalar_text()?)?)?;
                let tag = any(name)?;
                Some(quote!(#other(OtherVariant::new(#tag, #content))))
            }
            UnionForm::Adjacent { tag, content } => {
                let tag = any(json.get(tag.as_str())?)?;
                let content = any(json.get(content.as_str())?)?;
                Some(quote!(#other(OtherVariant::new(#tag, #content))))
            }
            _ => {
                let json = single::value(&crate::model::Type::Any, json)?;
                Some(quote!(#other(#json)))
            }
        }
    }

    /// The setter of a member whose key follows a pattern.
    fn keyed(&self, patterned: &Patterned, key: &str, json: &Json) -> Option<TokenStream> {
        let hole = |pattern: &PatternedKey| {
            let rest = key.strip_prefix(&pattern.prefix)?;
            let hole = rest.strip_suffix(&pattern.suffix)?;
            match pattern.int {
                true => hole.parse().ok().map(single::whole),
                false => Some(quote!(#hole)),
            }
        };
        let mut keys = patterned.keys.iter();
        let (pattern, hole) = keys.find_map(|pattern| Some((pattern, hole(pattern)?)))?;
        let (setter, value) = (
            ident::setter(&pattern.name),
            self.argument(&pattern.ty, None, json)?,
        );
        Some(quote!(.#setter(#hole, #value)))
    }
}

fn code(codes: &Enum, json: &Json) -> Option<TokenStream> {
    let text = json.scalar_text()?;
    let known = codes.variants.iter().find(|v| v.code.to_string() == text);
    if let Some(variant) = known {
        let name = ident::camel(&variant.name);
        return Some(quote!(#name));
    }
    let names: Vec<_> = codes
        .variants
        .iter()
        .map(|v| ident::camel(&v.name))
        .collect();
    let other = codes.open.then(|| other_name(&names))?;
    match codes.codes {
        CodeKind::Int => {
            let number = single::whole(text.parse().ok()?);
            Some(quote!(#other(Code::Int(#number))))
        }
        CodeKind::Text => Some(quote!(#other(Code::Text(#text.to_owned())))),
    }
}
