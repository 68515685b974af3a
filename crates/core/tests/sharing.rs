//! Two desks of one organisation and a real endpoint, on one computer.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says where")]

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use coexist_core::desk::{Desk, OpenOptions};
use coexist_core::sharing::{self, Connect, Invite, Tally, WhichSpace};
use coexist_core::wire::{Nothing, Which};
use coexist_core::{desk, dossiers, history, journal, members};
use coexist_domain::words::MemberRole;
use coexist_domain::{Clock as _, Id};
use coexist_endpoint::{Options, Order, Serving};
use coexist_keys::{Consent, Secrets};
use coexist_testkit::{FakeClock, SeededIds};
use serde_json::json;
use tempfile::TempDir;

struct Endpoint {
    serving: Option<Serving>,
    runtime: tokio::runtime::Runtime,
    folder: TempDir,
    clock: Arc<FakeClock>,
}

impl Endpoint {
    fn start() -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let clock = Arc::new(FakeClock::morning(2026, 11, 23));
        let mut new = Self { serving: None, runtime, folder: tempfile::tempdir().unwrap(), clock };
        new.serve(new.data(), "127.0.0.1:0".parse().unwrap());
        new
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn serve(&mut self, data: PathBuf, listen: SocketAddr) {
        let mut options = Options::new(data, listen);
        options.clock = self.clock.clone();
        self.serving = Some(self.runtime.block_on(coexist_endpoint::serve(options)).unwrap());
    }

    fn stop(&mut self) -> SocketAddr {
        let serving = self.serving.take().unwrap();
        let address = serving.address();
        self.runtime.block_on(serving.stop());
        address
    }

    fn invite(&self, organisation: &str) -> String {
        let order = Order {
            organisation: organisation.to_owned(),
            person: Some("Awa Diallo".to_owned()),
            days: 30,
            address: None,
        };
        coexist_endpoint::invite(&self.data(), &*self.clock, &order).unwrap().to_string()
    }
}

struct Room {
    desk: Arc<Desk>,
    clock: Arc<FakeClock>,
    _folder: TempDir,
}

fn room(seed: u16, person: &str) -> Room {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(FakeClock::morning(2026, 11, 23));
    let options = OpenOptions {
        secrets: Secrets::folder(folder.path().join("secrets")),
        consent: Consent::FileSlot,
        clock: clock.clone(),
        ids: Arc::new(SeededIds::new(seed)),
        random: Box::new(|bytes| rand::fill(bytes)),
    };
    std::fs::create_dir_all(folder.path().join("secrets")).unwrap();
    let desk = Arc::new(Desk::open(&folder.path().join("desk"), options).unwrap());
    let answers =
        json!({"language": "fr", "kind": "ngo", "name": "Puits", "person": person, "sample": false});
    desk::onboard(&desk, serde_json::from_value(answers).unwrap()).unwrap();
    Room { desk, clock, _folder: folder }
}

impl Room {
    fn join(&self, invitation: &str) -> sharing::Connected {
        sharing::connect(&self.desk, Connect { invitation: invitation.to_owned() }).unwrap()
    }

    fn sync(&self) -> Tally {
        sharing::sync_now(&self.desk, Nothing {}).unwrap()
    }

    fn dossier(&self, title: &str) -> Id {
        dossiers::create(&self.desk, serde_json::from_value(json!({"title": title})).unwrap()).unwrap().id
    }

    fn update(&self, id: Id, fields: serde_json::Value) {
        let request = json!({"id": id, "fields": fields});
        dossiers::update(&self.desk, serde_json::from_value(request).unwrap()).unwrap();
    }

    fn get(&self, id: Id) -> serde_json::Value {
        serde_json::to_value(dossiers::get(&self.desk, Which { id }).unwrap()).unwrap()
    }

    fn digests(&self) -> sharing::Digests {
        sharing::digest(&self.desk, WhichSpace { space: "organisation".into() }).unwrap()
    }
}

/// An owner and a colleague, both connected.
fn two_desks(endpoint: &Endpoint) -> (Room, Room) {
    let (a, b) = (room(1, "Awa Diallo"), room(2, "Bruno Chèvre"));
    a.join(&endpoint.invite("Puits & Savanes"));
    let invite = Invite { name: "Bruno".into(), role: MemberRole::Editor };
    let invited = sharing::invite(&a.desk, invite).unwrap();
    b.join(&invited.invitation);
    (a, b)
}

fn settle(a: &Room, b: &Room) {
    a.sync();
    b.sync();
    a.sync();
    assert_eq!(a.digests(), b.digests());
}

#[test]
fn edits_of_two_offline_desks_meet() {
    let endpoint = Endpoint::start();
    let (a, b) = two_desks(&endpoint);
    let id = a.dossier("Forages du Yatenga");
    settle(&a, &b);
    a.update(id, json!({"title": "Forages, dit Awa", "next_action": "Appeler la fondation"}));
    b.update(id, json!({"title": "Forages, dit Bruno", "summary": "Deux forages et un comité"}));
    settle(&a, &b);
    for desk in [&a, &b] {
        let page = desk.get(id);
        assert_eq!(page["next_action"], "Appeler la fondation");
        assert_eq!(page["summary"], "Deux forages et un comité");
        let conflicts = page["conflicts"].as_array().unwrap();
        assert_eq!(conflicts.len(), 1);
        assert_eq!(conflicts[0]["field"], "title");
        let mut values: Vec<_> =
            conflicts[0]["values"].as_array().unwrap().iter().map(|v| v["value"].as_str().unwrap()).collect();
        values.sort_unstable();
        assert_eq!(values, ["Forages, dit Awa", "Forages, dit Bruno"]);
    }
    let names: Vec<_> =
        members::list(&b.desk, Nothing {}).unwrap().items.into_iter().filter_map(|m| m.name).collect();
    assert!(names.contains(&"Awa Diallo".to_owned()) && names.contains(&"Bruno Chèvre".to_owned()));
    assert_eq!(
        history::of(&b.desk, serde_json::from_value(json!({"id": id})).unwrap()).unwrap().items.len(),
        3
    );
}

#[test]
fn work_done_before_connecting_comes_along_once() {
    let endpoint = Endpoint::start();
    let (a, b) = (room(1, "Awa Diallo"), room(2, "Bruno Chèvre"));
    let (first, second) = (a.dossier("D’Awa, avant"), b.dossier("De Bruno, avant"));
    let entry = json!({"dossier": first, "text": "Visite du puits"});
    journal::add(&a.desk, serde_json::from_value(entry).unwrap()).unwrap();
    a.join(&endpoint.invite("Puits & Savanes"));
    let invite = Invite { name: "Bruno".into(), role: MemberRole::Editor };
    b.join(&sharing::invite(&a.desk, invite).unwrap().invitation);
    settle(&a, &b);
    for desk in [&a, &b] {
        let list = dossiers::list(&desk.desk, serde_json::from_value(json!({})).unwrap()).unwrap();
        assert_eq!(list.total, 2, "nothing doubles, nothing disappears");
        assert_eq!(desk.get(first)["title"], "D’Awa, avant");
        assert_eq!(desk.get(second)["title"], "De Bruno, avant");
        let of = serde_json::from_value(json!({"dossier": first})).unwrap();
        assert_eq!(journal::list(&desk.desk, of).unwrap().items.len(), 1);
    }
}

#[test]
fn nothing_to_do_is_one_trip_and_few_bytes() {
    let endpoint = Endpoint::start();
    let (a, b) = two_desks(&endpoint);
    settle(&a, &b);
    let tally = a.sync();
    assert_eq!((tally.sent, tally.received, tally.round_trips), (0, 0, 1));
    assert!(tally.bytes_up < 100 && tally.bytes_down < 100, "{tally:?}");
}

#[test]
fn invitations_are_used_once_and_end() {
    let endpoint = Endpoint::start();
    let (a, b, c) = (room(1, "Awa"), room(2, "Bruno"), room(3, "Chloé"));
    let link = endpoint.invite("Puits & Savanes");
    a.join(&link);
    let refused = |desk: &Room, link: &str| {
        sharing::connect(&desk.desk, Connect { invitation: link.to_owned() }).map(|_| ()).unwrap_err().code()
    };
    assert_eq!(refused(&a, &link), "already-connected");
    assert_eq!(refused(&b, &link), "invitation-used");
    assert_eq!(refused(&b, "https://example.org"), "invitation-malformed");
    assert_eq!(refused(&b, &link[..link.len() - 9]), "invitation-malformed");
    let invite = || Invite { name: "Chloé".into(), role: MemberRole::Reader };
    let late = sharing::invite(&a.desk, invite()).unwrap();
    endpoint.clock.advance_days(31);
    assert_eq!(refused(&c, &late.invitation), "invitation-expired");
    assert!(c.clock.now() < late.expires, "the endpoint's clock decides, not the desk's");
}

#[test]
fn only_an_owner_invites() {
    let endpoint = Endpoint::start();
    let (_a, b) = two_desks(&endpoint);
    let invite = Invite { name: "Chloé".into(), role: MemberRole::Editor };
    assert_eq!(sharing::invite(&b.desk, invite).err().map(|e| e.code()), Some("not-an-owner"));
    let alone = room(3, "Chloé");
    let invite = Invite { name: "X".into(), role: MemberRole::Editor };
    assert_eq!(sharing::invite(&alone.desk, invite).err().map(|e| e.code()), Some("not-connected"));
}

#[test]
fn a_dead_network_loses_nothing_and_is_named() {
    let mut endpoint = Endpoint::start();
    let (a, b) = two_desks(&endpoint);
    settle(&a, &b);
    let address = endpoint.stop();
    let id = a.dossier("Écrit sans réseau");
    let failed = sharing::sync_now(&a.desk, Nothing {}).err().map(|e| e.code());
    assert_eq!(failed, Some("endpoint-unreachable"));
    let status = sharing::status(&a.desk, Nothing {}).unwrap();
    assert_eq!((status.unsent, status.trouble.as_deref()), (1, Some("endpoint-unreachable")));
    endpoint.serve(endpoint.data(), address);
    settle(&a, &b);
    assert_eq!(b.get(id)["title"], "Écrit sans réseau");
    assert_eq!(sharing::status(&a.desk, Nothing {}).unwrap().unsent, 0);
}

#[test]
fn a_captive_portal_is_recognised() {
    use std::io::{Read as _, Write as _};
    let portal = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = portal.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in portal.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 65_536]);
            let page = "<html>Bienvenue à l’hôtel</html>";
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                page.len()
            );
            let _ = stream.write_all(format!("{head}{page}").as_bytes());
        }
    });
    let endpoint = Endpoint::start();
    let a = room(1, "Awa");
    let link = endpoint.invite("Puits & Savanes");
    let port = endpoint.serving.as_ref().unwrap().address().port();
    let link = link.replace(&format!("%3A{port}"), &format!("%3A{}", address.port()));
    let refused = sharing::connect(&a.desk, Connect { invitation: link }).map(|_| ()).unwrap_err();
    assert_eq!((refused.code(), refused.is_retryable()), ("endpoint-not-coexist", true));
    assert!(!sharing::status(&a.desk, Nothing {}).unwrap().connected);
}

#[test]
fn an_endpoint_that_forgot_is_given_everything_back() {
    let mut endpoint = Endpoint::start();
    let (a, b) = two_desks(&endpoint);
    settle(&a, &b);
    let address = endpoint.stop();
    let old = endpoint.folder.path().join("old");
    copy(&endpoint.data(), &old);
    endpoint.serve(endpoint.data(), address);
    let (ours, theirs) =
        (a.dossier("Après la sauvegarde, par Awa"), b.dossier("Après la sauvegarde, par Bruno"));
    settle(&a, &b);
    endpoint.stop();
    endpoint.serve(old, address);
    a.sync();
    b.sync();
    settle(&a, &b);
    let c = room(3, "Chloé");
    let invite = Invite { name: "Chloé".into(), role: MemberRole::Editor };
    c.join(&sharing::invite(&a.desk, invite).unwrap().invitation);
    c.sync();
    assert_eq!(c.get(ours)["title"], "Après la sauvegarde, par Awa");
    assert_eq!(c.get(theirs)["title"], "Après la sauvegarde, par Bruno");
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn clocks_ten_years_off_change_nothing() {
    let endpoint = Endpoint::start();
    let (a, b) = two_desks(&endpoint);
    let id = a.dossier("Titre");
    settle(&a, &b);
    a.clock.advance_days(-3_650);
    a.update(id, json!({"title": "Écrit en dernier, daté d’il y a dix ans"}));
    settle(&a, &b);
    b.clock.advance_days(3_650);
    assert_eq!(b.get(id)["title"], "Écrit en dernier, daté d’il y a dix ans");
    assert_eq!(b.get(id)["conflicts"], json!([]));
}

#[test]
fn the_supervisor_shares_by_itself() {
    let endpoint = Endpoint::start();
    let (a, b) = two_desks(&endpoint);
    sharing::start(&a.desk);
    let id = a.dossier("Partagé sans rien demander");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while sharing::status(&a.desk, Nothing {}).unwrap().unsent > 0 {
        assert!(std::time::Instant::now() < until, "nothing was shared in a minute");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    b.sync();
    assert_eq!(b.get(id)["title"], "Partagé sans rien demander");
}

/// Every file of the endpoint, as its host can read it.
fn stands_at(endpoint: &Endpoint, word: &str) -> bool {
    let holds = |path: std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_default();
        bytes.windows(word.len()).any(|window| window == word.as_bytes())
    };
    std::fs::read_dir(endpoint.data()).unwrap().any(|entry| holds(entry.unwrap().path()))
}

#[test]
fn the_endpoint_carries_what_it_cannot_read() {
    let endpoint = Endpoint::start();
    let (a, b) = two_desks(&endpoint);
    let word = "Quetzalcoatlus du Yatenga";
    let id = a.dossier(word);
    for n in 0..50 {
        a.update(id, json!({"summary": format!("{word} {n}"), "next_action": word}));
    }
    settle(&a, &b);
    assert_eq!(b.get(id)["title"], word);
    assert!(!stands_at(&endpoint, word) && !stands_at(&endpoint, "Yatenga"));
    assert!(stands_at(&endpoint, "Puits & Savanes"), "what looks for it would find it");
}

#[test]
fn who_is_removed_reads_no_further_and_their_late_work_waits_for_an_owner() {
    let endpoint = Endpoint::start();
    let (a, b) = two_desks(&endpoint);
    let c = room(3, "Chantal Dupré");
    let invite = Invite { name: "Chantal".into(), role: MemberRole::Editor };
    // With the first key in it, used after the key has changed.
    let invited = sharing::invite(&a.desk, invite).unwrap();
    let id = a.dossier("Avant");
    settle(&a, &b);
    b.update(id, json!({"summary": "écrit avant, partagé avant"}));
    settle(&a, &b);
    b.update(id, json!({"summary": "écrit après le départ"}));

    let bruno = b.desk.me();
    sharing::remove_member(&a.desk, Which { id: bruno.0 }).unwrap();
    a.update(id, json!({"next_action": "pour ceux qui restent"}));
    a.sync();
    let error = sharing::sync_now(&b.desk, Nothing {}).err().unwrap();
    assert_eq!(error.code(), "no-longer-a-member");
    assert_eq!(b.get(id)["next_action"], serde_json::Value::Null);
    assert_eq!(b.get(id)["summary"], "écrit après le départ", "their own work stays theirs");
    a.sync();
    assert_eq!(a.get(id)["summary"], "écrit avant, partagé avant");

    // The newcomer's link is older than the key: somebody who has it hands it over.
    c.join(&invited.invitation);
    settle(&a, &c);
    c.sync();
    assert_eq!(c.get(id)["next_action"], "pour ceux qui restent");
    let devices = sharing::devices(&a.desk, Nothing {}).unwrap().items;
    assert_eq!(
        devices.iter().map(|d| (d.here, d.removed)).collect::<Vec<_>>(),
        [(true, false), (false, false), (false, true)]
    );
    let left =
        members::list(&a.desk, Nothing {}).unwrap().items.into_iter().find(|m| m.id == bruno.0).unwrap();
    assert_eq!(left.left.as_deref(), Some("2026-11-23"));
}

#[test]
fn roles_change_and_the_last_owner_stays() {
    let endpoint = Endpoint::start();
    let (a, b) = two_desks(&endpoint);
    settle(&a, &b);
    let role = |who: &Room, role| sharing::ChangeRole { id: who.desk.me().0, role };
    let refused = sharing::change_role(&a.desk, role(&a, MemberRole::Editor)).err().unwrap();
    assert_eq!(refused.code(), "last-owner");
    let refused = sharing::change_role(&b.desk, role(&b, MemberRole::Owner)).err().unwrap();
    assert_eq!(refused.code(), "not-an-owner");
    sharing::change_role(&a.desk, role(&b, MemberRole::Owner)).unwrap();
    settle(&a, &b);
    assert_eq!(sharing::status(&b.desk, Nothing {}).unwrap().role, Some(MemberRole::Owner));
    sharing::change_role(&b.desk, role(&a, MemberRole::Reader)).unwrap();
    a.sync();
    assert_eq!(sharing::status(&a.desk, Nothing {}).unwrap().role, Some(MemberRole::Reader));
}
