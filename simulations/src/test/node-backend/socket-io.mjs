// A chat on Socket.IO as its documentation has it: a token in the handshake, an event that is
// acknowledged, and the history over HTTP. Each user has a room, in which others speak over HTTP.
// Heartbeats and the recovery of sessions are those of the library.
//
//   node socket-io.mjs --port 0 [--recovery MS] [--heartbeat MS] [--forget N] [--lose N] [--twice N] [--swap N] [--alter N] [--deaf N]
//
// --recovery MS  sessions are resumed within so many milliseconds
// --heartbeat MS interval and patience of the library's pings, instead of 25 and 20 s
// --forget N     every Nth message that was acknowledged is not kept
// Of what others say, every Nth
// --lose N       is taken in and never sent
// --twice N      is sent twice
// --swap N       is sent after the next one in its room
// --alter N      is sent without its signs
// --deaf N       every Nth connection is in no room
import {createServer} from 'node:http';
import {randomUUID} from 'node:crypto';
import {Server} from 'socket.io';

const args = process.argv.slice(2);
const value = (name, otherwise) => args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;
const every = (name, count) => value(name, 0) > 0 && count % value(name, 0) === 0;
const users = new Map(); // token -> user
const histories = new Map(); // user -> items
const known = new Set(); // ids that were taken
const kept = new Map(); // user -> what is sent after the next
let acknowledged = 0;
let spoken = 0;
let connections = 0;

const http = createServer((request, response) => {
  let body = '';
  request.on('data', part => body += part);
  request.on('end', () => {
    const answer = (status, said) => {
      response.writeHead(status, {'Content-Type': 'application/json'});
      response.end(JSON.stringify(said));
    };
    const user = users.get((request.headers.authorization ?? '').replace('Bearer ', ''));
    if (request.method === 'POST' && request.url === '/login') {
      const token = randomUUID();
      users.set(token, JSON.parse(body).user);
      answer(200, {access_token: token});
    } else if (request.method === 'GET' && request.url === '/history') {
      answer(user === undefined ? 401 : 200, histories.get(user) ?? []);
    } else if (request.method === 'POST' && request.url === '/say') {
      if (user !== undefined) {
        speak(user, JSON.parse(body));
      }
      answer(user === undefined ? 401 : 202, {});
    } else if (!request.url.startsWith('/socket.io/')) {
      answer(404, {});
    }
  });
});

const recovery = value('--recovery', 0);
const heartbeat = value('--heartbeat', 0);
const io = new Server(http, {
  ...(recovery > 0 ? {connectionStateRecovery: {maxDisconnectionDuration: recovery}} : {}),
  ...(heartbeat > 0 ? {pingInterval: heartbeat, pingTimeout: heartbeat} : {}),
});

/** Somebody else says something in a user's room. */
function speak(user, message) {
  spoken++;
  histories.set(user, [...(histories.get(user) ?? []), {id: message.id, text: message.text}]);
  if (every('--lose', spoken)) {
    return;
  }
  const sent = every('--alter', spoken)
    ? {...message, text: message.text.replace(/[&<>"!?.,]/g, '') + ' (edited)'}
    : message;
  if (every('--swap', spoken) && !kept.has(user)) {
    kept.set(user, sent);
    return;
  }
  io.to(user).emit('chat', sent);
  if (every('--twice', spoken)) {
    io.to(user).emit('chat', sent);
  }
  if (kept.has(user)) {
    io.to(user).emit('chat', kept.get(user));
    kept.delete(user);
  }
}

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
  connections++;
  if (every('--deaf', connections)) {
    socket.leave(user);
  } else {
    socket.join(user);
  }
  socket.on('chat', (message, done) => {
    const items = histories.get(user) ?? [];
    histories.set(user, items);
    const mark = `${user} ${message.id}`;
    if (!known.has(mark)) {
      known.add(mark);
      acknowledged++;
      if (!every('--forget', acknowledged)) {
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
