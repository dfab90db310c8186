// What stands inside an element or between two comments: text or markup; in a `textarea` or `title` text alone.

import type { Namespace } from "../protocol/skeleton";
import { control, touch } from "./fields";
import { parseFragment, plainText, rawText } from "./html";
import type { Place } from "./slots";
import { append, firstOf, nodesOf, refill, type Box } from "./walk";

/** A value in text position. */
export class ContentPlace implements Place {
  readonly start: Element | Comment;
  readonly end: Comment | null;
  /** `null` where markup can't stand. */
  readonly #namespace: Namespace | null;
  #text: Text | null = null;
  /** The markup that stands there, if it is markup; empty when the server wrote it. */
  #html: string | null;

  constructor({ start, end }: Box, namespace: Namespace | null) {
    this.start = start;
    this.end = end;
    this.#namespace = namespace;
    if (namespace === null) control(start as Element, "value");
    const only = firstOf(this);
    if (only instanceof Text && only.nextSibling === end) this.#text = only;
    this.#html = only === end || this.#text ? null : "";
  }

  read(): string | null {
    return this.#html !== null || (this.#text && !this.#stands()) ? null : (this.#text?.data ?? "");
  }

  write(value: string): void {
    const namespace = this.#namespace;
    const text = namespace === null ? rawText(value) : plainText(value);
    if (text !== null) this.writeText(text);
    else if (namespace !== null && this.#html !== value) {
      refill(this, document.importNode(parseFragment(value, namespace), true));
      this.#html = value;
      this.#text = null;
    }
  }

  writeText(text: string): void {
    const shown = this.read();
    if (shown === text) return;
    if (this.#namespace === null) touch(this.start as Element);
    if (this.#text && shown !== null) {
      this.#text.data = text;
      return;
    }
    // What stands here is markup, or a translator or a script replaced the text.
    if (this.#html !== null || this.#text) refill(this, null);
    this.#html = null;
    this.#text = text ? document.createTextNode(text) : null;
    if (this.#text) append(this, this.#text);
  }

  /** Whether the text node is still in the box. */
  #stands(): boolean {
    const text = this.#text as Text;
    return firstOf(this) === text || nodesOf(this).includes(text);
  }
}
