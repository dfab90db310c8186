//! Tokens to a tree: which tags there are and how they nest. Expressions stay text; other files are only named.

pub(crate) mod headers;
pub(crate) mod tree;

use std::rc::Rc;

use crate::ast::{At, File, Live, Source};
use crate::config::{Space, Syntax};
use crate::ir::Diagnostic;
use crate::lexer::{Lexer, Tag, Token, Ws, fault, scan};
use crate::likely::likely;
use crate::position::position;
use tree::{Arm, Block, Call, For, If, Macro, Match, Raw, Wrapped};

/// Our own tags.
pub(crate) const LIVE: [&str; 5] = [
    "live_component",
    "dj_flash",
    "csrf_token",
    "djust_route_map",
    "djust_scripts",
];

/// Every name that a tag may begin with, for a "did you mean".
const KNOWN: [&str; 36] = [
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
    "dj_flash",
    "csrf_token",
    "djust_route_map",
    "djust_scripts",
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
            Fault::Balance(_) => {}
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
        match (end, self.open.last()) {
            (Some(end), _) => Ok((nodes, end)),
            (None, Some((name, close, at))) => Err(Fault::Balance(fault(
                at,
                format!(
                    "`{name}` is not closed: expected `{}`, found the end of the file",
                    self.quote(close)
                ),
            ))),
            (None, None) => Err(Fault::Balance(fault(
                &self.lexer.place(usize::MAX),
                "unexpected end of the file",
            ))),
        }
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
        result
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
            "break" | "continue" => self.jump(&tag)?,
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

    fn branches(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        some(tag, &tag.rest, "a condition")?;
        self.within(tag, "endif", |parser| {
            let mut arms = Vec::new();
            let (mut ws, mut test) = (tag.ws, Some(tag.rest.clone()));
            loop {
                let ends: &[&str] = match test {
                    Some(_) => &["else", "elif", "endif"],
                    None => &["endif"],
                };
                let (body, end) = parser.body(ends)?;
                let next = condition(&end)?;
                arms.push(Arm { ws, test, body });
                if end.word == "endif" {
                    nothing(&end, &end.rest)?;
                    return Ok(Raw::If(If {
                        arms,
                        end: end.ws,
                        at: tag.at.clone(),
                    }));
                }
                (ws, test) = (end.ws, next);
            }
        })
    }

    fn patterns(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        some(tag, &tag.rest, "what is matched")?;
        self.within(tag, "endmatch", |parser| {
            let mut arms: Vec<Arm> = Vec::new();
            let mut end = parser.gap(tag, &["when", "else", "endmatch"])?;
            while end.word != "endmatch" {
                let (ws, test) = (end.ws, (end.word == "when").then(|| end.rest.clone()));
                let ends: &[&str] = match &test {
                    Some(test) => {
                        some(&end, test, "a pattern")?;
                        &["when", "else", "endmatch", "endwhen"]
                    }
                    None => &["endmatch"],
                };
                let (mut body, next) = parser.body(ends)?;
                end = next;
                if end.word == "endwhen" {
                    body.push(Raw::Comment(Ws(end.ws.0, Some(Space::Suppress))));
                    end = parser.gap(&end, &["when", "else", "endmatch"])?;
                }
                arms.push(Arm { ws, test, body });
            }
            nothing(&end, &end.rest)?;
            if arms.is_empty() {
                return Err(Fault::Own(fault(
                    &tag.at,
                    "`match` has no arm: write a `when` or an `else` in it",
                )));
            }
            Ok(Raw::Match(Match {
                begin: tag.ws,
                subject: tag.rest.clone(),
                arms,
                end: end.ws,
                at: tag.at.clone(),
            }))
        })
    }

    /// Reads up to an arm where nothing but white space and comments may stand.
    fn gap(&mut self, after: &Tag, ends: &[&str]) -> Result<Tag, Fault> {
        let (nodes, end) = self.body(ends)?;
        if nodes.iter().all(|node| self.blank(node)) {
            return Ok(end);
        }
        Err(Fault::Balance(fault(
            &after.at,
            format!(
                "nothing but white space and comments may stand between `{}` and the next `when`",
                after.word
            ),
        )))
    }

    fn rows(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        some(tag, &tag.rest, "`item in items`")?;
        self.within(tag, "endfor", |parser| {
            parser.loops += 1;
            let (body, mut end) = parser.body(&["else", "endfor"])?;
            parser.loops -= 1;
            let mut otherwise = None;
            if end.word == "else" {
                let ws = end.ws;
                nothing(&end, &end.rest)?;
                let (body, last) = parser.body(&["endfor"])?;
                end = last;
                let test = None;
                otherwise = Some(Arm { ws, test, body });
            }
            nothing(&end, &end.rest)?;
            Ok(Raw::For(For {
                begin: tag.ws,
                header: tag.rest.clone(),
                body,
                otherwise,
                end: end.ws,
                at: tag.at.clone(),
            }))
        })
    }

    fn wrapped(&mut self, tag: &Tag, close: &'static str) -> Result<Wrapped, Fault> {
        some(tag, &tag.rest, "a name")?;
        let (body, end) = self.within(tag, close, |parser| parser.body(&[close]))?;
        nothing(&end, &end.rest)?;
        Ok(Wrapped {
            begin: tag.ws,
            header: tag.inside.clone(),
            body,
            end: end.ws,
            at: tag.at.clone(),
        })
    }

    fn definition(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        self.top(tag)?;
        let (name, params) = headers::name(tag, &tag.rest, "a name")?;
        headers::arguments(tag, &params)?;
        let (body, end) = self.within(tag, "endmacro", |parser| parser.body(&["endmacro"]))?;
        same(&end, &name, tag)?;
        Ok(Raw::Macro(Rc::new(Macro {
            begin: tag.ws,
            name,
            params,
            body,
            end: end.ws,
            at: tag.at.clone(),
        })))
    }

    fn call(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        let (caller_params, scope, name, args) = headers::call(tag)?;
        let (body, end) = self.within(tag, "endcall", |parser| parser.body(&["endcall"]))?;
        nothing(&end, &end.rest)?;
        Ok(Raw::Call(Call {
            begin: tag.ws,
            caller_params,
            scope,
            name,
            args,
            body,
            end: end.ws,
            at: tag.at.clone(),
        }))
    }

    fn block(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        let (name, rest) = headers::name(tag, &tag.rest, "a name")?;
        nothing(tag, &rest)?;
        let (body, end) = self.within(tag, "endblock", |parser| parser.body(&["endblock"]))?;
        same(&end, &name, tag)?;
        Ok(Raw::Block(Rc::new(Block {
            begin: tag.ws,
            name: Source {
                text: name,
                at: tag.at.clone(),
            },
            body,
            end: end.ws,
        })))
    }

    fn jump(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        nothing(tag, &tag.rest)?;
        if self.loops == 0 {
            let message = format!("`{}` stands outside of any `for`", tag.word);
            return Err(Fault::Balance(fault(&tag.at, message)));
        }
        let at = tag.at.clone();
        Ok(match tag.word.as_str() {
            "break" => Raw::Break(tag.ws, at),
            _ => Raw::Continue(tag.ws, at),
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

/// The condition of an `else` or `elif`.
fn condition(tag: &Tag) -> Result<Option<Source>, Diagnostic> {
    if tag.word == "elif" {
        some(tag, &tag.rest, "a condition")?;
        return Ok(Some(tag.rest.clone()));
    }
    if tag.word != "else" || tag.rest.text.is_empty() {
        return Ok(None);
    }
    if scan::word(&tag.rest.text) != "if" {
        nothing(tag, &tag.rest)?;
    }
    let test = headers::cut(&tag.rest, 2);
    some(tag, &test, "a condition")?;
    Ok(Some(test))
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

/// The name that an end tag may repeat.
fn same(end: &Tag, name: &str, opener: &Tag) -> Result<(), Diagnostic> {
    if end.rest.text.is_empty() || end.rest.text == name {
        return Ok(());
    }
    Err(fault(
        &end.at,
        format!(
            "expected `{} {name}`, which closes the `{}` of line {}, found `{} {}`",
            end.word,
            opener.word,
            position(&opener.at).line,
            end.word,
            end.rest.text
        ),
    ))
}

fn unknown(tag: &Tag) -> Diagnostic {
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
