//! The link that brings somebody in: where the endpoint is, which endpoint it is, and the secret that opens.
//!
//! The endpoint prints it for an organisation's first owner, a desk prints it for a colleague, and a desk
//! reads it from a paste, a click or a QR code: hostile input, so the parser is strict and lives beside the
//! printer. `coexist://join?endpoint=…&pin=…&secret=…&grant=…`; parameters that this build does not know are
//! ignored, so that a later release may add some.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::roster::Grant;
use crate::segment::Signer;

/// A link may not be longer than this many bytes. A usual one has some 500.
pub const MAX_LINK: usize = 4096;

/// An endpoint's address may not be longer than this many bytes.
pub const MAX_ADDRESS: usize = 512;

const PREFIX: &str = "coexist://join";
const ENDPOINT: &str = "endpoint";
const PIN: &str = "pin";
const SECRET: &str = "secret";
const GRANT: &str = "grant";

/// What an invitation link carries.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The endpoint's address: `http` or `https`, no slash at the end (see [`endpoint_address`]).
    pub endpoint: String,
    /// The endpoint's public key: another one at that address is not the endpoint that was meant.
    pub pin: [u8; 32],
    /// Seed of the key that the grant names. Whoever has it may join, once.
    pub secret: [u8; 32],
    /// Who invites, to what, until when.
    pub grant: Grant,
}

/// Why a text is not an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// Longer than [`MAX_LINK`].
    #[error("the link is too long")]
    TooLong,
    /// It does not begin with `coexist://join?`.
    #[error("not an invitation link")]
    NotALink,
    /// The link was cut: this parameter is missing.
    #[error("the link has no {0}")]
    Missing(&'static str),
    /// This parameter stands twice.
    #[error("the link has {0} twice")]
    Repeated(&'static str),
    /// This parameter cannot be read.
    #[error("the link's {0} cannot be read")]
    Malformed(&'static str),
    /// The endpoint's address is not a plain `http` or `https` address.
    #[error("not an endpoint's address")]
    Address,
    /// The secret does not open the grant: the link was put together from two.
    #[error("the secret is another invitation's")]
    OtherSecret,
}

impl Invitation {
    /// The key made from the secret: it signs the joining.
    pub fn signer(&self) -> Signer {
        Signer::from_seed(&self.secret)
    }
}

/// Without the secret, which must not reach a log.
impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invitation").finish_non_exhaustive()
    }
}

/// The link.
impl fmt::Display for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}?{ENDPOINT}=")?;
        for byte in self.endpoint.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                write!(f, "{}", byte as char)?;
            } else {
                write!(f, "%{byte:02X}")?;
            }
        }
        for (name, bytes) in [(PIN, &self.pin[..]), (SECRET, &self.secret), (GRANT, &self.grant.to_bytes())] {
            write!(f, "&{name}={}", URL_SAFE_NO_PAD.encode(bytes))?;
        }
        Ok(())
    }
}

impl FromStr for Invitation {
    type Err = InvitationError;

    /// Reads a link. White space is dropped first: mail programs wrap long lines.
    fn from_str(text: &str) -> Result<Self, InvitationError> {
        if text.len() > MAX_LINK {
            return Err(InvitationError::TooLong);
        }
        let link: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (start, query) = link.split_once('?').ok_or(InvitationError::NotALink)?;
        // Some systems write a slash after the host when they hand a link over.
        if !start.strip_suffix('/').unwrap_or(start).eq_ignore_ascii_case(PREFIX) {
            return Err(InvitationError::NotALink);
        }
        let address = percent_decoded(parameter(query, ENDPOINT)?)?;
        let grant =
            Grant::from_bytes(&base64url(query, GRANT)?).map_err(|_| InvitationError::Malformed(GRANT))?;
        let invitation = Self {
            endpoint: endpoint_address(&address)?,
            pin: key(query, PIN)?,
            secret: key(query, SECRET)?,
            grant,
        };
        if invitation.signer().public() != invitation.grant.invitation {
            return Err(InvitationError::OtherSecret);
        }
        Ok(invitation)
    }
}

/// An endpoint's address without the slash at its end: `http` or `https`, a host, perhaps a port and a path.
/// No user, query or fragment, and nothing that would need escaping.
///
/// # Errors
/// [`InvitationError::Address`].
pub fn endpoint_address(text: &str) -> Result<String, InvitationError> {
    let error = InvitationError::Address;
    let text = text.trim_end_matches('/');
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(error)?;
    if text.len() > MAX_ADDRESS {
        return Err(error);
    }
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = match authority.strip_prefix('[') {
        Some(v6) => {
            let (host, rest) = v6.split_once(']').ok_or(error)?;
            host.parse::<std::net::Ipv6Addr>().map_err(|_| error)?;
            (host, if rest.is_empty() { None } else { Some(rest.strip_prefix(':').ok_or(error)?) })
        }
        None => match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        },
    };
    let named = |b: u8| b.is_ascii_alphanumeric() || b"-.:".contains(&b);
    let in_path = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    let port_fits = |p: &str| p.bytes().all(|b| b.is_ascii_digit()) && p.parse::<u16>().is_ok_and(|n| n > 0);
    if host.is_empty()
        || !host.bytes().all(named)
        || !path.bytes().all(in_path)
        || path.split('/').any(|part| part == "..")
        || port.is_some_and(|p| !port_fits(p))
    {
        return Err(error);
    }
    Ok(text.to_owned())
}

fn parameter<'a>(query: &'a str, name: &'static str) -> Result<&'a str, InvitationError> {
    let mut found = query.split('&').filter_map(|p| p.split_once('=')).filter(|(n, _)| *n == name);
    let value = found.next().ok_or(InvitationError::Missing(name))?.1;
    if found.next().is_some() { Err(InvitationError::Repeated(name)) } else { Ok(value) }
}

fn base64url(query: &str, name: &'static str) -> Result<Vec<u8>, InvitationError> {
    URL_SAFE_NO_PAD.decode(parameter(query, name)?).map_err(|_| InvitationError::Malformed(name))
}

fn key(query: &str, name: &'static str) -> Result<[u8; 32], InvitationError> {
    base64url(query, name)?.try_into().map_err(|_| InvitationError::Malformed(name))
}

fn percent_decoded(text: &str) -> Result<String, InvitationError> {
    let error = InvitationError::Malformed(ENDPOINT);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || rest.next().and_then(|b| (b as char).to_digit(16)).ok_or(error);
        bytes.push(if byte == b'%' { (digit()? * 16 + digit()?) as u8 } else { byte });
    }
    String::from_utf8(bytes).map_err(|_| error)
}

#[cfg(test)]
mod tests {
    use coexist_domain::words::MemberRole;
    use coexist_domain::{Id, SpaceId};
    use proptest::prelude::*;

    use super::*;

    fn invitation(endpoint: &str) -> Invitation {
        let (by, secret) = (Signer::from_seed(&[1; 32]), [9; 32]);
        let grant = Grant::sign(
            &by,
            SpaceId(Id::from_bytes([7; 16])),
            "Puits & Cie – Genève",
            "Awa",
            MemberRole::Owner,
            Signer::from_seed(&secret).public(),
            1_800_000_000_000,
        );
        Invitation { endpoint: endpoint.to_owned(), pin: by.public(), secret, grant }
    }

    #[test]
    fn a_link_reads_back_also_wrapped_by_a_mail_program() {
        for endpoint in
            ["http://127.0.0.1:8080", "https://coexist.example.org", "https://[2001:db8::1]:8443/a~b/c"]
        {
            let invitation = invitation(endpoint);
            let link = invitation.to_string();
            assert_eq!(link.parse(), Ok(invitation.clone()), "{link}");
            let wrapped: Vec<_> = link.as_bytes().chunks(76).map(String::from_utf8_lossy).collect();
            assert_eq!(format!(" {}\r\n", wrapped.join("\r\n")).parse(), Ok(invitation.clone()));
            assert_eq!(link.replacen("join?", "join/?later=1&", 1).parse(), Ok(invitation));
        }
    }

    #[test]
    fn each_fault_has_its_name() {
        let link = invitation("https://coexist.example.org").to_string();
        let read = |text: &str| text.parse::<Invitation>().unwrap_err();
        assert_eq!(read(&format!("{link}&x={}", "y".repeat(MAX_LINK))), InvitationError::TooLong);
        assert_eq!(read("https://coexist.example.org/join?x"), InvitationError::NotALink);
        assert_eq!(read("coexist://open?secret=x"), InvitationError::NotALink);
        assert_eq!(read(link.split_once("&grant").unwrap().0), InvitationError::Missing("grant"));
        assert_eq!(read(&link[..link.len() - 20]), InvitationError::Malformed("grant"));
        assert_eq!(read(&format!("{link}&pin=AAAA")), InvitationError::Repeated("pin"));
        assert_eq!(read(&link.replace("pin=", "pin=A")), InvitationError::Malformed("pin"));
        assert_eq!(read(&link.replace("%3A", "%3")), InvitationError::Malformed("endpoint"));
        assert_eq!(read(&link.replace("https", "ftp")), InvitationError::Address);
        let mut other = invitation("https://coexist.example.org");
        other.secret = [8; 32];
        assert_eq!(read(&other.to_string()), InvitationError::OtherSecret);
    }

    #[test]
    fn addresses_that_could_mislead_are_refused() {
        for bad in [
            "",
            "http://",
            "https:///x",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "http://a b",
            "https://bank.example@evil.example",
            "https://a.example/?q",
            "https://a.example/#f",
            "https://a.example:0",
            "https://a.example:99999",
            "https://a.example:",
            "https://[::1",
            "https://[::1]8",
            "https://a.example/../b",
            "https://é.example",
            "https://a.example/%2e",
        ] {
            assert_eq!(endpoint_address(bad), Err(InvitationError::Address), "{bad}");
        }
        assert_eq!(endpoint_address("https://a.example/").as_deref(), Ok("https://a.example"));
    }

    #[test]
    fn the_secret_stays_out_of_debug() {
        assert_eq!(format!("{:?}", invitation("http://a.example")), "Invitation { .. }");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text: String, at in 0usize..400, to: char) {
            let _ = text.parse::<Invitation>();
            let mut link: Vec<char> = invitation("https://coexist.example.org").to_string().chars().collect();
            let at = at % link.len();
            link[at] = to;
            // One character changed: refused, or a link that still opens its own grant.
            if let Ok(read) = link.iter().collect::<String>().parse::<Invitation>() {
                prop_assert_eq!(read.signer().public(), read.grant.invitation);
            }
        }
    }
}
