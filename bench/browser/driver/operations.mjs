// The nine operations of js-framework-benchmark, with as many warm-ups as it has.
//
// A click names an element by a selector. `rows` is what the table has afterwards, so that nothing is measured that did
// not happen.

const cleared = ['#run', '#clear'];
const five = (...clicks) => Array(5).fill(clicks).flat();
const label = (row) => `tbody tr:nth-child(${row}) .col-md-4 a`;
const cross = (row) => `tbody tr:nth-child(${row}) span`;

/** Script time, ours over the hand-written code's, at most. */
const [FINE, COARSE] = [1.3, 1.5];
/** The heap's, whatever the operation. */
export const HEAP = 1.5;

export const OPERATIONS = [
  { name: 'create 1,000', before: five(...cleared), click: '#run', rows: 1_000, most: COARSE },
  { name: 'replace all', before: five('#run'), click: '#run', rows: 1_000, most: COARSE },
  { name: 'update every 10th', before: ['#run', '#update', '#update', '#update'], click: '#update', rows: 1_000, most: FINE },
  { name: 'select', before: ['#run', ...[5, 6, 7, 8, 9].map(label)], click: label(2), rows: 1_000, most: FINE },
  { name: 'swap', before: ['#run', ...five('#swaprows')], click: '#swaprows', rows: 1_000, most: FINE },
  { name: 'remove', before: ['#run', ...[9, 8, 7, 6, 5].map(cross)], click: cross(4), rows: 994, most: FINE },
  { name: 'create 10,000', before: five(...cleared), click: '#runlots', rows: 10_000, most: COARSE },
  { name: 'append 1,000', before: [...five(...cleared), '#run'], click: '#add', rows: 2_000, most: COARSE },
  { name: 'clear', before: [...five(...cleared), '#run'], click: '#clear', rows: 0, most: COARSE },
];
