//! Two colleagues, two windows, one endpoint: both work offline on one dossier, then share.

use coexist_tests::program::Endpoint;
use coexist_tests::window::Window;
use serde_json::{Value, json};

#[tokio::test]
async fn both_values_stand_on_both_desks() {
    let mut endpoint = Endpoint::start();
    let (awa_desk, jean_desk) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let awa = Window::open(awa_desk.path()).await;
    let jean = Window::open(jean_desk.path()).await;
    for (window, person) in [(&awa, "Awa Diop"), (&jean, "Jean Roux")] {
        let me = json!({ "language": "fr", "kind": "ngo", "name": "Atelier du pont", "person": person, "sample": false });
        window.ask("desk_onboard", me).await.unwrap();
    }
    let join = |link: String| json!({ "invitation": link });
    awa.ask("sync_connect", join(endpoint.invite("Atelier du pont"))).await.unwrap();
    let invited = awa.ask("members_invite", json!({ "name": "Jean Roux", "role": "editor" })).await.unwrap();
    jean.ask("sync_connect", join(invited["invitation"].as_str().unwrap().to_owned())).await.unwrap();

    let made = awa.ask("dossiers_create", json!({ "title": "Bancs du quartier" })).await.unwrap();
    share(&[&awa, &jean]).await;
    let id = &made["id"];
    let update = |fields: Value| json!({ "id": id, "fields": fields });
    // Both offline: nothing answers at the endpoint's address. One field each, and one both.
    endpoint.stop();
    awa.ask("dossiers_update", update(json!({ "summary": "Dix bancs", "title": "Bancs d’Awa" })))
        .await
        .unwrap();
    jean.ask("dossiers_update", update(json!({ "next_action": "Appeler", "title": "Bancs de Jean" })))
        .await
        .unwrap();
    let unreachable = awa.ask("sync_now", json!({})).await.unwrap_err();
    assert_eq!(unreachable["code"], "endpoint-unreachable", "{unreachable}");
    endpoint.start_again();
    share(&[&awa, &jean, &awa, &jean]).await;

    for (window, name) in [(&awa, "awa"), (&jean, "jean")] {
        let dossier = window.ask("dossiers_get", json!({ "id": id })).await.unwrap();
        assert_eq!(dossier["summary"], "Dix bancs", "{name}: {dossier}");
        assert_eq!(dossier["next_action"], "Appeler", "{name}: {dossier}");
        window.go("/conflicts").await;
        window.sees("Bancs d’Awa").await;
        window.sees("Bancs de Jean").await;
        window.picture(&format!("two-versions-{name}")).await;
    }
    let digest = |window| digest(window);
    assert_eq!(digest(&awa).await, digest(&jean).await, "the two desks differ");
    awa.close().await;
    jean.close().await;
}

async fn share(windows: &[&Window]) {
    for window in windows {
        window.ask("sync_now", json!({})).await.unwrap();
    }
}

async fn digest(window: &Window) -> Value {
    window.ask("space_digest", json!({ "space": "organisation" })).await.unwrap()["state"].clone()
}
