//! The README and the guides, whose examples are compiled and run as documentation tests. They stand in a crate of their
//! own because a published one holds no file from outside its folder.

#[cfg(doctest)]
mod guides {
    #[doc = include_str!("../../README.md")]
    mod readme {}
    #[doc = include_str!("../../docs/commands.md")]
    mod commands {}
    #[doc = include_str!("../../docs/components.md")]
    mod components {}
    #[doc = include_str!("../../docs/forms.md")]
    mod forms {}
    #[doc = include_str!("../../docs/handlers.md")]
    mod handlers {}
    #[doc = include_str!("../../docs/hooks.md")]
    mod hooks {}
    #[doc = include_str!("../../docs/flash.md")]
    mod flash {}
    #[doc = include_str!("../../docs/navigation.md")]
    mod navigation {}
    #[doc = include_str!("../../docs/pages.md")]
    mod pages {}
    #[doc = include_str!("../../docs/templates.md")]
    mod templates {}
    #[doc = include_str!("../../docs/testing.md")]
    mod testing {}
    #[doc = include_str!("../../docs/transitions.md")]
    mod transitions {}
}
