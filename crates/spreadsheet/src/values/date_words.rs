//! Names of months and days, and what may stand around a date without changing it.

/// The month (1–12) a folded word names, in French or English, whole or cut ("sept", "févr", "Dec").
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["janvier", "january", "janv", "jan"],
        &["fevrier", "february", "fevr", "fev", "feb"],
        &["mars", "march", "mar"],
        &["avril", "april", "avr", "apr"],
        &["mai", "may"],
        &["juin", "june", "jun"],
        &["juillet", "july", "juil", "jul", "jui"],
        &["aout", "august", "aug", "aou"],
        &["septembre", "september", "sept", "sep"],
        &["octobre", "october", "oct"],
        &["novembre", "november", "nov"],
        &["decembre", "december", "dec"],
    ];
    (1_i8..).zip(MONTHS).find(|(_, names)| names.contains(&word)).map(|(n, _)| n)
}

/// True for a day of the week, whole or cut.
pub(super) fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "lun"
            | "mer"
            | "jeu"
            | "ven"
            | "sam"
            | "dim"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "mon"
            | "tue"
            | "wed"
            | "thu"
            | "fri"
            | "sat"
            | "sun"
    )
}

/// Words that say before what a date stands, and leave the date itself as it is.
pub(super) fn is_before_word(word: &str) -> bool {
    matches!(
        word,
        "avant"
            | "ici"
            | "d"
            | "before"
            | "by"
            | "pour"
            | "le"
            | "la"
            | "l"
            | "du"
            | "de"
            | "en"
            | "au"
            | "vers"
            | "courant"
            | "the"
            | "of"
            | "on"
            | "date"
            | "signe"
            | "signee"
            | "echeance"
            | "limite"
    )
}
