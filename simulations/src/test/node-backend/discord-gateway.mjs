// An imitation of a gateway as Discord documents its own: hello, identify or resume, numbered dispatches that are replayed, heartbeats that the client owes;
// messages are created and listed over HTTP. Options: imitation.mjs, where --window is how long a session is kept.
import {randomUUID} from 'node:crypto';
import {roomOf, serve, serverId, Session} from './imitation.mjs';

const HEARTBEAT = 41_250;
const KEPT = 1000;
const INVALIDATING = [1000, 1001];
const sessions = new Map(); // id -> session

function messages(room, call, body, url) {
  const channel = /^(GET|POST) \/api\/v10\/channels\/([^/]+)\/messages$/.exec(call);
  if (channel === null) {
    return undefined;
  }
  if (room?.user !== decodeURIComponent(channel[2])) {
    return [room ? 403 : 401, {message: 'Missing Access', code: 50001}];
  }
  const message = ({id, text}) => ({id: serverId(id), channel_id: room.user, content: text});
  if (channel[1] === 'POST') {
    room.take(body.nonce, body.content);
    return [200, {...message({id: body.nonce, text: body.content}), nonce: body.nonce}];
  }
  const all = room.history.map(message).reverse();
  const before = url.searchParams.get('before');
  const from = before === null ? 0 : all.findIndex(each => each.id === before) + 1;
  return [200, all.slice(from, from + Number(url.searchParams.get('limit') ?? 50))];
}

serve({
  path: '/',
  routes: messages,
  connected: socket => {
    let session = null;
    let silence;
    const send = (op, d, s = null, t = null) => socket.send(JSON.stringify({op, d, s, t}));
    const tell = ({number, event}) => send(0, event.d, number, event.t);
    const wait = () => {
      clearTimeout(silence);
      silence = setTimeout(() => socket.close(4009, 'Session timed out'), 1.5 * HEARTBEAT);
    };
    wait();
    send(10, {heartbeat_interval: HEARTBEAT});
    socket.on('close', code => {
      clearTimeout(silence);
      session?.detach(tell);
      if (session && INVALIDATING.includes(code)) {
        session.end();
        sessions.delete(session.id);
      }
    });

    const identify = ({token}) => {
      const room = roomOf(token);
      if (room === undefined) {
        socket.close(4004, 'Authentication failed');
        return;
      }
      session = new Session(room, 1, KEPT, ({id, text, by}) => ({
        t: 'MESSAGE_CREATE',
        d: {id: serverId(id), channel_id: room.user, content: text, author: {username: by}},
      }));
      sessions.set(session.id, session);
      session.add({t: 'READY', d: {v: 10, session_id: session.id, resume_gateway_url: 'ws://imitation', user: {username: room.user}}});
      tell(session.events[0]);
      session.attach(tell);
    };
    const resume = ({token, session_id: id, seq}) => {
      const known = sessions.get(id);
      const missed = known && known.room === roomOf(token) ? known.from(seq + 1) : null;
      if (missed === null) {
        send(9, false);
        return;
      }
      session = known;
      missed.forEach(tell);
      session.add({t: 'RESUMED', d: {trace: randomUUID()}});
      tell(session.events.at(-1));
      session.attach(tell);
    };
    socket.on('message', frame => {
      const {op, d} = JSON.parse(frame);
      switch (op) {
        case 1:
          wait();
          send(11);
          break;
        case 2:
          identify(d);
          break;
        case 6:
          resume(d);
          break;
        default:
          socket.close(4001, 'Unknown opcode');
      }
    });
  },
});
