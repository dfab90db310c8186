// What most names are made of, told without a pattern: a browser compiles those anew after each collection of garbage, and one
// costs as much as a twentieth of a click.

/** Whether a text has nothing but small letters and another one. */
export function isPlain(text: string, other: string): boolean {
  return [...text].every((letter) => (letter >= "a" && letter <= "z") || letter === other);
}
