import type { Verdict } from "../interpreter.ts";
import { capabilitiesOf } from "../pickle/capabilities.ts";

export interface CallableJudgement {
  readonly verdict: Verdict;
  /** The end of a sentence about the callable. */
  readonly reason: string;
}

function names(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((name) => name !== ""));
}

/** Packages whose classes configurations of models name to build a model, its data or its training. */
const MODEL_PACKAGES = names(`
  accelerate albumentations apex audiocraft audiocraft2 axolotl bigvgan bitsandbytes catboost cldm clip coqui datasets deepspeed detectron2
  diffusers dinov2 einops encodec esm espnet espnet2 fairseq fairseq2 flair flax gluonts jax keras kornia ldm lhotse lightgbm lightning
  lightning_fabric litgpt mamba_ssm megatron mmcv mmdet mmengine mmseg monai nemo nemo_text_processing numpy omegaconf open_clip openfold
  optax orbax peft pl_bolts polars pytorch_lightning pytorchvideo pyannote sam2 scipy segment_anything sentence_transformers sgm sklearn
  spacy speechbrain sympy taming tensorflow thinc timm tokenizers torch torch_geometric torchaudio torchmetrics torchrl torchtext
  torchtune torchvision torchsde transformers trl ultralytics verl vocos wandb xformers xgboost
`);
/** Functions of these and other packages that load what may run, whatever they are called with. */
const DESERIALISERS = names(`
  torch.load torch.hub.load torch.jit.load torch.package.PackageImporter joblib.load dill.load dill.loads cloudpickle.load cloudpickle.loads
  pandas.read_pickle pandas.eval numpy.load sklearn.externals.joblib.load keras.models.load_model tensorflow.keras.models.load_model
  tensorflow.saved_model.load tensorflow.py_function torch.utils.cpp_extension.load torch.utils.cpp_extension.load_inline torch.ops.load_library
  torch.classes.load_library mlflow.pyfunc.load_model
`);
/** Functions that give or call anything by its name. */
const RESOLVERS = names(`
  hydra.utils.get_method hydra.utils.get_class hydra.utils.get_object hydra.utils.get_static_method hydra._internal.utils._locate
  pydoc.locate pkgutil.resolve_name importlib.import_module torch._utils._get_attr fairseq.utils.import_user_module
  pytorch_lightning.utilities.cli.instantiate_class jsonargparse.util.import_object
`);
/** Packages that run programs, or send and fetch. */
const RUNNING_PACKAGES = names(
  "IPython _pytest aiohttp boto3 conda distutils execnet fabric ftplib httpx invoke paramiko pexpect pip plumbum ptyprocess pytest requests setuptools sh smbclient telnetlib3 urllib3 winrm xmlrpc",
);
const PLAIN = names(`
  builtins.int builtins.float builtins.str builtins.bool builtins.list builtins.dict builtins.tuple builtins.set builtins.frozenset
  builtins.complex builtins.bytes builtins.range builtins.len builtins.sum builtins.min builtins.max builtins.slice builtins.abs
  builtins.object int float str bool list dict tuple set complex frozenset collections.OrderedDict collections.defaultdict collections.Counter
  collections.deque datetime.date datetime.datetime datetime.timedelta datetime.time datetime.timezone decimal.Decimal fractions.Fraction
  pathlib.Path pathlib.PosixPath pathlib.PurePath pathlib.PurePosixPath uuid.UUID argparse.Namespace types.SimpleNamespace random.Random
  enum.Enum
`);
/** What Hydra writes into the description of each of its runs. @see https://hydra.cc/docs/configure_hydra/intro/ */
const HYDRA_OWN =
  /^hydra\._internal\.core_plugins\.(?:basic_launcher\.BasicLauncher|basic_sweeper\.BasicSweeper|bash_completion\.BashCompletion|fish_completion\.FishCompletion|zsh_completion\.ZshCompletion)$|^hydra\.core\.config_search_path\.ConfigSearchPath$/;

/** What it means when a configuration names something to be imported, and mostly called. */
export function judgeCallable(written: string): CallableJudgement {
  const dotted = written.trim().replace(/^:+|:/g, ".").replace(/^\.+/, "");
  if (PLAIN.has(dotted)) return { verdict: "benign", reason: "is plain data" };
  if (HYDRA_OWN.test(dotted)) return { verdict: "benign", reason: "is a part of Hydra" };
  if (RESOLVERS.has(dotted)) return { verdict: "malicious", reason: "gives access to anything by its name" };
  if (DESERIALISERS.has(dotted)) return { verdict: "malicious", reason: "loads a file that may run code" };
  const top = dotted.split(".", 1)[0] ?? "";
  // A name without a module is one of the builtins.
  const last = dotted.lastIndexOf(".");
  const [module, name] = last === -1 ? ["builtins", dotted] : [dotted.slice(0, last), dotted.slice(last + 1)];
  if (/(?:^|\.)__\w+__(?:\.|$)/.test(dotted)) return { verdict: "malicious", reason: "walks through the inside of Python" };
  if (RUNNING_PACKAGES.has(top)) return { verdict: "malicious", reason: "runs programs or uses the network" };
  const worst = worstCapability(module, name) ?? throughModule(dotted);
  if (worst !== undefined) return { verdict: "malicious", reason: worst };
  if (MODEL_PACKAGES.has(top)) return { verdict: "benign", reason: "is a class of a library for models" };
  if (capabilitiesOf(module, name).kind === "quiet")
    return { verdict: top === "math" ? "benign" : "suspicious", reason: "is in the standard library" };
  return { verdict: "suspicious", reason: "is on no list" };
}

/** A class may stand between the module and the name: `os.path.join`, `subprocess.Popen.communicate`. */
function worstCapability(module: string, name: string): string | undefined {
  for (let path = `${module}.${name}`, dot = path.lastIndexOf("."); dot > 0; path = path.slice(0, dot), dot = path.lastIndexOf(".")) {
    const found = capabilitiesOf(path.slice(0, dot), path.slice(dot + 1));
    if (found.kind === "capable") return found.reason;
    if (found.kind !== "unknown") return undefined;
  }
  return undefined;
}

/** Modules that most libraries import, so that their names lead on from the library's own: `torch.serialization.os.system`. */
const DOORS = names("os posix nt sys subprocess builtins importlib runpy shutil socket ctypes pty pickle marshal commands popen2");

function throughModule(dotted: string): string | undefined {
  const segments = dotted.split(".");
  for (let index = 1; index + 1 < segments.length; index++) {
    const found = DOORS.has(segments[index] ?? "") ? capabilitiesOf(segments[index] ?? "", segments[index + 1] ?? "") : undefined;
    if (found?.kind === "capable") return `leads through ${segments[index]}, which ${found.reason.replace(/^is in \S+, which /, "")}`;
  }
  return undefined;
}

/** Whether a text may be the path of something to import. */
export function isDotted(text: string): boolean {
  return text.length <= 300 && /^[\s:.]{0,4}[A-Za-z_][\w]{0,100}(?:[.:][A-Za-z_]\w{0,100}){0,20}\s{0,4}$/.test(text);
}
