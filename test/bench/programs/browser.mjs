#!/usr/bin/env node
// Stands in for Chromium: speaks its protocol over the pipe, and runs a page's script in a module of its own.
import { Socket } from 'node:net';

if (process.argv.includes('--version')) {
  console.log('Chromium 1.2.3');
  process.exit();
}

const input = new Socket({ fd: 3 });
input.setEncoding('utf8');
const output = new Socket({ fd: 4 });
const globalFetch = globalThis.fetch;

async function open(url) {
  const page = await (await globalFetch(url)).text();
  const [, script] = /src="([^"]+)"/.exec(page);
  const code = await (await globalFetch(new URL(script, url))).text();
  globalThis.fetch = (path, options) => globalFetch(new URL(path, url), options);
  await import(`data:text/javascript,${encodeURIComponent(code)}`);
}

const commands = {
  'Browser.getVersion': () => ({ product: 'Chromium/1.2.3' }),
  'Target.createBrowserContext': () => ({ browserContextId: 'one' }),
  'Target.createTarget': ({ url }) => {
    if (url.endsWith('/3/')) process.exit(1);
    open(url);
    return { targetId: 'one' };
  },
  'Target.disposeBrowserContext': () => ({}),
};

let rest = '';
for await (const chunk of input) {
  const messages = (rest + chunk).split('\0');
  rest = messages.pop();
  for (const { id, method, params } of messages.map((text) => JSON.parse(text))) {
    output.write(`${JSON.stringify({ id, result: commands[method](params) })}\0`);
  }
}
