import type { Interpreter } from "../interpreter.ts";
import { mobileBytecode } from "./bytecode.ts";
import { pt2Graph } from "./pt2.ts";
import { torchScriptCode } from "./torchscript-code.ts";

/** What is in containers of PyTorch beside pickles and tensors. */
export const TORCH_INTERPRETERS: readonly Interpreter[] = [torchScriptCode, mobileBytecode, pt2Graph];
