#![deny(warnings, missing_docs)]
//! Views of every shape, among lints and names that generated code must not meet.

use djust_runtime::context::Context;

/// Without fields.
#[djust_macros::live_view(source = "<p>Nothing changes</p>")]
pub struct Empty;

#[djust_macros::live_view]
impl Empty {
    fn mount() -> Self {
        Self
    }
}

/// Inside a function, where items are out of reach by path.
pub fn inside() {
    #[djust_macros::live_view(source = "<p>{{ n }}</p>")]
    struct Local {
        n: u8,
    }

    #[djust_macros::live_view]
    impl Local {
        async fn mount(cx: &mut Context, n: Option<u8>) -> Result<Self, std::num::ParseIntError> {
            let _ = cx;
            let n = match n {
                Some(n) => n,
                None => "1".parse()?,
            };
            Ok(Self { n })
        }

        fn handle_params(&mut self, n: Option<u8>) {
            self.n = n.unwrap_or_default();
        }
    }
}

fn main() {
    inside();
}
