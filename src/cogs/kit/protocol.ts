import type { ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import cogProto from '../../base/cog.proto';

/** The cog service as `@grpc/grpc-js` serves it: camelCase keys, enums as text. */
export function loadCogService(): ServiceDefinition {
  const root = new protobuf.Root();
  const struct = protobuf.common.get('google/protobuf/struct.proto');
  if (struct?.nested) root.addJSON(struct.nested);
  protobuf.parse(cogProto, root);
  const service = fromJSON(root.toJSON(), { enums: String, defaults: true, oneofs: true })['automaton.cog.CogService'];
  if (!service || 'format' in service) throw new Error('cog.proto defines no CogService.');
  return service;
}
