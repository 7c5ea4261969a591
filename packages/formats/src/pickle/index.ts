export { DEFAULT_PICKLE_BUDGET } from "./budget.ts";
export { describeEffect, describeValue } from "./decompile.ts";
export { type Constant as PickleConstant, constantOf as pickleConstant } from "./fold/constants.ts";
export { type JoblibArray, joblibArrayAfterBuild } from "./joblib-arrays.ts";
export { type ArrayType, arrayTypeOf } from "./numpy-dtype.ts";
export { OPCODE_OF, PICKLE_OPCODES, type PickleOpcode, type PickleOperand } from "./opcodes.ts";
export { type ImportedName, mapPython2, PYTHON2_MODULES, PYTHON2_NAMES } from "./python2-names.ts";
export { runPickle, runPickles } from "./run-pickles.ts";
export type * from "./value.ts";
