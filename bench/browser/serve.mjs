/** The pages, one for each measurement, from a server on this machine. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A page alone in its process may read the clock to five microseconds. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cache-Control': 'no-store',
};

const html =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="program.js"></script>';

/** Gives `open(code)`, which gives a page's `url` and the promise of its `answer`; and `close()`. */
export async function servePages() {
  const pages = new Map();
  const server = createServer(async (request, response) => {
    const [, id, name] = request.url.split('/');
    const page = pages.get(id);
    if (!page) return response.writeHead(404).end();
    if (name === '') return response.writeHead(200, { ...headers, 'Content-Type': 'text/html' }).end(html);
    if (name === 'program.js') {
      return response.writeHead(200, { ...headers, 'Content-Type': 'text/javascript' }).end(page.code);
    }
    if (name !== 'answer' || request.method !== 'POST') return response.writeHead(404).end();
    pages.delete(id);
    page.answered(JSON.parse(await text(request)));
    response.writeHead(204, headers).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  let last = 0;
  return {
    open(code) {
      const id = String(++last);
      const answer = new Promise((answered) => pages.set(id, { code, answered }));
      return { url: `http://127.0.0.1:${server.address().port}/${id}/`, answer };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
