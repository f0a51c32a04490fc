import { attributesOf, columnsOf } from './attributes';
import type { Database } from './database';
import { listClause, type ListQuery } from './list-query';

/** A mail that a real service would send. */
export interface Mail {
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  /** The run that it is about, if any. */
  readonly run?: number;
}

export interface SentMail extends Mail {
  readonly id: number;
  /** Unix milliseconds. */
  readonly createdAt: number;
}

export interface Outbox {
  list(organization: number, query: ListQuery): readonly SentMail[];
  send(organization: number, mail: Mail, at: number): void;
}

const all = attributesOf({ recipient: 'text', subject: 'text', body: 'text', run: 'number' });
export const mailAttributes = new Map([...all].filter(([name]) => !['uuid', 'updatedAt', 'createdBy'].includes(name)));

/** Older mail than this many are thrown away. */
const mostMail = 10_000;

export function createOutbox(database: Database): Outbox {
  return {
    list: (organization, query) => {
      const { sql, parameters } = listClause('organization', organization, query);
      return database.all(`SELECT ${columnsOf(mailAttributes)} FROM outbox ${sql}`, ...parameters);
    },
    send: (organization, { recipient, subject, body, run }, at) => {
      const { id } = database.run(
        'INSERT INTO outbox (organization, recipient, subject, body, run, createdAt) VALUES (?, ?, ?, ?, ?, ?)',
        organization,
        recipient,
        subject,
        body,
        run ?? null,
        at,
      );
      database.run('DELETE FROM outbox WHERE id <= ?', id - mostMail);
    },
  };
}
