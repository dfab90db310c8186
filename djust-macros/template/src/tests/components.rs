use super::{assert_error, compiled, compiled_component, parts, short, source};
use crate::ir::{Key, Slot, Template};

#[test]
fn a_tag_is_a_slot_and_a_call_with_its_props() {
    let template =
        compiled("<div>\n{% live_component Star value=user.rating max=5 on=a == b %} x</div>");
    assert_eq!(parts(&template), ["<div>\n(c0) x</div>(js)"]);
    assert_eq!(
        source(&template),
        "{{ __DjComponent0(__value_of_Star_at_2_24(user.rating), __max_of_Star_at_2_42(5), \
         __on_of_Star_at_2_48(a == b))|safe }}"
    );
    assert_eq!(template.skeleton.components, ["Star"]);
    let tag = &template.components[0];
    let props: Vec<&str> = tag.props.iter().map(|prop| &*prop.name).collect();
    assert_eq!(props, ["value", "max", "on"]);
    assert_eq!((tag.slot, tag.keys, tag.always), (0, 0, true));
    let roots: Vec<&str> = template.roots.iter().map(|root| &*root.name).collect();
    assert_eq!(roots, ["user", "a", "b"]);
}

#[test]
fn djangos_literals_are_read_as_rusts() {
    let template = compiled("<div>{% live_component Star on=True off=False name=\"True\" %}</div>");
    let source = source(&template);
    for given in ["(true)", "(false)", "(\"True\")"] {
        assert!(source.contains(given), "{source}");
    }
}

#[test]
fn paths_are_told_once_whatever_their_quotes() {
    let template =
        compiled("{% live_component a::B %}{% live_component \"a::B\" %}{% live_component B %}");
    assert_eq!(template.skeleton.components, ["a::B", "B"]);
    let slots = [Slot::Component(0), Slot::Component(0), Slot::Component(1)];
    assert_eq!(template.skeleton.fragments[0].slots, slots);
}

#[test]
fn the_rows_around_tell_components_apart() {
    let template = compiled(
        "{% for row in rows %}<tr-x data-key=\"{{ row.id }}\">\
         {% for cell in row.cells %}{% live_component Cell at=cell %}{% endfor %}</tr-x>{% endfor %}",
    );
    assert_eq!(
        source(&template),
        "{% for row in rows %}{% let _dj_row0 = loop.index0 %}<1><1.0>{{ row.id }}\
         {% for cell in row.cells %}{% let _dj_row1 = loop.index0 %}<2>\
         {{ __DjComponent0(&((row.id)), &_dj_row1, __at_of_Cell_at_1_102(cell))|safe }}\
         {% endfor %}{% endfor %}"
    );
    assert_eq!(template.components[0].keys, 2);
    assert_eq!(template.components[0].slot, 2 << 12);
    assert!(!template.components[0].always);
}

#[test]
fn each_arm_of_a_row_has_its_own_key() {
    let template = compiled(
        "{% for x in xs %}{% if x.a %}<b data-key=\"a{{ x.id }}\">{% live_component C %}</b>\
         {% else %}<i id=\"{{ x.no }}\">{% live_component C %}</i>{% endif %}{% endfor %}",
    );
    let source = source(&template);
    assert!(
        source.contains("__DjComponent0(&(\"a\" ~ (x.id)))"),
        "{source}"
    );
    assert!(source.contains("__DjComponent1(&((x.no)))"), "{source}");
    assert_eq!(template.skeleton.fragments[1].key, Key::Branch(0));
}

#[test]
fn a_component_before_its_rows_element_has_its_key() {
    let template =
        compiled("{% for x in xs %}{% live_component C %}<i id=\"{{ x.no }}\"></i>{% endfor %}");
    let source = source(&template);
    assert!(source.contains("__DjComponent0(&((x.no)))"), "{source}");
}

#[test]
fn what_can_not_be_a_components_place_is_refused() {
    for (text, parts) in [
        ("{% live_component %}", "expected a component's name"),
        ("{% live_component a.b.C %}", "write `a::b::C`"),
        ("{% live_component C 5 %}", "`name=value`"),
        ("{% live_component C a= b=1 %}", "`a=` is given nothing"),
        ("{% live_component C a=1 a=2 %}", "given twice"),
        ("<p title=\"{% live_component C %}\"></p>", "content"),
        ("<svg>{% live_component C %}</svg>", "in a drawing"),
        (
            "{% filter upper %}{% live_component C %}{% endfilter %}",
            "content",
        ),
        (
            "{% macro m() %}{% live_component C %}{% endmacro %}{{ m() }}",
            "in a macro",
        ),
        (
            "{% for x in xs %}<b id=\"{% if x.a %}1{% endif %}\">{% live_component C %}</b>{% endfor %}",
            "one expression",
        ),
    ] {
        assert_error(text, &[parts]);
    }
}

#[test]
fn a_component_is_one_element() {
    let template = compiled_component("\n{% let a = b %}<p>\n{{ a }}</p>\n").expect("is one");
    assert_eq!(parts(&template), ["<p@[]>\n(v0)</p>"]);
    for text in [
        "",
        "text",
        "<p></p><p></p>",
        "{% if a %}<p></p>{% endif %}",
        "<!-- a --><p></p>",
        "{{ a }}<p></p>",
        "{% live_component Other %}",
    ] {
        let message = compiled_component(text).expect_err(text);
        assert!(message.contains("exactly one element"), "{text}: {message}");
    }
    let whole = compiled_component("<html><head></head><body></body></html>");
    assert!(whole.expect_err("is a page").contains("without `<html>`"));
    let scripts = compiled_component("<p>{% djust_scripts %}</p>");
    assert!(scripts.expect_err("is the page's").contains("in the page"));
}

fn names(template: &Template) -> Vec<Vec<&str>> {
    let name = |number: &usize| template.contents[*number].name.as_str();
    let tags = template.components.iter();
    tags.map(|tag| tag.contents.iter().map(name).collect())
        .collect()
}

#[test]
fn content_is_a_table_of_its_own_between_two_marks() {
    let template = compiled(
        "<i>{{ x }}</i>{% live_component A %}\n{% fill top %}<b>{{ y }}</b>{% endfill %}\n\
         <p>{% if x %}{{ x }}{% endif %}</p>{% endlive_component %}{{ z }}",
    );
    assert_eq!(parts(&template), ["<i@[c0]>$0</i>(c1)(v2)(js)"]);
    assert_eq!(
        source(&template),
        "<0.0>{{ x }}{{ __DjComponent0()|safe }}\
         {{ __DjHanding(false)|safe }}<0.0>{{ y }}{{ __DjHanding(true)|safe }}\
         {{ __DjHanding(false)|safe }}{% if x %}<1><1.0>{{ x }}{% endif %}{{ __DjHanding(true)|safe }}\
         <0.2>{{ z }}"
    );
    assert_eq!(names(&template), [["top", ""]]);
    let shown: Vec<String> = template
        .contents
        .iter()
        .map(|it| short(&it.fragments[0]))
        .collect();
    assert_eq!(shown, ["<b@[c0]>$0</b>", "<p@[]>(b0)</p>"]);
}

#[test]
fn content_that_is_not_one_element_is_put_into_one() {
    let shown = |content: &str| {
        let text = format!("{{% live_component A %}}{content}{{% endlive_component A %}}");
        short(&compiled(&text).contents[0].fragments[0])
    };
    assert_eq!(shown(" <p>a</p>\n"), "<p@[]>a</p>");
    for (content, fragment) in [
        ("a text", "<slot@[]>a text</slot>"),
        ("{{ x }}", "<slot@[c0]>$0</slot>"),
        (
            "<p>a</p><p>{{ x }}</p>",
            "<slot@[]><p>a</p><p@[c0]>$0</p></slot>",
        ),
        ("a {{ x }} b", "<slot@[]>a (v0) b</slot>"),
        ("<!-- a --><p>a</p>", "<slot@[]><!-- a --><p>a</p></slot>"),
        ("{% if a %}<p></p>{% endif %}", "<slot@[]>(b0)</slot>"),
        (
            "{% for x in xs %}<p>{{ x }}</p>{% endfor %}",
            "<slot@[l0]>(r0)</slot>",
        ),
        ("{% live_component B %}", "<slot@[]>(c0)</slot>"),
    ] {
        assert_eq!(shown(content), fragment, "{content}");
    }
    let filled =
        compiled("{% live_component A %}{% fill top %}a{% endfill %}b{% endlive_component %}");
    let shown: Vec<String> = (filled.contents.iter())
        .map(|it| short(&it.fragments[0]))
        .collect();
    assert_eq!(shown, ["<slot@[]>a</slot>", "<slot@[]>b</slot>"]);
}

#[test]
fn an_end_belongs_to_the_nearest_component_or_to_that_of_its_name() {
    let template = compiled(
        "{% live_component A %}{% live_component B %}<b></b>{% endlive_component %}\
         {% live_component C %}<i>{% live_component D %}</i>{% endlive_component C %}",
    );
    let tags = template.components.iter().zip(names(&template));
    let tags = tags.map(|(tag, names)| {
        let kind = &template.skeleton.components[usize::from(tag.kind)];
        (kind.as_str(), names.len())
    });
    assert_eq!(
        tags.collect::<Vec<_>>(),
        [("A", 0), ("B", 1), ("C", 1), ("D", 0)]
    );
    assert_eq!(
        compiled("{% live_component A %} {% endlive_component %}").contents,
        []
    );
}

#[test]
fn what_can_not_be_content_is_refused() {
    for (text, part) in [
        ("{% endlive_component %}", "nothing to close"),
        (
            "{% live_component A %}<i></i>{% endlive_component B %}",
            "nothing to close",
        ),
        ("{% fill a %}<i></i>{% endfill %}", "straight between"),
        (
            "{% live_component A %}{% if b %}{% fill a %}<i></i>{% endfill %}{% endif %}{% endlive_component %}",
            "straight between",
        ),
        ("<p>{% slot %}</p>", "in a page"),
        (
            "{% live_component A %}{% for x in xs %}<li>{{ x }}</li>{% endfor %}{% endlive_component %}",
            "hand over the whole list",
        ),
        (
            "{% live_component A %}{% if b %}<option>a</option>{% endif %}<b></b>{% endlive_component %}",
            "hand over the whole list",
        ),
        (
            "{% live_component A %}<html><body></body></html>{% endlive_component %}",
            "without `<html>`",
        ),
        (
            "{% for x in xs %}{% live_component A %}<i>{% break %}</i>{% endlive_component %}{% endfor %}",
            "outside a loop",
        ),
    ] {
        assert_error(text, &[part]);
    }
    for place in [
        "<table><tbody>{% slot %}</tbody></table>",
        "<select>{% slot a %}</select>",
    ] {
        let message = compiled_component(place).expect_err("is no place");
        assert!(message.contains("nothing that is handed over"), "{message}");
    }
    let handed_on = "<p>{% live_component A %}<i>{% slot %}</i>{% endlive_component %}</p>";
    let message = compiled_component(handed_on).expect_err("is handed on");
    assert!(message.contains("handed on"), "{message}");
}

#[test]
fn a_slot_is_a_branch_of_what_is_handed() {
    let template = compiled_component(
        "<p>{% slot %}{% for x in xs %}<b id=\"{{ x }}\">{% slot top %}</b>{% endfor %}</p>",
    )
    .expect("is a component");
    assert_eq!(
        source(&template),
        "{{ __DjOutlet0()|safe }}{% for x in xs %}{% let _dj_row0 = loop.index0 %}<2><2.0>{{ x }}\
         {{ __DjOutlet1(&((x)))|safe }}{% endfor %}"
    );
    assert_eq!(
        template.skeleton.fragments[1].slots,
        [Slot::Outlet(String::new())]
    );
    let outlets = template.outlets.iter();
    let outlets: Vec<_> = outlets
        .map(|it| (it.name.as_str(), it.arm, it.keys))
        .collect();
    assert_eq!(outlets, [("", 1, 0), ("top", 3, 1)]);
}

#[test]
fn a_tag_knows_what_its_components_root_can_not_be() {
    let refused = |text: &str| compiled(text).components[0].refused.clone();
    let here = refused("<p>{% if a %}{% live_component C %}{% endif %}</p>");
    assert!(here.contains(&"div") && here.contains(&"tr") && !here.contains(&"span"));
    let here = refused("<table><tbody>{% live_component C %}</tbody></table>");
    assert!(here.contains(&"div") && !here.contains(&"tr"));
    let here = refused("<div>{% live_component C %}</div>");
    assert!(!here.contains(&"div") && here.contains(&"td"));
    // Where content will stand, nobody knows here.
    let content = "<p>{% live_component A %}<i></i>{% endlive_component %}</p>";
    assert!(refused(content).contains(&"div"));
    let template = compiled_component("<section>{{ x }}</section>").expect("is one");
    assert_eq!(template.root, "section");
}

#[test]
fn a_component_may_be_what_stands_in_tables_alone() {
    let template = compiled_component("<tr><td>{{ x }}</td></tr>").expect("is a row");
    assert_eq!(template.root, "tr");
    let message = compiled_component("<div><tr></tr></div>").expect_err("is no place");
    assert!(message.contains("`<tr>` straight in `<div>`"), "{message}");
}
