// `dj-focus` and `dj-blur`: a field, or one in the element, gets the focus or loses it.

import type { Source } from "../source";

export const source: Source = { family: "focus" };
