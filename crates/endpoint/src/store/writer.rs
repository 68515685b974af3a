//! The one writer: a thread with the one connection that writes.
//!
//! Requests that arrive while it waits for the disk are gathered into its next transaction, each behind a
//! savepoint of its own, so that one that fails takes nothing of the others with it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::StoreError;

/// Writes that may wait. Beyond, requests are told to come back.
const QUEUE: usize = 256;

/// Writes of one transaction.
const TOGETHER: usize = 64;

trait Job: Send {
    /// Does the work in the open transaction; whether its changes are to be kept.
    fn run(&mut self, db: &Connection) -> bool;
    /// Tells the request, now that the transaction is durable or lost.
    fn finish(self: Box<Self>, durable: bool);
}

struct Asked<T, E, W> {
    work: Option<W>,
    outcome: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<T, E, W> Job for Asked<T, E, W>
where
    T: Send,
    E: From<StoreError> + Send,
    W: FnOnce(&Connection) -> Result<T, E> + Send,
{
    fn run(&mut self, db: &Connection) -> bool {
        self.outcome = self.work.take().map(|work| work(db));
        matches!(self.outcome, Some(Ok(_)))
    }

    fn finish(self: Box<Self>, durable: bool) {
        let outcome = match self.outcome {
            Some(Ok(done)) if durable => Ok(done),
            Some(Err(error)) => Err(error),
            _ => Err(StoreError::NotWritten.into()),
        };
        // The request may have been cut meanwhile: what was written stays.
        let _ = self.answer.send(outcome);
    }
}

pub(super) struct Writer {
    jobs: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(db: Connection) -> Result<Self, StoreError> {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new().name("writer".to_owned()).spawn(move || work(db, queue))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    pub(super) async fn write<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
        patience: Duration,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, done) = oneshot::channel();
        let jobs = self.jobs.as_ref().ok_or(StoreError::NotWritten)?;
        let Ok(Ok(place)) = timeout(patience, jobs.reserve()).await else {
            return Err(StoreError::Busy.into());
        };
        place.send(Box::new(Asked { work: Some(work), outcome: None, answer }));
        done.await.unwrap_or_else(|_| Err(StoreError::NotWritten.into()))
    }
}

/// Ends when all that was asked is done, so that who closes the store finds it closed.
impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn work(mut db: Connection, mut queue: mpsc::Receiver<Box<dyn Job>>) {
    while let Some(first) = queue.blocking_recv() {
        let mut jobs = vec![first];
        while jobs.len() < TOGETHER {
            let Ok(job) = queue.try_recv() else { break };
            jobs.push(job);
        }
        let durable = match write_all(&mut db, &mut jobs) {
            Ok(()) => true,
            Err(error) => {
                tracing::error!(%error, jobs = jobs.len(), "a transaction was lost");
                false
            }
        };
        for job in jobs {
            job.finish(durable);
        }
    }
}

fn write_all(db: &mut Connection, jobs: &mut [Box<dyn Job>]) -> Result<(), rusqlite::Error> {
    let mut tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for job in jobs {
        run(&mut tx, job.as_mut())?;
    }
    tx.commit()
}

fn run(tx: &mut Transaction<'_>, job: &mut dyn Job) -> Result<(), rusqlite::Error> {
    let savepoint = tx.savepoint()?;
    // A panic while reading somebody's bytes must not stop everybody's writes; its savepoint is taken back.
    let keep = catch_unwind(AssertUnwindSafe(|| job.run(&savepoint))).unwrap_or_else(|_| {
        tracing::error!("a write panicked");
        false
    });
    if keep { savepoint.commit() } else { savepoint.finish() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn writer(dir: &std::path::Path) -> Writer {
        let db = super::super::open(dir, true).unwrap();
        db.execute_batch("CREATE TABLE t (n INTEGER)").unwrap();
        Writer::start(db).unwrap()
    }

    async fn add(writer: &Writer, n: i64, then: fn()) -> Result<(), StoreError> {
        let work = move |db: &Connection| {
            db.execute("INSERT INTO t VALUES (?1)", [n])?;
            then();
            if n < 0 { Err(StoreError::Damaged) } else { Ok(()) }
        };
        writer.write(work, Duration::from_secs(5)).await
    }

    #[tokio::test]
    async fn a_write_that_fails_or_panics_takes_nothing_with_it() {
        let dir = tempfile::tempdir().unwrap();
        let writer = writer(dir.path());
        let (a, b, c, d) = tokio::join!(
            add(&writer, 1, || ()),
            add(&writer, -2, || ()),
            add(&writer, 3, || panic!("planted")),
            add(&writer, 4, || ())
        );
        a.unwrap();
        assert!(matches!(b, Err(StoreError::Damaged)));
        assert!(matches!(c, Err(StoreError::NotWritten)));
        d.unwrap();
        drop(writer);
        let db = super::super::open(dir.path(), false).unwrap();
        let kept: String = db.query_row("SELECT group_concat(n) FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, "1,4");
    }

    #[tokio::test]
    async fn what_cannot_be_committed_is_not_acknowledged() {
        let dir = tempfile::tempdir().unwrap();
        let db = super::super::open(dir.path(), true).unwrap();
        let tables =
            "PRAGMA foreign_keys = 1; CREATE TABLE t (n INTEGER); CREATE TABLE p (id INTEGER PRIMARY KEY);
                      CREATE TABLE c (p REFERENCES p DEFERRABLE INITIALLY DEFERRED);";
        db.execute_batch(tables).unwrap();
        let writer = Writer::start(db).unwrap();
        // The statement succeeds and the commit fails, as on a full disk.
        let full = |db: &Connection| Ok::<_, StoreError>(db.execute_batch("INSERT INTO c VALUES (7)")?);
        let lost = writer.write(full, Duration::from_secs(5)).await;
        assert!(matches!(lost, Err(StoreError::NotWritten)), "{lost:?}");
        add(&writer, 5, || ()).await.unwrap();
    }
}
