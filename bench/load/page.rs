//! The bytes of the page of 1,000 rows, as it is and as gzip sends it, beside what plain Askama writes.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::Outcome;
use crate::measure::Pair;
use crate::session;
use crate::socket::get;

/// The bytes of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bytes {
    pub(crate) raw: usize,
    pub(crate) gzip: usize,
}

impl Bytes {
    fn of(page: &str) -> Outcome<Self> {
        // The level that servers take unless they are told another.
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        let gzip = encoder
            .write_all(page.as_bytes())
            .and_then(|()| encoder.finish());
        let gzip = gzip.map_err(|error| format!("the page was not compressed: {error}"))?;
        Ok(Self {
            raw: page.len(),
            gzip: gzip.len(),
        })
    }
}

/// The page of 1,000 rows.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) ours: Bytes,
    /// Less the marks and the scripts: what plain Askama writes.
    pub(crate) plain: Bytes,
}

/// Gets the page. Less what makes it live it is the page that the yardstick renders, else the run fails.
pub(crate) async fn measure(pair: &Pair) -> Outcome<Page> {
    let page = get(&pair.ours.address, "/table").await?;
    let plain = Bytes::of(&session::plain(&page)?)?;
    let rendered = pair.yardstick.render()?.bytes;
    if plain.raw != rendered {
        return Err(format!(
            "the page less its marks has {} bytes, plain Askama writes {rendered}",
            plain.raw
        ));
    }
    Ok(Page {
        ours: Bytes::of(&page.body)?,
        plain,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_takes_few_bytes() {
        let bytes = Bytes::of(&"<td></td>".repeat(1_000)).unwrap();
        assert_eq!(bytes.raw, 9_000);
        assert!(bytes.gzip < 200, "{}", bytes.gzip);
    }
}
