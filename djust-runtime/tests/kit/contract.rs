//! The kit reads markup as the browser's client does: the cases of `contract`.

use djust_runtime::test::params_of;
use serde_json::{Map, Value};

fn contract(name: &str) -> Value {
    let path = format!("{}/../contract/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the contract is there");
    serde_json::from_str(&text).expect("the contract is JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// What the first element of these attributes sends.
fn sent(event: &str, attributes: &[(&str, &str)]) -> Option<(String, Map<String, Value>)> {
    let written = |(name, value): &(&str, &str)| {
        let value = value.replace('&', "&amp;").replace('"', "&quot;");
        format!(" {name}=\"{value}\"")
    };
    let attributes: String = attributes.iter().map(written).collect();
    params_of(&format!("<b{attributes}></b>"), &format!("dj-{event}"))
}

#[test]
fn calls_are_read_as_by_the_client() {
    let cases = contract("calls.json");
    for case in list(&cases["good"]) {
        let (name, params) = sent("click", &[("dj-click", text(&case[0]))]).expect("a call");
        let args = params.get("_args").cloned();
        assert_eq!(name, text(&case[1]), "{case}");
        assert_eq!(
            args.unwrap_or_else(|| Value::Array(Vec::new())),
            case[2],
            "{case}"
        );
    }
    for case in list(&cases["bad"]) {
        assert_eq!(sent("click", &[("dj-click", text(case))]), None, "{case}");
    }
}

#[test]
fn parameters_are_read_as_by_the_client() {
    let cases = contract("params.json");
    for case in list(&cases["names"]) {
        let (attribute, event) = (text(&case[0]), text(&case[1]));
        let call = format!("dj-{event}");
        let sent = sent(event, &[(attribute, "1"), (&*call, "f")]).map(|(_, params)| params);
        let names: Vec<String> = sent.into_iter().flatten().map(|(name, _)| name).collect();
        let expected: Vec<&str> = case[2].as_str().into_iter().collect();
        assert_eq!(names, expected, "{case}");
    }
    for case in list(&cases["typed"]) {
        let attribute = format!("data-x:{}", text(&case[0]));
        let attributes = [(&*attribute, text(&case[1])), ("dj-click", "f")];
        let (_, params) = sent("click", &attributes).expect("a call");
        assert_eq!(params["x"], case[2], "{case}");
    }
    for case in list(&cases["elements"])
        .iter()
        .chain(list(&cases["within"]))
    {
        let event = case["event"].as_str().unwrap_or("click");
        let call = format!("dj-{event}");
        let attributes = list(&case["attributes"]).iter();
        let mut attributes: Vec<(&str, &str)> =
            attributes.map(|it| (text(&it[0]), text(&it[1]))).collect();
        attributes.push((&call, "f"));
        let (_, params) = sent(event, &attributes).expect("a call");
        assert_eq!(Value::Object(params), case["params"], "{case}");
    }
}
