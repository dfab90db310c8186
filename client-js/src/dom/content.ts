// What stands inside an element or between two comments: text or markup; in a `textarea` or `title` text alone.

import * as native from "../native";
import type { Namespace } from "../protocol/skeleton";
import { plainText } from "./markup";
import type { Page } from "./page";
import type { Place } from "./slots";
import { firstOf, nodesOf, parentOf, type Box } from "./walk";

/** A value in text position. */
export class ContentPlace implements Place {
  readonly start: Element | Comment;
  readonly end: Comment | null;
  readonly #page: Page;
  /** `null` where markup can't stand. */
  readonly #namespace: Namespace | null;
  #text: Text | null = null;
  /** The markup that stands there, if it is markup; empty when the server wrote it. */
  #html: string | null;

  constructor(page: Page, { start, end }: Box, namespace: Namespace | null) {
    this.start = start;
    this.end = end;
    this.#page = page;
    this.#namespace = namespace;
    if (namespace === null) page.fields.control(start as Element, "value");
    const only = firstOf(this);
    if (only instanceof Text && native.nextSibling(only) === end) this.#text = only;
    this.#html = only === end || this.#text ? null : "";
  }

  read(): string | null {
    return this.#html !== null || (this.#text && !this.#stands()) ? null : (this.#text?.data ?? "");
  }

  shows(value: string): boolean {
    return this.read() === plainText(value);
  }

  write(value: string): void {
    const namespace = this.#namespace;
    const text = namespace === null ? this.#page.markup.rawText(value) : plainText(value);
    if (text !== null) this.writeText(text);
    else if (namespace !== null && this.#html !== value) {
      const { document, markup } = this.#page;
      const parent = parentOf(this);
      this.#page.lifecycle.patching(parent);
      this.#touch();
      this.#page.refill(this, native.importNode(document, markup.fragment(value, namespace, parent), true));
      this.#html = value;
      this.#text = null;
    }
  }

  writeText(text: string): void {
    const shown = this.read();
    if (shown === text) return;
    this.#page.lifecycle.patching(parentOf(this));
    this.#touch();
    if (this.#text && shown !== null) {
      this.#text.data = text;
      return;
    }
    // What stands here is markup, or a translator or a script replaced the text.
    if (this.#html !== null || this.#text) this.#page.refill(this, null);
    this.#html = null;
    this.#text = text ? native.createTextNode(this.#page.document, text) : null;
    if (this.#text) this.#page.append(this, this.#text);
  }

  /** The text may be what a field holds, or what an option means. */
  #touch(): void {
    const parent = parentOf(this);
    if (this.#namespace === null || parent instanceof HTMLOptionElement) this.#page.fields.touch(parent as Element);
  }

  /** Whether the text node is still in the box. */
  #stands(): boolean {
    const text = this.#text as Text;
    return firstOf(this) === text || nodesOf(this).includes(text);
  }
}
