//! Sample data: invented organizations, believable enough to practise with and not to be taken for real.
//!
//! All of it follows from the number, the seed and the day.

mod countries;
mod names;
mod subscriptions;
mod times;

use crate::random::Random;
use crate::store::record::{Member, Record};
use crate::store::stored::Access;
use countries::{COUNTRIES, Country};
use names::{WRITTEN, Written, ascii, domain};

/// One generated organization in so many lacks details, is read only, or belongs to another.
const INCOMPLETE: usize = 20;
const READ_ONLY: usize = 89;
const CHILD: usize = 12;

const TITLES: [&str; 7] = [
    "Managing director",
    "Owner",
    "Office manager",
    "Head of IT",
    "Finance director",
    "Operations manager",
    "Compliance officer",
];

const DESCRIPTIONS: [&str; 10] = [
    "Family business, third generation",
    "Two shops and a web shop",
    "Takes cards at the counter and on the phone",
    "Seasonal: closed from November to March",
    "Six branches, one till system",
    "Moved over from the old portal",
    "Scans on the first Monday of the month",
    "Web shop is run by an agency",
    "New terminals since last summer",
    "Asks for reports as PDF",
];

/// What an incomplete organization may lack.
const LACKING: [&str; 6] = [
    "address",
    "zipcode",
    "phone",
    "contact_name",
    "contact_phone",
    "contact_email",
];

/// So many organizations, oldest first, as they were at midnight of `today`.
pub(crate) fn organizations(count: usize, seed: u64, today: i64) -> Vec<Record> {
    let mut random = Random::new(seed);
    let written = count.min(WRITTEN.len());
    let generated = count - written;
    let names = names::generated(generated, &mut random);
    let created = times::created(generated, today, &mut random);

    let mut records: Vec<Record> = Vec::with_capacity(count);
    for (index, (name, created)) in names.iter().zip(created).enumerate() {
        let place = count - 1 - index;
        let mut record = from_lists(name, index, created, &mut random);
        if index % CHILD == CHILD - 1 {
            record.parent = records.get(index / 2).map(|parent| parent.id);
        }
        finish(&mut record, place, today, &mut random);
        records.push(record);
    }
    for (place, written) in WRITTEN.iter().take(written).enumerate().rev() {
        let created = times::created_recently(place, today, &mut random);
        let mut record = by_hand(written, created, &mut random);
        finish(&mut record, place, today, &mut random);
        records.push(record);
    }
    records
}

fn from_lists(name: &str, index: usize, created: i64, random: &mut Random) -> Record {
    let mut record = Record::new(random.uuid(), name, created);
    // The first countries of the list have more of the organizations than the last.
    let among = 1 + random.below(COUNTRIES.len() as u64);
    let country = &COUNTRIES[usize::try_from(random.below(among)).unwrap_or(0)];
    let company = match country.name {
        "Japan" => format!("{}{name}", country.company_form),
        _ => format!("{name} {}", country.company_form),
    };
    let lacking = usize::try_from(random.below(3)).unwrap_or(0) + 1;
    let mut missing = LACKING;
    random.shuffle(&mut missing);
    let missing = if index % INCOMPLETE == INCOMPLETE - 1 {
        &missing[..lacking]
    } else {
        &[]
    };
    fill(&mut record, &company, country, missing, random);
    if index % READ_ONLY == READ_ONLY - 1 {
        record.access = Access::ReadOnly;
    }
    record
}

fn by_hand(written: &Written, created: i64, random: &mut Random) -> Record {
    let mut record = Record::new(random.uuid(), written.name, created);
    let country = countries::named(written.country).unwrap_or(&COUNTRIES[0]);
    fill(&mut record, written.company, country, written.missing, random);
    if written.read_only {
        record.access = Access::ReadOnly;
    }
    record
}

fn fill(record: &mut Record, company: &str, country: &Country, missing: &[&str], random: &mut Random) {
    let domain = domain(record.fields().get("name").unwrap_or_default());
    let (town, state) = random.pick(country.towns).unwrap_or_default();
    let person = random.pick(country.people).unwrap_or_default();
    let mailbox = match person.split(' ').next().map(ascii) {
        Some(first) if !first.is_empty() => first,
        _ => "office".to_owned(),
    };
    let description = if random.below(3) == 0 {
        ""
    } else {
        random.pick(&DESCRIPTIONS).unwrap_or_default()
    };
    let street = random.pick(country.streets).unwrap_or_default();
    let values = [
        ("company_name", company.to_owned()),
        ("description", description.to_owned()),
        (
            "address",
            street.replace('%', &(1 + random.below(120)).to_string()),
        ),
        ("city", town.to_owned()),
        ("state", state.to_owned()),
        ("zipcode", digits(country.zipcode, random)),
        ("country", country.name.to_owned()),
        ("phone", digits(country.phone, random)),
        ("website", format!("https://{domain}")),
        ("email", format!("hello@{domain}")),
        ("contact_name", person.to_owned()),
        (
            "contact_title",
            random.pick(&TITLES).unwrap_or_default().to_owned(),
        ),
        ("contact_phone", digits(country.phone, random)),
        ("contact_email", format!("{mailbox}@{domain}")),
    ];
    for (key, value) in values
        .iter()
        .filter(|(key, value)| !value.is_empty() && !missing.contains(key))
    {
        record.set(key, value);
    }
    record.member = Some(Member {
        id: random.uuid(),
        username: format!("{mailbox}@{domain}").into(),
    });
}

fn finish(record: &mut Record, place: usize, today: i64, random: &mut Random) {
    record.modified = times::changed(place, record.created, today, random);
    subscriptions::subscribe(record, today, random);
}

fn digits(pattern: &str, random: &mut Random) -> String {
    pattern
        .chars()
        .map(|c| match c {
            '#' => char::from(b'0' + u8::try_from(random.below(10)).unwrap_or(0)),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests;
