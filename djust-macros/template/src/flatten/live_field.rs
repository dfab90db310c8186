//! `{% live_field form.email label="Email" %}`: a field of a form with its label, hint and error.
//!
//! It becomes source as if it had been written out, so its values are slots like any other.

use std::rc::Rc;

use super::given::{Given, given, unknown, unquoted};
use super::{Flattener, Scope};
use crate::ast::{At, File, Node, Nodes, Source};
use crate::config::Syntax;
use crate::diagnostic::fault;
use crate::files::Unit;
use crate::ir::{Diagnostic, FormField};
use crate::lexer::scan::is_word;
use crate::parser;
use crate::position::position;

/// The handler that a field calls if nothing else is said.
const HANDLER: &str = "validate_field";

/// What the tag takes; the second part are attributes of the field, as they stand.
pub(super) const KEYS: [&str; 28] = [
    "label",
    "hint",
    "type",
    "options",
    "event",
    "on",
    "class",
    "label_class",
    "input_class",
    "invalid_class",
    "error_class",
    "disabled",
    "readonly",
    "autofocus",
    "autocapitalize",
    "autocomplete",
    "cols",
    "enterkeyhint",
    "form",
    "inputmode",
    "list",
    "max",
    "maxlength",
    "min",
    "placeholder",
    "rows",
    "spellcheck",
    "step",
];

/// The types that an `<input>` can have here.
const TYPES: [&str; 15] = [
    "text",
    "email",
    "password",
    "search",
    "tel",
    "url",
    "number",
    "date",
    "time",
    "month",
    "week",
    "datetime-local",
    "color",
    "range",
    "hidden",
];

const EXAMPLE: &str = "`label=\"Email\"`, `hint=\"…\"` or `type=\"email\"`";

impl Flattener<'_> {
    pub(super) fn live_field(
        &mut self,
        rest: &Source,
        scope: &Scope,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        let field = Field::read(rest)?;
        self.note(&field, &rest.at);
        self.expand(field.written(), rest, scope, out)
    }

    /// Reads what a tag stands for as if it stood there.
    pub(super) fn expand(
        &mut self,
        text: String,
        rest: &Source,
        scope: &Scope,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        let place = position(&rest.at);
        // Mistakes that show only in what it becomes are told with both places.
        let name = format!(
            "{}:{}:{}, in what the tag writes",
            place.file, place.line, place.column
        );
        let file = Rc::new(File { name, text });
        let (nodes, errors) = parser::parse(&file, &Rc::new(Syntax::default()));
        if let Some(error) = errors.into_iter().next() {
            return Err(fault(
                &rest.at,
                format!("the values of the tag: {}", error.message),
            ));
        }
        let unit = Rc::new(Unit::of(file, nodes));
        let inner = scope.within(&unit);
        let mut spacing = self.spacing();
        let mut nodes = Nodes::new();
        self.walk(&unit.nodes, &inner, &mut spacing, &mut nodes)?;
        spacing.end(&mut nodes);
        out.push(Node::Scope(nodes));
        Ok(())
    }

    /// Notes which field of the view's is asked for which of its fields, where that is sure.
    pub(super) fn note(&mut self, field: &Field<'_>, at: &At) {
        let form = field.form.strip_prefix("self.").unwrap_or(field.form);
        let in_macro = self.path.iter().any(|level| level.starts_with("macro "));
        if form.contains('.') || in_macro || self.declared.has(form) && form == field.form {
            return;
        }
        self.loader.form_fields.push(FormField {
            form: form.to_owned(),
            field: field.name.to_owned(),
            at: position(at),
        });
    }
}

/// A tag, understood.
pub(super) struct Field<'a> {
    /// The form, as an expression.
    form: &'a str,
    /// The field's name.
    pub(super) name: &'a str,
    label: Option<&'a str>,
    hint: Option<&'a str>,
    kind: &'a str,
    options: Option<&'a str>,
    event: &'a str,
    on: &'a str,
    class: &'a str,
    /// The classes of the label, of the field, of the field while it shows an error, and of the error.
    classes: Classes<'a>,
    /// Attributes of the field, as they stand.
    attributes: String,
}

#[derive(Default)]
struct Classes<'a> {
    label: &'a str,
    input: &'a str,
    invalid: &'a str,
    error: &'a str,
}

impl<'a> Field<'a> {
    fn read(rest: &'a Source) -> Result<Self, Diagnostic> {
        let path = rest.text.split_whitespace().next().unwrap_or_default();
        let sound = path.chars().all(|c| is_word(c) || c == '.');
        let Some((form, name)) = path
            .rsplit_once('.')
            .filter(|(form, name)| sound && !form.is_empty() && !name.is_empty())
        else {
            return Err(fault(
                &rest.at,
                "expected a form and the name of its field, as in `{% live_field form.email %}`",
            ));
        };
        let mut field = Self::new(form, name);
        let (behind, at) = behind(rest, path);
        let mut seen: Vec<String> = Vec::new();
        for one in given(behind, &at, EXAMPLE)? {
            if seen.iter().any(|key| key == one.key) {
                return Err(fault(&one.at, format!("`{}` is given twice", one.key)));
            }
            seen.push(one.key.to_owned());
            field.take(&one)?;
        }
        field.checked(&rest.at)
    }

    /// A field of which nothing was said.
    pub(super) fn new(form: &'a str, name: &'a str) -> Self {
        Self {
            form,
            name,
            label: None,
            hint: None,
            kind: "text",
            options: None,
            event: HANDLER,
            on: "change",
            class: "dj-field",
            classes: Classes::default(),
            attributes: String::new(),
        }
    }

    /// What was said fits together.
    pub(super) fn checked(self, at: &At) -> Result<Self, Diagnostic> {
        match (self.kind, self.options) {
            (kind @ ("select" | "select-multiple" | "radio"), None) => Err(fault(
                at,
                format!(
                    "a `{kind}` needs its choices: `options=COLORS`, of which each is a value and a text"
                ),
            )),
            (kind, Some(_)) if !matches!(kind, "select" | "select-multiple" | "radio") => {
                Err(fault(
                    at,
                    "`options` are for `type=\"select\"`, `type=\"select-multiple\"` and `type=\"radio\"`",
                ))
            }
            ("hidden", _) if self.label.is_some() || self.hint.is_some() => Err(fault(
                at,
                "a hidden field has nothing to show: take `label` and `hint` away",
            )),
            _ => Ok(self),
        }
    }

    /// Takes what is said of it; `key` is the last part of what stands there.
    pub(super) fn take(&mut self, one: &Given<'a>) -> Result<(), Diagnostic> {
        let value = one.value;
        let text = || in_quotes(one);
        match one.key.rsplit('.').next().unwrap_or_default() {
            "label" => self.label = Some(value),
            "hint" => self.hint = Some(value),
            "options" => self.options = Some(value),
            "event" => self.event = text()?,
            "class" => self.class = text()?,
            "label_class" => self.classes.label = text()?,
            "input_class" => self.classes.input = text()?,
            "invalid_class" => self.classes.invalid = text()?,
            "error_class" => self.classes.error = text()?,
            key @ ("disabled" | "readonly" | "autofocus") => {
                let condition = format!(" {{% if {value} %}}{key}{{% endif %}}");
                self.attributes.push_str(&condition);
            }
            "on" => {
                self.on = text()
                    .ok()
                    .filter(|on| matches!(*on, "input" | "change"))
                    .ok_or_else(|| {
                        fault(
                            &one.at,
                            format!("`on={value}`: expected `on=\"input\"` or `on=\"change\"`"),
                        )
                    })?;
            }
            "type" => {
                let known = |kind: &&str| {
                    matches!(
                        *kind,
                        "checkbox" | "radio" | "textarea" | "select" | "select-multiple"
                    ) || TYPES.contains(kind)
                };
                self.kind = text()?;
                Some(self.kind).filter(known).ok_or_else(|| {
                    fault(
                        &one.at,
                        format!("`type={value}`: expected a type of `<input>`, `textarea`, `select`, `select-multiple`, `radio` or `checkbox`"),
                    )
                })?;
            }
            key if KEYS.contains(&key) => {
                self.attributes.push_str(&format!(" {key}={value}"));
                text()?;
            }
            _ => return Err(unknown("live_field", one, &KEYS)),
        }
        Ok(())
    }

    /// The source that stands for the tag.
    pub(super) fn written(&self) -> String {
        let Self {
            form,
            name,
            class,
            classes,
            ..
        } = self;
        if self.kind == "hidden" {
            return format!(
                "<input type=\"hidden\" name=\"{{{{ {form}.name(\"{name}\") }}}}\" value=\"{{{{ {form}.value(\"{name}\") }}}}\">"
            );
        }
        let id = format!("{{{{ {form}.id(\"{name}\") }}}}");
        let label = self.label();
        let of_label = attribute("class", classes.label);
        let hint = self.hint.map_or_else(String::new, |hint| {
            format!(
                "<p class=\"{class}-hint\" id=\"{id}-hint\">{}</p>\n",
                shown(hint)
            )
        });
        let error = format!(
            "<p class=\"{class}-error{}\" id=\"{id}-error\" aria-live=\"polite\">\
             {{% if let Some(dj_error) = {form}.error(\"{name}\") %}}{{{{ dj_error }}}}{{% endif %}}</p>",
            further(classes.error)
        );
        if let ("radio", Some(options)) = (self.kind, self.options) {
            let choices = self.choices(&id, options);
            return format!(
                "<fieldset class=\"{class}\" role=\"radiogroup\" {}>\n<legend{of_label}>{label}</legend>\n{choices}\n{hint}{error}\n</fieldset>",
                self.state(&id)
            );
        }
        let label = format!("<label for=\"{id}\"{of_label}>{label}</label>");
        let control = self.control(&id);
        let (first, second) = match self.kind {
            "checkbox" => (control, label),
            _ => (label, control),
        };
        format!("<div class=\"{class}\">\n{first}\n{second}\n{hint}{error}\n</div>")
    }

    /// What it is called on the page.
    pub(super) fn label(&self) -> String {
        match self.label {
            Some(label) => shown(label),
            None => shown(&format!("\"{}\"", spoken(self.name))),
        }
    }

    /// A list's entry that leads to the field while it shows an error.
    pub(super) fn problem(&self) -> String {
        let Self { form, name, .. } = self;
        let first = match self.kind {
            "radio" => "-0",
            _ => "",
        };
        format!(
            "{{% if let Some(dj_error) = {form}.error(\"{name}\") %}}<li><a href=\"#{{{{ {form}.id(\"{name}\") }}}}{first}\">{}: \
             {{{{ dj_error }}}}</a></li>{{% endif %}}",
            self.label()
        )
    }

    /// The choices of a group, of which one can be chosen. Its error is the group's, not that of each choice.
    fn choices(&self, id: &str, options: &str) -> String {
        let Self {
            form,
            name,
            on,
            event,
            attributes,
            ..
        } = self;
        let class = self.of_input();
        format!(
            "{{% for (dj_value, dj_text) in {options} %}}<label data-key=\"{{{{ dj_value }}}}\">\
             <input type=\"radio\" id=\"{id}-{{{{ loop.index0 }}}}\" name=\"{{{{ {form}.name(\"{name}\") }}}}\" \
             value=\"{{{{ dj_value }}}}\" dj-{on}=\"{event}\"{attributes}{class} \
             {{% if {form}.is_chosen(\"{name}\", dj_value) %}}checked{{% endif %}}> {{{{ dj_text }}}}</label>{{% endfor %}}"
        )
    }

    /// The field's class, which follows whether it shows an error.
    fn of_input(&self) -> String {
        let (Self { form, name, .. }, classes) = (self, &self.classes);
        match classes.invalid {
            "" => attribute("class", classes.input),
            invalid => format!(
                " class=\"{}{{% if {form}.error(\"{name}\").is_some() %}} {invalid}{{% endif %}}\"",
                classes.input
            ),
        }
    }

    /// What assistive technology is told of the field.
    fn state(&self, id: &str) -> String {
        let Self { form, name, .. } = self;
        let described = match self.hint {
            Some(_) => format!("{id}-hint {id}-error"),
            None => format!("{id}-error"),
        };
        format!(
            "aria-describedby=\"{described}\" \
             {{% if {form}.is_required(\"{name}\") %}}aria-required=\"true\"{{% endif %}} \
             {{% if {form}.error(\"{name}\").is_some() %}}aria-invalid=\"true\"{{% endif %}}"
        )
    }

    /// The element that the user is in.
    fn control(&self, id: &str) -> String {
        let Self {
            form,
            name,
            kind,
            on,
            event,
            attributes,
            ..
        } = self;
        let common = format!(
            "id=\"{id}\" name=\"{{{{ {form}.name(\"{name}\") }}}}\" dj-{on}=\"{event}\"{attributes}{} {}",
            self.of_input(),
            self.state(id)
        );
        let value = format!("{{{{ {form}.value(\"{name}\") }}}}");
        // Of several none need be chosen; of one that is said by an empty choice.
        let (many, none) = match *kind {
            "select-multiple" => ("multiple ", ""),
            _ => ("", "<option value=\"\"></option>"),
        };
        match (*kind, self.options) {
            ("checkbox", _) => format!(
                "<input type=\"checkbox\" {common} {{% if {form}.is_ticked(\"{name}\") %}}checked{{% endif %}}>"
            ),
            ("textarea", _) => format!("<textarea {common}>{value}</textarea>"),
            (_, Some(options)) => format!(
                "<select {many}{common}>{none}\
                 {{% for (dj_value, dj_text) in {options} %}}<option value=\"{{{{ dj_value }}}}\" data-key=\"{{{{ dj_value }}}}\" \
                 {{% if {form}.is_chosen(\"{name}\", dj_value) %}}selected{{% endif %}}>{{{{ dj_text }}}}</option>{{% endfor %}}</select>"
            ),
            _ => format!("<input type=\"{kind}\" {common} value=\"{value}\">"),
        }
    }
}

/// What stands behind the path that a tag begins with, and where.
pub(super) fn behind<'a>(rest: &'a Source, path: &str) -> (&'a str, At) {
    let at = At {
        file: rest.at.file.clone(),
        offset: rest.at.offset + path.len(),
    };
    (rest.text.get(path.len()..).unwrap_or_default(), at)
}

/// What a text in quotes says, where nothing else may stand.
pub(super) fn in_quotes<'a>(one: &Given<'a>) -> Result<&'a str, Diagnostic> {
    let Given { key, value, at } = one;
    unquoted(value).ok_or_else(|| {
        fault(
            at,
            format!("`{key}={value}`: expected a text in quotes, `{key}=\"…\"`"),
        )
    })
}

/// An attribute, unless it would be empty.
pub(super) fn attribute(name: &str, value: &str) -> String {
    match value {
        "" => String::new(),
        value => format!(" {name}=\"{value}\""),
    }
}

/// A class behind others.
fn further(class: &str) -> String {
    match class {
        "" => String::new(),
        class => format!(" {class}"),
    }
}

/// A text in quotes as markup, anything else as an expression.
pub(super) fn shown(value: &str) -> String {
    match unquoted(value) {
        Some(text) => text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('{', "&#123;"),
        None => format!("{{{{ {value} }}}}"),
    }
}

/// `first_name` as `First name`.
fn spoken(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.trim().chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.as_str().chars()).collect()
}
