import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** The line to whoever started this extension host, whose address and secret stand in `TEST_LINE`. */
export async function connectLine(): Promise<Socket> {
  const [port, secret = ''] = (process.env['TEST_LINE'] ?? '').split(' ');
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`${secret}\n`);
  return socket;
}
