//! An endpoint on a free port, and desks as small as the protocol allows.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test file uses its part")]

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

use coexist_domain::words::MemberRole;
use coexist_domain::{Clock, DeviceId, Id, Millis, PersonId, SpaceId};
use coexist_endpoint::{Limits, Options, Order, Serving, SystemClock, invite, serve};
use coexist_sync::invitation::Invitation;
use coexist_sync::protocol::{
    AnswerEvent, AnswerHead, AnswerReader, CHALLENGE, Cursor, ItemKind, JOIN, JoinRequest, Joined, Message,
    Partial, PushHead, PushWriter, Receipt, RosterItem, SYNC, TOKEN, TokenRequest, Who,
};
use coexist_sync::roster::{Change, Entry, Grant, Join, NewKey, Recipient, Roster};
use coexist_sync::seal::EpochKey;
use coexist_sync::{Frame, Hash, Header, Names, OpSalts, Segment, Signer, Vector};
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

/// What came down in one answer.
#[derive(Clone, Default, Debug)]
pub struct Pulled {
    pub head: AnswerHead,
    pub receipts: Vec<Receipt>,
    pub cursor: Cursor,
    pub more: bool,
    pub went_back: bool,
    pub whole: bool,
    /// Roster items as they came.
    pub roster: Vec<Vec<u8>>,
    pub segments: Vec<Vec<u8>>,
    pub tray: Vec<Vec<u8>>,
}

/// A desk's device: its key, where it stands, its chains.
pub struct Desk {
    pub seed: [u8; 32],
    pub url: String,
    pub organisation: SpaceId,
    pub person: PersonId,
    pub pin: [u8; 32],
    pub token: String,
    pub cursor: Cursor,
    /// The beginning of the next item, after a cut.
    pub held: Vec<u8>,
    pub chains: HashMap<SpaceId, (u64, Hash)>,
    /// All that it wrote, closed.
    pub written: Vec<Vec<u8>>,
    /// All that came from others.
    pub received: Vec<Vec<u8>>,
    /// All roster items, as they came.
    pub entries: Vec<Vec<u8>>,
    pub tray: Vec<Vec<u8>>,
    /// Whether it asks for what it wrote itself.
    pub own: bool,
}

static NEXT: AtomicU8 = AtomicU8::new(100);

impl Desk {
    pub fn answering(invitation: &Invitation) -> (Self, Join) {
        let seed = [NEXT.fetch_add(1, Ordering::SeqCst); 32];
        let device = Signer::from_seed(&seed);
        let person = invitation.grant.person.unwrap_or(PersonId(Id::from_bytes([seed[0]; 16])));
        let join =
            Join::sign(invitation.grant.clone(), &invitation.signer(), &device, "portable", person, "Awa");
        let desk = Self {
            seed,
            url: invitation.endpoint.clone(),
            organisation: invitation.grant.organisation,
            person,
            pin: invitation.pin,
            token: String::new(),
            cursor: Cursor::default(),
            held: Vec::new(),
            chains: HashMap::new(),
            written: Vec::new(),
            received: Vec::new(),
            entries: Vec::new(),
            tray: Vec::new(),
            own: false,
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

    pub fn device(&self) -> DeviceId {
        self.signer().device()
    }

    pub fn who(&self) -> Who {
        Who { device: self.device(), person: self.person, organisation: self.organisation }
    }

    /// An invitation for a colleague.
    pub fn invites(&self, role: MemberRole) -> Invitation {
        self.grants(role, None)
    }

    /// An invitation for another device of the same person.
    pub fn invites_itself(&self, role: MemberRole) -> Invitation {
        self.grants(role, Some(self.person))
    }

    fn grants(&self, role: MemberRole, person: Option<PersonId>) -> Invitation {
        let secret = rand::random();
        let public = Signer::from_seed(&secret).public();
        let expires = SystemClock.now() + 30 * DAY;
        let mut grant = Grant::new(self.organisation, role, public, expires).named("Puits", "Bo");
        grant.person = person;
        let grant = grant.sign(&self.signer());
        Invitation { endpoint: self.url.clone(), pin: self.pin, secret, grant, key: None }
    }

    /// Writes one segment of frames with these reasons.
    pub fn write(&mut self, reasons: &[&str]) -> Vec<u8> {
        self.write_in(self.organisation, reasons)
    }

    pub fn write_in(&mut self, space: SpaceId, reasons: &[&str]) -> Vec<u8> {
        let (signer, salt): (_, [u8; 32]) = (self.signer(), rand::random());
        let (mut last, mut head) = self.chains.get(&space).copied().unwrap_or_default();
        let first = last + 1;
        let mut frames = Vec::new();
        for reason in reasons {
            last += 1;
            let frame = Frame {
                seq: last,
                lamport: last,
                wall: 0,
                schema: coexist_sync::SCHEMA,
                news: Vector::default(),
                reason: Some((*reason).to_owned()),
                action: None,
                undoes: None,
                ops: vec![],
            };
            head = frame.hash(space, signer.device(), head, OpSalts(&salt));
            frames.push(frame);
        }
        self.chains.insert(space, (last, head));
        let count = reasons.len() as u64;
        let header = Header { space, device: signer.device(), first, count, epoch: 1, head };
        // What carries it never opens it: the names that its frames would mention do not matter here.
        let names = Names::default();
        let (segment, _) = Segment::close(&signer, header, &salt, &frames, &names, Some(&key_of(space)));
        let bytes = segment.to_bytes();
        self.written.push(bytes.clone());
        bytes
    }

    /// What a push of this desk begins with.
    pub fn push_head(&self) -> PushHead {
        let resume = (!self.held.is_empty()).then(|| Partial::of(&self.held));
        PushHead { cursor: self.cursor, resume, own: self.own, ask: false }
    }

    /// The bytes of a push of segments.
    pub fn push(&self, segments: &[Vec<u8>]) -> Vec<u8> {
        let items: Vec<_> = segments.iter().map(|bytes| (ItemKind::Segment, bytes.clone())).collect();
        self.push_items(&self.push_head(), &items)
    }

    pub fn push_items(&self, head: &PushHead, items: &[(ItemKind, Vec<u8>)]) -> Vec<u8> {
        let mut w = PushWriter::new(self.who(), head);
        items.iter().for_each(|(kind, bytes)| w.item(*kind, bytes));
        w.finish()
    }

    pub fn send(&self, push: &[u8]) -> Answer {
        post(&format!("{}{SYNC}", self.url), Some(&self.token), push)
    }

    /// What an answer says, and what a desk remembers of it.
    pub fn take(&mut self, body: &[u8]) -> Pulled {
        let mut reader = AnswerReader::new(self.who(), self.cursor, std::mem::take(&mut self.held));
        let mut pulled = Pulled::default();
        // In pieces, as a socket would.
        for piece in body.chunks(1000) {
            reader.feed(piece);
            while let Some(event) = reader.event().unwrap() {
                match event {
                    AnswerEvent::Head(head) => {
                        (pulled.receipts, pulled.went_back) = (head.receipts.clone(), head.went_back);
                        if let Some(token) = &head.token {
                            self.token.clone_from(token);
                        }
                        pulled.head = head;
                    }
                    AnswerEvent::Item { item, .. } => match item.kind {
                        ItemKind::Roster => pulled.roster.push(item.bytes),
                        ItemKind::Segment => pulled.segments.push(item.bytes),
                        ItemKind::Tray => pulled.tray.push(item.bytes),
                    },
                    AnswerEvent::End { more, .. } => pulled.more = more,
                }
            }
        }
        pulled.whole = reader.is_over();
        pulled.cursor = reader.cursor();
        self.cursor = reader.cursor();
        self.held = reader.held().unwrap_or_default();
        self.received.extend(pulled.segments.iter().cloned());
        self.entries.extend(pulled.roster.iter().cloned());
        self.tray.extend(pulled.tray.iter().cloned());
        pulled
    }

    /// One round trip with segments.
    pub fn sync(&mut self, segments: &[Vec<u8>]) -> Pulled {
        let push = self.push(segments);
        self.round(&push)
    }

    /// One round trip with changes of rosters.
    pub fn change(&mut self, entries: &[Entry]) -> Pulled {
        let items: Vec<_> = entries
            .iter()
            .map(|entry| (ItemKind::Roster, RosterItem::new(entry.to_bytes()).to_bytes()))
            .collect();
        let push = self.push_items(&self.push_head(), &items);
        self.round(&push)
    }

    /// One round trip with what came down earlier.
    pub fn give_back(&mut self, items: &[(ItemKind, Vec<u8>)]) -> Pulled {
        let push = self.push_items(&self.push_head(), items);
        self.round(&push)
    }

    pub fn round(&mut self, push: &[u8]) -> Pulled {
        let answer = self.send(push);
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        let pulled = self.take(&answer.body);
        assert!(pulled.whole);
        pulled
    }

    /// Round trips until there is no more.
    pub fn sync_all(&mut self) {
        while self.sync(&[]).more {}
    }

    /// The roster of an organisation, from what came down.
    pub fn roster_of(&self, organisation: SpaceId) -> Roster {
        let mut roster = Roster::new(organisation, self.pin);
        for entry in self.entries_of(organisation) {
            roster.admit(&entry).unwrap();
        }
        roster
    }

    /// The entries of a roster, as they came down.
    pub fn entries_of(&self, roster: SpaceId) -> Vec<Entry> {
        self.entries
            .iter()
            .map(|bytes| Entry::from_bytes(&RosterItem::from_bytes(bytes).unwrap().entry).unwrap())
            .filter(|entry| entry.roster() == roster)
            .collect()
    }

    /// The next key of a space, for these.
    pub fn next_key(&self, space: SpaceId, epoch: u64, to: &[Recipient]) -> NewKey {
        let old = key_of(space);
        let to = to.iter().map(|to| (*to, rand::random()));
        NewKey::make(space, &key_of(space), (epoch > 1).then_some((epoch - 1, &old)), to)
    }

    /// The entry that removes these devices, with the organisation's next key.
    pub fn removing(&self, devices: &[DeviceId]) -> Entry {
        let roster = self.roster_of(self.organisation);
        let to: Vec<_> =
            roster.recipients(self.organisation).filter(|r| !devices.contains(&DeviceId(r.to))).collect();
        let epoch = roster.newest_key(self.organisation).map_or(1, |key| key.epoch + 1);
        let key = Some(self.next_key(self.organisation, epoch, &to));
        self.entry(self.organisation, Change::Remove { devices: devices.to_vec(), key })
    }

    pub fn entry(&self, roster: SpaceId, change: Change) -> Entry {
        Entry::sign(&self.signer(), roster, change)
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

/// The one key of a space in these tests, whatever the epoch.
pub fn key_of(space: SpaceId) -> EpochKey {
    EpochKey::from_bytes(*blake3::hash(space.0.as_bytes()).as_bytes())
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

/// A folder as it is now.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}
