//! Messages that wait: everything that came is known before anything long begins.

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use lsp_server::{Message, RequestId};

/// Messages in the order in which they came.
#[derive(Debug)]
pub(crate) struct Queue {
    receiver: Receiver<Message>,
    waiting: VecDeque<Message>,
}

impl Queue {
    /// Takes over what comes; a thread of its own reads, so that nothing waits while a check goes on.
    pub(crate) fn new(messages: impl IntoIterator<Item = Message> + Send + 'static) -> Self {
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut messages = messages.into_iter();
            messages.try_for_each(|message| sender.send(message))
        });
        Self {
            receiver,
            waiting: VecDeque::new(),
        }
    }

    /// The next message that is there already.
    pub(crate) fn ready(&mut self) -> Option<Message> {
        self.waiting.extend(self.receiver.try_iter());
        self.waiting.pop_front()
    }

    /// Waits for the next message; none if there will be no more.
    pub(crate) fn wait(&mut self) -> Option<Message> {
        match self.waiting.pop_front() {
            Some(message) => Some(message),
            None => self.receiver.recv().ok(),
        }
    }

    /// Whether the editor took a question back that is not answered yet.
    pub(crate) fn is_cancelled(&mut self, id: &RequestId) -> bool {
        self.waiting.extend(self.receiver.try_iter());
        let asked = serde_json::to_value(id).ok();
        self.waiting.iter().any(|message| match message {
            Message::Notification(n) if n.method == "$/cancelRequest" => {
                n.params.get("id") == asked.as_ref()
            }
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use lsp_server::{Message, Notification, Request};
    use serde_json::json;

    use super::Queue;

    #[test]
    fn a_question_can_be_taken_back_while_it_waits() {
        let ask = |id: i32| Request::new(id.into(), "x".to_owned(), json!({})).into();
        let take_back = |id: serde_json::Value| {
            let params = json!({ "id": id });
            Notification::new("$/cancelRequest".to_owned(), params).into()
        };
        let messages: [Message; 4] = [ask(1), ask(2), take_back(json!(2)), take_back(json!("1"))];
        let mut queue = Queue::new(messages);
        // The last message is there, and with it all.
        queue.waiting.extend(queue.receiver.iter());
        assert!(!queue.is_cancelled(&1.into()));
        assert!(queue.is_cancelled(&2.into()));
        assert!(queue.is_cancelled(&"1".to_owned().into()));
        let ids = [queue.ready(), queue.wait()].map(|message| match message {
            Some(Message::Request(request)) => request.id.to_string(),
            _ => String::new(),
        });
        assert_eq!(ids, ["1", "2"]);
        assert!(queue.ready().is_some() && queue.wait().is_some());
        assert!(queue.ready().is_none() && queue.wait().is_none());
    }
}
