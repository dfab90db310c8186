// The elements of the page: one that shows an attribute in a tree of its own, and a button that is more than one.

customElements.define(
  'x-box',
  class extends HTMLElement {
    static observedAttributes = ['label', 'open'];

    constructor() {
      super();
      this.attachShadow({ mode: 'open' }).append(document.createElement('slot'), document.createElement('b'));
    }

    attributeChangedCallback() {
      this.shadowRoot.querySelector('b').textContent = `${this.getAttribute('label')} ${this.hasAttribute('open')}`;
    }
  },
);

customElements.define(
  'x-button',
  class extends HTMLButtonElement {
    get isMore() {
      return true;
    }
  },
  { extends: 'button' },
);
