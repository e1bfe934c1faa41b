//! Whether the portal can be reached. While the line is down nobody listens at its port, so that a client meets what it
//! meets without a network: nobody accepts the connection, and no byte leaves.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;

/// How many connections may wait to be taken.
const BACKLOG: u32 = 1024;

/// Between two attempts to get the port back, where something has it for a moment.
const AGAIN: Duration = Duration::from_millis(5);

/// The switch, and what it has come to.
pub(crate) struct Line {
    wanted: watch::Sender<State>,
    is: watch::Sender<State>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Up,
    Down,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            wanted: watch::Sender::new(State::Up),
            is: watch::Sender::new(State::Up),
        }
    }
}

impl Line {
    /// Takes it down. When this returns, nobody listens.
    pub(crate) async fn take_down(&self) {
        self.switch(State::Down).await;
    }

    /// Takes it up again. When this returns, connections are taken.
    pub(crate) async fn take_up(&self) {
        self.switch(State::Up).await;
    }

    /// Comes to its end when the line is to be down.
    pub(crate) fn goes_down(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut wanted = self.wanted.subscribe();
        async move {
            // The sender lives as long as the portal.
            let _ = wanted.wait_for(|state| *state == State::Down).await;
        }
    }

    /// Gives the port up, keeps it from others, and listens again once that is wanted.
    pub(crate) async fn stay_down(&self, listener: TcpListener, local: SocketAddr) -> TcpListener {
        drop(listener);
        let held = until_done(|| bound(local)).await;
        self.is.send_replace(State::Down);
        let _ = self
            .wanted
            .subscribe()
            .wait_for(|state| *state == State::Up)
            .await;
        drop(held);
        let listener = until_done(|| bound(local)?.listen(BACKLOG)).await;
        self.is.send_replace(State::Up);
        listener
    }

    /// Switches, and waits until it is so, or until somebody else has switched again: then it may have been so for a moment that
    /// nobody saw.
    async fn switch(&self, state: State) {
        self.wanted.send_replace(state);
        let (mut is, mut wanted) = (self.is.subscribe(), self.wanted.subscribe());
        tokio::select! {
            _ = is.wait_for(|is| *is == state) => {}
            _ = wanted.wait_for(|wanted| *wanted != state) => {}
        }
    }
}

/// A socket that has the port and does not listen.
fn bound(local: SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    // Elsewhere this would let others take the port as well.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(local)?;
    Ok(socket)
}

async fn until_done<T>(attempt: impl Fn() -> io::Result<T>) -> T {
    loop {
        match attempt() {
            Ok(done) => return done,
            Err(_) => tokio::time::sleep(AGAIN).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_takes_it_up_does_not_wait_for_ever_where_somebody_else_takes_it_down_again() {
        let line = Line::default();
        line.is.send_replace(State::Down);
        let mut taking_up = Box::pin(line.take_up());
        tokio::select! {
            biased;
            () = &mut taking_up => panic!("it is down"),
            () = tokio::task::yield_now() => {}
        }
        line.wanted.send_replace(State::Down);
        tokio::time::timeout(Duration::from_mins(1), taking_up)
            .await
            .expect("nothing is left to wait for");
    }
}
