// A chat on Socket.IO as its documentation has it: a token in the handshake, an event that is
// acknowledged, and the history over HTTP. Heartbeats are those of the library.
//
//   node socket-io.mjs --port 0 [--forget N]
//
// --forget N every Nth message that was acknowledged is not kept
import {createServer} from 'node:http';
import {randomUUID} from 'node:crypto';
import {Server} from 'socket.io';

const args = process.argv.slice(2);
const value = (name, otherwise) => args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;
const forget = value('--forget', 0);
const users = new Map(); // token -> user
const histories = new Map(); // user -> items
const known = new Set(); // ids that were taken
let acknowledged = 0;

const http = createServer((request, response) => {
  let body = '';
  request.on('data', part => body += part);
  request.on('end', () => {
    const answer = (status, said) => {
      response.writeHead(status, {'Content-Type': 'application/json'});
      response.end(JSON.stringify(said));
    };
    if (request.method === 'POST' && request.url === '/login') {
      const token = randomUUID();
      users.set(token, JSON.parse(body).user);
      answer(200, {access_token: token});
    } else if (request.method === 'GET' && request.url === '/history') {
      const user = users.get((request.headers.authorization ?? '').replace('Bearer ', ''));
      answer(user === undefined ? 401 : 200, histories.get(user) ?? []);
    } else if (!request.url.startsWith('/socket.io/')) {
      answer(404, {});
    }
  });
});

const io = new Server(http);
io.use((socket, next) => {
  const user = users.get(socket.handshake.auth.token);
  if (user === undefined) {
    next(new Error('not authorized'));
  } else {
    socket.data.user = user;
    next();
  }
});
io.on('connection', socket => {
  const {user} = socket.data;
  socket.on('chat', (message, done) => {
    const items = histories.get(user) ?? [];
    histories.set(user, items);
    const mark = `${user} ${message.id}`;
    if (!known.has(mark)) {
      known.add(mark);
      acknowledged++;
      if (forget === 0 || acknowledged % forget !== 0) {
        items.push({id: message.id, text: message.text});
      }
    }
    done();
    socket.emit('chat', message);
  });
});

http.listen(value('--port', 0), '127.0.0.1', () => {
  console.log(`listening on ws://127.0.0.1:${http.address().port}`);
});
