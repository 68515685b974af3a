//! What the shell does for the window: system dialogs, links, printing, opening the desk again.
//!
//! Files are chosen here and read in the core: the window gets paths, never the right to open one.

use std::sync::Arc;

use coexist_api::ApiError;
use coexist_core::Error;
use coexist_keys::Consent;
use coexist_sentences::{Language, Sentences, Value};
use serde::Deserialize;
use tauri::ipc::Invoke;
use tauri::{AppHandle, Manager as _, State, WebviewWindow, Wry, async_runtime};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath, MessageDialogButtons, MessageDialogKind};

use crate::opening::Opening;
use crate::start::{Start, Step};
use crate::window;

macro_rules! own {
    ($($ident:ident,)*) => {
        /// Answers one of the shell's own commands; false for any other.
        pub(crate) fn answer(invoke: Invoke<Wry>) -> bool {
            let handler: fn(Invoke<Wry>) -> bool = tauri::generate_handler![$($ident),*];
            handler(invoke)
        }
    };
}
include!("own.in.rs");

#[derive(Deserialize)]
pub(crate) struct PickFile {
    title: String,
    extensions: Vec<String>,
    #[serde(default)]
    multiple: bool,
}

#[derive(Deserialize)]
pub(crate) struct SaveFile {
    title: String,
    name: String,
}

#[derive(Deserialize)]
pub(crate) struct OpenExternal {
    url: String,
}

#[derive(Deserialize)]
pub(crate) struct OpenDesk {
    key_in_file: bool,
}

#[derive(Deserialize)]
pub(crate) struct Nothing {}

/// Runs what waits for a person or a disk away from the threads that serve.
async fn blocking<T: Send + 'static>(
    f: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    async_runtime::spawn_blocking(f).await.unwrap_or_else(|_| Err(ApiError::from(Error::new("internal"))))
}

#[tauri::command]
pub(crate) async fn shell_open_desk(
    opening: State<'_, Arc<Opening>>,
    request: OpenDesk,
) -> Result<(), ApiError> {
    let opening = Arc::clone(&opening);
    let consent = if request.key_in_file { Consent::FileSlot } else { Consent::KeyringOnly };
    blocking(move || opening.again(consent)).await
}

#[tauri::command]
pub(crate) async fn shell_pick_file(app: WebviewWindow, request: PickFile) -> Result<Vec<String>, ApiError> {
    blocking(move || {
        let endings: Vec<&str> = request.extensions.iter().map(String::as_str).collect();
        let mut dialog = file_dialog(&app, request.title);
        if !endings.is_empty() {
            dialog = dialog.add_filter(endings.join(", "), &endings);
        }
        let picked = if request.multiple {
            dialog.blocking_pick_files().unwrap_or_default()
        } else {
            dialog.blocking_pick_file().into_iter().collect()
        };
        picked.into_iter().map(path).collect()
    })
    .await
}

#[tauri::command]
pub(crate) async fn shell_save_file(
    app: WebviewWindow,
    request: SaveFile,
) -> Result<Option<String>, ApiError> {
    blocking(move || {
        let dialog = file_dialog(&app, request.title).set_file_name(request.name);
        dialog.blocking_save_file().map(path).transpose()
    })
    .await
}

/// A system dialog that begins where people keep their files, not where the program was started.
fn file_dialog(window: &WebviewWindow, title: String) -> FileDialogBuilder<Wry> {
    let dialog = window.dialog().file().set_parent(window).set_title(title);
    match window.path().document_dir().or_else(|_| window.path().home_dir()) {
        Ok(folder) => dialog.set_directory(folder),
        Err(_) => dialog,
    }
}

/// Opens a link in the browser, after the person has seen where it leads.
#[tauri::command]
pub(crate) async fn shell_open_external(
    app: WebviewWindow,
    opening: State<'_, Arc<Opening>>,
    request: OpenExternal,
) -> Result<(), ApiError> {
    let Some(url) = allowed(&request.url) else { return Err(ApiError::from(Error::new("link-refused"))) };
    let opening = Arc::clone(&opening);
    blocking(move || {
        let sentences = Sentences::new(language(&opening));
        let say = |id: &str| sentences.say(id, [("link", Value::from(url.as_str()))]).unwrap_or_default();
        let agreed = app
            .dialog()
            .message(say("desktop-link-question"))
            .title(say("desktop-link-title"))
            .kind(MessageDialogKind::Info)
            .buttons(MessageDialogButtons::OkCancelCustom(say("desktop-link-open"), say("desktop-link-stay")))
            .parent(&app)
            .blocking_show();
        if agreed {
            tauri_plugin_opener::open_url(url.as_str(), None::<&str>).map_err(|error| {
                tracing::warn!(%error, "no program opened a link");
                ApiError::from(Error::new("link-not-opened"))
            })?;
        }
        Ok(())
    })
    .await
}

#[tauri::command]
pub(crate) async fn shell_print(window: WebviewWindow, request: Nothing) -> Result<(), ApiError> {
    let Nothing {} = request;
    window.print().map_err(|error| {
        tracing::warn!(%error, "printing did not start");
        ApiError::from(Error::new("print-failed"))
    })
}

/// Something stands on the page: the window may be seen.
#[tauri::command]
pub(crate) async fn shell_shown(app: AppHandle, request: Nothing) -> Result<(), ApiError> {
    let Nothing {} = request;
    window::show(&app);
    Ok(())
}

/// The first screen has been drawn with the answers to its questions.
#[tauri::command]
pub(crate) async fn shell_interactive(
    start: State<'_, Arc<Start>>,
    request: Nothing,
) -> Result<(), ApiError> {
    let Nothing {} = request;
    start.came(Step::Interactive);
    Ok(())
}

/// A link people may follow: http or https to a named host, without a name and password in it.
fn allowed(text: &str) -> Option<tauri::Url> {
    let url = tauri::Url::parse(text).ok()?;
    let plain = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "http" | "https") && plain && url.host().is_some()).then_some(url)
}

/// A path as the core takes it: text. A name that is no text cannot pass through JSON.
fn path(chosen: FilePath) -> Result<String, ApiError> {
    let path = chosen.into_path().ok().and_then(|path| path.into_os_string().into_string().ok());
    path.ok_or_else(|| ApiError::from(Error::new("path-not-text")))
}

/// The language of the interface, or of the session while no desk is open.
fn language(opening: &Opening) -> Language {
    use coexist_core::settings;
    match opening.desk().map(|desk| desk.settings().language) {
        Ok(settings::Language::En) => Language::English,
        Ok(settings::Language::Fr) => Language::French,
        Err(_) => Language::of_session(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_to_the_web_are_opened() {
        for good in ["https://example.org/a?b=c", "http://192.0.2.1/"] {
            assert!(allowed(good).is_some(), "{good}");
        }
        for bad in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "coexist://invite",
            "mailto:a@example.org",
            "https://bank.example@evil.example/",
            "https://",
            "/etc/passwd",
            "smb://host/share",
        ] {
            assert!(allowed(bad).is_none(), "{bad}");
        }
    }
}
