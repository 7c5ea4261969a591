import { capabilitiesOf } from "../pickle/capabilities.ts";
import { KERAS_NAMES } from "./names.ts";
import { STANDARD_LIBRARY } from "./standard-library.ts";

/** What Keras gets when it resolves a class or function that a configuration names. */
export type Resolved =
  | { readonly kind: "known" }
  /** A class or function of another package or of the publisher: runs their code. */
  | { readonly kind: "custom"; readonly why: string }
  | { readonly kind: "harmful"; readonly why: string };

const KNOWN: Resolved = { kind: "known" };

/** Packages that are Keras under another name. */
const KERAS =
  /^(?:keras|tf_keras|tensorflow\.keras|tensorflow\.python\.keras|tensorflow_core\.keras|tensorflow_core\.python\.keras)(?:\.|$)/;

/** Functions of Keras that open files or connections, run code, or switch the protection off. */
const HARMFUL_NAMES = new Set(
  `get_file extract_archive load_model load_weights save_model save_weights load_img save_img model_from_json model_from_config
  model_from_yaml enable_unsafe_deserialization deserialize deserialize_keras_object func_load func_dump plot_model model_to_dot
  image_dataset_from_directory text_dataset_from_directory audio_dataset_from_directory load_data custom_object_scope
  set_backend set_floatx data_utils file_utils python_utils io_utils LazyModule load_dataset from_preset set_keras_base_directory
  set_global_attribute SafeModeScope enable_interactive_logging set_config
  open os sys subprocess importlib shutil pickle marshal builtins eval exec compile getattr system popen load loads loadtxt genfromtxt
  fromfile fromregex memmap open_memmap DataSource savez savetxt tofile dump dumps run call check_output Popen urlopen urlretrieve
  read_pickle read_csv read_table download`.split(/\s+/),
);

/** Modules of Keras whose functions act on files, the network or code. */
const HARMFUL_MODULES = new Set(
  `file_utils python_utils io_utils module_utils torch_utils model_visualization image_utils image_dataset_utils text_dataset_utils
  audio_dataset_utils data_utils generic_utils saving saving_lib saving_api serialization_lib file_editor datasets config export
  legacy_h5_format visualization`.split(/\s+/),
);

/** What Python has without an import that does more than compute. */
const HARMFUL_BUILTINS = new Set(
  `eval exec compile open __import__ getattr setattr delattr globals locals vars input breakpoint memoryview exit quit help
  execfile file reload apply map filter type object super classmethod staticmethod property __build_class__ __loader__ print`.split(/\s+/),
);

/** Modules of the standard library that only hold data or compute. */
const HARMLESS_LIBRARY = new Set(
  "collections math cmath typing datetime numbers decimal fractions enum statistics string calendar abc types".split(" "),
);

/** Packages of the Keras project whose classes are layers and models. */
const SISTERS = /^(?:keras_hub|keras_nlp|keras_cv|keras_rs|keras_tuner)(?:\.|$)/;

function inKeras(module: string, name: string): Resolved {
  const short = name.split(".").at(-1) ?? name;
  const segments = module.split(".");
  if (HARMFUL_NAMES.has(short)) return { kind: "harmful", why: `${module}.${name} acts on files, the network or code` };
  if (name.includes(".")) return { kind: "harmful", why: `${module}.${name} walks into attributes of a module` };
  if (KERAS_NAMES.has(name)) return KNOWN;
  // Operations of Functional models are classes of keras.src.ops: Add, GetItem, ExpandDims.
  if (/^keras\.src\.ops(?:\.|$)/.test(module) && /^[A-Z]\w*$/.test(name)) return KNOWN;
  if (segments.some((segment) => HARMFUL_MODULES.has(segment)))
    return { kind: "harmful", why: `${module}.${name} acts on files, the network or code` };
  return { kind: "custom", why: `${module}.${name} is no published class of Keras` };
}

/**
 * What `module` and `name` lead to. Without a module the name is looked up among the classes of Keras.
 * @see keras/src/saving/serialization_lib.py `_retrieve_class_or_fn`
 */
export function resolveKeras(module: string | undefined, name: string, registered: string | undefined): Resolved {
  if (module === undefined || module === "") {
    if (registered?.includes(">") === true) return { kind: "custom", why: `${registered} is a class that the publisher registered` };
    if (KERAS_NAMES.has(name)) return KNOWN;
    if (HARMFUL_NAMES.has(name)) return { kind: "harmful", why: `${name} acts on files, the network or code` };
    return { kind: "custom", why: `${name} is no published class of Keras` };
  }
  if (KERAS.test(module)) return inKeras(module, name);
  if (/^(?:builtins|__builtin__)$/.test(module)) {
    if (HARMFUL_BUILTINS.has(name) || name.includes(".")) return { kind: "harmful", why: `builtins.${name} is Python's own` };
    return KERAS_NAMES.has(name) ? KNOWN : { kind: "custom", why: `${name} is no published function of Keras` };
  }
  const top = module.split(".")[0] ?? module;
  if (STANDARD_LIBRARY.has(top) && !HARMLESS_LIBRARY.has(module) && top !== "__main__")
    return { kind: "harmful", why: `loading the model imports ${module} of Python's standard library for ${name}` };
  if (HARMFUL_NAMES.has(name)) return { kind: "harmful", why: `${module}.${name} acts on files, the network or code` };
  const capability = capabilitiesOf(module, name);
  if (capability.kind === "capable")
    return { kind: "harmful", why: `loading the model calls ${module}.${name}, which ${capability.reason}` };
  if (SISTERS.test(module) && /^[A-Z]\w*$/.test(name)) return KNOWN;
  if (/^tensorflow\.python\.(?:framework|ops\.ragged|data\.ops)\./.test(module) && /Spec$/.test(name)) return KNOWN;
  return { kind: "custom", why: `loading the model imports ${module} for ${name}` };
}

/** Whether a text is a path or an address that leads out of the model, not the name of a file beside it. */
export function isForeignPath(text: string): boolean {
  return /^(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\~])/.test(text) || text.split(/[/\\]/).includes("..");
}
