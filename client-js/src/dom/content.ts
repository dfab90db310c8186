// What stands inside an element or between two comments: text or markup, and the content of raw-text elements.

import type { Namespace } from "../protocol/skeleton";
import type { Fields } from "./fields";
import { parseFragment, plainText, rawText } from "./html";
import type { Place } from "./slots";
import type { Box } from "./walk";

/** A value in text position. */
export class ContentPlace implements Place {
  readonly #box: Box;
  readonly #namespace: Namespace;
  #text: Text | null = null;
  /** The markup that stands there, if it is markup; empty when the server wrote it. */
  #html: string | null;

  constructor(box: Box, namespace: Namespace) {
    this.#box = box;
    this.#namespace = namespace;
    const nodes = box.nodes();
    const [only] = nodes;
    if (nodes.length === 1 && only instanceof Text) this.#text = only;
    this.#html = nodes.length > 0 && !this.#text ? "" : null;
  }

  stands(): boolean {
    return this.#box.stands();
  }

  read(): string | null {
    if (this.#html !== null) return null;
    if (!this.#text) return "";
    return this.#holds(this.#text) ? this.#text.data : null;
  }

  write(value: string): void {
    const text = plainText(value);
    if (text !== null) this.writeText(text);
    else if (this.#html !== value) this.#writeHtml(value);
  }

  writeText(text: string): void {
    if (this.#text && this.#holds(this.#text)) {
      if (this.#text.data !== text) this.#text.data = text;
      return;
    }
    // What stands here is markup, or a translator or a script replaced the text.
    if (this.#html !== null || this.#text) this.#box.clear();
    this.#html = null;
    this.#text = text === "" ? null : document.createTextNode(text);
    if (this.#text) this.#box.append(this.#text);
  }

  #writeHtml(html: string): void {
    this.#box.clear();
    this.#box.append(document.importNode(parseFragment(html, this.#namespace), true));
    this.#html = html;
    this.#text = null;
  }

  /** Whether a text node is still in the box. */
  #holds(text: Text): boolean {
    if (text.parentNode !== this.#box.parent) return false;
    const { first } = this.#box;
    return first === text || this.#box.nodes().includes(text);
  }
}

/** The content of a `textarea` or `title`. */
export class RawPlace implements Place {
  readonly #element: Element;
  readonly #fields: Fields;

  constructor(element: Element, fields: Fields) {
    this.#element = element;
    this.#fields = fields;
    fields.control(element, "value");
  }

  stands(): boolean {
    return this.#element.isConnected;
  }

  read(): string {
    return this.#element.textContent ?? "";
  }

  write(value: string): void {
    this.writeText(rawText(value));
  }

  writeText(text: string): void {
    if (this.#element.textContent === text) return;
    this.#fields.touch(this.#element);
    const { firstChild } = this.#element;
    if (firstChild instanceof Text && !firstChild.nextSibling) firstChild.data = text;
    else this.#element.textContent = text;
  }
}
