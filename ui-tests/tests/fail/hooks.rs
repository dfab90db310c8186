#![allow(dead_code)]

use djust_macros::live_view;

#[live_view(source = r#"
<div dj-hook></div>
<div dj-hook="Chart Map"></div>
<div dj-hook=" Chart"></div>
<div dj-hook="Chart" dj-hook="Map"></div>
<div dj-hook="Chart" dj-hook-value-kind="{{ kind }}" dj-ignore-attrs="open dj-hook-value-*"></div>
<template><div class="a" dj-hook="Chart"></div></template>
<noscript><div dj-hook="Chart"></div></noscript>
<div dj-hook="{{ kind }}" dj-hook-value-kind="bar" dj-ignore-attrs="data-* open"></div>
"#)]
struct Page {
    kind: String,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        unimplemented!()
    }
}

fn main() {}
