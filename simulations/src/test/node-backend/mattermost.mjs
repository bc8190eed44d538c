// An imitation of Mattermost's reliable WebSocket: hello with a connection id, numbered events, of which the last 128 are told again to who comes back with
// that id and the next number, and then no hello; posts go and are listed over HTTP. Options: imitation.mjs, where --window is how long a connection's
// queue is kept.
import {bearer, serve, serverId, Session} from './imitation.mjs';

const KEPT = 128;
const queues = new Map(); // connection id -> session

function posts(room, call, body, url) {
  const post = ({id, text}) => ({id: serverId(id), channel_id: room.user, message: text});
  if (call === 'POST /api/v4/posts' && room?.user === body.channel_id) {
    room.take(body.pending_post_id, body.message);
    return [201, {...post({id: body.pending_post_id, text: body.message}), pending_post_id: body.pending_post_id}];
  }
  if (room && call === `GET /api/v4/channels/${encodeURIComponent(room.user)}/posts`) {
    const all = room.history.map(post).reverse();
    const before = url.searchParams.get('before');
    const from = before === null ? 0 : all.findIndex(each => each.id === before) + 1;
    const page = all.slice(from, from + Number(url.searchParams.get('per_page') ?? 60));
    return [200, {order: page.map(each => each.id), posts: Object.fromEntries(page.map(each => [each.id, each]))}];
  }
  return undefined;
}

serve({
  path: '/api/v4/websocket',
  token: bearer,
  routes: posts,
  connected: (socket, room, url) => {
    const tell = ({number, event}) => socket.send(JSON.stringify({...event, seq: number}));
    const known = queues.get(url.searchParams.get('connection_id'));
    const missed = known?.room === room ? known.from(Number(url.searchParams.get('sequence_number'))) : null;
    const queue = missed ? known : new Session(room, 0, KEPT, ({id, text, by}) => ({
      event: 'posted',
      data: {sender_name: by, post: JSON.stringify({id: serverId(id), channel_id: room.user, message: text})},
      broadcast: {channel_id: room.user},
    }));
    queues.set(queue.id, queue);
    if (missed) {
      missed.forEach(tell);
    } else {
      queue.add({event: 'hello', data: {connection_id: queue.id, server_version: 'imitation'}, broadcast: {}});
      tell(queue.events[0]);
    }
    queue.attach(tell);
    socket.on('close', () => queue.detach(tell));
    socket.on('message', frame => {
      const {seq, action} = JSON.parse(frame);
      socket.send(JSON.stringify(action === 'ping'
        ? {status: 'OK', data: {text: 'pong'}, seq_reply: seq}
        : {status: 'FAIL', error: {id: 'api.web_socket_router.bad_action.app_error', message: 'Unknown WebSocket action.'}, seq_reply: seq}));
    });
  },
});
