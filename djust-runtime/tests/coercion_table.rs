//! The normative table of coercion, `contract/coercion.json`, row by row: PA-15 to PA-18, PA-22, S25 to S27. The browser tests
//! read it, too: `examples/e2e/coercion.test.mjs`.

use std::borrow::Cow;
use std::fmt::{Debug, Display};
use std::fs;
use std::path::Path;

use djust_runtime::event::EventError;
use djust_runtime::param::{Args, FromParam, UrlParams};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value as Json, json};

#[derive(Debug, PartialEq, Clone, Copy)]
enum Filter {
    All,
    HighFirst,
}
djust_runtime::param_enum!(Filter { All, HighFirst });

fn raw(json: &str) -> Box<RawValue> {
    RawValue::from_string(json.to_owned()).expect("JSON")
}

/// What a handler with one parameter `p` gets of this JSON value.
fn take<T: FromParam>(value: &str) -> Result<T, EventError> {
    let params = raw(&format!("{{\"p\":{value}}}"));
    Args::json(Some(&params)).take("p", 0)
}

/// A file of the repository.
fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    fs::read_to_string(path).expect("the file is there")
}

fn contract() -> Json {
    serde_json::from_str(&file("contract/coercion.json")).expect("the contract is JSON")
}

/// Holds a type to its rows of `contract/coercion.json`. There a value is the JSON text that comes; what it becomes is JSON
/// too, an integer past 2^53 its digits.
fn table<T: FromParam + Debug>(name: &str, shown: impl Fn(&T) -> Json) {
    let rows = &contract()["types"][name];
    for row in rows["takes"].as_array().expect(name) {
        let value = row[0].as_str().expect("a JSON text");
        let found = take::<T>(value);
        assert!(
            found.as_ref().is_ok_and(|found| shown(found) == row[1]),
            "{name}, {value}: expected {}, found {found:?}",
            row[1]
        );
    }
    for code in ["bad_param", "missing_param"] {
        for value in rows[code].as_array().expect(name) {
            let value = value.as_str().expect("a JSON text");
            let refusal = take::<T>(value).expect_err(value);
            assert_eq!(refusal.code(), code, "{name}, {value}");
            assert_eq!(refusal.param(), Some("p"), "{name}, {value}");
        }
    }
}

/// As the contract shows an integer.
fn integer(found: &(impl Copy + TryInto<i128> + Display)) -> Json {
    const SAFE: i128 = 1 << 53;
    match (*found).try_into() {
        Ok(small) if small.abs() < SAFE => json!(small as i64),
        _ => json!(found.to_string()),
    }
}

fn filter(found: &Filter) -> Json {
    json!(format!("{found:?}"))
}

#[test]
fn s25_integers_are_decimal_digits_with_a_sign() {
    table::<i64>("i64", integer);
    table::<u8>("u8", integer);
    table::<u64>("u64", integer);
    table::<u128>("u128", integer);
}

#[test]
fn floats_have_exponents_and_are_finite() {
    table::<f64>("f64", |found| json!(found));
    table::<f32>("f32", |found| json!(found));
}

#[test]
fn booleans_are_never_a_silent_false() {
    table::<bool>("bool", |found| json!(found));
}

#[test]
fn text_is_kept_as_it_is() {
    table::<String>("String", |found| json!(found));
    table::<Box<str>>("String", |found| json!(found));
    table::<Cow<'static, str>>("String", |found| json!(found));
    table::<char>("char", |found| json!(found));
}

#[test]
fn lists_are_json_or_cut_at_commas() {
    table::<Vec<i64>>("Vec<i64>", |found| json!(found));
    table::<Vec<String>>("Vec<String>", |found| json!(found));
    table::<Vec<Option<i64>>>("Vec<Option<i64>>", |found| json!(found));
    table::<Vec<Vec<String>>>("Vec<Vec<String>>", |found| json!(found));
}

#[test]
fn an_empty_text_or_null_is_none() {
    table::<Option<i64>>("Option<i64>", |found| json!(found));
    table::<Option<bool>>("Option<bool>", |found| json!(found));
    table::<Option<String>>("Option<String>", |found| json!(found));
    table::<Option<Vec<i64>>>("Option<Vec<i64>>", |found| json!(found));
    let name = "Option<enum { All, HighFirst }>";
    table::<Option<Filter>>(name, |found| found.as_ref().map_or(Json::Null, filter));
}

#[test]
fn enums_take_their_names() {
    table::<Filter>("enum { All, HighFirst }", filter);
    let refusal = take::<Filter>("\"low\"").unwrap_err();
    assert_eq!(
        refusal.message(),
        "parameter `p`: expected one of All, HighFirst, found the text `low`"
    );
}

/// What a type makes of a JSON text, as the documentation shows it.
fn decided(rows: &Json, input: &str) -> Option<String> {
    let list = |name: &str| rows[name].as_array().into_iter().flatten();
    let taken = list("takes").find(|row| row[0] == input);
    let refused = |name: &str| list(name).any(|row| row == input);
    match taken.map(|row| &row[1]) {
        Some(Json::Null) => Some("`None`".to_owned()),
        Some(value) => Some(format!(
            "`{}`",
            value.to_string().replace('\u{a0}', "\\u00a0")
        )),
        None if refused("bad_param") => Some("refused".to_owned()),
        None if refused("missing_param") => Some("missing".to_owned()),
        None => None,
    }
}

#[test]
fn pa15_each_type_decides_what_is_empty_at_its_bounds_or_hostile() {
    let contract = contract();
    let inputs = contract["inputs"].as_array().expect("a list");
    for (name, rows) in contract["types"].as_object().expect("an object") {
        for input in inputs {
            let input = input.as_str().expect("a JSON text");
            assert!(
                decided(rows, input).is_some(),
                "{name} says nothing of {input}"
            );
        }
    }
}

#[test]
fn pa15_the_documentation_has_the_table() {
    const TYPES: [&str; 8] = [
        "i64",
        "f64",
        "bool",
        "String",
        "char",
        "Vec<i64>",
        "Option<i64>",
        "enum { All, HighFirst }",
    ];
    let (contract, guide) = (contract(), file("docs/handlers.md"));
    for input in contract["inputs"].as_array().expect("a list") {
        let input = input.as_str().expect("a JSON text");
        let cells = TYPES.map(|name| decided(&contract["types"][name], input).unwrap_or_default());
        let line = format!("| `{input}` | {} |\n", cells.join(" | "));
        assert!(guide.contains(&line), "docs/handlers.md lacks\n{line}");
    }
}

#[test]
fn pa16_a_refusal_names_parameter_expected_and_found() {
    let refusal = take::<u8>("\"300\"").unwrap_err();
    assert_eq!(
        refusal.message(),
        "parameter `p`: expected an integer from 0 to 255, found the text `300`"
    );
    let long = format!("\"{}\"", "x".repeat(50_000));
    assert!(take::<u8>(&long).unwrap_err().message().len() < 150);
}

#[test]
fn pa02_pa17_the_clients_type_and_the_servers_work_together() {
    assert_eq!(take::<i64>("42").unwrap(), 42);
    assert_eq!(take::<String>("42").unwrap(), "42");
    assert!(take::<bool>("true").unwrap());
    assert_eq!(take::<Vec<String>>("[\"a\",\"b\"]").unwrap(), ["a", "b"]);
}

#[derive(Debug, Deserialize, PartialEq)]
struct Form {
    name: String,
    age: u8,
    #[serde(default)]
    agree: bool,
    size: Option<f64>,
    #[serde(default)]
    tags: Vec<String>,
    sort: Option<Sort>,
    address: Option<Address>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Sort {
    NewestFirst,
    Oldest,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Address {
    zip: u32,
}

fn form(json: &str) -> Result<Form, EventError> {
    let params = raw(json);
    Args::json(Some(&params)).rest(&["id"])
}

#[test]
fn a_form_takes_all_remaining_fields_by_the_same_table() {
    let found = form(
        r#"{"id":"x","name":"Ann","age":" 41 ","agree":"on","size":"","tags":"a, b","sort":"newest-first",
            "address":{"zip":"01067"},"_target":"name","_args":[1],"unknown":{"a":[1]}}"#,
    );
    let expected = Form {
        name: "Ann".into(),
        age: 41,
        agree: true,
        size: None,
        tags: vec!["a".into(), "b".into()],
        sort: Some(Sort::NewestFirst),
        address: Some(Address { zip: 1067 }),
    };
    assert_eq!(found.unwrap(), expected);
    let few = form(r#"{"name":"","age":7,"tags":["a"],"sort":""}"#).unwrap();
    assert_eq!((&*few.name, few.agree, few.sort), ("", false, None));
}

#[test]
fn a_form_says_which_field_does_not_fit() {
    for (json, param, code) in [
        (r#"{"name":"a","age":"x"}"#, "age", "bad_param"),
        (r#"{"name":"a","age":""}"#, "age", "bad_param"),
        (r#"{"name":"a"}"#, "age", "missing_param"),
        (
            r#"{"name":"a","age":1,"address":{"zip":"x"}}"#,
            "address.zip",
            "bad_param",
        ),
        (
            r#"{"name":"a","age":1,"address":"x"}"#,
            "address",
            "bad_param",
        ),
        (r#"{"name":"a","age":1,"sort":"up"}"#, "sort", "bad_param"),
    ] {
        let refusal = form(json).expect_err(json);
        assert_eq!(
            (refusal.param(), refusal.code()),
            (Some(param), code),
            "{json}"
        );
    }
}

#[test]
fn a_form_may_ask_for_no_type_in_particular() {
    let params = raw(r#"{"a":"1","b":2,"c":[true,null],"d":{"e":1.5}}"#);
    let found: serde_json::Value = Args::json(Some(&params)).rest(&[]).unwrap();
    assert_eq!(
        found,
        serde_json::json!({"a": "1", "b": 2, "c": [true, null], "d": {"e": 1.5}})
    );
    let found: std::collections::BTreeMap<String, String> = Args::url(&UrlParams {
        query: "q=a+b&page=2".into(),
        ..UrlParams::default()
    })
    .rest(&["page"])
    .unwrap();
    assert_eq!(
        found.into_iter().collect::<Vec<_>>(),
        [("q".into(), "a b".into())]
    );
}

#[test]
fn s26_too_many_arguments_are_refused_and_extra_fields_are_not() {
    let params = raw(r#"{"_args":[1,2,3],"other":1}"#);
    let mut args = Args::json(Some(&params));
    assert_eq!(args.take::<i64>("a", 0).unwrap(), 1);
    assert_eq!(args.at_most(2).unwrap_err().code(), "bad_param");
    assert!(args.at_most(3).is_ok());
}

#[test]
fn a_null_argument_is_none_or_the_default() {
    let params = raw(r#"{"a":7,"_args":[null]}"#);
    let mut args = Args::json(Some(&params));
    assert_eq!(
        args.take::<Option<i64>>("a", 0).unwrap(),
        None,
        "it overrides the field"
    );
    assert_eq!(args.take_or("a", 0, || 9).unwrap(), 9);
    assert_eq!(
        args.take::<i64>("a", 0).unwrap_err().code(),
        "missing_param"
    );
}
