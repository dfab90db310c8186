//! Which files a TypeScript file imports, by lines: `import … from "./x"`, `export … from`, `import "./x"`, `import("./x")`.

/// The relative paths that a file imports, with their lines.
pub(crate) fn imports(source: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in source.lines().enumerate() {
        let start = line.trim_start();
        if start.starts_with("//") || start.starts_with('*') || start.starts_with("/*") {
            continue;
        }
        let paths = ["from ", "import ", "import("]
            .into_iter()
            .flat_map(|word| strings_behind(line, word));
        found.extend(
            paths
                .filter(|path| path.starts_with('.'))
                .map(|path| (number + 1, path)),
        );
    }
    found
}

/// The strings that stand right behind a word.
fn strings_behind<'a>(line: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    line.match_indices(word).filter_map(move |(at, _)| {
        let rest = &line[at + word.len()..];
        let quote = rest
            .chars()
            .next()
            .filter(|&next| next == '"' || next == '\'')?;
        rest[1..].split_once(quote).map(|(path, _)| path)
    })
}

/// The module that a path means in a file of the folder `from`: `../dom/view` in `events` is `["dom", "view"]`.
pub(crate) fn resolve(from: &[String], path: &str) -> Vec<String> {
    let mut module = from.to_vec();
    let path = path
        .strip_suffix(".ts")
        .or(path.strip_suffix(".js"))
        .unwrap_or(path);
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(module.pop()),
            name => module.push(name.to_owned()),
        }
    }
    module
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_import_counts() {
        let source = "import { a } from \"./a\";\nimport type {\n  B,\n} from '../b';\nexport * from \"./c.js\";\nimport \"./d\";\n\
            const late = await import(\"./e\");\n// import x from \"./no\";\nimport fs from \"fs\";\nconst text = 'from here';";
        assert_eq!(
            imports(source),
            [
                (1, "./a"),
                (4, "../b"),
                (5, "./c.js"),
                (6, "./d"),
                (7, "./e")
            ]
        );
    }

    #[test]
    fn paths_are_resolved_from_the_folder_of_the_file() {
        let from = ["events".to_owned(), "sources".to_owned()];
        assert_eq!(resolve(&from, "../call"), ["events", "call"]);
        assert_eq!(resolve(&from, "../../app.ts"), ["app"]);
        assert_eq!(resolve(&from, "./click.js"), ["events", "sources", "click"]);
    }
}
