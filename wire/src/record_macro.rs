//! The macro that turns the table of a record's fields into its reader and
//! writer.

/// Makes a struct a [`Record`](crate::Record) and a [`Wire`](crate::Wire)
/// value, by a table with one line a field:
///
/// ```
/// use apiloom_wire::{Csv, Extra, Maybe, Plain, decode, encode, record};
///
/// struct Customer {
///     id: i64,
///     tags: Option<Vec<String>>,
///     extra: Extra,
/// }
///
/// record! {
///     Customer as Object keeps extra;
///     id: required "id";
///     tags: "tags" or "labels" as Maybe(Csv(Plain));
/// }
///
/// let customer: Customer = decode(br#"{"id":7,"tags":"a,b","new":true}"#)?;
/// assert_eq!(customer.id, 7);
/// assert_eq!(customer.tags, Some(vec!["a".to_owned(), "b".to_owned()]));
/// assert_eq!(customer.extra.len(), 1);
/// # Ok::<(), apiloom_wire::DecodeError>(())
/// ```
///
/// - The first line names the struct, its [`Form`](crate::Form), and the
///   field that keeps unknown members, if one does; `keeps extra for any`
///   says that members of any name belong there.
/// - `required`: the member must be there.
/// - `read_only`: it is not written into requests.
/// - `spread`: a union whose members stand in this record; all their names
///   are listed with `|` between.
/// - `or`: another name that is accepted on read.
/// - `as`: the codec, where the type's own form is not the one on the wire.
/// - A line `"name" = value;` at the end is a member that is always written
///   so, and gone over on read.
#[macro_export]
macro_rules! record {
    (
        $record:ident as $form:ident $(keeps $extra:ident $(for $any:ident)?)?;
        $(
            $field:ident: $($flag:ident)* $wire:literal $(| $more:literal)* $(or $alias:literal)*
            $(as $codec:expr)?;
        )*
        $($constant:literal = $value:expr;)*
    ) => {
        const _: () = {
            // The name here is not that of a record or a codec: it would hide it.
            // The fields in order: a variant each numbers them without numbers in the table.
            // All of it is as little as will do, since there is one of it a type.
            #[allow(non_camel_case_types)]
            enum __Slot {
                $($field,)*
            }

            static __SHAPE: $crate::Shape = $crate::Shape::new(
                ::core::stringify!($record),
                $crate::Form::$form,
                &[$($wire, $($more,)*)* $($constant,)*],
                &[$(
                    $crate::record!(@required $($flag)*),
                    $($crate::record!(@first false, $more),)*
                )*],
            )
            .or(&[$($(($alias, $wire),)*)*])$($(.$any())?)?;

            impl $crate::Fields for $record {
                fn shape(&self) -> &'static $crate::Shape {
                    &__SHAPE
                }

                fn read_field(
                    &mut self,
                    index: usize,
                    d: &mut $crate::Decoder<'_>,
                ) -> ::core::result::Result<(), $crate::DecodeError> {
                    let _ = &d;
                    let slots: &[__Slot] = &[$(
                        $crate::record!(@first __Slot::$field, $wire),
                        $($crate::record!(@first __Slot::$field, $more),)*
                    )*];
                    match slots.get(index) {
                        $(::core::option::Option::Some(__Slot::$field) => {
                            $crate::record!(@read d, self.$field, [$($flag)*] $(, $codec)?)
                        })*
                        _ => ::core::result::Result::Ok(()),
                    }
                }

                fn write_fields(&self, e: &mut $crate::Encoder) {
                    let _ = &e;
                    $($crate::record!(@write e, self.$field, $wire, [$($flag)*] $(, $codec)?);)*
                    $(e.field($constant, &$value);)*
                    $(e.extra(&self.$extra);)?
                }

                $(fn extra(&mut self) -> ::core::option::Option<&mut $crate::Extra> {
                    ::core::option::Option::Some(&mut self.$extra)
                })?
            }

            impl $crate::Record for $record {
                fn blank() -> Self {
                    Self {
                        $($field: $crate::record!(@blank $($codec)?),)*
                        $($extra: $crate::Extra::new(),)?
                    }
                }
            }

            $crate::wire_record!($record);
        };

        $crate::impl_serde!($record);
    };

    (@first $first:expr, $second:expr) => { $first };

    (@required required $($flag:ident)*) => { true };
    (@required $($flag:ident)*) => { false };

    (@blank) => { $crate::Wire::blank() };
    (@blank $codec:expr) => { $crate::Codec::blank($codec) };

    (@read $d:ident, $slot:expr, [$(required)? $(read_only)? spread]) => { $d.spread_into(&mut $slot) };
    (@read $d:ident, $slot:expr, [$(required)? $(read_only)?]) => { $d.read_into(&mut $slot) };
    (@read $d:ident, $slot:expr, [$(required)? $(read_only)?], $codec:expr) => {
        $d.read_as($codec, &mut $slot)
    };

    (@write $e:ident, $slot:expr, $wire:literal, [required $($flag:ident)*] $(, $codec:expr)?) => {
        $crate::record!(@write $e, $slot, $wire, [$($flag)*] $(, $codec)?)
    };
    (@write $e:ident, $slot:expr, $wire:literal, [read_only $($flag:ident)*] $(, $codec:expr)?) => {
        if !$e.is_request() {
            $crate::record!(@write $e, $slot, $wire, [$($flag)*] $(, $codec)?)
        }
    };
    (@write $e:ident, $slot:expr, $wire:literal, [spread]) => { $e.spread(&$slot) };
    (@write $e:ident, $slot:expr, $wire:literal, []) => { $e.field($wire, &$slot) };
    (@write $e:ident, $slot:expr, $wire:literal, [], $codec:expr) => {
        $e.field_as($wire, $codec, &$slot)
    };
}
