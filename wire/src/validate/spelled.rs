//! Values that their own spelling on the wire cannot hold.

use super::problem::Problem;
use super::shown::Shown;
use super::{CheckedText, Message, Place, Violations};

impl Violations {
    /// `csv`: each item can stand in a comma-separated text: it has no comma, no white space around it,
    /// and is not empty.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.csv(&Place::ROOT.field("tags", "tags"), &["red", "green,blue"]);
    /// assert_eq!(
    ///     found.to_string(),
    ///     "tags[1]: a comma would make two items of it (found \"green,blue\")",
    /// );
    /// ```
    pub fn csv<T: CheckedText>(&mut self, at: &Place<'_>, items: &[T]) {
        for (index, item) in items.iter().enumerate() {
            let text = item.checked_text();
            if let Some(message) = lost_among_commas(text) {
                self.misspelled(&at.item(index), "csv", message, item);
            }
        }
    }

    /// `sentinel`: the text is not the one by which the vendor says that there is none.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.sentinel(&Place::ROOT.field("stage", "stage"), "_empty", "_empty");
    /// assert_eq!(
    ///     found.to_string(),
    ///     "stage: the vendor takes this text for none; set it to `Empty` if that is meant (found \"_empty\")",
    /// );
    /// ```
    pub fn sentinel<T>(&mut self, at: &Place<'_>, value: &T, sentinel: &'static str)
    where
        T: CheckedText + ?Sized,
    {
        if value.checked_text() == sentinel {
            let message = Message::new(
                "the vendor takes this text for none; set it to `Empty` if that is meant",
                "厂商把该文本当作“空”；若确实表示空，请用 `Empty`",
            );
            self.misspelled(at, "sentinel", message, value);
        }
    }

    #[cold]
    #[inline(never)]
    fn misspelled<T>(&mut self, at: &Place<'_>, rule: &'static str, message: Message, value: &T)
    where
        T: CheckedText + ?Sized,
    {
        self.add(at, Problem::Own { rule, message }, Shown::text(at, value));
    }
}

fn lost_among_commas(text: &str) -> Option<Message> {
    if text.contains(',') {
        return Some(Message::new(
            "a comma would make two items of it",
            "其中的逗号会把它拆成两项",
        ));
    }
    if text.is_empty() {
        return Some(Message::new(
            "an empty item is lost among commas",
            "逗号之间的空项会丢失",
        ));
    }
    (text.trim() != text)
        .then(|| Message::new("white space around an item is lost", "项首尾的空白会丢失"))
}
