use djust_macros::live_view;

#[live_view(source = r##"
<p dj-transition="opacity-0 opacity-100">two</p>
<p dj-transition="">none</p>
<p dj-transition="a b c d">four</p>
<p dj-remove="opacity-100 opacity-0">two</p>
<p dj-transition-enter="" dj-transition-enter-to="opacity-100 ease">none</p>
<dialog dj-dialog="shown" dj-dialog-close-event="close"></dialog>
<details dj-ignore-attrs=""></details>
<p dj-transition="fade" dj-remove="a b c" dj-ignore-attrs="open data-*">right</p>
"##)]
struct Page;

#[live_view]
impl Page {
    fn mount() -> Self {
        Self
    }

    #[event_handler]
    fn close(&mut self) {}
}

fn main() {}
