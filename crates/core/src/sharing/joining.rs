//! Joining an organisation: the invitation, the roster, and what was done before.
//!
//! Work done before any connection stands in a provisional organisation. Joining copies its records into the
//! real one, ids kept, and hides the provisional one: nothing doubles, nothing disappears. The copy is a
//! journalled action: a desk that dies inside it goes on at its next opening.

use coexist_domain::registry::house;
use coexist_domain::words::MemberRole;
use coexist_domain::{ActionId, Id, PersonId, SpaceId};
use coexist_store::{How, SpaceKind};
use coexist_sync::invitation::{Invitation, InvitationError};
use coexist_sync::protocol::{JOIN, JoinRequest, Joined, Message as _};
use coexist_sync::roster::{Join, KeyRing};
use coexist_sync::{Key, Op, OpKind, Ops, Record};

use super::connection::Connection;
use super::round::prove;
use super::{Connect, Connected, InvitationSays};
use crate::Error;
use crate::desk::Desk;

/// What the journal calls a copy into an organisation.
pub(crate) const ACTION: &str = "join";

/// Ops of one frame of the copy: well below the 256 KiB a frame may have.
const OPS_PER_FRAME: usize = 1_000;

/// Says what an invitation says, without sending anything.
///
/// # Errors
/// `invitation-malformed`.
pub fn read_invitation(_: &Desk, request: Connect) -> Result<InvitationSays, Error> {
    let invitation = parse(&request.invitation)?;
    Ok(InvitationSays {
        organisation: invitation.grant.organisation_name,
        person: invitation.grant.person_name,
        role: invitation.grant.role,
        expires: invitation.grant.expires,
        endpoint: invitation.endpoint,
    })
}

/// Joins the organisation that invites, brings along what was done before, and exchanges once.
///
/// # Errors
/// `invitation-malformed`, `already-connected`, the endpoint's refusals (`invitation-expired`,
/// `invitation-used`…) and the network's. Nothing changed then, but when only the first exchange failed: the
/// desk is in, and tries again by itself.
pub fn connect(desk: &Desk, request: Connect) -> Result<Connected, Error> {
    let invitation = parse(&request.invitation)?;
    let connected = {
        let _turn = desk.sharing().turn();
        if Connection::load(desk)?.is_some() {
            return Err(Error::new("already-connected"));
        }
        join(desk, &invitation)?
    };
    if let Err(e) = super::sync_now(desk, crate::wire::Nothing {}) {
        tracing::info!(code = e.code(), "the first exchange is left to the next try");
    }
    desk.sharing().waker.wake();
    Ok(connected)
}

fn parse(link: &str) -> Result<Invitation, Error> {
    link.parse().map_err(|e: InvitationError| Error::new("invitation-malformed").because(e))
}

fn join(desk: &Desk, invitation: &Invitation) -> Result<Connected, Error> {
    let grant = &invitation.grant;
    let name = my_name(desk)?.unwrap_or_else(|| grant.person_name.clone());
    let (opens, me) = (invitation.signer(), desk.me());
    let join = desk
        .store()
        .with_signer(|signer| Join::sign(grant.clone(), &opens, signer, &device_name(), me, &name));
    let url = format!("{}{JOIN}", invitation.endpoint);
    let joined = match desk.sharing().http()?.post(&url, JoinRequest(join).to_bytes()) {
        Ok(answer) => {
            Joined::from_bytes(&answer).map_err(|e| Error::new("endpoint-not-coexist").because(e))?
        }
        // An earlier try went through and its answer was lost on the way.
        Err(e) if e.code() == "already-joined" => prove(desk, &invitation.endpoint, &invitation.pin)?,
        Err(e) => return Err(e),
    };
    let organisation = (grant.organisation, grant.organisation_name.clone());
    let connection =
        Connection::new(invitation.endpoint.clone(), invitation.pin, joined.token, organisation, grant.role);
    connection.keep(desk)?;
    // What the link carries opens the organisation's space at once.
    if let Some((epoch, key)) = &invitation.key {
        let mut ring = KeyRing::default();
        ring.insert(grant.organisation, *epoch, key.clone());
        desk.store().keep_keys(&ring)?;
    }
    let from = desk.home();
    desk.store().add_space(grant.organisation, SpaceKind::Organisation)?;
    let action = ActionId(desk.new_id());
    desk.store().begin_action(grant.organisation, action, ACTION, from.0.as_bytes(), desk.now())?;
    let brought = bring(desk, from, action, &connection, &name)?;
    Ok(Connected { organisation: connection.organisation_name, role: connection.role, brought })
}

/// Goes on with a copy that was interrupted. Called when the desk opens.
pub(crate) fn go_on(desk: &Desk) -> Result<(), Error> {
    for unfinished in desk.store().unfinished()?.into_iter().filter(|u| u.kind == ACTION) {
        let from = Id::from_slice(&unfinished.input).map(SpaceId).ok_or_else(|| Error::new("corrupt"))?;
        let connection = Connection::load(desk)?.ok_or_else(super::not_connected)?;
        let name = my_name(desk)?.unwrap_or_default();
        bring(desk, from, unfinished.action, &connection, &name)?;
    }
    Ok(())
}

/// Copies every record of the provisional organisation, then makes the real one the desk's. Doing it twice
/// gives the same.
fn bring(
    desk: &Desk,
    from: SpaceId,
    action: ActionId,
    connection: &Connection,
    name: &str,
) -> Result<u64, Error> {
    let to = connection.organisation;
    let records = desk.store().read(|r| r.records(from))?;
    let running = desk.begin(ACTION, Some(records.len() as u64), false);
    let mut ops = who_is_who(desk.me(), connection, name, &records);
    let mut brought = 0;
    for (key, record) in
        records.iter().filter(|(key, record)| key.entity != house::ENTITY.wire && !record.is_hidden())
    {
        copy(*key, record, &mut ops);
        brought += 1;
        running.progress(brought);
        if ops.len() >= OPS_PER_FRAME {
            commit(desk, to, &std::mem::take(&mut ops), action)?;
        }
    }
    commit(desk, to, &ops, action)?;
    desk.settle(to, desk.me())?;
    desk.store().hide_space(from)?;
    desk.store().end_action(action)?;
    Ok(brought)
}

fn commit(desk: &Desk, to: SpaceId, ops: &Ops, action: ActionId) -> Result<(), Error> {
    if !ops.is_empty() {
        desk.store().commit(to, ops, How { action: Some(action), ..How::at(desk.now()) })?;
    }
    Ok(())
}

/// The newcomer's own record, and for a first owner the organisation's.
fn who_is_who(me: PersonId, connection: &Connection, name: &str, records: &[(Key, Record)]) -> Ops {
    use coexist_domain::registry::person;
    let mut ops = Ops::new();
    ops.create(&person::ENTITY, me).put(me, person::role, connection.role);
    if !name.is_empty() {
        ops.put(me, person::name, name);
    }
    if connection.role == MemberRole::Owner {
        let id = connection.organisation.0;
        ops.create(&house::ENTITY, id).put(id, house::name, connection.organisation_name.as_str());
        let provisional = records.iter().find(|(key, _)| key.entity == house::ENTITY.wire);
        for field in [house::kind, house::country, house::currency] {
            if let Some(live) = provisional.and_then(|(_, record)| record.shown(field.wire)) {
                ops.put(id, field, live.value.clone());
            }
        }
    }
    ops
}

/// A record as ops that make it again; unknown fields come along.
fn copy(key: Key, record: &Record, ops: &mut Ops) {
    let mut push = |kind| {
        ops.push_op(Op { entity: key.entity, id: key.id, kind });
    };
    push(OpKind::Create);
    for (field, _) in record.registers() {
        if let Some(live) = record.shown(field) {
            push(OpKind::Put { field, value: live.value.clone(), over: None });
        }
    }
    for (field, elements) in record.sets() {
        for element in elements {
            push(OpKind::Add { field, value: element.value.clone() });
        }
    }
}

fn my_name(desk: &Desk) -> Result<Option<String>, Error> {
    use coexist_domain::registry::person;
    let key = Key { entity: person::ENTITY.wire, id: desk.me().0 };
    let record = desk.store().read(|r| r.record(desk.home(), key))?;
    let name =
        record.and_then(|r| r.shown(person::name.wire).and_then(|l| l.value.as_text().map(str::to_owned)));
    Ok(name.filter(|name| !name.trim().is_empty()))
}

/// What colleagues see in the list of devices. The computer's own name often holds a person's: not taken.
fn device_name() -> String {
    std::env::consts::OS.to_owned()
}
