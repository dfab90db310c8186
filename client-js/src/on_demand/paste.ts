// `dj-paste`: something is pasted into an element. With `dj-paste-suppress` the handler alone gets it.

import type { Source } from "../events/source";
import * as native from "../native";

export const source: Source = {
  family: "paste",
  takes({ event, element }) {
    if (native.hasAttribute(element, "dj-paste-suppress")) event.preventDefault();
    return true;
  },
  snapshot(event) {
    const { clipboardData } = event as ClipboardEvent;
    const files = [...(clipboardData?.files ?? [])].map(({ name, type, size }) => ({ name, type, size }));
    const text = clipboardData?.getData("text/plain") ?? "";
    return { text, html: clipboardData?.getData("text/html") ?? "", has_files: files.length > 0, files };
  },
  payload: (_params, { target }) => [target],
};
