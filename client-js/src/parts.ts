// Written by `cargo xtask codegen` from the files of `events/sources` and `features`. Do not edit.

import { source as click } from "./events/sources/click";
import { source as focus } from "./events/sources/focus";
import { source as input } from "./events/sources/input";
import { source as submit } from "./events/sources/submit";
import { feature as navigation } from "./features/navigation";
import { feature as progress } from "./features/progress";
import { feature as push } from "./features/push";
import { feature as status } from "./features/status";

import type { Part } from "./part";
import { CORE as ROWS } from "./protocol/vocabulary";

export const CORE: Part = {
  name: "core",
  rows: ROWS,
  sources: [click, focus, input, submit],
  features: [navigation, progress, push, status],
};
