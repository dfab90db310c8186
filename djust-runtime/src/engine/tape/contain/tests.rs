use super::*;

fn contained(markup: &str, namespace: Namespace) -> Option<String> {
    super::contained(markup, namespace, &mut Open::default())
}

fn html(markup: &str) -> String {
    contained(markup, Namespace::Html).unwrap_or_else(|| markup.to_owned())
}

#[test]
fn what_ends_by_itself_stays_as_it_is() {
    for markup in [
        "",
        "1 < 2 <3 & >",
        "<b>bold</b> <I CLASS='>'>more</i><br><img src=a><input/>",
        "<ul><li>a<li>b</ul><dl><dt>a<dd>b</dl>",
        "<table><tr><td>a<td>b<tr><th>c</table>",
        "<b><p>mis</b>nested</p>",
        "<svg><circle r=1 /><title>a</title></svg><math><mi>x</mi></math>",
        "<!-- a <b> --><!--><!---><!doctype x><?php a ?></ x>",
        "<textarea><b></textarea><script>'</b>'</script><style>a<b</style>",
        "<template><tr></template><p title=\"</div>\">a</p>",
        "<select><option>a<option>b</select>",
    ] {
        assert_eq!(contained(markup, Namespace::Html), None, "{markup}");
    }
}

#[test]
fn what_is_open_at_the_end_is_ended() {
    for (markup, wanted) in [
        ("<b>a", "<b>a</b>"),
        ("<div><span>a", "<div><span>a</span></div>"),
        ("<p>a<p>b", "<p>a<p>b</p>"),
        ("<p>a<div>b", "<p>a<div>b</div>"),
        ("<p><b>a<p>b", "<p><b>a<p>b</p></b>"),
        ("<li>a<li>b", "<li>a<li>b</li>"),
        (
            "<table><tr><td><div>a<tr><td>b",
            "<table><tr><td><div>a<tr><td>b</td></tr></table>",
        ),
        ("<section><div>a</section>b", "<section><div>a</section>b"),
        ("<div><b>a</div>b", "<div><b>a</div>b</b>"),
        ("<!-- a", "<!-- a-->"),
        ("<!x", "<!x>"),
        ("<textarea>a<b>", "<textarea>a<b></textarea>"),
        ("<title>a</title", "<title>a</title</title>"),
        ("<title>a</title b", "<title>a</title>"),
        ("<svg><circle>", "<svg><circle></circle></svg>"),
        ("<svg><![CDATA[a<b", "<svg><![CDATA[a<b]]></svg>"),
        ("<svg/><i>a", "<svg/><i>a</i>"),
        ("<h2>a<h3>b", "<h2>a<h3>b</h3>"),
    ] {
        assert_eq!(html(markup), wanted, "{markup}");
    }
}

#[test]
fn what_was_not_opened_is_not_ended() {
    for (markup, wanted) in [
        ("</div>a", "a"),
        ("a</p></section>b", "ab"),
        ("a</br>b", "a</br>b"),
        (
            "<i>a</b></i></i>",
            "<i>a</b></i>".replace("</b>", "").as_str(),
        ),
        ("a<b", "a"),
        ("a<a href=\"x", "a"),
        ("a</b", "a"),
        ("a</", "a&lt;/"),
        ("<plaintext>a", "&lt;plaintext>a"),
    ] {
        assert_eq!(html(markup), wanted, "{markup}");
    }
}

#[test]
fn what_was_contained_is() {
    let pieces = [
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<li>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<!--",
        "-->",
        "<textarea>",
        "</textarea>",
        "<svg>",
        "<g/>",
        "</svg>",
        "a",
        "<",
        "</",
        "\"",
        "<a b='",
        ">",
    ];
    let mut number = 1_u32;
    for _ in 0..5_000 {
        let mut markup = String::new();
        for _ in 0..8 {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            markup += pieces[(number >> 8) as usize % pieces.len()];
        }
        let once = html(&markup);
        assert_eq!(
            contained(&once, Namespace::Html),
            None,
            "{markup} became {once}"
        );
    }
}
