//! Where an operation can lose data.

use apiloom_codegen::model::{Action, Consequence, Loss, Operation, Record};

use super::Reader;
use crate::book::{Paragraph, Prose};
use crate::words;

impl Reader<'_> {
    /// What can be lost, with the input that it is about: members on the way to it, with dots between them.
    pub(super) fn dangers(&self, operation: &Operation) -> Vec<(String, Prose)> {
        let mut said: Vec<(String, Prose)> = Vec::new();
        let mut is_unsaid = false;
        for danger in operation.dangers(&self.api.types) {
            let paragraph = match danger.loss {
                Loss::Consequences(consequences) => self.danger(consequences),
                Loss::Deleting(record, action) => self.deleting(record, action),
                Loss::Unsaid => {
                    is_unsaid = true;
                    continue;
                }
            };
            let path: Vec<&str> = danger.path.iter().map(|name| name.as_str()).collect();
            let path = words::visible(&path.join("."));
            said.push((path, words::prose_of(vec![paragraph])));
        }
        // They may be many, so they are not told one by one.
        if is_unsaid {
            let paragraph = words::unsaid(self.language, !said.is_empty());
            said.push((String::new(), words::prose_of(vec![paragraph])));
        }
        said
    }

    fn danger(&self, consequences: Vec<Consequence>) -> Paragraph {
        let said = consequences.into_iter();
        let said = said.map(|consequence| words::consequence(self.language, consequence));
        let between = words::pick(self.language, " ", "");
        words::joined(said.collect(), between)
    }

    fn deleting(&self, record: &Record, action: &Action) -> Paragraph {
        let items = record.fields.iter().zip(&action.with);
        let given = items.filter(|(_, given)| **given);
        let given = given.map(|(item, _)| words::code(item.wire.as_str()));
        let given = words::enumerated(self.language, given.collect());
        self.say(
            "An item in which only {0} has a value deletes.",
            "只给出 {0} 的项表示删除。",
            &[given],
        )
    }
}
