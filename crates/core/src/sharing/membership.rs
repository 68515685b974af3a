//! Who belongs: the devices of the organisation, and what an owner may change about them.
//!
//! A change of a roster needs the endpoint, which gives it its place among the others. It is made on top of what the
//! endpoint has by then; when another change came first, it is made again on top of that one.

use coexist_domain::registry::person;
use coexist_domain::words::MemberRole;
use coexist_domain::{DeviceId, Id, Period, PersonId};
use coexist_store::sql::named_params;
use coexist_sync::protocol::{Receipt, Refusal};
use coexist_sync::roster::{Change, Entry, KeyRing, Roster};
use coexist_sync::{Ops, Signer};

use super::connection::Connection;
use super::rosters::{Rosters, new_key};
use super::{ChangeRole, DeviceList, DeviceView, round, sync_now};
use crate::Error;
use crate::desk::Desk;
use crate::wire::{Done, Nothing, Which};

/// Two owners who change the same roster at once meet; more than this many times in a row they do not.
const TRIES: usize = 5;

/// The devices of the organisation: one's own first, then by person; those that were removed last.
///
/// # Errors
/// `not-connected`, and the store's.
pub fn devices(desk: &Desk, _: Nothing) -> Result<DeviceList, Error> {
    let connection = Connection::load(desk)?.ok_or_else(super::not_connected)?;
    let rosters = Rosters::load(desk, &connection)?;
    let here = desk.store().device();
    let mut items = Vec::new();
    for member in rosters.own().map_or(&[][..], Roster::members) {
        items.push(DeviceView {
            id: member.device.0,
            name: member.device_name.clone(),
            person: member.person.0,
            person_name: name_of(desk, member.person)?.unwrap_or_else(|| member.person_name.clone()),
            mine: member.person == desk.me(),
            here: member.device == here,
            paper: member.paper,
            removed: member.removed,
            heard: desk.store().heard_of(member.device)?,
        });
    }
    items.sort_by_key(|d| (d.removed, !d.here, d.person_name.clone(), d.paper));
    Ok(DeviceList { items })
}

/// Takes a device off the roster, and gives those who stay a new key: a lost or stolen computer.
///
/// # Errors
/// `not-connected`, `not-an-owner` for somebody else's device, `last-owner`, `not-found`, and the network's.
pub fn remove_device(desk: &Desk, request: Which) -> Result<Done, Error> {
    let device = DeviceId(request.id);
    change(desk, |own, ring, signer| {
        own.active().find(|m| m.device == device).ok_or_else(|| Error::not_found("device"))?;
        Ok(removal(own, ring, signer, vec![device]))
    })
}

/// Takes a colleague and all their devices off the roster, and gives those who stay a new key. Their work stays, under
/// their name.
///
/// # Errors
/// As [`remove_device`].
pub fn remove_member(desk: &Desk, request: Which) -> Result<Done, Error> {
    let gone = PersonId(request.id);
    change(desk, |own, ring, signer| {
        let devices: Vec<DeviceId> = own.active().filter(|m| m.person == gone).map(|m| m.device).collect();
        if devices.is_empty() {
            return Err(Error::not_found("person"));
        }
        Ok(removal(own, ring, signer, devices))
    })?;
    let today = Period::day(desk.today());
    desk.commit(Ops::new().put(gone.0, person::left, today))?;
    Ok(Done {})
}

/// Gives a colleague another role.
///
/// # Errors
/// As [`remove_device`].
pub fn change_role(desk: &Desk, request: ChangeRole) -> Result<Done, Error> {
    let (colleague, role) = (PersonId(request.id), request.role);
    change(desk, |own, _, _| {
        own.active().find(|m| m.person == colleague).ok_or_else(|| Error::not_found("person"))?;
        Ok(Change::Role { person: colleague, role })
    })?;
    desk.commit(Ops::new().put(colleague.0, person::role, role))?;
    Ok(Done {})
}

fn removal(own: &Roster, ring: &KeyRing, signer: &Signer, devices: Vec<DeviceId>) -> Change {
    // Who goes does not choose the others' key.
    if devices == [signer.device()] {
        return Change::Remove { devices, key: None };
    }
    let space = own.organisation();
    let key = new_key(own, space, ring.newest(space), &devices);
    Change::Remove { devices, key: Some(key) }
}

/// Makes a change of the organisation's roster and waits for its place in it.
fn change(
    desk: &Desk,
    make: impl Fn(&Roster, &KeyRing, &Signer) -> Result<Change, Error>,
) -> Result<Done, Error> {
    if Connection::load(desk)?.ok_or_else(super::not_connected)?.role == MemberRole::Reader {
        return Err(Error::new("not-an-owner"));
    }
    for _ in 0..TRIES {
        // On top of what the endpoint has by now; this also waits for an exchange under way.
        sync_now(desk, Nothing {})?;
        let _turn = desk.sharing().turn();
        let connection = Connection::load(desk)?.ok_or_else(super::not_connected)?;
        let rosters = Rosters::load(desk, &connection)?;
        let own = rosters.own().ok_or_else(|| Error::new("endpoint-refused"))?;
        let ring = desk.store().keys()?;
        let entry = desk.store().with_signer(|signer| {
            Ok::<_, Error>(Entry::sign(signer, own.organisation(), make(own, &ring, signer)?))
        })?;
        match round::enter(desk, &entry)? {
            Receipt::Kept => return Ok(Done {}),
            Receipt::Overtaken | Receipt::Lost | Receipt::Gap => {}
            Receipt::Refused(Refusal::LastOwner) => return Err(Error::new("last-owner")),
            Receipt::Refused(Refusal::NotAllowed) => return Err(Error::new("not-an-owner")),
            Receipt::Refused(Refusal::NotIn) => return Err(Error::not_found("person")),
            Receipt::Refused(_) | Receipt::Fork | Receipt::Tray => {
                return Err(Error::new("endpoint-refused"));
            }
        }
    }
    Err(Error::new("endpoint-trouble").retryable())
}

fn name_of(desk: &Desk, person: PersonId) -> Result<Option<String>, Error> {
    desk.read(|reader, space| {
        let sql = "SELECT name FROM person WHERE space = :space AND id = :id";
        let params = named_params! {":space": space.0.as_bytes(), ":id": Id::as_bytes(&person.0)};
        Ok(reader.one(sql, params, |row| row.get::<_, Option<String>>(0))?.flatten())
    })
}
