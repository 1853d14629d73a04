// The events that bench/Library speaks, on the official Socket.IO server: whatever a client publishes goes to everyone as news,
// and an echo is acknowledged with what was sent.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { parseArgs } from 'node:util';
import { Server } from 'socket.io';

const names = ['port', 'certificate', 'key', 'deflate', 'namespaces'];
const { values: settings } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) });

const answer = (request, response) => {
  // Last resort: memory that is free afterwards goes back to the system.
  if (request.url === '/collect') global.gc({ execution: 'sync', flavor: 'last-resort' });
  response.statusCode = request.url === '/healthz' || request.url === '/collect' ? 200 : 404;
  response.end(String(process.memoryUsage().heapUsed));
};
const http = settings.certificate
  ? createTlsServer({ cert: readFileSync(settings.certificate), key: readFileSync(settings.key) }, answer)
  : createServer(answer);
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: settings.deflate === 'true' });

const serve = (namespace) =>
  namespace.on('connection', (socket) => {
    socket.on('publish', (what) => namespace.emit('news', what));
    socket.on('echo', (what, acknowledge) => acknowledge(what));
  });
serve(io.of('/'));
for (let i = 0; i < Number(settings.namespaces ?? 0); i++) serve(io.of(`/n${i}`));

http.listen(Number(settings.port), '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
