// What translators, extensions and minifiers do to a page. Each of these runs in the page.

export const tampering = {
  'text wrapped in font, as a translator does': () => {
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    for (const text of texts) {
      const font = document.createElement('font');
      text.replaceWith(font);
      font.append(text);
    }
  },
  'nodes inserted between, as an extension does': () => {
    for (const element of document.querySelectorAll('main, ul, li, p, tbody, tr, td, output')) {
      const stranger = document.createElement(element.matches('tbody, tr') ? 'template' : 'i');
      stranger.className = 'stranger';
      element.prepend(stranger);
    }
  },
  'every comment stripped, as a minifier does': () => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
    const comments = [];
    while (walker.nextNode()) comments.push(walker.currentNode);
    for (const comment of comments) comment.remove();
  },
  'a bound node removed': () => {
    document.querySelector('output, td.n, li label')?.remove();
  },
};
