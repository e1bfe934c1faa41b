//! Orgdesk ends while a new file takes the place of a damaged one: whenever that is, the next start has all that can be read, and
//! says where the damaged file lies.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::aside::with_ending;
use super::tests::set_aside;
use super::tests_of_damage::{FILE, MANY, connection, damage, filled, leaves, store};
use super::*;

/// A damaged file, of which the newest is in its log alone.
struct Damaged {
    folder: tempfile::TempDir,
    path: PathBuf,
    /// The file and its log.
    bytes: [Vec<u8>; 2],
    /// How many of its connections can be read.
    readable: u32,
}

impl Damaged {
    async fn new() -> Self {
        let (before, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        filled(before.path()).await;
        let leaves = leaves(before.path(), "connections");
        let (page, lost) = leaves[leaves.len() / 2];
        damage(before.path(), page);
        let sql = Connection::open(before.path().join(FILE)).unwrap();
        settings::write(&sql, "newest", "is there").unwrap();
        let path = folder.path().join(FILE);
        let bytes = ["", "-wal"].map(|ending| {
            let bytes = fs::read(with_ending(&before.path().join(FILE), ending)).unwrap();
            fs::write(with_ending(&path, ending), &bytes).unwrap();
            bytes
        });
        assert!(!bytes[1].is_empty());
        mark::set(folder.path());
        Self {
            folder,
            path,
            bytes,
            readable: MANY - lost,
        }
    }

    /// The same files once more.
    fn again(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        for (ending, bytes) in ["", "-wal"].into_iter().zip(&self.bytes) {
            fs::write(with_ending(&path, ending), bytes).unwrap();
        }
        mark::set(folder.path());
        Self {
            folder,
            path,
            bytes: self.bytes.clone(),
            readable: self.readable,
        }
    }

    fn is_as_it_was(&self, file: &Path) -> bool {
        ["", "-wal"]
            .iter()
            .zip(&self.bytes)
            .all(|(ending, bytes)| fs::read(with_ending(file, ending)).unwrap() == *bytes)
    }

    /// The next start.
    async fn is_taken_over(&self, when: &str) -> Store {
        let store = store(self.folder.path());
        assert!(!store.is_new(), "{when}: it is no first start");
        let said = set_aside(&store).await;
        assert_eq!(
            (said.connections, said.open_operations, said.whole),
            (self.readable, 1, false),
            "{when}"
        );
        assert!(self.is_as_it_was(Path::new(&said.file)), "{when}");
        let kept = store.connections().await.unwrap();
        assert_eq!(kept.readable.len(), self.readable as usize, "{when}");
        let newest = store.read(|sql| settings::read(sql, "newest")).await.unwrap();
        assert_eq!(newest.as_deref(), Some("is there"), "{when}: what was in the log");
        assert!(store.lasts().await, "{when}");
        for beside in aside::all_of(&anew::begun(&self.path)) {
            assert!(!beside.exists(), "{when}: {beside:?}");
        }
        store
    }
}

/// How far it came before it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Came {
    Begun,
    HalfFilled,
    Filled,
    FileAside,
    LogAside,
    InPlace,
}

/// Leaves the files as Orgdesk leaves them that ends there.
fn ends(damaged: &Damaged, came: Came) {
    let (path, begun) = (&damaged.path, anew::begun(&damaged.path));
    if came <= Came::HalfFilled {
        let half = [0x5A; 5_000];
        fs::write(
            &begun,
            if came == Came::Begun {
                &half[..0]
            } else {
                &half[..]
            },
        )
        .unwrap();
        return;
    }
    let aside = anew::fill(path).unwrap();
    assert!(damaged.is_as_it_was(path), "it is only read");
    for beside in aside::all_of(&begun).skip(1) {
        assert!(!beside.exists(), "{beside:?}: it is at rest");
    }
    if came >= Came::FileAside {
        fs::rename(path, &aside).unwrap();
    }
    if came >= Came::LogAside {
        aside::set(path, &aside).unwrap();
    }
    if came >= Came::InPlace {
        fs::rename(begun, path).unwrap();
    }
}

#[tokio::test]
async fn wherever_it_ends_the_next_start_has_all_that_can_be_read_and_says_so() {
    let damaged = Damaged::new().await;
    for came in [
        Came::Begun,
        Came::HalfFilled,
        Came::Filled,
        Came::FileAside,
        Came::LogAside,
        Came::InPlace,
    ] {
        let damaged = damaged.again();
        ends(&damaged, came);
        damaged.is_taken_over(&format!("{came:?}")).await;
    }
}

/// What is written once the new file is in its place is no older copy's.
#[tokio::test]
async fn what_is_kept_afterwards_is_there_in_the_run_after_that() {
    let damaged = Damaged::new().await;
    ends(&damaged, Came::LogAside);
    let run = damaged.is_taken_over("first").await;
    run.save_connection(&connection(MANY)).await.unwrap();
    drop(run);
    let next = store(damaged.folder.path());
    let kept = next.connections().await.unwrap().readable.len();
    assert_eq!(kept, damaged.readable as usize + 1);
}

#[tokio::test]
async fn what_was_set_aside_is_said_until_a_run_has_ended_as_it_should() {
    let damaged = Damaged::new().await;
    for run in ["the first", "after that was killed"] {
        drop(damaged.is_taken_over(run).await);
    }
    damaged.is_taken_over("that ends as it should").await.close();
    let next = store(damaged.folder.path());
    assert_eq!(next.trouble().await, None);
    let kept = next.connections().await.unwrap().readable.len();
    assert_eq!(kept, damaged.readable as usize);
}

#[cfg(unix)]
#[tokio::test]
async fn where_the_new_file_cannot_take_its_place_yet_what_it_holds_is_shown() {
    let damaged = Damaged::new().await;
    let aside = anew::fill(&damaged.path).unwrap();
    fs::rename(&damaged.path, &aside).unwrap();
    // The log cannot follow.
    let in_the_way = with_ending(&aside, "-wal");
    fs::create_dir(&in_the_way).unwrap();

    let run = store(damaged.folder.path());
    assert_eq!(run.why_not_lasting().await, Some(LocalDataProblem::NotWritable));
    let kept = run.connections().await.unwrap().readable.len();
    assert_eq!(kept, damaged.readable as usize);
    fs::remove_dir(in_the_way).unwrap();
    assert!(run.lasts().await);
    drop(run);
    damaged.is_taken_over("once it can").await;
}

#[cfg(unix)]
#[tokio::test]
async fn the_new_file_is_for_this_user_only_from_the_first() {
    use std::os::unix::fs::PermissionsExt;
    let damaged = Damaged::new().await;
    anew::fill(&damaged.path).unwrap();
    let begun = fs::metadata(anew::begun(&damaged.path)).unwrap();
    assert_eq!(begun.permissions().mode() & 0o777, 0o600);
}

const FOLDER: &str = "ORGDESK_TAKES_OVER_IN";
const ROUNDS: u32 = 24;

/// Another process that opens the local data, from the moment it does.
fn opening(folder: &Path) -> Child {
    let this = std::env::current_exe().unwrap();
    let name = "store::tests_of_begun::it_may_be_killed_at_any_moment_and_nothing_that_can_be_read_is_lost";
    let mut process = Command::new(this)
        .args(["--exact", name, "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let said = BufReader::new(process.stdout.take().unwrap()).lines();
    let opens = said.map(Result::unwrap).any(|line| line.ends_with("OPENS"));
    assert!(opens, "the other process did not come to it");
    process
}

#[tokio::test]
async fn it_may_be_killed_at_any_moment_and_nothing_that_can_be_read_is_lost() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        writeln!(std::io::stdout(), "OPENS").unwrap();
        open::open(Path::new(&folder)).unwrap();
        std::process::exit(0);
    }
    let damaged = Damaged::new().await;
    let whole = damaged.again();
    let begun = Instant::now();
    let mut process = opening(whole.folder.path());
    let until = begun.elapsed();
    assert!(process.wait().unwrap().success());
    let takes = begun
        .elapsed()
        .saturating_sub(until)
        .max(Duration::from_millis(1));
    for round in 0..ROUNDS {
        let damaged = damaged.again();
        let mut process = opening(damaged.folder.path());
        std::thread::sleep(takes * round / ROUNDS);
        process.kill().unwrap();
        process.wait().unwrap();
        damaged
            .is_taken_over(&format!("{round} of {ROUNDS} parts of {takes:?}"))
            .await;
    }
}
