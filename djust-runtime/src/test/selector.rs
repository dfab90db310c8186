//! CSS selectors, as far as tests need them.

use super::markup::{Id, Markup};

/// A list of selectors.
#[derive(Debug)]
pub(super) struct Selector(Vec<Complex>);

/// A chain of compounds, read from its end.
#[derive(Debug)]
struct Complex {
    subject: Vec<Simple>,
    /// What stands before it, the nearest first.
    before: Vec<(Combinator, Vec<Simple>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Combinator {
    Within,
    Child,
    Next,
    Later,
}

#[derive(Debug)]
enum Simple {
    Any,
    Name(String),
    Attribute {
        name: String,
        test: Test,
        value: String,
    },
    First,
    Last,
    /// The child of this number, from 1; every `step`th from there on, if that is not 0.
    Nth {
        step: usize,
        first: usize,
    },
    Checked,
    Disabled,
    Enabled,
    Text(String),
    Not(Selector),
}

#[derive(Debug, Clone, Copy)]
enum Test {
    Present,
    Is,
    Begins,
    Ends,
    Contains,
    Word,
    Part,
}

impl Selector {
    /// Reads a selector.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut parser = Parser { rest: text };
        let list = parser.list()?;
        match parser.rest {
            "" => Ok(list),
            rest => Err(format!("`{rest}` was not expected")),
        }
    }

    /// The elements that it finds, in the document's order.
    pub(super) fn find(&self, page: &Markup) -> Vec<Id> {
        page.all().filter(|id| self.matches(page, *id)).collect()
    }

    fn matches(&self, page: &Markup, id: Id) -> bool {
        let mut list = self.0.iter();
        list.any(|it| compound(page, id, &it.subject) && follows(page, id, &it.before))
    }
}

/// Whether what stands before an element is this.
fn follows(page: &Markup, id: Id, before: &[(Combinator, Vec<Simple>)]) -> bool {
    let Some(((combinator, simple), rest)) = before.split_first() else {
        return true;
    };
    let fits = |id: Id| compound(page, id, simple) && follows(page, id, rest);
    let before = || {
        let siblings = page.siblings(id);
        let at = siblings.iter().position(|it| *it == id).unwrap_or(0);
        siblings[..at].to_vec()
    };
    match combinator {
        Combinator::Within => page.around(id).skip(1).any(fits),
        Combinator::Child => page.parent(id).is_some_and(fits),
        Combinator::Next => before().last().copied().is_some_and(fits),
        Combinator::Later => before().into_iter().any(fits),
    }
}

fn compound(page: &Markup, id: Id, simple: &[Simple]) -> bool {
    simple.iter().all(|it| it.matches(page, id))
}

impl Simple {
    fn matches(&self, page: &Markup, id: Id) -> bool {
        match self {
            Self::Any => true,
            Self::Name(name) => page.name(id) == name,
            Self::Attribute { name, test, value } => page
                .attribute(id, name)
                .is_some_and(|has| test.holds(has, value)),
            Self::First => page.siblings(id).first() == Some(&id),
            Self::Last => page.siblings(id).last() == Some(&id),
            Self::Nth { step, first } => {
                let siblings = page.siblings(id);
                let number = siblings.iter().position(|it| *it == id).unwrap_or(0) + 1;
                number >= *first
                    && (number == *first || (*step > 0 && (number - first) % step == 0))
            }
            Self::Checked => page.has(id, "checked") || page.has(id, "selected"),
            Self::Disabled => is_control(page, id) && page.has(id, "disabled"),
            Self::Enabled => is_control(page, id) && !page.has(id, "disabled"),
            Self::Text(text) => page.text(id).to_lowercase().contains(text),
            Self::Not(selector) => !selector.matches(page, id),
        }
    }
}

fn is_control(page: &Markup, id: Id) -> bool {
    matches!(
        page.name(id),
        "button" | "fieldset" | "input" | "option" | "optgroup" | "select" | "textarea"
    )
}

impl Test {
    fn holds(self, has: &str, value: &str) -> bool {
        match self {
            Self::Present => true,
            Self::Is => has == value,
            Self::Begins => !value.is_empty() && has.starts_with(value),
            Self::Ends => !value.is_empty() && has.ends_with(value),
            Self::Contains => !value.is_empty() && has.contains(value),
            Self::Word => has.split_ascii_whitespace().any(|word| word == value),
            Self::Part => {
                let rest = has.strip_prefix(value);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }
        }
    }
}

struct Parser<'s> {
    rest: &'s str,
}

type Parsed<T> = Result<T, String>;

impl Parser<'_> {
    fn list(&mut self) -> Parsed<Selector> {
        let mut list = vec![self.complex()?];
        while self.eat(',') {
            list.push(self.complex()?);
        }
        Ok(Selector(list))
    }

    fn complex(&mut self) -> Parsed<Complex> {
        self.rest = self.rest.trim_start();
        let mut subject = self.compound()?;
        let mut before = Vec::new();
        while let Some(combinator) = self.combinator() {
            let next = self.compound()?;
            before.insert(0, (combinator, std::mem::replace(&mut subject, next)));
        }
        Ok(Complex { subject, before })
    }

    fn combinator(&mut self) -> Option<Combinator> {
        let trimmed = self.rest.trim_start();
        let spaced = trimmed.len() < self.rest.len();
        self.rest = trimmed;
        let combinator = match self.rest.chars().next()? {
            '>' => Combinator::Child,
            '+' => Combinator::Next,
            '~' => Combinator::Later,
            ',' | ')' => return None,
            _ => return spaced.then_some(Combinator::Within),
        };
        self.rest = self.rest[1..].trim_start();
        Some(combinator)
    }

    fn compound(&mut self) -> Parsed<Vec<Simple>> {
        let mut simple = Vec::new();
        loop {
            let next = self.rest.chars().next();
            simple.push(match next {
                Some('*') => {
                    self.eat('*');
                    Simple::Any
                }
                Some('#') => {
                    self.eat('#');
                    equals("id", Test::Is, self.name()?)
                }
                Some('.') => {
                    self.eat('.');
                    equals("class", Test::Word, self.name()?)
                }
                Some('[') => self.attribute()?,
                Some(':') => self.pseudo()?,
                Some(c) if simple.is_empty() && is_name(c) => {
                    Simple::Name(self.name()?.to_ascii_lowercase())
                }
                _ if simple.is_empty() => return Err("a selector is missing".to_owned()),
                _ => return Ok(simple),
            });
        }
    }

    fn attribute(&mut self) -> Parsed<Simple> {
        self.eat('[');
        let name = self.name()?.to_ascii_lowercase();
        let tests = [
            ("=", Test::Is),
            ("^=", Test::Begins),
            ("$=", Test::Ends),
            ("*=", Test::Contains),
            ("~=", Test::Word),
            ("|=", Test::Part),
        ];
        let found = tests
            .into_iter()
            .find(|(sign, _)| self.rest.starts_with(sign));
        let (test, value) = match found {
            None => (Test::Present, String::new()),
            Some((sign, test)) => {
                self.rest = &self.rest[sign.len()..];
                let quoted = self.rest.starts_with(['"', '\'']);
                (test, if quoted { self.quoted()? } else { self.name()? })
            }
        };
        match self.eat(']') {
            true => Ok(Simple::Attribute { name, test, value }),
            false => Err(format!("`[{name}` has no `]`")),
        }
    }

    fn pseudo(&mut self) -> Parsed<Simple> {
        self.eat(':');
        let name = self.name()?;
        let simple = match &*name {
            "first-child" => Simple::First,
            "last-child" => Simple::Last,
            "checked" => Simple::Checked,
            "disabled" => Simple::Disabled,
            "enabled" => Simple::Enabled,
            "not" | "nth-child" | "has-text" if !self.eat('(') => {
                return Err(format!("`:{name}` needs an argument in parentheses"));
            }
            "not" => self.closed(Self::list).map(Simple::Not)?,
            "nth-child" => self.closed(Self::nth)?,
            "has-text" => self.closed(|it| Ok(Simple::Text(it.quoted()?.to_lowercase())))?,
            _ => return Err(format!("`:{name}` is not known to the test kit")),
        };
        Ok(simple)
    }

    fn closed<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let inner = read(self)?;
        self.rest = self.rest.trim_start();
        match self.eat(')') {
            true => Ok(inner),
            false => Err("a parenthesis is not closed".to_owned()),
        }
    }

    fn nth(&mut self) -> Parsed<Simple> {
        let end = self.rest.find(')').unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        let text = text.trim();
        let wrong = || format!("`:nth-child({text})` is not a number, `odd` or `even`");
        Ok(match text {
            "odd" => Simple::Nth { step: 2, first: 1 },
            "even" => Simple::Nth { step: 2, first: 2 },
            number => Simple::Nth {
                step: 0,
                first: number.parse().map_err(|_| wrong())?,
            },
        })
    }

    /// A text in quotes.
    fn quoted(&mut self) -> Parsed<String> {
        let quote = self.rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let Some(quote) = quote else {
            return Err("a text in quotes is missing".to_owned());
        };
        self.eat(quote);
        let text = self.escaped(|c| c != quote);
        match self.eat(quote) {
            true => Ok(text),
            false => Err(format!("the text `{text}` has no end")),
        }
    }

    fn name(&mut self) -> Parsed<String> {
        let name = self.escaped(is_name);
        if name.is_empty() {
            return Err(format!("a name is missing before `{}`", self.rest));
        }
        Ok(name)
    }

    /// Letters of a kind, and any that a backslash stands before.
    fn escaped(&mut self, is_part: impl Fn(char) -> bool) -> String {
        let mut text = String::new();
        let mut letters = self.rest.chars();
        loop {
            let before = letters.clone();
            match letters.next() {
                Some('\\') => text.extend(letters.next()),
                Some(c) if is_part(c) => text.push(c),
                _ => {
                    self.rest = before.as_str();
                    return text;
                }
            }
        }
    }

    fn eat(&mut self, letter: char) -> bool {
        let rest = self.rest.strip_prefix(letter);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

fn equals(name: &str, test: Test, value: String) -> Simple {
    let name = name.to_owned();
    Simple::Attribute { name, test, value }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<main id=\"m\"><ul class=\"a list\"><li data-key=\"1\">One</li>\
        <li data-key=\"2\"><b>Two</b></li><li data-key=\"3\" dj-click:n=\"1\">Three</li></ul>\
        <p>a</p><button disabled>Save</button><input checked name=\"x[y]\"></main>";

    fn found(selector: &str) -> Vec<String> {
        let page = Markup::read(PAGE);
        let selector = Selector::parse(selector).expect("a selector");
        let found = selector.find(&page).into_iter();
        found
            .map(|id| match page.attribute(id, "data-key") {
                Some(key) => key.to_owned(),
                None => page.name(id).to_owned(),
            })
            .collect()
    }

    #[test]
    fn selectors_find_elements() {
        for (selector, expected) in [
            ("li", &["1", "2", "3"] as &[&str]),
            ("#m > ul.list.a", &["ul"]),
            ("main b", &["b"]),
            ("main > b", &[]),
            ("li + li", &["2", "3"]),
            ("li:first-child ~ li", &["2", "3"]),
            ("ul + p", &["p"]),
            ("[data-key=2], p", &["2", "p"]),
            ("li[data-key='3']", &["3"]),
            ("[dj-click\\:n]", &["3"]),
            ("[name=\"x[y]\"]:checked", &["input"]),
            ("[class^=a][class$=st][class*='li']", &["ul"]),
            ("li:last-child", &["3"]),
            ("li:nth-child(2)", &["2"]),
            ("li:nth-child(odd)", &["1", "3"]),
            ("li:not(:has-text(\"t\"))", &["1"]),
            ("button:disabled", &["button"]),
            (":enabled", &["input"]),
            ("ul *", &["1", "2", "b", "3"]),
        ] {
            assert_eq!(found(selector), *expected, "{selector}");
        }
    }

    #[test]
    fn what_is_no_selector_is_told() {
        for text in [
            "",
            "li >",
            "[a",
            "[a='b]",
            ":hover",
            "li)",
            "a,,b",
            ":not",
            ":nth-child(x)",
        ] {
            assert!(Selector::parse(text).is_err(), "{text}");
        }
    }
}
