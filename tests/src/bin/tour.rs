//! The tour of `cargo xtask run` where there is no display: joins the endpoint, opens the sample, and pictures
//! every screen in both languages and themes.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a step that cannot be done ends the tour")]

use std::env;

use coexist_tests::window::{Reading, Window, screens, walk};
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let desk = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::open(desk.path()).await;
    window.picture("welcome").await;
    let me = json!({ "language": "fr", "kind": "ngo", "name": "Atelier du pont", "person": "Awa Diop", "sample": true });
    window.ask("desk_onboard", me).await.expect("the first steps");
    if let Ok(invitation) = env::var("COEXIST_INVITATION") {
        let joined = window.ask("sync_connect", json!({ "invitation": invitation })).await.expect("joining");
        eprintln!("joined: {}", joined["organisation"]);
        // Joining leaves the sample; the pictures want something on them.
        let again = json!({ "language": "fr", "kind": "ngo", "sample": true });
        window.ask("desk_onboard", again).await.expect("the sample");
    }
    // The pages of an import want one to show.
    let file = desk.path().join("suivi.csv");
    let rows =
        "Partenaire;Projet;Statut;Montant\nMenuiserie Roux;Bancs du quartier;Convention signée;12 000 €\n";
    std::fs::write(&file, rows).expect("a small spreadsheet");
    let import = json!({ "path": file, "dry_run": false });
    window.ask("dossiers_import", import).await.expect("the spreadsheet comes in");
    let screens = screens(&window).await;
    for reading in Reading::ALL {
        window.read_in(reading).await;
        for wrong in walk(&window, &screens, reading).await {
            eprintln!("{wrong}");
        }
    }
    window.close().await;
}
