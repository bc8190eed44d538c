// A chat-agent backend that speaks the wire protocol of protocol.md: node:http for the services, `ws` for the
// connections, everything in memory, and an agent that follows a script.
import http from 'node:http';
import net from 'node:net';
import v8 from 'node:v8';
import vm from 'node:vm';
import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    'time-scale': { type: 'string', default: '1' },
    'token-life': { type: 'string', default: '900' }, // seconds
    'closes-early': { type: 'string', default: '0' }, // ms, as where the clock that closes runs ahead
    'trusted-proxies': { type: 'string', default: '127.0.0.1,::1' },
  },
});
const timeScale = Number(options['time-scale']);
if (!(timeScale > 0 && timeScale <= 1)) {
  console.error('--time-scale is above 0 and at most 1');
  process.exit(2);
}

const KiB = 1024;
const MiB = 1024 * KiB;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const BRIEF_BELOW = 30 * SECOND * timeScale;
const EXPIRED_ABOVE = 5 * MINUTE * timeScale;

const TOKEN_LIFE = Number(options['token-life']); // seconds, as clients ask for it
const CLOSES_EARLY = Number(options['closes-early']);
const MAX_TOKEN_LIFE = 7 * DAY / SECOND;
const MAX_SESSIONS = 500_000; // a session whose context is gone is some 1 KiB

const MAX_FRAME = 1 * MiB;
const HARD_MAX_FRAME = 5 * MiB;
const MAX_NESTING = 100;
const MAX_ID = 256;
const MAX_BODY = 1 * MiB;
const MAX_CONTEXT = 8 * MiB; // characters
const ITEM_COST = 120; // characters, besides the text of an item
const MAX_WAITING = 16 * MiB; // characters
const FRAME_RATE = 200; // a second
const FRAME_BURST = 400;
const MAX_REFUSED = 400; // frames beyond the rate, without a pause, before the connection is closed
const HEARTBEAT_INTERVAL = 30 * SECOND;
const HEARTBEAT_TIMEOUT = 10 * SECOND;
const CLOSE_GRACE = 10 * SECOND; // how long a peer may take to read and answer our close frame
const STOP_GRACE = 4 * SECOND; // the same, at the end of the process

const MAX_CHUNKS = 256;
const CHUNK_SIZE = 24; // characters, while that makes no more than MAX_CHUNKS
const STEPS_PER_TURN = 4; // the chunks of a turn come in so many goes, however many they are
const STEP_PAUSE = 2; // ms

const WORKFLOW = ['intake', 'usage_review', 'cost_review', 'analysis', 'recommendations'];
const PRIORITIES = ['critical', 'high', 'normal', 'low'];
const OVERFLOWS = ['drop_oldest', 'drop_newest', 'reject'];

const sessions = new Map(); // session id -> session
const connections = new Set();
const counters = { connections: 0, frames: 0, messages: 0, turns: 0, refused: 0 };
let draining = false;

/** What is answered with an error, over HTTP or over a connection. Not an Error: nobody wants its stack. */
class Refusal {
  constructor(code, message, status = 400) {
    Object.assign(this, { code, message, status });
  }
}
const invalid = (message) => new Refusal('invalid_payload', message);
const notFound = () => new Refusal('not_found', 'nothing is here', 404);
const unauthorized = () => new Refusal('unauthorized', 'the token is not valid', 401);
const unavailable = () => new Refusal('unavailable', 'not at the moment', 503);

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string' && value.isWellFormed() && !/[\x1e\x1f]/.test(value);
const isName = (value) => isText(value) && value.length > 0 && value.length <= MAX_ID;
const isCount = (value, from, to = Number.MAX_SAFE_INTEGER) => Number.isSafeInteger(value) && value >= from && value <= to;
const iso = (millis) => new Date(millis).toISOString();

// ---- JSON, with numbers that keep their value --------------------------------------------------------------------

// Node 20 gives no access to the source of a number, so one that a double would change is wrapped before it is parsed
// and unwrapped after it was written. The mark is random: no client can write one.
const MARK = `exact-${randomBytes(16).toString('hex')}-`;
const MARKED = new RegExp(`"${MARK}([^"]*)"`, 'g');
const MAY_BE_INEXACT = /\d[\d.]{15}|\d[eE][+-]?\d/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

class ExactNumber {
  constructor(source) { this.source = source; }
  toJSON() { return MARK + this.source; }
}

/** The value of a decimal number, in one spelling. */
function canonical(number) {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number);
  const digits = whole + fraction;
  let from = 0;
  let to = digits.length;
  while (from < to && digits[from] === '0') from++;
  while (to > from && digits[to - 1] === '0') to--;
  return from === to ? '0' : `${sign}${digits.slice(from, to)}e${Number(exponent) - fraction.length + digits.length - to}`;
}

function survivesAsDouble(source) {
  const double = Number(source);
  return Number.isFinite(double) && canonical(source) === canonical(String(double));
}

/** Parses what is already known to be JSON once more, and keeps the numbers that JSON.parse would change. */
function parseExactly(text) {
  const wrapped = text.replace(STRING_OR_NUMBER, (token) =>
    token[0] === '"' || survivesAsDouble(token) ? token : `"${MARK}${token}"`);
  return JSON.parse(wrapped, (_, value) =>
    typeof value === 'string' && value.startsWith(MARK) ? new ExactNumber(value.slice(MARK.length)) : value);
}

function toJson(value) {
  const json = JSON.stringify(value);
  return json.includes(MARK) ? json.replace(MARKED, '$1') : json;
}

function nestsDeeperThan(levels, value) {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return (Array.isArray(value) ? value : Object.values(value)).some((inner) => nestsDeeperThan(levels - 1, inner));
}

const READS_LIKE_A_SCALAR = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;

/** The textual form of a remembered value, of which digests are made. */
function textualForm(value) {
  if (typeof value !== 'string') return toJson(value);
  return value.startsWith('"') || READS_LIKE_A_SCALAR.test(value) ? `"${value}"` : value;
}

// ---- Tokens ------------------------------------------------------------------------------------------------------

const ISSUER = 'holdfast-node';
const AUDIENCE = 'holdfast-chat';
const SIGNING_KEY = randomBytes(32);
const JWT_HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
const sign = (text) => createHmac('sha256', SIGNING_KEY).update(text).digest('base64url');

function sameText(a, b) {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Gives a session a new pair of tokens; the pair it had is no longer valid. */
function issueTokens(session) {
  const now = Date.now();
  session.tokenId = randomUUID();
  session.issuedAt = now;
  session.expiresAt = now + session.ttlSeconds * SECOND;
  session.refreshToken = `${session.id}.${randomBytes(24).toString('base64url')}`;
  session.refreshExpiresAt = now + Math.max(DAY, 2 * session.ttlSeconds * SECOND);
  const claims = { iss: ISSUER, aud: AUDIENCE, sub: session.userId, sid: session.id, jti: session.tokenId,
    iat: now / SECOND, exp: session.expiresAt / SECOND };
  const body = `${JWT_HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return {
    session_token: `${body}.${sign(body)}`,
    refresh_token: session.refreshToken,
    session_id: session.id,
    user_id: session.userId,
    issued_at: iso(session.issuedAt),
    expires_at: iso(session.expiresAt),
    expires_in: session.ttlSeconds,
  };
}

/** The claims of an access token that was signed here and has not run out; it may have been replaced since. */
function readToken(token) {
  if (typeof token !== 'string' || token.length > 8 * KiB) return null;
  const [header, body, signature, ...more] = token.split('.');
  // The signature covers the spelling, and is itself compared as text: no other spelling of a token passes.
  if (header !== JWT_HEADER || !body || !signature || more.length > 0) return null;
  if (!sameText(sign(`${header}.${body}`), signature)) return null;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  return claims.iss === ISSUER && claims.aud === AUDIENCE && claims.exp * SECOND > Date.now() ? claims : null;
}

/** The session that a valid access token is for, or null. */
function sessionOfToken(token) {
  const claims = readToken(token);
  const session = claims && sessions.get(claims.sid);
  return session && !session.revoked && session.tokenId === claims.jti ? session : null;
}

function sessionOfRefreshToken(token) {
  const session = sessions.get(token.split('.', 1)[0]);
  return session && !session.revoked && session.refreshExpiresAt > Date.now() && sameText(session.refreshToken, token)
    ? session : null;
}

// ---- Contexts ----------------------------------------------------------------------------------------------------

function newContext() {
  const now = Date.now();
  return {
    version: 0, size: 0, createdAt: now, lastActivity: now,
    messages: [], byId: new Map(),
    historyHash: createHash('sha256'), // history only grows, so its digest does too
    preferences: new Map(), variables: new Map(), agentMade: new Set(), // the variables that are the agent's own
    step: 0, calls: [],
    turnsBegun: 0, waiting: [], running: null, // turns
    turns: new Map(), // message id -> turn, of those that are not finished
    answers: new Map(), // message id -> { answer, call }, of those that are
  };
}

function addMessage(context, message) {
  message.seq = context.messages.length + 1;
  message.timestamp = iso(Date.now());
  context.messages.push(message);
  context.byId.set(message.id, message);
  context.historyHash.update(`${message.seq}\x1f${message.id}\x1f${message.role}\x1f${message.content}\x1e`);
}

function commit(context) {
  context.version++;
  context.lastActivity = Date.now();
}

const workflowState = ({ step }) => ({
  current_step: step,
  total_steps: WORKFLOW.length,
  pending_steps: step === 0 ? [] : WORKFLOW.slice(step),
});

// Object.fromEntries defines its properties, so that a key such as __proto__ is a key like any other.
const memoryOf = (context) => ({
  user_preferences: Object.fromEntries(context.preferences),
  variables: Object.fromEntries(context.variables),
});

function contextDigest(context) {
  const hash = createHash('sha256');
  for (const [letter, map] of [['p', context.preferences], ['v', context.variables]]) {
    for (const key of [...map.keys()].sort()) hash.update(`${letter}\x1f${key}\x1f${textualForm(map.get(key))}\x1e`);
  }
  const { current_step, total_steps, pending_steps } = workflowState(context);
  hash.update(`${['w', current_step, total_steps, ...pending_steps].join('\x1f')}\x1e`);
  for (const call of context.calls) {
    hash.update(`t\x1f${call.tool_call_id}\x1f${call.turn}\x1f${call.tool}\x1f${call.result}\x1e`);
  }
  return hash.digest('hex');
}

const entryCost = (key, value) => key.length + textualForm(value).length + ITEM_COST;

/** What entries add to the size of a context, less what those cost that they replace. */
function growth(map, entries) {
  let sum = 0;
  for (const [key, value] of entries) sum += entryCost(key, value) - (map.has(key) ? entryCost(key, map.get(key)) : 0);
  return sum;
}

// ---- The agent ---------------------------------------------------------------------------------------------------

const toolOf = (turn) => (turn.number % 2 === 1 ? 'usage_analyzer' : 'cost_calculator');
const answerTo = (turn) => `This is answer ${turn.number}. You wrote: "${turn.content}". I asked the ${toolOf(turn)}, `
  + `and we are now at the step ${WORKFLOW[turn.number % WORKFLOW.length]} of the review.`;

/** Always cuts the same text into the same chunks, and never a surrogate pair in two. */
function cut(text) {
  const size = Math.max(CHUNK_SIZE, Math.ceil(text.length / MAX_CHUNKS));
  const chunks = [];
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + size, text.length);
    if (to < text.length && (text.charCodeAt(to) & 0xfc00) === 0xdc00) to++;
    chunks.push(text.slice(from, to));
    from = to;
  }
  return chunks;
}

/** Turns of a session are taken one after the other, whether or not anybody listens. */
function nextTurn(context) {
  if (context.running || context.waiting.length === 0) return;
  const turn = context.running = context.waiting.shift();
  turn.answer = answerTo(turn);
  turn.chunks = cut(turn.answer);
  setTimeout(stepTurn, STEP_PAUSE, context, turn);
}

function stepTurn(context, turn) {
  turn.produced = Math.min(turn.chunks.length, turn.produced + Math.ceil(turn.chunks.length / STEPS_PER_TURN));
  if (turn.listener) tellChunks(turn.listener, turn.id, turn.chunks, turn.produced);
  if (turn.produced < turn.chunks.length) setTimeout(stepTurn, STEP_PAUSE, context, turn);
  else finishTurn(context, turn);
}

function finishTurn(context, turn) {
  const call = { tool_call_id: `call-${randomUUID()}`, turn: turn.id, tool: toolOf(turn),
    result: `turn ${turn.number}: ${turn.content.length} characters looked at`, timestamp: iso(Date.now()) };
  const answer = { id: `agent-${randomUUID()}`, role: 'agent', content: turn.answer, in_reply_to: turn.id, tool_calls: 1 };
  addMessage(context, answer);
  context.calls.push(call);
  context.step = turn.number % WORKFLOW.length + 1;
  // What the user set is the user's, even under this name.
  if (!context.variables.has('last_turn') || context.agentMade.has('last_turn')) {
    context.variables.set('last_turn', turn.id);
    context.agentMade.add('last_turn');
  }
  commit(context);
  counters.turns++;
  context.turns.delete(turn.id);
  context.answers.set(turn.id, { answer, call });
  if (turn.listener) tellEnd(turn.listener, context, answer, call);
  context.running = null;
  nextTurn(context);
}

/** Sends what a listener has not had of the first `count` chunks. */
function tellChunks(listener, turn, chunks, count) {
  for (; listener.next < count; listener.next++) {
    send(listener.connection, 'agent_chunk', { turn, sequence_num: listener.next, data: chunks[listener.next],
      last: listener.next === chunks.length - 1 }, listener.id);
  }
}

function tellEnd({ connection, id }, context, answer, call) {
  const { timestamp, ...told } = call;
  send(connection, 'tool_call', { ...told, version: context.version }, id);
  send(connection, 'agent_response', { turn: call.turn, message_id: answer.id, seq: answer.seq, content: answer.content,
    version: context.version, agent_memory: memoryOf(context), workflow_state: workflowState(context) }, id);
}

// ---- Connections -------------------------------------------------------------------------------------------------

function send(connection, type, payload, id) {
  if (connection.over) return;
  if (connection.waiting > MAX_WAITING) return shut(connection, 4429, 'too slow a reader');
  const text = toJson({ type, id, payload });
  connection.waiting += text.length;
  connection.socket.send(text, () => { connection.waiting -= text.length; });
}

/** From here on a connection says nothing more, and its session's absence begins, if it was the session's. */
function detach(connection) {
  if (connection.over) return;
  connection.over = true;
  connections.delete(connection);
  clearTimeout(connection.expiry);
  const { session } = connection;
  if (session.connection === connection) {
    session.connection = null;
    session.absentSince = performance.now();
  }
}

function shut(connection, code, reason) {
  if (connection.over) return;
  detach(connection);
  connection.socket.close(code, reason);
  setTimeout(() => connection.socket.terminate(), CLOSE_GRACE).unref();
}

function expireAt(connection, instant) {
  clearTimeout(connection.expiry);
  connection.expiry = setTimeout(shut, Math.max(0, instant - CLOSES_EARLY - Date.now()), connection, 4401, 'the token has run out').unref();
}

const trustedProxies = new Set(options['trusted-proxies'].split(',').map((address) => address.trim()));
const plainAddress = (address = '') => (address.startsWith('::ffff:') ? address.slice(7) : address);

function placeOf(request) {
  const peer = plainAddress(request.socket.remoteAddress);
  const place = { ip: peer, location: '', device: (request.headers['user-agent'] ?? '').slice(0, MAX_ID) };
  if (trustedProxies.has(peer)) {
    const hops = (request.headers['x-forwarded-for'] ?? '').split(',').map((hop) => plainAddress(hop.trim()));
    const hop = hops.findLast((address) => !trustedProxies.has(address));
    if (net.isIP(hop ?? '')) place.ip = hop;
    const [latitude, longitude, ...more] = (request.headers['x-geolocation'] ?? '').split(',').map((part) => part.trim());
    if (latitude && longitude && more.length === 0 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
      place.location = `${Number(latitude)},${Number(longitude)}`;
    }
  }
  return place;
}

function welcome(socket, request, session) {
  const now = performance.now();
  const returns = session.connectionsSeen > 0;
  // A connection that is still there is taken over, and the absence was none.
  if (session.connection) shut(session.connection, 4409, 'taken over by a newer connection');
  const away = returns ? Math.max(0, now - session.absentSince) : 0;
  const gap = away < BRIEF_BELOW ? 'brief' : away <= EXPIRED_ABOVE ? 'medium' : 'extended';
  const expired = gap === 'extended';
  if (!returns || expired) session.context = newContext();

  const place = placeOf(request);
  const moved = returns && Object.keys(place).some((key) => place[key] !== session.place[key]);
  session.place = place;
  const placeText = [place.ip, place.location, place.device].filter(Boolean).join(' ');
  session.places = [...session.places.filter((other) => other !== placeText), placeText].slice(-16);
  session.connectionsSeen++;
  counters.connections++;

  const connection = { id: randomUUID(), socket, session, recognized: returns, over: false, waiting: 0,
    lastSeen: now, pinged: false, allowance: FRAME_BURST, refilled: now, refused: 0, expiry: null };
  session.connection = connection;
  connections.add(connection);
  expireAt(connection, session.expiresAt);

  socket.on('message', (data, isBinary) => { if (alive(connection)) receive(connection, data, isBinary); });
  // Answered here and not by the library, which would answer those beyond the rate, too.
  socket.on('ping', (data) => { if (alive(connection) && withinRate(connection)) socket.pong(data); });
  socket.on('pong', () => alive(connection));
  socket.on('error', () => {}); // the library closes with 1007 or 1009 by itself
  socket.on('close', () => detach(connection));

  send(connection, 'connection_established', { session_id: session.id, connection_id: connection.id,
    session_recognized: returns, security_checks_passed: true, context_available: returns && !expired,
    location_change_detected: moved, version: session.context.version });
  if (!returns) return;
  send(connection, 'context_status', { context_preserved: !expired, preservation_rate: expired ? 0 : 1,
    disconnection_type: gap, context_expired: expired, clean_session_started: expired,
    warning: gap === 'medium' ? 'You were away for a while; all of the context was kept.' : undefined });
  for (const note of waitingNotes(session.mailbox)) notify(connection, note);
}

/** Notes a sign of life; false if the connection is no longer to be answered. */
function alive(connection) {
  connection.lastSeen = performance.now();
  connection.pinged = false;
  return !connection.over;
}

function withinRate(connection) {
  const now = performance.now();
  connection.allowance = Math.min(FRAME_BURST, connection.allowance + (now - connection.refilled) * FRAME_RATE / SECOND);
  connection.refilled = now;
  if (connection.allowance > FRAME_BURST / 2) connection.refused = 0;
  if (connection.allowance >= 1) {
    connection.allowance--;
    return true;
  }
  counters.refused++;
  if (++connection.refused > MAX_REFUSED) shut(connection, 4429, 'too many frames, for too long');
  return false;
}

function receive(connection, data, isBinary) {
  counters.frames++;
  const allowed = withinRate(connection);
  const frame = { id: undefined };
  try {
    if (allowed || data.length <= 4 * KiB) readFrame(data, isBinary, frame); // even a refusal echoes the id, if that is cheap
    if (!allowed) throw new Refusal('rate_limited', 'too many frames');
    if (!Object.hasOwn(handlers, frame.type)) throw new Refusal('unknown_type', 'no frame has this type');
    handlers[frame.type](connection, frame.payload, frame.id);
  } catch (error) {
    if (error instanceof Refusal) {
      const { code, message } = allowed ? error : new Refusal('rate_limited', 'too many frames');
      send(connection, 'error', { code, message }, frame.id);
    } else {
      console.error(error);
      shut(connection, 1011, 'internal error');
    }
  }
}

/** Fills in the frame as it is read, so that a refusal knows the id as soon as that is known. */
function readFrame(data, isBinary, frame) {
  if (data.length > MAX_FRAME) throw new Refusal('payload_too_large', 'the frame is too large');
  if (isBinary) throw new Refusal('invalid_json', 'a frame is text');
  const text = data.toString();
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Refusal('invalid_json', 'the frame is not JSON');
  }
  const idIsFine = (json?.id ?? null) === null || (isText(json.id) && json.id.length <= MAX_ID);
  if (idIsFine) frame.id = json?.id ?? undefined;
  if (nestsDeeperThan(MAX_NESTING, json)) throw new Refusal('nesting_too_deep', 'the frame is nested too deep');
  if (!isObject(json) || typeof json.type !== 'string') throw invalid('a frame is an object with a type');
  if (!idIsFine) throw invalid(`id is a text of at most ${MAX_ID} characters`);
  if (json.payload?.memory && MAY_BE_INEXACT.test(text)) json = parseExactly(text);
  frame.type = json.type;
  frame.payload = json.payload ?? {};
  if (!isObject(frame.payload)) throw invalid('payload is an object');
}

function readEntries(map) {
  if (map === undefined || map === null) return [];
  if (!isObject(map)) throw invalid('user_preferences and variables are maps');
  const entries = Object.entries(map);
  for (const [key, value] of entries) {
    const isScalar = value === null || typeof value !== 'object' || value instanceof ExactNumber;
    if (!isText(key) || !isScalar || (typeof value === 'string' && !isText(value))) {
      throw invalid('what is remembered is a scalar under a name');
    }
  }
  return entries;
}

const handlers = {
  user_message(connection, { message_id, content, memory, reply }, id) {
    if (!isName(message_id)) throw invalid(`message_id is a text of at most ${MAX_ID} characters`);
    if (!isText(content)) throw invalid('content is a text');
    if ((memory ?? null) !== null && !isObject(memory)) throw invalid('memory is an object');
    if ((reply ?? null) !== null && typeof reply !== 'boolean') throw invalid('reply is true or false');
    const preferences = readEntries(memory?.user_preferences);
    const variables = readEntries(memory?.variables);
    const { context } = connection.session;

    const known = context.byId.get(message_id);
    if (known) {
      if (known.role !== 'user' || known.content !== content) throw new Refusal('conflict', 'this message_id has another text');
      send(connection, 'message_ack', { message_id, seq: known.seq, version: context.version }, id);
      return;
    }

    const turn = reply === false ? null
      : { id: message_id, content, number: context.turnsBegun + 1, produced: 0, listener: { connection, id, next: 0 } };
    // The answer's room is taken together with the message's: a message that is acked can be answered.
    const size = context.size + content.length + ITEM_COST + growth(context.preferences, preferences)
      + growth(context.variables, variables) + (turn ? answerTo(turn).length + 3 * ITEM_COST + message_id.length : 0);
    if (size > MAX_CONTEXT) throw new Refusal('context_full', 'the context has no room for this message');
    context.size = size;

    for (const [key, value] of preferences) context.preferences.set(key, value);
    for (const [key, value] of variables) {
      context.variables.set(key, value);
      context.agentMade.delete(key);
    }
    const message = { id: message_id, role: 'user', content };
    addMessage(context, message);
    commit(context);
    counters.messages++;
    send(connection, 'message_ack', { message_id, seq: message.seq, version: context.version }, id);
    if (turn) {
      context.turnsBegun++;
      context.turns.set(turn.id, turn);
      context.waiting.push(turn);
      nextTurn(context);
    }
  },

  get_conversation_history(connection, { after_seq }, id) {
    if ((after_seq ?? null) !== null && !isCount(after_seq, 0)) throw invalid('after_seq is a number from 0');
    const { context } = connection.session;
    const history = context.messages.slice(after_seq ?? 0) // the message with seq n is at n - 1
      .map(({ seq, id: messageId, role, content, timestamp, in_reply_to, tool_calls }) =>
        ({ seq, id: messageId, role, content, timestamp, in_reply_to, tool_calls }));
    send(connection, 'conversation_history', { history, version: context.version }, id);
  },

  get_agent_context(connection, payload, id) {
    const { session } = connection;
    const { context } = session;
    send(connection, 'agent_context', {
      context: {
        session_id: session.id,
        user_id: session.userId,
        agent_memory: { ...memoryOf(context), workflow_state: workflowState(context) },
        tool_call_history: context.calls,
        created_at: iso(context.createdAt),
        last_activity: iso(context.lastActivity),
      },
      version: context.version,
    }, id);
  },

  context_check(connection, payload, id) {
    const { context } = connection.session;
    send(connection, 'context_check_result', {
      version: context.version,
      message_count: context.messages.length,
      history_digest: context.historyHash.copy().digest('hex'),
      context_digest: contextDigest(context),
      session_recognized: connection.recognized,
    }, id);
  },

  resume_turn(connection, { turn: turnId, next_sequence_num: next }, id) {
    if (!isName(turnId)) throw invalid('turn is the id of a user message');
    if (!isCount(next, 0)) throw invalid('next_sequence_num is a number from 0');
    const { context } = connection.session;
    const listener = { connection, id, next };
    const turn = context.turns.get(turnId);
    const finished = context.answers.get(turnId);
    if (turn) {
      turn.listener = listener; // whoever heard the turn before does so no longer
      if (turn.chunks) tellChunks(listener, turnId, turn.chunks, turn.produced);
    } else if (finished) {
      const chunks = cut(finished.answer.content);
      tellChunks(listener, turnId, chunks, chunks.length);
      tellEnd(listener, context, finished.answer, finished.call);
    } else {
      throw new Refusal('not_found', 'the session has no such turn');
    }
  },

  token_refresh(connection, { token }, id) {
    if (typeof token !== 'string') throw invalid('token is a text');
    const session = sessionOfToken(token);
    if (session !== connection.session) throw unauthorized();
    expireAt(connection, session.expiresAt);
    send(connection, 'token_refreshed', { expires_at: iso(session.expiresAt) }, id);
  },

  notification_ack(connection, { message_id }) {
    if (!isName(message_id)) throw invalid('message_id is a text');
    const { mailbox } = connection.session;
    if (mailbox.notes.delete(message_id)) noteHasLeft(mailbox, message_id);
  },

  ping(connection, payload, id) {
    send(connection, 'pong', {}, id);
  },
};

// ---- Mailboxes ---------------------------------------------------------------------------------------------------

/** `notes` by message id, in the order they were left in; `gone` the ids that left last. */
const newMailbox = () => ({ notes: new Map(), gone: new Set(), capacity: 1000, overflow: 'drop_oldest', ttl: 5 * MINUTE });

function noteHasLeft(mailbox, messageId) {
  mailbox.gone.add(messageId);
  if (mailbox.gone.size > 256) mailbox.gone.delete(mailbox.gone.values().next().value);
}

function dropExpired(mailbox) {
  const now = Date.now();
  for (const [messageId, note] of mailbox.notes) {
    if (note.expiresAt <= now) {
      mailbox.notes.delete(messageId);
      noteHasLeft(mailbox, messageId);
    }
  }
}

function waitingNotes(mailbox) {
  dropExpired(mailbox);
  return [...mailbox.notes.values()].sort((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority));
}

function notify(connection, { message_id, content, priority, queuedAt }) {
  send(connection, 'notification', { message_id, content, priority, queued_at: iso(queuedAt) });
}

function leaveNote(session, { message_id, content, priority, ttl_ms }) {
  const { mailbox } = session;
  if (!isName(message_id)) throw invalid('message_id is a text');
  if (!isText(content) || content.length > 8192) throw invalid('content is a text of at most 8192 characters');
  if (!PRIORITIES.includes(priority ?? 'normal')) throw invalid('priority is critical, high, normal or low');
  if (!isCount(ttl_ms ?? mailbox.ttl, 1, DAY)) throw invalid('ttl_ms is from 1 to 86400000');
  dropExpired(mailbox);
  const { notes } = mailbox;
  if (notes.has(message_id) || mailbox.gone.has(message_id)) return;
  if (notes.size >= mailbox.capacity) {
    if (mailbox.overflow === 'reject') throw new Refusal('mailbox_full', 'the mailbox is full', 409);
    if (mailbox.overflow === 'drop_newest') return noteHasLeft(mailbox, message_id);
    while (notes.size >= mailbox.capacity) {
      const [oldest] = notes.keys();
      notes.delete(oldest);
      noteHasLeft(mailbox, oldest);
    }
  }
  const now = Date.now();
  const note = { message_id, content, priority: priority ?? 'normal', queuedAt: now, expiresAt: now + (ttl_ms ?? mailbox.ttl) };
  notes.set(message_id, note);
  if (session.connection) notify(session.connection, note);
}

function setMailbox(mailbox, { capacity, overflow, ttl_ms }) {
  if (!isCount(capacity ?? 1, 1, 1000)) throw invalid('capacity is from 1 to 1000');
  if (!OVERFLOWS.includes(overflow ?? 'reject')) throw invalid('overflow is drop_oldest, drop_newest or reject');
  if (!isCount(ttl_ms ?? 1, 1, DAY)) throw invalid('ttl_ms is from 1 to 86400000');
  mailbox.capacity = capacity ?? mailbox.capacity;
  mailbox.overflow = overflow ?? mailbox.overflow;
  mailbox.ttl = ttl_ms ?? mailbox.ttl;
}

function mailboxState(mailbox) {
  dropExpired(mailbox);
  return { queued: mailbox.notes.size, capacity: mailbox.capacity, overflow: mailbox.overflow, ttl_ms: mailbox.ttl };
}

// ---- HTTP --------------------------------------------------------------------------------------------------------

/** Every route returns [status, body]; a body that is a string is plain text. */
const routes = {
  'POST /auth/sessions'({ user_id, ttl_seconds }) {
    if (!isName(user_id)) throw invalid(`user_id is a text of at most ${MAX_ID} characters`);
    if (!isCount(ttl_seconds ?? TOKEN_LIFE, 1, MAX_TOKEN_LIFE)) throw invalid(`ttl_seconds is from 1 to ${MAX_TOKEN_LIFE}`);
    if (sessions.size >= MAX_SESSIONS || draining) throw unavailable();
    const session = { id: randomUUID(), userId: user_id, ttlSeconds: ttl_seconds ?? TOKEN_LIFE, revoked: false,
      connection: null, connectionsSeen: 0, absentSince: 0, place: null, places: [], context: null, mailbox: newMailbox() };
    sessions.set(session.id, session);
    return [201, issueTokens(session)];
  },

  'POST /auth/refresh'({ refresh_token }) {
    if (typeof refresh_token !== 'string') throw invalid('refresh_token is a text');
    const session = sessionOfRefreshToken(refresh_token);
    if (!session) throw unauthorized();
    return [200, issueTokens(session)];
  },

  'POST /auth/introspect'({ token }) {
    if (typeof token !== 'string') throw invalid('token is a text');
    const session = sessionOfToken(token);
    return [200, session ? { active: true, session_id: session.id, user_id: session.userId, places: session.places,
      issued_at: iso(session.issuedAt), expires_at: iso(session.expiresAt) } : { active: false }];
  },

  'POST /auth/revoke'({ token }) {
    if (typeof token !== 'string') throw invalid('token is a text');
    const session = sessions.get(readToken(token)?.sid) ?? sessionOfRefreshToken(token);
    if (session) {
      session.revoked = true;
      if (session.connection) shut(session.connection, 4401, 'the token was revoked');
    }
    return [204];
  },

  'GET /healthz': () => (draining ? [503, { status: 'draining' }] : [200, { status: 'ok' }]),

  'GET /metrics': () => [200, [
    ['gauge', 'holdfast_sessions', sessions.size],
    ['gauge', 'holdfast_open_connections', connections.size],
    ['gauge', 'process_resident_memory_bytes', process.memoryUsage.rss()],
    ...Object.entries(counters).map(([name, value]) => ['counter', `holdfast_${name}_total`, value]),
  ].map(([kind, name, value]) => `# TYPE ${name} ${kind}\n${name} ${value}\n`).join('')],

  'GET /ws'(body, request) { // no upgrade was asked for
    if (!sessionOfToken(presentedToken(request))) throw unauthorized();
    throw invalid('this is for WebSockets');
  },

  'POST /admin/gc'() {
    v8.setFlagsFromString('--expose-gc');
    vm.runInNewContext('gc')();
    return [200, { heap_used_bytes: process.memoryUsage().heapUsed }];
  },

  'POST /admin/forget'() {
    for (const session of sessions.values()) if (!session.connection) sessions.delete(session.id);
    return [200, { sessions_left: sessions.size }];
  },

  'POST /admin/drain'() {
    drain();
    return [202, {}];
  },

  'GET /admin/sessions/*'(body, request, session) {
    const { context } = session;
    return [200, { session_id: session.id, connected: session.connection !== null, version: context?.version ?? 0,
      messages: context?.messages.length ?? 0, tool_calls: context?.calls.length ?? 0,
      connections_seen: session.connectionsSeen }];
  },

  'POST /admin/mailbox/*'(body, request, session) {
    leaveNote(session, body);
    return [202, { queued: mailboxState(session.mailbox).queued }];
  },

  'PUT /admin/mailbox/*'(body, request, session) {
    setMailbox(session.mailbox, body);
    return [200, mailboxState(session.mailbox)];
  },
  'GET /admin/mailbox/*': (body, request, session) => [200, mailboxState(session.mailbox)],
};

/** Whether a request to /admin/ comes from this machine itself: not through a proxy, and not from a page in a browser. */
function isLocal({ socket, headers }) {
  const isLoopback = (host) => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
  const host = (headers.host ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const relayed = Object.keys(headers).some((name) =>
    /^(?:forwarded|via|origin|referer|x-real-ip|x-forwarded-.*|sec-fetch-.*)$/.test(name));
  return isLoopback(plainAddress(socket.remoteAddress)) && isLoopback(host) && !relayed;
}

async function readBody(request) {
  const parts = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length <= MAX_BODY) parts.push(part); // the rest is read, for the answer to be heard, but not kept
    else if (length > 8 * MAX_BODY) break;
  }
  if (length > MAX_BODY) throw new Refusal('payload_too_large', 'the body is too large', 413);
  if (length === 0 && request.url.startsWith('/admin/')) return {};
  let body;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)));
  } catch {
    throw new Refusal('invalid_json', 'the body is not JSON');
  }
  if (!isObject(body)) throw invalid('the body is an object');
  return body;
}

async function answer(request) {
  let path = request.url.split('?', 1)[0];
  if (path.startsWith('/admin/') && !isLocal(request)) throw notFound();
  let session;
  const [, kind, sessionId] = /^\/admin\/(sessions|mailbox)\/([^/]+)$/.exec(path) ?? [];
  if (kind) {
    session = sessions.get(sessionId);
    if (!session || (kind === 'mailbox' && session.connectionsSeen === 0)) throw notFound();
    path = `/admin/${kind}/*`;
  }
  const route = `${request.method} ${path}`;
  if (!Object.hasOwn(routes, route)) throw notFound();
  return routes[route](request.method === 'GET' ? {} : await readBody(request), request, session);
}

/** The head and the body of an answer. */
function asHttp(status, body) {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const headers = { 'Cache-Control': 'no-store' };
  if (status !== 204) {
    headers['Content-Type'] = typeof body === 'string' ? 'text/plain; version=0.0.4; charset=utf-8' : 'application/json; charset=utf-8';
    headers['Content-Length'] = Buffer.byteLength(text);
  }
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer';
  if (status === 429 || status === 503) headers['Retry-After'] = 1;
  if (status === 413) headers.Connection = 'close';
  return { headers, text };
}

const server = http.createServer({ headersTimeout: 10 * SECOND, requestTimeout: 10 * SECOND, keepAliveTimeout: MINUTE,
  connectionsCheckingInterval: 2 * SECOND }, async (request, response) => {
  let status;
  let body;
  try {
    [status, body] = await answer(request);
  } catch (error) {
    if (request.destroyed && !request.complete) return; // the client has gone
    if (!(error instanceof Refusal)) console.error(error);
    ({ status, code: body } = error instanceof Refusal ? error : unavailable());
    body = { error: body, message: error instanceof Refusal ? error.message : 'not at the moment' };
  }
  const { headers, text } = asHttp(status, body);
  response.writeHead(status, headers).end(text);
});

/** The token of a request for a connection, and '' where there is one that cannot be read. */
function presentedToken({ headers, url }) {
  if (headers.authorization !== undefined) return /^Bearer +(\S+) *$/i.exec(headers.authorization)?.[1] ?? '';
  const start = url.indexOf('?');
  if (start >= 0) {
    try {
      const pairs = url.slice(start + 1).split('&').map((pair) => pair.replaceAll('+', ' ').split('=').map(decodeURIComponent));
      const tokens = pairs.filter(([name]) => name === 'token');
      if (tokens.length > 0) return tokens.length === 1 ? tokens[0].slice(1).join('=') : '';
    } catch {
      return '';
    }
  }
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());
  return offered.find((protocol) => protocol.startsWith('bearer.'))?.slice('bearer.'.length) ?? '';
}

const webSockets = new WebSocketServer({
  noServer: true, clientTracking: false, perMessageDeflate: false, autoPong: false, maxPayload: HARD_MAX_FRAME,
  handleProtocols: (offered) => (offered.has('holdfast.v1') ? 'holdfast.v1' : false),
});

function refuseUpgrade(socket, { status, code, message }) {
  const { headers, text } = asHttp(status, { error: code, message });
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`);
}

webSockets.on('wsClientError', (error, socket) => refuseUpgrade(socket, invalid('this is no WebSocket handshake')));

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => {});
  if (request.url.split('?', 1)[0] !== '/ws') return refuseUpgrade(socket, notFound());
  if (draining) return refuseUpgrade(socket, unavailable());
  const session = sessionOfToken(presentedToken(request));
  if (!session) return refuseUpgrade(socket, unauthorized());
  webSockets.handleUpgrade(request, socket, head, (webSocket) => welcome(webSocket, request, session));
});

// ---- Housekeeping ------------------------------------------------------------------------------------------------

function checkHeartbeats() {
  const now = performance.now();
  for (const connection of connections) {
    const silent = now - connection.lastSeen;
    if (silent >= HEARTBEAT_INTERVAL + HEARTBEAT_TIMEOUT) {
      shut(connection, 4408, 'the heartbeat was not answered');
    } else if (silent >= HEARTBEAT_INTERVAL && !connection.pinged) {
      connection.pinged = true;
      connection.socket.ping();
    }
  }
}

/** Drops contexts that have expired, and forgets sessions that nobody can come back to. */
function sweep() {
  const now = performance.now();
  for (const session of sessions.values()) {
    dropExpired(session.mailbox);
    if (session.connection) continue;
    if (session.context && now - session.absentSince > EXPIRED_ABOVE) session.context = null;
    const noWayBack = session.revoked || Math.max(session.refreshExpiresAt, session.expiresAt) < Date.now();
    if (noWayBack && !session.context) sessions.delete(session.id);
  }
}

function drain() {
  if (draining) return;
  draining = true;
  for (const connection of connections) {
    send(connection, 'server_shutdown', { reason: 'draining', estimated_restart_time: 5, message: 'The server goes away; come back in a moment.' });
    shut(connection, 1001, 'draining');
  }
}

function stop() {
  drain();
  server.close(() => process.exit(0)); // once every connection has ended
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), STOP_GRACE);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
setInterval(checkHeartbeats, SECOND).unref();
setInterval(sweep, 20 * SECOND).unref();

server.listen({ port: Number(options.port), host: options.host, backlog: 4096 }, () => {
  const { address, port } = server.address();
  console.log(`listening on ws://${net.isIPv6(address) ? `[${address}]` : address}:${port}/ws`);
});
