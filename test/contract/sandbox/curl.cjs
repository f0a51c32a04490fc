// Stands where a machine has no curl: the few options that docs/sandbox.md uses.
'use strict';
const headers = {};
const data = [];
let method;
let url = '';
let asQuery = false;
let isKept = true;
const args = process.argv.slice(2);
for (let index = 0; index < args.length; index += 1) {
  const arg = args[index];
  const value = () => args[(index += 1)];
  if (arg === '-H') {
    const [name, ...rest] = value().split(':');
    headers[name] = rest.join(':').trim();
  } else if (arg === '-X') method = value();
  else if (arg === '-G' || arg === '--get') asQuery = true;
  else if (arg === '-o') isKept = value() !== '/dev/null';
  else if (arg === '-d') data.push(value());
  else if (arg === '--data-urlencode')
    data.push(value().replace(/=([^]*)$/, (_, text) => `=${encodeURIComponent(text)}`));
  else if (!arg.startsWith('-')) url = arg;
  else if (!/^-[sS]+$/.test(arg) && arg !== '--fail-with-body') throw new Error(`This curl does not know ${arg}.`);
}
const body = !asQuery && data.length > 0 ? { body: data.join('&') } : {};
const target = asQuery && data.length > 0 ? `${url}${url.includes('?') ? '&' : '?'}${data.join('&')}` : url;
void (async () => {
  const answer = await fetch(target, {
    method: method ?? (data.length > 0 && !asQuery ? 'POST' : 'GET'),
    headers,
    ...body,
  });
  const text = await answer.text();
  if (isKept) process.stdout.write(text);
  if (!answer.ok) process.exitCode = 22;
})();
