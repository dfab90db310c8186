// Without a root built anew: a page whose marks were lost is loaded again.

import { reloadOnce } from "../../src/navigation";

export function rememberShell(): void {}

export function rebuildDocument(): null {
  reloadOnce();
  return null;
}
