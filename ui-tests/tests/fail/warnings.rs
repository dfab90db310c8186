#![allow(dead_code)]

use djust_macros::live_view;

#[deny(deprecated)]
#[live_view(source = r#"
<p style="color: {{ color }}">a</p>
<template><p>{{ color }}</p></template>
<a href="/" dj-prefetch>a</a>
<p dj-hook-value-kind="bar">a</p>
<input type="file" dj-upload="photo">
<b dj-click="a{% if open %}b{% endif %}{% if open %}b{% endif %}{% if open %}b{% endif %}{% if open %}b{% endif %}{% if open %}b{% endif %}{% if open %}b{% endif %}{% if open %}b{% endif %}">a</b>
"#)]
struct Page {
    color: String,
    open: bool,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        unimplemented!()
    }
}

fn main() {}
