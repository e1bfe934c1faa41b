//! What is left of a damaged file: the file itself, set aside; and in the new one all of it that can be read.

use std::fs;
use std::path::Path;

use scanning_api::{AuthScheme, PortalAddress};

use super::tests::set_aside;
use super::tests_of_clocks::create;
use super::*;
use crate::connections::{Colour, ConnectionId, KeptSignIn, SignInMethod, StoredConnection};

pub(super) const FILE: &str = "orgdesk.sqlite";
const PAGE: usize = 4_096;
pub(super) const MANY: u32 = 300;

pub(super) fn store(folder: &Path) -> Store {
    Store::in_folder(folder.to_owned(), None)
}

pub(super) fn connection(number: u32) -> StoredConnection {
    StoredConnection {
        id: ConnectionId::new(),
        name: format!("Partner {number}"),
        colour: Colour::Plum,
        address: PortalAddress::parse("https://scan.halden.example").unwrap(),
        method: SignInMethod::AccessToken,
        scheme: AuthScheme::Basic,
        kept: KeptSignIn::Keyring,
        identity: create(ConnectionId::new(), "x").identity,
    }
}

/// Connections enough for several pages, and a write that is not settled.
pub(super) async fn filled(folder: &Path) -> ConnectionId {
    let store = store(folder);
    for number in 0..MANY {
        store.save_connection(&connection(number)).await.unwrap();
    }
    let open = ConnectionId::new();
    store.keep_operation(&create(open, "Under way")).await.unwrap();
    let codes = vec!["pci-basic".to_owned()];
    store.remember_plan_codes(open, codes).await.unwrap();
    open
}

/// The pages of a table or an index, with how many cells each has: where one is damaged so many rows are lost.
pub(super) fn leaves(folder: &Path, name: &str) -> Vec<(usize, u32)> {
    let sql = Connection::open(folder.join(FILE)).unwrap();
    let mut statement = sql
        .prepare("SELECT pageno, ncell FROM dbstat WHERE name = ?1 AND pagetype = 'leaf' ORDER BY path")
        .unwrap();
    let rows = statement.query_map([name], |row| {
        Ok((usize::try_from(row.get::<_, u32>(0)?).unwrap(), row.get(1)?))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// Writes over a page, after a run that did not end as it should.
pub(super) fn damage(folder: &Path, page: usize) -> Vec<u8> {
    let path = folder.join(FILE);
    // All of it is in the file itself, also where a thread still holds the connection it was written by.
    let sql = Connection::open(&path).unwrap();
    sql.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    drop(sql);
    let mut bytes = fs::read(&path).unwrap();
    bytes[(page - 1) * PAGE..page * PAGE].fill(0xA5);
    fs::write(&path, &bytes).unwrap();
    mark::set(folder);
    bytes
}

#[tokio::test]
async fn all_but_what_a_damaged_page_in_the_middle_held_is_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let open = filled(folder.path()).await;
    let leaves = leaves(folder.path(), "connections");
    assert!(leaves.len() > 4, "{leaves:?}");
    let (page, lost) = leaves[leaves.len() / 2];
    let damaged = damage(folder.path(), page);

    let store = store(folder.path());
    let set_aside = set_aside(&store).await;
    assert_eq!(
        (set_aside.connections, set_aside.open_operations),
        (MANY - lost, 1)
    );
    assert!(!set_aside.whole);
    assert_eq!(fs::read(&set_aside.file).unwrap(), damaged, "it is as it was");
    let kept = store.connections().await.unwrap();
    assert_eq!((kept.readable.len(), kept.unread), ((MANY - lost) as usize, 0));
    assert_eq!(
        store.open_operations(open).await.unwrap()[0]
            .as_ref()
            .unwrap()
            .name,
        "Under way"
    );
    assert_eq!(store.plan_codes(open).await.unwrap(), ["pci-basic"]);
    assert!(store.lasts().await, "what is noted from here on lasts");
}

#[tokio::test]
async fn where_the_damage_is_in_an_index_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path()).await;
    let leaves = leaves(folder.path(), "sqlite_autoindex_connections_1");
    damage(folder.path(), leaves[leaves.len() / 2].0);
    let store = store(folder.path());
    let set_aside = set_aside(&store).await;
    assert_eq!(
        (set_aside.connections, set_aside.open_operations, set_aside.whole),
        (MANY, 1, true)
    );
}

#[tokio::test]
async fn of_a_file_whose_beginning_is_damaged_nothing_can_be_read_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path()).await;
    let damaged = damage(folder.path(), 1);
    let store = store(folder.path());
    let set_aside = set_aside(&store).await;
    assert_eq!(
        (set_aside.connections, set_aside.open_operations, set_aside.whole),
        (0, 0, false)
    );
    assert_eq!(fs::read(&set_aside.file).unwrap(), damaged);
}

/// The files as a crash leaves them: the last things written are in the log alone.
async fn crashed(folder: &Path) -> tempfile::TempDir {
    let store = store(folder);
    store.save_connection(&connection(1)).await.unwrap();
    let copy = tempfile::tempdir().unwrap();
    for file in [FILE, "orgdesk.sqlite-wal"] {
        fs::copy(folder.join(file), copy.path().join(file)).unwrap();
    }
    mark::set(copy.path());
    copy
}

#[tokio::test]
async fn what_a_crash_left_in_the_log_is_there_also_where_it_cut_the_log_off() {
    let folder = tempfile::tempdir().unwrap();
    let crashed = crashed(folder.path()).await;
    let log = crashed.path().join("orgdesk.sqlite-wal");
    let mut bytes = fs::read(&log).unwrap();
    // A later write that was cut off in the middle.
    bytes.extend_from_slice(&[0x5A; 1_000]);
    fs::write(&log, bytes).unwrap();
    let store = store(crashed.path());
    assert_eq!(store.trouble().await, None);
    assert_eq!(store.connections().await.unwrap().readable.len(), 1);
}

#[tokio::test]
async fn a_damaged_log_is_set_aside_with_its_file_and_said_to_hold_more() {
    let folder = tempfile::tempdir().unwrap();
    let crashed = crashed(folder.path()).await;
    let log = crashed.path().join("orgdesk.sqlite-wal");
    let mut bytes = fs::read(&log).unwrap();
    bytes[..PAGE].fill(0xA5);
    fs::write(&log, &bytes).unwrap();
    let store = store(crashed.path());
    let set_aside = set_aside(&store).await;
    assert!(!set_aside.whole);
    assert_eq!(fs::read(format!("{}-wal", set_aside.file)).unwrap(), bytes);
}

#[tokio::test]
async fn files_that_are_set_aside_one_after_another_take_no_place_from_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = std::collections::BTreeSet::new();
    for round in 0..5 {
        fs::write(
            folder.path().join(FILE),
            format!("damaged, number {round}, and long enough to be read"),
        )
        .unwrap();
        files.insert(set_aside(&store(folder.path())).await.file);
    }
    assert_eq!(files.len(), 5);
}

#[test]
fn a_damaged_file_in_whose_place_none_can_be_begun_is_in_its_place_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    fs::write(&path, b"damaged").unwrap();
    fs::write(aside::with_ending(&path, "-wal"), b"its log").unwrap();
    fs::create_dir(anew::begun(&path)).unwrap();
    assert_eq!(anew::begin(&path), Err(LocalDataProblem::NotWritable));
    let away = aside::free(&path).unwrap();
    aside::set(&path, &away).unwrap();
    assert!(!path.exists());
    aside::put_back(&path, &away);
    assert_eq!(fs::read(&path).unwrap(), b"damaged");
    assert_eq!(fs::read(aside::with_ending(&path, "-wal")).unwrap(), b"its log");
}
