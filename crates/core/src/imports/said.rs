//! What a record says: every word of it as the export will write it, so that a cell's text can be held
//! against it. A cell that says more than the record keeps its own words (`written.rs`).

use std::collections::HashSet;

use coexist_domain::{Money, Period};
use coexist_sentences::{Language, Sentences};
use coexist_spreadsheet::folding::{fold, words};
use coexist_spreadsheet::values::country;
use jiff::civil::Date;

use super::understood::{Amount, Contact, Dossier, Organisation, Task};

/// Digits in a row that make a number of a telephone or a register rather than a count.
const LONG_NUMBER: usize = 8;

/// The words of our own vocabularies. Both languages count: a label of ours says no more than its code,
/// whichever language the desk that wrote the file spoke.
pub(super) struct Labels {
    /// What the column of original texts is called on this desk.
    pub(super) original: String,
    both: [Sentences; 2],
}

impl Labels {
    pub(super) fn of(language: Language) -> Self {
        let original = Sentences::new(language).say("import-original-text", []).unwrap_or_default();
        Self { original, both: [Sentences::new(Language::French), Sentences::new(Language::English)] }
    }

    fn label(&self, vocabulary: &str, code: &str, into: &mut Said) {
        let id = format!("word-{vocabulary}-{}", code.replace('_', "-"));
        for label in self.both.iter().filter_map(|s| s.say(&id, [])) {
            into.text(&label);
        }
    }
}

/// Everything some records say together.
#[derive(Default)]
pub(super) struct Said {
    words: HashSet<String>,
    /// Each text without its blanks and signs: "999 990 013" is said by "FR-SIREN:999990013".
    compact: Vec<String>,
    days: HashSet<Date>,
    numbers: Vec<f64>,
}

impl Said {
    pub(super) fn text(&mut self, text: &str) {
        self.words.extend(words(text));
        let compact = compact(text);
        if !compact.is_empty() {
            self.compact.push(compact);
        }
    }

    fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a String>) {
        texts.into_iter().for_each(|t| self.text(t));
    }

    fn period(&mut self, period: Option<Period>) {
        self.days.extend(period.iter().flat_map(|p| [p.start(), p.end()]));
    }

    fn money(&mut self, money: Option<Money>) {
        self.numbers.extend(money.map(|m| m.to_f64()));
    }

    pub(super) fn country(&mut self, code: &str) {
        self.text(code);
        for name in country::names(code).into_iter().flat_map(|(french, english)| [french, english]) {
            self.text(name);
        }
    }

    pub(super) fn own(&mut self, cells: &[(String, String)]) {
        cells.iter().for_each(|(_, text)| self.text(text));
    }

    pub(super) fn organisation(&mut self, it: &Organisation, labels: &Labels) {
        self.text(&it.name);
        let one = [&it.full_name, &it.city, &it.address, &it.website, &it.email, &it.phone, &it.note];
        self.texts(one.into_iter().flatten());
        self.texts(it.other_names.iter().chain(&it.identifiers));
        self.own(&it.own);
        it.country.iter().for_each(|code| self.country(code));
        it.kind.iter().for_each(|code| labels.label("organisation", code, self));
    }

    pub(super) fn contact(&mut self, it: &Contact) {
        self.text(&it.name);
        self.texts(it.job.iter().chain(&it.note).chain(&it.emails).chain(&it.phones));
        self.own(&it.own);
    }

    pub(super) fn dossier(&mut self, it: &Dossier, labels: &Labels) {
        let one = [&it.title, &it.summary, &it.stage_reason, &it.agreement, &it.note];
        self.texts(one.into_iter().flatten());
        [it.start, it.end, it.signed, it.last_contact].into_iter().for_each(|p| self.period(p));
        it.countries.iter().for_each(|code| self.country(code));
        it.stage.iter().for_each(|code| labels.label("stage", code, self));
        it.types.iter().for_each(|code| labels.label("type", code, self));
        it.amounts.iter().for_each(|amount| self.amount(amount));
        self.own(&it.own);
    }

    fn amount(&mut self, it: &Amount) {
        self.money(it.value);
        self.money(it.value_max);
        self.numbers.extend(it.quantity.as_deref().and_then(|q| q.parse::<f64>().ok()));
        self.texts(it.note.iter().chain(&it.unit));
        self.texts(&it.value.map(|v| v.currency().to_string()));
    }

    pub(super) fn task(&mut self, it: &Task) {
        self.text(&it.title);
        self.texts(&it.note);
        self.period(it.due);
    }

    pub(super) fn day(&self, day: Date) -> bool {
        self.days.contains(&day)
    }

    pub(super) fn number(&self, number: f64) -> bool {
        self.numbers.iter().any(|n| (n - number).abs() < 0.005)
    }

    /// Whether every word of a text is said, but for those that `silent` holds to say nothing.
    pub(super) fn all_of(&self, text: &str, silent: impl Fn(&str) -> bool) -> bool {
        let whole = compact(text);
        if self.has_compact(&whole) {
            return true;
        }
        let rest = self.without_long_numbers(text);
        words(&rest).iter().all(|w| self.words.contains(w) || silent(w))
    }

    fn has_compact(&self, compact: &str) -> bool {
        // Short ones would be found inside any longer word.
        compact.len() >= LONG_NUMBER && self.compact.iter().any(|c| c.contains(compact))
    }

    /// The text without the telephone and register numbers that are said, however they are cut.
    fn without_long_numbers(&self, text: &str) -> String {
        let folded = fold(text);
        let mut out = String::with_capacity(folded.len());
        let mut rest = folded.as_str();
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            let cut = |c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '(' | ')' | '+'));
            let (run, after) = from.split_at(from.find(cut).unwrap_or(from.len()));
            let digits: String = run.chars().filter(char::is_ascii_digit).collect();
            // The national number ends the international one: "04 65 …" and "+33 4 65 …".
            let tail = digits.get(digits.len().saturating_sub(LONG_NUMBER)..).unwrap_or_default();
            if digits.len() < LONG_NUMBER || !self.compact.iter().any(|c| c.contains(tail)) {
                out.push_str(run);
            }
            out.push(' ');
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

fn compact(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_said_whatever_its_signs() {
        let mut said = Said::default();
        said.text("+33465710214");
        said.text("FR-SIREN:999990013");
        said.text("Céleste Marchandeau, c.marchandeau@hydralpe.example");
        said.country("BF");
        let all = |text| said.all_of(text, |_| false);
        for text in ["04 65 71 02 14", "+33 (0)4 65 71 02 14", "999.990.013", "BURKINA", "burkina faso"] {
            assert!(all(text), "{text}");
        }
        assert!(all("MARCHANDEAU Céleste\n0465710214 / c.marchandeau@hydralpe.example"));
        for text in ["Céleste Marchandeau (DG)", "04 65 71 02 15", "Burkina / Mali", "2"] {
            assert!(!all(text), "{text}");
        }
    }
}
