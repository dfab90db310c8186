//! `{% djust_route_map %}`: an element that holds which views are at which paths, for scripts of the page. The server writes the
//! map into it as it sends a page.

use crate::ast::Source;
use crate::diagnostic::fault;
use crate::ir::Diagnostic;

/// The element, as if it stood where the tag does.
pub(super) fn element(rest: &Source) -> Result<Source, Diagnostic> {
    if !rest.text.trim().is_empty() {
        return Err(fault(&rest.at, "`{% djust_route_map %}` takes nothing"));
    }
    Ok(Source {
        text:
            "<script type=\"application/json\" id=\"djust-route-map\" data-djust-route-map></script>"
                .to_owned(),
        at: rest.at.clone(),
    })
}
