//! Scripts on demand: the client's code of attributes that few pages use. A page links those that its templates need, before the
//! client's own script.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::families::FAMILIES;

/// The URLs of the families' scripts, in the same order.
static URLS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let urls = FAMILIES
        .iter()
        .map(|family| super::url(family.script, "js"));
    urls.collect()
});

/// The URL of the script that acts on a pushed event of ours.
pub(crate) fn acts_on(event: &str) -> Option<&'static str> {
    let at = FAMILIES.iter().position(|family| family.pushed == event)?;
    URLS.get(at).map(String::as_str)
}

/// The URLs of the scripts for a page with these attributes, and whether the server may move it to another URL.
pub(crate) fn urls(attributes: &BTreeSet<&'static str>, navigates: bool) -> Vec<&'static str> {
    let needed = FAMILIES.iter().zip(URLS.iter()).filter(|(family, _)| {
        let mut names = family.attributes.iter();
        navigates && family.navigates || names.any(|name| attributes.contains(name))
    });
    needed.map(|(_, url)| url.as_str()).collect()
}

/// The script of this file name.
pub(super) fn script(file: &str) -> Option<&'static str> {
    let at = URLS.iter().position(|url| super::is_file(url, file))?;
    FAMILIES.get(at).map(|family| family.script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_links_what_its_attributes_need_and_no_more() {
        assert!(urls(&BTreeSet::from(["dj-click", "dj-submit"]), false).is_empty());
        let field = urls(&BTreeSet::from(["dj-input"]), false);
        let rates = urls(&BTreeSet::from(["dj-debounce"]), false);
        assert_eq!(rates.len(), 1);
        assert!(field.contains(&rates[0]), "fields have rates of their own");
        let keys = urls(
            &BTreeSet::from(["dj-click", "dj-keyup", "dj-keydown"]),
            false,
        );
        assert_eq!(keys.len(), 1);
        let file = keys[0].strip_prefix("/djust/").unwrap();
        assert!(script(file).unwrap().contains("dj-keydown"));
        assert_eq!(script("x.js"), None);
    }

    #[test]
    fn a_page_that_may_go_elsewhere_links_what_takes_it_there() {
        let navigate = urls(&BTreeSet::new(), true);
        assert_eq!(navigate, urls(&BTreeSet::from(["dj-patch"]), false));
        assert_eq!(navigate.len(), 1);
    }

    #[test]
    fn what_a_view_asks_of_its_page_has_a_script() {
        let url = acts_on("djust:page").unwrap();
        assert_eq!(urls(&BTreeSet::from(["dj-trigger-action"]), false), [url]);
        assert_eq!(acts_on("djust:flash"), None);
    }

    #[test]
    fn each_script_has_a_url_of_its_own() {
        let different: BTreeSet<&String> = URLS.iter().collect();
        assert_eq!(different.len(), FAMILIES.len());
    }
}
