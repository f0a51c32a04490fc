// Loaded into the sandbox and, through NODE_OPTIONS, into its cogs: notes every address that they connect to.
const { appendFileSync } = require('node:fs');
const net = require('node:net');
const dns = require('node:dns');
const dgram = require('node:dgram');

const note = (kind, address) => appendFileSync(process.env.GUARD_FILE, `${kind} ${address}\n`);

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function guarded(...args) {
  const given = Array.isArray(args[0]) ? args[0][0] : args[0];
  const options = typeof given === 'object' ? given : { port: given, host: args[1] };
  note('tcp', options.path ?? options.host ?? 'localhost');
  return connect.apply(this, args);
};

const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function guarded(...args) {
  note('udp', args.find((value, index) => index > 0 && typeof value === 'string') ?? 'localhost');
  return send.apply(this, args);
};

for (const { prototype } of [dns.Resolver, dns.promises.Resolver]) {
  for (const name of Object.getOwnPropertyNames(prototype).filter((key) => key.startsWith('resolve'))) {
    const resolve = prototype[name];
    prototype[name] = function guarded(...args) {
      for (const server of this.getServers()) note('dns', server);
      return resolve.apply(this, args);
    };
  }
}
for (const [holder, name] of [
  [dns, 'lookup'],
  [dns.promises, 'lookup'],
]) {
  const lookup = holder[name];
  holder[name] = function guarded(host, ...args) {
    note('lookup', host);
    return lookup.call(this, host, ...args);
  };
}
