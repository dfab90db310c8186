//! What templates write among inline arguments, as in `select({{ id }})`, where a text could end its argument.

use std::fmt::{self, Display, Write};

/// A value that can't end an inline argument, whatever it is.
#[diagnostic::on_unimplemented(
    message = "a slot among inline arguments or a shortcut's keys is a `{Self}`, and only a number can stand there bare",
    label = "a quote, a comma or a colon in the value could end the argument or the keys",
    note = "among arguments, give the value as `dj-value-name=\"{{{{ value }}}}\"`, or write `{{{{ value|arg }}}}`, which quotes and escapes it"
)]
pub trait Number {}

macro_rules! numbers {
    ($($number:ty)*) => { $(impl Number for $number {})* };
}

numbers!(bool i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64);

impl<T: Number + ?Sized> Number for &T {}

/// A value as a quoted inline argument. Askama escapes it for the attribute.
pub fn argument(value: impl Display) -> String {
    let mut quoted = Quoted("'".to_owned());
    // A value whose `Display` fails is shown as far as it went.
    let _ = write!(quoted, "{value}");
    quoted.0.push('\'');
    quoted.0
}

/// Text within single quotes.
struct Quoted(String);

impl fmt::Write for Quoted {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            if matches!(c, '\'' | '\\') {
                self.0.push('\\');
            }
            self.0.push(c);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_can_not_end_its_argument() {
        assert_eq!(argument("it's"), r"'it\'s'");
        assert_eq!(argument(r"a\', 5)"), r"'a\\\', 5)'");
        assert_eq!(argument("line\n\"two\""), "'line\n\"two\"'");
        assert_eq!(argument(5), "'5'");
    }
}
