import { type MarkupTag, tagsOf, textOfMarkup } from "./markup-tags.ts";
import { type HiddenMatch, hiddenMatch } from "./match.ts";
import type { HiddenRuleId } from "./rules.ts";
import { colorOf, hidingOf, isNear } from "./style.ts";

/** From here on a hidden text is called an instruction. */
const READS_LIKE_INSTRUCTION = 0.9;
const LONGEST_TEXT = 20_000;
const LONGEST_ELEMENT = 200_000;
/** Elements whose name alone hides them. */
const BARE = new Set(["template", "noscript", "desc", "metadata"]);
const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);
/** Attributes that are read aloud, indexed or shown late: their place for instructions. */
const SPOKEN = new Set(["alt", "title", "aria-label", "aria-description", "content", "placeholder", "value", "summary", "data-prompt", "data-instructions"]);

/** Words that make hidden text more than a stray letter, and the score for hiding that honest pages have no use for. */
const DELIBERATE: Readonly<Partial<Record<HiddenRuleId, { readonly words: number; readonly score: number }>>> = {
  "hidden-tiny-text": { words: 4, score: 0.6 },
  "hidden-same-color": { words: 5, score: 0.45 },
  "hidden-transparent": { words: 6, score: 0.4 },
  "hidden-off-screen": { words: 12, score: 0.35 },
};

interface Open {
  readonly name: string;
  readonly start: number;
  readonly contentStart: number;
  readonly rule: HiddenRuleId;
  depth: number;
}

/**
 * Text that HTML and CSS keep from the eye: hidden elements, comments, attributes. What honest pages hide as well (menus,
 * comments, texts for screen readers) is reported only where it reads like an instruction to a model.
 */
export function findHiddenMarkup(text: string, reads: (text: string) => number): HiddenMatch[] {
  const found: HiddenMatch[] = [];
  const hidingClasses = new Map<string, HiddenRuleId>();
  const styles: StyleCache = new Map();
  let open: Open | undefined;
  const report = (rule: HiddenRuleId, start: number, end: number, said: string): void => {
    const match = judged(rule, start, end, said, reads);
    if (match !== undefined) found.push(match);
  };
  for (const tag of tagsOf(text, (name, content) => name === "style" && readStyles(content, hidingClasses))) {
    if (open !== undefined && tag.start - open.start > LONGEST_ELEMENT) open = undefined;
    if (tag.kind === "comment") {
      report("hidden-comment", tag.start, tag.end, text.slice(tag.start + 4, tag.end - 3).trim());
      continue;
    }
    if (open !== undefined) {
      if (tag.name === open.name && !tag.closed) open.depth += tag.kind === "end" ? -1 : 1;
      if (open.depth === 0) {
        report(open.rule, open.start, tag.end, textOfMarkup(text.slice(open.contentStart, Math.min(tag.start, open.contentStart + LONGEST_TEXT))));
        open = undefined;
      }
    } else if (tag.kind === "start" && !tag.closed && !VOID.has(tag.name)) {
      const rule = hidingRule(tag, hidingClasses, styles);
      if (rule !== undefined) open = { name: tag.name, start: tag.start, contentStart: tag.end, rule, depth: 1 };
    }
    if (tag.kind === "start")
      for (const { name, value, start, end } of tag.attributes)
        if (value.length >= 20 && SPOKEN.has(name) && /\S\s+\S+\s+\S|[^\u0000-\u02ff]/.test(value)) report("hidden-attribute", start, end, value);
  }
  // A styled element that is never closed reaches to the end; a bare name in angle brackets may be no markup at all.
  if (open !== undefined && !BARE.has(open.name)) report(open.rule, open.start, text.length, textOfMarkup(text.slice(open.contentStart, open.contentStart + LONGEST_TEXT)));
  return found;
}

function judged(rule: HiddenRuleId, start: number, end: number, said: string, reads: (text: string) => number): HiddenMatch | undefined {
  if (said.length < 12) return undefined;
  if (reads(said) >= READS_LIKE_INSTRUCTION) return hiddenMatch(rule, start, end, 0.9, said);
  const deliberate = DELIBERATE[rule];
  if (deliberate === undefined || said.split(/\s/).length < deliberate.words) return undefined;
  return hiddenMatch(rule, start, end, deliberate.score, said);
}

/** Pages write the same style many times. */
type StyleCache = Map<string, HiddenRuleId | undefined>;

function hidingStyle(style: string, styles: StyleCache): HiddenRuleId | undefined {
  if (styles.has(style)) return styles.get(style);
  const rule = hidingOf(style)?.rule;
  if (styles.size < MOST_RULES) styles.set(style, rule);
  return rule;
}

function hidingRule({ name, attributes }: MarkupTag, classes: ReadonlyMap<string, HiddenRuleId>, styles: StyleCache): HiddenRuleId | undefined {
  if (BARE.has(name)) return "hidden-display-none";
  let rule: HiddenRuleId | undefined;
  for (const attribute of attributes) {
    if (attribute.name === "hidden" || (attribute.name === "aria-hidden" && attribute.value === "true")) rule ??= "hidden-display-none";
    if (attribute.name === "style") rule = hidingStyle(attribute.value, styles) ?? rule;
    if (attribute.name === "class" && classes.size > 0) for (const one of attribute.value.split(/\s+/).slice(0, 50)) rule ??= classes.get(`.${one}`);
    if (attribute.name === "id") rule ??= classes.get(`#${attribute.value}`);
    if (attribute.name === "color" && name === "font" && isNear(colorOf(attribute.value.toLowerCase()) ?? "0 0 0", "255 255 255")) rule ??= "hidden-same-color";
  }
  return rule;
}

const MOST_RULES = 5000;

/** Selectors of one class or id whose declarations hide. */
function readStyles(content: string, classes: Map<string, HiddenRuleId>): void {
  for (const block of content.split("}").slice(0, MOST_RULES)) {
    const brace = block.lastIndexOf("{");
    if (brace < 0) continue;
    const hiding = hidingOf(block.slice(brace + 1));
    // White letters in a style sheet stand on a ground that another rule gives.
    if (hiding === undefined || hiding.how.endsWith("on white")) continue;
    for (const selector of block.slice(0, brace).slice(-2000).split(","))
      if (/^\s*[.#][\w-]{1,100}\s*$/.test(selector)) classes.set(selector.trim(), hiding.rule);
  }
}
