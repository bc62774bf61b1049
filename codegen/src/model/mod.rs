//! The checked API: every name, reference and expression is decided, and nothing can be refused any more.
//!
//! The model knows no programming language. Emitters read it and only print.

mod api;
mod keys;
mod name;
mod operation;
mod scheme;
mod select;
mod ty;
mod usage;

pub use api::{
    Api, Document, ErrorCode, ErrorKind, Hole, Hook, Limit, Server, Setting, TemplatePart,
};
pub use keys::keys;
pub use name::{Name, WireName};
pub use operation::{
    Absent, AuthUse, Body, Decode, Effect, Encode, Entity, Operation, Paginate, Parameter, Payload,
    Place, Repeat, Returns, Rule, RuleKind, Update,
};
pub use scheme::{Envelope, Failure, Let, Placed, Scheme, Token, Where};
pub use ty::{
    Access, Clear, CodeKind, Constant, ConstantKind, Constraint, Declaration, Docs, Enum,
    EnumVariant, Facts, Field, Format, Item, Literal, PairStyle, Patterned, PatternedKey, Presence,
    Record, Type, TypeId, TypeKind, Union, UnionForm, UnionVariant, Usage, WriteForm,
};
pub use usage::mark_usage;
