//! A small reader of default syntax for the unit tests of the HTML stage: no files, no white space control.

use std::rc::Rc;

use crate::ast::{At, Call, File, Flat, For, If, Live, Macro, Match, Node, Nodes, Source, Wrapped};

/// Reads a template; panics on what it does not know.
pub(crate) fn flat(text: &str) -> Flat {
    let file = Rc::new(File {
        name: "templates/t.html".to_owned(),
        text: text.to_owned(),
    });
    let mut reader = Reader { file, at: 0 };
    let (nodes, end) = reader.nodes();
    assert!(end.is_none(), "a tag without its beginning");
    Flat {
        nodes,
        escape: "html".to_owned(),
        name: "templates/t.html".to_owned(),
        files: Vec::new(),
    }
}

struct Reader {
    file: Rc<File>,
    at: usize,
}

impl Reader {
    fn source(&self, from: usize, to: usize) -> Source {
        let text = &self.file.text[from..to];
        let lead = text.len() - text.trim_start().len();
        Source {
            text: text.trim().to_owned(),
            at: self.place(from + lead),
        }
    }

    fn place(&self, offset: usize) -> At {
        At {
            file: self.file.clone(),
            offset,
        }
    }

    /// Nodes up to a tag that ends or splits a block: that tag's source.
    fn nodes(&mut self) -> (Nodes, Option<Source>) {
        let mut nodes = Vec::new();
        let text = self.file.text.clone();
        while self.at < text.len() {
            let rest = &text[self.at..];
            let next = ["{{", "{%"]
                .iter()
                .filter_map(|open| rest.find(open))
                .min()
                .unwrap_or(rest.len());
            if next > 0 {
                nodes.push(Node::Text(Source {
                    text: rest[..next].to_owned(),
                    at: self.place(self.at),
                }));
                self.at += next;
                continue;
            }
            let close = if rest.starts_with("{{") { "}}" } else { "%}" };
            let end = self.at + rest.find(close).expect("a tag ends");
            let inside = self.source(self.at + 2, end);
            let at = self.place(self.at);
            self.at = end + 2;
            if close == "}}" {
                nodes.push(Node::Expr(inside));
                continue;
            }
            let word = inside
                .text
                .split([' ', '('])
                .next()
                .unwrap_or_default()
                .to_owned();
            if word.starts_with("end") || word == "else" || word == "when" {
                return (nodes, Some(inside));
            }
            let rest = self.source(inside.at.offset + word.len(), end);
            nodes.push(self.block(&word, inside, rest, at));
        }
        (nodes, None)
    }

    fn block(&mut self, word: &str, inside: Source, rest: Source, at: At) -> Node {
        match word {
            "if" => Node::If(If {
                arms: self.arms(Some(rest), "endif"),
                at,
            }),
            "match" => {
                let (_, first) = self.nodes();
                let first = first.expect("when");
                let pattern = self.after(&first, "when");
                Node::Match(Match {
                    subject: rest,
                    arms: self.arms(Some(pattern), "endmatch"),
                    at,
                })
            }
            "for" => {
                let (body, end) = self.nodes();
                let otherwise = end
                    .is_some_and(|end| end.text == "else")
                    .then(|| self.nodes().0);
                Node::For(For {
                    header: rest,
                    body,
                    otherwise,
                    at,
                })
            }
            "filter" => Node::Filter(Wrapped {
                header: inside,
                body: self.nodes().0,
                at,
            }),
            "scope" => Node::Scope(self.nodes().0),
            "macro" => {
                let paren = rest.text.find('(').unwrap_or(rest.text.len());
                Node::Macro(Macro {
                    name: rest.text[..paren].to_owned(),
                    params: self.source(rest.at.offset + paren, rest.at.offset + rest.text.len()),
                    body: self.nodes().0,
                    at,
                })
            }
            "call" => {
                let params = if inside.text.starts_with("call(") {
                    inside.text[4..=inside.text.find(')').expect(")")].to_owned()
                } else {
                    String::new()
                };
                let target = self.after(&inside, &format!("call{params}"));
                let paren = target.text.find('(').unwrap_or(target.text.len());
                Node::Call(Call {
                    caller_params: params,
                    name: target.text[..paren].to_owned(),
                    args: self.source(
                        target.at.offset + paren,
                        target.at.offset + target.text.len(),
                    ),
                    body: self.nodes().0,
                    at,
                })
            }
            "let" if !inside.text.contains('=') => Node::LetBlock(Wrapped {
                header: inside,
                body: self.nodes().0,
                at,
            }),
            "let" => Node::Statement(inside),
            "break" => Node::Break(at),
            "continue" => Node::Continue(at),
            _ => Node::Live(Live {
                name: word.to_owned(),
                rest,
            }),
        }
    }

    fn after(&self, source: &Source, word: &str) -> Source {
        self.source(
            source.at.offset + word.len(),
            source.at.offset + source.text.len(),
        )
    }

    fn arms(&mut self, mut head: Option<Source>, end: &str) -> Vec<(Option<Source>, Nodes)> {
        let mut arms = Vec::new();
        loop {
            let (body, stop) = self.nodes();
            arms.push((head, body));
            let stop = stop.expect("the block ends");
            if stop.text == end {
                return arms;
            }
            head = match stop.text.as_str() {
                "else" => None,
                text if text.starts_with("else if") => Some(self.after(&stop, "else if")),
                _ => Some(self.after(&stop, "when")),
            };
        }
    }
}
