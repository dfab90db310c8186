//! Links in Markdown that lead to files of the repository, and to headings in them.

use std::collections::BTreeSet;

/// A link that is not to the web, with its line.
#[derive(Debug, PartialEq, Eq)]
struct Link<'a> {
    line: usize,
    target: &'a str,
}

/// What leads nowhere in a Markdown file; `read` gives a file of the repository, `is_there` says whether a path exists.
pub(crate) fn check(
    path: &str,
    text: &str,
    is_there: impl Fn(&str) -> bool,
    read: impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut problems = Vec::new();
    for Link { line, target } in links(text) {
        let (file, heading) = target.split_once('#').unwrap_or((target, ""));
        let file = if file.is_empty() {
            path.to_owned()
        } else {
            resolve(path, file)
        };
        if !is_there(&file) {
            problems.push(format!(
                "{path}:{line}: the link to `{target}` leads nowhere. There is no {file}."
            ));
        } else if !heading.is_empty()
            && read(&file)
                .is_some_and(|text| file.ends_with(".md") && !headings(&text).contains(heading))
        {
            problems.push(format!(
                "{path}:{line}: {file} has no heading `#{heading}`. Name one that it has."
            ));
        }
    }
    problems
}

fn links(text: &str) -> Vec<Link<'_>> {
    let mut found = Vec::new();
    for (line, text) in prose(text) {
        for (at, opening) in ["](", "src=\"", "href=\""]
            .iter()
            .flat_map(|&opening| text.match_indices(opening))
        {
            let rest = &text[at + opening.len()..];
            let end = if opening == "](" { ')' } else { '"' };
            let target = rest.split(end).next().unwrap_or(rest);
            let outside = target.contains("://") || target.starts_with("mailto:");
            let code = text[..at].matches('`').count() % 2 == 1;
            if !outside && !code && !target.is_empty() {
                found.push(Link { line, target });
            }
        }
    }
    found
}

/// The lines outside of fenced code.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fence: Option<&str> = None;
    (1..).zip(text.lines()).filter(move |(_, line)| {
        let start = line.trim_start();
        let ticks = &start[..start.len() - start.trim_start_matches('`').len()];
        match fence {
            Some(open) if start == open => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => return true,
            Some(_) => {}
        }
        false
    })
}

/// A path from the root, for one from the file that names it.
fn resolve(from: &str, target: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// The anchors of a file's headings, as code hosts make them.
fn headings(text: &str) -> BTreeSet<String> {
    let titles = prose(text).filter_map(|(_, line)| line.strip_prefix('#'));
    let anchor = |title: &str| {
        let title = title.trim_start_matches('#').trim().to_lowercase();
        let kept = title
            .chars()
            .filter(|&letter| letter.is_alphanumeric() || " -_".contains(letter));
        kept.map(|letter| if letter == ' ' { '-' } else { letter })
            .collect()
    };
    titles.map(anchor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let files = |path: &str| match path {
            "docs/a.md" => Some("# A title: `it`'s\n".to_owned()),
            _ => None,
        };
        let is_there = |path: &str| ["docs", "docs/b.md", "docs/a.md", "LICENSE"].contains(&path);
        check("docs/b.md", text, is_there, files)
    }

    #[test]
    fn links_to_files_lead_somewhere() {
        assert!(told("[a](a.md) [b](../LICENSE) [w](https://x.y/z) [d](../docs/) ![i](a.md) `[x](code.md)`").is_empty());
        let said = told("\n[a](gone.md) <img src=\"images/no.svg\">");
        assert_eq!(said.len(), 2);
        assert!(
            said[0].starts_with("docs/b.md:2: the link to `gone.md`"),
            "{said:?}"
        );
        assert!(said[1].contains("docs/images/no.svg"), "{said:?}");
    }

    #[test]
    fn links_to_headings_lead_to_one() {
        assert!(told("[a](a.md#a-title-its)").is_empty());
        assert!(told("[a](a.md#another)")[0].contains("has no heading `#another`"));
    }

    #[test]
    fn fenced_code_is_no_prose() {
        assert!(told("```html\n<img src=\"no\">\n```\n````text\n```\n[a](no)\n````\n").is_empty());
    }
}
