// A helpdesk's chat with a protocol of its own, written by people who knew nothing of Holdfast: REST and WebSocket, state in memory.
// node helpdesk.mjs --port 0 [--bug drop|history]
import http from 'node:http';
import crypto from 'node:crypto';
import express from 'express';
import { WebSocketServer, WebSocket } from 'ws';
const num = (name, dflt) => (process.env[name] === undefined ? dflt : Number(process.env[name]));
const argument = (name, dflt) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : dflt);
const cfg = {
  port: Number(argument('--port', '4010')),
  serviceKey: process.env.SERVICE_KEY || 'dev-service-key',
  secret: process.env.TOKEN_SECRET || crypto.randomBytes(32).toString('hex'),
  accessTtl: num('ACCESS_TTL_S', 900), refreshTtl: num('REFRESH_TTL_S', 7 * 86400),
  hbInterval: num('HEARTBEAT_MS', 20000), hbGrace: num('HEARTBEAT_GRACE_MS', 10000),
  chunkMs: num('CHUNK_MS', 60), bug: argument('--bug', ''),
};
const CLOSE = { BAD_FRAME: 4400, UNAUTHORIZED: 4401, HELLO_TIMEOUT: 4408, SUPERSEDED: 4409, HEARTBEAT: 4410 };
const MAX_BODY = 4000, MAX_PENDING = 100, MAX_REFRESH_PER_USER = 10;
const rid = (prefix) => `${prefix}_${crypto.randomBytes(9).toString('base64url')}`;
const now = () => new Date().toISOString();
const isStr = (v, max) => typeof v === 'string' && v.length > 0 && v.length <= max;
const safeEq = (a, b) => {
  const h = (s) => crypto.createHash('sha256').update(String(s)).digest();
  return crypto.timingSafeEqual(h(a), h(b));
};
// ---------------------------------------------------------------- accounts and tokens
const usersByName = new Map();
const usersById = new Map();
const convsById = new Map();
const refreshTokens = new Map(); // token -> {userId, exp}
function createUser(username, password) {
  const salt = crypto.randomBytes(12);
  const user = {
    id: rid('usr'), username, salt, hash: crypto.scryptSync(password, salt, 32, { N: 1024 }),
    createdAt: now(), refresh: [],
  };
  user.conv = {
    id: rid('cnv'), user, messages: [], events: [], byClientId: new Map(), byIdemKey: new Map(),
    session: null, queue: [], busy: false, readUpTo: 0, connects: 0, checked: 0,
  };
  usersByName.set(username, user);
  usersById.set(user.id, user);
  convsById.set(user.conv.id, user.conv);
  return user;
}
const sign = (s) => crypto.createHmac('sha256', cfg.secret).update(s).digest('base64url');
function issueTokens(user) {
  const claims = { sub: user.id, exp: Date.now() + cfg.accessTtl * 1000, jti: rid('t') };
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  const refreshToken = rid('rt') + crypto.randomBytes(16).toString('hex');
  refreshTokens.set(refreshToken, { userId: user.id, exp: Date.now() + cfg.refreshTtl * 1000 });
  user.refresh.push(refreshToken);
  while (user.refresh.length > MAX_REFRESH_PER_USER) refreshTokens.delete(user.refresh.shift());
  return {
    accessToken: `${body}.${sign(body)}`, tokenType: 'Bearer', expiresIn: cfg.accessTtl,
    refreshToken, refreshExpiresIn: cfg.refreshTtl,
  };
}
function verifyAccess(token) {
  if (typeof token !== 'string') return null;
  const [body, sig, extra] = token.split('.');
  if (!body || !sig || extra !== undefined || !safeEq(sig, sign(body))) return null;
  try {
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    return claims.exp > Date.now() ? usersById.get(claims.sub) || null : null;
  } catch { return null; }
}
function dropRefresh(token, user) {
  refreshTokens.delete(token);
  if (user) user.refresh = user.refresh.filter((t) => t !== token);
}
setInterval(() => {
  const t = Date.now();
  for (const [tok, r] of refreshTokens) if (r.exp <= t) dropRefresh(tok, usersById.get(r.userId));
}, 60000).unref();
// ---------------------------------------------------------------- conversation
let pushCounter = 0, forgetCounter = 0;
function addMessage(conv, fields, { event }) {
  const message = {
    id: rid('msg'), conversationId: conv.id, eventNo: null, clientMsgId: null, inReplyTo: null,
    author: fields.author, content: { type: 'text', body: fields.body }, createdAt: now(),
    attachments: [], channel: 'web', locale: 'en', ...fields.extra,
  };
  if (event) message.eventNo = conv.events.push(message);
  conv.messages.push(message);
  return message;
}
const unread = (conv) => conv.events.length - conv.readUpTo;
function pushEvent(conv, message, replay) {
  const s = conv.session;
  if (!s?.live) return false;
  if (cfg.bug === 'drop' && ++pushCounter % 50 === 0) return true;
  const ev = message.author.role === 'assistant' ? 'reply.completed' : 'message.created';
  s.send(ev, { message, replay }, { eventNo: message.eventNo });
  return true;
}
function publish(conv, message) {
  const pushed = pushEvent(conv, message, false);
  if (pushed) conv.session.send('inbox.unread', { count: unread(conv) });
  return pushed;
}
const TIPS = [
  'I have opened a ticket and I am looking into it right now.',
  'Could you please tell me the order number and the e-mail address you used?',
  'In most cases it helps to sign out, wait a minute, and sign in again.',
  'A refund usually takes three to five working days, depending on your bank.',
];
const pause = (ms) => new Promise((r) => setTimeout(r, ms));
// Replies are produced strictly one after another, in the order in which the questions were accepted.
async function runReplies(conv) {
  if (conv.busy) return;
  conv.busy = true;
  while (conv.queue.length) {
    const question = conv.queue[0];
    const replyId = rid('rpl');
    const target = conv.session?.live ? conv.session : null; // a stream belongs to one connection
    const emit = (ev, data) => { if (target && target === conv.session) target.send(ev, data); };
    const quoted = Array.from(question.content.body).slice(0, 200).join('');
    const tip = TIPS[crypto.createHash('md5').update(question.content.body).digest()[0] % TIPS.length];
    const text = `Thanks for your message! You wrote: "${quoted}". ${tip}`;
    const pieces = text.match(/(?:\S+\s*){1,4}/g);
    emit('typing', { actor: { role: 'assistant' }, active: true });
    await pause(cfg.chunkMs);
    emit('reply.started', { replyId, inReplyTo: question.id, model: 'helper-2' });
    for (const [index, piece] of pieces.entries()) {
      emit('reply.delta', { replyId, index, delta: { text: piece } });
      await pause(cfg.chunkMs);
    }
    const message = addMessage(conv, {
      author: { role: 'assistant', id: 'bot_helper', displayName: 'Helper' }, body: text,
      extra: { inReplyTo: question.id, replyId, usage: { chunks: pieces.length } },
    }, { event: true });
    emit('typing', { actor: { role: 'assistant' }, active: false });
    publish(conv, message);
    conv.queue.shift();
  }
  conv.busy = false;
}
// ---------------------------------------------------------------- REST
const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '64kb' }));
const fail = (res, status, code, message) =>
  res.status(status).json({ error: { code, message, requestId: rid('req') } });
app.get('/healthz', (_req, res) => res.json({ status: 'ok' }));
app.post('/api/v1/auth/login', (req, res) => {
  const { username, password } = req.body ?? {};
  const ok = isStr(username, 64) && isStr(password, 128) && password.length >= 6;
  if (!ok) return fail(res, 400, 'VALIDATION_FAILED', 'username and password (6+ characters) are required');
  let user = usersByName.get(username);
  if (!user) user = createUser(username, password);
  else if (!crypto.timingSafeEqual(user.hash, crypto.scryptSync(password, user.salt, 32, { N: 1024 }))) {
    return fail(res, 401, 'BAD_CREDENTIALS', 'Wrong username or password');
  }
  const profile = { id: user.id, username, createdAt: user.createdAt, tier: 'standard' };
  res.json({ data: { ...issueTokens(user), user: profile, conversationId: user.conv.id } });
});
app.post('/api/v1/auth/refresh', (req, res) => {
  const token = req.body?.refreshToken;
  const entry = typeof token === 'string' ? refreshTokens.get(token) : undefined;
  const user = entry && usersById.get(entry.userId);
  if (entry) dropRefresh(token, user); // single use
  const ok = entry && user && entry.exp > Date.now();
  if (!ok) return fail(res, 401, 'REFRESH_INVALID', 'Refresh token is unknown, used or expired');
  res.json({ data: issueTokens(user) });
});
const bearer = (req) => verifyAccess(/^Bearer (\S+)$/i.exec(req.get('authorization') ?? '')?.[1]);
// Resolves :cid for the caller; answers and returns null when it may not be used.
function resolveConv(req, res, allowService) {
  const key = req.get('x-service-key');
  const service = allowService && key !== undefined && safeEq(key, cfg.serviceKey);
  const user = service ? null : bearer(req);
  if (!service && !user) return fail(res, 401, 'UNAUTHORIZED', 'Missing or invalid credentials'), null;
  const conv = user && req.params.cid === 'me' ? user.conv : convsById.get(req.params.cid);
  if (user && conv !== user.conv) return fail(res, 403, 'FORBIDDEN', 'Not your conversation'), null;
  if (!conv) return fail(res, 404, 'CONVERSATION_NOT_FOUND', 'No such conversation'), null;
  return conv;
}
app.get('/api/v1/conversations/:cid/messages', (req, res) => {
  const conv = resolveConv(req, res, false);
  if (!conv) return;
  const limit = req.query.limit === undefined ? 20 : Number(req.query.limit);
  const ok = Number.isInteger(limit) && limit >= 1 && limit <= 100;
  if (!ok) return fail(res, 400, 'VALIDATION_FAILED', 'limit must be 1..100');
  let pos = conv.messages.length;
  if (req.query.cursor !== undefined) {
    const m = /^before:(\d{1,9})$/.exec(Buffer.from(String(req.query.cursor), 'base64url').toString());
    if (!m || Number(m[1]) > conv.messages.length) return fail(res, 400, 'CURSOR_INVALID', 'Unknown cursor');
    pos = Number(m[1]);
  }
  const items = [];
  while (pos > 0 && items.length < limit) {
    const m = conv.messages[--pos];
    if (!conv.forgotten?.has(m.id)) items.push(m);
  }
  const nextCursor = pos > 0 ? Buffer.from(`before:${pos}`).toString('base64url') : null;
  res.json({ data: items, page: { limit, nextCursor, hasMore: pos > 0 }, meta: { generatedAt: now() } });
});
app.post('/api/v1/conversations/:cid/agent-messages', (req, res) => {
  const conv = resolveConv(req, res, true);
  if (!conv) return;
  const { text, agent } = req.body ?? {};
  if (!isStr(text, MAX_BODY)) return fail(res, 400, 'VALIDATION_FAILED', `text must be 1..${MAX_BODY} characters`);
  const idem = req.get('idempotency-key');
  if (idem !== undefined && idem.length > 100) return fail(res, 400, 'VALIDATION_FAILED', 'Idempotency-Key too long');
  const known = idem && conv.byIdemKey.get(idem);
  if (known) return res.status(200).json({ data: { message: known, delivery: 'duplicate' } });
  const displayName = isStr(agent?.name, 80) ? agent.name : 'Support';
  const author = { role: 'agent', id: 'agt_desk', displayName };
  const message = addMessage(conv, { author, body: text }, { event: true });
  if (idem) conv.byIdemKey.set(idem, message);
  const pushed = publish(conv, message);
  res.status(201).json({ data: { message, delivery: pushed ? 'pushed' : 'stored' } });
});
app.use((_req, res) => fail(res, 404, 'NOT_FOUND', 'No such route'));
app.use((err, _req, res, _next) => {
  const status = err.status >= 400 && err.status < 500 ? err.status : 500;
  if (status === 500) console.error(err);
  fail(res, status, status === 500 ? 'INTERNAL' : 'BAD_REQUEST', status === 500 ? 'Internal error' : err.message);
});
// ---------------------------------------------------------------- WebSocket
class Session {
  constructor(ws) {
    Object.assign(this, { ws, id: rid('ses'), conv: null, live: false, ended: false, frameNo: 0, nonce: null });
    this.timer = setTimeout(() => this.end(CLOSE.HELLO_TIMEOUT, 'hello timeout'), 10000);
    ws.on('message', (raw, isBinary) => { if (!this.ended) this.receive(raw, isBinary); });
    ws.on('close', () => this.detach());
    ws.on('error', () => {}); // 'close' follows
  }
  send(ev, data, extra) {
    if (this.ws.readyState !== WebSocket.OPEN) return;
    this.ws.send(JSON.stringify({ v: 1, ev, n: ++this.frameNo, ts: now(), ...extra, data }));
  }
  error(code, message, frame, retryable = false) {
    const clientMsgId = typeof frame?.data?.clientMsgId === 'string' ? frame.data.clientMsgId : null;
    this.send('error', { code, message, retryable, clientMsgId }, { ref: frame?.ref ?? null });
  }
  detach() {
    Object.assign(this, { ended: true, live: false });
    clearTimeout(this.timer);
    if (this.conv?.session === this) this.conv.session = null;
  }
  end(code, reason) {
    this.detach();
    this.ws.close(code, reason);
  }
  heartbeat() {
    clearTimeout(this.timer);
    this.nonce = null;
    this.timer = setTimeout(() => {
      this.nonce = crypto.randomBytes(4).toString('hex');
      this.send('sys.ping', { nonce: this.nonce, load: 0.1 });
      this.timer = setTimeout(() => this.end(CLOSE.HEARTBEAT, 'heartbeat timeout'), cfg.hbGrace);
    }, cfg.hbInterval);
  }
  receive(raw, isBinary) {
    let frame = null;
    try { if (!isBinary) frame = JSON.parse(raw.toString()); } catch { /* handled below */ }
    if (!frame || frame.v !== 1 || typeof frame.ev !== 'string') return this.end(CLOSE.BAD_FRAME, 'malformed frame');
    if (frame.data === null || typeof frame.data !== 'object') frame.data = {};
    if (!this.conv) {
      if (frame.ev !== 'session.hello') return this.end(CLOSE.UNAUTHORIZED, 'hello expected');
      return this.hello(frame);
    }
    switch (frame.ev) {
      case 'session.resume': return this.resume(frame);
      case 'message.send': return this.say(frame);
      case 'message.read': return this.read(frame);
      case 'typing.set': return undefined; // shown on the agent console only
      case 'sys.pong':
        if (this.nonce && frame.data.nonce === this.nonce) this.heartbeat();
        return undefined;
      default: return this.error('UNKNOWN_EVENT', `Unknown event ${frame.ev.slice(0, 60)}`, frame);
    }
  }
  hello(frame) {
    const user = verifyAccess(frame.data.auth?.token);
    if (!user) return this.end(CLOSE.UNAUTHORIZED, 'invalid token');
    const conv = user.conv;
    conv.session?.end(CLOSE.SUPERSEDED, 'superseded by a newer connection');
    this.conv = conv;
    conv.session = this;
    if (++conv.connects > 1 && cfg.bug === 'history') {
      conv.forgotten ??= new Set();
      for (; conv.checked < conv.messages.length; conv.checked++) {
        if (++forgetCounter % 50 === 0) conv.forgotten.add(conv.messages[conv.checked].id);
      }
    }
    this.send('session.welcome', {
      session: { id: this.id, userId: user.id, conversationId: conv.id },
      headEventNo: conv.events.length,
      heartbeat: { intervalMs: cfg.hbInterval, graceMs: cfg.hbGrace },
      limits: { maxBody: MAX_BODY }, features: ['typing', 'unread'], region: 'eu-1',
    }, { ref: frame.ref ?? null });
    this.heartbeat();
  }
  resume(frame) {
    const conv = this.conv, head = conv.events.length;
    const last = frame.data.lastEventNo === null ? head : frame.data.lastEventNo;
    if (this.live) return this.error('ALREADY_RESUMED', 'This connection is already live', frame);
    if (!Number.isInteger(last) || last < 0 || last > head) {
      return this.error('RESUME_INVALID', `lastEventNo must be null or 0..${head}`, frame);
    }
    this.live = true;
    this.send('session.resumed', { fromEventNo: last, toEventNo: head, count: head - last }, { ref: frame.ref ?? null });
    for (let i = last; i < head; i++) pushEvent(conv, conv.events[i], true);
    this.send('inbox.unread', { count: unread(conv) });
  }
  say(frame) {
    const conv = this.conv, { clientMsgId, content } = frame.data;
    if (!this.live) return this.error('NOT_RESUMED', 'Send session.resume first', frame, true);
    if (!isStr(clientMsgId, 64)) return this.error('VALIDATION_FAILED', 'clientMsgId is required (1..64 characters)', frame);
    let message = conv.byClientId.get(clientMsgId);
    const status = message ? 'duplicate' : 'accepted';
    if (!message) {
      if (content?.type !== 'text' || !isStr(content.body, MAX_BODY)) {
        return this.error('VALIDATION_FAILED', `content must be text of 1..${MAX_BODY} characters`, frame);
      }
      if (conv.queue.length >= MAX_PENDING) return this.error('TOO_MANY_PENDING', 'Too many unanswered messages', frame, true);
      message = addMessage(conv, {
        author: { role: 'user', id: conv.user.id, displayName: conv.user.username },
        body: content.body, extra: { clientMsgId },
      }, { event: false });
      conv.byClientId.set(clientMsgId, message);
      conv.queue.push(message);
    }
    const brief = { id: message.id, createdAt: message.createdAt };
    this.send('message.ack', { clientMsgId, status, message: brief }, { ref: frame.ref ?? null });
    runReplies(conv).catch((e) => { console.error(e); conv.busy = false; });
  }
  read(frame) {
    const upTo = frame.data.upToEventNo;
    if (!Number.isInteger(upTo) || upTo < 0 || upTo > this.conv.events.length) {
      return this.error('VALIDATION_FAILED', 'upToEventNo is out of range', frame);
    }
    this.conv.readUpTo = Math.max(this.conv.readUpTo, upTo);
    if (this.live) this.send('inbox.unread', { count: unread(this.conv) });
  }
}
const server = http.createServer(app);
const wss = new WebSocketServer({ server, path: '/ws/v1/chat', maxPayload: 64 * 1024 });
wss.on('connection', (ws) => new Session(ws));
server.listen(cfg.port, '127.0.0.1', () => console.log(`listening on ws://127.0.0.1:${server.address().port}`));
for (const sig of ['SIGINT', 'SIGTERM']) {
  process.on(sig, () => {
    for (const ws of wss.clients) ws.close(1001, 'server shutdown');
    server.close();
    setTimeout(() => process.exit(0), 300);
  });
}
