//! Which slots are said to show exactly one field.

use super::compiled;

/// The records of all fragments: `slot path`, `slot !path`, `slot path ? when : otherwise`.
fn fields(text: &str) -> Vec<String> {
    let template = compiled(text);
    let fragments = template.skeleton.fragments.iter();
    fragments
        .flat_map(|fragment| &fragment.fields)
        .map(|field| {
            let not = if field.negated { "!" } else { "" };
            let texts = field.texts.as_ref();
            let texts = texts.map_or(String::new(), |(when, otherwise)| {
                format!(" ? {when} : {otherwise}")
            });
            format!("{} {not}{}{texts}", field.slot, field.path)
        })
        .collect()
}

#[test]
fn a_value_that_is_one_path_shows_a_field() {
    assert_eq!(fields("<p>{{ count }}</p>"), ["0 count"]);
    assert_eq!(
        fields("<p>{{ user.name }} {{ !liked }}</p>"),
        ["0 user.name", "1 !liked"]
    );
    assert_eq!(fields("<p>{{ self.count }}</p>"), ["0 count"]);
    assert_eq!(fields("<p title=\"{{ note }}\">{{ note }}</p>"), ["0 note"]);
    assert_eq!(fields("<textarea>{{ note }}</textarea>"), ["0 note"]);
    for other in [
        "{{ count|upper }}",
        "{{ count + 1 }}",
        "{{ count() }}",
        "{{ items[0] }}",
        "{{ LIMIT }}",
        "{{ !!liked }}",
        "{{ \"x\" }}",
    ] {
        assert!(fields(&format!("<p>{other}</p>")).is_empty(), "{other}");
    }
}

#[test]
fn literal_texts_chosen_by_a_field_are_recorded_whole() {
    assert_eq!(
        fields("<p class=\"a {% if on %}b{% else %}c{% endif %}\">k</p>"),
        ["0 on ? a b : a c"]
    );
    assert_eq!(
        fields("<p class=\"a {% if !on %}b{% endif %}{% if on %}d{% endif %}\">k</p>"),
        ["0 on ? a d : a b"]
    );
    assert_eq!(
        fields("<input {% if on %}disabled title=\"x\"{% endif %} id=\"i\">"),
        ["0 on ? disabled title=\"x\" : "]
    );
    for other in [
        "<p class=\"{% if on %}{{ x }}{% endif %}\">k</p>",
        "<p class=\"{% if on %}b{% endif %} {% if off %}c{% endif %}\">k</p>",
        "<p class=\"{% if on && off %}b{% endif %}\">k</p>",
        "<p class=\"{% if on %}b{% else if off %}c{% endif %}\">k</p>",
        "<p class=\"{% for x in xs %}b{% endfor %}\">k</p>",
        "<a href=\"{{ url }}\">k</a>",
    ] {
        assert!(fields(other).is_empty(), "{other}");
    }
}

#[test]
fn a_branch_is_decided_by_a_field_or_its_negation() {
    assert_eq!(fields("{% if on %}<b>a</b>{% endif %}"), ["0 on"]);
    assert_eq!(fields("{% if !on %}a{% else %}b{% endif %}"), ["0 !on"]);
    assert!(fields("{% if on %}a{% else if off %}b{% endif %}").is_empty());
    assert!(fields("{% match on %}{% when true %}a{% else %}b{% endmatch %}").is_empty());
}

#[test]
fn a_row_shows_the_fields_of_its_own_variable_and_the_views() {
    assert_eq!(
        fields(
            "{% for item in items %}<p data-key=\"{{ item.id }}\">{{ item.liked }}{% if item.liked %}x{% endif %}{{ count }}</p>{% endfor %}"
        ),
        ["0 item.id", "1 item.liked", "2 item.liked", "3 count"]
    );
    for other in [
        "{% for item in items %}<p data-key=\"{{ f(item) }}\">{{ item }}</p>{% endfor %}",
        "{% for (i, item) in items %}<p data-key=\"{{ i }}\">{{ item.on }}</p>{% endfor %}",
        "{% for item in items %}<ul data-key=\"{{ f() }}\">{% for x in item.xs %}<li data-key=\"{{ x }}\">{{ item.on }}</li>{% endfor %}</ul>{% endfor %}",
        "{% let on = f() %}<p>{{ on }}</p>",
        "{% if let Some(on) = x %}<p>{{ on }}</p>{% endif %}",
        "{% macro m(on) %}<p>{{ on }}{{ count }}</p>{% endmacro %}{{ m(1) }}",
        "<p>{% for item in items %}{{ loop.index }}{% endfor %}</p>",
    ] {
        assert!(fields(other).is_empty(), "{other}: {:?}", fields(other));
    }
}

#[test]
fn the_names_of_our_attributes_are_listed_once() {
    let template = compiled(
        "<button dj-click=\"f\" dj-value-x=\"1\" data-y=\"2\" data-key=\"k\">a</button>\
         <input dj-input:a=\"1\" dj-input=\"g\" dj-debounce=\"300\">{% if a %}<a dj-click=\"h\">b</a>{% endif %}",
    );
    assert_eq!(
        template.skeleton.attributes,
        ["dj-click", "dj-debounce", "dj-input", "dj-value-"]
    );
}
