//! What sending a field, and leaving it out, does to what the vendor holds.

use super::{Field, LeftOut, Update};

/// What sending a field, or leaving it out, does to what the vendor holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// What is sent stands in place of what is there; what is not in it is lost.
    Replaces,
    /// What is sent is added to what is there.
    Adds,
    /// Items are matched by their id; others stay.
    MatchesById,
    /// Nobody knows what sending it does.
    SentUnknown,
    /// Nobody knows whether what is sent replaces what is there.
    MayReplace,
    /// Left out, it is erased.
    LeftOutErased,
    /// Left out, one operation erases it and another does not.
    LeftOutEither,
    /// Nobody knows what becomes of it where it is left out.
    LeftOutUnknown,
    /// Left out, it stays.
    LeftOutKept,
}

impl Consequence {
    /// Whether data can be lost by it.
    pub fn is_danger(self) -> bool {
        match self {
            Self::Adds | Self::MatchesById | Self::LeftOutKept => false,
            Self::Replaces
            | Self::SentUnknown
            | Self::MayReplace
            | Self::LeftOutErased
            | Self::LeftOutEither
            | Self::LeftOutUnknown => true,
        }
    }
}

impl Field {
    /// What is worth saying of sending it and of leaving it out, in this order.
    pub fn consequences(&self) -> impl Iterator<Item = Consequence> {
        let sent = match self.update {
            Some(Update::Replace) if self.many => Some(Consequence::Replaces),
            Some(Update::Merge) if self.many => Some(Consequence::Adds),
            Some(Update::MergeById) => Some(Consequence::MatchesById),
            Some(Update::Unknown) => Some(Consequence::SentUnknown),
            None if self.unsettled || self.decided && self.left_out == LeftOut::Unknown => {
                Some(Consequence::MayReplace)
            }
            _ => None,
        };
        let left_out = match self.left_out {
            LeftOut::Erased if self.decided => Some(Consequence::LeftOutErased),
            LeftOut::Either => Some(Consequence::LeftOutEither),
            LeftOut::Unknown if self.decided => Some(Consequence::LeftOutUnknown),
            LeftOut::Kept if self.many => Some(Consequence::LeftOutKept),
            _ => None,
        };
        sent.into_iter().chain(left_out)
    }
}
