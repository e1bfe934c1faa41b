//! The app's built page for a browser, with a word back when it is painted.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

use crate::outcome::Stop;

/// As the bare window has it: the frame after the first one.
const SCRIPT: &str =
    "<script>requestAnimationFrame(() => requestAnimationFrame(() => fetch('/painted')))</script></head>";

type Listener = Arc<Mutex<Option<Sender<Instant>>>>;

/// A server on loopback. It lives as long as the program.
pub(super) struct PageServer {
    address: SocketAddr,
    listener: Listener,
}

impl PageServer {
    /// Serves the files of this folder.
    pub(super) fn start(folder: PathBuf) -> Result<Self, Stop> {
        let socket = TcpListener::bind("127.0.0.1:0")?;
        let address = socket.local_addr()?;
        let listener = Listener::default();
        let told = Arc::clone(&listener);
        thread::spawn(move || {
            for stream in socket.incoming().flatten() {
                let (folder, told) = (folder.clone(), Arc::clone(&told));
                // A browser opens connections ahead of need and lets them wait.
                thread::spawn(move || answer(stream, &folder, &told));
            }
        });
        Ok(Self { address, listener })
    }

    pub(super) fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Tells this one, and nobody else any more, when the page is painted.
    pub(super) fn tell(&self, painted: Sender<Instant>) {
        if let Ok(mut listener) = self.listener.lock() {
            *listener = Some(painted);
        }
    }
}

fn answer(mut stream: TcpStream, folder: &Path, listener: &Listener) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let request = lines.next()?.ok()?;
    let path = request.split(' ').nth(1)?.split('?').next()?.to_owned();
    // The rest of the request has to be read before the connection is closed, or the answer may be lost.
    while lines.next()?.is_ok_and(|line| !line.is_empty()) {}
    if path == "/painted" {
        if let Some(painted) = listener.lock().ok()?.as_ref() {
            let _ = painted.send(Instant::now());
        }
        return stream
            .write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            .ok();
    }
    let (head, body) = page(folder, &path);
    let head = format!(
        "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&body).ok()
}

/// The status with the kind of the content, and the content.
fn page(folder: &Path, path: &str) -> (String, Vec<u8>) {
    let name = if path == "/" {
        "index.html"
    } else {
        path.trim_start_matches('/')
    };
    let outside = name.split('/').any(|part| part == "..");
    let Some(body) = (!outside)
        .then(|| std::fs::read(folder.join(name)).ok())
        .flatten()
    else {
        return ("404 Not Found".to_owned(), Vec::new());
    };
    let ending = Path::new(name)
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    let kind = match ending {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
    let body = if ending == "html" {
        String::from_utf8_lossy(&body)
            .replacen("</head>", SCRIPT, 1)
            .into_bytes()
    } else {
        body
    };
    (format!("200 OK\r\nContent-Type: {kind}"), body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_gets_the_script_that_reports_and_other_files_stay_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("index.html"), "<head></head>").unwrap();
        std::fs::write(folder.path().join("app.js"), "'</head>'").unwrap();
        let (head, body) = page(folder.path(), "/");
        assert!(head.starts_with("200 OK"));
        assert!(String::from_utf8(body).unwrap().contains("fetch('/painted')"));
        assert_eq!(page(folder.path(), "/app.js").1, b"'</head>'");
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let folder = tempfile::tempdir().unwrap();
        assert!(page(folder.path(), "/../Cargo.toml").0.starts_with("404"));
    }
}
