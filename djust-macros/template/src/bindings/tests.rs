//! The contract's cases of calls, keys and parameters, which the client reads too.

use std::collections::BTreeMap;

use super::call::call;
use super::decode;
use super::keys::is_key;
use super::params::{self, named};
use crate::duration::milliseconds;
use crate::ir::Literal;
use crate::tests::{compiled, contract};
use crate::vocabulary::{self, Attribute};

type Json = serde_json::Value;

fn list<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    json[key].as_array().expect("a list")
}

fn text(json: &Json) -> &str {
    json.as_str().expect("a text")
}

fn event(kind: &str) -> &'static Attribute {
    let found = vocabulary::all().find(|row| row.kind() == Some(kind));
    found.expect("an event of this kind")
}

fn json(literal: &Literal) -> Json {
    match literal {
        Literal::Str(text) | Literal::Word(text) => text.as_str().into(),
        Literal::Int(number) => (*number).into(),
        Literal::Float(number) => (*number).into(),
        Literal::Bool(value) => (*value).into(),
        Literal::Null | Literal::Dynamic => Json::Null,
    }
}

/// Equal as a browser counts: `5.` is `5`.
fn same(left: &Json, right: &Json) -> bool {
    match (left.as_f64(), right.as_f64()) {
        (Some(left), Some(right)) => left == right,
        _ => left == right,
    }
}

/// PA-19, PA-20, PA-21, PA-23: the grammar of inline arguments.
#[test]
fn pa_21_calls_are_read_as_the_contract_says() {
    let cases = contract("calls.json");
    for case in list(&cases, "good") {
        let value = text(&case[0]);
        let (name, args) = call(value).unwrap_or_else(|error| panic!("{value}: {error}"));
        assert_eq!(name, text(&case[1]), "{value}");
        let args: Vec<Json> = args.iter().map(json).collect();
        let wanted = case[2].as_array().expect("arguments");
        let equal = args.len() == wanted.len() && args.iter().zip(wanted).all(|(a, b)| same(a, b));
        assert!(equal, "{value}: {args:?}");
    }
    for case in list(&cases, "bad") {
        assert!(call(text(case)).is_err(), "{case}");
    }
}

#[test]
fn a_wrong_call_says_what_to_write() {
    let error = |value| call(value).expect_err("is wrong");
    assert!(error("save(1,)").contains("take the comma away"));
    assert!(error("save(it's)").contains("stands in quotes"));
    assert!(error("save([1)").contains("brackets"));
    assert!(error("save('a' 'b')").contains("`,` is expected"));
    assert!(error("save('a'").contains("`)` is expected"));
    assert!(error("save(1) more").contains("nothing may follow"));
    assert!(error("save now").contains("a handler's name"));
}

#[test]
fn a_bare_word_is_told_from_a_text() {
    let (_, args) = call("f(word, 'word', 2b)").expect("a call");
    assert_eq!(
        args,
        [
            Literal::Word("word".into()),
            Literal::Str("word".into()),
            Literal::Str("2b".into()),
        ]
    );
}

/// RL-01.
#[test]
fn rl_01_times_are_read_as_the_contract_says() {
    let cases = contract("durations.json");
    for case in list(&cases, "good") {
        let time = milliseconds(text(&case[0]));
        assert_eq!(time, case[1].as_f64(), "{case}");
    }
    for case in list(&cases, "bad") {
        assert_eq!(milliseconds(text(case)), None, "{case}");
    }
}

/// EV-09, EV-12.
#[test]
fn ev_12_keys_are_named_as_the_contract_says() {
    let cases = contract("keys.json");
    for case in list(&cases, "names").iter().chain(list(&cases, "others")) {
        assert!(is_key(text(&case[0])), "{case}");
    }
    for case in list(&cases, "bad") {
        assert!(!is_key(text(case)), "{case}");
    }
}

/// PA-01, PA-04, PA-13, PA-14, PA-25.
#[test]
fn pa_01_parameters_are_named_as_the_contract_says() {
    let cases = contract("params.json");
    for case in list(&cases, "names") {
        let found = named(event(text(&case[1])), text(&case[0]));
        let name = found.map(|found| found.name);
        assert_eq!(name.as_deref(), case[2].as_str(), "{case}");
    }
}

/// PA-12.
#[test]
fn pa_12_of_two_parameters_the_contracts_one_wins() {
    let cases = contract("params.json");
    for case in list(&cases, "elements") {
        let kind = text(&case["event"]);
        let attributes = case["attributes"].as_array().expect("attributes");
        let markup: Vec<String> = attributes
            .iter()
            .map(|pair| format!("{}=\"{}\"", text(&pair[0]), text(&pair[1])))
            .collect();
        let element = format!("<input dj-{kind}=\"f\" {}>", markup.join(" "));
        let template = crate::tests::compiled(&element);
        let sent = event(kind)
            .event()
            .map_or(&[][..], |event| event.payload.params());
        let given: BTreeMap<String, String> = template.bindings[0]
            .params
            .iter()
            .filter(|param| !sent.contains(&param.name.as_str()))
            .map(|param| (param.name.clone(), param.value.clone().expect("a literal")))
            .collect();
        let wanted: BTreeMap<String, String> = case["params"]
            .as_object()
            .expect("parameters")
            .iter()
            .map(|(name, value)| match value {
                Json::String(text) => (name.clone(), text.clone()),
                other => (name.clone(), other.to_string()),
            })
            .collect();
        assert_eq!(given, wanted, "{}", case["says"]);
    }
}

/// PA-05 to PA-09: the types, of which only `date` is none.
#[test]
fn pa_05_the_types_are_those_of_the_contract() {
    let cases = contract("params.json");
    for case in list(&cases, "typed") {
        let kind = text(&case[0]);
        assert_eq!(params::TYPES.contains(&kind), kind != "date", "{kind}");
    }
    let all = list(&cases, "typed");
    let named = |kind: &&&str| all.iter().any(|case| text(&case[0]) == **kind);
    assert!(params::TYPES.iter().all(|kind| named(&kind)));
}

#[test]
fn entities_are_decoded_as_a_browser_does() {
    let cases = contract("entities.json");
    for case in list(&cases, "decoded") {
        assert_eq!(decode(text(&case[0])), text(&case[1]), "{case}");
    }
    for case in list(&cases, "kept") {
        assert_eq!(decode(text(case)), text(case));
    }
    let template = compiled("<b dj-click=\"f(&#x27;a&#x27;)\">k</b>");
    let args = template.bindings[0].args.as_deref();
    assert_eq!(args, Some(&[Literal::Str("a".to_owned())][..]));
}
