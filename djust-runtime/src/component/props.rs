//! Props: what a tag may give a component, and how it gets there with no copy that is not needed.

use std::borrow::Cow;

use crate::handler::{MessageMeta, PropMeta};

/// The props of a component and how one is made: written by `#[live_component(…)]` on the struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no live component",
    note = "only a struct with `#[live_component(template = \"…\")]` can stand in a `live_component` tag"
)]
pub trait ComponentProps: Sized {
    /// Every prop, in the order of the fields.
    const PROPS: &'static [PropMeta];
    /// What it sends to its parent.
    const EMITS: &'static [&'static MessageMeta];
    /// The names under which it shows what its parent hands to it.
    const OUTLETS: &'static [&'static str] = &[];
    /// The name of its one element.
    const ROOT: &'static str = "";
    /// Whether other components stand in it.
    const HOLDS: bool = false;
    /// The props of one that is not made yet, each there or not.
    type Draft: Default;

    /// A component with these props, defaults for those that are not there, and its other fields as they begin.
    /// `None` without one that has no default, which a tag is refused for.
    fn build(draft: Self::Draft) -> Option<Self>;
}

/// The prop of this number, given as a `G`.
pub trait PropAt<const AT: usize, G>: ComponentProps {
    /// Gives it to one that is not made yet.
    fn draft(draft: &mut Self::Draft, given: &G);

    /// Gives it to a component, and says whether it had another.
    fn set(&mut self, given: &G) -> bool;
}

/// What a tag gives for a prop of type `T`: a value, a reference, or text.
#[diagnostic::on_unimplemented(
    message = "a prop of type `{T}` can't be given `{Self}`",
    label = "given in the template",
    note = "a tag gives a value of the prop's type, or a reference to one; text fits `String`, `Option<String>` and `Cow<'static, str>` as well"
)]
pub trait Given<T> {
    /// Whether the prop has this value.
    fn is(&self, prop: &T) -> bool;

    /// The value: a copy.
    fn get(&self) -> T;
}

/// As `is` and `get` over the value behind some references.
macro_rules! given {
    ($(<$($generic:ident),*> $prop:ty: $given:ty, |$from:ident| $value:expr, $copy:expr;)*) => {
        $(#[diagnostic::do_not_recommend]
        impl<$($generic: Clone + PartialEq),*> Given<$prop> for $given {
            fn is(&self, prop: &$prop) -> bool {
                let $from = self;
                *prop == $value
            }

            fn get(&self) -> $prop {
                let $from = self;
                $copy
            }
        })*
    };
}

given! {
    <T> T: T, |it| *it, it.clone();
    <T> T: &T, |it| **it, (*it).clone();
    <T> T: &&T, |it| ***it, (**it).clone();
    <T> T: &&&T, |it| ****it, (***it).clone();
    <> String: &str, |it| **it, (*it).to_owned();
    <> String: &&str, |it| ***it, (**it).to_owned();
    <> String: &&&str, |it| ****it, (***it).to_owned();
    <> Cow<'static, str>: &str, |it| **it, Cow::Owned((*it).to_owned());
    <> Cow<'static, str>: &&str, |it| ***it, Cow::Owned((**it).to_owned());
    <> Cow<'static, str>: &String, |it| ***it, Cow::Owned((*it).clone());
}

/// As [`given!`], for a prop that may be there.
macro_rules! given_option {
    ($(<$($generic:ident),*> $inner:ty: $given:ty, |$from:ident| $value:expr, $copy:expr;)*) => {
        $(#[diagnostic::do_not_recommend]
        impl<$($generic: Clone + PartialEq),*> Given<Option<$inner>> for $given {
            fn is(&self, prop: &Option<$inner>) -> bool {
                let $from = self;
                prop.as_ref().is_some_and(|prop| *prop == $value)
            }

            fn get(&self) -> Option<$inner> {
                let $from = self;
                Some($copy)
            }
        })*
    };
}

given_option! {
    <T> T: T, |it| *it, it.clone();
    <T> T: &T, |it| **it, (*it).clone();
    <T> T: &&T, |it| ***it, (**it).clone();
    <> String: &str, |it| **it, (*it).to_owned();
    <> String: &&str, |it| ***it, (**it).to_owned();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given<T>(given: impl Given<T>, same: &T) -> (bool, T) {
        (given.is(same), given.get())
    }

    #[test]
    fn values_references_and_text_are_given() {
        assert_eq!(given(5, &5_u32), (true, 5));
        let six = &6_u8;
        assert_eq!(given(six, &5), (false, 6));
        assert_eq!(given(5, &Some(5_i64)), (true, Some(5)));
        assert_eq!(given(six, &None), (false, Some(6)));
        let text = "a".to_owned();
        assert_eq!(given::<String>("a", &text), (true, text.clone()));
        assert_eq!(given::<String>(&text, &text), (true, text.clone()));
        assert_eq!(given::<Option<String>>("a", &None), (false, Some(text)));
        assert_eq!(given::<&'static str>("a", &"b"), (false, "a"));
        assert!(given::<Cow<'static, str>>("a", &"a".into()).0);
    }
}
