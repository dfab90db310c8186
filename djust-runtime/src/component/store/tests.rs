//! The tables here are written by hand: the store lies below the macros, which write what it is given, and knows no template.

use super::*;
use crate::component::ComponentProps;
use crate::context::Context;
use crate::engine::skeleton::Skeleton;
use crate::engine::tape::{Recorder, RenderError};
use crate::handler::{HandlerMeta, MessageMeta, PropMeta};
use crate::param::Args;
use crate::view::{Dispatch, Handlers, ViewTemplate};

struct Dot;

impl ViewTemplate for Dot {
    const SKELETON: &'static Skeleton = &Skeleton {
        attributes: &[],
        token: false,
        template: "dot.html",
        document: false,
        fragments: &[],
        components: &[],
        contents: &[],
    };

    fn render(&self, _: &mut Recorder) -> Result<(), RenderError> {
        Ok(())
    }
}

impl Handlers for Dot {
    const HANDLERS: &'static [HandlerMeta] = &[];
}

impl ComponentProps for Dot {
    const PROPS: &'static [PropMeta] = &[];
    const EMITS: &'static [&'static MessageMeta] = &[];
    type Draft = ();

    fn build((): ()) -> Option<Self> {
        Some(Self)
    }
}

impl LiveComponent for Dot {
    const NAME: &'static str = "Dot";

    fn dispatch<'a>(&'a mut self, _: &str, _: Args<'a>, _: &'a mut Context) -> Dispatch<'a> {
        Dispatch::Done(Ok(()))
    }
}

struct NoProps;

impl Props<Dot> for NoProps {
    fn create(&self) -> Option<Dot> {
        Some(Dot)
    }

    fn set(&self, _: &mut Dot) -> bool {
        false
    }
}

/// Reaches a component at one place, with these keys.
fn reach(loan: &mut Loan, keys: &[&dyn Display]) -> Option<u32> {
    let tag = Tag {
        slot: 7,
        keys,
        contents: &[],
    };
    Components::reach::<Dot>(loan, &tag, &NoProps)
}

/// One render of a parent that reaches components at one place, with these keys.
fn render(components: &mut Components, parent: u32, keys: &[&str]) -> Vec<Option<u32>> {
    components.begin(parent);
    let mut loan = components.lend();
    let ids = keys.iter().map(|key| reach(&mut loan, &[key])).collect();
    components.take_back(loan);
    components.end();
    ids
}

#[test]
fn a_component_is_known_by_its_keys_and_its_place_among_equals() {
    let mut components = Components::default();
    assert_eq!(
        render(&mut components, VIEW, &["a", "b", "a"]),
        [Some(1), Some(2), Some(3)]
    );
    components.commit();
    assert_eq!(
        render(&mut components, VIEW, &["b", "a", "c", "a", "a"]),
        [Some(2), Some(1), Some(4), Some(3), Some(5)]
    );
    components.commit();
    assert_eq!(render(&mut components, VIEW, &["a"]), [Some(1)]);
    assert_eq!(components.commit().len(), 4);
    assert_eq!(
        render(&mut components, VIEW, &["a", "a"]),
        [Some(1), Some(6)],
        "one that comes again is another"
    );
}

#[test]
fn keys_do_not_run_into_one_another() {
    let mut loan = Components::default().lend();
    let first = reach(&mut loan, &[&"1.1", &"a"]);
    let second = reach(&mut loan, &[&"1", &"1.a"]);
    assert_ne!(first, second);
}

#[test]
fn a_round_that_is_undone_leaves_what_was() {
    let mut components = Components::default();
    render(&mut components, VIEW, &["a", "b"]);
    components.commit();
    render(&mut components, VIEW, &["b", "c"]);
    assert_eq!(components.rollback().len(), 1, "c goes again");
    assert!(!components.are_due(), "not before something happens");
    components.touch(1);
    assert!(components.are_due());
    assert_eq!(
        render(&mut components, VIEW, &["a", "b", "c"]),
        [Some(1), Some(2), Some(4)]
    );
}

#[test]
fn components_stand_in_one_another_to_a_depth() {
    let mut components = Components::default();
    let mut parent = VIEW;
    for _ in 0..DEEPEST {
        let [Some(id)] = render(&mut components, parent, &["a"])[..] else {
            panic!("not deep yet");
        };
        components.commit();
        parent = id;
    }
    assert_eq!(render(&mut components, parent, &["a"]), [None]);
}
