//! The variables of a place in a template.

/// The variables that an expression may use.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    pub(super) booleans: Vec<String>,
    pub(super) strings: Vec<String>,
    pub(super) numbers: Vec<String>,
    /// Lists of `Item`; rows of them have `subs`.
    pub(super) items: Vec<String>,
    /// Lists of `Sub`.
    pub(super) subs: Vec<String>,
    /// In a macro's body and in rows the depth is bounded by this.
    pub(super) in_loop: bool,
    pub(super) in_macro: bool,
    /// Askama takes a call of a macro in the body of its own call for a recursion.
    pub(super) in_call: bool,
}

impl Scope {
    pub(super) fn root() -> Self {
        Self {
            booleans: own(&[
                "a",
                "b",
                "c",
                "n > 1",
                "a && !b",
                "opt.is_some()",
                "items.is_empty()",
            ]),
            strings: own(&[
                "word",
                "text",
                "blank",
                "word|upper",
                "text|lower",
                "word.len()",
                "opt.as_deref().unwrap_or(\"-\")",
            ]),
            numbers: own(&["n", "items.len()", "n * 3"]),
            items: own(&["items", "others"]),
            subs: Vec::new(),
            in_loop: false,
            in_macro: false,
            in_call: false,
        }
    }

    pub(super) fn in_macro() -> Self {
        Self {
            booleans: own(&["flag", "!flag", "label.is_empty()"]),
            strings: own(&["label", "label|upper", "label.len()"]),
            numbers: own(&["label.len()"]),
            items: Vec::new(),
            subs: Vec::new(),
            in_loop: false,
            in_macro: true,
            in_call: false,
        }
    }

    pub(super) fn in_call(&self) -> Self {
        Self {
            in_call: true,
            ..self.clone()
        }
    }

    pub(super) fn row(&self, name: &str, of: Row) -> Self {
        let mut scope = self.clone();
        scope.in_loop = true;
        scope.booleans.extend([
            format!("{name}.on"),
            "loop.first".into(),
            "loop.last".into(),
        ]);
        scope.numbers.extend([
            format!("{name}.id"),
            "loop.index".into(),
            "loop.index0".into(),
        ]);
        match of {
            Row::Item => {
                scope
                    .strings
                    .extend([format!("{name}.label"), format!("{name}.label|upper")]);
                scope.numbers.push(format!("{name}.n"));
                scope.subs = vec![format!("{name}.subs")];
            }
            Row::Sub => {
                scope.strings.push(format!("{name}.name"));
                scope.subs = Vec::new();
            }
        }
        scope.items = Vec::new();
        scope
    }
}

fn own(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    Item,
    Sub,
}
