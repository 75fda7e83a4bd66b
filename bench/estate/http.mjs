/** HTTP with as little of its own as can be, so that the answer's time is the server's. */
import * as http from 'node:http';
import * as https from 'node:https';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** Longer than any answer may take: what was to be measured by it is told as not measured. */
const TIMEOUT_MS = 45_000;

/** As browsers ask for it: who answers has to compress. */
const ACCEPTED = 'gzip, deflate, br';

function textOf(body, encoding) {
  switch (encoding) {
    case 'gzip':
      return gunzipSync(body).toString('utf8');
    case 'br':
      return brotliDecompressSync(body).toString('utf8');
    default:
      return body.toString('utf8');
  }
}

/**
 * @param {object} access
 * @param {string} access.url
 * @param {string} [access.token]
 * @param {string} [access.caData] - as a kubeconfig has it
 * @param {boolean} [access.skipTLSVerify]
 */
export function createHttp({ url, token, caData, skipTLSVerify }) {
  const { hostname, port, protocol } = new URL(url);
  const { Agent, request: send } = protocol === 'https:' ? https : http;
  const agent = new Agent({
    keepAlive: true,
    ca: caData && Buffer.from(caData, 'base64'),
    rejectUnauthorized: !skipTLSVerify,
  });

  /** The body is unpacked and parsed when it is asked for: that is the client's time. */
  const attempt = (method, path, { headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const begin = performance.now();
      const call = send(
        {
          agent,
          hostname,
          port,
          method,
          path,
          timeout: TIMEOUT_MS,
          headers: {
            'Accept-Encoding': ACCEPTED,
            ...(token && { Authorization: `Bearer ${token}` }),
            ...(text && {
              'Content-Type': 'application/json',
              'Content-Length': Buffer.byteLength(text),
            }),
            ...headers,
          },
        },
        response => {
          const chunks = [];
          response.on('data', chunk => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () =>
            resolve({
              status: response.statusCode,
              headers: response.headers,
              ms: performance.now() - begin,
              json: () =>
                JSON.parse(
                  textOf(
                    Buffer.concat(chunks),
                    response.headers['content-encoding'],
                  ),
                ),
            }),
          );
        },
      );
      call.once('timeout', () =>
        call.destroy(
          new Error(`${method} ${path}: no answer in ${TIMEOUT_MS} ms`),
        ),
      );
      call.once('error', error => {
        error.isOfKeptSocket = call.reusedSocket;
        reject(error);
      });
      call.end(text);
    });

  /**
   * A server closes a connection that is quiet for long, and may just do so as a
   * request sets out on it. That says nothing of the server: as browsers do, it is
   * sent once more (RFC 9112, 9.3.1; Node's http, `request.reusedSocket`).
   */
  const request = async (method, path, options) => {
    try {
      return await attempt(method, path, options);
    } catch (error) {
      if (error.code !== 'ECONNRESET' || !error.isOfKeptSocket) {
        throw error;
      }
      return attempt(method, path, options);
    }
  };
  return { request };
}
