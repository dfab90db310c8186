//! What Askama says of a template, at the place in the author's own file.

use std::path::PathBuf;

use djust_template::ir::Position;

use crate::view::View;

/// Where Askama's message belongs, and what is said there.
pub(super) fn located(message: &str, view: &View<'_>) -> (Position, String) {
    // The rest of the message is about the source that Askama saw, which is not the author's.
    let (message, source) = message.split_once("\n  --> ").unwrap_or((message, ""));
    let near = source
        .split_once('\n')
        .map_or("", |(_, source)| near(source));
    let quoted = match near {
        "" => String::new(),
        near => format!(", near `{near}`"),
    };
    let at = place_of(near, &view.template.files).unwrap_or_else(|| Position {
        file: view.template.skeleton.template.clone(),
        line: 0,
        column: 0,
        excerpt: String::new(),
    });
    (at, format!("Askama says: {message}{quoted}"))
}

/// What the author wrote of Askama's excerpt, which goes on into tags of ours.
fn near(excerpt: &str) -> &str {
    let text = excerpt.trim_end_matches("...").trim_matches('"');
    let end = ["+}}", "+%}"].iter().filter_map(|end| text.find(end)).min();
    text[..end.unwrap_or(text.len())].trim_end()
}

/// Where the text stands, if it does so once in all the files.
fn place_of(text: &str, files: &[PathBuf]) -> Option<Position> {
    if text.len() < 3 {
        return None;
    }
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    let mut found = None;
    for path in files {
        let file = std::fs::read_to_string(path).ok()?;
        for (at, _) in file.match_indices(text) {
            if found.is_some() {
                return None;
            }
            let line = file[..at].rfind('\n').map_or(0, |end| end + 1);
            found = Some(Position {
                file: path
                    .strip_prefix(&folder)
                    .unwrap_or(path)
                    .display()
                    .to_string(),
                line: u32::try_from(file[..at].matches('\n').count()).ok()? + 1,
                column: u32::try_from(file[line..at].chars().count()).ok()? + 1,
                excerpt: file[line..].lines().next()?.to_owned(),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_askama_quotes_ends_where_the_author_ended() {
        assert_eq!(
            near(r#""(|x| x == c) +%}checked{%+ endif +%}"..."#),
            "(|x| x == c)"
        );
        assert_eq!(near(r#""() +}}{{+ __DjMark(1)|safe +}}""#), "()");
        assert_eq!(near(r#""|truncate +}}""#), "|truncate");
        assert_eq!(near(""), "");
    }

    #[test]
    fn a_text_that_stands_once_has_a_place() {
        let folder = std::env::temp_dir().join(format!("djust-place-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("x.html");
        std::fs::write(&file, "<p>\n  {{ a(|x| x) }} {{ b() }} {{ c() }}").unwrap();
        let files = [file];
        let at = place_of("(|x| x)", &files).unwrap();
        assert_eq!((at.line, at.column), (2, 7));
        assert_eq!(at.excerpt, "  {{ a(|x| x) }} {{ b() }} {{ c() }}");
        assert!(place_of("() }}", &files).is_none());
        assert!(place_of("(|y| y)", &files).is_none());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
