// Text to DOM: the one place that parses markup, behind the one Trusted Types policy. The markup is the server's:
// skeletons, values that the view declared to be HTML, and attribute values whose entities are to be decoded. So are the
// URLs of scripts.

import * as native from "../native";
import { isPlain } from "../protocol/letters";
import type { Namespace } from "../protocol/skeleton";

interface Policy {
  createHTML(html: string): string;
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

const IDENTITY: Policy = { createHTML: (html) => html, createScriptURL: (url) => url };

/** The parser of an app. */
export class Markup {
  readonly #document: Document;
  readonly #types: TrustedTypes | undefined;
  /** Made when first needed: a page that never parses markup needs none. */
  #policy: Policy | undefined;
  /** Scripts that are there or on their way, by their URLs. */
  readonly #scripts: Record<string, Promise<boolean>> = {};

  constructor(window: Window, document: Document) {
    this.#document = document;
    const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
    // Where there are none, an element may have that id.
    this.#types = typeof trustedTypes?.createPolicy === "function" ? trustedTypes : undefined;
  }

  get #trusting(): Policy {
    return (this.#policy ??= this.#types?.createPolicy("djust", IDENTITY) ?? IDENTITY);
  }

  #trusted(html: string): string {
    return this.#trusting.createHTML(html);
  }

  /** Loads a script of ours, unless the page has it; says whether it is there. */
  script(url: string): Promise<boolean> {
    return (this.#scripts[url] ??= this.#load(url));
  }

  #load(url: string): Promise<boolean> {
    const known = [...native.findAll(this.#document, "script[src]")].some((one) => native.getAttribute(one, "src") === url);
    if (known) return Promise.resolve(true);
    const script = native.createElement(this.#document, "script") as HTMLScriptElement;
    return new Promise((resolve) => {
      script.onload = () => resolve(true);
      script.onerror = () => {
        script.remove();
        delete this.#scripts[url];
        resolve(false);
      };
      script.src = this.#trusting.createScriptURL(url);
      native.head(this.#document).append(script);
    });
  }

  /**
   * Parses markup as the content of `parent`, since what a parser drops or moves depends on it; if that is no element yet, of
   * one of the namespace. The nodes are inert: import them before use.
   */
  fragment(html: string, namespace: Namespace, parent?: Node | null): DocumentFragment {
    const template = native.createElement(this.#document, "template") as HTMLTemplateElement;
    const { content } = template;
    const copy = parent instanceof Element ? native.importNode(native.ownerDocument(content), parent, false) : null;
    const outer = copy ? "" : ["", "svg", "math"][namespace];
    (copy ?? template).innerHTML = this.#trusted(outer ? `<${outer}>${html}</${outer}>` : html);
    const inside = copy ?? (outer && content.firstChild);
    if (inside) content.replaceChildren(...native.childNodes(inside));
    return asScripted(content);
  }

  /** Parses a whole page, or the content of a body, and returns its `<html>`. */
  page(html: string): HTMLElement {
    const whole = /^\s*<(!doctype|html|head|body)/i.test(html) ? html : `<body>${html}`;
    return asScripted(new DOMParser().parseFromString(this.#trusted(whole), "text/html")).documentElement;
  }

  /** The value of an attribute as the parser would decode it. */
  attributeText(value: string): string {
    return plainText(value) ?? this.#parsed(`v="${value.replaceAll('"', "&quot;")}"`)[0]?.value ?? "";
  }

  /** The content of a `textarea` or `title` as the parser would decode it. */
  rawText(value: string): string {
    return value.includes("&") ? (this.fragment(`<textarea>\n${value}</textarea>`, 0).textContent ?? "") : value;
  }

  /** The attributes that a piece of a tag holds; the first of two same names wins. */
  attributes(source: string, owner: Element): Map<string, string> {
    // Most often it is one, and needs no parser.
    const [start = "", text = "", end] = source.trim().split('"');
    const name = start.slice(0, -1);
    const one = end === "" && start.indexOf("=") > 0 && !text.includes("&");
    if (one && isPlain(name, "-")) return new Map([[name, text]]);
    return new Map(this.#parsed(source, owner).map(({ name, value }) => [name, value]));
  }

  /** Sets an attribute as a parser does: in its namespace (`xlink:href`), and whatever its name is (`@click`). */
  setAttribute(element: Element, name: string, text: string): void {
    const made = isPlain(name, "-") || /^[\w-]+$/.test(name) ? undefined : this.#parsed(name, element)[0];
    if (!made) return native.setAttribute(element, name, text);
    const attribute = made.cloneNode() as Attr;
    attribute.value = text;
    native.setAttributeNode(element, attribute);
  }

  #parsed(source: string, owner?: Element): Attr[] {
    const namespace = owner instanceof SVGElement ? 1 : owner && !(owner instanceof HTMLElement) ? 2 : 0;
    return [...(this.fragment(`<g ${source}></g>`, namespace).firstElementChild?.attributes ?? [])];
  }
}

/** What a parser makes of `noscript` where scripts run: text. Elements in it would be loaded. */
function asScripted<T extends ParentNode>(tree: T): T {
  for (const one of tree.querySelectorAll("noscript")) one.textContent = one.innerHTML;
  return tree;
}

/** The plain text of a value, or `null` when it is markup. A number is given back as it is: the DOM takes it. */
export function plainText(value: string): string | null {
  if (typeof value === "number") return value;
  if (value.includes("<")) return null;
  if (!value.includes("&")) return value;
  if (/&(?!#(?:34|38|39|60|62);)/.test(value)) return null;
  return value.replace(/&#(..);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
