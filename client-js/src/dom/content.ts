// What stands inside an element or between two comments: text or markup; in a `textarea` or `title` text alone.

import type { Namespace } from "../protocol/skeleton";
import { control, touch } from "./fields";
import { parseFragment, plainText, rawText } from "./html";
import type { Place } from "./slots";
import { append, firstOf, nodesOf, refill, type Box } from "./walk";

/** A value in text position. */
export class ContentPlace implements Place {
  readonly box: Box;
  /** `null` where markup can't stand. */
  readonly #namespace: Namespace | null;
  #text: Text | null = null;
  /** The markup that stands there, if it is markup; empty when the server wrote it. */
  #html: string | null;

  constructor(box: Box, namespace: Namespace | null) {
    this.box = box;
    this.#namespace = namespace;
    if (namespace === null) control(box.start as Element, "value");
    const [only, more] = nodesOf(box);
    if (!more && only instanceof Text) this.#text = only;
    this.#html = only && !this.#text ? "" : null;
  }

  read(): string | null {
    return this.#html !== null || (this.#text && !this.#stands()) ? null : (this.#text?.data ?? "");
  }

  write(value: string): void {
    const namespace = this.#namespace;
    const text = namespace === null ? rawText(value) : plainText(value);
    if (text !== null) this.writeText(text);
    else if (namespace !== null && this.#html !== value) {
      refill(this.box, document.importNode(parseFragment(value, namespace), true));
      this.#html = value;
      this.#text = null;
    }
  }

  writeText(text: string): void {
    const shown = this.read();
    if (shown === text) return;
    if (this.#namespace === null) touch(this.box.start as Element);
    if (this.#text && shown !== null) {
      this.#text.data = text;
      return;
    }
    // What stands here is markup, or a translator or a script replaced the text.
    if (this.#html !== null || this.#text) refill(this.box, null);
    this.#html = null;
    this.#text = text ? document.createTextNode(text) : null;
    if (this.#text) append(this.box, this.#text);
  }

  /** Whether the text node is still in the box. */
  #stands(): boolean {
    const text = this.#text as Text;
    return firstOf(this.box) === text || nodesOf(this.box).includes(text);
  }
}
