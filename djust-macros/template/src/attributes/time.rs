//! How long an event is held back: the values of `dj-debounce` and `dj-throttle`, as the client reads them.

/// What was expected instead of a time; nothing when it is fine.
pub(super) fn bad(base: &str, value: &str) -> Option<&'static str> {
    match base {
        "dj-debounce" if value == "blur" || is_time(value) => None,
        "dj-debounce" => Some("milliseconds, such as `300`, or `blur`"),
        "dj-throttle" if !is_time(value) => Some("milliseconds, such as `300`"),
        _ => None,
    }
}

/// Whether the client reads a time in it: `300`, `300ms`, `0.3s`.
fn is_time(value: &str) -> bool {
    let number = value.strip_suffix('s').map_or(value, |rest| {
        rest.strip_suffix('m').unwrap_or(rest).trim_end()
    });
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match number.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rl_01_times_are_those_that_the_client_reads() {
        for time in ["0", "300", "300ms", "300 ms", "0.3s", "1.5"] {
            assert!(is_time(time), "{time}");
        }
        for other in ["", "soon", "-1", "3m", "ms", "s", ".5", "1.", "1e3", "3 0"] {
            assert!(!is_time(other), "{other}");
        }
        assert_eq!(bad("dj-debounce", "blur"), None);
        assert!(bad("dj-throttle", "blur").is_some());
        assert_eq!(bad("dj-confirm", "soon"), None);
    }
}
