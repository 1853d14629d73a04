// A chat room on the official Socket.IO server, with the events that bench/Load speaks: numbers each message, sends it to
// everyone in the room, acknowledges. Nothing is stored, nobody is authenticated: this is the fan-out alone.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer((request, response) => {
  response.statusCode = request.url === '/healthz' ? 200 : 404;
  response.end();
});
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
const lastSeq = new Map();

io.on('connection', (socket) => {
  const author = { id: socket.id, username: socket.id, displayName: socket.id, avatarUrl: null };

  socket.on('join_room', ({ room }, acknowledge) => {
    socket.join(room);
    acknowledge({ ok: true, room, lastSeq: lastSeq.get(room) ?? 0 });
  });

  socket.on('send_message', ({ room, text, clientId }, acknowledge) => {
    const seq = (lastSeq.get(room) ?? 0) + 1;
    lastSeq.set(room, seq);
    const at = new Date().toISOString();
    const message = { room, seq, author, text, at, clientId, reactions: [], attachments: [] };
    io.to(room).emit('receive_message', { message });
    acknowledge({ ok: true, message });
  });
});

http.listen(Number(process.argv[2]), '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
