#![allow(dead_code)]

use djust_macros::live_view;

macro_rules! pages {
    ($($name:ident: $($key:ident = $value:literal),*;)*) => {$(
        #[live_view(source = "<p>a</p>", $($key = $value),*)]
        struct $name;

        #[live_view]
        impl $name {
            fn mount() -> Self {
                Self
            }
        }
    )*};
}

pages! {
    Malformed: config = "templates/config/malformed.toml";
    NoSyntax: config = "templates/config/no-syntax.toml";
    DefaultAgain: config = "templates/config/default-again.toml";
    OneLetter: config = "templates/config/one-letter.toml";
    Alike: config = "templates/config/alike.toml";
    Folder: config = "templates/config";
    Nowhere: config = "askma.toml";
    NoEscaper: ext = "pdf";
}

fn main() {}
