// Stands between a page's sockets and the server: delays what travels, swallows it, cuts the line.

/** Call before the page is loaded. */
export const intercept = async (page) => {
  const line = {
    /** Milliseconds that each frame takes, each way. */
    delay: 0,
    /** How many frames the server sent so far, over all sockets. */
    received: 0,
    /** How many sockets were opened. */
    opened: 0,
    /** Called for each frame: 'up' or 'down', its text, its number. `false` swallows it. */
    pass: () => true,
    /** Called for each frame once it was handed on, after its delay. */
    arrived: () => {},
    /** While false, new sockets are refused. */
    open: true,
    sockets: new Set(),
    /** Ends every socket, as a lost network does for both sides. */
    cut() {
      for (const socket of [...line.sockets]) socket.end();
    },
  };
  await page.routeWebSocket(/./, (client) => {
    line.opened += 1;
    if (!line.open) {
      client.close({ code: 1013 });
      return;
    }
    const server = client.connectToServer();
    const socket = {
      live: true,
      end() {
        if (!socket.live) return;
        socket.live = false;
        line.sockets.delete(socket);
        void client.close({ code: 3001, reason: 'cut' }).catch(() => {});
        void server.close({ code: 3001, reason: 'cut' }).catch(() => {});
      },
    };
    line.sockets.add(socket);
    const hand = (way, to, frame) => {
      if (!socket.live) return;
      to.send(frame);
      line.arrived(way, String(frame));
    };
    const later = (...frame) => (line.delay ? setTimeout(hand, line.delay, ...frame) : hand(...frame));
    let sent = 0;
    client.onMessage((frame) => {
      sent += 1;
      if (socket.live && line.pass('up', String(frame), sent) && socket.live) later('up', server, frame);
    });
    server.onMessage((frame) => {
      if (!socket.live) return;
      line.received += 1;
      if (line.pass('down', String(frame), line.received) && socket.live) later('down', client, frame);
    });
    client.onClose((code, reason) => {
      socket.live = false;
      line.sockets.delete(socket);
      void server.close({ code, reason }).catch(() => {});
    });
    server.onClose((code, reason) => {
      socket.live = false;
      line.sockets.delete(socket);
      void client.close({ code, reason }).catch(() => {});
    });
  });
  return line;
};
