//! Random skeletons from a seed: the same seed gives the same case everywhere.

use std::cell::Cell;

use djust_runtime::engine::skeleton::{
    Edge, Fragment, Key, Namespace, Part, Rows, Skeleton, Slot, Target, Text,
};

/// A small random number generator (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// How many kinds of components a view has.
const KINDS: usize = 3;

thread_local! {
    /// The components of the view that is being tested: a skeleton names them by functions, which hold nothing.
    static CURRENT: Cell<[Option<&'static Skeleton>; KINDS]> = const { Cell::new([None; KINDS]) };
}

fn component<const KIND: usize>() -> &'static Skeleton {
    CURRENT.get()[KIND].expect("a view with components was made before")
}

const COMPONENTS: [fn() -> &'static Skeleton; KINDS] =
    [component::<0>, component::<1>, component::<2>];

/// A random skeleton. It lives as long as the process, like a real one.
pub(crate) fn skeleton(random: &mut Random) -> &'static Skeleton {
    build(random, None)
}

/// A random skeleton with components, which may hold others of any kind. They are those of this thread until the next
/// call.
pub(crate) fn skeleton_with_components(random: &mut Random) -> &'static Skeleton {
    let kinds = std::array::from_fn(|kind| Some(build(random, Some(kind + 1))));
    CURRENT.set(kinds);
    build(random, Some(0))
}

/// The skeleton of a view without components, or of level 0: a view, or above: the component of the kind below. What
/// stands in it unconditionally is of its own level at least, so that no page is endless.
fn build(random: &mut Random, level: Option<usize>) -> &'static Skeleton {
    let mut kinds = Vec::new();
    if level.is_some() {
        kinds.extend(0..KINDS);
        kinds.rotate_left(random.below(KINDS));
    }
    let mut builder = Builder {
        random,
        fragments: Vec::new(),
        kinds,
        level: level.unwrap_or_default(),
    };
    let root = builder.fragment(3, false);
    assert_eq!(root, 0);
    let components: Vec<_> = builder.kinds.iter().map(|kind| COMPONENTS[*kind]).collect();
    let mut fragments: Vec<Fragment> = builder.fragments.into_iter().flatten().collect();
    if level.is_some_and(|level| level > 0) {
        fragments[0].parts = one_element(fragments[0].parts);
    }
    Box::leak(Box::new(Skeleton {
        attributes: &[],
        token: false,
        template: "random.html",
        document: false,
        components: components.leak(),
        contents: &[],
        fragments: fragments.leak(),
    }))
}

fn one_element(parts: &[Part]) -> &'static [Part] {
    let open = [
        Part::Html("<section"),
        Part::Anchor(&[]),
        Part::Html(" id=\"c\">"),
    ];
    let mut all = open.to_vec();
    all.extend(parts);
    all.push(Part::Html("</section>"));
    all.leak()
}

/// A skeleton that is being made.
struct Builder<'r> {
    random: &'r mut Random,
    fragments: Vec<Option<Fragment>>,
    /// The kinds of its components, in the order of its table; empty if it has none.
    kinds: Vec<usize>,
    level: usize,
}

impl Builder<'_> {
    /// Appends a random fragment and those in it; returns its index.
    fn fragment(&mut self, depth: usize, row: bool) -> u16 {
        let index = self.fragments.len();
        self.fragments.push(None);
        let count = if depth == 3 {
            1 + self.random.below(4)
        } else {
            self.random.below(4) + usize::from(row)
        };
        let slots: Vec<Slot> = (0..count)
            .map(|slot| self.slot(index, depth, slot))
            .collect();
        let key = key(self.random, &slots, row);
        self.fragments[index] = Some(Fragment {
            fields: &[],
            parts: parts(self.random, &slots).leak(),
            slots: slots.leak(),
            key,
            namespace: Namespace::Html,
        });
        u16::try_from(index).expect("few fragments")
    }

    fn slot(&mut self, fragment: usize, depth: usize, slot: usize) -> Slot {
        if let Some(slot) = self.component(depth).or_else(|| self.call(fragment)) {
            return slot;
        }
        match if depth == 0 { 0 } else { self.random.below(8) } {
            5 | 6 => {
                let arms: Vec<u16> = (0..1 + self.random.below(2))
                    .map(|_| self.fragment(depth - 1, slot == 0))
                    .collect();
                Slot::Branch(arms.leak())
            }
            7 => Slot::List(Rows {
                fragment: self.fragment(depth - 1, true),
                edge: match self.random.below(3) {
                    0 => Edge::Pair,
                    1 => Edge::Element { separator: "" },
                    _ => Edge::Element { separator: "\n  " },
                },
            }),
            4 => Slot::Text(Text::Url),
            _ => Slot::Text(Text::Live),
        }
    }

    /// Sometimes a macro's call, on pages with components: what is in its body then has one place in several.
    fn call(&mut self, fragment: usize) -> Option<Slot> {
        if self.kinds.is_empty() || !self.random.once_in(6) {
            return None;
        }
        // A fragment that is whole holds only others that are.
        let whole: Vec<u16> = (0..fragment as u16)
            .filter(|index| self.fragments[usize::from(*index)].is_some())
            .collect();
        let body = *whole.get(self.random.below(whole.len().max(1)))?;
        Some(Slot::Branch(vec![body].leak()))
    }

    /// Sometimes a component, if there are any.
    fn component(&mut self, depth: usize) -> Option<Slot> {
        if self.kinds.is_empty() || !self.random.once_in(3) {
            return None;
        }
        let index = self.random.below(KINDS);
        let certain = depth == 3;
        (!certain || self.kinds[index] >= self.level).then_some(Slot::Component(index as u16))
    }
}

/// Whether a slot of a fragment is a macro's call, which is always taken: other arms come behind their fragment.
pub(crate) fn is_call(fragment: u16, arms: &[u16]) -> bool {
    matches!(arms, [body] if *body < fragment)
}

fn key(random: &mut Random, slots: &[Slot], row: bool) -> Key {
    if !row || random.once_in(4) {
        return Key::None;
    }
    let slot = random.below(slots.len());
    match slots[slot] {
        Slot::Text(_) => Key::Slot(slot as u16),
        Slot::Branch(_) => Key::Branch(slot as u16),
        Slot::List(_) | Slot::Component(_) | Slot::Outlet(_) => Key::None,
    }
}

/// Each slot at least once, in an order that need not be the render's.
fn parts(random: &mut Random, slots: &[Slot]) -> Vec<Part> {
    let mut order: Vec<u16> = (0..slots.len() as u16).collect();
    for i in (1..order.len()).rev() {
        if random.once_in(3) {
            order.swap(i, random.below(i + 1));
        }
    }
    let mut parts = Vec::new();
    for slot in order {
        if random.once_in(2) {
            parts.push(Part::Html("lit "));
        }
        match slots[usize::from(slot)] {
            Slot::Text(_) if random.once_in(2) => parts.extend([
                Part::Html("<p"),
                Part::Anchor(&[Target::Attr(0, "title")]),
                Part::Html(" title=\""),
                Part::Text(slot),
                Part::Html("\">"),
                Part::Text(slot),
                Part::Html("</p>"),
            ]),
            Slot::Text(_) => parts.push(Part::Value(slot)),
            Slot::Branch(_) => parts.push(Part::Branch(slot)),
            Slot::Component(_) | Slot::Outlet(_) => parts.push(Part::Component(slot)),
            Slot::List(_) if random.once_in(2) => parts.push(Part::List(slot)),
            Slot::List(_) => parts.extend([
                Part::Html("<ul"),
                Part::Anchor(&[Target::Rows(0)]),
                Part::Html(">"),
                Part::Rows(slot),
                Part::Html("</ul>"),
            ]),
        }
    }
    parts
}
