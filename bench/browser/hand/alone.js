// `/hand`: what `/live` does, without a server.

import { append, clear, count, extend, indexOf, onClick, remove, replace, select, swap } from './rows.js';

const SIZES = ['tiny', 'small', 'modest', 'large', 'huge', 'narrow', 'wide'];
const COLOURS = ['red', 'green', 'blue', 'brown', 'black', 'white', 'orange', 'purple', 'yellow', 'pink', 'grey'];
const THINGS = [
  'table', 'chair', 'house', 'mouse', 'desk', 'keyboard', 'bottle', 'boat', 'lantern', 'pencil', 'window', 'basket', 'bridge',
];

let next = 1;

/** Numbers and labels of new rows. */
const fresh = (size) => {
  const values = [];
  for (const end = next + size; next < end; next += 1) {
    values.push(next, `${SIZES[next % 7]} ${COLOURS[next % 11]} ${THINGS[next % 13]}`);
  }
  return values;
};

const update = () => {
  const changes = [];
  for (let index = 0; index < count(); index += 10) changes.push(index, ' !!!');
  extend(changes);
};

onClick({
  run: () => replace(fresh(1_000)),
  runlots: () => replace(fresh(10_000)),
  add: () => append(fresh(1_000)),
  update,
  clear,
  swaprows: () => count() > 998 && swap(1, 998),
  select: (row) => select(indexOf(row)),
  remove: (row) => remove(indexOf(row)),
});
