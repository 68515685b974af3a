//! One exchange with the endpoint: what is new goes up, what is new comes down, until neither has more.

use coexist_store::Outgoing;
use coexist_sync::protocol::{
    CHALLENGE, Cursor, Joined, Message as _, Pull, Push, Receipt, SYNC, TOKEN, TokenRequest,
};

use super::connection::{Connection, extend_roster, roster};
use super::{Tally, not_connected};
use crate::Error;
use crate::desk::Desk;

/// What one request carries at most: a cut link loses no more than this.
const BYTES_UP: usize = 512 * 1024;

/// Exchanges until nothing is left on either side.
pub(crate) fn exchange(desk: &Desk) -> Result<Tally, Error> {
    let mut connection = Connection::load(desk)?.ok_or_else(not_connected)?;
    let mut tally = Tally::default();
    let home = desk.home();
    desk.store().close_segments(desk.now())?;
    let mut renewed = false;
    loop {
        let outgoing = desk.store().outgoing(home, BYTES_UP)?;
        let push = Push {
            cursor: connection.cursor(),
            roster: roster(desk, &connection)?.1,
            segments: outgoing.iter().map(|out| out.bytes.clone()).collect(),
        };
        let pull = match send(desk, &mut connection, &push, &mut tally) {
            Err(e) if e.code() == "token-invalid" && !renewed => {
                renewed = true;
                renew(desk, &mut connection, &mut tally)?;
                continue;
            }
            answer => answer?,
        };
        if pull.went_back {
            // The endpoint lost its memory: it is given back everything this desk holds.
            desk.store().mark_unkept(home)?;
            connection.set_cursor(Cursor::default());
            connection.keep(desk)?;
            continue;
        }
        let kept = receive(desk, &mut connection, &pull, outgoing, &mut tally)?;
        if !pull.more && kept && desk.store().outgoing(home, 1)?.is_empty() {
            connection.last = Some(desk.now());
            connection.keep(desk)?;
            return Ok(tally);
        }
    }
}

/// Keeps what came down; the cursor moves last, so that a crash only fetches again.
fn receive(
    desk: &Desk,
    connection: &mut Connection,
    pull: &Pull,
    outgoing: Vec<Outgoing>,
    tally: &mut Tally,
) -> Result<bool, Error> {
    if pull.receipts.len() != outgoing.len() {
        return Err(Error::new("endpoint-not-coexist"));
    }
    let refused = pull.receipts.iter().find(|receipt| **receipt != Receipt::Kept).copied();
    let kept: Vec<Outgoing> = outgoing
        .into_iter()
        .zip(&pull.receipts)
        .filter(|(_, receipt)| **receipt == Receipt::Kept)
        .map(|(out, _)| out)
        .collect();
    tally.sent += kept.iter().map(|out| out.frames).sum::<u64>();
    desk.store().mark_kept(&kept)?;
    extend_roster(desk, connection, &pull.roster)?;
    let taken = desk.store().take_in(&pull.segments, desk.now())?;
    tally.received += taken.frames;
    tally.waiting = taken.waiting;
    tally.refused += taken.refused;
    for (_, changes) in taken.changes.iter().filter(|(space, _)| *space == desk.space()) {
        desk.tell(changes);
    }
    connection.set_cursor(pull.cursor);
    connection.keep(desk)?;
    match refused {
        None => Ok(true),
        Some(Receipt::Fork) => Err(Error::new("fork")),
        Some(_) => Err(Error::new("endpoint-refused")),
    }
}

fn send(desk: &Desk, connection: &mut Connection, push: &Push, tally: &mut Tally) -> Result<Pull, Error> {
    let body = push.to_bytes();
    tally.bytes_up += body.len() as u64;
    let url = format!("{}{SYNC}", connection.endpoint);
    let answer = desk.sharing().http()?.post(&url, Some(&connection.token), body)?;
    tally.round_trips += 1;
    tally.bytes_down += answer.body.len() as u64;
    if let Some(token) = answer.token {
        connection.token = token;
    }
    Pull::from_bytes(&answer.body).map_err(|e| Error::new("endpoint-not-coexist").because(e))
}

fn renew(desk: &Desk, connection: &mut Connection, tally: &mut Tally) -> Result<(), Error> {
    let joined = prove(desk, &connection.endpoint, &connection.pin)?;
    tally.round_trips += 2;
    connection.token = joined.token;
    connection.keep(desk)
}

/// Proves this device anew, by signing the endpoint's challenge. The answer is that of joining.
pub(crate) fn prove(desk: &Desk, endpoint: &str, pin: &[u8; 32]) -> Result<Joined, Error> {
    let not_ours = || Error::new("endpoint-not-coexist");
    let http = desk.sharing().http()?;
    let answer = http.post(&format!("{endpoint}{CHALLENGE}"), None, Vec::new())?;
    let challenge: [u8; 32] = answer.body.try_into().map_err(|_| not_ours())?;
    let (device, signature) = desk
        .store()
        .with_signer(|signer| (signer.device(), signer.sign(&TokenRequest::signed_bytes(pin, &challenge))));
    let request = TokenRequest { device, challenge, signature };
    let answer = http.post(&format!("{endpoint}{TOKEN}"), None, request.to_bytes())?;
    Joined::from_bytes(&answer.body).map_err(|e| not_ours().because(e))
}
