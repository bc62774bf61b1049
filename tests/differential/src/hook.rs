//! Hooks that tell by what they give which hook was called with what.

use apiloom::{Timestamp, f};

/// What a hook was given, and what it gives.
pub struct HookCall {
    told: String,
}

impl HookCall {
    /// A hook of this name.
    pub fn new(name: &str) -> Self {
        Self {
            told: name.to_owned(),
        }
    }

    /// It was given a text.
    pub fn text(&mut self, text: &str) {
        self.add("text", text);
    }

    /// It was given bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.add("bytes", &f::hex(bytes));
    }

    /// It was given a whole number.
    pub fn int(&mut self, number: i64) {
        self.add("int", &number.to_string());
    }

    /// It was given a bool.
    pub fn bool(&mut self, value: bool) {
        self.add("bool", &value.to_string());
    }

    /// It was given a moment.
    pub fn instant(&mut self, moment: Timestamp) {
        self.add("instant", &format!("{moment:?}"));
    }

    /// It was given pairs.
    pub fn pairs(&mut self, pairs: &[(String, String)]) {
        self.add("pairs", &format!("{pairs:?}"));
    }

    /// It gives a text.
    pub fn gives_text(&self) -> String {
        format!("hook-{:016x}", self.number())
    }

    /// It gives bytes.
    pub fn gives_bytes(&self) -> Vec<u8> {
        self.number().to_be_bytes().to_vec()
    }

    /// It gives a whole number.
    pub fn gives_int(&self) -> i64 {
        i64::from_be_bytes(self.number().to_be_bytes()) & 0xffff_ffff
    }

    /// It gives a bool.
    pub fn gives_bool(&self) -> bool {
        self.number().is_multiple_of(2)
    }

    /// It gives a moment.
    pub fn gives_instant(&self) -> Timestamp {
        Timestamp::from_unix_millis(self.gives_int())
    }

    /// It gives pairs.
    pub fn gives_pairs(&self) -> Vec<(String, String)> {
        vec![("hook".to_owned(), self.gives_text())]
    }

    fn add(&mut self, kind: &str, value: &str) {
        self.told.push_str(&format!(";{kind}:{value}"));
    }

    /// FNV-1a of all that it was given.
    fn number(&self) -> u64 {
        let bytes = self.told.bytes();
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }
}
