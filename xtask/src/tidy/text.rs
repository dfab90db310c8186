//! Rules for the names and the text of files: no name that says nothing, no white space at the ends of lines, no marks of a merge, no file of more than 600 lines, no `todo!`
//! and no `dbg!`.

use super::lexer;

/// Longer than anyone reads at once.
const LINES: usize = 600;

/// Where white space at a line's end is what is tested, or what another program wrote.
const SPACED: [&str; 6] = [
    "client-js/dist/",
    "djust-actix/assets/",
    "djust-macros/template/corpus/",
    "djust-macros/template/templates/",
    "fuzz/corpus/",
    "contract/",
];

/// Names that do not say what is in a file.
const VAGUE: [&str; 4] = ["second", "idle", "life", "coarse"];

const TEXT: [&str; 12] = [
    ".rs", ".ts", ".mjs", ".js", ".css", ".html", ".json", ".md", ".toml", ".yml", ".svg", ".lock",
];

pub(crate) fn is_text(path: &str) -> bool {
    TEXT.iter().any(|end| path.ends_with(end)) || path.starts_with(".ci/")
}

pub(crate) fn check(path: &str, text: &str) -> Vec<String> {
    let mut problems = unmerged(path, text);
    problems.extend(vague(path));
    if !SPACED.iter().any(|folder| path.starts_with(folder)) {
        problems.extend(spaces(path, text));
    }
    if [".rs", ".ts", ".mjs"].iter().any(|end| path.ends_with(end)) {
        problems.extend(length(path, text));
    }
    if path.ends_with(".rs") {
        problems.extend(unfinished(path, text));
    }
    problems
}

/// A name that nobody would look for.
fn vague(path: &str) -> Option<String> {
    let file = path.rsplit('/').next()?;
    let stem = file.split('.').next()?;
    VAGUE
        .contains(&stem)
        .then(|| format!("{path}: the name does not say what is in the file. Name it for what a newcomer would look for."))
}

/// What a merge leaves where both sides changed the same lines.
fn unmerged(path: &str, text: &str) -> Vec<String> {
    let marks = ["<<<<<<< ", ">>>>>>> "];
    let marked = (1..)
        .zip(text.lines())
        .filter(|(_, line)| marks.iter().any(|mark| line.starts_with(mark)));
    marked
        .map(|(number, _)| format!("{path}:{number}: a mark of a merge. Decide what stands here."))
        .collect()
}

fn spaces(path: &str, text: &str) -> Vec<String> {
    let spaced = (1..)
        .zip(text.split('\n'))
        .filter(|(_, line)| line.ends_with([' ', '\t', '\r']));
    let mut problems: Vec<String> = spaced
        .map(|(number, _)| format!("{path}:{number}: white space at the line's end. Remove it."))
        .collect();
    if !text.is_empty() && !text.ends_with('\n') {
        problems.push(format!(
            "{path}: the last line does not end. Add a line break."
        ));
    }
    problems
}

fn length(path: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    (lines > LINES).then(|| {
        format!("{path}: {lines} lines, {LINES} are the limit. Split it, one idea a file.")
    })
}

fn unfinished(path: &str, text: &str) -> Vec<String> {
    let tokens = lexer::tokens(text);
    let macros = tokens
        .windows(2)
        .filter(|pair| pair[1].text == "!" && ["todo", "dbg"].contains(&pair[0].text));
    macros
        .map(|pair| {
            format!(
                "{path}:{}: `{}!` is for work under way. Remove it.",
                pair[0].line, pair[0].text
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_at_ends_is_told_with_its_line() {
        let said = check("a.md", "fine\nnot \nnor\t\nend");
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].starts_with("a.md:2: "));
        assert!(check("fuzz/corpus/a.json", "not ").is_empty());
    }

    #[test]
    fn marks_of_a_merge_are_told() {
        let said = check("a.md", "<<<<<<< one\na\n=======\nb\n>>>>>>> two\n");
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[1].starts_with("a.md:5: "));
    }

    #[test]
    fn long_files_are_told() {
        let text = |lines| "x\n".repeat(lines);
        assert!(check("a.ts", &text(600)).is_empty());
        assert!(check("a.ts", &text(601))[0].contains("601 lines"));
        assert!(check("a.md", &text(601)).is_empty());
    }

    #[test]
    fn names_that_say_nothing_are_told() {
        assert_eq!(check("client-js/src/life.ts", "").len(), 1);
        assert_eq!(check("a/coarse.rs", "").len(), 1);
        assert!(check("a/lifecycle.rs", "").is_empty());
    }

    #[test]
    fn unfinished_code_is_told_and_its_names_in_text_are_not() {
        let source =
            "fn f() {\n    todo!()\n}\n// dbg!(x)\nconst A: &str = \"todo!\";\nlet x = dbg!(1);\n";
        let said = check("a.rs", source);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].starts_with("a.rs:2: `todo!`") && said[1].starts_with("a.rs:6: `dbg!`"));
    }
}
