/*
 * The part of the DOM that the page uses, declared here so that the browser's names do not become known in
 * the rest of this room. Text reaches the page only as text nodes and attributes, never as markup.
 */

export interface PageEvent {
  readonly key: string;
  readonly clientX: number;
  readonly clientY: number;
  readonly deltaY: number;
  readonly ctrlKey: boolean;
  readonly pointerId: number;
  readonly target: PageElement;
  preventDefault(): void;
  stopPropagation(): void;
}
export interface PageElement {
  textContent: string | null;
  value: string;
  checked: boolean;
  hidden: boolean;
  open: boolean;
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly style: { setProperty(name: string, value: string): void };
  readonly classList: { toggle(name: string, force?: boolean): void };
  append(...children: (PageElement | string)[]): void;
  replaceChildren(...children: (PageElement | string)[]): void;
  setAttribute(name: string, value: string): void;
  getAttribute(name: string): string | null;
  removeAttribute(name: string): void;
  addEventListener(type: string, listener: (event: PageEvent) => void, options?: { readonly passive: boolean }): void;
  getBoundingClientRect(): { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  closest(selector: string): PageElement | null;
  setPointerCapture(id: number): void;
  focus(): void;
}
declare const document: {
  createElement(tag: string): PageElement;
  createElementNS(space: string, tag: string): PageElement;
  getElementById(id: string): PageElement | null;
  readonly documentElement: PageElement;
};
declare const window: { addEventListener(type: string, listener: () => void): void; scrollTo(x: number, y: number): void };
declare const location: { hash: string };

type Child = PageElement | string | undefined;
interface Attributes {
  readonly [name: string]: string | number | boolean | undefined;
}

function fill(element: PageElement, attributes: Attributes, children: readonly Child[]): PageElement {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

export function make(tag: string, attributes: Attributes, ...children: Child[]): PageElement {
  return fill(document.createElement(tag), attributes, children);
}

export function draw(tag: string, attributes: Attributes, ...children: Child[]): PageElement {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

export function byId(id: string): PageElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element;
}

export function rootElement(): PageElement {
  return document.documentElement;
}

/** Where the page is: the part behind "#", split at "/". */
export function route(): string[] {
  return location.hash
    .slice(1)
    .split("/")
    .map((part) => decodeURIComponent(part));
}

export function go(...parts: string[]): void {
  location.hash = parts.map((part) => encodeURIComponent(part)).join("/");
}

export function onRoute(listener: () => void): void {
  window.addEventListener("hashchange", listener);
}

export function toTop(): void {
  window.scrollTo(0, 0);
}
