// `dj-click`: a click on an element or on what is in it.

import { takesClick } from "../clicks";
import type { Source } from "../source";

export const source: Source = { family: "click", takes: takesClick };
