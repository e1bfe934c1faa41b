//! Legal forms, and where they stand: at the end of a name in most countries, at its beginning in some. "Ltd" and "Limited" are
//! no part of what an organization is called, and are written with dots, slashes and spaces as one pleases.
//!
//! The forms are those of the countries whose organizations are met most (after ISO 20275), in their usual abbreviations and, where these
//! are common, in full.

use super::core_name::{Word, is_and};

/// Forms at the end of a name: small letters, without accents, dots, slashes or spaces.
#[rustfmt::skip]
const AT_THE_END: &[&str] = &[
    // English-speaking countries
    "ltd", "limited", "ltdco", "coltd", "llc", "lc", "pllc", "inc", "incorporated", "corp", "corporation", "co", "company",
    "plc", "llp", "lp", "lllp", "cic", "cio", "pty", "ptyltd", "pte", "pteltd", "pvt", "privatelimited", "pvtltd", "proprietarylimited", "unlimited",
    "ulc", "dac", "clg", "teoranta", "teo", "cpt", "cyfyngedig", "cyf", "npc", "npo",
    // German-speaking countries
    "gmbh", "mbh", "ggmbh", "ag", "gag", "kg", "kgaa", "ohg", "og", "ug", "ughaftungsbeschrankt", "haftungsbeschrankt",
    "gbr", "egbr", "ek", "ekfm", "ekfr", "eu", "ev", "eg", "partg", "partgmbb", "aktiengesellschaft", "sagl", "sarlag",
    "gesellschaftmitbeschrankterhaftung", "gesmbh",
    // French-speaking countries
    "sa", "sas", "sasu", "sarl", "eurl", "snc", "sci", "scp", "selarl", "scop", "scrl", "sprl", "srl", "asbl", "sca", "ei",
    // Italy, Spain, Portugal, Latin America
    "spa", "srls", "sapa", "scarl", "sl", "slu", "sll", "sau", "slne", "scoop", "lda", "ltda", "unipessoal",
    "eireli", "epp", "me", "sadecv", "sapidecv", "srldecv", "derldecv", "sderldecv", "decv", "cv", "cxa", "sac", "eirl",
    "limitada", "sociedadanonima", "sociedadlimitada",
    // The Netherlands, Belgium
    "bv", "bvba", "nv", "vof", "cvba", "maatschap",
    // The North
    "ab", "hb", "kb", "as", "asa", "aps", "is", "ks", "ans", "da", "sf", "enk", "ivs", "oy", "oyj", "ky", "tmi", "ehf", "hf",
    "aktiebolag", "aktieselskab", "anpartsselskab", "aksjeselskap", "osakeyhtio",
    // The Baltic countries
    "ou", "osauhing", "sia", "uab", "mb",
    // Central and eastern Europe
    "spzoo", "zoo", "sro", "spolsro", "vos", "kft", "zrt", "nyrt", "bt", "kkt", "doo", "dd", "jdoo", "ad", "ead", "eood",
    "ood", "et", "srld", "pfa", "ooo", "oao", "zao", "pao", "ооо", "оао", "зао", "пао", "ао", "ип", "тов", "тзов", "пп",
    "оод", "еоод", "ад", "еад", "доо",
    // Greece, Turkey, the Near East
    "ae", "αε", "επε", "οε", "εε", "ικε", "ltdsti", "sti", "sanvetic", "fzco", "fze", "fzllc", "fzc", "wll", "saog", "saoc",
    // Asia
    "kk", "gk", "yk", "株", "有", "株式会社", "有限会社", "合同会社", "有限公司", "股份有限公司", "주", "주식회사", "bhd", "sdnbhd", "sdn", "tbk",
    "jsc", "pjsc", "cjsc", "ojsc", "berhad", "sendirian",
    // European and other
    "se", "sce", "eeig", "ewiv", "geie",
];

/// Forms at the beginning of a name.
const AT_THE_BEGINNING: &[&str] = &[
    "uab",
    "sia",
    "ou",
    "as",
    "ab",
    "mb",
    "pt",
    "cv",
    "ооо",
    "оао",
    "зао",
    "пао",
    "ао",
    "ип",
    "тов",
    "тзов",
    "пп",
    "ood",
    "株",
    "有",
    "株式会社",
    "有限会社",
    "合同会社",
    "주",
    "주식회사",
    "kk",
    "gk",
];

/// Written so, it is a word of the name and no legal form: "Marigold Spa" is a spa, "Marigold S.p.A." is a
/// company.
const WORDS: [&str; 12] = [
    "Spa", "spa", "Et", "et", "Da", "da", "Me", "me", "Is", "is", "Zoo", "zoo",
];

/// A form is written in so many words at the most: "S. de R.L. de C.V.".
const MOST_WORDS: usize = 7;

/// The words of a name without the legal forms around them; all of them where there is nothing else.
pub(super) fn without_legal_forms(words: &[Word]) -> &[Word] {
    let mut rest = words;
    while let Some(count) = form_at_the_end(rest) {
        rest = &rest[..rest.len() - count];
        // "GmbH und Co. KG" is one form of two.
        if let [before @ .., last] = rest
            && is_and(last)
            && !before.is_empty()
        {
            rest = before;
        }
    }
    while let Some(count) = form_at_the_beginning(rest) {
        rest = &rest[count..];
    }
    rest
}

/// How many words the longest form at the end has; none where nothing would be left.
fn form_at_the_end(words: &[Word]) -> Option<usize> {
    counts(words).find(|count| is_form(&words[words.len() - count..], AT_THE_END))
}

fn form_at_the_beginning(words: &[Word]) -> Option<usize> {
    counts(words).find(|count| is_form(&words[..*count], AT_THE_BEGINNING))
}

fn counts(words: &[Word]) -> impl Iterator<Item = usize> + use<> {
    (1..words.len().min(MOST_WORDS + 1)).rev()
}

fn is_form(words: &[Word], forms: &[&str]) -> bool {
    if let [word] = words
        && WORDS.contains(&word.written.as_str())
    {
        return false;
    }
    // Apart, only single letters and such make a form together: "Hotel L. L. C.", not "Lt d".
    let joined: String = words.iter().map(|word| word.plain.as_str()).collect();
    forms.contains(&joined.as_str())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::CoreName;
    use super::{AT_THE_BEGINNING, AT_THE_END};

    fn is_stripped(name: &str) {
        assert_eq!(CoreName::of(name).letters(), "halden", "{name}");
    }

    #[test]
    fn a_legal_form_at_the_end_is_no_part_of_the_name_however_it_is_written() {
        for form in [
            "Ltd",
            "Ltd.",
            "LTD",
            "Limited",
            "LLC",
            "L.L.C.",
            "Inc",
            "Inc.",
            "Incorporated",
            "Corp.",
            "Corporation",
            "Co.",
            "Company",
            "Co., Ltd.",
            "PLC",
            "p.l.c.",
            "LLP",
            "LP",
            "L.P.",
            "GmbH",
            "mbH",
            "Ges.m.b.H.",
            "AG",
            "KG",
            "KGaA",
            "GmbH & Co. KG",
            "GmbH und Co. KG",
            "UG",
            "UG (haftungsbeschränkt)",
            "OHG",
            "e.K.",
            "S.A.",
            "SA",
            "S. A.",
            "SAS",
            "S.A.S.",
            "SARL",
            "S.à r.l.",
            "S.r.l.",
            "SRL",
            "SpA",
            "S.p.A.",
            "SPA",
            "B.V.",
            "BV",
            "N.V.",
            "NV",
            "AB",
            "AS",
            "A/S",
            "ApS",
            "Oy",
            "Oyj",
            "Oy Ab",
            "Pty Ltd",
            "Pty. Ltd.",
            "(Pty) Ltd",
            "Pte. Ltd.",
            "Pvt Ltd",
            "Private Limited",
            "KK",
            "K.K.",
            "S.L.",
            "S.L.U.",
            "Lda.",
            "Ltda.",
            "Sp. z o.o.",
            "sp. z o. o.",
            "Sp.z.o.o.",
            "s.r.o.",
            "spol. s r.o.",
            "a.s.",
            "Kft.",
            "Zrt.",
            "Nyrt",
            "d.o.o.",
            "d.d.",
            "OÜ",
            "SIA",
            "UAB",
            "S.A. de C.V.",
            "S. de R.L. de C.V.",
            "Bhd",
            "Sdn Bhd",
            "Sdn. Bhd.",
            "ООО",
            "株式会社",
            "(株)",
            "Ltd. Şti.",
            "A.Ş.",
            "SE",
            "JSC",
            "Teoranta",
        ] {
            is_stripped(&format!("Halden {form}"));
            is_stripped(&format!("Halden, {form}"));
        }
    }

    #[test]
    fn a_legal_form_at_the_beginning_is_no_part_of_the_name_where_it_is_written_there() {
        for name in [
            "UAB Halden",
            "UAB „Halden“",
            "SIA Halden",
            "OÜ Halden",
            "PT Halden Tbk",
            "ООО «Halden»",
            "株式会社 Halden",
            "株式会社Halden",
        ] {
            is_stripped(name);
        }
        assert_eq!(CoreName::of("Ltd Halden").letters(), "ltdhalden");
    }

    #[test]
    fn a_word_of_the_name_is_no_legal_form() {
        for (name, letters) in [
            ("Marigold Spa", "marigoldspa"),
            ("Marigold Spa Inc.", "marigoldspa"),
            ("Company Halden", "companyhalden"),
            ("Halden Zoo", "haldenzoo"),
            ("Limited Editions", "limitededitions"),
            ("Halden AG Zürich", "haldenagzurich"),
            ("Texas", "texas"),
        ] {
            assert_eq!(CoreName::of(name).letters(), letters, "{name}");
        }
    }

    #[test]
    fn something_is_always_left() {
        for form in AT_THE_END.iter().chain(AT_THE_BEGINNING) {
            assert!(!CoreName::of(form).letters().is_empty(), "{form}");
            let twice = format!("{form} {form}");
            assert!(!CoreName::of(&twice).letters().is_empty(), "{twice}");
        }
    }

    #[test]
    fn the_forms_are_written_as_they_are_compared() {
        for forms in [AT_THE_END, AT_THE_BEGINNING] {
            let once: BTreeSet<_> = forms.iter().collect();
            assert_eq!(once.len(), forms.len(), "one is there twice");
        }
        for form in AT_THE_END.iter().chain(AT_THE_BEGINNING) {
            assert_eq!(form.to_lowercase(), **form);
            assert!(form.chars().all(char::is_alphanumeric), "{form}");
        }
    }
}
