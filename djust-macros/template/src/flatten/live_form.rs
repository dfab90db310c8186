//! `{% live_form form fields="email, password" submit="sign_up" %}`: a whole form, its fields as those of `{% live_field %}`.
//!
//! Which fields a form has is known to another struct, whose code is not at hand while a template is compiled: the tag lists them.

use super::given::{Given, given, unknown};
use super::live_field::{self, Field, attribute, behind, in_quotes, shown};
use super::{Flattener, Scope};
use crate::ast::{At, Nodes, Source};
use crate::diagnostic::fault;
use crate::ir::Diagnostic;
use crate::lexer::scan::is_word;
use crate::likely::likely;

/// What the tag takes: of the form itself, and for all of its fields. What is for one of them has its name before a dot.
const KEYS: [&str; 17] = [
    "fields",
    "submit",
    "button",
    "summary",
    "id",
    "method",
    "form_class",
    "button_class",
    "event",
    "on",
    "class",
    "label_class",
    "input_class",
    "invalid_class",
    "error_class",
    "disabled",
    "readonly",
];

const EXAMPLE: &str = "`button=\"Sign up\"`, or `email.hint=\"…\"` of one field";

impl Flattener<'_> {
    pub(super) fn live_form(
        &mut self,
        rest: &Source,
        scope: &Scope,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        let form = LiveForm::read(rest)?;
        for field in &form.fields {
            self.note(field, &rest.at);
        }
        self.expand(form.written(), rest, scope, out)
    }
}

/// A tag, understood.
struct LiveForm<'a> {
    /// The form, as an expression.
    form: &'a str,
    fields: Vec<Field<'a>>,
    submit: &'a str,
    button: &'a str,
    /// What stands over the list of errors, if there is one.
    summary: Option<&'a str>,
    id: &'a str,
    posts: bool,
    class: &'a str,
    button_class: &'a str,
}

impl<'a> LiveForm<'a> {
    fn read(rest: &'a Source) -> Result<Self, Diagnostic> {
        let path = rest.text.split_whitespace().next().unwrap_or_default();
        if path.is_empty() || !path.chars().all(|c| is_word(c) || c == '.') {
            return Err(fault(
                &rest.at,
                "expected a form and its fields, as in `{% live_form form fields=\"email, password\" submit=\"sign_up\" %}`",
            ));
        }
        let (text, at) = behind(rest, path);
        let all = given(text, &at, EXAMPLE)?;
        for (n, one) in all.iter().enumerate() {
            if all.iter().take(n).any(|other| other.key == one.key) {
                return Err(fault(&one.at, format!("`{}` is given twice", one.key)));
            }
        }
        let mut form = Self {
            form: path,
            fields: fields(path, &all, &rest.at)?,
            submit: "",
            button: "\"Submit\"",
            summary: None,
            id: "",
            posts: false,
            class: "",
            button_class: "",
        };
        // What is for all comes first, so that a field's own word counts.
        for one in all.iter().filter(|one| !one.key.contains('.')) {
            form.take(one)?;
        }
        for one in all.iter().filter(|one| one.key.contains('.')) {
            form.take_of_field(one)?;
        }
        if form.submit.is_empty() {
            return Err(fault(
                &rest.at,
                "`{% live_form %}` needs the handler that takes the form: `submit=\"sign_up\"`",
            ));
        }
        let fields = form.fields.into_iter().map(|field| {
            let name = field.name;
            field
                .checked(&rest.at)
                .map_err(|error| fault(&rest.at, format!("the field `{name}`: {}", error.message)))
        });
        form.fields = fields.collect::<Result<_, _>>()?;
        Ok(form)
    }

    fn take(&mut self, one: &Given<'a>) -> Result<(), Diagnostic> {
        match one.key {
            "fields" => {}
            "submit" => self.submit = in_quotes(one)?,
            "button" => self.button = one.value,
            "summary" => self.summary = Some(one.value),
            "id" => self.id = in_quotes(one)?,
            "form_class" => self.class = in_quotes(one)?,
            "button_class" => self.button_class = in_quotes(one)?,
            "method" if one.value == "\"post\"" => self.posts = true,
            "method" => {
                return Err(fault(
                    &one.at,
                    format!("`method={}`: expected `method=\"post\"`", one.value),
                ));
            }
            key if KEYS.contains(&key) => {
                for field in &mut self.fields {
                    field.take(one)?;
                }
            }
            key if live_field::KEYS.contains(&key) => {
                return Err(fault(
                    &one.at,
                    format!("`{key}` is for one field: write `{}.{key}=…`", self.first()),
                ));
            }
            _ => return Err(unknown("live_form", one, &KEYS)),
        }
        Ok(())
    }

    fn take_of_field(&mut self, one: &Given<'a>) -> Result<(), Diagnostic> {
        let name = one.key.split('.').next().unwrap_or_default();
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            return field.take(one);
        }
        let hint = match likely(name, self.fields.iter().map(|field| field.name)) {
            Some(likely) => format!("did you mean `{likely}`?"),
            None => "write it there, or take this away".to_owned(),
        };
        Err(fault(
            &one.at,
            format!("`fields` lists no `{name}`; {hint}"),
        ))
    }

    fn first(&self) -> &str {
        self.fields.first().map_or("", |field| field.name)
    }

    /// The source that stands for the tag.
    fn written(&self) -> String {
        let (method, token) = match self.posts {
            true => (" method=\"post\"", "{% csrf_token %}\n"),
            false => ("", ""),
        };
        let fields: Vec<String> = self.fields.iter().map(Field::written).collect();
        // The errors are those of the form's rules: a browser's own would keep it from being sent, and stand in other words.
        format!(
            "<form{}{}{method} novalidate dj-submit=\"{}\">\n{token}{}{}\n<button{}>{}</button>\n</form>",
            attribute("id", self.id),
            attribute("class", self.class),
            self.submit,
            self.problems(),
            fields.join("\n"),
            attribute("class", self.button_class),
            shown(self.button)
        )
    }

    /// All errors together, once the form was sent.
    fn problems(&self) -> String {
        let Some(summary) = self.summary else {
            return String::new();
        };
        let problems: String = self.fields.iter().map(Field::problem).collect();
        let form = self.form;
        format!(
            "{{% if {form}.was_submitted() && !{form}.valid() %}}<div class=\"dj-form-errors\" role=\"alert\">\n<p>{}</p>\n\
             <ul>{problems}</ul>\n</div>{{% endif %}}\n",
            shown(summary)
        )
    }
}

/// The fields that the tag lists.
fn fields<'a>(form: &'a str, all: &[Given<'a>], at: &At) -> Result<Vec<Field<'a>>, Diagnostic> {
    let Some(listed) = all.iter().find(|one| one.key == "fields") else {
        return Err(fault(
            at,
            "`{% live_form %}` needs its fields in their order: `fields=\"email, password\"`",
        ));
    };
    let mut fields: Vec<Field<'_>> = Vec::new();
    for name in in_quotes(listed)?.split(',').map(str::trim) {
        if name.is_empty() || !name.chars().all(is_word) {
            return Err(fault(
                &listed.at,
                format!("`fields` lists names with commas between them; `{name}` is none"),
            ));
        }
        if fields.iter().any(|field| field.name == name) {
            return Err(fault(&listed.at, format!("`fields` lists `{name}` twice")));
        }
        fields.push(Field::new(form, name));
    }
    Ok(fields)
}
