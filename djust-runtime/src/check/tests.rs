use super::*;
use crate::param::{FromParam, Value};

const ADD: HandlerMeta = HandlerMeta {
    params: &[
        ParamMeta {
            name: "item_id",
            kind: Kind::Int,
            required: true,
            ty: "i64",
        },
        ParamMeta {
            name: "note",
            kind: Kind::Str,
            required: false,
            ty: "Option<String>",
        },
    ],
    ..HandlerMeta::named("add_item")
};
const HANDLERS: &[HandlerMeta] = &[ADD];

const CALL: Binding = Binding {
    at: "templates/x.html:12:7",
    excerpt: "",
    handler: "add_item",
    args: Some(&[]),
    params: &[],
    closed: true,
    form: false,
};

const fn given(name: &'static str, value: &'static str, strict: bool) -> Given {
    Given {
        name,
        strict,
        others: &[],
        value: Some(value),
        unsent: None,
        at: "templates/x.html:12:20",
        excerpt: "",
    }
}

/// What the compiler would say.
fn error(call: Binding) -> String {
    let panic =
        std::panic::catch_unwind(|| binding("Cart", HANDLERS, &["broken"], &call)).unwrap_err();
    panic.downcast_ref::<String>().unwrap().clone()
}

const _: () = binding(
    "Cart",
    HANDLERS,
    &[],
    &Binding {
        args: Some(&[Literal::Int(5), Literal::Null]),
        ..CALL
    },
);
const _: () = binding(
    "Cart",
    HANDLERS,
    &[],
    &Binding {
        params: &[given("item_id", " 5 ", true), given("other", "x", false)],
        ..CALL
    },
);

#[test]
fn an_unknown_handler_is_named_with_the_likely_one() {
    let handler = "add_itme";
    assert_eq!(
        error(Binding { handler, ..CALL }),
        "templates/x.html:12:7: no handler `add_itme` in `Cart`; did you mean `add_item`?"
    );
    let handler = "save";
    assert_eq!(
        error(Binding { handler, ..CALL }),
        "templates/x.html:12:7: no handler `save` in `Cart`; it has `add_item`"
    );
}

/// The mistake in the handler was reported where it stands.
#[test]
fn a_refused_handler_is_not_reported_as_unknown() {
    let handler = "broken";
    binding("Cart", HANDLERS, &["broken"], &Binding { handler, ..CALL });
}

#[test]
fn a_bare_word_may_be_meant_as_a_name_of_the_templates() {
    let args = Some(&[Literal::Word("row.id"), Literal::Word("x")][..]);
    assert_eq!(
        error(Binding { args, ..CALL }),
        "templates/x.html:12:7: parameter `item_id` of `add_item` is `i64`, found the text `row.id`; \
         for what the template calls so, write `add_item({{ row.id }}, …)`"
    );
}

#[test]
fn a_name_near_to_a_missing_one_is_shown() {
    let params = const { &[given("other", "1", false), given("itemid", "1", false)] };
    assert_eq!(
        error(Binding { params, ..CALL }),
        "templates/x.html:12:20: `add_item` needs the parameter `item_id`, and has none named `itemid`; \
         did you mean `item_id`? (it is add_item(item_id: i64, note: Option<String>))"
    );
}

#[test]
fn a_field_that_may_not_be_sent_does_not_give_its_parameter() {
    let says = |unsent| {
        let field = Given {
            value: None,
            unsent: Some(unsent),
            ..given("item_id", "", false)
        };
        error(Binding {
            params: Box::leak(Box::new([field])),
            form: true,
            ..CALL
        })
    };
    let checkbox = says(Unsent::Checkbox);
    assert!(
        checkbox.starts_with("templates/x.html:12:20: `add_item` needs the parameter `item_id`, and a checkbox that is not checked sends nothing; give the parameter a #[default(...)]"),
        "{checkbox}"
    );
    assert!(says(Unsent::Radio).contains("radio buttons send nothing"));
    assert!(says(Unsent::Multiple).contains("`<select multiple>`"));
}

#[test]
fn inline_arguments_are_counted_and_checked() {
    let args = Some(&[Literal::Int(1), Literal::Null, Literal::Int(1)][..]);
    assert_eq!(
        error(Binding { args, ..CALL }),
        "templates/x.html:12:7: `add_item` takes 2 arguments, 3 are given \
         (it is add_item(item_id: i64, note: Option<String>))"
    );
    let args = Some(&[Literal::Str("five")][..]);
    assert_eq!(
        error(Binding { args, ..CALL }),
        "templates/x.html:12:7: parameter `item_id` of `add_item` is `i64`, found the text `five`"
    );
    let args = Some(&[Literal::Null][..]);
    assert!(error(Binding { args, ..CALL }).ends_with("found null"));
}

#[test]
fn attributes_are_checked() {
    let params = const { &[given("item_id", "0x41", false)] };
    assert_eq!(
        error(Binding { params, ..CALL }),
        "templates/x.html:12:20: parameter `item_id` of `add_item` is `i64`, found the text `0x41`"
    );
    let params = const { &[given("item_di", "1", true)] };
    assert!(
        error(Binding { params, ..CALL })
            .contains("`add_item` has no parameter `item_di`; did you mean `item_id`?")
    );
    assert!(error(CALL).contains("needs the parameter `item_id`; give it as data-item-id="));
    let form = Binding { form: true, ..CALL };
    assert!(
        error(form).contains("`item_id`; name a field of the form so, give it as data-item-id=")
    );
}

#[test]
fn an_excerpt_comes_last() {
    let call = Binding {
        handler: "x",
        excerpt: "  | <b dj-click=\"x\">\n  |    ^",
        ..CALL
    };
    assert!(error(call).ends_with("`add_item`\n  | <b dj-click=\"x\">\n  |    ^"));
}

/// Whether the table takes the literal as it would arrive: what the check must say too.
fn taken<T: FromParam>(literal: &Literal) -> Fit {
    let number = |number: String| Value::Number(number.into());
    let value = match *literal {
        Literal::Str(text) | Literal::Word(text) => Value::Text(text.into()),
        Literal::Int(n) => number(n.to_string()),
        Literal::Float(n) => number(n.to_string()),
        Literal::Bool(value) => Value::Bool(value),
        Literal::Null => Value::Null,
        Literal::Dynamic => return Fit::Fits,
    };
    if value.is_missing::<T>() {
        Fit::Missing
    } else {
        when(T::from_param(value).is_ok())
    }
}

/// PA-15, S25: what the check takes is what the coercion takes.
#[test]
fn the_check_agrees_with_the_table() {
    let texts = [
        "",
        " ",
        "5",
        " 5 ",
        "+5",
        "-5",
        "-",
        "007",
        "5.0",
        ".5",
        "5.",
        ".",
        "1e9",
        "1e",
        "0x41",
        "NaN",
        "inf",
        "infinity",
        "1_000",
        "999 OR 1=1",
        "true",
        "TRUE",
        "yes",
        "on",
        "off",
        "checked",
        "maybe",
        "a",
        "ab",
        "\u{e4}",
        "\u{ff11}\u{ff12}",
        "a,b",
        "\u{a0}5",
        "5\n",
    ];
    let mut literals: Vec<Literal> = texts.into_iter().map(Literal::Str).collect();
    literals.extend([0, 1, 2, 9, 10, -1].map(Literal::Int));
    literals.extend([0.0, 1.0, 1.5, -2.0].map(Literal::Float));
    literals.extend([Literal::Bool(true), Literal::Bool(false), Literal::Null]);
    for literal in &literals {
        let says = |kind| fits(kind, literal);
        assert_eq!(says(i64::KIND), taken::<i64>(literal), "i64 {literal:?}");
        assert_eq!(says(f64::KIND), taken::<f64>(literal), "f64 {literal:?}");
        assert_eq!(says(bool::KIND), taken::<bool>(literal), "bool {literal:?}");
        assert_eq!(says(char::KIND), taken::<char>(literal), "char {literal:?}");
        assert_eq!(
            says(String::KIND),
            taken::<String>(literal),
            "String {literal:?}"
        );
        assert_eq!(
            says(Vec::<String>::KIND),
            taken::<Vec<String>>(literal),
            "Vec {literal:?}"
        );
    }
}

/// Issue 13: what a field's event sends as `field` is `field_name` too.
#[test]
fn a_fields_name_has_two_names() {
    const EDIT: &[HandlerMeta] = &[HandlerMeta {
        name: "edit",
        params: &[ParamMeta {
            name: "field_name",
            kind: Kind::Str,
            required: true,
            ty: "String",
        }],
        ..ADD
    }];
    let call = Binding {
        handler: "edit",
        params: const { &[given("field", "", false)] },
        ..CALL
    };
    binding("Cart", EDIT, &[], &call);
}

/// Issue 13: `dj-value-*` is wrong only if no handler on its element takes it.
#[test]
fn a_strict_parameter_may_be_another_handlers() {
    const BOTH: &[HandlerMeta] = &[
        HandlerMeta {
            name: "preview",
            params: &[],
            ..ADD
        },
        ADD,
    ];
    let call = |others: &'static [&'static str]| Binding {
        handler: "preview",
        params: Box::leak(Box::new([Given {
            others,
            ..given("item_id", "5", true)
        }])),
        ..CALL
    };
    binding("Cart", BOTH, &["broken"], &call(&["preview", "add_item"]));
    binding("Cart", BOTH, &["broken"], &call(&["broken"]));
    let panic = std::panic::catch_unwind(|| binding("Cart", BOTH, &[], &call(&["preview"])));
    let message = panic.unwrap_err();
    assert_eq!(
        message.downcast_ref::<String>().unwrap(),
        "templates/x.html:12:20: `preview` has no parameter `item_id` (it is preview())"
    );
}
