#![allow(dead_code)]

use djust_macros::live_view;

macro_rules! pages {
    ($($name:ident: $template:literal,)*) => {$(
        #[live_view(template = $template)]
        struct $name {
            on: bool,
        }

        #[live_view]
        impl $name {
            fn mount() -> Self {
                unimplemented!()
            }
        }
    )*};
}

pages! {
    Deep: "limits/deep.html",
    Arms: "limits/arms-65536.html",
    Slots: "limits/slots-4160.html",
}

fn main() {}
