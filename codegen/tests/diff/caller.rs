//! A caller that uses everything of a client, made from the client's own Rust: every method with all that it
//! requires, every setter, every field by its name and exact type, every variant.

use std::collections::BTreeMap;

use apiloom_codegen::emit::rust::{self, Layout};
use apiloom_codegen::model::Api;
use quote::ToTokens;
use syn::{
    Fields, FnArg, GenericArgument, ImplItem, ImplItemFn, Item, ItemEnum, ItemImpl, ItemStruct,
    PathArguments, Type, TypeParamBound, Visibility,
};

/// The source of a program: its first argument is a file of answers to read, a line each.
pub(crate) fn program(api: &Api, prelude: &str) -> String {
    let mut client = Client::default();
    for module in rust::modules(api, Layout::Crate) {
        let file = syn::parse_file(&module.text).expect("generated code is Rust");
        client.take(&module.path, file.items);
    }
    let mut out = prelude.to_owned();
    for (path, place) in [("types", client.has_types), ("operations", true)] {
        if place {
            out.push_str(&format!("use client::{path}::*;\n"));
        }
    }
    client.types(&mut out);
    client.settings(&mut out);
    client.operations(&mut out);
    client.errors(&mut out);
    out.replace("client::", &format!("{}::", api.vendor.snake()))
}

/// What a client is made of.
#[derive(Default)]
struct Client {
    has_types: bool,
    /// The structs and enums below `types`.
    structs: Vec<ItemStruct>,
    enums: Vec<ItemEnum>,
    /// Structs of required values, by their names.
    required: BTreeMap<String, ItemStruct>,
    /// Public methods by the type that has them; of a call, by the type of its inputs.
    methods: BTreeMap<String, Vec<ImplItemFn>>,
    /// The associated types of the traits of operations: the trait, the operation, the type.
    outputs: Vec<(String, String, Type)>,
    /// The types that can be checked.
    checked: Vec<String>,
    /// What hooks are given, and what they give.
    hooks: BTreeMap<String, (ItemStruct, String)>,
    settings: Option<ItemStruct>,
    codes: Option<ItemEnum>,
}

impl Client {
    fn take(&mut self, path: &str, items: Vec<Item>) {
        self.has_types |= path.starts_with("types/");
        for item in items {
            match item {
                Item::Struct(item) => self.take_struct(path, item),
                Item::Enum(item) if path == "errors.rs" => self.codes = Some(item),
                Item::Enum(item) if path.starts_with("types/") => self.enums.push(item),
                Item::Impl(item) => self.take_impl(item),
                Item::Type(item) => {
                    let name = item.ident.to_string();
                    if let Some(hook) = name.strip_suffix("Fn") {
                        let text = item.ty.to_token_stream().to_string();
                        let gives = text
                            .split("Result <")
                            .nth(1)
                            .and_then(|it| it.split(", Error").next());
                        let gives = gives.expect("a hook gives a result").to_owned();
                        self.hooks.get_mut(hook).expect("the input stands first").1 = gives;
                    }
                }
                _ => {}
            }
        }
    }

    fn take_struct(&mut self, path: &str, item: ItemStruct) {
        let name = item.ident.to_string();
        if !matches!(item.vis, Visibility::Public(_)) {
            return;
        }
        if name.ends_with("Required") {
            self.required.insert(name, item);
        } else if path.starts_with("types/") {
            self.structs.push(item);
        } else if path == "settings.rs" && name == "Settings" {
            self.settings = Some(item);
        } else if path == "settings.rs"
            && let Some(hook) = name.strip_suffix("Input")
        {
            self.hooks.insert(hook.to_owned(), (item, String::new()));
        }
    }

    fn take_impl(&mut self, item: ItemImpl) {
        let owner = item.self_ty.to_token_stream().to_string();
        let Some((path, _)) = &item.trait_ else {
            let owner = owner
                .strip_prefix("Call < ")
                .map_or(owner.as_str(), |it| it.trim_end_matches(" >"));
            let methods = item.items.into_iter().filter_map(|item| match item {
                ImplItem::Fn(it) if matches!(it.vis, Visibility::Public(_)) => Some(it),
                _ => None,
            });
            self.methods
                .entry(owner.to_owned())
                .or_default()
                .extend(methods);
            return;
        };
        let name = path
            .segments
            .last()
            .expect("a trait has a name")
            .ident
            .to_string();
        if name == "Validate" {
            self.checked.push(owner.clone());
        }
        for inner in &item.items {
            if let ImplItem::Type(inner) = inner
                && matches!(name.as_str(), "Operate" | "Paged")
            {
                self.outputs
                    .push((name.clone(), owner.clone(), inner.ty.clone()));
            }
        }
    }

    fn types(&self, out: &mut String) {
        for item in &self.structs {
            self.structure(item, out);
        }
        for item in &self.enums {
            self.enumeration(item, out);
        }
        out.push_str("fn check_types() {\n");
        for item in &self.structs {
            self.check_setters(&item.ident.to_string(), out);
        }
        let declared = self.structs.iter().map(|it| &it.ident);
        for name in declared.chain(self.enums.iter().map(|it| &it.ident)) {
            if self.checked.iter().any(|checked| name == checked) {
                out.push_str(&format!(
                    "for size in SIZES {{ print_value_refusals(&format!(\"{name} {{size}}\"), &sample::<{name}>(size)); }}\n"
                ));
            }
        }
        out.push_str("}\n");
    }

    /// What is refused where one thing alone is set that need not be.
    fn check_setters(&self, name: &str, out: &mut String) {
        let methods = self
            .methods
            .get(name)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let new = methods.iter().find(|it| it.sig.receiver().is_none());
        let Some(new) = new.filter(|_| self.checked.iter().any(|checked| name == checked)) else {
            return;
        };
        for setter in methods.iter().filter(|it| it.sig.receiver().is_some()) {
            let (new, set) = (self.used(name, new), self.used(name, setter));
            out.push_str(&format!(
                "{{ {new} {set} print_value_refusals(\"{name}.{} alone\", &made); }}\n",
                setter.sig.ident
            ));
        }
    }

    fn structure(&self, item: &ItemStruct, out: &mut String) {
        let name = &item.ident;
        let fields = public(&item.fields);
        let (mut made, mut shown) = (String::new(), String::new());
        for (field, ty) in &fields {
            if ty == "Extra" {
                made.push_str(&format!("let _: &Extra = &made.{field};\n"));
                continue;
            }
            made.push_str(&format!(
                "made.{field} = <{ty} as Sample>::sample(size, depth.saturating_sub(1));\n"
            ));
            shown.push_str(&format!(
                "out.push_str(\" {field}:\"); <{ty} as Show>::show(&self.{field}, out);\n"
            ));
        }
        out.push_str(&format!(
            "impl Sample for {name} {{ fn sample(size: usize, depth: usize) -> Self {{ let mut made: Self = apiloom::blank(); {made} made }} }}\n\
             impl Show for {name} {{ fn show(&self, out: &mut String) {{ {shown} }} }}\n"
        ));
        let mut uses = String::new();
        if derives(&item.attrs, "Default") {
            uses.push_str(&format!("let _ = {name}::default();\n"));
        }
        for method in self.methods.get(&name.to_string()).into_iter().flatten() {
            uses.push_str(&self.used(&name.to_string(), method));
        }
        out.push_str(&format!("fn use_{name}() {{ {uses} }}\n"));
    }

    /// The use of a method of a type that callers make: the value is called `made`.
    fn used(&self, owner: &str, method: &ImplItemFn) -> String {
        let (name, arguments) = (&method.sig.ident, self.arguments(method, "5"));
        match method.sig.receiver() {
            None => format!("let made = {owner}::{name}({arguments});\n"),
            Some(receiver) if receiver.to_token_stream().to_string().starts_with('&') => {
                format!("made.{name}({arguments});\n")
            }
            Some(_) => format!("let made = made.{name}({arguments});\n"),
        }
    }

    fn enumeration(&self, item: &ItemEnum, out: &mut String) {
        let name = &item.ident;
        let (mut made, mut shown) = (String::new(), String::new());
        for (index, variant) in item.variants.iter().enumerate() {
            let word = &variant.ident;
            let (pattern, value, show) = match &variant.fields {
                Fields::Unit => (String::new(), String::new(), String::new()),
                Fields::Unnamed(fields) => {
                    let ty = fields.unnamed[0].ty.to_token_stream().to_string();
                    let value =
                        format!("(<{ty} as Sample>::sample(size, depth.saturating_sub(1)))");
                    (
                        "(value)".to_owned(),
                        value,
                        format!("<{ty} as Show>::show(value, out);"),
                    )
                }
                fields => {
                    let (mut value, mut show, mut names) =
                        (String::new(), String::new(), String::new());
                    for field in fields {
                        let (field, ty) = (
                            field.ident.as_ref().expect("a name"),
                            field.ty.to_token_stream(),
                        );
                        names.push_str(&format!("{field}, "));
                        value
                            .push_str(&format!("{field}: <{ty} as Sample>::sample(size, depth), "));
                        show.push_str(&format!("<{ty} as Show>::show({field}, out);"));
                    }
                    (format!("{{ {names} }}"), format!("{{ {value} }}"), show)
                }
            };
            shown.push_str(&format!(
                "{name}::{word}{pattern} => {{ out.push_str(\"{word} \"); {show} }}\n"
            ));
            // What came from a vendor that says more is not made here.
            if !value.contains("OtherVariant") {
                made.push_str(&format!("{index} => {name}::{word}{value},\n"));
            }
        }
        let open = item
            .attrs
            .iter()
            .any(|attr| attr.path().is_ident("non_exhaustive"));
        let rest = if open {
            "_ => out.push_str(\"?\"),"
        } else {
            ""
        };
        let count = item.variants.len();
        let first = &item.variants[0].ident;
        let otherwise = match &item.variants[0].fields {
            Fields::Unit => format!("_ => {name}::{first},"),
            _ => "_ => apiloom::blank(),".to_owned(),
        };
        out.push_str(&format!(
            "impl Sample for {name} {{ fn sample(size: usize, depth: usize) -> Self {{ match size % {count} {{ {made} {otherwise} }} }} }}\n\
             impl Show for {name} {{ fn show(&self, out: &mut String) {{ match self {{ {shown} {rest} }} }} }}\n"
        ));
        if derives(&item.attrs, "Copy") {
            out.push_str(&format!(
                "fn copy_{name}(one: {name}) -> ({name}, {name}) {{ (one, one) }}\n"
            ));
        }
    }

    fn settings(&self, out: &mut String) {
        let item = self.settings.as_ref().expect("a client has settings");
        let mut body = String::new();
        let new = self.methods["Settings"]
            .iter()
            .find(|it| it.sig.receiver().is_none());
        let new = new
            .map(|it| self.used("Settings", it))
            .expect("settings are made");
        out.push_str(&format!(
            "fn bare_settings() -> Settings {{ {} made }}\n",
            new.replace("(5)", "(1)")
        ));
        for method in self.methods.get("Settings").into_iter().flatten() {
            body.push_str(&format!(
                "{}\n",
                self.used("Settings", method).replace("(5)", "(size)")
            ));
        }
        for (field, ty) in public(&item.fields) {
            let place = if ty.ends_with("Hook") { "client::" } else { "" };
            body.push_str(&format!("let _: &{place}{ty} = &made.{field};\n"));
        }
        if !self.methods["Settings"]
            .iter()
            .any(|it| !it.sig.inputs.is_empty() && it.sig.receiver().is_none())
        {
            body.push_str("let _ = Settings::default();\n");
        }
        out.push_str(&format!(
            "fn settings(size: usize) -> Settings {{ {body} made }}\n"
        ));
        let checks = match self.checked.iter().any(|it| it == "Settings") {
            true => {
                "for size in SIZES { print_value_refusals(&format!(\"settings {size}\"), &settings(size)); }"
            }
            false => "",
        };
        out.push_str(&format!("fn check_settings() {{ {checks} }}\n"));
    }

    fn operations(&self, out: &mut String) {
        let (mut tokens, mut main, mut encoded, mut answers) =
            (String::new(), String::new(), String::new(), String::new());
        for method in &self.methods["Client"] {
            let name = method.sig.ident.to_string();
            let Some(operation) = operation_of(method) else {
                tokens.push_str(&format!(
                    "client.{name}({});\n",
                    self.arguments(method, "5")
                ));
                continue;
            };
            let output = &self
                .output("Operate", &operation)
                .expect("an operation has an output");
            self.operation(method, &operation, output, out);
            main.push_str(&format!(
                "print_request(\"{name} bare settings\", &calls_{name}(&bare, 5)[0].1);\n\
                 for size in [4, 5, 6, 9] {{ for (name, call) in calls_{name}(&client, size) {{ print_request(&format!(\"{{name}} {{size}}\"), &call); }} }}\n\
                 for size in SIZES {{ for (name, call) in calls_{name}(&client, size) {{ print_refusals(&format!(\"{{name}} {{size}}\"), &call); }} }}\n"
            ));
            answers.push_str(&format!(
                "\"{name}\" => print_answer(&calls_{name}(&client, 5)[0].1, line[1], line[2].parse().unwrap(), line[3]),\n"
            ));
            if !["()", "Download"].contains(&output.as_str()) {
                encoded.push_str(&format!(
                    "println!(\"encoded\\t{name}\\t{{}}\", String::from_utf8(apiloom::encode(&sample::<{output}>(5)).unwrap()).unwrap());\n"
                ));
            }
            if let Some(item) = self.output("Paged", &operation) {
                self.paged(&name, &item, out);
                main.push_str(&format!("paged_{name}(&answers);\n"));
            }
        }
        out.push_str(&format!(
            "fn client(settings: Settings) -> Client {{\n\
             let client = Client::with_transport(settings, pager(\"none\", Vec::new())).configure(still);\n{tokens} client }}\n\
             fn main() {{\n\
             let bare = client(bare_settings());\n\
             let client = client(settings(1));\n\
             let answers = std::env::args().nth(1).map(|path| std::fs::read_to_string(path).unwrap()).unwrap_or_default();\n\
             {main}\ncheck_types(); check_settings();\n{encoded}\n\
             for line in answers.lines() {{\n\
             let line: Vec<&str> = line.split('\\t').collect();\n\
             match line[0] {{ {answers} _ => {{}} }}\n}}\n}}\n"
        ));
    }

    fn output(&self, name: &str, operation: &str) -> Option<String> {
        let found = self
            .outputs
            .iter()
            .find(|(it, owner, _)| it == name && owner == operation);
        found.map(|(_, _, ty)| ty.to_token_stream().to_string())
    }

    fn operation(&self, method: &ImplItemFn, operation: &str, output: &str, out: &mut String) {
        let name = &method.sig.ident;
        let least = format!("client.{name}({})", self.arguments(method, "size"));
        let mut calls = format!(
            "let mut calls: Vec<(String, Call<{operation}>)> = vec![(\"{name}\".to_owned(), {least})];\n"
        );
        // What holds more than it must is also sent with nothing more.
        let bare = least.replace("sample::<", "bare::<");
        calls.push_str(&format!(
            "calls.push((\"{name}.bare\".to_owned(), {bare}));\n"
        ));
        let mut all = least.clone();
        for setter in self.methods.get(operation).into_iter().flatten() {
            let set = format!(".{}({})", setter.sig.ident, self.arguments(setter, "size"));
            calls.push_str(&format!(
                "calls.push((\"{name}.{}\".to_owned(), {least}{set}));\n",
                setter.sig.ident
            ));
            if !setter.sig.ident.to_string().starts_with("clear_") {
                all.push_str(&set);
            }
        }
        out.push_str(&format!(
            "fn calls_{name}(client: &Client, size: usize) -> Vec<(String, Call<{operation}>)> {{\n{calls}\
             calls.push((\"{name}.all\".to_owned(), {all}));\ncalls }}\n\
             async fn answer_{name}(call: Call<{operation}>) -> Result<(), Error> {{ let answer: {output} = call.await?; let _ = answer; Ok(()) }}\n"
        ));
    }

    fn paged(&self, name: &str, item: &str, out: &mut String) {
        out.push_str(&format!(
            "fn paged_{name}(answers: &str) {{\n\
             let start = \"{name}\\tpage\";\n\
             let pages = answers.lines().filter(|it| it.starts_with(start)).map(|it| it.split('\\t').nth(3).unwrap().to_owned());\n\
             let client = Client::with_transport(settings(1), pager(\"{name}\", pages.collect())).configure(still);\n\
             let call = calls_{name}(&client, 5).remove(0).1.without_validation().with_retry(apiloom::Retry::none());\n\
             for item in call.items().blocking().take(40) {{\n\
             match item {{ Ok(item) => {{ let item: {item} = item; println!(\"item\\t{name}\\t{{}}\", show(&item)) }} Err(error) => println!(\"item\\t{name}\\t{{:?}}\", error.kind()) }}\n}}\n}}\n\
             async fn pages_{name}(client: &Client) {{\n\
             let mut pages = calls_{name}(client, 5).remove(0).1.pages();\n\
             if let Some(Ok(page)) = pages.next().await {{ let _ = page; }}\n}}\n"
        ));
    }

    fn errors(&self, out: &mut String) {
        let Some(codes) = &self.codes else { return };
        let arms: Vec<String> = codes
            .variants
            .iter()
            .map(|it| format!("Some(client::ErrorCode::{}) => 1,", it.ident))
            .collect();
        out.push_str(&format!(
            "fn use_errors(error: &Error) -> u8 {{ match client::ErrorCode::of(error) {{ {} _ => 0 }} }}\n",
            arms.join(" ")
        ));
    }

    /// What a method is called with.
    fn arguments(&self, method: &ImplItemFn, size: &str) -> String {
        let typed = method.sig.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(input) => Some(self.argument(&input.ty, size)),
            FnArg::Receiver(_) => None,
        });
        typed.collect::<Vec<_>>().join(", ")
    }

    fn argument(&self, ty: &Type, size: &str) -> String {
        if let Some((bound, inner)) = implemented(ty) {
            let inner = match (bound.as_str(), implemented(&inner)) {
                ("Into", _) => inner.to_token_stream().to_string(),
                (_, Some((_, item))) => format!("Vec<{}>", item.to_token_stream()),
                (_, None) => format!("Vec<{}>", inner.to_token_stream()),
            };
            return format!("sample::<{inner}>({size})");
        }
        let name = ty.to_token_stream().to_string();
        if let Some(item) = self.required.get(&name) {
            let fields: Vec<String> = public(&item.fields)
                .into_iter()
                .map(|(field, ty)| format!("{field}: sample::<{ty}>({size})"))
                .collect();
            let path = if name == "SettingsRequired" {
                "client::"
            } else {
                ""
            };
            return format!("{path}{name} {{ {} }}", fields.join(", "));
        }
        if let Some((input, gives)) = name
            .strip_suffix("Hook")
            .and_then(|hook| self.hooks.get(hook))
        {
            let lifetime = if input.generics.params.is_empty() {
                ""
            } else {
                "<'_>"
            };
            let reads: Vec<String> = public(&input.fields)
                .into_iter()
                .map(|(field, ty)| {
                    format!("let _: {} = input.{field}.clone();", ty.replace("'a ", ""))
                })
                .collect();
            return format!(
                "client::{name}::new(move |input: &client::{}{lifetime}| {{ {} Ok(sample::<{gives}>(5)) }})",
                input.ident,
                reads.join(" ")
            );
        }
        format!("sample::<{name}>({size})")
    }
}

/// The public fields of a struct with their types.
fn public(fields: &Fields) -> Vec<(String, String)> {
    let public = fields
        .iter()
        .filter(|field| matches!(field.vis, Visibility::Public(_)));
    public
        .filter_map(|field| {
            Some((
                field.ident.as_ref()?.to_string(),
                field.ty.to_token_stream().to_string(),
            ))
        })
        .collect()
}

fn derives(attrs: &[syn::Attribute], name: &str) -> bool {
    let mut derives = attrs.iter().filter(|attr| attr.path().is_ident("derive"));
    derives.any(|attr| attr.to_token_stream().to_string().contains(name))
}

/// The trait and the type in `impl Into<T>` or `impl IntoIterator<Item = T>`.
fn implemented(ty: &Type) -> Option<(String, Type)> {
    let Type::ImplTrait(ty) = ty else { return None };
    let TypeParamBound::Trait(bound) = ty.bounds.first()? else {
        return None;
    };
    let segment = bound.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    let inner = match arguments.args.first()? {
        GenericArgument::Type(inner) => inner.clone(),
        GenericArgument::AssocType(inner) => inner.ty.clone(),
        _ => return None,
    };
    Some((segment.ident.to_string(), inner))
}

/// The operation of a method of the client, by its inputs; none if it is no operation.
fn operation_of(method: &ImplItemFn) -> Option<String> {
    let output = method.sig.output.to_token_stream().to_string();
    let inner = output.strip_prefix("-> Call < ")?;
    Some(inner.trim_end_matches(" >").to_owned())
}
