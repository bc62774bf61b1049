//! Every name in a spec, where it stands and what it means.

use std::ops::Range;

use apiloom_codegen::check::{Argument, TypeText, read_type};
use apiloom_codegen::expr::{self, Expr, ExprKind, Piece};
use apiloom_codegen::model::Name;
use apiloom_codegen::source::{Entry, Node, NodeKind};

use super::desk::{Desk, Spec, entries};
use super::fields::{Member, segments};
use super::meaning::{self, Kind, Meaning, Names, Where};
use super::spots::{self, Places};
use super::tree::{self, Step, last_map};

/// A name in a file, and the place of what declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) file: usize,
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// The file and the key that declare it.
    pub(super) target: (usize, Range<usize>),
}

impl Spot {
    /// Whether it is the declaration itself.
    pub(super) fn declares(&self) -> bool {
        (self.file, &self.range) == (self.target.0, &self.target.1)
    }
}

/// All names of the specs that the open file is part of.
pub(super) struct Index {
    pub(super) spots: Vec<Spot>,
    /// Whether the place of some name could not be told.
    pub(super) lost: Vec<Lost>,
}

/// What is named at a place that could not be told.
type Lost = (Kind, (usize, Range<usize>));

impl Index {
    /// The names of all files of a desk.
    pub(super) fn new(desk: &Desk<'_>) -> Self {
        let (mut all, mut lost) = (Vec::new(), Vec::new());
        for spec in desk.specs() {
            let mut collector = Collector::new(&spec);
            for file in spec.files.clone() {
                collector.collect(file);
            }
            all.append(&mut collector.spots);
            lost.append(&mut collector.lost);
        }
        Self::sorted(all, lost)
    }

    fn sorted(mut all: Vec<Spot>, lost: Vec<Lost>) -> Self {
        all.sort_by_key(|spot| {
            let (file, target) = &spot.target;
            let range = |range: &Range<usize>| (range.start, range.end);
            (
                spot.file,
                range(&spot.range),
                spot.kind,
                *file,
                range(target),
            )
        });
        all.dedup();
        Self { spots: all, lost }
    }

    /// The names at a place of the open file.
    pub(super) fn near(desk: &Desk<'_>, offset: usize) -> Self {
        let (mut all, mut lost) = (Vec::new(), Vec::new());
        for spec in desk.specs() {
            let mut collector = Collector::new(&spec);
            let root = desk.open().step();
            tree::walk_to(root, offset, &mut |trail| collector.visit(trail));
            all.append(&mut collector.spots);
            lost.append(&mut collector.lost);
        }
        Self::sorted(all, lost)
    }

    /// The name at a place of the open file; the shortest, if there are several.
    pub(super) fn at(&self, offset: usize) -> Option<&Spot> {
        let here =
            |spot: &&Spot| spot.file == 0 && spot.range.start <= offset && offset <= spot.range.end;
        self.spots
            .iter()
            .filter(here)
            .min_by_key(|spot| (spot.range.len(), spot.range.end == offset, spot.declares()))
    }

    /// Every place of what a name means.
    pub(super) fn of<'i>(&'i self, spot: &'i Spot) -> impl Iterator<Item = &'i Spot> {
        let same = move |other: &&Spot| other.kind == spot.kind && other.target == spot.target;
        self.spots.iter().filter(same)
    }
}

/// Where the text of a key stands.
pub(super) fn key_range(entry: &Entry, file: &str) -> Range<usize> {
    let (start, end) = (entry.key_span.start as usize, entry.key_span.end as usize);
    match entry.verbatim {
        Some(offset) => {
            let start = start + offset as usize;
            start..(start + entry.key.len()).min(end.max(start))
        }
        None => match file.get(start..end).map(|raw| raw.starts_with(['"', '\''])) {
            Some(true) => start + 1..end.saturating_sub(1).max(start + 1),
            _ => start..end,
        },
    }
}

struct Collector<'s, 'd> {
    spec: &'s Spec<'d>,
    /// The file that is looked at.
    file: usize,
    spots: Vec<Spot>,
    lost: Vec<Lost>,
}

impl<'s, 'd> Collector<'s, 'd> {
    fn new(spec: &'s Spec<'d>) -> Self {
        Self {
            spec,
            file: 0,
            spots: Vec::new(),
            lost: Vec::new(),
        }
    }

    fn collect(&mut self, file: usize) {
        self.file = file;
        let root = self.spec.file(file).step();
        tree::walk(root, &mut |trail| self.visit(trail));
    }

    fn visit(&mut self, trail: &[Step<'d>]) {
        let Some(last) = trail.last() else { return };
        if let (Some(kind), Some(entry)) = (meaning::declared(trail), last.entry()) {
            self.declaration(kind, entry, trail);
        }
        match &last.node.kind {
            NodeKind::Scalar { text, .. } => self.text(trail, last.node, text),
            NodeKind::Map(entries) => self.names(trail, entries),
            NodeKind::List(_) | NodeKind::Refused => {}
        }
    }

    fn key_of(&self, file: usize, entry: &Entry) -> (usize, Range<usize>) {
        (file, key_range(entry, self.spec.file(file).text))
    }

    fn push(&mut self, kind: Kind, range: Range<usize>, target: (usize, Range<usize>)) {
        let file = self.file;
        self.spots.push(Spot {
            file,
            range,
            kind,
            target,
        });
    }

    fn declaration(&mut self, kind: Kind, entry: &'d Entry, trail: &[Step<'d>]) {
        // The second of two types of one name declares nothing.
        let key = self.key_of(self.file, entry);
        self.push(kind, key.1.clone(), key.clone());
        let view = last_map(trail, &["`view`"]).is_some();
        if kind == Kind::Field && view {
            let viewed = self.spec.viewed(trail);
            let replaced = viewed.iter().find(|member| member.name == entry.key);
            let replaced = replaced.filter(|member| !std::ptr::eq(member.entry, entry));
            if let Some(member) = replaced {
                let target = self.key_of(member.file, member.entry);
                self.push(kind, key.1, target);
            }
        }
    }

    /// What a part of a text refers to.
    fn refer(
        &mut self,
        places: Option<&Places>,
        part: Range<usize>,
        kind: Kind,
        target: (usize, Range<usize>),
    ) {
        match places.and_then(|places| places.range(part.start, part.end)) {
            Some(range) => self.push(kind, range, target),
            None => self.lost.push((kind, target)),
        }
    }

    fn entry(&self, kind: Kind, name: &str) -> Option<(usize, Range<usize>)> {
        if kind == Kind::Type {
            let (file, entry) = self.spec.declared(name)?;
            return Some(self.key_of(file, entry));
        }
        let entry = self.spec.named(kind.section()?, name)?;
        Some(self.key_of(self.spec.own, entry))
    }

    fn member(&self, member: &Member<'d>) -> (usize, Range<usize>) {
        self.key_of(member.file, member.entry)
    }

    /// What the text of a scalar refers to.
    fn text(&mut self, trail: &[Step<'d>], node: &'d Node, text: &str) {
        let means = meaning::of_value(trail);
        if matches!(means, Meaning::Own | Meaning::Words(_) | Meaning::Bool) || text.is_empty() {
            return;
        }
        let places = spots::places(node, self.spec.file(self.file).text);
        let places = places.as_ref();
        let whole = 0..text.len();
        match means {
            Meaning::Type => {
                if let Some(ty) = read_type(text) {
                    self.types(places, &ty);
                }
            }
            Meaning::TypeName => self.name(places, whole, Kind::Type, text),
            Meaning::Name(Kind::Error) => self.error(places, text),
            Meaning::Name(Kind::Setting) => {
                // It may be written as in expressions.
                let name = text.strip_prefix("settings.").unwrap_or(text);
                let start = text.len() - name.len();
                self.name(places, start..text.len(), Kind::Setting, name);
            }
            Meaning::Name(kind) => self.name(places, whole, kind, text),
            Meaning::From => {
                let id = text.split_whitespace().next().unwrap_or_default();
                let start = text.find(id).unwrap_or_default();
                self.name(places, start..start + id.len(), Kind::Document, id);
            }
            Meaning::Expression(place) => self.expression(places, trail, place, text),
            Meaning::RuleField => {
                let found = self.spec.ruled(self.file, trail);
                self.one_of(places, whole, &found, text);
            }
            Meaning::TupleItem => {
                let found = self.spec.ruled(self.file, trail);
                self.one_of(places, whole, &found, text);
            }
            Meaning::ViewField => {
                let found = self.spec.viewed(trail);
                self.one_of(places, whole, &found, text);
            }
            Meaning::Sibling => {
                let found = self.spec.siblings(self.file, trail);
                self.one_of(places, whole, &found, text);
            }
            Meaning::Input | Meaning::InputPlace => {
                if let Some(operation) = self.spec.operation_on(trail) {
                    let path = segments(text);
                    let found = self.spec.input_path(operation, &path);
                    self.along(places, &path, 0, &found);
                }
            }
            Meaning::TokenPlace => {
                if let Some(operation) = self.spec.token_operation(trail) {
                    self.in_answer(places, operation, text);
                }
            }
            Meaning::BodyPlace => self.in_envelope(places, trail, text),
            Meaning::PagePlace => self.page_place(places, trail, text),
            Meaning::Http => self.holes(places, text, |collector, name| {
                let operation = collector.spec.operation_on(trail)?;
                let path = entries(operation.get("path")).iter();
                let mut path = path.filter(|entry| entry.key == name);
                let entry = path.next()?;
                Some((Kind::Field, collector.key_of(collector.spec.own, entry)))
            }),
            Meaning::Url => self.holes(places, text, |collector, name| {
                Some((Kind::Setting, collector.entry(Kind::Setting, name)?))
            }),
            Meaning::Own | Meaning::Words(_) | Meaning::Bool | Meaning::Include => {}
        }
    }

    fn name(&mut self, places: Option<&Places>, part: Range<usize>, kind: Kind, name: &str) {
        if let Some(target) = self.entry(kind, name) {
            self.refer(places, part, kind, target);
        }
    }

    /// A code of an error; one may stand for many.
    fn error(&mut self, places: Option<&Places>, code: &str) {
        let errors = self.spec.section("errors");
        let fits = |pattern: &str| match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
            (Some(end), _) => code.ends_with(end),
            (_, Some(start)) => code.starts_with(start),
            _ => false,
        };
        let exact = errors.iter().find(|entry| entry.key == code);
        let found = exact.or_else(|| errors.iter().find(|entry| fits(&entry.key)));
        if let Some(entry) = found {
            let target = self.key_of(self.spec.own, entry);
            self.refer(places, 0..code.len(), Kind::Error, target);
        }
    }

    fn one_of(
        &mut self,
        places: Option<&Places>,
        part: Range<usize>,
        members: &[Member<'d>],
        name: &str,
    ) {
        if let Some(member) = members.iter().find(|member| member.is(name)) {
            let target = self.member(member);
            self.refer(places, part, Kind::Field, target);
        }
    }

    fn types(&mut self, places: Option<&Places>, ty: &TypeText) {
        self.name(places, ty.at.0..ty.at.1, Kind::Type, &ty.name);
        for argument in &ty.arguments {
            if let Argument::Type(ty) = argument {
                self.types(places, ty);
            }
        }
    }

    /// The members that the words of a path mean; `from` is where the path begins in the text.
    fn along(
        &mut self,
        places: Option<&Places>,
        path: &[&str],
        from: usize,
        found: &[Option<Member<'d>>],
    ) {
        let mut at = from;
        for (word, member) in path.iter().zip(found) {
            if let Some(member) = member {
                let target = self.member(member);
                self.refer(places, at..at + word.len(), Kind::Field, target);
            }
            at += word.len() + 1;
        }
    }

    /// `body.data.token` in what an operation answers.
    fn in_answer(&mut self, places: Option<&Places>, operation: &'d Node, text: &str) {
        let path = segments(text);
        if let Some(("body", rest)) = path.split_first().map(|(first, rest)| (*first, rest)) {
            let found = self.spec.answer_path(operation, rest);
            self.along(places, rest, "body.".len(), &found);
        }
    }

    /// `body.data` in what the envelope describes.
    fn in_envelope(&mut self, places: Option<&Places>, trail: &[Step<'d>], text: &str) {
        let path = segments(text);
        let (Some(first), Some(envelope)) = (path.get(1), self.spec.envelope_on(trail)) else {
            return;
        };
        let mut fields = entries(envelope.get("fields")).iter();
        if let Some(entry) = fields.find(|entry| entry.key == *first) {
            let target = self.key_of(self.spec.own, entry);
            let from = path[0].len() + 1;
            self.refer(places, from..from + first.len(), Kind::Field, target);
        }
    }

    fn page_place(&mut self, places: Option<&Places>, trail: &[Step<'d>], text: &str) {
        let Some(operation) = self.spec.operation_on(trail) else {
            return;
        };
        let path = segments(text);
        let Some((first, rest)) = path.split_first() else {
            return;
        };
        match *first {
            "body" => self.in_answer(places, operation, text),
            "items" => {
                let read = last_map(trail, &["`paginate`"]).and_then(|index| {
                    let read = trail[index].node.get("read")?;
                    read.get("items")?.text()
                });
                let mut said = self.spec.listed(operation, read);
                let mut found = Vec::new();
                for name in rest {
                    let member = said.and_then(|said| self.spec.member(said, name));
                    said = member.map(|member| member.said());
                    found.push(member);
                }
                self.along(places, rest, "items.".len(), &found);
            }
            _ => {}
        }
    }

    /// The names in braces.
    fn holes(
        &mut self,
        places: Option<&Places>,
        text: &str,
        find: impl Fn(&Self, &str) -> Option<(Kind, (usize, Range<usize>))>,
    ) {
        let mut at = 0;
        while let Some(open) = text[at..].find('{').map(|open| at + open + 1) {
            let Some(close) = text[open..].find('}').map(|close| open + close) else {
                return;
            };
            if let Some((kind, target)) = find(self, &text[open..close]) {
                self.refer(places, open..close, kind, target);
            }
            at = close;
        }
    }

    /// What the keys of a map refer to.
    fn names(&mut self, trail: &[Step<'d>], map: &'d [Entry]) {
        let names = meaning::of_names(trail);
        if matches!(
            names,
            Names::Own | Names::Slots(_) | Names::Fields | Names::ViewFields
        ) {
            return;
        }
        for entry in map {
            let range = self.key_of(self.file, entry).1;
            let places = (range.len() == entry.key.len()).then_some(Places::From(range.start));
            let (places, whole, name) = (places.as_ref(), 0..entry.key.len(), entry.key.as_str());
            match names {
                Names::TokenInputs => {
                    if let Some(operation) = self.spec.token_operation(trail) {
                        let inputs = self.spec.inputs(operation);
                        self.one_of(places, whole, &inputs, name);
                    }
                }
                Names::Inputs => {
                    if let Some(operation) = self.spec.operation_on(trail) {
                        let inputs = self.spec.inputs(operation);
                        self.one_of(places, whole, &inputs, name);
                    }
                }
                Names::Facts => self.name(places, whole, Kind::Fact, name),
                Names::Holes => {
                    // The key declares the parameter; the hole refers to it.
                }
                Names::Given | Names::Lets => self.given(places, trail, name),
                Names::Own | Names::Slots(_) | Names::Fields | Names::ViewFields => {}
            }
        }
    }

    /// What a known answer is given or expects: a setting, a constant or a value of the scheme.
    fn given(&mut self, places: Option<&Places>, trail: &[Step<'d>], name: &str) {
        let rooted = |root: &str| name.strip_prefix(root).map(|rest| (root.len(), rest));
        if let Some((from, rest)) = rooted("settings.") {
            self.name(places, from..name.len(), Kind::Setting, rest);
        } else if let Some((from, rest)) = rooted("operation.") {
            self.name(places, from..name.len(), Kind::Fact, rest);
        } else {
            self.let_name(places, 0..name.len(), trail, name);
        }
    }

    fn let_name(
        &mut self,
        places: Option<&Places>,
        part: Range<usize>,
        trail: &[Step<'d>],
        name: &str,
    ) {
        let lets = self.spec.lets(trail);
        let mut lets = lets.iter().rev();
        if let Some(entry) = lets.find(|entry| entry.key == name) {
            let target = self.key_of(self.spec.own, entry);
            self.refer(places, part, Kind::Let, target);
        }
    }

    fn expression(
        &mut self,
        places: Option<&Places>,
        trail: &[Step<'d>],
        place: Where,
        text: &str,
    ) {
        let Ok(expr) = expr::parse(text) else { return };
        let bytes = bytes(text);
        let mut names = Mentioned {
            place,
            trail,
            places,
            bytes: &bytes,
        };
        self.mentions(&mut names, &expr);
    }

    fn mentions(&mut self, at: &mut Mentioned<'_, 'd>, expr: &Expr) {
        match &expr.kind {
            ExprKind::Int(_) | ExprKind::Text(_) | ExprKind::Bool(_) | ExprKind::Null => {}
            ExprKind::Name(name) => self.bare(at, expr, name),
            ExprKind::Template(pieces) => {
                for piece in pieces {
                    if let Piece::Hole(hole) = piece {
                        self.mentions(at, hole);
                    }
                }
            }
            ExprKind::Call(call) => {
                if call.name.text == "custom" {
                    self.hook(at, call.args.first().map(|arg| &arg.value));
                }
                call.args
                    .iter()
                    .for_each(|arg| self.mentions(at, &arg.value));
            }
            ExprKind::Pipe(value, call) => {
                self.mentions(at, value);
                call.args
                    .iter()
                    .for_each(|arg| self.mentions(at, &arg.value));
            }
            ExprKind::Member(..) => self.reached(at, expr),
            ExprKind::Not(value) | ExprKind::Is { value, .. } => self.mentions(at, value),
            ExprKind::Index(a, b) | ExprKind::Compare(_, a, b) | ExprKind::Default(a, b) => {
                self.mentions(at, a);
                self.mentions(at, b);
            }
            ExprKind::And(parts) | ExprKind::Or(parts) => {
                parts.iter().for_each(|part| self.mentions(at, part));
            }
        }
    }

    fn bare(&mut self, at: &Mentioned<'_, 'd>, expr: &Expr, name: &str) {
        let part = at.part(expr.range);
        match at.place {
            Where::Rule => {
                let fields = self.spec.ruled(self.file, at.trail);
                self.one_of(at.places, part, &fields, name);
            }
            Where::Vendor | Where::Let | Where::Placed | Where::Computed => {
                self.let_name(at.places, part, at.trail, name);
            }
            Where::Token | Where::Answer | Where::Last => {}
        }
    }

    /// A root with the members behind it.
    fn reached(&mut self, at: &mut Mentioned<'_, 'd>, expr: &Expr) {
        let mut words = Vec::new();
        let mut inner = expr;
        while let ExprKind::Member(value, word) = &inner.kind {
            words.push(word);
            inner = value;
        }
        words.reverse();
        let ExprKind::Name(root) = &inner.kind else {
            return self.mentions(at, inner);
        };
        let Some(first) = words.first() else { return };
        let part = at.part(first.range);
        match root.as_str() {
            "settings" => self.name(at.places, part, Kind::Setting, &first.text),
            "operation" => self.name(at.places, part, Kind::Fact, &first.text),
            "body" => {
                let path: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
                let found = self.answered(at, &path);
                for (word, member) in words.iter().zip(found) {
                    if let Some(member) = member {
                        let (part, target) = (at.part(word.range), self.member(&member));
                        self.refer(at.places, part, Kind::Field, target);
                    }
                }
            }
            _ => self.bare(at, inner, root),
        }
    }

    /// The members of an answer that an expression reaches.
    fn answered(&self, at: &Mentioned<'_, 'd>, path: &[&str]) -> Vec<Option<Member<'d>>> {
        if at.place == Where::Last {
            let operation = self.spec.operation_on(at.trail);
            return operation
                .map_or_else(Vec::new, |operation| self.spec.answer_path(operation, path));
        }
        let Some(envelope) = self.spec.envelope_on(at.trail) else {
            return Vec::new();
        };
        let mut said = None;
        let mut found = Vec::new();
        for (index, name) in path.iter().enumerate() {
            let member = match (index, said) {
                (0, _) => {
                    let fields = entries(envelope.get("fields"));
                    let entry = fields.iter().find(|entry| entry.key == *name);
                    entry.map(|entry| Member {
                        name: entry.key.as_str(),
                        file: self.spec.own,
                        entry,
                        place: "",
                    })
                }
                (_, Some(said)) => self.spec.member(said, name),
                _ => None,
            };
            said = member.map(|member: Member<'d>| member.said());
            found.push(member);
        }
        found
    }

    fn hook(&mut self, at: &Mentioned<'_, 'd>, name: Option<&Expr>) {
        let Some(Expr {
            kind: ExprKind::Text(text),
            range,
            ..
        }) = name
        else {
            return;
        };
        let snake = |text: &str| Name::derive(text).map(|name| name.snake());
        let hooks = self.spec.section("hooks").iter();
        let mut hooks = hooks.filter(|entry| snake(&entry.key) == snake(text));
        let Some(entry) = hooks.next() else { return };
        let target = self.key_of(self.spec.own, entry);
        let whole = at.part(*range);
        let inside = whole.start + 1..whole.end.saturating_sub(1).max(whole.start + 1);
        let plain = inside.len() == text.len();
        self.refer(at.places.filter(|_| plain), inside, Kind::Hook, target);
    }
}

/// An expression that is looked at.
struct Mentioned<'e, 'd> {
    place: Where,
    trail: &'e [Step<'d>],
    places: Option<&'e Places>,
    /// Where each character begins.
    bytes: &'e [usize],
}

impl Mentioned<'_, '_> {
    /// A range of characters, in bytes.
    fn part(&self, range: expr::Span) -> Range<usize> {
        let byte = |character: usize| {
            let at = self.bytes.get(character).or(self.bytes.last());
            at.copied().unwrap_or_default()
        };
        byte(range.start)..byte(range.end)
    }
}

/// Where each character of a text begins, and where the text ends.
pub(super) fn bytes(text: &str) -> Vec<usize> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    bytes
}
