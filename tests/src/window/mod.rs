//! A real window of the built app, driven through WebDriver.
//!
//! Each window has a driver of its own: WebKit's driver holds one session. What is pressed and typed goes
//! through the driver, so through the same events as a person's; scripts only look.

mod accessible;
mod picture;
mod screens;

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use coexist_sentences::{Language, Sentences, Value as Filling};
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::Element;
pub use fantoccini::key::Key;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::process::{Child, Command};

pub use accessible::findings;
pub use screens::{Reading, Screen, screens, walk};

use crate::program::built;

/// The longest a person would wait before thinking that nothing happens, times four for a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);

/// A window of the app.
pub struct Window {
    client: Client,
    sentences: Sentences,
    data: PathBuf,
    // Ends with the window.
    _driver: Child,
}

impl Window {
    /// Opens the app on the desk in `data`, in French.
    pub async fn open(data: &Path) -> Self {
        let driver = std::env::var_os("COEXIST_DRIVER").map_or_else(|| "tauri-driver".into(), PathBuf::from);
        let (port, native) = (free_port(), free_port());
        let driver = Command::new(driver)
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            // Without its renderer WebKit never answers a request for a picture; the app would turn it off here.
            .envs([("WEBKIT_DISABLE_DMABUF_RENDERER", "0"), ("WEBKIT_DISABLE_COMPOSITING_MODE", "0")])
            .kill_on_drop(true)
            .spawn()
            .expect("tauri-driver starts: run through cargo xtask test");
        let client = connect(port, data).await;
        // A script that runs while the first page takes the place of the empty one is never answered.
        tokio::time::sleep(Duration::from_secs(3)).await;
        let sentences = Sentences::new(Language::French);
        let window = Self { client, sentences, data: data.to_owned(), _driver: driver };
        // As large as the app makes it: without a window manager the driver waits for ever for a resize to be
        // granted.
        window.settled().await;
        window
    }

    /// Closes one that never had its desk: another holds it.
    pub async fn dismiss(self) {
        self.client.close().await.expect("the window closes");
    }

    /// Closes it and waits until its desk is free again.
    pub async fn close(self) {
        self.client.close().await.expect("the window closes");
        // The session ends a moment before the program does.
        let began = Instant::now();
        let held = || {
            let lock = std::fs::File::open(self.data.join("desk.lock"));
            lock.is_ok_and(|lock| lock.try_lock().is_err())
        };
        while held() {
            assert!(began.elapsed() < PATIENCE, "the desk is still held");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The sentence of an id, as the window shows it now.
    pub fn text(&self, id: &str) -> String {
        self.filled(id, &[])
    }

    /// The sentence of an id, filled with texts.
    pub fn filled(&self, id: &str, values: &[(&str, &str)]) -> String {
        let values = values.iter().map(|(name, value)| (*name, Filling::from(*value)));
        self.sentences.say(id, values).unwrap_or_else(|| panic!("locales/ has no {id}"))
    }

    /// Runs a function body in the page and gives its answer.
    pub async fn script(&self, body: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(body, arguments).await.unwrap_or_else(|error| panic!("{error}\nin {body}"))
    }

    /// Runs a function body in the page, whose last argument takes the answer.
    pub async fn script_async(&self, body: &str) -> Value {
        self.client.execute_async(body, vec![]).await.unwrap_or_else(|error| panic!("{error}\nin {body}"))
    }

    /// Asks the desk as the page does. For what a test has to know, not for what it tests.
    ///
    /// # Errors
    /// What the command was refused with.
    pub async fn ask(&self, command: &str, request: Value) -> Result<Value, Value> {
        let body = "const [command, request, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(command, { request })
              .then((answer) => done({ answer }), (error) => done({ error }));";
        let said = self.client.execute_async(body, vec![json!(command), request]).await;
        let mut said = said.unwrap_or_else(|error| panic!("{command}: {error}"));
        match said.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(said["answer"].take()),
        }
    }

    /// Waits until the screen has its answers and stands still. Looks again and again from outside: a script
    /// that waits inside is lost without a word when the page it waits in is replaced.
    pub async fn settled(&self) {
        let look = "const app = document.getElementById('app');
            const busy = !app || !app.querySelector('h1') || app.querySelector('main [role=status] .line');
            return busy || document.fonts.status !== 'loaded' ? null : app.innerHTML;";
        let began = Instant::now();
        let mut before = Value::Null;
        loop {
            let now = self.script(look, vec![]).await;
            if !now.is_null() && now == before {
                return;
            }
            before = now;
            assert!(began.elapsed() < PATIENCE, "the screen does not settle:\n{}", self.shown().await);
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
    }

    /// The text of the page, as a person sees it.
    pub async fn shown(&self) -> String {
        self.script("return document.body.innerText", vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until a text is on the page.
    pub async fn sees(&self, text: &str) {
        let began = Instant::now();
        // Sentences break lines where the window is narrow.
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        while !flat(&self.shown().await).contains(&flat(text)) {
            assert!(began.elapsed() < PATIENCE, "not on the page: {text}\n---\n{}", self.shown().await);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Presses the button, link or tab that carries this text.
    pub async fn press(&self, text: &str) {
        let quoted = quote(text);
        let named = format!("(normalize-space(.)={quoted} or @aria-label={quoted})");
        let what = "self::button or self::a or @role='tab' or @role='menuitem' or @role='option'";
        self.activate(&format!("//*[({what}) and {named} and not(@disabled)]")).await;
    }

    /// Chooses the radio button or box whose label begins with this text.
    pub async fn choose(&self, text: &str) {
        let quoted = quote(text);
        self.activate(&format!("//label[starts-with(normalize-space(.), {quoted})]")).await;
    }

    /// Types into the field with this label, in place of what it holds.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.unwrap_or_else(|error| panic!("{label}: {error}"));
        field.send_keys(text).await.unwrap_or_else(|error| panic!("{label}: {error}"));
    }

    /// The field with this label.
    pub async fn field(&self, label: &str) -> Element {
        let quoted = quote(label);
        let path = format!(
            "//*[(self::input or self::textarea or self::select) and \
             (@id=//label[starts-with(normalize-space(.), {quoted})]/@for or @aria-label={quoted} \
             or ancestor::label[starts-with(normalize-space(.), {quoted})])]"
        );
        self.find(&path).await
    }

    /// Types to whatever has the focus.
    pub async fn types(&self, text: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(text).await.expect("it can be typed to");
    }

    /// Presses keys together, for instance Control, Shift and N.
    pub async fn keys(&self, keys: &[char]) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for key in keys {
            actions = actions.then(KeyAction::Down { value: *key });
        }
        for key in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value: *key });
        }
        self.client.perform_actions(actions).await.expect("keys are pressed");
    }

    /// Goes to an address of the interface, as a link does.
    pub async fn go(&self, hash: &str) {
        self.script("location.hash = arguments[0]", vec![json!(hash)]).await;
        self.settled().await;
    }

    /// The address of the page.
    pub async fn address(&self) -> String {
        self.script("return location.href", vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Reads in another language or theme from now on.
    pub async fn read_in(&mut self, reading: Reading) {
        self.ask("settings_set", json!({ "language": reading.language, "theme": reading.theme }))
            .await
            .unwrap();
        self.client.refresh().await.expect("the page reloads");
        self.settled().await;
        self.sentences = Sentences::new(Language::from_code(reading.language));
    }

    /// Activates as assistive technology does. Neither of the driver's own ways arrives: its pointer scrolls to
    /// its mark and clicks where that was before, and without a window manager keys have no window to go to.
    async fn activate(&self, path: &str) {
        let element = self.find(path).await;
        let to = serde_json::to_value(&element).expect("an element is a reference");
        self.script("const to = arguments[0].control ?? arguments[0]; to.focus(); to.click()", vec![to])
            .await;
    }

    /// Waits for the first element that can be seen.
    async fn find(&self, path: &str) -> Element {
        let began = Instant::now();
        loop {
            let found = self.client.find_all(Locator::XPath(path)).await.unwrap_or_default();
            for element in found {
                if element.is_displayed().await.unwrap_or(false) {
                    return element;
                }
            }
            assert!(began.elapsed() < PATIENCE, "not on the page: {path}\n---\n{}", self.shown().await);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

async fn connect(port: u16, data: &Path) -> Client {
    let application = json!({ "application": built("coexist-desktop"), "args": ["--data", data] });
    let mut wanted = Capabilities::new();
    // No browserName: WebKit's driver would look for that browser and refuse.
    wanted.insert("tauri:options".to_owned(), application);
    let began = Instant::now();
    loop {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        match builder.capabilities(wanted.clone()).connect(&format!("http://127.0.0.1:{port}")).await {
            Ok(client) => return client,
            // The driver takes a moment to listen.
            Err(_) if began.elapsed() < Duration::from_secs(10) => {
                tokio::time::sleep(Duration::from_millis(200)).await
            }
            Err(error) => panic!("no session with the window: {error}"),
        }
    }
}

fn free_port() -> u16 {
    let socket = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    socket.local_addr().expect("it has an address").port()
}

/// A text as XPath writes it, whatever quotes it holds.
fn quote(text: &str) -> String {
    if !text.contains('"') {
        return format!("\"{text}\"");
    }
    let parts: Vec<String> = text.split('"').map(|part| format!("\"{part}\"")).collect();
    format!("concat({})", parts.join(", '\"', "))
}
