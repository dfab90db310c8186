//! What names mean at a place: which file's macros and imports hold, which blocks override which.

use std::collections::HashMap;
use std::rc::Rc;

use crate::diagnostic::fault;
use crate::files::{Loader, Unit};
use crate::ir::Diagnostic;
use crate::parser::tree;

/// A block and the file that it stands in.
pub(super) type Override = (Rc<Unit>, Rc<tree::Block>);

/// The blocks of a template and of those that it extends, the most derived first.
#[derive(Debug)]
pub(super) struct Heritage {
    /// The template whose nodes are written.
    pub(super) root: Rc<Unit>,
    /// The templates that extend it, the most derived first.
    pub(super) children: Vec<Rc<Unit>>,
    pub(super) blocks: HashMap<String, Vec<Override>>,
}

impl Heritage {
    pub(super) fn of(loader: &mut Loader, unit: &Rc<Unit>) -> Result<Self, Diagnostic> {
        let mut heritage = Self {
            root: Rc::clone(unit),
            children: Vec::new(),
            blocks: HashMap::new(),
        };
        loop {
            let unit = Rc::clone(&heritage.root);
            for (name, block) in &unit.blocks {
                let found = heritage.blocks.entry(name.clone()).or_default();
                found.push((Rc::clone(&unit), Rc::clone(block)));
            }
            let Some(path) = unit.extends.clone() else {
                return Ok(heritage);
            };
            let base = loader.named(&path, &unit)?;
            let chain = &mut heritage.children;
            chain.push(unit);
            if chain.len() > 64 || chain.iter().any(|one| Rc::ptr_eq(one, &base)) {
                let mut names: Vec<&str> = chain.iter().map(|one| one.file.name.as_str()).collect();
                names.push(&base.file.name);
                let message = format!(
                    "templates extend one another in a circle: {}",
                    names.join(" > ")
                );
                return Err(fault(&path.at, message));
            }
            heritage.root = base;
        }
    }
}

/// Where names are looked up.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    /// The file itself, then who includes it, and so on.
    pub(super) chain: Vec<Rc<Unit>>,
    pub(super) heritage: Rc<Heritage>,
    /// The block that is written, and how many overrides above the most derived.
    pub(super) block: Option<(String, usize)>,
    /// The tag whose body can hold no block, when within one.
    pub(super) closed: Option<&'static str>,
}

impl Scope {
    /// The scope within another file, which sees what stands around it.
    pub(super) fn within(&self, unit: &Rc<Unit>) -> Self {
        let mut chain = vec![Rc::clone(unit)];
        chain.extend(
            self.chain
                .iter()
                .filter(|one| !Rc::ptr_eq(one, unit))
                .cloned(),
        );
        Self {
            chain,
            ..self.clone()
        }
    }

    /// A macro by its name: its file and itself.
    pub(super) fn macros(&self, name: &str) -> Option<(Rc<Unit>, Rc<tree::Macro>)> {
        self.chain
            .iter()
            .find_map(|unit| Some((Rc::clone(unit), Rc::clone(unit.macros.get(name)?))))
    }

    /// The file that an import's name stands for.
    pub(super) fn import(
        &self,
        scope: &str,
        loader: &mut Loader,
    ) -> Result<Option<Rc<Unit>>, Diagnostic> {
        for unit in &self.chain {
            if let Some(path) = unit.imports.get(scope) {
                return loader.named(path, unit).map(Some);
            }
        }
        Ok(None)
    }
}
