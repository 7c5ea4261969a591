/** One way in which text is kept from the eye of the reader. */
export interface HiddenRule {
  readonly id: string;
  /** The type of its spans. */
  readonly type: string;
  readonly title: string;
  readonly why: string;
  /** What stays quiet. */
  readonly honest: string;
}

const rule = (id: string, type: string, title: string, why: string, honest: string): HiddenRule => ({ id, type, title, why, honest });

/** Every rule of hidden text, in the order of the catalogue. */
export const hiddenRules = [
  rule(
    "hidden-unicode-tags",
    "UNICODE_TAGS",
    "Message in Unicode tag characters",
    "Tag characters (U+E0000 to U+E007F) mirror ASCII and are drawn by nothing; tokenizers read them.",
    "flags of regions: a black flag with at most six tags and a cancel tag",
  ),
  rule(
    "hidden-variation-selectors",
    "VARIATION_SELECTORS",
    "Data in variation selectors",
    "Runs of variation selectors carry one byte each and are drawn by nothing.",
    "one selector behind a character: emoji, Han variants, Mongolian",
  ),
  rule(
    "hidden-zero-width-data",
    "ZERO_WIDTH",
    "Data in zero-width characters",
    "A run of zero-width characters of two or more kinds is an alphabet: nothing of it is drawn.",
    "single joiners and spaces without width",
  ),
  rule(
    "hidden-zero-width-split",
    "ZERO_WIDTH",
    "Word split by zero-width characters",
    "A zero-width character inside a word of a script that uses none hides the word from filters, not from a model.",
    "Arabic, Persian, Hebrew, Indic, Thai and their like, emoji sequences, byte-order marks in front, soft hyphens between syllables",
  ),
  rule(
    "hidden-bidi",
    "BIDI_CONTROL",
    "Direction controls that reorder what is shown",
    "Overrides, and embeddings or isolates left open at the end of a line, show another order than programs read (CVE-2021-42574).",
    "right-to-left marks, closed embeddings and isolates",
  ),
  rule(
    "hidden-homoglyph",
    "HOMOGLYPH",
    "Look-alike letters of another script inside a word",
    "A word that mixes scripts with look-alike letters reads as another word than it is (UTS #39, mixed-script confusables).",
    "Cyrillic and Greek words, units such as µm and kΩ, names such as TNFα, words with endings of another script",
  ),
  rule(
    "hidden-styled-letters",
    "STYLED_LETTERS",
    "Words in mathematical letters",
    "Mathematical letters look like bold or italic text and pass filters that look for the plain word.",
    "single symbols in formulas",
  ),
  rule(
    "hidden-filler",
    "FILLER",
    "Invisible letters",
    "Hangul fillers are letters without a shape: identifiers and words that look empty.",
    "beside other Hangul letters",
  ),
  rule(
    "hidden-control",
    "CONTROL_CHARACTER",
    "Control characters in text",
    "Terminal escapes, backspaces and other controls change or hide what is shown.",
    "tabs, line ends, form feeds, the end-of-file mark of DOS",
  ),
  rule(
    "hidden-annotation",
    "ANNOTATION",
    "Interlinear annotation",
    "Text between annotation characters (U+FFF9 to U+FFFB) is left out by most programs that draw text.",
    "none",
  ),
  rule(
    "hidden-display-none",
    "HIDDEN_ELEMENT",
    "Instruction in an element that is not drawn",
    "display: none, visibility: hidden, the hidden attribute, template and noscript, boxes cut to nothing: programs read the text.",
    "menus, dialogs, texts for screen readers: everything that does not read like an instruction to a model",
  ),
  rule(
    "hidden-tiny-text",
    "TINY_TEXT",
    "Text too small to read",
    "A font of at most two pixels, or scaled to nothing, is drawn and cannot be read.",
    "fewer than four words (spacers)",
  ),
  rule(
    "hidden-same-color",
    "SAME_COLOR",
    "Text in the colour of its ground",
    "White on white: marked or copied it appears, and programs read it.",
    "fewer than five words; white letters of a style sheet, whose ground another rule may give",
  ),
  rule(
    "hidden-transparent",
    "TRANSPARENT_TEXT",
    "Transparent text",
    "Opacity or colour of nothing.",
    "fewer than six words (layers that fade in)",
  ),
  rule(
    "hidden-off-screen",
    "OFF_SCREEN",
    "Text moved off the screen",
    "Positions far outside of the page, or a text indent of many pixels.",
    "short texts for screen readers and image replacement",
  ),
  rule(
    "hidden-comment",
    "COMMENT_INSTRUCTION",
    "Instruction in a comment",
    "Comments of HTML and Markdown are not drawn; a model that is given the source reads them.",
    "every comment that does not read like an instruction to a model",
  ),
  rule(
    "hidden-attribute",
    "ATTRIBUTE_INSTRUCTION",
    "Instruction in an attribute",
    "alt, title, aria-label, content and their like are shown late or never, and are given to models as text.",
    "every attribute that does not read like an instruction to a model",
  ),
  rule(
    "hidden-exfiltration-link",
    "EXFILTRATION_LINK",
    "Address with a place for data",
    "A picture or link of Markdown with a slot in its address sends what a model fills in, a picture as soon as it is drawn.",
    "addresses with fixed values, as of badges",
  ),
  rule(
    "hidden-encoded",
    "ENCODED_INSTRUCTION",
    "Encoded instruction",
    "base64, base32, hexadecimal, escapes, rotation by 13 or reversal: models decode them, filters do not.",
    "everything encoded that does not decode to an instruction to a model",
  ),
] as const satisfies readonly HiddenRule[];

export type HiddenRuleId = (typeof hiddenRules)[number]["id"];

const byId = new Map<string, HiddenRule>(hiddenRules.map((one) => [one.id, one]));

export function hiddenTypeOf(id: HiddenRuleId): string {
  return byId.get(id)?.type ?? "";
}
