// An imitation of Centrifugo's client protocol in JSON, as centrifugal.dev and its Protobuf schema document it: connect, subscribe with recovery,
// publish, history; several replies in one frame; empty pings that want empty pongs. Options: imitation.mjs, and
//
//   --ping MS  between two pings, instead of 25 s
import {randomUUID} from 'node:crypto';
import {roomOf, serve, value} from './imitation.mjs';

const PING_EVERY = value('--ping', 25_000);
const PONG_WITHIN = 8000;
const EPOCH = randomUUID().slice(0, 4);

serve({
  path: '/connection/websocket',
  connected: socket => {
    let room;
    let stop = () => {};
    let replies = [];
    // What is said in one go leaves in one frame.
    const tell = reply => {
      replies.push(JSON.stringify(reply));
      if (replies.length === 1) {
        setImmediate(() => {
          socket.send(replies.join('\n'));
          replies = [];
        });
      }
    };
    const publication = ({id, text, offset}) => ({data: {id, text}, offset});

    let patience;
    const beat = setInterval(() => {
      tell({});
      patience = setTimeout(() => socket.close(3012, 'no pong'), PONG_WITHIN);
    }, PING_EVERY);
    socket.on('close', () => {
      clearInterval(beat);
      clearTimeout(patience);
      stop();
    });

    const commands = {
      connect(id, {token}) {
        room = roomOf(token);
        if (room === undefined) {
          socket.close(3500, 'invalid token');
          return;
        }
        tell({id, connect: {client: randomUUID(), version: '0.0.0 imitation', ping: PING_EVERY / 1000, pong: true}});
      },
      subscribe(id, {channel, recover, epoch, offset = 0}) {
        if (channel !== `chat#${room.user}`) {
          tell({id, error: {code: 103, message: 'permission denied'}});
          return;
        }
        const missed = recover && epoch === EPOCH ? room.since(offset) : null;
        tell({
          id,
          subscribe: {
            recoverable: true,
            positioned: true,
            epoch: EPOCH,
            ...(room.offset > 0 ? {offset: room.offset} : {}),
            ...(recover ? {was_recovering: true} : {}),
            ...(missed === null ? {} : {recovered: true}),
            ...(missed?.length > 0 ? {publications: missed.map(publication)} : {}),
          },
        });
        stop = room.listen(entry => tell({push: {channel, pub: publication(entry)}}));
      },
      publish(id, {data}) {
        room.take(data.id, data.text);
        tell({id, publish: {}});
      },
      history(id) {
        const publications = room.history.map(({id, text}, at) => publication({id, text, offset: at + 1}));
        tell({id, history: {publications, epoch: EPOCH, offset: room.offset}});
      },
    };
    socket.on('message', text => {
      for (const line of text.toString().split('\n').filter(each => each !== '')) {
        const command = JSON.parse(line);
        const name = Object.keys(commands).find(each => command[each] !== undefined);
        if (name === undefined) {
          clearTimeout(patience);
        } else if (name !== 'connect' && room === undefined) {
          socket.close(3501, 'bad request');
        } else {
          commands[name](command.id, command[name]);
        }
      }
    });
  },
});
