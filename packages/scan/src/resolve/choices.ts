import type { Evaluator } from "./evaluate.ts";
import type { CallExpression } from "./scope.ts";
import type { Frame, Value } from "./value.ts";

/** Fields of a page in which people choose; the documentation of Streamlit and Chainlit. */
const CHOICE = /^streamlit\.(?:sidebar\.)?(?:selectbox|radio|select_slider|segmented_control|pills|multiselect)\(\)$/;

/** `st.selectbox("Model", options=MODELS)` is one of its options; undefined where they are not known. */
export function chosen(evaluator: Evaluator, path: string, call: CallExpression, frame: Frame): readonly Value[] | undefined {
  if (!CHOICE.test(path)) return undefined;
  const plain = call.arguments.filter((argument) => argument.name === undefined);
  const options = call.arguments.find((argument) => argument.name === "options") ?? plain[1];
  if (options === undefined) return undefined;
  const items = evaluator
    .evaluate(options.value, frame)
    .flatMap((value): readonly Value[] =>
      value.kind === "list"
        ? value.items.flatMap((item) => evaluator.evaluate(item.expression, item.frame))
        : value.kind === "map"
          ? value.entries.flatMap(({ key }) => (key === undefined ? [] : evaluator.evaluate(key.expression, key.frame)))
          : [],
    )
    .filter(({ kind }) => kind === "constant");
  return items.length > 0 ? items : undefined;
}
