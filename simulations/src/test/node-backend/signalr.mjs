// An imitation of SignalR's hub protocol in JSON over WebSockets without negotiation, as the specs of ASP.NET Core document it: a handshake,
// invocations and completions, pings, each message ended by 0x1e. Nothing is kept for who is away. Options: imitation.mjs.
import {serve} from './imitation.mjs';

const END = '\x1e';
const PING_EVERY = 15_000;
const SILENT_AT_MOST = 30_000;

serve({
  path: '/chat',
  token: (request, url) => url.searchParams.get('access_token'),
  connected: (socket, room) => {
    const tell = (...messages) => socket.send(messages.map(each => JSON.stringify(each) + END).join(''));
    let stop = () => {};
    let greeted = false;
    let heard = Date.now();
    const beat = setInterval(() => {
      if (Date.now() - heard > SILENT_AT_MOST) {
        socket.terminate();
      } else {
        tell({type: 6});
      }
    }, PING_EVERY);
    socket.on('close', () => {
      clearInterval(beat);
      stop();
    });

    const hub = {
      Send: ([id, text]) => room.take(id, text),
      History: () => room.history.map(({id, text}) => ({id, text})),
    };
    const invoked = ({invocationId, target, arguments: given}) => {
      if (hub[target] === undefined) {
        return {type: 3, invocationId, error: `Unknown hub method '${target}'`};
      }
      const result = hub[target](given);
      return {type: 3, invocationId, ...(result === undefined ? {} : {result})};
    };
    socket.on('message', frame => {
      heard = Date.now();
      for (const message of frame.toString().split(END).filter(each => each !== '').map(each => JSON.parse(each))) {
        if (!greeted) {
          greeted = message.protocol === 'json' && message.version === 1;
          tell(greeted ? {} : {error: `The protocol '${message.protocol}' is not supported.`});
          stop = room.listen(({id, text}) => tell({type: 1, target: 'Receive', arguments: [{id, text}]}));
        } else if (message.type === 1) {
          tell(invoked(message));
        }
      }
    });
  },
});
