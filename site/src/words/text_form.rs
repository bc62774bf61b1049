//! What is checked of texts by their types.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::model::{Format, Type};

use super::sentence;
use crate::book::Paragraph;

/// What is checked of a text by its type, before it is sent.
pub(crate) fn text_form(language: Language, ty: &Type) -> Option<Paragraph> {
    let mut formats = Vec::new();
    ty.walk(&mut |inner| {
        if let Type::String(Some(format)) = inner {
            formats.push(*format);
        }
    });
    Some(match formats.first()? {
        Format::Email => sentence(
            language,
            "an e-mail address of at most 254 bytes",
            "邮箱地址，至多 254 字节",
        ),
        Format::Phone => sentence(
            language,
            "a Chinese mobile, landline or service number, or an international number with +",
            "中国大陆手机号、固定电话或服务号码，或带 + 的国际号码",
        ),
        Format::Url => sentence(
            language,
            "an http or https URL without white space",
            "http 或 https 网址，不含空白",
        ),
    })
}
