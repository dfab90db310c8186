//! An order with repeated lines, which also works where no script runs: then each button sends the form.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use djust_actix::form::{LiveForm, Row};
use djust_actix::prelude::*;

use crate::is_from_here;

/// A line of an order.
#[derive(Form)]
struct Line {
    #[form(required, max_length = 60)]
    #[expect(dead_code, reason = "nobody packs the order")]
    item: String,
    #[form(min = 1, max = 99)]
    qty: u8,
}

/// What the form gives when all rules hold.
#[derive(Form)]
struct Order {
    #[form(required, email)]
    #[expect(dead_code, reason = "nobody sends the order")]
    email: String,
    #[form(nested, min_rows = 1, max_rows = 20)]
    lines: Vec<Line>,
}

impl Order {
    fn pieces(&self) -> u32 {
        self.lines.iter().map(|line| u32::from(line.qty)).sum()
    }
}

/// The page.
#[live_view(template = "order.html")]
pub(crate) struct OrderPage {
    form: Form<Order>,
    /// How many pieces were ordered last.
    pieces: Option<u32>,
}

#[live_view]
impl OrderPage {
    fn mount(pieces: Option<u32>) -> Self {
        Self {
            form: empty(),
            pieces,
        }
    }

    /// One field was edited.
    #[event_handler]
    fn check(&mut self, field: String, value: String) {
        self.form.validate_field(&field, value);
    }

    #[event_handler]
    fn add(&mut self) {
        self.form.add_row("lines");
    }

    #[event_handler]
    fn remove(&mut self, key: u32) {
        self.form.remove_row("lines", key);
    }

    #[event_handler]
    fn up(&mut self, key: u32) {
        up(&mut self.form, key);
    }

    #[event_handler]
    fn sort(&mut self) {
        self.form.sort_rows("lines", by_item);
    }

    /// The form was sent.
    #[event_handler]
    fn order(&mut self, cx: &mut Context, #[rest] values: FormValues) {
        self.pieces = None;
        match self.form.submit(&values) {
            Some(order) => {
                self.pieces = Some(order.pieces());
                self.form.reset();
                self.form.add_row("lines");
            }
            None => cx.focus_error(&self.form),
        }
    }
}

/// A form with one line.
fn empty() -> Form<Order> {
    let mut form = Form::new();
    form.add_row("lines");
    form
}

fn by_item(one: &Row, other: &Row) -> std::cmp::Ordering {
    one.value("item").cmp(other.value("item"))
}

fn up(form: &mut LiveForm, key: u32) {
    let place = form.rows("lines").iter().position(|row| row.key() == key);
    let before = place.map_or(0, |place| place.saturating_sub(1));
    form.move_row("lines", key, before);
}

/// The same where no script runs: the form is made of what was sent, and shown again until all rules hold.
pub(crate) async fn post(request: HttpRequest, values: web::Form<FormValues>) -> HttpResponse {
    if !is_from_here(&request, &values) {
        return HttpResponse::Forbidden().body("this form is not from here");
    }
    let mut form = Form::<Order>::from_values(&values);
    let asked = values.get("do").unwrap_or("order");
    let (what, key) = asked.split_once(' ').unwrap_or((asked, ""));
    let key = key.parse().unwrap_or(u32::MAX);
    match what {
        "add" => drop(form.add_row("lines")),
        "remove" => drop(form.remove_row("lines", key)),
        "up" => up(&mut form, key),
        "sort" => form.sort_rows("lines", by_item),
        _ => {
            if let Some(order) = form.check() {
                // The next page is got, so that loading it again orders nothing.
                let page = format!("?pieces={}", order.pieces());
                return HttpResponse::SeeOther()
                    .insert_header((header::LOCATION, page))
                    .finish();
            }
        }
    }
    let wrong = !form.valid();
    let page = OrderPage { form, pieces: None };
    let mut answer = djust_actix::show(&request, page).await;
    if wrong {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    answer
}
