import type { Expression } from "@castellan/formats";
import { textsOf } from "./constants.ts";
import type { Evaluator } from "./evaluate.ts";
import { type ExternalValue, externalPath, type Frame, type Value } from "./value.ts";

/** Reads of environment variables, by path; the call's first argument, the index or the member is the name. */
const CALLS: ReadonlySet<string> = new Set([
  "os.getenv()",
  "os.environ.get()",
  "os.environ.setdefault()",
  "os.environ.pop()",
  "decouple.config()",
  "environ.Env()()",
  "environ.Env().str()",
  "environs.Env().str()",
  "environs.Env()()",
  "dotenv.get_key()",
  "Deno.env.get()",
  "os.Getenv()",
  "os.LookupEnv()",
  "github.com/walles/env.GetOr()",
  "System.getenv()",
  "System.getProperty()",
  "java.lang.System.getenv()",
  "Environment.GetEnvironmentVariable()",
  "System.Environment.GetEnvironmentVariable()",
  "std::env.var()",
  "std.env.var()",
  "env.var()",
  "env.var_os()",
  "std::env.var_os()",
  "dotenvy.var()",
  "ENV.fetch()",
  "env()",
  "option_env()",
  "google.colab.userdata.get()",
  "airflow.models.Variable.get()",
  "airflow.sdk.Variable.get()",
  "getenv()",
  "starlette.config.Config()()",
  "st.secrets.get()",
  "streamlit.secrets.get()",
  "kaggle_secrets.UserSecretsClient().get_secret()",
]);
const INDEXES: ReadonlySet<string> = new Set([
  "os.environ[]",
  "process.env[]",
  "ENV[]",
  "import.meta.env[]",
  "streamlit.secrets[]",
  "Bun.env[]",
]);
/** ASP.NET: `configuration["Key"]` reads the environment among other places. */
const CONFIGURATION =
  /(?:IConfiguration(?:Root|Manager)?\(\)|\.Configuration|ConfigurationBuilder\(\)\S*\.Build\(\))(?:\.GetSection\(\)|\.GetRequiredSection\(\)|\[\])*(?:\[\]|\.GetValue\(\)|\.GetConnectionString\(\))$/;
const MEMBERS = /^(?:process\.env|import\.meta\.env|Bun\.env|streamlit\.secrets)\.([A-Za-z_][A-Za-z0-9_]*)$/;

/** The value of an environment read, or undefined if the path is none. */
export function environmentOf(
  evaluator: Evaluator,
  value: ExternalValue,
  key: Expression | undefined,
  at: Expression,
  frame: Frame,
): readonly Value[] | undefined {
  const path = externalPath(value);
  const unit = frame.scope.unit;
  const member = MEMBERS.exec(path)?.[1];
  if (member !== undefined) return [{ kind: "environment", name: member, unit, span: at, fallback: [] }];
  const call = at.kind === "call" ? at : undefined;
  const named =
    INDEXES.has(path) || CONFIGURATION.test(path)
      ? (key ?? call?.arguments[0]?.value)
      : call !== undefined && CALLS.has(path)
        ? call.arguments[0]?.value
        : undefined;
  if (named === undefined) return undefined;
  const names = evaluator.evaluate(named, frame).flatMap(textsOf);
  // Go: `env.GetOr("NAME", env.String, "default")`.
  const place = path.endsWith(".GetOr()") ? 2 : 1;
  const second = call?.arguments.find(
    (argument, index) => argument.name === "default" || argument.name === "default_var" || (index === place && argument.name === undefined),
  );
  const fallback = second === undefined ? [] : evaluator.evaluate(second.value, frame).filter((candidate) => textsOf(candidate).length > 0);
  return names.map((name) => ({ kind: "environment", name: name.text, unit, span: at, fallback }));
}
