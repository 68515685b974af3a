//! Colleagues: the people of one's own organisation.

mod types;

use coexist_domain::Id;
use coexist_domain::registry::person;
use coexist_store::sql::{RowExt as _, named_params};
use coexist_sync::Ops;

pub use types::*;

use crate::Error;
use crate::desk::Desk;
use crate::records::{filled, needed, require, text};
use crate::wire::{Created, Done, Nothing};

/// The colleagues: those who are here by name, then those who left.
///
/// # Errors
/// Those of the store.
pub fn list(desk: &Desk, _: Nothing) -> Result<MemberList, Error> {
    let me = desk.me().0;
    desk.read(|reader, space| {
        let params = named_params! {":space": space.0.as_bytes()};
        let items = reader.rows(include_str!("list.sql"), params, |row| {
            let id = row.id("id")?;
            Ok(Member {
                id,
                name: text(row, "name")?,
                initials: text(row, "initials")?,
                email: text(row, "email")?,
                role: text(row, "role")?,
                left: text(row, "left")?,
                me: id == me,
                dossiers: row.get("dossiers")?,
                tasks: row.get("tasks")?,
            })
        })?;
        Ok(MemberList { items })
    })
}

/// A colleague known by name or initials before they have a desk.
///
/// # Errors
/// `missing-value` with neither, `name-taken` when the initials are a colleague's already.
pub fn add_colleague(desk: &Desk, request: AddColleague) -> Result<Created, Error> {
    let (name, initials) = (filled(request.name.as_deref()), filled(request.initials.as_deref()));
    if name.or(initials).is_none() {
        return Err(Error::missing_value("name"));
    }
    let id = desk.new_id();
    free_initials(desk, initials, id)?;
    let mut ops = Ops::new();
    ops.create(&person::ENTITY, id);
    let values = [
        (person::name, name),
        (person::initials, initials),
        (person::email, filled(request.email.as_deref())),
    ];
    put_all(&mut ops, id, &values);
    desk.commit(&ops)?;
    Ok(Created { id })
}

/// Changes what is known of a colleague.
///
/// # Errors
/// `not-found`, `name-taken`.
pub fn update(desk: &Desk, request: UpdateMember) -> Result<Done, Error> {
    let id = request.id.0;
    desk.read(|reader, space| require(reader, space, &person::ENTITY, id))?;
    let initials = filled(request.initials.as_deref());
    free_initials(desk, initials, id)?;
    let mut ops = Ops::new();
    let values = [
        (person::name, filled(request.name.as_deref())),
        (person::initials, initials),
        (person::email, filled(request.email.as_deref())),
    ];
    put_all(&mut ops, id, &values);
    if let Some(left) = request.left {
        ops.put(id, person::left, left);
    }
    if !ops.is_empty() {
        desk.commit(&ops)?;
    }
    Ok(Done {})
}

/// Says who one is, in the workspace in view.
///
/// # Errors
/// `missing-value` without a name, `name-taken` for a colleague's initials.
pub fn me(desk: &Desk, request: Me) -> Result<Member, Error> {
    let id = desk.me().0;
    let name = needed(&request.name, "name")?;
    let initials = filled(request.initials.as_deref());
    free_initials(desk, initials, id)?;
    let known = desk.read(|reader, space| Ok(reader.exists(space, &person::ENTITY, id)?))?;
    let mut ops = Ops::new();
    if !known {
        ops.create(&person::ENTITY, id);
    }
    let values = [
        (person::name, Some(name)),
        (person::initials, initials),
        (person::email, filled(request.email.as_deref())),
    ];
    put_all(&mut ops, id, &values);
    desk.commit(&ops)?;
    let all = list(desk, Nothing {})?.items;
    all.into_iter().find(|member| member.me).ok_or_else(|| Error::not_found("person"))
}

fn put_all(ops: &mut Ops, id: Id, values: &[(coexist_domain::registry::Field, Option<&str>)]) {
    for (field, value) in values {
        if let Some(value) = value {
            ops.put(id, *field, *value);
        }
    }
}

/// Initials stand for a colleague in every spreadsheet: two of the same would mix their work.
fn free_initials(desk: &Desk, initials: Option<&str>, but: Id) -> Result<(), Error> {
    let Some(initials) = initials else { return Ok(()) };
    let taken = desk.read(|reader, space| {
        let sql = "SELECT id FROM live_person WHERE space = :space AND plain(initials) = plain(:initials) AND id <> :but";
        let params = named_params! {":space": space.0.as_bytes(), ":initials": initials, ":but": but.as_bytes()};
        Ok(reader.one(sql, params, |row| row.id("id"))?.is_some())
    })?;
    if taken { Err(Error::new("name-taken").with("name", initials)) } else { Ok(()) }
}
