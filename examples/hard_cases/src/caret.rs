//! Fields that the server rewrites while someone types in them: the caret has to move with the text.

use djust_actix::prelude::*;

#[live_view(template = "caret.html")]
pub(crate) struct Caret {
    price: String,
    weight: String,
    groups: String,
    card: String,
    shout: String,
    tidy: String,
    note: String,
}

#[live_view]
impl Caret {
    fn mount() -> Self {
        Self {
            price: String::new(),
            weight: String::new(),
            groups: String::new(),
            card: String::new(),
            shout: String::new(),
            tidy: String::new(),
            note: String::new(),
        }
    }

    /// Something in front.
    #[event_handler]
    fn set_price(&mut self, value: String) {
        self.price = around("€", &digits(&value), "");
    }

    /// Something behind.
    #[event_handler]
    fn set_weight(&mut self, value: String) {
        self.weight = around("", &digits(&value), " kg");
    }

    /// Something within, from the right: it moves with every digit.
    #[event_handler]
    fn set_groups(&mut self, value: String) {
        self.groups = thousands(&digits(&value));
    }

    /// Something within, from the left.
    #[event_handler]
    fn set_card(&mut self, value: String) {
        self.card = fours(&digits(&value));
    }

    /// Every letter another one.
    #[event_handler]
    fn set_shout(&mut self, value: String) {
        self.shout = value.to_uppercase();
    }

    /// Less at both ends.
    #[event_handler]
    fn set_tidy(&mut self, value: String) {
        value.trim().clone_into(&mut self.tidy);
    }

    /// Several changes at once: each line begins with a mark.
    #[event_handler]
    fn set_note(&mut self, value: String) {
        self.note = quoted(&value);
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Text with something in front and behind, unless there is none.
fn around(front: &str, text: &str, behind: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{front}{text}{behind}")
    }
}

fn thousands(digits: &str) -> String {
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn fours(digits: &str) -> String {
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index.is_multiple_of(4) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

fn quoted(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let line = line.trim_start_matches(['>', ' ']);
        format!("> {line}")
    });
    if text.is_empty() {
        String::new()
    } else {
        lines.collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_taken_out_of_what_was_written_around_it() {
        assert_eq!(around("€", &digits("€1x2"), ""), "€12");
        assert_eq!(around("", &digits(""), " kg"), "");
        assert_eq!(thousands("1234567"), "1,234,567");
        assert_eq!(thousands("123"), "123");
        assert_eq!(fours("123456789"), "1234 5678 9");
        assert_eq!(quoted("> a\nb\n"), "> a\n> b\n> ");
    }
}
