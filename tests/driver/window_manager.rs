//! What a window manager does: it brings another window to the front, and when the cross of a window is pressed it asks the window
//! to close (`WM_DELETE_WINDOW`). The screens of the tests have no window manager, and the driver's own closing asks nobody, so this
//! speaks the few words of X11 itself.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;

const INTERN_ATOM: u8 = 16;
const GET_PROPERTY: u8 = 20;
const QUERY_TREE: u8 = 15;
const SEND_EVENT: u8 = 25;
const SET_INPUT_FOCUS: u8 = 42;
const GET_INPUT_FOCUS: u8 = 43;
const CLIENT_MESSAGE: u8 = 33;

/// Asks each window on a screen that can be asked so to close.
pub(super) fn closes_all_on(screen: &str) {
    let (mut screen, root) = Screen::of(screen);
    let protocols = screen.atom("WM_PROTOCOLS");
    let delete = screen.atom("WM_DELETE_WINDOW");
    let windows = screen.children(root);
    let takes_it = windows
        .into_iter()
        .filter(|window| screen.values(*window, protocols).contains(&delete))
        .collect::<Vec<_>>();
    assert!(!takes_it.is_empty(), "no window can be asked to close");
    for window in takes_it {
        let event = [
            u32::from_le_bytes([CLIENT_MESSAGE, 32, 0, 0]),
            window,
            protocols,
            delete,
            0,
            0,
            0,
            0,
        ];
        screen.ask(SEND_EVENT, &[&[window, 0], event.as_slice()].concat());
    }
    // It is answered once all before it has been done.
    screen.ask(GET_INPUT_FOCUS, &[]);
    screen.answer();
}

/// Takes the keyboard away from every window on a screen, as one of another program would that is brought to the front.
pub(super) fn takes_focus_away_on(screen: &str) {
    let (mut screen, _) = Screen::of(screen);
    let nobody = 0;
    let now = 0;
    screen.ask(SET_INPUT_FOCUS, &[nobody, now]);
    screen.ask(GET_INPUT_FOCUS, &[]);
    screen.answer();
}

struct Screen(UnixStream);

impl Screen {
    /// A screen by its name, such as `:101`, and its root window.
    fn of(name: &str) -> (Self, u32) {
        let path = format!("/tmp/.X11-unix/X{}", name.trim_start_matches(':'));
        let mut screen = Self(UnixStream::connect(path).unwrap());
        screen
            .0
            .write_all(&[b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0])
            .unwrap();
        let head = screen.read(8);
        assert_eq!(head[0], 1, "the screen lets nobody in");
        let rest = screen.read(4 * usize::from(u16::from_le_bytes([head[6], head[7]])));
        let vendor = usize::from(u16::from_le_bytes([rest[16], rest[17]])).next_multiple_of(4);
        let root = words(&rest[32 + vendor + 8 * usize::from(rest[21])..])[0];
        (screen, root)
    }

    fn atom(&mut self, name: &str) -> u32 {
        let mut letters = name.as_bytes().to_vec();
        letters.resize(name.len().next_multiple_of(4), 0);
        let length = u32::try_from(name.len()).unwrap();
        self.ask(INTERN_ATOM, &[vec![length], words(&letters)].concat());
        words(&self.answer())[2]
    }

    fn children(&mut self, window: u32) -> Vec<u32> {
        self.ask(QUERY_TREE, &[window]);
        words(&self.answer()).split_off(8)
    }

    /// The first values of a property.
    fn values(&mut self, window: u32, property: u32) -> Vec<u32> {
        self.ask(GET_PROPERTY, &[window, property, 0, 0, 32]);
        words(&self.answer()).split_off(8)
    }

    fn ask(&mut self, what: u8, with: &[u32]) {
        let length = u16::try_from(with.len() + 1).unwrap().to_le_bytes();
        let mut request = vec![what, 0, length[0], length[1]];
        request.extend(with.iter().flat_map(|word| word.to_le_bytes()));
        self.0.write_all(&request).unwrap();
    }

    fn answer(&mut self) -> Vec<u8> {
        let mut answer = self.read(32);
        assert_eq!(answer[0], 1, "not an answer: {answer:?}");
        let more = words(&answer)[1];
        let more = self.read(4 * usize::try_from(more).unwrap());
        answer.extend(more);
        answer
    }

    fn read(&mut self, bytes: usize) -> Vec<u8> {
        let mut read = vec![0; bytes];
        self.0.read_exact(&mut read).unwrap();
        read
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    let each = bytes.chunks_exact(4);
    each.map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
        .collect()
}
