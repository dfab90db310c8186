//! What this process holds, by the operating system's account, and tests that are alone in theirs: memory that another
//! test takes meanwhile would count as what is measured.

use std::process::Command;

/// Set in the process of a test that is alone.
const ALONE: &str = "DJUST_TEST_ALONE";

/// Megabytes of resident memory; 0 where that can't be read.
pub(crate) fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        (name == "VmRSS").then(|| value.trim().trim_end_matches(" kB").parse::<usize>())
    });
    kilobytes.and_then(Result::ok).unwrap_or(0) / 1024
}

/// Runs the body of the test of this name in a process that runs nothing else: this program once more, for that test.
pub(crate) fn alone(test: &str, body: impl Future<Output = ()>) {
    if std::env::var_os(ALONE).is_some() {
        return actix_web::rt::System::new().block_on(body);
    }
    let program = std::env::current_exe().expect("a test has a program");
    let ran = Command::new(program)
        .args([test, "--exact"])
        .env(ALONE, "1")
        .output()
        .expect("the program starts once more");
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{said}");
    // A name that no test has would run none, and well.
    assert!(said.contains(" 1 passed"), "{test} is no test:\n{said}");
}
