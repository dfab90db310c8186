//! Where generated code finds the runtime: through whichever of our crates the user's crate depends on.

use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Ident;

/// The crates that lead to the runtime, the likeliest first.
const CRATES: [&str; 2] = ["djust-actix", "djust-runtime"];

/// The path of the one hidden module that generated code names, such as `::djust_actix::__private`.
pub(crate) fn private() -> TokenStream {
    let root = CRATES
        .iter()
        .find_map(|name| crate_name(name).ok().map(|found| root(name, found)))
        .unwrap_or_else(|| quote!(::djust_actix));
    quote!(#root::__private)
}

fn root(name: &str, found: FoundCrate) -> TokenStream {
    match found {
        FoundCrate::Name(name) => absolute(&name),
        FoundCrate::Itself => {
            let own = name.replace('-', "_");
            // The crate's own tests, examples and doc tests are crates beside it, and have its name in their reach.
            let inside = std::env::var("CARGO_CRATE_NAME").is_ok_and(|it| it == own)
                && std::env::var_os("UNSTABLE_RUSTDOC_TEST_PATH").is_none();
            if inside {
                quote!(crate)
            } else {
                absolute(&own)
            }
        }
    }
}

fn absolute(name: &str) -> TokenStream {
    let name = Ident::new(name, Span::call_site());
    quote!(::#name)
}
