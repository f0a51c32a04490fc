export interface MalformedRequest {
  readonly path: string;
  readonly init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string };
}

/** Makes requests that nobody should send, from chance. */
export class Malformed {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  #one<T>(items: readonly T[]): T {
    return items[this.#below(items.length)] as T;
  }

  #text(): string {
    return this.#one<() => string>([
      () =>
        this.#one([
          "'; DROP TABLE runs; --",
          '" OR 1=1',
          '%',
          '\\',
          '\0',
          '\ud800',
          '\u202e',
          '',
          ' ',
          'null',
          'constructor',
          '__proto__',
          'toString',
          '../..',
          '%2e%2e',
          '<script>',
          'NaN',
          '1e400',
          '{{x}}',
          '🙂'.repeat(20),
        ]),
      () => 'x'.repeat(this.#below(3_000)),
      () => String.fromCharCode(...Array.from({ length: this.#below(20) }, () => this.#below(0xffff))),
      () => String((this.#random() - 0.5) * 10 ** this.#below(40)),
    ])();
  }

  /** Any value that JSON can hold, and some that no request should. */
  #value(depth = 0): unknown {
    const scalar = (): unknown =>
      this.#one<() => unknown>([
        () => this.#text(),
        () => null,
        () => this.#random() < 0.5,
        () => this.#below(5),
        () => (this.#random() - 0.5) * 10 ** this.#below(320),
        () => -1,
        () => 2 ** 53,
      ])();
    if (depth > 4 || this.#random() < 0.5) return scalar();
    const size = this.#below(4);
    if (this.#random() < 0.4) return Array.from({ length: size }, () => this.#value(depth + 1));
    return Object.fromEntries(
      Array.from({ length: size }, () => [
        this.#random() < 0.7 ? this.#one(keys) : this.#text(),
        this.#value(depth + 1),
      ]),
    );
  }

  #body(): string {
    const near = this.#random() < 0.4 ? this.#one(bodies) : { ...this.#one(bodies), [this.#one(keys)]: this.#value() };
    const whole = JSON.stringify(near);
    if (this.#random() < 0.7) return whole;
    return this.#one<() => string>([
      () => JSON.stringify(this.#value()),
      () => whole.slice(0, this.#below(whole.length)),
      () => '[{"a":'.repeat(this.#below(2_000)),
      () => `{"name":"x","definition":{"steps":${'['.repeat(this.#below(80))}`,
      () => `{"name":1e999,"interval":${'9'.repeat(this.#below(400) + 1)}}`,
      () => this.#text(),
    ])();
  }

  #query(): string {
    const pair = (): string => {
      const key = this.#random() < 0.8 ? this.#one(parameters) : this.#text();
      const value = this.#one<() => string>([
        () => this.#text(),
        () => JSON.stringify(this.#value()),
        () => JSON.stringify({ [this.#one(keys)]: { [this.#one(modifiers)]: this.#value(3) } }),
        () => this.#one(['1', 'id ASC', 'name constructor', '[', '{"id":', 'id,name']),
      ])();
      return this.#random() < 0.9 ? `${encode(key)}=${encode(value)}` : `${key}=${value}`.replace(/[#\s]/g, '%');
    };
    return Array.from({ length: this.#below(4) }, pair).join('&');
  }

  #segment(): string {
    if (this.#random() < 0.85) return String(1 + this.#below(6));
    return this.#one<() => string>([
      () => encode(this.#text()),
      () => this.#one(['%', '%zz', '%00', '..', '.', '-1', '1.5', '1e9', '9'.repeat(30)]),
    ])();
  }

  #address(base: string, template: string): string {
    const query = this.#random() < 0.5 ? '' : this.#query();
    const path = `${this.#random() < 0.97 ? base : '/api/v1/organizations/'}${template.replace(/\*/g, () => this.#segment())}`;
    return query === '' ? path : `${path}?${query}`;
  }

  /** One request for the API under `base`. */
  next(base: string): MalformedRequest {
    const [usual = '', template = ''] = this.#one(operations).split(' ');
    const method = this.#random() < 0.9 ? usual : this.#one(methods);
    const token = this.#random() < 0.98 ? 'Bearer a-token' : this.#one(['Bearer', 'Bearer x', 'Basic a-token', '']);
    const faults = this.#random() < 0.02 ? { 'x-stack-moxie-faults': encode(this.#text()) } : {};
    const body = ['GET', 'HEAD'].includes(method) || this.#random() < 0.1 ? {} : { body: this.#body() };
    return {
      path: this.#address(base, template),
      init: { method, headers: { authorization: token, ...faults }, ...body },
    };
  }
}

/** Percent-encoded, also what is no text at all. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '\ufffd'));
}

/** The operations of the API, the one that creates an organization left out: it stands at another base. */
const operations = [
  'PATCH ',
  'GET /scenarios',
  'POST /scenarios',
  'GET /scenarios/*',
  'PATCH /scenarios/*',
  'DELETE /scenarios/*',
  'POST /asyncScenario',
  'GET /job/*',
  'GET /scenarios/allTemplates',
  'GET /scenarios/linkableTemplates',
  'GET /scenarios/exposedTemplates',
  'GET /members',
  'POST /members',
  'GET /members/*',
  'PATCH /members/*',
  'DELETE /members/*',
  'POST /members/*/reinvite',
  'GET /notification-groups',
  'POST /notification-groups',
  'PATCH /notification-groups/*',
  'DELETE /notification-groups/*',
  'GET /connections',
  'POST /connections',
  'GET /connections/*',
  'PATCH /connections/*',
  'DELETE /connections/*',
  'GET /registry',
  'GET /folders',
  'POST /folders',
  'GET /folders/*',
  'PATCH /folders/*',
  'DELETE /folders/*',
  'GET /schedules',
  'POST /schedules',
  'GET /schedules/*',
  'PATCH /schedules/*',
  'DELETE /schedules/*',
  'GET /scenarios/*/runs',
  'POST /scenarios/*/runs',
  'GET /scenarios/*/runs/*',
  'GET /scenarios/*/mostRecentRun',
  'GET /scenarios/*/runs/*/log/*',
  'GET /*',
];
const methods = ['GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS', 'HEAD'];

const keys = [
  'id',
  'uuid',
  'name',
  'description',
  'definition',
  'steps',
  'cog',
  'stepId',
  'data',
  'waitFor',
  'failAfter',
  'tokens',
  'notify',
  'type',
  'severity',
  'dashboardSetting',
  'feature',
  'schedule',
  'notificationGroups',
  'members',
  'instructions',
  'exposedToApis',
  'isLinkable',
  'linkedScenarios',
  'onPass',
  'onFail',
  'templateId',
  'interval',
  'scheduledModel',
  'scheduledScenario',
  'auth',
  'profile',
  'email',
  'role',
  'statusPageIsPublic',
  'notificationSetting',
  'notificationEmailAddress',
  'or',
  'and',
  'createdBy',
  'outcome',
  'constructor',
  '__proto__',
  'emailAddress',
];
const parameters = [
  'where',
  'limit',
  'skip',
  'page',
  'perPage',
  'sort',
  'select',
  'omit',
  'populate',
  'outcome',
  'ranAfter',
  'ranBefore',
  ...keys,
];
const modifiers = [
  '<',
  '<=',
  '>',
  '>=',
  '!=',
  '!',
  'in',
  'nin',
  'contains',
  'startsWith',
  'endsWith',
  'like',
  'constructor',
  '__proto__',
  'or',
];
const step = { cog: 'a/b', stepId: 'C' };
const bodies: readonly object[] = [
  { name: 'F' },
  { name: 'S', definition: { steps: [step] } },
  {
    name: 'T',
    type: 'template',
    isLinkable: true,
    definition: { steps: [step], linkedScenarios: { onPass: { templateId: 1 } } },
  },
  { interval: 60, scheduledModel: 'scenario', scheduledScenario: 1 },
  { cog: 'a/b', auth: {} },
  { email: 'x@acme.test', role: 'org-creator' },
  { role: 'org-creator' },
  { tokens: {}, notify: 'me' },
];
