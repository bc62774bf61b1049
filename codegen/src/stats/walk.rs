//! From a spec as it is written to what stands in it.

use super::shown::{Places, Shown};
use super::told::{self, told};
use super::{Stats, Thing, What, codec};
use crate::diagnostic::one_line;
use crate::source::Sources;
use crate::spec::auth::Scheme;
use crate::spec::types::{FieldEntry, FieldList, Variant};
use crate::spec::{Api, Facts, Field, Kind, Named, Operation, Text};

/// What stands in a spec, given what stands in its examples.
pub(super) fn spec(spec: &Api, shown: &Shown, sources: &Sources) -> Stats {
    let mut walk = Walk {
        shown,
        stats: Stats {
            path: sources.get(spec.vendor.span.file).path.clone(),
            vendor: spec.vendor.text.clone(),
            ..Stats::default()
        },
    };
    for (name, setting) in spec.settings.iter() {
        walk.setting(name, setting);
    }
    for (name, hook) in spec.hooks.iter() {
        walk.alone(What::Hook, "hooks", name, &hook.facts);
    }
    for (name, server) in spec.servers.iter() {
        walk.alone(What::Server, "servers", name, &server.facts);
    }
    for (name, scheme) in spec.auth.iter() {
        walk.scheme(name, scheme);
    }
    for (name, limit) in spec.limits.iter() {
        walk.alone(What::Limit, "limits", name, &limit.facts);
    }
    for (name, envelope) in spec.envelopes.iter() {
        let path = format!("envelopes.{}.fields", name.text);
        let first = walk.stats.things.len();
        walk.fields(&path, &envelope.fields, envelope.facts.from.is_some());
        // No client reads a member that no expression names.
        walk.not_judged(first);
    }
    for (code, error) in spec.errors.iter() {
        let names = [code.as_str(), error.name.as_str()];
        walk.thing(What::Error, "errors", (code, &names), &error.facts, false);
        let (example, test) = in_either(shown, |places| places.errors.contains(code.as_str()));
        if let Some(thing) = walk.stats.things.last_mut() {
            (thing.example, thing.test) = (Some(example), Some(test));
        }
    }
    if let Some(defaults) = &spec.defaults {
        walk.fields("defaults.query", &defaults.query, false);
        walk.fields("defaults.header", &defaults.header, false);
        walk.fields("defaults.cookie", &defaults.cookie, false);
    }
    for (name, def) in spec.types.iter() {
        let names = names(name, &def.name);
        let index = walk.stats.things.len();
        let (path, is_sourced) = walk.thing(What::Type, "types", (name, &names), &def.facts, false);
        walk.kind(&path, &def.kind, is_sourced);
        walk.group(index);
    }
    for (name, operation) in spec.operations.iter() {
        walk.operation(name, operation);
    }
    walk.stats
}

struct Walk<'s> {
    shown: &'s Shown,
    stats: Stats,
}

impl Walk<'_> {
    fn setting(&mut self, name: &Text, setting: &Field) {
        let index = self.stats.things.len();
        self.field(What::Setting, "settings", name, setting, false);
        let has_example = setting.more.example.is_some() || setting.more.default.is_some();
        let mut things = self.stats.things.iter_mut().skip(index);
        if let Some(thing) = things.next() {
            thing.example = Some(has_example);
            // The tests make up what they set.
            thing.test = None;
        }
        // One value is the example of a setting, whatever codes there are.
        things.for_each(|code| (code.example, code.test) = (None, None));
    }

    /// Of the members of an envelope, whose things start at this number, no client reads those that no
    /// expression names, nor what stands in them.
    fn not_judged(&mut self, first: usize) {
        let mut is_judged = true;
        for thing in self.stats.things.iter_mut().skip(first) {
            if thing.what == What::Field {
                is_judged = self.shown.judged.contains(&thing.span);
            }
            thing.test = thing.test.filter(|_| is_judged);
        }
    }

    fn scheme(&mut self, name: &Text, scheme: &Scheme) {
        self.alone(What::Scheme, "auth", name, &scheme.facts);
        // What calls a hook is computed by somebody else.
        let computes = !self.shown.by_hooks.contains(name.as_str()) && !scheme.lets.is_empty();
        if let Some(thing) = self.stats.things.last_mut().filter(|_| computes) {
            thing.example = Some(!scheme.known_answers.is_empty());
        }
    }

    /// Something that stands in no example.
    fn alone(&mut self, what: What, path: &str, name: &Text, facts: &Facts) {
        self.thing(what, path, (name, &[name.as_str()]), facts, false);
        if let Some(thing) = self.stats.things.last_mut() {
            (thing.example, thing.test) = (None, None);
        }
    }

    fn operation(&mut self, name: &Text, operation: &Operation) {
        let names = [name.as_str()];
        let facts = &operation.facts;
        let (path, is_sourced) =
            self.thing(What::Operation, "operations", (name, &names), facts, false);
        self.stats.examples += operation.examples.len();
        self.stats.rules += operation.rules.len();
        self.fields(&format!("{path}.path"), &operation.path, is_sourced);
        self.fields(&format!("{path}.query"), &operation.query, is_sourced);
        self.fields(&format!("{path}.header"), &operation.header, is_sourced);
        self.fields(&format!("{path}.cookie"), &operation.cookie, is_sourced);
        if let Some(body) = &operation.body {
            let is_sourced = is_sourced || body.facts.from.is_some();
            self.kind(&format!("{path}.body"), &body.kind, is_sourced);
        }
        if let Some(returns) = &operation.returns {
            let is_sourced = is_sourced || returns.facts.from.is_some();
            self.kind(&format!("{path}.returns"), &returns.kind, is_sourced);
        }
    }

    fn fields(&mut self, path: &str, fields: &Named<Field>, is_sourced: bool) {
        for (name, field) in fields.iter() {
            self.field(What::Field, path, name, field, is_sourced);
        }
    }

    fn field(&mut self, what: What, path: &str, name: &Text, field: &Field, is_sourced: bool) {
        let more = &field.more;
        let names = names(name, &more.name);
        let (path, is_sourced) = self.thing(what, path, (name, &names), &field.facts, is_sourced);
        if let Some(thing) = self.stats.things.last_mut() {
            let is_given = more.constant.is_none() && more.value.is_none();
            thing.example = thing.example.filter(|_| is_given);
            thing.example = thing.example.map(|shown| shown || more.example.is_some());
            thing.test = thing.test.filter(|_| is_given);
        }
        let texts = [
            &more.length,
            &more.byte_length,
            &more.range,
            &more.pattern,
            &more.items,
        ];
        let bounds = texts.iter().filter(|text| text.is_some()).count();
        self.stats.rules += bounds + usize::from(more.unique == Some(true));
        self.kind(&path, &field.kind, is_sourced);
    }

    /// What stands in the description of a type.
    fn kind(&mut self, path: &str, kind: &Kind, is_sourced: bool) {
        self.stats.rules += kind.rules.len();
        self.stats.codecs += usize::from(kind.bool.is_some());
        let texts = kind.ty.iter().chain(&kind.rest);
        self.stats.codecs += texts.map(codec::count).sum::<usize>();
        for (_, ty) in kind.map.iter().flat_map(Named::iter) {
            self.stats.codecs += codec::count(ty);
        }
        self.codes(path, kind, is_sourced);
        self.variants(&format!("{path}.variants"), &kind.variants, is_sourced);
        self.variants(&format!("{path}.cases"), &kind.cases, is_sourced);
        let first = self.stats.things.len();
        for entry in kind.fields.iter().flat_map(|fields| &fields.entries) {
            if let FieldEntry::Field(name, field) = entry {
                let path = format!("{path}.fields");
                self.field(What::Field, &path, name, field, is_sourced);
            }
        }
        if let Some(fields) = &kind.fields {
            self.deciding(fields, first);
        }
        for item in kind.tuple.iter().flatten() {
            let path = format!("{path}.tuple");
            self.field(What::Field, &path, &item.key, &item.field, is_sourced);
        }
        if let Some(view) = &kind.view {
            self.fields(&format!("{path}.view.with"), &view.with, is_sourced);
        }
    }

    fn codes(&mut self, path: &str, kind: &Kind, is_sourced: bool) {
        let path = format!("{path}.enum");
        for (key, code) in kind.variants_of_enum.iter().flat_map(Named::iter) {
            let mut facts = code.facts.clone();
            // A code has both a title and a label; either tells what it is, also where it is called so in Rust.
            facts.title = facts.title.or(Some(code.label.clone()));
            self.thing(
                What::Code,
                &path,
                (key, &[key.as_str()]),
                &facts,
                is_sourced,
            );
        }
    }

    fn variants(&mut self, path: &str, variants: &Option<Named<Variant>>, is_sourced: bool) {
        for (key, variant) in variants.iter().flat_map(Named::iter) {
            self.stats.codecs += type_of(variant).map_or(0, codec::count);
            let names = names(key, &variant.name);
            self.thing(
                What::Variant,
                path,
                (key, &names),
                &variant.facts,
                is_sourced,
            );
        }
    }

    /// What decides the type of a sibling is read with it, as one value; the things of the fields start at
    /// this number.
    fn deciding(&mut self, fields: &FieldList, first: usize) {
        let find = |name: &Text| {
            fields.entries.iter().find_map(|entry| match entry {
                FieldEntry::Field(key, _) if key.text == name.text => Some(key.span),
                _ => None,
            })
        };
        for entry in &fields.entries {
            let FieldEntry::Field(key, field) = entry else {
                continue;
            };
            let deciding = field.kind.switch.as_ref().and_then(find);
            let things = self.stats.things.iter_mut().skip(first);
            for thing in things.filter(|thing| Some(thing.span) == deciding) {
                let (example, test) =
                    in_either(self.shown, |places| places.names.contains(&key.span));
                thing.example = thing.example.map(|shown| shown || example);
                thing.test = Some(test);
            }
        }
    }

    /// A record that others take their fields from is shown where these are.
    fn group(&mut self, index: usize) {
        let things = self.stats.things.get_mut(index..);
        let Some((group, inside)) = things.and_then(<[Thing]>::split_first_mut) else {
            return;
        };
        let any =
            |of: fn(&Thing) -> Option<bool>| inside.iter().any(|thing| of(thing) == Some(true));
        group.example = group
            .example
            .map(|shown| shown || any(|thing| thing.example));
        group.test = group.test.map(|shown| shown || any(|thing| thing.test));
    }

    /// Notes a thing by its names; its path, and whether what stands in it is from somewhere.
    fn thing(
        &mut self,
        what: What,
        path: &str,
        (name, names): (&Text, &[&str]),
        facts: &Facts,
        is_sourced: bool,
    ) -> (String, bool) {
        let vendor = self.stats.vendor.as_str();
        let keys = path.split('.').filter(|key| !KEYS.contains(key));
        let around: Vec<&str> = keys.chain([vendor]).collect();
        let named = told::Named {
            names,
            around: &around,
        };
        let (english, chinese) = told(facts, named);
        // Names of the wire may hold anything, and the path is shown.
        let path = format!("{path}.{}", one_line(&name.text));
        let is_sourced = is_sourced || facts.from.is_some();
        let (example, test) = in_either(self.shown, |places| places.names.contains(&name.span));
        self.stats.things.push(Thing {
            what,
            path: path.clone(),
            span: name.span,
            is_sourced,
            english,
            chinese,
            example: Some(example),
            test: Some(test),
        });
        (path, is_sourced)
    }
}

/// The keys of paths that are the language's own and name nothing of a vendor's.
const KEYS: &[&str] = &[
    "settings",
    "envelopes",
    "errors",
    "defaults",
    "types",
    "operations",
    "auth",
    "servers",
    "limits",
    "hooks",
    "enum",
    "variants",
    "cases",
    "path",
    "query",
    "header",
    "cookie",
    "body",
    "returns",
    "fields",
    "tuple",
    "view",
    "with",
];

/// Whether something stands in an example, and in one that becomes a test.
fn in_either(shown: &Shown, stands: impl Fn(&Places) -> bool) -> (bool, bool) {
    (stands(&shown.examples), stands(&shown.tests))
}

/// The name on the wire, and that in Rust if the spec says another one.
fn names<'t>(name: &'t Text, own: &'t Option<Text>) -> Vec<&'t str> {
    [name].into_iter().chain(own).map(Text::as_str).collect()
}

/// The type of a variant, in short or in long form.
fn type_of(variant: &Variant) -> Option<&Text> {
    variant.ty.as_ref().or(variant.short.as_ref())
}
