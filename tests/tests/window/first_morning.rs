//! From the first start to a morning's work: onboarding, a task, a note, one's own spreadsheet, every screen.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use coexist_tests::program::call;
use coexist_tests::window::{Key, Reading, Window, screens, walk};
use serde_json::{Value, json};

#[tokio::test]
async fn a_newcomer_works_and_every_screen_holds() {
    let desk = tempfile::tempdir().unwrap();
    let mut window = Window::open(desk.path()).await;
    first_steps(&window).await;
    window.sees(&window.text("today-title")).await;

    adds_a_task(&window).await;
    notes_in_passing(&window).await;
    terminal_reaches_the_window(&window, desk.path()).await;
    brings_a_spreadsheet(&window, desk.path()).await;

    let screens = screens(&window).await;
    let mut wrong = Vec::new();
    for reading in Reading::ALL {
        window.read_in(reading).await;
        wrong.extend(walk(&window, &screens, reading).await);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    window.close().await;
}

/// Onboarding as ux.md has it: language, who one is, a name, the sample.
async fn first_steps(window: &Window) {
    window.sees(&window.text("onboarding-reading-title")).await;
    window.picture("welcome-reading").await;
    window.press(&window.text("onboarding-next")).await;
    window.choose(&window.text("onboarding-who-ngo")).await;
    window.picture("welcome-who").await;
    window.press(&window.text("onboarding-next")).await;
    window.fill(&window.text("onboarding-house"), "Atelier du pont").await;
    window.fill(&window.text("onboarding-person"), "Awa Diop").await;
    window.press(&window.text("onboarding-next")).await;
    window.choose(&window.text("onboarding-begin-sample")).await;
    window.picture("welcome-begin").await;
    window.press(&window.text("onboarding-start")).await;
    window.settled().await;
}

async fn adds_a_task(window: &Window) {
    window.go("/tasks").await;
    window.press(&window.text("tasks-new")).await;
    window.fill(&window.text("tasks-title-field"), "Rappeler la mairie de Lormont").await;
    window.press(&window.text("tasks-save")).await;
    window.sees("Rappeler la mairie de Lormont").await;
}

async fn notes_in_passing(window: &Window) {
    window.go("/").await;
    window.keys(&[Key::Control.into(), Key::Shift.into(), 'N']).await;
    window.field(&window.text("capture-field")).await;
    window.types("Croisé Claire au marché, elle cherche une salle").await;
    window.sees(&window.text("capture-draft-kept")).await;
    window.picture("capture").await;
    window.press(&window.text("capture-save")).await;
    // The press answers before the desk does.
    let wanted = json!({ "text": "cherche une salle" });
    let mut found = Value::Null;
    for _ in 0..100 {
        found = window.ask("search_find", wanted.clone()).await.unwrap();
        if found.to_string().contains("cherche une salle") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the note is not found: {found}");
}

/// The window holds the lock; the terminal's call goes through it, and the window shows what it did.
async fn terminal_reaches_the_window(window: &Window, desk: &Path) {
    window.go("/dossiers").await;
    let dir = desk.to_owned();
    let made = move || call(&dir, "dossiers.create", &json!({ "title": "Pont de Bacalan" }));
    let made = tokio::task::spawn_blocking(made).await.unwrap().unwrap();
    assert!(made["id"].is_string(), "{made}");
    let listed =
        window.ask("dossiers_list", json!({ "text": "Bacalan", "limit": 5, "offset": 0 })).await.unwrap();
    assert_eq!(listed["items"][0]["id"], made["id"], "{listed}");
}

/// Through the system's own dialog, as a person chooses a file.
async fn brings_a_spreadsheet(window: &Window, desk: &Path) {
    let file = desk.join("suivi.csv");
    let rows = "Partenaire;Projet;Statut;Montant\n\
        Boulangerie Garonne;Goûters solidaires;En discussion;1 500 €\n\
        Menuiserie Roux;Bancs du quartier;Convention signée;12 000 €\n";
    fs::write(&file, rows).unwrap();
    window.go("/imports/new").await;
    // Keys sent to a dialog that is still opening get lost: a person would choose again, and so does this.
    for _ in 0..4 {
        window.press(&window.text("imports-ui-choose")).await;
        let title = window.text("imports-ui-choose");
        let path = file.to_str().unwrap().to_owned();
        tokio::task::spawn_blocking(move || choose_in_dialog(&title, &path)).await.unwrap();
        if is_shown(window, "Goûters solidaires").await {
            break;
        }
        let _ = Command::new("xdotool").args(["key", "Escape"]).status();
    }
    window.sees("Goûters solidaires").await;
    window.picture("import-preview").await;
    window.press(&window.text("imports-ui-bring")).await;
    window.settled().await;
    let found =
        window.ask("dossiers_list", json!({ "text": "Bancs du quartier", "limit": 5, "offset": 0 })).await;
    let found = found.unwrap();
    assert_eq!(found["total"], 1, "{found}");
}

/// Whether a text comes within ten seconds.
async fn is_shown(window: &Window, text: &str) -> bool {
    for _ in 0..50 {
        if window.shown().await.contains(text) {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    false
}

/// The file dialog is GTK's, outside the page: its keys come from the screen's server.
fn choose_in_dialog(title: &str, path: &str) {
    let keys = |arguments: &[&str]| {
        let done = Command::new("xdotool").args(arguments).status().expect("xdotool runs");
        assert!(done.success(), "xdotool {arguments:?}");
    };
    keys(&["search", "--sync", "--onlyvisible", "--name", title, "windowfocus"]);
    std::thread::sleep(Duration::from_millis(1_500));
    // A slash opens GTK's field for a path.
    keys(&["type", "--delay", "40", path]);
    std::thread::sleep(Duration::from_millis(1_000));
    keys(&["key", "Return"]);
}
