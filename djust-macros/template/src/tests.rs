//! The HTML stage as a whole: small templates, and what becomes of them.

mod fields;
mod more;
mod mutations;

use std::path::Path;

use crate::ast::Flat;
use crate::ir::{
    Binding, Diagnostic, Edge, Fragment, Key, Literal, Namespace, Part, Slot, Target, Template,
    Text, Unsent,
};
use crate::{Root, Source, compile_flat, load};

pub(crate) fn compiled(text: &str) -> Template {
    match compile_text(text) {
        Ok(template) => {
            askama_takes(&template.source);
            template
        }
        Err(errors) => panic!("{text}\n{errors:#?}"),
    }
}

fn compile_text(text: &str) -> Result<Template, Vec<Diagnostic>> {
    let flat = flat(text)?;
    compile_flat(&flat).map_err(|mistakes| mistakes.errors)
}

fn flat(text: &str) -> Result<Flat, Vec<Diagnostic>> {
    load(&Root {
        manifest_dir: Path::new("/nonexistent"),
        source: Source::Inline {
            text,
            view: "T",
            ext: "html",
        },
        config: None,
    })
}

/// Askama must be able to compile what was written; whether the types fit is seen where views are compiled.
fn askama_takes(source: &str) {
    let input = quote::quote! {
        #[template(source = #source, ext = "html")]
        struct Tested;
    };
    let output = askama_derive::derive_template(input, || {
        quote::quote!(
            use askama;
        )
    })
    .to_string();
    assert!(!output.contains("compile_error"), "{source}\n{output}");
}

/// The first error's message, which must stand in the given line and column.
fn error(text: &str) -> String {
    match compile_text(text) {
        Ok(template) => panic!("no error: {text}\n{template:#?}"),
        Err(errors) => {
            let first = errors.first().expect("an error");
            format!("{}:{}: {}", first.at.line, first.at.column, first.message)
        }
    }
}

fn assert_error(text: &str, parts: &[&str]) {
    let message = error(text);
    for part in parts {
        assert!(
            message.contains(part),
            "{text}\nexpected `{part}` in:\n{message}"
        );
    }
}

/// A fragment in short: markup, `@[targets]`, `{slot}`, `<v slot>` and the like.
fn short(fragment: &Fragment) -> String {
    let mut out = String::new();
    for part in &fragment.parts {
        match part {
            Part::Html(html) => out += html,
            Part::Anchor(targets) => {
                let targets: Vec<String> = targets
                    .iter()
                    .map(|target| match target {
                        Target::Content(slot) => format!("c{slot}"),
                        Target::Attr(slot, name) => format!("{name}={slot}"),
                        Target::Attrs(slot) => format!("*{slot}"),
                        Target::Raw(slot) => format!("r{slot}"),
                        Target::Rows(slot) => format!("l{slot}"),
                    })
                    .collect();
                out += &format!("@[{}]", targets.join(" "));
            }
            Part::Text(slot) => out += &format!("${slot}"),
            Part::Value(slot) => out += &format!("(v{slot})"),
            Part::Branch(slot) => out += &format!("(b{slot})"),
            Part::List(slot) => out += &format!("(l{slot})"),
            Part::Rows(slot) => out += &format!("(r{slot})"),
            Part::Newline => out += "(nl)",
            Part::Scripts => out += "(js)",
        }
    }
    out
}

fn parts(template: &Template) -> Vec<String> {
    template.skeleton.fragments.iter().map(short).collect()
}

/// The source with marks as `<fragment.slot>` and `<fragment>`, and without the plus signs.
fn source(template: &Template) -> String {
    let mut out = String::new();
    let mut rest = template.source.as_str();
    while let Some(at) = rest.find("{{+ __DjMark(") {
        out += &rest[..at];
        let after = &rest[at + "{{+ __DjMark(".len()..];
        let (number, after) = after.split_once(")|safe +}}").expect("a mark ends");
        let number: u32 = number.parse().expect("a number");
        if number >> 31 == 1 {
            let fragment = number & 0xFFFF;
            out += &format!("<{fragment}>");
            if number >> 30 == 3 {
                out += &format!("<{fragment}.0>");
            }
        } else {
            out += &format!("<{}.{}>", number >> 12, number & 0xFFF);
        }
        rest = after;
    }
    out += rest;
    out.replace("{{+ ", "{{ ")
        .replace(" +}}", " }}")
        .replace("{%+ ", "{% ")
        .replace(" +%}", " %}")
}

#[test]
fn a_counter_is_one_slot_in_its_element() {
    let template = compiled("<h1>{{ count }}</h1><button dj-click=\"increment\">+</button>");
    assert_eq!(
        parts(&template),
        ["<h1@[c0]>$0</h1><button dj-click=\"increment\">+</button>(js)"]
    );
    assert_eq!(source(&template), "<0.0>{{ count }}");
    assert_eq!(
        template.skeleton.fragments[0].slots,
        [Slot::Text(Text::Live)]
    );
    assert_eq!(template.bindings.len(), 1);
    assert_eq!(template.bindings[0].handler.as_deref(), Some("increment"));
    assert!(template.bindings[0].closed);
    assert_eq!(template.roots.len(), 1);
    assert_eq!(
        (template.roots[0].name.as_str(), template.roots[0].at.column),
        ("count", 8)
    );
}

#[test]
fn text_beside_a_value_makes_it_a_region() {
    let template = compiled("<p>Count: {{ a }}{{ b }}</p>");
    assert_eq!(parts(&template), ["<p>Count: (v0)(v1)</p>(js)"]);
    assert_eq!(source(&template), "<0.0>{{ a }}<0.1>{{ b }}");
}

#[test]
fn an_attribute_is_one_slot_with_its_literals() {
    let template =
        compiled("<a class=\"x {{ a }} y{% if b %} z{% endif %}\" href=\"{{ u }}\">k</a>");
    assert_eq!(
        parts(&template),
        ["<a@[class=0 href=1] class=\"$0\" href=\"$1\">k</a>(js)"]
    );
    assert_eq!(
        source(&template),
        "<0.0>x {{ a }} y{% if b %} z{% endif %}<0.1>{{ u }}"
    );
    assert_eq!(
        template.skeleton.fragments[0].slots,
        [Slot::Text(Text::Live), Slot::Text(Text::Url)]
    );
}

#[test]
fn conditional_attributes_are_one_run() {
    let template = compiled(
        "<input type=\"text\" {% if a %}checked{% endif %} id=\"i\"{% if b %} hidden{% endif %}>",
    );
    assert_eq!(parts(&template), ["<input@[*0] type=\"text\" $0>(js)"]);
    assert_eq!(
        source(&template),
        "<0.0>{% if a %}checked{% endif %} id=\"i\"{% if b %} hidden{% endif %}"
    );
}

#[test]
fn a_literal_attribute_that_collides_is_drawn_into_the_run() {
    let template =
        compiled("<p class=\"a\" id=\"i\" {% if a %}class=\"b\"{% endif %} title=\"t\">k</p>");
    assert_eq!(parts(&template), ["<p@[*0] $0 title=\"t\">k</p>(js)"]);
    assert_eq!(
        source(&template),
        "<0.0>class=\"a\" id=\"i\" {% if a %}class=\"b\"{% endif %}"
    );
}

#[test]
fn a_fragment_that_begins_with_a_text_is_entered_by_its_mark() {
    let marks = |text| compiled(text).source.matches("__DjMark").count();
    assert_eq!(marks("{% if a %}<p>{{ b }}</p>{% endif %}"), 1);
    assert_eq!(marks("{% if a %}<p>{{ b }}</p>{{ c }}{% endif %}"), 2);
    assert_eq!(
        marks("{% if a %}{% let b = c %}<p>{{ b }}</p>{% endif %}"),
        2
    );
    assert_eq!(
        marks("{% if a %}{% if b %}{{ c }}{% endif %}{{ d }}{% endif %}"),
        3
    );
}

#[test]
fn arms_are_fragments_entered_by_a_mark() {
    let template = compiled(
        "<div>{% if a %}<b>{{ x }}</b>{% else if let Some(y) = z %}{{ y }}{% else %}none{% endif %}</div>",
    );
    assert_eq!(
        parts(&template),
        ["<div>(b0)</div>(js)", "<b@[c0]>$0</b>", "(v0)", "none"]
    );
    assert_eq!(
        source(&template),
        "{% if a %}<1><1.0>{{ x }}{% else if let Some(y) = z %}<2><2.0>{{ y }}{% else %}<3>{% endif %}"
    );
    assert_eq!(
        template.skeleton.fragments[0].slots,
        [Slot::Branch(vec![1, 2, 3])]
    );
    let names: Vec<&str> = template
        .roots
        .iter()
        .map(|root| root.name.as_str())
        .collect();
    assert_eq!(names, ["a", "x", "z"]);
}

#[test]
fn nothing_stands_between_match_and_when() {
    let template =
        compiled("{% match m %} {% when Some with (v) %}{{ v }}{% when None %}{% endmatch %}");
    assert_eq!(
        source(&template),
        "{% match m %}{% when Some with (v) %}<1><1.0>{{ v }}{% when None %}<2>{% endmatch %}"
    );
}

#[test]
fn rows_of_one_element_lose_their_edges_and_share_the_key() {
    let template = compiled(
        "<ul>\n  {% for item in items %}\n  <li data-key=\"{{ item.id }}\">{{ item.id }}: {{ item.name }}</li>\n  {% endfor %}\n</ul>",
    );
    assert_eq!(
        parts(&template),
        [
            "<ul@[l0]>(r0)</ul>(js)",
            "<li@[data-key=0] data-key=\"$0\">(v0): (v1)</li>"
        ]
    );
    assert_eq!(
        source(&template),
        "{% for item in items %}<1><1.0>{{ item.id }}<1.1>{{ item.name }}{% endfor %}"
    );
    assert_eq!(template.skeleton.fragments[1].key, Key::Slot(0));
    let Slot::List(rows) = &template.skeleton.fragments[0].slots[0] else {
        panic!()
    };
    assert_eq!(
        rows.edge,
        Edge::Element {
            separator: String::new()
        }
    );
    assert_eq!(template.warnings, []);
}

#[test]
fn the_only_content_of_a_row_that_is_its_key_shares_its_slot() {
    let template =
        compiled("<ul>{% for x in xs %}<li id=\"{{ x.id }}\">{{ x.id }}</li>{% endfor %}</ul>");
    assert_eq!(parts(&template)[1], "<li@[id=0 c0] id=\"$0\">$0</li>");
}

#[test]
fn an_assignment_ends_sharing() {
    let template = compiled("<p title=\"{{ x }}\">{% let x = y %}{{ x }}</p>");
    assert_eq!(
        parts(&template),
        ["<p@[title=0 c1] title=\"$0\">$1</p>(js)"]
    );
    assert_eq!(source(&template), "<0.0>{{ x }}{% let x = y %}<0.1>{{ x }}");
}

#[test]
fn space_between_rows_is_kept_where_it_shows() {
    let template = compiled("<div>a{% for x in xs %} <b>{{ x }}</b>\n{% endfor %}</div>");
    assert_eq!(parts(&template), ["<div>a(l0)</div>(js)", "<b@[c0]>$0</b>"]);
    let Slot::List(rows) = &template.skeleton.fragments[0].slots[0] else {
        panic!()
    };
    assert_eq!(
        rows.edge,
        Edge::Element {
            separator: "\n".into()
        }
    );
}

#[test]
fn rows_of_text_or_in_pre_are_pairs() {
    for text in [
        "<div>{% for x in xs %}{{ x }}, {% endfor %}</div>",
        "<pre>{% for x in xs %}<b>{{ x }}</b>\n{% endfor %}</pre>",
        "<ul>{% for x in xs %}<li>{{ x }}</li><li>b</li>{% endfor %}</ul>",
    ] {
        let template = compiled(text);
        let Slot::List(rows) = &template.skeleton.fragments[0].slots[0] else {
            panic!()
        };
        assert_eq!(rows.edge, Edge::Pair, "{text}");
    }
}

#[test]
fn a_loops_else_is_a_branch_after_the_list() {
    let template =
        compiled("<ul>{% for x in xs %}<li>{{ x }}</li>{% else %}<li>none</li>{% endfor %}</ul>");
    assert_eq!(parts(&template)[0], "<ul>(l0)(b1)</ul>(js)");
    assert_eq!(
        source(&template),
        "{% for x in xs %}<1><1.0>{{ x }}{% else %}<2>{% endfor %}"
    );
    assert_eq!(
        template.skeleton.fragments[0].slots[1],
        Slot::Branch(vec![2])
    );
}

#[test]
fn a_row_that_begins_with_a_branch_has_the_arms_key() {
    let template = compiled(
        "<ul>{% for x in xs %}{% if x.a %}<li id=\"{{ x.id }}\">a</li>{% else %}<li data-key=\"{{ x.id }}\">b</li>{% endif %}{% endfor %}</ul>",
    );
    assert_eq!(template.skeleton.fragments[1].key, Key::Branch(0));
    assert_eq!(template.skeleton.fragments[2].key, Key::Slot(0));
    assert_eq!(template.skeleton.fragments[3].key, Key::Slot(0));
}

#[test]
fn what_follows_a_continue_is_an_absent_arm() {
    let template = compiled(
        "<ul>{% for x in xs %}{% if x.hidden %}{% continue %}{% endif %}<li id=\"{{ x.id }}\">a</li>{% endfor %}</ul>",
    );
    assert_eq!(
        source(&template),
        "{% for x in xs %}<1>{% if x.hidden %}<2>{% continue %}{% endif %}<3><3.0>{{ x.id }}{% endfor %}"
    );
    assert_eq!(
        template.skeleton.fragments[1].slots,
        [Slot::Branch(vec![2]), Slot::Branch(vec![3])]
    );
    assert_eq!(template.skeleton.fragments[1].key, Key::Branch(1));
}

#[test]
fn raw_text_is_one_slot_and_once_text_has_no_owner() {
    let template = compiled(
        "<textarea>a {{ x }}</textarea><title>{{ y }}</title><noscript><img src=\"{{ z }}\"></noscript><pre>{{ w }}</pre>",
    );
    assert_eq!(
        parts(&template),
        [
            "<textarea@[r0]>(nl)$0</textarea><title@[r1]>$1</title><noscript><img src=\"$2\"></noscript><pre@[c3]>(nl)$3</pre>(js)"
        ]
    );
    assert_eq!(
        template.skeleton.fragments[0].slots[2],
        Slot::Text(Text::Once)
    );
}

#[test]
fn macros_are_branches_and_have_a_raw_twin_for_attributes() {
    let template = compiled(
        "{% macro m(a) %}no {{ a }}{% endmacro %}<p>{{ m(1) }}</p><p title=\"{{ m(2) }}\">{{ m(x) }}</p>",
    );
    assert_eq!(
        source(&template),
        "{% macro m(a) %}<1><1.0>{{ a }}{% endmacro %}{% macro m__raw(a) %}no {{ a }}{% endmacro %}\
         {{ m(1) }}<0.1>{{ m__raw(2) }}{{ m(x) }}"
    );
    assert_eq!(
        parts(&template)[0],
        "<p>(b0)</p><p@[title=1] title=\"$1\">(b2)</p>(js)"
    );
    assert_eq!(
        template.skeleton.fragments[0].slots[2],
        Slot::Branch(vec![1])
    );
    let names: Vec<&str> = template
        .roots
        .iter()
        .map(|root| root.name.as_str())
        .collect();
    assert_eq!(names, ["x"]);
}

#[test]
fn callers_are_branches_over_the_bodies() {
    let template = compiled(
        "{% macro m() %}<b>{{ caller() }}</b>{% endmacro %}{% call m() %}one{% endcall %}{% call m() %}{{ two }}{% endcall %}",
    );
    assert_eq!(
        source(&template),
        "{% macro m() %}<1>{{ caller() }}{% endmacro %}{% call m() %}<2>{% endcall %}{% call m() %}<3><3.0>{{ two }}{% endcall %}"
    );
    assert_eq!(
        template.skeleton.fragments[1].slots,
        [Slot::Branch(vec![2, 3])]
    );
}

#[test]
fn filter_blocks_are_one_value_with_their_literals() {
    let template = compiled("<div>{% filter upper %}<b>{{ x }}</b> {y}{% endfilter %}</div>");
    assert_eq!(parts(&template), ["<div@[c0]>$0</div>(js)"]);
    assert_eq!(
        source(&template),
        "<0.0>{% filter upper %}<b>{{ x }}</b> {y}{% endfilter %}"
    );
}

#[test]
fn kept_literals_never_look_like_tags() {
    let template = compiled("<p title=\"{{ x }}{\">k</p>");
    assert_eq!(source(&template), "<0.0>{{ x }}{{ \"{\"|safe }}");
}

#[test]
fn scopes_become_blocks_when_they_declare() {
    let template =
        compiled("{% block x %}{% let a = b %}<p>{{ a }}</p>{% endblock %}<p>{{ a }}</p>");
    assert_eq!(
        source(&template),
        "{% if true %}{% let a = b %}<0.0>{{ a }}{% endif %}<0.1>{{ a }}"
    );
    let names: Vec<&str> = template
        .roots
        .iter()
        .map(|root| root.name.as_str())
        .collect();
    assert_eq!(names, ["b", "a"]);
}

#[test]
fn documents_take_their_scripts_before_the_head_ends() {
    let template =
        compiled("<!doctype html><html><head><title>t</title></head><body>{{ x }}</body></html>");
    assert!(template.skeleton.document);
    assert_eq!(
        parts(&template),
        ["<!doctype html><html><head><title>t</title>(js)</head><body@[c0]>$0</body></html>"]
    );
    let placed = compiled("<html><head></head><body>{{ x }}{% djust_scripts %}</body></html>");
    assert_eq!(
        parts(&placed),
        ["<html><head></head><body>(v0)(js)</body></html>"]
    );
}

#[test]
fn namespaces_follow_the_elements() {
    let template = compiled(
        "<svg viewBox=\"{{ v }}\">{% if a %}<g>{{ x }}</g>{% endif %}<foreignObject>{% if b %}<p>c</p>{% endif %}</foreignObject></svg>",
    );
    assert_eq!(template.skeleton.fragments[1].namespace, Namespace::Svg);
    assert_eq!(template.skeleton.fragments[2].namespace, Namespace::Html);
    assert!(parts(&template)[0].contains("viewBox=0"));
}

/// PA-01, PA-12, PA-13, PA-24, PA-25: where an event's parameters come from.
#[test]
fn pa_01_parameters_have_handler_side_names() {
    let template = compiled(
        "<a dj-click=\"f('x', 2)\" data-item-id=\"5\" dj-value-item-id:int=\"6\" data-key=\"k\" dj-click:who=\"{{ w }}\" dj-payload-n-click=\"3\" dj-payload-m-input=\"4\">k</a>",
    );
    let Binding {
        handler,
        args,
        params,
        closed,
        ..
    } = &template.bindings[0];
    assert_eq!(handler.as_deref(), Some("f"));
    assert_eq!(
        args.as_deref(),
        Some(&[Literal::Str("x".into()), Literal::Int(2)][..])
    );
    let params: Vec<(&str, bool, Option<&str>)> = params
        .iter()
        .map(|param| (param.name.as_str(), param.strict, param.value.as_deref()))
        .collect();
    assert_eq!(
        params,
        [
            ("item_id", true, Some("6")),
            ("who", true, None),
            ("n", true, Some("3"))
        ]
    );
    assert!(closed);
}

#[test]
fn markup_that_a_browser_would_repair_is_refused() {
    assert_error(
        "<table><tr><td>{{ x }}</td></tr></table>",
        &["1:8:", "`<tr>` straight in `<table>`", "<tbody>"],
    );
    assert_error(
        "<p>{{ x }}<div>a</div></p>",
        &["1:11:", "`<div>` in a `<p>`"],
    );
    assert_error(
        "<p>{% if x %}<div>a</div>{% endif %}</p>",
        &["1:14:", "`<div>` in a `<p>`"],
    );
    assert_error("<a><b><a>{{ x }}</a></b></a>", &["`<a>` in another `<a>`"]);
    assert_error("<table>{{ x }}</table>", &["moves its text out"]);
    assert_error("<tbody></tbody>", &["outside a table"]);
    assert_error("<p>{{ x|safe }}</p>", &["markup straight in a `<p>`"]);
    assert_error("<svg><div>a</div></svg>", &["ends the drawing"]);
    assert_error("<div/>{{ x }}", &["ignores the slash"]);
    assert_error(
        "<html>{{ x }}<head></head></html>",
        &["straight in the document"],
    );
}

#[test]
fn arms_and_rows_must_balance() {
    assert_error(
        "{% if a %}<a>{% endif %}x",
        &["1:11:", "opened and not closed"],
    );
    assert_error(
        "<div>{% if a %}</div>{% endif %}",
        &["1:16:", "was opened outside"],
    );
    assert_error(
        "<ul>{% for x in xs %}<li>{{ x }}{% endfor %}</ul>",
        &["1:22:", "opened and not closed"],
    );
    assert_error(
        "<ul><li>{{ x }}<li>b</li></ul>",
        &["`</li>`", "omitted", "write it out"],
    );
    assert_error("</b>", &["without `<b>`"]);
    compiled("<ul><li>a<li>b</ul><p>{{ x }}</p>");
}

#[test]
fn slots_stand_where_they_can_do_no_harm() {
    assert_error(
        "<script>let x = {{ x }}</script>",
        &["1:20:", "a slot in `<script>`", "data-*"],
    );
    assert_error(
        "<p class={{ x }}>a</p>",
        &["1:13:", "unquoted", "class=\"…\""],
    );
    assert_error("<!-- {{ x }} -->", &["1:9:", "comment"]);
    assert_error("<p onclick=\"{{ x }}\">a</p>", &["`onclick`"]);
    assert_error("<p {{ x }}>a</p>", &["between attributes"]);
    assert_error("<p data-{{ x }}=\"1\">a</p>", &["attribute's name"]);
    assert_error("<h{{ n }}>a</h1>", &["tag's name"]);
    assert_error("<iframe srcdoc=\"{{ x }}\"></iframe>", &["srcdoc"]);
    assert_error(
        "<ul>{% for x in xs %}<li>{% break %}</li>{% endfor %}</ul>",
        &["element of the row open"],
    );
}

#[test]
fn a_boolean_attribute_takes_no_slot() {
    assert_error(
        "<input type=\"checkbox\" CHECKED=\"{{ !x.on }}\">",
        &[
            "1:36:",
            "a slot in `CHECKED`",
            "on by being there",
            "`{% if !x.on %}CHECKED{% endif %}`",
        ],
    );
    assert_error(
        "<button disabled=\"{% if x %}disabled{% endif %}\">k</button>",
        &["a slot in `disabled`", "`{% if … %}disabled{% endif %}`"],
    );
    compiled(
        "<button disabled=\"disabled\">k</button><x-box open=\"{{ x }}\"></x-box><a download=\"{{ x }}\">k</a>",
    );
}

#[test]
fn else_if_is_two_words() {
    for word in ["elseif", "elsif"] {
        assert_error(
            &format!("{{% if a %}}k{{% {word} b %}}l{{% endif %}}"),
            &[
                "1:15:",
                &format!("unknown tag `{word}`; did you mean `else if`?"),
            ],
        );
    }
}

#[test]
fn our_attributes_are_known_by_name() {
    assert_error(
        "<p>\n<a dj-clik=\"f\">x</a></p>",
        &["2:4:", "did you mean `dj-click`?"],
    );
    assert_error("<a dj-click=\"f(\">x</a>", &["`)` is expected"]);
    assert_error("<a dj-model.lasy=\"f\">x</a>", &[".lazy"]);
    compiled(
        "<input dj-keydown.enter=\"f\" dj-keydown.escape=\"g\" dj-debounce=\"300\" dj-value-a=\"1\">",
    );
}

/// What a form sends is known when every name in it is literal and nothing else can add a field.
#[test]
fn a_forms_submit_gives_its_fields_when_all_are_known() {
    let submit = |before: &str, fields: &str, after: &str| {
        let text =
            format!("<form dj-submit=\"save\" data-kind=\"a\" {before}>{fields}</form>{after}");
        let binding = compiled(&text).bindings.remove(0);
        assert!(binding.form);
        let names = binding.params.into_iter().map(|param| param.name);
        binding.closed.then(|| names.collect::<Vec<_>>().join(" "))
    };
    let some = |names: &str| Some(format!("kind{names} _target"));
    assert_eq!(submit("", "<button>{{ x }}</button>", ""), some(""));
    assert_eq!(
        submit(
            "",
            "{% if a %}<p><input name=\"title\" value=\"{{ x }}\"></p>{% endif %}{% for x in xs %}<select name='s'><option>{{ x }}</option></select>{% endfor %}<textarea name=\"t\">{{ x }}</textarea>",
            "",
        ),
        some(" title s t")
    );
    for uncertain in [
        "{{ x }}",
        "<input name=\"{{ x }}\">",
        "<div dj-hook=\"Picker\"></div>",
        "<p>{% filter trim %}a{% endfilter %}</p>",
        "<template><input name=\"x\"></template>",
    ] {
        assert_eq!(submit("", uncertain, ""), None, "{uncertain}");
    }
    assert_eq!(
        submit("{% if a %}data-title=\"b\"{% endif %}", "", ""),
        None
    );
    assert_eq!(
        submit("id=\"f\"", "", "<input form=\"f\" name=\"title\">"),
        None
    );
    let by_macro = "{% macro m() %}<input name=\"title\">{% endmacro %}<form dj-submit=\"save\">{{ m() }}</form>";
    assert!(!compiled(by_macro).bindings[0].closed);
}

/// A browser sends nothing for a field in which nothing is chosen.
#[test]
fn a_field_that_a_form_may_be_sent_without_is_told_apart() {
    let unsent = |fields: &str| {
        let text = format!("<form dj-submit=\"save\">{fields}</form>");
        compiled(&text).bindings[0].params[0].unsent
    };
    for (fields, expected) in [
        ("<input name=\"a\">", None),
        (
            "<input type=\"CheckBox\" name=\"a\" {% if x %}checked{% endif %}>",
            Some(Unsent::Checkbox),
        ),
        ("<input type=\"checkbox\" name=\"a\" required>", None),
        (
            "<input type=\"hidden\" name=\"a\"><input type=\"checkbox\" name=\"a\">",
            None,
        ),
        (
            "<input type=\"checkbox\" name=\"a\"><input name=\"a\">",
            None,
        ),
        (
            "<input type=\"radio\" name=\"a\"><input type=\"radio\" name=\"a\">",
            Some(Unsent::Radio),
        ),
        (
            "<input type=\"radio\" name=\"a\"><input type=\"radio\" name=\"a\" {% if x %}checked{% endif %}>",
            None,
        ),
        ("<select name=\"a\"></select>", None),
        (
            "<select multiple name=\"a\"></select>",
            Some(Unsent::Multiple),
        ),
    ] {
        assert_eq!(unsent(fields), expected, "{fields}");
    }
}

/// EV-03, EV-06, RL-05: events bubble, so what holds a field or a form may be meant.
#[test]
fn an_attribute_that_can_do_nothing_is_warned_of() {
    let warnings = |text: &str| -> Vec<&str> {
        let warnings = compiled(text).warnings;
        warnings.into_iter().map(|warning| warning.name).collect()
    };
    for idle in [
        "<button dj-confirm=\"sure?\">k</button>",
        "<p dj-debounce=\"300\">k</p>",
        "<p dj-throttle=\"{{ x }}\">k</p>",
        "<input name=\"a\" dj-value-x=\"1\">",
        "<p dj-click:id=\"1\">k</p>",
    ] {
        assert_eq!(warnings(idle), ["an_attribute_without_an_event"], "{idle}");
    }
    for idle in [
        "<p dj-submit=\"f\">k</p>",
        "<form><button dj-submit=\"f\">{{ x }}</button></form>",
        "<input dj-submit=\"f\">",
        "<div dj-input=\"f\"><p>k</p></div>",
        "<div dj-change=\"f\">{% if a %}<b>k</b>{% endif %}</div>",
    ] {
        assert_eq!(warnings(idle), ["an_event_that_never_comes"], "{idle}");
    }
    for busy in [
        "<a {% if a %}dj-click=\"f\"{% endif %} dj-confirm=\"sure?\" dj-value-x=\"1\">k</a>",
        "<div dj-submit=\"f\"><form></form></div>",
        "<fieldset dj-change=\"f\"><p>{% if a %}<select></select>{% endif %}</p></fieldset>",
        "<form dj-input=\"f\"><textarea>{{ x }}</textarea></form>",
        "<p dj-input=\"f\" contenteditable></p>",
        "<x-picker dj-change=\"f\"></x-picker>",
        "<div dj-input=\"f\">{{ x }}</div>",
        "{% macro m() %}<input>{% endmacro %}<div dj-input=\"f\">{{ m() }}</div>",
    ] {
        assert!(warnings(busy).is_empty(), "{busy}");
    }
    assert_error(
        "<button dj-click=\"f\" dj-debounce=\"soon\">k</button>",
        &["`dj-debounce=\"soon\"`", "milliseconds", "`blur`"],
    );
}

#[test]
fn an_attribute_that_does_nothing_yet_is_warned_of() {
    let template =
        compiled("<p>k</p>\n<a dj-keydown.enter=\"f\" dj-click=\"f\" data-x=\"1\">x</a>");
    let [warning] = template.warnings.as_slice() else {
        panic!("{:?}", template.warnings);
    };
    assert_eq!((warning.at.line, warning.at.column), (2, 4));
    assert!(
        warning.message.starts_with("`dj-keydown` does nothing yet"),
        "{}",
        warning.message
    );
}

#[test]
fn rows_of_a_constant_need_no_key() {
    let rows = |over: &str| {
        let text = format!("<ul>{{% for x in {over} %}}<li>{{{{ x }}}}</li>{{% endfor %}}</ul>");
        compiled(&text).warnings.len()
    };
    assert_eq!(rows("SIZES"), 0);
    assert_eq!(rows("Size::ALL"), 0);
    assert_eq!(rows("sizes"), 1);
    assert_eq!(rows("Size::all()"), 1);
}

#[test]
fn macros_that_recurse_are_refused() {
    assert_error(
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        &["circle"],
    );
}
