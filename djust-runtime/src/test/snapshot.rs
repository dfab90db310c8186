//! Pages as files: what a page looked like when somebody last said that it is right.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::TestClient;
use super::state::diff;

impl TestClient {
    /// Compares the page with the snapshot of this name; see [`assert_html_snapshot`].
    #[track_caller]
    pub fn assert_snapshot(&self, name: &str) -> &Self {
        assert_html_snapshot(name, &self.html());
        self
    }
}

/// Compares HTML with the file `snapshots/NAME.html.snapshot` of the crate that is tested, and shows a diff if it differs.
///
/// White space and comments do not count. The first run writes the file, and so does one with `UPDATE_SNAPSHOTS=1`: read
/// what it wrote, and commit it. Where the variable `CI` is set, a missing file is an error.
///
/// # Panics
///
/// The HTML is another, or the file can't be read or written.
#[track_caller]
pub fn assert_html_snapshot(name: &str, html: &str) {
    let root = env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    let set = |name: &str| env::var(name).is_ok_and(|it| !it.is_empty() && it != "0");
    let missing = match (set("UPDATE_SNAPSHOTS"), set("CI")) {
        (true, _) => Write::Always,
        (false, true) => Write::Never,
        (false, false) => Write::Missing,
    };
    if let Err(why) = compare(&root.join("snapshots"), name, html, missing) {
        panic!("{why}");
    }
}

/// When a snapshot is written instead of compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Write {
    Always,
    Missing,
    Never,
}

fn compare(folder: &Path, name: &str, html: &str, write: Write) -> Result<(), String> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    if name.is_empty() || !name.chars().all(plain) {
        return Err(format!(
            "`{name}` can't be a snapshot's name: letters, digits, `_` and `-` can"
        ));
    }
    let path = folder.join(format!("{name}.html.snapshot"));
    let shown = path.display();
    let html = normal(html);
    let expected = fs::read_to_string(&path).ok();
    if write == Write::Always || (write == Write::Missing && expected.is_none()) {
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, &html));
        return written.map_err(|error| format!("{shown} can't be written: {error}"));
    }
    match expected.map(|expected| normal(&expected)) {
        Some(expected) if expected == html => Ok(()),
        Some(expected) => Err(format!(
            "the page is not as {shown} says (- expected, + found); UPDATE_SNAPSHOTS=1 takes it over\n{}",
            diff(&expected, &html)
        )),
        None => Err(format!("{shown} is missing; UPDATE_SNAPSHOTS=1 writes it")),
    }
}

/// HTML without comments, each tag and each text on a line of its own.
fn normal(html: &str) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            out.push_str(&text);
            out.push('\n');
        }
    };
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let end = match rest.starts_with('<') {
            true => tag_end(rest),
            false => rest.find('<').unwrap_or(rest.len()),
        };
        let (piece, behind) = rest.split_at(end);
        line(piece);
        rest = behind;
    }
    out
}

/// Where the tag at the beginning ends: at the first `>` outside of quotes.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// TE-05.
    #[test]
    fn te_05_a_snapshot_is_written_once_compared_and_taken_over() {
        let folder = env::temp_dir().join(format!("djust-snapshots-{}", std::process::id()));
        let html = "<p title=\"a > b\">one\n  two</p><!-- a note -->\n<b>x</b>";
        assert_eq!(compare(&folder, "page", html, Write::Missing), Ok(()));
        let file = fs::read_to_string(folder.join("page.html.snapshot"));
        assert_eq!(
            file.expect("it was written"),
            "<p title=\"a > b\">\none two\n</p>\n<b>\nx\n</b>\n"
        );
        let spaced = "<p title=\"a > b\"> one two </p> <b> x<!----> </b>";
        assert_eq!(compare(&folder, "page", spaced, Write::Missing), Ok(()));
        let other = html.replace("two", "three");
        let told = compare(&folder, "page", &other, Write::Missing).expect_err("it differs");
        assert!(told.contains("- one two\n+ one three\n"), "{told}");
        assert_eq!(compare(&folder, "page", &other, Write::Always), Ok(()));
        assert_eq!(compare(&folder, "page", &other, Write::Never), Ok(()));
        assert!(compare(&folder, "none", html, Write::Never).is_err());
        assert!(compare(&folder, "../page", html, Write::Always).is_err());
        let _ = fs::remove_dir_all(folder);
    }
}
