//! I1 and I2 on generated templates: our page is what plain Askama writes, and a patched page is a fresh one.
//!
//! "Patched equals fresh" alone would share our compiler's bugs, so every state is rendered by plain Askama too.

use djust_runtime::engine::dom::Dom;
use djust_runtime::engine::html;
use djust_runtime::engine::tape::{Recorder, Tape};
use djust_runtime::wire;
use generated_tests::random::Random;
use generated_tests::state::State;
use generated_tests::{CASES, Case};

/// States tried on each template; each but the first is reached by a patch from the one before it.
const STATES: usize = 36;

#[test]
fn there_are_enough_templates_and_cases() {
    assert!(CASES.len() >= 300);
    assert!(CASES.len() * (STATES - 1) >= 10_000);
}

/// I1, UI-01, UI-02.
#[test]
fn our_page_less_its_marks_is_plain_askamas() {
    let mut recorder = Recorder::new();
    for case in CASES {
        let mut random = Random::new(case.seed);
        for _ in 0..STATES {
            let state = State::random(&mut random);
            let tape = tape(case, &state, &mut recorder);
            let plain = plain(case, &state);
            let ours = html::plain(&tape);
            assert!(
                same(case, &ours, &plain),
                "seed {}\nsource: {}\nstate: {state:?}\nours:   {ours}\nAskama: {plain}",
                case.seed,
                case.source
            );
        }
    }
}

/// I2, UI-01, UI-02.
#[test]
fn a_patched_page_is_a_fresh_one() {
    let mut recorder = Recorder::new();
    for case in CASES {
        let mut random = Random::new(case.seed ^ 0x5EED);
        let mut state = State::random(&mut random);
        let mut old = tape(case, &state, &mut recorder);
        let mut page = Dom::adopt(&old, 0);
        for version in 1..STATES as u64 {
            state = next(state, &mut random);
            let new = tape(case, &state, &mut recorder);
            let mut frame = String::new();
            let changed = wire::patch(&mut frame, version, 0, &old, &new);
            if !changed {
                assert_eq!(
                    html::plain(&old),
                    html::plain(&new),
                    "an unchanged tape, seed {}",
                    case.seed
                );
                wire::full(&mut frame, version, 0, &[], &new);
            }
            if let Err(error) = page.receive(&frame) {
                panic!(
                    "seed {}\nsource: {}\nframe: {frame}\n{error}",
                    case.seed, case.source
                );
            }
            assert_eq!(
                page.html(),
                html::plain(&new),
                "seed {}\nsource: {}\nframe: {frame}",
                case.seed,
                case.source
            );
            old = new;
        }
    }
}

/// Small steps mostly, sometimes another state altogether.
fn next(mut state: State, random: &mut Random) -> State {
    if random.one_in(6) {
        return State::random(random);
    }
    for _ in 0..=random.below(3) {
        state.change(random);
    }
    state
}

fn tape(case: &Case, state: &State, recorder: &mut Recorder) -> Tape {
    (case.live)(state.clone(), recorder)
        .and_then(|()| recorder.finish(case.skeleton))
        .unwrap_or_else(|error| panic!("seed {}\nsource: {}\n{error}", case.seed, case.source))
}

fn plain(case: &Case, state: &State) -> String {
    // A tape holds text as the parser would read it.
    (case.plain)(state.clone())
        .expect("the oracle renders")
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\0', "")
}

/// Byte for byte, but for white space at tags where rows have it at their edges.
fn same(case: &Case, ours: &str, plain: &str) -> bool {
    if case.pretty {
        tight(ours) == tight(plain)
    } else {
        ours == plain
    }
}

fn tight(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for (index, piece) in html.split('<').enumerate() {
        if index > 0 {
            out.truncate(out.trim_end().len());
            out.push('<');
        }
        match piece.split_once('>') {
            Some((tag, text)) => {
                out.push_str(tag);
                out.push('>');
                out.push_str(text.trim_start());
            }
            None => out.push_str(piece),
        }
    }
    out
}
