//! What things are: ids, values, vocabularies, the entity registry and the rules that need no database.
//!
//! Everything else depends on this crate and it depends on nothing of ours, so a rule written here holds on
//! the desk, in the terminal and at the endpoint alike. There is no I/O: the clock and the source of ids are
//! parameters ([`Clock`], [`IdSource`]).

mod ids;
mod life;
mod money;
mod period;
pub mod registry;
mod repeat;
mod value;
pub mod words;

pub use ids::{
    ActionId, AmountId, Clock, ContactId, DeviceId, DossierId, ExchangeId, Id, IdSource, ImportId,
    JournalEntryId, Millis, OrganisationId, OwnColumnId, ParseIdError, PartyId, PersonId, SpaceId, TaskId,
    TypePeriodId, ViewId,
};
pub use life::{Facts, Missing, missing_for};
pub use money::{Currency, Money, MoneyError};
pub use period::{Period, PeriodError, Precision};
pub use repeat::{Repeat, RepeatError};
pub use value::{Tag, Value};
