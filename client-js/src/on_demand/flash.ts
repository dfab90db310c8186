// Messages to the user: they appear in the container that `{% dj_flash %}` writes, and go by themselves.

import type { Flash } from "../../djust";
import type { Feature } from "../feature";
import * as native from "../native";
import { registryOf } from "../registry";

const CONTAINER = "dj-flash-container";

/** How long the class `dj-flash-removing` stands before the element goes: time for a transition. */
const REMOVING_MS = 300;

/** What the server says: shows a message, or takes away those of a level (`null` is all). */
type Command = { readonly put?: readonly [level: string, message: string]; readonly clear?: string | null };

export const feature: Feature = ({ window, document, clock }) => {
  const find = (): HTMLElement | null => native.getElementById(document, CONTAINER);

  const dismiss = (element: Element): void => {
    if (!element.matches(".dj-flash:not(.dj-flash-removing)")) return;
    element.classList.add("dj-flash-removing");
    clock.setTimeout(() => element.remove(), REMOVING_MS);
  };

  const flash: Flash = {
    show(level, message) {
      const container = find();
      if (!container) return;
      const element = native.createElement(document, "div");
      element.className = `dj-flash dj-flash-${level}`;
      element.setAttribute("role", "alert");
      element.setAttribute("data-dj-flash-level", level);
      element.textContent = message;
      container.append(element);
      const stays = Number(container.getAttribute("data-dj-auto-dismiss") ?? 5000);
      if (stays > 0) clock.setTimeout(() => dismiss(element), stays);
    },
    clear(level) {
      for (const element of find()?.querySelectorAll("[data-dj-flash-level]") ?? [])
        if (level === undefined || element.getAttribute("data-dj-flash-level") === level) dismiss(element);
    },
    dismiss,
  };

  registryOf(window).flash = flash;
  return {
    received([kind, name, payload]) {
      // Another view: what the one before had to say is past. A layout's container may stay.
      if (kind === "v") find()?.replaceChildren();
      if (kind !== "u" || name !== "djust:flash") return;
      const { put, clear } = payload as Command;
      if (put) flash.show(...put);
      else flash.clear(clear ?? undefined);
    },
  };
};
