//! Types that hold types: which fields need a `Box`, and how deep a compiler has to look.

use std::collections::BTreeSet;

use crate::model::{Api, Type, TypeId, TypeKind};

/// How many steps a compiler takes for each level of a type, at most: the type, an `Option`, what a
/// collection is made of.
const STEPS: usize = 8;
/// How many levels the compiler's own limit of 128 steps allows with some to spare.
const LEVELS: usize = 12;

/// What follows from types holding types.
pub(super) struct Holding {
    /// For each declared type the circle that it is in; types of one circle hold each other by value.
    circle: Vec<usize>,
    depth: usize,
}

pub(super) fn holding(api: &Api) -> Holding {
    let held = |hold: &dyn Fn(&Type, &mut BTreeSet<usize>)| -> Vec<BTreeSet<usize>> {
        api.types
            .iter()
            .map(|declaration| {
                let mut held = BTreeSet::new();
                inner(&declaration.kind).for_each(|ty| hold(ty, &mut held));
                held
            })
            .collect()
    };
    let anyhow = held(&|ty, held| {
        ty.walk(&mut |ty| {
            if let Type::Named(id) = ty {
                held.insert(id.0);
            }
        });
    });
    Holding {
        circle: circles(&held(&by_value)),
        depth: depth(&anyhow),
    }
}

impl Holding {
    /// Whether a field of this type, in this owner, must be boxed.
    pub(super) fn is_boxed(&self, owner: TypeId, ty: &Type) -> bool {
        let mut held = BTreeSet::new();
        by_value(ty, &mut held);
        held.iter()
            .any(|id| self.circle[*id] == self.circle[owner.0])
    }

    /// The `recursion_limit` that the client needs, if it is more than every crate has.
    ///
    /// Whether a type is `Send` is found by looking through all that it holds, also behind pointers.
    pub(super) fn recursion_limit(&self) -> Option<usize> {
        (self.depth > LEVELS).then(|| (128 + STEPS * self.depth).next_power_of_two())
    }
}

fn inner(kind: &TypeKind) -> Box<dyn Iterator<Item = &Type> + '_> {
    match kind {
        TypeKind::Record(record) => Box::new(record.fields.iter().map(|f| &f.ty)),
        TypeKind::Union(union) => Box::new(union.variants.iter().map(|v| &v.ty)),
        TypeKind::Patterned(patterned) => Box::new(patterned.keys.iter().map(|k| &k.ty)),
        TypeKind::Enum(_) | TypeKind::Opaque => Box::new(std::iter::empty()),
    }
}

fn by_value(ty: &Type, held: &mut BTreeSet<usize>) {
    match ty {
        Type::Named(id) => {
            held.insert(id.0);
        }
        Type::Nullable(inner) | Type::Sentinel(inner, _) | Type::JsonString(inner) => {
            by_value(inner, held)
        }
        _ => {}
    }
}

/// How many levels of types stand below one another, at most; a circle counts with all its types.
fn depth(held: &[BTreeSet<usize>]) -> usize {
    let circle = circles(held);
    let circles = circle.iter().max().map_or(0, |last| last + 1);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); circles];
    for (ty, circle) in circle.iter().enumerate() {
        members[*circle].push(ty);
    }
    let mut depths = vec![0; circles];
    // What a circle holds has a smaller number.
    for (number, types) in members.iter().enumerate() {
        let below = types.iter().flat_map(|ty| &held[*ty]);
        let deepest = below.map(|ty| depths[circle[*ty]]).max();
        depths[number] = types.len() + deepest.unwrap_or_default();
    }
    depths.into_iter().max().unwrap_or_default()
}

/// The strongly connected parts of a graph: for each node the number of its part. A part has a larger
/// number than those that it leads to.
///
/// Tarjan's algorithm with a stack of its own, since chains may be long.
fn circles(edges: &[BTreeSet<usize>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let (mut index, mut low) = (vec![UNSEEN; edges.len()], vec![UNSEEN; edges.len()]);
    let mut circle = vec![UNSEEN; edges.len()];
    let (mut next, mut circles) = (0, 0);
    let mut open = Vec::new();
    for start in 0..edges.len() {
        let mut way = Vec::new();
        if index[start] == UNSEEN {
            way.push((start, edges[start].iter()));
        }
        while let Some((node, rest)) = way.last_mut() {
            let node = *node;
            if index[node] == UNSEEN {
                (index[node], low[node]) = (next, next);
                next += 1;
                open.push(node);
            }
            if let Some(&to) = rest.next() {
                match (index[to], circle[to]) {
                    (UNSEEN, _) => way.push((to, edges[to].iter())),
                    (seen, UNSEEN) => low[node] = low[node].min(seen),
                    _ => {}
                }
                continue;
            }
            way.pop();
            if let Some((above, _)) = way.last() {
                low[*above] = low[*above].min(low[node]);
            }
            if low[node] == index[node] {
                while let Some(member) = open.pop() {
                    circle[member] = circles;
                    if member == node {
                        break;
                    }
                }
                circles += 1;
            }
        }
    }
    circle
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{circles, depth};

    fn graph(edges: &[&[usize]]) -> Vec<BTreeSet<usize>> {
        edges
            .iter()
            .map(|to| to.iter().copied().collect())
            .collect()
    }

    #[test]
    fn types_of_one_circle() {
        // 0 → 1 ⇄ 2 → 3 ↺, 4 alone and before all.
        let edges = graph(&[&[1], &[2], &[1, 3], &[3], &[0, 3]]);
        let circle = circles(&edges);
        assert_eq!(circle[1], circle[2]);
        let different: BTreeSet<usize> = circle.iter().copied().collect();
        assert_eq!(different.len(), 4);
        assert!(circle[3] < circle[1] && circle[1] < circle[0] && circle[0] < circle[4]);
        assert_eq!(depth(&edges), 5);
    }

    #[test]
    fn a_chain_as_long_as_a_file_can_hold() {
        let edges: Vec<BTreeSet<usize>> = (0..100_000)
            .map(|i| BTreeSet::from([(i + 1).min(99_999)]))
            .collect();
        assert_eq!(depth(&edges), 100_000);
    }
}
