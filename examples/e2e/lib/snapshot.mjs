// A page as lines of text, to compare one that was patched with one that the server rendered.

import assert from 'node:assert/strict';

/** The page as text: elements, attributes, texts and what fields hold; no marks, no scripts. */
export const snapshot = () => {
  const lines = [];
  let text = '';
  const flush = () => {
    if (text) lines.push(JSON.stringify(text));
    text = '';
  };
  const walk = (node, depth) => {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.localName === 'script') return;
    flush();
    const attributes = [...node.attributes]
      .filter(({ name }) => name !== 'dj')
      .map(({ name, value }) => (name === 'class' ? `class=${[...node.classList].sort().join(' ')}` : `${name}=${value}`))
      .filter((attribute) => node.localName !== 'body' || !attribute.startsWith('class='))
      .filter((attribute) => attribute !== 'class=')
      .sort();
    lines.push(`${' '.repeat(depth)}<${node.namespaceURI.split('/').pop()}:${node.localName} ${attributes.join(' ')}>`);
    if ('checked' in node) lines.push(`checked ${node.checked}`);
    if (/^(textarea|select)$/.test(node.localName)) lines.push(`value ${JSON.stringify(node.value)}`);
    if (node.localName === 'input' && !node.hasAttribute('dj-input')) lines.push(`value ${JSON.stringify(node.value)}`);
    for (const child of node.childNodes) walk(child, depth + 1);
    flush();
    lines.push(`${' '.repeat(depth)}</${node.localName}>`);
  };
  walk(document.documentElement, 0);
  return lines.join('\n');
};

/** Fails with the first lines that differ, and a few before them. */
export const same = (patched, rendered, where) => {
  if (patched === rendered) return;
  const [found, expected] = [patched.split('\n'), rendered.split('\n')];
  const at = expected.findIndex((line, index) => line !== found[index]);
  const around = (lines) => lines.slice(Math.max(0, at - 6), at + 6).join('\n');
  assert.fail(`${where}, line ${at}\n--- patched\n${around(found)}\n--- rendered\n${around(expected)}`);
};
