//! Sharing with one's colleagues through the organisation's endpoint.
//!
//! [`connect`] joins an organisation and brings along what was done before; [`sync_now`] makes one exchange;
//! the [`supervisor`](start) does so by itself, quietly. What is exchanged are the log's segments: this module
//! moves bytes and keeps the cursor, the merge is the store's.

mod connection;
mod http;
mod joining;
mod membership;
mod rosters;
mod round;
mod supervisor;
mod types;

use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use coexist_domain::words::MemberRole;
use coexist_domain::{Id, SpaceId};
use coexist_sync::Signer;
use coexist_sync::invitation::Invitation;
use coexist_sync::roster::Grant;

use crate::Error;
use crate::desk::Desk;
use crate::events::{Event, SyncState};
use crate::wire::Nothing;

use connection::Connection;
pub(crate) use joining::go_on;
pub use joining::{connect, read_invitation};
pub use membership::{change_role, devices, remove_device, remove_member};
pub use supervisor::start;
pub use types::*;

/// An invitation can be used for this long: a colleague on mission opens mail once a fortnight.
const INVITATION_LASTS: i64 = 30 * 24 * 60 * 60 * 1000;

/// What sharing keeps while the desk is open.
#[derive(Default)]
pub struct Sharing {
    /// One exchange at a time.
    turn: Mutex<()>,
    http: OnceLock<http::Http>,
    outcome: Mutex<Outcome>,
    waker: supervisor::Waker,
}

/// How the last exchange went.
#[derive(Clone, Default)]
struct Outcome {
    trouble: Option<&'static str>,
    sharing: bool,
}

impl Sharing {
    fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn http(&self) -> Result<&http::Http, Error> {
        if let Some(http) = self.http.get() {
            return Ok(http);
        }
        let made = http::Http::new()?;
        Ok(self.http.get_or_init(|| made))
    }

    fn outcome(&self) -> Outcome {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_outcome(&self, outcome: Outcome) {
        *self.outcome.lock().unwrap_or_else(PoisonError::into_inner) = outcome;
    }
}

/// Exchanges everything with the endpoint, now.
///
/// # Errors
/// `not-connected`, and what the network or the endpoint answered; what was exchanged before stays so.
pub fn sync_now(desk: &Desk, _: Nothing) -> Result<Tally, Error> {
    let _turn = desk.sharing().turn();
    desk.sharing().set_outcome(Outcome { trouble: None, sharing: true });
    tell(desk);
    let done = round::exchange(desk);
    let trouble = done.as_ref().err().map(Error::code).filter(|code| *code != "not-connected");
    desk.sharing().set_outcome(Outcome { trouble, sharing: false });
    tell(desk);
    done
}

/// Where sharing stands.
///
/// # Errors
/// Those of the store.
pub fn status(desk: &Desk, _: Nothing) -> Result<Status, Error> {
    let connection = Connection::load(desk)?;
    let unsent = unsent(desk)?;
    let outcome = desk.sharing().outcome();
    let state = state(desk, connection.as_ref(), unsent, &outcome)?;
    let last = connection.as_ref().and_then(|c| c.last);
    Ok(Status {
        connected: connection.is_some(),
        role: connection.as_ref().map(|c| c.role),
        organisation: connection.as_ref().map(|c| c.organisation_name.clone()),
        endpoint: connection.map(|c| c.endpoint),
        unsent,
        last,
        trouble: outcome.trouble.map(str::to_owned),
        state,
    })
}

/// Invites a colleague: only an owner can, and needs no network to do it.
///
/// # Errors
/// `not-connected`, `not-an-owner`, `missing-value`.
pub fn invite(desk: &Desk, request: Invite) -> Result<Invited, Error> {
    let connection = Connection::load(desk)?.ok_or_else(not_connected)?;
    if connection.role != MemberRole::Owner {
        return Err(Error::new("not-an-owner"));
    }
    let name = request.name.trim();
    if name.is_empty() {
        return Err(Error::missing_value("name"));
    }
    let mut secret = [0; 32];
    rand::fill(&mut secret);
    let opens = Signer::from_seed(&secret).public();
    let expires = desk.now() + INVITATION_LASTS;
    let organisation = connection.organisation;
    let grant =
        Grant::new(organisation, request.role, opens, expires).named(&connection.organisation_name, name);
    let grant = desk.store().with_signer(|signer| grant.sign(signer));
    // The newcomer reads at once.
    let key = desk.store().keys()?.newest(organisation).map(|(epoch, key)| (epoch, key.clone()));
    let invitation = Invitation { endpoint: connection.endpoint, pin: connection.pin, secret, grant, key };
    Ok(Invited { invitation: invitation.to_string(), expires })
}

/// What two desks compare to know that they hold the same.
///
/// # Errors
/// `not-found` for a space this desk does not have.
pub fn digest(desk: &Desk, request: WhichSpace) -> Result<Digests, Error> {
    let space = match request.space.as_str() {
        "organisation" => desk.home(),
        id => SpaceId(id.parse::<Id>().map_err(|_| Error::not_found("space"))?),
    };
    let digests = desk.store().read(|r| r.digests(space))?;
    Ok(Digests { have: digests.have.to_string(), state: digests.state.to_string() })
}

/// How many of this desk's actions the endpoint has not yet said it holds. Work done before any connection counts
/// nowhere: it goes nowhere yet.
pub(crate) fn unsent(desk: &Desk) -> Result<u64, Error> {
    let mut unsent = 0;
    for space in round::travelling(desk)? {
        unsent += desk.store().unsent(space)?;
    }
    Ok(unsent)
}

/// Tells the listeners what the sync line says now.
pub(crate) fn tell(desk: &Desk) {
    if let Ok(status) = status(desk, Nothing {}) {
        desk.emit(&Event::Sync(status.state));
    }
}

fn not_connected() -> Error {
    Error::new("not-connected")
}

fn state(
    desk: &Desk,
    connection: Option<&Connection>,
    unsent: u64,
    outcome: &Outcome,
) -> Result<SyncState, Error> {
    let undecided = undecided(desk)?;
    if undecided > 0 {
        return Ok(SyncState::ToDecide { count: undecided });
    }
    let Some(connection) = connection else { return Ok(SyncState::Saved) };
    Ok(match (unsent, connection.last) {
        (total, _) if outcome.sharing && total > 0 => SyncState::Sharing { done: 0, total },
        (0, Some(at)) => SyncState::UpToDate { with: connection.organisation_name.clone(), at },
        (0, None) => SyncState::Saved,
        (count, _) => SyncState::ToShare { count },
    })
}

/// How many fields of records in view have more than one value.
fn undecided(desk: &Desk) -> Result<u64, Error> {
    static SQL: OnceLock<String> = OnceLock::new();
    let sql = SQL.get_or_init(|| {
        let tables = coexist_domain::registry::ALL.iter().map(|e| e.name);
        let parts = tables.map(|t| {
            format!("SELECT coalesce(sum(versions), 0) AS n FROM \"live_{t}\" WHERE space = :space AND versions > 0")
        });
        format!("SELECT sum(n) FROM ({})", parts.collect::<Vec<_>>().join(" UNION ALL "))
    });
    desk.read(|reader, space| {
        let n: Option<i64> =
            reader.one(sql, &[(":space", &space.0.as_bytes().as_slice())], |row| row.get(0))?;
        Ok(n.unwrap_or(0) as u64)
    })
}
