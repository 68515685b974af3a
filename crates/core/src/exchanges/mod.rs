//! Exchanges: the calls, meetings, mails and letters of a partnership, logged in two fields.

mod types;

use coexist_domain::registry::{contact, dossier, exchange, organisation};
use coexist_domain::words::ExchangeKind;
use coexist_domain::{ContactId, Id, OrganisationId};
use coexist_store::sql::RowExt as _;
use coexist_sync::Ops;
pub use types::*;

use crate::desk::Desk;
use crate::history::{seen_tokens, words};
use crate::records::Editable;
use crate::wire::{Created, Done, Update, Which};
use crate::{Error, mail, records};

const EDITABLE: Editable = Editable {
    entity: &exchange::ENTITY,
    closed: &["origin", "author", "message", "sender", "recipients"],
    needed: &["text", "kind", "at"],
    also: &[],
};

/// Logs an exchange. An organisation is taken from the contact when only that one is named.
///
/// # Errors
/// `missing-value` for a text without words, `not-found` for a record that is not there, and the store's.
pub fn add(desk: &Desk, request: AddExchange) -> Result<Created, Error> {
    let text = words("text", &request.text)?;
    let id = desk.new_id();
    let mut ops = Ops::new();
    ops.create(&exchange::ENTITY, id)
        .put(id, exchange::kind, request.kind.unwrap_or(ExchangeKind::Call))
        .put(id, exchange::text, text)
        .put(id, exchange::at, request.at.unwrap_or_else(|| desk.now()));
    if let Some(subject) = request.subject.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
        ops.put(id, exchange::subject, subject);
    }
    if let Some(to) = request.dossier {
        desk.read(|r, space| records::require(r, space, &dossier::ENTITY, to.into()))?;
        ops.put(id, exchange::dossier, to.0);
    }
    if let Some(with) = request.contact {
        desk.read(|r, space| records::require(r, space, &contact::ENTITY, with.into()))?;
        ops.put(id, exchange::contact, with.0);
    }
    if let Some(with) = request.organisation {
        desk.read(|r, space| records::require(r, space, &organisation::ENTITY, with.into()))?;
        ops.put(id, exchange::organisation, with.0);
    } else if let Some(with) = request.contact
        && let Some(theirs) = organisation_of(desk, with)?
    {
        ops.put(id, exchange::organisation, theirs);
    }
    ops.put(id, exchange::author, desk.me().0);
    desk.commit(&ops)?;
    Ok(Created { id })
}

/// The exchanges of a dossier, an organisation or a contact, the latest first.
///
/// # Errors
/// The store's.
pub fn list(desk: &Desk, request: ListExchanges) -> Result<ExchangeList, Error> {
    desk.read(|r, space| {
        let space_id = space.0.as_bytes();
        let dossier_id = request.dossier.map(|d| *d.0.as_bytes());
        let organisation_id = request.organisation.map(|o| *o.0.as_bytes());
        let contact_id = request.contact.map(|c| *c.0.as_bytes());
        let total = r
            .one(
                include_str!("count.sql"),
                &[
                    (":space", &space_id),
                    (":dossier", &dossier_id),
                    (":organisation", &organisation_id),
                    (":contact", &contact_id),
                ],
                |row| row.get(0),
            )?
            .unwrap_or(0);
        let mut items = r.rows(
            include_str!("list.sql"),
            &[
                (":space", &space_id),
                (":dossier", &dossier_id),
                (":organisation", &organisation_id),
                (":contact", &contact_id),
                (":limit", &request.limit.unwrap_or(100).min(1000)),
                (":offset", &request.offset.unwrap_or(0)),
            ],
            |row| {
                Ok(Exchange {
                    id: row.id("id")?.into(),
                    dossier: row.opt_id("dossier")?.map(Into::into),
                    dossier_title: row.get("dossier_title")?,
                    organisation: row.opt_id("organisation")?.map(Into::into),
                    organisation_name: row.get("organisation_name")?,
                    contact: row.opt_id("contact")?.map(Into::into),
                    contact_name: row.get("contact_name")?,
                    kind: row.get("kind")?,
                    text: row.get::<_, Option<String>>("text")?.unwrap_or_default(),
                    at: row.get("at")?,
                    subject: row.get("subject")?,
                    sender: row.get("sender")?,
                    recipients: row.get("recipients")?,
                    author: row.opt_id("author")?.map(Into::into),
                    author_name: row.get("author_name")?,
                    versions: row.get::<_, Option<u32>>("versions")?.unwrap_or(0),
                    seen: Default::default(),
                })
            },
        )?;
        for item in &mut items {
            item.seen = seen_tokens(r, space, item.id.0)?;
        }
        Ok(ExchangeList { total, items })
    })
}

/// Changes an exchange.
///
/// # Errors
/// `not-found`, `unknown-field`, `invalid-value`, and the store's.
pub fn update(desk: &Desk, request: Update) -> Result<Done, Error> {
    if let Some(kind) = request.fields.get("kind")
        && !kind.as_str().is_some_and(|k| ExchangeKind::CODES.contains(&k))
    {
        return Err(Error::invalid_value("kind"));
    }
    records::change(desk, &EDITABLE, &request)
}

/// Deletes an exchange; what a colleague adds to it meanwhile brings it back.
///
/// # Errors
/// `not-found`, and the store's.
pub fn delete(desk: &Desk, request: Which) -> Result<Done, Error> {
    records::delete(desk, &exchange::ENTITY, request.id)
}

/// Takes in a mail saved as a file. The same mail twice is one exchange; dropped on a dossier the second
/// time, it joins that dossier if it belonged to none.
///
/// # Errors
/// `file-too-large`, `not-a-mail`, those of reading the file, and the store's.
pub fn take_mail(desk: &Desk, request: TakeMail) -> Result<MailTaken, Error> {
    if let Some(to) = request.dossier {
        desk.read(|r, space| records::require(r, space, &dossier::ENTITY, to.into()))?;
    }
    let bytes = crate::files::read(&request.path, mail::LARGEST_FILE)?;
    let mail = mail::read(&bytes)
        .map_err(|_| Error::new("not-a-mail").with("file", crate::files::name_of(&request.path)))?;
    // The sender first; a mail we sent ourselves is matched by whom it went to.
    let mut addresses: Vec<&str> = mail.sender_address.iter().map(String::as_str).collect();
    addresses.extend(mail.recipient_addresses.iter().map(String::as_str));
    let (known, with) = desk.read(|r, space| {
        let space_id = space.0.as_bytes();
        let known = r.one(
            "SELECT id, dossier FROM live_exchange WHERE space = :space AND message = :message ORDER BY id LIMIT 1",
            &[(":space", &space_id), (":message", &mail.message)],
            |row| Ok((row.id("id")?, row.opt_id("dossier")?)),
        )?;
        let addresses = serde_json::to_string(&addresses).unwrap_or_default();
        let with = r.one(
            include_str!("contact_by_address.sql"),
            &[(":space", &space_id), (":addresses", &addresses)],
            |row| Ok((row.id("id")?, row.get::<_, Option<String>>("name")?, row.opt_id("organisation")?)),
        )?;
        Ok((known, with))
    })?;
    let mut ops = Ops::new();
    let id = known.map_or_else(|| desk.new_id(), |(id, _)| id);
    if known.is_none() {
        ops.create(&exchange::ENTITY, id)
            .put(id, exchange::kind, ExchangeKind::Mail)
            .put(id, exchange::text, mail.text)
            .put(id, exchange::at, mail.at.unwrap_or_else(|| desk.now()))
            .put(id, exchange::message, mail.message);
        if let Some(subject) = &mail.subject {
            ops.put(id, exchange::subject, subject.as_str());
        }
        if let Some(sender) = &mail.sender {
            ops.put(id, exchange::sender, sender.as_str());
        }
        if !mail.recipients.is_empty() {
            ops.put(id, exchange::recipients, mail.recipients.join(", "));
        }
        if let Some((contact_id, _, theirs)) = &with {
            ops.put(id, exchange::contact, *contact_id);
            if let Some(theirs) = theirs {
                ops.put(id, exchange::organisation, *theirs);
            }
        }
        ops.put(id, exchange::author, desk.me().0);
    }
    if let Some(to) = request.dossier
        && known.is_none_or(|(_, dossier)| dossier.is_none())
    {
        ops.put(id, exchange::dossier, to.0);
    }
    if !ops.is_empty() {
        desk.commit(&ops)?;
    }
    let (contact_id, contact_name, theirs) = with.map_or((None, None, None), |(c, n, o)| (Some(c), n, o));
    Ok(MailTaken {
        id: id.into(),
        already_there: known.is_some(),
        subject: mail.subject,
        contact: contact_id.map(ContactId),
        contact_name,
        organisation: theirs.map(OrganisationId),
        attachments: mail.attachments,
        cut: mail.cut,
    })
}

fn organisation_of(desk: &Desk, contact: ContactId) -> Result<Option<Id>, Error> {
    desk.read(|r, space| {
        let found = r.one(
            "SELECT organisation FROM live_contact WHERE space = :space AND id = :id",
            &[(":space", &space.0.as_bytes()), (":id", &contact.0.as_bytes())],
            |row| row.opt_id("organisation"),
        )?;
        Ok(found.flatten())
    })
}
