//! What must not compile, one mistake a file, and what the error says. `TRYBUILD=overwrite` writes the messages anew.
#![allow(missing_docs)]

use std::path::Path;

/// A compile test runs in a package of its own below the target directory: our templates have to be in its reach.
fn share_templates() {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let theirs = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .with_file_name("tests")
        .join("trybuild")
        .join(env!("CARGO_PKG_NAME"));
    std::fs::create_dir_all(&theirs).expect("the target directory can be written");
    let link = theirs.join("templates");
    if link.read_link().is_ok_and(|target| target == ours) {
        return;
    }
    let _ = std::fs::remove_file(&link);
    #[cfg(unix)]
    std::os::unix::fs::symlink(&ours, &link).expect("templates can be linked");
}

#[test]
fn mistakes_are_explained() {
    share_templates();
    let cases = trybuild::TestCases::new();
    cases.pass("tests/pass/*.rs");
    cases.compile_fail("tests/fail/*.rs");
}
