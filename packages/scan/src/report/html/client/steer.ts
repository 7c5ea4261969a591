import type { Arrangement } from "./arrange.ts";
import { make, type PageElement } from "./dom.ts";

/** Zoom and pan by wheel, pointer, buttons and keys: all of them move the view box. */
export function steer(svg: PageElement, frame: PageElement, arrangement: Arrangement, centre: readonly number[]): PageElement[] {
  const ratio = (): number => frame.clientHeight / Math.max(frame.clientWidth, 1) || 0.5;
  let view = { x: 0, y: 0, width: 0 };
  const apply = (): void => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.width * ratio()}`);
  const showAll = (): void => {
    // No larger than life by much: three boxes must not fill the frame.
    const width = Math.max(arrangement.width, arrangement.height / ratio(), frame.clientWidth / 1.25);
    view = { x: (arrangement.width - width) / 2, y: (arrangement.height - width * ratio()) / 2, width };
    apply();
  };
  // The first view keeps the names readable: a picture that is too large for that starts around what matters.
  const start = (): void => {
    showAll();
    const width = frame.clientWidth * 1.3;
    const places = centre.map((node) => arrangement.places.get(node)).filter((place) => place !== undefined);
    if (view.width <= width || places.length === 0) return;
    const mean = (axis: 0 | 1): number => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
    view = {
      x: Math.max(Math.min(mean(0) - width / 2, arrangement.width - width), Math.min(0, arrangement.width - width)),
      y: mean(1) - (width * ratio()) / 2,
      width,
    };
    apply();
  };
  const zoom = (factor: number, atX = 0.5, atY = 0.5): void => {
    const width = Math.min(Math.max(view.width * factor, 200), Math.max(arrangement.width, arrangement.height) * 6 + 1000);
    view = { x: view.x + (view.width - width) * atX, y: view.y + (view.width - width) * ratio() * atY, width };
    apply();
  };
  const pan = (x: number, y: number): void => {
    view = { ...view, x: view.x + x, y: view.y + y };
    apply();
  };
  svg.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const box = svg.getBoundingClientRect();
      zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    },
    { passive: false },
  );
  let drag: { readonly x: number; readonly y: number } | undefined;
  svg.addEventListener("pointerdown", (event) => {
    if (event.target.closest(".node") !== null) return;
    drag = { x: event.clientX, y: event.clientY };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (drag === undefined) return;
    const scale = view.width / Math.max(frame.clientWidth, 1);
    pan((drag.x - event.clientX) * scale, (drag.y - event.clientY) * scale);
    drag = { x: event.clientX, y: event.clientY };
  });
  svg.addEventListener("pointerup", () => {
    drag = undefined;
  });
  const keys: { readonly [key: string]: () => void } = {
    "+": () => zoom(0.8),
    "=": () => zoom(0.8),
    "-": () => zoom(1.25),
    "0": showAll,
    ArrowLeft: () => pan(-view.width / 12, 0),
    ArrowRight: () => pan(view.width / 12, 0),
    ArrowUp: () => pan(0, -view.width / 12),
    ArrowDown: () => pan(0, view.width / 12),
  };
  svg.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  const button = (text: string, label: string, act: () => void): PageElement => {
    const element = make("button", { type: "button", title: label, "aria-label": label }, text);
    element.addEventListener("click", act);
    return element;
  };
  // The frame has no size before it stands on the page.
  requestAnimationFrame(start);
  return [
    button("+", "Zoom in (+)", () => zoom(0.8)),
    button("−", "Zoom out (-)", () => zoom(1.25)),
    button("fit", "Show all (0)", showAll),
  ];
}

declare function requestAnimationFrame(act: () => void): void;
