//! Questions on a terminal, a line each. What draws menus would hide the cursor, and has to bring it back when
//! it is interrupted; lines are edited by the terminal itself, Chinese ones too.

use std::io::{self, BufRead as _, Write as _};

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::scaffold::Choice;

use crate::report;

/// The input has ended.
#[derive(Debug)]
pub(crate) struct Ended;

/// What was answered, if anything was.
pub(crate) type Answer<T> = Result<T, Ended>;

/// Asks for what was not given, or takes what is meant then.
pub(crate) struct Questions {
    /// Whether there is somebody to ask.
    pub(crate) is_asked: bool,
    /// The language of the questions.
    pub(crate) language: Language,
}

impl Questions {
    pub(crate) fn new(is_asked: bool, language: Language) -> Self {
        Self { is_asked, language }
    }

    /// A text; none if nothing is said.
    pub(crate) fn text(
        &self,
        given: Option<String>,
        english: &str,
        chinese: &str,
        otherwise: &str,
    ) -> Answer<Option<String>> {
        let given = match given {
            None if self.is_asked => Some(line(&self.prompt(english, chinese, otherwise))?),
            given => given,
        };
        let said = given.map(|text| text.trim().to_owned());
        Ok(said.filter(|text| !text.is_empty()))
    }

    /// One of several things, by its number or its word; the first one if nothing is said.
    pub(crate) fn choice<T: Choice>(
        &self,
        given: Option<T>,
        english: &str,
        chinese: &str,
    ) -> Answer<T> {
        match given {
            Some(given) => return Ok(given),
            None if !self.is_asked => return Ok(T::ALL[0]),
            None => {}
        }
        report::complain(self.of(english, chinese));
        for (index, choice) in T::ALL.iter().enumerate() {
            let said = choice.said(self.language);
            report::complain(&format!("  {}  {:<8} {said}", index + 1, choice.word()));
        }
        let prompt = self.prompt("Number or word", "编号或单词", T::ALL[0].word());
        loop {
            let said = line(&prompt)?;
            let index = said.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let chosen = index.and_then(|index| T::ALL.get(index).copied());
            match chosen.or_else(|| T::named(&said)) {
                Some(chosen) => return Ok(chosen),
                None if said.is_empty() => return Ok(T::ALL[0]),
                None => report::complain(self.of(
                    "  one of the numbers or words above, please",
                    "  请输入上面的编号或单词",
                )),
            }
        }
    }

    fn prompt(&self, english: &str, chinese: &str, otherwise: &str) -> String {
        let question = self.of(english, chinese);
        let colon = self.of(":", "：");
        match otherwise.is_empty() {
            true => format!("{question}{colon} "),
            false => format!("{question} [{otherwise}]{colon} "),
        }
    }

    fn of<'t>(&self, english: &'t str, chinese: &'t str) -> &'t str {
        match self.language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }
}

/// Asks for a line on standard error, since standard output may be the spec.
fn line(prompt: &str) -> Answer<String> {
    let mut errors = io::stderr().lock();
    // Who cannot see the question does not answer it.
    let _ = write!(errors, "{prompt}");
    let _ = errors.flush();
    let mut line = String::new();
    match io::stdin().lock().read_line(&mut line) {
        Ok(1..) => Ok(line.trim().to_owned()),
        Ok(0) | Err(_) => {
            let _ = writeln!(errors);
            Err(Ended)
        }
    }
}
