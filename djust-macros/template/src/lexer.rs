//! Splits a template at its delimiters: text, comments, expressions, tags. It knows no tag but `raw`, and nothing of
//! what a tag means.

pub(crate) mod scan;

use std::rc::Rc;

use crate::ast::{At, File, Source};
use crate::config::{Space, Syntax};
use crate::diagnostic::fault;
use crate::ir::Diagnostic;
use scan::Scan;

/// White space control of a tag: the sign at its beginning and the one at its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Ws(pub(crate) Option<Space>, pub(crate) Option<Space>);

/// Literal text and where it begins.
#[derive(Debug, Clone)]
pub(crate) struct Literal {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A tag `{% word rest %}`.
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    pub(crate) ws: Ws,
    /// Everything between the delimiters.
    pub(crate) inside: Source,
    pub(crate) word: String,
    /// What follows the word.
    pub(crate) rest: Source,
    /// Where `{%` stands.
    pub(crate) at: At,
}

#[derive(Debug, Clone)]
pub(crate) enum Token {
    Text(Literal),
    Comment(Ws),
    Expr(Ws, Source),
    Tag(Tag),
    Raw(Ws, Literal, Ws),
}

pub(crate) struct Lexer {
    pub(crate) file: Rc<File>,
    syntax: Rc<Syntax>,
    pub(crate) at: usize,
    /// Where tags, comments and expressions next begin, as far as known.
    ahead: [usize; 3],
}

impl Lexer {
    pub(crate) fn new(file: Rc<File>, syntax: Rc<Syntax>) -> Self {
        let mut lexer = Self {
            file,
            syntax,
            at: 0,
            ahead: [0; 3],
        };
        lexer.look(true);
        lexer
    }

    pub(crate) fn place(&self, offset: usize) -> At {
        At {
            file: Rc::clone(&self.file),
            offset,
        }
    }

    /// Trimmed text of a range.
    pub(crate) fn source(&self, start: usize, end: usize) -> Source {
        let text = self.file.text.get(start..end).unwrap_or_default();
        let lead = text.len() - text.trim_ascii_start().len();
        Source {
            text: text.trim_ascii().to_owned(),
            at: self.place(start + lead),
        }
    }

    fn look(&mut self, all: bool) {
        let syntax = Rc::clone(&self.syntax);
        let openers = [
            &syntax.block_start,
            &syntax.comment_start,
            &syntax.expr_start,
        ];
        for (ahead, opener) in self.ahead.iter_mut().zip(openers) {
            if all || *ahead < self.at {
                let found = self.file.text[self.at..].find(opener.as_str());
                *ahead = found.map_or(usize::MAX, |found| self.at + found);
            }
        }
    }

    /// The next token, `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Token>, Diagnostic> {
        if self.at >= self.file.text.len() {
            return Ok(None);
        }
        self.look(false);
        let nearest = self.ahead.iter().copied().min().unwrap_or(usize::MAX);
        let start = self.at;
        if nearest > start {
            self.at = nearest.min(self.file.text.len());
            let end = self.at;
            return Ok(Some(Token::Text(Literal { start, end })));
        }
        if self.ahead[1] == start {
            return self.comment(start).map(Some);
        }
        let syntax = Rc::clone(&self.syntax);
        if self.ahead[2] == start {
            let (ws, from, to) = self.bounds(&syntax.expr_start, &syntax.expr_end)?;
            let source = self.source(from, to);
            if source.text.is_empty() {
                return Err(fault(
                    &self.place(start),
                    format!(
                        "expected an expression between `{}` and `{}`, found nothing",
                        syntax.expr_start, syntax.expr_end
                    ),
                ));
            }
            return Ok(Some(Token::Expr(ws, source)));
        }
        self.tag(start).map(Some)
    }

    fn tag(&mut self, start: usize) -> Result<Token, Diagnostic> {
        let syntax = Rc::clone(&self.syntax);
        let (ws, from, to) = self.bounds(&syntax.block_start, &syntax.block_end)?;
        let inside = self.source(from, to);
        let word = scan::word(&inside.text).to_owned();
        let rest = self.source(inside.at.offset + word.len(), to.max(inside.at.offset));
        if word.is_empty() {
            return Err(fault(
                &self.place(start),
                format!(
                    "expected the name of a tag after `{}`, found `{}`",
                    syntax.block_start, inside.text
                ),
            ));
        }
        let at = self.place(start);
        if word == "raw" && rest.text.is_empty() {
            return self.raw(ws, &at);
        }
        Ok(Token::Tag(Tag {
            ws,
            inside,
            word,
            rest,
            at,
        }))
    }

    /// Finds the end of a tag: its white space control and the range between.
    fn bounds(&mut self, open: &str, close: &str) -> Result<(Ws, usize, usize), Diagnostic> {
        let start = self.at;
        let file = Rc::clone(&self.file);
        let text = file.text.as_str();
        let mut from = start + open.len();
        let left = text[from..].chars().next().and_then(Space::of);
        from += usize::from(left.is_some());
        let mut scan = Scan::new(text, from);
        loop {
            let hidden = scan
                .open
                .last()
                .is_some_and(|(awaited, _)| close.starts_with(*awaited));
            if !hidden && scan.rest().starts_with(close) {
                break;
            }
            if scan.step().is_none() {
                return Err(fault(
                    &self.place(start),
                    format!(
                        "`{open}` is not closed: expected `{close}`, found the end of the file; \
                         close the tag, and look for a quote or bracket in it that is not closed"
                    ),
                ));
            }
        }
        if let Some((awaited, at)) = scan.open.last() {
            self.at = scan.at + close.len();
            return Err(fault(
                &self.place(*at),
                format!("this bracket is not closed: expected `{awaited}` before `{close}`"),
            ));
        }
        let mut to = scan.at;
        self.at = to + close.len();
        let right = text[from..to].chars().next_back().and_then(Space::of);
        to -= usize::from(right.is_some());
        Ok((Ws(left, right), from, to))
    }

    fn comment(&mut self, start: usize) -> Result<Token, Diagnostic> {
        let syntax = Rc::clone(&self.syntax);
        let (open, close) = (syntax.comment_start.as_str(), syntax.comment_end.as_str());
        let file = Rc::clone(&self.file);
        let text = file.text.as_str();
        let from = start + open.len();
        let mut at = from;
        let mut depth = 0_usize;
        let end = loop {
            let next_open = text[at..].find(open);
            let Some(next_close) = text[at..].find(close) else {
                return Err(fault(
                    &self.place(start),
                    format!("this comment is not closed: expected `{close}`"),
                ));
            };
            match next_open {
                Some(next) if next <= next_close => {
                    depth += 1;
                    at += next + open.len();
                }
                _ if depth == 0 => break at + next_close,
                _ => {
                    depth -= 1;
                    at += next_close + close.len();
                }
            }
        };
        self.at = end + close.len();
        let content = &text[from..end];
        let sign = |c: Option<char>| c.and_then(Space::of);
        if content.len() == 1 && sign(content.chars().next()).is_some() {
            return Err(fault(
                &self.place(start),
                format!(
                    "a lone `{content}` in a comment may belong to either side; \
                     write `{open}{content} {content}{close}`"
                ),
            ));
        }
        if content.len() < 2 {
            return Ok(Token::Comment(Ws::default()));
        }
        Ok(Token::Comment(Ws(
            sign(content.chars().next()),
            sign(content.chars().next_back()),
        )))
    }

    /// The rest of a `raw` block, whose opening tag was read.
    fn raw(&mut self, ws: Ws, opener: &At) -> Result<Token, Diagnostic> {
        let start = self.at;
        let file = Rc::clone(&self.file);
        let text = file.text.as_str();
        let mut from = start;
        while let Some(found) = text[from..].find("endraw") {
            let word = from + found;
            from = word + "endraw".len();
            let before = text[start..word].trim_ascii_end();
            let left = before.chars().next_back().and_then(Space::of);
            let before = &before[..before.len() - usize::from(left.is_some())];
            let Some(literal) = before.strip_suffix(self.syntax.block_start.as_str()) else {
                continue;
            };
            let after = text[from..].trim_ascii_start();
            let right = after.chars().next().and_then(Space::of);
            let after = &after[usize::from(right.is_some())..];
            if let Some(after) = after.strip_prefix(self.syntax.block_end.as_str()) {
                self.at = text.len() - after.len();
                let end = start + literal.len();
                return Ok(Token::Raw(ws, Literal { start, end }, Ws(left, right)));
            }
        }
        self.at = text.len();
        Err(fault(
            opener,
            "`raw` is not closed: expected `endraw`, found the end of the file",
        ))
    }
}
