// What all imitations of a documented wire share: arguments, logins, a room of each user with its history and
// with what is kept for a user who is away, and the defects that can be seeded.
//
//   --port N     0 for a free one
//   --file PATH  logins and histories are kept there, and outlive the process
//   --window MS  what others say is kept so long for a user who is away
//   --forget N   every Nth message of a user that was acknowledged is not in the history
// Of what others say, every Nth
//   --lose N     is taken in and never sent
//   --twice N    is sent twice
//   --swap N     is sent after the next one in its room
//   --alter N    is sent without its signs
// Of connections and returns, every Nth
//   --deaf N     connection hears nothing of what is said in its room
//   --gap N      return is told that all came, and lacks the first of it that another said
//   --refuse N   return is told that it cannot be resumed, though all is still there
import {createServer} from 'node:http';
import {randomUUID} from 'node:crypto';
import {appendFileSync, existsSync, readFileSync} from 'node:fs';
import {WebSocketServer} from 'ws';

const args = process.argv.slice(2);
export const value = (name, otherwise) => args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;
const counts = new Map();
/** Counts what happens under that name; whether it is the turn of the defect. */
const every = name => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
  return value(name, 0) > 0 && counts.get(name) % value(name, 0) === 0;
};
export const WINDOW = value('--window', 120_000);

/** What was missed, as a return is told it; null if it is told that it cannot be resumed. */
export const told = missed => {
  if (every('--refuse')) {
    return null;
  }
  const first = missed.findIndex(each => each.by === 'other');
  return first >= 0 && every('--gap') ? missed.toSpliced(first, 1) : missed;
};

const file = args.includes('--file') ? args[args.indexOf('--file') + 1] : null;
/** Written before anything is acknowledged: a process that is killed then loses none of it. */
const keep = what => file && appendFileSync(file, JSON.stringify(what) + '\n');

const users = new Map(); // token -> user
const rooms = new Map(); // user -> room

/** What is said to and by one user. */
class Room {
  constructor(user) {
    this.user = user;
    this.history = []; // {id, text, by}
    this.log = []; // {offset, at, id, text, by}, as long as it is kept
    this.offset = 0;
    this.ears = new Set();
    this.held = null;
    this.known = new Set();
  }

  /** The user says something; again is as good as once. */
  take(id, text) {
    if (this.known.has(id)) {
      return;
    }
    this.known.add(id);
    if (!every('--forget')) {
      this.remember({id, text, by: this.user});
    }
    this.publish({id, text, by: this.user});
  }

  remember(item) {
    this.history.push(item);
    keep({user: this.user, item});
  }

  /** Another says something. */
  speak(id, text) {
    this.remember({id, text, by: 'other'});
    if (every('--lose')) {
      return;
    }
    const said = {id, by: 'other', text: every('--alter') ? text.replace(/[&<>"!?.,]/g, '') + ' (edited)' : text};
    if (every('--swap') && this.held === null) {
      this.held = said;
      return;
    }
    this.publish(said);
    if (every('--twice')) {
      this.publish(said);
    }
    if (this.held !== null) {
      this.publish(this.held);
      this.held = null;
    }
  }

  publish(message) {
    const entry = {offset: ++this.offset, at: Date.now(), ...message};
    this.log.push(entry);
    while (this.log[0].at < entry.at - WINDOW) {
      this.log.shift();
    }
    this.ears.forEach(ear => ear(entry));
  }

  /** From now on all that is said in the room is told; ends with what is returned. */
  listen(ear) {
    if (!every('--deaf')) {
      this.ears.add(ear);
    }
    return () => this.ears.delete(ear);
  }

  /** What was said after that, or null if it is no longer kept. */
  since(offset) {
    const first = this.log.find(entry => entry.at >= Date.now() - WINDOW)?.offset ?? this.offset + 1;
    return offset + 1 < first ? null : told(this.log.filter(entry => entry.offset > offset));
  }
}

/** The events of one session, numbered, and kept while its user is away. */
export class Session {
  /**
   * @param first number of its events
   * @param most  how many of them are kept
   * @param event makes one of what is said in the room
   */
  constructor(room, first, most, event) {
    this.id = randomUUID();
    this.room = room;
    this.next = first;
    this.most = most;
    this.events = []; // {number, event, by}
    this.left = Infinity;
    this.tell = null;
    this.ear = entry => this.isOver() ? this.end() : this.add(event(entry), entry.by);
    room.ears.add(this.ear);
  }

  add(event, by) {
    const numbered = {number: this.next++, event, by};
    this.events.push(numbered);
    if (this.events.length > this.most) {
      this.events.shift();
    }
    this.tell?.(numbered);
  }

  /** From now on a connection is told each event. */
  attach(tell) {
    this.left = Infinity;
    this.tell = every('--deaf') ? () => {} : tell;
    this.by = tell;
  }

  /** A connection has ended, which may have been followed by another already. */
  detach(tell) {
    if (this.by === tell) {
      this.tell = null;
      this.left = Date.now();
    }
  }

  end() {
    this.left = -Infinity;
    this.room.ears.delete(this.ear);
  }

  isOver() {
    return this.left < Date.now() - WINDOW;
  }

  /** The events from that number on, or null if they are no longer kept. */
  from(number) {
    const first = this.events[0]?.number ?? this.next;
    return this.isOver() || number < first || number > this.next
      ? null
      : told(this.events.filter(each => each.number >= number));
  }
}

const names = new Map(); // a client's id of a message -> the server's
/** The id by which a server that names messages itself knows one. */
export function serverId(id) {
  if (!names.has(id)) {
    names.set(id, String(10_000_000_000 + names.size));
  }
  return names.get(id);
}

export function roomOf(token) {
  const user = users.get(token);
  if (user === undefined) {
    return undefined;
  }
  return roomOfUser(user);
}

function roomOfUser(user) {
  if (!rooms.has(user)) {
    rooms.set(user, new Room(user));
  }
  return rooms.get(user);
}

if (file && existsSync(file)) {
  // The last line may be cut: nothing of it was acknowledged.
  for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
    const {user, token, item} = JSON.parse(line);
    if (token) {
      users.set(token, user);
    } else {
      const room = roomOfUser(user);
      room.history.push(item);
      room.known.add(item.id);
    }
  }
}

export const bearer = request => (request.headers.authorization ?? '').replace(/^\w+ /, '');

function commonRoutes(room, call, body) {
  switch (call) {
    case 'POST /login': {
      const token = randomUUID();
      users.set(token, body.user);
      keep({user: body.user, token});
      return [200, {access_token: token, user_id: body.user, channel_id: body.user, conversation_id: body.user}];
    }
    case 'GET /messages':
      return room === undefined ? [401, {}] : [200, {messages: room.history}];
    case 'POST /say':
      room?.speak(body.id, body.text);
      return room === undefined ? [401, {}] : [202, {}];
  }
  return [404, {}];
}

/**
 * Serves until the process ends.
 *
 * path       of the connections
 * protocols  chooses a subprotocol, as `ws` has it
 * routes     (room, 'GET /path', body, url) => [status, answer], or nothing where the common ones hold
 * token      (request, url) => the token of a connection; without one that is known it is refused with 401
 * known      (url) => whether the connection that it asks for is known; one that is not is refused with 404
 * connected  (socket, room, url, request)
 */
export function serve({path, protocols, routes = () => undefined, token, known = () => true, connected}) {
  const http = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', part => text += part);
    request.on('end', () => {
      const url = new URL(request.url, 'http://imitation');
      const body = text === '' ? {} : JSON.parse(text);
      const call = `${request.method} ${url.pathname}`;
      const room = roomOf(bearer(request));
      const [status, answer] = routes(room, call, body, url) ?? commonRoutes(room, call, body);
      response.writeHead(status, {'Content-Type': 'application/json'});
      response.end(JSON.stringify(answer));
    });
  });
  const sockets = new WebSocketServer({noServer: true, ...(protocols ? {handleProtocols: protocols} : {})});
  http.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url, 'http://imitation');
    const refuse = status => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    if (url.pathname !== path) {
      return refuse('404 Not Found');
    }
    const room = token ? roomOf(token(request, url)) : null;
    if (room === undefined) {
      return refuse('401 Unauthorized');
    }
    if (!known(url)) {
      return refuse('404 Not Found');
    }
    sockets.handleUpgrade(request, socket, head, opened => {
      opened.on('error', () => {});
      connected(opened, room, url, request);
    });
  });
  http.listen(value('--port', 0), '127.0.0.1', () => {
    console.log(`listening on ws://127.0.0.1:${http.address().port}`);
  });
}
