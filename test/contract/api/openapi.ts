import { readFileSync } from 'node:fs';
import type { SchemaObject } from 'ajv';
import { isRecord } from '../../../src/base/json';
import type { ApiDocument, Operation } from './document';

type Node = Readonly<Record<string, unknown>>;
type Direction = 'request' | 'response';
const methods = ['get', 'post', 'patch', 'put', 'delete'];

/** Reads an OpenAPI 3.0 document (JSON) into JSON Schemas. What travels one way only is forbidden the other way. */
export function readOpenApi(file: string): ApiDocument {
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const root = node(document);
  const operations = Object.entries(node(root['paths'])).flatMap(([path, item]) =>
    methods
      .filter((method) => method in node(item))
      .map((method) => [`${method.toUpperCase()} ${path}`, readOperation(root, node(node(item)[method]))] as const),
  );
  const components = node(node(root['components'])['schemas']);
  const schemas = (['request', 'response'] as const).map((direction): SchemaObject => ({
    $id: direction,
    definitions: mapValues(components, (schema) => convert(schema, direction)),
  }));
  return { operations: Object.fromEntries(operations), schemas };
}

function readOperation(root: Node, operation: Node): Operation {
  const parameters = list(operation['parameters']).map((parameter) => resolve(root, parameter));
  const where = (place: string): Readonly<Record<string, SchemaObject>> =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter['in'] === place)
        .map((parameter) => [String(parameter['name']), convert(parameter['schema'], 'request')]),
    );
  const body = bodyOf(resolve(root, operation['requestBody'] ?? {}), 'request');
  return {
    path: where('path'),
    query: where('query'),
    ...(body ? { request: body } : {}),
    responses: mapValues(node(operation['responses']), (response) => bodyOf(resolve(root, response), 'response')),
  };
}

function bodyOf(owner: Node, direction: Direction): SchemaObject | null {
  const schema = node(node(owner['content'])['application/json'])['schema'];
  return schema === undefined ? null : convert(schema, direction);
}

/** OpenAPI 3.0 is a dialect: `nullable` goes with a `type` only, and nothing counts beside a `$ref`. */
function convert(value: unknown, direction: Direction): SchemaObject {
  const schema = node(value);
  if (typeof schema['$ref'] === 'string')
    return { $ref: schema['$ref'].replace('#/components/schemas/', `${direction}#/definitions/`) };
  const { nullable, type, properties, items, oneOf, ...rest } = schema;
  return {
    ...rest,
    ...(type === undefined ? {} : { type: nullable === true ? [type, 'null'] : type }),
    ...(properties === undefined
      ? {}
      : {
          properties: mapValues(node(properties), (property) =>
            isForbidden(node(property), direction) ? false : convert(property, direction),
          ),
        }),
    ...(items === undefined ? {} : { items: convert(items, direction) }),
    ...(oneOf === undefined ? {} : { oneOf: list(oneOf).map((branch) => convert(branch, direction)) }),
  };
}

const isForbidden = (property: Node, direction: Direction): boolean =>
  property[direction === 'request' ? 'readOnly' : 'writeOnly'] === true;

function resolve(root: Node, value: unknown): Node {
  const given = node(value);
  if (typeof given['$ref'] !== 'string') return given;
  return given['$ref']
    .split('/')
    .slice(1)
    .reduce((place, key) => node(place[key]), root);
}

const node = (value: unknown): Node => (isRecord(value) ? value : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
const mapValues = <T>(values: Node, map: (value: unknown) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
