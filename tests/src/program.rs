//! The programs of the workspace, as they were built.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// Where a built program stands: `COEXIST_BUILT`, or beside the running test.
pub fn built(name: &str) -> PathBuf {
    let folder = std::env::var_os("COEXIST_BUILT").map(PathBuf::from).unwrap_or_else(|| {
        let this = std::env::current_exe().expect("a running program has a path");
        let deps = this.parent().expect("it is in a folder");
        if deps.ends_with("deps") {
            deps.parent().expect("it is in a folder").to_owned()
        } else {
            deps.to_owned()
        }
    });
    let path = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(path.exists(), "{} is not built: cargo xtask test", path.display());
    path
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ is in the repository")
}

/// A command from the terminal, on the desk in `dir`.
///
/// # Errors
/// What `coexist` wrote on standard error, as JSON.
pub fn call(dir: &Path, name: &str, request: &Value) -> Result<Value, Value> {
    let mut call = Command::new(built("coexist"));
    call.arg("--data").arg(dir).args(["call", name, &request.to_string()]);
    let output = call.output().expect("coexist runs");
    let (bytes, done) =
        if output.status.success() { (&output.stdout, true) } else { (&output.stderr, false) };
    let said = serde_json::from_slice(bytes);
    let said = said.unwrap_or_else(|_| panic!("{name}: no JSON: {}", String::from_utf8_lossy(bytes)));
    if done { Ok(said) } else { Err(said) }
}

/// An endpoint on a free port; it ends with its owner.
pub struct Endpoint {
    process: Option<Child>,
    data: tempfile::TempDir,
    /// Its address.
    pub url: String,
}

impl Endpoint {
    /// Starts one with data of its own.
    pub fn start() -> Self {
        let data = tempfile::tempdir().expect("a temporary folder");
        let mut endpoint = Self { process: None, data, url: "http://127.0.0.1:0".to_owned() };
        endpoint.start_again();
        endpoint
    }

    /// Goes away, as far as desks can tell: nothing answers at its address any more.
    pub fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    /// Comes back at the same address, with the same data.
    pub fn start_again(&mut self) {
        let mut process = Command::new(built("coexist-endpoint"))
            .args(["serve", "--listen", self.url.trim_start_matches("http://"), "--data"])
            .arg(self.data.path())
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .expect("coexist-endpoint starts");
        let mut url = String::new();
        let said = process.stdout.take().expect("its output is piped");
        BufReader::new(said).read_line(&mut url).expect("it says its address");
        self.process = Some(process);
        url.trim().clone_into(&mut self.url);
        assert!(self.url.starts_with("http://"), "the endpoint said {url:?}");
    }

    /// The invitation of an organisation's first owner.
    pub fn invite(&self, organisation: &str) -> String {
        let mut invite = Command::new(built("coexist-endpoint"));
        invite
            .args(["invite", "--org", organisation, "--data"])
            .arg(self.data.path())
            .env("RUST_LOG", "warn");
        let output = invite.output().expect("coexist-endpoint runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("a link is text").trim().to_owned()
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.stop();
    }
}
