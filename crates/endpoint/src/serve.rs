//! From a folder and an address to a running endpoint, and to its orderly end.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use coexist_domain::Clock;
use coexist_sync::invitation::endpoint_address;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};
use tower::ServiceExt as _;

use crate::clock::SystemClock;
use crate::limits::Limits;
use crate::request::Peer;
use crate::routes::{Endpoint, router};
use crate::store::{Lock, Store, StoreError, catalogue, settings};

/// How long a connection may take for the head of its next request; a quiet one is closed after it.
const HEAD: Duration = Duration::from_secs(75);

/// What to serve, and where.
#[derive(Clone)]
pub struct Options {
    /// The data folder, made if need be.
    pub data: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address that invitations carry, when it is not the one listened on: behind a proxy, or by name.
    pub public_url: Option<String>,
    /// The endpoint's clock: invitations, tokens and challenges end by it.
    pub clock: Arc<dyn Clock>,
    /// How much may be asked of it.
    pub limits: Limits,
}

impl Options {
    /// The usual endpoint: system clock, default limits, invitations with the address listened on.
    pub fn new(data: impl Into<PathBuf>, listen: SocketAddr) -> Self {
        Self {
            data: data.into(),
            listen,
            public_url: None,
            clock: Arc::new(SystemClock),
            limits: Limits::default(),
        }
    }
}

/// Why the endpoint did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The public address is not one that a link may carry.
    #[error("not an endpoint's address")]
    PublicUrl,
    /// It cannot listen there: in use, or not allowed.
    #[error("cannot listen there")]
    Listen(#[source] std::io::Error),
}

/// A running endpoint. Dropped without [`Serving::stop`] it stops as well, but not in an orderly way.
pub struct Serving {
    address: SocketAddr,
    url: String,
    pin: [u8; 32],
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
    // After everything that uses the store.
    _lock: Lock,
}

impl Serving {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address that invitations carry.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The endpoint's public key.
    pub fn pin(&self) -> [u8; 32] {
        self.pin
    }

    /// Takes no more requests, lets those that run come to their end, and closes the store.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        let _ = (&mut self.task).await;
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves; answers once the endpoint can be reached.
///
/// # Errors
/// [`StartError`].
pub async fn serve(options: Options) -> Result<Serving, StartError> {
    let Options { data, listen, public_url, clock, limits } = options;
    let public_url =
        public_url.map(|url| endpoint_address(&url).map_err(|_| StartError::PublicUrl)).transpose()?;
    let lock = Lock::take(&data)?;
    let store = Store::open(&data)?;
    let listener = TcpListener::bind(listen).await.map_err(StartError::Listen)?;
    let address = listener.local_addr().map_err(StartError::Listen)?;
    let url = public_url.unwrap_or_else(|| format!("http://{}", reachable(address)));

    let (kept, now, seed) = (url.clone(), clock.now(), rand::random());
    let first_start = store.write(move |db| {
        let signer = settings::signer(db, &seed)?;
        settings::set_address(db, &kept)?;
        catalogue::publish_once(db, now)?;
        Ok::<_, StoreError>(signer)
    });
    let signer = first_start.await?;
    let pin = signer.public();
    let (stop, stopped) = watch::channel(false);
    let endpoint = Arc::new(Endpoint::new(store, signer, clock, limits));
    tracing::info!(port = address.port(), version = env!("CARGO_PKG_VERSION"), "serving");
    let task = tokio::spawn(accept(listener, endpoint, stopped));
    Ok(Serving { address, url, pin, stop, task, _lock: lock })
}

/// "Everywhere" is no address for a link: on this machine it is this machine.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address {
            SocketAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        });
    }
    address
}

async fn accept(listener: TcpListener, endpoint: Arc<Endpoint>, mut stopped: watch::Receiver<bool>) {
    let limits = endpoint.limits;
    let places = Arc::new(Semaphore::new(limits.connections));
    let router = router(endpoint);
    let running = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    loop {
        // Without a free place new connections wait in the system's queue.
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            biased;
            _ = stopped.changed() => break,
            Some(_) = connections.join_next() => continue,
            next = next => next,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = running.watch(connection(stream, Peer(peer.ip()), router.clone()));
                connections.spawn(async move {
                    let _place = place;
                    // Cut by the other side, or its head took too long: nothing to say about it.
                    let _ = connection.await;
                });
            }
            Err(error) => {
                // Out of file handles, most of all: it passes when connections end.
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    drop(router);
    if tokio::time::timeout(limits.goodbye, running.shutdown()).await.is_err() {
        tracing::warn!("some requests were cut");
    }
    connections.shutdown().await;
    tracing::info!("stopped");
}

fn connection(
    stream: TcpStream,
    peer: Peer,
    router: Router,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send {
    // An answer is written at once and small: waiting to fill a packet only costs time.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        let router = router.clone();
        async move { Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(|never| match never {})) }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        // Thirty-seven bytes that no desk reads: the endpoint's time stands in its health.
        .auto_date_header(false)
        .serve_connection(TokioIo::new(stream), service)
}
