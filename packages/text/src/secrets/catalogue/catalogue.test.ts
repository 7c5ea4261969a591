import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { drawToken, lineFor, seededRandom } from "../../testing/draw.ts";
import { createSecretEngine } from "../engine.ts";
import { findSecrets } from "../find.ts";
import { formLength, formPrefix, formSource } from "../form.ts";
import { secretRuleSchema } from "../rule.ts";
import { secretRules } from "./index.ts";

const withForms = secretRules.filter((rule) => rule.forms.length > 0);
const DRAWS = 10;
/** RE2 counts to 1000 only; longer runs are checked with that bound. */
const re2Source = (form: string): string => formSource(form).replace(/\{(\d+),\d{4}\}/g, "{$1,1000}");

describe("the secret catalogue", () => {
  it("validates, has unique ids and names at least 300 kinds", () => {
    for (const rule of secretRules) expect(secretRuleSchema.safeParse(rule).error, rule.id).toBeUndefined();
    expect(new Set(secretRules.map((rule) => rule.id)).size).toBe(secretRules.length);
    expect(secretRules.length).toBeGreaterThanOrEqual(300);
  });

  it("holds only forms that RE2 accepts too, and that end", () => {
    for (const rule of withForms)
      for (const form of rule.forms) {
        expect(() => RE2JS.compile(re2Source(form)), rule.id).not.toThrow();
        expect(formLength(form), rule.id).toBeLessThanOrEqual(2600);
      }
  });

  it("has a keyword inside every token of its kind, within the declared lead", () => {
    for (const rule of withForms.filter((one) => one.method === "token"))
      for (const form of rule.forms) {
        const token = drawToken(form, seededRandom(3)).toLowerCase();
        const places = rule.keywords.map((keyword) => token.indexOf(keyword)).filter((at) => at >= 0);
        expect(Math.min(...places), `${rule.id} ${form}`).toBeLessThanOrEqual(rule.lead);
      }
  });

  it.each(withForms.map((rule) => [rule.id, rule] as const))("%s is found, and its placeholders are not", (_, rule) => {
    const engine = createSecretEngine([rule]);
    for (const form of rule.forms)
      for (const keyword of rule.method === "assigned" ? rule.keywords : [""]) {
        const random = seededRandom(rule.id.length * 31 + form.length);
        const tokens = Array.from({ length: DRAWS }, () => drawToken(form, random));
        const fired = tokens.filter((token) => findSecrets(lineFor(rule, token, keyword), { engine }).length === 1);
        expect(fired.length, `${form} ${keyword}`).toBeGreaterThanOrEqual(DRAWS - 3);
        for (const token of tokens.slice(0, 3)) {
          const prefix = formPrefix(form);
          const masked = prefix + token.slice(prefix.length).replace(/[A-Za-z0-9]/g, "x");
          expect(findSecrets(lineFor(rule, masked, keyword), { engine }), masked).toEqual([]);
          const glued = rule.method === "token" ? `"Q${token}Q"` : lineFor(rule, `${token}Q!${token}`, keyword);
          expect(
            findSecrets(glued, { engine }).filter(
              (match) => match.end - match.start === token.length && glued.indexOf(token) === match.start,
            ),
            glued,
          ).toEqual([]);
        }
      }
  });
});
