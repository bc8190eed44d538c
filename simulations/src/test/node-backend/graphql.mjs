// A chat on graphql-ws, the reference server of graphql-transport-ws: a token in connection_init,
// a mutation that says something, and a query that tells the history.
//
//   node graphql.mjs --port 0 [--forget N] [--heartbeat MS]
//
// --forget N     every Nth message that was acknowledged is not kept
// --heartbeat MS interval and patience of the library's pings, instead of 12 s
import {createServer} from 'node:http';
import {randomUUID} from 'node:crypto';
import {buildSchema} from 'graphql';
import {useServer} from 'graphql-ws/use/ws';
import {WebSocketServer} from 'ws';

const args = process.argv.slice(2);
const value = (name, otherwise) => args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;
const forget = value('--forget', 0);
const users = new Map(); // token -> user
const histories = new Map(); // user -> items
const known = new Set(); // ids that were taken
let acknowledged = 0;

const schema = buildSchema(`
  type Message { id: ID! text: String! }
  type Query { messages: [Message!]! }
  type Mutation { say(id: ID!, text: String!): Message! }
`);

const roots = {
  query: {messages: (_, {user}) => histories.get(user) ?? []},
  mutation: {
    say: ({id, text}, {user}) => {
      const items = histories.get(user) ?? [];
      histories.set(user, items);
      const mark = `${user} ${id}`;
      if (!known.has(mark)) {
        known.add(mark);
        acknowledged++;
        if (forget === 0 || acknowledged % forget !== 0) {
          items.push({id, text});
        }
      }
      return {id, text};
    },
  },
};

const http = createServer((request, response) => {
  let body = '';
  request.on('data', part => body += part);
  request.on('end', () => {
    if (request.method === 'POST' && request.url === '/login') {
      const token = randomUUID();
      users.set(token, JSON.parse(body).user);
      response.writeHead(200, {'Content-Type': 'application/json'});
      response.end(JSON.stringify({access_token: token}));
    } else {
      response.writeHead(404);
      response.end();
    }
  });
});

useServer({
  schema,
  roots,
  onConnect: ({connectionParams}) => users.has(connectionParams?.token),
  context: ({connectionParams}) => ({user: users.get(connectionParams?.token)}),
}, new WebSocketServer({server: http, path: '/graphql'}), value('--heartbeat', 12_000));

http.listen(value('--port', 0), '127.0.0.1', () => {
  console.log(`listening on ws://127.0.0.1:${http.address().port}`);
});
