// `/socket`: a click only says what was clicked at, and the change is made when the server answers with it. It is the
// least that a page driven by a server can do: no state but the rows', no checks, no way to come back.

import { append, clear, extendLate as extend, onClick, remove, replace, select, swap } from './rows.js';

const changes = { append, clear, extend, remove, replace, select, swap };

const socket = new WebSocket(`ws://${location.host}/socket/rows`);
socket.onopen = () => document.body.classList.add('connected');
socket.onmessage = ({ data }) => {
  const [name, ...values] = JSON.parse(data);
  changes[name](...values);
};

const send = (name) => () => socket.send(name);
const sendRow = (name) => (row) => socket.send(`${name} ${row.getAttribute('data-key')}`);

onClick({
  run: send('run'),
  runlots: send('runlots'),
  add: send('add'),
  update: send('update'),
  clear: send('clear'),
  swaprows: send('swaprows'),
  select: sendRow('select'),
  remove: sendRow('remove'),
});
