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
    fs::write(Path::new(&out).join("pages.rs"), list)
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}
