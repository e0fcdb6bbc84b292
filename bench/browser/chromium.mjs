/**
 * A headless Chromium, told what to do by the DevTools protocol over a pipe: messages of JSON, each ended by a zero byte. That
 * needs no port and no package.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--remote-debugging-pipe',
];

/** The executable: the one that CHROMIUM_PATH names, or else what is found; undefined where there is none. */
export function findChromium() {
  const { CHROMIUM_PATH } = process.env;
  return (CHROMIUM_PATH ? [CHROMIUM_PATH] : names).find((each) => versionBy(each) !== undefined);
}

/** The line in which it tells its version, if there is one. */
export function chromiumVersion() {
  const executable = findChromium();
  return executable && versionBy(executable);
}

function versionBy(executable) {
  const { status, stdout } = spawnSync(executable, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout.trim().split('\n')[0] : undefined;
}

/** Gives `version`; `load(url)`, which opens a page and gives what closes it; and `close()`. */
export async function startChromium(executable) {
  const profile = mkdtempSync(join(tmpdir(), 'stackless-chromium-'));
  const child = spawn(executable, [...flags, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const send = protocolOf(child);

  async function close() {
    child.kill();
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended.catch(() => {});
    clearTimeout(timer);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** In a browser context of its own, which no other page shares a renderer with. */
  async function load(url) {
    const { browserContextId } = await send('Target.createBrowserContext');
    await send('Target.createTarget', { url, browserContextId });
    return () => send('Target.disposeBrowserContext', { browserContextId });
  }

  try {
    const { product } = await send('Browser.getVersion');
    return { version: product.split('/')[1], load, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `send(method, params)` gives the result; it fails with the protocol's error, or when Chromium ends. */
function protocolOf(child) {
  const [, , , input, output] = child.stdio;
  const waiting = new Map();
  let last = 0;
  let rest = '';
  let gone;
  output.setEncoding('utf8');
  output.on('data', (chunk) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop();
    for (const { id, result, error } of messages.map((text) => JSON.parse(text))) {
      if (error) waiting.get(id)?.reject(new Error(`Chromium: ${error.message}`));
      else waiting.get(id)?.resolve(result);
      waiting.delete(id);
    }
  });
  const end = (error) => {
    gone = new Error(`Chromium has ended${error?.message ? `: ${error.message}` : ''}`);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  child.once('error', end);
  child.once('exit', () => end());
  // What is written to a Chromium that ends is answered by its end.
  input.on('error', () => {});

  return (method, params = {}) =>
    new Promise((resolve, reject) => {
      if (gone) return reject(gone);
      const id = ++last;
      waiting.set(id, { resolve, reject });
      input.write(`${JSON.stringify({ id, method, params })}\0`);
    });
}
