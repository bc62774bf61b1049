//! What a type's last segment tells.

use syn::Type;

/// The last segment of a type's path, such as `Option` of `std::option::Option<i64>`.
pub(super) fn last_segment(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        // The invisible brackets of a macro's argument, and those of a careful writer.
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}
