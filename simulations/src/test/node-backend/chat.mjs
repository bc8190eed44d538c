// A small chat server with a protocol of its own: it asks who is there, pings its clients, says
// several things in one frame, and tells its history and nothing else.
//
//   node chat.mjs --port 0 [--binary] [--forget N] [--longest N] [--mute-returns] [--ping-every MS] [--pong-within MS] [--alive-within MS] [--answer]
//
// --binary       all frames are binary
// --answer       an agent answers everything
// --forget N     every Nth message that was acknowledged is not kept
// --longest N    longer texts are refused
// --alive-within MS  a connection on which its client does not say so often that it is there is cut
// --mute-returns a connection that resumes a session is greeted, pinged, and never answered
import {createServer} from 'node:http';
import {randomUUID} from 'node:crypto';
import {WebSocketServer} from 'ws';

const args = process.argv.slice(2);
const value = (name, otherwise) => args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;
const binary = args.includes('--binary');
const answering = args.includes('--answer');
const forget = value('--forget', 0);
const longest = value('--longest', Infinity);
const muteReturns = args.includes('--mute-returns');
const PING_EVERY = value('--ping-every', 1000);
const PONG_WITHIN = value('--pong-within', 3000);

const ALIVE_WITHIN = value('--alive-within', Infinity);

const users = new Map(); // token -> user
const sessions = new Map(); // sid -> {user, items, ids}
let acknowledged = 0;

const http = createServer((request, response) => {
  let body = '';
  request.on('data', part => body += part);
  request.on('end', () => {
    if (request.method === 'POST' && request.url === '/login') {
      const token = randomUUID();
      users.set(token, JSON.parse(body).user);
      response.writeHead(200, {'Content-Type': 'application/json'});
      response.end(JSON.stringify({access_token: token}));
    } else if (request.method === 'POST' && request.url === '/messages') {
      post(request, response, JSON.parse(body).text);
    } else if (request.method === 'GET' && request.url.startsWith('/history')) {
      history(request, response);
    } else {
      response.writeHead(404);
      response.end();
    }
  });
});

// A message goes into the user's session under an id that is given here.
function post(request, response, text) {
  const user = users.get((request.headers.authorization ?? '').replace('Bearer ', ''));
  const session = [...sessions.values()].find(each => each.user === user);
  const status = session === undefined ? 401 : text.length > longest ? 413 : 201;
  const id = randomUUID();
  if (status === 201 && (forget === 0 || ++acknowledged % forget !== 0)) {
    session.items.push({id, text});
  }
  response.writeHead(status, {'Content-Type': 'application/json'});
  response.end(JSON.stringify({post: {id}}));
}

// The newest first, ten a page.
function history(request, response) {
  const user = users.get((request.headers.authorization ?? '').replace('Bearer ', ''));
  const before = new URL(request.url, 'http://chat').searchParams.get('before');
  const items = [...sessions.values()].filter(session => session.user === user).flatMap(session => session.items);
  const end = before === null ? items.length : Number(before);
  const begin = Math.max(0, end - 10);
  response.writeHead(user === undefined ? 401 : 200, {'Content-Type': 'application/json'});
  response.end(JSON.stringify({
    messages: items.slice(begin, end).reverse(),
    next: begin > 0 ? String(begin) : null,
  }));
}

const server = new WebSocketServer({noServer: true});
http.on('upgrade', (request, socket, head) => {
  if (!request.url.startsWith('/chat?room=')) {
    socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    return;
  }
  server.handleUpgrade(request, socket, head, ws => serve(ws));
});

function serve(ws) {
  const say = (...messages) => {
    const text = JSON.stringify(messages);
    ws.send(binary ? Buffer.from(text) : text, {binary});
  };
  const answer = message => {
    const reply = {id: `a-${message.id}`, text: `You said ${message.text.length} characters.`, by: 'bot', to: message.id};
    if (!session.ids.has(reply.id)) {
      session.ids.add(reply.id);
      session.items.push(reply);
    }
    say({op: 'reply', ...reply});
  };
  const nonce = randomUUID();
  let wanted = null;
  let session = null;
  let mute = false;
  let pings = 0;
  let ponged = Date.now();
  let told = Date.now();
  const beat = setInterval(() => {
    if (Date.now() - ponged > PONG_WITHIN || Date.now() - told > ALIVE_WITHIN) {
      ws.terminate();
    } else {
      const ping = JSON.stringify({op: 'ping', n: ++pings});
      ws.send(binary ? Buffer.from(ping) : ping, {binary});
    }
  }, PING_EVERY);
  ws.on('close', () => clearInterval(beat));
  ws.on('error', () => {});
  ws.on('message', data => {
    const message = JSON.parse(data.toString());
    if (mute && message.op !== 'pong') {
      return;
    }
    switch (message.op) {
      case 'pong':
        ponged = Date.now();
        break;
      case 'still here':
        told = Date.now();
        break;
      case 'hello':
        wanted = message.sid;
        say({op: 'challenge', nonce});
        break;
      case 'answer': {
        const user = users.get(message.token);
        if (message.nonce !== nonce || user === undefined) {
          ws.close(4001, 'who are you?');
          return;
        }
        const known = sessions.get(wanted);
        const resumed = known !== undefined && known.user === user;
        const sid = resumed ? wanted : randomUUID();
        session = resumed ? known : {user, items: [], ids: new Set()};
        sessions.set(sid, session);
        mute = muteReturns && resumed;
        say({op: 'room', name: 'lobby'}, {op: 'welcome', sid, resumed});
        break;
      }
      case 'ping':
        say({op: 'alive'});
        break;
      case 'say':
        if (message.text.length > longest) {
          say({op: 'refused', id: message.id, code: 'too_long'});
          break;
        }
        if (!session.ids.has(message.id)) {
          session.ids.add(message.id);
          acknowledged++;
          if (forget === 0 || acknowledged % forget !== 0) {
            session.items.push({id: message.id, text: message.text});
          }
        }
        say({op: 'ok', id: message.id}, {op: 'presence', users: sessions.size});
        if (answering) {
          answer(message);
        }
        break;
      case 'history':
        say({op: 'history', items: session.items});
        break;
    }
  });
}

http.listen(value('--port', 0), '127.0.0.1', () => {
  console.log(`listening on ws://127.0.0.1:${http.address().port}`);
});
