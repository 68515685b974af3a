//! An organisation's first owner is invited by who runs the endpoint; everybody after that by a colleague.

use std::path::Path;

use coexist_domain::words::MemberRole;
use coexist_domain::{Clock, Id, Millis, SpaceId};
use coexist_sync::Signer;
use coexist_sync::invitation::{Invitation, endpoint_address};
use coexist_sync::roster::Grant;
use rusqlite::TransactionBehavior;

use crate::store::{StoreError, members, open, settings};

const DAY: Millis = 24 * 3600 * 1000;

/// Longer names would not fit a link; in bytes.
const MAX_NAME: usize = 200;

/// Whom to invite.
#[derive(Clone, Debug)]
pub struct Order {
    /// The organisation's name.
    pub organisation: String,
    /// Its first owner's name, if known.
    pub person: Option<String>,
    /// For how many days the invitation holds: 1 to 366.
    pub days: u16,
    /// The address to put into the link, if not the one that `serve` was last told.
    pub address: Option<String>,
}

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// No name, or one that is too long or holds control characters.
    #[error("not a name")]
    Name,
    /// Not between 1 and 366 days.
    #[error("not a number of days")]
    Days,
    /// Not an address that a link may carry.
    #[error("not an endpoint's address")]
    Address,
    /// The endpoint never served from this folder and no address was given.
    #[error("the endpoint's address is not known yet")]
    AddressUnknown,
    /// The organisation has its first owner, who invites the others.
    #[error("the organisation has an owner")]
    HasOwner,
}

impl From<rusqlite::Error> for InviteError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Invites an organisation's first owner; also while the endpoint serves. The organisation comes into being
/// with the first invitation to its name. While nobody has joined, another invitation may be made: the first
/// to be used is the one that counts.
///
/// # Errors
/// [`InviteError`].
pub fn invite(data: &Path, clock: &dyn Clock, order: &Order) -> Result<Invitation, InviteError> {
    let name = checked_name(&order.organisation)?;
    let person = order.person.as_deref().map(checked_name).transpose()?.unwrap_or_default();
    if !(1..=366).contains(&order.days) {
        return Err(InviteError::Days);
    }
    let now = clock.now();
    // Without an address only a folder that was served from: a mistyped one is not to become an endpoint.
    let mut db = open(data, order.address.is_some())?;
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let address = match &order.address {
        Some(address) => address.clone(),
        None => settings::address(&tx)?.ok_or(InviteError::AddressUnknown)?,
    };
    let endpoint = endpoint_address(&address).map_err(|_| InviteError::Address)?;
    let signer = settings::signer(&tx, &rand::random())?;
    let space = members::organisation(&tx, &name, fresh_space(now), now)?;
    if members::has_members(&tx, space)? {
        return Err(InviteError::HasOwner);
    }
    tx.commit()?;
    let secret = rand::random();
    let invitation = Signer::from_seed(&secret).public();
    let expires = now.saturating_add(Millis::from(order.days) * DAY);
    let grant = Grant::new(space, MemberRole::Owner, invitation, expires).named(&name, &person).sign(&signer);
    Ok(Invitation { endpoint, pin: signer.public(), secret, grant, key: None })
}

fn checked_name(name: &str) -> Result<String, InviteError> {
    let name = name.trim();
    if name.is_empty() || name.len() > MAX_NAME || name.chars().any(char::is_control) {
        return Err(InviteError::Name);
    }
    Ok(name.to_owned())
}

/// A UUIDv7.
fn fresh_space(now: Millis) -> SpaceId {
    let millis = u64::try_from(now).unwrap_or_default();
    let id = uuid::Builder::from_unix_timestamp_millis(millis, &rand::random()).into_uuid();
    SpaceId(Id::from_bytes(id.into_bytes()))
}
