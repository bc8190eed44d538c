// What Artillery's WebSocket engine cannot say: to open a session, to come back, and to wait for one frame among several.
const fs = require('node:fs');
const path = require('node:path');

const NOTES_AT_ONCE = 10;
const PATIENCE = 5000;
const gap = Number(process.env.HOLDFAST_GAP_MILLIS);
const notes = fs.readFileSync(path.join(__dirname, 'notes.txt'), 'utf8').trim().split('\n');

module.exports = { openSession, establish, comeBack, say };

function openSession(args, context, next) {
  const http = args.target.replace('ws:', 'http:').replace('/ws', '/auth/sessions');
  fetch(http, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: `{"user_id":"user-${context.vars.user}"}`,
  })
    .then((answer) => answer.json())
    .then((session) => {
      args.options.headers = { Authorization: `Bearer ${session.session_token}` };
      context.vars.opening = { target: args.target, options: { headers: args.options.headers } };
      next();
    })
    .catch(next);
}

function establish(context, events, next) {
  talk(context)
    .then(() => next())
    .catch((error) => fail(events, error, next));
}

async function talk({ ws, vars }) {
  await answered(ws, vars.established1, 'agent_response');
  await answered(ws, vars.established2, 'agent_response');
  await answered(ws, vars.established3, 'message_ack');
  if (vars.many === 1) {
    for (let i = 0; i < notes.length; i += NOTES_AT_ONCE) {
      await answered(ws, notes.slice(i, i + NOTES_AT_ONCE), 'message_ack');
    }
  }
  if (vars.large) {
    await answered(ws, vars.large, 'message_ack');
  }
}

function comeBack(context, events, next) {
  const { target, options } = context.vars.opening;
  const before = context.ws;
  before.onmessage = undefined;
  before.once('close', () => {
    setTimeout(() => {
      const ws = new before.constructor(target, [], options);
      context.ws = ws;
      arrives(ws, 'context_status', 1).then(() => next()).catch((error) => fail(events, error, next));
    }, gap);
  });
  before.close();
}

function say(context, events, next) {
  answered(context.ws, context.vars[`further${context.vars.$loopCount}`], 'agent_response')
    .then(() => next())
    .catch((error) => fail(events, error, next));
}

function answered(ws, frames, type) {
  const all = [].concat(frames);
  const answer = arrives(ws, type, all.length);
  all.forEach((frame) => ws.send(frame));
  return answer;
}

/** Waits until so many frames of a type have come; others are passed over. */
function arrives(ws, type, count) {
  return new Promise((resolve, reject) => {
    let left = count;
    const late = setTimeout(() => reject(new Error(`no ${type}`)), PATIENCE);
    ws.onerror = (event) => reject(new Error(event.message));
    ws.onmessage = (event) => {
      if (event.data.startsWith(`{"type":"${type}"`) && --left === 0) {
        clearTimeout(late);
        ws.onmessage = undefined;
        resolve();
      }
    };
  });
}

function fail(events, error, next) {
  events.emit('error', error.message);
  next(error);
}
