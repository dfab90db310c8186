//! A question over the page. The browser's own `<dialog>` keeps the focus in it and gives it back.

use djust_actix::prelude::*;

/// The visitor has said yes.
#[derive(Message)]
pub(crate) struct Confirmed {
    what: String,
}

#[live_component(template = "dialog.html", emits(Confirmed))]
pub(crate) struct Confirm {
    #[prop]
    id: String,
    /// What the button says, and what is confirmed.
    #[prop]
    label: String,
    open: bool,
}

#[live_component]
impl Confirm {
    #[event_handler]
    fn ask(&mut self) {
        self.open = true;
    }

    /// By the button, or by the escape key.
    #[event_handler]
    fn close(&mut self) {
        self.open = false;
    }

    #[event_handler]
    fn accept(&mut self, cx: &mut Context) {
        if std::mem::take(&mut self.open) {
            let what = self.label.clone();
            cx.send_parent(self, Confirmed { what });
        }
    }
}
