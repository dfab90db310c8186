//! The server behind `/socket`: a bare WebSocket with a table for each connection. A frame up names what was clicked at,
//! a frame down a function of `hand/rows.js` and its arguments, which are the changed values and where they stand.
//!
//! Not an example to follow: what a live page needs besides (a page that is complete, a session that lives through a cut,
//! checks) is left out, so that a measurement shows what it costs.

use actix_web::{HttpRequest, HttpResponse, web};
use actix_ws::Message;
use serde_json::{Value, json};

use crate::rows::{MORE, Row, Rows};

pub(crate) async fn open(
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, actix_web::Error> {
    let (response, mut sender, mut stream) = actix_ws::handle(&request, body)?;
    actix_web::rt::spawn(async move {
        let mut rows = Rows::mount();
        while let Some(Ok(Message::Text(click))) = stream.recv().await {
            let Some(change) = change(&mut rows, &click) else {
                continue;
            };
            if sender.text(change.to_string()).await.is_err() {
                return;
            }
        }
        let _ = sender.close(None).await;
    });
    Ok(response)
}

/// What a click changes: `run`, or `select 5` in a row. `None` if it changes nothing.
fn change(rows: &mut Rows, click: &str) -> Option<Value> {
    let (name, id) = click.split_once(' ').unwrap_or((click, ""));
    match name {
        "run" => rows.run(),
        "runlots" => rows.runlots(),
        "add" => {
            let old = rows.rows.len();
            rows.add();
            return Some(json!(["append", values(&rows.rows[old..])]));
        }
        "update" => {
            rows.update();
            return Some(json!(["extend", extended(rows.rows.len())]));
        }
        "clear" => {
            rows.clear();
            return Some(json!(["clear"]));
        }
        "swaprows" if rows.rows.len() > 998 => {
            rows.swaprows();
            return Some(json!(["swap", 1, 998]));
        }
        "select" => {
            let (index, id) = find(rows, id)?;
            rows.select(id);
            return Some(json!(["select", index]));
        }
        "remove" => {
            let (index, id) = find(rows, id)?;
            rows.remove(id);
            return Some(json!(["remove", index]));
        }
        _ => return None,
    }
    Some(json!(["replace", values(&rows.rows)]))
}

/// A row's index and number.
fn find(rows: &Rows, id: &str) -> Option<(usize, usize)> {
    let id = id.parse().ok()?;
    let index = rows.rows.iter().position(|row| row.id == id)?;
    Some((index, id))
}

/// A number and a label in turn.
fn values(rows: &[Row]) -> Vec<Value> {
    rows.iter()
        .flat_map(|row| [json!(row.id), json!(row.label)])
        .collect()
}

/// The index of each row that an update changes, and what its label ends with from then on, in turn.
fn extended(rows: usize) -> Vec<Value> {
    (0..rows)
        .step_by(10)
        .flat_map(|index| [json!(index), json!(MORE)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_what_the_click_changed() {
        let mut rows = Rows::mount();
        let mut answer = |click| change(&mut rows, click).map(|change| change.to_string());
        let run = answer("run").unwrap();
        assert!(
            run.starts_with("[\"replace\",[1,\"small green chair\",2,"),
            "{run:.80}"
        );
        assert_eq!(answer("swaprows").as_deref(), Some("[\"swap\",1,998]"));
        assert_eq!(answer("select 999").as_deref(), Some("[\"select\",1]"));
        assert_eq!(answer("remove 4").as_deref(), Some("[\"remove\",3]"));
        let added = answer("add").unwrap();
        assert!(added.starts_with("[\"append\",[1001,"), "{added:.80}");
        let updated = answer("update").unwrap();
        assert!(
            updated.starts_with("[\"extend\",[0,\" !!!\",10,\" !!!\","),
            "{updated:.80}"
        );
        assert_eq!(answer("clear").as_deref(), Some("[\"clear\"]"));
    }

    #[test]
    fn what_changes_nothing_has_no_answer() {
        let mut rows = Rows::mount();
        for click in [
            "swaprows",
            "select 1",
            "remove x",
            "select",
            "select -1",
            "other",
            "",
        ] {
            assert_eq!(change(&mut rows, click), None, "{click}");
        }
    }
}
