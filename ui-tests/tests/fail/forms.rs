use djust_macros::Form;

#[derive(Form)]
struct Rules {
    #[form(requird)]
    a: String,
    #[form(pattern = "[a-z")]
    b: String,
    #[form(min_length)]
    c: String,
    #[form(messages = say)]
    d: String,
}

#[derive(Form)]
#[form(required)]
struct OnStruct {
    a: String,
}

#[derive(Form)]
enum NoStruct {
    A,
}

#[derive(Form)]
struct Unnamed(String);

#[derive(Form)]
struct Rows {
    #[form(nested, required)]
    a: Vec<Line>,
    #[form(nested, min_rows = 1)]
    b: Line,
    #[form(max_rows = 3)]
    c: Vec<Line>,
    #[form(skip, required)]
    d: u8,
}

struct Line;

fn main() {}
