use djust_macros::Form;

#[derive(Form)]
struct Types {
    #[form(min_length = "2")]
    name: String,
    #[form(custom = missing)]
    other: String,
    #[form(nested)]
    lines: Vec<Line>,
    #[form(nested)]
    line: Line,
    not_nested: Line,
}

struct Line;

fn main() {}
