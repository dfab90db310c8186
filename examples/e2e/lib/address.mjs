// Where a browser that was just started says that it can be reached.

/** The URL of a browser's socket, as it writes it to its standard error. */
export const address = (process) =>
  new Promise((resolve, reject) => {
    let said = '';
    process.stderr.on('data', (text) => {
      said += text;
      const found = /ws:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    });
    process.once('error', reject);
    process.once('exit', () => reject(new Error(`the browser ended:\n${said}`)));
  });
