use djust_macros::{Message, live_component, live_view};
use djust_runtime::context::Context;

#[derive(Message)]
struct RatingChanged {
    value: u32,
}

#[live_component(source = "<p>{{ value }} of {{ max }} {{ label }}</p>", emits(RatingChanged))]
struct StarRating {
    #[prop]
    value: u32,
    #[prop(default = 5)]
    max: u32,
    #[prop(default)]
    label: String,
    hover: u32,
}

#[live_component]
impl StarRating {
    #[event_handler]
    fn commit(&mut self, cx: &mut Context) {
        self.value = self.hover;
        cx.send_parent(self, RatingChanged { value: self.value });
    }
}

#[live_view(source = r#"<h1>Movie</h1>
{% live_component StarRating rating %}"#)]
struct Movie {
    rating: u32,
    title: String,
}

#[live_view]
impl Movie {
    fn mount() -> Self {
        Self { rating: 0, title: String::new() }
    }

    #[event_handler]
    fn rating_changed(&mut self, value: u32) {
        self.rating = value;
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses(movie: Movie) {
    let _ = (movie.rating, movie.title);
    lives::<Movie>();
}

fn main() {}
