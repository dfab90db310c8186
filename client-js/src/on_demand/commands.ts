// Commands: what `Js` of the server writes into event attributes, what it sends, and what hooks ask for. They show, hide, change and
// move the focus without the server.

import type { Js } from "../../djust";
import { Commands } from "../commands/commands";
import type { Feature } from "../feature";
import * as native from "../native";
import { registryOf } from "../registry";

export const feature: Feature = (host) => {
  const { window, document } = host;
  const commands = new Commands(host);
  const from = (element: Element): Js => {
    const js: Record<string, unknown> = {};
    for (const name of commands.names) {
      const isAboutElements = !["push", "navigate", "patch"].includes(name);
      js[name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())] = (...given: unknown[]) => {
        const [to = null, ...rest] = isAboutElements ? given : [null, ...given];
        commands.run([[name, to, ...rest]], element);
        return js;
      };
    }
    js["run"] = (list: unknown) => (commands.run(list, element), js);
    return js as unknown as Js;
  };
  registryOf(window).js = from;
  return {
    reads: (text, element, send) => commands.read(text, element, send),
    received([kind, name, list]) {
      if (kind === "u" && name === "djust:js") commands.run(list, native.documentElement(document));
    },
  };
};
