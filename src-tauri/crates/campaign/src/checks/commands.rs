//! How much a command may write: what is sent, is sent once; what looks, sends nothing but the details that waited.

use practice_portal::By;

use crate::world::{Ask, End, World};

/// How many organizations a command may make, and how many saves it may do.
fn allowed(command: &str) -> (usize, usize) {
    match command {
        "send_create" => (1, 1),
        "send_update" | "look_again" | "resolve_create" => (0, 1),
        _ => (0, 0),
    }
}

pub(super) fn problems(world: &World) -> Vec<String> {
    let writes = world.portal.writes();
    let of = |ask: &Ask| {
        let writes = writes.get(ask.writes.clone()).into_iter().flatten();
        let (mut made, mut saved) = (0, 0);
        for write in writes.filter(|write| write.by == By::Request) {
            if write.made {
                made += 1;
            } else {
                saved += 1;
            }
        }
        (made, saved)
    };
    let mut problems = Vec::new();
    for ask in &world.asks {
        let (made, saved) = of(ask);
        let (may_make, may_save) = allowed(&ask.command);
        if made > may_make || saved > may_save {
            problems.push(format!(
                "{} wrote too much: it made {made} and saved {saved}",
                ask.command
            ));
        }
        // An error says that nothing was created, or nothing saved.
        let is_write = matches!(ask.command.as_str(), "send_create" | "send_update");
        if ask.end == End::Failed && is_write && made + saved > 0 {
            problems.push(format!(
                "{} failed, and made {made} and saved {saved}",
                ask.command
            ));
        }
    }
    let asked: usize = world.asks.iter().map(|ask| ask.writes.len()).sum();
    let by_request = writes.iter().filter(|write| write.by == By::Request).count();
    if by_request > asked {
        problems.push(format!(
            "{by_request} writes, of which only {asked} came while something was asked"
        ));
    }
    problems
}
