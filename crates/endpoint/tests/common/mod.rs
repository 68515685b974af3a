//! An endpoint on a free port, and desks as small as the protocol allows.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test file uses its part")]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

use coexist_domain::words::MemberRole;
use coexist_domain::{Clock, Id, Millis, PersonId, SpaceId};
use coexist_endpoint::{Limits, Options, Order, Serving, SystemClock, invite, serve};
use coexist_sync::invitation::Invitation;
use coexist_sync::protocol::{
    CHALLENGE, Cursor, JOIN, JoinRequest, Joined, Message, Pull, Push, SYNC, TOKEN, TokenRequest,
};
use coexist_sync::roster::{Grant, Join};
use coexist_sync::{Frame, Hash, Header, Names, Op, OpKind, OpSalts, Segment, Signer, Vector};
use serde_json::Value;

pub const DAY: Millis = 24 * 3600 * 1000;

/// A clock that tests move.
#[derive(Clone)]
pub struct Hand(pub Arc<AtomicI64>);

impl Hand {
    pub fn new() -> Self {
        Self(Arc::new(AtomicI64::new(SystemClock.now())))
    }

    pub fn forward(&self, by: Millis) {
        self.0.fetch_add(by, Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Millis {
        self.0.load(Ordering::SeqCst)
    }

    fn today(&self) -> jiff::civil::Date {
        SystemClock.today()
    }
}

/// A served folder.
pub struct House {
    pub runtime: tokio::runtime::Runtime,
    pub serving: Option<Serving>,
    pub clock: Hand,
}

impl House {
    pub fn open(data: &Path) -> Self {
        Self::with(data, Hand::new(), Limits::default())
    }

    pub fn with(data: &Path, clock: Hand, limits: Limits) -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let options = Options {
            clock: Arc::new(clock.clone()),
            limits,
            ..Options::new(data, "127.0.0.1:0".parse().unwrap())
        };
        let serving = Some(runtime.block_on(serve(options)).unwrap());
        Self { runtime, serving, clock }
    }

    pub fn url(&self) -> String {
        self.serving.as_ref().unwrap().url().to_owned()
    }

    pub fn stop(mut self) {
        let serving = self.serving.take().unwrap();
        self.runtime.block_on(serving.stop());
    }
}

pub fn invitation(data: &Path, organisation: &str) -> Invitation {
    let order = Order {
        organisation: organisation.to_owned(),
        person: Some("Awa".to_owned()),
        days: 30,
        address: None,
    };
    invite(data, &SystemClock, &order).unwrap()
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    pub headers: Vec<(String, String)>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Status and code of a refusal.
    pub fn refusal(&self) -> (u16, String) {
        let json = self.json();
        assert!(json["params"].is_object(), "{json}");
        (self.status, json["code"].as_str().unwrap().to_owned())
    }

    pub fn message<M: Message>(&self) -> M {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.body));
        M::from_bytes(&self.body).unwrap()
    }
}

pub fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().into()
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Answer, ureq::Error> {
    let mut answer = answer?;
    let headers = answer
        .headers()
        .iter()
        .map(|(n, v)| (n.to_string(), String::from_utf8_lossy(v.as_bytes()).into_owned()))
        .collect();
    let body = answer.body_mut().with_config().limit(64 << 20).read_to_vec()?;
    Ok(Answer { status: answer.status().as_u16(), body, headers })
}

pub fn get(url: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers.iter().fold(agent().get(url), |r, (n, v)| r.header(*n, *v));
    read(request.call()).unwrap()
}

pub fn try_post(url: &str, token: Option<&str>, body: &[u8]) -> Result<Answer, ureq::Error> {
    let mut request = agent().post(url);
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    read(request.send(body))
}

pub fn post(url: &str, token: Option<&str>, body: &[u8]) -> Answer {
    try_post(url, token, body).unwrap()
}

/// A desk's device: its key, where it stands, its chain.
pub struct Desk {
    pub seed: [u8; 32],
    pub url: String,
    pub organisation: SpaceId,
    pub pin: [u8; 32],
    pub token: String,
    pub cursor: Cursor,
    pub roster: u64,
    pub last: u64,
    pub head: Hash,
    /// All that it wrote, closed.
    pub written: Vec<Vec<u8>>,
    /// All that came from others.
    pub received: Vec<Vec<u8>>,
}

static NEXT: AtomicU8 = AtomicU8::new(100);

impl Desk {
    pub fn answering(invitation: &Invitation) -> (Self, Join) {
        let seed = [NEXT.fetch_add(1, Ordering::SeqCst); 32];
        let device = Signer::from_seed(&seed);
        let person = PersonId(Id::from_bytes([seed[0]; 16]));
        let join =
            Join::sign(invitation.grant.clone(), &invitation.signer(), &device, "portable", person, "Awa");
        let desk = Self {
            seed,
            url: invitation.endpoint.clone(),
            organisation: invitation.grant.organisation,
            pin: invitation.pin,
            token: String::new(),
            cursor: Cursor::default(),
            roster: 0,
            last: 0,
            head: Hash::default(),
            written: Vec::new(),
            received: Vec::new(),
        };
        (desk, join)
    }

    pub fn join(invitation: &Invitation) -> Self {
        let (mut desk, join) = Self::answering(invitation);
        desk.token = desk.ask_to_join(&join).message::<Joined>().token;
        desk
    }

    pub fn ask_to_join(&self, join: &Join) -> Answer {
        post(&format!("{}{JOIN}", self.url), None, &JoinRequest(join.clone()).to_bytes())
    }

    pub fn signer(&self) -> Signer {
        Signer::from_seed(&self.seed)
    }

    /// An invitation for a colleague.
    pub fn invites(&self, role: MemberRole) -> Invitation {
        let secret = rand::random();
        let public = Signer::from_seed(&secret).public();
        let expires = SystemClock.now() + 30 * DAY;
        let grant = Grant::sign(&self.signer(), self.organisation, "Puits", "Bo", role, public, expires);
        Invitation { endpoint: self.url.clone(), pin: self.pin, secret, grant }
    }

    /// Writes one segment of frames with these reasons.
    pub fn write(&mut self, reasons: &[&str]) -> Vec<u8> {
        self.write_in(self.organisation, reasons)
    }

    pub fn write_in(&mut self, space: SpaceId, reasons: &[&str]) -> Vec<u8> {
        let (signer, salt): (_, [u8; 32]) = (self.signer(), rand::random());
        let first = self.last + 1;
        let mut frames = Vec::new();
        for reason in reasons {
            self.last += 1;
            let frame = Frame {
                seq: self.last,
                lamport: self.last,
                wall: 0,
                schema: coexist_sync::SCHEMA,
                news: Vector::default(),
                reason: Some((*reason).to_owned()),
                action: None,
                undoes: None,
                ops: vec![],
            };
            self.head = frame.hash(space, signer.device(), self.head, OpSalts(&salt));
            frames.push(frame);
        }
        let header = Header { space, device: signer.device(), first, count: reasons.len() as u64, epoch: 0 };
        let (segment, _) = Segment::close(&signer, header, &salt, &frames, &Names::default(), self.head);
        let bytes = segment.to_bytes();
        self.written.push(bytes.clone());
        bytes
    }

    /// Writes one segment of one frame that makes these records, after what the chain has named.
    pub fn write_records(&mut self, names: &mut Names, records: &[Id]) -> Vec<u8> {
        let (signer, salt): (_, [u8; 32]) = (self.signer(), rand::random());
        self.last += 1;
        let ops = records.iter().map(|id| Op { entity: 1, id: *id, kind: OpKind::Create }).collect();
        let frame = Frame {
            seq: self.last,
            lamport: self.last,
            wall: 0,
            schema: coexist_sync::SCHEMA,
            news: Vector::default(),
            reason: None,
            action: None,
            undoes: None,
            ops,
        };
        self.head = frame.hash(self.organisation, signer.device(), self.head, OpSalts(&salt));
        let space = self.organisation;
        let header = Header { space, device: signer.device(), first: self.last, count: 1, epoch: 0 };
        let (segment, new) = Segment::close(&signer, header, &salt, &[frame], names, self.head);
        names.extend(new);
        self.written.push(segment.to_bytes());
        segment.to_bytes()
    }

    pub fn push(&self, segments: Vec<Vec<u8>>) -> Push {
        Push { cursor: self.cursor, roster: self.roster, segments }
    }

    pub fn send(&self, push: &Push) -> Answer {
        post(&format!("{}{SYNC}", self.url), Some(&self.token), &push.to_bytes())
    }

    /// One round trip, and what a desk remembers of it.
    pub fn sync(&mut self, segments: &[Vec<u8>]) -> Pull {
        let answer = self.send(&self.push(segments.to_vec()));
        if let Some(token) = answer.header(coexist_sync::protocol::TOKEN_HEADER) {
            self.token = token.to_owned();
        }
        let pull: Pull = answer.message();
        self.cursor = pull.cursor;
        self.roster += pull.roster.len() as u64;
        self.received.extend(pull.segments.iter().cloned());
        pull
    }

    pub fn challenge(&self) -> [u8; 32] {
        post(&format!("{}{CHALLENGE}", self.url), None, &[]).body.try_into().unwrap()
    }

    pub fn ask_token(&self, challenge: [u8; 32]) -> Answer {
        let signer = self.signer();
        let signature = signer.sign(&TokenRequest::signed_bytes(&self.pin, &challenge));
        let request = TokenRequest { device: signer.device(), challenge, signature };
        post(&format!("{}{TOKEN}", self.url), None, &request.to_bytes())
    }
}

/// Two desks of one organisation.
pub fn two(data: &Path) -> (Desk, Desk) {
    let a = Desk::join(&invitation(data, "Puits"));
    let b = Desk::join(&a.invites(MemberRole::Editor));
    (a, b)
}

/// Text that does not compress to nothing.
pub fn noise(chars: usize) -> String {
    (0..chars).map(|_| char::from(b'!' + rand::random::<u8>() % 90)).collect()
}
