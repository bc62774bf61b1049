//! Small makers of checked trees, for what is tried in the place of what the spec says.

use crate::expr::problem::Span;
use crate::expr::rust_text::RustText;
use crate::expr::scope::Held;
use crate::expr::table::{self, Form, Function, Overload};
use crate::expr::typed::{Node, Reach, Segment, Stage, Typed};
use crate::expr::types::{Kind, Type};

/// A text literal.
pub(super) fn text(text: &str) -> Typed {
    open(Kind::Text, Node::Text(text.to_owned()))
}

/// A whole number.
pub(super) fn int(value: i64) -> Typed {
    open(Kind::Int, Node::Int(value))
}

fn open(kind: Kind, node: Node) -> Typed {
    let ty = Type {
        kind,
        secret: false,
    };
    Typed::new(ty, Span::default(), node)
}

/// A list of texts.
pub(super) fn list(items: Vec<Typed>) -> Typed {
    let ty = Type {
        kind: Kind::List(Box::new(Kind::Text)),
        secret: items.iter().any(|item| item.ty.secret),
    };
    Typed::new(ty, Span::default(), Node::List(items))
}

/// A template.
pub(super) fn template(segments: Vec<Segment>) -> Typed {
    let secret = segments.iter().any(|segment| match segment {
        Segment::Hole(hole) => hole.ty.secret,
        Segment::Text(_) => false,
    });
    let ty = Type {
        kind: Kind::Text,
        secret,
    };
    Typed::new(ty, Span::default(), Node::Template(segments))
}

/// A value of the environment: `settings.app_id`, `token`.
pub(super) fn path(path: &str, ty: Type) -> Typed {
    let (root, member) = match path.split_once('.') {
        Some((root, member)) => (root, Some(member.to_owned())),
        None => (path, None),
    };
    let reach = Reach {
        root: root.to_owned(),
        member,
        bare: !path.contains('.'),
        tokens: RustText::default(),
        held: Held::Place,
    };
    Typed::new(ty, Span::default(), Node::Place(reach))
}

/// `value ?? fallback`.
pub(super) fn default(value: Typed, fallback: Typed) -> Typed {
    let ty = Type {
        kind: fallback.ty.kind.clone(),
        secret: value.ty.secret || fallback.ty.secret,
    };
    let node = Node::Default(Box::new(value), Box::new(fallback));
    Typed::new(ty, Span::default(), node)
}

/// A call, if the function takes these arguments. Arguments by name come last.
pub(super) fn call(name: &str, args: Vec<Typed>) -> Option<Typed> {
    let (function, overload, digest) = find(name, args.first())?;
    let kind = overload.gives.kind(args.first().map(|arg| &arg.ty.kind));
    let secret = !digest && args.iter().any(|arg| arg.ty.secret);
    let node = Node::Call {
        function,
        overload,
        args: args.into_iter().map(Some).collect(),
        lifted: false,
    };
    Some(Typed::new(Type { kind, secret }, Span::default(), node))
}

/// The pairs with a function applied to every name or every value.
pub(super) fn each(keys: bool, pairs: Typed, name: &str, args: Vec<Typed>) -> Option<Typed> {
    let text = Type {
        kind: Kind::Text,
        secret: false,
    };
    let first = Typed::new(text, Span::default(), Node::Null);
    let (function, overload, _) = find(name, Some(&first))?;
    let stages = vec![Stage {
        function,
        overload,
        args: args.into_iter().map(Some).collect(),
    }];
    Some(with_stages(keys, pairs, stages))
}

/// The pairs with stages applied to every name or every value.
pub(super) fn with_stages(keys: bool, pairs: Typed, stages: Vec<Stage>) -> Typed {
    let ty = pairs.ty.clone();
    let node = Node::Each {
        keys,
        pairs: Box::new(pairs),
        stages,
    };
    Typed::new(ty, Span::default(), node)
}

fn find(name: &str, first: Option<&Typed>) -> Option<(&'static Function, &'static Overload, bool)> {
    let function = table::find(name)?;
    let Form::Plain { overloads, digest } = &function.form else {
        return None;
    };
    let fits = |overload: &&Overload| match (overload.takes.first(), first) {
        (Some(param), Some(first)) => param.takes.accepts(&first.ty.kind),
        (None, None) => true,
        _ => false,
    };
    Some((function, overloads.iter().find(fits)?, *digest))
}
