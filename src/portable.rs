//! Reserved file names. Content is written on one system and published on another, so a name refused by one system is
//! refused on all.

/// True for a device name of Windows, which ignores everything from the first dot: `aux.html` is the device too.
#[must_use]
pub fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    if matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") {
        return true;
    }
    let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    number.is_some_and(|rest| {
        let mut chars = rest.chars();
        matches!(chars.next(), Some('0'..='9' | '¹' | '²' | '³')) && chars.next().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::is_device_name;

    #[test]
    fn devices_are_known_with_any_ending() {
        for name in ["con", "NUL", "aux.html", "COM1", "com9.pdf", "lpt¹.txt", "Lpt0", "con .x"] {
            assert!(is_device_name(name), "{name}");
        }
        for name in ["com", "com10", "conx", "52", "index", "", "a.con"] {
            assert!(!is_device_name(name), "{name}");
        }
    }
}
