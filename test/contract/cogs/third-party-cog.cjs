// A cog as a stranger would write one, in one file and with nothing of this project: its own reading of the protocol,
// and every misbehaviour that real cogs were seen with. Mode of starting: argv[2].
'use strict';
const { spawn } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const proto = `syntax = "proto3";
package automaton.cog;
import "google/protobuf/struct.proto";
service CogService {
  rpc GetManifest (ManifestRequest) returns (CogManifest);
  rpc RunStep (RunStepRequest) returns (RunStepResponse);
  rpc RunSteps (stream RunStepRequest) returns (stream RunStepResponse);
}
message ManifestRequest {}
message CogManifest { string name = 1; string version = 2; repeated StepDefinition step_definitions = 3; repeated FieldDefinition auth_fields = 4; string label = 5; string homepage = 6; string auth_help_url = 7; }
message StepDefinition { string step_id = 1; string name = 2; string expression = 3; repeated FieldDefinition expected_fields = 4; int32 type = 5; string help = 6; repeated RecordDefinition expected_records = 7; repeated string action_list = 8; string target_object = 9; }
message FieldDefinition { string key = 1; int32 optionality = 2; int32 type = 3; string description = 4; string help = 5; bool bulksupport = 6; }
message RecordDefinition { string id = 1; int32 type = 2; repeated FieldDefinition guaranteed_fields = 3; bool may_have_more_fields = 4; }
message RunStepRequest { Step step = 1; string request_id = 2; string scenario_id = 3; string requestor_id = 4; }
message Step { string step_id = 1; google.protobuf.Struct data = 2; }
message RunStepResponse { int32 outcome = 1; string message_format = 2; repeated google.protobuf.Value message_args = 3; google.protobuf.Struct response_data = 4; repeated StepRecord records = 5; }
message StepRecord { string id = 1; string name = 2; google.protobuf.Struct key_value = 3; TableRecord table = 4; BinaryRecord binary = 5; }
message TableRecord { google.protobuf.Struct headers = 1; repeated google.protobuf.Struct rows = 2; }
message BinaryRecord { bytes data = 1; string mime_type = 2; }
`;
let atOnce = 0;
const mode = process.argv[2] || 'good';
const { HOST, PORT } = process.env;
process.stdin.resume().on('end', () => process.exit(0));

const text = (value) => ({ stringValue: value, kind: 'stringValue' });
const number = (value) => ({ numberValue: value, kind: 'numberValue' });
const map = (values) => ({ fields: values });

const steps = {
  echo: ({ data, request, metadata, seen }) => ({
    outcome: 0,
    message_format: 'request %s of %s by %s, step %d here, pid %d, key %s, n %s, own token %s, hears of %s',
    message_args: [
      text(request.request_id),
      text(request.scenario_id),
      text(request.requestor_id),
      number(seen),
      number(process.pid),
      text(String(metadata.get('apikey')[0] || 'none')),
      text(JSON.stringify(data.n || null)),
      text(process.env.STACK_MOXIE_TOKEN || 'hidden'),
      text(
        Object.keys(metadata.getMap())
          .filter((key) => !['user-agent', 'accept-encoding', 'grpc-accept-encoding'].includes(key))
          .join('+'),
      ),
    ],
    records: [
      {
        id: 'thing',
        key_value: map({
          'first.name': text('Ada'),
          count: number(3),
          yes: { boolValue: true },
          deep: { structValue: map({ x: text('y') }) },
        }),
      },
      { id: 'thing', key_value: map({ 'first.name': text('Ada'), count: number(4) }) },
      {
        id: 'rows',
        table: {
          headers: map({ email: text('Email') }),
          rows: [map({ email: text('a@b.c') }), map({ email: text('d@e.f') })],
        },
      },
      { id: 'undeclared', key_value: map({ a: text('b') }) },
      { id: 'shot', binary: { data: Buffer.alloc(8 * 1024 * 1024), mime_type: 'image/jpeg' } },
    ],
  }),
  formatted: () => ({ outcome: 1, message_format: 'Only 80% of %s' }),
  wordless: () => ({ outcome: 2 }),
  oddOutcome: () => ({ outcome: 9, message_format: 'odd' }),
  die: () => {
    process.stderr.write('about to die, apiKey=topsecret99\n');
    setTimeout(() => process.exit(3), 50);
  },
  hang: () => undefined,
  // Answers late, and says how many requests it had at once.
  slow: ({ call }) => {
    atOnce += 1;
    const most = atOnce;
    setTimeout(() => {
      atOnce -= 1;
      call.write({ outcome: 0, message_format: 'at once %d', message_args: [number(most)] });
    }, 80);
  },
  // Starts what a browser would be: a process of its own that ends by itself for nobody.
  litter: () => {
    const child = spawn(
      process.execPath,
      ['-e', "process.on('SIGINT', () => undefined); setInterval(() => undefined, 1000)"],
      { stdio: 'ignore' },
    );
    return { outcome: 0, message_format: 'pid %d', message_args: [number(child.pid)] };
  },
  nested: () => {
    let value = text('deep');
    for (let level = 0; level < 200; level += 1) value = { structValue: map({ in: value }), kind: 'structValue' };
    return { outcome: 0, message_format: 'nested', records: [{ id: 'deep', key_value: map({ value }) }] };
  },
  endEarly: ({ call }) => void call.end(),
  statusError: ({ call }) => void call.emit('error', { code: grpc.status.INTERNAL, details: 'thrown inside' }),
};

function serve() {
  const folder = mkdtempSync(join(tmpdir(), 'cog-'));
  const file = join(folder, 'cog.proto');
  writeFileSync(file, proto);
  const { CogService } = grpc.loadPackageDefinition(
    loader.loadSync(file, { keepCase: true, defaults: true, oneofs: true }),
  ).automaton.cog;
  rmSync(folder, { recursive: true });
  const server = new grpc.Server({ 'grpc.max_send_message_length': 64 * 1024 * 1024 });
  server.addService(CogService.service, {
    GetManifest: (_call, done) =>
      done(null, {
        name: mode === 'misnamed' ? 'some/other' : 'stranger/odd',
        label: 'Odd',
        version: '0.0.1',
        auth_fields: mode === 'auth' ? [{ key: 'apiKey', optionality: 1, type: 1, description: 'Key' }] : [],
        step_definitions: Object.keys(steps).map((id) => ({
          step_id: id,
          name: id,
          expression: `/^${id} ?(?<n>.+)?/`,
          type: id === 'die' ? 1 : 0,
          action_list: ['do'],
          expected_fields: [{ key: 'n', type: 3, bulksupport: true }],
        })),
      }),
    RunStep: (_call, done) => done({ code: grpc.status.UNIMPLEMENTED, details: 'streams only' }),
    RunSteps: (call) => {
      let seen = 0;
      call.on('data', (request) => {
        const data = (request.step.data || { fields: {} }).fields;
        const answer = steps[request.step.step_id]({ data, request, metadata: call.metadata, seen: ++seen, call });
        if (answer) call.write(answer);
      });
      call.on('end', () => call.end());
    },
  });
  server.bindAsync(`${HOST}:${PORT}`, grpc.ServerCredentials.createInsecure(), () => undefined);
}

const starts = {
  crash: () => {
    process.stderr.write('no licence found\n');
    process.exitCode = 4;
    process.stdin.destroy();
  },
  mute: () => undefined,
  garbage: () =>
    require('node:net')
      .createServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\n\r\nhello'))
      .listen(Number(PORT), HOST),
  polite: () => {
    process.stdin.removeAllListeners('end');
    process.on('SIGTERM', () => undefined);
    process.on('SIGINT', () => process.stderr.write('thank you\n', () => process.exit(0)));
    serve();
  },
  stubborn: () => {
    process.on('SIGINT', () => undefined);
    process.stdin.removeAllListeners('end');
    serve();
  },
};
(starts[mode] || serve)();
