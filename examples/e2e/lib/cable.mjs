// A cable between browser and server: what goes over it is not looked at, but it can be pulled out.

import { connect, createServer } from 'node:net';

/** A cable to a port of this machine; pages are loaded from `url`. */
export const plug = async (port) => {
  const ends = new Set();
  const cable = {
    /** While false, connections break as soon as they are made. */
    plugged: true,
    /** Breaks every connection. */
    cut() {
      for (const end of ends) end.destroy();
    },
    stop() {
      listener.close();
      cable.cut();
    },
  };
  const listener = createServer((near) => {
    if (!cable.plugged) return near.destroy();
    const far = connect(port, '127.0.0.1');
    near.pipe(far).pipe(near);
    for (const [end, other] of [[near, far], [far, near]]) {
      ends.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
    }
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  cable.url = `http://127.0.0.1:${listener.address().port}`;
  return cable;
};
