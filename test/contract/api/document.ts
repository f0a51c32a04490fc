import { Ajv, type ErrorObject, type SchemaObject } from 'ajv';
import type { Exchange } from './recorder';

/** What a document says of one operation. */
export interface Operation {
  readonly path: Readonly<Record<string, SchemaObject>>;
  readonly query: Readonly<Record<string, SchemaObject>>;
  readonly request?: SchemaObject;
  /** By status; null for an answer without a body, or one that the document leaves open. */
  readonly responses: Readonly<Record<string, SchemaObject | null>>;
}

/** An API as a document declares it: operations by `GET /v1/organizations/{org}/folders`, and the schemas that they refer to. */
export interface ApiDocument {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly schemas: readonly SchemaObject[];
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const formats = { uuid, email: /^\S+@\S+$/, url: /^$|^https?:\/\//, uri: /^https?:\/\// };

/** Compares what travelled with what a document declares. */
export class DocumentCheck {
  readonly #ajv: Ajv;
  readonly #operations: ReadonlyMap<string, Operation>;
  /** The operations that were seen at least once. */
  readonly seen = new Set<string>();

  constructor(document: ApiDocument) {
    this.#ajv = new Ajv({ strict: false, allErrors: true, formats });
    for (const schema of document.schemas) this.#ajv.addSchema(schema);
    this.#operations = new Map(Object.entries(document.operations));
  }

  /** What does not fit, one line each: `GET /v1/… response 200 /0/createdBy required password` (0 for every index). What was refused need not fit. */
  complaints(exchange: Exchange): readonly string[] {
    const found = this.#find(exchange);
    if (!found) return [`${exchange.method} ${exchange.path} is not declared`];
    const { name, operation, values } = found;
    this.seen.add(name);
    const { responses } = operation;
    const said = (place: string, lines: readonly string[]): readonly string[] =>
      lines.map((line) => `${name} ${place} ${line}`);
    const answer = responses[String(exchange.status)];
    return [
      ...said('path', this.#parameters(values, operation.path)),
      ...said('query', this.#parameters(exchange.query, operation.query)),
      ...said('request', exchange.status < 400 ? this.#body(exchange.request, operation.request) : []),
      ...(answer === undefined
        ? said('status', [String(exchange.status)])
        : said(`response ${String(exchange.status)}`, this.#body(exchange.response, answer ?? undefined))),
    ];
  }

  /** The operation with the most literal path that fits. */
  #find({
    method,
    path,
  }: Exchange):
    | { readonly name: string; readonly operation: Operation; readonly values: Readonly<Record<string, string>> }
    | undefined {
    return [...this.#operations]
      .filter(([name]) => name.startsWith(`${method} `))
      .map(([name, operation]) => ({ name, operation, match: patternOf(name).exec(path) }))
      .filter(({ match }) => match !== null)
      .sort((a, b) => holes(a.name) - holes(b.name))
      .map(({ name, operation, match }) => ({ name, operation, values: { ...match?.groups } }))[0];
  }

  #parameters(
    given: Readonly<Record<string, string>>,
    declared: Readonly<Record<string, SchemaObject>>,
  ): readonly string[] {
    return Object.entries(given).flatMap(([key, text]) => {
      const schema = declared[key];
      if (!schema) return [`${key} is not declared`];
      const value = schema['type'] === 'integer' && /^-?\d+$/.test(text) ? Number(text) : text;
      return this.#validate(value, schema).map((line) => `${key} ${line}`.trim());
    });
  }

  #body(value: unknown, schema: SchemaObject | undefined): readonly string[] {
    if (!schema) return value === undefined ? [] : ['has a body'];
    return value === undefined ? ['has no body'] : this.#validate(value, schema);
  }

  #validate(value: unknown, schema: SchemaObject): readonly string[] {
    const validate = this.#ajv.compile(schema);
    return validate(value) ? [] : [...new Set(leaves(validate.errors ?? []).map(lineOf))];
  }
}

/** Of an alternative where no branch fits, what is wrong with the branch that was meant: of an object, its fields. */
function leaves(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const forks = errors.filter(({ keyword }) => keyword === 'oneOf').map(({ instancePath }) => instancePath);
  const isOfFork = ({ keyword }: ErrorObject): boolean => keyword === 'type' || keyword === 'oneOf';
  return errors.filter((error) => {
    if (!forks.includes(error.instancePath) || !isOfFork(error)) return true;
    const isDeeper = errors.some(
      (other) =>
        other.instancePath.startsWith(error.instancePath) &&
        !(other.instancePath === error.instancePath && isOfFork(other)),
    );
    return !isDeeper && error.keyword === 'oneOf';
  });
}

function lineOf({ instancePath, keyword, params }: ErrorObject): string {
  const { missingProperty, type, format } = params as Readonly<Record<string, unknown>>;
  const place = instancePath.replace(/\/\d+(?=\/|$)/g, '/0');
  return [place, keyword, missingProperty ?? type ?? format]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}

const patternOf = (name: string): RegExp =>
  new RegExp(`^${name.slice(name.indexOf(' ') + 1).replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
const holes = (name: string): number => name.split('{').length;
