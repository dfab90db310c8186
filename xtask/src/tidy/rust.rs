//! Which modules of its own crate a Rust file names: in `use` trees and in paths within code. Code that only tests compile is
//! left out.

use std::collections::BTreeSet;

use super::lexer::{Token, tokens};

/// What one file says about other modules.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// Absolute paths, without `crate`, as far as they were written: `["html", "Site"]`.
    pub(crate) paths: Vec<(usize, Vec<String>)>,
    /// Children that are compiled for tests only: `#[cfg(test)] mod tests;`.
    pub(crate) tests: BTreeSet<String>,
}

/// Reads a file that is the module `module`; `children` are the names of its own modules.
pub(crate) fn named(source: &str, module: &[String], children: &BTreeSet<String>) -> Named {
    let tokens = tokens(source);
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        module: module.to_vec(),
        children,
        inline: Vec::new(),
        depth: 0,
        named: Named::default(),
    };
    while reader.at < tokens.len() {
        reader.step();
    }
    reader.named
}

struct Reader<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    /// The module that the next token belongs to, inline ones included.
    module: Vec<String>,
    children: &'a BTreeSet<String>,
    /// The depths at which the inline modules around began.
    inline: Vec<usize>,
    depth: usize,
    named: Named,
}

impl Reader<'_> {
    fn text(&self, ahead: usize) -> &str {
        self.tokens
            .get(self.at + ahead)
            .map_or("", |token| token.text)
    }

    fn is_word(&self, ahead: usize) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(Token::is_word)
    }

    fn step(&mut self) {
        match self.text(0) {
            "#" if self.begins_test_only() => self.skip_item(),
            "use" if self.text(1) != "<" => {
                self.at += 1;
                self.tree(&[]);
            }
            "mod" if self.text(2) == "{" => {
                self.module.push(self.text(1).to_owned());
                self.inline.push(self.depth);
                self.at += 2;
            }
            "{" => {
                self.depth += 1;
                self.at += 1;
            }
            "}" => self.close(),
            _ if self.is_word(0) && self.text(1) == "::" => self.path(),
            _ => self.at += 1,
        }
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.inline.last() == Some(&self.depth) {
            self.inline.pop();
            self.module.pop();
        }
        self.at += 1;
    }

    /// `#[cfg(test)]` or `#[cfg(all(test, …))]`.
    fn begins_test_only(&self) -> bool {
        let is = |words: &[&str]| {
            (0..)
                .zip(words)
                .all(|(ahead, word)| self.text(ahead) == *word)
        };
        is(&["#", "[", "cfg", "(", "test", ")", "]"])
            || is(&["#", "[", "cfg", "(", "all", "(", "test"])
    }

    /// Goes behind the attributes here and the item, field or arm that they are on.
    fn skip_item(&mut self) {
        while self.text(0) == "#" {
            self.at += 1;
            self.skip_group();
        }
        if self.text(0) == "mod" && self.text(2) == ";" {
            let name = self.text(1).to_owned();
            self.named.tests.insert(name);
        }
        let items = [
            "pub",
            "use",
            "mod",
            "fn",
            "async",
            "const",
            "static",
            "struct",
            "enum",
            "trait",
            "type",
            "impl",
            "macro_rules",
        ];
        let item = items.contains(&self.text(0));
        let import = self.text(0) == "use";
        while self.at < self.tokens.len() {
            match self.text(0) {
                "}" => return,
                ";" => {
                    self.at += 1;
                    return;
                }
                "," if !item => {
                    self.at += 1;
                    return;
                }
                "{" if !import => {
                    self.skip_group();
                    return;
                }
                "{" | "(" | "[" => self.skip_group(),
                _ => self.at += 1,
            }
        }
    }

    /// Goes behind the bracket that closes the one here.
    fn skip_group(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.tokens.len() {
            match self.text(0) {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// Words joined by `::`, somewhere in code.
    fn path(&mut self) {
        let line = self.tokens[self.at].line;
        let behind = self.at.checked_sub(1).map_or("", |at| self.tokens[at].text);
        let mut words = vec![self.text(0).to_owned()];
        self.at += 1;
        while self.text(0) == "::" && self.is_word(1) {
            words.push(self.text(1).to_owned());
            self.at += 2;
        }
        if behind != "::" && behind != "." {
            self.name(line, &words);
        }
    }

    /// One branch of a `use` tree; ends behind it.
    fn tree(&mut self, prefix: &[String]) {
        let mut words = prefix.to_vec();
        let line = self.tokens.get(self.at).map_or(0, |token| token.line);
        if prefix.is_empty() && self.text(0) == "::" {
            words.push(String::new());
        }
        while self.at < self.tokens.len() {
            match self.text(0) {
                "::" => self.at += 1,
                "{" => {
                    self.at += 1;
                    while !["}", ";", ""].contains(&self.text(0)) {
                        self.tree(&words);
                    }
                    self.at += 1;
                    words.clear();
                }
                "as" => self.at += 2,
                "}" | ";" => break,
                "," => {
                    self.at += 1;
                    break;
                }
                "self" if !words.is_empty() => self.at += 1,
                _ => {
                    if self.is_word(0) {
                        let word = self.text(0).to_owned();
                        words.push(word);
                    }
                    self.at += 1;
                }
            }
        }
        if !words.is_empty() {
            self.name(line, &words);
        }
    }

    /// Notes a path if it leads into this crate.
    fn name(&mut self, line: usize, words: &[String]) {
        let mut base = match words.first().map(String::as_str) {
            Some("crate") => Vec::new(),
            Some("self" | "super") => self.module.clone(),
            Some(word) if self.inline.is_empty() && self.children.contains(word) => {
                self.module.clone()
            }
            _ => return,
        };
        for word in words {
            match word.as_str() {
                "crate" | "self" => {}
                "super" => drop(base.pop()),
                _ => base.push(word.clone()),
            }
        }
        self.named.paths.push((line, base));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(source: &str) -> Vec<String> {
        let children = BTreeSet::from(["inner".to_owned()]);
        let module = ["a".to_owned(), "b".to_owned()];
        let named = named(source, &module, &children);
        let said = named.paths.iter();
        said.map(|(line, path)| format!("{line} {}", path.join("::")))
            .collect()
    }

    #[test]
    fn use_trees_are_read_to_their_leaves() {
        let source = "use crate::{html::{self, Site as S}, ir};\npub(crate) use super::{x, super::y::*};\nuse std::fmt;\nuse ::crate_of_others::z;";
        assert_eq!(
            paths(source),
            ["1 html", "1 html::Site", "1 ir", "2 a::x", "2 y"]
        );
    }

    #[test]
    fn trees_may_take_lines_and_stand_in_functions() {
        let source = "use crate::{\n    one,\n    two::Two,\n};\nfn f() {\n    use super::c;\n}";
        assert_eq!(paths(source), ["2 one", "3 two::Two", "6 a::c"]);
    }

    #[test]
    fn paths_in_code_count_and_words_in_text_do_not() {
        let source = "/// [`crate::no`]\nfn f(at: &crate::ir::At) -> self::c::D {\n    super::g(\"crate::no\"); $crate::m::n::<u8>();\n}";
        assert_eq!(
            paths(source),
            ["2 ir::At", "2 a::b::c::D", "3 a::g", "3 m::n"]
        );
        assert!(paths("pub(crate) fn f(self) { other::crate_(); x.crate_ }").is_empty());
    }

    #[test]
    fn children_are_known_by_their_names() {
        assert_eq!(
            paths("use inner::X;\nfn f() { inner::g(); }"),
            ["1 a::b::inner::X", "2 a::b::inner::g"]
        );
    }

    #[test]
    fn inline_modules_move_what_super_means() {
        let source =
            "mod imp { use super::X; fn f() { super::super::g() } }\nfn h() { super::k() }";
        assert_eq!(paths(source), ["1 a::b::X", "1 a::g", "2 a::k"]);
    }

    #[test]
    fn code_for_tests_is_left_out() {
        let source = "#[cfg(test)]\n#[allow(unused)]\nmod tests { use crate::no; fn f() {} }\n\
            #[cfg(test)] use crate::{no, never};\n#[cfg(test)] mod more;\n\
            struct S { #[cfg(test)] a: crate::no::A<u8>, b: crate::yes::B }\n\
            #[cfg(test)]\npub(crate) fn f<A, B>() -> A { crate::no() }\nuse crate::end;";
        assert_eq!(paths(source), ["6 yes::B", "9 end"]);
        let tests = named(source, &[], &BTreeSet::new()).tests;
        assert_eq!(tests.into_iter().collect::<Vec<_>>(), ["more"]);
    }
}
