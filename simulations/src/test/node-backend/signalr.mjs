// An imitation of SignalR's hub protocol in JSON over WebSockets, as the specs of ASP.NET Core document it: a handshake, invocations and completions, pings, each
// message ended by 0x1e. Nothing is kept for who is away, but with
//
//   --stateful  connections are negotiated and come back by their token: both sides number invocations and completions, acknowledge them, and send again what
//               was not acknowledged. A connection that is closed, rather than lost, is forgotten; one that stays away longer than --window is, too.
//   --again N   with that: every Nth return is sent once more what another said and it had acknowledged last, as if it were new
//
// Further options: imitation.mjs.
import {randomUUID} from 'node:crypto';
import {roomOf, serve, told, value, WINDOW} from './imitation.mjs';

const END = '\x1e';
const PING_EVERY = 15_000;
const SILENT_AT_MOST = 30_000;
const ACK_EVERY = 1000;
const CLOSED = 1000;
const stateful = process.argv.includes('--stateful');
const again = value('--again', 0);
let returns = 0;

const connections = new Map(); // connection token -> Connection
const counts = ({type}) => type >= 1 && type <= 5;

/** What lasts over the WebSockets of one client. */
class Connection {
  constructor(room) {
    this.room = room;
    this.socket = null;
    this.greeted = false;
    this.stop = () => {};
    this.unacked = []; // {number, by, message}
    this.sent = 0;
    this.acked = null; // what another said and was acknowledged last
    this.received = 0;
    this.next = 1;
    this.left = Infinity;
  }

  write(...messages) {
    if (this.socket !== null) {
      this.socket.send(messages.map(each => JSON.stringify(each) + END).join(''));
    }
  }

  tell(message, by = 'hub') {
    if (counts(message) && stateful) {
      this.unacked.push({number: ++this.sent, by, message});
    }
    this.write(message);
  }

  /** Sends again from the first that was not acknowledged, by numbers that follow each other. */
  resume() {
    let missed = told(this.unacked);
    if (missed === null) {
      return false;
    }
    const first = this.unacked[0]?.number ?? this.sent + 1;
    if (again > 0 && this.acked !== null && ++returns % again === 0) {
      missed = [...missed, {...this.acked}];
    }
    this.unacked = missed.map((each, at) => ({...each, number: first + at}));
    this.sent = first + missed.length - 1;
    this.resumes = [{type: 9, sequenceId: first}, ...this.unacked.map(each => each.message)];
    return true;
  }

  isOver() {
    return this.left < Date.now() - WINDOW;
  }

  end() {
    this.stop();
    this.left = -Infinity;
  }
}

const negotiate = room => {
  const token = randomUUID();
  connections.set(token, new Connection(room));
  return [200, {
    negotiateVersion: 1,
    connectionId: randomUUID(),
    connectionToken: token,
    useStatefulReconnect: true,
    availableTransports: [{transport: 'WebSockets', transferFormats: ['Text', 'Binary']}],
  }];
};

serve({
  path: '/chat',
  token: (request, url) => url.searchParams.get('access_token'),
  routes: (room, call, body, url) => {
    if (!stateful || call !== 'POST /chat/negotiate') {
      return undefined;
    }
    const asking = roomOf(url.searchParams.get('access_token'));
    return asking === undefined || url.searchParams.get('useStatefulReconnect') !== 'true' ? [401, {}] : negotiate(asking);
  },
  known: url => {
    const token = url.searchParams.get('id');
    const connection = connections.get(token);
    if (!stateful) {
      return true;
    }
    if (connection === undefined || connection.isOver() || (connection.greeted && !connection.resume())) {
      connection?.end();
      connections.delete(token);
      return false;
    }
    return true;
  },
  connected: (socket, room, url) => {
    const connection = stateful ? connections.get(url.searchParams.get('id')) : new Connection(room);
    connection.socket?.terminate();
    connection.socket = socket;
    connection.left = Infinity;
    let heard = Date.now();
    let told = connection.received;
    if (connection.greeted) {
      connection.write(...connection.resumes);
    }
    const beat = setInterval(() => {
      if (Date.now() - heard > SILENT_AT_MOST) {
        socket.terminate();
      } else {
        connection.write({type: 6});
      }
    }, PING_EVERY);
    const acks = setInterval(() => {
      if (stateful && connection.received > told) {
        connection.write({type: 8, sequenceId: told = connection.received});
      }
    }, ACK_EVERY);
    socket.on('close', code => {
      clearInterval(beat);
      clearInterval(acks);
      if (connection.socket !== socket) {
        return;
      }
      connection.socket = null;
      connection.left = Date.now();
      if (!stateful || code === CLOSED) {
        connection.end();
      }
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
    const version = stateful ? 2 : 1;
    const take = message => {
      if (!connection.greeted) {
        connection.greeted = message.protocol === 'json' && message.version === version;
        connection.write(connection.greeted ? {} : {error: `The protocol '${message.protocol}' is not supported.`});
        connection.stop = room.listen(({id, text, by}) => connection.tell({type: 1, target: 'Receive', arguments: [{id, text}]}, by));
        return;
      }
      if (message.type === 8) {
        while (connection.unacked[0]?.number <= message.sequenceId) {
          const acked = connection.unacked.shift();
          connection.acked = acked.by === 'other' ? acked : connection.acked;
        }
      } else if (message.type === 9) {
        connection.next = message.sequenceId;
      } else if (counts(message)) {
        const isNew = connection.next > connection.received;
        connection.received = Math.max(connection.received, connection.next++);
        if (isNew && message.type === 1) {
          connection.tell(invoked(message));
        }
      }
    };
    socket.on('message', frame => {
      if (connection.socket !== socket) {
        return;
      }
      heard = Date.now();
      frame.toString().split(END).filter(each => each !== '').map(each => JSON.parse(each)).forEach(take);
    });
  },
});
