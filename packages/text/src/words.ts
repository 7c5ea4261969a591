/**
 * Splits an identifier into lower-case words: `OPENAI_API_KEY`, `openaiApiKey` and `openai-api-key`
 * all give `openai api key`. Digits form words of their own. Linear.
 */
export function splitWords(identifier: string): string[] {
  const words: string[] = [];
  let word = "";
  let before: CharClass = "other";
  for (let i = 0; i < identifier.length; i++) {
    const code = identifier.charCodeAt(i);
    const now = classOf(code);
    const next = i + 1 < identifier.length ? classOf(identifier.charCodeAt(i + 1)) : "other";
    const starts = now !== before && !(before === "upper" && now === "lower" && word.length === 1);
    const endsAcronym = now === "upper" && before === "upper" && next === "lower";
    if ((starts || endsAcronym) && word !== "") {
      words.push(word);
      word = "";
    }
    if (now !== "other") word += identifier.charAt(i).toLowerCase();
    before = now;
  }
  if (word !== "") words.push(word);
  return words;
}

type CharClass = "upper" | "lower" | "digit" | "other";

function classOf(code: number): CharClass {
  if (code >= 97 && code <= 122) return "lower";
  if (code >= 65 && code <= 90) return "upper";
  if (code >= 48 && code <= 57) return "digit";
  return code > 127 ? "lower" : "other";
}
