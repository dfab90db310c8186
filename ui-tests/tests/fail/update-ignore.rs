use djust_macros::live_view;

#[live_view(source = r#"
<div dj-update="ignore" data-values="{{ count }}"><p>still</p></div>
<div dj-update="ignore"><p>{{ count }}</p></div>
<div dj-update="ignore"><p class="{% if count == 1 %}one{% endif %}">one</p></div>
<div dj-update="append">more</div>
"#)]
struct Page {
    count: u32,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { count: 0 }
    }
}

fn main() {}
