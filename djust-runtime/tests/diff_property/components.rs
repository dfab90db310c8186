//! Pages with components: of several kinds, in arms, rows and macros, in one another and in their own kind.

use std::collections::BTreeSet;

use djust_runtime::engine::dom::Dom;
use djust_runtime::engine::tape::{Recorder, Rendered, Tape};
use djust_runtime::wire;

use crate::check::Case;
use crate::generate::{Random, skeleton_with_components};
use crate::identity;
use crate::print::Print;
use crate::state::{Scope, States, Tapes};

const SKELETONS: u64 = 180;
const STEPS: u64 = 20;

/// What the cases had in them.
#[derive(Debug, Default)]
struct Seen {
    patches: usize,
    /// Patches with edits of the view, of components, of both.
    view: usize,
    components: usize,
    both: usize,
    /// Components that were there and stand whole in the patch.
    whole: usize,
    /// Components that came and went.
    came: usize,
    gone: usize,
    /// Pages with components in others.
    nested: usize,
}

/// I1, I2 with components. Of half the skeletons components have their ids by the rule; of the others they go wherever
/// their rows go, so that one that stays may be sent whole.
#[test]
fn patched_equals_fresh_with_components() {
    let mut recorder = Recorder::new();
    let mut seen = Seen::default();
    for seed in 0..SKELETONS {
        let random = &mut Random(seed);
        let skeleton = skeleton_with_components(random);
        let mut states = States::new(random);
        let mut now = states.state(skeleton, 0);
        let mut old = Tapes::of(&mut recorder, skeleton, &now);
        let mut page = Dom::adopt(old.rendered(), 0);
        for step in 0..STEPS {
            states.step();
            let mut before = now.clone();
            let scopes = [Scope::View, Scope::Components, Scope::All];
            let scope = scopes[states.random.below(3)];
            if states.random.once_in(16) {
                now = states.state(skeleton, 0);
            } else {
                states.change(skeleton, 0, &mut now, scope);
            }
            if scope == Scope::All {
                states.change(skeleton, 0, &mut now, Scope::Components);
            }
            if seed % 2 == 0 {
                identity::assign(&mut states, skeleton, &mut before, &mut now);
            }
            let new = Tapes::of(&mut recorder, skeleton, &now);
            let fresh = Print::of(skeleton, &now);
            let case = Case {
                fresh: &fresh,
                new: new.rendered(),
                told: &|| format!("seed {seed}, step {step}\n{skeleton:#?}\n{before:?}\n{now:?}"),
            };
            case.check_page();
            check_patch(&case, &mut page, &old, &new, &mut seen);
            check_regions(&case, &page, &old, &new, states.random);
            old = new;
        }
    }
    assert!(seen.patches > 2_500, "{seen:?}");
    let counts = [seen.view, seen.components, seen.both, seen.nested];
    assert!(counts.iter().all(|count| *count > 500), "{seen:?}");
    let counts = [seen.came, seen.gone, seen.whole];
    assert!(counts.iter().all(|count| *count > 500), "{seen:?}");
}

/// The components that were there and are, each with its tapes.
fn kept<'t>(old: &'t Tapes, new: &'t Tapes) -> Vec<(u32, &'t Tape, &'t Tape)> {
    let both = |(id, new): (&u32, _)| Some((*id, old.components.get(id)?, new));
    new.components.iter().filter_map(both).collect()
}

/// The patch makes the old page the new one, and is not longer than it must be.
fn check_patch(case: &Case<'_>, page: &mut Dom, old: &Tapes, new: &Tapes, seen: &mut Seen) {
    let kept = kept(old, new);
    let differ = kept.iter().filter(|(_, old, new)| old != new).count();
    let mut frame = String::new();
    let version = page.version() + 1;
    let changed = wire::patch_all(
        &mut frame,
        version,
        0,
        &old.view,
        new.rendered(),
        kept.iter().copied(),
    );
    assert_eq!(
        changed,
        old.view != new.view || differ > 0,
        "{}",
        case.told()
    );
    assert_eq!(changed, !frame.is_empty(), "{}", case.told());
    if changed {
        let work = page.work();
        case.receive(page, &frame);
        let json: serde_json::Value = serde_json::from_str(&frame).expect("a frame is JSON");
        let items = json.as_array().expect("a frame is an array");
        let edited = (items.len() - 4) / 2;
        let edits_view = items[3] != serde_json::json!([]);
        assert_eq!(edits_view, old.view != new.view, "{frame}");
        assert!(edited <= differ, "{frame}\n{}", case.told());
        seen.patches += 1;
        seen.view += usize::from(edits_view);
        seen.components += usize::from(edited > 0);
        seen.both += usize::from(edits_view && edited > 0);
        let came = new.components.len() - kept.len();
        seen.came += came;
        seen.gone += old.components.len() - kept.len();
        seen.nested += usize::from(case.fresh.nested > 0);
        // New ones are built; of the others only those that stand whole in the patch.
        let built = (page.work().components - work.components) as usize;
        assert!(built >= came, "{frame}\n{}", case.told());
        seen.whole += built - came;
    }
    case.is_fresh(page, &frame);
}

/// Regions of the view and of components, on pages that have them and on the old page.
fn check_regions(case: &Case<'_>, page: &Dom, old: &Tapes, new: &Tapes, random: &mut Random) {
    case.check_full(Dom::adopt(old.rendered(), 0));
    case.check_path(page, &crate::path(random), None);
    let ids: Vec<u32> = new.components.keys().copied().collect();
    if !ids.is_empty() {
        let id = ids[random.below(ids.len())];
        case.check_path(page, &crate::path(random), Some(id));
        case.check_path(page, &[], Some(id));
    }
    if old.view == new.view {
        check_refilled(case, old, new);
    }
}

/// Where only components changed, their values alone give the fresh page.
fn check_refilled(case: &Case<'_>, old: &Tapes, new: &Tapes) {
    let mut page = Dom::adopt(old.rendered(), 0);
    let mut frames = String::new();
    for (id, _, tape) in kept(old, new) {
        let standing: BTreeSet<u32> = page.component_ids().into_iter().collect();
        assert!(standing.contains(&id), "{frames}\n{}", case.told());
        let tape = Rendered {
            tape,
            ..new.rendered()
        };
        let mut frame = String::new();
        wire::full_component(&mut frame, 9, 0, &[], (id, tape));
        case.receive(&mut page, &frame);
        frames.push_str(&frame);
    }
    case.is_fresh(&page, &frames);
}
