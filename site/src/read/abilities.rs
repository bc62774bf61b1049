//! What an API can do, for a comparison of vendors.

use apiloom_codegen::model::{Body, Encode, Operation, PageStyle, Type};

use super::{Reader, operation_id};
use crate::book::{Abilities, Entity};
use crate::words::{self, pick};

impl Reader<'_> {
    pub(super) fn abilities(&self) -> Abilities {
        let api = self.api;
        let schemes = api.schemes.iter();
        let tokens = || {
            let tokens = api.schemes.iter().filter_map(|s| s.token.as_ref());
            tokens.filter(|token| token.operation.is_some())
        };
        let styles = api.operations.iter().filter_map(|o| o.paginate.as_ref());
        let bodies = api.operations.iter().filter_map(|o| o.body.as_ref());
        let limits = api.limits.iter();
        Abilities {
            operations: api.operations.len(),
            types: self.names.names.len(),
            entities: self.entities(),
            authentication: distinct(schemes.map(|scheme| self.scheme_title(scheme))),
            fetches_tokens: tokens().next().is_some(),
            renews_tokens: tokens()
                .any(|token| token.lifetime.is_some() || !token.renew.is_empty()),
            pagination: distinct(styles.map(|p| self.style(p.by).to_owned())),
            limits: distinct(limits.map(|limit| self.limit(limit))),
            bodies: distinct(bodies.map(|body| self.encoding(body).to_owned())),
            files: api.operations.iter().any(moves_files),
        }
    }

    fn style(&self, style: PageStyle) -> &'static str {
        let pick = |en, zh| pick(self.language, en, zh);
        match style {
            PageStyle::Page => pick("page number", "页码"),
            PageStyle::Offset => pick("offset", "偏移量"),
            PageStyle::Cursor => pick("cursor", "游标"),
            PageStyle::LastId => pick("last id", "最后一条的 id"),
            PageStyle::Link => pick("link", "链接"),
        }
    }

    fn encoding(&self, body: &Body) -> &'static str {
        let pick = |en, zh| pick(self.language, en, zh);
        match body.encode {
            Encode::Json => "JSON",
            Encode::Form => pick("form", "表单"),
            Encode::Multipart => pick("multipart", "multipart 表单"),
            Encode::Text => pick("text", "文本"),
            Encode::Bytes => pick("bytes", "字节"),
        }
    }

    fn entities(&self) -> Vec<Entity> {
        let mut entities: Vec<Entity> = Vec::new();
        for operation in &self.api.operations {
            let Some(entity) = &operation.entity else {
                continue;
            };
            let name = words::visible(&entity.of);
            let at = entities.iter().position(|known| known.name == name);
            let at = at.unwrap_or_else(|| {
                entities.push(Entity {
                    title: self.entity_title(&entity.of),
                    name,
                    list: Vec::new(),
                    read: Vec::new(),
                    create: Vec::new(),
                    update: Vec::new(),
                    delete: Vec::new(),
                });
                entities.len() - 1
            });
            let found = &mut entities[at];
            let list = match entity.does.as_str() {
                "list" => &mut found.list,
                "read" => &mut found.read,
                "create" => &mut found.create,
                "update" => &mut found.update,
                _ => &mut found.delete,
            };
            list.push(operation_id(operation));
        }
        entities
    }

    /// The title of the type that an entity is called like.
    fn entity_title(&self, name: &str) -> Option<String> {
        let mut types = self.api.types.iter();
        let ty = types.find(|ty| ty.name.camel() == name || ty.name.snake() == name)?;
        self.line(&ty.facts.title)
    }
}

fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

fn moves_files(operation: &Operation) -> bool {
    let returned = operation.returns.iter().map(|returns| &returns.ty);
    let mut found = false;
    for ty in operation.fields().map(|field| &field.ty).chain(returned) {
        ty.walk(&mut |inner| found |= *inner == Type::File);
    }
    found
}
