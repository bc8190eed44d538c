// An imitation of the wire of Action Cable, and of AnyCable's extension of it, as docs.anycable.io documents them: a channel
// that tells a room's messages, an action "speak" that the channel confirms with a transmission.
// The extension restores sessions and tells what was missed. Options: imitation.mjs.
import {randomUUID} from 'node:crypto';
import {serve, WINDOW} from './imitation.mjs';

const EXTENDED = 'actioncable-v1-ext-json';
const PLAIN = 'actioncable-v1-json';
const PING_EVERY = 3000;
const EPOCH = randomUUID().slice(0, 4);
const sessions = new Map(); // sid -> {room, identifiers, left}

serve({
  path: '/cable',
  protocols: offered => [EXTENDED, PLAIN].find(each => offered.has(each)) ?? false,
  token: (request, url) => url.searchParams.get('jid'),
  connected: (socket, room, url) => {
    const extended = socket.protocol === EXTENDED;
    const tell = message => socket.send(JSON.stringify(message));
    const stream = `chat_${room.user}`;
    const sid = randomUUID();
    const subscriptions = new Map(); // identifier -> ends it
    const data = (identifier, entry) => tell({
      identifier,
      message: {id: entry.id, text: entry.text, by: entry.by},
      ...(extended ? {stream_id: stream, epoch: EPOCH, offset: entry.offset} : {}),
    });
    const subscribe = identifier => {
      if (!subscriptions.has(identifier)) {
        subscriptions.set(identifier, room.listen(entry => data(identifier, entry)));
      }
    };
    const history = (identifier, {since, streams}) => {
      const known = streams?.[stream];
      const missed = known
        ? (known.epoch === EPOCH ? room.since(known.offset) : null)
        : room.log.filter(entry => entry.at >= since * 1000);
      missed?.forEach(entry => data(identifier, entry));
      tell({type: missed ? 'confirm_history' : 'reject_history', identifier});
    };

    const before = extended ? sessions.get(url.searchParams.get('sid')) : undefined;
    const restored = before?.room === room && !(before.left < Date.now() - WINDOW);
    const session = {room, identifiers: restored ? before.identifiers : new Set(), left: Infinity};
    if (extended) {
      sessions.set(sid, session);
    }
    session.identifiers.forEach(subscribe);
    tell({
      type: 'welcome',
      ...(extended ? {sid} : {}),
      ...(restored ? {restored: true, restored_ids: [...session.identifiers]} : {}),
    });

    const beat = setInterval(() => tell({type: 'ping', message: Math.floor(Date.now() / 1000)}), PING_EVERY);
    socket.on('close', () => {
      clearInterval(beat);
      session.left = Date.now();
      subscriptions.forEach(end => end());
    });
    socket.on('message', text => {
      const {command, identifier, data: action, history: asked} = JSON.parse(text);
      switch (command) {
        case 'subscribe':
          if (JSON.parse(identifier).channel !== 'ChatChannel') {
            tell({type: 'reject_subscription', identifier});
            break;
          }
          session.identifiers.add(identifier);
          subscribe(identifier);
          tell({type: 'confirm_subscription', identifier});
          if (extended && asked) {
            history(identifier, asked);
          }
          break;
        case 'history':
          history(identifier, asked);
          break;
        case 'message': {
          const {action: name, id, text: said} = JSON.parse(action);
          if (name === 'speak' && subscriptions.has(identifier)) {
            room.take(id, said);
            tell({identifier, message: {ack: id}});
          }
          break;
        }
      }
    });
  },
});
