//! How mistakes are said: all that were found, each at the smallest span, those of templates with their own place.

use djust_template::ir::{Diagnostic, Position};
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// Everything wrong with one item. A compiler run shows all of it.
#[derive(Default)]
pub(crate) struct Errors(Vec<syn::Error>);

impl Errors {
    /// Adds an error at `tokens`.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl std::fmt::Display) {
        self.0.push(syn::Error::new_spanned(tokens, message));
    }

    /// Adds an error at `span`.
    pub(crate) fn span(&mut self, span: Span, message: impl std::fmt::Display) {
        self.0.push(syn::Error::new(span, message));
    }

    /// Adds a diagnostic of the template compiler. `span` is that of the literal that names the template.
    pub(crate) fn template(&mut self, span: Span, diagnostic: &Diagnostic) {
        self.span(span, located(&diagnostic.at, &diagnostic.message));
    }

    /// Keeps the error of a result and gives its value.
    pub(crate) fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.0.push(error);
                None
            }
        }
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One `compile_error!` for each error.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.0
            .into_iter()
            .map(syn::Error::into_compile_error)
            .collect()
    }
}

/// `templates/x.html:12:7: message`, and below it the line with a caret.
pub(crate) fn located(at: &Position, message: &str) -> String {
    if at.file.is_empty() {
        return message.to_owned();
    }
    if at.line == 0 {
        return format!("{}: {message}", at.file);
    }
    format!(
        "{}:{}:{}: {message}{}",
        at.file,
        at.line,
        at.column,
        excerpt(at)
    )
}

/// The line in question and a caret below the column, each on a line of its own.
pub(crate) fn excerpt(at: &Position) -> String {
    if at.excerpt.is_empty() {
        return String::new();
    }
    let number = at.line.to_string();
    let column = (at.column.max(1) - 1) as usize;
    // Tabs stay tabs, so that the caret stands below its character however wide they are shown.
    let pad: String = at
        .excerpt
        .chars()
        .map(|c| if c == '\t' { '\t' } else { ' ' })
        .chain(std::iter::repeat(' '))
        .take(column)
        .collect();
    format!(
        "\n{number} | {}\n{:gutter$} | {pad}^",
        at.excerpt.trim_end(),
        "",
        gutter = number.len()
    )
}

/// `templates/x.html:12:7` and the excerpt, for checks that run when constants are evaluated.
pub(crate) fn place(at: &Position) -> (String, String) {
    (
        format!("{}:{}:{}", at.file, at.line, at.column),
        excerpt(at),
    )
}

/// `; did you mean `x`?`, when there is a likely name.
pub(crate) fn did_you_mean<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    match djust_template::likely::likely(name, names.iter().copied()) {
        Some(likely) => format!("; did you mean `{likely}`?"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(line: u32, column: u32, excerpt: &str) -> Position {
        Position {
            file: "templates/x.html".into(),
            line,
            column,
            excerpt: excerpt.into(),
        }
    }

    #[test]
    fn an_error_begins_with_its_place_and_shows_the_line() {
        let text = located(&position(12, 4, "<p>{{ cout }}</p>"), "no field `cout`");
        assert_eq!(
            text,
            "templates/x.html:12:4: no field `cout`\n12 | <p>{{ cout }}</p>\n   |    ^"
        );
    }

    #[test]
    fn a_tab_before_the_place_stays_a_tab() {
        assert_eq!(excerpt(&position(3, 2, "\t<p>")), "\n3 | \t<p>\n  | \t^");
    }

    #[test]
    fn a_file_that_has_no_place_is_named_alone() {
        assert_eq!(
            located(&position(0, 0, ""), "not found"),
            "templates/x.html: not found"
        );
        let nowhere = Position::default();
        assert_eq!(located(&nowhere, "not found"), "not found");
    }
}
