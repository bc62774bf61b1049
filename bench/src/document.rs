//! Documents of the records in [`crate::schema`], the same in every run.

use crate::schema::{Field, Kind, fields};

/// A document of a record, its members in the order of the spec or the other
/// way round.
pub(crate) fn document(record: usize, reversed: bool) -> String {
    let mut writer = Writer {
        random: 0x9E37_79B9_7F4A_7C15 ^ record as u64,
        out: String::new(),
    };
    writer.record(record);
    if reversed {
        return writer.reversed();
    }
    writer.out
}

struct Writer {
    random: u64,
    out: String,
}

impl Writer {
    fn record(&mut self, record: usize) {
        self.out.push('{');
        let mut is_first = true;
        for Field {
            wire,
            kind,
            required,
            ..
        } in fields(record)
        {
            if !required && self.below(10) < 3 {
                continue;
            }
            if !std::mem::replace(&mut is_first, false) {
                self.out.push(',');
            }
            self.out.push_str(&format!("\"{wire}\":"));
            self.value(kind);
        }
        self.out.push('}');
    }

    fn value(&mut self, kind: Kind) {
        match kind {
            Kind::Text => self.text(),
            Kind::Int => self.int(),
            Kind::Short => {
                let value = self.below(100_000);
                self.out.push_str(&value.to_string());
            }
            Kind::Float => self.float(),
            Kind::Bool => {
                let value = self.below(2) == 0;
                self.out.push_str(if value { "true" } else { "false" });
            }
            Kind::Texts => self.list(5, Self::text),
            Kind::Ints => self.list(5, Self::int),
            Kind::Record(record) => self.record(record),
            Kind::Records(record) => self.list(3, |writer| writer.record(record)),
        }
    }

    fn list(&mut self, limit: u64, item: impl Fn(&mut Self)) {
        self.out.push('[');
        for index in 0..self.below(limit + 1) {
            if index > 0 {
                self.out.push(',');
            }
            item(self);
        }
        self.out.push(']');
    }

    /// Mostly short words; some are Chinese, some hold an escape.
    fn text(&mut self) {
        const WORDS: [&str; 8] = [
            "harbour",
            "north ",
            "A-1024",
            "street 12, ",
            "ann@example.com",
            "x",
            "pending",
            "7f3c9a12e8",
        ];
        self.out.push('"');
        for _ in 0..=self.below(4) {
            let word = match self.below(24) {
                0..3 => "客户的详细地址",
                3 => "line\\n",
                4 => "\\\"so\\\"",
                other => WORDS[other as usize % WORDS.len()],
            };
            self.out.push_str(word);
        }
        self.out.push('"');
    }

    /// Counts of a few digits, and ids of many.
    fn int(&mut self) {
        let value = match self.below(3) {
            0 => self.below(1 << 55),
            1 => self.below(1_000_000),
            _ => self.below(100),
        };
        self.out.push_str(&value.to_string());
    }

    /// Amounts, and measurements with every digit that a float has.
    fn float(&mut self) {
        let value = match self.below(4) {
            0 => self.below(1 << 53) as f64 / (1_u64 << 50) as f64,
            _ => self.below(1_000_000) as f64 / 100.0,
        };
        self.out.push_str(&format!("{value:?}"));
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        (self.random.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 8) % limit
    }

    /// The document with the members of every object the other way round.
    fn reversed(&self) -> String {
        fn turn(json: &mut apiloom::Json) {
            match json {
                apiloom::Json::Array(items) => items.iter_mut().for_each(turn),
                apiloom::Json::Object(members) => {
                    members.reverse();
                    members.iter_mut().for_each(|(_, value)| turn(value));
                }
                _ => {}
            }
        }
        let mut json = apiloom::Json::parse(self.out.as_bytes()).expect("it was written above");
        turn(&mut json);
        json.to_string()
    }
}
