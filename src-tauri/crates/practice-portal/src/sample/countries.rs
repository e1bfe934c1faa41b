//! Where the sample organizations are. Towns, streets and people are invented after each language's word for
//! "sample", so that nobody takes them for real.
//!
//! Telephone numbers: those the regulators of the United Kingdom, the United States, Canada, Ireland, Germany, France,
//! Sweden and Australia keep for drama; elsewhere a subscriber's number that begins with zeros.

/// A country and what is usual there. In patterns `#` stands for a digit and `%` for a house number.
pub(super) struct Country {
    pub(super) name: &'static str,
    pub(super) company_form: &'static str,
    /// A town, and its state where addresses have one.
    pub(super) towns: &'static [(&'static str, &'static str)],
    pub(super) zipcode: &'static str,
    pub(super) phone: &'static str,
    pub(super) streets: &'static [&'static str],
    pub(super) people: &'static [&'static str],
}

/// The one with this name.
pub(super) fn named(name: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.name == name)
}

macro_rules! country {
    ($name:literal, $form:literal, [$($town:literal / $state:literal),+], $zipcode:literal, $phone:literal, $streets:expr, $people:expr) => {
        Country {
            name: $name,
            company_form: $form,
            towns: &[$(($town, $state)),+],
            zipcode: $zipcode,
            phone: $phone,
            streets: &$streets,
            people: &$people,
        }
    };
}

#[rustfmt::skip]
pub(super) const COUNTRIES: [Country; 26] = [
    country!("United Kingdom", "Ltd", ["Sampleton" / "", "Specimen-on-Sea" / "", "Little Trial" / ""], "ZZ# #ZZ", "+44 1632 960###",
        ["% Sample Street", "% Placeholder Lane", "% Specimen Road"], ["Ada Sample", "Theo Trial", "Imogen Instance", "Rhys Specimen"]),
    country!("United States", "LLC", ["Springfield" / "Oregon", "Exampleton" / "Ohio", "Testville" / "Vermont", "Placeholder City" / "Texas"], "000##", "+1 202 555 01##",
        ["% Example Avenue", "% Placeholder Drive", "% Sample Boulevard"], ["Jo Placeholder", "Kim Example", "Sam Specimen", "Dolores Demo"]),
    country!("Germany", "GmbH", ["Musterstadt" / "", "Beispielhausen" / "", "Probenheim" / ""], "00###", "+49 30 23125 ###",
        ["Beispielweg %", "Musterstraße %", "Probengasse %"], ["Max Muster", "Erika Muster", "Jürgen Beispiel", "Käthe Probe"]),
    country!("France", "SARL", ["Essaiville" / "", "Saint-Exemple-sur-Mer" / "", "Échantillon" / ""], "00###", "+33 1 99 00 ## ##",
        ["% rue de l’Exemple", "% avenue de l’Essai", "% place du Modèle"], ["Camille Essai", "Zoé Modèle", "Gaël Exemple"]),
    country!("Australia", "Pty Ltd", ["Testhaven" / "New South Wales", "Sample Creek" / "Queensland"], "00##", "+61 2 5550 ####",
        ["% Trial Parade", "% Example Crescent"], ["Kim Example", "Bronte Trial", "Lachlan Sample"]),
    country!("Sweden", "AB", ["Provköping" / "", "Exempelsund" / ""], "000 ##", "+46 8 465 004 4#",
        ["Provgatan %", "Exempelvägen %"], ["Nils Prov", "Åsa Exempel", "Göran Mall"]),
    country!("Italy", "S.r.l.", ["Provalunga" / "", "Esempio al Lago" / ""], "00###", "+39 02 0000 01##",
        ["Via della Prova %", "Corso Esempio %"], ["Gaia Prova", "Niccolò Esempio", "Marta Campione"]),
    country!("Netherlands", "B.V.", ["Proefdam" / "", "Voorbeeldhuizen" / ""], "00## ZZ", "+31 20 000 01##",
        ["Proefkade %", "Voorbeeldstraat %"], ["Piet Proef", "Saskia Voorbeeld", "Daan Monster"]),
    country!("Denmark", "ApS", ["Prøveby" / "", "Eksempelhavn" / ""], "00##", "+45 00 00 01 ##",
        ["Prøvevej %", "Eksempelgade %"], ["Ida Prøve", "Søren Eksempel", "Mette Mønster"]),
    country!("Switzerland", "AG", ["Musterwil" / "", "Probikon" / "", "Essai-les-Bains" / ""], "00##", "+41 44 000 01 ##",
        ["Musterweg %", "Probegasse %"], ["Reto Muster", "Ursina Probe", "Loïc Essai"]),
    country!("Ireland", "Teoranta", ["Baile Sampla" / "", "Trialbeg" / ""], "Z00 ZZ##", "+353 20 91# ####",
        ["% Sráid Shampla", "% Specimen Quay"], ["Aoife Sampla", "Cillian Trial", "Niamh Specimen"]),
    country!("Canada", "Inc.", ["Sample Falls" / "Ontario", "Sainte-Épreuve" / "Québec"], "Z0Z #Z#", "+1 613 555 01##",
        ["% Placeholder Road", "% rue de l’Épreuve"], ["Maxime Épreuve", "Robin Placeholder", "Avery Sample"]),
    country!("Spain", "S.L.", ["Villaprueba" / "", "Ejemplar del Mar" / ""], "00###", "+34 000 00 01 ##",
        ["Calle de la Prueba, %", "Plaza del Ejemplo, %"], ["Íñigo Prueba", "Lucía Ejemplo", "Begoña Muestra"]),
    country!("Portugal", "Lda.", ["Vila Exemplo" / "", "São Modelo" / ""], "00##-###", "+351 000 000 1##",
        ["Rua do Exemplo, %", "Travessa da Amostra, %"], ["João Exemplo", "Inês Amostra", "Conceição Modelo"]),
    country!("Poland", "Sp. z o.o.", ["Próbno" / "", "Wzorowo Małe" / ""], "00-###", "+48 00 000 01 ##",
        ["ul. Próbna %", "ul. Przykładowa %"], ["Łukasz Próba", "Świętosława Wzór", "Jan Przykład"]),
    country!("Czechia", "s.r.o.", ["Zkouškov" / "", "Příkladná Lhota" / ""], "000 ##", "+420 000 000 1##",
        ["Zkušební %", "Vzorová %"], ["Jiří Vzor", "Květa Zkouška", "Ondřej Příklad"]),
    country!("Austria", "GmbH", ["Beispieldorf" / "", "Sankt Muster" / ""], "00##", "+43 1 000 01##",
        ["Beispielgasse %", "Musterplatz %"], ["Franzi Beispiel", "Xaver Muster", "Resi Probe"]),
    country!("New Zealand", "Ltd", ["Trialport" / "", "Te Tauira" / ""], "00##", "+64 9 000 01##",
        ["% Trial Terrace", "% Tauira Street"], ["Tāne Tauira", "Ngaio Trial", "Hemi Sample"]),
    country!("Norway", "AS", ["Prøvestrand" / "", "Eksempelnes" / ""], "00##", "+47 00 00 01 ##",
        ["Prøveveien %", "Eksempelbakken %"], ["Øyvind Prøve", "Sigrid Eksempel", "Håkon Mønster"]),
    country!("Finland", "Oy", ["Esimerkkilä" / "", "Mallisaari" / ""], "00###", "+358 9 000 01##",
        ["Esimerkkitie %", "Mallikatu %"], ["Väinö Malli", "Päivi Esimerkki", "Aino Näyte"]),
    country!("Belgium", "BV", ["Voorbeeldegem" / "", "Essai-la-Neuve" / ""], "00##", "+32 2 000 01 ##",
        ["Voorbeeldlaan %", "Rue de l’Échantillon %"], ["Lotte Voorbeeld", "Benoît Échantillon", "Joris Proef"]),
    country!("Greece", "Α.Ε.", ["Δοκιμή" / "", "Παράδειγμα" / ""], "000 ##", "+30 000 000 01##",
        ["Οδός Δοκιμής %", "Λεωφόρος Υποδείγματος %"], ["Ελένη Δοκιμή", "Νίκος Υπόδειγμα"]),
    country!("Japan", "株式会社", ["見本市" / "東京都", "例題町" / "大阪府"], "000-00##", "+81 3 0000 01##",
        ["見本通り%番地", "例題丁目%"], ["見本 花子", "例題 太郎"]),
    country!("Brazil", "Ltda.", ["Exemplópolis" / "Minas Gerais", "Amostra do Sul" / "Paraná"], "000##-###", "+55 11 0000 01##",
        ["Rua da Amostra, %", "Avenida Exemplo, %"], ["Antônio Amostra", "Flávia Exemplo"]),
    country!("Mexico", "S.A. de C.V.", ["San Ejemplo" / "Jalisco", "Pruebatlán" / "Oaxaca"], "00###", "+52 55 0000 01##",
        ["Calle Ejemplo %", "Avenida de la Muestra %"], ["Ximena Muestra", "Ángel Ejemplo"]),
    country!("Türkiye", "Ltd. Şti.", ["Örnekköy" / "", "Denemeşehir" / ""], "000##", "+90 212 000 01 ##",
        ["Örnek Sokak No: %", "Deneme Caddesi No: %"], ["Çağla Örnek", "İsmail Deneme", "Gülşen Numune"]),
];
