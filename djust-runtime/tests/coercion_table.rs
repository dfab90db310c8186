//! The normative table of coercion, row by row: PA-15 to PA-18, PA-22, S25 to S27.

use djust_runtime::event::EventError;
use djust_runtime::param::FromParam;
use djust_runtime::param::{Args, UrlParams};
use serde::Deserialize;
use serde_json::value::RawValue;

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

fn takes<T: FromParam + PartialEq + std::fmt::Debug>(rows: &[(&str, T)]) {
    for (value, expected) in rows {
        let found = take::<T>(value);
        assert!(
            found.as_ref().is_ok_and(|found| found == expected),
            "{value}: expected {expected:?}, found {found:?}"
        );
    }
}

fn refuses<T: FromParam + std::fmt::Debug>(code: &str, values: &[&str]) {
    for value in values {
        let refusal = take::<T>(value).expect_err(value);
        assert_eq!(refusal.code(), code, "{value}");
        assert_eq!(refusal.param(), Some("p"), "{value}");
    }
}

#[test]
fn s25_integers_are_decimal_digits_with_a_sign() {
    takes::<i64>(&[
        ("5", 5),
        ("\"5\"", 5),
        ("\" 5 \"", 5),
        ("\"\\t5\\n\"", 5),
        ("\"+5\"", 5),
        ("\"-5\"", -5),
        ("\"007\"", 7),
        ("\"9223372036854775807\"", i64::MAX),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
    ]);
    takes::<u128>(&[("\"340282366920938463463374607431768211455\"", u128::MAX)]);
    refuses::<i64>(
        "bad_param",
        &[
            "\"999 OR 1=1\"",
            "\"0x41\"",
            "\"1e9\"",
            "1e9",
            "\"5.0\"",
            "5.5",
            "\"\u{ff11}\u{ff12}\"",
            "\"\u{a0}5\"",
            "\"1_000\"",
            "\"+\"",
            "\"--5\"",
            "true",
            "[5]",
            "{}",
            "\"9223372036854775808\"",
        ],
    );
    refuses::<u8>("bad_param", &["256", "-1", "\"-1\""]);
    refuses::<i64>("missing_param", &["null", "\"\"", "\"  \""]);
}

#[test]
fn floats_have_exponents_and_are_finite() {
    takes::<f64>(&[
        ("5", 5.0),
        ("\"1e3\"", 1000.0),
        ("\"1.5E-1\"", 0.15),
        ("\" .5 \"", 0.5),
        ("\"5.\"", 5.0),
        ("\"-0.25\"", -0.25),
    ]);
    refuses::<f64>(
        "bad_param",
        &[
            "\"NaN\"",
            "\"nan\"",
            "\"inf\"",
            "\"-Infinity\"",
            "\"1e999\"",
            "\"0x1p3\"",
            "\"1e\"",
            "\".\"",
            "\"1,5\"",
            "false",
        ],
    );
    refuses::<f32>("bad_param", &["\"1e39\""]);
    refuses::<f64>("missing_param", &["null", "\"\""]);
}

#[test]
fn booleans_are_never_a_silent_false() {
    for yes in [
        "true",
        "\"true\"",
        "\"1\"",
        "1",
        "\" YES \"",
        "\"on\"",
        "\"checked\"",
    ] {
        takes::<bool>(&[(yes, true)]);
    }
    for no in ["false", "\"False\"", "\"0\"", "0", "\"no\"", "\"OFF\""] {
        takes::<bool>(&[(no, false)]);
    }
    refuses::<bool>("bad_param", &["\"maybe\"", "2", "\"y\"", "[]"]);
    refuses::<bool>("missing_param", &["\"\"", "null"]);
}

#[test]
fn text_is_kept_as_it_is() {
    takes::<String>(&[
        ("\" a \"", " a ".into()),
        ("\"\"", String::new()),
        ("1.50", "1.50".into()),
        ("true", "true".into()),
        ("\"\\u00e4\\n\"", "\u{e4}\n".into()),
    ]);
    takes::<Box<str>>(&[("\"a\"", "a".into())]);
    takes::<std::borrow::Cow<'static, str>>(&[("\"a\"", "a".into())]);
    takes::<char>(&[
        ("\"a\"", 'a'),
        ("\" \"", ' '),
        ("\"\u{1f600}\"", '\u{1f600}'),
        ("7", '7'),
    ]);
    refuses::<String>("bad_param", &["[]", "{}"]);
    refuses::<String>("missing_param", &["null"]);
    refuses::<char>("bad_param", &["\"ab\"", "12", "true"]);
    refuses::<char>("missing_param", &["\"\""]);
}

#[test]
fn lists_are_json_or_cut_at_commas() {
    takes::<Vec<i64>>(&[
        ("[1,\"2\"]", vec![1, 2]),
        ("\"1, 2,,3 ,\"", vec![1, 2, 3]),
        ("\"\"", vec![]),
        ("[]", vec![]),
        ("7", vec![7]),
    ]);
    takes::<Vec<Option<i64>>>(&[("[1,null,\"\"]", vec![Some(1), None, None])]);
    takes::<Vec<Vec<String>>>(&[("[[\"a\"],[]]", vec![vec!["a".into()], vec![]])]);
    refuses::<Vec<i64>>("bad_param", &["[\"x\"]", "\"1,x\"", "{}", "[null]"]);
}

#[test]
fn an_empty_text_or_null_is_none() {
    takes::<Option<i64>>(&[
        ("\"\"", None),
        ("null", None),
        ("\" \"", None),
        ("\"5\"", Some(5)),
    ]);
    takes::<Option<String>>(&[("\"\"", None), ("\" \"", Some(" ".into()))]);
    takes::<Option<Vec<i64>>>(&[("\"\"", None), ("\"1\"", Some(vec![1]))]);
    takes::<Option<Filter>>(&[("\"\"", None), ("\"all\"", Some(Filter::All))]);
    refuses::<Option<i64>>("bad_param", &["\"x\""]);
}

#[test]
fn enums_take_their_names() {
    for name in [
        "HighFirst",
        "high-first",
        "high_first",
        "HIGHFIRST",
        " high-first ",
    ] {
        takes::<Filter>(&[(&format!("\"{name}\""), Filter::HighFirst)]);
    }
    refuses::<Filter>("bad_param", &["\"low\"", "0", "{}", "[\"all\"]"]);
    let refusal = take::<Filter>("\"low\"").unwrap_err();
    assert_eq!(
        refusal.message(),
        "parameter `p`: expected one of All, HighFirst, found the text `low`"
    );
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
fn pa17_the_clients_type_and_the_servers_work_together() {
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
