//! What sample organizations are subscribed to: a running period that began in the past.

use crate::clock;
use crate::random::Random;
use crate::store::record::Record;
use crate::store::subscription::{Interval, Order, Subscription};

const DAY: i64 = 24 * 3_600_000;

/// Most have a PCI plan, some have more, a few have nothing yet.
pub(super) fn subscribe(record: &mut Record, today: i64, random: &mut Random) {
    let pci = match random.below(20) {
        0 => return,
        1..=3 => "pci-plus",
        _ => "pci-basic",
    };
    let mut plans = vec![pci];
    if random.below(4) == 0 {
        plans.push("vrms-standard");
    }
    if random.below(20) == 0 {
        plans.push("pentest-yearly");
    }
    for plan in plans {
        let order = order(plan, record.created, today, random);
        record.subscribe(Subscription::new(random.uuid(), order, today));
    }
}

fn order(plan: &str, created: i64, today: i64, random: &mut Random) -> Order {
    let (interval, longest) = match random.below(4) {
        _ if plan == "pentest-yearly" => (Interval::Yearly, 360),
        0 => (Interval::None, 700),
        1 => (Interval::Monthly, 27),
        _ => (Interval::Yearly, 360),
    };
    let begun = today - i64::try_from(1 + random.below(longest)).unwrap_or(1) * DAY;
    let start = clock::text(begun.max(created));
    let day = start.get(..10).unwrap_or(&start).to_owned();
    Order {
        interval,
        start_date: Some(day),
        ..Order::of(plan)
    }
}
