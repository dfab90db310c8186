//! Tokens to a tree: which tags there are and how they nest. Expressions stay text; other files are only named.

mod blocks;
pub(crate) mod headers;
pub(crate) mod tree;

use std::rc::Rc;

use crate::ast::{At, File, Live, Source};
use crate::config::Syntax;
use crate::diagnostic::fault;
use crate::ir::Diagnostic;
use crate::lexer::{Lexer, Tag, Token, scan};
use crate::likely::likely;
use crate::position::position;
use tree::Raw;

/// Our own tags.
pub(crate) const LIVE: [&str; 9] = [
    "live_component",
    "component",
    "slot",
    "dj_flash",
    "live_field",
    "live_form",
    "csrf_token",
    "djust_route_map",
    "djust_scripts",
];

/// Every name that a tag may begin with, for a "did you mean".
const KNOWN: [&str; 43] = [
    "if",
    "else",
    "elif",
    "endif",
    "match",
    "when",
    "endwhen",
    "endmatch",
    "for",
    "endfor",
    "let",
    "set",
    "endlet",
    "endset",
    "decl",
    "declare",
    "mut",
    "include",
    "extends",
    "block",
    "endblock",
    "import",
    "macro",
    "endmacro",
    "call",
    "endcall",
    "filter",
    "endfilter",
    "raw",
    "break",
    "continue",
    "live_component",
    "endlive_component",
    "component",
    "slot",
    "fill",
    "endfill",
    "dj_flash",
    "live_field",
    "live_form",
    "csrf_token",
    "djust_route_map",
    "djust_scripts",
];

/// Tags of Django's templates, and what Askama has in place of them.
const FOREIGN: [(&str, &str); 13] = [
    ("with", "write `{% let name = value %}`"),
    ("endwith", "a `let` has no end; take it out"),
    ("empty", "write `{% else %}` in the `for`"),
    ("comment", "write `{# … #}`"),
    ("endcomment", "write `{# … #}`"),
    ("verbatim", "write `{% raw %}`"),
    ("endverbatim", "write `{% endraw %}`"),
    (
        "autoescape",
        "everything is escaped; write `{{ value|safe }}` where it may not be",
    ),
    (
        "endautoescape",
        "everything is escaped; write `{{ value|safe }}` where it may not be",
    ),
    ("url", "write the address out, or give it as a field"),
    ("static", "write the address out, or give it as a field"),
    (
        "trans",
        "give the text as a field, or call a function: `{{ crate::translate(\"…\") }}`",
    ),
    ("cycle", "write `{% if loop.index0 % 2 == 0 %}`"),
];

/// Deeper nesting is refused, as Askama does, before the stack is.
const DEPTH: usize = 96;

/// Parses one file: what could be read of it, and what could not.
pub(crate) fn parse(file: &Rc<File>, syntax: &Rc<Syntax>) -> (Vec<Raw>, Vec<Diagnostic>) {
    let mut parser = Parser {
        lexer: Lexer::new(Rc::clone(file), Rc::clone(syntax)),
        syntax: Rc::clone(syntax),
        open: Vec::new(),
        loops: 0,
        errors: Vec::new(),
    };
    let (nodes, _) = parser.nodes(&[]);
    (nodes, parser.errors)
}

struct Parser {
    lexer: Lexer,
    syntax: Rc<Syntax>,
    /// The tags that are open: what to call them, what closes them, where they stand.
    open: Vec<(String, &'static str, At)>,
    loops: usize,
    errors: Vec<Diagnostic>,
}

/// Why a tag was not read.
enum Fault {
    /// It is wrong by itself: what follows can be read all the same.
    Own(Diagnostic),
    /// It does not fit the tags around it, of which one may be missing or unknown.
    Balance(Diagnostic),
    /// The file ends within the innermost block.
    Unclosed,
}

impl From<Diagnostic> for Fault {
    fn from(error: Diagnostic) -> Self {
        Self::Own(error)
    }
}

impl Parser {
    /// Keeps an error, unless it is likely the consequence of an earlier one.
    fn keep(&mut self, fault: Fault) {
        match fault {
            Fault::Own(error) => self.errors.push(error),
            Fault::Balance(error) if self.errors.is_empty() => self.errors.push(error),
            Fault::Balance(_) | Fault::Unclosed => {}
        }
    }

    /// The next token that can be read.
    fn next(&mut self) -> Option<Token> {
        loop {
            let before = self.lexer.at;
            match self.lexer.next() {
                Ok(token) => return token,
                Err(error) => self.keep(Fault::Own(error)),
            }
            if self.lexer.at == before {
                // Something is not closed: nobody knows where it should have ended.
                self.lexer.at = self.lexer.file.text.len();
            }
        }
    }

    /// Nodes up to one of the tags that end them; that tag, `None` at the end of the file.
    fn nodes(&mut self, ends: &[&str]) -> (Vec<Raw>, Option<Tag>) {
        let mut nodes = Vec::new();
        while let Some(token) = self.next() {
            match token {
                Token::Text(literal) => nodes.push(Raw::Text(literal)),
                Token::Comment(ws) => nodes.push(Raw::Comment(ws)),
                Token::Expr(ws, source) => nodes.push(Raw::Expr(ws, source)),
                Token::Raw(begin, literal, end) => nodes.push(Raw::Verbatim(begin, literal, end)),
                Token::Tag(tag) if ends.contains(&tag.word.as_str()) => {
                    return (nodes, Some(tag));
                }
                Token::Tag(tag) if tag.word == "endlive_component" => {
                    if let Err(fault) = self.content(&tag, &mut nodes) {
                        self.keep(fault);
                    }
                }
                Token::Tag(tag) => match self.tag(tag) {
                    Ok(Raw::Extends(path))
                        if !self.open.is_empty() || !nodes.iter().all(|node| self.blank(node)) =>
                    {
                        self.keep(Fault::Own(fault(
                            &path.at,
                            "`extends` must come first in a template: move it to the top",
                        )));
                    }
                    Ok(node) => nodes.push(node),
                    Err(fault) => self.keep(fault),
                },
            }
        }
        (nodes, None)
    }

    /// Whether a node may stand where only white space and comments may.
    fn blank(&self, node: &Raw) -> bool {
        match node {
            Raw::Comment(_) => true,
            Raw::Text(literal) => self.lexer.file.text[literal.start..literal.end]
                .trim_ascii()
                .is_empty(),
            _ => false,
        }
    }

    /// Like [`Self::nodes`] within a block, where the end of the file is an error.
    fn body(&mut self, ends: &[&str]) -> Result<(Vec<Raw>, Tag), Fault> {
        let (nodes, end) = self.nodes(ends);
        Ok((nodes, end.ok_or(Fault::Unclosed)?))
    }

    fn quote(&self, word: &str) -> String {
        format!(
            "{} {word} {}",
            self.syntax.block_start, self.syntax.block_end
        )
    }

    /// The error for a tag that ends or splits nothing that is open.
    fn misplaced(&self, tag: &Tag) -> Fault {
        let found = self.quote(&tag.word);
        let message = match self.open.last() {
            Some((name, close, at)) => format!(
                "expected `{}` to close `{name}` of line {}, found `{found}`",
                self.quote(close),
                position(at).line,
            ),
            None => format!("`{found}` has nothing to close or to continue: no block is open here"),
        };
        Fault::Balance(fault(&tag.at, message))
    }

    /// Runs `read` with a block open.
    fn within<T>(
        &mut self,
        tag: &Tag,
        close: &'static str,
        read: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if self.open.len() >= DEPTH {
            self.lexer.at = self.lexer.file.text.len();
            return Err(Fault::Own(fault(
                &tag.at,
                format!(
                    "blocks are nested more than {DEPTH} deep: move a part to a file that is included"
                ),
            )));
        }
        self.open.push((tag.word.clone(), close, tag.at.clone()));
        let loops = self.loops;
        let result = read(self);
        self.open.pop();
        self.loops = loops;
        match result {
            Err(Fault::Unclosed) => Err(Fault::Balance(fault(
                &tag.at,
                format!(
                    "`{}` is not closed: expected `{}`, found the end of the file",
                    tag.word,
                    self.quote(close)
                ),
            ))),
            result => result,
        }
    }

    /// Reads the node that a tag begins.
    fn tag(&mut self, tag: Tag) -> Result<Raw, Fault> {
        Ok(match tag.word.as_str() {
            "if" => self.branches(&tag)?,
            "match" => self.patterns(&tag)?,
            "for" => self.rows(&tag)?,
            "let" if scan::assignment(&tag.rest.text).is_none() => {
                Raw::LetBlock(self.wrapped(&tag, "endlet")?)
            }
            "set" if scan::assignment(&tag.rest.text).is_none() => {
                Raw::LetBlock(self.wrapped(&tag, "endset")?)
            }
            "let" | "set" | "decl" | "declare" | "mut" => Raw::Statement(tag.ws, tag.inside),
            "filter" => Raw::Filter(self.wrapped(&tag, "endfilter")?),
            "macro" => self.definition(&tag)?,
            "call" => self.call(&tag)?,
            "block" => self.block(&tag)?,
            "fill" => self.fill(&tag)?,
            "break" | "continue" => self.jump(&tag)?,
            // Filters and tags are there without: templates that come from Django's keep the line.
            "load" => Raw::Comment(tag.ws),
            "include" => {
                let (path, rest) = headers::path(&tag)?;
                nothing(&tag, &rest)?;
                Raw::Include(tag.ws, path)
            }
            "extends" => {
                let (path, rest) = headers::path(&tag)?;
                nothing(&tag, &rest)?;
                Raw::Extends(path)
            }
            "import" => {
                self.top(&tag)?;
                import(&tag)?
            }
            word if LIVE.contains(&word) => Raw::Live(
                tag.ws,
                Live {
                    name: tag.word,
                    rest: tag.rest,
                },
            ),
            word if word.starts_with("end") || matches!(word, "else" | "elif" | "when") => {
                return Err(match KNOWN.contains(&word) {
                    true => self.misplaced(&tag),
                    false => unknown(&tag).into(),
                });
            }
            _ => return Err(unknown(&tag).into()),
        })
    }

    /// Refuses a tag within a block.
    fn top(&self, tag: &Tag) -> Result<(), Fault> {
        match self.open.last() {
            None => Ok(()),
            Some((name, _, at)) => Err(Fault::Balance(fault(
                &tag.at,
                format!(
                    "`{}` must stand at the top level, not in `{name}` of line {}",
                    tag.word,
                    position(at).line
                ),
            ))),
        }
    }
}

fn import(tag: &Tag) -> Result<Raw, Diagnostic> {
    let (path, rest) = headers::path(tag)?;
    let (word, rest) = headers::name(tag, &rest, "`as` and a name")?;
    if word != "as" {
        let message = format!("expected `as` after the file's name, found `{word}`");
        return Err(fault(&tag.at, message));
    }
    let (scope, rest) = headers::name(tag, &rest, "a name after `as`")?;
    nothing(tag, &rest)?;
    Ok(Raw::Import(tag.ws, path, scope))
}

fn some(tag: &Tag, source: &Source, what: &str) -> Result<(), Diagnostic> {
    if source.text.is_empty() {
        let message = format!("expected {what} after `{}`, found the tag's end", tag.word);
        return Err(fault(&tag.at, message));
    }
    Ok(())
}

fn nothing(tag: &Tag, rest: &Source) -> Result<(), Diagnostic> {
    if rest.text.is_empty() {
        return Ok(());
    }
    let message = format!("expected the end of `{}`, found `{}`", tag.word, rest.text);
    Err(fault(&rest.at, message))
}

fn unknown(tag: &Tag) -> Diagnostic {
    if let Some((_, instead)) = FOREIGN.iter().find(|(word, _)| *word == tag.word) {
        let message = format!("unknown tag `{}`: {instead}", tag.word);
        return fault(&tag.inside.at, message);
    }
    // As other languages write it.
    let likely = match tag.word.as_str() {
        "elseif" | "elsif" => Some("else if"),
        word => likely(word, KNOWN),
    };
    let hint = likely
        .map(|name| format!("; did you mean `{name}`?"))
        .unwrap_or_default();
    fault(&tag.inside.at, format!("unknown tag `{}`{hint}", tag.word))
}
