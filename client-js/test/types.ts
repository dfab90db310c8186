// The types of `djust.d.ts`, used as a page's script uses them. Never run: it must compile.

import type { Hooks } from "../djust";

const hooks: Hooks = {
  Chart: {
    async mounted() {
      const stop = this.handleEvent<{ count: number }>("counted", ({ count }) => this.el.append(String(count)));
      const outcome = await this.pushEvent("draw", { values: this.values });
      if (outcome === "patched") this.js().show("#menu", "fade").focusFirst(["inner", "a"]);
      this.target("legend")?.remove();
      stop();
    },
    // @ts-expect-error The types know what a hook's functions are.
    updated: "never",
  },
};

(window.djust ??= {}).hooks = hooks;
window.djust.flash?.show("info", window.djust.hooks?.["Chart"] ? "drawn" : "empty");
if (window.djust.pageLoading) window.djust.pageLoading.enabled = false;
window.djust.js?.(document.body).addClass(null, "ready").push("ready");
// @ts-expect-error And which names there are.
window.djust.flush?.show("info", "typed wrong");
