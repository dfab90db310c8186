// A page as lines of text with all that its elements say of themselves, to compare one that was patched with one that
// was loaded. It runs in the page.

/** Elements with their namespaces and attributes, their properties, texts, comments of the author; no marks. */
export const properties = () => {
  /** What the browser may not have done yet, what depends on the layout, and what says what is said here anyway. */
  const LATER =
    /^(offset|client|scroll|natural|inner|outer|video|webkit|current|ready|network|next|previous|on)|^(complete|muted|error|paused|ended|seeking|duration|played|src|text|x|y|width|height|isConnected|baseURI|nonce|textContent|nodeValue|buffered|content|validationMessage|willValidate|part|selection\w*|assignedSlot)$/;

  const names = new Map();
  /** The readable properties of an element that its interfaces give it. */
  const namesOf = (element) => {
    const type = Object.getPrototypeOf(element);
    if (names.has(type)) return names.get(type);
    const found = new Set();
    for (let at = type; at && at !== Node.prototype; at = Object.getPrototypeOf(at)) {
      for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
        if (get && !LATER.test(name)) found.add(name);
      }
    }
    names.set(type, [...found].sort());
    return names.get(type);
  };
  const said = (value) => {
    // Addresses of the page itself differ by the state in which it was loaded.
    if (typeof value === 'string' && location.search) return JSON.stringify(value.replace(location.search, ''));
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return JSON.stringify(value);
    if (value instanceof Element) return `<${value.localName}>`;
    if (typeof value?.baseVal === 'string') return JSON.stringify(value.baseVal);
    if (value instanceof NodeList || value instanceof HTMLCollection) return `${value.length} of them`;
    return undefined;
  };

  const lines = [];
  let text = '';
  const flush = () => {
    if (text) lines.push(JSON.stringify(text));
    text = '';
  };
  const isMark = ({ data }) => /^\/?(dj|[a-z0-9]{3})\d*$/.test(data);
  const attributesOf = (element) =>
    [...element.attributes]
      .filter(({ name }) => name !== 'dj')
      .filter(({ name }) => element.localName !== 'body' || name !== 'class')
      .map(({ name, value, namespaceURI }) => `${namespaceURI ? `{${namespaceURI}}` : ''}${name}=${JSON.stringify(value)}`)
      .sort();
  const walk = (node, depth) => {
    if (node instanceof Text) text += node.data;
    if (node instanceof Comment && !isMark(node)) {
      flush();
      lines.push(`<!--${node.data}-->`);
    }
    if (!(node instanceof Element) || node.localName === 'script') return;
    flush();
    const indent = ' '.repeat(depth);
    lines.push(`${indent}<${node.namespaceURI.split('/').pop()}:${node.localName} ${attributesOf(node).join(' ')}>`);
    const skips = node.id === 'state' || ['html', 'head', 'body'].includes(node.localName);
    for (const name of skips ? [] : namesOf(node)) {
      const value = said(node[name]);
      const markup = name === 'className' || name === 'innerHTML' || name === 'outerHTML' || name === 'attributes';
      if (value !== undefined && !markup) lines.push(`${indent} .${name} ${value}`);
    }
    const inside = [node.shadowRoot, node.localName === 'template' ? node.content : null, node];
    for (const part of inside) for (const child of part?.childNodes ?? []) walk(child, depth + 1);
    flush();
    lines.push(`${indent}</${node.localName}>`);
  };
  walk(document.documentElement, 0);
  return lines.join('\n');
};
