//! A desk that does not open: the window comes all the same and says why, in a sentence.

use std::fs;

use coexist_tests::window::Window;
use serde_json::json;

#[tokio::test]
async fn a_second_window_is_told_that_the_desk_is_in_use() {
    let desk = tempfile::tempdir().unwrap();
    let first = Window::open(desk.path()).await;
    let second = Window::open(desk.path()).await;
    second.sees(&second.text("error-desk-in-use")).await;
    second.picture("closed-in-use").await;
    let refused = second.ask("dossiers_list", json!({ "limit": 1, "offset": 0 })).await.unwrap_err();
    assert_eq!(refused["code"], "desk-in-use");
    second.dismiss().await;
    // The first one has lost nothing by it.
    first.ask("desk_status", json!({})).await.unwrap();
    first.close().await;
}

#[tokio::test]
async fn a_lost_key_file_is_named_and_nothing_is_made_anew() {
    let desk = tempfile::tempdir().unwrap();
    Window::open(desk.path()).await.close().await;
    for copy in ["desk.key", "desk.key.2"] {
        fs::remove_file(desk.path().join(copy)).unwrap();
    }
    let window = Window::open(desk.path()).await;
    window.sees(&window.text("error-keys-key-file-missing")).await;
    window.picture("closed-no-key-file").await;
    window.close().await;
    assert!(!desk.path().join("desk.key").exists(), "a new key beside an old database");
}
