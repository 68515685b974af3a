//! Reads a mail saved as a file (`.eml`, RFC 5322) into the little that an exchange keeps.
//!
//! A file of this module is hostile until shown otherwise: it comes from outside, by drag and drop. So sizes
//! are bounded here, nothing of it is run or fetched, HTML becomes plain text, and attachments stay where
//! they were.

use std::fmt::Write as _;

use coexist_domain::Millis;
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType, decoders::html::html_to_text};

/// A mail with its attachments rarely passes what mail servers take, about 25 MB.
pub const LARGEST_FILE: u64 = 40 * 1024 * 1024;
/// One frame of the log holds at most 256 KiB; a longer text is cut, and the answer says so.
const LONGEST_TEXT: usize = 100 * 1024;
const LONGEST_LINE: usize = 1000;
const MOST_RECIPIENTS: usize = 100;

/// What is kept of a mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its subject.
    pub subject: Option<String>,
    /// Who sent it, `Name <address>`.
    pub sender: Option<String>,
    /// The sender's bare address, in lower case.
    pub sender_address: Option<String>,
    /// To and Cc, `Name <address>` each.
    pub recipients: Vec<String>,
    /// Their bare addresses, in lower case.
    pub recipient_addresses: Vec<String>,
    /// When it was sent, by the sender's clock.
    pub at: Option<Millis>,
    /// Its text.
    pub text: String,
    /// The text was longer and was cut.
    pub cut: bool,
    /// What names this mail for ever: its Message-ID, or the digest of its bytes when it has none.
    pub message: String,
    /// Pieces joined to it.
    pub attachments: u32,
}

/// The file is no mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAMail;

/// Reads the bytes of an `.eml` file.
///
/// # Errors
/// [`NotAMail`] when they hold none of the headers every mail has.
pub fn read(bytes: &[u8]) -> Result<Mail, NotAMail> {
    let message = MessageParser::default().parse(bytes).ok_or(NotAMail)?;
    // The parser takes any text for a mail without headers.
    if message.from().is_none() && message.date().is_none() {
        return Err(NotAMail);
    }
    let (text, cut) = cut_to(&body(&message), LONGEST_TEXT);
    let (sender, sender_address) = message.from().map(people).unwrap_or_default().into_iter().next().unzip();
    let (recipients, recipient_addresses): (Vec<_>, Vec<_>) =
        [message.to(), message.cc()].into_iter().flatten().flat_map(people).take(MOST_RECIPIENTS).unzip();
    Ok(Mail {
        subject: message.subject().map(one_line).filter(|s| !s.is_empty()),
        sender,
        sender_address: sender_address.filter(|a| !a.is_empty()),
        recipients,
        recipient_addresses: recipient_addresses.into_iter().filter(|a| !a.is_empty()).collect(),
        at: message.date().filter(|d| d.is_valid()).map(|d| d.to_timestamp().saturating_mul(1000)),
        text,
        cut,
        message: message
            .message_id()
            .map(one_line)
            .filter(|id| !id.is_empty())
            .unwrap_or_else(|| format!("blake3:{}", blake3::hash(bytes).to_hex())),
        attachments: u32::try_from(
            message.attachments().filter(|a| !a.is_content_type("text", "html")).count(),
        )
        .unwrap_or(u32::MAX),
    })
}

/// The first text body; of an HTML one, its text.
fn body(message: &Message<'_>) -> String {
    let mut text = String::new();
    for part in message.text_bodies() {
        let piece = match &part.body {
            PartType::Text(plain) => plain.to_string(),
            PartType::Html(html) => html_to_text(&with_line_ends(html)),
            _ => continue,
        };
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&piece);
        if text.len() > 4 * LONGEST_TEXT {
            break;
        }
    }
    tidy_lines(&text)
}

/// The parser's own conversion ends a line at `<br>` and `</p>` only; mail programs write `<div>` and tables.
fn with_line_ends(html: &str) -> String {
    const BLOCKS: &[&str] =
        &["</div", "</li", "</tr", "</h1", "</h2", "</h3", "</h4", "</blockquote", "</table"];
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let is = |name: &str| tag.get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name));
        if BLOCKS.iter().any(|b| is(b)) {
            out.push_str("<br>");
        } else if is("</td") || is("</th") {
            out.push(' ');
        }
        out.push_str("</");
        rest = &tag[2..];
    }
    out.push_str(rest);
    out
}

/// Line ends made one kind, white space at line ends away, never more than one empty line.
fn tidy_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(|l| l.trim_end_matches(|c: char| c.is_whitespace() || c == '\u{feff}')) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        // A control character is never somebody's word, and a terminal would obey it.
        out.extend(line.chars().filter(|c| !c.is_control() || *c == '\t'));
    }
    out
}

fn people(address: &Address<'_>) -> Vec<(String, String)> {
    address
        .iter()
        .take(MOST_RECIPIENTS)
        .map(|a| {
            let (name, address) =
                (a.name().map(one_line).unwrap_or_default(), a.address().map(one_line).unwrap_or_default());
            let mut shown = name.clone();
            if name.is_empty() {
                shown.clone_from(&address);
            } else if !address.is_empty() {
                // Writing to a String cannot fail.
                let _ = write!(shown, " <{address}>");
            }
            (shown, address.to_lowercase())
        })
        .filter(|(shown, _)| !shown.is_empty())
        .collect()
}

fn one_line(text: &str) -> String {
    let line: String = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    cut_to(&line, LONGEST_LINE).0
}

/// At most `most` bytes, at the end of a letter.
fn cut_to(text: &str, most: usize) -> (String, bool) {
    if text.len() <= most {
        return (text.to_owned(), false);
    }
    (text[..text.floor_char_boundary(most)].to_owned(), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "From: =?UTF-8?Q?Am=C3=A9lie_Roussel?= <Amelie.Roussel@Hydralpe.example>\r\n\
        To: Jean <jean@puits.example>, copil@puits.example\r\nCc: \"Ba, Awa\" <awa@puits.example>\r\n\
        Subject: Convention =?ISO-8859-1?Q?sign=E9e?=\r\nDate: Tue, 12 Mar 2024 09:30:00 +0100\r\n\
        Message-ID: <abc@hydralpe.example>\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nBonjour,\r\n\r\n\r\n\r\nC'est sign=E9.   \r\n";

    #[test]
    fn a_mail_gives_its_people_and_its_words() {
        let mail = read(PLAIN.as_bytes()).unwrap();
        assert_eq!(mail.subject.as_deref(), Some("Convention signée"));
        assert_eq!(mail.sender.as_deref(), Some("Amélie Roussel <Amelie.Roussel@Hydralpe.example>"));
        assert_eq!(mail.sender_address.as_deref(), Some("amelie.roussel@hydralpe.example"));
        assert_eq!(
            mail.recipients,
            ["Jean <jean@puits.example>", "copil@puits.example", "Ba, Awa <awa@puits.example>"]
        );
        assert_eq!(mail.text, "Bonjour,\n\nC'est signé.");
        assert_eq!(mail.at, Some(1_710_232_200_000));
        assert_eq!(mail.message, "abc@hydralpe.example");
        assert!(!mail.cut);
    }

    #[test]
    fn html_becomes_text_and_nothing_of_it_runs() {
        let html = "From: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
            <html><head><style>p{color:red}</style><script>steal()</script></head><body><div>Bonjour Zoé&nbsp;!</div>\
            <table><tr><td>12</td><td>500 €</td></tr><tr><td>fin</td></tr></table></body></html>";
        let mail = read(html.as_bytes()).unwrap();
        let lines: Vec<&str> = mail.text.lines().collect();
        assert!(lines[0].starts_with("Bonjour Zoé"), "{lines:?}");
        assert!(lines.contains(&"12 500 €"), "{lines:?}");
        assert!(!mail.text.contains("steal") && !mail.text.contains("color"), "{lines:?}");
        assert!(mail.message.starts_with("blake3:"));
    }

    #[test]
    fn a_long_mail_is_cut_at_a_letter() {
        let mail = read(format!("From: a@b.example\r\n\r\n{}", "é".repeat(LONGEST_TEXT)).as_bytes()).unwrap();
        assert!(mail.cut && mail.text.len() <= LONGEST_TEXT && mail.text.ends_with('é'));
    }

    #[test]
    fn what_is_no_mail_is_refused() {
        for bytes in [
            &b""[..],
            b"PK\x03\x04 something",
            b"just a note\nwithout headers",
            &[0xD0, 0xCF, 0x11, 0xE0, 0xA1],
        ] {
            assert!(read(bytes).is_err());
        }
    }
}
