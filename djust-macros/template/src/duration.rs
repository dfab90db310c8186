//! Times as attributes and handlers give them: `300`, `300ms`, `0.3s`. The cases are in `contract/durations.json`.

/// The longest time that a browser's timer takes, in milliseconds.
const LONGEST: f64 = 2_147_483_647.0;

/// The time in milliseconds; nothing where the text is none.
pub fn milliseconds(text: &str) -> Option<f64> {
    let text = text.trim();
    let (number, factor) = match text.strip_suffix('s') {
        None => (text, 1.0),
        Some(rest) => match rest.strip_suffix('m') {
            Some(number) => (number.trim_end(), 1.0),
            None => (rest.trim_end(), 1000.0),
        },
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_number = match number.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(number),
    };
    if !is_number {
        return None;
    }
    let time = number.parse::<f64>().ok()? * factor;
    (time <= LONGEST).then_some(time)
}
