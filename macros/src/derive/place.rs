//! Where a `#[wire(…)]` attribute stands, and which keys it has there.

/// Where an attribute stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Record,
    Member,
    Codes,
    Variant,
    Payload,
    Newtype,
    Inside,
}

impl Place {
    const ALL: [Place; 7] = [
        Place::Record,
        Place::Member,
        Place::Codes,
        Place::Variant,
        Place::Payload,
        Place::Newtype,
        Place::Inside,
    ];

    /// The keys that this place has.
    pub(super) fn keys(self) -> &'static [&'static str] {
        match self {
            Place::Record => &["rename_all", "tuple"],
            Place::Member => &[
                "name",
                "alias",
                "as",
                "required",
                "optional",
                "read_only",
                "extra",
            ],
            Place::Codes => &["rename_all"],
            Place::Variant => &["code", "other"],
            Place::Payload | Place::Newtype => &[],
            Place::Inside => &["as"],
        }
    }

    /// The place in words.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Place::Record => "a struct with named fields",
            Place::Member => "a named field",
            Place::Codes => "an enum",
            Place::Variant => "a variant",
            Place::Payload => "what a variant holds",
            Place::Newtype => "a struct with one field without a name",
            Place::Inside => "the only field of a struct",
        }
    }

    /// The places that have a key.
    pub(super) fn of_key(key: &str) -> Vec<Place> {
        let mut places = Place::ALL.to_vec();
        places.retain(|place| place.keys().contains(&key));
        places
    }
}
