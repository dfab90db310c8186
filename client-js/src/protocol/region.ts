// Names of parts of a page, for asking for their values.

/** The place of a region: slots and row indices from a root. */
export type Path = readonly number[];

/** What an `f` frame can hold: `[]` is the page, else a component's id (0 is the view) and a path from its root. */
export type Region = readonly number[];

/** The smallest name of a region: the view's root holds all of the page. */
export function regionOf(component: number, path: Path): Region {
  return component === 0 && path.length === 0 ? [] : [component, ...path];
}

/** Whether a region holds another. */
export function holds(outer: Region, inner: Region): boolean {
  return outer.every((step, index) => inner[index] === step);
}
