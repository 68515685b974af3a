//! What the endpoint stands: cut and oversize bodies, too many requests, kill -9.

#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use coexist_endpoint::{Limits, Pace};
use coexist_sync::invitation::Invitation;
use coexist_sync::protocol::{ItemKind, MAX_REQUEST, Receipt};
use common::{Desk, Hand, House, get, invitation, post, try_post};

/// The bytes of a sync request.
fn raw(desk: &Desk, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "POST /v1/sync HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        desk.token,
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

fn connect(url: &str) -> TcpStream {
    let stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

#[test]
fn a_request_cut_at_any_byte_keeps_what_was_whole() {
    let dir = tempfile::tempdir().unwrap();
    let limits = Limits { device: Pace { burst: 10_000, per_second: 1000 }, ..Limits::default() };
    let house = House::with(dir.path(), Hand::new(), limits);
    let mut desk = Desk::join(&invitation(dir.path(), "Puits"));
    let segment = desk.write(&["one"]);
    let bytes = raw(&desk, &desk.push(std::slice::from_ref(&segment)));
    let send = |cut: usize| {
        let mut stream = connect(&house.url());
        stream.write_all(&bytes[..cut]).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        // Refused or hung up on.
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "cut at {cut}: {}", String::from_utf8_lossy(&answer));
    };
    (0..bytes.len() - 1).for_each(send);
    let mut colleague = Desk::join(&desk.invites(coexist_domain::words::MemberRole::Reader));
    assert_eq!(colleague.sync(&[]).segments, Vec::<Vec<u8>>::new());
    // Without its end, but with a whole segment: that is kept, though nobody heard of it.
    send(bytes.len() - 1);
    assert_eq!(colleague.sync(&[]).segments, std::slice::from_ref(&segment));
    assert_eq!(desk.sync(&[segment]).receipts, [Receipt::Kept]);
    assert_eq!(colleague.sync(&[]).segments, Vec::<Vec<u8>>::new());
    house.stop();
}

#[test]
fn bodies_that_are_no_message_are_refused_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let desk = Desk::join(&invitation(dir.path(), "Puits"));
    let sync = format!("{}/v1/sync", desk.url);
    let mut good = desk.push(&[]);
    let refused = |body: &[u8]| post(&sync, Some(&desk.token), body).refusal();
    assert_eq!(refused(b""), (400, "malformed".to_owned()));
    assert_eq!(refused(&good[..good.len() - 1]), (400, "malformed".to_owned()));
    assert_eq!(refused(&[&good[..], b"x"].concat()), (400, "malformed".to_owned()));
    // A segment of as many bytes as there are numbers, in ten bytes.
    let mut endless = good[..good.len() - 1].to_vec();
    endless.push(ItemKind::Segment as u8);
    endless.extend([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]);
    assert_eq!(refused(&endless), (400, "malformed".to_owned()));
    good[0] = coexist_sync::FORMAT + 1;
    assert_eq!(refused(&good), (400, "newer-format".to_owned()));
    let large = vec![vec![7; 600 * 1024]; MAX_REQUEST / (600 * 1024) + 1];
    let answer = post(&sync, Some(&desk.token), &desk.push(&large));
    assert_eq!(answer.refusal(), (413, "too-large".to_owned()));
    assert_eq!(answer.json()["params"]["max"], MAX_REQUEST);
    assert_eq!(refused(&desk.push(&vec![vec![]; 100_000])), (400, "malformed".to_owned()));
    let join = post(&format!("{}/v1/join", desk.url), None, &vec![1; 17 * 1024]);
    assert_eq!(join.refusal(), (413, "too-large".to_owned()));
    assert_eq!(post(&sync, None, &vec![1; 1024]).refusal(), (401, "token-invalid".to_owned()));
    house.stop();
}

#[test]
fn a_body_that_stands_still_or_drips_is_given_up() {
    let dir = tempfile::tempdir().unwrap();
    let limits = Limits { stall: Duration::from_millis(400), floor: 1000, ..Limits::default() };
    let house = House::with(dir.path(), Hand::new(), limits);
    let desk = Desk::join(&invitation(dir.path(), "Puits"));
    for pause in [Duration::from_secs(3600), Duration::from_millis(50)] {
        let bytes = raw(&desk, &vec![1; 10_000]);
        let mut stream = connect(&house.url());
        let head = bytes.len() - 9_990;
        stream.write_all(&bytes[..head]).unwrap();
        let mut dripping = stream.try_clone().unwrap();
        let started = Instant::now();
        let drip = std::thread::spawn(move || {
            while pause < Duration::from_secs(60) && dripping.write_all(&[1]).is_ok() {
                std::thread::sleep(pause);
            }
        });
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer:?}");
        assert!(answer.contains("too-slow"));
        assert!(started.elapsed() < Duration::from_secs(5));
        drop(stream);
        drip.join().unwrap();
    }
    house.stop();
}

#[test]
fn who_asks_too_often_waits_and_the_others_do_not() {
    let dir = tempfile::tempdir().unwrap();
    let limits = Limits { device: Pace { burst: 5, per_second: 1 }, ..Limits::default() };
    let house = House::with(dir.path(), Hand::new(), limits);
    let mut busy = Desk::join(&invitation(dir.path(), "Puits"));
    let mut calm = Desk::join(&invitation(dir.path(), "Écoles"));
    for _ in 0..5 {
        busy.sync(&[]);
    }
    let answer = busy.send(&busy.push(&[]));
    assert_eq!(answer.refusal(), (429, "too-many".to_owned()));
    let wait: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    calm.sync(&[]);
    std::thread::sleep(Duration::from_secs(wait));
    busy.sync(&[]);
    house.stop();
}

#[test]
fn one_address_cannot_hammer_the_open_routes() {
    let dir = tempfile::tempdir().unwrap();
    let limits = Limits { address: Pace { burst: 10, per_second: 1 }, ..Limits::default() };
    let house = House::with(dir.path(), Hand::new(), limits);
    let sync = format!("{}/v1/sync", house.url());
    let statuses: Vec<_> = (0..12).map(|_| post(&sync, Some("guess"), b"").status).collect();
    assert_eq!(statuses[..10], [401; 10]);
    assert_eq!(statuses[11], 429);
    assert_eq!(post(&format!("{}/v1/challenge", house.url()), None, b"").status, 429);
    assert_eq!(get(&format!("{}/v1/health", house.url()), &[]).status, 200, "monitors go on");
    house.stop();
}

#[test]
fn stopping_lets_a_running_request_end() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let mut desk = Desk::join(&invitation(dir.path(), "Puits"));
    let segment = desk.write(&["one"]);
    let bytes = raw(&desk, &desk.push(&[segment]));
    let mut stream = connect(&house.url());
    stream.write_all(&bytes[..bytes.len() - 10]).unwrap();
    // Until the endpoint reads the body.
    std::thread::sleep(Duration::from_millis(300));
    let url = house.url();
    let stopping = std::thread::spawn(move || house.stop());
    std::thread::sleep(Duration::from_millis(300));
    assert!(TcpStream::connect(url.strip_prefix("http://").unwrap()).is_err(), "nobody new is let in");
    stream.write_all(&bytes[bytes.len() - 10..]).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let body = answer.windows(4).position(|w| w == b"\r\n\r\n").unwrap() + 4;
    assert_eq!(desk.take(&answer[body..]).receipts, [Receipt::Kept]);
    stopping.join().unwrap();
}

/// The real program.
struct Program {
    child: Child,
    url: String,
}

impl Program {
    fn serve(data: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_coexist-endpoint"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        Self { child, url: url.trim().to_owned() }
    }

    /// Kills it, and what it had logged.
    fn kill(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        log
    }
}

fn run(arguments: &[&str], data: Option<&Path>) -> (bool, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coexist-endpoint"));
    command.args(arguments);
    if let Some(data) = data {
        command.arg("--data").arg(data);
    }
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

#[test]
fn what_was_acknowledged_is_there_after_kill_9() {
    let dir = tempfile::tempdir().unwrap();
    let mut program = Program::serve(dir.path());
    let (ok, link, _) = run(&["invite", "--org", "Puits", "--name", "Awa"], Some(dir.path()));
    assert!(ok && link.lines().count() == 1, "{link}");
    let invitation: Invitation = link.trim().parse().unwrap();
    assert_eq!(invitation.endpoint, program.url);
    let mut owner = Desk::join(&invitation);
    let mut witness = Desk::join(&owner.invites(coexist_domain::words::MemberRole::Reader));
    let mut log = String::new();
    let mut acknowledged = Vec::new();
    for round in 0u64..12 {
        let url = program.url.clone();
        owner.url.clone_from(&url);
        // The kill falls somewhere into a run of pushes.
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(15 + round * 7));
            program.kill()
        });
        loop {
            let unsent: Vec<_> = owner.written[acknowledged.len()..].to_vec();
            let segments = if unsent.is_empty() { vec![owner.write(&["canary-word"])] } else { unsent };
            let push = owner.push(&segments);
            let Ok(answer) = try_post(&format!("{url}/v1/sync"), Some(&owner.token), &push) else {
                break;
            };
            assert_eq!(answer.status, 200);
            let pull = owner.take(&answer.body);
            assert!(!pull.went_back);
            assert_eq!(pull.receipts, vec![Receipt::Kept; segments.len()]);
            acknowledged.extend(segments);
        }
        log.push_str(&killer.join().unwrap());
        program = Program::serve(dir.path());
        witness.url.clone_from(&program.url);
        let pull = witness.sync(&[]);
        assert!(!pull.went_back);
        assert!(witness.received.starts_with(&acknowledged), "round {round}: something acknowledged is gone");
        // The push that was cut by the kill may have been kept.
        assert!(witness.received.len() <= owner.written.len());
    }
    assert!(acknowledged.len() > 12, "{}", acknowledged.len());

    let health = run(&["health", "--url", &program.url], None);
    assert!(health.0 && health.1.contains("\"status\":\"ok\""), "{health:?}");
    let second = run(&["serve", "--listen", "127.0.0.1:0"], Some(dir.path()));
    assert!(!second.0 && second.2.contains("already-serving"), "{second:?}");
    let again = run(&["invite", "--org", "Puits"], Some(dir.path()));
    assert!(!again.0 && again.2.contains("organisation-has-owner"), "{again:?}");
    let url = program.url.clone();
    log.push_str(&program.kill());
    let gone = run(&["health", "--url", &url], None);
    assert!(!gone.0 && gone.2.contains("unreachable"), "{gone:?}");

    // What is sealed stands nowhere in the clear.
    for file in std::fs::read_dir(dir.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(11).any(|w| w == b"canary-word"));
    }

    // The log says what was asked, and nothing of who and what.
    assert!(log.contains("\"route\":\"/v1/sync\""), "{log}");
    for secret in
        ["canary-word", "Puits", "Awa", &owner.token, "127.0.0.1", &owner.signer().device().to_string()]
    {
        assert!(!log.contains(secret), "{secret} stands in the log");
    }
}

#[cfg(unix)]
#[test]
fn sigterm_ends_it_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let mut program = Program::serve(dir.path());
    let killed = Command::new("kill").arg(program.child.id().to_string()).status().unwrap();
    assert!(killed.success());
    assert!(program.child.wait().unwrap().success());
    assert!(!dir.path().join("endpoint.db-wal").exists(), "the database was closed");
}
