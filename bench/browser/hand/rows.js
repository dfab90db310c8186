// The table's DOM, written by hand: a cloned row, direct references, each change the fewest writes that make it. What
// decides about the changes is another matter: `alone.js` in the page, `socket.js` from a server.
//
// The rows carry the same attributes as the live page's, `dj-click` among them, so that all tables can be compared
// letter by letter. The constant ones cost a clone nothing.

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

/** `{ row, label }`: the row's element, the label's text node. */
let rows = [];
let selected = null;

const create = (id, text) => {
  const row = template.cloneNode(true);
  const number = row.firstChild;
  const second = number.nextSibling;
  const link = second.firstChild;
  const label = link.firstChild;
  row.setAttribute('data-key', id);
  number.firstChild.data = id;
  link.setAttribute('data-id', id);
  label.data = text;
  second.nextSibling.firstChild.setAttribute('data-id', id);
  return { row, label };
};

/** How many rows there are. */
export const count = () => rows.length;

/** The index of a row's element. */
export const indexOf = (row) => rows.findIndex((one) => one.row === row);

/** Adds rows at the end: `values` are a number and a label in turn. */
export const append = (values) => {
  const fresh = document.createDocumentFragment();
  for (let index = 0; index < values.length; index += 2) {
    const made = create(values[index], values[index + 1]);
    rows.push(made);
    fresh.appendChild(made.row);
  }
  body.appendChild(fresh);
};

export const clear = () => {
  body.textContent = '';
  rows = [];
  selected = null;
};

export const replace = (values) => {
  clear();
  append(values);
};

/** Adds to labels within a click: `changes` are an index and a text in turn. */
export const extend = (changes) => {
  for (let index = 0; index < changes.length; index += 2) rows[changes[index]].label.appendData(changes[index + 1]);
};

/**
 * The same when a message has come. There `appendData` takes Chromium three times as long as a new text does, which in a
 * click takes a quarter longer than `appendData`.
 */
export const extendLate = (changes) => {
  for (let index = 0; index < changes.length; index += 2) rows[changes[index]].label.data += changes[index + 1];
};

/** Lets two rows, the upper one first, change places. */
export const swap = (upper, lower) => {
  const [a, b] = [rows[upper], rows[lower]];
  const after = b.row.nextSibling;
  body.insertBefore(b.row, a.row);
  body.insertBefore(a.row, after);
  rows[upper] = b;
  rows[lower] = a;
};

export const select = (index) => {
  if (selected) selected.removeAttribute('class');
  selected = rows[index].row;
  selected.className = 'danger';
};

export const remove = (index) => {
  const [{ row }] = rows.splice(index, 1);
  row.remove();
  if (selected === row) selected = null;
};

/** Calls, by name, what the buttons say, and what the links in the rows say with their row's element. */
export const onClick = (actions) => {
  for (const button of document.querySelectorAll('button')) button.addEventListener('click', () => actions[button.id]());
  body.addEventListener('click', ({ target }) => {
    const link = target.closest('a');
    if (link) actions[link.getAttribute('dj-click')](link.parentNode.parentNode);
  });
};
