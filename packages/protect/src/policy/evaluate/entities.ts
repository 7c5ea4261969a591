import { type EntityReference, EvaluationError, type Value } from "./values.ts";

export interface Entity {
  readonly attributes: ReadonlyMap<string, Value>;
  readonly tags: ReadonlyMap<string, Value>;
  /** Keys of everything it is in, through any number of groups. */
  readonly ancestors: ReadonlySet<string>;
}

/** What is known of the entities of a request, by their keys. */
export class Entities {
  readonly #known: ReadonlyMap<string, Entity>;

  constructor(known: ReadonlyMap<string, Entity>) {
    this.#known = known;
  }

  get(reference: EntityReference): Entity | undefined {
    return this.#known.get(reference.key);
  }

  /** @throws EvaluationError where nothing is known of it */
  demand(reference: EntityReference): Entity {
    const entity = this.#known.get(reference.key);
    if (entity === undefined) throw new EvaluationError(`entity ${reference.type}::${JSON.stringify(reference.id)} does not exist`);
    return entity;
  }

  /** `in`: itself, or one of what it is in. */
  isIn(reference: EntityReference, group: EntityReference): boolean {
    if (reference.id === group.id && reference.type === group.type) return true;
    return this.#known.get(reference.key)?.ancestors.has(group.key) === true;
  }
}

export interface Request {
  readonly principal: EntityReference;
  readonly action: EntityReference;
  readonly resource: EntityReference;
  readonly context: ReadonlyMap<string, Value>;
  readonly entities: Entities;
}
