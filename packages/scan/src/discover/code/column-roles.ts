import type { Evaluator } from "../../resolve/evaluate.ts";
import { type Binding, type CallExpression, reaching, type Scope } from "../../resolve/scope.ts";
import { type Closed, type Frame, genericFrame } from "../../resolve/value.ts";
import type { Emitted } from "./emit.ts";
import type { CodeAssets } from "./registry.ts";

type Role = "label" | "id" | "time" | "text";

interface ColumnUse {
  readonly role: Role;
  readonly column: string;
  readonly file: string;
  readonly line: number;
}

/** What a caller hands over as labels: a column of a table, or a column's name. */
const LABELS: ReadonlySet<string> = new Set(["label", "labels", "y", "y_train", "stratify", "target"]);
const LABEL_NAMES = /^(?:label|target|outcome|response|class)_?(?:col|column|name|field|variable|names|cols|columns)?$/i;
const ID_NAMES = /^(?:index|id)_?(?:col|column|name|field)$|^entity_id$/i;
const TIME_NAMES = /^(?:parse_dates|(?:time|date|timestamp|event_time|datetime)_?(?:col|column|name|field|feature_name))$/i;
const TEXT_NAMES = /^(?:dataset_text_field|text_?(?:col|column|field))$/i;
/** Position of the labels among the arguments, by method. */
const FITTED: ReadonlyMap<string, number> = new Map([
  ["fit", 1],
  ["partial_fit", 1],
  ["fit_resample", 1],
]);
const SPLIT = "train_test_split";
const TAKES_LABELS: ReadonlyMap<string, number> = new Map([
  [SPLIT, 1],
  ["cross_val_score", 2],
  ["cross_validate", 2],
]);
/** Steps after which a column is still that column. */
const KEEPS =
  /^(?:values|to_numpy|astype|map|apply|ravel|reshape|flatten|copy|fillna|replace|squeeze|tolist|to_list|iloc|loc|array|asarray|factorize|fit_transform|transform|str|lower|cat|codes|Series|to_categorical)$/;
const TEXT_MAKERS = /(?:Vectorizer|[Tt]okenizer)$/;
const DEEPEST = 8;
const MOST = 40;

/**
 * Which column of its data a training script takes as labels, ids, times and texts: `fit(X, df["label"])`,
 * `xgb.DMatrix(X, label=y)`, `labelCol="churn"`, `set_index("id")`, `pd.to_datetime(df["at"])`. What they are columns of
 * is found when the data sets are known.
 */
export function discoverColumnRoles(assets: CodeAssets): void {
  const { evaluator, sink } = assets.context;
  const owners = new Map<Scope["unit"], Map<string, Emitted>>();
  for (const sighting of assets.sightings.all)
    for (const asset of assets.of(sighting)) {
      if (asset.kind !== "training-run") continue;
      const own = owners.get(sighting.unit) ?? new Map<string, Emitted>();
      owners.set(sighting.unit, own.set(asset.id, asset));
    }
  for (const [unit, runs] of owners) {
    if (unit.module.language !== "python") continue;
    const finder = new ColumnFinder(evaluator);
    const uses = evaluator.program.tree(unit).all.flatMap((scope) => scope.calls.flatMap(({ call }) => finder.usesIn(call, scope)));
    if (uses.length === 0) continue;
    const columnRoles = [...new Map(uses.map((use) => [`${use.role} ${use.column}`, { ...use }])).values()].slice(0, MOST);
    for (const id of runs.keys()) sink.describe(id, { columnRoles });
  }
}

class ColumnFinder {
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  usesIn(call: CallExpression, scope: Scope): readonly ColumnUse[] {
    const frame = genericFrame(scope);
    const uses: ColumnUse[] = [];
    const add = (role: Role, columns: readonly string[]): void => {
      for (const column of columns) uses.push({ role, column, file: scope.unit.file.path, line: call.line });
    };
    const name = calledName(call);
    const positional = call.arguments.filter((argument) => argument.name === undefined && argument.spread === undefined);
    const at = name === undefined ? undefined : (TAKES_LABELS.get(name) ?? (call.callee.kind === "member" ? FITTED.get(name) : undefined));
    const labels = at === undefined ? undefined : positional[at];
    if (labels !== undefined) add("label", this.#columns({ expression: labels.value, frame }, 0));
    for (const argument of call.arguments) {
      if (argument.name === undefined) continue;
      const given = { expression: argument.value, frame };
      if (LABELS.has(argument.name)) add("label", this.#columns(given, 0));
      if (LABEL_NAMES.test(argument.name)) add("label", this.#texts(given));
      else if (ID_NAMES.test(argument.name)) add("id", this.#texts(given));
      else if (TIME_NAMES.test(argument.name)) add("time", this.#texts(given));
      else if (TEXT_NAMES.test(argument.name)) add("text", this.#texts(given));
    }
    const [first] = positional;
    if (first === undefined || name === undefined) return uses;
    if (name === "set_index") add("id", this.#texts({ expression: first.value, frame }));
    if (name === "to_datetime") add("time", this.#columns({ expression: first.value, frame }, 0));
    if (TEXT_MAKERS.test(name) || ((name === "fit_transform" || name === "fit") && this.#isTextMaker(call, frame)))
      add("text", this.#columns({ expression: first.value, frame }, 0));
    return uses;
  }

  #isTextMaker(call: CallExpression, frame: Frame): boolean {
    if (call.callee.kind !== "member") return false;
    return this.#evaluator
      .evaluate(call.callee.object, frame)
      .some((value) => value.kind === "external" && value.path.some((step) => TEXT_MAKERS.test(step)));
  }

  #texts({ expression, frame }: Closed): readonly string[] {
    const items = expression.kind === "list" ? expression.items : [expression];
    return items.flatMap((item) =>
      this.#evaluator
        .evaluate(item, frame)
        .flatMap((value) =>
          value.kind === "constant" && typeof value.value === "string" && value.value.length < 100 ? [value.value] : [],
        ),
    );
  }

  /** Names of the columns that an expression takes out of a table. */
  #columns({ expression, frame }: Closed, depth: number): readonly string[] {
    if (depth > DEEPEST) return [];
    const next = (inner: typeof expression): readonly string[] => this.#columns({ expression: inner, frame }, depth + 1);
    switch (expression.kind) {
      case "index": {
        const keys = this.#texts({ expression: expression.index, frame });
        return keys.length > 0 ? keys : next(expression.object);
      }
      case "member":
        if (KEEPS.test(expression.name)) return next(expression.object);
        return expression.object.kind === "name" ? [expression.name] : [];
      case "call": {
        const name = calledName(expression);
        const [first] = expression.arguments;
        if (name === "pop" && first !== undefined) return this.#texts({ expression: first.value, frame });
        if (name === undefined || !KEEPS.test(name)) return [];
        // `encoder.fit_transform(column)` takes the column as its argument, `column.astype(int)` is one.
        const handed = first === undefined ? [] : next(first.value);
        return handed.length > 0 || expression.callee.kind !== "member" ? handed : next(expression.callee.object);
      }
      case "binary":
        return next(expression.left);
      case "name":
        return this.#named(expression.name, expression, frame, depth);
      default:
        return [];
    }
  }

  #named(name: string, use: Closed["expression"], frame: Frame, depth: number): readonly string[] {
    for (let scope: Scope | undefined = frame.scope; scope !== undefined; scope = scope.parent) {
      const all = scope.bindings.get(name);
      if (all === undefined) continue;
      const own = scope;
      return reaching(all, own === frame.scope ? use : undefined).flatMap((binding) => this.#bound(binding, own, depth));
    }
    return [];
  }

  #bound({ source }: Binding, scope: Scope, depth: number): readonly string[] {
    if (source.kind === "value") {
      const frame = genericFrame(source.scope ?? scope);
      const place = source.path[0];
      // `X_train, X_test, y_train, y_test = train_test_split(X, y)`: a pair for each argument.
      if (typeof place === "number" && source.value.kind === "call" && calledName(source.value) === SPLIT) {
        const argument = source.value.arguments.filter(({ name }) => name === undefined)[Math.floor(place / 2)];
        return argument === undefined ? [] : this.#columns({ expression: argument.value, frame }, depth + 1);
      }
      if (typeof place === "number" && source.value.kind === "list") {
        const item = source.value.items[place];
        return item === undefined ? [] : this.#columns({ expression: item, frame }, depth + 1);
      }
      return source.path.length > 0 ? [] : this.#columns({ expression: source.value, frame }, depth + 1);
    }
    if (source.kind !== "parameter") return [];
    return this.#evaluator.callersOf(scope).flatMap(({ call, frame }) => {
      const positional = call.arguments.filter(({ name }) => name === undefined);
      const parameter = scope.function?.parameters[source.index];
      const given = call.arguments.find(({ name }) => name !== undefined && name === parameter?.name) ?? positional[source.index];
      return given === undefined ? [] : this.#columns({ expression: given.value, frame }, depth + 1);
    });
  }
}

function calledName(call: CallExpression): string | undefined {
  const { callee } = call;
  return callee.kind === "member" || callee.kind === "name" ? callee.name : undefined;
}
