//! One line on a terminal that says how far long work is, and goes when the work is done.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr as _;

use crate::voice::{self, Level};

/// Work that is done within this time needs no word.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is written anew.
const INTERVAL: Duration = Duration::from_millis(100);

/// The line of the work that goes on.
static LINE: Mutex<Line> = Mutex::new(Line::EMPTY);

struct Line {
    /// What is said; nothing while no work goes on.
    text: Option<String>,
    /// When the first piece of work began.
    since: Option<Instant>,
    /// How many columns of the terminal the line takes up.
    drawn: usize,
    /// What stands there.
    shown: String,
}

/// Work that goes on until this is dropped.
#[must_use]
pub(crate) struct Progress {
    /// Ends the drawing when it is dropped; nobody draws what no terminal shows.
    ends: Option<Sender<()>>,
}

impl Progress {
    /// Starts work, of which so much is said.
    pub(crate) fn of(text: &str) -> Self {
        if !is_shown() {
            return Self { ends: None };
        }
        let mut line = line();
        line.text = Some(text.to_owned());
        line.since.get_or_insert_with(Instant::now);
        let (ends, ended) = mpsc::channel();
        thread::spawn(move || tick(&ended));
        Self { ends: Some(ends) }
    }

    /// Says something else of the work.
    pub(crate) fn say(&self, text: impl FnOnce() -> String) {
        if self.ends.is_some() {
            line().text = Some(text());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.ends.is_some() {
            let mut line = line();
            line.text = None;
            line.clear();
        }
    }
}

/// Lets the next piece of work be the first.
pub(crate) fn begin_anew() {
    line().since = None;
}

/// Shows a line that stays until something else is said; `plain` is the same without signs of colours. Whether
/// a terminal shows it.
pub(crate) fn stand(text: &str, plain: &str) -> bool {
    if is_shown() {
        line().write(text, plain);
    }
    is_shown()
}

/// Ends the line that is there, and leaves it.
pub(crate) fn leave() {
    let mut line = line();
    if line.drawn > 0 {
        line.drawn = 0;
        let _ = writeln!(io::stderr().lock());
    }
}

/// Writes something while the line is away.
pub(crate) fn aside<T>(write: impl FnOnce() -> T) -> T {
    let mut line = line();
    line.clear();
    write()
}

/// Whether somebody looks at a terminal that can show the line, and no other lines come between.
fn is_shown() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    voice::level() == Level::Plain && !dumb && io::stderr().is_terminal()
}

fn line() -> MutexGuard<'static, Line> {
    LINE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn tick(ended: &Receiver<()>) {
    while ended.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
        line().draw();
    }
}

impl Line {
    const EMPTY: Self = Self {
        text: None,
        since: None,
        drawn: 0,
        shown: String::new(),
    };

    fn draw(&mut self) {
        let is_long = self.since.is_some_and(|since| since.elapsed() >= PATIENCE);
        let Some(text) = self.text.clone().filter(|_| is_long) else {
            return;
        };
        if self.drawn == 0 || self.shown != text {
            self.write(&text, &text);
        }
    }

    fn write(&mut self, text: &str, plain: &str) {
        self.clear();
        self.drawn = plain.width();
        plain.clone_into(&mut self.shown);
        let mut stderr = anstream::stderr().lock();
        // Whoever closed the terminal does not want to read.
        let _ = write!(stderr, "{text}").and_then(|()| stderr.flush());
    }

    /// Takes the line away, by signs that every terminal knows.
    fn clear(&mut self) {
        if self.drawn > 0 {
            let mut stderr = io::stderr().lock();
            let blank = " ".repeat(self.drawn);
            let _ = write!(stderr, "\r{blank}\r").and_then(|()| stderr.flush());
            self.drawn = 0;
        }
    }
}
