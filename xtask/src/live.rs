//! An endpoint on a free port of this computer, for as long as somebody needs it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use crate::command::{output, program};
use crate::place;

/// An endpoint that serves; it stops with its owner.
pub(crate) struct Endpoint {
    process: Child,
    data: PathBuf,
    url: String,
}

impl Endpoint {
    /// Starts one with its data in `data`, with the starter catalogue on first start.
    pub(crate) fn start(data: &Path) -> Result<Self, String> {
        let mut process = program(place::built("coexist-endpoint"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("coexist-endpoint: {error}"))?;
        let said = process.stdout.take();
        let mut endpoint = Self { process, data: data.to_owned(), url: String::new() };
        // It says its address once it serves.
        if let Some(said) = said {
            BufReader::new(said).read_line(&mut endpoint.url).map_err(|error| error.to_string())?;
        }
        endpoint.url = endpoint.url.trim().to_owned();
        if endpoint.url.is_empty() { Err("the endpoint did not start".to_owned()) } else { Ok(endpoint) }
    }

    /// Its address.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A link that makes whoever opens it the first owner of an organisation.
    pub(crate) fn invite(&self, organisation: &str) -> Result<String, String> {
        let mut invite = program(place::built("coexist-endpoint"));
        invite.args(["invite", "--org", organisation, "--data"]).arg(&self.data).env("RUST_LOG", "warn");
        Ok(output(&mut invite)?.trim().to_owned())
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        // Everything it acknowledged is on disk: it may end at any moment.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
