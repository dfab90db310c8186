// Written by `cargo xtask codegen` from the files of `events/sources` and `features`. Do not edit.

import { source as click } from "./events/sources/click";
import { source as focus } from "./events/sources/focus";
import { source as input } from "./events/sources/input";
import { source as keys } from "./events/sources/keys";
import { source as submit } from "./events/sources/submit";
import { feature as cloak } from "./features/cloak";
import { feature as confirm } from "./features/confirm";
import { feature as navigation } from "./features/navigation";
import { feature as push } from "./features/push";
import { feature as rates } from "./features/rates";
import { feature as status } from "./features/status";

import type { Feature } from "./feature";
import type { Source } from "./events/source";

export const SOURCES: readonly Source[] = [click, focus, input, keys, submit];
export const FEATURES: readonly Feature[] = [cloak, confirm, navigation, push, rates, status];
