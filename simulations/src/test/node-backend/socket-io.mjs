// A chat on Socket.IO as its documentation has it: a token in the handshake, an event that is
// acknowledged, and the history over HTTP. Each user has a room, in which others speak over HTTP.
// Heartbeats and the recovery of sessions are those of the library.
//
//   node socket-io.mjs --port 0 [--redis SOCKET] [--recovery MS] [--heartbeat MS] [--forget N] [--lose N] [--twice N] [--swap N] [--alter N] [--deaf N]
//
// --redis SOCKET one of several nodes, which share what they know in the Redis that listens there, by the Redis Streams adapter
// --recovery MS  sessions are resumed within so many milliseconds
// --heartbeat MS interval and patience of the library's pings, instead of 25 and 20 s
// --forget N     every Nth message that was acknowledged is not kept
// Of what others say, every Nth
// --lose N       is taken in and never sent
// --twice N      is sent twice
// --swap N       is sent after the next one in its room
// --alter N      is sent without its signs
// --deaf N       every Nth connection is in no room
import {createHmac} from 'node:crypto';
import {rmSync} from 'node:fs';
import {createServer} from 'node:http';
import {dirname} from 'node:path';
import {createAdapter} from '@socket.io/redis-streams-adapter';
import {createClient} from 'redis';
import {Server} from 'socket.io';

const args = process.argv.slice(2);
const value = (name, otherwise) => args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;
const every = (name, count) => value(name, 0) > 0 && count % value(name, 0) === 0;
const kept = new Map(); // user -> what is sent after the next
let acknowledged = 0;
let spoken = 0;
let connections = 0;

const redisSocket = args.includes('--redis') ? args[args.indexOf('--redis') + 1] : null;
const redis = redisSocket ? await createClient({socket: {path: redisSocket}}).connect() : null;
const store = redis ? sharedStore() : ownStore();

function ownStore() {
  const histories = new Map(); // user -> items
  const known = new Set();
  return {
    isNew: mark => !known.has(mark) && known.add(mark),
    all: user => histories.get(user) ?? [],
    add: (user, item) => histories.set(user, [...histories.get(user) ?? [], item]),
  };
}

function sharedStore() {
  // Whoever ends the nodes' parent ends them, and their Redis.
  process.on('disconnect', () => {
    rmSync(dirname(redisSocket), {recursive: true, force: true});
    redis.on('error', () => process.exit());
    redis.sendCommand(['SHUTDOWN', 'NOSAVE']).finally(() => process.exit());
  });
  return {
    isNew: mark => redis.sAdd('known', mark),
    all: async user => (await redis.lRange(`history:${user}`, 0, -1)).map(each => JSON.parse(each)),
    add: (user, item) => redis.rPush(`history:${user}`, JSON.stringify(item)),
  };
}

// A token is its user's name, signed, so that each node knows it.
const signed = user => `${Buffer.from(user).toString('base64url')}.${createHmac('sha256', 'of the tests').update(user).digest('base64url')}`;
const userOf = token => {
  const user = Buffer.from(String(token).split('.')[0], 'base64url').toString();
  return signed(user) === token ? user : undefined;
};

const http = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', part => body += part);
  request.on('end', async () => {
    const answer = (status, said) => {
      response.writeHead(status, {'Content-Type': 'application/json'});
      response.end(JSON.stringify(said));
    };
    const user = userOf((request.headers.authorization ?? '').replace('Bearer ', ''));
    if (request.method === 'POST' && request.url === '/login') {
      answer(200, {access_token: signed(JSON.parse(body).user)});
    } else if (request.method === 'GET' && request.url === '/history') {
      answer(user === undefined ? 401 : 200, user === undefined ? {} : await store.all(user));
    } else if (request.method === 'POST' && request.url === '/say') {
      if (user !== undefined) {
        await speak(user, JSON.parse(body));
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
  ...(redis ? {adapter: createAdapter(redis)} : {}),
  ...(heartbeat > 0 ? {pingInterval: heartbeat, pingTimeout: heartbeat} : {}),
});

/** Somebody else says something in a user's room. */
async function speak(user, message) {
  spoken++;
  await store.add(user, {id: message.id, text: message.text});
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
  const user = userOf(socket.handshake.auth.token);
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
  const take = async (message, done) => {
    if (await store.isNew(`${user} ${message.id}`)) {
      acknowledged++;
      if (!every('--forget', acknowledged)) {
        await store.add(user, {id: message.id, text: message.text});
      }
    }
    done();
    socket.emit('chat', message);
  };
  let last = Promise.resolve();
  socket.on('chat', (message, done) => last = last.then(() => take(message, done)));
});

http.listen(value('--port', 0), '127.0.0.1', () => {
  const {port} = http.address();
  if (process.send) {
    process.send(port);
  } else {
    console.log(`listening on ws://127.0.0.1:${port}`);
  }
});
