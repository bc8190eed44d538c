// An imitation of the wire of Phoenix channels, V2 serializer, as Phoenix's guides document it: joins, pushes and their replies, broadcasts, a heartbeat
// that the client owes. Of what was said while a user was away nothing is told; an application may, as the guides propose:
//
//   --catch-up  a join with last_seen_id is answered with the messages since then
//
// Further options: imitation.mjs.
import {serve} from './imitation.mjs';

const SILENT_AT_MOST = 60_000;
const catchesUp = process.argv.includes('--catch-up');

serve({
  path: '/socket/websocket',
  token: (request, url) => url.searchParams.get('token'),
  connected: (socket, room) => {
    const topic = `room:${room.user}`;
    let join = null;
    let stop = () => {};
    let silence;
    const wait = () => {
      clearTimeout(silence);
      silence = setTimeout(() => socket.close(1000, 'timeout'), SILENT_AT_MOST);
    };
    wait();
    socket.on('close', () => {
      clearTimeout(silence);
      stop();
    });

    const events = {
      heartbeat: () => ({}),
      phx_join({last_seen_id: last}, joined) {
        join = joined;
        const seen = room.log.findLast(entry => entry.id === last);
        const missed = catchesUp && seen ? room.since(seen.offset) ?? [] : [];
        stop();
        stop = room.listen(({id, text}) => socket.send(JSON.stringify([join, null, topic, 'new_msg', {id, text}])));
        return catchesUp ? {messages: missed.map(({id, text}) => ({id, text}))} : {};
      },
      new_msg({id, text}) {
        room.take(id, text);
        return {};
      },
    };
    socket.on('message', text => {
      wait();
      const [joined, ref, to, event, payload] = JSON.parse(text);
      const known = to === (event === 'heartbeat' ? 'phoenix' : topic) && (join !== null || event !== 'new_msg');
      const response = known ? events[event]?.(payload, joined) : undefined;
      socket.send(JSON.stringify([joined, ref, to, 'phx_reply',
        response === undefined ? {status: 'error', response: {reason: 'unmatched topic'}} : {status: 'ok', response}]));
    });
  },
});
