//! Reads a template and every file that it names, and leaves one flat tree.

use std::path::Path;
use std::rc::Rc;

use crate::ast::{At, File, Flat};
use crate::config::Config;
use crate::diagnostic::nowhere;
use crate::files::Loader;
use crate::flatten;
use crate::ir::Diagnostic;

/// Which template to compile, and by which crate's configuration.
#[derive(Debug, Clone, Copy)]
pub struct Root<'a> {
    /// The folder of the crate's `Cargo.toml`.
    pub manifest_dir: &'a Path,
    /// The template.
    pub source: Source<'a>,
    /// Another file in place of `askama.toml`.
    pub config: Option<&'a str>,
}

/// Where the text of a template comes from.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// A file in one of the template directories.
    Path(&'a str),
    /// Text that stands in the Rust source.
    Inline {
        /// The text.
        text: &'a str,
        /// The view's name, for errors.
        view: &'a str,
        /// What the file's extension would be.
        ext: &'a str,
    },
}

/// Reads, parses and flattens a template.
///
/// # Errors
///
/// What is wrong with the configuration, else all that is wrong with the files and their tags.
pub fn load(root: &Root<'_>) -> Result<Flat, Vec<Diagnostic>> {
    let config = Config::read(root.manifest_dir, root.config).map_err(|error| vec![error])?;
    let mut loader = Loader::new(root.manifest_dir, config);
    let flat = read(root, &mut loader);
    match flat {
        Ok(flat) if loader.errors.is_empty() => Ok(flat),
        Ok(_) => Err(loader.errors),
        Err(error) => {
            loader.note(error);
            Err(loader.errors)
        }
    }
}

fn read(root: &Root<'_>, loader: &mut Loader) -> Result<Flat, Diagnostic> {
    loader.files.extend(loader.config.file.clone());
    let (unit, escape) = match root.source {
        Source::Path(name) => {
            let path = loader.config.find(name, None).map_err(|message| {
                // No file, no line: the error stands at the name in the Rust source.
                nowhere("", message)
            })?;
            let ext = path.extension().and_then(|ext| ext.to_str());
            let escape = ext.unwrap_or_default().to_owned();
            (loader.unit(&path, &place(name, ""))?, escape)
        }
        Source::Inline { text, view, ext } => {
            let file = place(&format!("<{view}>"), text).file;
            (Rc::new(loader.parse(file, None)), ext.to_owned())
        }
    };
    if !loader.config.escapers.contains(&escape) {
        return Err(nowhere(
            &unit.file.name,
            format!(
                "no escaper for the extension `{escape}`: use `.html`, or name the extension in an [[escaper]] of askama.toml"
            ),
        ));
    }
    let name = unit.file.name.clone();
    let nodes = flatten::flatten(loader, &unit)?;
    Ok(Flat {
        nodes,
        escape,
        name,
        files: std::mem::take(&mut loader.files),
        warnings: std::mem::take(&mut loader.warnings),
        form_fields: std::mem::take(&mut loader.form_fields),
    })
}

fn place(name: &str, text: &str) -> At {
    At {
        file: Rc::new(File {
            name: name.to_owned(),
            text: text.to_owned(),
        }),
        offset: 0,
    }
}
