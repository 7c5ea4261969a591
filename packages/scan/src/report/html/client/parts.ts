import type { PageData } from "../page-data.ts";
import { byId, make, type PageElement } from "./dom.ts";

export const DATA: PageData = JSON.parse(byId("data").textContent ?? "{}");
const SHAPES: { readonly [severity: string]: string } = { critical: "◆", high: "▲", medium: "●", low: "○", info: "·" };

export function shapeOf(severity: string): string {
  return SHAPES[severity] ?? "·";
}

/** Word, shape and colour, always together. */
export function severityMark(severity: string): PageElement {
  return make("span", { class: `severity ${severity}` }, make("span", { "aria-hidden": "true" }, shapeOf(severity)), ` ${severity}`);
}

export function assetLink(position: number, text?: string): PageElement {
  const asset = DATA.assets[position];
  if (asset === undefined) return make("span", {}, text ?? "");
  return make("a", { href: `#asset/${asset.id}`, class: "asset" }, text ?? asset.name);
}

export function place(text: string): PageElement {
  return make("span", { class: "place" }, text);
}

export function heading(text: string, note?: string): PageElement {
  return make("h2", {}, text, note === undefined ? undefined : make("small", {}, note));
}

export function empty(text: string): PageElement {
  return make("p", { class: "empty" }, text);
}

export interface Column<Row> {
  readonly title: string;
  readonly numeric?: boolean;
  readonly wide?: boolean;
  readonly sort?: (row: Row) => string | number;
  readonly cell: (row: Row) => PageElement | string;
}

const PAGE = 100;

/** A table that sorts at its heads and shows a hundred rows at a time, so ten thousand cost no more than a hundred. */
export function sortedTable<Row>(
  label: string,
  columns: readonly Column<Row>[],
  initial: readonly Row[],
  nothing: string,
): { readonly element: PageElement; show(rows: readonly Row[]): void } {
  let rows: readonly Row[] = initial;
  let page = 0;
  let order: { readonly column: number; readonly down: boolean } | undefined;
  const body = make("tbody", {});
  const foot = make("div", { class: "pager" });
  const heads = columns.map((column, at) => {
    const head = make("th", { scope: "col", class: column.numeric ? "number" : undefined });
    if (column.sort === undefined) head.append(column.title);
    else {
      const button = make("button", { type: "button", class: "sort" }, column.title);
      button.addEventListener("click", () => {
        order = { column: at, down: order?.column === at && !order.down };
        page = 0;
        render();
      });
      head.append(button);
    }
    return head;
  });
  const sorted = (): readonly Row[] => {
    const sort = order === undefined ? undefined : columns[order.column]?.sort;
    if (order === undefined || sort === undefined) return rows;
    const sign = order.down ? -1 : 1;
    return [...rows].sort((a, b) => {
      const [x, y] = [sort(a), sort(b)];
      return sign * (x < y ? -1 : x > y ? 1 : 0);
    });
  };
  const step = (text: string, to: number, possible: boolean): PageElement => {
    const button = make("button", { type: "button", disabled: !possible }, text);
    button.addEventListener("click", () => {
      page = to;
      render();
    });
    return button;
  };
  function render(): void {
    const shown = sorted().slice(page * PAGE, (page + 1) * PAGE);
    for (const [at, head] of heads.entries())
      head.setAttribute("aria-sort", order?.column === at ? (order.down ? "descending" : "ascending") : "none");
    body.replaceChildren(
      ...shown.map((row) =>
        make(
          "tr",
          {},
          ...columns.map((column) => make("td", { class: column.numeric ? "number" : column.wide ? "wide" : undefined }, column.cell(row))),
        ),
      ),
    );
    const last = Math.max(Math.ceil(rows.length / PAGE) - 1, 0);
    foot.replaceChildren(
      rows.length === 0
        ? empty(nothing)
        : `${(page * PAGE + 1).toLocaleString("en-GB")} to ${Math.min((page + 1) * PAGE, rows.length).toLocaleString("en-GB")} of ${rows.length.toLocaleString("en-GB")}`,
      ...(last > 0 ? [step("Previous", page - 1, page > 0), step("Next", page + 1, page < last)] : []),
    );
  }
  render();
  const element = make(
    "div",
    { class: "table" },
    make("table", { "aria-label": label }, make("thead", {}, make("tr", {}, ...heads)), body),
    foot,
  );
  return {
    element,
    show: (next) => {
      rows = next;
      page = 0;
      render();
    },
  };
}

/** A labelled choice; the first entry means all. */
export function choice(
  label: string,
  all: string,
  values: readonly string[],
  changed: () => void,
): { readonly element: PageElement; value(): string; choose(value: string): void } {
  const select = make(
    "select",
    { "aria-label": label },
    make("option", { value: "" }, all),
    ...values.map((value) => make("option", { value }, value)),
  );
  select.addEventListener("change", changed);
  return {
    element: select,
    value: () => select.value,
    choose: (value) => {
      select.value = value;
    },
  };
}

export function searchBox(label: string, changed: () => void): { readonly element: PageElement; value(): string } {
  const input = make("input", { type: "search", placeholder: label, "aria-label": label, spellcheck: "false", autocomplete: "off" });
  input.addEventListener("input", changed);
  return { element: input, value: () => input.value.trim().toLowerCase() };
}

export function distinct(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ""))].sort();
}
