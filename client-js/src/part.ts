// A part of the client: rows of the vocabulary with what implements them. The bundle is one. Each file of `on_demand` becomes
// a script of its own, another part, which a page links when its templates have one of the family's attributes.

import type { Source } from "./events/source";
import type { Feature } from "./feature";
import type { EventAttribute } from "./protocol/attribute";

/** What a script of ours brings to the client. */
export interface Part {
  /** What it is known by: its family, or `core`. */
  readonly name: string;
  readonly rows: readonly EventAttribute[];
  readonly sources?: readonly Source[];
  readonly features?: readonly Feature[];
}
