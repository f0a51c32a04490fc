import protobuf, { type Root, type Type } from 'protobufjs';
import cogProto from '../base/cog.proto';

/** How one method of the protocol travels: what `@grpc/grpc-js` needs for a call. */
export interface CogMethod {
  readonly path: string;
  readonly serialize: (message: object) => Buffer;
  /** Plain objects: camelCase keys, enums as numbers, absent fields with their default. */
  readonly deserialize: (bytes: Buffer) => Readonly<Record<string, unknown>>;
}

function readProtocol(): Root {
  const root = new protobuf.Root();
  const struct = protobuf.common.get('google/protobuf/struct.proto');
  if (struct?.nested) root.addJSON(struct.nested);
  protobuf.parse(cogProto, root);
  root.resolveAll();
  return root;
}

function method(root: Root, name: string, request: string, response: string): CogMethod {
  const type = (message: string): Type => root.lookupType(`automaton.cog.${message}`);
  const [requestType, responseType] = [type(request), type(response)];
  return {
    path: `/automaton.cog.CogService/${name}`,
    serialize: (message) => Buffer.from(requestType.encode(requestType.fromObject(message)).finish()),
    deserialize: (bytes) =>
      responseType.toObject(responseType.decode(bytes), { arrays: true, defaults: true, oneofs: true }),
  };
}

const root = readProtocol();

/** The methods of the cog protocol that the runner calls. */
export const cogProtocol = {
  getManifest: method(root, 'GetManifest', 'ManifestRequest', 'CogManifest'),
  runSteps: method(root, 'RunSteps', 'RunStepRequest', 'RunStepResponse'),
} as const;
