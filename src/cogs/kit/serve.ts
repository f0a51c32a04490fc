import {
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerUnaryCall,
} from '@grpc/grpc-js';
import { fromStructMessage, toStructMessage, toValueMessage } from '../../base/struct';
import type { CogSpec, Connection, FieldSpec, RecordSpec, StepSpec } from './cog';
import { loadCogService } from './protocol';
import type { Reply, ReplyRecord } from './reply';
import { runStep, type StepRequest } from './run-step';

interface RequestMessage {
  readonly step?: { readonly stepId?: string; readonly data?: unknown } | null;
}

function readRequest({ step }: RequestMessage): StepRequest {
  return { stepId: step?.stepId ?? '', data: fromStructMessage(step?.data) };
}

function recordMessage(record: ReplyRecord): object {
  const { id, name } = record;
  if ('keyValue' in record) return { id, name, keyValue: toStructMessage(record.keyValue) };
  return {
    id,
    name,
    table: { headers: toStructMessage(record.table.headers), rows: record.table.rows.map(toStructMessage) },
  };
}

function responseMessage({ outcome, format, args, records }: Reply): object {
  return { outcome, messageFormat: format, messageArgs: args.map(toValueMessage), records: records.map(recordMessage) };
}

const required = (fields: readonly FieldSpec[]): readonly object[] =>
  fields.map((field) => ({ optionality: 'REQUIRED', ...field }));

/** The records that a step leaves: of their fields none has to be there. */
const recordSpecMessage = (record: RecordSpec): object => ({
  ...record,
  guaranteedFields: record.guaranteedFields.map((field) => ({ ...field, optionality: 'OPTIONAL' })),
});

function stepMessage<State>(step: StepSpec<State>): object {
  const { stepId, name, help, type, expression, expectedFields, expectedRecords } = step;
  return {
    stepId,
    name,
    help,
    type,
    expression,
    expectedFields: required(expectedFields),
    expectedRecords: expectedRecords.map(recordSpecMessage),
  };
}

function manifestMessage<State>(cog: CogSpec<State>): object {
  const { name, label, version, homepage, authHelpUrl, steps } = cog;
  return {
    name,
    label,
    version,
    homepage,
    authHelpUrl,
    authFields: required(cog.authFields),
    stepDefinitions: steps.map(stepMessage),
  };
}

/** The implementation of `CogService` for one cog. */
function implementation<State>(cog: CogSpec<State>) {
  const connectionOf = ({ metadata }: Pick<ServerUnaryCall<RequestMessage, object>, 'metadata'>): Connection =>
    Object.fromEntries(cog.authFields.flatMap(({ key }) => metadata.get(key).map((value) => [key, String(value)])));
  return {
    getManifest: (_call: unknown, callback: sendUnaryData<object>) => callback(null, manifestMessage(cog)),
    runStep: (call: ServerUnaryCall<RequestMessage, object>, callback: sendUnaryData<object>) => {
      const state = (): State => cog.createState(connectionOf(call));
      void runStep(cog, readRequest(call.request), state).then((reply) => callback(null, responseMessage(reply)));
    },
    runSteps: (call: ServerDuplexStream<RequestMessage, object>) => {
      let made: { readonly state: State } | undefined;
      const state = (): State => (made ??= { state: cog.createState(connectionOf(call)) }).state;
      // One at a time and in order, also when a runner sends several requests at once.
      let last: Promise<unknown> = Promise.resolve();
      const enqueue = (work: () => unknown): void => void (last = last.then(work));
      call.on('data', (request: RequestMessage) =>
        enqueue(async () => call.write(responseMessage(await runStep(cog, readRequest(request), state)))),
      );
      call.on('end', () => enqueue(() => call.end()));
      call.on('error', () => undefined);
    },
  };
}

/**
 * Serves a cog on `HOST`:`PORT` until standard input closes or SIGINT or SIGTERM comes: a cog never outlives the one
 * who started it.
 */
export function serveCog<State>(cog: CogSpec<State>): void {
  const { HOST = '127.0.0.1', PORT = '28866' } = process.env;
  const server = new Server();
  server.addService(loadCogService(), implementation(cog));
  server.bindAsync(`${HOST}:${PORT}`, ServerCredentials.createInsecure(), (error) => {
    if (!error) return;
    process.stderr.write(`${cog.name} cannot listen on ${HOST}:${PORT}: ${error.message}\n`);
    process.exit(1);
  });
  const end = (): void => {
    server.forceShutdown();
    process.exit(0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.stdin.on('end', end).on('error', end).resume();
}
