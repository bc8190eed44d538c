// An imitation of OpenAI's Realtime API in text, as its reference documents the events, that keeps a conversation over connections, as a relay may; its items
// are listed over HTTP as the Conversations API lists them. Its model counts the characters of the item that the response's metadata names. Options:
// imitation.mjs.
import {randomUUID} from 'node:crypto';
import {bearer, serve} from './imitation.mjs';

const ASSISTANT = 'assistant';
const said = new Map(); // user and id -> an item of that user

const shown = ({id, text, by}) => ({
  id,
  type: 'message',
  role: by === ASSISTANT ? ASSISTANT : 'user',
  status: 'completed',
  content: [{type: by === ASSISTANT ? 'output_text' : 'input_text', text}],
});

function items(room, call, body, url) {
  if (!room || call !== `GET /v1/conversations/${encodeURIComponent(room.user)}/items`) {
    return undefined;
  }
  const all = room.history.map(shown);
  const from = all.findIndex(each => each.id === url.searchParams.get('after')) + 1;
  const to = from + Number(url.searchParams.get('limit') ?? 20);
  const data = all.slice(from, to);
  return [200, {object: 'list', data, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null, has_more: to < all.length}];
}

serve({
  path: '/v1/realtime',
  token: bearer,
  routes: items,
  connected: (socket, room) => {
    const tell = (type, said) => socket.send(JSON.stringify({type, event_id: `event_${randomUUID()}`, ...said}));
    tell('session.created', {session: {id: `sess_${randomUUID()}`, object: 'realtime.session', type: 'realtime'}});

    const respond = (asked, metadata) => {
      const item = {id: `item_of_${asked.id}`, text: `You said ${asked.text.length} characters.`, by: ASSISTANT};
      if (!room.known.has(item.id)) {
        room.known.add(item.id);
        room.history.push(item);
      }
      const response = {id: `resp_${randomUUID()}`, object: 'realtime.response', metadata};
      const place = {response_id: response.id, item_id: item.id, output_index: 0, content_index: 0};
      tell('response.created', {response: {...response, status: 'in_progress'}});
      tell('conversation.item.added', {item: {...shown(item), status: 'in_progress', content: []}});
      item.text.split(/(?<= )/).forEach(delta => tell('response.output_text.delta', {...place, delta}));
      tell('response.output_text.done', {...place, text: item.text});
      tell('conversation.item.done', {item: shown(item)});
      tell('response.done', {response: {...response, status: 'completed', output: [shown(item)]}});
    };
    socket.on('message', frame => {
      const {type, item, response} = JSON.parse(frame);
      const asked = response && said.get(`${room.user} ${response.metadata?.to}`);
      if (type === 'conversation.item.create') {
        const own = {id: item.id, text: item.content[0].text, by: room.user};
        said.set(`${room.user} ${own.id}`, own);
        room.take(own.id, own.text);
        tell('conversation.item.added', {item: shown(own)});
        tell('conversation.item.done', {item: shown(own)});
      } else if (type === 'response.create' && asked) {
        respond(asked, response.metadata);
      } else {
        tell('error', {error: {type: 'invalid_request_error', code: 'invalid_value', message: `Invalid value: '${type}'.`}});
      }
    });
  },
});
