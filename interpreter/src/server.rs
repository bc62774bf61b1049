//! Where requests are sent: the templates of servers, filled in.

use apiloom::{Error, url};
use apiloom_codegen::interpret::Datum;
use apiloom_codegen::model::{Api, Hole, TemplatePart};

use crate::Settings;

/// The URL of a server.
pub(crate) fn url(api: &Api, settings: &Settings, name: &str) -> Result<String, Error> {
    let server = api.servers.iter().find(|server| server.id == name);
    let server = server.ok_or_else(|| Error::unknown_server(name))?;
    let mut whole = String::new();
    for part in &server.url {
        match part {
            TemplatePart::Text(text) => whole.push_str(text),
            TemplatePart::Setting { name, hole } => {
                let name = name.snake();
                let Some(Datum::Text(value)) = settings.by_name(&name) else {
                    return Err(Error::missing_setting(&name));
                };
                match hole {
                    Hole::Host => whole.push_str(url::whole_host(&name, value)?),
                    Hole::Label => whole.push_str(url::host_label(&name, value)?),
                    Hole::Segment => whole.push_str(&url::path_segment(&name, value)?),
                }
            }
        }
    }
    Ok(whole)
}
