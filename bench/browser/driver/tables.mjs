// The figures as tables for people.

const row = (cells) => `| ${cells.join(' | ')} |`;
const verdict = (met) => (met ? 'yes' : '**no**');
const ms = (us) => (us / 1e3).toFixed(2);
const mb = (bytes) => (bytes / 1e6).toFixed(2);

const table = (head, lines) => [row(head), row(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...lines.map(row), ''];

/** A measure that is held to limits: ours beside code by hand, and beside the same code over a socket. */
const held = (results, measure, title, shown) => {
  const verdicts = ({ most, beside }, side) => {
    const { ratio, met } = beside[side];
    return [ratio[measure].toFixed(2), `<= ${most[measure]}`, verdict(met[measure])];
  };
  return table(
    ['operation', title, 'by hand', 'ratio', 'held to', '', 'over a socket by hand', 'ours / that', 'held to', ''],
    results.map((result) => [
      result.name,
      ...[shown(result.live[measure]), shown(result.hand[measure]), ...verdicts(result, 'hand')],
      ...[shown(result.socket[measure]), ...verdicts(result, 'socket')],
    ]),
  );
};

/** What is shown and held to nothing. */
const rest = (results) =>
  table(
    ['operation', 'total ms', 'by hand', 'over a socket', 'mutation records', 'by hand', 'over a socket'],
    results.map(({ name, live, hand, socket }) => [
      name,
      ...[live, hand, socket].map(({ total }) => ms(total)),
      ...[live, hand, socket].map(({ records }) => records),
    ]),
  );

/** How many verdicts are yes. */
const score = (results, side) => {
  const verdicts = results.flatMap(({ beside }) => Object.values(beside[side].met));
  return `${verdicts.filter(Boolean).length} of ${verdicts.length}`;
};

export const markdown = (results) =>
  [
    ...held(results, 'script', 'script ms', ms),
    ...held(results, 'heap', 'heap MB', mb),
    ...rest(results),
    `Medians of ${results[0].rounds} rounds. Within the limits: ${score(results, 'hand')} beside code by hand, to which they apply;`,
    `${score(results, 'socket')} beside the same code over a bare socket.`,
    '',
  ].join('\n');
