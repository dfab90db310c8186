// Keeps what handlers took until the test reads it.

globalThis.heard = [];
document.addEventListener('took', ({ detail }) => globalThis.heard.push(detail));
document.addEventListener('djust:error', ({ detail }) => globalThis.heard.push(detail.code));
