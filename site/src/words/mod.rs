//! What is said of APIs beside the texts of their specs: in plain English and in plain Chinese.
//!
//! Sentences are written out in both languages where they are used; a sentence is never put together from
//! words that only fit in one of them.

mod called;
mod condition;
mod error;
mod expression;
mod named;
mod operation;
mod pages;
mod pair_style;
mod rule;
mod say;
mod spacing;
mod stage;
mod text_form;
mod ty;
mod update;

pub(crate) use called::functions;
pub(crate) use error::{confidence, handling, kind_name, kind_words};
pub(crate) use expression::{checked_condition, checked_noun, condition, steps};
pub(crate) use operation::{effect, repeat, update_of};
pub(crate) use pages::pages;
pub(crate) use pair_style::pair_style;
pub(crate) use rule::rule;
pub(crate) use say::{
    capital, code, enumerated, joined, multiline, one_line, pick, prose_of, say, sentence, text,
    told, visible,
};
pub(crate) use text_form::text_form;
pub(crate) use ty::{TypeNames, spec_text, type_words};
pub(crate) use update::{consequence, unsaid};
