// What the page's own scripts do: a chart that is fed by an attribute, and a list whose order goes to the server.

const series = (element) => {
  const values = JSON.parse(element.dataset.values);
  return [values.map((_, index) => index + 1), values];
};

(window.djust ??= {}).hooks = {
  Chart: {
    mounted() {
      const options = {
        width: this.el.clientWidth,
        height: 200,
        scales: { x: { time: false } },
        series: [{ label: 'Value' }, { label: 'Reading', stroke: '#a83c16', width: 2 }],
      };
      this.chart = new uPlot(options, series(this.el), this.el);
      this.chart.over.addEventListener('click', () => {
        const { idx } = this.chart.cursor;
        if (idx != null) this.pushEvent('pick', { index: idx });
      });
    },
    updated() {
      this.chart.setData(series(this.el));
    },
    destroyed() {
      this.chart.destroy();
    },
  },
  Sorted: {
    mounted() {
      const order = () => [...this.el.children].map((row) => Number(row.getAttribute('data-id')));
      this.list = new Sortable(this.el, {
        draggable: 'li',
        animation: 150,
        // The same by touch and by mouse; the copy under the pointer is none of the list's.
        forceFallback: true,
        fallbackOnBody: true,
        onEnd: async ({ item, oldIndex, newIndex }) => {
          if (oldIndex === newIndex) return;
          const outcome = await this.pushEvent('sort', { ids: order() });
          // The server keeps its order: so does the page.
          if (outcome !== 'patched') {
            const others = [...this.el.children].filter((other) => other !== item);
            this.el.insertBefore(item, others[oldIndex] ?? null);
          }
        },
      });
    },
    destroyed() {
      this.list.destroy();
    },
  },
};
