// `dj-submit`: a form is sent to a handler instead of to a URL.

import type { Source } from "../source";

export const source: Source = {
  family: "submit",
  takes({ event }) {
    event.preventDefault();
    return true;
  },
};
