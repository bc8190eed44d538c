// The chat that dialects/plain-json.conf describes: JSON frames, and each user's own history over HTTP, the newest first. Options: imitation.mjs.
import {bearer, serve} from './imitation.mjs';

const PING_EVERY = 3000;

serve({
  path: '/chat',
  token: bearer,
  routes: (room, call) => call === 'GET /messages' && room
    ? [200, {messages: room.history.map(({id, text}) => ({id, text})).reverse()}]
    : undefined,
  connected: (socket, room) => {
    const tell = message => socket.send(JSON.stringify(message));
    tell({type: 'welcome'});
    const stop = room.listen(({id, text}) => tell({type: 'chat', id, text}));
    const beat = setInterval(() => tell({type: 'ping'}), PING_EVERY);
    socket.on('close', () => {
      clearInterval(beat);
      stop();
    });
    socket.on('message', frame => {
      const {type, id, text} = JSON.parse(frame);
      if (type === 'chat') {
        room.take(id, text);
        tell({type: 'ack', id});
      }
    });
  },
});
