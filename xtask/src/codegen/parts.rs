//! `client-js/src/parts.ts`: the bundle's own part. It imports every file of two folders, so that a new file needs no line
//! elsewhere, and one that is deleted leaves none. The files of a third one become scripts of their own.

use crate::shell;

const SOURCES: &str = "events/sources";
const FEATURES: &str = "features";
const ON_DEMAND: &str = "on_demand";

pub(crate) fn typescript() -> Result<String, String> {
    Ok(written(&names(SOURCES)?, &names(FEATURES)?))
}

/// The families whose client is a script of its own.
pub(crate) fn on_demand() -> Result<Vec<String>, String> {
    names(ON_DEMAND)
}

/// The files of a folder below `client-js/src`, without their ends, in alphabetical order.
fn names(folder: &str) -> Result<Vec<String>, String> {
    let folder = shell::root().join("client-js/src").join(folder);
    let entries = std::fs::read_dir(&folder)
        .map_err(|error| format!("{} can't be read: {error}", folder.display()))?;
    let files = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = files
        .filter_map(|file| file.strip_suffix(".ts").map(str::to_owned))
        .collect();
    names.sort();
    Ok(names)
}

fn written(sources: &[String], features: &[String]) -> String {
    let of_features = |file: &String| match sources.contains(file) {
        true => format!("{}Feature", camel(file)),
        false => camel(file),
    };
    let mut text = format!(
        "// Written by `cargo xtask codegen` from the files of `{SOURCES}` and `{FEATURES}`. Do not edit.\n\n"
    );
    for file in sources {
        text += &format!(
            "import {{ source as {} }} from \"./{SOURCES}/{file}\";\n",
            camel(file)
        );
    }
    for file in features {
        text += &format!(
            "import {{ feature as {} }} from \"./{FEATURES}/{file}\";\n",
            of_features(file)
        );
    }
    text += "\nimport type { Part } from \"./part\";\nimport { CORE as ROWS } from \"./protocol/vocabulary\";\n\n";
    text += "export const CORE: Part = {\n  name: \"core\",\n  rows: ROWS,\n";
    text += &list(
        "sources",
        &sources.iter().map(|file| camel(file)).collect::<Vec<_>>(),
    );
    text += &list(
        "features",
        &features.iter().map(of_features).collect::<Vec<_>>(),
    );
    text += "};\n";
    text
}

/// On one line if it fits.
fn list(name: &str, items: &[String]) -> String {
    let line = format!("  {name}: [{}],\n", items.join(", "));
    if line.len() <= 120 {
        return line;
    }
    let lines: String = items.iter().map(|item| format!("    {item},\n")).collect();
    format!("  {name}: [\n{lines}  ],\n")
}

/// `click-away` as a name in code.
fn camel(file: &str) -> String {
    let mut words = file.split(['-', '_']);
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name += letters.as_str();
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn every_file_is_imported_and_listed() {
        let text = written(
            &given(&["click-away", "keys"]),
            &given(&["confirm", "keys"]),
        );
        assert!(
            text.contains("import { source as clickAway } from \"./events/sources/click-away\";\n"),
            "{text}"
        );
        assert!(
            text.contains("import { feature as keysFeature } from \"./features/keys\";\n"),
            "{text}"
        );
        assert!(text.contains("\n  sources: [clickAway, keys],\n"), "{text}");
        assert!(
            text.ends_with("\n  features: [confirm, keysFeature],\n};\n"),
            "{text}"
        );
    }

    #[test]
    fn long_lists_take_lines() {
        let names: Vec<String> = (0..30).map(|number| format!("feature{number}")).collect();
        let text = list("features", &names);
        assert!(
            text.lines().all(|line| line.len() <= 120) && text.ends_with("    feature29,\n  ],\n"),
            "{text}"
        );
    }
}
