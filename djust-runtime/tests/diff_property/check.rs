//! What must hold of a page, however it came about.

use djust_runtime::engine::dom::Dom;
use djust_runtime::engine::html;
use djust_runtime::engine::tape::Rendered;
use djust_runtime::wire;

use crate::print::Print;

/// One render, what the oracle says of it, and how to say which it was.
pub(crate) struct Case<'c> {
    pub(crate) fresh: &'c Print,
    pub(crate) new: Rendered<'c>,
    pub(crate) told: &'c dyn Fn() -> String,
}

impl Case<'_> {
    pub(crate) fn told(&self) -> String {
        (self.told)()
    }

    /// I1: the plain page is the oracle's; less its marks the marked one is, and it has as many as it says.
    pub(crate) fn check_page(&self) {
        assert_eq!(html::plain(self.new), self.fresh.html, "{}", self.told());
        let page = html::marked(self.new, "zzz");
        let (mut less, ids) = without_ids(&page.html);
        assert_eq!(ids, self.fresh.ids, "{}", self.told());
        let pairs = less.matches("<!--/zzz-->").count();
        for end in ["<!--/zzz-->", "<!--zzz-->", "<!--zzz0-->", "<!--zzz1-->"] {
            less = less.replace(end, "");
        }
        let anchors = less.matches(" dj").count();
        assert_eq!(less.replace(" dj", ""), self.fresh.html, "{}", self.told());
        assert_eq!(pairs + anchors, page.marks as usize, "{}", self.told());
    }

    pub(crate) fn receive(&self, page: &mut Dom, frame: &str) {
        if let Err(error) = page.receive(frame) {
            panic!("{error}\n{frame}\n{}", self.told());
        }
    }

    /// I2.
    pub(crate) fn is_fresh(&self, page: &Dom, frame: &str) {
        assert_eq!(page.html(), self.fresh.html, "{frame}\n{}", self.told());
        let mut ids = self.fresh.ids.clone();
        ids.sort_unstable();
        assert_eq!(page.component_ids(), ids, "{frame}\n{}", self.told());
    }

    /// All values, applied to the page of any state, give the fresh page.
    pub(crate) fn check_full(&self, mut page: Dom) {
        let mut frame = String::new();
        wire::full(&mut frame, 9, 0, &[], self.new);
        self.receive(&mut page, &frame);
        self.is_fresh(&page, &frame);
        assert_eq!(page.version(), 9);
    }

    /// A region's values on a page that has them change nothing, and no component is built.
    pub(crate) fn check_path(&self, page: &Dom, path: &[u32], component: Option<u32>) {
        let mut page = page.clone();
        let built = page.work().components;
        let mut frame = String::new();
        match component {
            None => wire::full(&mut frame, 9, 0, path, self.new),
            Some(id) => {
                let tape = self.new.component(id).expect("a component on the page");
                wire::full_component(&mut frame, 9, 0, path, (id, tape));
            }
        }
        self.receive(&mut page, &frame);
        self.is_fresh(&page, &frame);
        assert_eq!(page.work().components, built, "{frame}\n{}", self.told());
    }
}

/// The page without the ids of its components, and these.
fn without_ids(html: &str) -> (String, Vec<u32>) {
    const OPEN: &str = " dj data-component-id=\"";
    let (mut less, mut ids, mut rest) = (String::new(), Vec::new(), html);
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (id, after) = after.split_once('"').expect("an id ends");
        assert!(before.ends_with("<section"), "{before}");
        less.push_str(before);
        less.push_str(" dj");
        ids.push(id.parse().expect("an id is a number"));
        rest = after;
    }
    less.push_str(rest);
    (less, ids)
}
