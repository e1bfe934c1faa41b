//! One window for each user's local data. Who starts Orgdesk a second time wants the window that is open: the second process asks
//! the first, which holds the lock of the data, to bring it to the front, and ends.
//!
//! They speak on loopback, on every system alike and without a session bus: the first writes its port and a random token into a
//! file that only this user may read. All that can be asked for with it is the window.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use orgdesk_core::{Lock, private};
use uuid::Uuid;

const FILE: &str = "orgdesk.front";
const HERE: &[u8] = b"here\n";
/// How long one that is about to end may hold the data; one that cannot be asked, too.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);
/// How long an answer from the same computer may take.
const ANSWER: Duration = Duration::from_secs(2);

/// How a start stands to the others.
pub(crate) enum Start {
    /// There is no other.
    First(First),
    /// Another has been asked to come to the front: this one is to end.
    Asked,
    /// Another has the data and cannot be asked. This one goes on, and says so.
    Beside,
}

/// The first on its local data.
pub struct First {
    pub(crate) lock: Lock,
    pub(crate) front: Front,
}

/// What the first does when another start asks for it.
#[derive(Clone, Default)]
pub(crate) struct Front(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    to_front: Option<Arc<dyn Fn() + Send + Sync>>,
    ending: bool,
}

/// Begins on a folder of local data, or asks who is there already.
pub(crate) fn begin(folder: &Path) -> Start {
    let begun = Instant::now();
    loop {
        if let Ok(lock) = Lock::of(folder) {
            let front = Front::default();
            if let Err(error) = front.listen(folder) {
                tracing::warn!(%error, "another start cannot ask for this window");
            }
            return Start::First(First { lock, front });
        }
        if ask(folder).is_ok() {
            return Start::Asked;
        }
        if begun.elapsed() > PATIENCE {
            return Start::Beside;
        }
        std::thread::sleep(PAUSE);
    }
}

impl Front {
    /// From now on this brings the window to the front. Until then it is about to open, which is as good.
    pub(crate) fn by(&self, to_front: impl Fn() + Send + Sync + 'static) {
        self.state().to_front = Some(Arc::new(to_front));
    }

    /// Whether the window is about to close: who starts meanwhile waits until it has, and then opens one.
    pub(crate) fn is_ending(&self, ending: bool) {
        self.state().ending = ending;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for others on a thread of its own, until the process ends.
    fn listen(&self, folder: &Path) -> io::Result<()> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let token = Uuid::new_v4().to_string();
        let place = format!("{} {token}\n", listener.local_addr()?.port());
        let path = folder.join(FILE);
        // Never read half written, and private from the first moment.
        let new = folder.join(format!("{FILE}.new"));
        let mut file = private::file(&new)?;
        file.set_len(0)?;
        file.write_all(place.as_bytes())?;
        drop(file);
        fs::rename(new, path)?;
        let front = self.clone();
        let waits = move || {
            for other in listener.incoming().flatten() {
                if let Err(error) = front.answer(other, &token) {
                    tracing::debug!(%error, "somebody asked for the window, and not as another start does");
                }
            }
        };
        std::thread::Builder::new()
            .name("front".to_owned())
            .spawn(waits)?;
        Ok(())
    }

    fn answer(&self, mut other: TcpStream, token: &str) -> io::Result<()> {
        other.set_read_timeout(Some(ANSWER))?;
        other.set_write_timeout(Some(ANSWER))?;
        let said = first_line(&other)?;
        let to_front = {
            let state = self.state();
            if said != token || state.ending {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            state.to_front.clone()
        };
        other.write_all(HERE)?;
        if let Some(to_front) = to_front {
            to_front();
        }
        Ok(())
    }
}

/// Asks the first to come to the front.
fn ask(folder: &Path) -> io::Result<()> {
    let place = fs::read_to_string(folder.join(FILE))?;
    let (port, token) = place.trim().split_once(' ').ok_or(io::ErrorKind::InvalidData)?;
    let port = port.parse().map_err(|_| io::ErrorKind::InvalidData)?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut first = TcpStream::connect_timeout(&address, ANSWER)?;
    first.set_read_timeout(Some(ANSWER))?;
    first.write_all(format!("{token}\n").as_bytes())?;
    let mut said = [0; HERE.len()];
    first.read_exact(&mut said)?;
    if said == HERE {
        Ok(())
    } else {
        Err(io::ErrorKind::InvalidData.into())
    }
}

/// A line, as long as a token may be.
fn first_line(stream: &TcpStream) -> io::Result<String> {
    let mut line = String::new();
    BufReader::new(stream.take(64)).read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Lines;
    use std::process::{Child, ChildStdout, Command, Stdio};
    use std::sync::mpsc;

    use super::*;

    fn first(folder: &Path) -> First {
        match begin(folder) {
            Start::First(first) => first,
            Start::Asked => panic!("asked another"),
            Start::Beside => panic!("beside another"),
        }
    }

    #[test]
    fn a_second_start_brings_the_first_to_the_front_and_is_told_to_end() {
        let folder = tempfile::tempdir().unwrap();
        let first = first(folder.path());
        assert!(
            matches!(begin(folder.path()), Start::Asked),
            "also before the window is open"
        );
        let (asked, hears) = mpsc::channel();
        first.front.by(move || asked.send(()).unwrap());
        assert!(matches!(begin(folder.path()), Start::Asked));
        hears.recv_timeout(PATIENCE).unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        assert!(
            matches!(begin(elsewhere.path()), Start::First(_)),
            "other data, another window"
        );
    }

    #[test]
    fn who_starts_while_the_first_ends_waits_and_opens_a_window_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let ending = first(folder.path());
        ending.front.is_ending(true);
        assert!(ask(folder.path()).is_err());
        std::thread::scope(|scope| {
            let second = scope.spawn(|| matches!(begin(folder.path()), Start::First(_)));
            drop(ending.lock);
            assert!(second.join().unwrap());
        });
    }

    #[test]
    fn what_a_crash_left_behind_keeps_nobody_from_starting() {
        let folder = tempfile::tempdir().unwrap();
        drop(first(folder.path()).lock);
        fs::write(folder.path().join("orgdesk.front.new"), "half writ").unwrap();
        first(folder.path());
        assert!(ask(folder.path()).is_ok(), "it is the second that answers now");
    }

    #[test]
    fn who_does_not_know_the_token_is_not_answered() {
        let folder = tempfile::tempdir().unwrap();
        let first = first(folder.path());
        let (asked, hears) = mpsc::channel();
        first.front.by(move || asked.send(()).unwrap());
        let path = folder.path().join(FILE);
        let place = fs::read_to_string(&path).unwrap();
        let port = place.split_once(' ').unwrap().0;
        for said in [String::new(), "x".repeat(10_000), Uuid::new_v4().to_string()] {
            fs::write(&path, format!("{port} {said}\n")).unwrap();
            assert!(ask(folder.path()).is_err());
        }
        fs::write(&path, &place).unwrap();
        ask(folder.path()).unwrap();
        hears.recv_timeout(PATIENCE).unwrap();
        assert!(hears.try_recv().is_err(), "once, by the one who knew it");
    }

    #[cfg(unix)]
    #[test]
    fn the_token_is_for_this_user_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let _first = first(folder.path());
        let mode = fs::metadata(folder.path().join(FILE))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    /// Where a process of its own is to begin, and what it waits for first.
    const BEGINS_IN: &str = "ORGDESK_TEST_BEGINS_IN";
    const ONCE: &str = "ORGDESK_TEST_BEGINS_ONCE";

    #[test]
    fn of_five_processes_that_start_at_the_same_moment_one_is_the_first_and_all_others_hand_over_to_it() {
        if let Ok(folder) = std::env::var(BEGINS_IN) {
            return begins_in_a_process_of_its_own(Path::new(&folder));
        }
        let this = "instance::tests::of_five_processes_that_start_at_the_same_moment_one_is_the_first_and_all_others_hand_over_to_it";
        for round in 0..8 {
            let (folder, go) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let go = go.path().join("go");
            let mut all: Vec<_> = (0..5).map(|_| Process::of(this, folder.path(), &go)).collect();
            for one in &mut all {
                assert_eq!(one.says(), "ready");
            }
            fs::write(&go, "").unwrap();
            let mut stand: Vec<_> = all.iter_mut().map(Process::says).collect();
            stand.sort();
            assert_eq!(
                stand,
                ["asked", "asked", "asked", "asked", "first"],
                "round {round}"
            );
        }
    }

    /// Says when it is ready, and how it then stands to the others; the first stays until nobody listens to it any more.
    #[allow(clippy::print_stdout, reason = "it is read by the process that started it")]
    fn begins_in_a_process_of_its_own(folder: &Path) {
        let go = std::env::var(ONCE).unwrap();
        println!("says: ready");
        while !Path::new(&go).exists() {
            std::hint::spin_loop();
        }
        let stands = begin(folder);
        println!(
            "says: {}",
            match &stands {
                Start::First(_) => "first",
                Start::Asked => "asked",
                Start::Beside => "beside",
            }
        );
        let _until_it_is_closed = io::stdin().read(&mut [0]);
    }

    /// A process that begins, and ends with this value.
    struct Process {
        child: Child,
        lines: Lines<BufReader<ChildStdout>>,
    }

    impl Process {
        fn of(test: &str, folder: &Path, once: &Path) -> Self {
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", test, "--nocapture"])
                .env(BEGINS_IN, folder)
                .env(ONCE, once)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let lines = BufReader::new(child.stdout.take().unwrap()).lines();
            Self { child, lines }
        }

        fn says(&mut self) -> String {
            let mut said = self.lines.by_ref().map(Result::unwrap);
            let said = said.find_map(|line| Some(line.split_once("says: ")?.1.to_owned()));
            said.expect("it ended without a word")
        }
    }

    impl Drop for Process {
        fn drop(&mut self) {
            drop(self.child.stdin.take());
            let _ = self.child.wait();
        }
    }
}
