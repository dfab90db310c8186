// The nine operations of js-framework-benchmark, with as many warm-ups as it has.
//
// A click names an element by a selector: `before` those that warm a fresh page up, `click` the one that is measured,
// `again` those that bring the page back to where it can be measured once more. `rows` is what the table has after the
// click, so that nothing is measured that did not happen; `fewer` by how many that is less in each further round.

const cleared = ['#run', '#clear'];
const five = (...clicks) => Array(5).fill(clicks).flat();
const label = (row) => `tbody tr:nth-child(${row}) .col-md-4 a`;
const cross = (row) => `tbody tr:nth-child(${row}) span`;

/** Script time, ours over the hand-written code's, at most. */
const [FINE, COARSE] = [1.3, 1.5];
/** The heap's, whatever the operation. */
export const HEAP = 1.5;

const operation = (name, most, rows, click, before, again = [], fewer = 0) => ({ name, most, rows, click, before, again, fewer });

export const OPERATIONS = [
  operation('create 1,000', COARSE, 1_000, '#run', five(...cleared), ['#clear']),
  operation('replace all', COARSE, 1_000, '#run', five('#run')),
  operation('update every 10th', FINE, 1_000, '#update', ['#run', '#update', '#update', '#update']),
  operation('select', FINE, 1_000, label(2), ['#run', ...[5, 6, 7, 8, 9].map(label)], [label(5)]),
  operation('swap', FINE, 1_000, '#swaprows', ['#run', ...five('#swaprows')]),
  operation('remove', FINE, 994, cross(4), ['#run', ...[9, 8, 7, 6, 5].map(cross)], [], 1),
  operation('create 10,000', COARSE, 10_000, '#runlots', five(...cleared), ['#clear']),
  operation('append 1,000', COARSE, 2_000, '#add', [...five(...cleared), '#run'], ['#run']),
  operation('clear', COARSE, 0, '#clear', [...five(...cleared), '#run'], ['#run']),
];
