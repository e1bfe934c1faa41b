//! Sample data.
use crate::random::Random;
use crate::store::record::Record;
pub(crate) fn organizations(count: usize, seed: u64, today: i64) -> Vec<Record> {
    let mut random = Random::new(seed);
    (0..count)
        .map(|n| Record::new(random.uuid(), &format!("Sample {n}"), today))
        .collect()
}
