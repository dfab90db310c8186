// What `/live` does, written by hand: a cloned row, direct references, each change the fewest writes that make it.
//
// The rows carry the same attributes as the live page's, `dj-click` among them, so that both tables can be compared
// letter by letter. The constant ones cost a clone nothing.

const SIZES = ['tiny', 'small', 'modest', 'large', 'huge', 'narrow', 'wide'];
const COLOURS = ['red', 'green', 'blue', 'brown', 'black', 'white', 'orange', 'purple', 'yellow', 'pink', 'grey'];
const THINGS = [
  'table', 'chair', 'house', 'mouse', 'desk', 'keyboard', 'bottle', 'boat', 'lantern', 'pencil', 'window', 'basket', 'bridge',
];

const body = document.querySelector('tbody');

const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
};

const template = element(
  'tr',
  { 'data-key': '' },
  element('td', { class: 'col-md-1' }, ' '),
  element('td', { class: 'col-md-4' }, element('a', { 'dj-click': 'select', 'data-id': '' }, ' ')),
  element(
    'td',
    { class: 'col-md-1' },
    element(
      'a',
      { 'dj-click': 'remove', 'data-id': '' },
      element('span', { class: 'glyphicon glyphicon-remove', 'aria-hidden': 'true' }, 'x'),
    ),
  ),
  element('td', { class: 'col-md-6' }),
);

let next = 1;
/** `{ id, row, label }`: the number, the row's element, the label's text node. */
let rows = [];
let selected = null;

const create = (id) => {
  const row = template.cloneNode(true);
  const number = row.firstChild;
  const second = number.nextSibling;
  const link = second.firstChild;
  const label = link.firstChild;
  row.setAttribute('data-key', id);
  number.firstChild.data = id;
  link.setAttribute('data-id', id);
  label.data = `${SIZES[id % 7]} ${COLOURS[id % 11]} ${THINGS[id % 13]}`;
  second.nextSibling.firstChild.setAttribute('data-id', id);
  return { id, row, label };
};

const append = (count) => {
  const fresh = document.createDocumentFragment();
  for (const end = next + count; next < end; next += 1) {
    const made = create(next);
    rows.push(made);
    fresh.appendChild(made.row);
  }
  body.appendChild(fresh);
};

const clear = () => {
  body.textContent = '';
  rows = [];
  selected = null;
};

const update = () => {
  for (let index = 0; index < rows.length; index += 10) rows[index].label.appendData(' !!!');
};

const swap = () => {
  if (rows.length <= 998) return;
  const [a, b] = [rows[1], rows[998]];
  const after = b.row.nextSibling;
  body.insertBefore(b.row, a.row);
  body.insertBefore(a.row, after);
  rows[1] = b;
  rows[998] = a;
};

const select = (row) => {
  if (selected) selected.removeAttribute('class');
  selected = row;
  row.className = 'danger';
};

const remove = (row) => {
  rows.splice(rows.findIndex((one) => one.row === row), 1);
  row.remove();
  if (selected === row) selected = null;
};

const replace = (count) => {
  clear();
  append(count);
};

const actions = {
  run: () => replace(1_000),
  runlots: () => replace(10_000),
  add: () => append(1_000),
  update,
  clear,
  swaprows: swap,
};
for (const [id, action] of Object.entries(actions)) document.getElementById(id).addEventListener('click', action);

body.addEventListener('click', ({ target }) => {
  const link = target.closest('a');
  if (!link) return;
  const row = link.parentNode.parentNode;
  if (link.getAttribute('dj-click') === 'select') select(row);
  else remove(row);
});
