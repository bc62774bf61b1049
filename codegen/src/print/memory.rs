//! What was printed already.
//!
//! Layouts are tried one after another, and each try prints the nodes inside again. Without a memory
//! the work would double with every level of nesting.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ptr;
use std::rc::Rc;

use syn::{Expr, Macro};

use super::expr::Place;
use super::mac::Args;
use super::shape::{Context, Shape};

/// The texts of expressions by where they go, and the arguments of macros.
///
/// Both are found by their node's address, so every node printed through a memory must live as long
/// as the memory: it is part of the file or of the arguments kept here.
#[derive(Default)]
pub(super) struct Memory {
    texts: RefCell<HashMap<Key, Option<String>>>,
    macros: RefCell<HashMap<*const Macro, Option<Rc<Args>>>>,
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    node: *const Expr,
    place: Place,
    shape: Shape,
    max_width: usize,
    inside_macro: bool,
    one_line_chain: bool,
}

impl Memory {
    /// The text of `item`, printed by `print` if it was not before.
    pub(super) fn text(
        cx: &Context,
        item: &Expr,
        place: Place,
        shape: Shape,
        print: impl FnOnce() -> Option<String>,
    ) -> Option<String> {
        if matches!(item, Expr::Path(_) | Expr::Lit(_)) {
            return print();
        }
        let key = Key {
            node: ptr::from_ref(item),
            place,
            shape,
            max_width: cx.max_width,
            inside_macro: cx.inside_macro.get(),
            one_line_chain: cx.one_line_chain.get(),
        };
        let known = cx.memory.texts.borrow().get(&key).cloned();
        known.unwrap_or_else(|| {
            let text = print();
            cx.memory.texts.borrow_mut().insert(key, text.clone());
            text
        })
    }

    /// The arguments of `item`, parsed by `parse` if they were not before.
    pub(super) fn args(
        &self,
        item: &Macro,
        parse: impl FnOnce() -> Option<Args>,
    ) -> Option<Rc<Args>> {
        let key = ptr::from_ref(item);
        let known = self.macros.borrow().get(&key).cloned();
        known.unwrap_or_else(|| {
            let args = parse().map(Rc::new);
            self.macros.borrow_mut().insert(key, args.clone());
            args
        })
    }
}
