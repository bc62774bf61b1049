//! `apiloom sign`.

mod computed;
mod expected;
mod json;
mod text;

use apiloom::Kind;
use apiloom_codegen::diagnostic::Help;
use apiloom_codegen::expr::Near;
use apiloom_codegen::model::AuthUse;
use apiloom_interpreter::{Client, Described, Interpreter};

use crate::asked::Asked;
use crate::refusal::Refusal;
use crate::shown::pretty;
use crate::{Lang, Outcome, call, loaded, report, work};

use computed::{Computed, Witnessed};

/// Arguments of `apiloom sign`.
#[derive(clap::Args)]
#[command(
    after_help = "Exit codes: 0 shown, or the digest matches; 1 it does not match; 2 wrong usage."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    asked: Asked,
    /// The token of a scheme that would fetch one; nothing is fetched here.
    #[arg(long, value_name = "TEXT")]
    token: Option<String>,
    /// Shows every step: values, and the bytes that were hashed.
    #[arg(long)]
    explain: bool,
    /// The digest that should come out, in hexadecimal digits or base64: says whether it does, and
    /// otherwise what would have to differ in the spec.
    #[arg(long, value_name = "DIGEST")]
    expect: Option<String>,
    /// Prints secrets as they are.
    #[arg(long)]
    show_secrets: bool,
    /// How the outcome is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of what is said.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

/// How the outcome is printed.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs: one JSON document.
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    made(arguments).unwrap_or_else(|refusal| {
        if arguments.format == Format::Json {
            report::print(&pretty(&refusal.json()));
        }
        // Without a signature there is nothing that could match or not.
        refusal.told();
        Outcome::Usage
    })
}

fn made(arguments: &Arguments) -> Result<Outcome, Refusal> {
    let interpreter = loaded::api(
        &arguments.asked.spec,
        arguments.asked.auth.as_deref(),
        arguments.lang,
    )?;
    let described = loaded::operation(interpreter, arguments.asked.operation.as_deref())?;
    call::signed(interpreter, described, arguments.asked.scheme.as_deref())?;
    // What is not signed needs neither settings nor inputs to say so.
    if described.model().auth == AuthUse::None {
        return Err(unsigned(described));
    }
    let all = computed(arguments, interpreter, described)?;
    if all.is_empty() {
        return Err(unsigned(described));
    }
    let mut outcomes: Vec<Result<Near, String>> = Vec::new();
    if let Some(digest) = &arguments.expect {
        let looked = |one| expected::look(one, digest);
        let look = || all.iter().map(looked).collect();
        outcomes = work::timed("trying variants …", "tried variants", look);
        // Of several schemes, only some may have a digest.
        if let Some(Err(error)) = outcomes
            .iter()
            .find(|_| outcomes.iter().all(Result::is_err))
        {
            return Err(Refusal::usage(error));
        }
    }
    let found = outcomes.into_iter().map(Result::ok);
    let found: Vec<_> = found
        .chain(std::iter::repeat_with(|| None))
        .take(all.len())
        .collect();
    let shown = Shown {
        explain: arguments.explain,
        reveal: arguments.show_secrets,
        lang: arguments.lang,
        digest: arguments.expect.as_deref(),
    };
    report::print(&match arguments.format {
        Format::Text => text::page(&all, &found, &shown),
        Format::Json => json::document(&all, &found, &shown),
    });
    let matches = found.iter().flatten().any(|near| near.matches.is_some());
    Ok(match arguments.expect.is_none() || matches {
        true => Outcome::Fine,
        false => Outcome::Problems,
    })
}

fn unsigned(described: &Described) -> Refusal {
    let id = described.id();
    Refusal::usage(&format!("error: `{id}` is sent without authentication"))
}

/// What is to be shown.
struct Shown<'a> {
    explain: bool,
    reveal: bool,
    lang: Lang,
    digest: Option<&'a str>,
}

impl Shown<'_> {
    fn say<'h>(&self, help: &'h Help) -> &'h str {
        help.text(self.lang.language())
    }
}

/// Signs the operation and keeps what its schemes computed.
fn computed(
    arguments: &Arguments,
    interpreter: Interpreter,
    described: &'static Described,
) -> Result<Vec<Computed>, Refusal> {
    let settings = arguments.asked.settings.settings(interpreter)?;
    let witnessed = Witnessed::default();
    let client = Client::new(interpreter, settings).with_witness(witnessed.witness());
    let client = configured(client, arguments)?;
    let input = call::input(arguments.asked.input.as_deref(), described, arguments.lang)?;
    let call = client.call(described.id(), &input);
    let call = call.map_err(|error| {
        call::refused_inputs(&error, interpreter, described, &input, arguments.lang)
    })?;
    let call = call.with_options(|options| {
        options.scheme.clone_from(&arguments.asked.scheme);
        // A signature is the same whether or not the vendor would take the inputs.
        options.without_validation = true;
    });
    let mut secrets = call::secrets_of(&call);
    secrets.extend(arguments.token.clone());
    match call.prepare() {
        Ok(_) => Ok(witnessed.computed(interpreter.api(), &secrets)),
        Err(error) => {
            // What the error advises is for programs.
            Err(Refusal::usage(&match error.kind() {
                Kind::Auth => format!(
                    "error: `{}` is signed with a token, and none is given\n\
                     help: give the token by `--token TEXT`",
                    described.id()
                ),
                _ => format!("error: {error}"),
            }))
        }
    }
}

fn configured(client: Client, arguments: &Arguments) -> Result<Client, Refusal> {
    let client = arguments.asked.configured(client)?;
    if let Some(token) = &arguments.token {
        for scheme in &client.interpreter().api().schemes {
            client.core().set_token(&scheme.id, token.as_str());
        }
    }
    Ok(client)
}
