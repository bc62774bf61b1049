//! Values made from types.
