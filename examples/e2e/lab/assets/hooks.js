// Hooks that note what they are told, each in the attribute `data-log` of nothing: `globalThis.log` has it all.

globalThis.log = [];
const note = (hook, what) => globalThis.log.push(`${hook.el.id} ${what}`);

globalThis.djust ??= {};
globalThis.djust.hooks = {
  Log: {
    mounted() {
      this.count = this.helper();
      note(this, `mounted ${this.viewName} ${JSON.stringify(this.values)}`);
      this.stop = this.handleEvent('ping', (payload) => note(this, `ping ${JSON.stringify(payload)}`));
    },
    helper() {
      return 1;
    },
    beforeUpdate() {
      note(this, `beforeUpdate ${this.el.textContent.trim()}`);
    },
    updated() {
      this.count += 1;
      note(this, `updated ${this.el.textContent.trim()} ${this.el.dataset.values ?? ''}`);
    },
    destroyed() {
      note(this, `destroyed after ${this.count}`);
    },
    disconnected() {
      note(this, 'disconnected');
    },
    reconnected() {
      note(this, 'reconnected');
    },
  },
  Push: {
    mounted() {
      this.el.addEventListener('click', async () => {
        note(this, await this.pushEvent('add', { by: 2 }));
        note(this, await this.pushEvent('nobody'));
        note(this, await this.pushEvent('stay'));
      });
      note(this, `targets ${this.targets('a').length} ${this.target('a').textContent} ${this.target('none')}`);
    },
  },
  Dial: {
    mounted() {
      note(this, `mounted ${this.viewName}`);
      this.el.addEventListener('click', () => void this.pushEvent('turn', { by: 2 }));
    },
    updated() {
      note(this, `updated ${this.el.textContent}`);
    },
    destroyed() {
      note(this, 'destroyed');
    },
  },
  Layout: {
    mounted() {
      note(this, `mounted ${this.viewName}`);
      globalThis.ofLayout = this;
    },
    destroyed() {
      note(this, 'destroyed');
    },
    reconnected() {
      note(this, 'reconnected');
    },
  },
  Bad: {
    mounted() {
      throw new Error('mounted badly');
    },
    async updated() {
      throw new Error('updated badly');
    },
  },
};
