//! Finds, reads and parses the files that a template names, each once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::ast::{At, File};
use crate::config::Config;
use crate::diagnostic::fault;
use crate::ir::{Diagnostic, FormField, Warning};
use crate::parser::{self, tree};
use tree::Raw;

/// One parsed file and what it defines.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) path: Option<PathBuf>,
    pub(crate) file: Rc<File>,
    pub(crate) nodes: Vec<Raw>,
    pub(crate) extends: Option<tree::Path>,
    pub(crate) blocks: HashMap<String, Rc<tree::Block>>,
    pub(crate) macros: HashMap<String, Rc<tree::Macro>>,
    pub(crate) imports: HashMap<String, tree::Path>,
}

impl Unit {
    /// What defines nothing.
    pub(crate) fn of(file: Rc<File>, nodes: Vec<Raw>) -> Self {
        Self {
            path: None,
            file,
            nodes,
            extends: None,
            blocks: HashMap::new(),
            macros: HashMap::new(),
            imports: HashMap::new(),
        }
    }
}

/// Finds and keeps files.
pub(crate) struct Loader {
    manifest: PathBuf,
    pub(crate) config: Config,
    units: HashMap<PathBuf, Rc<Unit>>,
    pub(crate) files: Vec<PathBuf>,
    pub(crate) errors: Vec<Diagnostic>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) form_fields: Vec<FormField>,
    /// Whether a tag of some file could not be read: what it defines seems to be missing elsewhere.
    pub(crate) doubtful: bool,
}

impl Loader {
    /// A loader that has read nothing.
    pub(crate) fn new(manifest: &Path, config: Config) -> Self {
        Self {
            manifest: manifest.to_owned(),
            config,
            units: HashMap::new(),
            files: Vec::new(),
            errors: Vec::new(),
            warnings: Vec::new(),
            form_fields: Vec::new(),
            doubtful: false,
        }
    }

    /// Keeps an error; a file that is included twice says it once.
    pub(crate) fn note(&mut self, error: Diagnostic) {
        if !self.errors.contains(&error) {
            self.errors.push(error);
        }
    }

    /// The file that a tag of `from` names.
    pub(crate) fn named(&mut self, path: &tree::Path, from: &Unit) -> Result<Rc<Unit>, Diagnostic> {
        let found = self
            .config
            .find(&path.name, from.path.as_deref())
            .map_err(|message| fault(&path.at, message))?;
        self.unit(&found, &path.at)
    }

    /// The file at a path, read once.
    pub(crate) fn unit(&mut self, path: &Path, at: &At) -> Result<Rc<Unit>, Diagnostic> {
        if let Some(unit) = self.units.get(path) {
            return Ok(Rc::clone(unit));
        }
        let name = self.config.display(&self.manifest, path);
        let mut text = std::fs::read_to_string(path)
            .map_err(|error| fault(at, format!("can't read `{name}`: {error}")))?;
        self.files.push(path.to_owned());
        // As Askama: an editor's last line feed is not part of the page.
        if text.ends_with('\n') {
            text.pop();
        }
        let file = Rc::new(File { name, text });
        let unit = Rc::new(self.parse(file, Some(path.to_owned())));
        self.units.insert(path.to_owned(), Rc::clone(&unit));
        Ok(unit)
    }

    /// What could be read of a file; what could not is kept.
    pub(crate) fn parse(&mut self, file: Rc<File>, path: Option<PathBuf>) -> Unit {
        let (nodes, errors) = parser::parse(&file, &self.config.syntax);
        self.doubtful |= !errors.is_empty();
        errors.into_iter().for_each(|error| self.note(error));
        let mut unit = Unit {
            path,
            ..Unit::of(file, Vec::new())
        };
        if let Err(error) = gather(&nodes, &mut unit) {
            self.note(error);
        }
        unit.nodes = nodes;
        unit
    }
}

/// Notes what a file defines, in its blocks, conditions and loops too.
fn gather(nodes: &[Raw], unit: &mut Unit) -> Result<(), Diagnostic> {
    for node in nodes {
        match node {
            Raw::Extends(path) => unit.extends = Some(path.clone()),
            Raw::Macro(one) => {
                unit.macros.insert(one.name.clone(), Rc::clone(one));
            }
            Raw::Import(_, path, scope) => {
                unit.imports.insert(scope.clone(), path.clone());
            }
            Raw::Block(block) => {
                let name = &block.name.text;
                let before = unit.blocks.insert(name.clone(), Rc::clone(block));
                if before.is_some() {
                    let message =
                        format!("the block `{name}` stands twice in this file: rename one");
                    return Err(fault(&block.name.at, message));
                }
                gather(&block.body, unit)?;
            }
            Raw::If(tag) => {
                for arm in &tag.arms {
                    gather(&arm.body, unit)?;
                }
            }
            Raw::Match(tag) => {
                for arm in &tag.arms {
                    gather(&arm.body, unit)?;
                }
            }
            Raw::For(tag) => {
                gather(&tag.body, unit)?;
                if let Some(arm) = &tag.otherwise {
                    gather(&arm.body, unit)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}
