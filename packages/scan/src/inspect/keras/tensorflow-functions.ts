import type { Visit } from "../interpreter.ts";
import type { ConfigPlace } from "./judge-config.ts";

/** Namespaces of TensorFlow whose functions compute. */
const COMPUTES =
  /^(?:__operators__|math|nn|linalg|image|signal|strings|sparse|ragged|random|audio|bitwise|sets|sort|quantization|dtypes|autodiff|keras\.activations|keras\.backend|keras\.ops|compat\.v1\.(?:nn|math|image|strings))\.[\w.]+$/;
/** Functions of the top that do more. */
const HARMFUL =
  /(?:^|\.)(?:py_function|numpy_function|py_func|eager_py_func|load_library|load_op_library|load_file_system_library|read_file|write_file|matching_files|gfile\.\w+|load_model|get_file|saved_model\.\w+|WriteFile|ReadFile|PyFunc\w*|EagerPyFunc|MatchingFiles|save|restore)$|^io\.(?:gfile|read_file|write_file|matching_files)|^(?:data|train|summary|debugging\.experimental|profiler|distribute|config|sysconfig|saved_model|raw_ops)\./;

/** The function of TensorFlow that a TFOpLambda layer calls, by its public name (`math.add`, `nn.relu`). */
export function judgeTensorflowFunction(name: string | undefined, visit: Visit, place: ConfigPlace): void {
  const shown = JSON.stringify((name ?? "").slice(0, 100));
  if (name !== undefined && !HARMFUL.test(name) && (COMPUTES.test(name) || /^[a-z]\w*$/.test(name))) return;
  if (name !== undefined && HARMFUL.test(name))
    visit.finding({
      rule: "keras-harmful-object",
      message: `A layer calls the TensorFlow function ${shown}.`,
      call: { callable: `tensorflow.${name.slice(0, 100)}`, arguments: [] },
      ...place,
    });
  else
    visit.finding({
      rule: "keras-custom-object",
      message: `A layer calls the TensorFlow function ${shown}, which is not known to only compute.`,
      ...place,
    });
}
