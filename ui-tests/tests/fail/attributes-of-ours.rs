#![allow(dead_code)]

use djust_macros::{Form, Message, component, live_component, live_view};

#[live_component(source = "<p>a</p>")]
struct Unnamed(String);

#[live_component(source = "<p>a</p>")]
struct Fields {
    #[prop = 5]
    a: u8,
    #[prop(5)]
    b: u8,
    #[state = 5]
    c: u8,
    #[model = 5]
    d: u8,
    #[model(error = "an error")]
    e: u8,
    #[model(error = "e", message = 5)]
    f: u8,
    #[prop]
    #[temporary]
    g: u8,
    #[temporary(5)]
    h: u8,
}

#[component(source = "<p>a</p>")]
struct Still {
    #[temporary]
    a: u8,
}

#[live_component(source = "<p>a</p>", emits = "Rated")]
struct Emits;

#[live_view(source = "<p>a</p>", colour = "red")]
struct Key;

#[live_view(source = "<p>a</p>", path = "/a/{id}/{id}")]
struct Captures;

#[derive(Message)]
enum Kinds {
    A,
}

#[derive(Message)]
struct Pair(u8, u8);

#[derive(Message)]
struct Of<T> {
    a: T,
}

#[derive(Form)]
struct FormOf<T> {
    a: T,
}

fn main() {}
