//! Names nobody has: written ones for the top of the list, and as many more as are wanted from two lists of words.

use crate::random::Random;

/// An organization written by hand.
pub(super) struct Written {
    pub(super) name: &'static str,
    pub(super) company: &'static str,
    pub(super) country: &'static str,
    /// Fields left empty.
    pub(super) missing: &'static [&'static str],
    pub(super) read_only: bool,
}

const fn written(name: &'static str, company: &'static str, country: &'static str) -> Written {
    Written {
        name,
        company,
        country,
        missing: &[],
        read_only: false,
    }
}

/// In alphabetical order; the first one is the newest, so that a fresh list, newest first, reads well.
pub(super) const WRITTEN: [Written; 26] = [
    written("Amber Lantern", "Amber Lantern Ltd", "United Kingdom"),
    Written {
        missing: &["zipcode", "contact_phone"],
        ..written("Bluebell Bikes", "Bluebell Bikes GmbH", "Germany")
    },
    written("Copper Kettle", "Copper Kettle LLC", "United States"),
    written("Driftwood Surf", "Driftwood Pty Ltd", "Australia"),
    written("Elm Street Clinic", "Elm Street Clinic Inc.", "United States"),
    written("Foxglove Florists", "Foxglove Fleurs SARL", "France"),
    Written {
        missing: &["contact_email"],
        ..written("Gingerbread Toys", "Gingerbread Toys AB", "Sweden")
    },
    written("Hazelnut Hotels", "Hazelnut Hotels S.p.A.", "Italy"),
    written("Inkwell Printing", "Inkwell Printing B.V.", "Netherlands"),
    Written {
        read_only: true,
        ..written("Juniper Gin Works", "Juniper Distilling Ltd", "United Kingdom")
    },
    written("Kingfisher Tackle", "Kingfisher Tackle ApS", "Denmark"),
    written("Lighthouse Optics", "Lighthouse GmbH", "Germany"),
    written("Marigold Spa", "Marigold Spa Inc.", "United States"),
    written("Nightjar Records", "Nightjar Records Ltd", "United Kingdom"),
    written("Orchard Dental", "Orchard Dental LLP", "United Kingdom"),
    Written {
        missing: &["address", "zipcode", "phone"],
        ..written("Pebble Beach Inn", "Pebble Beach Inn LLC", "United States")
    },
    written("Quill & Parchment", "Quill & Parchment Ltd", "United Kingdom"),
    // Somebody did not look first: there is another of nearly the same name.
    written(
        "Quill and Parchment Ltd",
        "Quill and Parchment Limited",
        "United Kingdom",
    ),
    written("Rosehip Remedies", "Rosehip Remedies AG", "Switzerland"),
    written("Sørensen & Søn Urmager", "Sørensen & Søn ApS", "Denmark"),
    written("Thimble Tailors", "Thimble Tailors Teoranta", "Ireland"),
    written("Último Tranvía Café", "Último Tranvía S.L.", "Spain"),
    written("Willow Weaving", "Willow Weaving Ltd", "New Zealand"),
    written("Xylophon Musikhaus", "Xylophon Musikhaus KG", "Germany"),
    written("Žlutý Kolotoč", "Žlutý Kolotoč s.r.o.", "Czechia"),
    written("みほん茶房", "みほん茶房株式会社", "Japan"),
];

/// None of these begins a written name, and none comes before "Amber" in the alphabet.
#[rustfmt::skip]
const FIRST: [&str; 60] = [
    "Anchor", "Apricot", "Aspen", "Badger", "Basil", "Beacon", "Birch", "Bramble", "Briar", "Butterfly",
    "Candle", "Cedar", "Chestnut", "Clover", "Cobalt", "Coral", "Cricket", "Crimson", "Dahlia", "Dandelion",
    "Ember", "Falcon", "Fern", "Finch", "Flint", "Garnet", "Granite", "Harbour", "Heather", "Heron",
    "Hollow", "Indigo", "Iris", "Ivory", "Jasmine", "Lantana", "Larch", "Lavender", "Linden", "Lupin",
    "Magpie", "Maple", "Meadow", "Mistral", "Moss", "Nettle", "Oakleaf", "Olive", "Otter", "Pepper",
    "Plover", "Poppy", "Quartz", "Raven", "Saffron", "Slate", "Sorrel", "Teasel", "Tulip", "Walnut",
];

#[rustfmt::skip]
const TRADE: [&str; 60] = [
    "Antiques", "Apotheke", "Autohaus", "Bakery", "Barbers", "Books", "Boulangerie", "Brewery", "Builders",
    "Café", "Campers", "Ceramics", "Chandlers", "Cheese", "Cinema", "Clinic", "Coffee", "Cycles", "Dance",
    "Dental", "Diner", "Electrics", "Farm", "Feinkost", "Fishery", "Framing", "Freight", "Gardens", "Glass",
    "Grocers", "Guest House", "Hardware", "Hostel", "Imkerei", "Interiors", "Jewellers", "Kitchens",
    "Laundry", "Learning", "Logistics", "Marine", "Market", "Motors", "Museum", "Nursery", "Opticians",
    "Osteria", "Outdoors", "Panadería", "Pharmacy", "Physiotherapy", "Pottery", "Roastery", "Sailing",
    "Saddlery", "Stationers", "Textiles", "Travel", "Veterinary", "Vinothèque",
];

/// Where a name with the same two words is, the second time they are used.
#[rustfmt::skip]
const PLACE: [&str; 24] = [
    "East", "West", "North", "South", "Central", "Riverside", "Hillside", "Old Town", "Station", "Quay",
    "Airport", "Park", "Castle", "Bridge", "Mill", "Abbey", "Arcade", "Corner", "Lakeside", "Parade",
    "Terrace", "Crescent", "Wharf", "Green",
];

/// So many names, no two alike.
pub(super) fn generated(count: usize, random: &mut Random) -> Vec<String> {
    let mut pairs: Vec<(&str, &str)> = FIRST
        .iter()
        .flat_map(|first| TRADE.map(|trade| (*first, trade)))
        .collect();
    random.shuffle(&mut pairs);
    let mut names = Vec::with_capacity(count);
    for round in 0_usize.. {
        for (first, trade) in pairs.iter().take(count - names.len()) {
            names.push(match (round, PLACE.get(round.saturating_sub(1))) {
                (0, _) => format!("{first} {trade}"),
                (_, Some(place)) => format!("{first} {trade} {place}"),
                (_, None) => format!("{first} {trade} {round}"),
            });
        }
        if names.len() == count {
            break;
        }
    }
    names
}

/// A host name under `.example`, which belongs to nobody: the name's words, joined by hyphens.
pub(super) fn domain(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| c.is_whitespace() || c == '&')
        .map(ascii)
        .filter(|word| !word.is_empty())
        .collect();
    let label = if words.is_empty() {
        "practice".to_owned()
    } else {
        words.join("-")
    };
    format!("{label}.example")
}

/// The letters and digits in lower case, without their marks; of other alphabets nothing is left.
pub(super) fn ascii(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter_map(unmarked)
        .collect()
}

fn unmarked(letter: char) -> Option<char> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' => 'd',
        'è'..='ë' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' => 's',
        'ť' => 't',
        'ù'..='ü' | 'ů' => 'u',
        'ý' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        plain => return plain.is_ascii_alphanumeric().then_some(plain),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_hundred_thousand_names_are_all_different() {
        let names = generated(100_000, &mut Random::new(1));
        assert_eq!(names.len(), 100_000);
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), 100_000);
    }

    #[test]
    fn names_from_lists_come_after_the_first_written_one() {
        assert!(WRITTEN.is_sorted_by_key(|written| written.name.replace('Ú', "U").replace('Ž', "Z")));
        assert!(FIRST.iter().all(|word| *word > WRITTEN[0].name));
        assert!(
            FIRST
                .iter()
                .all(|word| WRITTEN.iter().all(|written| !written.name.starts_with(word)))
        );
    }

    #[test]
    fn domains_belong_to_nobody() {
        assert_eq!(domain("Quill & Parchment"), "quill-parchment.example");
        assert_eq!(domain("Žlutý Kolotoč"), "zluty-kolotoc.example");
        assert_eq!(domain("みほん茶房"), "practice.example");
    }

    #[test]
    fn latin_names_lose_their_marks_and_no_letter() {
        let people = super::super::countries::COUNTRIES
            .iter()
            .flat_map(|country| country.people);
        let names = WRITTEN
            .iter()
            .map(|written| written.name)
            .chain(TRADE)
            .chain(people.copied());
        for name in names.filter(|name| name.starts_with(|c: char| c < 'Ͱ')) {
            let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
            assert_eq!(ascii(name).len(), letters, "{name}");
        }
    }
}
