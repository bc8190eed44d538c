// Two nodes of Socket.IO, each a process of its own, joined by the library's Redis Streams adapter and a Redis of their own. Each WebSocket goes to the other node
// than the last; other requests go to the first, for what two nodes emit at a time has no order. A node that ends is replaced after a second; until then the other
// has all that comes.
//
//   node socket-io-nodes.mjs --port 0 [--recovery MS] [--heartbeat MS] [--lose N] [--twice N] [--swap N] [--alter N] [--deaf N]
//
// Options are those of socket-io.mjs. Its nodes are children of this process, Redis aside.
import {fork, spawn} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {createServer, connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const NODES = 2;
const args = process.argv.slice(2);
const [, port] = args.splice(args.indexOf('--port'), 2);
const folder = mkdtempSync(join(tmpdir(), 'socket-io-nodes-'));
const socket = join(folder, 'redis.sock');

const redis = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', folder], {stdio: 'ignore'});
redis.on('error', error => {
  console.error(`redis-server: ${error.message}`);
  process.exit(1);
});

const REPLACED_AFTER = 1000;
const children = new Set([redis]);
const ports = []; // of the nodes that serve

const start = () => new Promise(listening => {
  const node = fork(new URL('socket-io.mjs', import.meta.url), [...args, '--redis', socket]);
  let port;
  children.add(node);
  node.on('message', told => {
    port = told;
    ports.push(port);
    listening();
  });
  node.on('exit', () => {
    children.delete(node);
    ports.splice(ports.indexOf(port), port === undefined ? 0 : 1);
    setTimeout(start, REPLACED_AFTER);
  });
});
await Promise.all(Array.from({length: NODES}, start));
process.on('exit', () => children.forEach(child => child.kill('SIGKILL')));

let turn = 0;
createServer(client => {
  client.on('error', () => client.destroy());
  client.once('data', head => {
    if (ports.length === 0) {
      return client.destroy();
    }
    const node = connect(ports[head.includes('/socket.io/') ? turn++ % ports.length : 0], '127.0.0.1');
    node.on('error', () => client.destroy());
    node.on('close', () => client.destroy());
    client.on('close', () => node.destroy());
    node.write(head);
    client.pipe(node).pipe(client);
  });
}).listen(Number(port), '127.0.0.1', function () {
  console.log(`listening on ws://127.0.0.1:${this.address().port}`);
});
