//! One round trip for everything: new segments up, receipts and news down.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderValue;
use axum::response::Response;
use coexist_sync::protocol::{MAX_REQUEST, Pull, Push};

use super::{Endpoint, TOKEN_HEADER_NAME, answer};
use crate::error::ApiError;
use crate::request::{ConfirmedDevice, Received};
use crate::store::segments::{self, TakenIn};
use crate::store::{StoreError, members, tokens};

/// Segments of one request. The smallest has some 130 bytes, so a full request of true ones stays below.
const MAX_SEGMENTS: usize = MAX_REQUEST / 128;

pub(super) async fn sync(
    State(endpoint): State<Arc<Endpoint>>,
    device: ConfirmedDevice,
    received: Received<Push>,
) -> Result<Response, ApiError> {
    let Push { cursor, roster, segments: sent } = received.message;
    let organisation = device.organisation();
    if sent.len() > MAX_SEGMENTS {
        return Err(ApiError::too_large(MAX_SEGMENTS));
    }

    // Durable first: the receipts are promises.
    let TakenIn { receipts, kept } = if sent.is_empty() {
        TakenIn::default()
    } else {
        endpoint.store.write(move |db| segments::take_in(db, organisation, &sent)).await?
    };

    let reader = device.standing().clone();
    let read = endpoint.store.read(move |db| {
        let news = segments::since(db, &reader, cursor, &kept)?;
        let starts_again = cursor.seq == 0 && news.more && !news.went_back;
        let own = if starts_again { segments::last_own(db, &reader, &kept)? } else { reader.own_until };
        let entries = members::entries(db, organisation, roster)?;
        Ok::<_, StoreError>((news, entries, (own != reader.own_until).then_some(own)))
    });
    let (news, entries, own) = read.await?;
    let id = device.device();
    if let Some(own) = own {
        endpoint.store.write(move |db| members::set_own_until(db, id, own)).await?;
    }

    let mut response = answer(&Pull {
        cursor: news.cursor,
        more: news.more,
        went_back: news.went_back,
        receipts,
        roster: entries,
        segments: news.segments,
    });
    if let Some(spent) = device.spent_token() {
        let (now, fresh) = (endpoint.clock.now(), rand::random());
        let token = endpoint.store.write(move |db| tokens::issue(db, id, Some(&spent), &fresh, now)).await?;
        if let Ok(value) = HeaderValue::from_str(&token) {
            response.headers_mut().insert(TOKEN_HEADER_NAME, value);
        }
    }
    Ok(response)
}
