// `dj-input` and `dj-change`: what the user enters into a field.

import type { Source } from "../source";

export const source: Source = { family: "input" };
