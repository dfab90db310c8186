// `dj-confirm`: asks before an event goes.

import type { Feature } from "../feature";

export const feature: Feature = ({ window }) => ({
  permits({ element }) {
    const question = element.getAttribute("dj-confirm");
    return !question || window.confirm(question);
  },
});
