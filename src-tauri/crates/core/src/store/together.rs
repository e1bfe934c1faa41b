//! Journal entries that come at the same time share one commit. A commit waits for the disk, whatever its size: while one
//! waits, the next ones gather, and go to the disk together. Each caller hears of its own entry, once that is on the disk.

use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::oneshot;

use super::standing::{self, Standing};

/// The entries that wait for the next commit.
pub(super) struct Together<E> {
    waiting: Mutex<Waiting<E>>,
}

struct Waiting<E> {
    entries: Vec<Entry<E>>,
    /// Whether somebody is writing, who takes what is added meanwhile as well.
    written: bool,
}

struct Entry<E> {
    what: E,
    told: Told,
}

type Told = oneshot::Sender<Result<(), rusqlite::Error>>;

impl<E> Default for Together<E> {
    fn default() -> Self {
        Self {
            waiting: Mutex::new(Waiting {
                entries: Vec::new(),
                written: false,
            }),
        }
    }
}

impl<E> Together<E> {
    /// Adds an entry. Where `true` comes with it nobody is writing: whoever added it has to call [`Self::write`] until nothing waits.
    pub(super) fn add(&self, what: E) -> (oneshot::Receiver<Result<(), rusqlite::Error>>, bool) {
        let (told, hears) = oneshot::channel();
        let mut waiting = self.waiting();
        waiting.entries.push(Entry { what, told });
        let begins = !std::mem::replace(&mut waiting.written, true);
        (hears, begins)
    }

    /// Whether something is being written, or waits to be.
    pub(super) fn is_busy(&self) -> bool {
        self.waiting().written
    }

    /// Writes what waits, with one commit, and whether more came meanwhile: then it has to be called again. Waits for the
    /// connection, and while it does, more may gather. `standing`: the file it is to last in, where it is one. `write` is one
    /// statement for each; `afterwards` is done before those who wait hear of it.
    pub(super) fn write(
        &self,
        connection: &Mutex<Connection>,
        standing: Option<&Standing>,
        write: impl Fn(&Connection, &E) -> Result<(), rusqlite::Error>,
        afterwards: impl Fn(&Connection),
    ) -> bool {
        let _ends = Ends(self);
        let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
        let batch = std::mem::take(&mut self.waiting().entries);
        let told = write_batch(&mut connection, standing, batch, &write);
        afterwards(&connection);
        for (who, told) in told {
            // Who asked may have gone; it is written all the same.
            let _ = who.send(told);
        }
        let mut waiting = self.waiting();
        waiting.written = !waiting.entries.is_empty();
        waiting.written
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting<E>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where the writing breaks off, those that wait hear it, and the next one begins anew.
struct Ends<'a, E>(&'a Together<E>);

impl<E> Drop for Ends<'_, E> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let mut waiting = self.0.waiting();
            waiting.entries.clear();
            waiting.written = false;
        }
    }
}

/// Writes a batch in one commit. Where one of it fails each is written by itself: it fails alone. Gives what each is told.
fn write_batch<E>(
    connection: &mut Connection,
    standing: Option<&Standing>,
    batch: Vec<Entry<E>>,
    write: &impl Fn(&Connection, &E) -> Result<(), rusqlite::Error>,
) -> Vec<(Told, Result<(), rusqlite::Error>)> {
    let written = in_one_commit(connection, standing, &batch, write).is_ok();
    let told = batch.into_iter().map(|entry| {
        let told = if written {
            Ok(())
        } else {
            in_one_commit(connection, standing, std::slice::from_ref(&entry), write)
        };
        (entry.told, told)
    });
    told.collect()
}

fn in_one_commit<E>(
    connection: &mut Connection,
    standing: Option<&Standing>,
    batch: &[Entry<E>],
    write: &impl Fn(&Connection, &E) -> Result<(), rusqlite::Error>,
) -> Result<(), rusqlite::Error> {
    standing::write(standing, connection, |connection| {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for entry in batch {
            write(&transaction, &entry.what)?;
        }
        transaction.commit()
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::thread;

    use super::*;

    fn file() -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let file = Connection::open(folder.path().join("file")).unwrap();
        file.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entries (word TEXT UNIQUE)",
        )
        .unwrap();
        (folder, file)
    }

    fn insert(file: &Connection, word: &&'static str) -> Result<(), rusqlite::Error> {
        file.execute("INSERT INTO entries VALUES (?1)", [word]).map(drop)
    }

    /// What another program would find in the file now.
    fn on_the_disk(folder: &tempfile::TempDir) -> Vec<String> {
        let file = Connection::open(folder.path().join("file")).unwrap();
        let mut statement = file.prepare("SELECT word FROM entries ORDER BY word").unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// Adds these while nobody writes yet, and then writes. What each is told, and how many were written in one commit with
    /// others.
    fn written(file: Connection, words: &[&'static str]) -> (Vec<Result<(), rusqlite::Error>>, usize) {
        let together = Together::default();
        let hear: Vec<_> = words.iter().map(|word| together.add(*word)).collect();
        assert_eq!(hear.iter().filter(|(_, begins)| *begins).count(), 1);
        let with_others = Cell::new(0);
        let more = together.write(
            &Mutex::new(file),
            None,
            |file, word| {
                with_others.set(with_others.get() + usize::from(!file.is_autocommit()));
                insert(file, word)
            },
            |_| (),
        );
        assert!(!more && !together.is_busy());
        let told = hear
            .into_iter()
            .map(|(mut told, _)| told.try_recv().unwrap())
            .collect();
        (told, with_others.get())
    }

    #[test]
    fn those_that_gathered_are_on_the_disk_with_one_commit_when_they_are_told() {
        let (folder, file) = file();
        let (told, with_others) = written(file, &["a", "b", "c"]);
        assert!(told.iter().all(Result::is_ok));
        assert_eq!((on_the_disk(&folder), with_others), (words(&["a", "b", "c"]), 3));
    }

    #[test]
    fn one_that_fails_fails_alone() {
        let (folder, file) = file();
        let (told, _) = written(file, &["a", "b", "a", "c"]);
        let well: Vec<bool> = told.iter().map(Result::is_ok).collect();
        assert_eq!(well, [true, true, false, true]);
        assert_eq!(on_the_disk(&folder), words(&["a", "b", "c"]));
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn what_is_added_while_others_are_written_is_written_by_the_same_and_told() {
        let (folder, file) = file();
        let (together, file) = (Together::<&'static str>::default(), Mutex::new(file));
        let held = file.lock().unwrap();
        thread::scope(|scope| {
            let (first, begins) = together.add("a");
            assert!(begins);
            scope.spawn(|| while together.write(&file, None, insert, |_| ()) {});
            let (second, begins) = together.add("b");
            assert!(!begins, "somebody writes already");
            drop(held);
            assert!(first.blocking_recv().unwrap().is_ok());
            assert!(second.blocking_recv().unwrap().is_ok());
        });
        assert_eq!(on_the_disk(&folder), ["a", "b"]);
    }

    #[test]
    fn where_the_writing_breaks_off_those_that_wait_hear_it_and_the_next_one_is_written() {
        let (folder, file) = file();
        let (together, file) = (Together::<&'static str>::default(), Mutex::new(file));
        let (lost, _) = together.add("a");
        thread::scope(|scope| {
            let broken = scope.spawn(|| together.write(&file, None, |_, _| panic!("breaks off"), |_| ()));
            assert!(broken.join().is_err());
        });
        assert!(lost.blocking_recv().is_err());
        let (told, begins) = together.add("b");
        assert!(begins);
        together.write(&file, None, insert, |_| ());
        assert!(told.blocking_recv().unwrap().is_ok());
        assert_eq!(on_the_disk(&folder), ["b"]);
    }
}
