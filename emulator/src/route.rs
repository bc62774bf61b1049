//! Which operation a request is for.

use std::collections::BTreeSet;

use apiloom_codegen::expr::{self, Env, Typed, Value};
use apiloom_codegen::model::{
    Api, AuthUse, Encode, Operation, Parameter, Payload, Place, Presence, Server, TemplatePart,
    Type, Where,
};

use crate::percent;
use crate::received::{Pairs, Received};

/// The paths of an API.
#[derive(Debug)]
pub struct Routes {
    api: &'static Api,
    /// The prefixes of the servers, each with the servers' names; never empty.
    prefixes: Vec<Prefix>,
}

#[derive(Debug)]
struct Prefix {
    servers: Vec<String>,
    segments: Vec<Segment>,
}

/// A segment of a path: texts and holes in turn.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Segment(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Hole(String),
}

/// Where a request belongs.
#[derive(Debug)]
pub struct Route {
    /// The operation.
    pub operation: &'static Operation,
    /// The part of the path before that of the operation, as received and without a slash at its end.
    pub prefix: String,
    /// The parameters of the path, decoded.
    pub path: Pairs,
}

/// Why a request belongs nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Astray {
    /// No operation has such a path; those that are nearest to it.
    Path(Vec<String>),
    /// These methods have such a path.
    Method(Vec<String>),
    /// Operations of this path differ in constants, and the request has those of none.
    Constants(Vec<String>),
}

impl Route {
    /// A path of this route without what is secret in it.
    pub fn shown(&self, path: &str) -> String {
        let parameters = self.operation.parameters.iter();
        let is_secret = |p: &&Parameter| p.place == Place::Path && is_secret(&p.field.ty);
        let names: Vec<&str> = parameters
            .filter(is_secret)
            .map(|p| p.field.wire.as_str())
            .collect();
        let values = self.path.iter();
        let secrets: Vec<&str> = values
            .filter(|(name, _)| names.contains(&name.as_str()))
            .map(|(_, value)| value.as_str())
            .collect();
        let masked = path.split('/').map(|segment| {
            let text = percent::decode(segment);
            match secrets.iter().any(|secret| text.contains(secret)) {
                true => "***",
                false => segment,
            }
        });
        masked.collect::<Vec<_>>().join("/")
    }
}

/// Whether values of a type are secret.
pub(crate) fn is_secret(ty: &Type) -> bool {
    match ty {
        Type::Secret => true,
        Type::Trimmed(inner) | Type::Nullable(inner) | Type::Sentinel(inner, _) => is_secret(inner),
        _ => false,
    }
}

struct Match {
    route: Route,
    own_server: bool,
    texts: usize,
}

impl Routes {
    /// The paths of an API; hosts are not asked, since the emulator has one of its own.
    pub fn new(api: &'static Api) -> Self {
        let mut prefixes: Vec<Prefix> = Vec::new();
        for server in &api.servers {
            let segments = prefix_segments(server);
            match prefixes.iter_mut().find(|known| known.segments == segments) {
                Some(known) => known.servers.push(server.id.clone()),
                None => prefixes.push(Prefix {
                    servers: vec![server.id.clone()],
                    segments,
                }),
            }
        }
        if prefixes.is_empty() {
            prefixes.push(Prefix {
                servers: Vec::new(),
                segments: Vec::new(),
            });
        }
        Self { api, prefixes }
    }

    /// The path that clients put behind the address of the emulator, by the name of the server; `setting`
    /// gives what stands in place of a setting.
    pub fn prefixes(&self, setting: &dyn Fn(&str) -> String) -> Vec<(String, String)> {
        let shown = |segment: &Segment| {
            let pieces = segment.0.iter().map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Hole(name) => setting(name),
            });
            format!("/{}", pieces.collect::<String>())
        };
        let of = |prefix: &Prefix| prefix.segments.iter().map(shown).collect::<String>();
        let servers = self.api.servers.iter().map(|server| {
            let has = |p: &&Prefix| p.servers.contains(&server.id);
            let prefix = self.prefixes.iter().find(has).map(of);
            (server.id.clone(), prefix.unwrap_or_default())
        });
        servers.collect()
    }

    /// The operation that a request is for.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(&self, received: &Received) -> Result<Route, Astray> {
        let matches = self.matches(&received.path);
        if matches.is_empty() {
            return Err(Astray::Path(self.nearest(&received.path)));
        }
        let mut methods: Vec<String> = Vec::new();
        let mut fitting = Vec::new();
        for found in matches {
            let method = found.route.operation.method.clone();
            if method == received.method {
                fitting.push(found);
            } else if !methods.contains(&method) {
                methods.push(method);
            }
        }
        if fitting.is_empty() {
            return Err(Astray::Method(methods));
        }
        told_apart(self.api, fitting, received)
    }

    /// A path as the log may show it, whether an operation takes it or not.
    ///
    /// Where no template says what a segment is, it may be a secret of a request that is nearly right.
    pub fn shown(&self, path: &str) -> String {
        let matches = self.matches(path);
        if matches.is_empty() {
            return self.known_segments(path);
        }
        let mut shown = path.to_owned();
        for found in &matches {
            shown = found.route.shown(&shown);
        }
        shown
    }

    /// A path with `*` for each segment that stands in no template.
    fn known_segments(&self, path: &str) -> String {
        let prefixes = self.prefixes.iter().flat_map(|p| p.segments.clone());
        let operations = self.api.operations.iter();
        let templates = operations.flat_map(|operation| template(&operation.path));
        let literal = |segment: Segment| match <[Piece; 1]>::try_from(segment.0) {
            Ok([Piece::Text(text)]) => Some(text),
            _ => None,
        };
        let known: BTreeSet<String> = prefixes.chain(templates).filter_map(literal).collect();
        let is_known = |raw: &str| raw.is_empty() || known.contains(percent::decode(raw).as_str());
        let shown = path
            .split('/')
            .map(|raw| if is_known(raw) { raw } else { "*" });
        shown.collect::<Vec<_>>().join("/")
    }

    /// The operations whose paths fit, under whatever prefix.
    fn matches(&self, path: &str) -> Vec<Match> {
        let raw = segments_of(path);
        let mut found = Vec::new();
        for prefix in &self.prefixes {
            if raw.len() < prefix.segments.len() {
                continue;
            }
            let (head, tail) = raw.split_at(prefix.segments.len());
            let mut ignored = Pairs::new();
            if !fits_all(&prefix.segments, head, &mut ignored) {
                continue;
            }
            let shown: String = head.iter().map(|segment| format!("/{segment}")).collect();
            for operation in &self.api.operations {
                let template = template(&operation.path);
                let mut values = Pairs::new();
                if template.len() == tail.len() && fits_all(&template, tail, &mut values) {
                    found.push(Match {
                        own_server: prefix.servers.contains(&operation.server),
                        texts: texts(&template),
                        route: Route {
                            operation,
                            prefix: shown.clone(),
                            path: values,
                        },
                    });
                }
            }
        }
        found
    }

    /// The operations whose paths are most like this one, as people read them.
    fn nearest(&self, path: &str) -> Vec<String> {
        let raw = segments_of(path);
        let no_setting = |name: &str| format!("{{{name}}}");
        let prefixes = self.prefixes(&no_setting);
        let mut rated: Vec<(usize, String)> = Vec::new();
        for operation in &self.api.operations {
            let prefix = prefixes.iter().find(|(id, _)| *id == operation.server);
            let prefix = prefix.map_or("", |(_, prefix)| prefix.as_str());
            let known = format!("{prefix}{}", operation.path);
            let common = segments_of(&known)
                .iter()
                .filter(|segment| !segment.starts_with('{') && raw.contains(*segment))
                .count();
            let line = format!("{} {known} ({})", operation.method, operation.name.snake());
            rated.push((common, line));
        }
        rated.sort_by_key(|(common, _)| std::cmp::Reverse(*common));
        rated.into_iter().take(3).map(|(_, line)| line).collect()
    }
}

/// The one operation among several of one method and path whose constants the request has.
fn told_apart(api: &Api, mut matches: Vec<Match>, received: &Received) -> Result<Route, Astray> {
    // Literal segments go before holes, and the server that the spec says before others.
    matches.sort_by_key(|m| (std::cmp::Reverse(m.texts), !m.own_server));
    let best = matches.first().map(|m| (m.texts, m.own_server));
    matches.retain(|m| Some((m.texts, m.own_server)) == best);
    if matches.len() > 1 {
        let values = Constants::of(received);
        let marks = |m: &Match| Marks::of(api, m.route.operation);
        let lines: Vec<String> = matches
            .iter()
            .map(|m| marks(m).shown(m.route.operation))
            .collect();
        matches.retain(|m| values.fit(m.route.operation, &marks(m)));
        let most = matches.iter().map(|m| marks(m).own.len());
        let most = most.max().unwrap_or(0);
        matches.retain(|m| marks(m).own.len() == most);
        if matches.is_empty() {
            return Err(Astray::Constants(lines));
        }
        if matches.len() > 1
            && let Some(at) = matches
                .iter()
                .position(|m| values.complete(m.route.operation))
        {
            matches.swap(0, at);
        }
    }
    match matches.into_iter().next() {
        Some(found) => Ok(found.route),
        None => Err(Astray::Path(Vec::new())),
    }
}

/// Where a constant stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    At(Place),
    Body,
}

/// A text that each request to an operation has.
struct Mark {
    stands: Stands,
    wire: String,
    text: String,
}

/// What the requests to an operation are told by.
struct Marks {
    /// Its constants, and what is computed from the facts of the operation alone.
    own: Vec<Mark>,
    /// What schemes make of these facts: of one set at least, each mark is there; none if that tells nothing.
    of_schemes: Vec<Vec<Mark>>,
}

impl Marks {
    fn of(api: &Api, operation: &Operation) -> Self {
        let env = facts(operation);
        let parameters = operation.parameters.iter();
        let parameters = parameters.map(|p| (Stands::At(p.place), &p.field));
        let body = operation.body.as_ref().map(|body| &body.payload);
        let fields = match body {
            Some(Payload::Fields(fields)) => fields.as_slice(),
            _ => &[],
        };
        let all = parameters.chain(fields.iter().map(|field| (Stands::Body, field)));
        let own = all.filter_map(|(stands, field)| {
            let computed = || of_facts(field.value.as_ref()?, &env);
            let constant = field.constant.as_ref().map(|c| c.text.clone());
            Some(Mark {
                stands,
                wire: field.wire.as_str().to_owned(),
                text: constant.or_else(computed)?,
            })
        });
        let of_scheme = |id: &String| {
            let scheme = api.schemes.iter().find(|scheme| scheme.id == *id);
            let stamps = scheme.into_iter().flat_map(|scheme| &scheme.stamps);
            let marks = stamps.filter_map(|placed| {
                let stands = match placed.place {
                    Where::Query => Stands::At(Place::Query),
                    Where::Header => Stands::At(Place::Header),
                    Where::Cookie => Stands::At(Place::Cookie),
                    Where::Body => Stands::Body,
                };
                Some(Mark {
                    stands,
                    wire: placed.wire.clone(),
                    text: of_facts(&placed.value, &env)?,
                })
            });
            marks.collect::<Vec<_>>()
        };
        Self {
            own: own.collect(),
            of_schemes: match &operation.auth {
                AuthUse::None => Vec::new(),
                AuthUse::Any(ids) => ids.iter().map(of_scheme).collect(),
                AuthUse::All(ids) => vec![ids.iter().flat_map(of_scheme).collect()],
            },
        }
    }

    /// The marks in words.
    fn shown(&self, operation: &Operation) -> String {
        let marks = self
            .own
            .iter()
            .chain(self.of_schemes.first().into_iter().flatten());
        let marks: Vec<String> = marks.map(|m| format!("{}={}", m.wire, m.text)).collect();
        format!("{} ({})", marks.join(", "), operation.name.snake())
    }
}

/// What expressions see of an operation.
fn facts(operation: &Operation) -> Env {
    let mut env = Env::new();
    env.set("operation.id", Value::Text(operation.name.snake()));
    for (name, value) in &operation.constants {
        env.set(&format!("operation.{name}"), Value::Text(value.clone()));
    }
    env
}

/// The text of an expression that depends on the facts of the operation, and on nothing else.
fn of_facts(value: &Typed, env: &Env) -> Option<String> {
    let uses = expr::uses(value);
    let is_alone = uses.names.is_empty()
        && uses.hooks.is_empty()
        && !uses.now
        && !uses.nonce
        && uses.roots.iter().eq(["operation"]);
    match expr::eval(value, env) {
        Ok(Value::Text(text)) if is_alone => Some(text),
        _ => None,
    }
}

/// What a request says where constants may stand.
struct Constants<'a> {
    received: &'a Received,
    query: Pairs,
    cookies: Pairs,
    json: Option<apiloom_wire::Json>,
}

impl<'a> Constants<'a> {
    fn of(received: &'a Received) -> Self {
        Self {
            received,
            query: received.query(),
            cookies: received.cookies(),
            json: received.json(),
        }
    }

    fn fit(&self, operation: &Operation, marks: &Marks) -> bool {
        let has = |mark: &Mark| self.text(operation, mark).as_deref() == Some(mark.text.as_str());
        let of_schemes = &marks.of_schemes;
        marks.own.iter().all(has)
            && (of_schemes.is_empty() || of_schemes.iter().any(|marks| marks.iter().all(has)))
    }

    /// Whether all required inputs of the query and the body are there.
    fn complete(&self, operation: &Operation) -> bool {
        let parameters = operation.parameters.iter();
        let query = parameters.filter(|p| p.place == Place::Query);
        let body = match operation.body.as_ref().map(|body| &body.payload) {
            Some(Payload::Fields(fields)) => fields.as_slice(),
            _ => &[],
        };
        let fields = query.map(|p| (Stands::At(Place::Query), &p.field));
        let mut fields = fields.chain(body.iter().map(|field| (Stands::Body, field)));
        fields.all(|(stands, field)| {
            field.presence == Presence::Optional
                || field.spread
                || self.has(operation, stands, field.wire.as_str())
        })
    }

    fn has(&self, operation: &Operation, stands: Stands, name: &str) -> bool {
        // A list or an object has its name before a bracket or a dot.
        let named = |pairs: &Pairs| {
            pairs.iter().any(|(known, _)| {
                let rest = known.strip_prefix(name);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
            })
        };
        match stands {
            Stands::Body if is_json(operation) => self
                .json
                .as_ref()
                .is_some_and(|json| json.get(name).is_some()),
            Stands::Body => {
                let pairs = self.received.body_pairs(operation);
                pairs.as_ref().is_some_and(named)
            }
            Stands::At(_) => named(&self.query),
        }
    }

    fn text(&self, operation: &Operation, mark: &Mark) -> Option<String> {
        let name = mark.wire.as_str();
        let of = |pairs: &Pairs| {
            let found = pairs.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone())
        };
        match mark.stands {
            Stands::At(Place::Query) => of(&self.query),
            Stands::At(Place::Cookie) => of(&self.cookies),
            Stands::At(Place::Header) => self.received.header(name).map(str::to_owned),
            // A constant in the path is part of what was matched.
            Stands::At(Place::Path) => Some(mark.text.clone()),
            Stands::Body if is_json(operation) => {
                let member = self.json.as_ref()?.get(name)?;
                member.scalar_text().map(|text| text.into_owned())
            }
            Stands::Body => of(&self.received.body_pairs(operation)?),
        }
    }
}

fn is_json(operation: &Operation) -> bool {
    let body = operation.body.as_ref();
    body.is_some_and(|body| body.encode == Encode::Json)
}

/// The segments of a server's path.
fn prefix_segments(server: &Server) -> Vec<Segment> {
    let mut text = String::new();
    for part in &server.url {
        match part {
            TemplatePart::Text(part) => text.push_str(part),
            TemplatePart::Setting { name, .. } => text.push_str(&format!("{{{}}}", name.snake())),
        }
    }
    let after_scheme = text
        .split_once("://")
        .map_or(text.as_str(), |(_, rest)| rest);
    let path = after_scheme.split_once('/').map_or("", |(_, path)| path);
    template(path.trim_end_matches('/'))
}

/// The segments of a path with holes.
fn template(path: &str) -> Vec<Segment> {
    let segment = |text: &str| {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, tail)) = after.split_once('}') else {
                break;
            };
            if !before.is_empty() {
                pieces.push(Piece::Text(percent::decode(before)));
            }
            pieces.push(Piece::Hole(name.to_owned()));
            rest = tail;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(percent::decode(rest)));
        }
        Segment(pieces)
    };
    segments_of(path).into_iter().map(segment).collect()
}

/// The segments of a path; a slash at its end is one that is empty.
fn segments_of(path: &str) -> Vec<&str> {
    let path = path.strip_prefix('/').unwrap_or(path);
    if path.is_empty() {
        return Vec::new();
    }
    path.split('/').collect()
}

fn texts(template: &[Segment]) -> usize {
    let whole = |segment: &&Segment| !matches!(segment.0.as_slice(), [Piece::Hole(_)]);
    template.iter().filter(whole).count()
}

fn fits_all(template: &[Segment], raw: &[&str], values: &mut Pairs) -> bool {
    let mut pairs = template.iter().zip(raw);
    pairs.all(|(segment, raw)| fits(&segment.0, &percent::decode(raw), values))
}

/// Whether a segment has these texts, with something in each hole.
///
/// Earlier holes take as much as they can, so that `{name}.json` takes all dots but the last. Found from the
/// end, where each text stands as late as it can, that needs no second try: a stranger has sent the text.
fn fits(pieces: &[Piece], text: &str, values: &mut Pairs) -> bool {
    let Some(found) = holes(pieces, text) else {
        return false;
    };
    let found = found.into_iter().rev();
    values.extend(found.map(|(name, value)| (name.to_owned(), value.to_owned())));
    true
}

/// The holes of a segment with their values, the last one first.
fn holes<'p, 't>(pieces: &'p [Piece], text: &'t str) -> Option<Vec<(&'p str, &'t str)>> {
    let (pieces, mut rest) = match pieces.split_first() {
        Some((Piece::Text(known), after)) => (after, text.strip_prefix(known.as_str())?),
        _ => (pieces, text),
    };
    let mut found = Vec::new();
    let mut open: Option<&str> = None;
    for piece in pieces.iter().rev() {
        let (known, next) = match piece {
            Piece::Text(known) => (known.as_str(), None),
            Piece::Hole(name) => ("", Some(name.as_str())),
        };
        match open {
            // Between two holes that touch each other stands an empty text.
            Some(name) => {
                let (before, value) = last(rest, known)?;
                found.push((name, value));
                rest = before;
            }
            None => rest = rest.strip_suffix(known)?,
        }
        open = next;
    }
    match open {
        Some(name) if !rest.is_empty() => found.push((name, rest)),
        None if rest.is_empty() => {}
        _ => return None,
    }
    Some(found)
}

/// What stands before and after the last such text that something stands after.
fn last<'t>(text: &'t str, known: &str) -> Option<(&'t str, &'t str)> {
    let (end, _) = text.char_indices().next_back()?;
    let (before, _) = text.split_at_checked(end)?;
    let at = before.rfind(known)?;
    let (before, rest) = text.split_at_checked(at)?;
    Some((before, rest.strip_prefix(known)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_stand_anywhere_in_a_segment() {
        let values = |path: &str, raw: &str| {
            let mut values = Pairs::new();
            let (template, raw) = (template(path), segments_of(raw));
            let fits = template.len() == raw.len() && fits_all(&template, &raw, &mut values);
            fits.then(|| {
                values
                    .into_iter()
                    .map(|(_, value)| value)
                    .collect::<Vec<_>>()
            })
        };
        let some = |values: &[&str]| Some(values.iter().map(|v| (*v).to_owned()).collect());
        assert_eq!(values("/a/{b}", "/a/x%2Fy"), some(&["x/y"]));
        assert_eq!(values("/{a}.json", "/x.y.json"), some(&["x.y"]));
        assert_eq!(values("/v{a}-{b}/c", "/v1-2-3/c"), some(&["1-2", "3"]));
        assert_eq!(values("/a/{b}", "/a/"), None);
        assert_eq!(values("/a", "/a/b"), None);
        assert_eq!(values("/客户/{a}", "/%E5%AE%A2%E6%88%B7/1"), some(&["1"]));
        assert_eq!(values("/a/", "/a"), None);
        assert_eq!(values("/a%20b/{c}", "/a%20b/1"), some(&["1"]));
        assert_eq!(values("/{a}{b}", "/xyz"), some(&["xy", "z"]));
        assert_eq!(values("/{a}{b}", "/x"), None);
        assert_eq!(values("/{a}--{b}", "/----"), some(&["-", "-"]));
        assert_eq!(values("/{a}--{b}", "/---"), None);
        assert_eq!(values("/{a}é{b}", "/éééé"), some(&["éé", "é"]));
        assert_eq!(values("/v{a}v", "/vv"), None);
    }

    /// Each hole could end at each dash, which are 10^14 ways.
    #[test]
    fn a_long_segment_is_matched_in_no_more_steps_than_it_has_letters() {
        let template = template("/{a}-{b}-{c}.json");
        let mut values = Pairs::new();
        let dashes = "-".repeat(50_000);
        assert!(!fits_all(&template, &[dashes.as_str()], &mut values));
        assert!(fits_all(
            &template,
            &[format!("{dashes}.json").as_str()],
            &mut values
        ));
        let lengths: Vec<usize> = values.iter().map(|(_, value)| value.len()).collect();
        assert_eq!(lengths, [49_996, 1, 1]);
    }
}
