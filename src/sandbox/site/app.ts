import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Clock } from '../../base/clock';
import type { ContactFields, Contacts } from '../store/contacts';
import { escaped, page, pages } from './pages';

export interface SiteOptions {
  readonly contacts: Contacts;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Told of every form that is kept until it is due. */
  readonly submitted?: () => void;
}

type Form = Readonly<Record<string, string>>;

const largestForm = 64 * 1024;
const trialDays = 14;
const day = 86_400_000;

const texts = (form: Form, keys: readonly string[]): ContactFields =>
  Object.fromEntries(keys.flatMap((key) => (form[key] ? [[key, form[key]]] : [])));

/** What each form says of the contact, by its path. Who subscribes has agreed to mail; a visitor who writes does so by a tick. */
const forms: Readonly<Record<string, (form: Form, now: number) => ContactFields>> = {
  '/contact': (form) => {
    const optedIn = form['optIn'] !== undefined;
    return {
      ...texts(form, ['firstName', 'lastName', 'company', 'message']),
      leadSource: 'Contact form',
      optedIn,
      score: optedIn ? 20 : 10,
    };
  },
  '/newsletter': () => ({ leadSource: 'Newsletter', optedIn: true, score: 5 }),
  '/trial': (form, now) => ({
    ...texts(form, ['company', 'plan']),
    leadSource: 'Free trial',
    score: 40,
    trialEndsAt: new Date(now + trialDays * day).toISOString(),
  }),
};

/** What is no form is an empty one: the visitor is told what is missing. */
async function readForm(context: Context): Promise<Form> {
  const fields = await context.req.parseBody().catch(() => ({}));
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value.trim()]] : [])),
  );
}

/** The name under which scenarios know the site; the cogs find it at a loopback port. */
export const siteHost = 'www.acme.test';

/** Refuses requests under other names: a web page that somebody reads, or whose name leads to 127.0.0.1, sends no form. */
const guardSiteHost: MiddlewareHandler = async (context, next) => {
  const host = (context.req.header('host') ?? '').replace(/:\d+$/, '').toLowerCase();
  return host === siteHost ? next() : context.html(page('Not here', '<p>This site has another name.</p>'), 403);
};

/** The demonstration site. Its forms become CRM contacts 2 to 3 seconds later, as a marketing platform's do. */
export function createSiteApp({ contacts, clock, random, submitted = () => undefined }: SiteOptions): Hono {
  const site = new Hono();
  site.use(
    '*',
    guardSiteHost,
    bodyLimit({
      maxSize: largestForm,
      onError: (context) => context.html(page('Too much', '<p>Please write less.</p>'), 413),
    }),
  );
  for (const [path, html] of Object.entries(pages)) site.get(path, (context) => context.html(html));
  site.get('/status', (context) => context.json({ status: 'ok', service: 'acme-site' }));
  site.get('/preferences/:contact', (context) => {
    const contact = contacts.get(Number(context.req.param('contact')) || 0);
    if (!contact) return context.notFound();
    return context.html(
      page(
        'Your preferences',
        `<p id="address">Mail goes to ${escaped(contact.email)}.</p><p id="news">News: ${contact['optedIn'] === true ? 'yes' : 'no'}.</p>`,
      ),
    );
  });
  for (const [path, contactOf] of Object.entries(forms)) {
    site.post(path, async (context) => {
      const form = await readForm(context);
      const email = form['email'] ?? '';
      if (!/^\S+@\S+$/.test(email))
        return context.html(page('Something is missing', '<p>Please give a valid email address.</p>'), 400);
      contacts.submit({ ...contactOf(form, clock.now()), email }, clock.now() + 2_000 + Math.floor(random() * 1_000));
      submitted();
      return context.redirect('/thanks', 303);
    });
  }
  site.notFound((context) =>
    context.html(page('Page not found', '<p>This page has been launched into space.</p>'), 404),
  );
  return site;
}
