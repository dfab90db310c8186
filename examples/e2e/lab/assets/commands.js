// A hook that gives commands.

(window.djust ??= {}).hooks = {
  Commands: {
    mounted() {
      this.el.addEventListener('click', () => this.js().addClass(null, 'clicked').toggle('#gone').push('say', { text: 'hook' }));
    },
    updated() {
      // While a patch is written: after it, in order.
      this.js().show('#menu').focusFirst('#menu').setAttr(['inner', 'i'], 'data-n', '1');
    },
  },
};
