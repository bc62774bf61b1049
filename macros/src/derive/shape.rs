//! What a type's last segment tells.

use syn::{Path, Type};

/// The last segment of a type's path, such as `Option` of `std::option::Option<i64>`.
pub(super) fn last_segment(ty: &Type) -> Option<String> {
    let last = path_of(ty)?.segments.last()?;
    Some(last.ident.to_string())
}

/// A type's path, if it is one.
pub(super) fn path_of(ty: &Type) -> Option<&Path> {
    match ty {
        Type::Path(path) => Some(&path.path),
        // The invisible brackets of a macro's argument, and those of a careful writer.
        Type::Group(group) => path_of(&group.elem),
        Type::Paren(paren) => path_of(&paren.elem),
        _ => None,
    }
}
