//! What this process holds, by the operating system's account.

/// Megabytes of resident memory; 0 where that can't be read.
pub(crate) fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        (name == "VmRSS").then(|| value.trim().trim_end_matches(" kB").parse::<usize>())
    });
    kilobytes.and_then(Result::ok).unwrap_or(0) / 1024
}
