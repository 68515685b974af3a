//! The one window: hidden until it has something to show, and never anywhere but in the interface.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use std::{env, thread};

use tauri::utils::config::WebviewUrl;
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Manager, Url, WebviewWindowBuilder};

use crate::start::{Start, Step};

/// The label of the window, which the capability names.
pub(crate) const MAIN: &str = "main";

/// A page that has shown nothing after this long is shown as it is: an empty window can be closed, a hidden
/// one cannot.
const PATIENCE: Duration = Duration::from_secs(4);

/// Tells the shell when something stands on the page.
const READY: &str = include_str!("ready.js");

/// Opens the window, hidden. Its page shows it.
pub(crate) fn open(app: &App, dir: &Path) -> tauri::Result<()> {
    // What the page shows is never kept by the webview: the desk is encrypted, its caches would not be. Tests
    // drive the window through a session of their own, which needs a folder.
    let driven = env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some();
    let mut window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("COEXIST")
        .inner_size(1200.0, 800.0)
        .min_inner_size(320.0, 400.0)
        .visible(false)
        .incognito(!driven)
        .initialization_script(READY)
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny);
    if driven {
        window = window.data_directory(dir.join("webview"));
    }
    window.build()?;
    app.state::<Arc<Start>>().came(Step::Window);
    let app = app.handle().clone();
    thread::Builder::new().name("show window".to_owned()).spawn(move || {
        thread::sleep(PATIENCE);
        show(&app);
    })?;
    Ok(())
}

/// Shows the window, once.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    if !matches!(window.is_visible(), Ok(false)) {
        return;
    }
    match window.show().and_then(|()| window.set_focus()) {
        Ok(()) => app.state::<Arc<Start>>().came(Step::Shown),
        Err(error) => tracing::warn!(%error, "the window could not be shown"),
    }
}

/// The pages of the interface, under the names Tauri gives them: nothing else is ever loaded.
fn is_ours(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // Windows has no custom schemes.
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_leads_nowhere_else() {
        assert!(is_ours(&"tauri://localhost/index.html#/settings".parse().unwrap()) || cfg!(windows));
        for elsewhere in [
            "https://example.org/",
            "file:///etc/passwd",
            "about:blank",
            "data:text/html,x",
            "tauri://other/",
        ] {
            assert!(!is_ours(&elsewhere.parse().unwrap()), "{elsewhere}");
        }
    }
}
