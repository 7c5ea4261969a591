/** How a declaration hides an element: for certain of the eye, or as honest pages do too (menus, screen-reader text). */
export type Hiding =
  | {
      readonly rule: "hidden-display-none" | "hidden-tiny-text" | "hidden-same-color" | "hidden-off-screen" | "hidden-transparent";
      readonly how: string;
    }
  | undefined;

const LONGEST_STYLE = 2000;

/** Reads the declarations of a `style` attribute or rule (CSS 2.2, section 4.1.8). Linear in the declarations. */
export function hidingOf(style: string): Hiding {
  const declarations = new Map<string, string>();
  for (const declaration of style.slice(0, LONGEST_STYLE).split(";")) {
    const colon = declaration.indexOf(":");
    if (colon > 0)
      declarations.set(
        declaration.slice(0, colon).trim().toLowerCase(),
        declaration
          .slice(colon + 1)
          .replace(/!\s{0,4}important/i, "")
          .trim()
          .toLowerCase(),
      );
  }
  const get = (name: string): string => declarations.get(name) ?? "";
  if (get("display") === "none") return { rule: "hidden-display-none", how: "display: none" };
  if (/^(?:hidden|collapse)$/.test(get("visibility"))) return { rule: "hidden-display-none", how: "visibility: hidden" };
  const size = lengthOf(get("font-size") || (/(?:^|\s)([\d.]+(?:px|pt|em|rem|%)?)(?:\s|\/)/.exec(get("font"))?.[1] ?? ""));
  if (size !== undefined && size <= 2) return { rule: "hidden-tiny-text", how: `font-size: ${get("font-size") || get("font")}` };
  if (Number.parseFloat(get("opacity")) <= 0.05) return { rule: "hidden-transparent", how: `opacity: ${get("opacity")}` };
  const color = colorOf(get("color") || get("-webkit-text-fill-color"));
  if (color === "transparent") return { rule: "hidden-transparent", how: "color: transparent" };
  const ground = colorOf(get("background-color") || get("background").split(" ")[0]);
  if (color !== undefined && ground !== undefined && isNear(color, ground))
    return { rule: "hidden-same-color", how: `color: ${get("color")} on the same` };
  // A page without a ground of its own is white.
  if (color !== undefined && ground === undefined && isNear(color, "255 255 255"))
    return { rule: "hidden-same-color", how: `color: ${get("color")} on white` };
  if (
    isFar(get("text-indent")) ||
    (/absolute|fixed|relative/.test(get("position")) && ["left", "top", "right", "bottom"].some((side) => isFar(get(side))))
  )
    return { rule: "hidden-off-screen", how: "moved off the screen" };
  if (/scale\(0(?:[.,]0\d*)?[),]/.test(get("transform"))) return { rule: "hidden-tiny-text", how: "transform: scale(0)" };
  const clipped = /rect\(\s{0,4}0|inset\(\s{0,4}(?:50|100)%/.test(get("clip") + get("clip-path"));
  const boxless =
    [get("width"), get("height"), get("max-height"), get("max-width")].some((length) => (lengthOf(length) ?? 9) <= 1) &&
    get("overflow").startsWith("hidden");
  return clipped || boxless ? { rule: "hidden-display-none", how: "cut to nothing" } : undefined;
}

/** In pixels, roughly: an em and a rem are 16, a point 1.33. */
function lengthOf(text: string): number | undefined {
  const match = /^(-?\d{0,6}(?:\.\d{1,6})?)\s?(px|pt|em|rem|%|vw|vh|ex|ch)?$/.exec(text);
  const number = Number.parseFloat(match?.[1] ?? "");
  if (match === null || Number.isNaN(number)) return undefined;
  const unit = match[2] ?? "px";
  return number * (unit === "em" || unit === "rem" || unit === "ch" || unit === "ex" ? 16 : unit === "pt" ? 1.33 : unit === "%" ? 0.16 : 1);
}

function isFar(text: string): boolean {
  return (lengthOf(text) ?? 0) <= -500;
}

const NAMED: Readonly<Record<string, string>> = {
  white: "255 255 255",
  black: "0 0 0",
  snow: "255 250 250",
  ivory: "255 255 240",
  ghostwhite: "248 248 255",
  whitesmoke: "245 245 245",
  transparent: "transparent",
  red: "255 0 0",
  green: "0 128 0",
  blue: "0 0 255",
  gray: "128 128 128",
  grey: "128 128 128",
  silver: "192 192 192",
  yellow: "255 255 0",
  navy: "0 0 128",
};

/** `r g b` of 0 to 255, `transparent`, or nothing for what is not understood. */
export function colorOf(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  const named = NAMED[text];
  if (named !== undefined) return named;
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(text)?.[1];
  if (hex !== undefined) {
    const full = hex.length <= 4 ? [...hex].map((digit) => digit + digit).join("") : hex;
    if (full.length === 8 && full.endsWith("00")) return "transparent";
    return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)).join(" ");
  }
  const parts = /^rgba?\(([^()]{1,60})\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .filter((part) => part !== "");
  if (parts === undefined || parts.length < 3) return undefined;
  if (parts.length > 3 && Number.parseFloat(parts[3] ?? "1") <= 0.05) return "transparent";
  return parts
    .slice(0, 3)
    .map((part) => Math.round(Number.parseFloat(part)))
    .join(" ");
}

/** Too near for eyes: no channel differs by more than 12 of 255. */
export function isNear(a: string, b: string): boolean {
  if (a === "transparent" || b === "transparent") return false;
  const [left, right] = [a, b].map((color) => color.split(" ").map(Number));
  return left !== undefined && right !== undefined && left.every((channel, i) => Math.abs(channel - (right[i] ?? 999)) <= 12);
}
