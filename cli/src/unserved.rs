//! What a spec leaves out, so that its emulator cannot do it.

use apiloom_codegen::model::{Api, Effect, Operation, Place, Type};

/// What the emulator of an API does not do, a line each.
pub(crate) fn warnings(api: &Api) -> Vec<String> {
    unkept(api).into_iter().chain(unchecked(api)).collect()
}

/// Operations that change something, of which nothing is kept.
fn unkept(api: &Api) -> Option<String> {
    let changes = |operation: &&Operation| {
        let hands_out = api
            .schemes
            .iter()
            .filter_map(|scheme| scheme.token.as_ref());
        let mut hands_out = hands_out.filter_map(|token| token.operation.as_ref());
        operation.effect != Effect::Read
            && operation.entity.is_none()
            && !hands_out.any(|name| *name == operation.name)
    };
    let unkept: Vec<&Operation> = api.operations.iter().filter(changes).collect();
    let first = unkept.first()?;
    let names: Vec<String> = unkept.iter().map(|o| o.name.snake()).collect();
    Some(format!(
        "keeps nothing of: {}; say `{}` and so on",
        names.join(", "),
        suggested(api, first)
    ))
}

/// An `entity` that an operation may have.
fn suggested(api: &Api, operation: &Operation) -> String {
    let returned = operation.returns.as_ref().map(|returns| &returns.ty);
    let of = match returned {
        Some(Type::Named(id)) => api.declaration(*id).name.camel(),
        _ => "Parcel".to_owned(),
    };
    let in_path = |place| place == Place::Path;
    let mut parameters = operation.parameters.iter().rev();
    let key = parameters.find(|parameter| in_path(parameter.place));
    let key = key.map(|parameter| parameter.field.wire.as_str());
    match (operation.effect, key) {
        (Effect::Delete, Some(key)) => {
            format!("entity: {{ of: {of}, does: delete, key: {key} }}")
        }
        (_, Some(key)) => format!("entity: {{ of: {of}, does: update, key: {key} }}"),
        (Effect::Delete, None) => format!("entity: {{ of: {of}, does: delete }}"),
        (_, None) => format!("entity: {{ of: {of}, does: create }}"),
    }
}

/// What signatures are made with that nobody has said.
fn unchecked(api: &Api) -> Option<String> {
    let unknown = api.hooks.iter().filter(|hook| hook.body.is_none());
    let names: Vec<String> = unknown
        .map(|hook| format!("`{}`", hook.name.snake()))
        .collect();
    (!names.is_empty()).then(|| {
        format!(
            "does not check what {} computes: any text passes; say how with `--auth FILE`",
            names.join(" and ")
        )
    })
}
