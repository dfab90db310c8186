//! Lists the pages: each file of `src/pages` is one, so that a new page is a new file and nothing else.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if let (Some("rs"), Some(name)) = (extension(&path), path.file_stem()) {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    let mut list = String::new();
    let mut routes = String::new();
    for name in &names {
        let file = folder.join(format!("{name}.rs"));
        let path = file.to_string_lossy();
        let _ = writeln!(list, "#[path = {path:?}]\nmod {name};");
        let _ = writeln!(routes, "    {name}::routes(app);");
    }
    let _ = writeln!(
        list,
        "pub(crate) fn routes(app: &mut actix_web::web::ServiceConfig) {{\n{routes}}}"
    );
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    guide(Path::new(&out))?;
    fs::write(Path::new(&out).join("pages.rs"), list)
}

/// The example of the guide to hooks, its view and its script, so that what the guide shows is what runs.
fn guide(out: &Path) -> io::Result<()> {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/hooks.md");
    println!("cargo::rerun-if-changed={}", guide.display());
    let text = fs::read_to_string(&guide)?;
    for (language, file) in [("rust", "guide_hooks.rs"), ("js", "guide_hooks.js")] {
        let block = text.split_once(&format!("```{language}\n"));
        let block = block.and_then(|(_, rest)| rest.split_once("```"));
        let (block, _) =
            block.ok_or_else(|| io::Error::other(format!("no {language} in the guide")))?;
        fs::write(out.join(file), block)?;
    }
    Ok(())
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}
