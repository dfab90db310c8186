//! `#[event_handler(…)]` and `#[action(…)]`: how often a handler is called, and what is said of it.

use djust_template::duration::milliseconds;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Ident, Lit};

use super::{Pair, pairs, unknown};

/// `#[event_handler]` on a method; `#[event_handler()]` is the same.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct HandlerAttr {
    /// Whether it is `#[action]`.
    pub(crate) is_action: bool,
    /// `debounce = "300ms"`.
    pub(crate) debounce: Option<Debounce>,
    /// `throttle = "1s"`.
    pub(crate) throttle: Option<Throttle>,
    /// `rate_limit = "10/s"`: how many calls in which time, in milliseconds.
    pub(crate) rate_limit: Option<(u32, u32)>,
    /// `permission = "todos.add"`.
    pub(crate) permission: Option<String>,
    /// `loading = "is_saving"`: the field that is true while it runs.
    pub(crate) loading: Option<Ident>,
    /// `description = "…"`, in place of the doc comment's first line.
    pub(crate) description: Option<String>,
}

/// Times in milliseconds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Debounce {
    /// How long after the last call it runs.
    pub(crate) wait: u32,
    /// `max_wait = "2s"`: how long after the first call it runs at the latest.
    pub(crate) max_wait: Option<u32>,
}

/// A time in milliseconds, and which calls of it run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Throttle {
    /// The time in which at most one runs.
    pub(crate) interval: u32,
    /// `leading = false`: the first call of an interval does not run at once.
    pub(crate) leading: bool,
    /// `trailing = false`: the last call of an interval does not run at its end.
    pub(crate) trailing: bool,
}

const KEYS: [&str; 9] = [
    "debounce",
    "max_wait",
    "throttle",
    "leading",
    "trailing",
    "rate_limit",
    "permission",
    "loading",
    "description",
];

impl HandlerAttr {
    /// Reads what stands in the parentheses of the attribute of this name.
    pub(crate) fn parse(attribute: &str, input: ParseStream<'_>) -> syn::Result<Self> {
        let pairs = pairs(input)?;
        if let Some(pair) = pairs
            .iter()
            .find(|pair| !KEYS.iter().any(|key| pair.key == key))
        {
            return Err(unknown(&pair.key, attribute, &KEYS));
        }
        let given = |key: &str| pairs.iter().find(|pair| pair.key == key);
        let time = |key| given(key).map(time).transpose();
        let flag = |key| given(key).map(flag).transpose();
        beside(&pairs, "max_wait", "debounce")?;
        beside(&pairs, "leading", "throttle")?;
        beside(&pairs, "trailing", "throttle")?;
        let max_wait = time("max_wait")?;
        let debounce = time("debounce")?.map(|wait| Debounce { wait, max_wait });
        let (leading, trailing) = (
            flag("leading")?.unwrap_or(true),
            flag("trailing")?.unwrap_or(true),
        );
        if let (Some(pair), false, false) = (given("trailing"), leading, trailing) {
            return Err(syn::Error::new_spanned(
                &pair.key,
                "without `leading` and `trailing` no call would run: leave one of them true",
            ));
        }
        if let (Some(wait), Some(Debounce { wait: least, .. }), Some(pair)) =
            (max_wait, &debounce, given("max_wait"))
            && wait < *least
        {
            return Err(syn::Error::new_spanned(
                &pair.key,
                "`max_wait` is shorter than `debounce`, which would never be reached: give a longer time",
            ));
        }
        let throttle = time("throttle")?.map(|interval| Throttle {
            interval,
            leading,
            trailing,
        });
        let loading = given("loading").map(field).transpose()?;
        let rate_limit = given("rate_limit").map(rate_limit).transpose()?;
        let permission = given("permission").map(permission).transpose()?;
        let description = given("description")
            .map(|pair| pair.string("Adds one."))
            .transpose()?
            .map(|text| text.value());
        Ok(Self {
            is_action: false,
            debounce,
            throttle,
            rate_limit,
            permission,
            loading,
            description,
        })
    }
}

/// A key that says something of another one.
fn beside(pairs: &[Pair], key: &str, other: &str) -> syn::Result<()> {
    let given = |name: &str| pairs.iter().find(|pair| pair.key == name);
    match (given(key), given(other)) {
        (Some(pair), None) => Err(syn::Error::new_spanned(
            &pair.key,
            format!(
                "`{key}` says how `{other}` works, and there is none: add `{other} = \"500ms\"`"
            ),
        )),
        _ => Ok(()),
    }
}

/// A time in milliseconds: a string such as `"0.5s"`, or a number.
fn time(pair: &Pair) -> syn::Result<u32> {
    let text = match pair.literal() {
        Some(Lit::Str(text)) => text.value(),
        Some(Lit::Int(number)) if number.suffix().is_empty() => number.base10_digits().to_owned(),
        Some(Lit::Float(number)) if number.suffix().is_empty() => number.base10_digits().to_owned(),
        _ => String::new(),
    };
    // A part of a millisecond counts as a whole one: no timer is finer.
    let time = milliseconds(&text).map(f64::ceil);
    match time {
        Some(time) if time >= 1.0 => Ok(time as u32),
        _ => Err(pair.expected("a time above 0", "\"500ms\"` or, in milliseconds, `500")),
    }
}

/// `10/s`: so many calls in a second, `m` for a minute and `h` for an hour, or in any other time, as in `10/30s`.
fn rate_limit(pair: &Pair) -> syn::Result<(u32, u32)> {
    let expected = || pair.expected("a number of calls and a time", "\"10/s\"` or `\"100/m\"");
    let text = pair.string("10/s").map_err(|_| expected())?.value();
    let parsed = text.split_once('/').and_then(|(calls, time)| {
        let time = match time.trim() {
            "s" => 1_000.0,
            "m" => 60_000.0,
            "h" => 3_600_000.0,
            time => milliseconds(time)?,
        };
        Some((calls.trim().parse().ok()?, time.ceil() as u32))
    });
    parsed
        .filter(|(calls, time)| *calls > 0 && *time > 0)
        .ok_or_else(expected)
}

fn permission(pair: &Pair) -> syn::Result<String> {
    let name = pair.string("todos.add")?.value();
    match name.trim() {
        "" => Err(pair.expected("the name of a permission", "\"todos.add\"")),
        _ => Ok(name),
    }
}

/// The name of a field. It stands where the literal does, so that the compiler's word on it does too.
fn field(pair: &Pair) -> syn::Result<Ident> {
    let expected = || pair.expected("the name of a `bool` field", "\"is_saving\"");
    match pair.literal() {
        Some(Lit::Str(text)) => text.parse_with(Ident::parse_any).map_err(|_| expected()),
        _ => Err(expected()),
    }
}

fn flag(pair: &Pair) -> syn::Result<bool> {
    match pair.literal() {
        Some(Lit::Bool(flag)) => Ok(flag.value),
        _ => Err(pair.expected("`true` or `false`", "false")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handler(text: &str) -> Result<HandlerAttr, String> {
        let parse = |input: ParseStream<'_>| HandlerAttr::parse("event_handler", input);
        let parsed = syn::parse::Parser::parse_str(parse, text);
        parsed.map_err(|error| error.to_string())
    }

    fn refused(text: &str) -> String {
        handler(text).expect_err("is refused")
    }

    /// LV-06.
    #[test]
    fn lv_06_an_empty_list_is_the_same_as_none() {
        assert_eq!(handler(""), Ok(HandlerAttr::default()));
    }

    #[test]
    fn rates_are_times_in_strings_or_milliseconds() {
        let wait = |text| handler(text).map(|attr| attr.debounce.map(|rate| rate.wait));
        assert_eq!(wait("debounce = \"0.3s\""), Ok(Some(300)));
        assert_eq!(wait("debounce = 500"), Ok(Some(500)));
        assert_eq!(wait("debounce = \"500\", max_wait = \"2s\""), Ok(Some(500)));
        let throttle = |interval, leading, trailing| {
            Ok(Some(Throttle {
                interval,
                leading,
                trailing,
            }))
        };
        let read = |text| handler(text).map(|attr| attr.throttle);
        assert_eq!(read("throttle = \"1s\""), throttle(1000, true, true));
        assert_eq!(
            read("throttle = 1000, trailing = false"),
            throttle(1000, true, false)
        );
        for wrong in [
            "debounce = \"soon\"",
            "debounce = 0",
            "throttle = true",
            "throttle = -1",
            "throttle",
        ] {
            assert!(refused(wrong).contains("as in"), "{wrong}");
        }
        assert!(
            refused("debounce = \"soon\"")
                .contains("`debounce = \"500ms\"` or, in milliseconds, `500`")
        );
    }

    #[test]
    fn what_says_how_a_rate_works_stands_beside_it() {
        assert!(refused("max_wait = \"1s\"").contains("add `debounce"));
        assert!(refused("debounce = 500, leading = true").contains("add `throttle"));
        assert!(
            refused("throttle = 5, leading = false, trailing = false")
                .contains("no call would run")
        );
        assert!(refused("debounce = 500, max_wait = 100").contains("shorter"));
        assert!(refused("throttle = 5, leading = 1").contains("`true` or `false`"));
    }

    #[test]
    fn a_loading_flag_is_the_name_of_a_field() {
        let name = handler("loading = \"is_saving\"").map(|it| it.loading.map(|it| it.to_string()));
        assert_eq!(name, Ok(Some("is_saving".to_owned())));
        for wrong in [
            "loading",
            "loading = true",
            "loading = \"is saving\"",
            "loading = \"\"",
        ] {
            assert!(
                refused(wrong).contains("`loading = \"is_saving\"`"),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_description_takes_the_place_of_the_comment() {
        let attr = handler("description = \"Adds one.\"");
        assert_eq!(
            attr.map(|it| it.description),
            Ok(Some("Adds one.".to_owned()))
        );
    }

    #[test]
    fn an_unknown_key_is_told_with_what_there_is() {
        assert!(refused("throtle = \"1s\"").ends_with("did you mean `throttle`?"));
        assert!(refused("once").contains("it takes `debounce`"));
    }

    #[test]
    fn a_rate_limit_is_a_number_of_calls_in_a_time() {
        let limit = |text: &str| handler(&format!("rate_limit = {text}")).map(|it| it.rate_limit);
        assert_eq!(limit("\"10/s\""), Ok(Some((10, 1_000))));
        assert_eq!(limit("\"100 / m\""), Ok(Some((100, 60_000))));
        assert_eq!(limit("\"5/h\""), Ok(Some((5, 3_600_000))));
        assert_eq!(limit("\"3/10s\""), Ok(Some((3, 10_000))));
        for wrong in [
            "\"10\"",
            "\"0/s\"",
            "\"10/0s\"",
            "\"ten/s\"",
            "\"10/d\"",
            "\"-1/s\"",
            "10",
            "true",
        ] {
            assert!(
                limit(wrong)
                    .expect_err(wrong)
                    .contains("`rate_limit = \"10/s\"`"),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_permission_has_a_name() {
        let name = handler("permission = \"todos.add\"").map(|it| it.permission);
        assert_eq!(name, Ok(Some("todos.add".to_owned())));
        assert!(refused("permission = \" \"").contains("`permission = \"todos.add\"`"));
    }
}
