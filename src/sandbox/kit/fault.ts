import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** An answer that says no. The name is the API's word for the status; the message tells a person what helps. */
export class Fault extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    name: string,
    message: string,
  ) {
    super(message);
    this.name = name;
  }
}

export const badRequest = (message: string): Fault => new Fault(400, 'BadRequest', message);
export const unauthorized = (message: string): Fault => new Fault(401, 'Unauthorized', message);
export const forbidden = (message: string): Fault => new Fault(403, 'Forbidden', message);
export const notFound = (what: string): Fault =>
  new Fault(404, 'NotFound', `There is no ${what} of that id in this organization.`);
export const conflict = (message: string): Fault => new Fault(409, 'Conflict', message);
export const invalid = (message: string): Fault => new Fault(422, 'UnprocessableEntity', message);
