//! Axes: where they end, and what stands at their marks.

/// The powers of ten around all values, so that a logarithmic axis begins and ends at a mark.
pub(crate) fn decades(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
    for value in values.filter(|value| *value > 0.0) {
        low = low.min(value);
        high = high.max(value);
    }
    if high == 0.0 {
        return (1.0, 10.0);
    }
    let (low, high) = (low.log10().floor(), high.log10().ceil());
    (10f64.powf(low), 10f64.powf(high.max(low + 1.0)))
}

/// `10,000`, `0.1`.
pub(crate) fn number(value: f64) -> String {
    if value < 1.0 {
        return format!("{value}");
    }
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_begins_and_ends_at_powers_of_ten() {
        assert_eq!(decades([8.0, 30.0, 356_000.0].into_iter()), (1.0, 1e6));
        assert_eq!(decades([10.0, 100.0].into_iter()), (10.0, 100.0));
        assert_eq!(decades([10.0].into_iter()), (10.0, 100.0));
        assert_eq!(decades([0.0].into_iter()), (1.0, 10.0));
    }

    #[test]
    fn thousands_are_told_apart() {
        assert_eq!(number(10.0), "10");
        assert_eq!(number(1_000.0), "1,000");
        assert_eq!(number(1_000_000.0), "1,000,000");
        assert_eq!(number(0.1), "0.1");
    }
}
