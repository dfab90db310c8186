//! The document around a page whose template is only its body.

pub(crate) mod head;
pub(crate) mod route_map;

/// What every document of an application shares.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) language: String,
    /// Markup for the end of `<head>`.
    pub(crate) head: String,
}

impl Default for Document {
    fn default() -> Self {
        Self {
            language: "en".to_owned(),
            head: String::new(),
        }
    }
}

impl Document {
    /// What stands behind the body.
    pub(crate) const BEHIND: &[u8] = b"</body></html>";

    /// What stands before the body.
    pub(crate) fn before(&self, title: &str, scripts: &str) -> String {
        let Self { language, head } = self;
        let mut page = String::with_capacity(scripts.len() + head.len() + 256);
        page.push_str("<!DOCTYPE html><html lang=\"");
        escape(&mut page, language);
        page.push_str(
            "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>",
        );
        escape(&mut page, title);
        page.push_str("</title>");
        page.push_str(head);
        page.push_str(scripts);
        page.push_str("</head><body>");
        page
    }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_becomes_a_document() {
        let document = Document {
            head: "<link rel=\"icon\" href=\"/i.svg\">".to_owned(),
            ..Document::default()
        };
        let page = document.before("A & <B>", "<script src=\"/s.js\"></script>");
        assert!(
            page.starts_with("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        );
        assert!(page.contains(
            "<title>A &amp; &lt;B></title><link rel=\"icon\" href=\"/i.svg\"><script src=\"/s.js\">"
        ));
        assert!(page.ends_with("</head><body>"));
    }
}
