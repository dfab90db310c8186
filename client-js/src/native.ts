// The prototypes' own getters and methods. A field named `closest` hides the method of its form, a picture named `body`
// the property of its document; and any of these may be asked of a form or of the document. So nothing else reads
// properties of nodes that can be either.

/** Reads a property of an object whatever it shows under its name. */
type Getter<T, K extends keyof T> = (object: T) => T[K];

/** Calls a method of an object whatever it shows under its name. */
type Method<T, K extends keyof T> = T[K] extends (...given: infer Given) => infer Result
  ? (object: T, ...given: Given) => Result
  : never;

/** What has a prototype, where there is a page: a test without one has nothing that could hide. */
type Interface<T> = { readonly prototype: T } | undefined;

/** Calls a function on what is given first. It is the browser's own code all the way: a click does so eighty times. */
const { call } = Function.prototype;

/* @__NO_SIDE_EFFECTS__ */
function getter<T extends object, K extends keyof T>(type: Interface<T>, name: K): Getter<T, K> {
  const get = type && Object.getOwnPropertyDescriptor(type.prototype, name)?.get;
  return get ? (call.bind(get) as Getter<T, K>) : (object) => object[name];
}

/* @__NO_SIDE_EFFECTS__ */
function setter<T extends object, K extends keyof T>(type: Interface<T>, name: K): (object: T, value: T[K]) => void {
  const set = type && Object.getOwnPropertyDescriptor(type.prototype, name)?.set;
  return set ? (call.bind(set) as (object: T, value: T[K]) => void) : (object, value) => (object[name] = value);
}

/* @__NO_SIDE_EFFECTS__ */
function method<T extends object, K extends keyof T>(type: Interface<T>, name: K): Method<T, K> {
  type Run = (...given: unknown[]) => unknown;
  const run = type?.prototype[name] as Run | undefined;
  const own = (object: T, ...given: unknown[]): unknown => (object[name] as Run)(...given);
  return (run ? call.bind(run) : own) as Method<T, K>;
}

const { EventTarget, Node, Element, HTMLElement, HTMLFormElement, Document } = globalThis as Partial<typeof globalThis>;

/** Listens, in the capturing phase if asked to. */
export const addEventListener: (
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
  options?: boolean | AddEventListenerOptions,
) => void = method(EventTarget, "addEventListener");
export const removeEventListener: typeof addEventListener = method(EventTarget, "removeEventListener");
export const dispatchEvent = method(EventTarget, "dispatchEvent");

export const childNodes = getter(Node, "childNodes");
export const firstChild = getter(Node, "firstChild");
export const isConnected = getter(Node, "isConnected");
export const nextSibling = getter(Node, "nextSibling") as (node: Node) => ChildNode | null;
export const ownerDocument = getter(Node, "ownerDocument") as (node: Node) => Document;
export const parentElement = getter(Node, "parentElement") as (node: Node) => Element | null;
export const parentNode = getter(Node, "parentNode");
export const setTextContent = setter(Node, "textContent");
export const compareDocumentPosition = method(Node, "compareDocumentPosition");
export const contains = method(Node, "contains");
export const insertBefore: (parent: Node, node: Node, reference: Node | null) => void = method(Node, "insertBefore");
export const isEqualNode = method(Node, "isEqualNode");
const removeChild: (parent: Node, node: Node) => void = method(Node, "removeChild");

/** Takes a node from where it is. */
export function remove(node: Node): void {
  const parent = parentNode(node);
  if (parent) removeChild(parent, node);
}

export const attributes = getter(Element, "attributes");
export const children = getter(Element, "children");
export const classList = getter(Element, "classList");
export const id = getter(Element, "id");
export const localName = getter(Element, "localName");
export const scrollLeft = getter(Element, "scrollLeft");
export const scrollTop = getter(Element, "scrollTop");
export const closest: (element: Element, selector: string) => Element | null = method(Element, "closest");
export const getAttribute = method(Element, "getAttribute");
export const getAttributeNames = method(Element, "getAttributeNames");
export const getClientRects = method(Element, "getClientRects");
export const hasAttribute = method(Element, "hasAttribute");
export const matches: (element: Element, selector: string) => boolean = method(Element, "matches");
export const querySelector: (element: Element, selector: string) => Element | null = method(Element, "querySelector");
export const querySelectorAll: (element: Element, selector: string) => NodeListOf<Element> = method(
  Element,
  "querySelectorAll",
);
export const removeAttribute = method(Element, "removeAttribute");
export const replaceChildren = method(Element, "replaceChildren");
export const replaceWith = method(Element, "replaceWith");
export const scrollIntoView: (element: Element, options: ScrollIntoViewOptions) => void = method(Element, "scrollIntoView");
export const scrollTo = method(Element, "scrollTo") as unknown as (element: Element, options: ScrollToOptions) => void;
export const setAttribute = method(Element, "setAttribute");
export const setAttributeNode = method(Element, "setAttributeNode");

export const style = getter(HTMLElement, "style");
export const focus = method(HTMLElement, "focus");
export const elements = getter(HTMLFormElement, "elements");
export const reset = method(HTMLFormElement, "reset");
/** Sends a form at once: neither are its fields checked, nor do listeners hear of it. */
export const submit = method(HTMLFormElement, "submit");

export const activeElement = getter(Document, "activeElement");
export const body = getter(Document, "body");
export const defaultView = getter(Document, "defaultView");
export const documentElement = getter(Document, "documentElement");
export const head = getter(Document, "head");
export const hidden = getter(Document, "hidden");
export const readyState = getter(Document, "readyState");
export const adoptedStyleSheets = getter(Document, "adoptedStyleSheets");
export const setTitle = setter(Document, "title");
export const createComment = method(Document, "createComment");
export const createDocumentFragment = method(Document, "createDocumentFragment");
export const createElement: (document: Document, name: string) => HTMLElement = method(Document, "createElement");
export const createTextNode = method(Document, "createTextNode");
export const createTreeWalker = method(Document, "createTreeWalker");
export const find: (document: Document, selector: string) => Element | null = method(Document, "querySelector");
export const findAll: (document: Document, selector: string) => NodeListOf<Element> = method(
  Document,
  "querySelectorAll",
);
export const execCommand: (document: Document, command: string) => boolean = method(Document, "execCommand");
export const getElementById = method(Document, "getElementById");
export const getSelection = method(Document, "getSelection");
export const importNode = method(Document, "importNode") as <T extends Node>(document: Document, node: T, deep: boolean) => T;
