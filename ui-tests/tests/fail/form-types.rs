use djust_macros::Form;

#[derive(Form)]
struct Types {
    #[form(min_length = "2")]
    name: String,
    #[form(custom = missing)]
    other: String,
}

fn main() {}
