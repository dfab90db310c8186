//! Random templates with components: in elements, branches, rows, and in what is handed to other components.

use super::random::Random;

/// The template of a seed.
pub fn template(seed: u64) -> String {
    let mut writer = Writer {
        random: Random::new(seed),
        out: String::new(),
        places: 0,
    };
    let page = Scope {
        words: vec!["word"],
        truths: vec!["a", "b"],
        numbers: vec!["n"],
        rows: 2,
        handed: 2,
        components: true,
        keys: Vec::new(),
    };
    let begin = "{{ crate::trace::begin(crate::trace::PAGE) }}";
    writer.out += &format!("<main>{begin}");
    writer.flow(&page, 4);
    writer.out.push_str("</main>");
    writer.out
}

/// What may stand at a place.
#[derive(Clone)]
struct Scope {
    words: Vec<&'static str>,
    truths: Vec<&'static str>,
    numbers: Vec<&'static str>,
    /// How many loops may still nest.
    rows: u32,
    /// How deep content may still be.
    handed: u32,
    /// Whether live components may stand here: content that is shown twice has none.
    components: bool,
    /// What tells the rows around from others: their keys, or their indices.
    keys: Vec<&'static str>,
}

struct Writer {
    random: Random,
    out: String,
    /// How many tags with state there are.
    places: u32,
}

impl Writer {
    fn flow(&mut self, scope: &Scope, depth: u32) {
        for _ in 0..=self.random.below(3) {
            self.node(scope, depth);
        }
    }

    fn node(&mut self, scope: &Scope, depth: u32) {
        if depth == 0 {
            return self.leaf(scope);
        }
        match self.random.below(9) {
            0 | 1 => self.leaf(scope),
            2 => self.element(scope, depth),
            3 | 4 => self.branch(scope, depth),
            5 if scope.rows > 0 => self.rows(scope, depth),
            6 if scope.handed > 0 && scope.components => self.shown_once(scope, depth),
            7 if scope.handed > 0 && scope.components => self.shown_often(scope, depth),
            _ if scope.components => self.component(scope, ""),
            _ => self.leaf(scope),
        }
    }

    fn leaf(&mut self, scope: &Scope) {
        let (word, number) = (
            self.random.pick(&scope.words),
            self.random.pick(&scope.numbers),
        );
        match self.random.below(5) {
            0 => self.out += &format!("{{{{ {word} }}}} "),
            3 => self.out += &format!("{{% component Badge word={word} n={number} %}}"),
            1 => self.out += &format!("<b>{{{{ {number} }}}}</b>"),
            2 => self.out += &format!("<i title=\"{{{{ {word} }}}}\">text</i>"),
            _ => self.out.push_str("some text "),
        }
    }

    fn element(&mut self, scope: &Scope, depth: u32) {
        let word = self.random.pick(&scope.words);
        self.out += &format!("<div class=\"{{{{ {word} }}}}\">");
        self.flow(scope, depth - 1);
        self.out.push_str("</div>");
    }

    fn branch(&mut self, scope: &Scope, depth: u32) {
        let truth = self.random.pick(&scope.truths);
        self.out += &format!("{{% if {truth} %}}");
        self.flow(scope, depth - 1);
        if self.random.one_in(2) {
            self.out.push_str("{% else %}");
            self.flow(scope, depth - 1);
        }
        self.out.push_str("{% endif %}");
    }

    fn rows(&mut self, scope: &Scope, depth: u32) {
        let name = ["item", "other"][scope.rows as usize - 1];
        let [label, on, id, index] = match name {
            "item" => ["item.label", "item.on", "item.id", "item_index"],
            _ => ["other.label", "other.on", "other.id", "other_index"],
        };
        let mut row = scope.clone();
        row.rows -= 1;
        row.words.push(label);
        row.truths.push(on);
        self.out += &format!("{{% for {name} in items %}}");
        // Of its own kind, what stands in a row is known by the row's key, or by its index.
        match self.random.below(5) {
            0 if scope.components => {
                row.keys.push(id);
                self.component(&row, &format!("key={id} "));
            }
            1 => {
                row.keys.push(index);
                self.out += &format!("{{% let {index} = loop.index0 %}}<section>");
                self.flow(&row, depth - 1);
                self.out.push_str("</section>");
            }
            _ => {
                row.keys.push(id);
                self.out += &format!("<section data-key=\"{{{{ {id} }}}}\">");
                self.flow(&row, depth - 1);
                self.out.push_str("</section>");
            }
        }
        self.out.push_str("{% endfor %}");
    }

    /// A component with state, which is told its identity.
    fn component(&mut self, scope: &Scope, key: &str) {
        let (word, number) = (
            self.random.pick(&scope.words),
            self.random.pick(&scope.numbers),
        );
        let kind = self.random.pick(&["Leaf", "Nest", "crate::parts::Leaf"]);
        // A sum is a number, whether what it is made of is one or a reference.
        let keys = scope.keys.iter().map(|key| format!(", {key} + 0"));
        let (place, keys) = (self.places, keys.collect::<String>());
        self.places += 1;
        let at = format!("crate::trace::reach([{place}{keys}])");
        self.out += &format!("{{% live_component {kind} {key}at={at} word={word} n={number} %}}");
    }

    fn shown_once(&mut self, scope: &Scope, depth: u32) {
        let truth = self.random.pick(&scope.truths);
        let mut inside = scope.clone();
        inside.handed -= 1;
        self.out += &format!("{{% live_component Panel open={truth} %}}");
        if self.random.one_in(2) {
            self.out.push_str("{% fill head %}<header>");
            self.flow(&inside, 1);
            self.out.push_str("</header>{% endfill %}");
        }
        // What is not exactly one element is put into one.
        let is_one = self.random.one_in(2);
        self.out.push_str(if is_one { "<div>" } else { "" });
        self.flow(&inside, depth - 1);
        self.out.push_str(if is_one { "</div>" } else { "" });
        self.out.push_str("{% endlive_component Panel %}");
    }

    fn shown_often(&mut self, scope: &Scope, depth: u32) {
        let number = self.random.pick(&scope.numbers);
        let mut inside = scope.clone();
        inside.handed -= 1;
        inside.components = false;
        self.out += &format!("{{% live_component Often times={number} %}}<p>");
        self.leaf(&inside);
        self.branch(&inside, 1.min(depth));
        self.out.push_str("</p>{% endlive_component Often %}");
    }
}
